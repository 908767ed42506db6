"""Turn any Word file of a council into a house document that templates can be printed into.

Left behind is what is not the house's; styles get the names and the lists that the templates use, missing ones are
added in the house's own look; a file without tags is adapted; colours, fonts and logo of council.yaml come last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import IGNORABLE, PREFIXES, RELATIONSHIP, WORD, name
from specgen.formats.opc.package import (
    CONTENT_TYPES_PART,
    DOCUMENT_PART,
    NUMBERING_PART,
    SETTINGS_PART,
    STYLES_PART,
    NotAWordFile,
    Parts,
    Relationship,
    declare_part,
    new_relationship_id,
    parse_part,
    read_relationships,
    related_part,
    relationships_part,
    write_part,
    write_relationships,
)
from specgen.formats.word.elements import shortened, value
from specgen.formats.word.left_out.hidden_text import take_out_hidden_text
from specgen.formats.word.left_out.linked_pictures import keep_embedded_pictures
from specgen.formats.word.styles import ON
from specgen.house.cleanup import (
    add_alt_text,
    clean_markup,
    mark_header_rows,
    remove_leftovers,
    remove_unused_links,
)
from specgen.house.indents import header_char_width
from specgen.house.intake.own_styles import OwnStyles, own_styles
from specgen.house.intake.sound_styles import sound_lists, sound_styles
from specgen.house.intake.stories import (
    accept_all_changes,
    in_order,
    left_out_stories,
    note_texts,
    story_texts,
    take_in_stories,
    take_out_tags,
    used_stories,
)
from specgen.house.legibility.running_text import mend_running_text
from specgen.house.legibility.story_colours import keep_colours
from specgen.house.legibility.text_colours import mend_plain_text, mend_text_colours, style_colours
from specgen.house.legibility.text_pages import are_pages_dark, mend_pages
from specgen.house.letterhead.adapt import adapt, needs_adapting
from specgen.house.letterhead.adaptation_notes import AdaptationNotes
from specgen.house.letterhead.content_controls import FieldChange, replace_controls, replace_fields
from specgen.house.letterhead.headers_footers import fill_even_pages
from specgen.house.letterhead.logo import place_logo, read_logo
from specgen.house.list_numbering import link_headings
from specgen.house.missing_styles import add_missing_styles
from specgen.house.notes import note, warning
from specgen.house.settings import modernise_settings, plain_scheme, set_language
from specgen.house.style_names import match_style_names
from specgen.house.stylesheet import Stylesheet
from specgen.house.theme import apply_theme, main_colour
from specgen.inputs.council.council import HouseOptions
from specgen.problems import Problem, WrongInput

TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
EMBLEM: Final = "Letterhead"
CORE_KIND: Final = "core-properties"


@dataclass(frozen=True)
class Prepared:
    """A house that templates can be carried into."""

    parts: dict[str, bytes]
    roles: Mapping[str, str]  # style id -> specgen's name for it, where the house calls it otherwise
    problems: tuple[Problem, ...]
    adaptation: AdaptationNotes | None  # what came of each line, if the file had no tags
    main: str  # colour
    fonts: tuple[str, str]  # of text and of headings
    header_char_width: float  # twips: how wide a letter in the head of a table may be
    own_styles: Mapping[str, str]  # specgen's name -> the house's, as its text uses them: for council.yaml


def prepare(parts: Parts, look: HouseOptions, pattern: Parts, name_of_council: str = "") -> Prepared:
    """Return the house that a Word file makes; `pattern` are the parts of the built-in house.

    Raises WrongInput for what the house cannot be used with, NotAWordFile for a file that has no body.
    """
    old_title, footnotes = _title(parts), note_texts(parts)
    parts, linked = keep_embedded_pictures(parts)
    house_parts, problems = remove_leftovers(parts)
    problems += (note(f"kept the picture in the file, not the one that it is linked to ({one})") for one in linked)
    _with_parts(house_parts)
    document = parse_part(house_parts[DOCUMENT_PART])
    body = document.find(name("w:body"))
    if body is None:
        raise NotAWordFile("the Word file has no body that can be read (it may be saved as Strict Open XML)")
    theme_part = related_part(house_parts, "theme")
    theme = parse_part(house_parts[theme_part]) if theme_part else None
    sheet = Stylesheet(parse_part(house_parts[STYLES_PART]), theme)
    numbering = parse_part(house_parts[NUMBERING_PART])
    damaged = [*sound_styles(sheet.root), *sound_lists(numbering)]
    problems += accept_all_changes(house_parts, document)
    adaptation = AdaptationNotes() if needs_adapting(body) else None
    own = OwnStyles({}, ())
    if adaptation is not None:
        adaptation.replaced += take_out_tags(house_parts, body, sheet)
        own = own_styles(sheet, numbering, body)
    words = f"{EMBLEM} of {name_of_council}" if name_of_council else EMBLEM
    frozen: list[FieldChange] = []
    are_dark = are_pages_dark(document, sheet.colours)
    problems += _left_out(house_parts, document, sheet)
    problems += _clean_parts(house_parts, document, sheet, numbering, adaptation, frozen)
    pattern_styles = parse_part(pattern[STYLES_PART])
    kinds = {value(node, "w:name"): node.get(name("w:type"), "") for node in pattern_styles.findall(name("w:style"))}
    problems += in_order((sheet.root, numbering), damaged)
    matched = match_style_names(sheet, kinds, {**own.names, **look.styles})
    if any(problem.level == "error" for problem in matched.problems):
        raise WrongInput(matched.problems)
    sheet.roles = matched.roles
    problems += (*matched.problems, *own.problems)
    problems += link_headings(sheet, numbering, body)
    apply_theme(sheet, theme, look.colours, look.fonts)
    colours = style_colours(sheet)
    problems += mend_plain_text(sheet)
    sections = list(document.iter(name("w:sectPr")))
    problems += add_missing_styles(sheet, numbering, pattern_styles, parse_part(pattern[NUMBERING_PART]),
                     sections[-1] if sections else None, look.colours.get("main", ""))  # fmt: skip
    printed = frozenset(called.casefold() for called in kinds)
    problems += mend_text_colours(sheet, numbering, printed, colours, are_pages_dark=are_dark)
    problems += mend_running_text(sheet, printed)
    problems += set_language(sheet)
    stories = story_texts(house_parts, document)
    if adaptation is not None:
        adapt(house_parts, body, sheet, old_title, adaptation)
        mark_header_rows(body)  # a row that went may have been the first of its table
    problems += take_in_stories(house_parts, document, footnotes, is_new=adaptation is not None)
    problems += left_out_stories(house_parts, document, stories)
    mend = partial(keep_colours, sheet=sheet, before=colours, are_pages_dark=are_dark)
    problems += _in_print(house_parts, document, words, mend)
    problems += _frozen_fields(frozen, document)
    problems += mend_pages(body)
    settings = parse_part(house_parts[SETTINGS_PART])
    problems += fill_even_pages(document, settings)
    modernise_settings(settings)
    problems += plain_scheme(settings)
    problems += in_order((settings,))
    house_parts |= {SETTINGS_PART: write_part(settings), STYLES_PART: _written(sheet.root),
              NUMBERING_PART: _written(numbering), DOCUMENT_PART: _written(document)}  # fmt: skip
    if theme is not None:
        house_parts[theme_part] = write_part(theme)
    house_parts = remove_unused_links(house_parts)
    fonts = (sheet.font(sheet.default), sheet.font(sheet.id_of("heading 1")))
    main = main_colour(sheet, look.colours.get("main", ""))
    return Prepared(
        house_parts, matched.roles, tuple(dict.fromkeys(problems)), adaptation, main, fonts, header_char_width(sheet),
        own.names,
    )  # fmt: skip


def with_logo(parts: Parts, look: HouseOptions) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Return the parts of a house with the council's logo at its place, or without the place for one."""
    house_parts = dict(parts)
    logo = read_logo(look.logo, look.logo_words) if look.logo is not None else None
    problems = tuple(place_logo(house_parts, tagged_parts(house_parts), logo))
    return house_parts, problems


