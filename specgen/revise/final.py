"""Find what keeps a draft from being final, and write the clean file once nothing does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from specgen.compare.merge.remarks import WAITING
from specgen.compare.revision_marks import AUTHOR
from specgen.document.open_points import PLACEHOLDER
from specgen.document.record.block_list import BODY, story_roots
from specgen.document.run_pieces import FIELD, RESULT, pieces_of, plain, texts_of
from specgen.formats.markup.revisions import revisions_of
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import Parts, parse_part, related_part, related_root, write_package
from specgen.formats.word.elements import shortened
from specgen.formats.word.numbering import Number, Numbering
from specgen.formats.word.paragraph_contents import paragraph_contents
from specgen.formats.word.styles import style_names
from specgen.problems import Place, Problem
from specgen.revise.edited_file import package_of, read_word_file
from specgen.revise.edits.other_edits import LOOKS
from specgen.revise.settle import without_comments

NOTE_STYLE: Final = "drafting note"
REFERENCE: Final = re.compile(rf"{FIELD}REF (\S+)([^{RESULT}]*){RESULT}([^\ue032]*)\ue032")


@dataclass(frozen=True)
class FinalFile:
    """The clean file, or what stands in its way."""

    document: bytes
    obstacles: tuple[Problem, ...]


def finalise_file(file: Path) -> FinalFile:
    """Return a file without specgen's own comments, if nothing keeps it from being final. Raises CannotRead."""
    return finalise_document(file, read_word_file(file))


def finalise_document(file: Path, data: bytes) -> FinalFile:
    """Do the same for the bytes of a file."""
    parts = package_of(file, data)
    obstacles = tuple(_obstacles(str(file), parts))
    if obstacles:
        return FinalFile(b"", obstacles)
    return FinalFile(write_package(without_comments(parts, lambda _comment: True)), ())  # all left are specgen's own


def _obstacles(file: str, parts: Parts) -> Iterator[Problem]:
    roots = story_roots(parts)
    styles = related_root(parts, "styles")
    names = {} if styles is None else style_names(styles)
    numbers = Numbering(styles, related_root(parts, "numbering"))
    known = numbers.numbers_in(paragraph_contents(roots[BODY][1]))
    comments = _comments(parts)
    targets = {
        mark.get(name("w:name"), ""): paragraph
        for paragraph in roots[BODY][1].iter(name("w:p"))
        for mark in paragraph.iter(name("w:bookmarkStart"))
    }
    for called, (_, root) in roots.items():
        for paragraph in root.iter(name("w:p")):
            text, before = texts_of(pieces_of(paragraph))
            place = _place(file, called, known.get(paragraph), plain(text) or plain(before))
            yield from _in_paragraph(paragraph, text, place, names, comments)
            yield from _stale_references(text, place, targets, known)
        yield from _tracked_rows(file, called, root)
        yield from _tracked_looks(file, called, root)


def _place(file: str, called: str, number: Number | None, words: str) -> Place:
    where = called if called != BODY else f"clause {number.full}" if number is not None else ""
    start = shortened(words, 40)
    return Place(file, path=", ".join(one for one in (where, f'near "{start}"' if start else "") if one), words=start)


def _in_paragraph(
    paragraph: etree._Element,
    text: str,
    place: Place,
    names: Mapping[str, str],
    comments: Mapping[str, tuple[str, str]],
) -> Iterator[Problem]:
    for found in PLACEHOLDER.findall(plain(text)):
        yield Problem(place, f"an open point: {found}", "answer the question, or write the words", "open-point")
    style = paragraph.find(f"{name('w:pPr')}/{name('w:pStyle')}")
    if style is not None and names.get(style.get(name("w:val"), ""), "").casefold() == NOTE_STYLE:
        yield Problem(place, "a drafting note", "delete it", "drafting-note")
    authors = dict.fromkeys(node.get(name("w:author"), "") for node in revisions_of(paragraph))
    if authors and not _is_in_tracked_row(paragraph):
        yield Problem(place, f"tracked changes of {', '.join(authors)}", "accept or reject them", "tracked-change")
    for node in paragraph.iter(name("w:commentReference")):
        author, words = comments.get(node.get(name("w:id"), ""), ("", ""))
        if author != AUTHOR or words.startswith(WAITING):
            yield Problem(place, f"a comment of {author}: {shortened(words, 80)}", "answer and delete it", "comment")


def _is_in_tracked_row(paragraph: etree._Element) -> bool:
    row = next(paragraph.iterancestors(name("w:tr")), None)
    return row is not None and bool(_row_marks(row))


def _row_marks(row: etree._Element) -> list[etree._Element]:
    return [node for node in row.iterfind(f"{name('w:trPr')}/*") if node.tag in (name("w:ins"), name("w:del"))]


def _tracked_rows(file: str, called: str, root: etree._Element) -> Iterator[Problem]:
    """Yield the rows that were inserted or deleted, each once for all its cells."""
    for row in root.iter(name("w:tr")):
        authors = dict.fromkeys(node.get(name("w:author"), "") for node in _row_marks(row))
        if authors:
            texts = (texts_of(pieces_of(paragraph)) for paragraph in row.iter(name("w:p")))
            place = _place(file, called, None, " | ".join(plain(text) or plain(before) for text, before in texts))
            message = f"a row with tracked changes of {', '.join(authors)}"
            yield Problem(place, message, "accept or reject them", "tracked-change")


def _tracked_looks(file: str, called: str, root: etree._Element) -> Iterator[Problem]:
    authors = dict.fromkeys(node.get(name("w:author"), "") for node in root.iter(*LOOKS))
    if authors:
        place = Place(file, path="" if called == BODY else called)
        message = f"tracked changes of formatting, of {', '.join(authors)}"
        yield Problem(place, message, "accept or reject them", "tracked-change")


def _stale_references(
    text: str, place: Place, targets: Mapping[str, etree._Element], known: Mapping[etree._Element, Number]
) -> Iterator[Problem]:
    for bookmark, switches, result in REFERENCE.findall(text):
        target = targets.get(bookmark)  # without one the review says so
        number = None if target is None else known.get(target)
        if "\\w" in switches and number is not None and number.full != result:
            remedy = "press Ctrl+A and F9 in Word, and save"
            yield Problem(place, f"a reference says {result}, and the clause is {number.full}", remedy, "reference")


def _comments(parts: Parts) -> dict[str, tuple[str, str]]:
    part = related_part(parts, "comments")
    return {
        node.get(name("w:id"), ""): (node.get(name("w:author"), ""), "".join(map(str, node.itertext())))
        for node in (parse_part(parts[part]) if part else ())
    }
