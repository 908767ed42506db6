"""Review every full sample in the words of three councils: no finding in the drafts, and every planted fault found.

A council's answers are first put into its words, as `specgen check --fix` does it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from specgen.commands.report import review_report
from specgen.formats.yamlfile.yaml_file import read
from specgen.generate import draft
from specgen.inputs.council.council import load_council
from specgen.inputs.glossary.forms import Glossary
from specgen.review.fixes import fixed
from specgen.review.review import Words, review
from tests.judges.policy import ROOT
from tests.support.planted_sentences import FAULTS, Fault, expected, planted
from tests.support.rule_findings import PROSE_RULES

OVERLAYS = ("", "authority", "purchaser", "plain")
TELLING = ("", "purchaser")  # the words of specgen, and others; `make test` takes these
SAMPLES = ("care-planning", "reward", "population", "optional-sections")
OWN_WORDS = re.compile(r"(?m)^  words:\n(?:    .*\n)+")  # of the sample: here the overlay says them
EVERY = [
    pytest.param(overlay, sample, marks=() if sample == "reward" and overlay in TELLING else pytest.mark.long)
    for overlay in OVERLAYS
    for sample in SAMPLES
]


@dataclass(frozen=True)
class Drafted:
    answers: str
    document: bytes
    words: Words
    glossary: Glossary
    country: str


@cache
def words_of(overlay: str) -> Words:
    return Words(load_council(ROOT / "tests" / "review" / "overlays" / overlay if overlay else None))


@cache
def drafted(overlay: str, sample: str, folder: Path) -> Drafted:
    words = words_of(overlay)
    source = OWN_WORDS.sub("", (ROOT / "sample_inputs" / f"{sample}.yaml").read_text(encoding="utf-8"))
    file = folder / f"{overlay}-{sample}.yaml"
    file.write_text(source, encoding="utf-8", newline="")
    found = review(file, words)
    assert found.scalars is not None
    text, _ = fixed(found.source, found.reviewed.findings, found.scalars)
    file.write_text(text, encoding="utf-8", newline="")
    answers, problems = read(text, file.name)
    assert answers is not None
    assert problems == ()
    document = answers.values["document"]
    assert isinstance(document, dict)
    country = str(document["jurisdiction"])
    made = draft(answers, words.council, today=date(2026, 11, 16))
    return Drafted(text, made.document, words, words.glossary(country), country)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("overlays")


@pytest.mark.parametrize(("overlay", "sample"), EVERY)
def test_answers_in_the_words_of_a_council_have_no_finding(overlay: str, sample: str, folder: Path) -> None:
    made = drafted(overlay, sample, folder)
    found = review(folder / f"{overlay}-{sample}.yaml", made.words).reviewed
    assert review_report([found], "text") == ""


@pytest.mark.parametrize(("overlay", "sample"), EVERY)
def test_a_draft_in_the_words_of_a_council_has_no_finding(overlay: str, sample: str, folder: Path) -> None:
    made = drafted(overlay, sample, folder)
    file = folder / f"{overlay}-{sample}.docx"
    file.write_bytes(made.document)
    assert review_report([review(file, made.words).reviewed], "text") == ""


@pytest.mark.parametrize(("overlay", "sample"), EVERY)
def test_every_planted_fault_is_found_and_nothing_else(overlay: str, sample: str, folder: Path) -> None:
    made = drafted(overlay, sample, folder)
    faults = tuple(_fitting(made, overlay))
    assert sum(bool(fault.rule) for fault in faults) >= 30
    file = folder / f"{overlay}-{sample}-planted.docx"
    file.write_bytes(planted(made.document, faults, made.glossary))
    found = review(file, made.words).reviewed
    words = (one for one in found.findings if one.rule not in PROSE_RULES)  # made for the rules on words
    said = sorted((one.rule, one.passage.text[one.start : one.end]) for one in words)
    assert said == expected(faults, made.glossary)
    assert found.problems == ()


@pytest.mark.long
@pytest.mark.parametrize("sample", SAMPLES)
def test_another_council_s_words_change_the_words_and_nothing_else_in_the_templates(sample: str, folder: Path) -> None:
    base, other = (drafted(overlay, sample, folder) for overlay in ("", "authority"))
    file = folder / f"other-{sample}.docx"
    file.write_bytes(base.document)  # the base words, looked at with the other council's glossary
    found = {one.concept for one in review(file, other.words).reviewed.findings if one.rule == "TERM-DEPRECATED"}
    assert found >= {"provider", "commissioner", "person", "care_worker", "contract", "conditions"} - {""}


def _fitting(made: Drafted, overlay: str) -> Iterator[Fault]:
    for fault in FAULTS:
        if fault.only in ("", made.country) or (fault.only == "base" and not overlay):
            yield fault
