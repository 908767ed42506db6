"""Read the shapes of definitions under tests/inputs/contract: a contract in a notation, and what it defines.

The notation is that of word_files. In a line of it stand **bold**, //slanted// and __underlined__ words, {+inserted+}
and {-deleted-} ones, → for a tab, ↵ for a line break, ^[a footnote]^, ¦ where Word has split a run; in a cell ¶ parts
paragraphs. `@box` starts the paragraph of a text box, `@borderless` a table without borders, `;` a comment, ~ an empty
paragraph. A paragraph starts with "## " or "### " for a heading of the second or third level.

Behind ---- stands what an outsider takes from it, a line each: `Term / another word (clause) = start … end`. The word
"means" is left out of a meaning, any other verb stays. A clause is given only where the shape is about clauses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.sax.saxutils import escape

from specgen.formats.opc.package import read_package
from tests.support.word_files import (
    LISTS,
    PARAGRAPHS,
    STYLES,
    Style,
    id_of,
    level,
    numbered,
    relationships,
    word_file,
    zipped,
)

FOLDER = Path(__file__).parents[1] / "inputs" / "contract"
LOOKS = {"**": "<w:b/>", "//": "<w:i/>", "__": '<w:u w:val="single"/>'}
MARK = re.compile(r"(\*\*|(?<!:)//|__|\{\+|\+\}|\{-|-\}|→|↵|¦|\^\[|\](?=\^))")
REVISION = 'w:id="9" w:author="Legal" w:date="2027-04-05T09:00:00Z"'
HEADED = (
    *STYLES,
    Style("heading 3", based_on="Normal"),
    Style("Defined Term", "character", look="<w:rPr><w:b/></w:rPr>"),
    Style("Definition Term", look="<w:rPr><w:b/></w:rPr>"),
    Style("Definition", based_on="Normal"),
)
NESTED = numbered("4", level(0, "lowerLetter", "(%1)"), level(1, "lowerRoman", "(%2)"))


@dataclass(frozen=True)
class Expected:
    """One definition as an outsider takes it."""

    term: str
    others: tuple[str, ...]
    clause: str
    start: str
    end: str

    def fits(self, meaning: str) -> bool:
        """Whether a meaning is the whole of this one."""
        if self.start == "?":
            return True
        plain = plain_text(meaning)
        return plain.startswith(self.start) and plain.endswith(self.end) if self.end else plain == self.start


@dataclass(frozen=True)
class ContractShape:
    """A contract, and what it defines."""

    name: str
    text: str
    defines: tuple[Expected, ...]

    @cached_property
    def data(self) -> bytes:
        return _word(self.text)


def shapes_in(folder: str) -> dict[str, ContractShape]:
    """The shapes of a folder by their names."""
    return {path.stem: _shape(path) for path in sorted((FOLDER / folder).glob("*.txt"))}


def plain_text(text: str) -> str:
    """A text with straight quotation marks and single spaces."""
    text = re.sub("[“”„«»]", '"', re.sub("[‘’]", "'", text))
    return " ".join(text.split()).rstrip(" ;,.")


def _shape(path: Path) -> ContractShape:
    text, _, expected = path.read_text(encoding="utf-8").partition("\n----\n")
    return ContractShape(path.stem, text, tuple(map(_expected, filter(None, expected.split("\n")))))


def _expected(line: str) -> Expected:
    found = re.fullmatch(
        r"(?P<terms>[^=]+?)(?: \((?P<clause>(?:[\d.]+|Schedule \d+)(?:\([a-z]+\))*)\))? =(?P<meaning>.*)", line
    )
    assert found is not None, line
    term, *others = found["terms"].split(" / ")
    start, _, end = found["meaning"].strip().partition(" … ")
    return Expected(term, tuple(others), found["clause"] or "", plain_text(start), plain_text(end))


def _word(text: str) -> bytes:
    notes: list[str] = []
    body, rows, borders = "", list[str](), True
    for line in [*text.split("\n"), ""]:
        line = line.strip(" ")
        if line.startswith("@borderless"):
            borders = False
        elif line.startswith("|"):
            rows.append(line)
        else:
            if rows:
                body += _table(rows, notes, borders=borders)
                rows, borders = [], True
            body += _block(line, notes)
    data = word_file(body, styles=HEADED, lists=(*LISTS, NESTED))
    return _with_notes(data, notes) if notes else data


def _block(line: str, notes: list[str]) -> str:
    if not line or line.startswith(";"):
        return ""
    if line == "~":
        return "<w:p/>"
    if line.startswith("@box "):
        inner = "".join(_paragraph(part, "Body Text", notes) for part in line.removeprefix("@box ").split("¶"))
        box = f"<v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent>{inner}</w:txbxContent></v:textbox>"
        return f"<w:p><w:r><w:pict>{box}</w:pict></w:r></w:p>"
    style = "Body Text"
    if found := re.match(r"\[([A-Za-z][\w ]*)\] ?", line):
        style, line = found[1], line[found.end() :]
    else:
        for start, name_of in {"### ": "heading 3", "## ": "heading 2", **PARAGRAPHS}.items():
            if line.startswith(start):
                style, line = name_of, line.removeprefix(start)
                break
    return _paragraph(line, style, notes)


def _paragraph(text: str, style: str, notes: list[str]) -> str:
    listed = re.match(r"<([12])> ", text)
    number = ""
    if listed:
        text = text[listed.end() :]
        number = f'<w:numPr><w:ilvl w:val="{int(listed[1]) - 1}"/><w:numId w:val="4"/></w:numPr>'
    return f'<w:p><w:pPr><w:pStyle w:val="{id_of(style)}"/>{number}</w:pPr>{_runs(text, notes)}</w:p>'


def _runs(text: str, notes: list[str]) -> str:
    xml, looks, revision = "", set[str](), ""
    parts = MARK.split(text)
    position = 0
    while position < len(parts):
        part = parts[position]
        position += 1
        if part in LOOKS:
            looks ^= {part}
        elif part in ("{+", "{-"):
            revision = "ins" if part == "{+" else "del"
        elif part in ("+}", "-}"):
            revision = ""
        elif part == "^[":
            note = ""
            while parts[position] != "]":
                note += parts[position]
                position += 1
            position += 1
            parts[position] = parts[position].removeprefix("^")
            notes.append(note)
            xml += f'<w:r><w:footnoteReference w:id="{len(notes)}"/></w:r>'
        elif part == "¦":
            xml += '<w:proofErr w:type="spellStart"/>'
        elif part:
            look = "".join(LOOKS[one] for one in LOOKS if one in looks)
            tag = "delText" if revision == "del" else "t"
            inside = {"→": "<w:tab/>", "↵": "<w:br/>"}.get(
                part, f'<w:{tag} xml:space="preserve">{escape(part)}</w:{tag}>'
            )
            run = f"<w:r><w:rPr>{look}</w:rPr>{inside}</w:r>"
            xml += f"<w:{revision} {REVISION}>{run}</w:{revision}>" if revision else run
    return xml


def _table(rows: list[str], notes: list[str], *, borders: bool) -> str:
    made, width = "", 0
    for row in rows:
        cells = row.strip().strip("|").split("|")
        width = max(width, len(cells))
        made += "<w:tr>" + "".join(_cell(cell.strip(), notes) for cell in cells) + "</w:tr>"
    style = '<w:tblStyle w:val="SpecificationTable"/>' if borders else ""
    lines = "" if borders else '<w:tblBorders><w:top w:val="nil"/><w:insideH w:val="nil"/></w:tblBorders>'
    grid = "<w:gridCol/>" * width
    properties = f'<w:tblPr>{style}<w:tblW w:w="0" w:type="auto"/>{lines}</w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def _cell(cell: str, notes: list[str]) -> str:
    properties = ""
    if wide := re.match(r"<wide (\d)> ?", cell):
        cell = cell[wide.end() :]
        properties = f'<w:tcPr><w:gridSpan w:val="{wide[1]}"/></w:tcPr>'
    if cell == "^^":
        return "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    return f"<w:tc>{properties}{''.join(_paragraph(part.strip(), 'Normal', notes) for part in cell.split('¶'))}</w:tc>"


def _with_notes(data: bytes, notes: list[str]) -> bytes:
    parts = dict(read_package(data))
    space = parts["word/document.xml"].decode().split("<w:body>")[0].removeprefix("<w:document")
    inside = "".join(
        f'<w:footnote w:id="{number}">{_paragraph(note, "Normal", [])}</w:footnote>'
        for number, note in enumerate(notes, 1)
    )
    parts["word/footnotes.xml"] = f"<w:footnotes{space}{inside}</w:footnotes>".encode()
    links = parts["word/_rels/document.xml.rels"].decode()
    row = relationships({"rId70": ("footnotes", "footnotes.xml")}).split(">", 1)[1]
    parts["word/_rels/document.xml.rels"] = links.replace("</Relationships>", row).encode()
    return zipped(parts)
