"""Change words of a paragraph as tracked changes, without touching anything else in it.

Runs are cut where a change begins and ends, and what others have inserted, deleted, linked or commented stays round
what it was round: an insertion inside somebody's insertion parts theirs in two.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Final

from lxml import etree

from specgen.compare.merge.three_way import Edit
from specgen.compare.revision_marks import CannotEdit, RevisionMarks
from specgen.document.run_pieces import (
    BREAK,
    CODE,
    FIELD,
    FIELD_END,
    FIELD_MARK,
    INSERTED,
    OBJECT,
    RESULT,
    RUN,
    RUN_PROPERTIES,
    SIMPLE_FIELD,
    Piece,
    T,
    pieces_of,
)
from specgen.formats.opc.namespaces import name

LINKS: Final = tuple(map(name, ("w:hyperlink", "w:smartTag", "w:customXml", "w:sdtContent", "w:sdt", "w:dir", "w:bdo")))
LOUD: Final = (name("w:highlight"), name("w:rStyle"))  # a look that belongs to the words, not to the paragraph


class Letters:
    """The letters of some paragraphs that are read as one text, each with the element it stands in."""

    def __init__(self, paragraphs: Sequence[etree._Element]) -> None:
        self.paragraphs = paragraphs
        self._nodes: list[etree._Element | None] = []  # one for each letter; None for the end of a paragraph
        self._offsets: list[int] = []
        self._pieces: list[list[Piece]] = []
        text = []
        for index, paragraph in enumerate(paragraphs):
            if index:
                self._nodes.append(None)
                self._offsets.append(0)
                text.append(BREAK)
            pieces = [piece for piece in pieces_of(paragraph) if not piece.is_deleted]
            self._pieces.append(pieces)
            for piece in pieces:
                text.append(piece.text)
                self._nodes += [piece.node] * len(piece.text)
                self._offsets += range(len(piece.text))
        self.text = "".join(text)

    def cut_at(self, place: int) -> None:
        """Let a run begin with the letter at a place."""
        if not 0 < place < len(self._nodes):
            return
        node, offset = self._nodes[place], self._offsets[place]
        if node is None or self._nodes[place - 1] is not node or node.tag != T:
            if node is not None and node.tag != RUN:
                _explode(node)
            left = self._nodes[place - 1]
            if left is not None:
                _explode(left)
            return
        _explode(node)
        run = _run_of(node)
        rest = deepcopy(run)
        run.addnext(rest)
        new = next(rest.iter(T))
        words = node.text or ""
        node.text, new.text = words[:offset], words[offset:]
        for one in (node, new):
            one.set(name("xml:space"), "preserve")
        for index in range(place, len(self._nodes)):
            if self._nodes[index] is not node:
                break
            self._nodes[index], self._offsets[index] = new, self._offsets[index] - offset

    def runs(self, start: int, end: int) -> list[etree._Element]:
        """Return the runs of some letters, cut out of their neighbours; a field is whole, its instruction too.

        Raises CannotEdit for what is no run and for the end of a paragraph.
        """
        self.cut_at(start)
        self.cut_at(end)
        found: dict[etree._Element, None] = {}
        for index in range(start, end):
            node = self._nodes[index]
            if node is None or node.tag == SIMPLE_FIELD or self.text[index] == OBJECT:
                raise CannotEdit
            if self.text[index] == FIELD:
                for code in self._codes_before(node):
                    found[_own_run(code)] = None
            found[_own_run(node)] = None
        return list(found)

    def refuse_objects(self, start: int, end: int) -> None:
        """Raise CannotEdit for letters that are not all words and fields."""
        words = self.text[start:end]
        nodes = self._nodes[start:end]
        if OBJECT in words or BREAK in words or any(node is None or node.tag == SIMPLE_FIELD for node in nodes):
            raise CannotEdit

    def _codes_before(self, separator: etree._Element) -> list[etree._Element]:
        """Return the marks and instruction of a field that stand before its separator."""
        for pieces in self._pieces:
            for index, piece in enumerate(pieces):
                if piece.node is separator:
                    start = index
                    while start and not pieces[start - 1].text and pieces[start - 1].node.tag in (FIELD_MARK, CODE):
                        start -= 1
                    return [one.node for one in pieces[start:index]]
        return []

    def look_at(self, place: int) -> etree._Element | None:
        """Return the look of the letter at a place."""
        node = self._nodes[place] if 0 <= place < len(self._nodes) else None
        return None if node is None else _run_of(node).find(RUN_PROPERTIES)

    def put(self, place: int, node: etree._Element) -> None:
        """Put something before the letter at a place, behind the one before it."""
        self.cut_at(place)
        left = self._nodes[place - 1] if place else None
        right = self._nodes[place] if place < len(self._nodes) else None
        if left is not None:
            run = _own_run(left)
            links = {id(one) for one in right.iterancestors(*LINKS)} if right is not None else set()
            while (above := run.getparent()) is not None and (
                (above.tag in LINKS and id(above) not in links) or above.tag in (*INSERTED, SIMPLE_FIELD)
            ):
                if above.tag in INSERTED and run.getnext() is not None:
                    _part(above, run)
                run = above
            run.addnext(node)
            return
        self._put_first(place, node)

    def _put_first(self, place: int, node: etree._Element) -> None:
        """Put something at the start of the paragraph that the letter at a place stands in."""
        index = self.text.count(BREAK, 0, place)
        paragraph, pieces = self.paragraphs[index], self._pieces[index]
        if not pieces:
            paragraph.append(node)
            return
        first = pieces[0].node
        run = first if first.tag in (RUN, SIMPLE_FIELD) else _own_run(first)
        while (above := run.getparent()) is not None and above is not paragraph:
            run = above
        run.addprevious(node)


def apply_edits(letters: Letters, new: Letters, edits: Sequence[Edit], marks: RevisionMarks) -> None:
    """Make the edits of a paragraph as tracked changes. Raises CannotEdit before anything has been touched."""
    for edit in edits:
        letters.refuse_objects(edit.start, edit.end)
        new.refuse_objects(edit.new_start, edit.new_end)
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        start, end, new_start, new_end = edit.start, edit.end, edit.new_start, edit.new_end
        if edit.is_field_result:
            start, end = _result(letters.text, start, end)
            new_start, new_end = _result(new.text, new_start, new_end)
        inserted = _new_runs(letters, new, start, end, new_start, new_end)
        struck = [marks.delete_run(run) for run in letters.runs(start, end)]
        if not inserted:
            continue
        node = marks.insert_runs(inserted)
        if struck:
            put_behind(struck[-1], node)
        else:
            letters.put(start, node)


def edited_text(text: str, new: str, edits: Sequence[Edit]) -> str:
    """Return what a text reads as when the edits are made."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        start, end, new_start, new_end = edit.start, edit.end, edit.new_start, edit.new_end
        if edit.is_field_result:
            start, end = _result(text, start, end)
            new_start, new_end = _result(new, new_start, new_end)
        text = text[:start] + new[new_start:new_end] + text[end:]
    return text


