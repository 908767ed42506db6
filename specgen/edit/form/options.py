"""List what a question may be answered with: its choices, yes and no, or the rows that it points at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from specgen.edit.form.field_entry import Entry
from specgen.edit.workspace import Subject
from specgen.formats.yamlfile.lookup import rows_at, text_at
from specgen.inputs.council.defaults import with_defaults
from specgen.inputs.models.framework_codes import FRAMEWORK_AREAS, framework_codes
from specgen.inputs.models.section import Question

__all__ = ["TITLE_COLUMNS", "Option", "options_of"]

# The columns by which a person knows a row, before what it points at.
TITLE_COLUMNS: Final = ("name", "title", "statement", "priority", "role", "text", "term", "question")


@dataclass(frozen=True)
class Option:
    """A code to choose, and what it means in words."""

    code: str
    label: str


def options_of(question: Question, subject: Subject, shown: Entry) -> tuple[Option, ...]:
    """Return what a question may be answered with; empty for a question that is answered freely. What stands in the
    file is among them, whether it fits or not: else the page would lose it.
    """
    options = tuple(_options(question, subject))
    codes = {option.code for option in options}
    there = (*shown.items, *([shown.text] if shown.text else []))
    others = tuple(Option(code, f"{code} (not one of these)") for code in there if code not in codes)
    return (*options, *others) if options else ()


def _options(question: Question, subject: Subject) -> Iterator[Option]:
    if question.kind == "yes_no":
        yield from (Option("yes", "Yes"), Option("no", "No"))
    elif question.choices:
        yield from (Option(code, label[:1].upper() + label[1:]) for code, label in question.choices)
    elif question.refers_to == FRAMEWORK_AREAS:
        values = subject.yaml.values
        chosen, country = text_at(values, "outcomes", "framework"), text_at(values, "document", "jurisdiction")
        codes = framework_codes(chosen, subject.council.model_folders, country)
        yield from (Option(code, f"{code}: {meaning}") for code, meaning in codes)
    elif question.refers_to:
        values = with_defaults(subject.yaml, subject.council)[0].values
        for row in rows_at(values, *question.refers_to.split(".")):
            if row.get("id"):
                yield Option(str(row["id"]), _label(row))


def _label(row: Mapping[str, object]) -> str:
    keys = (*(key for key in TITLE_COLUMNS if key in row), *(key for key in row if key != "id"))
    words = next((str(row[key]) for key in keys if isinstance(row[key], str)), "")
    return f"{row['id']}: {words}" if words else str(row["id"])
