"""Put parts of Word files into the order and the values of the standard."""

from __future__ import annotations

import pytest
from lxml import etree

from specgen.house.intake.sound_styles import sound_lists, sound_styles
from specgen.house.intake.word_schema import put_in_order
from tests.support.word_files import SPACES, W

CASES = {
    "the order of a paragraph's properties": (
        '<w:p><w:r><w:t>x</w:t></w:r><w:pPr><w:jc w:val="left"/><w:keepNext/></w:pPr></w:p>',
        '<w:p><w:pPr><w:keepNext/><w:jc w:val="left"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>',
        [],
    ),
    "a property twice, alike": ("<w:rPr><w:b/><w:b/></w:rPr>", "<w:rPr><w:b/></w:rPr>", []),
    "a property twice, unlike": (
        '<w:rPr><w:sz w:val="22"/><w:sz w:val="24"/></w:rPr>',
        '<w:rPr><w:sz w:val="22"/></w:rPr>',
        ['"24" (sz)'],
    ),
    "a property that there is not": ("<w:rPr><w:bold/><w:i/></w:rPr>", "<w:rPr><w:i/></w:rPr>", ["bold"]),
    "a value in other letters": ('<w:pPr><w:jc w:val="Center"/></w:pPr>', '<w:pPr><w:jc w:val="center"/></w:pPr>', []),
    "a value that means nothing": ('<w:pPr><w:jc w:val="middle"/></w:pPr>', "<w:pPr/>", ['"middle" (jc)']),
    "a colour with its sign": (
        '<w:rPr><w:color w:val="#0B3D91"/></w:rPr>',
        '<w:rPr><w:color w:val="0B3D91"/></w:rPr>',
        [],
    ),
    "a number with a fraction": ('<w:rPr><w:kern w:val="28.0"/></w:rPr>', '<w:rPr><w:kern w:val="28"/></w:rPr>', []),
    "a length in points where a number stands": (
        '<w:tabs><w:tab w:val="left" w:pos="36pt"/></w:tabs>',
        '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>',
        [],
    ),
    "a tab in a text": ("<w:r><w:tab/></w:r>", "<w:r><w:tab/></w:r>", []),
    "on and off": ('<w:rPr><w:b w:val="False"/></w:rPr>', '<w:rPr><w:b w:val="false"/></w:rPr>', []),
    "a row without cells": (
        "<w:tbl><w:tr/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        [],
    ),
    "a section's properties": (
        '<w:sectPr><w:titlePg/><w:pgSz w:w="11906" w:h="16838" w:orient="upright"/></w:sectPr>',
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:titlePg/></w:sectPr>',
        ['"upright" (pgSz)'],
    ),
}  # fmt: skip


def part(inside: str) -> etree._Element:
    return etree.fromstring(f"<w:body {SPACES}>{inside}</w:body>")


def xml_of(root: etree._Element) -> bytes:
    return etree.tostring(root, method="c14n2")


@pytest.mark.parametrize(("given", "right", "said"), CASES.values(), ids=CASES)
def test_what_other_programs_write_is_put_right(given: str, right: str, said: list[str]) -> None:
    root = part(given)
    assert list(put_in_order(root)) == said
    assert xml_of(root) == xml_of(part(right))
    assert list(put_in_order(root)) == []


def style(id: str, called: str, more: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{called}"/>{more}</w:style>'


STYLES = {
    "an id twice": (style("A", "One") + style("A", "Two"), ["One"], ['the second style "Two"']),
    "a name twice": (
        style("A", "One") + style("B", "one"),
        ["One", "one (2)"],
        ['the name of the second style "one", which is "one (2)" now'],
    ),
    "one that rests on itself": (
        style("A", "One", '<w:basedOn w:val="B"/>') + style("B", "Two", '<w:basedOn w:val="A"/>'),
        ["One", "Two"],
        [],
    ),
    "one that rests on nothing": (style("A", "One", '<w:basedOn w:val="Z"/>'), ["One"], []),
}


@pytest.mark.parametrize(("given", "names", "said"), STYLES.values(), ids=STYLES)
def test_every_style_stands_once_and_rests_on_what_is_there(given: str, names: list[str], said: list[str]) -> None:
    root = etree.fromstring(f"<w:styles {SPACES}>{given}</w:styles>")
    assert list(sound_styles(root)) == said
    assert [node.get(f"{{{W}}}val") for node in root.iter(f"{{{W}}}name")] == names
    rests = {node.getparent().get(f"{{{W}}}styleId"): node.get(f"{{{W}}}val") for node in root.iter(f"{{{W}}}basedOn")}  # type: ignore[union-attr]
    assert all(start != end and rests.get(end or "") != start for start, end in rests.items())
    assert "Z" not in rests.values()


def test_every_list_stands_once_and_has_levels() -> None:
    one = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"/><w:lvl w:ilvl="0"/><w:lvl w:ilvl="12"/></w:abstractNum>'
    )
    lists = (
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="9"/></w:num>'
    )
    root = etree.fromstring(f"<w:numbering {SPACES}>{one}{one}{lists}</w:numbering>")
    assert list(sound_lists(root)) == ["a list with a number that another has (1)"]
    assert [etree.QName(node).localname for node in root] == ["abstractNum", "num"]
    assert [node.get(f"{{{W}}}ilvl") for node in root.iter(f"{{{W}}}lvl")] == ["0"]
