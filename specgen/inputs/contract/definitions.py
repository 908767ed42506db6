"""Collect all definitions of a contract, each term once, in the order of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from specgen.inputs.contract.clause_definitions import definitions_in_clauses
from specgen.inputs.contract.contract_definition import LIKELY, ContractDefinition
from specgen.inputs.contract.contract_lines import Line, read_asides, read_lines
from specgen.inputs.contract.inline_definitions import definitions_in_passing
from specgen.inputs.contract.table_definitions import definitions_in_tables
from specgen.inputs.contract.term_shapes import cleaned
from specgen.inputs.glossary.concept import plural_of


@dataclass(frozen=True)
class Definitions:
    """What a file defines, and what it defines twice."""

    found: tuple[ContractDefinition, ...]
    twice: tuple[tuple[ContractDefinition, ContractDefinition], ...] = ()


def read_definitions(data: bytes) -> Definitions:
    """Return the definitions of a Word file, those in its notes and text boxes too. Raises NotAWordFile."""
    body = definitions_of(read_lines(data))
    by_term, twice = {definition.term.casefold(): definition for definition in body.found}, list(body.twice)
    for lines in read_asides(data):
        for definition in definitions_of(lines).found:
            known = by_term.setdefault(definition.term.casefold(), definition)
            if known.meaning != definition.meaning and min(known.confidence, definition.confidence) >= LIKELY:
                twice.append((known, definition))
    return Definitions(tuple(sorted(by_term.values(), key=lambda definition: definition.order)), tuple(twice))


def definitions_of(lines: Sequence[Line]) -> Definitions:
    """Return the definitions in lines."""
    text = "\n".join(line.text for line in lines)
    in_full = (*definitions_in_tables(lines), *definitions_in_clauses(lines))
    whole = sorted((_as_used(definition, text) for definition in in_full), key=lambda definition: definition.order)
    passing = [_as_used(definition, text) for definition in definitions_in_passing(lines)]
    kept: dict[str, ContractDefinition] = {}
    twice: list[tuple[ContractDefinition, ContractDefinition]] = []
    for definition in whole:
        key = definition.term.casefold()
        if key not in kept:
            kept[key] = _with_words_of_meaning(definition)
        elif kept[key].meaning != definition.meaning and min(kept[key].confidence, definition.confidence) >= LIKELY:
            twice.append((kept[key], definition))
    for definition in passing:
        _add(definition, kept)
    return Definitions(tuple(sorted(kept.values(), key=lambda definition: definition.order)), tuple(twice))


def _as_used(definition: ContractDefinition, text: str) -> ContractDefinition:
    """Return a term in capitals, COUNCIL, as the rest of the file writes it: Council."""
    if not definition.term.isupper() or (len(definition.term) < 6 and " " not in definition.term):
        return definition
    usual = re.search(rf"\b{re.escape(definition.term.title())}\b", text) or (
        " " not in definition.term and re.search(rf"\b{re.escape(definition.term.capitalize())}\b", text)
    )
    return replace(definition, term=usual.group()) if usual else definition


def _add(definition: ContractDefinition, kept: dict[str, ContractDefinition]) -> None:
    """Take in what is defined in passing: a new term, or an abbreviation or a better reading of a known one."""
    key = definition.term.casefold()
    named = next((known for known, other in kept.items() if key in _words(other)), "")
    if definition.shape == "acronym":
        taken = any(definition.acronym in (other.acronym, other.term) for other in kept.values())
        if not taken:
            kept[named or key] = (
                replace(kept[named], acronym=kept[named].acronym or definition.acronym) if named else definition
            )
    elif not named or kept[named].confidence < min(definition.confidence, LIKELY):
        kept.pop(named, None)
        kept[key] = definition


def _words(definition: ContractDefinition) -> Iterable[str]:
    words = (definition.term, *definition.others, *((definition.acronym,) if definition.acronym else ()))
    return {word.casefold() for word in (*words, *map(plural_of, words))}


def _with_words_of_meaning(definition: ContractDefinition) -> ContractDefinition:
    """Add what its text says of other forms: and "Processing" shall be construed accordingly."""
    match = re.search(
        r"(?:and|the (?:terms?|words?|expressions?))? ?[“\"‘](?P<other>[^”\"’]{2,60})[”\"’]"
        r"(?: (?:shall|will|is to|are to) be| are| is)? (?:construed|interpreted|read) accordingly",
        definition.meaning,
    )
    if match is None:
        return definition
    other = cleaned(match.group("other"))
    return (
        definition
        if other.casefold() in {word.casefold() for word in (definition.term, *definition.others)}
        else replace(definition, others=(*definition.others, other))
    )
