"""Read a Word file as the lines of a contract: text, number (live or typed), clause, bold start.

A line knows whether it stands among definitions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import read_package
from specgen.formats.word.paragraphs import Paragraph, read_paragraphs
from specgen.inputs.contract.contract_line import NOT_BOLD, BoldStyles, Line, bold_styles, emphasis_of
from specgen.inputs.contract.definition_sections import sectioned
from specgen.inputs.contract.line_breaks import BEGINS_TERM, split_at_breaks
from specgen.inputs.contract.term_shapes import plain_quotes
from specgen.inputs.glossary.normal_form import normal_form

SKIPPED: Final = re.compile(r"toc \d|toc heading|table of figures|template tag|quote|intense quote")
TYPED: Final = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,3})+\.?|\d{1,3}\.(?=\s)|\d{1,3}\)|\d{1,3}(?=\s*\t)"
    r"|\((?:[a-z]{1,2}|[ivx]+|[A-Z]|\d{1,2})\)|[a-z]\)|[ivx]+\))\s+"
)
BARE_NUMBER: Final = re.compile(r"(?P<number>\d{1,3})\s+(?=[A-Z])")
SCHEDULE: Final = re.compile(
    r"(?:the )?(?P<name>(?:schedule|appendix|annex|annexe)(?: (?:\d+|[A-Z])(?![\w]))?)\b", re.IGNORECASE
)
SCHEDULE_TITLE: Final = re.compile(rf"{SCHEDULE.pattern}: ", re.IGNORECASE)  # Appendix 7: Glossary
ITEM: Final = re.compile(r"\([a-z]{1,2}\)|\([ivx]+\)|\([A-Z]\)|[a-z]\)|[ivx]+\)|\(\d{1,2}\)")
TEXT_BOX: Final = "text box"
ASIDE: Final = re.compile(rf"(?:footnote|endnote) .+|{TEXT_BOX}")
LISTED: Final = re.compile(r"\d{1,2}|[a-z]{1,2}|[ivxl]{1,6}|[A-Z]")
LEADS_TO_LIST: Final = re.compile(r"[:–—-]$")
PART_OF_SENTENCE: Final = re.compile(r"[a-z]|.*[;,](?: (?:and|or))?$", re.DOTALL)
SAYS_MORE: Final = re.compile(r"\b(?:means?|shall|will|must|may|has|have|is|are|includes?)\b")


def read_lines(data: bytes) -> tuple[Line, ...]:
    """Return the lines of a Word file's body. Raises NotAWordFile."""
    parts = read_package(data)
    return body_lines(read_paragraphs(parts), bold_styles(parts))


def read_asides(data: bytes) -> tuple[tuple[Line, ...], ...]:
    """Return the lines of each note, and those of the text boxes. Raises NotAWordFile."""
    parts = read_package(data)
    return aside_lines(read_paragraphs(parts), bold_styles(parts))


def body_lines(paragraphs: Sequence[Paragraph], bold: BoldStyles = NOT_BOLD) -> tuple[Line, ...]:
    """Return the lines of the body, among some paragraphs of a Word file."""
    lines = _numbered([_plain(one, bold) for one in split_at_breaks(_body(paragraphs))])
    return tuple(replace(line, index=index) for index, line in enumerate(sectioned(lines)))


def aside_lines(paragraphs: Sequence[Paragraph], bold: BoldStyles = NOT_BOLD) -> tuple[tuple[Line, ...], ...]:
    """Return the lines of each note, and those of the text boxes: each in the clause that it stands at."""
    if not any(ASIDE.fullmatch(one.story) for one in paragraphs):
        return ()
    body = list(split_at_breaks(_body(paragraphs)))
    clauses = dict[etree._Element, str]()
    for one, line in zip(body, _numbered([_plain(one, bold) for one in body]), strict=True):
        clauses.setdefault(one.node, line.clause)
    at, asides = _clauses_of_notes(body, clauses), dict[str, list[Line]]()
    last, index = "", len(body)
    for one in paragraphs:
        last = clauses.get(one.node, last) if one.story == "body" else last
        if not ASIDE.fullmatch(one.story):
            continue
        for piece in split_at_breaks([one]):
            (line,) = _numbered([_plain(piece, bold)])
            index += 1
            clause = last if one.story == TEXT_BOX else at.get(one.story) or one.story
            asides.setdefault(one.story, []).append(replace(line, clause=clause, index=index))
    return tuple(map(tuple, asides.values()))


