"""Rendered parts in, a finished .docx out: numbers, references, contents, open points, properties and provenance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from lxml import etree

from specgen.document.bookmarks import (
    OPEN_POINT_STYLE,
    Target,
    find_points,
    lift,
    number_bookmarks,
    place_marks,
    place_open_points,
    place_references,
    refuse_marks,
)
from specgen.document.provenance import Provenance, add_provenance
from specgen.document.repair import add_last_section, close, drop_empty_clauses
from specgen.document.table_of_contents import (
    HEADINGS,
    fill_contents,
    headings_of,
    instruction_for,
    number_captions,
    title_tables,
)
from specgen.formats.opc.namespaces import IGNORABLE, PREFIXES, name
from specgen.formats.opc.package import (
    CONTENT_TYPES_PART,
    DOCUMENT_PART,
    NotAWordFile,
    Relationship,
    declare_part,
    new_relationship_id,
    new_root,
    parse_part,
    read_relationships,
    relationships_part,
    write_package,
    write_part,
    write_relationships,
)
from specgen.formats.word.clean import shortened
from specgen.formats.word.elements import child, looks_of, value
from specgen.formats.word.numbering import Numbering
from specgen.problems import Problem, WrongInput
from specgen.templates.compile import Composition, refuse_distrusted
from specgen.templates.merge import NUMBERING_PART, STYLES_PART
from specgen.templates.render import Rendered

CORE_PART: Final = "docProps/core.xml"
APPLICATION_PART: Final = "docProps/app.xml"
CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
APPLICATION_TYPE: Final = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
CORE_KIND: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
APPLICATION_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
ELEMENTS: Final = "http://purl.org/dc/elements/1.1/"
TERMS: Final = "http://purl.org/dc/terms/"
INSTANCE: Final = "http://www.w3.org/2001/XMLSchema-instance"
EXTENDED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
NOT_IN_TEXT: Final = etree.XPath("//w:t/*[self::w:p or self::w:tbl]", namespaces=PREFIXES)
OUTSIDE_TEXT: Final = etree.XPath(
    "//text()[not(parent::w:t)][normalize-space()]"  # quick to say of nearly all of them; then where it stands
    "[parent::w:body or parent::w:tc or parent::w:tr or parent::w:tbl or parent::w:hdr or parent::w:ftr or parent::w:p"
    " or parent::w:r or parent::w:txbxContent or parent::w:sdtContent]",
    namespaces=PREFIXES,
)
FOREIGN: Final = ("docProps/thumbnail.jpeg", "docProps/custom.xml")  # somebody else's, never ours to hand on
COVER: Final = "Cover"
TALL: Final = 200  # letters in one cell: a row of four lines or more
NAMED_HEADINGS: Final = (
    *HEADINGS,
    "heading 2",
    "front heading",
)  # what a place in the document can be called by


@dataclass(frozen=True)
class Properties:
    """What the file says of itself (Word: File, Info)."""

    title: str
    subject: str
    author: str
    day: date


def finish(rendered: Rendered, composition: Composition, properties: Properties, record: Provenance) -> bytes:
    """Return the bytes of the finished Word file. Raises WrongInput for references and marks that do not work out."""
    house = _house(composition)
    body = _parsed(composition, "w:document", f"<w:body>{rendered.body}</w:body>")
    stories = {part: _parsed(composition, house.tags[part], text) for part, text in rendered.stories.items()}
    point_style = next((key for key, value in house.styles.items() if value == OPEN_POINT_STYLE), "")
    points = find_points(body)
    for root in (body, *stories.values()):
        lift(root)
        place_open_points(root, point_style)
    add_last_section(body, house.document)
    targets = _link(body, house, points)
    for root in stories.values():
        refuse_marks(root)
        place_references(root, targets, COVER)
    close((body, *stories.values()))
    for root in (body, *stories.values()):
        _keep_rows_together(root)
    number_bookmarks(iter((body, *stories.values())))
    parts = {part: data for part, data in composition.parts.items() if part not in FOREIGN}
    parts[DOCUMENT_PART] = write_part(body)
    parts |= {part: write_part(root) for part, root in stories.items()}
    parts = add_provenance(with_properties(parts, properties), record)
    refuse_distrusted(composition.root, parts, known=composition.parts, trees={DOCUMENT_PART: body, **stories})
    return write_package(parts)


def _parsed(composition: Composition, tag: str, inside: str) -> etree._Element:
    declared = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in PREFIXES.items())
    text = f'<{tag} {declared} mc:Ignorable="{IGNORABLE}">{inside}</{tag}>'
    try:
        root = parse_part(text.encode())
    except NotAWordFile as error:
        message = "the templates do not fit together: a block that opens in one paragraph closes inside another"
        remedy = "write {%p if %} and {%p endif %} in paragraphs of their own, at the same level"
        raise WrongInput(Problem(composition.root, 0, 0, "error", "", message, remedy, "template")) from error
    nested: Any = NOT_IN_TEXT(root)
    outside: Any = OUTSIDE_TEXT(root)
    for node in nested:
        found = "".join(node.itertext())
        message, remedy = "prints paragraphs inside a paragraph", "write {{p name }} in a paragraph of its own"
        raise WrongInput(Problem(composition.root, 0, 0, "error", _near(found), message, remedy, "template"))
    for words in outside:
        message, remedy = "prints words that stand in no paragraph", "write {{ name }}, without the letter p"
        raise WrongInput(Problem(composition.root, 0, 0, "error", _near(str(words)), message, remedy, "template"))
    return root


def _near(words: str) -> str:
    return f'near "{shortened(words)}"'


@dataclass(frozen=True)
class _House:
    """What is read from the package of the house: the same for all documents of one composition."""

    document: etree._Element
    tags: Mapping[str, str]  # the root of each header and footer: w:hdr, w:ftr
    styles: Mapping[str, str]  # style id -> style name in lower case
    numbering: Numbering
    contents: str  # the instruction of the contents list
    is_own: bool  # a council's own house, not the built-in one


@lru_cache(maxsize=8)
def _house(composition: Composition) -> _House:
    parts = composition.parts
    styles = parse_part(parts[STYLES_PART])
    lists = parse_part(parts[NUMBERING_PART]) if NUMBERING_PART in parts else None
    tags = {part: f"w:{etree.QName(parse_part(parts[part])).localname}" for part in composition.stories}
    names = _style_names(styles, composition.roles)
    instruction = instruction_for(_called(styles, composition.roles))
    numbering = Numbering(styles, lists)
    return _House(parse_part(parts[DOCUMENT_PART]), tags, names, numbering, instruction, composition.own_house)


def _called(styles: etree._Element, roles: Mapping[str, str]) -> dict[str, str]:
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


def _link(body: etree._Element, house: _House, points: Mapping[str, etree._Element]) -> dict[str, Target]:
    """Number captions, place marks and references, fill the contents list; return what can be referred to."""
    styles, numbering = house.styles, house.numbering
    wanted = {style for style, called in styles.items() if called in NAMED_HEADINGS} | numbering.styles
    looks = drop_empty_clauses(numbering, looks_of(body, wanted))
    numbers = dict(numbering.numbers(looks.styles, looks))
    captions = number_captions(body)
    named = {paragraph: styles.get(style, "") for paragraph, style in looks.styles.items()}
    headings = headings_of(named)
    unnumbered = {paragraph for paragraph, style in named.items() if style in NAMED_HEADINGS}
    targets = place_marks(body, numbers, captions, unnumbered, points)
    place_references(body, targets, COVER)
    title_tables(captions)
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
                properties = child(paragraph, "w:pPr")
                if properties is None:
                    properties = etree.Element(name("w:pPr"))
                    paragraph.insert(0, properties)
                tags = [node.tag for node in properties]
                if name("w:keepNext") not in tags:
                    properties.insert(tags[:1] == [name("w:pStyle")], etree.Element(name("w:keepNext")))


def _is_tall(row: etree._Element) -> bool:
    """Whether a row has so much text that it does not look lost alone, and would leave much of a page empty."""
    return any(
        len("".join(text.text or "" for text in cell.iter(name("w:t")))) > TALL for cell in row.iter(name("w:tc"))
    )


def with_properties(parts: dict[str, bytes], properties: Properties) -> dict[str, bytes]:
    """Return the parts with properties of our own, and without what the house's author left in theirs."""
    found = dict(parts)
    found[CORE_PART] = _core(properties)
    root = new_root("Properties", EXTENDED)
    etree.SubElement(root, f"{{{EXTENDED}}}Application").text = "specgen"
    found[APPLICATION_PART] = write_part(root)
    others = {
        one.target
        for one in read_relationships(parts, "").values()
        if one.kind in (CORE_KIND, APPLICATION_KIND) and one.target not in (CORE_PART, APPLICATION_PART)
    }  # LibreOffice writes them under names of its own
    found = {part: data for part, data in found.items() if part not in others}
    types = declare_part(found[CONTENT_TYPES_PART], CORE_PART, CORE_TYPE)
    found[CONTENT_TYPES_PART] = _without_missing(declare_part(types, APPLICATION_PART, APPLICATION_TYPE), found)
    package = {key: one for key, one in read_relationships(parts, "").items() if one.target in found}
    for kind, part in ((CORE_KIND, CORE_PART), (APPLICATION_KIND, APPLICATION_PART)):
        if part not in {one.target for one in package.values()}:
            new = new_relationship_id(package)
            package[new] = Relationship(new, kind, part, external=False)
    found[relationships_part("")] = write_relationships("", package)
    return found


