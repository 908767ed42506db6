"""Write a council's folder with a council.yaml and what else a case needs."""

from __future__ import annotations

import functools
import importlib
from datetime import date
from pathlib import Path

import pytest

from specgen.cli.main import main
from specgen.generate import draft_file
from specgen.review.answers_review import spelling_warnings
from specgen.system.resources import built_in_samples
from tests.support.word_files import word_file


def council(place: Path, name: str, says: str = "", files: dict[str, str] | None = None) -> Path:
    """Write a council's folder; the text of a .docx is in the notation of tests/word_files.py."""
    share_with_copies()
    folder = place / name
    for file, text in {"council.yaml": says or f"name: {name}\n", **(files or {})}.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".docx":
            path.write_bytes(word_file(text))
        else:
            path.write_text(text, encoding="utf-8")
    return folder


@functools.cache
def share_with_copies() -> None:
    """Make a draft in this process: a sandboxed one is a copy of it, and has then loaded and compiled what all need."""
    importlib.import_module("docxtpl")
    draft_file(built_in_samples() / "quick-start.yaml", today=date(2026, 11, 16), review=spelling_warnings)


def sample(name: str = "quick-start", **changes: str) -> str:
    """Return the text of a sample with lines at its top in place of others: model="reward"."""
    lines = (built_in_samples() / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.partition(":")[0] not in changes]
    return "\n".join([*(f"{key}: {value}" for key, value in changes.items() if value), *kept]) + "\n"


def run(*arguments: object) -> int:
    """Run a command of specgen; return its exit code."""
    with pytest.raises(SystemExit) as stopped:
        main([str(one) for one in arguments])
    assert isinstance(stopped.value.code, int)
    return stopped.value.code
