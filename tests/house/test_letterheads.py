"""Make a house of a letterhead that holds what no draft can show as it is: every such thing is kept or said."""

from __future__ import annotations

import pytest

from specgen.formats.opc.package import parse_part, read_package
from specgen.house.prepare import Prepared, prepare
from specgen.inputs.council.council import HouseOptions
from specgen.system.resources import built_in_templates
from tests.support.word_files import (
    HOUSE,
    PIXEL,
    SPACES,
    STYLES,
    Style,
    child,
    drafted,
    fault_of,
    field,
    picture,
    run,
    w,
    word_file,
)

BUILT_IN = read_package((built_in_templates() / "house.docx").read_bytes())


def prepared(text: str = HOUSE, **more: object) -> Prepared:
    return prepare(read_package(word_file(text, **more)), HouseOptions(), BUILT_IN)  # type: ignore[arg-type]


# Odd and even pages


FOOTERS = {"rId70": "default", "rId71": "even"}
SETTINGS = f"<w:settings {SPACES}><w:evenAndOddHeaders/></w:settings>".encode()
DEFAULT, EVEN = (f'<w:footerReference w:type="{pages}" r:id="{id}"/>' for id, pages in FOOTERS.items())
EVEN_HEADER = '<w:headerReference w:type="even" r:id="rId72"/>'
PAGES = {
    "one footer": (DEFAULT, False, "its even pages had no header and footer"),
    "one footer and a header of even pages": (EVEN_HEADER + DEFAULT, True, "its even pages had no footer"),
    "two footers": (DEFAULT + EVEN, True, ""),
}


