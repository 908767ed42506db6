"""Replace title, date and the like on the cover of a corporate document by tags, and drop the text that follows it.

The cover is what stands before the first of: a section break, a page break, a heading, a contents list. A file with
none of these is a letter: only its pictures, titles and lines of the letterhead are kept. Of a cover, longer texts and
what belongs to its writer go; every other line stays, and all of it is noted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, shortened, value
from specgen.formats.word.fields import fields_of
from specgen.formats.word.styles import ON
from specgen.house.letterhead.adaptation_notes import AdaptationNotes, note_kept, replace_phrases
from specgen.house.letterhead.dates_and_versions import without_phrases
from specgen.house.letterhead.paragraph_text import all_text, has_picture, is_empty, set_text, text_of
from specgen.house.letterhead.placeholders import (
    A_DATE,
    LONGEST_LINE,
    SUBTITLE,
    TITLE,
    is_letterhead,
    label_tag,
    line_of,
)
from specgen.house.letterhead.titles import is_organisation, titles_in
from specgen.house.stylesheet import Stylesheet, as_number, property_group, remove_properties, set_property

BOLD_LINE: Final = "Letterhead"
LINE: Final = 440  # twips, about: of an empty line with the room below it


def end_of_cover(blocks: Sequence[etree._Element], sheet: Stylesheet) -> tuple[int, bool]:
    """Return how many blocks the cover has, and whether it is a page of its own."""
    first_heading = next((at for at, block in enumerate(blocks) if _begins_text(block, sheet)), len(blocks))
    for at, block in enumerate(blocks[:first_heading]):
        if block.find(f"{name('w:pPr')}/{name('w:sectPr')}") is not None:
            return at + 1, True
        if any(node.get(name("w:type")) == "page" for node in block.iter(name("w:br"))):
            return at + 1, True
        if at and _is_on_new_page(block, sheet):
            return at, True
    if first_heading < len(blocks) and _is_on_new_page(blocks[first_heading], sheet):
        return first_heading, True
    return first_heading, False


def adapt_cover(
    blocks: Sequence[etree._Element], sheet: Stylesheet, old_title: str, *, own_page: bool, notes: AdaptationNotes
) -> list[etree._Element]:
    """Change the blocks of a cover and return those that stay."""
    kept = []
    cover = _Cover(sheet, titles_in(blocks, sheet, old_title), notes, own_page)
    for block in blocks:
        if block.tag == name("w:tbl"):
            kept += [block] if _adapt_table(block, cover) else []
            continue
        if block.tag != name("w:p"):
            kept.append(block)  # what that is, is said where it is refused
            continue
        for inner in [*block.iter(name("w:p"))][1:]:
            _adapt_line(inner, cover)
        stays = _adapt_line(block, cover)
        if stays or has_picture(block) or block.find(f"{name('w:pPr')}/{name('w:sectPr')}") is not None:
            kept.append(block)
    return _without_breaks(kept)


@dataclass(frozen=True)
class _Cover:
    """A cover while its lines are changed."""

    sheet: Stylesheet
    titles: Mapping[etree._Element, str]  # paragraph -> the tag in its place
    notes: AdaptationNotes
    own_page: bool
    placed: dict[str, bool] = field(default_factory=lambda: dict.fromkeys((TITLE, SUBTITLE), False))


def _begins_text(block: etree._Element, sheet: Stylesheet) -> bool:
    """True for a heading, a contents list or its heading."""
    for paragraph in [block] if block.tag == name("w:p") else list(block.iter(name("w:p")))[:1]:
        properties = child(paragraph, "w:pPr")
        style = "" if properties is None else value(properties, "w:pStyle")
        node = sheet.nodes.get(style)
        called = "" if node is None else value(node, "w:name").casefold()
        if called in ("title", "subtitle"):
            return False
        outline = sheet.says(style, "w:pPr", "w:outlineLvl")
        level = 9 if outline is None else as_number(outline.get(name("w:val"), ""), 9)
        if (
            (level < 9 or called.startswith(("heading ", "toc ")))
            and block.tag == name("w:p")
            and all_text(block).strip()
        ):
            return True
    return any(field.kind == "TOC" for field in fields_of(block))


def _is_on_new_page(block: etree._Element, sheet: Stylesheet) -> bool:
    properties = child(block, "w:pPr")
    if properties is None:
        return False
    own = child(properties, "w:pageBreakBefore")
    if own is not None:
        return own.get(name("w:val"), "1") not in ("0", "false", "off")
    return sheet.is_on(value(properties, "w:pStyle"), "w:pageBreakBefore", "w:pPr")


def _adapt_line(paragraph: etree._Element, cover: _Cover) -> bool:
    """Change one line; return whether it stays."""
    words = text_of(paragraph)
    plain = " ".join(words.split())
    if not plain:
        return cover.own_page or has_picture(paragraph)
    if "{{" in plain or "{%" in plain:
        return True
    if paragraph in cover.titles:
        tag = cover.titles[paragraph]
        cover.notes.replaced.append(f'"{shortened(plain)}" -> {tag or "nothing"}')
        set_text(paragraph, tag)
        return bool(tag)
    line = line_of(words)
    if line is not None:
        if cover.placed.get(line.tag):
            line = type(line)("")
        if line.tag in cover.placed:
            cover.placed[line.tag] = True
        cover.notes.replaced.append(f'"{shortened(plain)}" -> {line.text or "nothing"}')
        if line.tag and any(sign.isdigit() for sign in line.value):
            cover.notes.values[line.value] = line.tag
        set_text(paragraph, line.text)
        return bool(line.tag)
    if len(plain) > LONGEST_LINE or (not cover.own_page and not is_letterhead(plain)):
        cover.notes.removed.append(shortened(plain))
        set_text(paragraph, "")
        return False
    replace_phrases(paragraph, cover.notes)
    if without_phrases(text_of(paragraph)):
        note_kept(text_of(paragraph), cover.notes)
    _not_a_heading(paragraph, cover.sheet)
    return True


def _not_a_heading(paragraph: etree._Element, sheet: Stylesheet) -> None:
    """Let a style make a line bold, or not bold, that was made so by hand: it would be taken for a heading."""
    looks = [child(run, "w:rPr") for run in paragraph.findall(name("w:r")) if run.find(name("w:t")) is not None]
    properties = property_group(paragraph, "w:pPr")
    if not looks or any(look is None or child(look, "w:b") is None for look in looks):
        return
    ways = {value(look, "w:b") in ("", *ON) for look in looks if look is not None}
    if len(ways) > 1:
        return
    way = "bold" if ways == {True} else "not bold"
    base = sheet.nodes.get(value(properties, "w:pStyle") or sheet.default)
    based_on = "" if base is None else base.get(name("w:styleId"), "")
    plain = f"{BOLD_LINE} not bold" if way != "bold" else BOLD_LINE
    called = plain if based_on in ("", sheet.default) else f"{value(base, 'w:name')} {way}"  # type: ignore[arg-type]
    style = sheet.named(called)
    if style is None:
        style = etree.SubElement(sheet.root, name("w:style"))
        for key, text in (("type", "paragraph"), ("customStyle", "1"), ("styleId", re.sub(r"\W", "", called))):
            style.set(name(f"w:{key}"), text)
        set_property(style, "w:name", {"val": called})
        set_property(style, "w:basedOn", {"val": based_on or sheet.default})
        set_property(property_group(style, "w:rPr"), "w:b", {} if way == "bold" else {"val": "0"})
    set_property(properties, "w:pStyle", {"val": style.get(name("w:styleId"), "")})
    for look in looks:
        remove_properties(look, "w:b", "w:bCs")


def _adapt_table(table: etree._Element, cover: _Cover) -> bool:
    """Change the cells of a table; return whether it stays: some picture or words are left in it."""
    for row in list(table.iter(name("w:tr"))):
        cells = row.findall(name("w:tc"))
        for at, cell in enumerate(cells):
            label = all_text(cell).strip().rstrip(":")
            tag = _tag_beside(label, all_text(cells[at + 1])) if at + 1 < len(cells) else None
            if tag is None:
                continue
            beside = next(cells[at + 1].iter(name("w:p")), None)
            was = all_text(cells[at + 1]).strip()
            for more in list(cells[at + 1].iter(name("w:p")))[1:]:
                more.getparent().remove(more)  # type: ignore[union-attr]
            if beside is not None and tag:
                set_text(beside, tag)
                cover.notes.replaced.append(f'{label}: "{shortened(was)}" -> {tag}')
            elif row.getparent() is not None:
                cover.notes.removed.append(shortened(f"{label}: {was}"))
                if A_DATE.search(was):
                    cover.notes.to_check.append(
                        f"{shortened(f'{label}: {was}')} (left out: the sample's date, of something else)"
                    )
                row.getparent().remove(row)  # type: ignore[union-attr]
                break
        else:
            for paragraph in list(row.iter(name("w:p"))):
                if label_tag(text_of(paragraph).strip().rstrip(":")) is None:
                    _adapt_line(paragraph, cover)
    return next(table.iter(name("w:tr")), None) is not None and (bool(all_text(table).strip()) or has_picture(table))


def _tag_beside(label: str, words: str) -> str | None:
    """Return the tag of the cell beside a label. A date is the document's only if its label says so."""
    tag = label_tag(label)
    is_label = label and not is_letterhead(label) and not is_organisation(label) and not A_DATE.search(label)
    return "" if tag is None and is_label and A_DATE.fullmatch(words.strip()) else tag


