"""Show a template the law: its statements by name, and the laws of the draft with the day on which each was checked.

A law that nobody has compared with its source is an open point: it is highlighted, counted and listed, until a council
confirms it or decides to go without.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from markupsafe import escape

from specgen.context.values import BREAK_OUT, Ledger, Names, OpenPoint, QuestionPath, key_of
from specgen.inputs.law.entry import Entry, LawBook
from specgen.inputs.law.listed import ListedLaw
from specgen.inputs.models.model import Question, Section

__all__ = ["Law", "law_points"]

TO_BE_CHECKED: Final = "[to be checked]"
STATES: Final = {"unchecked": "not compared with its source yet", "old": "compared with its source too long ago"}


class Law(Names):
    """`law` in a template: its statements by name, `as_at`, the `table` of the draft's laws, and those `unverified`."""

    __slots__ = ()

    def __init__(
        self,
        book: LawBook,
        answers: Mapping[str, object],
        listed: Iterable[ListedLaw] = (),
        points: Mapping[str, OpenPoint] | None = None,
    ) -> None:
        listed = tuple(listed)
        statements = {id: _words(entry, answers) for id, entry in book.statements.items()}
        days = [one.checked_on for one in listed if one.state == "checked" and one.checked_on is not None]
        super().__init__(
            {
                **statements,
                "as_at": book.as_at,
                "table": [_row(one, points or {}) for one in listed],
                "unverified": [
                    Names({"text": one.law.title, "source": one.law.cites[0].url})
                    for one in listed
                    if one.state != "checked"
                ],
                "checked_from": min(days) if days else "",
            }
        )


def law_points(listed: Iterable[ListedLaw], sections: Iterable[Section], ledger: Ledger) -> dict[str, OpenPoint]:
    """Return an open point for each law that somebody has to check, by the name of the law."""
    section = next((one for one in sections if one.id == "law"), None)
    if section is None:
        return {}
    return {one.law.id: _point(one, section, ledger) for one in listed if one.to_be_checked}


class LawPoint(OpenPoint):
    """The check of a law that is still to be made."""

    __slots__ = ()

    def __html__(self) -> str:
        self._place.ledger.points.setdefault(key_of(self), self)
        return BREAK_OUT % f'<sg:point key="{escape(key_of(self))}" text="{TO_BE_CHECKED}" cell="{TO_BE_CHECKED}"/>'


def _point(one: ListedLaw, section: Section, ledger: Ledger) -> LawPoint:
    commands = " and ".join(f"specgen law confirm {id}" for id in one.to_be_checked)
    question = Question(
        name=one.law.id,
        title=f"Check of the {one.law.title}" if one.law.title[0].isupper() else f"Check of {one.law.title}",
        description=f"Is what this draft says of it right? It was {STATES.get(one.state, 'not checked')}.",
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
    return LawPoint(question, QuestionPath(section, ("law", one.law.id), ledger))


def _words(entry: Entry, answers: Mapping[str, object]) -> str:
    if entry.otherwise is not None and entry.misfit(answers) is not None:
        return entry.otherwise
    return entry.text


def _row(one: ListedLaw, points: Mapping[str, OpenPoint]) -> Names:
    cite = one.law.cites[0]
    return Names(
        {
            "name": cite.title,
            "number": cite.number,
            "provision": "; ".join(one.provisions),
            "what_for": one.law.about,
            "verified": one.state == "checked",
            "checked": _checked(one, points),
        }
    )


def _checked(one: ListedLaw, points: Mapping[str, OpenPoint]) -> OpenPoint | date | str:
    """Return the day of the check, the open point for it, or who has decided to go without."""
    if one.state == "waived":
        waiver = next(entry.waiver for entry in one.entries if entry.waiver is not None)
        return f"Not checked: {waiver.by}, {waiver.on.day} {waiver.on:%B %Y}"
    return points.get(one.law.id) or one.checked_on or "Not checked"
