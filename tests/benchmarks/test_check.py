"""Compare `specgen check` with textlint on the same words, and measure what checking adds to a draft.

A Word file of 200,000 words and 100 terms, checked in turn by both, in one run. Only ratios are judged, and loosely: a
time belongs to one computer and one moment. textlint is used if it is there: TEXTLINT names its textlint.js, installed
with textlint-rule-terminology (npm install textlint@15 textlint-rule-terminology@5).
"""

from __future__ import annotations

import gc
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

import pytest

from specgen import generate
from specgen.formats.yamlfile.yaml_file import load
from specgen.inputs.council.council import load_council
from specgen.inputs.glossary.load import load_glossary
from specgen.review.answers_review import spelling_warnings
from specgen.review.review import Words, review
from specgen.system.resources import built_in_samples
from tests.support.rule_findings import FOLDERS
from tests.support.small_word import paragraph, write_word

pytestmark = pytest.mark.benchmark

SIZE = 200_000
TERMS = 100
ROUNDS = 7
WARM_ROUNDS = 10
INSIDE = 0.1, 0.16  # of textlint: what is aimed at, and what would be wrong for certain
COMMAND = 0.1, 0.3
ADDED = 0.2, 0.4  # to a command that makes a draft
DAY = date(2026, 11, 22)
SMALL = (
    "the care that people need at home and how it is given by those who come each day with time for talk in words they"
    " choose so that life goes on as it did before"
).split()


@dataclass(frozen=True)
class Rivals:
    """The same words for both."""

    folder: Path
    word: Path  # for specgen
    textlint: list[str]  # the command; empty if there is no textlint


@pytest.fixture(scope="module")
def rivals(tmp_path_factory: pytest.TempPathFactory) -> Rivals:
    folder = tmp_path_factory.mktemp("benchmark")
    texts = _texts()
    word = write_word(folder / "long.docx", "".join(paragraph(text, "Clause") for text in texts))
    return Rivals(folder, word, _textlint(texts, folder))


def test_checking_a_long_word_file(rivals: Rivals) -> None:
    """As two commands, the start of Python and of Node included, and then without the start of Python."""
    check = [sys.executable, "-m", "specgen", "check", str(rivals.word)]
    words = Words()
    works: dict[str, Callable[[], object]] = {
        "bare Python": lambda: _run([sys.executable, "-c", "pass"], rivals.folder),
        "command": lambda: _run(check, rivals.folder),
        "inside": lambda: review(rivals.word, words),
    }
    if rivals.textlint:
        works["textlint"] = lambda: _run(rivals.textlint, rivals.folder)
    times = _in_turn(works)
    found = len(review(rivals.word, words).reviewed.findings)
    shown = ", ".join(f"{what} {median(each) * 1000:.0f} ms" for what, each in times.items())
    print(f"\nchecking {SIZE:,} words, {found} findings: {shown}")
    if not rivals.textlint:
        print("no ratio: set TEXTLINT to a textlint.js that has textlint-rule-terminology beside it")
        return
    for what, (target, limit) in {"command": COMMAND, "inside": INSIDE}.items():
        ratios = [ours / theirs for ours, theirs in zip(times[what], times["textlint"], strict=True)]
        print(f"{what} against textlint: ratio {median(ratios):.3f} ({_spread(ratios)}; target {target})")
        assert median(ratios) < limit


