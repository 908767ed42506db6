"""Read a Word file as the plain text that people see in it."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from specgen.formats.opc.package import NotAWordFile
from specgen.formats.word.text import word_text
from tests.judges import specimen

_START = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
_MIDDLE, _END = (f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in ("separate", "end"))
_BOX = "<w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>"
_AUTHOR = 'w:id="9" w:author="Legal" w:date="2027-04-05T09:00:00Z"'


def _run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def _bullet(text: str) -> str:
    return _paragraph(_run(text), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')


_DELETED_MARK = f"<w:rPr><w:del {_AUTHOR}/></w:rPr>"
_ROW = "<w:tr>{}<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
_TABLE = f"<w:tbl><w:tblPr/><w:tblGrid/>{_ROW.format('', 'kept')}{{}}</w:tbl>"

SEEN = {
    "plain text": (_paragraph(_run("By day &amp; night")), "Normal: By day & night"),
    "a style": (_paragraph(_run("Night"), '<w:pStyle w:val="Heading2"/>'), "heading 2: Night"),
    "a number from the style": (
        _paragraph(_run("Night"), '<w:pStyle w:val="Numbered"/>'),
        "Numbered heading: 1  Night",
    ),
    "a bullet": (_bullet("one of several"), "Normal: • one of several"),
    "a tab": (_paragraph("<w:r><w:t>Date:</w:t><w:tab/><w:t>5 April</w:t></w:r>"), "Normal: Date:\t5 April"),
    "a line break": (_paragraph("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r>"), "Normal: one\n    two"),
    "a page break": (_paragraph('<w:r><w:t>one</w:t><w:br w:type="page"/></w:r>'), "Normal: one"),
    "an insertion": (_paragraph(f"<w:ins {_AUTHOR}>{_run('new')}</w:ins>"), "Normal: new"),
    "a deletion": (
        _paragraph(f"{_run('kept')}<w:del {_AUTHOR}><w:r><w:delText> gone</w:delText></w:r></w:del>"),
        "Normal: kept",
    ),
    "two paragraphs run together": (
        _paragraph(_run("one "), _DELETED_MARK) + _paragraph(_run("two")),
        "Normal: one two",
    ),
    "a deleted row": (_TABLE.format(_ROW.format(f"<w:trPr><w:del {_AUTHOR}/></w:trPr>", "gone")), "| kept |"),
    "a table in a content control": (
        f"<w:sdt><w:sdtContent>{_TABLE.format(_ROW.format('', 'more'))}</w:sdtContent></w:sdt>",
        "table:\n(Normal)\n| kept |\n| more |",
    ),
    "two paragraphs in a cell": (
        _TABLE.replace("</w:p></w:tc>", f"</w:p>{_bullet('two')}</w:tc>", 1),
        "| kept ¶ • two |",
    ),
    "a field's result": (_paragraph(f"{_START}{_MIDDLE}{_run('6.3')}{_END}"), "Normal: 6.3"),
    "a field without a result": (_paragraph(f"{_run('a')}{_START}{_run('not this')}{_END}{_run('b')}"), "Normal: ab"),
    "a field over two paragraphs": (
        _paragraph(f"{_START}{_MIDDLE}{_run('one')}") + _paragraph(f"{_run('two')}{_END}"),
        "Normal: one\nNormal: two",
    ),
    "hidden text": (_paragraph(_run("seen") + _run("hidden", "<w:vanish/>")), "Normal: seen"),
    "a link": (_paragraph(f'<w:hyperlink w:anchor="x">{_run("the code")}</w:hyperlink>'), "Normal: the code"),
    "a text box": (_paragraph(f"{_run('see ')}<w:r><w:pict>{_BOX}</w:pict></w:r>"), "Normal: see [boxed]"),
    "a comment": ("<!-- not a paragraph -->" + _paragraph(_run("a") + "<!-- b -->"), "Normal: a"),
    "a template's tags": (_paragraph(_run("{{ term.person.A }} may")), "Normal: {{ term.person.A }} may"),
}


@pytest.mark.parametrize(("body", "text"), SEEN.values(), ids=SEEN)
def test_people_see(body: str, text: str) -> None:
    assert text in word_text(_file(body)).split("\n---")[0]


def test_a_clean_file_reads_from_top_to_bottom(tmp_path: Path) -> None:
    path = specimen.write(specimen.clean(), tmp_path / "clean.docx")
    assert word_text(path.read_bytes()).splitlines() == [
        "Numbered heading: 1  Availability",
        "Normal: The service is there every day of the year.Always.",
        "Normal: 2  By day.",
        "Normal: See clause 1the code of practice",
        "",
        "heading 2: Response times",
        "table: Table Grid",
        "(Normal, Normal)",
        "| Priority | Start within |",
        "| Urgent | 24 hours |",
        "Normal: [picture: The three localities of the county]",
        "Normal: A note.",
        "",
        "--- footer",
        "Normal: Page 1",
    ]


def test_a_footer_of_the_first_page_counts_only_where_first_pages_differ() -> None:
    first = ('w:type="default" r:id="rId4"', 'w:type="first" r:id="rId4"')
    assert "footer" not in word_text(_file("", first))
    assert "--- footer, first page" in word_text(_file("", first, ("<w:pgSz", "<w:titlePg/><w:pgSz")))


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(NotAWordFile):
        word_text(b"%PDF-1.7")


def _file(body: str, *changes: tuple[str, str]) -> bytes:
    """The specimen with another body, and with a bulleted list."""
    parts = specimen.clean()
    document, numbering = str(parts["word/document.xml"]), str(parts["word/numbering.xml"])
    start, end = document.index("<w:body>") + len("<w:body>"), document.index("<w:sectPr>")
    document = document[:start] + body + document[end:]
    for old, new in changes:
        document = document.replace(old, new)
    bullets = '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    numbering = numbering.replace("<w:num ", f"{bullets}<w:num ", 1)
    numbering = numbering.replace(
        "</w:numbering>", '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    parts |= {"word/document.xml": document, "word/numbering.xml": numbering}
    with zipfile.ZipFile(buffer := BytesIO(), "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return buffer.getvalue()
