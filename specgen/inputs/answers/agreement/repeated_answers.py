"""Take out what somebody has written twice and a document would print twice, and say where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from specgen.formats.yamlfile.lookup import group_at, number_at
from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.inputs.answers.agreement.totals import Faults
from specgen.inputs.models.section import Question
from specgen.problems import Fault, quoted_value
from specgen.system.lazy_pattern import lazy_pattern

__all__ = ["without_repeats"]

RULE: Final = "duplicate"
NUMBERED: Final = lazy_pattern(r"\s*(\d{1,2})\s*(?:[-–—:.)=]\s*|\s+)(?=\S)")


def without_repeats(values: Mapping[str, object], question: Question) -> Faults:
    """Take the second of two same items out of each list, and yield what is repeated: two rows about one thing are an
    error, for nobody knows which of them is meant.
    """
    yield from _repeats(values, question, ())
    yield from _numbered_labels(values)


def _repeats(value: object, question: Question, path: ValuePath) -> Faults:
    if isinstance(value, Mapping):
        for child in question.questions:
            yield from _repeats(value.get(child.name), child, (*path, child.name))
    elif isinstance(value, list) and question.kind == "rows":
        yield from _rows_about_one_thing(value, question, path)
        yield from _same_rows(value, question, path)
        for number, row in enumerate(value):
            yield from _repeats(row, question.single, (*path, number))
    elif isinstance(value, list) and not question.schema.get("uniqueItems"):
        repeats = list(_later_ones([_key(item) for item in value]))
        for number, first in repeats:
            message = f"{quoted_value(value[number])} is item {first + 1} of this list already, and is printed once"
            yield (*path, number), Fault(message, "take it out", RULE, "warning")
        for number, _ in reversed(repeats):
            del value[number]


def _rows_about_one_thing(rows: Sequence[object], question: Question, path: ValuePath) -> Faults:
    """Two rows with the same answer to a question that each row answers in its own way (`unique: true`)."""
    for column in question.questions:
        if column.schema.get("unique"):
            answers = [_key(row.get(column.name)) if isinstance(row, Mapping) else None for row in rows]
            for number, first in _later_ones(answers):
                row = rows[number]
                same = quoted_value(row.get(column.name)) if isinstance(row, Mapping) else ""
                fault = Fault(f"{same} has row {first + 1} already", "make one row of the two", RULE)
                yield (*path, number, column.name), fault


def _same_rows(rows: Sequence[object], question: Question, path: ValuePath) -> Faults:
    """Two rows that say the same, word for word; rows of numbers and choices alone may."""
    texts = [column.name for column in question.questions if column.kind in ("text", "prose") and not column.refers_to]
    if any(column.schema.get("unique") for column in question.questions):
        return
    wholes = [
        repr(sorted((name, answer) for name, answer in row.items() if name != "id"))
        if isinstance(row, Mapping) and any(name in row for name in texts if name != "id")
        else None
        for row in rows
    ]
    for number, first in _later_ones(wholes):
        message = f"says the same as row {first + 1}"
        yield (*path, number), Fault(message, "take one of the two out, or say how they differ", RULE, "warning")


def _later_ones(keys: Sequence[object]) -> Iterator[tuple[int, int]]:
    """Yield the number of each key that has been there before, with the number of the first."""
    seen: dict[object, int] = {}
    for number, key in enumerate(keys):
        if key is not None and key in seen:
            yield number, seen[key]
        elif key is not None:
            seen[key] = number


def _key(item: object) -> object:
    return " ".join(item.split()).casefold() if isinstance(item, str) else item


def _numbered_labels(values: Mapping[str, object]) -> Faults:
    """The numbers of a rating are printed before what it means: `1 – not started`, and not `1 – 1 - not started`."""
    scale = group_at(group_at(group_at(values, "outcomes"), "personal"), "scale")
    labels, lowest = scale.get("labels"), number_at(scale, "lowest")
    if not isinstance(labels, list):
        return
    numbers = [NUMBERED.match(str(label)) for label in labels]
    first = 1 if lowest is None else int(lowest)
    if all(found and int(found[1]) == first + index for index, found in enumerate(numbers)):
        path: ValuePath = ("outcomes", "personal", "scale", "labels")
        message = "begin with the numbers of the ratings, which the document prints before them, and are printed once"
        yield path, Fault(message, "write what each rating means, without its number", RULE, "warning")
        labels[:] = [str(label)[found.end() :] for label, found in zip(labels, numbers, strict=True) if found]
