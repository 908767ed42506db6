"""In: nothing. Out: the folders that travel with specgen, in an installed package and in a checkout alike."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


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
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
