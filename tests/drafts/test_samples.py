"""Draft every sample, and ask the judges, a reader and the sample's answers about the draft."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from specgen import generate as spine
from specgen.cli import main as cli
from specgen.formats.yamlfile.yaml_file import load
from specgen.problems import WrongInput
from specgen.system.resources import built_in_models
from tests.judges.answered import SAMPLES, Answer, answers, gaps, parts_of_lists, words_for
from tests.judges.lint import errors
from tests.judges.office import Office, Poppler
from tests.judges.reader import Document, empty_cells, read_document
from tests.judges.second_lint import second_opinion
from tests.judges.validator import Validator

DAY = date(2026, 11, 16)
PAGES = {"care-planning": (12, 21), "reward": (15, 26), "population": (15, 26), "quick-start": (8, 30)}
LONGEST_CLAUSE = 60  # words of our own: what an answer brings does not count

# Faults of wording that a template makes when it joins answers.
FAULTS = {
    "a tag of the template": r"\{\{|\}\}|\{%|%\}|\{#|#\}",
    "a doubled word": r"(?i)\b([a-z]+) \1\b",
    "a doubled space, or one at an end": r"  |^ | $",
    "a space before a stop": r" [.,;:!?)]",
    "two stops": r"\.\.|[,;:][.,;:]|\.[,;]",
    "an empty bracket": r"\(\s*\)|\[\s*\]|\( ",
    "a word of Python's": r"\b(True|False)\b|.\bNone\b(?! of)",  # a cell may begin with None: it is English as well
}

# Questions that wait for another answer: not asked, and no open point, until that one calls for them.
WAITING = {
    r"linkage\.\w+\.(reference|owner)": "the place of the element",
    r"linkage\.\w+\.reason": "a place that is not used",
    r"development\.business_case\.\w+": "a service that is fundamentally different",
    r"measures\.\w+\.(numerator|denominator)": "a unit that is a share of something",
    r"measures\.\w+\.baseline\.(value|period|source)": "a baseline that is recorded",
    r"measures\.\w+\.baseline\.(due|collected_by)": "a baseline to be collected in year 1",
    r"measures\.\w+\.targets\.(kind|year_\d)": "a baseline that applies",
    r"availability\.(start|end)": "a pattern that is not day and night",
    r"outcomes\.aggregation\.\w+": "outcomes that each person chooses",
    r"outcomes\.targets_to_agree\.\w+": "targets to be agreed",
    r"attribution\.coverage_percent": "statements at a sample of reviews",
    r"causal_pathways\.\w+\.why": "a pathway that does not say it already",
    r"gain_sharing\.\w+(\.\w+)?": "a yes to sharing gains",
    r"payment\.elements\.\w+\.(measure|scale_basis|scale)": "an element that depends on results",
    r"payment\.rating_check_percent": "an element paid for personal outcomes",
    r"payment\.before_start": "an element that starts after year 1",
    r"gain_sharing\.no_reason": "gains that are not shared",
    r"failure\.step_in\..*": "a step of that kind",
    r"pricing\.minutes": "a price whose elements are not described",
    r"pricing\.cancelled\.\w+": "an element that is paid by the hour",
    r"payment\.(achievement|contribution|person_declines)": "an element that pays for personal outcomes",
    r"population_outcomes\.\w+\.balanced_by": "a result that counts less service",
}

SMALL = "quick-start"  # what takes long is done with it in `make test`, and with all in `make test-all`
everyone = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
small_first = pytest.mark.parametrize(
    "sample",
    [
        pytest.param(sample, id=sample.stem, marks=() if sample.stem == SMALL else pytest.mark.long)
        for sample in SAMPLES
    ],
)


@dataclass(frozen=True)
class Made:
    docx: Path
    document: Document
    open_points: int
    warnings: tuple[object, ...]


class Drafts:
    """The draft of each sample, made once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[Path, Made] = {}

    def __getitem__(self, sample: Path) -> Made:
        if sample not in self._made:
            docx = self._folder / f"{sample.stem}.docx"
            done = spine.generate(sample, docx, council=None, today=DAY, force=False)
            self._made[sample] = Made(docx, read_document(docx), done.draft.open_points, done.draft.warnings)
        return self._made[sample]


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Drafts:
    return Drafts(tmp_path_factory.mktemp("drafts"))


@pytest.fixture(scope="module")
def pdfs(drafts: Drafts, office: Office, tmp_path_factory: pytest.TempPathFactory) -> Mapping[Path, Path]:
    folder = tmp_path_factory.mktemp("pdfs")
    return dict(zip(SAMPLES, office.pdfs(tuple(drafts[sample].docx for sample in SAMPLES), folder), strict=True))


@everyone
def test_it_drafts_without_a_warning(sample: Path, drafts: Drafts) -> None:
    assert drafts[sample].warnings == ()


@everyone
def test_the_linters_find_no_error(sample: Path, drafts: Drafts) -> None:
    assert errors(drafts[sample].docx) == ()
    assert not second_opinion(drafts[sample].docx)


