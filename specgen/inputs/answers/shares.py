"""Understand a share of a whole where a number is asked for: 42% of the hours of the service for a lot.

Which question holds the whole is said by the question (`share_of`). The share becomes the number that it comes to, for
sums and for other rules; a document prints the share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from specgen.formats.yamlfile.lookup import number_at
from specgen.problems import Fault
from specgen.system.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from specgen.formats.yamlfile.yaml_file import ValuePath

SHARE: Final = lazy_pattern(r"(\d{1,3}(?:\.\d+)?)\s*(?:%|per ?cent|percent)", re.IGNORECASE)


@dataclass(frozen=True)
class Share:
    """A share in per cent, of the answer at `whole`."""

    percent: Decimal
    whole: tuple[str, ...]


class NumberOfShare(int):
    """The number that a share comes to. A document prints the share: the number may be one that nobody counted."""

    share: Share
    exact: Decimal

    def __new__(cls, share: Share, whole: Decimal) -> NumberOfShare:
        exact = whole * share.percent / 100
        made = super().__new__(cls, exact.quantize(Decimal(1), ROUND_HALF_UP))
        made.share, made.exact = share, exact
        return made


def share_in(text: str, whole: str) -> Share | None:
    """Return the share that a text says: 42%, 42 per cent."""
    found = SHARE.fullmatch(text.strip())
    return Share(Decimal(found.group(1)), tuple(whole.split("."))) if found and whole else None


def resolve_shares(values: dict[str, object]) -> Iterator[tuple[ValuePath, Fault]]:
    """Write the number in the place of each share, or yield what is missing to work it out."""
    yield from _resolve(values, (), values)


def _resolve(value: object, path: ValuePath, values: Mapping[str, object]) -> Iterator[tuple[ValuePath, Fault]]:
    items: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    for key, inner in items:
        if not isinstance(inner, Share):
            yield from _resolve(inner, (*path, key), values)
            continue
        *outer, last = inner.whole
        group: object = values
        for name in outer:
            group = group.get(name) if isinstance(group, Mapping) else None
        whole = number_at(group, last) if isinstance(group, Mapping) else None
        if whole is None:
            if isinstance(value, dict):
                del value[key]
            remedy = f"answer {'.'.join(inner.whole)}, of which this is a share, or write the number"
            yield (*path, key), Fault(f"{inner.percent}% is a share of a number that is not answered", remedy, "share")
        else:
            value[key] = NumberOfShare(inner, whole)  # type: ignore[index]
