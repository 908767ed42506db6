"""Say what became of a question or a choice that was called otherwise in an earlier release."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.inputs.models.changes import Change, change_at, general_path
from specgen.problems import Fault, quoted_value

__all__ = ["renamed_choice", "renamed_question"]

TAKE_ALONG: Final = "run `specgen migrate` on this file: it takes the old answers along"
RULE: Final = "renamed"


def renamed_question(changes: Sequence[Change], path: ValuePath) -> Fault | None:
    change = change_at(changes, path)
    if change is None:
        return None
    how = f". {change.ask_again}" if change.ask_again else ""
    return Fault(f"is {change.now} since {change.day}{how}".rstrip("."), TAKE_ALONG, RULE)


def renamed_choice(changes: Sequence[Change], path: ValuePath, value: object) -> Fault | None:
    for change in changes:
        if str(value) in change.values and general_path(path) == change.now:
            return Fault(f"{quoted_value(value)} is {change.values[str(value)]} since {change.day}", TAKE_ALONG, RULE)
    return None
