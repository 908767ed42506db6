"""Say how a field is drawn: the parameters of the form macros for its label, hint, error and answer."""

from __future__ import annotations

from typing import Final

from flask import request, url_for
from markupsafe import Markup

from specgen.edit.assessment import Note
from specgen.edit.form.field_entry import AWAITED, OWN, OWN_WORDS, WRITTEN
from specgen.edit.form.field_names import MAIN, OTHER, element_id, field_name
from specgen.edit.form.form_changes import BLANK, REFUSED, UNREADABLE, UNWRITTEN
from specgen.edit.form.section_fields import Field, Part
from specgen.inputs.written_values.numbers import OF_ANOTHER_ANSWER

__all__ = ["Control", "buttons_of", "control_of", "error_of", "hidden", "links_of", "own_words_of", "title_of"]

Params = dict[str, object]
Control = tuple[str, Params]  # the name of a macro, and what it is called with

WIDTHS: Final = {"number": "govuk-input--width-10", "date": "govuk-input--width-20", "time": "govuk-input--width-5"}
LONG_TEXT: Final = 90  # characters: a longer answer gets a box of several lines
WITHOUT_SUFFIX: Final = (*OF_ANOTHER_ANSWER, "pounds")  # units that are said above the field, or by the sum itself
WHY: Final = {
    UNREADABLE: "The file holds something here that this page cannot show. It was not replaced.",
}
KEEP: Final = {
    "radios": "Keep the choice",
    "select": "Keep the choice",
    "number": "Keep the number",
    "date": "Keep the date",
}
LEADS: Final = {WRITTEN: "", OWN: "in your own words ", AWAITED: "not known yet "}


def control_of(field: Field) -> Control:
    """Return the macro that draws a field, with what it is called with."""
    error = error_of(field)
    common: Params = {
        "name": field_name(MAIN, field.path),
        "hint": {"html": _hint(field)},
        "errorMessage": {"text": error} if error else None,
    }
    if field.kind in ("radios", "checkboxes"):
        legend = {"html": title_of(field), "classes": "govuk-fieldset__legend--s"}
        common |= {"idPrefix": field.id, "fieldset": {"legend": legend}}
        if field.kind == "checkboxes":
            items = [_item(option.code, option.label) for option in field.options]
            return "checkboxes", common | {
                "values": list(field.shown.items),
                "items": items,
                "classes": "govuk-checkboxes--small",
            }
        is_own = field.shown.other or (field.is_emptied and field.question.takes_own_words)
        value = field.shown.text or (OWN_WORDS if is_own else "")
        return "radios", common | {"value": value, "items": _radio_items(field), "classes": "govuk-radios--small"}
    common |= {"id": field.id, "label": {"html": title_of(field), "classes": "govuk-label--s"}}
    if field.kind == "select":
        items = [_item("", "Choose one"), *(_item(option.code, option.label) for option in field.options)]
        return "select", common | {"value": field.shown.text, "items": items}
    if field.kind in ("paragraphs", "lines") or _is_long(field):
        text = "\n".join(field.shown.items) if field.kind == "lines" else field.shown.text
        return "textarea", common | {"value": text, "rows": _rows(text, field), "spellcheck": True}
    unit = field.question.unit
    return "input", common | {
        "value": field.shown.text,
        "classes": WIDTHS.get(field.kind),
        "suffix": {"text": unit} if unit and not unit.startswith(WITHOUT_SUFFIX) else None,
        "inputmode": "decimal" if field.kind == "number" and not field.question.schema.get("share_of") else None,
        "autocomplete": "off",
    }


def own_words_of(field: Field) -> Params:
    """Return what the field for own words beside a choice or a number is drawn with."""
    return {
        "id": f"{field.id}-other",
        "name": field_name(OTHER, field.path),
        "value": field.shown.other,
        "label": {"html": Markup("{}{}").format("In your own words", hidden(f": {field.question.title}"))},
        "hint": {"text": "As they stand in the sentence."},
        "autocomplete": "off",
    }


def buttons_of(field: Field) -> list[tuple[str, str, bool]]:
    """Return what can be done with an answer: the name of each button, its words, and whether it is shown now."""
    keep = {WRITTEN: KEEP.get(field.kind, "Keep the answer"), OWN: "Keep my own words", AWAITED: "It is not known yet"}
    return [
        *((name, words, name in field.answers) for name, words in keep.items()),
        ("keep", "Put it back", field.is_emptied),
        ("clear", "Remove this answer", field.can_take_out),
    ]


