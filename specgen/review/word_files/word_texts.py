"""Read a Word file for the rules: its passages, what it defines and spells out, where its words are not its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.clean import TAG
from specgen.formats.word.paragraphs import Paragraph
from specgen.inputs.contract.contract_definition import LIKELY
from specgen.inputs.contract.contract_line import NOT_BOLD, BoldStyles
from specgen.inputs.contract.contract_lines import aside_lines, body_lines
from specgen.inputs.contract.definitions import definitions_in
from specgen.inputs.contract.term_shapes import term_key
from specgen.inputs.glossary.forms import FORMS, Glossary
from specgen.inputs.glossary.normal_form import MASK
from specgen.review.findings import Definition, Passage

HEADS: Final = frozenset(
    "title, subtitle, caption, table heading, table heading right, cover organisation, cover status, cover detail,"
    " header, footer, toc heading".split(", ")
)
SKIPPED: Final = re.compile(r"toc \d|template tag|quote|intense quote|table of figures")
OPEN_POINTS: Final = "_sg_open_points"
OPEN_POINT: Final = "openpoint"  # the character style of a draft's placeholders
LIST_ITEM: Final = "list bullet"
FILLED: Final = MASK  # stands for each letter of what is not checked
TERM_TAG: Final = re.compile(r"\{\{\s*term\.(\w+)(?:\.(\w+))?\s*(?:\|\s*(\w+)\s*)?\}\}")
TERM_HEADS: Final = frozenset(("word", "term", "defined term", "expression", "defined word", "definition"))
MEANING_HEADS: Final = frozenset(("meaning", "definition", "means", "interpretation"))
LISTED: Final = re.compile(r"([A-Z][A-Za-z&]{1,7}) – ")
SHORT_HEADS: Final = frozenset(("abbreviation", "acronym", "abbreviations", "acronyms"))
QUOTED: Final = r"[“\"]([^”\"“]{2,80})[”\"]"
MEANS: Final = re.compile(
    rf"{QUOTED}(?:,? (?:or|and) {QUOTED})?(?:,[^,]{{1,80}},)? (?:means?|shall mean|has the meaning|includes?)\b"
)
INLINE: Final = re.compile(rf"\((?:(?:the|each|an?|together|collectively|or|hereinafter|and|,) ?)*{QUOTED}\)")
BARE: Final = re.compile(r"\((?:the )([A-Z][\w’'-]*(?: (?:of |and |for )?[A-Z][\w’'-]*)*)\)")
REFERS: Final = re.compile(r"(?:as defined in|has the meaning|the meaning given|as given in)\b", re.IGNORECASE)


@dataclass(frozen=True)
class WordTexts:
    """What the checks read of a Word file."""

    passages: tuple[Passage, ...]
    definitions: tuple[Definition, ...]
    acronyms: Mapping[str, Passage]
    gaps: int  # places that wait for an answer; one question can be open at several
    open_points: int  # the questions
    first_gap: Passage | None
    tags: Mapping[int, tuple[tuple[int, int], ...]]  # by the passage's id: where a template's own tags stand


def word_texts(
    paragraphs: Sequence[Paragraph], glossary: Glossary, *, template: bool = False, bold: BoldStyles = NOT_BOLD
) -> WordTexts:
    """Return the texts of a document or of a template, whose tags for terms read as the glossary's words."""
    rows: dict[tuple[str, int, int], list[Paragraph]] = defaultdict(list)
    for one in paragraphs:
        if one.cell is not None:
            rows[one.part, one.cell.table, one.cell.row].append(one)
    passages, tags, gaps, first_gap = list[Passage](), dict[int, tuple[tuple[int, int], ...]](), 0, None
    for one in _checked(paragraphs):
        text, spans = _without_tags(one.text, glossary) if template else (one.text, ())
        holes = [] if template or "[" not in text else _holes(one)
        row = rows[one.part, one.cell.table, one.cell.row] if one.cell is not None else []
        passage = Passage(
            _blanked(text, holes),
            place_of(one),
            is_head(one),
            is_prose=one.cell is None or len(text.split()) > 6,
            row=" ".join(other.text for other in row if other is not one),
            paragraph=one,
        )
        passages.append(passage)
        if spans:
            tags[id(passage)] = spans
        gaps += len(holes)
        first_gap = first_gap or (passage if holes else None)
    by_node = {id(passage.paragraph): passage for passage in passages}
    found, acronyms = _tabled(rows, by_node)
    acronyms |= _listed(passages)
    definitions = [] if template else [*found, *_in_text(passages)]
    if not template:
        definitions += _others(paragraphs, bold, definitions, passages)
    points = min(gaps, listed) if (listed := _listed_points(paragraphs)) else gaps
    known = {} if template else acronyms
    return WordTexts(tuple(passages), tuple(definitions), known, gaps, points, first_gap, tags)


def place_of(one: Paragraph) -> str:
    """Return where a paragraph stands, in words."""
    story = "" if one.story == "body" else one.story
    where = f"clause {one.number}" if one.number else ""
    if one.level and one.number:
        where = f"heading {one.number}"
    if one.cell is not None:
        where = f"table {one.cell.table}, row {one.cell.row}, column {one.cell.column}"
    heading = f"“{one.headings[-1]}”" if one.headings and not one.level and not one.number else ""
    return ", ".join(filter(None, (story, heading, where))) or f"paragraph {one.index}"


def is_head(one: Paragraph) -> bool:
    """Whether a paragraph is a heading, a caption or the head of a table."""
    if one.level or one.style in HEADS or (one.cell is not None and one.cell.is_head):
        return True
    return one.text.isupper() and len(one.text.split()) < 13


