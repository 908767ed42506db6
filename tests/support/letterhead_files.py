"""Make small letterheads of many makings: each has one thing in it that a draft cannot show, or not as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from specgen.formats.opc.package import read_package
from tests.support.word_files import (
    DRAWING,
    OFFICE,
    PIXEL,
    SPACES,
    Style,
    field,
    level,
    link,
    numbered,
    paragraph,
    picture,
    relationships,
    run,
    word_file,
    zipped,
)

Parts = dict[str, bytes]
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
PAGE = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
NAME = "[Title] Home care\nTre Wen County Council"
TABLE = "| Day | Hours |\n| Monday | 8 |"
PLAIN = (Style("Normal"), Style("Normal Table", "table"), Style("Title"), Style("heading 1"), Style("caption"))
NUMBERS = numbered("7", level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"))
SIDEWAYS = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
UPRIGHT = '<w:pgSz w:w="11906" w:h="16838"/>'
STRICT = "http://purl.oclc.org/ooxml/"
AUTHOR = 'w:author="A" w:date="2026-01-01T00:00:00Z"'


def letterhead(cover: str = "", text: str = "# Introduction\nSample text", **more: Any) -> bytes:
    more.setdefault("styles", PLAIN)
    return word_file(f"{NAME}\n{cover}\n{PAGE}\n{text}", **more)


def drawing(kind: str, inside: str, words: str) -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="One" descr="{words}"/>'
        f'<a:graphic><a:graphicData uri="{DRAWING}/{kind}">{inside}</a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )


CHART = drawing("chart", f'<c:chart xmlns:c="{DRAWING}/chart" r:id="rId70"/>', "Spending by year")
CHART_PARTS: dict[str, Any] = {
    "links": {"rId70": ("chart", "charts/chart1.xml")},
    "parts": {"word/charts/chart1.xml": b"<x/>"},
}
DIAGRAM = f'<dgm:relIds xmlns:dgm="{DRAWING}/diagram" r:dm="rId71" r:lo="rId72" r:qs="rId73" r:cs="rId74"/>'
OBJECT = (
    f'<w:p><w:r><w:object {VML}><v:shape id="a" style="width:9pt;height:9pt" alt="Prices">{{}}</v:shape>'
    '<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="a" DrawAspect="Content" ObjectID="_1" r:id="rId76"/>'
    "</w:object></w:r></w:p>"
)
OLE = {"rId76": ("package", "embeddings/a.xlsx"), "rId75": ("image", "media/a.png")}
OLE_PARTS = {"word/embeddings/a.xlsx": b"PK", "word/media/a.png": PIXEL}


def watermark(words: str) -> dict[str, Any]:
    inside = f'<v:textpath style="font-size:1pt" string="{words}"/>' if words else '<v:imagedata r:id="rId1"/>'
    shape = f'<v:shape id="PowerPlusWaterMarkObject1" style="width:9pt;height:9pt">{inside}</v:shape>'
    xml = f"<w:p><w:r><w:pict {VML}>{shape}</w:pict></w:r></w:p>"
    parts: Mapping[str, bytes] = {} if words else {
        "word/_rels/header1.xml.rels": relationships({"rId1": ("image", "media/w.png")}).encode(),
        "word/media/w.png": PIXEL,
    }  # fmt: skip
    return {"stories": {"header1": xml}, "parts": parts}


def sections() -> bytes:
    """Upright text, then landscape pages with a header of their own."""
    head = f"<w:hdr {SPACES}>{paragraph('{}')}</w:hdr>"
    links = {"rId80": ("header", "header8.xml"), "rId81": ("header", "header9.xml")}
    parts = {
        "word/header8.xml": head.format("Tre Wen County Council").encode(),
        "word/header9.xml": head.format("Appendix A: forms").encode(),
    }
    first, last = (f'<w:headerReference w:type="default" r:id="{id}"/>' for id in links)
    upright = f"<w:p><w:pPr><w:sectPr>{first}{UPRIGHT}</w:sectPr></w:pPr></w:p>"
    text = f"# Introduction\nSample\n{upright}\nForms"
    return letterhead(text=text, links=links, parts=parts, last_section=f"{last}{SIDEWAYS}")


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    parts = read_package(data)
    assert old.encode() in parts[part]
    return zipped(parts | {part: parts[part].replace(old.encode(), new.encode())})


def macros() -> bytes:
    parts = read_package(letterhead(links={"rId70": ("vbaProject", "vbaProject.bin")}))
    types = parts["[Content_Types].xml"].replace(b"document.main+xml", b"document.macroEnabled.main+xml")
    return zipped(parts | {"[Content_Types].xml": types, "word/vbaProject.bin": b"x"})


def attached_template() -> bytes:
    settings = f'<w:settings {SPACES}><w:attachedTemplate r:id="rId1"/></w:settings>'
    target = {"rId1": ("external attachedTemplate", "file:///S:/Templates/Report%20blue.dotm")}
    rels = relationships(target).encode()
    return letterhead(parts={"word/settings.xml": settings.encode(), "word/_rels/settings.xml.rels": rels})


def strict() -> bytes:
    parts = read_package(letterhead(styles=(*PLAIN, Style("Wide", look='<w:pPr><w:ind w:left="36pt"/></w:pPr>'))))
    for part, data in parts.items():
        data = data.replace(OFFICE.encode(), f"{STRICT}officeDocument/relationships".encode())
        parts[part] = data.replace(SPACES[9:69].encode(), f"{STRICT}wordprocessingml/main".encode())
    return zipped(parts)


def without_types() -> bytes:
    """As some programs write it: nothing said of the relationships, and a part twice."""
    parts = read_package(letterhead())
    kept = parts["[Content_Types].xml"].decode().replace(
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>', ""
    )  # fmt: skip
    return zipped(parts | {"[Content_Types].xml": kept.encode()})


TEXT_BOX = (
    f'<w:p><w:r><w:pict {VML}><v:shape id="b" style="width:99pt;height:9pt"><v:textbox><w:txbxContent>'
    f"{paragraph('Civic Centre, Tre Wen TW1 1AA')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
CONTROL = (
    f'<w:p><w:r><w:pict {VML}><v:shape id="c" style="width:9pt;height:9pt"/><w:control r:id="rId77" w:name="TextBox1"'
    ' w:shapeid="c"/></w:pict></w:r></w:p>'
)
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
NOTES = f'<w:footnotes {SPACES}><w:footnote w:id="2">{paragraph("Adopted in May.")}</w:footnote></w:footnotes>'
NOTED: dict[str, Any] = {
    "links": {"rId70": ("footnotes", "footnotes.xml")},
    "parts": {"word/footnotes.xml": NOTES.encode()},
}
COMMENTED: dict[str, Any] = {"links": {"rId70": ("comments", "comments.xml")}, "parts": {"word/comments.xml": b"<x/>"}}
COMMENT = '<w:p><w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p>'
SDT = f'<w:sdt><w:sdtPr><w:alias w:val="Title"/></w:sdtPr><w:sdtContent>{paragraph("Home care")}</w:sdtContent></w:sdt>'
DELETED = f'<w:del w:id="2" {AUTHOR}><w:r><w:delText>1999</w:delText></w:r></w:del>'
CHANGES = f'<w:p>{run("Civic Centre ")}<w:ins w:id="1" {AUTHOR}>{run("TW1 1AA")}</w:ins>{DELETED}</w:p>'
ODD = '<w:rPr><w:sz w:val="22"/><w:b/><w:color w:val="#1B3A57"/><w:b/></w:rPr><w:pPr><w:jc w:val="left"/></w:pPr>'
WRONG = '<w:pPr><w:jc w:val="middle"/></w:pPr><w:rPr><w:sz w:val="big"/><w:color w:val="navy"/><w:bold/></w:rPr>'
BY_HAND = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
OWN_HEADING = Style("TWCC Heading", look='<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr>')
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>'
MANY: dict[str, bytes] = {
    "a chart on the cover": letterhead(CHART, **CHART_PARTS),
    "a chart in the text": letterhead(text=f"# Introduction\n{CHART}", **CHART_PARTS),
    "SmartArt on the cover": letterhead(drawing("diagram", DIAGRAM, "Our four steps")),
    "a footnote on the cover": letterhead(f"<w:p>{run('Adult services')}{NOTE}</w:p>", **NOTED),
    "a footnote in the text": letterhead(text=f"# One\n<w:p>{run('x')}{NOTE}</w:p>", **NOTED),
    "an embedded spreadsheet with a picture": letterhead(
        OBJECT.format('<v:imagedata r:id="rId75"/>'), links=OLE, parts=OLE_PARTS
    ),
    "an embedded spreadsheet without": letterhead(OBJECT.format(""), links=OLE, parts=OLE_PARTS),
    "tags in single braces": letterhead("Client: {client_name}\n{#people}{name}{/people}"),
    "tags of another program": letterhead("{{ company.name }}", text="{%p for row in rows %}\nx\n{%p endfor %}"),
    "a watermark DRAFT": letterhead(**watermark("DRAFT")),
    "a watermark CONFIDENTIAL": letterhead(**watermark("CONFIDENTIAL")),
    "a picture as watermark": letterhead(**watermark("")),
    "landscape pages with their own header": sections(),
    "a second caption style": letterhead(
        text=f"# One\n[caption] Table 1\n{TABLE}\n[Figure caption] Figure 1", styles=(*PLAIN, Style("Figure caption"))
    ),
    "a caption style of its own": letterhead(
        text=f"# One\n[TWCC Caption] Table 1\n{TABLE}", styles=(*PLAIN, Style("TWCC Caption"))
    ),
    "a heading style of its own": letterhead(text="[TWCC Heading] One\nText", styles=(*PLAIN, OWN_HEADING)),
    "a numbered style of its own": letterhead(
        text="# One\n[TWCC Para] One\n[TWCC Para] Two",
        styles=(*PLAIN, Style("TWCC Para", list=("7", 1))), lists=(NUMBERS,),
    ),
    "headings numbered one by one": letterhead(
        text=paragraph("One", "heading 1", properties=BY_HAND), lists=(NUMBERS,)
    ),
    "a linked picture": letterhead(
        f"<w:p>{picture('rId70', 'Crest of Tre Wen', 'link')}</w:p>",
        links={"rId70": ("external image", "file:///S:/crest.png")},
    ),
    "an attached template": attached_template(),
    "a text box": letterhead(TEXT_BOX),
    "macros": macros(),
    "comments": letterhead(COMMENT, **COMMENTED),
    "tracked changes": letterhead(CHANGES),
    "a content control": letterhead(SDT),
    "a field that fetches": letterhead(f"<w:p>{field('INCLUDETEXT c:/x.docx', 'Civic Centre')}</w:p>"),
    "a field over two paragraphs": letterhead(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>\nTre Wen'
    ),
    "a form control": letterhead(CONTROL, links={"rId77": ("control", "activeX/a.xml")}),
    "another file inside": letterhead('<w:altChunk r:id="rId78"/>', links={"rId78": ("aFChunk", "a.html")}),
    "a link to a disk": letterhead(
        f"<w:p>{link('Our Council policies')}</w:p>", links={"rId60": ("external hyperlink", "file:///S:/p.docx")}
    ),
    "signs that nobody sees": letterhead("Civic\u2062 Centre, Tre Wen Council"),
    "an SVG that runs": letterhead(
        f"<w:p>{picture('rId70', 'Crest')}</w:p>", links={"rId70": ("image", "media/a.svg")},
        parts={"word/media/a.svg": SVG},
    ),
    "properties in another order": letterhead(styles=(*PLAIN, Style("Odd", look=ODD))),
    "values that mean nothing": letterhead(styles=(*PLAIN, Style("Wrong", look=WRONG))),
    "a style twice": letterhead(styles=(*PLAIN, Style("caption"), Style("Caption", id="Caption2"))),
    "a list twice and one without levels": letterhead(
        lists=(NUMBERS, NUMBERS, ("", '<w:num w:numId="9"><w:abstractNumId w:val="99"/></w:num>'))
    ),
    "the strict form": strict(),
    "no types of its relationships": without_types(),
    "landscape pages": letterhead(last_section=SIDEWAYS),
    "white text in columns": letterhead(
        styles=(Style("Normal", look='<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'), *PLAIN[1:]),
        last_section=f'{UPRIGHT}<w:cols w:num="2"/>',
    ),
    "a part of an unknown kind": letterhead(
        links={"rId70": ("style-map", "style-map")}, parts={"word/style-map": b"p => h1"}
    ),
}  # fmt: skip