def error_of(field: Field) -> str:
    """Return what is wrong with an answer, or why it is not saved; empty if nothing is."""
    unsaved = field.unsaved
    if field.answers:
        *first, last = (
            LEADS[name] + _short(words.removeprefix("not known yet: ").replace("\n", "; "))
            for name, words in field.answers.items()
        )
        return f"More than one answer stands here: {', '.join(first)}, and {last}. Choose which of them stays."
    if field.is_emptied and field.kind == "radios" and field.question.takes_own_words and field.stored.text:
        return f"Write it in your own words. Until then the answer in the file stays: {_short(field.words)}."
    if unsaved is not None and unsaved.reason == BLANK:
        return (
            f"You emptied this. The answer in the file was kept: {_short(field.words)}. "
            "Choose Remove this answer or Put it back."
        )
    if unsaved is not None and unsaved.reason == REFUSED and unsaved.problem is not None:
        return f"This could not be written into the file: {unsaved.problem.text}."
    if unsaved is not None and unsaved.reason == UNWRITTEN and unsaved.problem is not None:
        return (
            f"This is not saved yet: {unsaved.problem.place.file} {unsaved.problem.message}. "
            "Close it where else it is open, then choose Save."
        )
    if unsaved is not None and unsaved.reason in WHY:
        return WHY[unsaved.reason]
    if field.is_unreadable:
        return "The file holds something here that this page cannot show."
    errors = [note for note in field.notes if note.kind == "error"]
    if field.kind == "radios" and field.stored.text and any(note.problem.rule == "choice" for note in errors):
        return f"{_short(field.stored.text)} is not one of the choices. Choose one of them."
    return " ".join(note.text for note in errors)


def title_of(part: Part) -> Markup:
    optional = Markup(' <span class="optional">(optional)</span>') if part.is_optional else ""
    return Markup("{}{}").format(part.question.title, optional)


def hidden(text: str) -> Markup:
    """Return words that only a screen reader says."""
    return Markup('<span class="govuk-visually-hidden">{}</span>').format(text)


def links_of(note: Note) -> Markup:
    """Return links to the other answers that a note names: what is to be done may have to be done there."""
    name = str((request.view_args or {}).get("name"))
    links = [
        Markup('<a class="govuk-link note-link" href="{}#{}">Go to {}</a>').format(
            url_for("section", name=name, section_id=lead.section), element_id(lead.path), lead.title
        )
        for lead in note.leads
    ]
    return Markup(" ").join(links)


def _hint(field: Field) -> Markup:
    question = field.question
    unit = question.unit.removeprefix("in ")
    in_unit = f"{unit[:1].upper()}{unit[1:]}." if unit.startswith("as ") else f"In {unit}."
    lines = [
        ("asked", question.description),
        ("reason", question.reason),
        ("form", "Write each on a line of its own." if field.kind == "lines" else ""),
        ("form", f"For example, {field.example.text or '5 April 2027'}." if question.kind == "date" else ""),
        ("form", f"For example, {field.example.text or '07:30'}." if question.kind == "time" else ""),
        ("form" if question.unit.startswith(WITHOUT_SUFFIX) else "unit", in_unit if unit else ""),
        ("form", f"Usual: {question.suggestion}." if question.suggestion else ""),
        ("known", f"Your council’s own answer, used while this is empty: {field.known}." if field.known else ""),
    ]
    spans = [Markup('<span class="question-{}">{}</span>').format(kind, text) for kind, text in lines if text]
    return Markup(" ").join(spans)


def _radio_items(field: Field) -> list[Params]:
    items = [_item(option.code, option.label) for option in field.options]
    if field.question.takes_own_words:
        items.append(_item(OWN_WORDS, "Something else, in your own words"))
    return items


def _item(code: str, label: str) -> Params:
    return {"value": code, "text": label}


def _is_long(field: Field) -> bool:
    longest = field.question.schema.get("maxLength")
    return field.kind == "text" and isinstance(longest, int) and longest > LONG_TEXT


def _rows(text: str, field: Field) -> int:
    lines = sum(1 + len(line) // LONG_TEXT for line in text.split("\n"))
    return min(14, max(2 if field.kind == "text" else 4, lines + (field.kind == "lines")))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= 80 else f"“{line[:79].rstrip()}…”"
