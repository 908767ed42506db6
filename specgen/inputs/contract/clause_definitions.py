"""Find the definitions that stand in paragraphs of their own: quoted, bold, plain, with a colon or a tab.

The paragraphs of a long definition are joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from specgen.inputs.contract.contract_definition import ContractDefinition
from specgen.inputs.contract.contract_lines import Line, is_below
from specgen.inputs.contract.term_shapes import (
    cleaned,
    is_acronym,
    is_label,
    is_mentioned,
    is_term,
    long_form,
    may_be_term,
    same_word,
)

LONGEST_HEAD: Final = 600  # letters of a paragraph in which its term and its verb stand
QUOTED: Final = r"(?:[“\"„][^”“\"]{1,90}[”\"]|[‘'](?:[^‘’']|[’'](?=\w)){1,90}[’'](?!\w))"
LEAD: Final = (
    r"(?:(?:in|for the purposes? of|within) (?:this|these|the)\b[^“\"‘']{1,80}?,? )?(?:(?:the|each of the) )?"
    r"(?:(?:following )?(?:terms?|words?|expressions?|phrases?|definition) )?"
)
CHAIN: Final = (
    r"(?:(?:,? (?:or|and|also known as|abbreviated to) (?:the )?|, ?(?:the )?| ?/ ?| \((?:or |also |the )?)"
    rf"{QUOTED}\)?){{0,8}}"
)
ASIDE: Final = (
    r"(?:\s?\([^)“\"]{1,60}\))?(?:,[^“”\",:;]{1,80},"
    r"|,? (?:in relation to|in respect of|when used in|where used in|for the purposes of)[^“”\":;]{1,80}?,?)?"
)
MEANS: Final = (
    r"(?P<verb>(?:shall |will |must )?(?:each )?means?\b:?"
    r"|(?:shall |will )?(?:has|have|bears?|be given) the (?:same )?(?:respective )?meanings?\b"
    r"|(?:is|are) (?:as )?defined\b"
    r"|(?:shall |will )?(?:refers? to|denotes?)\b|(?:shall )?includes?\b"
    r"|(?:is|are|shall be|will be) (?=(?:the|an?|any)\b|\d))"
)
QUOTED_START: Final = re.compile(rf"{LEAD}(?P<head>{QUOTED}{CHAIN}){ASIDE}\s*{MEANS}", re.IGNORECASE)
QUOTED_PLAIN: Final = re.compile(rf"(?P<head>{QUOTED}{CHAIN})\s*(?P<sign>[:–—-]|(?=[a-z0-9]|[A-Z]))\s*")
SURE_VERB: Final = re.compile(r"means?\b|the (?:same )?(?:respective )?meaning|defined", re.IGNORECASE)
PLAIN_START: Final = re.compile(
    r"(?P<term>(?:The )?[A-Z0-9][^:;“”\"]{0,80}?)(?: or (?P<other>[A-Z][\w ’'-]{1,60}?))?,?"
    r" (?P<verb>(?:shall |will )?means?\b:?|(?:shall )?ha(?:s|ve) the (?:same )?meanings?\b)(?! (?:to|that|of)\b)"
)
COLON_START: Final = re.compile(r"(?P<term>[A-Z][^:;“”\".]{1,60}?)(?::| [–—-]) (?=[a-z0-9“\"‘]|[A-Z])(?P<rest>.+)")
GOES_ON: Final = re.compile(r"(?:[a-z(]|(?i:for the avoidance of doubt|provided that|and|or)\b)")
ENDS_OPEN: Final = re.compile(r"(?:[:,;–—-]|\band|\bor)$")
INTERPRETS: Final = re.compile(
    r"(?:in (?:this|these)|references?|any reference|a reference|unless|words|the headings?|headings?|clause headings|"
    r"the (?:schedules|interpretation|singular)|where the|if there)\b",
    re.IGNORECASE,
)


def definitions_in_clauses(lines: Sequence[Line]) -> Iterator[ContractDefinition]:
    """Yield each definition that starts a paragraph, with all the paragraphs that belong to it."""
    outside = [line for line in lines if line.cell is None]
    starts: list[_Start] = []
    current: _Start | None = None
    for position, line in enumerate(outside):
        following = outside[position + 1].text if position + 1 < len(outside) else ""
        start = _start(line, following)
        if start is not None:
            starts.append(start)
            current = start
        elif current is not None and _continues(line, current):
            current.more.append(with_letter(line))
            current.last = line
        else:
            current = None
    shapes = Counter((one.line.section, one.shape) for one in starts)
    for one in starts:
        yield from one.definitions(shapes[one.line.section, one.shape])


@dataclass
class _Start:
    line: Line
    terms: tuple[str, ...]
    meaning: str
    shape: str
    confidence: float
    apart: bool = False  # each of the terms is a definition of its own
    more: list[str] = field(default_factory=list)
    last: Line | None = None

    def definitions(self, alike: int) -> Iterator[ContractDefinition]:
        meaning = ended(" ".join([self.meaning, *self.more]))
        acronym = next((one for one in self.terms[1:] if is_acronym(one)), "") if not self.apart else ""
        one = ContractDefinition(
            self.terms[0], meaning, self.line.clause, self.shape, _grown(self.shape, self.confidence, alike),
            self.line.text[:160], self.line.paragraph,
            () if self.apart else tuple(term for term in self.terms[1:] if term != acronym),
            acronym, self.line.index, self.line.section,
        )  # fmt: skip
        if meaning:
            yield one
            for term in self.terms[1:] if self.apart else ():
                yield replace(one, term=term)


def ended(text: str) -> str:
    """Return a meaning without the stops and the conjunction at its end."""
    text = " ".join(text.split()).strip(" :–—,")
    text = re.sub(r"[;,](?: (?:and|or))?$", "", text)
    return text.rstrip(" ;,.")


def quoted_terms(text: str) -> tuple[str, ...]:
    """Return what stands in quotation marks in a text."""
    return tuple(dict.fromkeys(cleaned(one) for one in re.findall(QUOTED, text)))


def with_letter(line: Line) -> str:
    """Return a line's text with the letter that it is a part by: (a)."""
    if line.is_item and line.label:
        return f"{line.label} {line.text}"
    letter = re.search(r"\([a-zA-Z0-9]+\)$|^[a-z]\)$", line.number) if line.is_item else None
    return f"{letter.group()} {line.text}" if letter else line.text