def test_what_checking_adds_to_making_a_draft(tmp_path: Path) -> None:
    """`generate` with the check of the answers' words and without it: as whole commands, and warm in one process."""
    sample = built_in_samples() / "care-planning.yaml"
    draft, day = str(tmp_path / "draft.docx"), DAY.isoformat()
    imports = "from datetime import date; from pathlib import Path; from specgen import generate; "
    alone = f"generate.generate(Path({str(sample)!r}), Path({draft!r}), today=date.fromisoformat({day!r})"
    checked = f"from specgen.review.answers_review import spelling_warnings; {alone}, review=spelling_warnings)"
    answers, problems = load(sample)
    assert answers is not None
    council, drafting = load_council(None), partial(generate.draft, answers, today=DAY, known=problems)
    times = _in_turn(
        {
            "generate": lambda: _run([sys.executable, "-c", f"{imports}{alone})"], tmp_path),
            "generate and check": lambda: _run([sys.executable, "-c", imports + checked], tmp_path),
            "draft inside": lambda: _often(lambda: drafting(council)),
            "draft and check inside": lambda: _often(lambda: drafting(council, review=spelling_warnings)),
        },
        _work_done,  # other programs may keep the processor from one of the two
    )
    print("\n" + ", ".join(f"{what} {median(each) * 1000:.0f} ms" for what, each in times.items()))
    for where, fewer, more in (
        ("a command", times["generate"], times["generate and check"]),
        ("a warm draft", times["draft inside"], times["draft and check inside"]),
    ):
        ratios = [after / before - 1 for before, after in zip(fewer, more, strict=True)]
        print(f"checking the answers adds {median(ratios):.3f} to {where} ({_spread(ratios)}; target {ADDED[0]})")
        assert median(ratios) < ADDED[1]


def _texts() -> list[str]:
    """Return paragraphs in which one word of 25 starts a term, now and then one to avoid."""
    chance = random.Random(1)
    concepts = list(load_glossary("england", FOLDERS).values())
    made, count = [], 0
    while count < SIZE:
        words = []
        for _ in range(chance.randint(40, 120)):
            concept = chance.choice(concepts)
            is_term, is_wrong = chance.random() < 0.04, concept.deprecated and chance.random() < 0.1
            term = concept.deprecated[0].text if is_wrong else chance.choice((concept.label, concept.plural))
            words += term.split() if is_term else [chance.choice(SMALL)]
        count += len(words)
        made.append(f"The {' '.join(words)}.")
    return made


def _textlint(texts: Sequence[str], folder: Path) -> list[str]:
    """Return the command that checks the same texts by as many terms; nothing if there is no textlint."""
    script, node = os.environ.get("TEXTLINT", ""), shutil.which("node")
    if not script or not node:
        return []
    concepts = load_glossary("england", FOLDERS).values()
    terms: list[object] = [concept.label for concept in concepts]
    terms += [[label.text, concept.label] for concept in concepts for label in concept.deprecated if not label.question]
    rule = {"defaultTerms": False, "terms": terms[:TERMS]}
    (folder / ".textlintrc.json").write_text(json.dumps({"rules": {"terminology": rule}}), encoding="utf-8")
    (folder / "long.md").write_text("\n\n".join(texts), encoding="utf-8")
    (folder / "node_modules").symlink_to(Path(script).parents[2])
    command = [node, script, "long.md"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert b"problems" in ran.stdout, "textlint did not find its rule: install textlint-rule-terminology beside it"
    return command


def _in_turn(
    works: dict[str, Callable[[], object]], clock: Callable[[], float] = time.perf_counter
) -> dict[str, list[float]]:
    """Return the seconds that each work takes, round by round, so that all meet the same luck."""
    times: dict[str, list[float]] = {what: [] for what in works}
    for number in range(ROUNDS + 1):
        for what, work in works.items():
            gc.collect()
            gc.freeze()  # else the objects that pytest holds are searched through at our expense
            start = clock()
            work()
            if number:  # the first writes byte code and caches
                times[what].append(clock() - start)
            gc.unfreeze()
    return times


def _work_done() -> float:
    """Return the processor's seconds that this process and the commands it ran have taken."""
    commands = resource.getrusage(resource.RUSAGE_CHILDREN)  # in finer steps than os.times has
    return time.process_time() + commands.ru_utime + commands.ru_stime


def _often(work: Callable[[], object]) -> None:
    for _ in range(WARM_ROUNDS):
        work()


def _run(command: Sequence[str], folder: Path) -> None:
    environment = {**os.environ, "SPECGEN_CACHE": str(folder / "cache")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run(command, cwd=folder, capture_output=True, check=False, env=environment)


def _spread(ratios: Sequence[float]) -> str:
    return f"{min(ratios):.3f} to {max(ratios):.3f}, {len(ratios)} rounds"
