"""Read a file of answers and the models plainly: what was answered and what was left open.

Nothing of specgen is used: every scalar is text, as PyYAML's BaseLoader gives it, and a question is the mapping that
its section file holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.judges.policy import ROOT

MODELS = ROOT / "models"
SAMPLES = tuple(sorted((ROOT / "sample_inputs").glob("*.yaml")))

Question = Mapping[str, Any]
Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class Answer:
    path: Path_
    text: str
    question: Question

    @property
    def choices(self) -> dict[str, str]:
        return {str(one["const"]): str(one["title"]) for one in self.question.get("oneOf", ())}

    @property
    def kind(self) -> str:
        if " ".join(self.text.split()) in self.choices:  # else it has own words
            return "choice"
        kind = str(self.question["type"])
        return str(self.question.get("format", "text")) if kind == "string" else kind

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path))}: {self.text}"


@dataclass(frozen=True, order=True)
class Gap:
    """A question of the model without an answer, as the schedule of open points calls it."""

    section: str
    title: str
    path: str


def answers(sample: Path) -> Iterator[Answer]:
    """Every scalar of a file of answers, but for the name of its model."""
    found = plain(sample)
    for section in _sections():
        if "at" in section:
            at = tuple(section["at"].split("."))
            yield from _scalars(_at(found, at), section, at)


def gaps(sample: Path) -> Iterator[Gap]:
    """Every question that the sample's model needs and the sample does not answer."""
    found = plain(sample)
    for entry in _entries(str(found["model"])):
        section = plain(MODELS / "sections" / f"{entry['id']}.yaml")
        if "at" in section:
            at = tuple(section["at"].split("."))
            value, when = _at(found, at), entry.get("when", "always")
            switched_on = str(_at(found, tuple(when.split(".")))).lower() in ("yes", "true")
            if when == "always" or (value if when == "answered" else switched_on):
                yield from _missing(value, section, at, (), str(section["title"]))


def words_for(answer: Answer) -> tuple[str, ...]:
    """The forms in which a document may print an answer; each of them will do."""
    text = " ".join(answer.text.split())
    if answer.kind == "choice":
        return (answer.choices[text],)
    if answer.kind == "date":
        day = date.fromisoformat(text)
        return (f"{day.day} {day:%B} {day.year}",)
    if answer.kind in ("integer", "number"):
        number = f"{Decimal(text):,f}"
        plain_number = number.rstrip("0").rstrip(".") if "." in number else number
        return (plain_number, f"{Decimal(text):,.2f}") if answer.question["unit"] == "pounds" else (plain_number,)
    other_case = text[:1].swapcase() + text[1:]  # in the middle of a sentence or at its start
    return (text, other_case)


@cache
def plain(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return found


def _sections() -> Iterator[Question]:
    return map(plain, sorted((MODELS / "sections").glob("*.yaml")))


def _entries(model: str) -> tuple[dict[str, str], ...]:
    """The sections of a model with those of the model that it extends."""
    file = plain(MODELS / f"{model}.yaml")
    base = _entries(file["extends"]) if "extends" in file else ()
    own = tuple({"id": entry} if isinstance(entry, str) else entry for entry in file["sections"])
    merged = {entry["id"]: entry for entry in base}
    for entry in own:
        merged[entry["id"]] = {**merged.get(entry["id"], {}), **entry}
    return tuple(merged.values())


def _at(value: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _scalars(value: Any, question: Question, path: Path_) -> Iterator[Answer]:
    if isinstance(value, dict) and "properties" not in question:  # a choice that is answered in own words
        yield from _scalars(value.get("other"), question, path)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _scalars(inner, question["properties"][name], (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _scalars(inner, question["items"], (*path, number))
    elif value:
        yield Answer(path, value, question)


def _missing(value: Any, question: Question, path: tuple[str, ...], rows: tuple[str, ...], title: str) -> Iterator[Gap]:
    needed = question.get("need") != "optional"
    if question["type"] == "object":
        if value or needed:
            for name, inner in question["properties"].items():
                given = value.get(name) if isinstance(value, dict) else None
                yield from _missing(given, inner, (*path, name), rows, title)
    elif question["type"] == "array" and value and question["items"]["type"] == "object":
        for number, row in enumerate(value, 1):
            name = str(row.get("id", number))
            shown = name if "id" in row else _shown_name(row, question["items"]) or name
            yield from _missing(row, {**question["items"], "need": "first"}, (*path, name), (*rows, shown), title)
    elif not value and needed:
        of_rows = f" ({', '.join(rows)})" if rows else ""
        yield Gap(title, f"{question['title']}{of_rows}", ".".join(path))


def _shown_name(row: Mapping[str, Any], question: Question) -> str:
    """What a reader knows a row without an id by: its first text."""
    first = next((name for name, inner in question["properties"].items() if inner["type"] == "string"), "")
    return str(row.get(first) or "")


def parts_of_lists(titles: set[str]) -> set[str]:
    """The titles of what the rows of some lists ask: a list without rows is one open point, and prints one of each."""
    lists = (one for section in _sections() for one in _questions(section) if one["type"] == "array")
    return {part["title"] for one in lists if one["title"] in titles for part in _questions(one["items"])}


def _questions(question: Question) -> Iterator[Question]:
    inner = [*question.get("properties", {}).values(), *([question["items"]] if "items" in question else ())]
    for one in inner:
        if "title" in one:
            yield one
        yield from _questions(one)
