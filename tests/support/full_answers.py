"""Answer every question of a model at once, and change one answer at a time: answers by construction, not by chance.

Each text, date and number is one of a kind within its section, so that it can be looked for in what is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy, deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any, Final

from specgen.context.filters import date_words, number_words
from specgen.inputs.models.model import Model, Question
from specgen.problems import path_text

__all__ = ["Change", "Given", "Steps", "answers_given", "changed", "changes", "full_answers"]

Steps = tuple[str | int, ...]
FIRST_DAY: Final = date(2031, 1, 10)
LARGEST: Final = 10**6
ODD_FIGURES: Final = (*range(17, 100), *range(101, 1000, 7))  # not those that the wording itself has

# What answers of one row each, or figures of one's own choice, cannot say without contradicting each other.
FITTING: Final[Mapping[str, Any]] = {
    "outcomes.personal.scale.labels": ["zqalabelzq", "zqblabelzq"],
    "outcomes.personal.scale.lowest": 0,  # 1 is what a scale starts with that says nothing
    "contract.extension_months": 18,
    "contract.extension_periods.0.months": 18,
    "payment.elements.0.percent": Decimal(100),
    "payment.elements.0.basis": "personal_outcomes",
    "payment.elements.0.when": "quarterly",
    "payment.elements.0.rate.per": "achievement",
    "population.areas.0.price_percent": Decimal(100),
    "failure.service.0.days": 103,
    "payment.elements.0.scale": [
        {"from": Decimal(0), "to": Decimal(53), "pay": Decimal(19)},
        {"from": Decimal(53), "pay": Decimal(97)},
    ],
    "gain_sharing.provider_percent": Decimal(41),
    "gain_sharing.commissioner_percent": Decimal(36),
    "gain_sharing.reinvestment.percent": Decimal(23),
    "gain_sharing.duration_weeks": 211,
    "gain_sharing.taper.0.from_week": 173,
    "gain_sharing.taper.0.provider_percent": Decimal(29),
    "gain_sharing.example.hours_before": Decimal("31.5"),
    "gain_sharing.example.hours_after": Decimal("12.5"),
    "causal_pathways.0.provider_percent": Decimal(41),
    "causal_pathways.0.other_percent": Decimal(36),
    "causal_pathways.0.agencies.0.percent": Decimal(23),
}


@dataclass(frozen=True)
class Given:
    """One answer: where it stands, its question, and what it prints: nothing certain, for a code."""

    path: Steps
    question: Question
    words: tuple[str, ...]


def full_answers(model: Model, areas: Sequence[str]) -> dict[str, Any]:
    """Return an answer to each question of a model; `areas` are two of the outcome framework."""
    ids = {"framework.areas": areas[0], **_ids(model)}
    numbers = count(1)
    values: dict[str, Any] = {"model": model.id}
    for section in model.sections:
        if section.at:
            group = values
            for step in section.at[:-1]:
                group = group.setdefault(step, {})
            group[section.at[-1]] = _answer(section.question, _Choosing(ids, numbers))
    for name, value in FITTING.items():
        steps = [int(step) if step.isdigit() else step for step in name.split(".")]
        if steps[0] in values:
            _group_around(values, steps)[steps[-1]] = deepcopy(value)
    values["outcomes"]["not_covered"][0]["area"] = areas[1]
    values["document"]["jurisdiction"] = "wales"  # whose law asks more
    return values


@dataclass
class _Choosing:
    """What the answers of one section are chosen from."""

    ids: Mapping[str, str]
    numbers: Iterator[int]
    figures: set[int] = field(default_factory=set)

    def figure(self, low: int, high: int) -> int:
        free = (figure for figure in ODD_FIGURES if low <= figure <= high and figure not in self.figures)
        figure = next(free, high)
        self.figures.add(figure)
        return figure


def _answer(question: Question, choosing: _Choosing) -> Any:
    kind = question.kind
    if kind == "group":
        return {child.name: _answer(child, choosing) for child in question.questions}
    if kind == "rows":
        return [_answer(question.single, choosing)]
    if question.refers_to:
        id = choosing.ids[question.refers_to]
        return [id] if kind == "list" else id
    if question.choices:
        return deepcopy(question.examples[0])
    if kind == "list":
        return [_word(choosing)]
    if kind == "yes_no" or "pattern" in question.schema:
        return question.examples[0]
    if kind in ("text", "prose"):
        return _word(choosing)
    if kind == "date":
        number = next(choosing.numbers)  # two figures for each day, so that none is the end of another
        return FIRST_DAY.replace(year=FIRST_DAY.year + number // 20) + timedelta(days=number % 20)
    if kind == "time":
        number = next(choosing.numbers)
        return f"{number // 60 % 24:02}:{number % 60:02}"
    figure = choosing.figure(int(_limit(question, "minimum", 0)), int(_limit(question, "maximum", LARGEST)))
    return figure if kind == "integer" else Decimal(figure)


def _word(choosing: _Choosing) -> str:
    return f"zq{''.join(chr(ord('a') + int(digit)) for digit in str(next(choosing.numbers)))}zq"


def _limit(question: Question, name: str, otherwise: int) -> Any:
    return question.schema.get(name, otherwise)


def _ids(model: Model) -> dict[str, str]:
    """Return an id for each list of rows that other rows may name."""
    return {
        ".".join(path): str(question.by_name["id"].examples[0])
        for section in model.sections
        if section.at
        for path, question in _questions(section.question, section.at)
        if question.kind == "rows" and "id" in question.by_name
    }


def _questions(question: Question, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Question]]:
    yield path, question
    if question.kind == "group":
        for child in question.questions:
            yield from _questions(child, (*path, child.name))


def answers_given(value: Any, question: Question, path: Steps) -> Iterator[Given]:
    """Yield each single answer, list items one by one."""
    if isinstance(value, Mapping):
        for child in question.questions:
            if child.name in value:
                yield from answers_given(value[child.name], child, (*path, child.name))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from answers_given(part, question.single, (*path, index))
    else:
        yield Given(path, question, _words(value, question))


def _words(value: object, question: Question) -> tuple[str, ...]:
    if question.choices or isinstance(value, bool):
        return ()
    if isinstance(value, date):
        return (date_words(value),)
    if isinstance(value, int | Decimal):
        return (number_words(value), f"{value:,.2f}")
    return (str(value),)


@dataclass(frozen=True)
class Change:
    """Another value for one answer; None takes it out."""

    path: Steps
    question: Question
    value: Any

    def __str__(self) -> str:
        return f"{path_text(self.path)}: {'no answer' if self.value is None else self.value}"

    @property
    def is_switch(self) -> bool:
        """Whether the answer decides what else is printed, as far as its question shows."""
        question = self.question
        return bool(question.choices) or question.kind == "yes_no" or question.need == "optional"


def changes(value: Any, question: Question, path: Steps) -> Iterator[Change]:
    """Yield every other value that each answer may have, and none."""
    if question.name not in ("id", "jurisdiction"):
        yield Change(path, question, None)
    if question.kind in ("group", "rows"):
        groups = [(path, value)] if question.kind == "group" else [((*path, i), row) for i, row in enumerate(value)]
        for at, group in groups:
            for child in question.questions:
                if child.name in group:
                    yield from changes(group[child.name], child, (*at, child.name))
    elif question.kind == "yes_no":
        yield Change(path, question, not value)
    elif question.choices:
        codes = [code if question.kind == "choice" else [code] for code, _ in question.choices]
        yield from (Change(path, question, code) for code in codes if code != value)


def changed(values: Mapping[str, Any], *all_changes: Change) -> dict[str, Any] | None:
    """Return the answers with some changes; None if one of them takes away what another one changes."""
    result: dict[str, Any] = dict(values)
    for change in sorted(all_changes, key=lambda change: len(change.path)):
        group: Any = result
        for step in change.path[:-1]:  # only what is changed is copied
            if not (step in group if isinstance(group, dict) else isinstance(group, list)):
                return None
            group[step] = inner = copy(group[step])
            group = inner
        if change.path[-1] not in group:
            return None
        if change.value is None:
            del group[change.path[-1]]
        else:
            group[change.path[-1]] = change.value
    return result


def _group_around(values: Any, path: Sequence[str | int]) -> Any:
    for step in path[:-1]:
        values = values[step]
    return values
