"""Give templates the names and contacts of a council, and an error for those it lacks: `{{ council.x }}`.

{{ council.name }} {{ council.contacts.commissioning.email }}. What is not said is false in an `if`, and cannot be
printed. Without a council its name is that of the lead commissioner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from specgen.context.filters import NotPrintable

__all__ = ["CONTACT", "COUNCIL", "CouncilNames"]

COUNCIL: Final = ("name", "short_name", "welsh_name", "welsh_short_name", "contacts")
CONTACT: Final = ("title", "email", "telephone")


class CouncilNames:
    """`council` in a template. `lead` gives the name of the lead commissioner."""

    __slots__ = ("_facts", "_lead")

    def __init__(self, facts: Mapping[str, object], lead: Callable[[], object]) -> None:
        self._facts = facts
        self._lead = lead

    @property
    def _known(self) -> Iterable[str]:
        return COUNCIL

    def __getitem__(self, step: str) -> object:
        if step not in COUNCIL:
            raise KeyError(step)
        if step == "contacts":
            found = self._facts.get(step)
            return _Contacts(found if isinstance(found, Mapping) else {})
        if step == "name" and step not in self._facts:
            return self._lead()
        return self._facts.get(step) or Unsaid(step)

    def __bool__(self) -> bool:
        return True


class _Contacts:
    """The contacts by role: any role may be asked for, and need not be there."""

    __slots__ = ("_roles",)

    def __init__(self, roles: Mapping[str, object]) -> None:
        self._roles = roles

    @property
    def _known(self) -> Iterable[str]:
        return tuple(self._roles)

    def __getitem__(self, role: str) -> object:
        found = self._roles.get(role)
        return _Contact(found, role) if isinstance(found, Mapping) else Unsaid(f"contacts.{role}", CONTACT)

    def __bool__(self) -> bool:
        return bool(self._roles)


class _Contact:
    __slots__ = ("_facts", "_role")

    def __init__(self, facts: Mapping[str, object], role: str) -> None:
        self._facts = facts
        self._role = role

    @property
    def _known(self) -> Iterable[str]:
        return CONTACT

    def __getitem__(self, step: str) -> object:
        if step not in CONTACT:
            raise KeyError(step)
        return self._facts.get(step) or Unsaid(f"contacts.{self._role}.{step}")

    def __bool__(self) -> bool:
        return True


class Unsaid:
    """A fact that no council.yaml gives. False, empty, and an error when it is printed."""

    __slots__ = ("_path", "_steps")

    def __init__(self, path: str, steps: tuple[str, ...] = ()) -> None:
        self._path = path
        self._steps = steps

    @property
    def _known(self) -> Iterable[str]:
        return self._steps

    def __html__(self) -> str:
        """Raise NotPrintable, which is said with the place in the template."""
        where = f"add {self._path.replace('.', ': ')}: to council.yaml"
        around = f"put {{%p if council.{self._path} %}} and {{%p endif %}} around it"
        message = f"prints council.{self._path}, which the council.yaml does not have"
        raise NotPrintable(f"{message}; {where}, or {around}")

    __str__ = __html__

    def __iter__(self) -> Iterator[object]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return False

    def __getitem__(self, step: str) -> Unsaid:
        if step not in self._steps:
            raise KeyError(step)
        return Unsaid(f"{self._path}.{step}")
