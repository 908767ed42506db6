"""The parts of a Word template in, everything that is wrong with it out, in the order of the file.

Each part (the body; of the house document the headers and footers too) is read as it is, then cleaned as it would be
for a draft; what is wrong with one tag does not hide what is wrong with the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from specgen.formats.opc.active_content import distrusted
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, NotAWordFile, parse_part, read_package, read_relationships
from specgen.formats.word.clean import OVERRIDDEN, TAG, clean, overridden, paragraph_text
from specgen.formats.word.position_found import Found, Said
from specgen.formats.word.positions import Places, Spot, heading_levels
from specgen.problems import SpecgenError
from specgen.system.files import read_file
from specgen.template_check.accessibility import accessibility_faults
from specgen.template_check.block_rules import name_faults
from specgen.template_check.deletions import deletion_faults
from specgen.template_check.references import mark_faults
from specgen.template_check.related_templates import Family, parent_of
from specgen.template_check.type_inference.expressions import Expressions
from specgen.template_check.type_inference.known_names import Vocabulary
from specgen.template_check.type_inference.statements import Called, Walk
from specgen.templates.blocks import logic_faults
from specgen.templates.compile import TAGGED_KINDS
from specgen.templates.loader import HOUSE
from specgen.templates.merge import STYLES_PART, MergeTarget, carry
from specgen.templates.source import EXTENDS, read_source
from specgen.templates.tags.listing import tags_of
from specgen.templates.tags.shape import lost_text, shape_faults
from specgen.templates.tags.tree import Reading, read_tags
from specgen.templates.unsupported import Fault, refused

STYLE_USES = {"w:pStyle": "paragraph", "w:rStyle": "character", "w:tblStyle": "table"}


@dataclass(frozen=True)
class Surroundings:
    """What a template is checked against."""

    family: Family
    vocabulary: Vocabulary
    is_house: bool


def check_template(parts: Mapping[str, bytes], around: Surroundings) -> list[Found]:
    """Return all that is wrong with a template. Raises NotAWordFile for one that has no body."""
    styles = parse_part(parts[STYLES_PART]) if STYLES_PART in parts else None
    levels = heading_levels(styles)
    found: list[Found] = []
    for part, story, root in _parts(parts):
        found += _part(part, story, root, parts, levels, around)
    found += _net(parts, around, found)
    if not any(one.level == "error" for one in found):  # else it may be said twice, here without its place
        found += (Found(Spot(), one.message, one.remedy, "unsafe") for one in distrusted(parts, leftovers=True))
    return sorted(dict.fromkeys(found), key=lambda one: (one.spot.story, one.spot.part, one.spot.index))


def _parts(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str, etree._Element]]:
    """Yield the body, and each header and footer that the document points at."""
    body = parse_part(parts[DOCUMENT_PART]).find(name("w:body"))
    if body is None:
        raise NotAWordFile("the Word file has no body that can be read (it may be saved as Strict Open XML)")
    yield DOCUMENT_PART, "", body
    for one in read_relationships(parts, DOCUMENT_PART).values():
        if one.short_kind in TAGGED_KINDS and one.target in parts:
            yield one.target, one.short_kind, parse_part(parts[one.target])


def _part(
    part: str,
    story: str,
    root: etree._Element,
    parts: Mapping[str, bytes],
    levels: Mapping[str, int],
    around: Surroundings,
) -> Iterator[Found]:
    places = Places(root, part, story, levels)
    if story and not around.is_house:
        yield from _unprinted(places)
        return
    yield from deletion_faults(places)
    yield from accessibility_faults(places, levels)
    if around.is_house:
        yield from _styles(places, parts)
    clean(root)
    yield from (_placed(fault, places) for fault in shape_faults(root))
    if around.is_house and not story:
        yield from (Found(places.of(one), *OVERRIDDEN, "block", "warning") for one in overridden(root))
    reading = read_tags(places, around.family.environment)
    yield from (_at(one, places) for one in _of_tags(reading, around, places))
    yield from (_placed(fault, places) for fault in _of_word(root, story, parts, around))


def _of_tags(reading: Reading, around: Surroundings, places: Places) -> Iterator[Said]:
    yield from reading.said
    yield from _late_extends(places)
    if reading.tree is None:
        return
    for line, message, remedy in logic_faults(reading.tree, around.family.environment):
        yield Said(line, message, remedy, "tag")
    yield from name_faults(reading.tree, around.family)
    walk = Walk(Expressions(around.vocabulary, around.family.given, reading.poisoned))
    walk.template(reading.tree)
    yield from walk.said
    if places.story:
        yield from _marks_in_margin(walk.called)
    yield from mark_faults(walk.called, around.family, parent_of(reading.tree))


def _late_extends(places: Places) -> Iterator[Said]:
    for number, tag in enumerate(tags_of(places)):
        if number and tag.word == "extends":
            message = "extends another template, but not in its first tag"
            yield Said(tag.line, message, "move the extends tag up", "block")


def _marks_in_margin(called: Iterable[Called]) -> Iterator[Said]:
    for one in called:
        if one.function == "mark":
            yield Said(one.line, "has a mark in a header or footer", "move it into the text", "reference")


def _of_word(root: etree._Element, story: str, parts: Mapping[str, bytes], around: Surroundings) -> Iterator[Fault]:
    """Yield what Word has left in the part that no draft can take over. This changes the tree: it comes last."""
    text = "".join(paragraph_text(paragraph) for paragraph in root.iter(name("w:p")))
    if not story and EXTENDS.search(text.replace("{%p", "{%")):
        yield from lost_text(root)
    house = around.family.shelf.find(HOUSE)
    if around.is_house or house is None:
        yield from refused(root)
    else:
        yield from carry(root, parts, MergeTarget(read_package(read_file(house))))


def _net(parts: Mapping[str, bytes], around: Surroundings, found: list[Found]) -> Iterator[Found]:
    """Read the file as a draft would be made from it: whatever is refused then has to be said, if only of the file."""
    house = around.family.shelf.find(HOUSE)
    said = {one.message for one in found}
    is_faulty = any(one.level == "error" for one in found)
    try:
        at = MergeTarget(read_package(read_file(house))) if house is not None else MergeTarget(dict(parts))
        source = read_source(around.family.own, parts, at, is_house=around.is_house)
        if not is_faulty:
            around.family.environment.compile(source.text, around.family.own, around.family.own)
    except SpecgenError as error:
        for one in error.problems:
            if one.message not in said and (one.rule != "tag" or not is_faulty):
                yield Found(Spot(story=one.place.path), one.message, one.remedy, one.rule)
    except Exception as error:
        from jinja2 import TemplateError

        if not isinstance(error, TemplateError):
            raise
        message = f"the tags cannot be understood together ({str(error).rstrip('.')})"
        yield Found(Spot(), message, "compare them with those of another template", "tag")


def _styles(places: Places, parts: Mapping[str, bytes]) -> Iterator[Found]:
    """Yield the styles of the house document that it does not define."""
    nodes: Any = parse_part(parts[STYLES_PART]).iter(name("w:style")) if STYLES_PART in parts else ()
    known = {node.get(name("w:styleId"), "") for node in nodes}
    for tag, kind in STYLE_USES.items():
        for node in places.root.iter(name(tag)):
            style = node.get(name("w:val"), "")
            if style not in known:
                message = f'uses the {kind} style "{style}", which the file does not define'
                yield Found(places.of(node), message, "apply a style from the list in Word", "style")


def _unprinted(places: Places) -> Iterator[Found]:
    """Yield the tags in a header or footer that is not the house's: nobody would ever see them."""
    for paragraph in places.root.iter(name("w:p")):
        if TAG.search(paragraph_text(paragraph)):
            message = f"the {places.story} of this file is not printed: every page has that of the house document"
            remedy = "move the tag into the text, or into house.docx"
            yield Found(places.of(paragraph), message, remedy, "unprinted", "warning")


def _placed(fault: Fault, places: Places) -> Found:
    return Found(places.of(fault.node), fault.message, fault.remedy, fault.rule)


def _at(said: Said, places: Places) -> Found:
    return Found(places.at(said.line), said.message, said.remedy, said.rule, said.level)