@small_first
def test_the_validator_finds_no_error(sample: Path, drafts: Drafts, validator: Validator) -> None:
    assert validator.errors(drafts[sample].docx) == ()


@pytest.mark.long
@everyone
def test_it_has_a_fitting_number_of_pages(sample: Path, pdfs: Mapping[Path, Path], poppler: Poppler) -> None:
    fewest, most = PAGES.get(sample.stem, (10, 30))
    assert fewest <= poppler.page_count(pdfs[sample]) <= most


@pytest.mark.long
@everyone
def test_no_word_and_no_sum_is_broken_in_its_cell(
    sample: Path, drafts: Drafts, pdfs: Mapping[Path, Path], poppler: Poppler
) -> None:
    printed = set(re.split(r"[\s–-]+", "\n".join(poppler.pages(pdfs[sample]))))
    cells = (paragraph.text for paragraph in drafts[sample].document.paragraphs if paragraph.in_cell)
    assert sorted({word for text in cells for word in re.split(r"[\s–-]+", text)} - printed - {""}) == []


@pytest.mark.long
@everyone
def test_no_heading_or_caption_is_the_last_line_of_a_page(
    sample: Path, drafts: Drafts, pdfs: Mapping[Path, Path], poppler: Poppler
) -> None:
    headings = {
        _squeezed(paragraph.text)
        for paragraph in drafts[sample].document.paragraphs
        if not paragraph.in_cell and ("Heading" in paragraph.style or paragraph.style == "Caption")
    }
    for number, page in enumerate(poppler.pages(pdfs[sample]), 1):
        lines = [line for line in map(_squeezed, page.splitlines()) if line and not re.search(r"Page \d+ of \d+", line)]
        before, last = (re.sub(r"^(\d+|Schedule [A-Z]) ", "", line) for line in ("", "", *lines)[-2:])
        in_contents = before in headings and not before.startswith("Table")
        assert last not in headings or in_contents, f"page {number} ends with a heading"


@small_first
def test_every_answer_stands_in_the_draft(sample: Path, drafts: Drafts) -> None:
    text = drafts[sample].document.text
    unseen = [answer for answer in answers(sample) if not _stands(answer, text)]
    redrafted = _Redrafts(sample)
    assert [str(answer) for answer in unseen if not redrafted.show(answer)] == []


@everyone
@pytest.mark.parametrize("fault", FAULTS)
def test_the_wording_has_no(fault: str, sample: Path, drafts: Drafts) -> None:
    document = drafts[sample].document
    texts = [paragraph.text for paragraph in (*document.paragraphs, *document.margins)]
    assert [text for text in texts if re.search(FAULTS[fault], text)] == []


@everyone
def test_no_cell_and_no_paragraph_is_empty(sample: Path, drafts: Drafts) -> None:
    document = drafts[sample].document
    assert empty_cells(document) == []
    *paragraphs, last = document.paragraphs  # the last may close the document after a table
    assert [paragraph for paragraph in paragraphs if not paragraph.text.strip()] == []
    assert last.text.strip() or paragraphs[-1].in_cell


@everyone
def test_no_clause_is_longer_than_its_answers_make_it(sample: Path, drafts: Drafts) -> None:
    areas = [
        area["name"]
        for framework in (built_in_models() / "frameworks").glob("*.yaml")
        for area in yaml.safe_load(framework.read_text(encoding="utf-8"))["areas"]
    ]
    given = sorted({_squeezed(text) for text in (*areas, *(a.text for a in answers(sample)))}, key=len, reverse=True)
    for paragraph in drafts[sample].document.paragraphs:
        words = re.sub(r"\[To complete[^]]*\]", "", _squeezed(paragraph.text))
        for answer in given if "lause" in paragraph.style else ():
            if " " in answer and answer[1:] in words:  # whichever letter it begins with
                words = re.sub(f"(?i:{re.escape(answer[0])}){re.escape(answer[1:])}", "", words)
        if "lause" in paragraph.style:
            assert len(words.split()) <= LONGEST_CLAUSE, paragraph.text


@everyone
def test_every_gap_is_an_open_point_and_no_other(sample: Path, drafts: Drafts) -> None:
    asked = [gap for gap in gaps(sample) if not any(re.fullmatch(path, gap.path) for path in WAITING)]
    listed = [(point.section, point.title) for point in _open_points(drafts[sample].document)]
    assert {(gap.section, gap.title) for gap in asked} - set(listed) == set()
    assert set(listed) - {(gap.section, gap.title) for gap in gaps(sample)} == set()
    assert len(listed) == len(set(listed))


@everyone
def test_every_open_point_is_highlighted_in_the_text(sample: Path, drafts: Drafts) -> None:
    document = drafts[sample].document
    shown = {piece for paragraph in (*document.paragraphs, *document.margins) for piece in paragraph.placeholders}
    listed = {re.sub(r" \([\w, ]+\)$", "", point.title) for point in _open_points(document)}
    assert {piece for piece in shown if not re.fullmatch(r"\[(To complete(: )?)?.*\]", piece)} == set()
    outside = {_title(piece.removeprefix("[To complete: ").removesuffix("]")) for piece in shown if ": " in piece}
    assert outside - listed - parts_of_lists(listed) == set()
    in_cells = sum("[To complete]" in paragraph.placeholders for paragraph in document.paragraphs)
    assert len(listed - outside) <= in_cells