def _without_breaks(blocks: list[etree._Element]) -> list[etree._Element]:
    """Take page breaks away: what follows the cover begins on a page of its own; and empty lines at its end."""
    for block in blocks:
        for node in [each for each in block.iter(name("w:br")) if each.get(name("w:type")) == "page"]:
            node.getparent().remove(node)  # type: ignore[union-attr]
    blocks = _without_gaps(blocks)
    while (
        blocks
        and blocks[-1].tag == name("w:p")
        and is_empty(blocks[-1])
        and blocks[-1].find(f"{name('w:pPr')}/{name('w:sectPr')}") is None
    ):
        blocks.pop()
    return blocks


def _without_gaps(blocks: list[etree._Element]) -> list[etree._Element]:
    """Let one empty line stand for several, with as much room above it."""
    kept: list[etree._Element] = []
    for block in blocks:
        if kept and _is_gap(block) and _is_gap(kept[-1]):
            set_property(property_group(kept[-1], "w:pPr"), "w:spacing", _room(kept[-1]))
        else:
            kept.append(block)
    return kept


def _is_gap(block: etree._Element) -> bool:
    return block.tag == name("w:p") and is_empty(block) and block.find(f"{name('w:pPr')}/{name('w:sectPr')}") is None


def _room(block: etree._Element) -> dict[str, str]:
    spacing = block.find(f"{name('w:pPr')}/{name('w:spacing')}")
    before = 0 if spacing is None else as_number(spacing.get(name("w:before"), ""), 0)
    return {"before": str(before + LINE)}
