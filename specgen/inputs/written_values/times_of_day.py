"""Understand a time of day as people write it: 07:00, 7.30 pm, 7am, 0700, 07h00, 12 noon."""

from __future__ import annotations

import re
from typing import Final

from specgen.system.lazy_pattern import lazy_pattern

__all__ = ["time_in"]

CLOCK: Final = lazy_pattern(r"(\d{1,2})(?:[:.h]?(\d{2}))?(?::\d{2})?(am|pm)?", re.ASCII)


def time_in(text: str, *, hour_alone: bool = True) -> str:
    """Return a time of day as 07:00, up to 24:00; empty for what is none.

    7 alone may be 19:00: so it counts only where a person sees what it was taken for (`hour_alone`).
    """
    plain = "".join(text.casefold().rstrip(".").split()).replace(".m", "m")
    plain = plain.replace("midday", "noon").replace("noon", "pm" if "12" in plain else "12:00pm")
    found = CLOCK.fullmatch(plain)
    if found is None:
        return ""
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif half or (found[2] is None and not hour_alone and hour <= 12):
        return ""
    return f"{hour:02}:{minute:02}" if (hour < 24 and minute < 60) or (hour, minute) == (24, 0) else ""
