"""Say that shares do not come to 100 percent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.problems import Fault

__all__ = ["Faults", "plain", "shares_not_all"]

Faults = Iterator[tuple[ValuePath, Fault]]


def shares_not_all(path: ValuePath, what: str, shares: Sequence[Decimal | None]) -> Faults:
    total = sum((share for share in shares if share is not None), Decimal(0))
    if total != 100:
        gap = abs(100 - total)
        side = f"{plain(gap)} percent {'is' if gap == 1 else 'are'} {'missing' if total < 100 else 'too many'}"
        yield path, Fault(f"{what} come to {plain(total)} percent", f"make them 100: {side}", "total")


def plain(value: Decimal | None) -> str:
    text = "" if value is None else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
