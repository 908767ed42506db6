"""Tell whether what a template reads under a name is what it was in the rendering before.

Two values with equal fingerprints print the same. A value of a kind that is not known here equals nothing, so that what
reads it is always rendered again: that is slow, and never wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal

from markupsafe import Markup

from specgen.context.law import Law
from specgen.context.render_log import PrintedRows
from specgen.context.terms import Terms
from specgen.context.values import Absent, Choice, Group, OpenPoint, Record
from specgen.inputs.glossary.concept import Concept

__all__ = ["Changes"]

PLAIN = (str, int, Decimal, date, time, type(None), Markup, Concept)


class Changes:
    """The version of each name of a context: another one whenever its value prints otherwise."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[object, int]] = {}
        self._names: Mapping[str, object] = {}
        self._grounds: Mapping[str, object] = {}
        self._looked: dict[str, int] = {}

    def take(self, names: Mapping[str, object], grounds: Mapping[str, object]) -> None:
        """Compare from now on with the names of another rendering; `grounds` are what its functions go by, and what
        all of it does.
        """
        self._names, self._grounds, self._looked = names, grounds, {}

    def version(self, name: str) -> int:
        """Return a number that is another one whenever the value of a name is."""
        if name not in self._looked:
            value = fingerprint(self._grounds.get(name, self._names.get(name)))
            before, number = self._kept.get(name, (None, 0))
            if number == 0 or value != before:
                number += 1
                self._kept[name] = value, number
            self._looked[name] = number
        return self._looked[name]

    def versions(self, read: frozenset[str], names: Mapping[str, object]) -> dict[str, object]:
        """Return what has to be the same if what was read under these names is to print the same."""
        found: dict[str, object] = {
            ground: self.version(ground) for ground in self._grounds if ground not in self._names
        }
        for name in read:
            found[name] = self.version(name) if self.is_shared(name, names) else fingerprint(names[name])
        return found

    def is_shared(self, name: str, names: Mapping[str, object]) -> bool:
        """Whether a name means in one place what it means everywhere."""
        return name not in names or names[name] is self._names.get(name, self)


def fingerprint(value: object) -> object:
    """Return a plain value that is equal for two values which print the same in a template."""
    if isinstance(value, Choice):
        return str(value), value._label
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, OpenPoint | Absent):
        return type(value), value._place.path, id(value._question)
    if isinstance(value, Group):
        return value._place.path, value._values
    if isinstance(value, Law | PrintedRows):
        return _of_law(value) if isinstance(value, Law) else PrintedRows
    if isinstance(value, Record):
        return {key: fingerprint(inner) for key, inner in value._values.items()}
    if isinstance(value, Terms):
        return {id: term._concept for id, term in value._terms.items()}
    if isinstance(value, Mapping):
        return {key: fingerprint(inner) for key, inner in value.items()}
    if isinstance(value, Sequence):
        return [fingerprint(inner) for inner in value]
    return object()


def _of_law(law: Law) -> object:
    return {key: inner for key, inner in law._values.items() if not isinstance(inner, PrintedRows)}
