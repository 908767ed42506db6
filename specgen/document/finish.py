"""Finish rendered parts into a .docx: numbers, references, contents, open points, properties and provenance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from textwrap import wrap
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from lxml import etree

from specgen.document.bookmarks import (
    Target,
    number_bookmarks,
    place_marks,
    place_references,
    refuse_marks,
    split_runs_at_marks,
    template_of,
)
from specgen.document.captions import number_captions, title_tables
from specgen.document.column_widths import fit_columns
from specgen.document.open_points import OPEN_POINT_STYLE, find_points, place_open_points
from specgen.document.properties import Properties, with_properties
from specgen.document.record.block_keys import BlockKeys, place_bookmarks
from specgen.document.record.block_list import BODY, pack_stories, read_story, story_parts
from specgen.document.record.provenance import Provenance, add_provenance
from specgen.document.repair import add_last_section, drop_empty_clauses, join_single_items, repair
from specgen.document.table_of_contents import HEADINGS, fill_contents, headings_of, instruction_for
from specgen.formats.opc.active_content import refuse_unsafe
from specgen.formats.opc.namespaces import IGNORABLE, PREFIXES, name
from specgen.formats.opc.package import (
    DOCUMENT_PART,
    NUMBERING_PART,
    STYLES_PART,
    NotAWordFile,
    parse_part,
    write_package,
    write_part,
)
from specgen.formats.word.elements import keep_with_next, paragraph_formats, shortened, value
from specgen.formats.word.numbering import Numbering
from specgen.formats.word.paragraph_contents import paragraph_contents
from specgen.house.indents import PATTERN_WIDTH, header_char_width
from specgen.house.stylesheet import Stylesheet, as_number
from specgen.problems import Place, Problem, WrongInput, near
from specgen.templates.compiled import CompiledTemplates
from specgen.templates.render import Rendered

NOT_IN_TEXT: Final = etree.XPath("//w:t/*[self::w:p or self::w:tbl]", namespaces=PREFIXES)
OUTSIDE_TEXT: Final = etree.XPath(
    "//text()[not(parent::w:t)][normalize-space()]"  # quick to say of nearly all of them; then where it stands
    "[parent::w:body or parent::w:tc or parent::w:tr or parent::w:tbl or parent::w:hdr or parent::w:ftr or parent::w:p"
    " or parent::w:r or parent::w:txbxContent or parent::w:sdtContent]",
    namespaces=PREFIXES,
)
FOREIGN: Final = ("docProps/thumbnail.jpeg", "docProps/custom.xml")  # somebody else's, never ours to hand on
COVER: Final = "Cover"
LETTER_WIDTH: Final = 106  # twips, of a letter in a table on average
TALL: Final = 3  # lines; a row with more does not look lost alone
NAMED_HEADINGS: Final = (
    *HEADINGS,
    "heading 2",
    "front heading",
)  # what a place in the document can be called by


def finish(rendered: Rendered, compiled: CompiledTemplates, properties: Properties, record: Provenance) -> bytes:
    """Return the bytes of the finished Word file. Raises WrongInput for references and marks that do not work out."""
    house = house_styles(compiled)
    keys = BlockKeys()
    body = parsed_part(compiled, "w:document", f"<w:body>{keys.put_in(rendered.body)}</w:body>", keys.places)
    tagged_parts = {
        part: parsed_part(compiled, house.tags[part], keys.put_in(text), keys.places)
        for part, text in rendered.tagged_parts.items()
    }
    point_style = next((key for key, value in house.styles.items() if value == OPEN_POINT_STYLE), "")
    points = find_points(body)
    for root in (body, *tagged_parts.values()):
        split_runs_at_marks(root)
        place_open_points(root, point_style)
    add_last_section(body, house.document)
    targets = _link(body, house, points, keys.places, compiled.left_out)
    for root in tagged_parts.values():
        refuse_marks(root, keys.places)
        place_references(root, targets, COVER, keys.places, left_out=compiled.left_out)
    repair((body, *tagged_parts.values()))
    if house.letter:
        fit_columns(body, house.letter, house.bold)
    for root in (body, *tagged_parts.values()):
        _keep_rows_together(root)
    _keep_introductions(body)
    placed = [key for root in (body, *tagged_parts.values()) for key in place_bookmarks(root)]
    number_bookmarks(iter((body, *tagged_parts.values())))
    parts = {part: data for part, data in compiled.parts.items() if part not in FOREIGN}
    parts[DOCUMENT_PART] = write_part(body)
    parts |= {part: write_part(root) for part, root in tagged_parts.items()}
    stories = {BODY: read_story(body)}
    stories |= {called: read_story(tagged_parts[part]) for called, part in story_parts(parts, body).items()}
    record = replace(record, blocks=pack_stories(stories), places={key: keys.places[key] for key in placed})
    parts = add_provenance(with_properties(parts, properties), record)
    refuse_unsafe(compiled.root, parts, checked=compiled.parts, trees={DOCUMENT_PART: body, **tagged_parts})
    return write_package(parts)


def parsed_part(
    compiled: CompiledTemplates, tag: str, inside: str, places: Mapping[str, str] = MappingProxyType({})
) -> etree._Element:
    """Return what was rendered as the root of a part; `places` are those of its keys. Raises WrongInput if it is no
    Word text.
    """
    declared = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in PREFIXES.items())
    text = f'<{tag} {declared} mc:Ignorable="{IGNORABLE}">{inside}</{tag}>'
    try:
        root = parse_part(text.encode())
    except NotAWordFile as error:
        message = "the templates do not fit together: a block that opens in one paragraph closes inside another"
        remedy = "write {%p if %} and {%p endif %} in paragraphs of their own, at the same level"
        raise WrongInput(Problem(Place(compiled.root), message, remedy, "template")) from error
    nested: Any = NOT_IN_TEXT(root)
    outside: Any = OUTSIDE_TEXT(root)
    for node in nested:
        found = "".join(node.itertext())
        message, remedy = "prints paragraphs inside a paragraph", "write {{p name }} in a paragraph of its own"
        template = template_of(node.getparent(), places) or compiled.root
        raise WrongInput(Problem(near(template, shortened(found)), message, remedy, "template"))
    for words in outside:
        message, remedy = "prints words that stand in no paragraph", "write {{ name }}, without the letter p"
        template = template_of(words.getparent(), places) or compiled.root
        raise WrongInput(Problem(near(template, shortened(str(words))), message, remedy, "template"))
    return root


class HouseStyles(NamedTuple):
    """What is read from the package of the house: the same for all documents of one model."""

    document: etree._Element
    tags: Mapping[str, str]  # the root of each header and footer: w:hdr, w:ftr
    styles: Mapping[str, str]  # style id -> style name in lower case
    numbering: Numbering
    contents: str  # the instruction of the contents list
    is_own: bool  # a council's own house, not the built-in one
    letter: float  # twips: the width of a letter in the head of a table, in a house of its own
    bold: frozenset[str]  # ids of the styles whose letters are bold


@lru_cache(maxsize=8)
def house_styles(compiled: CompiledTemplates) -> HouseStyles:
    """Return what the styles and lists of a house are."""
    parts = compiled.parts
    styles = parse_part(parts[STYLES_PART])
    lists = parse_part(parts[NUMBERING_PART]) if NUMBERING_PART in parts else None
    tags = {part: f"w:{etree.QName(parse_part(parts[part])).localname}" for part in compiled.tagged_parts}
    names = _style_names(styles, compiled.roles)
    instruction = instruction_for(_house_names(styles, compiled.roles))
    numbering = Numbering(styles, lists)
    sheet = Stylesheet(styles, None)
    letter = header_char_width(sheet) if compiled.own_house else 0.0
    bold = frozenset(style for style in sheet.nodes if sheet.is_on(style, "w:b")) if letter else frozenset()
    document = parse_part(parts[DOCUMENT_PART])
    return HouseStyles(document, tags, names, numbering, instruction, compiled.own_house, letter, bold)


def _house_names(styles: etree._Element, roles: Mapping[str, str]) -> dict[str, str]:
    """Return specgen's name, in lower case, of each style that the house calls otherwise -> the house's name."""
    called = {node.get(name("w:styleId"), ""): value(node, "w:name") for node in styles.findall(name("w:style"))}
    return {role.casefold(): called.get(style, "") for style, role in roles.items()}


def _style_names(styles: etree._Element, roles: Mapping[str, str]) -> dict[str, str]:
    """Return style id -> style name in lower case; `roles` are specgen's names of styles that have another."""
    taken = {role.casefold() for role in roles.values()}
    found = {}
    for style in styles.findall(name("w:style")):
        node = style.find(name("w:name"))
        called = "" if node is None else node.get(name("w:val"), "").casefold()
        found[style.get(name("w:styleId"), "")] = "" if called in taken else called
    return found | {style: role.casefold() for style, role in roles.items()}