@pytest.mark.parametrize(("references", "are_two", "said"), PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("text", [HOUSE, "# Report title\nSample text"], ids=["with tags", "without tags"])
def test_a_footer_stands_on_every_page_of_a_house_with_odd_and_even_pages(
    references: str, are_two: bool, said: str, text: str
) -> None:
    links = {id: ("footer", f"footer{id}.xml") for id in FOOTERS} | {"rId72": ("header", "header8.xml")}
    parts = {f"word/footer{id}.xml": f"<w:ftr {SPACES}><w:p/></w:ftr>".encode() for id in FOOTERS}
    parts |= {"word/header8.xml": f"<w:hdr {SPACES}><w:p/></w:hdr>".encode(), "word/settings.xml": SETTINGS}
    made = prepared(text, links=links, parts=parts, last_section=references)
    section = list(parse_part(made.parts["word/document.xml"]).iter(w("sectPr")))[-1]
    pages = {node.get(w("type")) for node in section.iter(w("footerReference"))}
    assert pages == ({"default", "even"} if are_two else {"default"})
    assert (parse_part(made.parts["word/settings.xml"]).find(w("evenAndOddHeaders")) is not None) == are_two
    notes = [one.message for one in made.problems if "even pages" in one.message]
    assert [note.startswith(said) for note in notes] == ([True] if said else [])


# Fields that change


MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CODE = '<w:r><w:instrText xml:space="preserve">{}</w:instrText></w:r>'
BEFORE, BETWEEN, END = (MARK.format(kind) for kind in ("begin", "separate", "end"))
NESTED = "".join((BEFORE, CODE.format(" = "), field("PAGE", "2"), CODE.format(" - 1 "), BETWEEN, run("1"), END))
SIMPLE = '<w:p><w:fldSimple w:instr="NUMCHARS2"><w:r><w:t>9</w:t></w:r></w:fldSimple></w:p>'
CHANGING = {
    "reckoned from the page": (f"<w:p>{NESTED}</w:p>", "= { PAGE } - 1", "1"),
    "a condition": (f"<w:p>{field('IF 1 = 1 yes no', 'yes')}</w:p>", "IF 1 = 1 yes no", "yes"),
    "a simple field": (
        '<w:p><w:fldSimple w:instr="NUMCHARS2"><w:r><w:t>9</w:t></w:r></w:fldSimple></w:p>',
        "NUMCHARS2",
        "9",
    ),
}


@pytest.mark.parametrize(("xml", "code", "shown"), CHANGING.values(), ids=CHANGING)
@pytest.mark.parametrize("text", [HOUSE, "# Report title\nSample text"], ids=["with tags", "without tags"])
def test_a_field_that_does_not_change_any_more_is_said(xml: str, code: str, shown: str, text: str) -> None:
    said = [one.message for one in prepared(text, stories={"footer1": xml}).problems if one.level == "warning"]
    assert f'the field {{ {code} }} does not change any more and shows "{shown}" everywhere' in said


def test_a_field_of_the_sample_text_is_not_said_when_it_goes_with_it() -> None:
    page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    made = prepared(f"Report title\n{page}\n# Introduction\n<w:p>{field('IF 1 = 1 yes no', 'yes')}</w:p>")
    assert not any("does not change" in one.message for one in made.problems)


def test_a_field_that_word_keeps_right_stays_and_is_not_said() -> None:
    made = prepared(HOUSE, stories={"footer1": f"<w:p>{field('PAGE', '1')}{field('SECTIONPAGES', '9')}</w:p>"})
    assert not any("does not change" in one.message for one in made.problems)
    assert b"SECTIONPAGES" in made.parts["word/footer1.xml"]


# What nobody sees, and what stands outside the text

HIDDEN_RUN = run("Note to drafter", "<w:rPr><w:vanish/></w:rPr>")
IN_STYLE = '<w:rPr><w:rStyle w:val="HiddenWords"/></w:rPr>'
HIDDEN = {
    "a run": f"<w:p>{run('Seen')}{HIDDEN_RUN}</w:p>",
    "a character style": f"<w:p>{run('Seen')}{run('Note to drafter', IN_STYLE)}</w:p>",
    "a paragraph style": f"<w:p>{run('Seen')}</w:p>\n[Hidden lines] Note to drafter",
    "a text in a table": f"<w:tbl><w:tr><w:tc><w:p>{run('Seen')}{HIDDEN_RUN}</w:p></w:tc></w:tr></w:tbl>",
}
HIDES = "<w:rPr><w:vanish/></w:rPr>"
HIDING = (*STYLES, Style("Hidden words", "character", look=HIDES), Style("Hidden lines", look=HIDES))


@pytest.mark.parametrize("xml", HIDDEN.values(), ids=HIDDEN)
def test_hidden_text_of_a_house_is_left_out_and_said(xml: str) -> None:
    made = prepared(f"{xml}\n{HOUSE}", styles=HIDING, stories={"footer1": xml})
    assert [one.message for one in made.problems if "hidden" in one.message] == [
        'left out the hidden text "Note to drafter"'
    ]
    assert not any(b"Note to drafter" in data for data in made.parts.values())
    assert b"Seen" in made.parts["word/document.xml"]


@pytest.mark.parametrize("xml", HIDDEN.values(), ids=HIDDEN)
def test_hidden_text_of_a_template_is_left_out_of_the_draft(xml: str) -> None:
    section = word_file(f"{xml}\n. After", styles=HIDING)
    made = drafted({"main.docx": child('{%p include "scope.docx" %}'), "scope.docx": section})
    assert made.lines == ["Seen", "After"]


def test_tags_that_are_hidden_still_work_and_text_that_is_shown_again_stays() -> None:
    hidden, shown = "<w:rPr><w:vanish/></w:rPr>", '<w:rPr><w:vanish w:val="0"/></w:rPr>'
    lines = (("{%p if x %}", hidden), ("yes", shown), ("{%p endif %}", hidden))
    text = "\n".join(f"<w:p>{run(words, look)}</w:p>" for words, look in lines)
    assert drafted(text, x=True).lines == ["yes"]
    assert drafted(text, x=False).lines == []


def test_the_colour_of_the_pages_is_said_to_be_left_out() -> None:
    data = read_package(word_file(HOUSE))
    data["word/document.xml"] = data["word/document.xml"].replace(
        b"<w:body>", b'<w:background w:color="FFFFE0"/><w:body>'
    )
    made = prepare(data, HouseOptions(), BUILT_IN)
    assert "left out the colour of its pages (FFFFE0)" in [one.message for one in made.problems]


def test_page_borders_go_on_leaving_out_header_and_footer() -> None:
    settings = f"<w:settings {SPACES}><w:bordersDoNotSurroundHeader/><w:trackRevisions/></w:settings>".encode()
    made = prepared(parts={"word/settings.xml": settings})
    assert b"bordersDoNotSurroundHeader" in made.parts["word/settings.xml"]


# Pictures and styles

TWO = picture().replace('r:embed="rId50"', 'r:embed="rId50" r:link="rId51"')
OLD_TWO = '<w:r><w:pict><v:shape id="a" alt="Map"><v:imagedata r:id="rId50" r:href="rId51"/></v:shape></w:pict></w:r>'
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
AS_LINKED = {
    "links": {"rId50": ("image", "media/a.png"), "rId51": ("external image", "file:///C:/pictures/a.png")},
    "parts": {"word/media/a.png": PIXEL},
}


@pytest.mark.parametrize("xml", [TWO, OLD_TWO.replace("<v:shape", f"<v:shape {VML}")], ids=["drawing", "older Word"])
def test_a_picture_that_is_embedded_and_linked_is_kept_as_it_is_in_the_file(xml: str) -> None:
    made = prepared(f"<w:p>{xml}</w:p>\n{HOUSE}", **AS_LINKED)
    assert "kept the picture in the file, not the one that it is linked to (file:///C:/pictures/a.png)" in [
        one.message for one in made.problems
    ]
    assert not any(b"file:///" in data for data in made.parts.values())
    section = word_file(f"<w:p>{xml}</w:p>", **AS_LINKED)  # type: ignore[arg-type]
    draft = drafted({"main.docx": child('{%p include "map.docx" %}'), "map.docx": section})
    assert [data for part, data in draft.parts.items() if part.startswith("word/media/")] == [PIXEL]
    assert not any(b"file:///" in data for data in draft.parts.values())


GRAPHIC = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
IDS = dict(zip(("dm", "lo", "qs", "cs"), ("rId80", "rId81", "rId82", "rId83"), strict=True))
NAMED = " ".join(f'r:{key}="{id}"' for key, id in IDS.items())
SMART_ART = (
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="D" descr="Steps"/><a:graphic>'
    f'<a:graphicData uri="{GRAPHIC}"><dgm:relIds xmlns:dgm="{GRAPHIC}" {NAMED}/></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r></w:p>"
)
KINDS = ("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors")
DIAGRAM = {
    "links": {id: (kind, f"diagrams/{kind}.xml") for id, kind in zip(IDS.values(), KINDS, strict=True)},
    "parts": {f"word/diagrams/{kind}.xml": b"<x/>" for kind in KINDS},
}
ONCE = "holds a SmartArt picture, which cannot be carried; copy it in Word and paste it as a picture [carry]"


def test_smart_art_is_refused_in_one_message() -> None:
    house = word_file(f"{SMART_ART}\n{HOUSE}", **DIAGRAM)  # type: ignore[arg-type]
    assert fault_of({"main.docx": child("words"), "house.docx": house}) == f"house.docx: error: {ONCE}"
    section = word_file(SMART_ART, **DIAGRAM)  # type: ignore[arg-type]
    said = fault_of({"main.docx": child('{%p include "a.docx" %}'), "a.docx": section})
    assert {line.partition("holds")[2] for line in said.splitlines()} == {ONCE.removeprefix("holds")}


def test_smart_art_of_the_sample_text_goes_with_it() -> None:
    page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    made = prepared(f"Report title\n{page}\n# Introduction\n{SMART_ART}", **DIAGRAM)
    assert not any("diagrams" in part for part in made.parts)


@pytest.mark.parametrize("shown", ["Numbered paragraph,np", "Numbered paragraph, np", "np", "Numbered paragraph"])
def test_a_style_is_found_as_the_list_of_word_shows_it(shown: str) -> None:
    style = Style("Numbered paragraph", look='<w:aliases w:val="np"/>')
    data = read_package(word_file(HOUSE, styles=(*STYLES, style)))
    made = prepare(data, HouseOptions(styles={"Clause": shown}), BUILT_IN)
    assert made.roles == {"NumberedParagraph": "Clause"}


def test_the_shapes_of_an_older_word_have_ids_of_their_own_in_a_loop() -> None:
    shape = f'<w:r><w:pict><v:rect {VML} id="_x0000_s1026" xmlns:o="urn:schemas-microsoft-com:office:office"'
    one = f'<w:p>{shape} o:spid="_x0000_s1027"/></w:pict></w:r></w:p>'
    text = f"{{%p for one in (1, 2, 3) %}}\n{one}\n{{%p endfor %}}"
    rects = list(drafted(text).body.iter("{urn:schemas-microsoft-com:vml}rect"))
    assert len({node.get("id") for node in rects}) == 3
    assert len({node.get("{urn:schemas-microsoft-com:office:office}spid") for node in rects}) == 3
