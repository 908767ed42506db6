"""Take paragraphs, tables and runs of a new draft into somebody's package: styles, lists, links and pictures.

A style is the one that has the same name there. What the package lacks is added to it; nothing that is in it changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Final

from lxml import etree

from specgen.compare.revision_marks import CannotEdit
from specgen.document.bookmarks import LONGEST_BOOKMARK
from specgen.document.record.block_keys import BOOKMARK
from specgen.formats.markup.revisions import accept
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import (
    DOCUMENT_PART,
    NUMBERING_PART,
    STYLES_PART,
    Relationship,
    new_relationship_id,
    parse_part,
    read_relationships,
    relationships_part,
    write_part,
    write_relationships,
)

STYLE_REFERENCES: Final = tuple(map(name, ("w:pStyle", "w:rStyle", "w:tblStyle")))
STYLE_LINKS: Final = tuple(map(name, ("w:basedOn", "w:next", "w:link")))
BOOKMARKS: Final = (name("w:bookmarkStart"), name("w:bookmarkEnd"))
COMMENTS: Final = tuple(map(name, ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")))
POINTS_OUT: Final = (name("r:id"), name("r:embed"), name("r:link"))
VALUE, STYLE_ID = name("w:val"), name("w:styleId")


class Carrier:
    """Carries what a new draft brings into `parts`, which it changes."""

    def __init__(
        self, parts: dict[str, bytes], draft: Mapping[str, bytes], roots: Mapping[str, etree._Element]
    ) -> None:
        self._parts, self._draft = parts, draft
        self._styles = parse_part(parts[STYLES_PART]) if STYLES_PART in parts else None
        self._draft_styles = parse_part(draft[STYLES_PART]) if STYLES_PART in draft else None
        self._lists = parse_part(parts[NUMBERING_PART]) if NUMBERING_PART in parts else None
        self._draft_lists = parse_part(draft[NUMBERING_PART]) if NUMBERING_PART in draft else None
        self._ids = _style_ids(self._styles)
        self._style_map: dict[str, str] = {}
        self._list_map: dict[str, str] = {}
        self._added_styles = self._added_lists = False
        self._next_bookmark = 1 + max(
            (int(node.get(name("w:id"), "0")) for root in roots.values() for node in root.iter(*BOOKMARKS)
             if node.get(name("w:id"), "").isdigit()), default=0
        )  # fmt: skip
        self._names = {
            node.get(name("w:name"), "").casefold() for root in roots.values() for node in root.iter(BOOKMARKS[0])
        }

    def carry(self, node: etree._Element, part: str = DOCUMENT_PART) -> etree._Element:
        """Return a copy of a block that can stand in a part. Raises CannotEdit for what cannot be taken along."""
        copy = deepcopy(node)
        accept(copy)
        self._carry_styles(copy)
        self._carry_lists(copy)
        self._carry_bookmarks(copy)
        for one in list(copy.iter(*COMMENTS)):
            one.getparent().remove(one)  # type: ignore[union-attr]
        self._carry_links(copy, part)
        return copy

    def finish(self) -> None:
        """Write the styles and lists that were added."""
        if self._added_styles and self._styles is not None:
            self._parts[STYLES_PART] = write_part(self._styles)
        if self._added_lists and self._lists is not None:
            self._parts[NUMBERING_PART] = write_part(self._lists)

    def _carry_styles(self, copy: etree._Element) -> None:
        for node in list(copy.iter(*STYLE_REFERENCES)):
            style = self._style(node.get(VALUE, ""))
            if style:
                node.set(VALUE, style)
            else:
                node.getparent().remove(node)  # type: ignore[union-attr]

    def _style(self, style: str) -> str:
        if style not in self._style_map:
            self._style_map[style] = style  # in a circle of styles
            self._style_map[style] = self._carried_style(style)
        return self._style_map[style]

    def _carried_style(self, style: str) -> str:
        """Return the id of the style with the same name, which is added if there is none."""
        if self._styles is None or self._draft_styles is None:
            return ""
        wanted = next((one for one in self._draft_styles if one.get(STYLE_ID) == style), None)
        if wanted is None:
            return ""
        called = _style_name(wanted)
        if called in self._ids:
            return self._ids[called]
        copy = deepcopy(wanted)
        taken = {one.get(STYLE_ID, "") for one in self._styles}
        new = style
        while new in taken:
            new += "1"
        copy.set(STYLE_ID, new)
        self._ids[called] = new
        self._style_map[style] = new
        for node in list(copy.iter(*STYLE_LINKS)):
            linked = self._style(node.get(VALUE, ""))
            if linked:
                node.set(VALUE, linked)
            else:
                copy.remove(node)
        self._carry_lists(copy)
        self._styles.append(copy)
        self._added_styles = True
        return new

    def _carry_lists(self, copy: etree._Element) -> None:
        for node in list(copy.iter(name("w:numId"))):
            number = node.get(VALUE, "0")
            if number == "0":
                continue
            new = self._list(number)
            holder = node.getparent()
            if new:
                node.set(VALUE, new)
            elif holder is not None and (above := holder.getparent()) is not None:
                above.remove(holder)

    def _list(self, number: str) -> str:
        """Return the number of a list that is added for one of the draft."""
        if number in self._list_map:
            return self._list_map[number]
        if self._lists is None or self._draft_lists is None:
            return ""
        wanted = next(
            (one for one in self._draft_lists.iter(name("w:num")) if one.get(name("w:numId")) == number), None
        )
        link = None if wanted is None else wanted.find(name("w:abstractNumId"))
        if wanted is None or link is None:
            return ""
        key = link.get(VALUE)
        form = next(one for one in self._draft_lists if one.get(name("w:abstractNumId")) == key and one is not wanted)
        same = next((one for one in self._lists if _same_form(one, form)), None)
        if same is None:
            same = deepcopy(form)
            numbers = [int(one.get(name("w:abstractNumId"), "0")) for one in self._lists if one.tag == form.tag]
            same.set(name("w:abstractNumId"), str(1 + max(numbers, default=0)))
            self._lists.insert(len(numbers), same)
        lists = list(self._lists.iter(name("w:num")))
        abstract = same.get(name("w:abstractNumId"), "")
        used = next((one for one in lists if _abstract_of(one) == abstract), None)
        if used is None:
            used = deepcopy(wanted)
            new = str(1 + max((int(one.get(name("w:numId"), "0")) for one in lists), default=0))
            used.set(name("w:numId"), new)
            used.find(name("w:abstractNumId")).set(VALUE, abstract)  # type: ignore[union-attr]
            lists[-1].addnext(used) if lists else self._lists.append(used)
            self._added_lists = True
        self._list_map[number] = used.get(name("w:numId"), "")
        return self._list_map[number]

    def _carry_bookmarks(self, copy: etree._Element) -> None:
        """Keep the bookmarks whose names are free, under new ids; those of the contents list are made by Word."""
        ids: dict[str, str] = {}
        for node in list(copy.iter(*BOOKMARKS)):
            old, called = node.get(name("w:id"), ""), node.get(name("w:name"), "").casefold()
            if node.tag == BOOKMARKS[0] and called not in self._names and not called.startswith("_toc"):
                self._names.add(called)
                ids[old] = str(self._next_bookmark)
                self._next_bookmark += 1
            if old in ids:
                node.set(name("w:id"), ids[old])
            else:
                node.getparent().remove(node)  # type: ignore[union-attr]

    def wrap(self, paragraph: etree._Element, called: str) -> str:
        """Put a bookmark round what stands in a paragraph, under a name near to one that is taken; return the name."""
        number = 2
        while (new := f"{called[: LONGEST_BOOKMARK - 3]}__{number}").casefold() in self._names:
            number += 1
        self._names.add(new.casefold())
        start, end = etree.Element(BOOKMARKS[0]), etree.Element(BOOKMARKS[1])
        for node in (start, end):
            node.set(name("w:id"), str(self._next_bookmark))
        self._next_bookmark += 1
        start.set(name("w:name"), new)
        place = sum(1 for node in paragraph if node.tag == name("w:pPr"))
        paragraph.insert(place, start)
        paragraph.append(end)
        return new

    def _carry_links(self, copy: etree._Element, part: str) -> None:
        """Give links and pictures a relationship of the part."""
        for node in copy.iter():
            for attribute in POINTS_OUT:
                old = node.get(attribute)
                if old is None:
                    continue
                link = read_relationships(self._draft, DOCUMENT_PART).get(old)
                if link is None or part != DOCUMENT_PART or not (link.external or link.target in self._parts):
                    raise CannotEdit
                links = read_relationships(self._parts, part)
                known = next(
                    (one.id for one in links.values() if (one.kind, one.target) == (link.kind, link.target)), ""
                )
                if not known:
                    known = new_relationship_id(links)
                    links[known] = Relationship(known, link.kind, link.target, link.external)
                    self._parts[relationships_part(part)] = write_relationships(part, links)
                node.set(attribute, known)


def without_keys(node: etree._Element) -> None:
    """Take the hidden bookmarks with keys out of a part."""
    ids = set()
    for mark in list(node.iter(BOOKMARKS[0])):
        if mark.get(name("w:name"), "").startswith(BOOKMARK):
            ids.add(mark.get(name("w:id")))
            mark.getparent().remove(mark)  # type: ignore[union-attr]
    for mark in list(node.iter(BOOKMARKS[1])):
        if mark.get(name("w:id")) in ids:
            mark.getparent().remove(mark)  # type: ignore[union-attr]


def _style_ids(styles: etree._Element | None) -> dict[str, str]:
    if styles is None:
        return {}
    return {_style_name(one): one.get(STYLE_ID, "") for one in styles.iter(name("w:style"))}


def _style_name(style: etree._Element) -> str:
    called = style.find(name("w:name"))
    return "" if called is None else called.get(VALUE, "").casefold()


def _same_form(one: etree._Element, form: etree._Element) -> bool:
    return one.tag == form.tag and _form(one) == _form(form)


def _form(node: etree._Element) -> list[tuple[str, str]]:
    """Return how the levels of a list are counted and written."""
    return [
        (str(inner.tag), inner.get(VALUE, ""))
        for inner in node.iter(name("w:numFmt"), name("w:lvlText"), name("w:start"))
    ]


def _abstract_of(number: etree._Element) -> str:
    link = number.find(name("w:abstractNumId"))
    return "" if link is None else link.get(VALUE, "")
