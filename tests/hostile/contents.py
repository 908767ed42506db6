"""Hold Word files that are packed well and read something in, run something or send something out.

Laid as a template, and as a house, of a stranger's council, whose draft would come to everybody. What a house may hold
because Word leaves it there is taken out of it, and that is said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from tests.hostile.case import (
    CHECK,
    CLEANED,
    GENERATE,
    HARMLESS,
    REFUSED,
    STOPPED,
    TEMPLATE_CHECK,
    Case,
    Outcome,
    council,
    write,
)
from tests.hostile.network import NOBODY
from tests.hostile.packages import packed_with
from tests.support.word_files import PIXEL, field, link, picture, run, word_file

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SPLIT = (
    "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DDE</w:instrText></w:r>"
    '<w:r><w:instrText>AUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"</w:instrText></w:r>'
    "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
)
NESTED = (
    "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r>"
    "<w:r><w:instrText>QUOTE 68 68 69</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
    "<w:r><w:instrText> \"cmd\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
)
SIMPLE = f"<w:p><w:fldSimple w:instr=' INCLUDEPICTURE \"{NOBODY}/x.png\" \\d '>{run('x')}</w:fldSimple></w:p>"
CHUNK = "<w:altChunk r:id='rId70'/>"
OBJECT = (
    "<w:p><w:r><w:object><o:OLEObject xmlns:o='urn:schemas-microsoft-com:office:office' r:id='rId70'/></w:object>"
    "</w:r></w:p>"
)
CONTROL = "<w:p><w:r><w:control r:id='rId70' w:name='x' w:shapeid='1'/></w:r></w:p>"
SUBDOCUMENT = "<w:p><w:subDoc r:id='rId70'/></w:p>"
VML = (
    "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml' alt='x'>"
    f"<v:imagedata src='{NOBODY}/x.png'/></v:shape></w:pict></w:r></w:p>"
)
FETCHES = "would show something else later"
OUT = f"{NOBODY}/x"


def fields(*codes: str) -> str:
    return "".join(f"<w:p>{field(code)}</w:p>" for code in codes)


# The body of a template -> its relationships, what is said of it
TEMPLATES: dict[str, tuple[str, Mapping[str, tuple[str, str]], str]] = {
    "fields that run something": (
        fields(
            "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",
            "DDE excel x",
            "MACROBUTTON AutoExec go",
            "PRINT x",
            "ASK x",
            "FILLIN x",
            "GOTOBUTTON x",
        ),
        {},
        "7 problems; nothing was written",
    ),
    "fields that fetch something": (
        fields(
            f"INCLUDETEXT {OUT}",
            f"INCLUDEPICTURE {OUT}",
            f"INCLUDE {OUT}",
            "LINK Excel.Sheet.8 x.xls",
            f"IMPORT {OUT}",
            "AUTOTEXT x",
            "DATABASE x",
            "RD //server/x.docx",
            "EMBED x",
            f"HYPERLINK {OUT}",
            "MERGEFIELD x",
            "DOCPROPERTY x",
        ),
        {},
        "12 problems; nothing was written",
    ),
    "a field cut into pieces": (SPLIT, {}, FETCHES),
    "a field inside a field": (NESTED, {}, FETCHES),
    "a field in the short form": (SIMPLE, {}, FETCHES),
    "a file that Word would read in": (CHUNK, {"rId70": ("aFChunk", "x.html")}, "an embedded file"),
    "an embedded object": (OBJECT, {"rId70": ("oleObject", "embeddings/x.bin")}, "an embedded object"),
    "a control": (CONTROL, {"rId70": ("control", "activeX/x.xml")}, "a form control"),
    "a document inside": (SUBDOCUMENT, {"rId70": ("external subDocument", OUT)}, "a link to another document"),
    "a picture from elsewhere": (
        f"<w:p>{picture('rId70', kind='link')}</w:p>",
        {"rId70": ("external image", OUT)},
        "a picture kept elsewhere",
    ),
    "a picture on another computer": (
        f"<w:p>{picture('rId70')}</w:p>",
        {"rId70": ("external image", "\\\\server\\share\\x.png")},
        "a picture kept elsewhere",
    ),
    "a link to a file": (
        f"<w:p>{link('x', 'rId70')}</w:p>",
        {"rId70": ("external hyperlink", "file:///etc/passwd")},
        "links to file:",
    ),
    "a link to another computer": (
        f"<w:p>{link('x', 'rId70')}</w:p>",
        {"rId70": ("external hyperlink", "\\\\server\\share")},
        "links to \\\\server",
    ),
    "a link that runs": (
        f"<w:p>{link('x', 'rId70')}</w:p>",
        {"rId70": ("external hyperlink", "javascript:alert(1)")},
        "links to javascript:",
    ),
    "a link by FTP": (
        f"<w:p>{link('x', 'rId70')}</w:p>",
        {"rId70": ("external hyperlink", "ftp://x.example/")},
        "links to ftp:",
    ),
    "a drawing from elsewhere": (VML, {}, "points elsewhere"),
    "macros": ("", {"rId70": ("vbaProject", "vbaProject.bin")}, "holds macros"),
    "a control that nothing shows": ("", {"rId70": ("control", "activeX/x.xml")}, "holds a form control"),
    "an add-in": ("", {"rId70": ("webextension", "webextensions/x.xml")}, "an add-in"),
    "a kind that nobody knows": ("", {"rId70": ("somethingNew", "x.xml")}, "something of the kind somethingNew"),
    "a part that is not there": (
        "",
        {"rId70": ("image", "media/none.png")},
        "points at a part that is not in the file",
    ),
    "a part outside": ("", {"rId70": ("image", "../../../etc/passwd")}, "points at a part that is not in the file"),
}
KINDS = {
    "vbaProject.bin": b"x",
    "activeX/x.xml": b"<x/>",
    "x.html": b"<p>",
    "embeddings/x.bin": b"x",
    "webextensions/x.xml": b"<x/>",
    "x.xml": b"<x/>",
}


def template(body: str, links: Mapping[str, tuple[str, str]]) -> bytes:
    there = {f"word/{target}": KINDS[target] for _, target in links.values() if target in KINDS}
    return word_file(f". Text\n{body}" if body else ". Text", links=dict(links), parts=there)


def _template(folder: Path, body: str, links: Mapping[str, tuple[str, str]]) -> None:
    council(folder, {"sections/introduction.docx": template(body, links)})


def _checked(folder: Path, body: str, links: Mapping[str, tuple[str, str]]) -> None:
    council(folder, {"tiny.docx": template(body, links)})


def settings(inside: str, links: str = "") -> bytes:
    """A house whose settings hold something, with its relationships."""
    rels = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
    more = {"word/_rels/settings.xml.rels": rels.encode()} if links else {}
    r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return house(parts={"word/settings.xml": f"<w:settings {W} {r}>{inside}</w:settings>".encode(), **more})


def house(body: str = "", **more: object) -> bytes:
    return word_file(body or "[Title] Stranger Council", **more)  # type: ignore[arg-type]


def external(kind: str, target: str) -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<Relationship Id="rId1" Type="{base}/{kind}" Target="{target}" TargetMode="External"/>'


def header(xml: str, links: str = "") -> bytes:
    rels = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
    parts = {"word/_rels/header1.xml.rels": rels.encode()} if links else {}
    return house(stories={"header1": xml}, parts=parts)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
HOUSES: dict[str, tuple[bytes, Outcome, str]] = {
    "a template on another computer": (
        settings("<w:attachedTemplate r:id='rId1'/>", external("attachedTemplate", "\\\\server\\x.dotm")),
        CLEANED,
        "the link to the template it was made from",
    ),
    "a mail merge": (
        settings(
            "<w:mailMerge><w:dataSource r:id='rId1'/></w:mailMerge>",
            external("mailMergeSource", "file:///c:/people.xlsx"),
        ),
        CLEANED,
        "a mail merge",
    ),
    "macros": (
        house(links={"rId70": ("vbaProject", "vbaProject.bin")}, parts={"word/vbaProject.bin": b"x"}),
        CLEANED,
        "left out its macros",
    ),
    "a field in the header that runs": (
        header("<w:p>" + field("DDEAUTO cmd") + "</w:p>"),
        CLEANED,
        "left out the field DDEAUTO in a header",
    ),
    "a picture in the header from elsewhere": (
        header(f"<w:p>{picture('rId1', kind='link')}</w:p>", external("image", OUT)),
        CLEANED,
        "it is not in the file, only linked",
    ),
    "a link in the header to a file": (
        header(f"<w:p>{link('x', 'rId1')}</w:p>", external("hyperlink", "file:///c:/x.exe")),
        CLEANED,
        "left out the link of",
    ),
    "an object in the header": (
        header(OBJECT, external("oleObject", OUT)),
        CLEANED,
        "left out an embedded object",
    ),
    "a page in a frame": (
        house(
            links={"rId70": ("webSettings", "webSettings.xml")},
            parts={"word/webSettings.xml": f"<w:webSettings {W}><w:frameset/></w:webSettings>".encode()},
        ),
        CLEANED,
        "",
    ),
    "a program as a picture": (
        house(
            f"<w:p>{picture('rId70')}</w:p>",
            links={"rId70": ("image", "media/x.png")},
            parts={"word/media/x.png": b"MZ" + PIXEL},
        ),
        CLEANED,
        "the file does not hold it in a form that can be printed",
    ),
}


def _house(folder: Path, data: bytes) -> None:
    council(folder, {"house.docx": data})


def deep(levels: int) -> bytes:
    xml = "<w:tbl>" * levels + "</w:tbl>" * levels
    return packed_with("word/document.xml", f"<w:document {W}><w:body>{xml}</w:body></w:document>".encode())


def paragraphs(number: int) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{n:x}</w:t></w:r></w:p>" for n in range(number))
    document = f"<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>"
    return packed_with("word/document.xml", document.encode())


def attributes(number: int) -> bytes:
    many = " ".join(f'a{n}="x"' for n in range(number))
    return packed_with("word/document.xml", f"<w:document {W}><w:body><w:p {many}/></w:body></w:document>".encode())


def long_attribute(size: int) -> bytes:
    value = "".join(f"{n:x}&amp;" for n in range(size))
    document = f"<w:document {W}><w:body><w:p a='{value}'/></w:body></w:document>"
    return packed_with("word/document.xml", document.encode())


def long_word(size: int) -> bytes:
    text = "a" * size
    return word_file(f". {text}")


def elsewhere() -> bytes:
    return word_file(f"<w:p>{picture('rId70', kind='link')}</w:p>", links={"rId70": ("external image", OUT)})


DRAFTS: dict[str, tuple[Callable[[], bytes], Outcome, str, int]] = {
    "a thousand tables inside one another": (partial(deep, 1000), REFUSED, "not well-formed XML", 2),
    "a million paragraphs": (partial(paragraphs, 1_000_000), STOPPED, "took more", 1),
    "a hundred thousand attributes": (partial(attributes, 100_000), HARMLESS, "1 file checked", 0),
    "an attribute of three megabytes": (partial(long_attribute, 500_000), HARMLESS, "1 file checked", 0),
    "a word of a million letters": (partial(long_word, 1_000_000), HARMLESS, "1 file checked", 0),
    "a picture from elsewhere, which is not fetched": (elsewhere, HARMLESS, "1 file checked", 0),
}


def _draft(folder: Path, make: Callable[[], bytes]) -> None:
    write(folder / "draft.docx", make())


CASES = [
    *(
        Case(f"template: {name}", partial(_template, body=body, links=links), GENERATE, REFUSED, says)
        for name, (body, links, says) in TEMPLATES.items()
    ),
    *(
        Case(
            f"template check: {name}",
            partial(_checked, body=TEMPLATES[name][0], links=TEMPLATES[name][1]),
            TEMPLATE_CHECK,
            REFUSED,
            TEMPLATES[name][2],
        )
        for name in ("macros", "a link that runs")
    ),
    *(
        Case(f"house: {name}", partial(_house, data=data), GENERATE, outcome, says, 0 if outcome == CLEANED else 1)
        for name, (data, outcome, says) in HOUSES.items()
    ),
    *(
        Case(f"draft: {name}", partial(_draft, make=make), CHECK, outcome, says, code)
        for name, (make, outcome, says, code) in DRAFTS.items()
    ),
]