def _checked(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield what is checked: no contents list, no quotations, no schedule of open points."""
    skipping = 0
    for one in paragraphs:
        if one.level and skipping and one.level <= skipping:
            skipping = 0
        if OPEN_POINTS in one.bookmarks:
            skipping = one.level or 1
        if not skipping and not SKIPPED.fullmatch(one.style):
            yield one


def _listed_points(paragraphs: Sequence[Paragraph]) -> int:
    """Return how many questions the schedule of open points lists; 0 without one."""
    listed = level = 0
    for one in paragraphs:
        if one.level and level and one.level <= level:
            level = 0
        if OPEN_POINTS in one.bookmarks:
            level = one.level or 1
        listed += bool(level) and one.style.startswith(LIST_ITEM)
    return listed


def _holes(one: Paragraph) -> list[tuple[int, int]]:
    """Return where the placeholders of a draft stand: open points, which are no words of the document."""
    found = []
    for number, piece in enumerate(one.pieces):
        run = piece.getparent()
        style = None if run is None else run.find(f"{name('w:rPr')}/{name('w:rStyle')}")
        if style is not None and style.get(name("w:val"), "").casefold() == OPEN_POINT:
            ends = one.starts[number + 1] if number + 1 < len(one.starts) else len(one.text)
            found.append((one.starts[number], ends))
    return found


def _blanked(text: str, holes: Sequence[tuple[int, int]]) -> str:
    for start, end in holes:
        text = text[:start] + FILLED * (end - start) + text[end:]
    return text


def _without_tags(text: str, glossary: Glossary) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a template's text as it reads, and where its tags stood."""
    made, spans, last, length = [], list[tuple[int, int]](), 0, 0
    for tag in TAG.finditer(text):
        made.append(text[last : tag.start()])
        length += tag.start() - last
        term = TERM_TAG.fullmatch(tag.group())
        known = term is not None and term.group(1) in glossary and (term.group(2) or "label") in FORMS
        if term is not None and known:
            word = FORMS[term.group(2) or "label"](glossary[term.group(1)])
            word = word.lower() if term.group(3) == "lower_first" else word
        else:
            word = FILLED if tag.group().startswith("{{") else " "
        made.append(word)
        spans.append((length, length + len(word)))
        length += len(word)
        last = tag.end()
    return "".join([*made, text[last:]]), tuple(spans)


def _listed(passages: Sequence[Passage]) -> dict[str, Passage]:
    """Return the abbreviations that a clause spells out: `Abbreviations: ICB – integrated care board; ...`."""
    lists = [one for one in passages if one.text.partition(":")[0].strip().lower() in SHORT_HEADS]
    return {word: one for one in lists for word in LISTED.findall(one.text)}


def _tabled(
    rows: Mapping[tuple[str, int, int], list[Paragraph]], passages: Mapping[int, Passage]
) -> tuple[list[Definition], dict[str, Passage]]:
    """Return what tables of definitions and of abbreviations say, a row each."""
    definitions, acronyms = list[Definition](), dict[str, Passage]()
    heads = {key[:2]: [_plain(one.text) for one in row] for key, row in rows.items() if key[2] == 1}
    for (part, table, number), row in rows.items():
        head = heads.get((part, table), [])
        columns = {one.cell.column: one for one in row if one.cell is not None}
        if number == 1 or len(head) < 2 or 1 not in columns or id(columns[1]) not in passages:
            continue
        term, passage = " ".join(columns[1].text.split()).strip("“”\"'"), passages[id(columns[1])]
        meaning = " ".join(one.text for one in row if one.cell is not None and one.cell.column == 2)
        if head[0] in SHORT_HEADS:
            acronyms[term] = passage
        elif head[0] in TERM_HEADS and head[1] in MEANING_HEADS:
            definitions.append(Definition(term, "" if REFERS.match(meaning) else meaning, passage, 0))
    return definitions, acronyms


def _in_text(passages: Sequence[Passage]) -> Iterator[Definition]:
    for passage in passages:
        text = passage.text
        if found := MEANS.match(text):
            meaning = "" if "has the meaning" in found.group() or "includ" in found.group() else text[found.end() :]
            for number in (1, 2):
                if found.group(number):
                    yield Definition(found.group(number), meaning.strip(), passage, found.start(number))
        if "(" in text:
            for inline in (*INLINE.finditer(text), *BARE.finditer(text)):
                yield Definition(inline.group(1), "", passage, inline.start(1), is_inline=True)


def _others(
    paragraphs: Sequence[Paragraph], bold: BoldStyles, known: Iterable[Definition], passages: Iterable[Passage]
) -> Iterator[Definition]:
    """Yield what the reader of contracts finds defined besides: other verbs, parts of lists, bold words, notes."""
    keys = {term_key(one.term) for one in known}
    by_node: dict[etree._Element | None, Passage] = {
        one.paragraph.node: one for one in passages if one.paragraph is not None and one.paragraph.pieces
    }
    body, asides = body_lines(paragraphs, bold), aside_lines(paragraphs, bold)
    sources = {line.index: line.source for lines in (body, *asides) for line in lines}
    for definition in definitions_in(body, asides).found:
        passage = by_node.get(sources[definition.order])
        for term in (definition.term, *definition.others) if definition.shape != "acronym" else ():
            if passage is not None and term_key(term) not in keys:
                keys.add(term_key(term))
                is_inline = definition.shape == "inline" or definition.confidence < LIKELY
                start = max(passage.text.find(term), 0)
                yield Definition(term, "", passage, start, is_inline=is_inline)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(":")
