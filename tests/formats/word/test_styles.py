"""Styles by name: what they are based on decides over heading levels, lists and bold letters."""

from __future__ import annotations

import pytest
from lxml import etree

from specgen.formats.opc.namespaces import WORD
from specgen.formats.word.styles import heading_levels, is_on, list_of, style_names, style_nodes


def styles(*rows: str) -> etree._Element:
    return etree.fromstring(f'<w:styles xmlns:w="{WORD}">{"".join(rows)}</w:styles>')


def style(id: str, title: str = "", based_on: str = "", properties: str = "", kind: str = "paragraph") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    named = f'<w:name w:val="{title}"/>' if title else ""
    return f'<w:style w:type="{kind}" w:styleId="{id}">{named}{based}{properties}</w:style>'


def outline(level: int) -> str:
    return f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>'


LEVELS = {
    "a heading by its outline level": ([style("a", "Clause head", properties=outline(1))], {"a": 2}),
    "a heading by Word's own name": ([style("a", "Heading 3")], {"a": 3}),
    "the outline level counts before the name": ([style("a", "heading 3", properties=outline(0))], {"a": 1}),
    "body text that is based on a heading": (
        [style("a", "heading 1"), style("b", "Note", "a", outline(9))],
        {"a": 1},
    ),
    "a style takes over the level it is based on": (
        [style("a", "heading 2"), style("b", "Own", "a")],
        {"a": 2, "b": 2},
    ),
    "styles in a circle make no heading": ([style("a", "A", "b"), style("b", "B", "a")], {}),
    "no styles": ([], {}),
}


@pytest.mark.parametrize(("rows", "levels"), LEVELS.values(), ids=LEVELS)
def test_heading_levels(rows: list[str], levels: dict[str, int]) -> None:
    assert heading_levels(styles(*rows)) == levels


def test_a_file_without_styles_has_no_headings() -> None:
    assert heading_levels(None) == {}


def test_a_style_without_a_name_is_called_by_its_id() -> None:
    default = '<w:style w:type="paragraph" w:default="1" w:styleId="n"><w:name w:val="Normal"/></w:style>'
    assert style_names(styles(style("a"), default)) == {"a": "a", "n": "Normal", "": "Normal"}


def test_the_nearest_style_that_says_it_decides_whether_letters_are_bold() -> None:
    bold, plain = "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:b w:val="0"/></w:rPr>'
    nodes = style_nodes(styles(style("a", properties=bold), style("b", based_on="a"), style("c", "", "b", plain)))
    assert [is_on(key, nodes, "w:b") for key in ("a", "b", "c", "unknown")] == [True, True, False, False]


def test_a_style_takes_its_list_from_one_and_its_level_from_another() -> None:
    level = '<w:pPr><w:numPr><w:ilvl w:val="2"/></w:numPr></w:pPr>'
    number = '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>'
    none = '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
    nodes = style_nodes(styles(style("a", "", "b", level), style("b", "", "", number), style("c", "", "b", none)))
    assert [list_of(key, nodes) for key in ("a", "b", "c")] == [("7", "2"), ("7", ""), ("", "")]
