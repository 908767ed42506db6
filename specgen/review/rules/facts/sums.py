"""Find parts that do not come to their whole: people, hours and money of lots, areas, groups, years and weeks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from specgen.context.filters import pounds
from specgen.formats.yamlfile.lookup import group_at, number_at, text_at
from specgen.inputs.answers.shares import share_in
from specgen.review.rules.facts.specification import Specification, plain
from specgen.review.rules.facts.stated.people_counted import people_counted
from specgen.review.rules.facts.sum_rules import (
    MONEY_BUDGET,
    MONEY_CHARGE,
    MONEY_ELEMENT,
    MONEY_HOURS,
    MONEY_LOTS,
    MONEY_PERIOD,
    MONEY_TOTAL,
    RULES,
    SUM_AREAS,
    SUM_GROUPS,
    SUM_LOTS,
    SUM_MOST_LOTS,
    SUM_PEOPLE,
)
from specgen.review.rules.rule_family import Family
from specgen.system.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from specgen.formats.yamlfile.yaml_file import ValuePath
    from specgen.problems import Problem

WEEKS: Final = Decimal("52.143")  # in a year
TIMES_A_YEAR: Final = {
    "week": WEEKS, "four_weeks": Decimal(13), "month": Decimal(12), "year": Decimal(1), "hour": None, "visit": None,
}  # fmt: skip
SUMS_OF: Final = ("block", "availability")
NEAR_TOTAL: Final = Decimal("0.1")  # estimates of a whole term count a yearly uplift in, or leave it out
NEAR_TERM: Final = Decimal("0.01")  # rounding alone, where no change of prices is counted in
NEAR_HOURS: Final = Decimal("0.15")
NEAR_PERIOD: Final = Decimal("0.05")
ANNUAL: Final = ("contract", "annual_value")

AMOUNT: Final = r"£\s?(\d[\d,]*(?:\.\d+)?)\s?(million|m|thousand|k)?\b"
PER: Final = r"\s*(?:a|per|each|every)\s+(hour|day|week|month|quarter|year)"
PAIR: Final = lazy_pattern(
    rf"{AMOUNT}{PER}[\s,(]*(?:or|that is|which is|i\.e\.|=|making|in all)[\s,]*(?:about |around )?{AMOUNT}{PER}",
    re.IGNORECASE,
)
OF_PERIOD: Final = {"day": Decimal(365), "week": WEEKS, "month": Decimal(12), "quarter": Decimal(4), "year": Decimal(1)}
COUNTED: Final = lazy_pattern(r"(?<![\d.,-])(\d[\d,]*) (?:people|adults|older people|persons|users|service users)\b")


def check_parts(spec: Specification) -> Iterator[Problem]:
    """Yield lots, areas and groups that do not add up to what is said of the whole."""
    for column, what in (("people", "people"), ("hours_per_week", "hours a week")):
        yield from _parts(spec, ("contract", "lots"), column, ("scope", column), what)
    yield from _areas(spec)
    yield from _groups(spec)
    most, lots = spec.number("providers", "most_lots"), spec.rows("contract", "lots")
    if most is not None and lots and most > len(lots):
        message = f"is {plain(most)}, and there are {len(lots)} lots ({spec.at(('contract', 'lots'))})"
        yield spec.problem(SUM_MOST_LOTS, ("providers", "most_lots"), message, f"write {len(lots)} or fewer",
                           against=(("contract", "lots"),))  # fmt: skip
    people = spec.number("scope", "people")
    for id, (number, measure) in spec.measures.items():
        least = number_at(measure, "minimum_people")
        if people is not None and least is not None and least > people and measure.get("unit") == "percent":
            message = f"asks for {plain(least)} people before {id} counts, and {plain(people)} use the service"
            message += f" ({spec.at(('scope', 'people'))})"
            yield spec.problem(SUM_PEOPLE, ("measures", number, "minimum_people"), message,
                               "ask for fewer people, or count more years", against=(("scope", "people"),))  # fmt: skip


def check_money(spec: Specification) -> Iterator[Problem]:
    """Yield values of a year, a term, a week and an hour that do not fit each other."""
    annual = spec.number(*ANNUAL)
    if annual:
        yield from _total(spec, annual)
        yield from _lots(spec, annual)
        yield from _budget(spec, annual)
        yield from _elements(spec, annual)
    yield from _charge(spec)
    for path, text in spec.texts:
        yield from _periods(spec, path, text)


def _parts(spec: Specification, at: tuple[str, ...], column: str, whole: ValuePath, what: str) -> Iterator[Problem]:
    numbers = [number_at(row, column) for row in spec.rows(*at)]
    total = spec.number(*map(str, whole))
    if len(numbers) < 2 or total is None or None in numbers:
        return
    path: ValuePath = (*at, 0, column)
    shares = [share_in(spec.written((*at, row, column)), "whole") for row in range(len(numbers))]
    percents = [share.percent for share in shares if share]
    if len(percents) == len(numbers):
        if sum(percents) != 100:
            message = f"the lots have {plain(sum(percents, Decimal(0)))}% of the {what} together ({spec.at(whole)})"
            yield spec.problem(SUM_LOTS, path, message, "make the shares 100%", against=(whole,))
        return
    found = sum((number for number in numbers if number is not None), Decimal(0))
    if abs(found - total) > len(percents):  # a share is rounded to a whole number
        message = f"the lots have {plain(found)} {what} together, and the service has {plain(total)} ({spec.at(whole)})"
        side = f"{plain(abs(found - total))} {'too many' if found > total else 'missing'}"
        yield spec.problem(SUM_LOTS, path, message, f"make the two agree: {side}", against=(whole,))


def _areas(spec: Specification) -> Iterator[Problem]:
    areas = spec.rows("population", "areas")
    for row, area in enumerate(areas):
        residents, users = number_at(area, "residents"), number_at(area, "users_a_year")
        if residents is not None and users is not None and users > residents:
            at: ValuePath = ("population", "areas", row, "residents")
            message = f"expects {plain(users)} users a year of {plain(residents)} residents ({spec.at(at)})"
            yield spec.problem(SUM_AREAS, ("population", "areas", row, "users_a_year"), message,
                               "users are some of the residents", against=(at,))  # fmt: skip
    for column, other, what in (
        ("users_a_year", "people", "users a year"),
        ("hours_per_week",) * 2 + ("hours a week",),
    ):
        numbers, total = [number_at(area, column) for area in areas], spec.number("scope", other)
        if not numbers or None in numbers or total is None:
            continue
        found = sum((number for number in numbers if number is not None), Decimal(0))
        is_wrong = found < total if column == "users_a_year" else found != total
        if is_wrong:
            whole = ("scope", other)
            message = (
                f"the areas have {plain(found)} {what} together, and the service has {plain(total)} ({spec.at(whole)})"
            )
            remedy = (
                "no fewer people use it in a year than on one day" if column == "users_a_year" else "make them agree"
            )
            yield spec.problem(SUM_AREAS, ("population", "areas", 0, column), message, remedy, against=(whole,))


def _groups(spec: Specification) -> Iterator[Problem]:
    """Groups of people, where each is given with its number."""
    groups, people = spec.value("scope", "groups"), spec.number("scope", "people")
    if not isinstance(groups, list) or len(groups) < 2 or people is None:
        return
    counts = [people_counted(str(group)) for group in groups]
    if None in counts:
        return
    total = sum((count for count in counts if count is not None), Decimal(0))
    if total != people:
        at = ("scope", "people")
        message = f"the groups have {plain(total)} people together, and the service has {plain(people)} ({spec.at(at)})"
        yield spec.problem(SUM_GROUPS, ("scope", "groups"), message, "make the two agree", against=(at,))


def _total(spec: Specification, annual: Decimal) -> Iterator[Problem]:
    months = spec.number("contract", "initial_term_months")
    if not months:
        return
    more = spec.number("contract", "extension_months") or Decimal(0)
    initial, whole = spec.number("contract", "initial_value"), spec.number("contract", "total_value")
    yield from _total_of(spec, annual, "initial_value", initial, months, Decimal(0))
    yield from _total_of(spec, annual, "total_value", whole, months, more)


def _total_of(
    spec: Specification, annual: Decimal, name: str, total: Decimal | None, months: Decimal, more: Decimal
) -> Iterator[Problem]:
    if total is None:
        return
    expected = [annual * length / 12 for length in dict.fromkeys((months, months + more))]
    prices, near = spec.value("contract", "total_prices"), any(abs(total - one) <= NEAR_TOTAL * one for one in expected)
    is_plain = prices != "with_changes" if name == "initial_value" else prices == "first_year" and _excludes_vat(spec)
    if near and (not is_plain or any(abs(total - one) <= NEAR_TERM * one for one in expected)):
        return
    lengths = [("contract", "initial_term_months"), *([("contract", "extension_months")] if more else [])]
    said = " or ".join(f"{pounds(one.quantize(Decimal(1)))}" for one in expected)
    message = f"is {pounds(total)}; {pounds(annual)} a year ({spec.at(ANNUAL)}) for {plain(months)} months"
    message += f" ({spec.at(lengths[0])})"
    message += (
        f", or {plain(months + more)} with the extension ({spec.at(lengths[-1])}), come to {said}"
        if more
        else f" come to {said}"
    )
    remedy = "write what the year and the term give"
    remedy += ", or say in contract.total_prices that changes of price are counted in" if near else ""
    yield spec.problem(MONEY_TOTAL, ("contract", name), message, remedy, against=(ANNUAL, *lengths),
                       level="warning" if near else "")  # fmt: skip


def _excludes_vat(spec: Specification) -> bool:
    return spec.value("contract", "total_excludes_vat") is True


def _lots(spec: Specification, annual: Decimal) -> Iterator[Problem]:
    """The values of the lots, each of which is a part of the contract."""
    rows = spec.rows("lots")
    values = [number_at(row, "annual_value") for row in rows]
    said = f"the contract {pounds(annual)} ({spec.at(ANNUAL)})"
    for row, value in enumerate(values):
        if value is not None and value > annual:
            message = f"is {pounds(value)} for {text_at(rows[row], 'lot')}, and {said}"
            yield spec.problem(MONEY_LOTS, ("lots", row, "annual_value"), message, "write its part of the whole",
                               against=(ANNUAL,))  # fmt: skip
            return
    total = sum((value for value in values if value is not None), Decimal(0))
    is_whole = None not in values and len(rows) == len(spec.rows("contract", "lots"))
    if total > annual * (1 + NEAR_TERM) or (is_whole and rows and total < annual * (1 - NEAR_TERM)):
        message = f"the lots are worth {pounds(total)} a year together, and {said}"
        side = f"{pounds(abs(total - annual))} {'too much' if total > annual else 'missing'}"
        yield spec.problem(MONEY_LOTS, ("lots", 0, "annual_value"), message, f"make the two agree: {side}",
                           against=(ANNUAL,))  # fmt: skip


def _charge(spec: Specification) -> Iterator[Problem]:
    """What a person is charged for an hour, beside what the council pays for it."""
    at = ("people", "charges", "hour_pounds")
    charge, elements = spec.number(*at), spec.rows("payment", "elements")
    rates = {
        row: rate
        for row, element in enumerate(elements)
        if text_at(group_at(element, "rate"), "per") == "hour"
        and (rate := number_at(group_at(element, "rate"), "amount")) is not None
    }
    if charge is not None and rates and charge > max(rates.values()):
        path: ValuePath = ("payment", "elements", max(rates, key=lambda row: rates[row]), "rate", "amount")
        message = f"is {pounds(charge)} an hour, more than the {pounds(max(rates.values()))} that is paid for one"
        yield spec.problem(MONEY_CHARGE, at, f"{message} ({spec.at(path)})", "write that rate, or less",
                           against=(path,))  # fmt: skip


def _budget(spec: Specification, annual: Decimal) -> Iterator[Problem]:
    budget, at = spec.number("need", "budget", "yearly"), ("need", "budget", "yearly")
    if budget is not None and annual > budget:
        message = f"is {pounds(annual)} a year, more than the budget of {pounds(budget)} ({spec.at(at)})"
        yield spec.problem(
            MONEY_BUDGET, ANNUAL, message, "make the two agree, or say where the rest comes from", against=(at,)
        )


def _elements(spec: Specification, annual: Decimal) -> Iterator[Problem]:
    """The price of an element from its rate, and from its share of the value of a year."""
    hours = spec.number("scope", "hours_per_week")
    for row, element in enumerate(spec.rows("payment", "elements")):
        rate, path = group_at(element, "rate"), ("payment", "elements", row, "rate", "amount")
        amount, percent, per = number_at(rate, "amount"), number_at(element, "percent"), text_at(rate, "per")
        if not amount or percent is None:
            continue
        times = TIMES_A_YEAR.get(per)
        share = annual * percent / 100
        if per == "hour" and text_at(element, "basis").startswith("hours") and hours:
            year = amount * hours * WEEKS
            at: ValuePath
            at, near, rule = ("scope", "hours_per_week"), NEAR_HOURS, MONEY_HOURS
            said = f"{pounds(amount)} for {plain(hours)} hours a week ({spec.at(at)})"
        elif times and element.get("basis") in SUMS_OF:
            year, at, near, rule = amount * times, ("payment", "elements", row, "percent"), NEAR_PERIOD, MONEY_ELEMENT
            said = f"{pounds(amount)} {'every four weeks' if per == 'four_weeks' else f'a {per}'}"
        else:
            continue
        own = f" ({spec.at(at)})" if rule is MONEY_ELEMENT else ""
        if abs(year - share) > near * share:
            message = f"{said} come to {pounds(year.quantize(Decimal(1)))} a year, and {plain(percent)}%{own} of"
            message += f" {pounds(annual)} ({spec.at(ANNUAL)}) are {pounds(share.quantize(Decimal(1)))}"
            yield spec.problem(rule, path, message, "make rate, hours, share and value agree", against=(at, ANNUAL))


def _periods(spec: Specification, path: ValuePath, text: str) -> Iterator[Problem]:
    """One sum said for two periods, as £1,000 a week, that is £60,000 a year."""
    if text.count("£") < 2:
        return
    for found in PAIR.finditer(text):
        first, of_first, period, second, of_second, other = found.groups()
        if period.lower() not in OF_PERIOD or other.lower() not in OF_PERIOD or period.lower() == other.lower():
            continue
        one = _pounds(first, of_first) * OF_PERIOD[period.lower()]
        two = _pounds(second, of_second) * OF_PERIOD[other.lower()]
        if abs(one - two) > NEAR_PERIOD * max(one, two):
            right = (one / OF_PERIOD[other.lower()]).quantize(Decimal(1))
            message = f"says “{' '.join(found.group().split())}”, and the two are not the same amount"
            yield spec.problem(MONEY_PERIOD, path, message, f"the first is {pounds(right)} a {other.lower()}")


def _pounds(number: str, unit: str | None) -> Decimal:
    factor = {"m": 1_000_000, "t": 1_000, "k": 1_000}.get((unit or " ")[0].lower(), 1)
    return Decimal(number.replace(",", "")) * factor


FAMILY = Family("Sums", RULES, facts=(check_parts, check_money))
