"""Hold what is different between two drafts, what became of each difference in somebody's file, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from specgen.compare.merge.carried_blocks import Carrier
from specgen.compare.revision_marks import RevisionMarks
from specgen.document.record.block_list import Block
from specgen.document.run_pieces import BREAK, pieces_of, texts_of
from specgen.formats.opc.package import DOCUMENT_PART

APPLIED, ALREADY, CONFLICT, DISCUSSED, INSERTED, DELETED, AGAIN, DOUBTFUL, GONE, ORDER = (
    "changed", "already there", "conflict", "commented on", "inserted", "deleted", "proposed again", "doubtful",
    "stays deleted", "order"
)  # fmt: skip
SAID: Final = (CONFLICT, DISCUSSED, AGAIN, DOUBTFUL, ORDER)  # what a person has to look at


@dataclass(frozen=True)
class Change:
    """What is different between two drafts in one block; one of the two is None for a block that came or went."""

    number: int
    key: str
    before: Block | None
    after: Block | None


@dataclass(frozen=True)
class Outcome:
    """What became of one change in somebody's file."""

    change: Change
    kind: str
    causes: tuple[str, ...]
    theirs: str = ""  # their words, where they differ
    beside: str = ""  # key of the block that what could not be inserted would stand beside

    @property
    def before(self) -> str:
        return "" if self.change.before is None else self.change.before.words

    @property
    def after(self) -> str:
        return "" if self.change.after is None else self.change.after.words


Causes = Callable[[Change], tuple[str, ...]]
Earlier = Callable[[str, str], tuple[str, ...]]  # what older drafts said for the words of a block with a key
Note = Callable[[etree._Element, str], None]  # puts a comment on a paragraph


@dataclass
class MergeRun:
    """One run over a file: what it makes marks with, and what has come of it so far."""

    marks: RevisionMarks
    carrier: Carrier
    causes: Causes
    comment: Note
    earlier: Earlier
    own_comments: frozenset[str] = frozenset()  # ids of those that specgen has put into the file before
    outcomes: list[Outcome] = field(default_factory=list)
    part: str = DOCUMENT_PART
    inserted: list[tuple[etree._Element, etree._Element, int]] = field(default_factory=list)  # block, draft's, change
    misplaced: list[str] = field(default_factory=list)  # words that are not where they were to be put

    def begin(self, before: Block | None, after: Block | None, key: str) -> tuple[Change, tuple[str, ...]]:
        change = Change(len(self.outcomes) + 1, key, before, after)
        self.marks.change = change.number
        return change, self.causes(change)

    def expect(self, paragraphs: Sequence[etree._Element], text: str) -> None:
        """Note it if some paragraphs, their tracked changes accepted, do not read as planned."""
        found = BREAK.join(texts_of(pieces_of(paragraph))[0] for paragraph in paragraphs)
        if found != text:
            self.misplaced.append(f"a clause was to read {text!r}, and reads {found!r}")

    def end(self, change: Change, causes: tuple[str, ...], kind: str, theirs: str = "", *, beside: str = "") -> None:
        self.outcomes.append(Outcome(change, kind, causes, theirs, beside))