def opened(text: str) -> str:
    """Return a meaning without the means at its start."""
    return re.sub(r"^\s*(?:(?:shall |will )?means?\b[:,]?|[:–—-])\s*", "", text)


def _grown(shape: str, confidence: float, alike: int) -> float:
    """Return how sure a shape is that comes again and again among the definitions."""
    more = {"plain": 0.06, "colon": 0.2, "tab": 0.17, "bold": 0.06}.get(shape, 0.0)
    if alike < 3:
        return confidence
    grown = confidence + more + (0.06 if alike > 4 and shape == "colon" else 0.0)
    return round(min(grown, max(confidence, 0.96)), 2)


def _start(line: Line, following: str) -> _Start | None:
    if line.is_head:
        return None
    for shape in (_quoted, _bold, _plain, _tabbed, _colon):
        if (start := shape(line)) is not None:
            return start
    return _alone(line, following)


def _quoted(line: Line) -> _Start | None:
    match = QUOTED_START.match(line.text, 0, LONGEST_HEAD)
    if match is None:
        return _quoted_without_verb(line)
    terms, verb = quoted_terms(match.group("head")), match.group("verb")
    if not _are_terms(terms):
        return None
    sure = bool(SURE_VERB.search(verb))
    meaning = line.text[match.end() :] if "mean" in verb and "meaning" not in verb else line.text[match.start("verb") :]
    confidence = (0.98 if line.section else 0.95) if sure else 0.88 if line.section else 0.74
    if verb.startswith(("is ", "are ", "shall be", "will be")) and not sure:
        confidence = 0.85 if line.section else 0.6
    if not terms[0][:1].isupper() and not terms[0][:1].isdigit():
        confidence -= 0.22 if line.section else 0.4
    apart = _stand_apart(match.group("head"), terms)
    return _Start(line, terms, meaning, "quoted", round(confidence, 2), apart=apart)


def _quoted_without_verb(line: Line) -> _Start | None:
    """`"Commencement Date": 1 April 2027`, only among definitions."""
    match = QUOTED_PLAIN.match(line.text, 0, LONGEST_HEAD) if line.section else None
    if match is None:
        return None
    terms, rest = quoted_terms(match.group("head")), line.text[match.end() :]
    if not terms or not (is_term(terms[0]) or (may_be_term(terms[0]) and len(terms[0].split()) < 5)):
        return None
    if re.match(r"(?:does|shall|will|may|is|are|must|has|have)\b", rest):
        return None
    names = line.before_tab or re.match(r"(?:the|an?|any|each|all|every|those|such|one|two|\d)\b", rest)
    confidence = 0.93 if match.group("sign") else 0.86 if names else 0.6
    return _Start(line, terms, opened(rest), "quoted", confidence)


