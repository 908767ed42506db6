"""Compare a draft with its contract's conditions, both longer and longer: twice of both is twice the work.

What is judged is how many lines of Python the comparison runs through, which is the same on every computer.
"""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from specgen.review.rules.against_contract import repeats as contract
from specgen.review.rules.against_contract.repeats import repeats
from tests.support.small_word import paragraph, small_word

DOUBLE = 2.3  # what twice the size may cost; with sentences times sentences it would be near four
BIRDS = "Owl Hen Jay Ibis Kite Wren Rook Swan Tern Crane Finch Heron Merlin Osprey Petrel Plover".split()
ALIKE = "The Provider shall keep a record of {} visits, show it to the Council each month, and write down what it does."
NO_FIGURES = "Every {} that the Provider meets is written down in the record with the weather, the hour and the place."


@pytest.mark.parametrize(
    "clauses",
    [
        (ALIKE, ALIKE),
        pytest.param((ALIKE, NO_FIGURES), marks=pytest.mark.long),
        pytest.param((NO_FIGURES, ALIKE), marks=pytest.mark.long),
    ],
)
def test_twice_the_draft_and_twice_the_conditions_take_twice_the_lines(clauses: tuple[str, str]) -> None:
    _lines(_file(clauses[0], 20), _file(clauses[1], 20))
    small, large = (_lines(_file(clauses[0], size), _file(clauses[1], size)) for size in (300, 600))
    assert large / small < DOUBLE


def _file(clause: str, size: int) -> bytes:
    return small_word("".join(paragraph(clause.format(_words(number)), "Clause") for number in range(size)))


def _words(number: int) -> str:
    return f"{BIRDS[number % 16]} {BIRDS[number // 16 % 16]} {BIRDS[number // 256 % 16]}"


def _lines(draft: bytes, conditions: bytes) -> int:
    """Return how many lines of the comparison are run."""
    count = 0

    def see(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        if frame.f_code.co_filename != contract.__file__:
            return None
        count += event == "line"
        return see

    before = sys.gettrace()
    sys.settrace(see)
    try:
        repeats(draft, conditions)
    finally:
        sys.settrace(before)
    return count
