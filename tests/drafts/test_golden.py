"""Compare the text of every sample draft and of every Word template with the one kept under tests/golden.

`make golden` writes the texts anew, and takes away those whose sample or template is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from specgen import generate as spine
from specgen.formats.word.text import word_text
from tests.conftest import GOLDEN
from tests.judges.policy import ROOT

DAY = date(2026, 11, 16)
SAMPLES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "sample_inputs").glob("*.yaml"))
TEMPLATES = sorted(
    path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").rglob("*.docx") if not path.name.startswith("~")
)

Golden = Callable[[str, str], None]


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_text_of_a_sample_draft(sample: str, golden: Golden, tmp_path: Path) -> None:
    made = spine.generate(ROOT / sample, tmp_path / "draft.docx", council=None, today=DAY, force=False)
    golden(_kept_as(sample), word_text(made.path.read_bytes()))


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_text_of_a_template(template: str, golden: Golden) -> None:
    golden(_kept_as(template), word_text((ROOT / template).read_bytes()))


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_tag_that_stands_alone_in_a_template_has_no_number(template: str) -> None:
    lines = word_text((ROOT / template).read_bytes()).splitlines()
    assert [line for line in lines if "{%p" in line and not line.startswith("Template tag: {%p")] == []


def test_every_golden_text_has_a_sample_or_template(golden: Golden, request: pytest.FixtureRequest) -> None:
    orphans = [
        path
        for path in GOLDEN.rglob("*")
        if path.is_file() and path not in [GOLDEN / _kept_as(origin) for origin in (*SAMPLES, *TEMPLATES)]
    ]
    if request.config.getoption("--refresh-golden"):
        for path in orphans:
            path.unlink()
    else:
        assert orphans == []


def _kept_as(origin: str) -> str:
    """samples/quick-start.txt, templates/sections/scope.txt."""
    return Path(origin.replace("sample_inputs/", "samples/")).with_suffix(".txt").as_posix()
