"""Hold the rules on prose to documents that somebody else has marked: what is right, what is false, what is missed.

The rules were tuned on the first fifteen; the others were looked at for the figures only.
"""

from __future__ import annotations

from functools import cache

import pytest
import yaml

from tests.support.marked_prose import FOLDER, Figures, documents, figures

LAST_TUNED = 15


@cache
def judged() -> dict[str, str]:
    rows = yaml.safe_load((FOLDER / "other-kinds.yaml").read_text(encoding="utf-8"))
    return {row["finding"]: row["why"] for row in rows}


@cache
def of(which: str) -> Figures:
    chosen = [one for one in documents() if which == "all" or (one.number <= LAST_TUNED) == (which == "tuned")]
    return figures(chosen, judged())


@pytest.mark.parametrize("which", ["tuned", "held back", "all"])
def test_findings_are_right_and_false_ones_are_rare(which: str, capsys: pytest.CaptureFixture[str]) -> None:
    result = of(which)
    with capsys.disabled():
        print(f"\n{which}:", *result.lines(), sep="\n")  # noqa: T201
    assert result.precision >= 0.95
    assert result.false_a_page <= 0.2
    assert result.recall >= 0.6


def test_no_trap_is_found() -> None:
    assert [str(one) for one in of("all").found if one.trap.startswith("[trap:")] == []
