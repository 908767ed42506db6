"""Find the proposals that somebody has worked on since: to decide those would lose words, glue them to others or take
a comment along, so they are left to people.

What is asked is what a decision would take out of the file: whether all of it is specgen's own, as it was proposed, and
whether somebody's pending change stands in it or touches it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from typing import Final

from lxml import etree

from specgen.compare.lines import normal
from specgen.compare.paragraph_ends import end_marks, is_open_behind
from specgen.document.run_pieces import BETWEEN, FIELD, FIELD_END, RUN, SILENT, pieces_of, plain, texts_of
from specgen.formats.markup.revisions import DEL, FROM, INS, REVISIONS, TO, revisions_of
from specgen.formats.opc.namespaces import name
from specgen.formats.word.blocks import TR, P, next_paragraph, previous_block
from specgen.revise.proposal_marks import Proposal

COMMENTS: Final = tuple(map(name, ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")))
AUTHOR, DATE, ID, TEXTS = name("w:author"), name("w:date"), name("w:id"), (name("w:t"), name("w:delText"))
FIELDS: Final = re.compile(f"{FIELD}[^{FIELD_END}]*{FIELD_END}")
ANY_RESULT: Final = ".{0,60}?"  # of a field: Word works it out anew

Marks = Mapping[etree._Element, Proposal]


def touched_proposals(
    owners: Marks, chosen: Set[etree._Element], own: Set[str], *, accepts: bool
) -> list[etree._Element]:
    """Return one mark of each proposal that cannot be decided; `own` are the ids of specgen's comments."""
    found: dict[int, etree._Element] = {}
    left = set(chosen)
    while True:
        decision = _Decision(owners, left, own, (DEL, FROM) if accepts else (INS, TO))
        new = {id(owners[node]): node for node in left if decision.is_unsafe(node)}
        if not new:
            return list(found.values())
        found |= new
        left = {node for node in left if id(owners[node]) not in found}


