"""Hold faults to put into the clean specimen, each with the code that has to be found."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.judges import specimen

Change = tuple[str, str, str]  # part, what stands there, what is put there instead
Maker = Callable[[specimen.Parts, Path], None]

DOCUMENT, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
CORE, TYPES, FOOTER = "docProps/core.xml", "[Content_Types].xml", "word/footer1.xml"
RELATIONS = "word/_rels/document.xml.rels"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OUTSIDE = '" TargetMode="External'
_LINK = "https://example.org/code"
_LINK_TEXT = "the code of practice"
_PICTURE_TEXT = "The three localities of the county"
_CREATED = "2027-04-05T09:00:00Z"
_ZOOM = '<w:zoom w:percent="100"/>'
_PNG = '<Default Extension="png" ContentType="image/png"/>'
_END_OF_CELL = "<w:p><w:r><w:t>24 hours</w:t></w:r></w:p>"
_COLUMN = '<w:gridCol w:w="90"/>'
_MERGED = "<w:tcPr><w:vMerge/></w:tcPr>"
_HEADING_2 = '<w:pStyle w:val="Heading2"/>'
_SECOND_PICTURE = '<w:drawing><wp:inline><wp:docPr id="1" name="key" descr="A key"/></wp:inline></w:drawing>'
_OLD_PICTURE = '<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata/></v:shape></w:pict>'


def changed(change: Change) -> specimen.Parts:
    parts, (part, old, new) = specimen.clean(), change
    content = parts[part]
    assert isinstance(content, str)
    assert old in content, f"{part} does not hold {old!r}"
    return {**parts, part: content.replace(old, new)}


def _relation(kind: str, target: str) -> Change:
    more = f'<Relationship Id="more" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return RELATIONS, "</Relationships>", f"{more}</Relationships>"


def _body(xml: str) -> Change:
    return DOCUMENT, "<w:sectPr>", f"{xml}<w:sectPr>"


def _text(text: str, of_paragraph: str = "", of_run: str = "") -> Change:
    run = f"<w:r><w:rPr>{of_run}</w:rPr><w:t>{text}</w:t></w:r>"
    return _body(f"<w:p><w:pPr>{of_paragraph}</w:pPr>{run}</w:p>")


def _run(xml: str) -> Change:
    return _body(f"<w:p><w:r>{xml}</w:r></w:p>")


FAULTS: dict[str, tuple[str, Change]] = {
    "a macro project declared": ("active-content-type", (TYPES, "image/png", "application/vbaProject")),
    "macros under the name docx": ("active-content-type", (TYPES, ".main+", ".macroEnabled.main+")),
    "a part that nothing declares": ("opc-no-content-type", (TYPES, _PNG, "")),
    "two relations with one id": ("opc-dup-rel-id", (RELATIONS, 'Id="rId2"', 'Id="rId1"')),
    "a macro project": ("rel-forbidden-type", _relation("vbaProject", "media/map.png")),
    "an embedded object": ("rel-forbidden-type", _relation("oleObject", "media/map.png")),
    "an embedded foreign document": ("rel-forbidden-type", _relation("aFChunk", "media/map.png")),
    "a template elsewhere": ("rel-external", _relation("attachedTemplate", f"file:///c:/house.dotm{_OUTSIDE}")),
    "a picture elsewhere": ("rel-external", _relation("image", f"https://example.org/map.png{_OUTSIDE}")),
    "a link into a file share": ("rel-hyperlink-scheme", (RELATIONS, _LINK, "file://server/share")),
    "a link that is a script": ("rel-hyperlink-scheme", (RELATIONS, _LINK, "javascript:alert(1)")),
    "a picture that is not there": ("opc-rel-target-missing", (RELATIONS, "media/map.png", "media/lost.png")),
    "no title": ("a11y-title-missing", (CORE, "Home care specification", " ")),
    "a date in words": ("core-date", (CORE, _CREATED, "5 April 2027")),
    "a day that does not exist": ("core-date", (CORE, _CREATED, "2027-02-30T09:00:00Z")),
    "a time without a zone": ("core-date", (CORE, _CREATED, "2027-04-05T09:00:00")),
    "a date without its type": ("core-date-type", (CORE, ' xsi:type="dcterms:W3CDTF"', "")),
    "no language": ("a11y-lang-missing", (STYLES, '<w:lang w:val="en-GB"/>', "")),
    "American English": ("a11y-lang-not-uk", (STYLES, "en-GB", "en-US")),
    "Compatibility Mode": ("word-compat-mode", (SETTINGS, 'w:val="15"', 'w:val="14"')),
    "a template attached": ("settings-attachedTemplate", (SETTINGS, _ZOOM, "<w:attachedTemplate/>")),
    "protected from editing": ("settings-documentProtection", (SETTINGS, _ZOOM, "<w:documentProtection/>")),
    "a mail merge": ("settings-mailMerge", (SETTINGS, _ZOOM, "<w:mailMerge/>")),
    "a question on opening": ("word-updateFields", (SETTINGS, _ZOOM, "<w:updateFields/>")),
    "an unknown paragraph style": ("style-undefined", (DOCUMENT, '"Heading2"', '"Heading7"')),
    "an unknown character style": ("style-undefined", (DOCUMENT, '"Strong"', '"Loud"')),
    "an unknown table style": ("style-undefined", (DOCUMENT, '"Grid"', '"Stripes"')),
    "a paragraph style on a run": ("style-wrong-type", (DOCUMENT, '"Strong"', '"Normal"')),
    "an unknown list": ("numId-undefined", (DOCUMENT, '<w:numId w:val="1"/>', '<w:numId w:val="9"/>')),
    "a bookmark without an end": ("bookmark-unbalanced", (DOCUMENT, '<w:bookmarkEnd w:id="1"/>', "")),
    "one bookmark name twice": (
        "bookmark-name-dup",
        _run('<w:bookmarkStart w:id="2" w:name="Availability"/><w:bookmarkEnd w:id="2"/>'),
    ),
    "one picture id twice": ("docPr-id-dup", _run(_SECOND_PICTURE)),
    "a field without an end": ("field-unbalanced", (DOCUMENT, '<w:fldChar w:fldCharType="end"/>', "")),
    "a field without a beginning": ("field-unbalanced", (DOCUMENT, '<w:fldChar w:fldCharType="begin"/>', "")),
    "text from another file": ("field-forbidden", (FOOTER, " PAGE ", " INCLUDETEXT c:/secret.docx ")),
    "a field that starts a program": ("field-forbidden", (FOOTER, " PAGE ", "DDEAUTO excel a b")),
    "a picture field": ("field-forbidden", (DOCUMENT, " REF avail", " INCLUDEPICTURE avail")),
    "a foreign document in the text": ("element-forbidden", _body('<w:altChunk r:id="rId5"/>')),
    "an empty cell": ("tc-must-end-with-p", (DOCUMENT, _END_OF_CELL, "")),
    "a cell that ends with a table": (
        "tc-must-end-with-p",
        (DOCUMENT, _END_OF_CELL, "<w:p/><w:tbl><w:tr/></w:tbl>"),
    ),
    "more columns than cells": ("tbl-grid-mismatch", (DOCUMENT, "<w:tblGrid>", f"<w:tblGrid>{_COLUMN}")),
    "a picture without words": ("a11y-alt-missing", (DOCUMENT, f'descr="{_PICTURE_TEXT}"', "")),
    "an old-style picture without words": ("a11y-alt-missing", _run(_OLD_PICTURE)),
    "a picture described by its file name": ("a11y-alt-poor", (DOCUMENT, _PICTURE_TEXT, "map-final2.PNG")),
    "a picture described by a number": ("a11y-alt-poor", (DOCUMENT, _PICTURE_TEXT, "Picture 3")),
    "a floating object": ("a11y-floating", _run("<w:drawing><wp:anchor/></w:drawing>")),
    "no header row": ("a11y-table-header", (DOCUMENT, "<w:tblHeader/>", "")),
    "a header row switched off": ("a11y-table-header", (DOCUMENT, "tblHeader/>", 'tblHeader w:val="0"/>')),
    "a table in a table": ("a11y-nested-table", (DOCUMENT, _END_OF_CELL, "<w:tbl><w:tr/></w:tbl><w:p/>")),
    "merged cells": ("a11y-merged-cells", (DOCUMENT, _END_OF_CELL, _MERGED + _END_OF_CELL)),
    "a table without words": ("a11y-table-alt", (DOCUMENT, '<w:tblCaption w:val="Response times"/>', "")),
    "a link without text": ("a11y-link-empty", (DOCUMENT, _LINK_TEXT, "")),
    "a link that says nothing": ("a11y-link-text", (DOCUMENT, _LINK_TEXT, "click here")),
    "a link that is an address": ("a11y-link-text", (DOCUMENT, _LINK_TEXT, _LINK)),
    "a content control without a title": ("a11y-sdt-title", (DOCUMENT, '<w:alias w:val="Note"/>', "")),
    "spaces for layout": ("a11y-blank-chars", _text("Name:\u00a0 \u00a0Date:")),
    "justified text": ("a11y-justified", _text("Both edges.", '<w:jc w:val="both"/>')),
    "empty paragraphs for layout": ("a11y-empty-paras", _body("<w:p/><w:p/>")),
    "an empty heading": ("a11y-heading-empty", _text("", _HEADING_2)),
    "a heading two levels down": ("a11y-heading-skip", _text("Visits", '<w:outlineLvl w:val="3"/>')),
    "a heading as long as a paragraph": ("a11y-heading-long", _text("Availability " * 12, _HEADING_2)),
    "no headings": ("a11y-no-headings", (STYLES, "w:outlineLvl", "w:keepNext")),
    "bold text for a heading": ("a11y-fake-heading", _text("Response times", of_run="<w:b/>")),
    "a typed number": ("a11y-fake-list", _text("1. Fetch the shopping.")),
    "a typed bullet": ("a11y-fake-list", _text("• Fetch the shopping.")),
    "American paper": ("uk-page-not-A4", (DOCUMENT, 'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')),
    "no document": ("opc-no-document", (DOCUMENT, "w:document", "w:glossaryDocument")),
    "XML cut short": ("xml-malformed", (FOOTER, "</w:ftr>", "")),
    "a document type": ("xml-dtd", (FOOTER, "<w:ftr ", '<!DOCTYPE w:ftr [<!ENTITY e "x">]><w:ftr ')),
}


def _with(name: str, content: str | bytes) -> Maker:
    return lambda parts, path: _write({**parts, name: content}, path)


def _without(name: str) -> Maker:
    return lambda parts, path: _write({key: value for key, value in parts.items() if key != name}, path)


def _write(parts: specimen.Parts, path: Path) -> None:
    specimen.write(parts, path)


def _no_zip(parts: specimen.Parts, path: Path) -> None:
    path.write_bytes(b"Dear Sir or Madam")


def _cut_short(parts: specimen.Parts, path: Path) -> None:
    _write(parts, path)
    path.write_bytes(path.read_bytes()[:-200])


def _many(parts: specimen.Parts, path: Path) -> None:
    _write({**parts, **{f"word/media/{number}.png": b"" for number in range(2001)}}, path)


def _twice(parts: specimen.Parts, path: Path) -> None:
    _write(parts, path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/Styles.xml", "<other/>")


def _marked_as_encrypted(parts: specimen.Parts, path: Path) -> None:
    _write(parts, path)
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)


def _damaged(parts: specimen.Parts, path: Path) -> None:
    _write(parts, path)
    content, name = bytearray(path.read_bytes()), FOOTER.encode()
    start = content.index(name) + len(name)
    content[start : start + 20] = b"\xff" * 20
    path.write_bytes(content)


FAULTY_PACKAGES: dict[str, tuple[str, Maker]] = {
    "not a zip": ("zip-open", _no_zip),
    "cut short": ("zip-open", _cut_short),
    "thousands of parts": ("zip-entries", _many),
    "one name twice": ("zip-duplicate", _twice),
    "a name that leads outside": ("zip-path", _with("../outside.xml", "<x/>")),
    "encrypted": ("zip-encrypted", _marked_as_encrypted),
    "a part that swells": ("zip-bomb-part", _with("word/media/map.png", bytes(3 * 2**20))),
    "a package that swells": ("zip-bomb-total", _with("word/media/map.png", bytes(101 * 2**20))),
    "a part that cannot be unpacked": ("zip-read", _damaged),
    "no list of content types": ("opc-no-content-types", _without(TYPES)),
    "a part left out": ("opc-rel-target-missing", _without("word/numbering.xml")),
    "a part that nothing uses": ("opc-orphan-part", _with("word/media/stray.png", b"")),
    "no core properties": ("a11y-title-missing", _without(CORE)),
}
