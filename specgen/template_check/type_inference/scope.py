"""Hold the names that one stretch of a template sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from specgen.template_check.type_inference.value_types import Typed

NONE: Final = frozenset[str]()


@dataclass
class Scope:
    """The names of one stretch of a template, and the optional answers that are there in it."""

    names: dict[str, Typed]
    sure: frozenset[str] = NONE
    hidden: Mapping[str, Typed] = field(default_factory=dict)  # of the loop round a block that is not scoped

    def inner(self, sure: frozenset[str] = NONE) -> Scope:
        return Scope(dict(self.names), self.sure | sure, self.hidden)
