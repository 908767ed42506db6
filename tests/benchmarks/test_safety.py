"""Measure what safety costs: the same warm command as it is, and without the child process and the checks.

The council of the command has no templates of its own. So all that a stranger's council would be kept from is done for
templates that need none of it. Only the ratio is judged: a time belongs to one computer and one moment.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

from specgen.system.resources import built_in_samples

pytestmark = pytest.mark.benchmark

ROUNDS = 15
ADDED = 0.3, 0.5  # what is aimed at, and what would be wrong for certain
SAFE = "from specgen.cli.main import main; main()"
BARE = (
    "import specgen.document.finish, specgen.system.sandbox\n"
    "specgen.system.sandbox.run_sandboxed = lambda work, *arguments, **_: work(*arguments)\n"
    "specgen.document.finish.refuse_unsafe = lambda *_, **__: None\n" + SAFE
)


def test_child_and_checks(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "council.yaml").write_text("name: Plain\n")
    safe, bare = list[float](), list[float]()
    for number in range(ROUNDS + 1):
        times = [_seconds(script, tmp_path) for script in (SAFE, BARE)]
        if number:  # the first compiles and fills the cache
            safe.append(times[0])
            bare.append(times[1])
    ratios = [one / other for one, other in zip(safe, bare, strict=True)]
    milliseconds = f"{median(safe) * 1000:.0f} ms with child and checks, {median(bare) * 1000:.0f} ms without"
    spread = f"{min(ratios):.3f} to {max(ratios):.3f}, {len(ratios)} rounds"
    print(f"\nsafety: {milliseconds}, ratio {median(ratios):.3f} ({spread}; target {1 + ADDED[0]})")
    assert median(ratios) < 1 + ADDED[1]


def _seconds(script: str, folder: Path) -> float:
    """Return how long the command and its child computed: other programs may keep the processor from them."""
    output = folder / "draft.docx"
    output.unlink(missing_ok=True)
    sample = str(built_in_samples() / "care-planning.yaml")
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            script,
            "generate",
            sample,
            "--council",
            "plain",
            "-o",
            str(output),
            "--date",
            "2026-11-22",
        ],
        cwd=folder,
        env={**os.environ, "SPECGEN_CACHE": str(folder / "cache")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    assert output.is_file()
    return used.ru_utime + used.ru_stime