def _body(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    return [one for one in paragraphs if one.story == "body" and not SKIPPED.fullmatch(one.style)]


def _clauses_of_notes(body: Sequence[Paragraph], clauses: Mapping[etree._Element, str]) -> dict[str, str]:
    """Return which clause the sign of each note stands in: footnote 3 -> 1.2."""
    return {
        f"{kind} {sign.get(name('w:id'))}": clauses[one.node]
        for one in body
        for kind in ("footnote", "endnote")
        for sign in one.node.iter(name(f"w:{kind}Reference"))
    }


@dataclass(frozen=True)
class _Plain:
    line: Line
    level: int
    typed: bool
    is_bold: bool


def _plain(one: Paragraph, bold_styles: BoldStyles) -> _Plain:
    raw, number = one.text, one.number
    typed = None
    if not number:
        start = len(raw) - len(raw.lstrip())
        typed = TYPED.match(raw, start)
        if typed is None and len(raw.split()) < 9 and not re.search(r"[.:;,]\s*$|:", raw):
            typed = BARE_NUMBER.match(raw, start)
        number = typed.group("number").rstrip(".") if typed else ""
    offset = typed.end() if typed else 0
    rest = raw[offset:]
    emphasis = emphasis_of(one, offset, bold_styles)
    bold, rest = _plain_text(emphasis.start), plain_quotes(normal_form(rest))
    text = " ".join(rest.split())
    tab = " ".join(re.split(r"[\t\n]", rest.lstrip())[0].split()) if re.search(r"[\t\n]", rest.strip()) else ""
    is_bold = bool(text) and bold == text and emphasis.is_bold
    is_item = (typed is not None and bool(ITEM.fullmatch(number))) or _is_bullet(one) or number.endswith(")")
    mark = one.node.get(name("w14:paraId"), "")
    line = Line(text, number, "", is_item, is_head=False, rank=0, bold=bold, before_tab=tab, section=0, cell=one.cell,
                paragraph=mark, label=one.label, marked=_plain_text(emphasis.marked), source=one.node)  # fmt: skip
    return _Plain(line, one.level, typed is not None, is_bold)


def _plain_text(text: str) -> str:
    return " ".join(plain_quotes(normal_form(text)).split())


def _numbered(plain: Sequence[_Plain]) -> list[Line]:
    """Say of each line whether it is a head, and which clause it stands in."""
    numbered: list[Line] = []
    clause, whole, schedule = "", "", ""
    items = _items_of_sentences(plain)
    for position, one in enumerate(plain):
        line = replace(one.line, is_item=True, number=f"({one.line.number})") if position in items else one.line
        following = plain[position + 1].line.text if position + 1 < len(plain) else ""
        rank = 0 if line.cell is not None or position in items else _rank(one, following)
        number = line.number
        if rank and (match := SCHEDULE.match(f"{number} {line.text}".strip())) and len(line.text.split()) < 13:
            schedule = match.group("name")[:1].upper() + match.group("name")[1:].lower()
            schedule = re.sub(r" \w$", lambda match: match.group().upper(), schedule)
            clause = whole = number if number.lower().startswith(("sched", "app", "ann")) else schedule
            schedule, number = clause, ""
        if number and line.cell is None:
            if (one.typed or position in items) and ITEM.fullmatch(number):
                number = whole + (number if number.startswith("(") else f"({number}")
            elif schedule and number[:1].isdigit():
                number = f"{schedule}, paragraph {number}"
            whole = whole if line.is_item else number
            clause = number
        is_loose = bool(rank) and not one.level and not line.number and not line.text.isupper()
        is_loose = is_loose and not SCHEDULE.match(line.text)
        head = replace(line, number=number, clause=clause, is_head=bool(rank), rank=rank, is_loose=is_loose)
        numbered.append(head)
        clause = whole
    return numbered


def _items_of_sentences(plain: Sequence[_Plain]) -> set[int]:
    """Return which lines are numbered parts of the sentence above them, and no clauses: 1. 2. behind a colon."""
    items, last = set[int](), ""
    for position, one in enumerate(plain):
        line, above = one.line, plain[position - 1].line.text if position else ""
        if not LISTED.fullmatch(line.number) or one.level or line.cell is not None or BEGINS_TERM.match(line.text):
            last = last if position - 1 in items and not line.number and not one.level else ""
            continue
        begins = line.number in ("1", "a", "i", "A") and LEADS_TO_LIST.search(above)
        if (begins and PART_OF_SENTENCE.match(line.text)) or (last and _follows(last, line.number)):
            items.add(position)
            last = line.number
        else:
            last = ""
    return items


def _follows(last: str, number: str) -> bool:
    if last.isdigit() or number.isdigit():
        return last.isdigit() and number.isdigit() and int(number) == int(last) + 1
    return number != last


def _rank(one: _Plain, following: str) -> int:
    """Return how high a head stands, from 1; 0 for a line that is none."""
    text = one.line.text
    words = text.split()
    title = SCHEDULE_TITLE.sub("", text)
    sentence = len(words) > 14 or text.endswith((".", ";", ",", ":")) or bool(re.search(r": |\bmeans\b", title))
    if not words or sentence or (len(words) == 1 and len(text) == 1):
        return 0
    if one.level:
        return one.level
    number = one.line.number
    if re.fullmatch(r"\d{1,3}(?:\.\d{1,3})*", number) and text[:1].isupper() and not SAYS_MORE.search(text):
        return number.count(".") + 1 if len(words) < 11 else 0
    if SCHEDULE.match(number):
        return 1
    short = len(words) < 11 and not one.line.is_item
    if short and text.isupper() and len(text) > 5 and not re.match(r"(?:means|the|any|an?|has)\b", following):
        return 1
    if short and one.is_bold and not _opens_meaning(following):
        return 1 if "." not in number else number.count(".") + 1
    return 1 if short and SCHEDULE.fullmatch(text) else 0


def _opens_meaning(text: str) -> bool:
    return text[:1].islower()


def _is_bullet(one: Paragraph) -> bool:
    listed = one.node.find(f"{name('w:pPr')}/{name('w:numPr')}")
    return not one.number and (listed is not None or one.style.startswith("list bullet"))
