"""Make small Word files, and the draft that specgen makes of them, from a few lines of short notation.

One line is one paragraph; how it starts says what it is:

    # heading    #S schedule heading    . clause    .. (a)    ... (i)    - bullet    = Table: caption    | cell | cell |
    [Style name] text      anything else is body text      a line that starts with < is XML and stands as it is

"¦" splits a run as Word does when it has checked the spelling.
"""

from __future__ import annotations

import base64
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from lxml import etree

from specgen.document.finish import finish
from specgen.document.properties import Properties
from specgen.document.record.provenance import Provenance
from specgen.problems import SpecgenError
from specgen.templates.compile import compile_templates
from specgen.templates.compiled import CompiledTemplates
from specgen.templates.environment import jinja_environment
from specgen.templates.loader import TemplateLoader
from specgen.templates.render import render

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:a="{DRAWING}/main" xmlns:pic="{DRAWING}/picture"'
    f' xmlns:wp="{DRAWING}/wordprocessingDrawing" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
OTHER_PIXEL = PIXEL[:-1] + b"\x83"
PARAGRAPHS = {
    "#S ": "Schedule heading",
    ".S ": "Schedule clause",
    "... ": "Clause i",
    ".. ": "Clause a",
    ". ": "Clause",
    "# ": "heading 1",
    "- ": "List Bullet",
}

Parts = dict[str, bytes]


@dataclass(frozen=True)
class Style:
    name: str
    kind: str = "paragraph"
    based_on: str = ""
    list: tuple[str, int] | None = None
    look: str = ""  # XML
    id: str = ""

    @property
    def xml(self) -> str:
        based = f'<w:basedOn w:val="{self.based_on}"/>' if self.based_on else ""
        number = (
            f'<w:pPr><w:numPr><w:ilvl w:val="{self.list[1]}"/><w:numId w:val="{self.list[0]}"/></w:numPr></w:pPr>'
            if self.list
            else ""
        )
        default = ' w:default="1"' if self.name in ("Normal", "Normal Table") else ""
        return (
            f'<w:style w:type="{self.kind}"{default} w:styleId="{self.id or id_of(self.name)}">'
            f'<w:name w:val="{self.name}"/>{based}{number}{self.look}</w:style>'
        )


def id_of(style: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in style.split())


STYLES = (
    Style("Normal"),
    Style("Normal Table", "table"),
    Style("Body Text", based_on="Normal"),
    Style("heading 1", based_on="Normal", list=("1", 0), look="<w:rPr><w:b/></w:rPr>"),
    Style("heading 2", based_on="Normal"),
    Style("Clause", based_on="Normal", list=("1", 1)),
    Style("Clause a", based_on="Normal", list=("1", 2)),
    Style("Clause i", based_on="Normal", list=("1", 3)),
    Style("Schedule heading", based_on="Normal", list=("2", 0)),
    Style("Schedule clause", based_on="Normal", list=("2", 1)),
    Style("List Bullet", based_on="Normal", list=("3", 0)),
    Style("Front heading", based_on="Normal"),
    Style("caption", based_on="Normal"),
    Style("toc 1", based_on="Normal"),
    Style("Specification table", "table", based_on="NormalTable"),
    Style("Strong", "character", look="<w:rPr><w:b/></w:rPr>"),
    Style("Open point", "character"),
)


def level(index: int, form: str, text: str, style: str = "", more: str = "", start: int = 1) -> str:
    linked = f'<w:pStyle w:val="{id_of(style)}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}{linked}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def numbered(abstract: str, *levels: str, id: str = "", more: str = "") -> tuple[str, str]:
    """A list definition and a list of it: (abstractNum, num)."""
    nsid = f'<w:nsid w:val="{int(abstract):08X}"/><w:multiLevelType w:val="multilevel"/>'
    return (
        f'<w:abstractNum w:abstractNumId="{abstract}">{nsid}{"".join(levels)}</w:abstractNum>',
        f'<w:num w:numId="{id or abstract}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>',
    )


CLAUSES = numbered(
    "1",
    level(0, "decimal", "%1", "heading 1"),
    level(1, "decimal", "%1.%2", "Clause"),
    level(2, "lowerLetter", "(%3)", "Clause a"),
    level(3, "lowerRoman", "(%4)", "Clause i"),
)
SCHEDULES = numbered(
    "2", level(0, "upperLetter", "Schedule %1", "Schedule heading"), level(1, "decimal", "%1.%2", "Schedule clause")
)
BULLETS = numbered("3", level(0, "bullet", "•", "List Bullet"), level(1, "bullet", "–"))
LISTS = (CLAUSES, SCHEDULES, BULLETS)


