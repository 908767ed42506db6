"""Draw specifications whose facts agree: other dates, numbers, outcomes, measures, prices and steps each time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from specgen.review.rules.facts.specification import months_on

Answers = dict[str, Any]


@st.composite
def specifications(draw: st.DrawFn) -> Answers:
    """Draw the answers of a reward specification that contradict each other nowhere."""
    start = draw(st.dates(date(2027, 1, 1), date(2028, 12, 28)))
    years, more = draw(st.integers(3, 5)), draw(st.sampled_from((0, 12, 24)))
    people = [draw(st.integers(20, 400)) for _ in range(draw(st.integers(2, 4)))]
    hours = [number * draw(st.integers(6, 14)) for number in people]
    count = draw(st.integers(2, 4))
    rate = draw(st.integers(2400, 3600)) / 100
    risks = [draw(st.integers(2, 5)) for _ in range(count)]
    secure = 100 - sum(risks)
    annual = round(sum(hours) * rate * 52.143 / secure * 100)
    measures = [_measure(draw, number, years) for number in range(1, count + 1)]
    return {
        "model": "reward",
        "document": {"title": "Care at home", "jurisdiction": "england", "status": "draft",
                     "date": start - timedelta(days=draw(st.integers(150, 300)))},
        "introduction": {"commissioners": [{"name": "Harrowmere Borough Council", "role": "lead"}]},
        "contract": {
            "title": "Care at Home Contract", "start": start, "initial_term_months": years * 12,
            **({"extension_months": more} if more else {}),
            "end": months_on(start, years * 12) - timedelta(1),
            "annual_value": annual, "total_value": annual * (years + more // 12),
            "lots": [{"id": f"L{number}", "name": "Lot", "people": one, "hours_per_week": some}
                     for number, (one, some) in enumerate(zip(people, hours, strict=True), 1)],
            "procurement": {"regime": "procurement_act_2023",
                            "began_on": start - timedelta(days=draw(st.integers(90, 140)))},
        },
        "scope": {"age_minimum": 18, "people": sum(people), "hours_per_week": sum(hours)},
        "outcomes": {
            "basis": "both", "satisfaction": "counts", "after_last_target": "none",
            "list": [{"id": f"O{number}", "statement": "People do what matters to them", "level": "service",
                      "provider_role": "delivers_alone", "start": start,
                      "end": months_on(start, years * 12) - timedelta(1)}
                     for number in range(1, count + 1)],
            "personal": {"scale": {"labels": ["Far", "Near", "There"], "achieved_from": 3}, "within_days": 14},
        },
        "measures": measures,
        "objectives": {
            "list": [{"id": f"OB{number}", "statement": "Begin", "outcomes": [f"O{number}"], "start": start,
                      "due": start + timedelta(days=draw(st.integers(200, 600)))} for number in range(1, count + 1)],
            "deliverables": [{"id": "D1", "name": "First report", "objective": "OB1",
                              "due": start + timedelta(days=draw(st.integers(30, 150)))}],
        },
        "core_activities": {"activities": [{"id": "A1", "name": "Care", "description": "People live as they choose",
                                            "outcomes": [f"O{number}" for number in range(1, count + 1)]}]},
        "payment": {"elements": [
            {"id": "P1", "name": "Hours", "basis": "hours_delivered", "percent": secure,
             "rate": {"amount": rate, "per": "hour", "vat": "exempt"}},
            *({"id": f"P{number + 1}", "name": "Results", "basis": "service_outcomes", "percent": risks[number - 1],
               "measure": f"M{number}", "when": "annual", "start_year": 1, "scale_basis": "percent_of_target",
               "scale": [{"from": 0, "to": 100, "pay": 0}, {"from": 100, "pay": 100}]}
              for number in range(1, count + 1)),
        ]},
        "gain_sharing": {"used": False, "no_reason": "Not yet"},
        "failure": {
            "cap_percent": sum(risks),
            "individual": [{"id": "F1", "trigger": "A rating has not risen"}],
            "service": [{"id": "T1", "stage": "discussion", "measure": "M1", "days": 365, "periods": 1,
                         "comparator": "below" if measures[0]["direction"] == "higher" else "above",
                         "threshold": measures[0]["baseline"]["value"]}],
        },
        "monitoring": {"individual": {"first_review_weeks": 6, "review_months": 6}},
        "providers": {"most_lots": len(people)},
    }  # fmt: skip


def _measure(draw: st.DrawFn, number: int, years: int) -> Answers:
    higher = draw(st.booleans())
    value = draw(st.integers(40, 60))
    step = draw(st.integers(2, 6)) * (1 if higher else -1)
    return {
        "id": f"M{number}", "outcome": f"O{number}", "name": "People for whom it is so", "unit": "percent",
        "direction": "higher" if higher else "lower", "frequency": "annual", "minimum_people": 20,
        "baseline": {"status": "recorded", "value": value, "period": "the year 2025-26", "source": "Survey"},
        "targets": {"kind": "level", "status": "agreed",
                    **{f"year_{n}": value + n * step for n in range(1, years + 1)}},
        "use": ["monitor", "pay", *(["trigger"] if number == 1 else [])],
    }  # fmt: skip
