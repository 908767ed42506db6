"""Test the grid of SMART outcomes and the scorecard: what is met, what is asked for, and that nothing is guessed."""

from __future__ import annotations

import pytest

from specgen.review.rules.registry import RULES, problems_in
from specgen.review.rules.smart.grid import RULES_OF, SHOULD, SHOULD_NOT, scorecard, smart_grid
from tests.support.overlays import overlaid
from tests.support.rule_examples import specification_of


def grid(overlay: str, sample: str = "care-planning") -> dict[str, dict[str, tuple[str, str]]]:
    specification, _ = specification_of(overlaid(sample, overlay))
    rows = smart_grid(specification, problems_in(specification))
    return {row.id: {cell.letter: (cell.state, cell.because) for cell in row.cells} for row in rows}


def states(overlay: str, sample: str = "optional-sections") -> dict[str, str]:
    specification, _ = specification_of(overlaid(sample, overlay))
    return {point.text: point.state for point in scorecard(specification, problems_in(specification))}


@pytest.mark.parametrize("sample", ["care-planning", "reward", "population"])
def test_every_letter_of_the_samples_is_met(sample: str) -> None:
    assert {state for row in grid("", sample).values() for state, _ in row.values()} == {"met"}


def test_realistic_is_worked_out_from_baseline_target_and_reason() -> None:
    reason = "In the test of 2025-26 the result rose from 47% to 52%"
    assert grid("", "reward")["O1"]["R"] == ("met", f"{reason} (M1 from 52 to 64)")
    without = "outcomes: {list: [{id: O1, feasible_because: null}]}"
    assert grid(without, "reward")["O1"]["R"] == ("asked for", "why it is feasible (M1 from 52 to 64)")


ASKED = {
    "S": ("outcomes: {list: [{id: O4, statement: null}]}", "a statement"),
    "M": (
        "outcomes: {list: [{id: O9, statement: People choose who comes}]}",
        "a measure, or an achievement that can be shown",
    ),
    "A": (
        "outcomes: {list: [{id: O9, statement: People choose who comes}]}",
        "whether the provider delivers it alone or helps to deliver it",
    ),
    "R": ("outcomes: {list: [{id: O9, statement: People choose who comes}]}", "why it is feasible"),
    "T": ("contract: {start: null}", "a start and an end, or the term of the contract"),
}


@pytest.mark.parametrize("letter", ASKED)
def test_what_is_missing_is_asked_for(letter: str) -> None:
    overlay, asked = ASKED[letter]
    outcome = "O9" if "O9" in overlay else "O4"
    assert grid(overlay)[outcome][letter] == ("asked for", asked)


def test_a_finding_keeps_a_letter_from_being_met() -> None:
    late = grid("outcomes: {list: [{id: O1, end: 2043-09-30}]}")
    assert (late["O1"]["T"][0], late["O2"]["T"][0]) == ("partly met", "met")


def test_the_scorecard_has_the_points_of_the_source() -> None:
    assert (len(SHOULD), len(SHOULD_NOT)) == (15, 4)
    named = {rule for _, gaps, rules in (*SHOULD, *SHOULD_NOT) for rule in (*gaps, *rules)}
    named |= {rule for rules in RULES_OF.values() for rule in rules}
    assert named - set(RULES) - {"LEFT-OPEN"} == set()


def test_the_scorecard_says_what_is_not_met() -> None:
    assert [text for text, state in states("").items() if state != "met"] == []
    changed = states("sustainability: null\nfuture: null\noutcomes: {list: [{id: O1, end: 2043-09-30}]}")
    assert {text: state for text, state in changed.items() if state != "met"} == {
        "Think about future needs": "not met",
        "Contain clear time-scales": "partly met",
        "Set sustainable performance objectives": "not met",
        "Set environmental requirements": "not met",
        "Provide flexibility for subsequent requirements, within procurement law": "not met",
    }
