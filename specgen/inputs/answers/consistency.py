"""Check that answers agree with each other: totals, gaps, order and time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from specgen.formats.yamlfile.lookup import Row, group_at, number_at, rows_at
from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.inputs.answers.answers import Answers
from specgen.inputs.answers.not_printed import is_asked, unprinted
from specgen.inputs.answers.written_form import form_problems
from specgen.inputs.answers.yaml_traps import trap_problems
from specgen.inputs.models.model import Model
from specgen.problems import Fault, Problem

ON_RESULTS: Final = ("personal_outcomes", "service_outcomes", "population_outcomes", "satisfaction", "quality")

__all__ = ["consistent", "foreign"]

Faults = Iterator[tuple[ValuePath, Fault]]
TIMES_A_YEAR: Final = {
    "weekly": 52, "four_weekly": 13, "monthly": 12, "quarterly": 4, "six_monthly": 2, "annual": 1,
}  # fmt: skip
HOW_OFTEN: Final = {
    "weekly": "every week",
    "four_weekly": "every four weeks",
    "monthly": "every month",
    "quarterly": "every three months",
    "six_monthly": "every six months",
    "annual": "every year",
}
STAGES = ("discussion", "improvement_plan", "no_referrals", "payment", "step_in", "termination")


def consistent(answers: Answers, model: Model) -> Iterator[Problem]:
    """Yield an error for each answer that contradicts another one; what is not answered contradicts nothing.

    What no part of the document has room for is a warning.
    """
    values = {
        section.at[0]: answers.values.get(section.at[0])
        for section in model.sections
        if section.at and is_asked(section.when, answers.values)
    }
    for check in (
        _payment,
        _gain_shares,
        _gain_taper,
        _gain_hours,
        _failure,
        _shares,
        _proportions,
        _capacity,
        _extension,
    ):
        for path, fault in check(values):
            yield fault.at(answers.yaml.place_of(path, at_key=fault.rule == "total"))
    yield from _unrewarded(answers, model)
    yield from unprinted(answers, model)
    yield from form_problems(answers, model)
    yield from trap_problems(answers.yaml)


def _extension(values: Row) -> Faults:
    """The periods of the extension add up to the longest extension."""
    contract = group_at(values, "contract")
    months = [number_at(row, "months") for row in rows_at(contract, "extension_periods")]
    given, total = number_at(contract, "extension_months"), sum((one for one in months if one), Decimal())
    if months and None not in months and given is not None and total != given:
        message = f"is {_plain(given)}, and the periods of the extension add up to {_plain(total)}"
        yield ("contract", "extension_months"), Fault(message, f"write {_plain(total)}, or change the periods", "total")


def foreign(answers: Answers, framework: Mapping[str, object]) -> Iterator[Problem]:
    """Yield a warning for an outcome framework of the other country than the one whose law applies."""
    country = framework.get("country")
    chosen = group_at(answers.values, "document").get("jurisdiction")
    if country and chosen and country != chosen:
        countries = f"{str(country).title()}, and the law of {str(chosen).title()} applies"
        fault = Fault(f"{framework.get('title')} is of {countries}", "choose a framework of that country", "country")
        yield fault.at(answers.yaml.place_of(("outcomes", "framework")), "warning")


def _unrewarded(answers: Answers, model: Model) -> Iterator[Problem]:
    """Yield a warning where a model that pays for results is given a price that pays for none."""
    elements = rows_at(group_at(answers.values, "payment"), "elements")
    asked = next((section for section in model.sections if section.at == ("payment",)), None)
    if asked is None or not is_asked(asked.when, answers.values) or not elements:
        return
    if all(element.get("basis") and not on_results(element["basis"]) for element in elements):
        message = "no part of the price depends on results, which is what this model is for"
        fault = Fault(message, "add an element that is paid for outcomes", "reward")
        yield fault.at(answers.yaml.place_of(("payment", "elements")), "warning")


def _payment(values: Row) -> Faults:
    """The elements total 100 percent, scales have neither gaps nor overlaps, and nothing is paid too early."""
    elements = rows_at(group_at(values, "payment"), "elements")
    percents = [number_at(row, "percent") for row in elements]
    if elements and None not in percents:
        yield from _not_all(("payment", "elements"), "the shares of the elements", percents)
    measures = {row["id"]: row for row in rows_at(values, "measures") if "id" in row}
    for index, element in enumerate(elements):
        path: ValuePath = ("payment", "elements", index)
        yield from _scale(rows_at(element, "scale"), (*path, "scale"))
        baseline = group_at(measures.get(element.get("measure"), {}), "baseline").get("status")
        start = element.get("start_year")
        if on_results(element.get("basis")) and baseline == "year_1" and start == 1:
            message = f"pays for {element['measure']} in year 1, in which its baseline is still collected"
            yield (*path, "start_year"), Fault(message, "write 2 or a later year", "start")
        yield from _interval(element, measures.get(element.get("measure"), {}), path)


def _interval(element: Row, measure: Row, path: ValuePath) -> Faults:
    """An element that depends on results is paid when its measure has a result."""
    paid, taken = str(element.get("when")), str(measure.get("frequency"))
    if not on_results(element.get("basis")) or paid not in TIMES_A_YEAR or taken not in TIMES_A_YEAR:
        return
    if TIMES_A_YEAR[taken] % TIMES_A_YEAR[paid]:
        message = f"is paid {HOW_OFTEN[paid]}, and {measure['id']} is taken {HOW_OFTEN[taken]}"
        remedy = "pay it as often as the measure is taken, or each time that several of its periods end"
        yield (*path, "when"), Fault(message, remedy, "interval")


def _scale(steps: Sequence[Row], path: ValuePath) -> Faults:
    bounds = [(number_at(row, "from"), number_at(row, "to")) for row in steps]
    if not bounds or any(low is None for low, _ in bounds):
        return
    if bounds[0][0] != 0:
        message = f"the scale starts at {_plain(bounds[0][0])} and says nothing of what is below"
        yield (*path, 0, "from"), Fault(message, "start the first row with from: 0", "scale")
    for index, (low, high) in enumerate(bounds):
        at: ValuePath = (*path, index, "to")
        following = bounds[index + 1][0] if index + 1 < len(bounds) else None
        if high is not None and low is not None and high <= low:
            yield (
                at,
                Fault(f"the row ends at {_plain(high)} and starts at {_plain(low)}", "end it above its start", "scale"),
            )
        elif high is None and index + 1 < len(bounds):
            yield at, Fault("only the last row may have no end", f"write to: {_plain(following)}", "scale")
        elif high is not None and following is None:
            yield at, Fault(f"says nothing of results from {_plain(high)}", "leave `to` out in the last row", "scale")
        elif high is not None and following is not None and high != following:
            what = "leaves a gap before" if high < following else "overlaps"
            message = f"ends at {_plain(high)} and {what} the next row, which starts at {_plain(following)}"
            yield at, Fault(message, "let one row start where the one before ends", "scale")


def _gain_shares(values: Row) -> Faults:
    gaining = group_at(values, "gain_sharing")
    shares = [number_at(gaining, name) for name in ("provider_percent", "commissioner_percent")]
    if gaining.get("used") and None not in shares:
        rest = number_at(group_at(gaining, "reinvestment"), "percent")
        yield from _not_all(("gain_sharing", "provider_percent"), "the shares of a gain", [*shares, rest or Decimal(0)])


def _gain_taper(values: Row) -> Faults:
    """The steps of the provider's share follow each other within the time, and leave room for what is reinvested."""
    gaining = group_at(values, "gain_sharing")
    reinvested = number_at(group_at(gaining, "reinvestment"), "percent") or Decimal(0)
    weeks, before = number_at(gaining, "duration_weeks"), Decimal(1)
    for index, step in enumerate(rows_at(gaining, "taper")):
        path: ValuePath = ("gain_sharing", "taper", index)
        first, percent = number_at(step, "from_week"), number_at(step, "provider_percent")
        if first is not None and first <= before:
            message = f"starts in week {first}, and the step before it in week {before}"
            yield (*path, "from_week"), Fault(message, f"write {before + 1} or a later week", "taper")
        elif first is not None and weeks is not None and first > weeks:
            message = f"starts in week {first}, and a gain is shared for {weeks} weeks"
            yield (*path, "from_week"), Fault(message, f"write {weeks} or an earlier week", "taper")
        if percent is not None and percent + reinvested > 100:
            message = f"leaves no room for the {_plain(reinvested)} percent that are reinvested"
            yield (*path, "provider_percent"), Fault(message, f"write {_plain(100 - reinvested)} or less", "taper")
        before = before if first is None else max(first, before)


