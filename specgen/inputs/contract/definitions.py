"""The bytes of a Word file in, every definition in it out: each term once, in the order of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from specgen.inputs.contract.clause_definitions import definitions_in_clauses
from specgen.inputs.contract.contract_definition import LIKELY, Found
from specgen.inputs.contract.inline_definitions import definitions_in_passing
from specgen.inputs.contract.lines import Line, read_asides, read_lines
from specgen.inputs.contract.table_definitions import definitions_in_tables
from specgen.inputs.contract.term_shapes import cleaned
from specgen.inputs.glossary.concept import plural_of


@dataclass(frozen=True)
class Definitions:
    """What a file defines, and what it defines twice."""

    found: tuple[Found, ...]
    twice: tuple[tuple[Found, Found], ...] = ()


def read_definitions(data: bytes) -> Definitions:
    """Return the definitions of a Word file, those in its notes and text boxes too. Raises NotAWordFile."""
    read = definitions_of(read_lines(data))
    found, twice = {one.term.casefold(): one for one in read.found}, list(read.twice)
    for lines in read_asides(data):
        for one in definitions_of(lines).found:
            known = found.setdefault(one.term.casefold(), one)
            if known.meaning != one.meaning and min(known.confidence, one.confidence) >= LIKELY:
                twice.append((known, one))
    return Definitions(tuple(sorted(found.values(), key=lambda one: one.order)), tuple(twice))


def definitions_of(lines: Sequence[Line]) -> Definitions:
    """Return the definitions in lines."""
    text = "\n".join(line.text for line in lines)
    whole = [_as_used(one, text) for one in (*definitions_in_tables(lines), *definitions_in_clauses(lines))]
    whole.sort(key=lambda one: one.order)
    passing = [_as_used(one, text) for one in definitions_in_passing(lines)]
    kept: dict[str, Found] = {}
    twice: list[tuple[Found, Found]] = []
    for one in whole:
        key = one.term.casefold()
        if key not in kept:
            kept[key] = _with_words_of_meaning(one)
        elif kept[key].meaning != one.meaning and min(kept[key].confidence, one.confidence) >= LIKELY:
            twice.append((kept[key], one))
    for one in passing:
        _add(one, kept)
    return Definitions(tuple(sorted(kept.values(), key=lambda one: one.order)), tuple(twice))


def _as_used(one: Found, text: str) -> Found:
    """Return a term in capitals, COUNCIL, as the rest of the file writes it: Council."""
    if not one.term.isupper() or (len(one.term) < 6 and " " not in one.term):
        return one
    usual = re.search(rf"\b{re.escape(one.term.title())}\b", text) or (
        " " not in one.term and re.search(rf"\b{re.escape(one.term.capitalize())}\b", text)
    )
    return replace(one, term=usual.group()) if usual else one


def _add(one: Found, kept: dict[str, Found]) -> None:
    """Take in what is defined in passing: a new term, or an abbreviation or a better reading of a known one."""
    key = one.term.casefold()
    named = next((known for known, found in kept.items() if key in _words(found)), "")
    if one.shape == "acronym":
        taken = any(one.acronym in (found.acronym, found.term) for found in kept.values())
        if not taken:
            kept[named or key] = replace(kept[named], acronym=kept[named].acronym or one.acronym) if named else one
    elif not named or kept[named].confidence < min(one.confidence, LIKELY):
        kept.pop(named, None)
        kept[key] = one


def _words(found: Found) -> Iterable[str]:
    words = (found.term, *found.others, *((found.acronym,) if found.acronym else ()))
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
    return (
        one
        if other.casefold() in {word.casefold() for word in (one.term, *one.others)}
        else replace(one, others=(*one.others, other))
    )
