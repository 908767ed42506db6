"""Check the parts of a Word template, and say everything that is wrong in the order of the file.

Each part (the body; of the house document the headers and footers too) is read as it is, then cleaned as it would be
for a draft; what is wrong with one tag does not hide what is wrong with the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from specgen.formats.opc.active_content import unsafe_content
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import (
    DOCUMENT_PART,
    STYLES_PART,
    NotAWordFile,
    parse_part,
    read_package,
    read_relationships,
)
from specgen.formats.word.clean import OVERRIDDEN, TAG, clean, overridden_paragraphs
from specgen.formats.word.elements import paragraph_text, shortened
from specgen.formats.word.left_out.hidden_text import take_out_hidden_text
from specgen.formats.word.left_out.linked_pictures import keep_embedded_pictures, linked_pictures
from specgen.formats.word.positions import ParagraphPlace, Positions, place_of, problem_at
from specgen.formats.word.styles import heading_levels
from specgen.problems import Problem, SpecgenError
from specgen.system.files import read_file
from specgen.system.resources import HOUSE
from specgen.template_check.accessibility import accessibility_faults
from specgen.template_check.block_rules import name_faults
from specgen.template_check.deletions import deletion_faults
from specgen.template_check.lost_marks import absent_mark_faults
from specgen.template_check.paragraph_names import paragraph_name_faults
from specgen.template_check.references import mark_faults
from specgen.template_check.related_templates import RelatedTemplates
from specgen.template_check.type_inference.call_arguments import argument_problems
from specgen.template_check.type_inference.expressions import Expressions
from specgen.template_check.type_inference.known_names import KnownNames
from specgen.template_check.type_inference.statements import MarkCall, StatementWalk
from specgen.templates.block_tags import parent_of
from specgen.templates.compile import TAGGED_KINDS
from specgen.templates.merge.merge_body import STYLE_USES, carry
from specgen.templates.merge.merge_target import MergeTarget
from specgen.templates.source import read_source
from specgen.templates.tags.tag_problems import check_tags, text_outside_blocks
from specgen.templates.tags.tree import Reading
from specgen.templates.unsupported import refused


@dataclass(frozen=True)
class CheckContext:
    """What a template is checked against."""

    related: RelatedTemplates
    known_names: KnownNames
    is_house: bool


def check_template(parts: Mapping[str, bytes], context: CheckContext) -> list[Problem]:
    """Return all that is wrong with a template. Raises NotAWordFile for one that has no body."""
    styles = parse_part(parts[STYLES_PART]) if STYLES_PART in parts else None
    levels = heading_levels(styles)
    found: list[Problem] = []
    for part, story, root in _parts(parts):
        found += _part(part, story, root, parts, levels, context)
    parts, _ = keep_embedded_pictures(parts)  # as a draft would take them
    found += _net(parts, context, found)
    if not any(one.level == "error" for one in found):  # else it may be said twice, here without its place
        found += (fault.at(ParagraphPlace()) for fault in unsafe_content(parts, leftovers=True))
    return sorted(dict.fromkeys(found), key=_order)


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
    context: CheckContext,
) -> Iterator[Problem]:
    places = Positions(root, part, story, levels)
    if story and not context.is_house:
        yield from _unprinted(places)
        return
    yield from deletion_faults(places)
    yield from accessibility_faults(places, levels)
    if context.is_house:
        yield from _styles(places, parts)
    yield from _left_out(root, parts, places)
    clean(root)
    checked = check_tags(root, places, context.related.environment)
    yield from checked.problems
    if context.is_house and not story:
        yield from (OVERRIDDEN.at(places.of(one), "warning") for one in overridden_paragraphs(root))
    yield from map(places.place_problem, _of_names(checked.reading, context, places))
    roots, environment = context.known_names.roots, context.related.environment
    yield from map(places.place_problem, paragraph_name_faults(places, roots, environment))
    yield from _of_word(root, parts, context, places)


def _left_out(root: etree._Element, parts: Mapping[str, bytes], places: Positions) -> Iterator[Problem]:
    """Yield what is seen in Word or hidden there and is in no draft; hidden text is taken out of the part."""
    for paragraph, text in take_out_hidden_text(root, parse_part(parts[STYLES_PART]) if STYLES_PART in parts else None):
        message = f'the hidden text "{shortened(text)}" is left out of the draft'
        remedy = "delete it, or show it: Home, Font, Hidden"
        yield Problem(places.of(paragraph), message, remedy, "hidden", "warning")
    for picture, link in list(linked_pictures(root)):
        message = "the picture is in the file and linked to another one too: the one in the file is kept"
        remedy = "break the link: File, Info, Edit Links to Files, Break Link"
        yield Problem(places.of(picture), message, remedy, "carry", "warning")
        del picture.attrib[link]
    document = root.getparent()
    if document is not None and document.find(name("w:background")) is not None:
        message, remedy = (
            "the colour of its pages is left out of the draft",
            "take it out: Design, Page Color, No Color",
        )
        yield Problem(ParagraphPlace(), message, remedy, "unprinted", "warning")


def _of_names(reading: Reading, context: CheckContext, places: Positions) -> Iterator[Problem]:
    """Yield what is wrong with the names in the tags: of templates and blocks, answers, marks."""
    if reading.tree is None:
        return
    of_templates = [*name_faults(reading.tree, context.related)]
    yield from of_templates
    yield from argument_problems(reading.tree, context.related.environment)
    walk = StatementWalk(Expressions(context.known_names, context.related.given, reading.poisoned))
    walk.template(reading.tree)
    yield from walk.problems
    if places.story:
        yield from _marks_in_margin(walk.called)
    parent = parent_of(reading.tree)
    yield from mark_faults(walk.called, context.related, parent)
    if not (of_templates or reading.problems):  # else a mark may stand in what cannot be read
        yield from absent_mark_faults(reading.tree, context.related, parent, context.known_names.models)


def _marks_in_margin(called: Iterable[MarkCall]) -> Iterator[Problem]:
    for one in called:
        if one.function == "mark":
            yield problem_at(one.line, "has a mark in a header or footer", "move it into the text", "reference")


def _of_word(
    root: etree._Element, parts: Mapping[str, bytes], context: CheckContext, places: Positions
) -> Iterator[Problem]:
    """Yield what Word has left in the part that no draft can take over. This changes the tree: it comes last."""
    if not places.story:
        yield from text_outside_blocks(root, places)
    house = context.related.loader.find(HOUSE)
    if context.is_house or house is None:
        faults = list(refused(root))
    else:
        faults = carry(root, parts, MergeTarget(read_package(read_file(house))))
    yield from (places.problem(node, fault) for node, fault in faults)


def _net(parts: Mapping[str, bytes], context: CheckContext, found: list[Problem]) -> Iterator[Problem]:
    """Read the file as a draft would be made from it: whatever is refused then has to be said, if only of the file."""
    house = context.related.loader.find(HOUSE)
    known = {problem.fault for problem in found}
    is_faulty = any(one.level == "error" for one in found)
    try:
        at = MergeTarget(read_package(read_file(house))) if house is not None else MergeTarget(dict(parts))
        source = read_source(context.related.own, parts, at, context.related.environment, is_house=context.is_house)
        if not is_faulty:
            context.related.environment.compile(source.text, context.related.own, context.related.own)
    except SpecgenError as error:
        for problem in error.problems:
            if problem.fault not in known and (problem.rule != "tag" or not is_faulty):
                yield replace(problem, place=ParagraphPlace(story=problem.place.path))
    except Exception as error:
        from jinja2 import TemplateError

        if not isinstance(error, (TemplateError, SyntaxError, ValueError, RecursionError)):
            raise
        said = f" ({str(error).rstrip('.')})" if isinstance(error, TemplateError) else ""
        message = f"the tags cannot be understood together{said}"
        yield Problem(ParagraphPlace(), message, "compare them with those of another template", "tag")


def _styles(places: Positions, parts: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield the styles of the house document that it does not define."""
    nodes: Any = parse_part(parts[STYLES_PART]).iter(name("w:style")) if STYLES_PART in parts else ()
    known = {node.get(name("w:styleId"), "") for node in nodes}
    for tag, kind in STYLE_USES.items():
        for node in places.root.iter(name(tag)):
            style = node.get(name("w:val"), "")
            if style not in known:
                message = f'uses the {kind} style "{style}", which the file does not define'
                yield Problem(places.of(node), message, "apply a style from the list in Word", "style", "warning")


def _unprinted(places: Positions) -> Iterator[Problem]:
    """Yield the tags in a header or footer that is not the house's: nobody would ever see them."""
    for paragraph in places.root.iter(name("w:p")):
        if TAG.search(paragraph_text(paragraph)):
            message = f"the {places.story} of this file is not printed: every page has that of the house document"
            remedy = "move the tag into the text, or into house.docx"
            yield Problem(places.of(paragraph), message, remedy, "unprinted", "warning")


def _order(problem: Problem) -> tuple[str, str, int]:
    place = place_of(problem)
    return place.story, place.part, place.index
