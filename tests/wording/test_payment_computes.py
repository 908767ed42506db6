"""The money of random years, worked out from the printed words alone, is what the program works out, to the penny."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from specgen import generate as spine
from specgen.context.gain_share import gain
from specgen.context.price import Counted, Results, payments_of_year
from specgen.formats.word.text import word_text
from specgen.formats.yamlfile.lookup import group_at, number_at, rows_at
from specgen.formats.yamlfile.yaml_file import load
from tests.judges.policy import ROOT
from tests.wording.printed_payment import PrintedPayment, Record

DAY = date(2026, 11, 16)
SETS = 10
YEARS = 7  # two more than have a target of their own
LEVELS = """      measure: M3
      scale_basis: level
      scale:
        - {from: 0, to: 63, pay: 0}
        - {from: 63, to: 66.5, pay: 33.3}
        - {from: 66.5, pay: 100}
"""
OF_TARGET = """      measure: M3
      scale_basis: percent_of_target
      scale:
        - {from: 0, to: 97, pay: 0}
        - {from: 97, to: 100, pay: 50}
        - {from: 100, pay: 100}
"""
OTHER_RULES = {
    "sample_inputs/reward.yaml": [
        ("  cap_percent: 15\n", "  cap_percent: 3\n"),
        ("  few_people: next_period\n", "  few_people: last_value\n"),
        ("  no_result: last_share\n", "  no_result: nothing\n"),
        ("  settling_periods: 2\n", "  settling_periods: 1\n"),
        ("  contribution: whole\n", "  contribution: main_or_shared\n"),
        ("  before_start: first_element\n", "  before_start: paid\n"),
        (OF_TARGET, LEVELS),
        ("    minimum_people: 30\n    tolerance: 1\n", "    minimum_people: 30\n    tolerance: 1.5\n"),
    ],
    "sample_inputs/population.yaml": [
        ("  cap_percent: 8\n", "  cap_percent: 2.5\n"),
        ("  before_start: first_element\n", "  before_start: not_paid\n"),
        ("    tolerance: 3\n", ""),
        ("  block_hours_percent: 98\n", ""),
    ],
}
CASES = [(sample, changed) for sample in OTHER_RULES for changed in (False, True)]


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, bool], tuple[str, Any]]:
    """The text of a sample's draft and its answers; with other rules of payment where asked for."""
    made: dict[tuple[str, bool], tuple[str, Any]] = {}

    def draft(sample: str, changed: bool) -> tuple[str, Any]:
        if (sample, changed) not in made:
            path = tmp_path_factory.mktemp("payment") / Path(sample).name
            text = (ROOT / sample).read_text(encoding="utf-8")
            for old, new in OTHER_RULES[sample] if changed else ():
                assert old in text, old
                text = text.replace(old, new, 1)
            path.write_text(text, encoding="utf-8")
            written = spine.generate(path, path.with_suffix(".docx"), council=None, today=DAY, force=False)
            answers, _ = load(path)
            assert answers is not None
            made[sample, changed] = word_text(written.path.read_bytes()), answers.values
        return made[sample, changed]

    return draft


@pytest.mark.parametrize(("sample", "changed"), CASES)
@pytest.mark.parametrize("seed", range(SETS))
def test_a_year_of_payments_worked_out_from_the_paper_is_what_is_paid(
    sample: str, changed: bool, seed: int, drafted: Callable[[str, bool], tuple[str, Any]]
) -> None:
    text, values = drafted(sample, changed)
    printed = PrintedPayment(text)
    chance = random.Random(f"{sample} {changed} {seed}")
    year = 1 + seed % YEARS
    records_of_year = _year_of_records(printed, year, chance)
    hours, records, baselines, balancing, earlier, shares_before, given, hours_in = records_of_year
    paper, given_back = printed.year(year, *records_of_year)
    results = Results(
        counted={id: [_counted(one) for one in each] for id, each in records.items()},
        hours={id: [_decimal(one) for one in each] for id, each in hours.items()},
        hours_in={id: [{p: _decimal(h) for p, h in one.items()} for one in each] for id, each in hours_in.items()},
        baselines={id: _decimal(one) for id, one in baselines.items()},
        earlier={id: _decimal(one) for id, one in earlier.items()},
        given={id: [_decimal(one) for one in each] for id, each in given.items()},
        earlier_shares={id: _decimal(one) for id, one in shares_before.items()},
        balancing={
            each.id: [_decimal(one) for one in balancing[each.measure]]
            for each in printed.elements
            if each.measure in balancing
        },
    )
    program = payments_of_year(values, year, _decimal(printed.expected), results)
    assert {id: [int(one * 100) for one in each] for id, each in program.payments.items()} == paper
    assert int(program.restored * 100) == given_back


def test_the_random_years_reach_every_rule(drafted: Callable[[str, bool], tuple[str, Any]]) -> None:
    """Among the years are payments in full, in part and of nothing, too few people, and a limit that is passed."""
    shares: set[str] = set()
    for sample, changed in CASES:
        printed = PrintedPayment(drafted(sample, changed)[0])
        for seed in range(SETS):
            year = 1 + seed % YEARS
            chance = random.Random(f"{sample} {changed} {seed}")
            records_of_year = _year_of_records(printed, year, chance)
            records, hours_in = records_of_year[1], records_of_year[-1]
            paper, given_back = printed.year(year, *records_of_year)
            for element in printed.elements:
                if element.measure and year >= element.first_year:
                    whole = printed._amounts(element, [Fraction(100)] * element.payments, hours_in)
                    for paid, full in zip(paper[element.id], whole, strict=True):
                        shares |= {"none" if not paid else "full" if paid == full else "part"}
                    least = printed.measures[element.measure].least_people
                    shares |= {"few" for one in records[element.id] if one.people < least}
            shares |= {"limit"} if given_back else set()
    assert shares == {"none", "part", "full", "few", "limit"}


