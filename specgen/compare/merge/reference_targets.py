"""Let references lead to a new clause that takes the place of their target, once the update is accepted.

Word takes each bookmark once. Where a clause is struck out and another comes for it, the old one keeps its bookmark, so
that to reject is to be as before; the new one has a bookmark of nearly the same name, and the references follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Final

from lxml import etree

from specgen.compare.merge.carried_blocks import BOOKMARKS
from specgen.compare.merge.merge_run import MergeRun
from specgen.compare.merge.paragraph_edits import Letters, put_behind
from specgen.compare.merge.three_way import SECOND_NAME, tokens_of
from specgen.compare.revision_marks import CannotEdit
from specgen.document.run_pieces import CODE, FIELD, INSERTED
from specgen.formats.opc.namespaces import name

P: Final = name("w:p")
REFERENCES: Final = ("REF", "PAGEREF")


def renew_references(run: MergeRun, roots: Iterable[etree._Element]) -> None:
    """Give new clauses the bookmarks that clauses struck out still hold, and let references lead to them."""
    stories = list(roots)
    starts = {node.get(name("w:name"), ""): node for root in stories for node in root.iter(BOOKMARKS[0])}
    renamed = dict(_renamed(run, starts))
    for root in stories:
        for code in list(root.iter(CODE)):
            target = _target(code)
            if _is_ours(code, run):
                new = renamed.get(target, ("", 0))[0] or ("" if target in starts else _second_name(target, starts))
                if new:
                    _rename(code, target, new)
            elif target in renamed:
                _replace(code, target, *renamed[target], run)


def _renamed(run: MergeRun, starts: Mapping[str, etree._Element]) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield the names that new clauses could not take over, with the ones that they have now, and their change."""
    for element, source, change in run.inserted:
        there = {node.get(name("w:name"), "") for node in element.iter(BOOKMARKS[0])}
        for paragraph, drafted in zip(element.iter(P), source.iter(P), strict=False):
            for node in drafted.iter(BOOKMARKS[0]):
                called = node.get(name("w:name"), "")
                if called not in there and called in starts and _is_struck(starts[called], run):
                    new = run.carrier.wrap(paragraph, called)
                    yield called, (new, change)


def _is_struck(mark: etree._Element, run: MergeRun) -> bool:
    """Whether the paragraph or the row of a bookmark goes if the update is accepted."""
    paragraph = next(mark.iterancestors(P), None)
    places = [] if paragraph is None else [paragraph.find(f"{name('w:pPr')}/{name('w:rPr')}/{name('w:del')}")]
    places += [row.find(f"{name('w:trPr')}/{name('w:del')}") for row in mark.iterancestors(name("w:tr"))]
    return any(one is not None and one.get(name("w:id"), "") in run.marks.ids for one in places)


def _target(code: etree._Element) -> str:
    words = (code.text or "").split()
    return words[1] if len(words) > 1 and words[0].upper() in REFERENCES else ""


def _is_ours(node: etree._Element, run: MergeRun) -> bool:
    return any(one.get(name("w:id"), "") in run.marks.ids for one in node.iterancestors(*INSERTED))


def _second_name(target: str, starts: Mapping[str, etree._Element]) -> str:
    """Return the name that an earlier update has given to the clause that came for a target."""
    return next((one for one in starts if target and SECOND_NAME.sub("", one) == target), "")


def _rename(code: etree._Element, old: str, new: str) -> None:
    code.text = re.sub(rf"(?<!\S){re.escape(old)}(?!\S)", new, code.text or "", count=1)


def _replace(code: etree._Element, old: str, new: str, change: int, run: MergeRun) -> None:
    """Replace a reference as a tracked change; one that cannot be edited stays, and a final asks for it."""
    paragraph = next(code.iterancestors(P), None)
    if paragraph is None:
        return
    letters = Letters([paragraph])
    run.marks.change = change
    for token in reversed(tokens_of(letters.text)):
        if token.text.startswith(FIELD) and old in token.text.split():
            try:
                runs = letters.runs(token.start, token.end)
            except CannotEdit:
                continue
            copies = [deepcopy(one) for one in runs]
            for inner in (node for copy in copies for node in copy.iter(CODE)):
                _rename(inner, old, new)
            struck = [run.marks.delete_run(one) for one in runs]
            put_behind(struck[-1], run.marks.insert_runs(copies))
