"""List the law that a draft names, with provision and day of check, as its law schedule prints it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from specgen.inputs.law.entry import Condition, Entry, LawBook
from specgen.inputs.law.named import LawNames, law_names, laws_in

__all__ = ["ListedLaw", "NamedInText", "list_named", "listed_laws", "named_in", "printed_statements"]

WORST_FIRST: Final = ("unchecked", "old", "waived", "checked")


class ListedLaw(NamedTuple):
    """One law of a draft, with what the draft says of it."""

    law: Entry
    provisions: tuple[str, ...]
    entries: tuple[Entry, ...]  # the law, and the statements of it that are printed
    state: str  # the worst of theirs
    checked_on: date | None  # the earliest of theirs
    misfit: Condition | None  # why it does not fit the answers, if it is named in spite of that
    to_be_checked: tuple[str, ...]  # the entries that somebody has to look at


@dataclass(frozen=True)
class NamedInText:
    """The ids of the laws that a text names, and of the statements of law that stand in it."""

    laws: frozenset[str]
    statements: frozenset[str]


def listed_laws(text: str, book: LawBook, answers: Mapping[str, object], today: date) -> tuple[ListedLaw, ...]:
    """Return the laws that the text of a draft names, and those that are always listed and fit the answers."""
    return list_named([named_in(text, book)], book, answers, today)


def named_in(text: str, book: LawBook) -> NamedInText:
    """Return what of the law stands in a text."""
    statements = frozenset(entry.id for entry in printed_statements(text, book))
    return NamedInText(frozenset(_named(text, law_names(book.laws))), statements)


def list_named(
    texts: Iterable[NamedInText], book: LawBook, answers: Mapping[str, object], today: date
) -> tuple[ListedLaw, ...]:
    """Do the same as `listed_laws` for a draft in several texts."""
    texts, names = tuple(texts), law_names(book.laws)
    statements = frozenset[str]().union(*(text.statements for text in texts))
    printed = tuple(entry for entry in book.statements.values() if entry.id in statements)
    named = frozenset[str]().union(*(text.laws for text in texts)) | {c.law for entry in printed for c in entry.cites}
    always = {law.id for law in book.laws.values() if law.is_always_listed and law.misfit(answers) is None}
    listed = named | always
    while more := _named(" ".join(_row_text(book.laws[id]) for id in sorted(listed)), names) - listed:
        listed |= more  # a row names the law that it rests on
    return tuple(
        _listed(law, printed, law.misfit(answers) if law.id in named else None, today)
        for law in book.laws.values()
        if law.id in listed
    )


def printed_statements(text: str, book: LawBook) -> Iterator[Entry]:
    """Yield the statements of law whose words stand in a text."""
    plain = " ".join(text.split())
    for entry in book.statements.values():
        if entry.cites and entry.text and entry.text in plain:
            yield entry


def _named(text: str, names: LawNames) -> set[str]:
    return {one.law.id for one in laws_in(text, names) if one.law is not None}


def _row_text(law: Entry) -> str:
    return f"{law.cites[0].number}; {law.about}"


def _listed(law: Entry, printed: tuple[Entry, ...], misfit: Condition | None, today: date) -> ListedLaw:
    statements = [entry for entry in printed if any(cite.law == law.id for cite in entry.cites)]
    entries = (law, *statements)
    states = {entry.id: entry.state(today) for entry in entries}
    provisions = [cite.provision for entry in statements for cite in entry.cites if cite.law == law.id]
    shown = dict.fromkeys(provision for provision in provisions or [law.cites[0].provision] if provision)
    days = [entry.check.on for entry in entries if entry.check is not None]
    return ListedLaw(
        law,
        tuple(shown),
        entries,
        min(states.values(), key=WORST_FIRST.index),
        min(days) if days else None,
        misfit,
        tuple(id for id, state in states.items() if state in ("unchecked", "old")),
    )