@pytest.mark.parametrize("seed", range(SETS))
def test_a_gain_worked_out_from_the_paper_is_what_is_shared(
    seed: int, drafted: Callable[[str, bool], tuple[str, Any]]
) -> None:
    text, values = drafted("sample_inputs/reward.yaml", False)
    printed = PrintedPayment(text)
    chance = random.Random(seed)
    saved = Fraction(chance.randint(150, 2000), 100)
    rate = Fraction(printed.find(r"× £([\d.]+) an hour"))
    printed.find(r"The hourly rate is that of the first element of the price that is paid by the hour")
    printed.find(r"Each weekly share is rounded to the nearest penny, a half penny upwards; the rest is the share")
    cap = int(printed.find(r"share for one \S+ is at most £([\d,]+) in all").replace(",", "")) * 100
    weekly = _pennies(saved * rate)
    provider = reinvested = total = 0
    for weeks, _, *shares in printed.rows("Shares of a gain, with an example")[:-1]:
        first, last = map(int, weeks.split(" to "))
        provider_share, _, back_share = (share.partition("%:")[0] for share in shares)
        for _ in range(first, last + 1):
            share = min(_pennies(Fraction(weekly, 100) * Fraction(provider_share) / 100), cap - provider)
            provider += share
            reinvested += _pennies(Fraction(weekly, 100) * Fraction(back_share) / 100)
            total += weekly
    sharing = group_at(values, "gain_sharing")
    starts = [(1, number_at(sharing, "provider_percent"))]
    taper = rows_at(sharing, "taper")
    starts += [(int(number_at(row, "from_week") or 0), number_at(row, "provider_percent")) for row in taper]
    ends = [first - 1 for first, _ in starts[1:]] + [int(number_at(sharing, "duration_weeks") or 0)]
    steps = [(first, last, percent or Decimal(0)) for (first, percent), last in zip(starts, ends, strict=True)]
    put_back = number_at(group_at(sharing, "reinvestment"), "percent") or Decimal(0)
    made = gain(_decimal(saved), _decimal(rate), steps, put_back, number_at(sharing, "cap_per_person"))
    assert int(sum(step.provider for step in made.steps) * 100) == provider
    assert int(sum(step.reinvested for step in made.steps) * 100) == reinvested
    assert int(sum(step.commissioner for step in made.steps) * 100) == total - provider - reinvested


def _year_of_records(printed: PrintedPayment, year: int, chance: random.Random) -> tuple[Any, ...]:
    """Hours, records, baselines, balancing results and earlier results of one year that might have been."""
    baselines = {
        id: Fraction(chance.randint(300, 600), 10) for id, each in printed.measures.items() if each.baseline is None
    }
    days = {
        each.id: [Fraction(chance.randint(30_000, 80_000), 100) for _ in range(365)]
        for each in printed.elements
        if "Hours" in each.formula
    }
    hours = {each.id: _by_period(days[each.id], each.payments) for each in printed.elements if each.id in days}
    hours_in = {}
    for element in printed.elements:
        if days and element.id not in days:
            begins_later = year < element.first_year
            count = printed.periods_before_start(element) if begins_later else element.payments
            parts = {id: _by_period(each, count) for id, each in days.items()}
            hours_in[element.id] = [{id: part[number] for id, part in parts.items()} for number in range(count)]
    records: dict[str, list[Record]] = {}
    balancing: dict[str, list[Fraction]] = {}
    is_checked = printed.says("the part of the Provider was main or shared")
    for element in printed.elements:
        if not element.measure or year < element.first_year:
            continue
        measure, target = printed.measures[element.measure], printed._target(element.measure, year, baselines)
        around = target or Fraction(60)
        few = max(measure.least_people - 5, 0)
        records[element.id] = [
            Record(
                None if chance.random() < 0.05 else around * chance.randint(9_000, 11_000) / 10_000,
                chance.choice([few, measure.least_people, measure.least_people + 40]),
                Fraction(95) if element.id == "P2" and is_checked and chance.random() < 0.5 else Fraction(100),
            )
            for _ in range(element.payments)
        ]
        if printed.balance_of(element.measure):
            balancing[element.measure] = [Fraction(chance.randint(79, 84)) for _ in range(element.payments)]
    earlier = {id: Fraction(55) for id in records}
    shares_before = {id: Fraction(50) for id in records} if year > 1 else {}
    given = {
        each.id: [Fraction(chance.randint(900, 1000), 10) for _ in range(each.payments)]
        for each in printed.elements
        if not each.measure and "Hours" not in each.formula
    }
    return hours, records, baselines, balancing, earlier, shares_before, given, hours_in


def _by_period(days: list[Fraction], count: int) -> list[Fraction]:
    """The hours of each period of a year that begins on 4 October; the last runs to the end of the year."""
    starts = {13: range(0, 364, 28), 4: (0, 92, 182, 273), 1: (0,)}[count]
    ends = [*starts[1:], len(days)]
    return [sum(days[start:end], Fraction(0)) for start, end in zip(starts, ends, strict=True)]


def _counted(record: Record) -> Counted:
    return Counted(None if record.value is None else _decimal(record.value), record.people, _decimal(record.part))


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator


def _pennies(pounds: Fraction) -> int:
    return int(pounds * 100 + Fraction(1, 2))
