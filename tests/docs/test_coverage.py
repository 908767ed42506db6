"""Test docs/coverage.md: every point of the sources is there, its questions are asked and its clauses printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from specgen.inputs.models.section import Question, read_section
from tests.conftest import GOLDEN
from tests.judges.policy import ROOT

TABLE = ROOT / "docs" / "coverage.md"
SAMPLES = GOLDEN / "samples"

# What the table has to show, by source and section. A letter is a point inside a row or a list of the source.
REQUIRED = """
003-1.a 003-1.b 003-1.c 003-1.d 003-1.e 003-2.a
003-2.1.a 003-2.1.b 003-2.1.c 003-2.1.d 003-2.1.e 003-2.1.f 003-2.1.g
003-2.2.a 003-2.2.b 003-2.2.c 003-2.2.d 003-2.2.e
003-2.3.a 003-2.3.b 003-2.3.c 003-2.3.d
003-2.4.a 003-2.4.b 003-2.4.c 003-2.4.d 003-2.4.e
003-2.5.a 003-2.5.b 003-2.5.c 003-2.5.d 003-2.5.e 003-2.5.f 003-2.5.g 003-2.5.h 003-2.5.i 003-2.5.j 003-2.5.k
003-2.5.l 003-2.5.m 003-2.5.n 003-2.5.o 003-2.5.p
003-2.6.a 003-2.6.b 003-2.6.c 003-2.6.d
003-2.6.1 003-2.6.2 003-2.6.3 003-2.6.4 003-2.6.5 003-2.6.6 003-2.6.7
003-2.6.e1 003-2.6.e2 003-2.6.e3 003-2.6.e4 003-2.6.e5 003-2.6.e6 003-2.6.e7 003-2.6.e8 003-2.6.e9 003-2.6.e10
003-2.6.e11 003-2.6.e12
003-2.7.1a 003-2.7.1b 003-2.7.2a 003-2.7.2b 003-2.7.2c 003-2.7.3a 003-2.7.3b 003-2.7.4a 003-2.7.4b 003-2.7.4c
003-2.7.5a 003-2.7.5b 003-2.7.6 003-2.7.7 003-2.7.8a 003-2.7.8b 003-2.7.9
003-2.8.1a 003-2.8.1b 003-2.8.2a 003-2.8.2b 003-2.8.3a 003-2.8.3b 003-2.8.3c 003-2.8.3d 003-2.8.3e
003-2.9.0 003-2.9.1 003-2.9.2a 003-2.9.2b 003-2.9.3
003-3.a 003-3.b 003-3.c 003-3.d 003-3.e 003-3.f 003-3.g 003-3.h
000-0.a 000-1.a 000-1.b 000-2.a 000-2.b 000-2.c 000-3.a 000-3.b 000-4.a 000-4.b 000-4.c
001-1 001-2 001-3 001-4 001-5.a 001-5.b 001-5.c 001-5.d 001-5.e 001-6.a 001-6.b 001-6.c
002-1 002-2 002-3 002-4 002-5 002-6 002-7 002-8 002-9 002-10 002-11
004-1.a 004-1.b 004-1.c 004-1.d 004-2.a 004-2.b 004-2.c 004-2.d 004-3.a 004-3.b 004-4
004-5.a 004-5.b 004-5.c 004-5.d 004-5.e 004-5.f 004-5.g 004-5.h 004-6 004-7.a 004-7.b 004-8
""".split()

# Bodies and rules that the sources name and that are gone: a draft never does.
GONE = r"\b(CCGs?|PCTs?|PBC|Clinical Commissioning Groups?|Primary Care Trusts?|18[- ]weeks?|EU|European Union)\b"


@dataclass(frozen=True)
class Point:
    """One row of the table: a point of a source, the questions that ask for it and the clauses that answer it."""

    id: str
    questions: tuple[str, ...]
    clauses: tuple[tuple[str, str], ...]  # the title of the section, the first words of the clause


@cache
def points() -> tuple[Point, ...]:
    rows = re.findall(r"^\| (\d{3}-\S+) \|[^|]*\|([^|]*)\|([^|]*)\|$", TABLE.read_text(encoding="utf-8"), re.MULTILINE)
    return tuple(
        Point(id, tuple(re.findall(r"`([^`]+)`", asked)), tuple(re.findall(r"\*([^*]+)\*: “([^”]+)”", said)))
        for id, asked, said in rows
    )


@cache
def asked() -> frozenset[str]:
    """Every question of every section, as the path at which its answer stands."""
    sections = [read_section(path) for path in sorted((ROOT / "models" / "sections").glob("*.yaml"))]
    return frozenset(path for one in sections if one.at for path in _paths(one.question, ".".join(one.at)))


def _paths(question: Question, path: str) -> Iterator[str]:
    yield path
    for child in question.questions:
        yield from _paths(child, f"{path}.{child.name}")


@cache
def said() -> frozenset[tuple[str, str]]:
    """Every paragraph of the golden texts of the samples, with the title of its section."""
    found = set()
    for path in sorted(SAMPLES.glob("*.txt")):
        section = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            style, _, text = line.partition(": ")
            number, _, words = text.partition("  ")
            if style in ("heading 1", "Schedule heading"):
                section = words
            elif section:
                numbered = re.fullmatch(r"[A-Z]?[\d.]+|\([a-z]+\)", number)
                found.add((section, _plain(words if numbered else text)))
    return frozenset(found)


def test_every_point_of_the_sources_is_in_the_table_once() -> None:
    assert sorted(point.id for point in points()) == sorted(REQUIRED)


def test_every_row_of_the_table_is_read() -> None:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if re.match(r"\| \d{3}-", line)]
    assert len(points()) == len(lines)


@pytest.mark.parametrize("point", points(), ids=lambda point: str(point.id))
def test_a_point_is_asked_for(point: Point) -> None:
    assert point.questions
    assert not set(point.questions) - asked()


@pytest.mark.parametrize("point", points(), ids=lambda point: str(point.id))
def test_a_point_is_answered_in_a_sample(point: Point) -> None:
    assert point.clauses
    for section, words in point.clauses:
        found = any(title == section and _plain(words) in text for title, text in said())
        assert found, (section, words)


def _plain(text: str) -> str:
    return text.replace("’", "'")


def test_no_body_that_is_gone_is_named_in_a_draft_or_template() -> None:
    for path in sorted(GOLDEN.rglob("*.txt")):
        assert not re.findall(GONE, path.read_text(encoding="utf-8")), path.name
