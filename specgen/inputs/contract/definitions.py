"""Collect all definitions of a contract, each term once, in the order of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from specgen.formats.opc.package import read_package
from specgen.formats.word.paragraphs import read_paragraphs
from specgen.inputs.contract.clause_definitions import definitions_in_clauses
from specgen.inputs.contract.contract_definition import LIKELY, ContractDefinition
from specgen.inputs.contract.contract_line import Line, bold_styles
from specgen.inputs.contract.contract_lines import aside_lines, body_lines
from specgen.inputs.contract.inline_definitions import definitions_in_passing
from specgen.inputs.contract.table_definitions import definitions_in_tables
from specgen.inputs.contract.term_shapes import QUOTED, quoted_terms, same_word, term_key
from specgen.inputs.glossary.concept import plural_of
from specgen.inputs.glossary.matcher import Form, Matcher

OTHER_FORMS: Final = re.compile(
    rf"(?P<words>{QUOTED}(?:(?:,| and| or|, and|, or) (?:the )?{QUOTED}){{0,5}})"
    r"(?:,? (?:and|or) (?:related|similar|cognate|other such) \w+)?"
    r"(?: (?:(?:shall|will)(?: each)?(?: be)?|is to be|are to be|is|are|be))? ?"
    r"(?:(?:construed|interpreted|read) accordingly|ha(?:s|ve) (?:a )?(?:corresponding|similar) meanings?"
    r"|means? (?:both|all|each|either|any|two or more) of them|means? both\b)"
)


@dataclass(frozen=True)
class Definitions:
    """What a file defines, and what it defines twice."""

    found: tuple[ContractDefinition, ...]
    twice: tuple[tuple[ContractDefinition, ContractDefinition], ...] = ()


def read_definitions(data: bytes) -> Definitions:
    """Return the definitions of a Word file, those in its notes and text boxes too. Raises NotAWordFile."""
    parts = read_package(data)
    paragraphs, bold = read_paragraphs(parts), bold_styles(parts)
    return definitions_in(body_lines(paragraphs, bold), aside_lines(paragraphs, bold))


def definitions_in(body_of_file: Sequence[Line], asides: Sequence[Sequence[Line]]) -> Definitions:
    """Return the definitions in the lines of a body and of what stands beside it."""
    body = definitions_of(body_of_file)
    by_term, twice = {term_key(definition.term): definition for definition in body.found}, list(body.twice)
    for lines in asides:
        for definition in definitions_of(lines).found:
            known = by_term.setdefault(term_key(definition.term), definition)
            if known.meaning != definition.meaning and min(known.confidence, definition.confidence) >= LIKELY:
                twice.append((known, definition))
    return Definitions(tuple(sorted(by_term.values(), key=lambda definition: definition.order)), tuple(twice))


def definitions_of(lines: Sequence[Line]) -> Definitions:
    """Return the definitions in lines."""
    in_full = (*definitions_in_tables(lines), *definitions_in_clauses(lines))
    in_passing = tuple(definitions_in_passing(lines))
    usual = _usual_writings((*in_full, *in_passing), lines)
    whole = sorted((_as_used(definition, usual) for definition in in_full), key=lambda definition: definition.order)
    passing = [_as_used(definition, usual) for definition in in_passing]
    kept: dict[str, ContractDefinition] = {}
    twice: list[tuple[ContractDefinition, ContractDefinition]] = []
    for definition in whole:
        key = term_key(definition.term)
        if key not in kept:
            kept[key] = _with_words_of_meaning(definition)
        elif kept[key].meaning != definition.meaning and min(kept[key].confidence, definition.confidence) >= LIKELY:
            twice.append((kept[key], definition))
    named_by = {word: key for key, definition in reversed(kept.items()) for word in _words(definition)}
    for definition in passing:
        _add(definition, kept, named_by)
    return Definitions(tuple(sorted(kept.values(), key=lambda definition: definition.order)), tuple(twice))


def _usual_writings(definitions: Iterable[ContractDefinition], lines: Sequence[Line]) -> frozenset[str]:
    """Return which writings of the terms in capitals stand in the file, all looked for in one pass."""
    forms = [
        Form(writing, "own", writing, plural=False)
        for definition in definitions
        if _is_in_capitals(definition.term)
        for writing in _writings(definition.term)
    ]
    if not forms:
        return frozenset()
    found = Matcher(forms).find_all([line.text for line in lines])
    return frozenset(match.text for matches in found for match in matches)


def _as_used(definition: ContractDefinition, usual: frozenset[str]) -> ContractDefinition:
    """Return a term in capitals, COUNCIL, as the rest of the file writes it: Council."""
    if not _is_in_capitals(definition.term):
        return definition
    writing = next((writing for writing in _writings(definition.term) if writing in usual), "")
    return replace(definition, term=writing) if writing else definition


def _is_in_capitals(term: str) -> bool:
    return term.isupper() and (len(term) > 5 or " " in term)


def _writings(term: str) -> tuple[str, ...]:
    return (term.title(), *(() if " " in term else (term.capitalize(),)))


def _add(definition: ContractDefinition, kept: dict[str, ContractDefinition], named_by: dict[str, str]) -> None:
    """Take in what is defined in passing: a new term, or an abbreviation or a better reading of a known one."""
    key = term_key(definition.term)
    named = next((named_by[word] for word in (definition.term.casefold(), key) if word in named_by), "")
    named = named or (key if key in kept else "")
    if definition.shape == "acronym":
        if definition.acronym.casefold() in named_by:
            return
        known = kept.get(named)
        definition = definition if known is None else replace(known, acronym=known.acronym or definition.acronym)
        kept[named or key] = definition
    elif not named or kept[named].confidence < min(definition.confidence, LIKELY):
        kept.pop(named, None)
        kept[key] = definition
        named = key
    else:
        known = kept[named]
        if not same_word(known.term, definition.term) or definition.term.casefold() in _words(known):
            return
        kept[named] = replace(known, others=(*known.others, definition.term))
    named_by |= dict.fromkeys(_words(definition), named or key)


def _words(definition: ContractDefinition) -> Iterable[str]:
    words = (definition.term, *definition.others, *((definition.acronym,) if definition.acronym else ()))
    return {word.casefold() for word in (*words, *map(plural_of, words))}


def _with_words_of_meaning(definition: ContractDefinition) -> ContractDefinition:
    """Add what its text says of other forms: and "Processing" shall be construed accordingly."""
    match = OTHER_FORMS.search(definition.meaning)
    if match is None:
        return definition
    known = {word.casefold() for word in (definition.term, *definition.others, definition.acronym)}
    others = [word for word in quoted_terms(match.group("words")) if word.casefold() not in known]
    return replace(definition, others=(*definition.others, *others))
