"""Print into houses that were drawn for something else: dark pages, bands, columns, a page for each paragraph."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from specgen.formats.opc.package import parse_part, read_package
from specgen.house.colours import contrast
from specgen.house.legibility.running_text import BREAKING
from specgen.house.prepare import Prepared, prepare
from specgen.house.stylesheet import Stylesheet
from specgen.inputs.council.council import HouseOptions
from specgen.system.resources import built_in_templates
from tests.judges.validator import Validator
from tests.support.word_files import (
    DRAWING,
    HOUSE,
    SPACES,
    Files,
    Style,
    child,
    drafted,
    fault_of,
    id_of,
    level,
    numbered,
    paragraph,
    run,
    text_of,
    value,
    w,
    word_file,
)

BUILT_IN = read_package((built_in_templates() / "house.docx").read_bytes())
TABLE = Style("Normal Table", "table")
WHITE = '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
OF_THEME = '<w:rPr><w:color w:val="000000" w:themeColor="background1"/></w:rPr>'
TINTED = '<w:rPr><w:color w:val="FFFFFF" w:themeColor="accent1" w:themeTint="33"/></w:rPr>'
THEME = {"dk1": "000000", "lt1": "FFFFFF", "accent1": "1B3A57"}
PRINTED = ("Normal", "Clause", "Clause a", "Body Text", "heading 1", "heading 2", "Schedule heading", "Front heading",
           "List Bullet", "caption", "Table text", "Table number", "toc 1", "Drafting note", "Title")  # fmt: skip


def theme() -> dict[str, Any]:
    slots = "".join(f'<a:{slot}><a:srgbClr val="{colour}"/></a:{slot}>' for slot, colour in THEME.items())
    xml = f'<a:theme xmlns:a="{DRAWING}/main"><a:themeElements><a:clrScheme>{slots}</a:clrScheme></a:themeElements>'
    return {
        "links": {"rId90": ("theme", "theme/theme1.xml")},
        "parts": {"word/theme/theme1.xml": f"{xml}</a:theme>".encode()},
    }


def prepared(text: str = HOUSE, change: tuple[str, str, str] | None = None, **more: object) -> Prepared:
    """The house that a file makes, in one part of which one text was put in the place of another."""
    parts = read_package(word_file(text, **more))  # type: ignore[arg-type]
    if change is not None:
        part, old, new = change
        assert old.encode() in parts[f"word/{part}.xml"]
        parts[f"word/{part}.xml"] = parts[f"word/{part}.xml"].replace(old.encode(), new.encode(), 1)
    return prepare(parts, HouseOptions(), BUILT_IN)


def sheet_of(made: Prepared) -> Stylesheet:
    parts = made.parts
    sheet = Stylesheet(
        parse_part(parts["word/styles.xml"]),
        parse_part(parts["word/theme/theme1.xml"]) if "word/theme/theme1.xml" in parts else None,
    )
    sheet.roles = made.roles
    return sheet


def warnings_of(made: Prepared) -> list[str]:
    return [one.message for one in made.problems if one.level == "warning"]


def unreadable(made: Prepared) -> list[str]:
    sheet = sheet_of(made)
    shown = [(style, sheet.id_of(style)) for style in PRINTED]
    return [
        style
        for style, id in shown
        if sheet.colour(id) and contrast(sheet.colour(id), sheet.ground(id) or "FFFFFF") < 3
    ]


# Colours of styles

ON_WHITE = "is printed in white, which can hardly be read on white"
BAND = '<w:pPr><w:shd w:val="clear" w:color="auto" w:fill="004B87"/></w:pPr>'
SOLID = '<w:pPr><w:shd w:val="solid" w:color="004B87" w:fill="FFFFFF"/></w:pPr>'
WHITE_CLAUSE = Style("Clause", based_on="Normal", look=WHITE)
IN_DEFAULTS = ("styles", "<w:style ", f"<w:docDefaults><w:rPrDefault>{WHITE}</w:rPrDefault></w:docDefaults><w:style ")
COLOURED: dict[str, tuple[tuple[Style, ...], tuple[str, str, str] | None, list[str]]] = {
    "plain text": ((Style("Normal", look=WHITE),), None, [f"its style Normal {ON_WHITE}"]),
    "by the theme": ((Style("Normal", look=OF_THEME),), None, [f"its style Normal {ON_WHITE}"]),
    "a tint of the theme": ((Style("Normal", look=TINTED),), None, [f"its style Normal {ON_WHITE}".replace(
        "in white", "in C3D8EC")]),
    "all text of the file": ((Style("Normal"),), IN_DEFAULTS, [f"its style Normal {ON_WHITE}"]),
    "clauses": ((Style("Normal"), WHITE_CLAUSE), None, [f"its style Clause {ON_WHITE}"]),
    "a heading": (
        (Style("Normal"), Style("heading 1", look='<w:rPr><w:color w:val="FFD700"/></w:rPr>')), None,
        ["the main colour FFD700 is too light to be read on white",
         "its style Heading 1 is printed in FFD700, which can hardly be read on white"],
    ),
    "a heading on a band": ((Style("Normal"), Style("heading 1", look=BAND + WHITE)), None, []),
    "a heading on a solid band": ((Style("Normal"), Style("heading 1", look=SOLID + WHITE)), None, []),
    "white text on dark paragraphs": ((Style("Normal", look=BAND + WHITE),), None, []),
    "a dark letter on a dark band": (
        (Style("Normal"), Style("heading 1", look=BAND + '<w:rPr><w:color w:val="1B3A57"/></w:rPr>')), None,
        ["its style Heading 1 is printed in 1B3A57, which can hardly be read on 004B87"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("styles", "change", "said"), COLOURED.values(), ids=COLOURED)
def test_what_a_draft_prints_can_be_read_and_what_could_not_is_said(
    styles: tuple[Style, ...], change: tuple[str, str, str] | None, said: list[str]
) -> None:
    made = prepared(change=change, styles=(*styles, TABLE), **theme())
    assert unreadable(made) == []
    assert [one for one in warnings_of(made) if "Heading 2" not in one] == said


def test_headings_that_are_added_to_a_band_stand_on_it_and_others_take_its_colour() -> None:
    made = prepared(styles=(Style("Normal"), Style("heading 1", look=BAND + WHITE), TABLE))
    sheet = sheet_of(made)
    shown = {style: (sheet.colour(sheet.id_of(style)), sheet.ground(sheet.id_of(style)))
             for style in ("heading 1", "Front heading", "Schedule heading", "heading 2", "caption")}  # fmt: skip
    assert made.main == "004B87"
    assert shown == {
        **dict.fromkeys(("heading 1", "Front heading", "Schedule heading"), ("FFFFFF", "004B87")),
        **dict.fromkeys(("heading 2", "caption"), ("004B87", "")),
    }
    table = sheet.named("Specification table", "table")
    assert table is not None
    assert [node.get(w("fill")) for node in table.iter(w("shd"))] == ["004B87"]


def test_letters_without_a_colour_of_their_own_have_none_on_a_marker() -> None:
    yellow = '<w:rPr><w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/></w:rPr>'
    made = prepared(styles=(Style("Normal"), Style("Open point", "character", look=yellow)))
    style = sheet_of(made).nodes[id_of("Open point")]
    assert [node.get(w("val")) for node in style.iter(w("color"))] == ["auto"]


def test_the_number_of_a_white_clause_can_be_read() -> None:
    lists = (numbered("4", level(0, "decimal", "%1", "heading 1").replace("</w:lvl>", f"{WHITE}</w:lvl>")),)
    made = prepared(styles=(Style("Normal"), TABLE, Style("heading 1", list=("4", 0))), lists=lists)
    levels = [
        one for one in parse_part(made.parts["word/numbering.xml"]).iter(w("lvl")) if one.find(w("pStyle")) is not None
    ]
    assert [node for one in levels for node in one.iter(w("color"))] == []


SHADED = '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{}"/></w:tcPr>'
HEAD = '<w:tblStylePr w:type="firstRow">{}</w:tblStylePr>'
BANDS = HEAD.replace("firstRow", "band1Horz")
TABLES = {
    "a dark table": (SHADED.format("1B3A57"), "Table text", "000000", "FFFFFF"),
    "dark bands": (
        HEAD.replace("firstRow", "band1Horz").format(SHADED.format("000000")),
        "Table text",
        "333333",
        "777777",
    ),
    "a light head": (HEAD.format(SHADED.format("F5C400")), "Table heading", "FFFFFF", "000000"),
}


@pytest.mark.parametrize(("look", "style", "colour", "instead"), TABLES.values(), ids=TABLES)
def test_text_in_tables_can_be_read_on_what_the_style_of_tables_fills(
    look: str, style: str, colour: str, instead: str
) -> None:
    text = Style(style, look=f'<w:rPr><w:color w:val="{colour}"/></w:rPr>')
    made = prepared(styles=(Style("Normal"), TABLE, text, Style("Specification table", "table", look=look)))
    sheet = sheet_of(made)
    assert any(f"its style {style} is printed in" in one for one in warnings_of(made))
    assert sheet.colour(sheet.id_of(style)) == instead


# Cover, headers and footers

DARK = SHADED.format("1B3A57")
GRID = '<w:tblPr/><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid>'
DARK_CELL = f"<w:tbl>{GRID}<w:tr><w:tc>{DARK}{{}}</w:tc></w:tr></w:tbl>"
BACKGROUND = ("document", "<w:body>", '<w:background w:color="101030"/><w:body>')


def colours_of(made: Prepared, part: str) -> dict[str, str]:
    """The words of each run and the colour that it names itself."""
    runs = parse_part(made.parts[f"word/{part}.xml"]).iter(w("r"))
    named = {text_of(one): one.find(f"{w('rPr')}/{w('color')}") for one in runs}
    return {words: "" if colour is None else colour.get(w("val"), "") for words, colour in named.items()}


def test_white_letters_stay_white_where_they_stand_on_something_dark() -> None:
    header = f"{paragraph('On the page')}{DARK_CELL.format(paragraph('In a dark cell'))}{paragraph('After')}"
    made = prepared(styles=(Style("Normal", look=WHITE), TABLE), stories={"header1": header})
    assert colours_of(made, "header1") == {"On the page": "", "In a dark cell": "FFFFFF", "After": ""}


def test_white_letters_of_a_cover_turn_dark_with_its_pages() -> None:
    header = f"<w:p>{run('White', WHITE)}{run('Gold', WHITE.replace('FFFFFF', '8A6D00'))}</w:p>"
    styles = (Style("Normal", look=WHITE), TABLE, Style("Title", look=WHITE))
    made = prepared(change=BACKGROUND, styles=styles, stories={"header1": header})
    assert colours_of(made, "header1") == {"White": "", "Gold": "8A6D00"}
    assert unreadable(made) == []
    bright = prepared(styles=styles, stories={"header1": header})
    assert colours_of(bright, "header1") == {"White": "FFFFFF", "Gold": "8A6D00"}
    assert sheet_of(bright).colour("Title") == "FFFFFF"  # on a picture, perhaps


def test_a_theme_of_dark_pages_is_that_of_light_ones() -> None:
    mapping = '<w:clrSchemeMapping w:bg1="dark1" w:t1="light1" w:bg2="dark2" w:t2="light2" w:accent1="accent1"/>'
    settings = f"<w:settings {SPACES}>{mapping}</w:settings>".encode()
    made = prepared(parts={"word/settings.xml": settings})
    (scheme,) = parse_part(made.parts["word/settings.xml"]).iter(w("clrSchemeMapping"))
    assert [scheme.get(w(key)) for key in ("bg1", "t1", "bg2", "t2")] == ["light1", "dark1", "light2", "dark2"]
    assert any("light text on dark" in one.message for one in made.problems)


# Paragraphs

DOES = {
    "a page for each paragraph": ("<w:pPr><w:pageBreakBefore/></w:pPr>", "begins every paragraph on a new page"),
    "a frame": ('<w:pPr><w:framePr w:w="3000"/></w:pPr>', "puts every paragraph into a frame"),
    "hidden text": ("<w:rPr><w:vanish/></w:rPr>", "hides its text"),
    "no break between pages": ("<w:pPr><w:keepNext/></w:pPr>", "keeps every paragraph on one page with the next"),
    "a number for each paragraph": (
        '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>',
        "numbers every paragraph",
    ),
}


@pytest.mark.parametrize(("look", "does"), DOES.values(), ids=DOES)
def test_plain_text_does_not_do_what_a_letter_needs_once(look: str, does: str) -> None:
    lists = (numbered("4", level(0, "decimal", "%1")),)
    made = prepared(styles=(Style("Normal", look=look), TABLE), lists=lists)
    assert [one for one in warnings_of(made) if does in one] == [f"its style Normal {does}"]
    sheet = sheet_of(made)
    for group, short in BREAKING:
        assert not sheet.is_on(sheet.id_of("Body Text"), short, group)
    assert warnings_of(prepare(made.parts, HouseOptions(), BUILT_IN)) == []


def test_sections_may_begin_pages_and_what_rests_on_their_style_does_not() -> None:
    page = "<w:pPr><w:pageBreakBefore/></w:pPr>"
    made = prepared(
        styles=(Style("Normal"), TABLE, Style("heading 1", look=page), Style("heading 2", based_on="Heading1"))
    )
    sheet = sheet_of(made)
    on = {style: sheet.is_on(sheet.id_of(style), "w:pageBreakBefore", "w:pPr") for style in ("heading 1", "heading 2")}
    assert on == {"heading 1": True, "heading 2": False}


def test_no_line_is_lower_than_its_letters() -> None:
    look = '<w:pPr><w:spacing w:line="200" w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="28"/></w:rPr>'
    sheet = sheet_of(prepared(styles=(Style("Normal", look=look), TABLE)))
    (spacing,) = sheet.nodes["Normal"].iter(w("spacing"))
    assert spacing.get(w("lineRule")) == "atLeast"


# Pages

PAGE = '<w:pgSz w:w="{}" w:h="{}"{}/>'
LANDSCAPE = PAGE.format(16838, 11906, "")
SECTIONS = {
    '<w:cols w:num="2"/>': "its text stood in columns; that of a draft stands in one, as wide as its tables",
    '<w:textDirection w:val="tbRl"/>': "its lines ran down the page; those of a draft run across it",
    '<w:vAlign w:val="center"/>': "its text stood in the middle of the page; that of a draft begins at the top",
}


@pytest.mark.parametrize(("xml", "said"), SECTIONS.items())
def test_the_pages_of_the_text_are_such_that_tables_fit(xml: str, said: str) -> None:
    made = prepared(last_section=PAGE.format(11906, 16838, "") + xml)
    (section,) = parse_part(made.parts["word/document.xml"]).iter(w("sectPr"))
    assert [etree.QName(node).localname for node in section] == ["pgSz"]
    assert said in [one.message for one in made.problems if one.level == "note"]


def test_a_landscape_house_gives_landscape_drafts_and_says_so_once() -> None:
    upright = word_file(". Words", last_section=PAGE.format(11906, 16838, ""))
    house = word_file(HOUSE, last_section=LANDSCAPE)
    files: Files = {"main.docx": child('{%p include "a.docx" %}'), "a.docx": upright}
    made = drafted(files, own={"house.docx": house})
    (size,) = made.body.iter(w("pgSz"))
    assert [size.get(w(key)) for key in ("w", "h", "orient")] == ["16838", "11906", "landscape"]
    said = warnings_of(prepared(last_section=LANDSCAPE))
    assert said.count("its pages are landscape, and so is every page of a draft") == 1


def test_a_landscape_template_in_an_upright_house_is_still_refused() -> None:
    lying = word_file(". Words", last_section=LANDSCAPE)
    house = word_file(HOUSE, last_section=PAGE.format(11906, 16838, ""))
    said = fault_of({"main.docx": child('{%p include "a.docx" %}'), "a.docx": lying, "house.docx": house})
    assert "a.docx: error: its pages are landscape and those of the house document are not" in said


COVER = f"<w:p><w:pPr><w:sectPr>{PAGE.format(11906, 16838, '')}</w:sectPr></w:pPr></w:p>"
COUNTS = {
    "nothing said": ("", "Page 1 of 1"),
    "from one": ('<w:pgNumType w:start="1"/>', "Page 1 of 1"),
    "from another": ('<w:pgNumType w:start="7"/>', "Page 1"),
    "in roman numerals": ('<w:pgNumType w:fmt="lowerRoman"/>', "Page 1"),
}


@pytest.mark.parametrize(("count", "shown"), COUNTS.values(), ids=COUNTS)
@pytest.mark.parametrize("cover", ["", COVER], ids=["one section", "a cover of its own"])
def test_a_page_says_how_many_there_are_only_where_it_counts_them_all(count: str, shown: str, cover: str) -> None:
    made = prepared(f"[Title] Report\n{cover}\n# Introduction\nSample", last_section=count)
    footer = parse_part(made.parts["word/footer1.xml"])
    is_counted_anew = cover and "start" in count
    assert text_of(footer).endswith("Page 1" if is_counted_anew else shown)
    assert made.adaptation is not None
    assert any(line.startswith("footer: Page 1") for line in made.adaptation.added)


# Numbers

ROMAN = {"upperRoman": 2.3, "lowerRoman": 1.8, "decimal": 1.1}


@pytest.mark.parametrize(("form", "ems"), ROMAN.items())
def test_a_number_of_any_form_stands_clear_of_its_clause(form: str, ems: float) -> None:
    lists = (numbered("4", level(0, form, "%1", "heading 1")),)
    made = prepared(styles=(Style("Normal"), TABLE, Style("heading 1", list=("4", 0))), lists=lists)
    clause, base = sheet_of(made).id_of("Clause"), sheet_of(made).base
    levels = parse_part(made.parts["word/numbering.xml"]).iter(w("lvl"))
    (indent,) = [one.find(f"{w('pPr')}/{w('ind')}") for one in levels if value(one, "pStyle") == clause]
    assert indent is not None
    assert int(indent.get(w("hanging"), "0")) >= (ems + 0.3 + 1.1 + 0.4) * base * 10


# Words marked by an older Word


def test_words_that_an_older_word_marked_are_printed_plain(validator: Validator, tmp_path: Any) -> None:
    data = '<w:smartTagPr><w:attr w:name="a" w:val="b"/></w:smartTagPr>'
    mark = f'<w:smartTag w:uri="urn:x" w:element="place">{data}{{}}</w:smartTag>'
    text = f"<w:p>{run('In ')}{mark.format(run('Tre {{ town }}'))}</w:p>"
    files: Files = {"main.docx": child('{%p include "a.docx" %}'), "a.docx": word_file(text)}
    made = drafted(files, town="Wen")
    assert made.lines == ["In Tre Wen"]
    path = tmp_path / "draft.docx"
    path.write_bytes(made.data)
    assert validator.errors(path) == ()
