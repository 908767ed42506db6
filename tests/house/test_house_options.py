"""Test what a council says of its look, and what its house has: colours, fonts, logo, names of styles, numbers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from specgen import generate as spine
from specgen.formats.opc.package import parse_part, read_package
from specgen.formats.word.text import word_text as text_of
from specgen.house.colours import contrast, darkened_for_white, shaded, text_on
from specgen.house.prepare import Prepared, prepare
from specgen.house.stylesheet import Stylesheet
from specgen.inputs.council.council import HouseOptions
from specgen.problems import SpecgenError, WrongInput
from specgen.system.resources import built_in_templates
from specgen.templates.merge.fit_tables import fit_pages
from tests.judges.lint import errors
from tests.judges.policy import ROOT
from tests.support.word_files import (
    HOUSE,
    PIXEL,
    Files,
    Style,
    child,
    drafted,
    level,
    numbered,
    paragraph,
    value,
    w,
    word_file,
)

BUILT_IN = read_package((built_in_templates() / "house.docx").read_bytes())
DAY = date(2026, 11, 16)
ANSWERS = ROOT / "sample_inputs" / "quick-start.yaml"
PLAIN = (Style("Normal"), Style("Normal Table", "table"))
BLUE = '<w:rPr><w:b/><w:color w:val="0B3D91"/><w:sz w:val="36"/></w:rPr>'


def prepared(text: str = HOUSE, look: HouseOptions | None = None, **more: object) -> Prepared:
    return prepare(read_package(word_file(text, **more)), look or HouseOptions(), BUILT_IN)  # type: ignore[arg-type]


def sheet_of(made: Prepared) -> Stylesheet:
    sheet = Stylesheet(parse_part(made.parts["word/styles.xml"]), None)
    sheet.roles = made.roles
    return sheet


def numbers_of(made: Prepared) -> list[tuple[str, str, str]]:
    """The style, number format and text of each level of the list of Heading 1."""
    sheet, lists = sheet_of(made), parse_part(made.parts["word/numbering.xml"])
    style = sheet.nodes[sheet.id_of("heading 1")]
    wanted = value(style, "pPr/numPr/numId")
    (number,) = [node for node in lists.iter(w("num")) if node.get(w("numId")) == wanted]
    abstract = value(number, "abstractNumId")
    (found,) = [node for node in lists.iter(w("abstractNum")) if node.get(w("abstractNumId")) == abstract]
    return [(value(one, "pStyle"), value(one, "numFmt"), value(one, "lvlText")) for one in found.iter(w("lvl"))][:4]


# Colours


@pytest.mark.parametrize(
    ("heading", "theme", "main"),
    [
        pytest.param(BLUE, "", "0B3D91", id="that of Heading 1"),
        pytest.param("<w:rPr><w:color w:val='000000'/></w:rPr>", "", "404040", id="a grey beside black headings"),
        pytest.param("", "", "404040", id="a grey where nobody chose one"),
    ],
)
def test_the_main_colour_is_that_of_the_headings(heading: str, theme: str, main: str) -> None:
    assert prepared(styles=(*PLAIN, Style("heading 1", based_on="Normal", look=heading))).main == main


def test_a_light_colour_fills_the_heads_of_tables_and_letters_stay_dark() -> None:
    made = prepared(look=HouseOptions(colours={"main": "F5C400"}), styles=PLAIN)
    sheet = sheet_of(made)
    heading, table = sheet.id_of("Table heading"), sheet.named("Specification table", "table")
    assert table is not None
    assert [node.get(w("fill")) for node in table.iter(w("shd"))] == ["F5C400"]
    assert sheet.colour(heading) == "000000"
    assert contrast(sheet.colour(sheet.id_of("Schedule heading")), "FFFFFF") >= 4.5
    assert ["too light" in problem.message for problem in made.problems if problem.level == "warning"] == [True]


@pytest.mark.parametrize(("fill", "text"), [("1B3A57", "FFFFFF"), ("F5C400", "000000"), ("767676", "FFFFFF")])
def test_text_on_a_colour_can_be_read(fill: str, text: str) -> None:
    assert text_on(fill) == text


def test_a_colour_is_darkened_no_more_than_it_must() -> None:
    assert darkened_for_white("1B3A57") == "1B3A57"
    assert 4.5 <= contrast(darkened_for_white("F5C400"), "FFFFFF") < 5


def test_a_theme_colour_in_its_darker_form_is_what_word_shows() -> None:
    assert shaded("4472C4", "BF", "") == "2F5496"  # what Word writes for its own Heading 1
    assert shaded("4472C4", "", "") == "4472C4"


def test_a_chosen_colour_takes_the_place_of_the_old_one_wherever_the_styles_name_it() -> None:
    styles = (*PLAIN, Style("heading 1", look=BLUE), Style("Note", look='<w:rPr><w:color w:val="0b3d91"/></w:rPr>'),
              Style("Grey", look='<w:rPr><w:color w:val="777777"/></w:rPr>'))  # fmt: skip
    sheet = sheet_of(prepared(look=HouseOptions(colours={"main": "7A1F3D"}), styles=styles))
    shown = {style: sheet.colour(sheet.id_of(style)) for style in ("heading 1", "Note", "Grey", "Schedule heading")}
    assert shown == {"heading 1": "7A1F3D", "Note": "7A1F3D", "Grey": "777777", "Schedule heading": "7A1F3D"}


# Fonts


def test_chosen_fonts_are_those_of_text_and_headings() -> None:
    fonts = '<w:rPr><w:rFonts w:ascii="Comic Sans MS" w:hAnsi="Comic Sans MS"/></w:rPr>'
    styles = (Style("Normal", look=fonts), Style("Normal Table", "table"), Style("heading 1", look=fonts),
              Style("Quote", look=fonts, based_on="Normal"))  # fmt: skip
    sheet = sheet_of(prepared(look=HouseOptions(fonts={"text": "Arial", "headings": "Georgia"}), styles=styles))
    shown = {style: sheet.font(sheet.id_of(style)) for style in ("Clause", "Quote", "heading 1", "Schedule heading")}
    assert shown == {"Clause": "Arial", "Quote": "Arial", "heading 1": "Georgia", "Schedule heading": "Georgia"}


@pytest.mark.parametrize(("base", "table"), [("20", 18), ("22", 20), ("24", 22), ("28", 25), ("0", 18), ("x", 18)])
def test_sizes_follow_the_text_of_the_house(base: str, table: int) -> None:
    """The page of these houses is as wide as that of the built-in one."""
    wide = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1304" w:bottom="1191" w:left="1304"/>'
    styles = (Style("Normal", look=f'<w:rPr><w:sz w:val="{base}"/></w:rPr>'), Style("Normal Table", "table"))
    sheet = sheet_of(prepared(styles=styles, last_section=wide))
    assert sheet.size(sheet.id_of("Table text")) == table


# Record of styles


def test_a_map_names_the_style_of_the_house_and_the_style_keeps_its_name() -> None:
    own = (*PLAIN, Style("heading 1", based_on="Normal"), Style("Section title", based_on="Normal"),
           Style("Numbered paragraph", based_on="Normal"))  # fmt: skip
    look = HouseOptions(styles={"Clause": "Numbered paragraph", "Heading 1": "Sectiontitle"})
    made = prepared(look=look, styles=(*own, Style("Section title 2", id="Sectiontitle")))
    assert made.roles == {"NumberedParagraph": "Clause", "Sectiontitle": "heading 1"}
    assert [style for style, _, _ in numbers_of(made)][:2] == ["Sectiontitle", "NumberedParagraph"]


@pytest.mark.long
def test_the_contents_list_names_a_heading_style_by_the_name_it_has_in_the_house(tmp_path: Path) -> None:
    own = (*PLAIN, Style("Section title", based_on="Normal"))
    (tmp_path / "house.docx").write_bytes(word_file(HOUSE, styles=own))
    (tmp_path / "council.yaml").write_text("name: One\nstyles: {Heading 1: Section title}\n", encoding="utf-8")
    made = spine.generate(ANSWERS, tmp_path / "draft.docx", council=tmp_path, today=DAY)
    document = read_package(made.path.read_bytes())["word/document.xml"].decode()
    assert 'TOC \\o "1-1" \\h \\z \\t "Schedule heading,1,Section title,1"' in document
    assert "Section title: 1  Introduction and background" in text_of(made.path.read_bytes())


@pytest.mark.parametrize(
    ("map", "said"),
    [
        pytest.param({"Claws": "Body Text"}, 'specgen has no style "Claws"; did you mean "Clause"?', id="ours"),
        pytest.param({"Clause": "Bodytext"}, 'no paragraph style "Bodytext"; did you mean "Body Text"?', id="theirs"),
        pytest.param({"Clause": "Strong"}, 'no paragraph style "Strong"', id="of another kind"),
    ],
)
def test_a_map_that_names_what_is_not_there_is_refused(map: Mapping[str, str], said: str) -> None:
    own = (*PLAIN, Style("Body Text"), Style("Strong", "character"))
    with pytest.raises(WrongInput) as caught:
        prepared(look=HouseOptions(styles=map), styles=own)
    assert said in str(caught.value)


@pytest.mark.parametrize("called", ["Überschrift 1", "Titre 1", "Pennawd 1", "KOP 1", "Nagłówek 1", "Heading 1"])
def test_word_and_specgen_know_a_heading_in_any_language(called: str) -> None:
    made = prepared(styles=(*PLAIN, Style(called, id="x1", look=BLUE)))
    assert sheet_of(made).id_of("heading 1") == "x1"
    assert made.main == "0B3D91"


def test_another_name_of_a_style_counts() -> None:
    alias = Style("Numbered text", look="<w:rPr/>")
    xml = alias.xml.replace("<w:rPr/>", "").replace(
        '"Numbered text"/>', '"Numbered text"/><w:aliases w:val="NT,clause"/>'
    )
    parts = read_package(word_file(HOUSE, styles=PLAIN))
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", xml.encode() + b"</w:styles>")
    assert prepare(parts, HouseOptions(), BUILT_IN).roles == {"NumberedText": "Clause"}


# Numbers

OWN_LIST = numbered("4", level(0, "decimal", "%1.", "heading 1"), level(1, "decimal", "%1.%2", "heading 2"), id="4")
ROMAN = numbered("4", level(0, "upperRoman", "Part %1", "heading 1"), id="4")
LEGAL = numbered("4", level(0, "decimal", "%1", "heading 1"), level(1, "decimal", "%1.%2", "Numbered"),
                 level(2, "lowerLetter", "%3)", "Lettered"), id="4")  # fmt: skip


OF_CLAUSES = (Style("Clause", id="Numbered", list=("4", 1)), Style("Clause a", id="Lettered", list=("4", 2)))


def heading(*lists: str) -> Style:
    return Style("heading 1", based_on="Normal", list=("4", 0)) if lists else Style("heading 1", based_on="Normal")


@pytest.mark.parametrize(
    ("styles", "lists", "levels"),
    [
        pytest.param((heading(),), (), [("decimal", "%1"), ("decimal", "%1.%2"), ("lowerLetter", "(%3)")], id="none"),
        pytest.param((heading("4"), Style("heading 2", list=("4", 1))), (OWN_LIST,),
                     [("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)")], id="its own"),
        pytest.param((heading("4"),), (ROMAN,),
                     [("upperRoman", "%1"), ("decimal", "%1.%2"), ("lowerLetter", "(%3)")], id="with a word"),
        pytest.param((heading("4"), *OF_CLAUSES), (LEGAL,),
                     [("decimal", "%1"), ("decimal", "%1.%2"), ("lowerLetter", "%3)")], id="clauses too"),
    ],
)  # fmt: skip
def test_the_number_of_headings_stays_and_clauses_go_below(
    styles: tuple[Style, ...], lists: tuple[tuple[str, str], ...], levels: list[tuple[str, str]]
) -> None:
    made = prepared(styles=(*PLAIN, *styles), lists=lists)
    assert [(form, text) for _, form, text in numbers_of(made)][:3] == levels


def test_numbers_put_on_every_heading_by_hand_become_those_of_the_style() -> None:
    direct = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr>'
    text = paragraph("One", "heading 1", properties=direct) + paragraph("Two", "heading 1", properties=direct)
    made = prepared(f"Our Council\n{text}", styles=(*PLAIN, heading()), lists=(ROMAN,))
    assert numbers_of(made)[0][1:] == ("upperRoman", "%1")


def test_a_list_by_way_of_a_list_style_is_followed() -> None:
    link = ("<w:abstractNum w:abstractNumId='5'><w:numStyleLink w:val='Ours'/></w:abstractNum>",
            "<w:num w:numId='5'><w:abstractNumId w:val='5'/></w:num>")  # fmt: skip
    ours = Style("Ours", "numbering", look="<w:pPr><w:numPr><w:numId w:val='4'/></w:numPr></w:pPr>")
    made = prepared(styles=(*PLAIN, Style("heading 1", list=("5", 0)), ours), lists=(ROMAN, link))
    assert numbers_of(made)[0][1:] == ("upperRoman", "%1")


def test_a_house_that_numbers_everything_itself_is_left_alone() -> None:
    made = prepare(BUILT_IN, HouseOptions(), BUILT_IN)
    assert parse_part(made.parts["word/numbering.xml"]).findall(w("num"))[-1].get(w("numId")) == "3"
    assert made.problems == ()


def test_what_is_made_twice_is_made_once() -> None:
    once = prepared("Our Council", styles=(*PLAIN, heading()), lists=(ROMAN,))
    again = prepare(once.parts, HouseOptions(), BUILT_IN)
    assert again.adaptation is None
    assert {part: _canonical(data) for part, data in again.parts.items()} == {
        part: _canonical(data) for part, data in once.parts.items()
    }


def _canonical(data: bytes) -> bytes:
    return etree.tostring(parse_part(data), method="c14n2") if data.lstrip().startswith(b"<") else data


# Logo


def with_logo(folder: Path, data: bytes, file: str = "crest.png") -> Path:
    (folder / "council.yaml").write_text(f"name: One\nlogo: {{file: {file}, words: Arms of One}}\n", encoding="utf-8")
    (folder / file).write_bytes(data)
    return folder


def test_a_logo_stands_on_the_cover_with_its_words_and_fits_its_place(tmp_path: Path) -> None:
    from tests.support.pictures import png

    made = spine.generate(ANSWERS, tmp_path / "draft.docx", council=with_logo(tmp_path, png(300, 100)), today=DAY)
    parts = read_package(made.path.read_bytes())
    root = parse_part(parts["word/document.xml"])
    (extent,) = root.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent")
    assert (extent.get("cx"), extent.get("cy")) == ("1800000", "600000")  # 5 cm wide, in its own proportion
    assert text_of(made.path.read_bytes()).splitlines()[0] == "Normal: [picture: Arms of One]"
    assert errors(made.path) == ()


def test_without_a_logo_its_paragraph_goes(tmp_path: Path) -> None:
    made = spine.generate(ANSWERS, tmp_path / "draft.docx", today=DAY)
    assert "logo" not in text_of(made.path.read_bytes())
    assert text_of(made.path.read_bytes()).startswith("Cover organisation: ")


@pytest.mark.long
def test_a_house_without_a_place_for_the_logo_is_reported(tmp_path: Path) -> None:
    folder = with_logo(tmp_path, PIXEL)
    (folder / "house.docx").write_bytes(word_file(HOUSE))
    made = spine.generate(ANSWERS, tmp_path / "draft.docx", council=folder, today=DAY)
    again = spine.generate(ANSWERS, tmp_path / "draft.docx", council=folder, today=DAY)
    said = [problem for problem in made.draft.warnings if "no place for the logo" in problem.message]
    assert len(said) == 1
    assert said[0] in again.draft.warnings


@pytest.mark.parametrize("data", [b"", b"<svg/>", PIXEL[:20], b"BM" + b"\0" * 60], ids=["empty", "svg", "cut", "bmp"])
def test_what_is_no_picture_is_refused_with_its_file(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(SpecgenError, match=r"crest\.png") as caught:
        spine.generate(ANSWERS, tmp_path / "draft.docx", council=with_logo(tmp_path, data), today=DAY)
    assert "use a PNG, JPEG or GIF picture" in str(caught.value) or "save it smaller" in str(caught.value)
    assert not (tmp_path / "draft.docx").exists()


# Pages


def test_tables_are_as_wide_as_the_text_of_the_house() -> None:
    narrow = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="2953" w:right="2953" w:top="1" w:bottom="1"/>'
    wide = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="953" w:right="953" w:top="1" w:bottom="1"/>'
    cell = '<w:tc><w:tcPr><w:tcW w:w="5000" w:type="dxa"/></w:tcPr><w:p/></w:tc>'
    table = (
        '<w:tbl><w:tblPr><w:tblW w:w="10000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="5000"/>'
        f'<w:gridCol w:w="5000"/></w:tblGrid><w:tr>{cell}{cell}</w:tr></w:tbl>'
    )
    files: Files = {
        "house.docx": word_file(HOUSE, last_section=narrow),
        "main.docx": child('{%p include "a.docx" %}'),
        "a.docx": word_file(table, last_section=wide),
    }
    made = drafted(files)
    (found,) = made.body.iter(w("tbl"))
    assert [node.get(w("w")) for node in found.iter(w("tblW"), w("gridCol"), w("tcW"))] == ["6000", *["3000"] * 4]


# What a reader's eye would stumble over


def test_a_heading_from_10_on_stands_clear_of_its_number() -> None:
    look = '<w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/></w:rPr>'
    made = prepared(styles=(*PLAIN, Style("heading 1", look=look)))
    sheet = sheet_of(made)
    indent = sheet.says(sheet.id_of("heading 1"), "w:pPr", "w:ind")
    assert indent is not None
    assert int(indent.get(w("hanging"), "0")) >= (2 * 0.6 + 0.4) * 18 * 20


def test_an_open_point_is_black_on_its_yellow() -> None:
    sheet = sheet_of(prepared())
    colour = sheet.named("Open point", "character").find(f"{w('rPr')}/{w('color')}")  # type: ignore[union-attr]
    assert colour is not None
    assert colour.get(w("val")) == "000000"


@pytest.mark.parametrize(("style", "least"), [("Clause", 80), ("Schedule clause", 80), ("caption", 120)])
def test_what_follows_a_table_stands_clear_of_it(style: str, least: int) -> None:
    sheet = sheet_of(prepared(styles=PLAIN))
    spacing = sheet.says(sheet.id_of(style), "w:pPr", "w:spacing")
    assert spacing is not None
    assert int(spacing.get(w("before"), "0")) >= least


def test_captions_in_the_blue_that_nobody_chose_take_the_main_colour() -> None:
    blue = Style("caption", look='<w:rPr><w:color w:val="4F81BD"/></w:rPr>')
    sheet = sheet_of(prepared(look=HouseOptions(colours={"main": "7A1F3D"}), styles=(*PLAIN, blue)))
    assert sheet.colour(sheet.id_of("caption")) == "7A1F3D"


def test_a_heading_that_cannot_be_read_is_reported_and_its_colour_not_taken_over() -> None:
    yellow = Style("heading 1", look='<w:rPr><w:color w:val="FFD700"/></w:rPr>')
    made = prepared(styles=(*PLAIN, yellow))
    said = [problem.message for problem in made.problems if problem.level == "warning"]
    assert "its style Heading 1 is printed in FFD700, which can hardly be read on white" in said
    sheet = sheet_of(made)
    shown = [sheet.colour(sheet.id_of(style)) for style in ("Schedule heading", "Front heading", "heading 2", "Title")]
    assert [colour for colour in shown if colour and contrast(colour, "FFFFFF") < 4.5] == []


def test_a_house_without_headings_is_reported() -> None:
    assert any("no style Heading 1" in problem.message for problem in prepared(styles=PLAIN).problems)


def test_a_style_that_the_house_lacks_is_named_with_the_nearest_that_it_has() -> None:
    styles = (*PLAIN, Style("Numbered paragraph"), Style("Heading 5"))
    with pytest.raises(WrongInput) as caught:
        prepared(look=HouseOptions(styles={"Clause": "numbered para"}), styles=styles)
    (problem,) = caught.value.problems
    assert str(problem).startswith("council.yaml: error: styles, Clause: the house document has no paragraph style")
    assert problem.remedy == 'did you mean "Numbered paragraph"?'


def test_a_column_of_placeholders_takes_room_from_a_wide_one() -> None:
    tag = paragraph("{{ one.id }}")
    body = (
        '<w:body><w:tbl><w:tblGrid><w:gridCol w:w="600"/><w:gridCol w:w="6000"/></w:tblGrid>'
        f"<w:tr><w:tc>{tag}</w:tc><w:tc>{tag}</w:tc></w:tr></w:tbl>"
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body>'
    )
    root = etree.fromstring(body.replace("<w:body>", f'<w:body xmlns:w="{w("x")[1:-2]}">'))
    section = root.find(w("sectPr"))
    fit_pages(root, section, section, 120.0)
    widths = [int(node.get(w("w"), "0")) for node in root.iter(w("gridCol"))]
    assert widths[0] >= 9 * 120 + 220
    assert sum(widths) == 6600