def _link(
    body: etree._Element,
    house: HouseStyles,
    points: Mapping[str, etree._Element],
    keys: Mapping[str, str],
    left_out: Mapping[str, str],
) -> dict[str, Target]:
    """Number captions, place marks and references, fill the contents list; return what can be referred to."""
    styles, numbering = house.styles, house.numbering
    wanted = {style for style, called in styles.items() if called in NAMED_HEADINGS} | numbering.styles
    looks = drop_empty_clauses(numbering, paragraph_formats(body, wanted))
    joined = join_single_items(numbering, looks)
    numbers = numbering.numbers_in(paragraph_contents(body))
    captions = number_captions(body)
    named = {paragraph: styles.get(style, "") for paragraph, style in looks.styles.items()}
    headings = headings_of(named)
    unnumbered = {paragraph for paragraph, style in named.items() if style in NAMED_HEADINGS}
    places = {key: joined.get(paragraph, paragraph) for key, paragraph in points.items()}
    targets = place_marks(body, numbers, captions, unnumbered, places, keys)
    place_references(body, targets, COVER, keys, points, left_out)
    title_tables(captions, keep=house.is_own)
    fill_contents(body, headings, numbers, styles, house.contents, own_page=house.is_own)
    return targets


def _keep_rows_together(root: etree._Element) -> None:
    """Keep a table's first two rows together and its last two, so that no page shows one row alone; its head keeps
    to the first by the style of its text.
    """
    for table in root.iter(name("w:tbl")):
        rows = [row for row in table if row.tag == name("w:tr")]
        for row in dict.fromkeys([*rows[:-1][1:2], *rows[1:][-2:-1]]):
            if _is_tall(row):
                continue
            for paragraph in row.iter(name("w:p")):
                keep_with_next(paragraph)


def _keep_introductions(document: etree._Element) -> None:
    """Keep a paragraph that ends with a colon with the first point of the list, or the table, that it leads to."""
    for paragraph in document.findall(f"{name('w:body')}/{name('w:p')}"):
        following, texts = paragraph.getnext(), paragraph.findall(f".//{name('w:t')}")
        if texts and (texts[-1].text or "").rstrip().endswith(":") and following is not None:
            keep_with_next(paragraph)


def _is_tall(row: etree._Element) -> bool:
    """Whether a row has so much text that it does not look lost alone, and would leave much of a page empty."""
    return any(_lines(cell) > TALL for cell in row.iter(name("w:tc")))


def _lines(cell: etree._Element) -> int:
    """Return about how many lines the text of a cell takes in its width, or in that of a page if it names none."""
    width = cell.find(f"{name('w:tcPr')}/{name('w:tcW')}")
    written = width.get(name("w:w"), "") if width is not None and width.get(name("w:type")) == "dxa" else ""
    letters = as_number(written, PATTERN_WIDTH) // LETTER_WIDTH
    return len(wrap("".join(text.text or "" for text in cell.iter(name("w:t"))), max(letters, 1)))