@everyone
def test_the_schedule_of_open_points_has_one_line_for_each_under_its_section(sample: Path, drafts: Drafts) -> None:
    made = drafts[sample]
    points = _open_points(made.document)
    assert len(points) == made.open_points
    assert [point for point in points if not (point.section and point.clause and point.title)] == []
    sections = [point.section for point in points]
    assert sections == sorted(sections, key=list(dict.fromkeys(sections)).index)
    if points:
        assert f"Without an answer yet: {len(points)} question" in made.document.text


@small_first
def test_the_summary_of_the_command_counts_the_same_open_points(
    sample: Path, drafts: Drafts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(("generate", str(sample), "-o", str(tmp_path / "draft.docx"), "--date", DAY.isoformat()))
    assert stopped.value.code == 0
    assert f" {drafts[sample].open_points} open point" in capsys.readouterr().err


def test_the_quick_start_leaves_much_open_and_the_full_samples_nothing(drafts: Drafts) -> None:
    left_open = {sample.stem: drafts[sample].open_points for sample in SAMPLES}
    assert left_open.pop("quick-start") > 50
    assert left_open == dict.fromkeys(left_open, 0)


def _stands(answer: Answer, text: str) -> bool:
    """True if the answer's words stand in the text, and could hardly stand there without it."""
    if answer.kind == "boolean":
        return False
    if answer.path[:2] == ("availability", "days") and "every day, bank holidays included" in text:
        return True
    if answer.kind == "choice":
        return words_for(answer)[0].casefold() in text.casefold()
    if answer.kind in ("integer", "number"):
        alone, unit = "|".join(map(re.escape, words_for(answer))), str(answer.question["unit"])[:3]
        after = "" if len(answer.text) > 2 else f"(%| {unit})"  # a short number stands in many places
        return bool(re.search(rf"(?i)(?<![\d.,])(?:{alone}){after}(?![\d,.]*\d)", text))
    if answer.kind == "prose":
        between = "\n" if answer.question.get("verbatim") else "\n\n"  # word for word keeps its lines
        return all(_squeezed(block) in text for block in answer.text.strip().split(between))
    return any(words in text for words in words_for(answer))


TAKEN_OUT: Final = object()


class _Redrafts:
    """Drafts a sample anew with one answer changed, or an item taken out: what is shown changes the document."""

    def __init__(self, sample: Path) -> None:
        found, problems = load(sample)
        assert found is not None
        assert problems == ()
        self._answers = found
        self._as_it_is = self._body({}, ())

    def show(self, answer: Answer) -> bool:
        for other in _others(answer):
            values: Any = deepcopy(self._answers.values)
            group = values
            for step in answer.path[:-1]:
                group = group[step]
            if other is TAKEN_OUT:
                del group[answer.path[-1]]
            else:
                group[answer.path[-1]] = other
            try:
                return self._body(values, answer.path) != self._as_it_is
            except WrongInput:  # does not go with the other answers
                continue
        return False

    def _body(self, values: Mapping[str, object], changed: tuple[str | int, ...]) -> bytes:
        texts = {path: text for path, text in self._answers.texts.items() if path != changed}
        answers = replace(self._answers, values=values or self._answers.values, texts=texts)
        with zipfile.ZipFile(BytesIO(spine.draft(answers, today=DAY).document)) as archive:
            return archive.read("word/document.xml")


def _others(answer: Answer) -> Iterator[object]:
    if answer.kind == "boolean":
        yield answer.text.lower() not in ("yes", "true")
    elif answer.kind == "choice" and isinstance(answer.path[-1], int):
        yield TAKEN_OUT
    elif answer.kind == "choice":
        yield from (code for code in answer.choices if code != answer.text)
    elif answer.kind in ("integer", "number"):
        least, most = (int(answer.question.get(key, default)) for key, default in (("minimum", 0), ("maximum", 10**9)))
        now = int(float(answer.text))
        yield from (other for other in (now + 1, now - 1, now + 2) if least <= other <= most)


@dataclass(frozen=True)
class ListedPoint:
    """A line of the schedule of open points."""

    section: str
    clause: str
    title: str


def _open_points(document: Document) -> tuple[ListedPoint, ...]:
    paragraphs = [paragraph for paragraph in document.paragraphs if paragraph.text]
    heads = [place for place, paragraph in enumerate(paragraphs) if paragraph.text == "Open points"]
    points, section = [], ""
    for paragraph in paragraphs[heads[-1] + 2 :] if heads else []:
        if paragraph.style == "ListBullet":
            clause, _, words = paragraph.text.partition(" – ")
            points.append(ListedPoint(section, clause, _title(words)))
        else:
            section = paragraph.text
    return tuple(points)


def _title(words: str) -> str:
    """The words of a placeholder or a line of the schedule without the number that is suggested."""
    return words.partition("; suggested: ")[0]


def _squeezed(text: str) -> str:
    return " ".join(text.split())
