"""Number the rows that other rows name: the id of a new one follows those that are there."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["next_id"]


def next_id(used: Sequence[str], example: str) -> str:
    """Return the id for a further row: O7 after O6, C after B; the example where there is none, or one that has no
    next.
    """
    pattern = re.fullmatch(r"(.*?)([0-9]+)", next((id for id in reversed(used) if id), example))
    if used and re.fullmatch(r"[A-Y]", max(used)) and all(len(id) == 1 for id in used):
        return chr(ord(max(used)) + 1)
    if not used or pattern is None:
        return example
    numbers = [int(id[len(pattern[1]) :]) for id in used if re.fullmatch(re.escape(pattern[1]) + r"[0-9]{1,9}", id)]
    return f"{pattern[1]}{max(numbers, default=0) + 1}"
