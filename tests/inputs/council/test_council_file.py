"""Test every message about what is wrong in a council.yaml file, and its place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import parse_part, read_package
from specgen.formats.yamlfile.fast import read_mapping
from specgen.inputs.council.council import load_council
from specgen.inputs.council.council_file import contrast_with_white, read_council_file
from specgen.problems import WrongInput
from specgen.review.rules.registry import RULES
from specgen.system.resources import built_in_models, built_in_templates

WRONG = {
    "nme: X": ["1:1: error: nme: nme means nothing here; did you mean name?"],
    "short_name: Arian": ["1:1: error: has no name; write name: and the council's name"],
    "name:": ["1:1: error: has no name; write name: and the council's name"],
    "name: [a, b]": ["1:7: error: name: a list stands here; write one line of at most 120 characters"],
    "name: X\nname: Y": [
        "2:1: error: name: is already answered on line 1; keep one of the two, or put what belongs to it together"
    ],
    "name: X\nshort_name: |\n  one\n  two": [
        '2:13: error: short_name: "one two" is not a short name; write one line of at most 60 characters'
    ],
    "name: X\ntown: Y": [
        "2:1: error: town: town means nothing here; known here: name, short_name, welsh_name, "
        "welsh_short_name, jurisdiction, extends, house, logo, colours, fonts, styles, contacts, defaults, rules"
    ],
    "name: X\njurisdiction: walse": [
        '2:15: error: jurisdiction: "walse" is not possible here; did you mean wales?'
    ],
    "name: X\njurisdiction: france": [
        '2:15: error: jurisdiction: "france" is not possible here; write one of wales, england'
    ],
    "name: X\nextends: [../board]": [
        '2:11: error: extends[1]: "../board" is not the name of a council\'s folder; write the name alone, in small '
        "letters, digits and hyphens, such as borders-board"
    ],
    "name: X\nextends: {a: b}": [
        "2:10: error: extends: a group stands here; write a list of names, such as extends: [borders-board]"
    ],
    "name: X\nhouse: letter.doc": [
        '2:8: error: house: "letter.doc" is not a Word document; name a file that ends with .docx'
    ],
    "name: X\nhouse: leter.docx": [
        '2:8: error: house: there is no file "leter.docx" in council; did you mean letter.docx?'
    ],
    "name: X\nhouse: zzz.docx": [
        '2:8: error: house: there is no file "zzz.docx" in council; put it there, or take the line out'
    ],
    "name: X\nhouse: ../letter.docx": [
        '2:8: error: house: "../letter.docx" points out of the folder; put the file into council and write its name '
        "alone"
    ],
    "name: X\nhouse: /etc/letter.docx": [
        '2:8: error: house: "/etc/letter.docx" points out of the folder; put the file into council and write its name '
        "alone"
    ],
    "name: X\nhouse: 'C:\\letter.docx'": [
        '2:8: error: house: "C:\\letter.docx" points out of the folder; put the file into council and write its name '
        "alone"
    ],
    "name: X\nhouse: \\\\server\\letter.docx": [
        '2:8: error: house: "\\\\server\\letter.docx" points out of the folder; put the file into council and write '
        "its name alone"
    ],
    "name: X\nlogo: crest.png": [
        '2:7: error: logo: "crest.png" stands here; write logo: {file: crest.png, words: Arms of the council}'
    ],
    "name: X\nlogo: {file: crest.png}": ["2:1: error: logo: has no words; write words: and what the picture shows"],
    "name: X\nlogo: {file: crest.svg, words: Crest}": [
        '2:14: error: logo.file: "crest.svg" is not a picture that Word files can carry; name a file that ends with '
        ".png, .jpg or .gif"
    ],
    "name: X\ncolours: {main: red}": [
        '2:17: error: colours.main: "red" is not a colour; write six of the signs 0 to 9 and A to F, such as 7A1F3D'
    ],
    "name: X\ncolours: {main: FFCC00}": [
        '2:17: error: colours.main: "FFCC00" is too light to be read on white: the contrast is 1.5 to 1; at least 4.5 '
        "to 1 is needed; 907300 is the same colour, dark enough"
    ],
    "name: X\ncolours: {main: 777777}": [
        '2:17: error: colours.main: "777777" is too light to be read on white: the contrast is 4.4 to 1; at least 4.5 '
        "to 1 is needed; 767676 is the same colour, dark enough"
    ],
    "name: X\ncolours: {main: 112233, link: FF8800}": [
        '2:31: error: colours.link: "FF8800" is too light to be read on white: the contrast is 2.3 to 1; at least 4.5 '
        "to 1 is needed; B56000 is the same colour, dark enough"
    ],
    "name: X\ncolours: {mian: 112233}": ["2:11: error: colours.mian: mian means nothing here; did you mean main?"],
    "name: X\nfonts: {text: <Arial>}": [
        '2:15: error: fonts.text: "<Arial>" is not the name of a font; write the name as Word shows it, such as Arial'
    ],
    "name: X\nfonts: {heading: Arial}": [
        "2:9: error: fonts.heading: heading means nothing here; did you mean headings?"
    ],
    "name: X\nstyles: {Claus: Numbered}": [
        '2:10: error: styles.Claus: "Claus" is not a style of specgen; did you mean Clause?'
    ],
    "name: X\nstyles: {Clause: [a]}": [
        "2:18: error: styles.Clause: a list stands here; write the name as Word shows it"
    ],
    "name: X\ncontacts:\n  Big Role: {title: A}": [
        '3:3: error: contacts.Big Role: "Big Role" is not a name for a role; write it in small letters, digits and '
        "underscores, such as contract_management"
    ],
    "name: X\ncontacts: {legal: Mrs Jones}": [
        '2:19: error: contacts.legal: "Mrs Jones" stands here; write title:, email: and telephone: on lines of their '
        "own below it, indented"
    ],
    "name: X\ncontacts: {legal: {emial: a@b.uk}}": [
        "2:20: error: contacts.legal.emial: emial means nothing here; did you mean email?"
    ],
    "name: X\ncontacts: {legal: {email: legal at b}}": [
        '2:27: error: contacts.legal.email: "legal at b" is not an address for email; write it like '
        "commissioning@council.gov.uk"
    ],
    "name: X\ncontacts: {legal: {telephone: call us}}": [
        '2:31: error: contacts.legal.telephone: "call us" is not a telephone number; write it like 01234 567890'
    ],
    "name: X\nrules: {acronym-unsed: off}": [
        '2:9: error: rules.acronym-unsed: "acronym-unsed" is not a rule of the check; did you mean acronym-unused?'
    ],
    "name: X\nrules: {TERM-CASE: fatal}": [
        '2:20: error: rules.TERM-CASE: "fatal" is not possible here; write one of error, warning, note, off'
    ],
    "name: X\ndefaults: [a]": [
        "2:11: error: defaults: a list stands here; write answers below it, indented, as in a file of answers"
    ],
    "name: X\ndefaults: {council: other}": [
        "2:12: error: defaults.council: this file is the council; take the line out"
    ],
    "name: X\njurisdiction: wales\ndefaults: {document: {jurisdiction: england}}": [
        "3:37: error: defaults.document.jurisdiction: england stands here, and jurisdiction says wales; "
        "say it once, under jurisdiction"
    ],
    "name: X\nextends: nowhere-at-all\nhouse: x.docx\ncolours: {main: white}": [
        '3:8: error: house: there is no file "x.docx" in council; put it there, or take the line out',
        '4:17: error: colours.main: "white" is not a colour; write six of the signs 0 to 9 and A to F, such as 7A1F3D',
    ],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("council").mkdir()
    (Path("council") / "letter.docx").write_bytes(b"")
    (Path("council") / "crest.png").write_bytes(b"")
    return Path("council")


def said(folder: Path, text: str) -> list[str]:
    (folder / "council.yaml").write_text(text + "\n", encoding="utf-8")
    start = len(str(folder / "council.yaml")) + 1
    return [str(problem)[start:].rpartition(" [")[0] for problem in read_council_file(folder)[1]]


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_reported_with_its_place_and_what_would_be_right(text: str, folder: Path) -> None:
    assert said(folder, text) == WRONG[text]
    with pytest.raises(WrongInput):
        load_council(folder)


def test_an_empty_file_says_so(folder: Path) -> None:
    (folder / "council.yaml").write_text("# to be written\n", encoding="utf-8")
    _, problems = read_council_file(folder)
    assert [str(problem) for problem in problems] == [
        f"{folder / 'council.yaml'}: error: says nothing; write name: and the council's name [council]"
    ]


def test_a_file_without_end_is_soon_refused(folder: Path) -> None:
    (folder / "council.yaml").write_text("".join(f"key{number}: x\n" for number in range(9000)), encoding="utf-8")
    _, problems = read_council_file(folder)
    assert len(problems) == 101
    assert (problems[-1].level, problems[-1].message) == ("note", "no more than 100 problems are shown")
    (folder / "council.yaml").write_text("name: " + "x" * 300_000, encoding="utf-8")
    _, (problem,) = read_council_file(folder)
    assert (problem.message, problem.remedy) == ("is larger than 200 kB", "a council.yaml is a page or two of text")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("file", ["council.yaml", "linked.docx"])
def test_a_link_that_leads_out_of_the_folder_is_not_followed(file: str, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("name: Somebody else\n", encoding="utf-8")
    (folder / file).symlink_to(tmp_path / "outside")
    if file != "council.yaml":
        (folder / "council.yaml").write_text(f"name: X\nhouse: {file}\n", encoding="utf-8")
    read, (problem,) = read_council_file(folder)
    assert "is a link to a place outside the folder" in problem.message
    assert read.facts.get("name", "") != "Somebody else"


def test_what_is_written_is_read_as_text_and_what_is_empty_is_left_out(folder: Path) -> None:
    text = "name: X\nshort_name:\ncolours: {main: 000000, accent: '#12345e'}\ncontacts: {legal: {telephone: 01234567}}"
    assert said(folder, text) == []
    council = load_council(folder)
    assert council.look.colours == {"main": "000000", "accent": "12345E"}
    assert council.facts == {
        "name": "X",
        "colours": {"main": "000000", "accent": "#12345e"},
        "contacts": {"legal": {"telephone": "01234567"}},
    }


def test_the_names_of_rules_may_be_in_capitals_as_the_check_prints_them(folder: Path) -> None:
    assert said(folder, "name: X\nrules: {ACRONYM-UNUSED: off, term-case: note}") == []
    assert load_council(folder).rules == {"ACRONYM-UNUSED": "off", "TERM-CASE": "note"}


CONTRASTS = {"FFFFFF": 1, "000000": 21, "767676": 4.54, "0000FF": 8.59, "FF0000": 4.0}


@pytest.mark.parametrize(("colour", "ratio"), CONTRASTS.items())
def test_the_contrast_is_that_of_the_guidelines(colour: str, ratio: float) -> None:
    assert contrast_with_white(colour) == pytest.approx(ratio, abs=0.01)


def test_the_schema_knows_every_rule_of_the_check_but_those_that_stop_a_draft() -> None:
    schema = read_mapping(built_in_models() / "council.schema.yaml")
    assert _names(schema, "rules") == [id.lower() for id, rule in RULES.items() if not rule.stops]


@pytest.mark.parametrize("rule", [id for id, rule in RULES.items() if rule.stops])
def test_a_rule_that_stops_a_draft_cannot_be_switched_off(folder: Path, rule: str) -> None:
    assert said(folder, f"name: X\nrules: {{{rule.lower()}: off}}\n") != []


def test_the_schema_knows_every_style_of_the_built_in_house() -> None:
    schema = read_mapping(built_in_models() / "council.schema.yaml")
    styles = parse_part(read_package((built_in_templates() / "house.docx").read_bytes())["word/styles.xml"])
    found = {
        str(node.get(name("w:val"))).casefold()
        for style in styles.iter(name("w:style"))
        if (node := style.find(name("w:name"))) is not None
    }
    nothing = {"default paragraph font", "normal table", "no list"}
    assert {one.casefold() for one in _names(schema, "styles")} == found - nothing


def test_every_key_of_the_schema_has_a_title_and_a_description() -> None:
    properties = read_mapping(built_in_models() / "council.schema.yaml")["properties"]
    assert isinstance(properties, dict)
    assert [
        key for key, one in properties.items() if key != "$schema" and not {"title", "description"} <= set(one)
    ] == []


def _names(schema: object, key: str) -> list[str]:
    for step in ("properties", key, "propertyNames", "enum"):
        assert isinstance(schema, dict)
        schema = schema[step]
    assert isinstance(schema, list)
    return schema