def _result(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the letters of a field's result."""
    return text.index(RESULT, start) + 1, text.rindex(FIELD_END, start, end)


def _new_runs(
    letters: Letters, new: Letters, start: int, end: int, new_start: int, new_end: int
) -> list[etree._Element]:
    """Return copies of the runs of some letters of the new text; plain ones look as what they stand beside."""
    if new_start == new_end:
        return []
    beside = letters.look_at(start if end > start else start - 1 if start else start)
    found = []
    for run in new.runs(new_start, new_end):
        copy = deepcopy(run)
        look = copy.find(RUN_PROPERTIES)
        if look is None and beside is not None and not any(node.tag in LOUD for node in beside):
            plain_look = deepcopy(beside)
            for mark in [node for node in plain_look if node.tag in (name("w:rPrChange"),)]:
                plain_look.remove(mark)
            copy.insert(0, plain_look)
        found.append(copy)
    return found


def put_behind(struck: etree._Element, node: etree._Element) -> None:
    """Put an insertion behind what was struck out; out of somebody's insertion, which is parted there."""
    run = struck
    while (above := run.getparent()) is not None and above.tag in INSERTED:
        if run.getnext() is not None:
            _part(above, run)
        run = above
    run.addnext(node)


def _part(wrapper: etree._Element, last: etree._Element) -> None:
    """Part somebody's insertion in two behind one of its runs."""
    rest = deepcopy(wrapper)
    for node in list(rest):
        rest.remove(node)
    rest.set(name("w:id"), "")  # given when all is done
    rest.extend(list(last.itersiblings()))
    wrapper.addnext(rest)


def _explode(node: etree._Element) -> None:
    """Give each piece of a run a run of its own, in the same look."""
    run = node.getparent()
    if run is None or run.tag != RUN:
        return
    inner = [one for one in run if one.tag != RUN_PROPERTIES]
    if len(inner) < 2:
        return
    look = run.find(RUN_PROPERTIES)
    place = run
    for one in inner[1:]:
        new = etree.Element(RUN)
        for key, text in run.items():
            new.set(key, text)
        if look is not None:
            new.append(deepcopy(look))
        new.append(one)
        place.addnext(new)
        place = new


def _run_of(node: etree._Element) -> etree._Element:
    above = node.getparent()
    return above if above is not None and above.tag == RUN else node


def _own_run(node: etree._Element) -> etree._Element:
    """Return the run that a piece alone stands in."""
    _explode(node)
    return _run_of(node)