def _gain_hours(values: Row) -> Faults:
    example = group_at(group_at(values, "gain_sharing"), "example")
    before, after = number_at(example, "hours_before"), number_at(example, "hours_after")
    if before is not None and after is not None and after >= before:
        message = f"{_plain(after)} hours are not fewer than {_plain(before)}"
        yield ("gain_sharing", "example", "hours_after"), Fault(message, "show a package that got smaller", "example")


def _failure(values: Row) -> Faults:
    """The steps for one measure get no milder, give it time to show a change, and name what is read on it."""
    worst: dict[object, int] = {}
    frequencies = {row.get("id"): str(row.get("frequency")) for row in rows_at(values, "measures")}
    for index, row in enumerate(rows_at(group_at(values, "failure"), "service")):
        path: ValuePath = ("failure", "service", index)
        measure = row.get("measure")
        if "threshold" in row and measure is None:
            message = "has a threshold, and no measure to read it on"
            yield (*path, "threshold"), Fault(message, "add measure: and the number of a measure", "trigger")
        before = worst.get(measure, 0)
        stage = STAGES.index(str(row["stage"])) if row.get("stage") in STAGES else before
        if stage < before:
            message = f"{row['stage']} stands after {STAGES[before]}, which goes further, for the same measure"
            remedy = f"put the rows of a measure in this order: {', '.join(STAGES)}"
            yield (*path, "stage"), Fault(message, remedy, "stage")
        worst[measure] = max(before, stage)
        yield from _time_to_improve(row, frequencies.get(measure, ""), path)
        yield from _way_out(row, path)


