"""Make corporate Word files of every kind a council's house and print a full set of answers with each: it looks like
itself, says nothing that is not its own, and numbers every clause as the built-in house does.

A case is a Word file in tests/house/houses and, beside it, a YAML file with what is expected of it.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from specgen import generate as spine
from specgen.commands.council.new import NewCouncil, create_council, lines_of
from specgen.formats.word.text import word_text
from specgen.house.stylesheet import Stylesheet
from tests.judges.lint import lint
from tests.judges.office import Office, Poppler
from tests.judges.policy import ROOT
from tests.judges.second_lint import second_opinion
from tests.judges.validator import Validator
from tests.support.word_files import w

HOUSES = Path(__file__).parent / "houses"
CASES = sorted(path.stem for path in HOUSES.glob("*.docx"))
ANSWERS = ROOT / "sample_inputs" / "care-planning.yaml"
FIRST = ("localised-styles",)  # the others take long
DAY = date(2026, 11, 16)
NUMBERED = ("heading 1", "clause", "clause a", "clause i", "schedule heading", "schedule clause", "schedule clause a")
FULL_POINT = re.compile(r"\.0?$")  # "1." and "1.0" are the first heading too


@dataclass(frozen=True)
class Made:
    """A council made from a letterhead, and a draft made with it."""

    expected: Mapping[str, Any]
    founded: NewCouncil
    path: Path
    generated: spine.DraftFile

    @property
    def parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(BytesIO(self.path.read_bytes())) as archive:
            return {part: archive.read(part) for part in archive.namelist()}

    @property
    def sheet(self) -> Stylesheet:
        theme = self.parts.get("word/theme/theme1.xml")
        return Stylesheet(
            etree.fromstring(self.parts["word/styles.xml"]), None if theme is None else etree.fromstring(theme)
        )


Maker = Callable[[str], Made]
each = pytest.mark.parametrize(
    "case", [pytest.param(case, marks=() if case in FIRST else pytest.mark.long) for case in CASES]
)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    done: dict[str, Made] = {}

    def make(case: str) -> Made:
        if case not in done:
            folder = tmp_path_factory.mktemp("councils") / case
            founded = create_council(folder, HOUSES / f"{case}.docx", today=DAY)
            expected = yaml.safe_load((HOUSES / f"{case}.yaml").read_text(encoding="utf-8"))
            if "styles" in expected:
                with (folder / "council.yaml").open("a", encoding="utf-8") as file:
                    file.write(f"styles: {yaml.safe_dump(expected['styles'], default_flow_style=True)}")
            generated = spine.generate(ANSWERS, folder / "draft.docx", council=folder, today=DAY)
            done[case] = Made(expected, founded, generated.path, generated)
        return done[case]

    return make


@pytest.fixture(scope="session")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same draft in the built-in house."""
    return spine.generate(ANSWERS, tmp_path_factory.mktemp("built-in") / "draft.docx", today=DAY).path


def test_every_file_has_its_expectations() -> None:
    assert sorted(path.stem for path in HOUSES.glob("*.yaml")) == CASES
    assert len(CASES) >= 11


@each
def test_the_name_the_colour_and_the_fonts_are_found(case: str, made: Maker) -> None:
    one = made(case)
    found = one.founded.prepared
    assert one.founded.name == one.expected["name"]
    assert (found.main, list(found.fonts)) == (one.expected["main"], one.expected["fonts"])


@each
def test_what_is_the_councils_stays_and_what_is_not_goes(case: str, made: Maker) -> None:
    one = made(case)
    text = word_text(one.path.read_bytes())
    assert [words for words in one.expected["kept"] if words not in text] == []
    whole = b"\0".join(one.parts.values()).decode("utf-8", "replace")
    assert [words for words in one.expected["gone"] if words in whole] == []


@each
def test_every_clause_has_the_number_it_has_in_the_built_in_house(case: str, made: Maker, usual: Path) -> None:
    one = made(case)
    numbers = _numbers(one.path.read_bytes(), one.expected.get("styles", {}))
    assert numbers[0] == ("heading 1", one.expected["first_heading"])
    assert [(style, FULL_POINT.sub("", number)) for style, number in numbers] == _numbers(usual.read_bytes(), {})


