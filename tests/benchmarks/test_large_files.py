"""Check Word files of more and more pages and terms: twice of both is twice the work.

What is judged is how many calls the work takes, which is the same on every computer; the seconds are only printed.
A file is checked once before its calls are counted: the first time loads modules and fills caches, more or less of them
as the tests before it have done.
"""

from __future__ import annotations

import gc
import sys
import time
from itertools import pairwise
from pathlib import Path
from types import FrameType

import pytest

from specgen.review.review import Words, review
from tests.support.small_word import paragraph, write_word

SIZES = ((125, 250), (250, 500), (500, 1000))  # pages, terms
PARAGRAPHS = 11  # to a page
DOUBLE = 2.3  # what twice the size may cost; with definitions times passages it would be near four
BIRDS = "Owl Hen Jay Ibis Kite Wren Rook Swan Tern Crane Finch Heron Merlin Osprey Petrel Plover".split()
CLAUSE = (
    "The Provider shall keep a record of each visit and show it to the Council when it asks, and the people who come"
    " each day have time for talk in words they choose so that life goes on as it did before. It is number {}."
)


@pytest.fixture(scope="module")
def words() -> Words:
    words = Words()
    words.glossary("")
    return words


def test_twice_the_definitions_and_twice_the_clauses_take_twice_the_calls(words: Words, tmp_path: Path) -> None:
    small, large = (_calls(_file(tmp_path, *size), words) for size in ((20, 60), (40, 120)))
    assert large / small < DOUBLE


@pytest.mark.benchmark
def test_the_work_grows_with_the_size_up_to_500_pages_and_1000_terms(words: Words, tmp_path: Path) -> None:
    files = [_file(tmp_path, *size) for size in SIZES]
    calls = [_calls(file, words) for file in files]
    seconds = [_seconds(file, words) for file in files]
    for size, call, second in zip(SIZES, calls, seconds, strict=True):
        print(f"\n{size[0]} pages, {size[1]} terms: {call:,} calls, {second:.2f} s", end="")
    ratios = [after / before for before, after in pairwise(calls)]
    times = [after / before for before, after in pairwise(seconds)]
    print(f"\ncalls {_shown(ratios)}, seconds {_shown(times)} for twice the size")
    assert max(ratios) < DOUBLE


def _file(folder: Path, pages: int, terms: int) -> Path:
    """Return a contract whose terms nobody uses, which takes the longest to find out."""
    defined = "".join(paragraph(f"“{_term(n)}” means night number {n} of the service.") for n in range(terms))
    clauses = "".join(paragraph(CLAUSE.format(n), "Clause") for n in range(pages * PARAGRAPHS))
    head = paragraph("Definitions", "Heading1") + paragraph("In this Contract the following words have these meanings:")
    body = f"{head}{defined}{paragraph('Service', 'Heading1')}{clauses}"
    return write_word(folder / f"{pages}-{terms}.docx", body)


def _term(number: int) -> str:
    return f"{BIRDS[number % 16]} {BIRDS[number // 16 % 16]} {BIRDS[number // 256 % 16]} Night"


def _calls(file: Path, words: Words) -> int:
    """Return how many calls of functions, Python's own included, the check of a file takes the second time."""
    review(file, words)
    count = 0

    def see(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    gc.disable()  # what other tests have left behind is not the work of this one
    sys.setprofile(see)
    try:
        findings = review(file, words).reviewed.findings
    finally:
        sys.setprofile(None)
        gc.enable()
    assert [finding.rule for finding in findings].count("TERM-UNUSED") == int(file.stem.split("-")[1])
    return count


def _seconds(file: Path, words: Words) -> float:
    start = time.process_time()
    review(file, words)
    return time.process_time() - start


def _shown(ratios: list[float]) -> str:
    return ", ".join(f"{ratio:.2f}" for ratio in ratios)
