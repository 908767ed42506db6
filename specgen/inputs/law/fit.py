"""Compare the law that a specification rests on with its answers and with the day: what does not fit, what is old.

A guideline for older people says nothing for a service from 18 on, and rules of 2025 do not govern a contract that was
put to the market in 2024. Which answers an entry fits stands in the files of law, under `applies_to`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from specgen.formats.yamlfile.yaml_file import Answers, Steps
from specgen.inputs.law.entry import Condition, Entry, LawBook
from specgen.inputs.law.listed import ListedLaw
from specgen.inputs.law.named import laws_in, unknown_laws_in
from specgen.problems import Problem

__all__ = ["law_misfits", "law_problems"]

HEALTH_SERVICES: Final = ("contract", "procurement", "health_services")


def law_problems(answers: Answers, book: LawBook, today: date) -> Iterator[Problem]:
    """Yield a warning for each law that the answers name or need and that does not fit them, and one if law is old."""
    yield from book.problems
    found = dict.fromkeys(_misfits(answers, book))
    joint = () if any(path == HEALTH_SERVICES for path, *_ in found) else _joint(answers.values, book)
    for path, message, remedy, rule in (*found, *joint, *_old(book, today)):
        yield replace(answers.problem(path, message, remedy, rule), level="warning")


def law_misfits(listed: Iterable[ListedLaw], answers: Answers) -> Iterator[Problem]:
    """Yield a warning for each law that a draft names and that does not fit its answers."""
    for one in listed:
        if one.misfit is not None:
            path, message, remedy, rule = _misfit(one.law, one.misfit, answers.values)
            yield replace(answers.problem(path, message, remedy, rule), level="warning")


Found = tuple[Steps, str, str, str]  # path, what is wrong, what would be right, rule


def _misfits(answers: Answers, book: LawBook) -> Iterator[Found]:
    for path, text in _texts(answers.values, ()):
        for named in laws_in(text, book.laws):
            if named.law is not None and (condition := named.law.misfit(answers.values)):
                _, message, remedy, rule = _misfit(named.law, condition, answers.values)
                yield path, message, remedy, rule
        for named in unknown_laws_in(text, book.laws):
            message = f"names {named.words}, which is in no file of law, so that the law schedule cannot list it"
            yield path, message, f"add it under laws in law/{book.country}.yaml of the council's folder", "law-unknown"
    for entry in (*book.laws.values(), *book.statements.values()):
        condition = entry.misfit(answers.values)
        if condition and entry.printed_if and entry.otherwise is None and entry.is_printed_by(answers.values):
            yield _misfit(entry, condition, answers.values)


def _misfit(entry: Entry, condition: Condition, answers: Mapping[str, object]) -> Found:
    answer = ".".join(condition.answer)
    value = condition.value(answers)
    shown = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    name = entry.text.removeprefix("the ") or entry.title
    message = f"rests on {name}: {condition.because}, and {answer} is {shown}"
    return condition.answer, message, "change the answer, or what rests on it", "law-fit"


def _joint(answers: Mapping[str, object], book: LawBook) -> Iterator[Found]:
    """Yield a contract that a health body buys too and that says it buys no health services."""
    health_body = book.statements.get("health_body")
    if health_body is None or _value(answers, HEALTH_SERVICES) is not False:
        return
    rows = _value(answers, ("introduction", "commissioners"))
    for row in rows if isinstance(rows, Sequence) else ():
        name = str(row.get("name", "")) if isinstance(row, Mapping) else ""
        if health_body.text in name:
            message = f"says that the contract buys no health services, and {name} is one of those who buy"
            remedy = "write yes, or let the contract's lawyers say which rules of procurement apply"
            yield HEALTH_SERVICES, message, remedy, "law-fit"
            return


def _old(book: LawBook, today: date) -> Iterator[Found]:
    old = [entry for entry in book.entries() if entry.state(today) == "old" and entry.check is not None]
    if old:
        first = min(entry.check.on for entry in old if entry.check is not None)
        count = "1 entry of law was" if len(old) == 1 else f"{len(old)} entries of law were"
        message = f"{count} compared with the source more than six months ago, the first on {first.isoformat()}"
        remedy = f"see them with: specgen law due --jurisdiction {book.country}"
        yield ("document", "jurisdiction"), message, remedy, "law-old-check"


def _texts(value: object, path: Steps) -> Iterator[tuple[Steps, str]]:
    if isinstance(value, str):
        yield path, str(value)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, Sequence):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*path, number))


def _value(answers: Mapping[str, object], path: Sequence[str]) -> object:
    found: object = answers
    for step in path:
        found = found.get(step) if isinstance(found, Mapping) else None
    return found