def _core(properties: Properties) -> bytes:
    spaces = {"cp": CORE, "dc": ELEMENTS, "dcterms": TERMS, "xsi": INSTANCE}
    root = etree.Element(f"{{{CORE}}}coreProperties", nsmap=spaces)
    moment = f"{properties.day.isoformat()}T00:00:00Z"
    texts: Iterable[tuple[str, str]] = (
        (f"{{{ELEMENTS}}}title", properties.title),
        (f"{{{ELEMENTS}}}subject", properties.subject),
        (f"{{{ELEMENTS}}}creator", properties.author),
        (f"{{{CORE}}}lastModifiedBy", properties.author),
        (f"{{{TERMS}}}created", moment),
        (f"{{{TERMS}}}modified", moment),
        (f"{{{ELEMENTS}}}language", "en-GB"),
    )
    for tag, text in texts:
        node = etree.SubElement(root, tag)
        node.text = text
        if tag.startswith(f"{{{TERMS}}}"):
            node.set(f"{{{INSTANCE}}}type", "dcterms:W3CDTF")
    return write_part(root)


def _without_missing(content_types: bytes, parts: Mapping[str, bytes]) -> bytes:
    root = parse_part(content_types)
    for node in list(root):
        part = (node.get("PartName") or "").lstrip("/")
        if part and part not in parts:
            root.remove(node)
    return write_part(root)
