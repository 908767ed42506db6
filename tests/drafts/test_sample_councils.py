"""Draft the same answers for each council of sample_inputs/councils: each document is its own, in its own words.

Each is drafted once. What is said of a page is read from the PDF that LibreOffice makes of it.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from specgen import generate as spine
from specgen.cli.main import main
from specgen.commands.report import review_report
from specgen.inputs.council.council import load_council
from specgen.review.review import Words, review
from specgen.system.resources import built_in_samples
from tests.judges.lint import errors
from tests.judges.office import Office, Poppler
from tests.judges.reader import read_document
from tests.judges.second_lint import second_opinion
from tests.judges.validator import Validator

FOLDER = built_in_samples() / "councils"
DAY = date(2026, 11, 16)
PAGES = range(15, 31)


@dataclass(frozen=True)
class Sample:
    id: str
    person: str  # its own words for the people of the contract
    provider: str
    commissioner: str
    visit: str
    shown: tuple[str, ...]  # in its headers and footers
    cover: tuple[str, ...]
    colour: str
    fonts: tuple[str, ...]
    foreign: tuple[str, ...]  # names of councils that it has nothing to do with
    known: tuple[str, ...] = ()  # what the judges rightly say of its own letterhead


SAMPLES = (
    Sample(
        id="severn-marches-board",
        person="Supported Person",
        provider="Delivery Partner",
        commissioner="Board",
        visit="Visit",
        shown=("Severn Marches Care Board", "Official"),
        cover=("Severn Marches Care Board", "Bwrdd Gofal Gororau Hafren", "Living Well at Home"),
        colour="3F5B73",
        fonts=("Times New Roman",),
        foreign=("Glan Morwen", "glanmorwen", "Ashmere", "ashmere"),
    ),
    Sample(
        id="glan-morwen",
        person="Individual",
        provider="Service Provider",
        commissioner="Authority",
        visit="Call",
        shown=("Cyngor Sir Glan Morwen", "Tudalen / Page"),
        cover=("Cyngor Sir Glan Morwen", "Glan Morwen County Council", "Living Well at Home"),
        colour="7A1F3D",
        fonts=("Verdana",),
        foreign=("Ashmere", "ashmere"),
    ),
    Sample(
        id="ashmere",
        person="Resident",
        provider="Contractor",
        commissioner="Council",
        visit="Visit",
        shown=("Making Ashmere a better place to live",),
        cover=("Living Well at Home", "Civic Centre, Mill Street, Ashmere"),
        colour="00594F",
        fonts=("Arial", "Georgia"),
        foreign=("Glan Morwen", "glanmorwen"),
        known=("a11y-floating",),  # the band across its cover
    ),
)

# What stands in the letterheads and must not travel: sample text, people, paths, references of other documents.
LEFTOVERS = (
    *("Lorem ipsum", "Phasellus", "Do nothing", "[Document title]", "[Document subtitle]", "[Report author"),
    *("Subject of the paper", "Members of the Board", "Teitl yr adroddiad", "Is-deitl", "Opsiynau", "pwynt cyntaf"),
    *("Jo Hollis", "jo.hollis", "Priya Lindqvist", "Gwenllian Orme", "Rhodri Blaen-Nant", "Director of Finance"),
    *("ABCFS01", "Corporate Report", "Budget scrutiny", "waste strategy", "NOT FOR PUBLICATION", "polisi@"),
    *("GM/000/00", "SMCB/2026/000", "meeting on 1 April", "Ionawr", "_dlc_DocId", "MSIP_Label"),
    *("{{", "{%", "/home/", "/tmp/", "\\\\"),
)

everyone = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.id)
pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("councils")
    made = {}
    for sample in SAMPLES:
        made[sample.id] = folder / f"{sample.id}.docx"
        done = spine.generate(FOLDER / "answers.yaml", made[sample.id], council=sample.id, today=DAY)
        assert done.draft.open_points == 0
        assert [problem for problem in done.draft.warnings if problem.level != "note"] == []
    return made


@pytest.fixture(scope="module")
def pages(
    drafts: Mapping[str, Path], office: Office, poppler: Poppler, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, tuple[str, ...]]:
    """The text of each page of each draft."""
    pdfs = office.pdfs(tuple(drafts.values()), tmp_path_factory.mktemp("pdfs"))
    return {id: poppler.pages(pdf) for id, pdf in zip(drafts, pdfs, strict=True)}


@everyone
def test_the_check_of_the_folder_finds_nothing_to_put_right(sample: Sample, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(("council", "check", str(FOLDER / sample.id)))
    said = capsys.readouterr().out
    assert stopped.value.code == 0
    assert [line for line in said.splitlines() if ": note: " not in line] == []


@everyone
def test_the_judges_find_nothing(sample: Sample, drafts: Mapping[str, Path], validator: Validator) -> None:
    draft = drafts[sample.id]
    assert validator.errors(draft) == ()
    assert errors(draft) == ()
    assert [finding for finding in second_opinion(draft) or () if finding.code not in sample.known] == []


@everyone
def test_the_words_of_answers_and_draft_are_the_council_s(sample: Sample, drafts: Mapping[str, Path]) -> None:
    words = Words(load_council(FOLDER / sample.id))
    files = (FOLDER / "answers.yaml", drafts[sample.id])
    assert review_report([review(file, words).reviewed for file in files], "text") == ""


@everyone
def test_each_council_speaks_in_its_own_words_and_in_nobody_else_s(sample: Sample, drafts: Mapping[str, Path]) -> None:
    text = read_document(drafts[sample.id]).text
    own = {sample.person, sample.provider, sample.commissioner, sample.visit}
    theirs = {word for other in SAMPLES for word in (other.person, other.provider, other.commissioner, other.visit)}
    assert {word for word in theirs if re.search(rf"\b(?:[Tt]he|[Ee]ach|[Aa]n?) {word}\b", text)} == own
    assert "Unpaid Carer" in text  # the board's, and so everyone's
    assert "Service User" not in text


@everyone
def test_nothing_of_the_letterhead_s_own_text_or_of_anybody_else_is_left(
    sample: Sample, drafts: Mapping[str, Path]
) -> None:
    with zipfile.ZipFile(drafts[sample.id]) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if "/media/" not in name}
    printed = read_document(drafts[sample.id]).text
    # the file also keeps its templates' facts for later; tags in them are not printed
    found = {
        (name, words)
        for name, text in parts.items()
        for words in (*LEFTOVERS, *sample.foreign)
        if words in (text if "customXml" not in name or words in sample.foreign else "")
    }
    assert found == set()
    assert [words for words in (*LEFTOVERS, *sample.foreign) if words in printed] == []


@everyone
def test_the_cover_and_the_margins_are_the_council_s(sample: Sample, pages: Mapping[str, tuple[str, ...]]) -> None:
    cover, *others = (" ".join(page.split()) for page in pages[sample.id])
    assert [words for words in sample.cover if words not in cover] == []
    for page in others:
        assert [words for words in sample.shown if words not in page] == []
        assert "LWH-2027-01" in page


@everyone
def test_the_look_is_the_council_s(sample: Sample, drafts: Mapping[str, Path]) -> None:
    with zipfile.ZipFile(drafts[sample.id]) as archive:
        names = archive.namelist()
        styles = "".join(archive.read(n).decode() for n in names if n == "word/styles.xml" or "/theme/" in n)
    assert sample.colour in styles
    assert [font for font in sample.fonts if font not in styles] == []
    assert [other.colour for other in SAMPLES if other is not sample and other.colour in styles] == []


def test_the_covers_of_the_three_have_nothing_in_common_but_the_title(
    drafts: Mapping[str, Path], pages: Mapping[str, tuple[str, ...]]
) -> None:
    covers = [{line.strip() for line in pages[sample.id][0].splitlines() if line.strip()} for sample in SAMPLES]
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert all("Glan" not in line and "Ashmere" not in line for line in covers[one] & covers[other])


@everyone
def test_it_has_a_fitting_number_of_pages(sample: Sample, pages: Mapping[str, tuple[str, ...]]) -> None:
    assert len(pages[sample.id]) in PAGES


@everyone
def test_clauses_are_numbered_without_a_gap_below_their_section(
    sample: Sample, pages: Mapping[str, tuple[str, ...]]
) -> None:
    numbers = defaultdict(list)
    for page in pages[sample.id]:
        for section, clause in re.findall(r"(?m)^ *(\d{1,2})\.(\d{1,2}) +[A-Z“]", page):
            numbers[int(section)].append(int(clause))
    assert list(numbers) == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 13
    for section, clauses in numbers.items():
        assert clauses == list(range(1, len(clauses) + 1)), f"section {section}"


@everyone
def test_the_contents_list_every_section_as_it_is_headed(sample: Sample, pages: Mapping[str, tuple[str, ...]]) -> None:
    at = next(number for number, page in enumerate(pages[sample.id]) if re.search(r"(?m)^ *Contents *$", page))
    listed = re.findall(r"(?m)^ *(\d{1,2})\.? +([A-Z].*?)(?: *\d+)? *$", pages[sample.id][at])
    text = "\n".join(pages[sample.id][at + 1 :])
    assert len(listed) >= 13
    assert [number for number, _ in listed] == [str(number) for number in range(1, len(listed) + 1)]
    for number, title in listed:
        assert re.search(rf"(?m)^ *{number}\.? +{re.escape(title[:30])}", text), title


def test_what_the_board_shares_and_what_each_changes(drafts: Mapping[str, Path]) -> None:
    texts = {id: read_document(draft).text for id, draft in drafts.items()}
    headings = {id: [line for line in text.splitlines() if line in _MOVED] for id, text in texts.items()}
    assert headings["severn-marches-board"][-3:] == list(_MOVED)
    assert headings["glan-morwen"][-3:] == list(_MOVED)
    assert headings["ashmere"][-2:] == ["Collaboration", "Availability and flexibility"]
    assert "Technology at home" not in texts["ashmere"]
    for text in texts.values():
        assert "People who live near the border" in text
    assert "Iaith Gwaith" in texts["glan-morwen"]
    assert "Gallwch ysgrifennu atom am y ddogfen hon yn Gymraeg" in texts["glan-morwen"]
    assert "prevent, reduce and delay needs" in texts["ashmere"]
    assert "by a member of its own staff who knows the area" in texts["ashmere"]


_MOVED = ("Availability and flexibility", "Technology at home", "Collaboration")


@everyone
def test_the_answers_can_name_the_council(
    sample: Sample, drafts: Mapping[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = tmp_path / "answers.yaml"
    text = (FOLDER / "answers.yaml").read_text(encoding="utf-8")
    answers.write_text(f"council: {sample.id}\n{text}", encoding="utf-8")
    monkeypatch.setenv("SPECGEN_COUNCILS", str(FOLDER))
    spine.generate(answers, tmp_path / "draft.docx", today=DAY)
    assert read_document(tmp_path / "draft.docx") == read_document(drafts[sample.id])