def word_file(
    text: str = "",
    *,
    styles: tuple[Style, ...] = STYLES,
    lists: tuple[tuple[str, str], ...] = LISTS,
    links: Mapping[str, tuple[str, str]] | None = None,
    parts: Mapping[str, bytes] | None = None,
    stories: Mapping[str, str] | None = None,
    last_section: str = "",
) -> bytes:
    """A Word file. `links` maps a relationship's id to (kind, target); `stories` maps "header1" or "footer1" to its
    text in the notation.
    """
    targets = {
        "rId1": ("styles", "styles.xml"),
        "rId2": ("numbering", "numbering.xml"),
        "rId3": ("settings", "settings.xml"),
    }
    targets |= dict(links or {})
    content = {
        "word/styles.xml": f"<w:styles {SPACES}>{''.join(style.xml for style in styles)}</w:styles>",
        "word/numbering.xml": f"<w:numbering {SPACES}>{''.join(one for one, _ in lists)}"
        f"{''.join(one for _, one in lists)}</w:numbering>",
        "word/settings.xml": f"<w:settings {SPACES}/>",
    }
    references = ""
    for index, (story, notation) in enumerate((stories or {}).items(), 1):
        kind = story.rstrip("0123456789")
        tag = {"header": "hdr", "footer": "ftr"}[kind]
        content[f"word/{story}.xml"] = f"<w:{tag} {SPACES}>{body_of(notation)}</w:{tag}>"
        targets[f"rId9{index}"] = (kind, f"{story}.xml")
        references += f'<w:{kind}Reference w:type="default" r:id="rId9{index}"/>'
    section = f"<w:sectPr>{references}{last_section or PORTRAIT}</w:sectPr>"
    content["word/document.xml"] = f"<w:document {SPACES}><w:body>{body_of(text)}{section}</w:body></w:document>"
    content["word/_rels/document.xml.rels"] = relationships(targets)
    content["_rels/.rels"] = relationships({"rId1": ("officeDocument", "word/document.xml")})
    content["[Content_Types].xml"] = _content_types(content)
    return zipped({name: value.encode() for name, value in content.items()} | dict(parts or {}))


def relationships(targets: Mapping[str, tuple[str, str]]) -> str:
    rows = ""
    for key, (kind, target) in targets.items():
        outside = kind.startswith("external ")
        kind = kind.removeprefix("external ")
        mode = ' TargetMode="External"' if outside else ""
        rows += f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{escape(target)}"{mode}/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def _content_types(content: Mapping[str, str]) -> str:
    kinds = {"document": "document.main", "styles": "styles", "numbering": "numbering", "settings": "settings"}
    rows = ""
    for part in content:
        stem = part.removeprefix("word/").removesuffix(".xml")
        kind = kinds.get(stem) or next((k for k in ("header", "footer") if stem.startswith(k)), "")
        if kind:
            rows += f'<Override PartName="/{part}" ContentType="{WORD_TYPE}.{kind}+xml"/>'
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{rows}</Types>'
    )


def zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)  # the same words, the same file
    return buffer.getvalue()


def body_of(notation: str) -> str:
    """The XML of lines in the notation."""
    xml, rows = "", list[str]()
    for line in [*notation.split("\n"), ""]:
        line = line.strip()
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            xml += table(rows)
            rows = []
        if line:
            xml += _block(line)
    return xml


def _block(line: str) -> str:
    if line.startswith("<"):
        return line
    if line.startswith("= "):
        label, _, title = line[2:].partition(": ")
        return paragraph(f"{label} ", "caption", field(f"SEQ {label} \\* ARABIC", "0") + run(f": {title}"))
    if found := re.match(r"\[([^]]+)\] ?(.*)", line):
        return paragraph(found[2], found[1])
    for start, style in PARAGRAPHS.items():
        if line.startswith(start):
            return paragraph(line.removeprefix(start), style)
    return paragraph(line, "" if line.startswith(("{%p", "{{p", "{%tr", "{#p")) else "Body Text")


def paragraph(text: str, style: str = "", more: str = "", properties: str = "") -> str:
    styled = f'<w:pStyle w:val="{id_of(style)}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{properties}</w:pPr>{run(text) if text else ''}{more}</w:p>"


def run(text: str, look: str = "") -> str:
    spelling = '<w:proofErr w:type="spellStart"/>'
    return spelling.join(
        f'<w:r w:rsidR="00A1">{look}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>' for piece in text.split("¦")
    )


def table(rows: list[str]) -> str:
    cells = [row.strip().strip("|").split("|") for row in rows]
    grid = "<w:gridCol/>" * max(map(len, cells))
    body = "".join(
        "<w:tr>" + "".join(f"<w:tc>{body_of(cell) or '<w:p/>'}</w:tc>" for cell in row) + "</w:tr>" for row in cells
    )
    style = '<w:tblStyle w:val="SpecificationTable"/>'
    return (
        f'<w:tbl><w:tblPr>{style}<w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'
    )


def field(code: str, result: str = "") -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    shown = mark("separate") + run(result) if result else ""
    return (
        f'{mark("begin")}<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        f"{shown}{mark('end')}"
    )


