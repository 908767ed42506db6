"""Tell by its shape whether a paragraph starts a definition: quoted, bold, plain, with a colon or a tab, a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from specgen.inputs.contract.contract_definition import LIKELY, opened
from specgen.inputs.contract.contract_line import WITHOUT_MARKS, Line
from specgen.inputs.contract.definition_sections import DEFINING_HEAD
from specgen.inputs.contract.term_shapes import (
    QUOTED,
    are_terms,
    cleaned,
    is_acronym,
    is_label,
    is_mentioned,
    is_term,
    long_form,
    may_be_term,
    names_in,
    quoted_terms,
    stand_apart,
)

LONGEST_HEAD: Final = 600  # letters of a paragraph in which its term and its verb stand
LEAD: Final = (
    r"(?:(?:in|for the purposes? of|within) (?:this|these|the|clause|paragraph|schedule|part)\b[^“\"‘'❝]{1,80}?[,:]? )?"
    r"(?:(?:the|an?|each of the) )?"
    r"(?:(?:following )?(?:terms?|words?|expressions?|phrases?|definition) )?"
)
CHAIN: Final = (
    r"(?:(?:,? (?:or|and|also known as|abbreviated to) (?:the )?|, ?(?:the )?| ?/ ?"
    r"| \((?:or |(?:also )?(?:called |known as |referred to as )?)?(?:the )?)"
    rf"{QUOTED}\)?){{0,8}}"
)
ASIDE: Final = (
    r"(?:\s?\([^)“\"❝]{1,60}\))?(?:,[^“”\",:;❝]{1,80},"
    r"|,? (?:in relation to|in respect of|when used in|where used in|for the purposes of)[^“”\":;❝]{1,80}?,?"
    r"| (?:of|for) (?:an?|the|any|each) [^“”\":;,.❝]{1,50}?(?= means\b))?"
)
MEANS: Final = (
    r"(?P<verb>(?:shall |will |must )?(?:each )?means?\b:?"
    r"|(?:(?:shall|will|should|is to|are to) be|is|are) (?:taken|deemed|understood|construed|held) to mean\b"
    r"|(?:(?:shall|will|should|is to|are to) be|is|are) (?:read|understood|construed|interpreted|regarded) as\b"
    r"|(?:each )?(?:shall |will )?(?:each )?(?:has|have|bears?|takes?|be given|is given|are given)"
    r" the (?:same )?(?:respective )?meanings?\b"
    r"|(?:shall |will )?(?:is|are|be) (?:as )?(?:defined|described|set out|specified|given|stated|listed)\b"
    r"|(?:shall |will )?(?:refers? to|denotes?|comprises?|consists? of|stands? for|describes?)\b|(?:shall )?includes?\b"
    r"|(?:is|are|shall be|will be) (?=(?:the|an?|any|each|every|all|what|when|where|those)\b|\d))"
)
QUOTED_START: Final = re.compile(rf"{LEAD}(?P<head>{QUOTED}{CHAIN}){ASIDE}\s*{MEANS}", re.IGNORECASE)
QUOTED_PLAIN: Final = re.compile(
    rf"(?P<head>{QUOTED}{CHAIN})(?: \((?P<short>[A-Z][A-Za-z&]{{1,8}})\))?\s*(?P<sign>[:–—=-]|(?=[a-z0-9]|[A-Z]))\s*"
)
SPOKEN: Final = re.compile(
    rf"(?:(?:by|(?:when|where|if) (?:we|you|this \w+) (?:says?|uses?|speaks? of)) (?:the (?:words?|terms?|phrase) )?"
    rf"(?P<by>{QUOTED}{CHAIN}),? (?:we|it|this) means?"
    rf"|we use (?:the (?:words?|terms?) )?(?P<use>{QUOTED}{CHAIN}) to mean"
    rf"|(?:the (?:words?|terms?|expression) )?(?P<used>{QUOTED}{CHAIN}) (?:is|are) used (?:[a-z ]{{1,30}} )?to mean"
    rf"|references? to (?P<references>{QUOTED}{CHAIN}) (?:is|are) (?:references? )?to)\b",
    re.IGNORECASE,
)
SURE_VERB: Final = re.compile(r"means?\b|the (?:same )?(?:respective )?meaning|defined", re.IGNORECASE)
LOOSE_VERB: Final = re.compile(
    r"(?:is|are|be) (?:as )?(?:described|set|specified|given|stated|listed)"
    r"|compris|consist|stand|describ|read|regard|understood as"
)
SPEECH: Final = re.compile(r"\s*(?:a lot|a great deal|much|more|so much|little|nothing|something|everything|that)\b")
DUTY: Final = re.compile(
    r"(?:the|each|all|any|no|neither|either|you|we|workers|both)\b(?! (?:person|people|time|day|period)\b)"
    r"(?:(?!\b(?:who|which|that|whom|when|where|whose|by)\b)[^,;.:]){0,40}? "
    r"(?:shall|must|will|may|need not|does not|do not|keeps?|gives?|sends?|pays?)\b",
    re.IGNORECASE,
)
PLAIN_START: Final = re.compile(
    r"(?P<term>(?:The )?[A-Z0-9][^:;“”\"]{0,80}?)(?: or (?P<other>[A-Z][\w ’'-]{1,60}?))?,?"
    r" (?P<verb>(?:shall |will )?means?\b:?|(?:shall )?ha(?:s|ve) the (?:same )?meanings?\b)(?! (?:to|that|of)\b)"
)
COLON_START: Final = re.compile(r"(?P<term>[A-Z][^:;“”\".=]{1,60}?)(?::| [–—=-]) (?=[a-z0-9“\"‘]|[A-Z])(?P<rest>.+)")
BOLD_VERB: Final = re.compile(r"(?:shall |will )?means?\b(?! to\b)|(?:shall )?ha(?:s|ve) the (?:same )?meaning")
GENERAL: Final = re.compile(r"(?:in (?:this|these)|if|where|unless|references?|words|there is|the following)\b", re.I)
HEADED: Final = "heading"  # the shape of a term on a line of its own, with a capital behind it


@dataclass(frozen=True)
class Start:
    """The start of a definition: its terms, what its first paragraph says of them, and how sure that is."""

    line: Line
    terms: tuple[str, ...]
    meaning: str
    shape: str
    confidence: float
    apart: bool = False  # each of the terms is a definition of its own
    acronym: str = ""


def start_of(line: Line, following: Line | None) -> Start | None:
    """Return the definition that starts in a line, None if none does."""
    if not line.is_head:
        for shape in (_quoted, _spoken, _bold, _marked, _plain, _tabbed, _colon):
            if (start := shape(line)) is not None:
                return start
    return None if following is None else _alone(line, following)


def begins_with_term(line: Line) -> bool:
    """Whether a line begins as definitions do, with words in quotation marks or bold ones."""
    if line.number and line.is_item:
        return False
    match = re.match(QUOTED, line.text)
    quoted = match is not None and may_be_term(cleaned(match.group())) and not line.text[match.end() :].startswith(",")
    return quoted or bool(line.bold and line.bold != line.text and may_be_term(cleaned(line.bold)))


def _quoted(line: Line, text: str = "") -> Start | None:
    text = text or line.text
    match = QUOTED_START.match(text, 0, LONGEST_HEAD)
    if match is None:
        return _quoted_without_verb(line, text)
    terms, verb = quoted_terms(match.group("head")), match.group("verb").casefold()
    if not are_terms(terms):
        return None
    rest, sure = text[match.end() :], bool(SURE_VERB.search(verb))
    if "means" in verb and SPEECH.match(rest):
        return None
    without = "mean" in verb and "meaning" not in verb and not re.match(r" and includes?\b", rest)
    confidence = (0.98 if line.section else 0.95) if sure else 0.88 if line.section else 0.74
    if verb.startswith(("is ", "are ", "shall be", "will be")) and not sure:
        led = re.match(r"an? ", text, re.IGNORECASE) and is_term(terms[0])
        confidence = 0.85 if line.section else 0.74 if led else 0.6
    if LOOSE_VERB.search(verb) and not line.section:
        confidence = 0.6
    if not terms[0][:1].isupper() and not terms[0][:1].isdigit():
        confidence -= 0.22 if line.section else 0.4
    head = match.group("head")
    terms, short = _with_acronym(terms)
    meaning = (rest if without else text[match.start("verb") :]).translate(WITHOUT_MARKS)
    return Start(line, terms, meaning, "quoted", round(confidence, 2), apart=stand_apart(head, terms), acronym=short)


def _quoted_without_verb(line: Line, text: str) -> Start | None:
    """`"Commencement Date": 1 April 2027`, only among definitions."""
    match = QUOTED_PLAIN.match(text, 0, LONGEST_HEAD) if line.section else None
    if match is None:
        return None
    terms, rest = quoted_terms(match.group("head")), text[match.end() :].translate(WITHOUT_MARKS)
    if not terms or not (is_term(terms[0]) or (may_be_term(terms[0]) and len(terms[0].split()) < 5)):
        return None
    if re.match(r"(?:does|shall|will|may|is|are|must|has|have)\b", rest) or is_label(terms[0]):
        return None
    names = line.before_tab or re.match(r"(?:the|an?|any|each|all|every|those|such|one|two|\d)\b", rest)
    confidence = 0.93 if match.group("sign") else 0.86 if names else 0.6
    terms, short = _with_acronym(terms)
    apart = bool(match.group("sign")) and stand_apart(match.group("head"), terms)
    given = match.group("short") or ""
    if given and not long_form(given, terms[0]):
        return None
    return Start(line, terms, opened(rest), "quoted", confidence, apart=apart, acronym=short or given)


def _spoken(line: Line) -> Start | None:
    """`By "Outcome" we mean ...`."""
    match = SPOKEN.match(line.marked_text, 0, LONGEST_HEAD)
    if match is None:
        return None
    terms = quoted_terms(next(filter(None, match.groups())))
    if not are_terms(terms) or not terms[0][:1].isupper():
        return None
    meaning = line.marked_text[match.end() :].translate(WITHOUT_MARKS)
    return Start(line, terms, meaning, "quoted", 0.95 if line.section else 0.85)


def _bold(line: Line) -> Start | None:
    bold, rest = line.bold, line.text[len(line.bold) :].strip()
    if not bold or not rest or not line.text.startswith(bold):
        return None
    terms, acronym = names_in(re.sub(r" (?:shall )?means?:?$", "", bold))
    if not terms or not may_be_term(terms[0]) or is_label(terms[0]) or is_mentioned(terms[0]):
        return None
    if match := re.match(r"or ([A-Z][\w ’'-]{1,60}?) (?=(?:shall )?means?\b)", rest):
        terms, rest = (*terms, cleaned(match.group(1))), rest[match.end() :]
    if (match := re.match(r"\(([A-Z][A-Za-z&]{1,8})\)\s*", rest)) and long_form(match.group(1), terms[0]):
        acronym, rest = match.group(1), rest[match.end() :]
    confidence = _bold_confidence(line, bold, rest, terms[0])
    if confidence is None:
        return None
    if (acronym_of := _spelled_out(terms[0], opened(rest))) and line.section:
        return Start(line, (acronym_of,), "", "acronym", max(confidence, 0.86), acronym=terms[0])
    return Start(line, terms, opened(rest), "bold", confidence, acronym=acronym)


def _bold_confidence(line: Line, bold: str, rest: str, term: str) -> float | None:
    """Return how sure it is that what follows a bold word is its meaning; None if it is none."""
    parted = re.search(r"\bmeans?:?$", bold) or BOLD_VERB.match(rest)
    if parted:
        return 0.95 if line.section else 0.8
    if not line.section or (DUTY.match(rest.lstrip(":–—=- ")) and not is_acronym(term)):
        return None
    if bold.endswith((":", "–", "—", "-", "=")) or re.match(r"[:–—=-]", rest):
        return 0.9
    if line.before_tab and cleaned(line.before_tab) == cleaned(bold) and len(rest.split()) > 1:
        return 0.88
    if re.match(r"(?:shall|will|may|must|is|are|has|have|and|or)\b|[,(]", rest):
        return None
    if rest[:1].islower() or rest[:1].isdigit():
        return 0.86
    return 0.66 if is_term(term) and rest[:1].isupper() else None


def _marked(line: Line) -> Start | None:
    """Bold words behind a lead-in, or several of them: For this clause **Transfer Date** means ..."""
    if not line.marked:
        return None
    start = _quoted(line, line.marked)
    return start if start is not None and start.confidence >= LIKELY else None


def _plain(line: Line) -> Start | None:
    match = PLAIN_START.match(line.text, 0, LONGEST_HEAD) if line.section else None
    if match is None:
        return None
    term, other = cleaned(match.group("term")), match.group("other")
    rest = line.text[match.start("verb") :]
    if is_label(term) or not (is_term(term) or (may_be_term(term) and len(term.split()) < 5)):
        return None
    confidence = 0.88 if is_term(term) else 0.66
    return Start(line, (term, *((cleaned(other),) if other else ())), opened(rest), "plain", confidence)


def _tabbed(line: Line) -> Start | None:
    if not line.section or not line.before_tab:
        return None
    term, rest = cleaned(line.before_tab), line.text[len(line.before_tab) :].strip()
    if full := _spelled_out(term, rest):
        return Start(line, (full,), "", "acronym", 0.86, acronym=term)
    if not may_be_term(term) or is_label(term) or len(rest.split()) < 3:
        return None
    if not (rest[:1].islower() or rest[:1].isdigit()):
        return None
    return Start(line, (term,), opened(rest), "tab", 0.75)


def _colon(line: Line) -> Start | None:
    match = COLON_START.match(line.text) if line.section else None
    if match is None:
        return None
    term, rest = cleaned(match.group("term")), match.group("rest")
    if is_label(term) or len(term.split()) > 6 or not may_be_term(term) or DUTY.match(rest):
        return None
    if is_acronym(term) and rest[:1].isupper():
        full = _spelled_out(term, rest)
        return Start(line, (full,), "", "acronym", 0.8, acronym=term) if full else None
    if (
        rest[:1].isupper()
        and not line.text.isupper()
        and match.group().startswith(f"{match.group('term')}: ")
        and is_term(term)
    ):
        return Start(line, (term,), rest, "colon", 0.55)  # a name: Council: Fennshire County Council
    if rest[:1].isupper() or len(rest.split()) < 3:
        return None
    in_capitals = term.isupper() and len(term) > 5
    return Start(line, (term,), opened(rest), "colon", 0.72 if in_capitals else 0.68 if is_term(term) else 0.62)


def _alone(line: Line, following: Line) -> Start | None:
    """A term on a line of its own, its meaning on the next."""
    term = cleaned(line.text)
    marked = line.bold == line.text or line.is_head or bool(re.fullmatch(QUOTED, line.text))
    if not line.section or not (marked or is_term(term)) or not may_be_term(term) or is_label(term):
        return None
    if DEFINING_HEAD.search(line.text) or len(term) < 2:
        return None
    if re.match(r"(?:shall |will )?means?\b|has the meaning", following.text):
        return Start(line, (term,), "", "bold" if marked else "plain", 0.93 if marked else 0.88)
    if marked and following.text[:1].islower():
        return Start(line, (term,), "", "bold", 0.84)
    if not marked or following.is_head or following.is_item or following.cell is not None or line.cell is not None:
        return None
    if DUTY.match(following.text) or GENERAL.match(following.text) or begins_with_term(following):
        return None
    return Start(line, (term,), "", HEADED, 0.66) if not QUOTED_START.match(following.text, 0, LONGEST_HEAD) else None


def _spelled_out(acronym: str, text: str) -> str:
    """Return the words of an abbreviation, where they are all that a text says."""
    text = text.strip(" ;.,")
    full = long_form(acronym, text) if is_acronym(acronym) else ""
    return full if full == text and is_term(full) else ""


def _with_acronym(terms: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Return terms of which the first may hold its abbreviation: Electronic Call Monitoring (ECM)."""
    names, acronym = names_in(terms[0])
    return (names[0], *terms[1:]) if acronym else tuple(terms), acronym