def _left_out(parts: dict[str, bytes], document: etree._Element, sheet: Stylesheet) -> Iterator[Problem]:
    """Take hidden text and the colour of the pages out of every part that is printed, and say so."""
    for part in tagged_parts(parts):
        root = document if part == DOCUMENT_PART else parse_part(parts[part])
        hidden = list(take_out_hidden_text(root, sheet.root))
        if hidden and root is not document:
            parts[part] = write_part(root)
        yield from (note(f'left out the hidden text "{shortened(text)}"') for _, text in hidden)
    background = document.find(name("w:background"))
    if background is not None:
        colour = background.get(name("w:color"), "")
        yield note(f"left out the colour of its pages{f' ({colour})' if colour not in ('', 'auto') else ''}")
        document.remove(background)


def _clean_parts(
    parts: dict[str, bytes],
    document: etree._Element,
    sheet: Stylesheet,
    numbering: etree._Element,
    adaptation: AdaptationNotes | None,
    frozen: list[FieldChange],
) -> Iterator[Problem]:
    """Clean every part that is printed, and the styles; say what a reader would miss."""
    field_changes = list[str]()
    for part in tagged_parts(parts):
        root = document if part == DOCUMENT_PART else parse_part(parts[part])
        controls = replace_controls(root) if adaptation is not None else []
        changes = replace_fields(root, to_tags=adaptation is not None)
        frozen += (change for change in changes if change.is_frozen)
        fields = [change.in_words for change in changes if not change.is_frozen]
        if adaptation is None:
            field_changes += fields
        else:
            adaptation.replaced += [line for line in (*controls, *fields) if root is not document or "{{" in line]
        clean_markup(root)
        mark_header_rows(root)
        _british(root)
        if root is not document:
            parts[part] = _written(root)
    for root in (sheet.root, numbering):
        clean_markup(root)
    default = sheet.nodes.get(sheet.default)
    if default is not None and default.get(name("w:default")) not in ON:
        default.set(name("w:default"), "1")
    yield from (note(f"turned {change}") for change in dict.fromkeys(field_changes))


