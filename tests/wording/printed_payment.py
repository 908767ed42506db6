"""Work out a year's payments from the words of a draft alone, as somebody who has nothing but the paper.

Nothing here knows the answers or the program: rates, shares, scales, targets, limits and rules are read from the text,
and the sums are made in fractions. A rule that is not printed where it is looked for is an error, not a default.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor


@dataclass(frozen=True)
class Record:
    """What the records show for one period: the value of the measure, the people counted, the part found in checks."""

    value: Fraction | None
    people: int
    part: Fraction = Fraction(100)


@dataclass(frozen=True)
class Element:
    id: str
    formula: str
    payments: int
    first_year: int
    measure: str
    by_value: bool
    scale: tuple[tuple[Fraction, Fraction | None, Fraction], ...]


@dataclass(frozen=True)
class Measure:
    lower_is_better: bool
    baseline: Fraction | None
    targets: Mapping[int, str]  # as printed: 54%, +3 points, −10% of baseline
    least_people: int
    margin: Fraction


HOW_MANY = {"Every week": 52, "Every four weeks": 13, "Every month": 12, "Every three months": 4, "Every year": 1}


class PrintedPayment:
    """The payment section of a draft, with what it refers to."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.expected = _number(self.find(r"The expected price of a \S+ \S+ is £([\d,.]+\d), excluding VAT"))
        self.find(r"each amount is rounded to the nearest penny, a half penny upwards")
        self.find(r"and not rounded\.")
        self.elements = [self._element(cells) for cells in self.rows("Elements of the price") if cells[0] != "Total"]
        self.measures = {id: self._measure(id) for id in {each.measure for each in self.elements} - {""}}

    def find(self, pattern: str) -> str:
        found = re.search(pattern, self.text)
        if found is None:
            raise LookupError(f"the draft does not say: {pattern}")
        return found[1] if found.groups() else found[0]

    def says(self, pattern: str) -> bool:
        return re.search(pattern, self.text) is not None

    def rows(self, title: str) -> list[list[str]]:
        """The rows of the table with this title, without its heading."""
        table = self.find(rf"caption: Table \d+: {re.escape(title)}\n((?:(?:table:|\(|\|).*\n?)+)")
        lines = [line for line in table.splitlines() if line.startswith("|")]
        return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines[1:]]

    def year(
        self,
        year: int,
        hours: Mapping[str, Sequence[Fraction]],
        records: Mapping[str, Sequence[Record]],
        baselines: Mapping[str, Fraction],
        balancing: Mapping[str, Sequence[Fraction]],
        earlier: Mapping[str, Fraction],
        earlier_shares: Mapping[str, Fraction],
        given: Mapping[str, Sequence[Fraction]],
        hours_in: Mapping[str, Sequence[Mapping[str, Fraction]]],
    ) -> tuple[dict[str, list[int]], int]:
        """The payments of each element in pennies, and what the limit gives back with the last of them.

        `hours` are those of the periods of each element that is paid by the hour, `hours_in` the same hours in the
        periods of each other element.
        """
        paid: dict[str, list[int]] = {}
        lost = 0
        for element in self.elements:
            if year < element.first_year:
                self._before_start(paid, element, hours_in)
            elif element.measure:
                shares = self._shares(
                    element, year, records[element.id], baselines, balancing, earlier, earlier_shares.get(element.id)
                )
                amounts = self._amounts(element, shares, hours_in)
                lost += sum(self._amounts(element, [Fraction(100)] * element.payments, hours_in)) - sum(amounts)
                paid[element.id] = amounts
            elif "Hours" in element.formula:
                paid[element.id] = [_round(one * self._rate(element)) for one in hours[element.id]]
            else:
                percent, count = re.findall(r"^Expected price × ([\d.]+)% ÷ (\d+)$", element.formula)[0]
                whole = self.expected * _number(percent) / 100 / int(count)
                paid[element.id] = [
                    _round(whole * self._part_of_block(element, percent))
                    for percent in given.get(element.id, [Fraction(100)] * int(count))
                ]
        if self.says(r"the limit of [\d.]+% of the (expected price|price of the year) gives nothing back\."):
            return paid, 0
        limit, whole = re.findall(
            r"in all to less than their full amounts by more than ([\d.]+)% of the (expected price|price of that year)",
            self.text,
        )[0]
        price = self.expected
        if whole == "price of that year":
            price = self._price_of_period({id: sum(each, Fraction(0)) for id, each in hours.items()})
        return paid, max(0, lost - _round(price * _number(limit) / 100))

    def _price_of_period(self, hours: Mapping[str, Fraction]) -> Fraction:
        names, percent = re.findall(
            r"The price of a period is what ([^,]*) comes? to, unrounded, for its Visits, divided by "
            r"([\d.]+)%\.",
            self.text,
        )[0]
        by_the_hour = [each for each in self.elements if each.id in re.findall(r"P\d+", names)]
        return sum((hours[each.id] * self._rate(each) for each in by_the_hour), Fraction(0)) * 100 / _number(percent)

    def _rate(self, element: Element) -> Fraction:
        return _number(self.find_in(element.formula, r"× £([\d,.]+) an hour"))

    def _part_of_block(self, element: Element, given: Fraction) -> Fraction:
        words = re.search(
            r"If the hours of care given in a period are less than ([\d.]+)% of the hours in the plans of People "
            rf"for it, the payment of {element.id} is multiplied by that percentage and divided by ([\d.]+)%\.",
            self.text,
        )
        if words is None or given >= _number(words[1]):
            return Fraction(1)
        return given / _number(words[2])

    def find_in(self, words: str, pattern: str) -> str:
        found = re.search(pattern, words)
        if found is None:
            raise LookupError(f"{words} does not say: {pattern}")
        return found[1]

    def _element(self, cells: list[str]) -> Element:
        name, _, _, formula, when = cells
        id = name.split()[0]
        often, first = re.findall(r"(Every .*), from year (\d+)", when)[0]
        measure = re.search(r"× share paid for (M\d+)$", formula)
        words = next(row[3] for row in self.rows("How each element is claimed, checked and paid") if row[0] == id)
        scale = []
        for low, middle, high, least, pays in re.findall(
            r"(?:below ([\d.,]+)%?|([\d.,]+)%? to below ([\d.,]+)%?|([\d.,]+)%? or more) pays ([\d.]+)%", words
        ):
            scale.append(
                (
                    _number(middle or least or "0"),
                    _number(low or high) if low or high else None,
                    _number(pays),
                )
            )
        if measure:
            assert words.startswith(f"{measure[1]} "), "the two tables name the same measure"
        return Element(
            id,
            formula,
            HOW_MANY[often],
            int(first),
            measure[1] if measure else "",
            "by its value" in words,
            tuple(scale),
        )

    def _measure(self, id: str) -> Measure:
        yearly = next(row for row in self.rows("Measures with baseline and yearly targets") if f", {id} " in row[0])
        facts = self.find(rf"\nSchedule clause: \S+  ({id} .*)")
        targets = {year: words for year, words in enumerate(yearly[2:], 1) if re.match(r"[+−]?\d", words)}
        least = re.search(r"Smallest number: (\d+) pe", facts)
        margin = re.search(r"Margin of chance: ([\d.]+)", facts)
        return Measure(
            "lower is better" in facts,
            _number(yearly[1].rstrip("%")) if yearly[1][0].isdigit() else None,
            targets,
            int(least[1]) if least else 1,
            _number(margin[1]) if margin else Fraction(0),
        )

    def _amounts(
        self, element: Element, shares: Sequence[Fraction], hours_in: Mapping[str, Sequence[Mapping[str, Fraction]]]
    ) -> list[int]:
        follows = re.match(r"Price of the period × ([\d.]+)% × share paid", element.formula)
        if follows:
            prices = [self._price_of_period(hours) for hours in hours_in[element.id]]
            return [
                _round(price * _number(follows[1]) / 100 * share / 100)
                for price, share in zip(prices, shares, strict=True)
            ]
        percent, payments = re.findall(r"Expected price × ([\d.]+)%(?: ÷ (\d+))? × share paid", element.formula)[0]
        return [_round(self.expected * _number(percent) / 100 / int(payments or 1) * share / 100) for share in shares]

    def _before_start(
        self, paid: dict[str, list[int]], element: Element, hours_in: Mapping[str, Sequence[Mapping[str, Fraction]]]
    ) -> None:
        if self.says(rf"Before year {element.first_year}, the share of {element.id} is not paid\."):
            return
        words = self.find(rf"Before year {element.first_year}, the \S+ will pay the share of {element.id} (.*)\.")
        follows = re.search(r"the price of (?:its|the) period × ([\d.]+)%", words)
        if follows:
            prices = [self._price_of_period(hours) for hours in hours_in[element.id]]
            paid[element.id] = [_round(price * _number(follows[1]) / 100) for price in prices]
            return
        percent, payments = re.findall(r"the expected price × ([\d.]+)%(?: ÷ (\d+))?", words)[0]
        count = int(payments or 1)
        paid[element.id] = [_round(self.expected * _number(percent) / 100 / count)] * count

    def periods_before_start(self, element: Element) -> int:
        """How many payments a year the share of an element has before its first year."""
        with_first = rf"Before year {element.first_year}, the \S+ will pay the share of {element.id} with (P\d+)"
        words = re.search(with_first, self.text)
        return next(each.payments for each in self.elements if each.id == words[1]) if words else element.payments

    def _shares(
        self,
        element: Element,
        year: int,
        records: Sequence[Record],
        baselines: Mapping[str, Fraction],
        balancing: Mapping[str, Sequence[Fraction]],
        earlier: Mapping[str, Fraction],
        last: Fraction | None,
    ) -> list[Fraction]:
        measure = self.measures[element.measure]
        target = self._target(element.measure, year, baselines)
        shares = []
        settling = self._settling_periods() if year == 1 and element.payments > 1 else 0
        for number in range(len(records)):
            result = self._result(element, records, number, earlier)
            is_missing = result is None or (target is None and not element.by_value)
            if number < settling:
                share = Fraction(100)
            elif self._is_stopped(element, number, balancing):
                share = Fraction(0)
            elif result is None or is_missing:
                share = self._without_a_result(last)
            elif element.by_value or target is None:
                share = _row(element, result)
            else:
                share = _row(element, self._of_target(result, target, measure))
            last = last if is_missing else share
            shares.append(share)
        return shares

    def _settling_periods(self) -> int:
        words = re.search(
            r"A payment for a result that is not yearly is made in full for the first "
            r"(?:(\d+) periods|period) of the Contract;",
            self.text,
        )
        return int(words[1] or 1) if words else 0

    def _without_a_result(self, last: Fraction | None) -> Fraction:
        words = self.find(
            r"[Tt]he payment for that period is then (made in full|not made|made at the share paid for the last result "
            r"of that element in an earlier period or, before there is one, in full)"
        )
        if words.startswith("made at the share"):
            return Fraction(100) if last is None else last
        return Fraction(100 if words == "made in full" else 0)

    def _is_stopped(self, element: Element, number: int, balancing: Mapping[str, Sequence[Fraction]]) -> bool:
        balance = self.balance_of(element.measure)
        if balance is None or element.measure not in balancing:
            return False
        balancing_measure, described = balance
        self.find(
            rf"A payment for {described} is not made if the result of {balancing_measure}, worked out for the whole "
            r"period of that payment, is worse than its Baseline(?: by more than its margin of chance)?\."
        )
        other = self._measure(balancing_measure)
        assert other.baseline is not None
        margin = Fraction(0)
        if self.says(r"worse than its Baseline by more than its margin of chance"):
            margin = _number(
                self.find(rf"\nSchedule clause: \S+  {balancing_measure} .*?[Mm]argin of chance: ([\d.]+)")
            )
        value = balancing[element.measure][number]
        return value > other.baseline + margin if other.lower_is_better else value < other.baseline - margin

    def balance_of(self, measure: str) -> tuple[str, str] | None:
        """The measure that balances this one, and the one whose clause says how; None if nothing does."""
        own = re.search(rf"(M\d+) balances {measure}:", self.text)
        if own:
            return own[1], measure
        alike = re.search(rf"(M\d+) balances (M\d+):.*It also balances {measure}, in the same way\.", self.text)
        return (alike[1], alike[2]) if alike else None

    def _result(
        self, element: Element, records: Sequence[Record], number: int, earlier: Mapping[str, Fraction]
    ) -> Fraction | None:
        least, one = self.measures[element.measure].least_people, records[number]
        if one.people >= least:
            return None if one.value is None else one.value * one.part / 100
        if self.says(r"the result is that of the last period with enough people"):
            for before in reversed(records[:number]):
                if before.people >= least and before.value is not None:
                    return before.value
            return earlier.get(element.id)
        if not self.says(r"in place of clauses? [^,]*, if fewer people are counted"):
            self.find(r"or if too few people are counted\.")
            return None
        self.find(r"the result is worked out over that period and the next one of the same")
        self.find(r"in the last period of a year, over that one and the one before")
        self.find(r"A payment that is made once a year has no such other period")
        other = number + 1 if number + 1 < len(records) else number - 1
        both = [one] if other < 0 else [one, records[other]]
        people = sum(each.people for each in both if each.value is not None)
        if people < least or people == 0:
            return None
        return (
            sum((each.value * each.people * each.part / 100 for each in both if each.value is not None), Fraction(0))
            / people
        )

    def _target(self, measure: str, year: int, baselines: Mapping[str, Fraction]) -> Fraction | None:
        printed = self.measures[measure]
        if year > max(printed.targets, default=0):
            self.find(
                r"In a Contract Year for which Table \d+ has no Target, this applies to a Measure that had one in an "
                r"earlier year: the Target of the last year before it that has one"
            )
        words = [printed.targets[each] for each in sorted(printed.targets) if each <= year]
        if not words:
            return None
        sign, number, rest = re.findall(r"^([+−]?)([\d.,]+)(.*)$", words[-1])[0]
        if not sign:
            return _number(number)
        baseline = baselines.get(measure, printed.baseline)
        assert baseline is not None
        self.find(r"A Target that is a change counts as the level that it leads to from the Baseline")
        change = _number(number) * (baseline / 100 if "of baseline" in rest else 1)
        return baseline + change if sign == "+" else baseline - change

    def _of_target(self, result: Fraction, target: Fraction, measure: Measure) -> Fraction:
        self.find(r"is the result divided by the Target for the Contract Year of the period, times 100")
        self.find(r"Where a lower value is better, it is the Target divided by the result, times 100")
        missed = result - target if measure.lower_is_better else target - result
        if self.says(r"by no more than its margin of chance \(clause \S+\), it is 100%"):
            self.find(r"Only the margin of chance in clause \S+ and clauses")
            if 0 < missed <= measure.margin:
                return Fraction(100)
        self.find(r"Where this would divide by 0(?:, it is 100%|, or the result misses its Target by no more than its)")
        above, below = (target, result) if measure.lower_is_better else (result, target)
        return Fraction(100) if below == 0 else above / below * 100


def _row(element: Element, result: Fraction) -> Fraction:
    for low, high, pays in element.scale:
        if low <= result and (high is None or result < high):
            return pays
    raise LookupError(f"no row of {element.id} has room for {result}")


def _number(words: str) -> Fraction:
    return Fraction(words.replace(",", ""))


def _round(pounds: Fraction) -> int:
    """Pounds to whole pennies, a half penny upwards."""
    return floor(pounds * 100 + Fraction(1, 2))
