"""List every statement of law that a document may print, and those whose check is due, with source, day and state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from specgen.commands.result import CommandResult, Untrusted, untrusted_paths
from specgen.inputs.council.council import load_council
from specgen.inputs.law.countries import countries_of
from specgen.inputs.law.entry import Entry, LawBook, holds_until
from specgen.inputs.law.law_files import load_law

SOON: Final = timedelta(days=30)  # somebody needs the time to look
STATES: Final = {
    "checked": "checked",
    "old": "to be checked again",
    "unchecked": "to be checked",
    "waived": "not checked, waived",
}


@dataclass(frozen=True)
class Options:
    """The arguments of both commands."""

    council: str | None
    jurisdiction: str  # "": the council's, or both
    today: date


def untrusted(options: Options) -> Untrusted:
    return untrusted_paths(load_council(options.council))


def list_law(options: Options) -> CommandResult:
    return _page(options, _listed)


def list_due(options: Options) -> CommandResult:
    """List the entries that have to be checked now or within a month, and what may change the law."""
    return _page(options, _due)


def _page(options: Options, lines: Callable[[LawBook, date], Iterator[str]]) -> CommandResult:
    council = load_council(options.council)
    books = [load_law(country, council.model_folders) for country in countries_of(options.jurisdiction, council)]
    text = "\n".join("".join(f"{line}\n" for line in lines(book, options.today)) for book in books)
    return CommandResult(text, tuple(dict.fromkeys(str(problem) for book in books for problem in book.problems)))


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
