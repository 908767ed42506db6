"""List what references in a Word file can lead to: numbered clauses and headings, schedules, tables, bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.paragraphs import Paragraph
from specgen.review.word_files.references.typed_references import GROUPS, KIND, LABEL
from specgen.review.word_files.word_texts import is_head
from specgen.system.lazy_pattern import lazy_pattern

CONTENTS: Final = re.compile(r"toc \d|table of figures")
TITLE: Final = lazy_pattern(rf"((?i:{KIND}))\s+({LABEL})\s*(?:$|[:.–—\t-])")  # Table 3: Outcomes
HEAD: Final = lazy_pattern(rf"((?i:{KIND}))\s+({LABEL})(?!\w)")
TYPED_NUMBER: Final = lazy_pattern(r"(\d+(?:\.\d+)*)[.):]?(?:\s|$)")
DELETED, RUN, MARK = name("w:del"), name("w:r"), name("w:bookmarkStart")


class OwnLabels(NamedTuple):
    """The labels of a file by group, and the names of its bookmarks."""

    labels: frozenset[tuple[str, str]]  # ("clause", "6.3(a)"), ("table", "3")
    bookmarks: frozenset[str]


def own_labels(paragraphs: Sequence[Paragraph]) -> OwnLabels:
    """Return what references in a file can lead to; what stands in a contents list leads elsewhere itself."""
    labels = set[tuple[str, str]]()
    for one in paragraphs:
        if CONTENTS.fullmatch(one.style):
            continue
        found = (HEAD if is_head(one) else TITLE).match(one.text) or HEAD.match(one.number)
        if found:
            labels.add((GROUPS[found[1].casefold()], found[2]))
        if one.number:
            labels.add(("clause", one.number.rstrip(".):")))
        if typed := TYPED_NUMBER.match(one.text):
            labels.add(("clause", typed[1]))
    roots = {id(root): root for root in (one.node.getroottree().getroot() for one in paragraphs)}
    return OwnLabels(frozenset(labels), frozenset(_bookmarks(roots.values())))


def _bookmarks(roots: Iterable[etree._Element]) -> Iterable[str]:
    """Yield the names of all bookmarks but those of clauses that are struck out whole."""
    for root in roots:
        for mark in root.iter(MARK):
            paragraph = next(mark.iterancestors(name("w:p")), None)
            if paragraph is None or not _is_struck_out(paragraph):
                yield mark.get(name("w:name"), "")


def _is_struck_out(paragraph: etree._Element) -> bool:
    end = paragraph.find(f"{name('w:pPr')}/{name('w:rPr')}/{DELETED}")
    if end is None:
        return False
    return all(next(run.iterancestors(DELETED), None) is not None for run in paragraph.iter(RUN))
