"""Read what became of questions that answers of an earlier release may hold: renamed, moved, asked in another way.

A section file lists it under `changes`, each with the day since when it is so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from specgen.formats.yamlfile.lookup import group_at, rows_at, text_at
from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.problems import Fault, path_text

__all__ = ["Change", "change_at", "change_faults", "general_path", "read_changes"]

KEYS: Final = ("was", "now", "since", "ask_again", "values", "refused_by")
RULE: Final = "section"


@dataclass(frozen=True)
class Change:
    """`was` and `now` are paths with [] for rows; `ask_again` says why the old answer does not fit any more;
    `values` are choices with another name. With `refused_by` only an answer that this rule refuses is meant.
    """

    was: str
    now: str
    since: str
    ask_again: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    refused_by: str = ""

    @property
    def is_renamed(self) -> bool:
        return self.now != self.was

    @property
    def day(self) -> str:
        """Since when it is so, as a person writes a date."""
        day = date.fromisoformat(self.since)
        return f"{day.day} {day:%B %Y}"


def read_changes(schema: Mapping[str, object]) -> tuple[Change, ...]:
    """Return what the schema of a section says under `changes`."""
    return tuple(
        Change(
            was=text_at(row, "was"),
            now=text_at(row, "now") or text_at(row, "was"),
            since=text_at(row, "since"),
            ask_again=" ".join(text_at(row, "ask_again").split()),
            values={str(old): str(new) for old, new in group_at(row, "values").items()},
            refused_by=text_at(row, "refused_by"),
        )
        for row in rows_at(schema, "changes")
    )


def change_faults(schema: Mapping[str, object]) -> Iterator[tuple[ValuePath, Fault]]:
    """Yield what is wrong with the list of changes of a section file."""
    for number, row in enumerate(rows_at(schema, "changes")):
        for key in row:
            if key not in KEYS:
                yield ("changes", number, key), Fault(f"{key} means nothing here", f"known: {', '.join(KEYS)}", RULE)
        if not text_at(row, "was") or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text_at(row, "since")):
            remedy = "write was: the old path, and since: the day, as 2026-11-28"
            yield ("changes", number), Fault("does not say what was and since when it is not", remedy, RULE)
        is_same = text_at(row, "now") in ("", text_at(row, "was"))
        if is_same and not (row.get("ask_again") or row.get("values")):
            yield ("changes", number), Fault("says nothing that changes", "write now, values or ask_again", RULE)


def change_at(changes: Sequence[Change], path: ValuePath) -> Change | None:
    """Return what became of the question at a path, if it has another name or place now."""
    wanted = general_path(path)
    return next((change for change in changes if change.is_renamed and change.was == wanted), None)


def general_path(path: ValuePath) -> str:
    """Return a path with [] for every row: failure.service[].days."""
    return re.sub(r"\[\d+\]", "[]", path_text(path))