@each
def test_no_more_is_wrong_with_the_draft_than_in_the_built_in_house(
    case: str, made: Maker, usual: Path, validator: Validator
) -> None:
    one = made(case)
    more = Counter(finding.code for finding in lint(one.path)) - Counter(finding.code for finding in lint(usual))
    assert list(more) == one.expected.get("lint", [])
    assert [one.code for one in second_opinion(one.path) or () if one.code not in more] == []
    assert validator.errors(one.path) == ()
    assert validator.errors(one.founded.folder / "house.docx") == ()


@each
def test_what_to_look_at_is_reported_when_it_is_made_and_no_more_than_that_with_each_draft(
    case: str, made: Maker
) -> None:
    one = made(case)
    told = [line for line in lines_of(one.founded) if line.startswith("look at this")]
    assert len(told) == len(one.expected.get("look", []))
    assert all(words in line for words, line in zip(one.expected.get("look", []), told, strict=True))
    again = spine.generate(ANSWERS, one.path, council=one.founded.folder, today=DAY)
    said = [problem for problem in one.generated.draft.warnings if problem.rule == "house"]
    assert [problem for problem in again.draft.warnings if problem.rule == "house"] == said
    assert {problem.message for problem in said} <= {problem.message for problem in one.founded.prepared.problems}


@each
def test_added_styles_take_on_the_look_of_the_house(case: str, made: Maker) -> None:
    one = made(case)
    sheet = one.sheet
    heading, schedule, front = map(sheet.id_of, ("heading 1", "Schedule heading", "Front heading"))
    for style in (schedule, front):
        assert (sheet.font(style), sheet.size(style), sheet.colour(style)) == (
            sheet.font(heading),
            sheet.size(heading),
            sheet.colour(heading),
        )
    assert sheet.font(sheet.id_of("Clause")) == one.expected["fonts"][0]
    table = sheet.named("Specification table", "table")
    assert table is not None
    assert [shade.get(w("fill")) for shade in table.iter(w("shd"))] == [one.expected["main"]]
    language = sheet.says(sheet.default, "w:rPr", "w:lang")
    assert language is not None
    assert language.get(w("val")) == one.expected.get("language", "en-GB")


@each
def test_headers_and_footers_stand_on_every_page_once(case: str, made: Maker) -> None:
    one = made(case)
    sections = list(etree.fromstring(one.parts["word/document.xml"]).iter(w("sectPr")))
    assert len(sections) == one.expected.get("sections", 2 if case == "hard-colours" else 1)
    for section in sections:
        kinds = [(node.tag, node.get(w("type"))) for node in section if node.get(w("type")) and "Reference" in node.tag]
        assert len(kinds) == len(set(kinds))
    size = sections[-1].find(w("pgSz"))
    assert size is not None
    assert int(size.get(w("w"), "0")) < int(size.get(w("h"), "0"))  # upright, whatever the sample's last pages were
    assert "PAGE" in "".join(data.decode() for part, data in one.parts.items() if part.startswith("word/footer"))


@pytest.mark.long
@pytest.mark.parametrize("case", ["libreoffice", "numbers-on-headings"])
def test_libreoffice_shows_every_heading_with_its_number(
    case: str, made: Maker, office: Office, poppler: Poppler, tmp_path: Path
) -> None:
    one = made(case)
    words = " ".join(" ".join(poppler.pages(office.pdf(one.path, tmp_path))).split())
    lines = [
        line for line in word_text(one.path.read_bytes()).splitlines() if line.casefold().startswith("heading 1: ")
    ]
    headings = [" ".join(line.partition(": ")[2].split()) for line in lines]
    assert len(headings) >= 12
    assert [heading for heading in headings if words.count(heading) < 2] == []  # in the contents and in its place


def _numbers(draft: bytes, styles: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return style and number of every numbered paragraph; `styles` are the house's own names for some."""
    usual = {theirs.casefold(): ours.casefold() for ours, theirs in styles.items()}
    found = []
    for line in word_text(draft).splitlines():
        style, _, rest = line.partition(": ")
        style = usual.get(style.casefold(), style.casefold())
        if style in NUMBERED:
            found.append((style, rest.partition("  ")[0]))
    return found
