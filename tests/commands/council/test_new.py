"""Run `specgen council new`: a letterhead becomes a folder that works at once, or nothing is written at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml

from specgen import generate as spine
from specgen.commands.council.check import template_problems
from specgen.commands.council.new import create_council, lines_of
from specgen.formats.opc.package import read_package, write_package
from specgen.formats.word.text import word_text
from specgen.inputs.council.council import load_council
from specgen.problems import CannotRead, SpecgenError, WrongInput
from tests.judges.policy import ROOT
from tests.support.letterhead_files import MANY
from tests.support.long_cases import long_but
from tests.support.small_word import paragraph, run, small_word

DAY = date(2026, 11, 16)
LONG = pytest.mark.long
HOUSES = ROOT / "tests" / "house" / "houses"
ANSWERS = ROOT / "sample_inputs" / "quick-start.yaml"


def letterhead(folder: Path, body: str, others: Mapping[str, str] | None = None) -> Path:
    file = folder / "letterhead.docx"
    file.write_bytes(small_word(body, others))
    return file


def test_a_folder_works_at_once(tmp_path: Path) -> None:
    file = letterhead(tmp_path, paragraph("Tre Wen County Council"), {"header": paragraph("Tre Wen, TW1 1AA")})
    made = create_council(tmp_path / "tre-wen", file, today=DAY)
    assert sorted(path.name for path in made.folder.iterdir()) == ["council.yaml", "house.docx"]
    assert load_council(made.folder).name == "Tre Wen County Council"
    draft = spine.generate(ANSWERS, tmp_path / "draft.docx", council=made.folder, today=DAY)
    text = word_text(draft.path.read_bytes())
    assert "Tre Wen County Council" in text
    assert "Tre Wen, TW1 1AA" in text


def test_without_a_letterhead_it_starts_from_the_built_in_house(tmp_path: Path) -> None:
    made = create_council(tmp_path / "our-council", None, today=DAY)
    assert made.name == "Our Council"
    draft = spine.generate(ANSWERS, tmp_path / "draft.docx", council=made.folder, today=DAY)
    usual = spine.generate(ANSWERS, tmp_path / "usual.docx", today=DAY)
    assert word_text(draft.path.read_bytes()) == word_text(usual.path.read_bytes())


@pytest.mark.parametrize("council", ["Cyngor Sir Ynys: Tân", 'The "Old" Council', "yes", "Bath & Wells", "St. Ives"])
def test_any_name_comes_back_from_the_file_as_it_was_given(council: str, tmp_path: Path) -> None:
    made = create_council(tmp_path / "one", None, council, "", today=DAY)
    assert load_council(made.folder).name == council


def test_what_the_letterhead_looks_like_stands_in_the_file_as_a_comment(tmp_path: Path) -> None:
    made = create_council(tmp_path / "one", HOUSES / "hard-colours.docx", today=DAY)
    text = (made.folder / "council.yaml").read_text(encoding="utf-8")
    assert "# colours: {main: 7A1F3D}" in text
    assert "# fonts: {text: Georgia, headings: Georgia}" in text
    commented = [line.removeprefix("# ") for line in text.splitlines() if line.startswith(("# colours", "# fonts"))]
    (made.folder / "council.yaml").write_text("\n".join(["name: One", *commented]), encoding="utf-8")
    assert load_council(made.folder).look.colours == {"main": "7A1F3D"}


def test_a_council_that_others_lie_under_is_named(tmp_path: Path) -> None:
    create_council(tmp_path / "board", None, today=DAY)
    made = create_council(tmp_path / "ours", None, "Ours", "board", today=DAY)
    assert yaml.safe_load((made.folder / "council.yaml").read_text(encoding="utf-8"))["extends"] == ["board"]
    assert [folder.name for folder in load_council(made.folder).folders] == ["ours", "board"]


def test_every_line_of_the_letterhead_is_reported(tmp_path: Path) -> None:
    told = "\n".join(lines_of(create_council(tmp_path / "tender", HOUSES / "numbers-on-headings.docx", today=DAY)))
    for line in (
        "kept: Afon Lwyd Borough Council",
        'replaced: "Supported living tender 2018" -> {{ document.title }}',
        'replaced: "Prepared by Carys Beynon, Procurement" -> nothing',
        "removed: after the cover: 6 paragraphs of text",
        "added: footer: Page 1 of 9",
        "note: Heading 1 takes over the numbers that its headings had one by one",
        f"then: specgen generate answers.yaml --council {tmp_path / 'tender'}",
    ):
        assert line in told.splitlines()


FOOTER = (
    "<w:p>" + run("OFFICIAL-SENSITIVE") + "<w:r><w:tab/></w:r>" + run("v0.7 draft, J. Pritchard, 14 March 2023")
    + "<w:r><w:tab/></w:r>" + run("Page ") + '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
)  # fmt: skip


def cell(words: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{paragraph(words)}</w:tc>'


def table_of(*rows: tuple[str, str]) -> str:
    lines = "".join(f"<w:tr>{cell(label)}{cell(words)}</w:tr>" for label, words in rows)
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    return f'<w:tbl><w:tblPr><w:tblW w:w="4000" w:type="dxa"/></w:tblPr>{grid}{lines}</w:tbl>'


def house_text(folder: Path) -> str:
    return word_text((folder / "house.docx").read_bytes())


def drafted_text(folder: Path) -> str:
    return word_text(spine.generate(ANSWERS, folder.parent / "draft.docx", council=folder, today=DAY).path.read_bytes())


def test_the_samples_version_and_date_go_from_a_footer_and_its_writers_name_is_reported(tmp_path: Path) -> None:
    file = letterhead(tmp_path, paragraph("Tre Wen Council") + BREAK, {"footer": FOOTER})
    made = create_council(tmp_path / "new", file, today=DAY)
    text = house_text(made.folder)
    assert [old for old in ("0.7", "March 2023") if old in text] == []
    told = list(lines_of(made))
    assert 'replaced: "v0.7 draft" -> v{{ document.version }}' in told
    assert any(line.startswith("kept: footer: OFFICIAL-SENSITIVE") for line in told)
    assert any(line.startswith("look at this: footer: OFFICIAL-SENSITIVE") and "a name" in line for line in told)


def test_the_year_and_kind_of_the_sample_go_with_its_title(tmp_path: Path) -> None:
    header = paragraph("Tre Wen Council | Respite Care Specification 2023")
    body = paragraph("Respite Care", style="Title") + BREAK
    file = letterhead(tmp_path, body, {"header": header})
    parts = read_package(file.read_bytes())
    style = b'<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style></w:styles>'
    styles = parts["word/styles.xml"].replace(b"</w:styles>", style)
    file.write_bytes(write_package(parts | {"word/styles.xml": styles}))
    told = list(lines_of(create_council(tmp_path / "new", file, today=DAY)))
    assert "kept: header: Tre Wen Council | {{ document.title }}" in told


@pytest.mark.parametrize(
    "line",
    long_but(
        [
            "Version 0.7 – 14 March 2023",
            "v0.7, 14/03/2023",
            "Version 0.7 final (14 March 2023)",
            "14 March 2023 | v0.7",
        ],
        "Version 0.7 – 14 March 2023",
    ),
)
def test_version_and_date_on_one_line_of_the_cover_are_the_documents(line: str, tmp_path: Path) -> None:
    file = letterhead(tmp_path, paragraph("Tre Wen Council") + paragraph(line) + BREAK)
    made = create_council(tmp_path / "new", file, today=DAY)
    text = house_text(made.folder)
    assert [old for old in ("0.7", "2023") if old in text] == []
    assert [text.count(tag) for tag in ("document.version", "document.date")] == [1, 1]
    assert not [told for told in lines_of(made) if told.startswith("look at this")]


@pytest.mark.parametrize(
    "label",
    long_but(["Date of approval", "Approved", "Review date", "Next review", "Cabinet"], "Date of approval", "Cabinet"),
)
def test_a_date_of_something_else_is_not_taken_for_the_documents(label: str, tmp_path: Path) -> None:
    rows = table_of(("Owner", "Jane Pritchard"), (label, "14/03/2023"), ("Tre Wen Council", "Adult Services Team"))
    file = letterhead(tmp_path, paragraph("Tre Wen Council") + rows + BREAK)
    made = create_council(tmp_path / "new", file, today=DAY)
    said = list(lines_of(made))
    assert f"look at this: {label}: 14/03/2023 (left out: the sample's date, of something else)" in said
    assert label not in house_text(made.folder)


def test_a_house_that_was_just_made_has_no_errors(tmp_path: Path) -> None:
    rows = table_of(("Owner", "Jane Pritchard"), ("Directorate", "Adult Services Commissioning Team"))
    file = letterhead(tmp_path, paragraph("Tre Wen Council") + rows + paragraph("Adult Services") + BREAK)
    made = create_council(tmp_path / "new", file, today=DAY)
    found = template_problems(made.folder, (made.folder / "house.docx",))
    assert [str(problem) for problem in found if problem.level == "error"] == []


@pytest.mark.long
def test_a_cover_that_says_enough_still_says_that_it_is_a_draft(tmp_path: Path) -> None:
    body = paragraph("Tre Wen Council") + paragraph("Version: 0.7") + paragraph("Date: 14 March 2023") + BREAK
    made = create_council(tmp_path / "new", letterhead(tmp_path, body), today=DAY)
    assert "Draft – not for issue" in drafted_text(made.folder)


def test_a_folder_with_something_in_it_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "council.yaml").write_text("name: Mine\n", encoding="utf-8")
    with pytest.raises(WrongInput, match="something is there already; name a folder that is empty"):
        create_council(tmp_path, None, today=DAY)
    assert [path.name for path in tmp_path.iterdir()] == ["council.yaml"]


def test_an_empty_folder_may_be_there(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    create_council(tmp_path / "new", None, today=DAY)
    assert len(list((tmp_path / "new").iterdir())) == 2


TRACKED = f'<w:p><w:ins w:id="1" w:author="A" w:date="2020-01-01T00:00:00Z">{run("added")}</w:ins></w:p>'
BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
DDE = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO excel c:/x</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


@pytest.mark.parametrize(
    ("body", "header", "said"),
    [
        pytest.param(TRACKED + BREAK, "", "took its 1 tracked change as accepted", id="tracked", marks=LONG),
        pytest.param(BREAK, TRACKED, "took its 1 tracked change as accepted", id="tracked in the header", marks=LONG),
        pytest.param(BREAK, DDE, "left out the field DDEAUTO in a header", id="a field that fetches", marks=LONG),
        pytest.param(f"<w:p><w:r><w:object/></w:r></w:p>{BREAK}", "", "", id="object"),
        pytest.param(
            f'<w:altChunk r:id="rId9"/>{BREAK}', "", "left out a file of another kind", id="a file inside", marks=LONG
        ),
    ],
)
def test_what_no_draft_can_show_is_left_out_and_said(body: str, header: str, said: str, tmp_path: Path) -> None:
    file = letterhead(tmp_path, paragraph("Tre Wen Council") + body, {"header": header or paragraph("x")})
    made = create_council(tmp_path / "new", file, today=DAY)
    assert said in "\n".join(lines_of(made))
    assert "Tre Wen Council" in drafted_text(made.folder)


def test_a_landscape_letterhead_gives_drafts_and_is_reported_once(tmp_path: Path) -> None:
    (tmp_path / "letterhead.docx").write_bytes(MANY["landscape pages"])
    made = create_council(tmp_path / "new", tmp_path / "letterhead.docx", today=DAY)
    said = "its pages are landscape, and so is every page of a draft"
    assert [line.count(said) for line in lines_of(made) if said in line] == [1]
    draft = spine.generate(ANSWERS, tmp_path / "draft.docx", council=made.folder, today=DAY)
    assert [one.place.file for one in draft.draft.warnings if one.message == said] == [str(made.folder / "house.docx")]


@pytest.mark.parametrize(
    ("making", "ours", "theirs"),
    [
        pytest.param("a heading style of its own", "Heading 1", "TWCC Heading", marks=LONG),
        pytest.param("a caption style of its own", "Caption", "TWCC Caption", marks=LONG),
    ],
)
def test_styles_that_the_letterheads_text_uses_stand_in_council_yaml(
    making: str, ours: str, theirs: str, tmp_path: Path
) -> None:
    (tmp_path / "letterhead.docx").write_bytes(MANY[making])
    made = create_council(tmp_path / "new", tmp_path / "letterhead.docx", today=DAY)
    assert f"\nstyles: {{{ours}: {theirs}}}" in (made.folder / "council.yaml").read_text(encoding="utf-8")
    assert load_council(made.folder).look.styles == {ours: theirs}
    assert f"{theirs}: " in drafted_text(made.folder)


def test_a_file_with_macros_is_taken_without_them(tmp_path: Path) -> None:
    file = letterhead(tmp_path, paragraph("Tre Wen Council") + BREAK)
    parts = read_package(file.read_bytes())
    types = parts["[Content_Types].xml"].replace(b"document.main+xml", b"document.macroEnabled.main+xml")
    file.write_bytes(write_package(parts | {"[Content_Types].xml": types, "word/vbaProject.bin": b"x"}))
    made = create_council(tmp_path / "new", file, today=DAY)
    assert "note: left out its macros" in lines_of(made)
    house = read_package((made.folder / "house.docx").read_bytes())
    assert not any("vba" in part or b"acro" in data for part, data in house.items())


def test_what_is_no_word_document_is_refused(tmp_path: Path) -> None:
    file = letterhead(tmp_path, paragraph("x"))
    file.write_bytes(b"%PDF-1.7")
    with pytest.raises(CannotRead, match="is not a Word file"):
        create_council(tmp_path / "new", file, today=DAY)
    assert not (tmp_path / "new").exists()


def test_a_letterhead_that_is_not_there_is_reported(tmp_path: Path) -> None:
    with pytest.raises(SpecgenError, match="there is no such file"):
        create_council(tmp_path / "new", tmp_path / "none.docx", today=DAY)
