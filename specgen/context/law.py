"""Show a template the law: its statements by name, and the laws of the draft with the day on which each was checked.

A law that nobody has compared with its source is an open point: it is highlighted, counted and listed, until a council
confirms it or decides to go without.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from markupsafe import escape

from specgen.context.render_log import Printed, PrintedRows, RenderLog
from specgen.context.values import BREAK_OUT, OpenPoint, QuestionPath, Record, key_of
from specgen.inputs.law.entry import Entry, LawBook
from specgen.inputs.law.listed import ListedLaw
from specgen.inputs.models.model import Question, Section

__all__ = ["Law", "law_point"]

TO_BE_CHECKED: Final = "[to be checked]"
STATES: Final = {"unchecked": "not compared with its source yet", "old": "compared with its source too long ago"}


class Law(Record):
    """`law` in a template: its statements by name, `as_at`, and of the laws that the draft lists its `table`, those
    `unverified` and, in `checked_from`, the day of the oldest check.
    """

    __slots__ = ("_log",)

    def __init__(
        self, book: LawBook, answers: Mapping[str, object], log: RenderLog, section: Section | None = None
    ) -> None:
        statements = {id: _words(entry, answers) for id, entry in book.statements.items()}
        table = PrintedRows(log, lambda printed: [_row(one, law_point(one, section, log)) for one in printed.laws])
        unverified = PrintedRows(log, _unverified)
        super().__init__(
            {**statements, "as_at": book.as_at, "table": table, "unverified": unverified, "checked_from": ""}
        )
        self._log = log

    def __getitem__(self, step: str) -> object:
        return _checked_from(self._log.printed) if step == "checked_from" else super().__getitem__(step)


class LawPoint(OpenPoint):
    """The check of a law that is still to be made."""

    __slots__ = ()

    def __html__(self) -> str:
        return BREAK_OUT % f'<sg:point key="{escape(key_of(self))}" text="{TO_BE_CHECKED}" cell="{TO_BE_CHECKED}"/>'


def law_point(listed: ListedLaw, section: Section | None, log: RenderLog) -> OpenPoint | None:
    """Return the open point of a law that somebody has to check; `section` is the one that lists the law."""
    if section is None or not listed.to_be_checked:
        return None
    commands = " and ".join(f"specgen law confirm {id}" for id in listed.to_be_checked)
    question = Question(
        name=listed.law.id,
        title=f"Check of the {listed.law.title}",
        description=f"Is what this draft says of it right? It was {STATES.get(listed.state, 'not checked')}.",
        reason=f"A contract may name only law that somebody has looked at. To confirm it: {commands}.",
        source="",
        need="model",
        kind="text",
        unit="",
        choices=(),
        refers_to="",
        examples=(),
        questions=(),
    )
    return LawPoint(question, QuestionPath(section, ("law", listed.law.id), log))


def _words(entry: Entry, answers: Mapping[str, object]) -> str:
    if entry.otherwise is not None and entry.misfit(answers) is not None:
        return entry.otherwise
    return entry.text


def _row(listed: ListedLaw, point: OpenPoint | None) -> Record:
    cite = listed.law.cites[0]
    return Record(
        {
            "name": cite.title,
            "number": cite.number,
            "provision": "; ".join(listed.provisions),
            "what_for": listed.law.about,
            "verified": listed.state == "checked",
            "checked": point or _checked(listed),
        }
    )


def _checked(listed: ListedLaw) -> date | str:
    """Return the day of the check, or who has decided to go without."""
    if listed.state == "checked" and listed.checked_on is not None:
        return listed.checked_on
    waiver = next((entry.waiver for entry in listed.entries if entry.waiver is not None), None)
    return f"Not checked: {waiver.by}, {waiver.on.day} {waiver.on:%B %Y}" if waiver is not None else "Not checked"


def _unverified(printed: Printed) -> list[Record]:
    return [
        Record({"text": one.law.title, "source": one.law.cites[0].url})
        for one in printed.laws
        if one.state != "checked"
    ]


def _checked_from(printed: Printed) -> date | str:
    days = [one.checked_on for one in printed.laws if one.state == "checked" and one.checked_on is not None]
    return min(days) if days else ""
