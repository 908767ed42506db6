"""A Word file of 200,000 words and 100 terms in; how long checking it takes, beside textlint on the same text, out.

textlint is used if it is there: TEXTLINT names its textlint.js, installed with textlint-rule-terminology
(npm install textlint@15 textlint-rule-terminology@5).
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest

from specgen.checks.review import Words, review
from specgen.council import load_council
from specgen.glossary import load_glossary
from tests.checking import FOLDERS
from tests.small_word import paragraph, write_word

pytestmark = pytest.mark.benchmark

SIZE = 200_000
SMALL = (
    "the care that people need at home and how it is given by those who come each day with time for talk in words they"
    " choose so that life goes on as it did before"
).split()


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Paragraphs in which one word of 25 starts a term, now and then one to avoid."""
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


def test_checking_a_long_word_file(texts: list[str], tmp_path: Path) -> None:
    file = write_word(tmp_path / "long.docx", "".join(paragraph(text, "Clause") for text in texts))
    words = Words(load_council(None))
    inside = _best(lambda: review(file, words))
    command = [sys.executable, "-m", "specgen", "check", str(file)]
    whole = _best(lambda: subprocess.run(command, capture_output=True, check=False))
    print(f"\nspecgen check, {SIZE:,} words: {inside * 1000:.0f} ms in one process, {whole * 1000:.0f} ms as a command")
    other = _textlint(texts, tmp_path)
    if other:
        print(f"textlint with its terminology rule: {other * 1000:.0f} ms as a command")
        print(f"ratio: {whole / other:.2f} as a command, {inside / other:.2f} without starting Python")


def _textlint(texts: list[str], folder: Path) -> float:
    script, node = os.environ.get("TEXTLINT", ""), shutil.which("node")
    if not script or not node:
        return 0
    concepts = load_glossary("england", FOLDERS).values()
    terms: list[object] = [concept.label for concept in concepts]
    terms += [[label.text, concept.label] for concept in concepts for label in concept.deprecated if not label.question]
    rule = {"defaultTerms": False, "terms": terms[:100]}
    (folder / ".textlintrc.json").write_text(json.dumps({"rules": {"terminology": rule}}), encoding="utf-8")
    (folder / "long.md").write_text("\n\n".join(texts), encoding="utf-8")
    (folder / "node_modules").symlink_to(Path(script).parents[2])
    command = [node, script, "long.md"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert b"problems" in ran.stdout, "textlint did not find its rule: install textlint-rule-terminology beside it"
    return _best(lambda: subprocess.run(command, cwd=folder, capture_output=True, check=False))


def _best(work: object) -> float:
    assert callable(work)
    times = []
    for _ in range(3):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)
