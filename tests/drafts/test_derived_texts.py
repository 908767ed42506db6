"""Compare what nobody types, as a reader finds it in the drafts of the samples, with a second working-out.

Framework coverage, the ends of the contract, targets as numbers of people, traceability, the calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import ROUND_CEILING, Decimal
from functools import cache
from typing import Any

import pytest
import yaml

from specgen.formats.word.text import word_text
from specgen.formats.yamlfile.yaml_file import read
from specgen.generate import draft
from specgen.system.resources import built_in_models, built_in_samples
from tests.drafts.test_golden import DAY

FULL = ("care-planning", "reward", "population", "optional-sections")
full = pytest.mark.parametrize("sample", FULL)


def drafted(text: str) -> str:
    answers, problems = read(text, "answers.yaml")
    assert answers is not None
    return word_text(draft(answers, today=DAY, known=problems).document)


def source(sample: str) -> str:
    return (built_in_samples() / f"{sample}.yaml").read_text(encoding="utf-8")


def asking(sample: str) -> str:
    """The sample, with a yes to the two schedules that are printed only when asked for."""
    without = re.sub(r"(?m)^  (?:traceability|calendar): .*\n", "", source(sample))
    asked = re.sub(r"(?m)^document:\n", "document:\n  traceability: yes\n  calendar: yes\n", without)
    assert len(asked) > len(without)
    return asked


@cache
def text_of(sample: str) -> str:
    return drafted(asking(sample))


@cache
def answers_of(sample: str) -> Any:
    return yaml.safe_load(source(sample))


def table(text: str, first_cells: str) -> Iterator[list[str]]:
    """The rows below a head that starts with these cells."""
    head, _, rest = text.partition(f"\n| {first_cells}")
    assert rest, f"there is no table with the head {first_cells}: {head[-80:]}"
    for line in rest.splitlines()[1:]:
        if line.startswith("| "):
            yield [cell.strip() for cell in line.strip("| ").split(" | ")]
        elif not line.startswith("("):
            return


def stands(clause: str, text: str) -> bool:
    """Whether a clause, section or schedule of this number is in the draft."""
    number = clause.removeprefix("Section ").removeprefix("Schedule ")
    heading = rf"^(?:heading 1: {number}|Schedule heading: Schedule {number})  "
    return re.search(heading if clause != number else rf"^Clause: {number}  ", text, re.MULTILINE) is not None


def numbers(row: dict[str, Any], key: str) -> list[str]:
    return list(row.get(key) or ())


@full
def test_each_area_of_the_framework_has_its_outcomes_or_the_reason_why_not(sample: str) -> None:
    outcomes = answers_of(sample)["outcomes"]
    framework = (built_in_models() / "frameworks" / f"{outcomes['framework']}.yaml").read_text(encoding="utf-8")
    reasons = {row["area"]: row["reason"][:1].lower() + row["reason"][1:] for row in outcomes["not_covered"]}
    expected: list[str] = []
    without: list[str] = []
    for area in yaml.safe_load(framework)["areas"]:
        ids = [row["id"] for row in outcomes["list"] if area["id"] in numbers(row, "framework_areas")]
        listed = " and ".join(filter(None, [", ".join(ids[:-1]), ids[-1] if ids else ""]))
        assert (area["id"] in reasons) != bool(ids)
        words = f"{area['id']} {area['name']} ({listed or 'because ' + reasons[area['id']]})"
        (expected if ids else without).append(words)
    _, _, schedule = text_of(sample).partition("  Outcome framework\n")
    clauses = re.findall(r"(?m)^Schedule clause: \S+  .*?: (.*)\.$", schedule.partition("\nSchedule heading: ")[0])
    assert [re.split("; and |; ", clause) for clause in clauses] == [areas for areas in (expected, without) if areas]
    assert len(expected + without) > 5


def test_traceability_and_calendar_are_printed_only_when_asked_for() -> None:
    titles = ("Traceability", "Calendar")
    for text, expected in ((drafted(source("quick-start")), []), (drafted(asking("quick-start")), list(titles))):
        headings = re.findall(r"(?m)^Schedule heading: Schedule \w+  (.*)$", text)
        assert headings
        assert [one for one in headings if one in titles] == expected


def test_a_last_day_without_a_number_of_months_is_printed() -> None:
    text = drafted(source("optional-sections").replace("initial_term_months: 36", "end: 2030-09-30", 1))
    assert "The initial term is [To complete: Initial term] and ends on 30 September 2030." in text
    assert "ending by 30 September 2032" in text


@pytest.mark.parametrize(
    ("start", "months", "more", "end", "latest"),
    [
        ("2027-04-01", 60, 24, "31 March 2032", "31 March 2034"),
        ("2027-01-31", 1, 1, "28 February 2027", "30 March 2027"),
        ("2027-01-31", 12, 13, "30 January 2028", "28 February 2029"),
        ("2027-12-31", 2, 1, "29 February 2028", "30 March 2028"),
        ("2028-02-29", 12, 36, "28 February 2029", "28 February 2032"),
        ("2028-03-01", 48, 1, "29 February 2032", "31 March 2032"),
        ("2027-12-01", 1, 12, "31 December 2027", "31 December 2028"),
    ],
)
def test_the_contract_ends_the_day_before_it_would_start_again_or_with_a_shorter_month(
    start: str, months: int, more: int, end: str, latest: str
) -> None:
    text = asking("quick-start").replace("start: 2027-10-04", f"start: {start}", 1)
    terms = f"initial_term_months: {months}\n  extension_months: {more}"
    text = drafted(text.replace("initial_term_months: 36", terms, 1))
    assert re.search(rf"The initial term is {months} months? and ends on {end}\.", text)
    assert re.search(rf"may extend it by up to {more} months?, ending by {latest}\.", text)
    dates = {what: when for when, what, *_ in table(text, "Date | What | Who | Clause |")}
    assert (dates["Initial term ends"], dates["Latest end after extension"]) == (end, latest)


@pytest.mark.parametrize(
    ("left_out", "named"),
    [
        ("initial_term_months: 36", "Initial term"),
        ("start: 2027-10-04", "Start of the contract"),
        ("start: 2027-10-04\n  initial_term_months: 36", "Initial term"),
    ],
)
def test_an_end_that_cannot_be_worked_out_names_the_open_term_before_the_start(left_out: str, named: str) -> None:
    text = drafted(source("quick-start").replace(f"  {left_out}\n", "", 1))
    assert f"and ends on [To complete: {named}]." in text


def test_a_target_is_also_a_number_of_people() -> None:
    answers = answers_of("population")
    rows = dict(re.findall(r"(?m)^Clause a: \(\w\)  (M\d+)\. (.*? a year)[;.]", text_of("population")))
    everyone = sum(area["users_a_year"] for area in answers["population"]["areas"])
    measures = {row["id"]: row for row in answers["measures"]}
    for entry in answers["population_outcomes"]:
        measure = measures[entry["measure"]]
        targets = [value for key, value in measure["targets"].items() if key.startswith("year_")]
        percent = Decimal(str(targets[-1]))
        if measure["targets"]["kind"] == "points":
            percent += Decimal(str(measure["baseline"]["value"]))
        people = entry.get("people_a_year", everyone)
        reached = (percent * people / 100).quantize(Decimal(1), ROUND_CEILING)
        assert rows[entry["measure"]].endswith(f": {reached:,} of {people:,} a year")
    assert len(rows) == len(answers["population_outcomes"]) >= 3


@full
def test_each_outcome_is_followed_to_all_that_is_linked_with_it(sample: str) -> None:
    answers, text = answers_of(sample), text_of(sample)
    rows = list(table(text, "Outcome | Objectives | Activities | Measures | "))
    assert [row[0] for row in rows] == [f"{one['id']} {one['statement']}" for one in answers["outcomes"]["list"]]
    for row, outcome in zip(rows, answers["outcomes"]["list"], strict=True):
        objectives, activities, measures = _linked(answers, outcome["id"])
        assert row[1:4] == [", ".join(ids) or "–" for ids in (objectives, activities, measures)]
        if "Payment and steps" in text:
            paid = [one["id"] for one in answers["payment"]["elements"] if one.get("measure") in measures]
            steps = [one["id"] for one in answers["failure"]["service"] if one.get("measure") in measures]
            said = f"Paid: {', '.join(paid)}; " if paid else "Not paid; "
            assert row[4] == said + (f"steps: {', '.join(steps)}" if steps else "no step")
        for clause in row[-1].split(", "):
            assert stands(clause, text), clause


def _linked(answers: Any, outcome: str) -> tuple[list[str], list[str], list[str]]:
    objectives = answers.get("objectives", {}).get("list", [])
    named = [one["id"] for one in objectives if outcome in numbers(one, "outcomes")]
    activities = answers["core_activities"]["activities"]
    pathways = [one for one in answers["attribution"].get("pathways", []) if one["outcome"] == outcome]
    through = {id for pathway in pathways for id in numbers(pathway, "activities")}
    serving = [one["id"] for one in activities if outcome in numbers(one, "outcomes") or one["id"] in through]
    return named, serving, [one["id"] for one in answers["measures"] if one["outcome"] == outcome]


@full
def test_the_calendar_is_in_order_and_names_clauses_that_stand_in_the_draft(sample: str) -> None:
    text, answers = text_of(sample), answers_of(sample)
    rows = list(table(text, "Date | What | Who | Clause |"))
    dates = [datetime.strptime(row[0], "%d %B %Y").date() for row in rows]  # noqa: DTZ007   a date has no zone
    assert dates == sorted(dates)
    assert (answers["contract"]["start"], "Contract starts") in list(zip(dates, [row[1] for row in rows], strict=True))
    again = list(table(text, "How often | What | Who | Clause |"))
    for row in (*rows, *again):
        assert stands(row[-1], text), row


@full
def test_what_has_a_date_in_the_answers_is_in_the_calendar(sample: str) -> None:
    text, answers = text_of(sample), answers_of(sample)
    listed = {datetime.strptime(row[0], "%d %B %Y").date() for row in table(text, "Date | What | Who | Clause |")}  # noqa: DTZ007
    asked = [
        *(row.get("due") for row in answers.get("objectives", {}).get("deliverables", [])),
        *(row.get("target_date") for row in answers.get("population_outcomes", [])),
        *(row["baseline"].get("due") for row in answers["measures"] if row["baseline"]["status"] == "year_1"),
        answers["contract"].get("procurement", {}).get("began_on"),
    ]
    wanted = {one for one in asked if isinstance(one, date)}
    assert wanted
    assert wanted <= listed


@full
def test_every_report_meeting_and_measure_comes_back_in_the_calendar(sample: str) -> None:
    service, again = answers_of(sample)["monitoring"]["service"], list(table(text_of(sample), "How often | What |"))
    said = " / ".join(row[1] for row in again)
    for report in service["reports"]:
        assert f"Report: {report['name']}" in said
    for meeting in service["meetings"]:
        assert f"Meeting: {meeting['name']}" in said
    counted = " ".join(row[1] for row in again if row[1].startswith("Measures are counted: "))
    for measure in answers_of(sample)["measures"]:
        assert re.search(rf"\b{measure['id']}\b", counted), measure["id"]
