"""Bring a new draft into a Word file that somebody has edited, and give back the parts with what was done to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from specgen.compare.merge.block_merge import merge_story
from specgen.compare.merge.carried_blocks import Carrier
from specgen.compare.merge.merge_run import Change, Earlier, MergeRun, Outcome
from specgen.compare.merge.reference_targets import renew_references
from specgen.compare.paragraph_ends import is_gone
from specgen.compare.revision_marks import AUTHOR, RevisionMarks
from specgen.document.record.block_list import BODY, Stories, read_story, story_roots
from specgen.formats.markup.comments import Comments, surround
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import Parts, write_part

NUMBERED: Final = tuple(map(name, ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange",
                                   "w:tblPrChange", "w:trPrChange", "w:tcPrChange", "w:sectPrChange", "w:cellIns",
                                   "w:cellDel", "w:cellMerge", "w:moveFromRangeStart", "w:moveToRangeStart",
                                   "w:numberingChange", "w:tblGridChange", "w:tblPrExChange")))  # fmt: skip


@dataclass(frozen=True)
class MergedFile:
    """The parts of the file, what became of each change, and which marks and comments are ours: w:id -> change."""

    parts: dict[str, bytes]
    outcomes: tuple[Outcome, ...]
    revisions: Mapping[str, int]
    comments: frozenset[str]
    misplaced: tuple[str, ...] = ()


def merge_file(
    theirs: Parts,
    base: Stories,
    new: Parts,
    *,
    causes: Callable[[Change], tuple[str, ...]],
    date: str,
    author: str = AUTHOR,
    earlier: Earlier = lambda _key, _words: (),
    explains: bool = True,
) -> MergedFile:
    """Return `theirs` with the changes from `base` to `new` in it, as tracked changes of specgen's.

    `earlier` says what older drafts said: a file that says it again has rejected a proposal. With `explains` each cause
    has one comment, at its first place.
    """
    parts = dict(theirs)
    roots = story_roots(parts)
    marks = RevisionMarks(date, 1 + _highest(root for _, root in roots.values()), author)
    comments = _Remarks(parts, marks, roots[BODY][1])
    carrier = Carrier(parts, new, {called: root for called, (_, root) in roots.items()})
    run = MergeRun(marks, carrier, causes, comments.add, earlier, comments.of_before)
    drafted = story_roots(new)
    for called, (part, root) in roots.items():
        if called in base and called in drafted:
            run.part = part
            merge_story(run, base[called], read_story(root), read_story(drafted[called][1]), root)
    renew_references(run, (root for _, root in roots.values()))
    if not marks.ids and not comments.ids:
        return MergedFile(dict(theirs), tuple(run.outcomes), {}, frozenset(), tuple(run.misplaced))
    if explains:
        _explain(run, roots.values(), comments)
    _number_parted(roots.values(), marks)
    carrier.finish()
    touched = {part: write_part(root) for part, root in roots.values()}
    before = {part: write_part(root) for part, root in story_roots(theirs).values()}
    parts |= {part: data for part, data in touched.items() if data != before[part]}
    return MergedFile(
        comments.put_into(parts), tuple(run.outcomes), dict(marks.ids), frozenset(comments.ids), tuple(run.misplaced)
    )


class _Remarks:
    """The comments of one run; those on headers and footers, where Word takes none, stand at the first paragraph."""

    def __init__(self, parts: Parts, marks: RevisionMarks, document: etree._Element) -> None:
        self._comments = Comments(parts, marks.author, marks.date)
        self.of_before = self._comments.ids_of(marks.author)
        self._marks = marks
        self._document = document
        self.ids: set[str] = set()

    def add(self, paragraph: etree._Element, text: str) -> None:
        start, end, sign = self._comments.add(text)
        self.ids.add(start.get(name("w:id"), ""))
        anchor = _lasting(next(paragraph.iter(name("w:p")), paragraph), self._document)
        if anchor is not None:
            surround(anchor, start, end, sign)
            self._keep_with_words(anchor, sign)

    def _keep_with_words(self, paragraph: etree._Element, sign: etree._Element) -> None:
        """Let the comment on a paragraph that we let come or go as a whole come or go with it, as Word does."""
        for tag in ("w:del", "w:ins"):
            changed = [node for node in paragraph.iterchildren(name(tag)) if node.get(name("w:id")) in self._marks.ids]
            end = paragraph.find(f"{name('w:pPr')}/{name('w:rPr')}/{name(tag)}")
            if changed and end is not None and end.get(name("w:id")) in self._marks.ids:
                changed[-1].append(sign)

    def put_into(self, parts: Parts) -> dict[str, bytes]:
        return self._comments.put_into(parts) if self.ids else dict(parts)


def _lasting(paragraph: etree._Element, document: etree._Element) -> etree._Element | None:
    """Return a paragraph of the document or, where nothing will be left of it, the next one before or behind it."""
    paragraphs = list(document.iter(name("w:p")))
    place = next((index for index, one in enumerate(paragraphs) if one is paragraph), -1)
    if place < 0:
        return paragraphs[0] if paragraphs else None
    ways = (paragraphs[place::-1], paragraphs[place:])
    return next((one for way in ways for one in way if not is_gone(one)), paragraph)


def _explain(run: MergeRun, roots: Iterable[tuple[str, etree._Element]], comments: _Remarks) -> None:
    """Put one comment at the first place of each cause, with the number of places."""
    causes = {outcome.change.number: outcome.causes for outcome in run.outcomes}
    places: dict[str, list[etree._Element]] = {}
    for _, root in roots:
        seen = set[tuple[str, int]]()
        for node in root.iter(name("w:ins"), name("w:del")):
            change = run.marks.ids.get(node.get(name("w:id"), ""))
            paragraph = next(node.iterancestors(name("w:p")), None)
            if change is None or paragraph is None:
                continue
            for cause in causes.get(change, ()):
                if (cause, change) not in seen:
                    seen.add((cause, change))
                    places.setdefault(cause, []).append(paragraph)
    for cause, paragraphs in places.items():
        count = "1 place" if len(paragraphs) == 1 else f"{len(paragraphs)} places"
        comments.add(paragraphs[0], f"{cause} ({count})")


def _highest(roots: Iterable[etree._Element]) -> int:
    ids = (node.get(name("w:id"), "") for root in roots for node in root.iter(*NUMBERED))
    return max((int(one) for one in ids if one.isdigit()), default=0)


def _number_parted(roots: Iterable[tuple[str, etree._Element]], marks: RevisionMarks) -> None:
    """Give the second half of an insertion that was parted an id of its own; it stays its author's."""
    for _, root in roots:
        for node in root.iter(name("w:ins"), name("w:moveTo")):
            if node.get(name("w:id")) == "":
                node.set(name("w:id"), str(marks.next_id))
                marks.next_id += 1
