"""Find the terms that are defined in passing: (the "Council"), or Care Quality Commission (CQC)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from specgen.inputs.contract.contract_definition import SURE, ContractDefinition, ended
from specgen.inputs.contract.contract_line import MARK_START, WITHOUT_MARKS, Line
from specgen.inputs.contract.term_shapes import (
    PRONOUNS,
    QUOTED,
    cleaned,
    is_acronym,
    is_mentioned,
    is_term,
    long_form,
    may_be_term,
    quoted_terms,
    same_word,
    singular_acronym,
    singular_of,
)

FURTHEST: Final = 600  # letters before a bracket that it can be about
BRACKET: Final = re.compile(r"\(([^()]{1,160})\)")
CUES: Final = re.compile(
    r"(?:(?:the|each(?: of them)?|an?|any|such|together|collectively|jointly|individually|severally|both|all|"
    r"hereinafter|hereafter|herein|referred to as|referred to|known as|called|being|as|or|and|its|their|our|"
    r"in (?:this|these) (?:contract|agreement|conditions|deed|document|schedule)"
    r"|in what follows|below|from now on|throughout)"
    r"\b|[ ,:;/])*",
    re.IGNORECASE,
)
ALONG_WITH: Final = re.compile(r"(?:together with|as amended|as extended|being)\b[^“”\"]{0,60}, ", re.IGNORECASE)
HEREINAFTER: Final = re.compile(
    rf"\b(?:hereinafter|hereafter)(?: (?:referred to|known|called|described))?(?: as)?:?(?: the)? (?P<quoted>{QUOTED})",
    re.IGNORECASE,
)
BARE: Final = re.compile(r"(?:the|each a|each an|together the) (?P<term>[A-Z][\w’' &-]{1,50})")
CALLED: Final = r"(?:called|known as|referred to as)"
BARE_OR: Final = re.compile(rf"(?:the|each a|each an) (?P<term>[A-Z][\w’' &-]{{1,50}}),? or (?:the )?{QUOTED}")
EACH: Final = re.compile(
    rf"(?:\beach(?: of them)? an?|\b(?:together|collectively),? (?:{CALLED} )?the|\b(?:together|collectively) {CALLED}"
    rf"|\bin this (?:contract|agreement) called(?: the)?) (?P<quoted>{QUOTED})",
    re.IGNORECASE,
)
SHORT: Final = re.compile(r"\((?:the |“|\"|or |known as |“the )*([A-Z][A-Za-z&]{1,9})[”\"]?\)")
STATUTE: Final = re.compile(
    r"\b(?P<name>[A-Z][\w’-]*(?:,? (?:of|and|for|the|in|to|etc\.|[A-Z][\w’-]*|\([^)]{2,40}\))){0,16}?"
    r" (?:Act|Regulations|Order|Measure) \d{4})$"
)
LATER_SENTENCE: Final = re.compile(
    r"(?<=[.;] )(?:(?:In|For the purposes? of|Within) (?:this|these) [^“”\"‘’.;]{1,40}?,? )(?:the )?"
    rf"(?P<quoted>{QUOTED}) (?:(?:shall )?means?\b|(?=ha(?:s|ve) the meaning\b))"
)
NAMES: Final = re.compile(
    rf"{MARK_START}?(?:the|an?|each|together|collectively|jointly|hereinafter|hereafter)\b", re.IGNORECASE
)
SENTENCE: Final = re.compile(r"(?:(?<=[.;:!?])\s+(?=[A-Z“\"(\d])|^)")


def definitions_in_passing(lines: Sequence[Line]) -> Iterator[ContractDefinition]:
    """Yield the terms and abbreviations that brackets give, in any line that is no head."""
    for line in lines:
        if line.is_head:
            continue
        yield from _bracketed(line)
        for match in (*HEREINAFTER.finditer(line.text), *EACH.finditer(line.text)):
            before = line.text[max(match.start() - FURTHEST, 0) : match.start()]
            if before.count("(") == before.count(")"):
                yield from _definitions(line, quoted_terms(match.group("quoted")), before.rstrip(" ,"), 0.93)
        yield from _in_later_sentences(line)


def _in_later_sentences(line: Line) -> Iterator[ContractDefinition]:
    """Yield what a later sentence of a clause defines: The Provider ... In this clause "Information" means ..."""
    for found in LATER_SENTENCE.finditer(line.text, 1):
        (term,) = quoted_terms(found.group("quoted"))
        meaning = ended(re.split(r"(?<=[.;])\s+(?=[A-Z“\"])", line.text[found.end() :])[0])
        if may_be_term(term) and meaning:
            yield ContractDefinition(
                term, meaning, line.clause, "inline", SURE, _around(line.text[: found.end()], line.text),
                line.paragraph, (), "", line.index, line.section,
            )  # fmt: skip


def _bracketed(line: Line) -> Iterator[ContractDefinition]:
    text = line.marked_text
    for bracket in BRACKET.finditer(text):
        inside = bracket.group(1)
        before = text[max(bracket.start() - FURTHEST, 0) : bracket.start()].rstrip().translate(WITHOUT_MARKS)
        terms = quoted_terms(inside)
        if (not before and not terms) or (MARK_START in inside and not NAMES.match(inside)):
            continue
        if terms and CUES.fullmatch(ALONG_WITH.sub("", re.sub(QUOTED, " ", inside), count=1)):
            short = len(terms) == 1 and is_acronym(terms[0]) and long_form(terms[0], before)
            yield from (
                _abbreviated(line, terms[0], before) if short else _definitions(line, terms, before, 0.95, inside)
            )
        elif (short_form := SHORT.fullmatch(bracket.group().translate(WITHOUT_MARKS))) and is_acronym(
            short_form.group(1)
        ):
            yield from _abbreviated(line, short_form.group(1), before)
        elif terms and (named := BARE_OR.fullmatch(inside)) and is_term(named.group("term")):
            yield from _definitions(line, (named.group("term"), *terms), before, 0.9, "” or ")
        elif (bare := BARE.fullmatch(inside)) and is_term(bare.group("term")):
            yield from _definitions(line, (bare.group("term"),), before, 0.6)


def _definitions(
    line: Line, terms: Sequence[str], before: str, confidence: float, inside: str = ""
) -> Iterator[ContractDefinition]:
    words = [term for term in map(cleaned, terms) if term and not is_mentioned(term)]
    own = [term for term in words if may_be_term(term) or term.casefold() in PRONOUNS]
    if own and not may_be_term(own[0]):
        return
    one_thing = bool(re.search(r"[”\"’'],? or ", inside))
    while own:
        first = own.pop(0)
        others = tuple(term for term in own if one_thing or same_word(first, term))
        own = [term for term in own if term not in others]
        yield ContractDefinition(
            first, _named(before, *terms), line.clause, "inline", confidence, _around(before, line.text),
            line.paragraph, others, "", line.index, line.section,
        )  # fmt: skip


def _abbreviated(line: Line, acronym: str, before: str) -> Iterator[ContractDefinition]:
    full = long_form(acronym, before)
    if not full:
        return
    many = acronym.endswith("s") and acronym[:-1].isupper()
    titled = is_term(full)
    confidence = 0.9 if titled else 0.76 if len(singular_acronym(acronym)) > 2 else 0.6
    label = singular_of(full, many=many)
    yield ContractDefinition(
        label, "", line.clause, "acronym", confidence, _around(before, line.text), line.paragraph, (),
        singular_acronym(acronym), line.index, line.section,
    )  # fmt: skip


def _named(before: str, *terms: str) -> str:
    """Return what a bracket names: the words before it in its sentence."""
    if (law := STATUTE.search(before)) and _is_of_law(terms, law.group("name")):
        return law.group("name")
    starts = [match.end() for match in SENTENCE.finditer(before)]
    words = before[starts[-1] if starts else 0 :].strip(" ,")
    words = re.sub(r"^(?:between|and|by|or|\(\d\)|BETWEEN:?)\s+", "", words)
    return words if len(words) < 300 else "… " + words[-300:].split(" ", 1)[-1]


def _is_of_law(terms: Sequence[str], law: str) -> bool:
    """Whether one of the terms is a short name of a law: the 2014 Act, the Regulations, RISCA."""
    words = law.split()
    return any(is_acronym(term) or set(term.split()) & {*words, "Regulation", "Acts", "Law"} for term in terms)


def _around(before: str, text: str) -> str:
    """Return the words on both sides of a bracket."""
    at = text.find(before) + len(before)
    return text[max(at - 80, 0) : at + 80].strip()
