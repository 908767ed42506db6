"""Ask another linter about a .docx, where the machine has it: it stands beside some checkouts only."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.judges.package import Finding
from tests.judges.policy import ROOT

PROGRAM = ROOT.parent / "shared" / "tools" / "docx_lint.py"


def second_opinion(docx: Path) -> tuple[Finding, ...] | None:
    return tuple(_lint()(docx)) if PROGRAM.is_file() else None


@cache
def _lint() -> Callable[[Path], list[Finding]]:
    program: Callable[[Path], list[Finding]] = runpy.run_path(str(PROGRAM))["lint"]
    return program
