"""Test the rows of the schedules: what serves each outcome, and every date and rhythm in one place."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from specgen.context.schedules.calendar_schedule import calendar
from specgen.context.schedules.traceability import traceability

START = date(2027, 4, 5)


def values(**more: object) -> dict[str, Any]:
    """Two outcomes, a measure for one of them, and whatever else a test adds."""
    return {
        "outcomes": {"list": [{"id": "O1", "statement": "People keep their skills"}, {"id": "O2"}]},
        "measures": [{"id": "M1", "outcome": "O1"}],
        **more,
    }


def events(rows: list[dict[str, object]], event: str) -> list[tuple[object, object, object]]:
    return [(row["when"], row["name"], row["who"]) for row in rows if row["event"] == event]


def test_an_outcome_is_followed_to_all_that_serves_counts_and_depends_on_it() -> None:
    rows = traceability(
        values(
            objectives={"list": [{"id": "OB1", "outcomes": ["O1"]}, {"id": "OB2", "outcomes": ["O2", "O1"]}]},
            core_activities={"activities": [{"id": "A1", "outcomes": ["O1"]}, {"id": "A2"}, {"id": "A3"}]},
            attribution={"pathways": [{"id": "PW1", "outcome": "O1", "activities": ["A3", "A1"]}]},
            payment={"elements": [{"id": "P1"}, {"id": "P2", "measure": "M1"}]},
            failure={"service": [{"id": "T1", "measure": "M1"}, {"id": "T2", "measure": "M2"}]},
        ),
        {"attribution"},
    )
    assert rows[0] == {
        "outcome": "O1",
        "objectives": ("OB1", "OB2"),
        "activities": ("A1", "A3"),
        "measures": ("M1",),
        "payments": ("P2",),
        "triggers": ("T1",),
        "marks": (
            "outcomes.table",
            "objectives.list",
            "core_activities.activities",
            "attribution.pathways",
            "payment.elements",
            "failure.service",
            "measures",
        ),
    }
    assert rows[1]["objectives"] == ("OB2",)
    assert rows[1]["marks"] == ("outcomes.table", "objectives.list")


def test_a_population_outcome_is_followed_to_its_target_and_its_pathway() -> None:
    rows = traceability(
        values(
            attribution={"pathways": [{"id": "PW1", "outcome": "O1"}]},
            population_outcomes=[{"measure": "M1"}],
            causal_pathways=[{"pathway": "PW1"}],
        ),
        {"attribution", "causal_pathways"},
    )
    assert rows[0]["marks"] == (
        "outcomes.table",
        "population_outcomes.targets",
        "causal_pathways.view",
        "measures",
    )


def test_there_is_nothing_to_trace_without_outcomes_or_without_measures() -> None:
    assert traceability({}, ()) == []
    assert traceability({"measures": [{"id": "M1", "outcome": "O1"}]}, ()) == []
    assert traceability({"outcomes": {"list": [{"id": "O1"}]}}, ()) == []
    assert traceability({"outcomes": None, "measures": None}, ()) == []


def test_the_calendar_has_the_dates_of_the_contract() -> None:
    rows = calendar({"contract": {"start": START}}, date(2031, 4, 4), date(2034, 4, 4))
    assert [(row["when"], row["event"]) for row in rows] == [
        (START, "start"),
        (date(2031, 4, 4), "end"),
        (date(2034, 4, 4), "latest_end"),
    ]


def test_the_calendar_has_one_end_when_there_is_no_extension() -> None:
    end = date(2031, 4, 4)
    assert [row["event"] for row in calendar({"contract": {"start": START}}, end, end)] == ["start", "end"]


def test_what_is_not_answered_is_not_in_the_calendar() -> None:
    found = calendar(
        {
            "contract": {"start": None},
            "objectives": {"list": [{"id": "OB1"}]},
            "transition": {"exit": {"plan_months": 6}},
            "risks": {"reviewed": None},
        },
        "",
        "",
    )
    assert found == []


def test_a_baseline_is_in_the_calendar_only_while_it_has_to_be_collected() -> None:
    due = date(2028, 3, 31)
    measures = [
        {"id": "M1", "baseline": {"status": "year_1", "due": due, "collected_by": "independent"}},
        {"id": "M2", "baseline": {"status": "recorded", "due": due}},
    ]
    rows = calendar({"measures": measures}, "", "")
    assert events(rows, "baseline") == [(due, "M1", "an independent body")]


def test_dates_counted_from_the_start_of_the_contract() -> None:
    asked = {
        "document": {"jurisdiction": "wales"},
        "contract": {"start": date(2027, 8, 31)},
        "transition": {"exit": {"plan_months": 6}},
        "language": {"welsh": {"plan_days": 90}},
    }
    rows = calendar(asked, "", "")
    assert events(rows, "exit_plan") == [(date(2028, 2, 29), "", "provider")]
    assert events(rows, "language_plan") == [(date(2027, 11, 29), "", "provider")]
    assert not events(calendar({**asked, "document": {"jurisdiction": "england"}}, "", ""), "language_plan")


def test_what_comes_back_stands_with_the_most_frequent_first() -> None:
    rows = calendar(
        {
            "monitoring": {
                "service": {
                    "reports": [{"name": "Yearly report", "frequency": "annual"}],
                    "meetings": [{"name": "Contract review", "frequency": "quarterly", "chair": "Manager"}],
                    "visits": {"each_year": 2},
                },
                "individual": {"review_months": 3},
            },
            "workforce": {"supervision_each_year": 6},
            "risks": {"reviewed": "monthly"},
        },
        "",
        "",
    )
    assert [(row["when"], row["event"], row["who"]) for row in rows] == [
        ("Every month", "risks", "joint"),
        ("6 times a year", "supervision", "provider"),
        ("Every three months", "meeting", "Manager"),
        ("Every three months", "reviews", "provider"),
        ("Twice a year", "visits", "commissioner"),
        ("Every year", "report", "provider"),
    ]


def test_measures_that_the_same_party_counts_at_the_same_time_share_a_line() -> None:
    measures = [
        {"id": "M1", "frequency": "quarterly", "collected_by": "provider"},
        {"id": "M2", "frequency": "annual", "collected_by": "provider"},
        {"id": "M3", "frequency": "quarterly", "collected_by": "provider"},
        {"id": "M4", "frequency": "quarterly", "collected_by": "joint"},
    ]
    assert events(calendar({"measures": measures}, "", ""), "measures") == [
        ("Every three months", ("M1", "M3"), "provider"),
        ("Every three months", ("M4",), "joint"),
        ("Every year", ("M2",), "provider"),
    ]


def test_a_deliverable_that_repeats_has_a_date_and_a_rhythm() -> None:
    row = {"id": "D1", "name": "Report", "due": START, "repeats": "annual"}
    rows = calendar({"objectives": {"deliverables": [row]}}, "", "")
    assert [line["when"] for line in rows] == [START, "Every year"]


def test_a_rhythm_of_reviews_without_a_word_of_its_own_is_left_out() -> None:
    assert calendar({"monitoring": {"individual": {"review_months": 5}}}, "", "") == []


@given(st.lists(st.integers(0, 4000), max_size=30))
def test_every_date_is_there_once_and_in_order(days: list[int]) -> None:
    dates = [START + timedelta(days=day) for day in days]
    objectives = [{"id": f"OB{number}", "due": due} for number, due in enumerate(dates)]
    rows = calendar({"objectives": {"list": objectives}}, "", "")
    assert [row["when"] for row in rows] == sorted(dates)
    assert {str(row["name"]) for row in rows} == {str(row["id"]) for row in objectives}
