"""Draw small specifications and write them as Word files: clauses, lists and tables with keys, as a draft has them.

They are as a draft is, and made in a millisecond: so thousands of them can be edited and merged.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from random import Random
from xml.sax.saxutils import escape

from specgen.formats.opc.package import write_package

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TEST = "urn:specgen:test"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDS = (
    "Provider Council Person shall support record report agree review visit plan outcome week month hours quality "
    "measure target baseline safe within before after monthly yearly notice form data risk staff training payment"
).split()
ODD = ("&", "<65", "x > y", "“quoted”", "£19.25", "12/04/2027", "5%")


@dataclass(frozen=True)
class Clause:
    """A paragraph: words, with values of the answers among them."""

    id: str
    words: tuple[str, ...]
    style: str = "Clause"


@dataclass(frozen=True)
class Row:
    id: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    id: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Specification:
    blocks: tuple[Clause | Table, ...]
    header: str = "Service specification v1"


def draw_specification(random: Random, size: int = 8, *, alike: bool = False) -> Specification:
    """Return a specification; with `alike` its clauses are nearly the same."""
    common = tuple(random.choices(WORDS, k=14))
    blocks: list[Clause | Table] = [Clause("h1", ("1", "Scope", "of", "h1"), "Heading1")]
    for number in range(size):
        if random.random() < 0.25:
            rows = tuple(
                Row(
                    f"t{number}r{index}",
                    tuple(f"{_value(random)} {' '.join(random.choices(WORDS, k=3))}" for _ in "abc"),
                )
                for index in range(random.randint(2, 5))
            )
            blocks.append(Table(f"t{number}", rows))
            blocks.append(Clause(f"after{number}", tuple(random.choices(WORDS, k=6))))
        else:
            words = list(common if alike else random.choices(WORDS, k=random.randint(8, 30)))
            for _ in range(1 if alike else random.randint(1, 3)):
                words.insert(random.randint(1, len(words) - 1), _value(random))
            if not alike and random.random() < 0.3:
                words.insert(random.randint(1, len(words) - 1), random.choice(ODD))
            blocks.append(Clause(f"c{number}", tuple(words)))
    return Specification(tuple(blocks))


def _value(random: Random) -> str:
    return str(random.randint(10, 9999))


def draw_change(random: Random, old: Specification, rounds: int = 3) -> Specification:
    """Return the specification with other answers, and now and then other wording."""
    new = old
    for _ in range(random.randint(1, rounds)):
        new = random.choice((_other_value, _other_value, _other_wording, _added, _removed, _other_row))(random, new)
    return new


def _other_value(random: Random, old: Specification) -> Specification:
    index = random.choice([i for i, block in enumerate(old.blocks) if isinstance(block, Clause)])
    clause = old.blocks[index]
    assert isinstance(clause, Clause)
    values = [i for i, word in enumerate(clause.words) if word.isdigit() and len(word) > 1]
    if not values:
        return replace(old, header=f"Service specification v{random.randint(2, 99)}")
    words = list(clause.words)
    words[random.choice(values)] = _value(random)
    return _with_block(old, index, replace(clause, words=tuple(words)))


def _other_wording(random: Random, old: Specification) -> Specification:
    index = random.choice([i for i, block in enumerate(old.blocks) if isinstance(block, Clause)])
    clause = old.blocks[index]
    assert isinstance(clause, Clause)
    words = list(clause.words)
    place = random.randrange(1, len(words))
    if random.random() < 0.5:
        words[place:place] = [random.choice(WORDS), f"{random.randint(10000, 99999)}"]
    elif len(words) > 4:
        del words[place]
    return _with_block(old, index, replace(clause, words=tuple(words)))


def _added(random: Random, old: Specification) -> Specification:
    place = random.randint(1, len(old.blocks))
    number = random.randint(100, 99999)
    clause = Clause(f"n{number}", (*random.choices(WORDS, k=10), _value(random), str(number)))
    return replace(old, blocks=(*old.blocks[:place], clause, *old.blocks[place:]))


def _removed(random: Random, old: Specification) -> Specification:
    removable = [i for i, block in enumerate(old.blocks) if isinstance(block, Clause) and block.style == "Clause"]
    removable = [i for i in removable if i + 1 < len(old.blocks) and not isinstance(old.blocks[i - 1], Table)]
    if not removable:
        return old
    place = random.choice(removable)
    return replace(old, blocks=(*old.blocks[:place], *old.blocks[place + 1 :]))


def _other_row(random: Random, old: Specification) -> Specification:
    tables = [i for i, block in enumerate(old.blocks) if isinstance(block, Table)]
    if not tables:
        return _other_value(random, old)
    index = random.choice(tables)
    table = old.blocks[index]
    assert isinstance(table, Table)
    rows = list(table.rows)
    place = random.randrange(len(rows))
    chance = random.random()
    if chance < 0.4:
        cells = list(rows[place].cells)
        cells[random.randrange(3)] = f"{_value(random)} {' '.join(random.choices(WORDS, k=3))}"
        rows[place] = replace(rows[place], cells=tuple(cells))
    elif chance < 0.7:
        number = random.randint(100, 99999)
        row = Row(f"{table.id}n{number}", (f"{number} new", _value(random), "row"))
        rows.insert(random.randint(1, len(rows)), row)
    elif len(rows) > 2:
        del rows[place]
    return _with_block(old, index, replace(table, rows=tuple(rows)))


def _with_block(old: Specification, index: int, block: Clause | Table) -> Specification:
    return replace(old, blocks=(*old.blocks[:index], block, *old.blocks[index + 1 :]))


def key_of(id: str) -> str:
    return hashlib.sha256(id.encode()).hexdigest()[:10]


def word_file_of(specification: Specification, *, with_keys: bool = True) -> bytes:
    """Return the specification as a Word file, as specgen would write it."""
    return write_package(parts_of(specification, with_keys=with_keys))


def parts_of(specification: Specification, *, with_keys: bool = True) -> dict[str, bytes]:
    inside = _Writer(with_keys=with_keys)
    body = "".join(inside.block(block) for block in specification.blocks)
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/></w:sectPr>'
    header = f"<w:p><w:r><w:t>{escape(specification.header)}</w:t></w:r></w:p>"
    return {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _links((("rId1", "officeDocument", "word/document.xml"),)),
        "word/_rels/document.xml.rels": _links((("rId1", "styles", "styles.xml"), ("rId2", "header", "header1.xml"))),
        "word/document.xml": _part("document", f"<w:body>{body}{section}</w:body>"),
        "word/header1.xml": _part("hdr", header),
        "word/styles.xml": _part("styles", "".join(_style(one) for one in ("Normal", "Heading1", "Clause", "Cell"))),
    }


class _Writer:
    def __init__(self, *, with_keys: bool) -> None:
        self._with_keys = with_keys
        self._number = 0

    def block(self, block: Clause | Table) -> str:
        if isinstance(block, Clause):
            return self._paragraph(block.id, " ".join(block.words), block.style)
        rows = "".join(f"<w:tr>{self._cells(row)}</w:tr>" for row in block.rows)
        grid = "<w:tblGrid>" + '<w:gridCol w:w="3000"/>' * 3 + "</w:tblGrid>"
        return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>{grid}{rows}</w:tbl>'

    def _cells(self, row: Row) -> str:
        cells = (self._paragraph(row.id if not index else "", text, "Cell") for index, text in enumerate(row.cells))
        return "".join(f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in cells)

    def _paragraph(self, id: str, text: str, style: str) -> str:
        self._number += 1
        start = end = ""
        if id and self._with_keys:
            start = f'<w:bookmarkStart w:id="{self._number}" w:name="_sgb_{key_of(id)}"/>'
            end = f'<w:bookmarkEnd w:id="{self._number}"/>'
        owner = f' t:block="{id}"' if id else ""
        return (
            f'<w:p{owner}><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{start}'
            f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>{end}</w:p>'
        )


def _part(tag: str, inside: str) -> bytes:
    return f'<w:{tag} xmlns:w="{W}" xmlns:r="{R}" xmlns:t="{TEST}">{inside}</w:{tag}>'.encode()


def _style(id: str) -> str:
    return f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{id}"/></w:style>'


def _types() -> bytes:
    kinds = (("document", "document.main"), ("header1", "header"), ("styles", "styles"))
    inside = "".join(f'<Override PartName="/word/{part}.xml" ContentType="{MAIN}.{kind}+xml"/>' for part, kind in kinds)
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'<Types xmlns="{TYPES}">{defaults}{inside}</Types>'.encode()


def _links(links: tuple[tuple[str, str, str], ...]) -> bytes:
    inside = "".join(f'<Relationship Id="{id}" Type="{KIND}/{kind}" Target="{part}"/>' for id, kind, part in links)
    return f'<Relationships xmlns="{RELS}">{inside}</Relationships>'.encode()
