"""Hold one answer as a form shows it: the text of its fields, made from the file and turned into a value of the file.

Two entries are equal if a person would call them the same: line ends of the browser and spaces at the ends do not
count, and 5/4/2027 is 5 April 2027. So what nobody has changed is never written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final, Protocol

from specgen.context.filters import date_words
from specgen.edit.form.field_names import BY, MAIN, OTHER, WORDS, field_name
from specgen.formats.yamlfile.plain_scalar import scalar
from specgen.formats.yamlfile.yaml_file import ValuePath, YamlFile
from specgen.inputs.models.section import Question
from specgen.inputs.written_values.days import day_in
from specgen.inputs.written_values.numbers import WrittenNumber, number_in
from specgen.inputs.written_values.times_of_day import time_in

__all__ = [
    "AWAITED",
    "OWN",
    "OWN_WORDS",
    "WRITTEN",
    "Entry",
    "FormData",
    "entry_from_json",
    "entry_in_form",
    "entry_of",
    "value_of_entry",
]

POUNDS: Final = "pounds"
OWN_WORDS: Final = "*other"  # of a choice: no code starts with an asterisk

# The answers that may stand in the fields of one question.
WRITTEN: Final = "main"  # in its main field: a choice, a number, a text
OWN: Final = "own"  # in own words
AWAITED: Final = "await"  # there is none yet


class FormData(Protocol):
    """What a browser sent: the fields of a form, some of them several times."""

    def get(self, key: str, default: str) -> str: ...

    def getlist(self, key: str) -> list[str]: ...

    def __contains__(self, key: object) -> bool: ...

    def __iter__(self) -> Iterator[str]: ...


@dataclass(frozen=True)
class Entry:
    """`items` are the texts or codes of a list; the others are one text each, empty if nothing stands there."""

    text: str = ""
    items: tuple[str, ...] = ()
    other: str = ""
    awaited: str = ""
    by: str = ""

    @property
    def is_blank(self) -> bool:
        return self == Entry()

    @property
    def words(self) -> str:
        """The answer as one text, to show it beside another."""
        awaited = f"not known yet: {self.awaited}" + (f", by {self.by}" if self.by else "") if self.awaited else ""
        return "\n".join(part for part in (self.text, *self.items, self.other, awaited) if part)

    @property
    def is_answer(self) -> bool:
        return bool(self.text or self.items or self.other)

    @cached_property
    def answers(self) -> Mapping[str, Entry]:
        """Each answer that stands here, alone. A file holds one; in a form, several may have been typed."""
        answers = {
            WRITTEN: Entry(text=self.text, items=self.items),
            OWN: Entry(other=self.other),
            AWAITED: Entry(awaited=self.awaited, by=self.by),
        }
        return {name: answer for name, answer in answers.items() if not answer.is_blank}

    def to_json(self) -> str:
        return json.dumps({name: value for name, value in asdict(self).items() if value}, ensure_ascii=False)


def entry_from_json(text: str) -> Entry:
    """Return the entry that `to_json` wrote into a page; an empty one for any other text."""
    try:
        parts = json.loads(text)
    except ValueError:
        return Entry()
    if not isinstance(parts, dict):
        return Entry()
    items = parts.get("items")
    texts = {name: parts[name] for name in ("text", "other", "awaited", "by") if isinstance(parts.get(name), str)}
    return Entry(items=tuple(map(str, items)) if isinstance(items, list) else (), **texts)


def entry_of(yaml: YamlFile, path: ValuePath, value: object, question: Question) -> Entry:
    """Return what the fields of an answer show; blank for what no field can show."""
    if isinstance(value, Mapping):
        if "awaited" in value:
            return Entry(awaited=_line(value.get("awaited")), by=_day(_written(yaml, (*path, "by"), value.get("by"))))
        return Entry(other=_line(value.get("other")))
    if question.kind == "list":
        items = value if isinstance(value, list) else [] if value is None else [value]
        texts = (_line(_written(yaml, (*path, number), item)) for number, item in enumerate(items))
        return Entry(items=tuple(text for text in texts if text))
    if value is None or isinstance(value, list) or question.kind in ("group", "rows"):
        return Entry()
    return Entry(text=_shown(str(_written(yaml, path, value)), question))


def entry_in_form(form: FormData, path: ValuePath, question: Question, was: Entry) -> Entry:
    """Return what stands in the fields of an answer, which held another entry when the page was made."""
    text, other = form.get(field_name(MAIN, path), ""), _line(form.get(field_name(OTHER, path), ""))
    awaited, by = _line(form.get(field_name(WORDS, path), "")), form.get(field_name(BY, path), "")
    items: tuple[str, ...] = ()
    if question.kind == "list":
        lines = [line for sent in form.getlist(field_name(MAIN, path)) for line in sent.splitlines()]
        items, text = tuple(line for line in map(_line, lines) if line), ""
        if question.choices or question.refers_to:  # boxes have the order of the page, and the file may have its own
            kept = tuple(item for item in was.items if item in items)
            items = (*kept, *(item for item in items if item not in kept))
    elif question.kind in ("group", "rows") or text == OWN_WORDS:
        text = ""
    return Entry(_shown(text, question), items, other, awaited, _day(by) if awaited else "")


def value_of_entry(entry: Entry, question: Question) -> object:
    """Return what a file of answers says for an entry."""
    if entry.awaited:
        day = day_in(entry.by)
        until = {} if not entry.by else {"by": entry.by if day is None else day.isoformat()}
        return {"awaited": entry.awaited, **until}
    if entry.other:
        return {"other": entry.other}
    if question.kind == "list":
        return list(entry.items)
    if question.kind == "yes_no" and entry.text in ("yes", "no"):
        return entry.text == "yes"
    if question.kind in ("integer", "number"):
        meant = _number_in(entry.text, question)
        number = scalar(entry.text if meant is None else meant.digits)
        return number if isinstance(number, int | Decimal) and not isinstance(number, bool) else entry.text
    if question.kind == "date" and (day := day_in(entry.text)):
        return day.isoformat()
    return entry.text


def _shown(text: str, question: Question) -> str:
    """Return a text in the one form in which a field of its kind shows it."""
    if question.kind == "prose":
        return "\n".join(line.rstrip() for line in text.strip().splitlines())
    line = _line(text)
    if question.kind == "date":
        return _day(line)
    if question.kind == "time":
        return time_in(line) or line
    if question.kind in ("integer", "number"):
        return line if _is_share(line, question) else _number(line, question)
    if question.kind == "yes_no":
        return {"true": "yes", "false": "no"}.get(line.lower(), line.lower())
    return line


def _number(line: str, question: Question) -> str:
    """Return a number as it is shown: £14,500,000, and 90 for 90 minutes; what is none stays as it is."""
    number = _number_in(line, question)
    if number is None:
        return line
    return f"£{number.number:,f}" if question.unit.startswith(POUNDS) and number.number >= 0 else number.digits


def _number_in(line: str, question: Question) -> WrittenNumber | None:
    """Return the number of £1,200, £14.5m or 90 minutes; None for a text that is no number of the unit."""
    meant = number_in(line, question.unit_asked)
    return meant if meant is not None and meant.has_its_unit else None


def _is_share(text: str, question: Question) -> bool:
    return "%" in text and bool(question.schema.get("share_of"))


def _day(text: object) -> str:
    line = _line(text)
    day = day_in(line)
    return line if day is None else date_words(day)


def _line(text: object) -> str:
    return "" if text is None else " ".join(str(text).split())


def _written(yaml: YamlFile, path: ValuePath, value: object) -> object:
    """Return how the file writes a value: 07:00 and 1.50, whatever they are read as."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ""
    return yaml.texts.get(path, "yes" if value is True else "no" if value is False else value)