def _time_to_improve(row: Row, taken: str, path: ValuePath) -> Faults:
    days, least = number_at(row, "days"), 365 // TIMES_A_YEAR.get(taken, 365)
    if days is not None and days < least:
        message = f"{_plain(days)} days are over before {row['measure']}, taken {HOW_OFTEN[taken]}, can show a change"
        yield (*path, "days"), Fault(message, f"write {least} or more", "interval")


def _way_out(row: Row, path: ValuePath) -> Faults:
    ends, threshold, comparator = number_at(row, "exit_value"), number_at(row, "threshold"), row.get("comparator")
    if ends is None or threshold is None:
        return
    if (comparator == "below" and ends < threshold) or (comparator == "above" and ends > threshold):
        message = f"the step ends at {_plain(ends)}, which is still {comparator} {_plain(threshold)}, where it starts"
        yield (*path, "exit_value"), Fault(message, "end it at its threshold, or at a better value", "exit")


def _shares(values: Row) -> Faults:
    """The parts of a result come to 100 percent, and no pathway is described twice."""
    described: set[object] = set()
    for index, row in enumerate(rows_at(values, "causal_pathways")):
        path: ValuePath = ("causal_pathways", index)
        shares = [number_at(row, "provider_percent"), number_at(row, "other_percent")]
        shares += [number_at(agency, "percent") for agency in rows_at(row, "agencies")]
        if None not in shares:
            yield from _not_all((*path, "provider_percent"), "the shares of the result", shares)
        if "pathway" in row and row["pathway"] in described:
            message = f"{row['pathway']} is described by a row further up as well"
            yield (*path, "pathway"), Fault(message, "make one row of the two", "duplicate")
        described.add(row.get("pathway"))


def _proportions(values: Row) -> Faults:
    """An outcome of a population is a proportion of people."""
    units = {row.get("id"): row.get("unit", "percent") for row in rows_at(values, "measures")}
    for index, row in enumerate(rows_at(values, "population_outcomes")):
        unit = units.get(row.get("measure"), "percent")
        if unit != "percent":
            message = f"{row['measure']} is counted as {unit}, and a population outcome is a proportion of people"
            yield ("population_outcomes", index, "measure"), Fault(message, "name a measure with unit: percent", "unit")


def _capacity(values: Row) -> Faults:
    """The duty to accept everyone goes at least as far as the numbers that are expected."""
    population = group_at(values, "population")
    for name, column in (("people", "users_a_year"), ("hours_per_week", "hours_per_week")):
        limit = number_at(group_at(population, "limit"), name)
        expected = [number_at(area, column) for area in rows_at(population, "areas")]
        total = sum((number for number in expected if number is not None), Decimal(0))
        if limit is not None and None not in expected and limit < total:
            message = f"the limit of {_plain(limit)} is below the {_plain(total)} expected in all areas"
            yield ("population", "limit", name), Fault(message, f"write {_plain(total)} or more", "limit")


def _not_all(path: ValuePath, what: str, shares: Sequence[Decimal | None]) -> Faults:
    total = sum((share for share in shares if share is not None), Decimal(0))
    if total != 100:
        gap = abs(100 - total)
        side = f"{_plain(gap)} percent {'is' if gap == 1 else 'are'} {'missing' if total < 100 else 'too many'}"
        yield path, Fault(f"{what} come to {_plain(total)} percent", f"make them 100: {side}", "total")


def _plain(value: Decimal | None) -> str:
    text = "" if value is None else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def on_results(basis: object) -> bool:
    """True for an element of the price that depends on results."""
    return basis in ON_RESULTS
