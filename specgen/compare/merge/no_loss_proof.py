"""Prove that an updated file has lost nothing: without what this run has put in, it is the file that came in, and
with it no clause runs into another.

Asked before anything is saved. What fails here is a defect of specgen, and no file is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from copy import deepcopy
from typing import Final

from lxml import etree

from specgen.compare.merge.carried_blocks import COMMENTS
from specgen.compare.merge.glued_clauses import glued_clauses
from specgen.compare.merge.merge_run import AGAIN, APPLIED, DELETED, INSERTED, Change, Outcome
from specgen.compare.merge.merged_file import MergedFile
from specgen.document.record.block_list import story_roots
from specgen.document.record.provenance import record_part
from specgen.document.run_pieces import DEL_TEXT, RUN, RUN_PROPERTIES, T
from specgen.formats.markup.revisions import reject
from specgen.formats.opc.namespaces import CONTENT_TYPES, name
from specgen.formats.opc.package import (
    CONTENT_TYPES_PART,
    NUMBERING_PART,
    STYLES_PART,
    Parts,
    parse_part,
    read_relationships,
    related_part,
)

WRAPPERS: Final = tuple(map(name, ("w:ins", "w:del", "w:moveTo", "w:moveFrom")))
EMPTY: Final = tuple(map(name, ("w:rPr", "w:pPr", "w:trPr")))
ID, SPACE = name("w:id"), name("xml:space")


def prove(theirs: Parts, merged: MergedFile, changes: Sequence[Change] | None = None) -> tuple[str, ...]:
    """Return what is wrong with a merged file; nothing if it can be saved. `changes` are those that it has to have an
    outcome of each.
    """
    return (*_failures(theirs, merged), *(() if changes is None else _unanswered(merged.outcomes, changes)))


def _failures(theirs: Parts, merged: MergedFile) -> Iterator[str]:
    out = merged.parts
    before, after = story_roots(theirs), story_roots(out)
    if {called: part for called, (part, _) in before.items()} != {called: part for called, (part, _) in after.items()}:
        yield "the headers and footers are other parts"
        return
    for called, (_, root) in after.items():
        undone = without_run(root, merged.revisions, merged.comments)
        if canonical(undone) != canonical(before[called][1]):
            yield f"{called}: with our changes rejected it is not the file that came in"
        yield from _unsound(called, root, before[called][1])
        for words in glued_clauses(before[called][1], root, merged.revisions):
            yield f"{called}: several clauses would become one: {words!r}"
    yield from _changed_parts(theirs, out, {part for part, _ in before.values()}, merged.comments)
    yield from _unresolved(out, after)
    yield from _outcomes(merged.outcomes, merged.revisions)
    yield from merged.misplaced


def _unanswered(outcomes: Sequence[Outcome], changes: Sequence[Change]) -> Iterator[str]:
    """Yield the changes between the drafts that have no outcome; two clauses that were made one share theirs."""
    befores = "\n".join(outcome.before for outcome in outcomes)
    afters = "\n".join(outcome.after for outcome in outcomes)
    for change in changes:
        before = "" if change.before is None else change.before.words
        after = "" if change.after is None else change.after.words
        if before not in befores or after not in afters:
            yield f"a change has no outcome: {before!r} to {after!r}"


def without_run(root: etree._Element, revisions: Mapping[str, int], comments: Set[str]) -> etree._Element:
    """Return a copy of a part with the changes of one run rejected and its comments gone."""
    copy = deepcopy(root)
    for node in [one for one in copy.iter(*COMMENTS) if one.get(ID) in comments]:
        holder = node.getparent()
        if holder is not None and holder.tag == RUN:
            node, holder = holder, holder.getparent()
        if holder is not None:
            holder.remove(node)
    reject(copy, lambda node: node.get(ID) in revisions)
    return copy


def canonical(root: etree._Element) -> bytes:
    """Return a part in a form in which it does not matter where runs and insertions are cut."""
    copy = deepcopy(root)
    for node in list(copy.iter(*WRAPPERS, T, DEL_TEXT)):
        for attribute in (ID, SPACE):
            if node.get(attribute) is not None:
                del node.attrib[attribute]
        if node.tag in (T, DEL_TEXT) and not node.text and (run := node.getparent()) is not None:
            run.remove(node)
    for tag in EMPTY:  # the inner first
        for node in list(copy.iter(tag)):
            if not len(node) and not node.attrib and (holder := node.getparent()) is not None:
                holder.remove(node)
    _join(copy, WRAPPERS)
    _join(copy, (RUN,))
    for run in copy.iter(RUN):
        _join_texts(run)
    etree.cleanup_namespaces(copy)
    return etree.tostring(copy, method="c14n")


def _join(root: etree._Element, tags: tuple[str, ...]) -> None:
    """Make one of neighbours that look the same; one that holds nothing is none."""
    for node in list(root.iter(*tags)):
        holder = node.getparent()
        if holder is None or holder.tag in EMPTY:
            continue
        if not len(node):
            holder.remove(node)
            continue
        before = node.getprevious()
        if before is None or before.tag != node.tag or sorted(before.items()) != sorted(node.items()):
            continue
        if node.tag == RUN:
            first, second = before.find(RUN_PROPERTIES), node.find(RUN_PROPERTIES)
            if _look(first) != _look(second):
                continue
            if second is not None:
                node.remove(second)
        before.extend(list(node))
        holder.remove(node)


def _look(properties: etree._Element | None) -> bytes:
    return b"" if properties is None else etree.tostring(properties, method="c14n")


def _join_texts(run: etree._Element) -> None:
    for node in list(run):
        before = node.getprevious()
        if before is not None and before.tag == node.tag and node.tag in (T, DEL_TEXT):
            before.text = (before.text or "") + (node.text or "")
            run.remove(node)


def _unsound(called: str, root: etree._Element, before: etree._Element) -> Iterator[str]:
    """Yield what Word could not read: an id or a bookmark that stands twice, an insertion in an insertion."""
    for what, tags, attribute in (
        ("tracked change", WRAPPERS, ID),
        ("bookmark", (name("w:bookmarkStart"),), ID),
        ("bookmark", (name("w:bookmarkStart"),), name("w:name")),
    ):
        new = Counter(node.get(attribute) for node in root.iter(*tags))
        old = Counter(node.get(attribute) for node in before.iter(*tags))
        twice = [one for one, count in new.items() if count > max(1, old[one])]
        if twice:
            yield f"{called}: the {what} {twice[0]} stands twice"
    for node in root.iter(name("w:ins")):
        if any(True for _ in node.iterancestors(name("w:ins"))):
            yield f"{called}: an insertion stands in an insertion"
            return


def _changed_parts(theirs: Parts, out: Parts, stories: set[str], comments: Set[str]) -> Iterator[str]:
    free = {*stories, CONTENT_TYPES_PART, record_part(out), related_part(out, "comments")}
    for part in sorted({*theirs, *out} - free):
        if part.endswith(".rels") or part.startswith("customXml/") or theirs.get(part) == out.get(part):
            continue
        may_gain = part in (STYLES_PART, NUMBERING_PART) and part in theirs and part in out
        if not may_gain:
            yield f"{part}: is not what it was"
        elif not _only_gains(parse_part(theirs[part]), parse_part(out[part])):
            yield f"{part}: an entry that was there has changed"
    for part in theirs:
        has_links = part.endswith(".rels") and part in out
        if has_links and not _only_gains(parse_part(theirs[part]), parse_part(out[part])):
            yield f"{part}: a relationship that was there has changed"
    if not _only_gains(parse_part(theirs[CONTENT_TYPES_PART]), parse_part(out[CONTENT_TYPES_PART])):
        yield "the types of parts that were there have changed"
    yield from _changed_comments(theirs, out, comments)


def _only_gains(before: etree._Element, after: etree._Element) -> bool:
    there = Counter(etree.tostring(node, method="c14n") for node in after)
    return not Counter(etree.tostring(node, method="c14n") for node in before) - there


def _changed_comments(theirs: Parts, out: Parts, comments: Set[str]) -> Iterator[str]:
    old, new = related_part(theirs, "comments"), related_part(out, "comments")
    before = [etree.tostring(node, method="c14n") for node in parse_part(theirs[old])] if old else []
    roots = list(parse_part(out[new])) if new else []
    after = [etree.tostring(node, method="c14n") for node in roots if node.get(ID) not in comments]
    if before != after:
        yield "comments that were there have changed"


def _unresolved(out: Parts, stories: Mapping[str, tuple[str, etree._Element]]) -> Iterator[str]:
    """Yield references of what we put in that lead nowhere: relationships, comments, parts without a type."""
    part = related_part(out, "comments")
    known = {node.get(ID) for node in parse_part(out[part])} if part else set()
    for called, (story, root) in stories.items():
        links = read_relationships(out, story)
        for node in root.iter():
            for attribute in (name("r:id"), name("r:embed")):
                if node.get(attribute) is not None and node.get(attribute) not in links:
                    yield f"{called}: the relationship {node.get(attribute)} is not there"
        for node in root.iter(name("w:commentReference")):
            if node.get(ID) not in known:
                yield f"{called}: the comment {node.get(ID)} is not there"
    types = parse_part(out[CONTENT_TYPES_PART])
    for node in types.iter(f"{{{CONTENT_TYPES}}}Override"):
        if (node.get("PartName") or "").lstrip("/") not in out:
            yield f"{node.get('PartName')} has a type and is not there"


def _outcomes(outcomes: tuple[Outcome, ...], revisions: Mapping[str, int]) -> Iterator[str]:
    numbers = Counter(outcome.change.number for outcome in outcomes)
    if any(count != 1 for count in numbers.values()):
        yield "a change has more than one outcome"
    if set(revisions.values()) - set(numbers):
        yield "a tracked change belongs to no change between the drafts"
    made = {outcome.change.number for outcome in outcomes if outcome.kind in (APPLIED, INSERTED, DELETED, AGAIN)}
    if made - set(revisions.values()):
        yield "a change is said to be made, and no tracked change makes it"