def _in_print(
    parts: dict[str, bytes], document: etree._Element, words: str, mend: Callable[[etree._Element], None]
) -> Iterator[Problem]:
    """Put what is printed in order, and give its pictures words for those who hear the document."""
    used = {part: parse_part(parts[part]) for part in used_stories(parts, document)} | {DOCUMENT_PART: document}
    yield from in_order(used.values())
    for root in used.values():
        mend(root)
    silent = sum(add_alt_text(root, words) for root in used.values())
    parts |= {part: _written(root) for part, root in used.items()}
    if silent:
        yield warning(
            f"{silent} {'picture has' if silent == 1 else 'pictures have'} no alternative text; they say {words}",
            "in Word: right-click the picture, View Alt Text, and say what it shows",
        )


def _frozen_fields(changes: Iterable[FieldChange], document: etree._Element) -> Iterator[Problem]:
    """Say which fields that are still there show from now on what they showed last."""
    for change in changes:
        holders = [] if change.paragraph is None else list(change.paragraph.iterancestors())
        if holders and (holders[-1] is document or holders[-1].tag in (name("w:hdr"), name("w:ftr"))):
            message = f'the field {{ {change.code} }} does not change any more and shows "{shortened(change.shown)}"'
            remedy = "in Word: put a page number (Insert, Page Number), plain words or a tag in its place"
            yield warning(f"{message} everywhere", remedy)


def _british(root: etree._Element) -> None:
    """Let runs speak the language of the document."""
    for node in list(root.iter(name("w:lang"))):
        if node.get(name("w:val"), "").startswith("en-") and node.getparent() is not None:
            node.getparent().remove(node)  # type: ignore[union-attr]


def _title(parts: Parts) -> str:
    """Return the title that the file's properties give it."""
    core = related_part(parts, CORE_KIND, "")
    if not core:
        return ""
    texts = {str(node.tag).rpartition("}")[2]: node.text or "" for node in parse_part(parts[core])}
    return " ".join(texts.get("title", "").split())


def _with_parts(parts: dict[str, bytes]) -> None:
    """Give a file the parts that every house has; those that are there have Word's own names since it was read."""
    links = read_relationships(parts, DOCUMENT_PART)
    for kind in ("styles", "numbering", "settings"):
        usual = f"word/{kind}.xml"
        if not any(link.short_kind == kind for link in links.values()):
            parts[usual] = f'<w:{kind} xmlns:w="{WORD}"/>'.encode()
            new = new_relationship_id(links)
            links[new] = Relationship(new, f"{RELATIONSHIP}/{kind}", usual, external=False)
        parts[CONTENT_TYPES_PART] = declare_part(parts[CONTENT_TYPES_PART], usual, f"{TYPES}{kind}+xml")
    parts[relationships_part(DOCUMENT_PART)] = write_relationships(DOCUMENT_PART, links)


def tagged_parts(parts: Parts) -> list[str]:
    """Return the document and its headers and footers."""
    kinds = ("header", "footer")
    others = [link.target for link in read_relationships(parts, DOCUMENT_PART).values() if link.short_kind in kinds]
    return [DOCUMENT_PART, *(part for part in sorted(set(others)) if part in parts)]


def _written(root: etree._Element) -> bytes:
    if root.get(name("mc:Ignorable")) is not None:
        root.set(name("mc:Ignorable"), IGNORABLE)
    etree.cleanup_namespaces(root, top_nsmap=PREFIXES, keep_ns_prefixes=list(PREFIXES))
    return write_part(root)
