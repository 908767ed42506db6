"""Compare the law that a specification rests on with its answers and with the day: what does not fit, what is old.

A guideline for older people says nothing for a service from 18 on, and rules of 2025 do not govern a contract that was
put to the market in 2024. Which answers an entry fits stands in the files of law, under `applies_to`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from specgen.formats.yamlfile.lookup import placed_texts, rows_at, text_at, value_at
from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.inputs.answers.answers import Answers
from specgen.inputs.law.entry import Condition, Entry, LawBook
from specgen.inputs.law.listed import ListedLaw
from specgen.inputs.law.named import law_names, laws_in, unknown_laws_in
from specgen.problems import Problem, path_text

__all__ = ["law_misfits", "law_problems"]

BEGAN: Final = ("contract", "procurement", "began_on")
REGIME: Final = ("contract", "procurement", "regime")
HEALTH_SERVICES: Final = ("contract", "procurement", "health_services")

Listed = Callable[[str, str], bool]  # whether something else tells of this law in this country


def law_problems(answers: Answers, book: LawBook, today: date, is_listed: Listed | None = None) -> Iterator[Problem]:
    """Yield a warning for each law that the answers name or need and that does not fit them, and one if law is old.

    Of a law that `is_listed` as replaced, or as one of the other country, nobody is told to add it to the files of law.
    """
    yield from book.problems
    misfits = dict.fromkeys(_misfits(answers, book, is_listed))
    yield from misfits
    if not any(problem.place.path == path_text(HEALTH_SERVICES) for problem in misfits):
        yield from _joint(answers, book)
    yield from _old(answers, book, today)


def law_misfits(listed: Iterable[ListedLaw], answers: Answers) -> Iterator[Problem]:
    """Yield a warning for each law that a draft names and that does not fit its answers."""
    for one in listed:
        if one.misfit is not None:
            yield _misfit(one.law, one.misfit, answers)


def _misfits(answers: Answers, book: LawBook, is_listed: Listed | None) -> Iterator[Problem]:
    names = law_names(book.laws)
    for path, text in placed_texts(answers.values):
        for named in laws_in(text, names):
            if named.law is not None and (condition := named.law.misfit(answers.values)):
                yield _misfit(named.law, condition, answers, path)
        for named in unknown_laws_in(text, names):
            if is_listed is not None and is_listed(named.words, book.country):
                continue
            message = f"names {named.words}, which is in no file of law, so that the law schedule cannot list it"
            remedy = f"add it under laws in law/{book.country}.yaml of the council's folder"
            yield answers.yaml.problem_at(path, message, remedy, "law-unknown", level="warning")
    for entry in (*book.laws.values(), *book.statements.values()):
        condition = entry.misfit(answers.values)
        if condition and condition.answer == BEGAN and any(one.answer == REGIME for one in entry.printed_if):
            continue  # the rule on the day of a procurement says which rules it is under
        if condition and entry.printed_if and entry.otherwise is None and entry.is_printed_by(answers.values):
            yield _misfit(entry, condition, answers)


def _misfit(entry: Entry, condition: Condition, answers: Answers, path: ValuePath = ()) -> Problem:
    """Return the problem at `path`, or at the answer that the law does not fit."""
    value = condition.value(answers.values)
    shown = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    name = entry.text.removeprefix("the ") or entry.title
    message = f"rests on {name}: {condition.because}, and {path_text(condition.answer)} is {shown}"
    remedy = "change the answer, or what rests on it"
    return answers.yaml.problem_at(path or condition.answer, message, remedy, "law-fit", level="warning")


def _joint(answers: Answers, book: LawBook) -> Iterator[Problem]:
    """Yield a contract that a health body buys too and that says it buys no health services."""
    health_body = book.statements.get("health_body")
    if health_body is None or value_at(answers.values, *HEALTH_SERVICES) is not False:
        return
    for row in rows_at(answers.values, "introduction", "commissioners"):
        name = text_at(row, "name")
        if health_body.text in name:
            message = f"says that the contract buys no health services, and {name} is one of those who buy"
            remedy = "write yes, or let the contract's lawyers say which rules of procurement apply"
            yield answers.yaml.problem_at(HEALTH_SERVICES, message, remedy, "law-fit", level="warning")
            return


def _old(answers: Answers, book: LawBook, today: date) -> Iterator[Problem]:
    old = [entry for entry in book.entries() if entry.state(today) == "old" and entry.check is not None]
    if old:
        first = min(entry.check.on for entry in old if entry.check is not None)
        count = "1 entry of law was" if len(old) == 1 else f"{len(old)} entries of law were"
        message = f"{count} compared with the source more than six months ago, the first on {first.isoformat()}"
        remedy = f"see them with: specgen law due --jurisdiction {book.country}"
        yield answers.yaml.problem_at(("document", "jurisdiction"), message, remedy, "law-old-check", level="warning")
