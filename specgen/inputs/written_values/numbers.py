"""Understand a number as people write it: £1,200, £14.5m, 42 %, 90 mins, −3."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from specgen.system.lazy_pattern import lazy_pattern

__all__ = ["WrittenNumber", "number_in"]

NUMBER: Final = lazy_pattern(
    r"(£|GBP)?\s*([-−+]?)\s*(£)?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*((?:m|k|million|thousand)(?![a-z]))?\s*(\D*)",
    re.I,
)
SIZES: Final = {"": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
POUNDS: Final = "pounds"
SHORT: Final = {
    "pound": POUNDS, "gbp": POUNDS, "£": POUNDS, "%": "percent", "per cent": "percent", "pc": "percent",
    "hrs": "hours", "hr": "hours", "h": "hours", "mins": "minutes", "min": "minutes", "m": "minutes",
    "persons": "people", "person": "people",
}  # fmt: skip
ANY: Final = ("in ", "as ")  # "in the unit of the measure", "as the scale is read": units that another answer names


@dataclass(frozen=True)
class WrittenNumber:
    """`has_its_unit`: no unit is written, or the one that is asked for. 4 days are not 4 hours."""

    number: Decimal
    has_its_unit: bool

    @property
    def digits(self) -> str:
        return f"{self.number:f}"


def number_in(text: str, unit: str) -> WrittenNumber | None:
    """Return the one number that a text means where a number of `unit` is asked for; None for other texts."""
    found = NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    pounds, size, behind = found[1] or found[3], (found[6] or "").casefold(), found[7].strip().casefold().rstrip(".")
    is_money = bool(pounds) or unit.startswith(POUNDS)
    if size in ("m", "k") and not is_money:  # 10m are minutes, metres or months
        behind, size = f"{size} {behind}".strip(), ""
    number = Decimal(f"{'-' if found[2] in ('-', '−') and found[2] else ''}{found[4].replace(',', '')}{found[5] or ''}")
    if size:
        number = (number * SIZES[size]).normalize()
    written = [POUNDS] * bool(pounds) + [behind] * bool(behind)
    return WrittenNumber(number, all(_is_unit(one, unit) for one in written))


def _is_unit(written: str, unit: str) -> bool:
    name = SHORT.get(written, written)
    if not unit or unit.startswith(ANY):
        return not unit or name in ("percent", POUNDS)
    return any(unit == one or unit.startswith(f"{one} ") for one in (name, f"{name}s"))
