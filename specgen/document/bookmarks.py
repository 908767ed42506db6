"""Turn marks and references into hidden bookmarks and live REF fields with their number in them.

`{{ mark("scope") }}` becomes a hidden bookmark round its paragraph, `{{ ref("scope") }}` a REF field with the number
already in it, an open point a highlighted placeholder. A reference to a clause that is not in the document is an
error, not a blank.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from lxml import etree

from specgen.context.render_log import POINT
from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, paragraph_text, replace_node, shortened
from specgen.formats.word.fields import field_runs, text_run
from specgen.formats.word.numbering import Number
from specgen.problems import Place, Problem, WrongInput, near

LONGEST_BOOKMARK: Final = 40  # Word's limit


class Target(NamedTuple):
    """A clause, heading or caption that can be referred to."""

    bookmark: str
    text: str  # what a reference prints: 6.3, Schedule A, Table 2, or the words of an unnumbered heading
    switches: str  # of the REF field that prints the same


def split_runs_at_marks(root: etree._Element) -> None:
    """Split runs so that every mark stands between runs, and drop the empty texts that splitting leaves."""
    prefix = name("sg:x")[:-1]
    for run in dict.fromkeys(mark.getparent() for mark in root.iter(f"{prefix}*")):
        if run is not None and run.tag == name("w:r"):
            _split(run, prefix)
    for text in [text for text in root.iter(name("w:t")) if not text.text]:
        holder = text.getparent()
        if holder is not None:
            holder.remove(text)
            if all(node.tag == name("w:rPr") for node in holder):
                holder.getparent().remove(holder)  # type: ignore[union-attr]


def _split(run: etree._Element, prefix: str) -> None:
    properties = child(run, "w:rPr")
    parent = run.getparent()
    if parent is None:
        return
    place = parent.index(run)
    pieces: list[etree._Element] = []
    current: etree._Element | None = None
    for node in list(run):
        if node is properties or (node.tag == name("w:t") and not node.text):
            continue
        if str(node.tag).startswith(prefix):
            pieces.append(node)
            current = None
            continue
        if current is None:
            current = etree.Element(name("w:r"))
            if properties is not None:
                current.append(_copy(properties))
            pieces.append(current)
        current.append(node)
    for node in pieces:
        if str(node.tag).startswith(prefix) and properties is not None:
            node.append(_copy(properties))  # the look that what replaces the mark takes on
    parent[place : place + 1] = pieces


def _copy(node: etree._Element) -> etree._Element:
    from copy import deepcopy

    return deepcopy(node)


def place_marks(
    root: etree._Element,
    numbers: Mapping[etree._Element, Number | None],
    captions: Mapping[etree._Element, tuple[str, list[etree._Element]]],
    headings: set[etree._Element],
    points: Mapping[str, etree._Element],
    places: Mapping[str, str],
) -> dict[str, Target]:
    """Turn every mark into a bookmark and return what can be referred to, open points' clauses included.

    `captions` maps a caption's paragraph to its label ("Table 2") and the runs of that label, `places` the key of a
    paragraph to where it was made. Raises WrongInput for marks that stand twice or in a paragraph without a number.
    """
    targets: dict[str, Target] = {}
    by_paragraph: dict[etree._Element, Target] = {}
    names: set[str] = set()
    problems = []
    for node in list(root.iter(name("sg:mark"))):
        key = node.get("key", "")
        paragraph = next(node.iterancestors(name("w:p")))
        _take_out(node)
        if key in targets:
            message, remedy = f'the mark "{key}" stands twice', "give each clause a mark of its own"
            problems.append(_problem(message, paragraph, remedy, places))
            continue
        target = _target(key, paragraph, numbers, captions, headings, names)
        if target is None:
            message = f'the mark "{key}" stands in a paragraph without a number'
            problems.append(_problem(message, paragraph, "mark a clause", places))
            continue
        targets[key] = by_paragraph[paragraph] = target
    if problems:
        raise WrongInput(problems)
    paragraphs = list(root.iter(name("w:p"))) if points else []
    order = {paragraph: index for index, paragraph in enumerate(paragraphs)}
    for key, paragraph in points.items():
        clause = _clause_at(paragraphs, order[paragraph], numbers, headings)
        if clause is None:
            continue
        if clause not in by_paragraph:
            by_paragraph[clause] = _bookmarked(POINT + key, clause, numbers.get(clause), names)
        targets[POINT + key] = by_paragraph[clause]
    return targets


def _take_out(mark: etree._Element) -> None:
    """Remove a mark, and the space that a template writes before it at the end of a paragraph."""
    unseen = (name("sg:mark"), name("w:bookmarkStart"), name("w:bookmarkEnd"))
    before = next((node for node in mark.itersiblings(preceding=True) if node.tag not in unseen), None)
    is_last = all(node.tag in unseen for node in mark.itersiblings())
    if is_last and before is not None and len(before) and before[-1].tag == name("w:t"):
        before[-1].text = (before[-1].text or "").rstrip(" ")
    mark.getparent().remove(mark)  # type: ignore[union-attr]


def _target(
    key: str,
    paragraph: etree._Element,
    numbers: Mapping[etree._Element, Number | None],
    captions: Mapping[etree._Element, tuple[str, list[etree._Element]]],
    headings: set[etree._Element],
    names: set[str],
) -> Target | None:
    if paragraph in captions:
        label, runs = captions[paragraph]
        bookmark = _bookmark_name(key, names)
        wrap(runs[0], runs[-1], bookmark, len(names))
        return Target(bookmark, label, "\\h")
    number = numbers.get(paragraph)
    if number is None and paragraph not in headings:
        return None
    return _bookmarked(key, paragraph, number, names)


def _bookmarked(key: str, paragraph: etree._Element, number: Number | None, names: set[str]) -> Target:
    bookmark = _bookmark_name(key, names)
    content = [node for node in paragraph if node.tag != name("w:pPr")]
    if not content:
        content = [etree.SubElement(paragraph, name("w:r"))]
    wrap(content[0], content[-1], bookmark, len(names))
    if number is None:
        return Target(bookmark, paragraph_text(paragraph), "\\h")
    return Target(bookmark, number.full, "\\w \\h")


def _clause_at(
    paragraphs: list[etree._Element],
    index: int,
    numbers: Mapping[etree._Element, Number | None],
    headings: set[etree._Element],
) -> etree._Element | None:
    """Return the numbered paragraph or heading at or before an index."""
    for paragraph in reversed(paragraphs[: index + 1]):
        if numbers.get(paragraph) is not None or paragraph in headings:
            return paragraph
    return None


def place_references(
    root: etree._Element,
    targets: Mapping[str, Target],
    outside: str,
    places: Mapping[str, str],
    standing: Container[str] = (),
    left_out: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Turn every reference into a REF field that shows its number. Raises WrongInput with every one that leads nowhere.

    `outside` is printed for an open point that stands before any heading (on the cover). `standing` are the open points
    that stand anywhere; one that does not leads to the mark that the reference names instead. `left_out` are marks of
    shared templates, each with the template that stands in the place of its own and does not set it.
    """
    problems = []
    for node in list(root.iter(name("sg:ref"))):
        key = node.get("key", "")
        properties = child(node, "w:rPr")
        target = targets.get(key)
        if target is None and key.startswith(POINT) and key.removeprefix(POINT) not in standing:
            target = targets.get(node.get("instead", ""))
        if target is not None:
            instruction = f"REF {target.bookmark} {target.switches}"
            replace_node(node, field_runs(instruction, target.text, properties))
        elif key.startswith(POINT):
            replace_node(node, [text_run(outside, properties)])
        elif key in left_out:
            referring = template_of(node, places) or "the text"
            message = f'leaves out the mark "{key}", to which {referring} refers'
            remedy = f'write {{{{ mark("{key}") }}}} at the end of the heading or clause that says the same'
            problems.append(Problem(Place(left_out[key]), message, remedy, "reference"))
        else:
            paragraph = next(node.iterancestors(name("w:p")))
            message = f'refers to "{key}", which is not in this document'
            remedy = "mark that clause, keep the section it stands in, or leave the reference out"
            problems.append(_problem(message, paragraph, remedy, places))
    if problems:
        raise WrongInput(dict.fromkeys(problems))


