"""List every statement of law that a document may print, and those whose check is due, with source, day and state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from specgen.inputs.law.entry import Entry, LawBook, holds_until
from specgen.inputs.law.load import load_law

__all__ = ["due_page", "list_page"]

SOON: Final = timedelta(days=30)  # somebody needs the time to look
STATES: Final = {
    "checked": "checked",
    "old": "to be checked again",
    "unchecked": "to be checked",
    "waived": "not checked, waived",
}


def list_page(countries: Sequence[str], folders: Sequence[Path], today: date) -> tuple[str, tuple[str, ...]]:
    """Return the page, and what there is to tell about a council's own files."""
    books = [load_law(country, folders) for country in countries]
    text = "\n".join("".join(f"{line}\n" for line in _listed(book, today)) for book in books)
    return text, _problems(books)


def due_page(countries: Sequence[str], folders: Sequence[Path], today: date) -> tuple[str, tuple[str, ...]]:
    """Return the entries that have to be checked now or within a month, and what may change the law."""
    books = [load_law(country, folders) for country in countries]
    text = "\n".join("".join(f"{line}\n" for line in _due(book, today)) for book in books)
    return text, _problems(books)


def _problems(books: Sequence[LawBook]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(problem) for book in books for problem in book.problems))


def _listed(book: LawBook, today: date) -> Iterator[str]:
    yield f"{book.country.title()}: laws, codes and guidance"
    for entry in book.laws.values():
        yield from _entry(entry, today)
    yield ""
    yield f"{book.country.title()}: statements that templates print"
    for entry in book.statements.values():
        if entry.cites:
            yield from _entry(entry, today)


def _entry(entry: Entry, today: date) -> Iterator[str]:
    state = STATES[entry.state(today)]
    yield f"  {entry.id}: {entry.text or entry.title}"
    if entry.otherwise is not None and entry.otherwise:
        yield f"      otherwise: {entry.otherwise}"
    for cite in entry.cites:
        where = ", ".join(part for part in (cite.title if entry.text else "", cite.number, cite.provision) if part)
        dated = f" (text of {cite.version_date})" if cite.version_date else ""
        yield f"      {where or cite.title}{dated}{f', {cite.status}' if cite.status == 'superseded' else ''}"
        if cite.url:
            yield f"      {cite.url}"
    if entry.waiver is not None and entry.state(today) == "waived":
        yield f"      {state}: {entry.waiver.on.isoformat()} by {entry.waiver.by}: {entry.waiver.reason}"
    elif entry.check is not None:
        yield f"      {state}: {entry.check.on.isoformat()} by {entry.check.by}"
        yield f"      “{entry.check.quote}”"
    else:
        yield f"      {state}"


def _due(book: LawBook, today: date) -> Iterator[str]:
    due = sorted((end, entry.id) for entry in book.entries() if (end := _ends(entry)) < today + SOON)
    count = len(tuple(book.entries()))
    yield f"{book.country.title()}: {len(due)} of {count} entries are to be checked by {(today + SOON).isoformat()}"
    for end, id in due:
        entry = book.find(id)
        if entry is None:
            continue
        when = "never checked" if entry.check is None else f"check holds until {end.isoformat()}"
        yield f"  {id}: {when}; {entry.text or entry.title}"
        yield f"      {next((cite.url for cite in entry.cites if cite.url), 'no source yet')}"
    for row in book.watch:
        yield f"  coming: {row.get('about')} ({row.get('on', 'no date')}, {row.get('url', 'no source')})"


def _ends(entry: Entry) -> date:
    """Return the last day on which the entry needs nobody."""
    if entry.waiver is not None and (entry.check is None or entry.waiver.on >= entry.check.on):
        return date.max - SOON
    return holds_until(entry.check.on) if entry.check is not None and entry.check.quote else date.min
