"""A checked council in, a report out: lines to read, or JSON."""

from __future__ import annotations

import json
from typing import Final

from specgen.commands.council.check import Checked
from specgen.problems import CannotRead, Problem, about_file
from specgen.version import VERSION

__all__ = ["refuse_format", "report", "summary"]

FORMATS: Final = ("text", "json")
LEVELS: Final = ("error", "warning", "note")


def refuse_format(form: str) -> None:
    """Raise CannotRead for a format that there is not."""
    if form not in FORMATS:
        problem = about_file("", f"--format: there is no format {form}", f"write one of {', '.join(FORMATS)}", "usage")
        raise CannotRead(problem)


def report(checked: Checked, form: str) -> str:
    """Return what was found, in one of the FORMATS."""
    if form == "text":
        return "".join(f"{problem}\n" for problem in checked.problems)
    plain = {
        "specgen": VERSION,
        "folder": str(checked.folder),
        "counts": {level: checked.count(level) for level in LEVELS},
        "templates": [str(template) for template in checked.templates],
        "drafted": list(checked.models),
        "findings": [_plain(problem) for problem in checked.problems],
    }
    return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"


def summary(checked: Checked) -> str:
    """Return how much was looked at and found, in a line."""
    templates = "1 template" if len(checked.templates) == 1 else f"{len(checked.templates)} templates"
    tried = f"trial drafts of {', '.join(checked.models)}" if checked.models else "no trial draft"
    counts = [(checked.count(level), level) for level in LEVELS]
    words = [f"{number} {level}{'' if number == 1 else 's'}" for number, level in counts if number]
    return f"{checked.folder}: {templates}, {tried}: {', '.join(words) or 'nothing found'}"


def _plain(problem: Problem) -> dict[str, object]:
    keys = ("file", "line", "column", "level", "path", "message", "remedy", "rule")
    return {key: getattr(problem, key) for key in keys}
