"""Find clauses that an update would let run into one another, whatever people decide of their own tracked changes.

Two paragraphs may become one only if they do so without the update. Each run is told by the paragraph that it stands in
before anything is decided. A word that the update puts into somebody's pending paragraph is no clause: it stays to be
seen as a tracked change if that paragraph is rejected, and `specgen accept` leaves it alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from copy import deepcopy
from typing import Final

from lxml import etree

from specgen.compare.paragraph_ends import end_marks
from specgen.document.run_pieces import RUN
from specgen.formats.markup.revisions import INS, accept, reject, revisions_of
from specgen.formats.opc.namespaces import name
from specgen.formats.word.blocks import P

ORIGIN: Final = "{urn:specgen:proof}paragraph"
ID, AUTHOR, TEXTS = name("w:id"), name("w:author"), (name("w:t"), name("w:delText"))
Settle = Callable[[etree._Element], None]


def glued_clauses(before: etree._Element, after: etree._Element, ours: Mapping[str, int]) -> Iterator[str]:
    """Yield the words of each paragraph that only the update makes of several."""
    authors = {node.get(AUTHOR) for node in revisions_of(after) if node.get(ID) in ours}
    if all(mark.get(AUTHOR) in authors for paragraph in after.iter(P) for mark in end_marks(paragraph)):
        return
    numbers = (number for number, _ in enumerate(before.iter(P)))
    told = [-1 - place if _is_new(paragraph, ours) else next(numbers) for place, paragraph in enumerate(after.iter(P))]
    accepted = _told_apart(after, told, authors)
    there = _told_apart(before, list(range(sum(1 for _ in before.iter(P)))), authors)
    for root in (accepted, there):  # what an earlier update proposed, too
        accept(root, lambda node: node.get(AUTHOR) in authors)
    for settle in (accept, reject):
        known = [frozenset(origins) for _, origins in _origins(there, settle)]
        for words, origins in _origins(accepted, settle):
            if len(origins) > 1 and not any(origins <= one for one in known):
                yield words


def _is_new(paragraph: etree._Element, ours: Mapping[str, int]) -> bool:
    return any(mark.tag == INS and mark.get(ID) in ours for mark in end_marks(paragraph))


def _told_apart(root: etree._Element, numbers: list[int], authors: Set[str | None]) -> etree._Element:
    copy = deepcopy(root)
    for paragraph, number in zip(copy.iter(P), numbers, strict=True):
        is_whole = any(mark.tag == INS and mark.get(AUTHOR) in authors for mark in end_marks(paragraph))
        for run in paragraph.iter(RUN):
            if is_whole or not any(node.get(AUTHOR) in authors for node in run.iterancestors(INS)):
                run.set(ORIGIN, str(number))
    return copy


def _origins(root: etree._Element, settle: Settle) -> Iterator[tuple[str, set[str]]]:
    """Yield the words of each paragraph once all is decided, and the paragraphs that its words come from."""
    copy = deepcopy(root)
    settle(copy)
    for paragraph in copy.iter(P):
        runs = [run for run in paragraph.iter(RUN) if any(node.text for node in run.iter(*TEXTS))]
        yield "".join(map(str, paragraph.itertext())), {run.get(ORIGIN, "") for run in runs} - {""}