def picture(relationship: str = "rId50", words: str = "A map", kind: str = "embed") -> str:
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="360000" cy="360000"/>'
        f'<wp:docPr id="1" name="Picture" descr="{words}"/><a:graphic><a:graphicData uri="{DRAWING}/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="1" name="Picture"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:{kind}="{relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def link(text: str, relationship: str = "rId60") -> str:
    return f'<w:hyperlink r:id="{relationship}">{run(text)}</w:hyperlink>'


PORTRAIT = '<w:pgSz w:w="11906" w:h="16838"/>'
LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
HOUSE = "{%p block body %}\n{%p endblock %}"


def child(text: str, of: str = "house.docx", block: str = "body") -> str:
    return f'{{%p extends "{of}" %}}\n{{%p block {block} %}}\n{text}\n{{%p endblock %}}'


@dataclass(frozen=True)
class Drafted:
    """A finished document, as a person sees it."""

    data: bytes

    @cached_property
    def parts(self) -> Parts:
        with zipfile.ZipFile(BytesIO(self.data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def root(self, part: str = "word/document.xml") -> etree._Element:
        return etree.fromstring(self.parts[part])

    @cached_property
    def body(self) -> etree._Element:
        found = self.root().find(f"{{{W}}}body")
        assert found is not None
        return found

    @cached_property
    def lines(self) -> list[str]:
        """The text of each paragraph that has any, in the order of reading."""
        return [text for text in map(text_of, all_of(self.body, "p")) if text]

    def story(self, name: str) -> list[str]:
        return [text_of(paragraph) for paragraph in all_of(self.root(f"word/{name}.xml"), "p")]

    @cached_property
    def links(self) -> dict[str, tuple[str, str]]:
        """Relationships of the document: id -> (short kind, target)."""
        root = self.root("word/_rels/document.xml.rels")
        return {n.get("Id", ""): (n.get("Type", "").rsplit("/", 1)[-1], n.get("Target", "")) for n in root}

    def style_names(self) -> list[str]:
        """The name of the style of each paragraph that has text."""
        names = {node.get(w("styleId")): value(node, "name") for node in self.root("word/styles.xml").iter(w("style"))}
        return [
            names.get(value(paragraph, "pPr/pStyle"), "")
            for paragraph in all_of(self.body, "p")
            if text_of(paragraph)
        ]  # fmt: skip


def w(local: str) -> str:
    return f"{{{W}}}{local}"


def value(node: etree._Element, path: str) -> str:
    found = node.find("/".join(w(step) for step in path.split("/")))
    return "" if found is None else found.get(w("val"), "")


def all_of(root: etree._Element, local: str) -> Iterator[etree._Element]:
    return root.iter(w(local))


def text_of(paragraph: etree._Element) -> str:
    """What a person reads in one paragraph: tabs and line breaks as such, fields by their results."""
    shown = {w("tab"): "\t", w("br"): "\n", w("noBreakHyphen"): "-"}
    runs = (node for node in paragraph.iter(w("t"), *shown) if node.getparent().tag == w("r"))  # type: ignore[union-attr]
    return "".join(shown.get(str(node.tag), node.text or "") for node in runs)


Files = Mapping[str, str | bytes]


def composed(
    files: Files, root: str = "main.docx", *, wanted: tuple[str, ...] = (), own: Files | None = None
) -> CompiledTemplates:
    """The compiled form of some templates; `own` are those of a council, laid over them."""
    with TemporaryDirectory() as folder:
        folders = []
        for name, shelf in (("own", own), ("built-in", {"house.docx": HOUSE, **files})):
            if shelf is not None:
                folders.append(Path(folder) / name)
                write_files(folders[-1], shelf)
        return compile_templates(root, wanted, TemplateLoader(tuple(folders)), jinja_environment())


def write_files(folder: Path, files: Files) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(word_file(content) if isinstance(content, str) else content)


PROPERTIES = Properties("A title", "A subject", "A council", date(2027, 4, 5))
RECORD = Provenance("0", "2027-04-05", "care-planning", {}, "{}")


def drafted(
    text: str | Files, /, *, own: Files | None = None, wanted: tuple[str, ...] = (), **names: object
) -> Drafted:
    """The draft of one template's text, or of several templates of which main.docx is the model's."""
    files: Files = {"main.docx": child(text)} if isinstance(text, str) else text
    compiled = composed(files, wanted=wanted, own=own)
    return Drafted(finish(render(compiled, names), compiled, PROPERTIES, RECORD))


def fault_of(text: str | Files, /, *, own: Files | None = None, wanted: tuple[str, ...] = (), **names: object) -> str:
    """What specgen says of templates that it does not take."""
    try:
        made = drafted(text, own=own, wanted=wanted, **names)
    except SpecgenError as error:
        return str(error)
    raise AssertionError(f"this went through: {made.lines}")