def _bold(line: Line) -> _Start | None:
    bold, rest = line.bold, line.text[len(line.bold) :].strip()
    if not bold or not rest or not line.text.startswith(bold):
        return None
    term, others = cleaned(bold), tuple[str, ...]()
    if not may_be_term(term) or is_label(term) or is_mentioned(term):
        return None
    if match := re.match(r"or ([A-Z][\w ’'-]{1,60}?) (?=(?:shall )?means?\b)", rest):
        others, rest = (cleaned(match.group(1)),), rest[match.end() :]
    if re.match(r"(?:shall |will )?means?\b(?! to\b)|(?:shall )?ha(?:s|ve) the (?:same )?meaning", rest):
        confidence = 0.95 if line.section else 0.8
    elif line.section and (bold.endswith((":", "–", "-")) or re.match(r"[:–—-]", rest)):
        confidence = 0.9
    elif (
        line.section and (rest[:1].islower() or rest[:1].isdigit()) and not re.match(r"(?:shall|will|may|must)\b", rest)
    ):
        confidence = 0.86
    else:
        return None
    return _Start(line, (term, *others), opened(rest), "bold", confidence)


def _plain(line: Line) -> _Start | None:
    match = PLAIN_START.match(line.text, 0, LONGEST_HEAD) if line.section else None
    if match is None:
        return None
    term, other = cleaned(match.group("term")), match.group("other")
    rest = line.text[match.start("verb") :]
    if is_label(term) or not (is_term(term) or (may_be_term(term) and len(term.split()) < 5)):
        return None
    confidence = 0.88 if is_term(term) else 0.66
    return _Start(line, (term, *((cleaned(other),) if other else ())), opened(rest), "plain", confidence)


def _tabbed(line: Line) -> _Start | None:
    if not line.section or not line.before_tab:
        return None
    term, rest = cleaned(line.before_tab), line.text[len(line.before_tab) :].strip()
    if (
        not may_be_term(term)
        or is_label(term)
        or len(rest.split()) < 3
        or not (rest[:1].islower() or rest[:1].isdigit())
    ):
        return None
    return _Start(line, (term,), opened(rest), "tab", 0.75)


def _colon(line: Line) -> _Start | None:
    match = COLON_START.match(line.text) if line.section else None
    if match is None:
        return None
    term, rest = cleaned(match.group("term")), match.group("rest")
    if is_label(term) or len(term.split()) > 6 or not may_be_term(term):
        return None
    if is_acronym(term) and rest[:1].isupper():
        return _Start(line, (term,), rest, "colon", 0.7) if long_form(term, ended(rest)) else None
    if rest[:1].isupper() or len(rest.split()) < 3:
        return None
    return _Start(line, (term,), opened(rest), "colon", 0.68 if is_term(term) else 0.62)


def _alone(line: Line, following: str) -> _Start | None:
    """A term on a line of its own, its meaning on the next."""
    term = cleaned(line.text)
    marked = line.bold == line.text or bool(re.fullmatch(QUOTED, line.text))
    if not line.section or not (marked or is_term(term)) or not may_be_term(term) or is_label(term):
        return None
    if re.match(r"(?:shall |will )?means?\b|has the meaning", following):
        return _Start(line, (term,), "", "bold" if marked else "plain", 0.93 if marked else 0.88)
    if marked and following[:1].islower():
        return _Start(line, (term,), "", "bold", 0.84)
    return None


def _continues(line: Line, current: _Start) -> bool:
    """Whether a line belongs to the definition above it."""
    if line.is_head or (INTERPRETS.match(line.text) and not line.is_item):
        return False
    last = current.last or current.line
    text = last.text
    if line.is_item and not (current.line.is_item and not is_deeper(line, current.line)):
        return bool(current.line.section) or last.is_item or bool(ENDS_OPEN.search(text))
    if line.number:
        return is_below(line.number, current.line.number)
    if not current.line.section and not ENDS_OPEN.search(text):
        return False
    goes_on = bool(GOES_ON.match(line.text))
    return goes_on or bool(ENDS_OPEN.search(text)) or not (current.meaning or current.more)


def is_deeper(line: Line, above: Line) -> bool:
    """Whether an item is a part of the item above: a bullet of a letter, (i) of (a)."""
    if not line.number:
        return bool(above.number)
    if is_below(line.number, above.number):
        return True
    own, upper = line.number.rsplit("(", 1)[-1], above.number.rsplit("(", 1)[-1]
    return bool(re.match(r"[ivx]+\)", own)) and not re.match(r"[ivxh]+\)", upper)


def _are_terms(terms: Sequence[str]) -> bool:
    plausible = all(0 < len(term.split()) < 10 and re.search(r"[^\W\d_]", term) for term in terms)
    return bool(terms) and plausible and not all(map(is_mentioned, terms))


def _stand_apart(head: str, terms: Sequence[str]) -> bool:
    """Whether "A" and "B" have their own meanings; "A" or "B" is one thing with two words."""
    if len(terms) < 2 or re.search(r"[”\"’']\s*,?\s*(?:or|/|\()\s*", head):
        return False
    return not any(same_word(terms[0], other) for other in terms[1:]) and not is_acronym(terms[-1])
