"""Plan the form of a model: which questions stand in which table, and which lists of rows have a table for each row.

The same plan is used to write a form and to read one, so that both know the same places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from specgen.inputs.models.model import Model
from specgen.inputs.models.section import Question, Section

__all__ = ["FormField", "FormSection", "QuestionTable", "RowList", "lists_in", "plan_sections"]

MOST_COLUMNS: Final = 4  # of a list of rows in one table, on a page that stands
FURTHER: Final = "Further questions"  # over those that stand below a list or a group
WIDE: Final = 250  # characters: a text that may be longer does not fit in a narrow column


@dataclass(frozen=True)
class FormField:
    """One question with one field to answer it: `steps` lead to it from the row around it, or from the whole file."""

    key: str  # the dotted path of the answer, [] for the rows of a list
    steps: tuple[str, ...]
    title: str
    question: Question


@dataclass(frozen=True)
class QuestionTable:
    """Questions that are asked once, a table row for each."""

    title: str  # empty where the heading of the section stands right above it
    description: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True)
class RowList:
    """A list of rows: all in one table (a grid), or a table for each (a card), with the lists inside it below."""

    key: str
    steps: tuple[str, ...]
    title: str
    question: Question
    fields: tuple[FormField, ...]
    lists: tuple[RowList, ...]

    @property
    def is_grid(self) -> bool:
        return not self.lists and len(self.fields) <= MOST_COLUMNS and all(map(_is_narrow, self.fields))


@dataclass(frozen=True)
class FormSection:
    section: Section
    parts: tuple[QuestionTable | RowList, ...]


def plan_sections(model: Model) -> tuple[FormSection, ...]:
    """Return what the form of a model asks, section by section; sections without questions are left out."""
    return tuple(FormSection(one, tuple(_parts(one.question, one.at, ""))) for one in model.sections if one.at)


def lists_in(parts: Sequence[QuestionTable | RowList]) -> Iterator[RowList]:
    """Yield every list of rows, those inside others after them."""
    for part in parts:
        if isinstance(part, RowList):
            yield part
            yield from lists_in(part.lists)


def _parts(question: Question, at: tuple[str, ...], title: str) -> Iterator[QuestionTable | RowList]:
    if question.kind == "rows":
        yield _row_list(question, at, ".".join(at), question.title)
        return
    fields: list[FormField] = []
    named, description = title, question.description if title else ""
    for child in question.questions:
        path = (*at, child.name)
        if child.kind not in ("group", "rows"):
            fields.append(FormField(".".join(path), path, child.title, child))
            continue
        if fields:
            yield QuestionTable(named, description, tuple(fields))
            fields, description = [], ""
        named = f"{title}: {FURTHER.lower()}" if title else FURTHER
        yield from _parts(child, path, f"{title}: {child.title}" if title else child.title)
    if fields:
        yield QuestionTable(named, description, tuple(fields))


def _row_list(question: Question, steps: tuple[str, ...], key: str, title: str) -> RowList:
    fields, lists = list[FormField](), list[RowList]()
    _put_below(question, (), f"{key}[]", "", fields, lists)
    return RowList(key, steps, title, question, tuple(fields), tuple(lists))


def _put_below(
    question: Question,
    steps: tuple[str, ...],
    key: str,
    title: str,
    fields: list[FormField],
    lists: list[RowList],
) -> None:
    """Put the questions of a row into its fields, those of groups in it under the title of the group."""
    for child in question.questions:
        path, name = (*steps, child.name), f"{key}.{child.name}"
        called = f"{title}: {child.title}" if title else child.title
        if child.kind == "group":
            _put_below(child, path, name, called, fields, lists)
        elif child.kind == "rows":
            lists.append(_row_list(child, path, name, called))
        else:
            fields.append(FormField(name, path, called, child))


def _is_narrow(field: FormField) -> bool:
    question = field.question
    most = question.schema.get("maxLength", 0)
    is_long = question.kind == "text" and isinstance(most, int) and most > WIDE
    return not is_long and question.kind != "prose" and not (question.kind == "list" and question.choices)
