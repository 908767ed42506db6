"""Turn any Word file of a council into a house document that templates can be printed into.

Left behind is what is not the house's; styles get the names and the lists that the templates use, missing ones are
added in the house's own look; a file without tags is adapted; colours, fonts and logo of council.yaml come last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import IGNORABLE, PREFIXES, RELATIONSHIP, WORD, name
from specgen.formats.opc.package import (
    CONTENT_TYPES_PART,
    DOCUMENT_PART,
    NotAWordFile,
    Parts,
    Relationship,
    declare_part,
    new_relationship_id,
    parse_part,
    read_relationships,
    relationships_part,
    write_part,
    write_relationships,
)
from specgen.formats.word.elements import value
from specgen.formats.word.page_layout import A4, is_a4, page_of
from specgen.house.added import main_colour
from specgen.house.cleanup import SETTINGS_PART, without_leftovers, without_loose_ends
from specgen.house.indents import letter_width
from specgen.house.letterhead.adapt import adapt, needs_adapting
from specgen.house.letterhead.adaptation_notes import Told
from specgen.house.letterhead.content_controls import settle_controls, settle_fields
from specgen.house.letterhead.logo import place_logo, read_logo
from specgen.house.list_numbering import link_headings
from specgen.house.missing_styles import complete
from specgen.house.notes import note, warning
from specgen.house.settings import settle, speak
from specgen.house.style_names import know
from specgen.house.stylesheet import ON, Sheet
from specgen.house.theme import dress
from specgen.house.tidy import headed, heard, tidy
from specgen.inputs.council.council import Look
from specgen.problems import Problem, WrongInput

STYLES_PART: Final = "word/styles.xml"
NUMBERING_PART: Final = "word/numbering.xml"
TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
EMBLEM: Final = "Letterhead"
CORE_KIND: Final = "core-properties"


@dataclass(frozen=True)
class Prepared:
    """A house that templates can be carried into."""

    parts: dict[str, bytes]
    roles: Mapping[str, str]  # style id -> specgen's name for it, where the house calls it otherwise
    said: tuple[Problem, ...]
    told: Told | None  # what came of each line, if the file had no tags
    main: str  # colour
    fonts: tuple[str, str]  # of text and of headings
    letter: float  # twips: how wide a letter in the head of a table may be


def prepare(parts: Parts, look: Look, pattern: Parts, name_of_council: str = "") -> Prepared:
    """Return the house that a Word file makes; `pattern` are the parts of the built-in house.

    Raises WrongInput for what the house cannot be used with, NotAWordFile for a file that has no body.
    """
    old_title = _title(parts)
    found, said = without_leftovers(parts)
    _with_parts(found)
    document = parse_part(found[DOCUMENT_PART])
    body = document.find(name("w:body"))
    if body is None:
        raise NotAWordFile("the Word file has no body that can be read (it may be saved as Strict Open XML)")
    theme_part = _target(found, "theme")
    theme = parse_part(found[theme_part]) if theme_part else None
    sheet = Sheet(parse_part(found[STYLES_PART]), theme)
    numbering = parse_part(found[NUMBERING_PART])
    told = Told() if needs_adapting(body) else None
    words = f"{EMBLEM} of {name_of_council}" if name_of_council else EMBLEM
    said += _tidy(found, document, sheet, numbering, told, words)
    pattern_styles = parse_part(pattern[STYLES_PART])
    kinds = {value(node, "w:name"): node.get(name("w:type"), "") for node in pattern_styles.findall(name("w:style"))}
    known = know(sheet, kinds, look.styles)
    if any(one.level == "error" for one in known.said):
        raise WrongInput(known.said)
    sheet.roles = known.roles
    said += known.said
    said += link_headings(sheet, numbering, body)
    dress(sheet, theme, look.colours, look.fonts)
    sections = list(document.iter(name("w:sectPr")))
    said += complete(sheet, numbering, pattern_styles, parse_part(pattern[NUMBERING_PART]),
                     sections[-1] if sections else None, look.colours.get("main", ""))  # fmt: skip
    said += speak(sheet)
    if told is not None:
        adapt(found, body, sheet, old_title, told)
        headed(body)  # a row that went may have been the first of its table
    said += _of_pages(body)
    settings = parse_part(found[SETTINGS_PART])
    settle(settings)
    found |= {SETTINGS_PART: write_part(settings), STYLES_PART: _written(sheet.root),
              NUMBERING_PART: _written(numbering), DOCUMENT_PART: _written(document)}  # fmt: skip
    if theme is not None:
        found[theme_part] = write_part(theme)
    found = without_loose_ends(found)
    fonts = (sheet.font(sheet.default), sheet.font(sheet.id_of("heading 1")))
    main = main_colour(sheet, look.colours.get("main", ""))
    return Prepared(found, known.roles, tuple(dict.fromkeys(said)), told, main, fonts, letter_width(sheet))


def with_logo(parts: Parts, look: Look) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Return the parts of a house with the council's logo at its place, or without the place for one."""
    found = dict(parts)
    logo = read_logo(look.logo, look.logo_words) if look.logo is not None else None
    said = tuple(place_logo(found, _stories(found), logo))
    return found, said


