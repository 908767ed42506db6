"""Locate the templates, models and samples that travel with specgen, in a checkout and in an installed package."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from specgen.system.lazy_pattern import lazy_pattern

COUNCIL_FILE: Final = "council.yaml"  # what makes a folder a council's
HOUSE: Final = "house.docx"  # the Word file that every draft is printed into
COUNCIL_NAME: Final = lazy_pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*")  # of such a folder, where it is looked for by name

_PACKAGE = Path(__file__).resolve().parents[1]


def built_in_templates() -> Path:
    """The Word templates: the house document, the specifications and their sections."""
    return _travelling("templates")


def built_in_models() -> Path:
    """The models, the sections' questions, and the data beside them: frameworks, law, glossary."""
    return _travelling("models")


def built_in_samples() -> Path:
    """The sample answers."""
    return _travelling("sample_inputs")


def _travelling(name: str) -> Path:
    installed = _PACKAGE / "data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
