"""The bytes of a Word file in, every definition in it out: each term once, in the order of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from specgen.concepts import plural_of
from specgen.conditions.clauses import definitions_in_clauses
from specgen.conditions.found import Found
from specgen.conditions.inline import definitions_in_passing
from specgen.conditions.lines import Line, read_lines
from specgen.conditions.tables import definitions_in_tables
from specgen.conditions.term_shapes import cleaned


@dataclass(frozen=True)
class Definitions:
    """What a file defines, and what it defines twice."""

    found: tuple[Found, ...]
    twice: tuple[tuple[Found, Found], ...] = ()


def read_definitions(data: bytes) -> Definitions:
    """Return the definitions of a Word file. Raises NotAWordFile."""
    return definitions_of(read_lines(data))


def definitions_of(lines: Sequence[Line]) -> Definitions:
    """Return the definitions in lines."""
    whole = sorted([*definitions_in_tables(lines), *definitions_in_clauses(lines)], key=lambda one: one.order)
    passing = list(definitions_in_passing(lines))
    kept: dict[str, Found] = {}
    twice: list[tuple[Found, Found]] = []
    for one in whole:
        key = one.term.casefold()
        if key not in kept:
            kept[key] = _with_words_of_meaning(one)
        elif kept[key].meaning != one.meaning and min(kept[key].confidence, one.confidence) >= 0.7:
            twice.append((kept[key], one))
    for one in passing:
        _add(one, kept)
    return Definitions(tuple(sorted(kept.values(), key=lambda one: one.order)), tuple(twice))


def _add(one: Found, kept: dict[str, Found]) -> None:
    """Take in what is defined in passing: a new term, or an abbreviation or a better reading of a known one."""
    key = one.term.casefold()
    named = next((known for known, found in kept.items() if key in _words(found)), "")
    if one.shape == "acronym":
        taken = any(one.acronym in (found.acronym, found.term) for found in kept.values())
        if named and not kept[named].acronym and not taken:
            kept[named] = replace(kept[named], acronym=one.acronym)
        elif not named and not taken:
            kept[key] = one
    elif not named:
        kept[key] = one
    elif kept[named].confidence < one.confidence and kept[named].confidence < 0.7:
        kept[key] = one


def _words(found: Found) -> Iterable[str]:
    words = (found.term, *found.others)
    return {word.casefold() for word in (*words, *map(plural_of, words))}


def _with_words_of_meaning(one: Found) -> Found:
    """Add what its text says of other forms: and "Processing" shall be construed accordingly."""
    said = re.search(
        r"(?:and|the (?:terms?|words?|expressions?))? ?[“\"‘](?P<other>[^”\"’]{2,60})[”\"’]"
        r"(?: (?:shall|will|is to|are to) be| are| is)? (?:construed|interpreted|read) accordingly",
        one.meaning,
    )
    if said is None:
        return one
    other = cleaned(said.group("other"))
    return one if other.casefold() in {word.casefold() for word in (one.term, *one.others)} else replace(
        one, others=(*one.others, other)
    )