def _tidy(
    parts: dict[str, bytes],
    document: etree._Element,
    sheet: Sheet,
    numbering: etree._Element,
    told: Told | None,
    words: str,
) -> Iterator[Problem]:
    """Clean every part that is printed, and the styles; say what a reader would miss."""
    silent, said = 0, list[str]()
    for part in _stories(parts):
        root = document if part == DOCUMENT_PART else parse_part(parts[part])
        controls = settle_controls(root) if told is not None else []
        fields = settle_fields(root, to_tags=told is not None)
        if told is None:
            said += fields
        else:
            told.replaced += [line for line in (*controls, *fields) if root is not document or "{{" in line]
        tidy(root)
        silent += heard(root, words)
        headed(root)
        _british(root)
        if root is not document:
            parts[part] = _written(root)
    for root in (sheet.root, numbering):
        tidy(root)
    default = sheet.nodes.get(sheet.default)
    if default is not None and default.get(name("w:default")) not in ON:
        default.set(name("w:default"), "1")
    yield from (note(f"turned {one}") for one in dict.fromkeys(said))
    if silent:
        yield warning(
            f"{silent} {'picture has' if silent == 1 else 'pictures have'} no alternative text; they say {words}",
            "in Word: right-click the picture, View Alt Text, and say what it shows",
        )


def _british(root: etree._Element) -> None:
    """Let runs speak the language of the document."""
    for node in list(root.iter(name("w:lang"))):
        if node.get(name("w:val"), "").startswith("en-") and node.getparent() is not None:
            node.getparent().remove(node)  # type: ignore[union-attr]


def _of_pages(body: etree._Element) -> Iterator[Problem]:
    for section in body.iter(name("w:sectPr")):
        _rounded(section)
    page = page_of(body.find(name("w:sectPr")))
    if not is_a4(page):
        yield warning(
            f"its pages are {page.width / 567:.1f} by {page.height / 567:.1f} cm, not A4",
            "in Word: Layout, Size, A4, if the specification is printed in Britain",
        )


def _rounded(section: etree._Element) -> None:
    """Write A4 as what it is, where another program has rounded it."""
    size, page = section.find(name("w:pgSz")), page_of(section)
    if size is not None and is_a4(page):
        for key, side in zip(("w", "h"), reversed(A4) if page.lies else A4, strict=True):
            size.set(name(f"w:{key}"), str(side))


def _title(parts: Parts) -> str:
    """Return the title that the file's properties give it."""
    core = next((one.target for one in read_relationships(parts, "").values() if one.short_kind == CORE_KIND), "")
    if core not in parts:
        return ""
    texts = {str(node.tag).rpartition("}")[2]: node.text or "" for node in parse_part(parts[core])}
    return " ".join(texts.get("title", "").split())


def _with_parts(parts: dict[str, bytes]) -> None:
    """Give a file the parts that every house has, under Word's own names."""
    links = read_relationships(parts, DOCUMENT_PART)
    for kind in ("styles", "numbering", "settings"):
        usual = f"word/{kind}.xml"
        old = next((one for one in links.values() if one.short_kind == kind), None)
        if old is not None and old.target != usual:
            parts[usual] = parts.pop(old.target)
            links[old.id] = Relationship(old.id, old.kind, usual, external=False)
        elif old is None:
            parts[usual] = f'<w:{kind} xmlns:w="{WORD}"/>'.encode()
            new = new_relationship_id(links)
            links[new] = Relationship(new, f"{RELATIONSHIP}/{kind}", usual, external=False)
        parts[CONTENT_TYPES_PART] = declare_part(parts[CONTENT_TYPES_PART], usual, f"{TYPES}{kind}+xml")
    parts[relationships_part(DOCUMENT_PART)] = write_relationships(DOCUMENT_PART, links)


def _target(parts: Parts, kind: str) -> str:
    found = (one.target for one in read_relationships(parts, DOCUMENT_PART).values() if one.short_kind == kind)
    return next((target for target in found if target in parts), "")


def _stories(parts: Parts) -> list[str]:
    """Return the document and its headers and footers."""
    kinds = ("header", "footer")
    others = [one.target for one in read_relationships(parts, DOCUMENT_PART).values() if one.short_kind in kinds]
    return [DOCUMENT_PART, *(part for part in sorted(set(others)) if part in parts)]


def _written(root: etree._Element) -> bytes:
    if root.get(name("mc:Ignorable")) is not None:
        root.set(name("mc:Ignorable"), IGNORABLE)
    etree.cleanup_namespaces(root, top_nsmap=PREFIXES, keep_ns_prefixes=list(PREFIXES))
    return write_part(root)
