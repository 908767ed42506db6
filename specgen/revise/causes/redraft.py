"""Make drafts of answers that stand in no file: those that a draft carries, or a mixture of old and new ones."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from specgen.document.record.block_list import Stories
from specgen.formats.yamlfile.yaml_file import YamlFile
from specgen.generate import draft, draft_in_sandbox
from specgen.inputs.council.council import Council
from specgen.problems import SpecgenError
from specgen.revise.causes.change_causes import Redraft
from specgen.revise.edited_file import record_in

CARRIED: Final = "the answers in the file"


def draft_values(values: Mapping[str, object], council: Council, today: date) -> bytes:
    """Return the draft of some answers. Raises SpecgenError."""
    if not council.folders:
        return draft(YamlFile(CARRIED, values), council, today=today).document
    from specgen.system.sandbox import run_sandboxed

    text = json.dumps(values, ensure_ascii=False, default=_number)
    about = f"the templates of {council.name}"
    made = run_sandboxed(
        draft_in_sandbox, text, CARRIED, council.folders[0], today, "", about=about, reads=council.folders
    )
    return made.document


def redrafter(council: Council, today: date) -> Redraft:
    """Return a function that gives the blocks of a draft of some answers, or None if they do not make one."""

    def redraft(values: Mapping[str, object]) -> Stories | None:
        try:
            return record_in(draft_values(values, council, today)).stories
        except SpecgenError:
            return None

    return redraft


def _number(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else str(value)
