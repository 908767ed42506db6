"""Describe a hostile case: the folders and files that it writes, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from tests.support.word_files import word_file

DAY = "2026-11-16"
REFUSED: Final = "refused"
STOPPED: Final = "stopped by a limit"
CLEANED: Final = "cleaned, and said"
HARMLESS: Final = "harmless"
Outcome = Literal["refused", "stopped by a limit", "cleaned, and said", "harmless"]

MODEL = """\
id: tiny
title: Tiny
summary: No more than every model needs.
template: tiny.docx
sections:
  - {id: document, place: front}
  - introduction
  - contract
  - outcomes
"""
ANSWERS = "model: tiny\ndocument: {jurisdiction: wales, reference: ABC/1}\n"
GENERATE = ("generate", "answers.yaml", "--council", "co", "-o", "out/draft.docx", "--date", DAY)
CHECK = ("check", "draft.docx")
TEMPLATE_CHECK = ("template", "check", "co/tiny.docx", "--council", "co")


Files = Mapping[str, str | bytes]


@dataclass(frozen=True)
class Case:
    """One attack: how it is laid, the command that meets it, and what has to come of it."""

    name: str
    lay: Callable[[Path], object]  # writes into a folder, which the command then runs in
    command: Sequence[str]
    outcome: Outcome
    says: str  # words on the terminal; none of them may be missing
    code: int = 1
    holds: str = ""  # where it is harmless: what stands in the finished document


def council(folder: Path, files: Files | None = None, template: str = "{{ document.reference }}") -> Path:
    """Write a small council of a stranger, with some files of his own, and answers for it."""
    place = folder / "co"
    written: dict[str, str | bytes] = {
        "council.yaml": "name: Stranger\n",
        "tiny.yaml": MODEL,
        "tiny.docx": f". {template}" if not template.startswith(("{%p", "#", ".", "<", "|")) else template,
        **{f"sections/{one}.docx": "" for one in ("introduction", "contract", "outcomes")},
        **(files or {}),
    }
    for name, content in written.items():
        write(place / name, content)
    write(folder / "answers.yaml", ANSWERS)
    (folder / "out").mkdir(exist_ok=True)
    return place


def write(path: Path, content: str | bytes) -> Path:
    """Write a file; the text of a .docx is in the notation of tests/word_files.py."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, str) and path.suffix == ".docx":
        content = word_file(content)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