def refuse_marks(root: etree._Element, places: Mapping[str, str]) -> None:
    """Raise WrongInput for a mark or a contents list in a header or footer: it stands on every page."""
    for node in root.iter(name("sg:mark"), name("sg:contents")):
        paragraph = next(node.iterancestors(name("w:p")))
        what = "a mark" if node.tag == name("sg:mark") else "a contents list"
        raise WrongInput(_problem(f"has {what} in a header or footer", paragraph, "move it into the text", places))


def number_bookmarks(roots: Iterator[etree._Element]) -> None:
    """Give every bookmark of the document an id of its own."""
    new = 0
    for root in roots:
        open_ids: dict[str, str] = {}
        for node in root.iter(name("w:bookmarkStart"), name("w:bookmarkEnd")):
            old = node.get(name("w:id"), "")
            if node.tag == name("w:bookmarkStart"):
                new += 1
                open_ids[old] = str(new)
            node.set(name("w:id"), open_ids.get(old, old))


def wrap(first: etree._Element, last: etree._Element, bookmark: str, number: int) -> None:
    """Put a bookmark round two siblings and what stands between them."""
    start, end = etree.Element(name("w:bookmarkStart")), etree.Element(name("w:bookmarkEnd"))
    for node in (start, end):
        node.set(name("w:id"), f"{number}{bookmark}")  # number_bookmarks gives the real one
    start.set(name("w:name"), bookmark)
    first.addprevious(start)
    last.addnext(end)


def _bookmark_name(key: str, names: set[str]) -> str:
    plain = "_sg_" + re.sub(r"\W", "_", key)
    if len(plain) > LONGEST_BOOKMARK or plain.casefold() in names:  # Word takes a1 and A1 as one name
        plain = plain[: LONGEST_BOOKMARK - 9] + "_" + hashlib.sha256(key.encode()).hexdigest()[:8]
    names.add(plain.casefold())
    return plain


def _problem(message: str, paragraph: etree._Element, remedy: str, places: Mapping[str, str]) -> Problem:
    where = near(template_of(paragraph, places) or "templates", shortened(paragraph_text(paragraph)))
    return Problem(where, message, remedy, "reference")


def template_of(node: etree._Element | None, places: Mapping[str, str]) -> str:
    """Return the template that printed the paragraph a node stands in, by the key of that; empty if it has none."""
    while node is not None:
        place = places.get(node.get(name("sg:key"), ""), "")
        if place:
            return place.rpartition("#")[0]
        node = node.getparent()
    return ""