class _Decision:
    """One decision on some marks: those whose tag is `dropped` take what they hold out of the file."""

    def __init__(self, owners: Marks, chosen: Set[etree._Element], own: Set[str], dropped: tuple[str, ...]) -> None:
        self._owners, self._chosen, self._own, self._dropped = owners, chosen, own, dropped

    def is_unsafe(self, mark: etree._Element) -> bool:
        above = mark.getparent()
        if above is None:
            return True
        goes = mark.tag in self._dropped
        if above.tag == name("w:trPr"):
            row = next(mark.iterancestors(TR))
            return goes and (self._holds_more(row) or not self._says_what_was_proposed(row, mark))
        if above.tag == name("w:rPr"):
            paragraph = next(mark.iterancestors(P))
            return goes and self._paragraph_is_unsafe(paragraph, mark)
        return self._words_are_unsafe(mark, goes=goes)

    def _paragraph_is_unsafe(self, paragraph: etree._Element, mark: etree._Element) -> bool:
        if next(mark.iterancestors(TR), None) is not None:
            return self._holds_more(paragraph)
        if all(map(self._goes, _contents(paragraph))):
            is_open = self._is_open_behind(previous_block(paragraph))
            return is_open or self._holds_more(paragraph) or not self._says_what_was_proposed(paragraph, mark)
        return not self._what_follows_goes(paragraph)

    def _is_open_behind(self, paragraph: etree._Element | None) -> bool:
        """Whether somebody else's pending end runs on into what follows; of an end that is decided now, its own
        paragraph is asked.
        """
        ends = [] if paragraph is None or paragraph.tag != P else end_marks(paragraph)
        return is_open_behind(paragraph) and not any(self._is_dropped(node) for node in ends)

    def _what_follows_goes(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph that stays takes in nothing but words that go: so LibreOffice writes a new paragraph."""
        following: etree._Element | None = paragraph
        while following is not None and any(map(self._is_dropped, ends := end_marks(following))):
            following = next_paragraph(following)
            if len(ends) > 1 or following is None or self._holds_more(following):
                return False
            news = [node for node in following.iter(INS) if node in self._owners and node.find(RUN) is not None]
            if self._dropped[0] == INS and not all(self._says_what_was_proposed(following, node) for node in news):
                return False
        return True

    def _is_dropped(self, mark: etree._Element) -> bool:
        return mark in self._chosen and mark.tag in self._dropped

    def _holds_more(self, block: etree._Element) -> bool:
        """Whether a paragraph or row that goes holds what would not go, or what is somebody's."""
        if any(node not in self._chosen for node in revisions_of(block)) or self._has_comment(block):
            return True
        return not all(map(self._goes, _contents(block)))

    def _goes(self, run: etree._Element) -> bool:
        return any(map(self._is_dropped, run.iterancestors(*REVISIONS)))

    def _has_comment(self, block: etree._Element) -> bool:
        return any(node.get(ID) not in self._own for node in block.iter(*COMMENTS))

    def _says_what_was_proposed(self, block: etree._Element, mark: etree._Element) -> bool:
        """Whether all that was inserted still stands there; words of a deletion are the draft's, and were compared."""
        proposal = self._owners[mark]
        if mark.tag != INS:
            return True
        words = [word for one in _paragraphs(block) for word in self._words(one, proposal)]
        pattern = ANY_RESULT.join(map(re.escape, words))
        return re.fullmatch(pattern, normal(str(proposal.get("after", ""))), re.DOTALL) is not None

    def _words(self, paragraph: etree._Element, proposal: Proposal) -> list[str]:
        """Return what a proposal has inserted into a paragraph, cut at fields."""
        text = "".join(piece.text for piece in pieces_of(paragraph) if self._is_of(piece.run, proposal))
        return [normal(plain(words)) for words in FIELDS.split(text)]

    def _is_of(self, run: etree._Element, proposal: Proposal) -> bool:
        return any(self._owners.get(node) is proposal for node in run.iterancestors(INS))

    def _words_are_unsafe(self, mark: etree._Element, *, goes: bool) -> bool:
        paragraph = next(mark.iterancestors(P), None)
        if paragraph is None:
            return True
        if goes and (self._has_comment(mark) or any(node not in self._chosen for node in mark.iter(*REVISIONS))):
            return True
        if not goes and mark.tag == INS and self._waits(paragraph):
            return True
        if goes and any(node not in self._chosen for node in end_marks(paragraph)) and self._is_emptied(paragraph):
            return True
        if not self._is_proposed(paragraph, mark):
            return True
        return any(self._is_beside(mark, is_before=side, goes=goes) for side in (True, False))

    def _waits(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph may go by another decision, and would leave its words behind."""
        is_new = any(node.tag in (INS, TO) and node not in self._chosen for node in end_marks(paragraph))
        return is_new and not texts_of(pieces_of(paragraph))[1]

    def _is_emptied(self, paragraph: etree._Element) -> bool:
        return all(self._goes(run) for run in _contents(paragraph))

    def _is_proposed(self, paragraph: etree._Element, mark: etree._Element) -> bool:
        """Whether the words in a mark are words of the proposal, and whole ones."""
        proposed = normal(str(self._owners[mark].get("after" if mark.tag == INS else "before", "")))
        runs = set(mark.iter(RUN))
        text = "".join(piece.text for piece in pieces_of(paragraph) if piece.run in runs)
        return all(_is_in(normal(plain(words)), proposed) for words in FIELDS.split(text))

    def _is_beside(self, mark: etree._Element, *, is_before: bool, goes: bool) -> bool:
        """Whether somebody has written or deleted something right beside a mark since, or within the word."""
        node = _neighbour(mark, is_before=is_before)
        while node is not None and node in self._chosen and node.tag in self._dropped and not goes:
            node = _neighbour(node, is_before=is_before)
        if node is None or node in self._chosen:
            return False
        words = "".join(one.text or "" for one in node.iter(*TEXTS))
        ours = "".join(one.text or "" for one in mark.iter(TEXTS[mark.tag not in (INS, TO)]))
        edge = (words[-1:], ours[:1]) if is_before else (ours[-1:], words[:1])
        if all(map(str.isalnum, edge)):
            return True
        is_theirs = node.tag in REVISIONS and node.get(AUTHOR) != mark.get(AUTHOR)
        return is_theirs and goes and _is_later(node, mark)


def _contents(block: etree._Element) -> list[etree._Element]:
    """Return the runs of a block that hold anything to be seen."""
    return [run for run in block.iter(RUN) if any(node.tag not in SILENT for node in run)]


def _paragraphs(block: etree._Element) -> list[etree._Element]:
    return [block] if block.tag == P else list(block.iter(P))


def _is_in(words: str, text: str) -> bool:
    edges = (r"(?<!\w)" if words[:1].isalnum() else "", r"(?!\w)" if words[-1:].isalnum() else "")
    return re.search(f"{edges[0]}{re.escape(words)}{edges[1]}", text) is not None


def _is_later(node: etree._Element, mark: etree._Element) -> bool:
    """Whether a change may have been made on the day of another, or after it; one without a date may."""
    return not node.get(DATE) or node.get(DATE, "")[:10] >= mark.get(DATE, "")[:10]


def _neighbour(mark: etree._Element, *, is_before: bool) -> etree._Element | None:
    """Return what stands beside a mark: words or a tracked change, out of the changes that it stands in."""
    node: etree._Element | None = mark
    while node is not None and node.tag != P:
        beside = node.getprevious() if is_before else node.getnext()
        while beside is not None and (beside.tag in BETWEEN or not any(True for _ in beside.iter(*TEXTS))):
            beside = beside.getprevious() if is_before else beside.getnext()
        if beside is not None:
            return beside
        node = node.getparent()
    return None
