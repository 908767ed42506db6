"""Understand the answers of a form that came back, each beside the one that stood in the form when it was made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from specgen.document.record.provenance import loaded
from specgen.formats.yamlfile.edit.nested_values import value_of
from specgen.inputs.answers.other_answers import is_awaited
from specgen.inputs.written_values.days import day_in
from specgen.problems import Fault, Place, Problem
from specgen.questionnaire.form_plan import FormField, FormSection, QuestionTable, RowList
from specgen.questionnaire.read.form_places import FieldCells, FormPlaces, PlacedRow, place_cells
from specgen.questionnaire.read.form_reader import ReadCell, ReadForm
from specgen.questionnaire.read.typed_areas import Areas
from specgen.questionnaire.read.typed_text import BOX, is_ticked, not_known_yet, understood
from specgen.questionnaire.read.unplaced_texts import unplaced_texts
from specgen.questionnaire.shown_answers import NOT_KNOWN, shown_answer

__all__ = ["Filled", "FilledForm", "FilledList", "FilledRow", "filled_form", "without_base"]

FRAMEWORK, COUNTRY = "outcomes.framework", "document.jurisdiction"
AWAITED = {"awaited": NOT_KNOWN.lower()}


@dataclass(frozen=True)
class Filled:
    """One field: what it says now, None if it is blank, and what it said when the form was made."""

    field: FormField
    place: str
    value: object
    base: object

    @property
    def is_changed(self) -> bool:
        return self.value != self.base


@dataclass(frozen=True)
class FilledRow:
    """A row with something in it, or one that stood in the form when it was made: then `base` says what it was."""

    part: RowList
    place: str
    base: object
    fields: tuple[Filled, ...]
    lists: tuple[FilledList, ...]

    @property
    def is_blank(self) -> bool:
        return all(one.value is None for one in self.fields) and not any(
            not row.is_blank for inner in self.lists for row in inner.rows
        )


@dataclass(frozen=True)
class FilledList:
    part: RowList
    place: str
    base: tuple[object, ...]  # the rows that stood in the form when it was made
    rows: tuple[FilledRow, ...]

    @property
    def deleted(self) -> tuple[object, ...]:
        """The rows that are in the form no more."""
        kept = [row.base for row in self.rows if row.base is not None]
        return tuple(row for row in self.base if not any(row is one for one in kept))


@dataclass(frozen=True)
class FilledForm:
    fields: tuple[Filled, ...]
    lists: tuple[FilledList, ...]
    problems: tuple[Problem, ...]


def filled_form(
    form: ReadForm,
    sections: Sequence[FormSection],
    base: Mapping[str, object],
    file: str,
    areas_of: Callable[[str, str], Areas] = lambda _framework, _country: (),
) -> FilledForm:
    """Return what a form says, and a problem for each thing that cannot be understood. `areas_of` returns the areas of
    a framework and a country, as the form names them; empty where it does not.
    """
    places = place_cells(form, sections)
    printed = loaded(form.record).get("printed")
    named = [_choice_in(places, sections, key) for key in (FRAMEWORK, COUNTRY)]
    reading = _Reading(places, base, file, areas_of(*named))
    fields, lists = list[Filled](), list[FilledList]()
    for section in sections:
        for part in section.parts:
            if isinstance(part, QuestionTable):
                fields += reading.questions(part, section.section.title)
            elif part.key in reading.places.lists:
                place = section.section.title
                lists.append(reading.list(part, reading.places.lists[part.key], value_of(base, part.steps), place))
    for place, fault in (*places.faults, *unplaced_texts(form, places, printed if isinstance(printed, list) else ())):
        reading.add(place, fault)
    return FilledForm(tuple(fields), tuple(lists), tuple(reading.problems))


def without_base(form: FilledForm) -> FilledForm:
    """Return a form as if nothing had stood in it when it was made: all that it says is new."""
    fields = tuple(replace(one, base=None) for one in form.fields)
    return FilledForm(fields, tuple(map(_new_list, form.lists)), form.problems)


def _new_list(part: FilledList) -> FilledList:
    return replace(part, base=(), rows=tuple(_new_row(row) for row in part.rows if not row.is_blank))


def _new_row(row: FilledRow) -> FilledRow:
    fields = tuple(replace(one, base=None) for one in row.fields)
    return replace(row, base=None, fields=fields, lists=tuple(map(_new_list, row.lists)))


def _choice_in(places: FormPlaces, sections: Sequence[FormSection], key: str) -> str:
    """Return the code that was chosen for a question; empty if it is not asked, or not answered."""
    tables = (part for section in sections for part in section.parts if isinstance(part, QuestionTable))
    asked = next((one.question for part in tables for one in part.fields if one.key == key), None)
    answer = understood(places.cells[key].answer, asked) if asked is not None and key in places.cells else None
    return answer if isinstance(answer, str) else ""


@dataclass
class _Reading:
    places: FormPlaces
    base: Mapping[str, object]
    file: str
    areas: Areas
    problems: list[Problem] = field(default_factory=list)

    def add(self, place: str, fault: Fault) -> None:
        self.problems.append(fault.at(Place(self.file, path=place)))

    def questions(self, part: QuestionTable, section: str) -> Iterator[Filled]:
        place = f"{section}, {part.title}" if part.title else section
        for one in part.fields:
            cells = self.places.cells.get(one.key)
            if cells is not None:
                yield self._filled(one, cells, value_of(self.base, one.steps), f"{place}, {one.title}")

    def list(self, part: RowList, placed: Sequence[PlacedRow], base: object, above: str) -> FilledList:
        known = tuple(base) if isinstance(base, list) else ()
        place = above if above == part.title else f"{above}, {part.title}"
        rows = []
        for number, row in enumerate(placed, 1):
            old = known[row.number] if row.number is not None and row.number < len(known) else None
            filled = self._row(row, old, f"{place}, row {number}")
            if old is not None or not filled.is_blank:
                rows.append(filled)
        return FilledList(part, place, known, tuple(rows))

    def _row(self, row: PlacedRow, base: object, place: str) -> FilledRow:
        fields = tuple(
            self._filled(one, row.cells[one.key], value_of(base, one.steps), f"{place}, {one.title}")
            for one in row.part.fields
            if one.key in row.cells
        )
        lists = tuple(
            self.list(inner, row.lists[inner.key], value_of(base, inner.steps), place)
            for inner in row.part.lists
            if inner.key in row.lists
        )
        return FilledRow(row.part, place, base, fields, lists)

    def _filled(self, one: FormField, cells: FieldCells, base: object, place: str) -> Filled:
        if is_ticked(cells.box) or not_known_yet(cells.answer):
            return Filled(one, place, _awaited(cells.answer, base, one), base)
        if _is_as_printed(cells.answer, base, one):
            return Filled(one, place, base, base)
        answer = understood(cells.answer, one.question, self.areas)
        if isinstance(answer, Fault):
            self.add(place, answer)
            return Filled(one, place, base, base)
        if isinstance(answer, list) and isinstance(base, list) and one.question.choices:
            answer = base if sorted(map(str, base)) == sorted(answer) else answer  # boxes have no order
        if one.question.kind == "text" and len([text for text in cells.answer.paragraphs if text.strip()]) > 1:
            message = "several paragraphs became one line, which is what this question takes"
            self.add(place, Fault(message, "look whether it still reads well", "line", "note"))
        return Filled(one, place, answer, base)


def _is_as_printed(cell: ReadCell, base: object, one: FormField) -> bool:
    """Whether a field says what was printed into it; boxes to tick say more than their words."""
    if base is None or (one.question.kind == "list" and one.question.choices):
        return False
    return _plain(cell.paragraphs) == _plain(shown_answer(base, one.question))


def _plain(texts: Sequence[str]) -> str:
    return "\n".join(" ".join(text.split()) for text in texts if text.strip())


def _awaited(cell: ReadCell, base: object, one: FormField) -> object:
    """Return what is known of an answer that is not known yet: who will give it, and by when."""
    texts = [text for text in cell.paragraphs if not BOX.fullmatch(text)]
    if _plain(texts) == _plain(shown_answer(base, one.question)):
        return base if is_awaited(base) else dict(AWAITED)
    words = "" if not_known_yet(cell) else " ".join(" ".join(texts).split())
    head, bracket, tail = words.rpartition(" (by ")
    if bracket and tail.endswith(")") and (day := day_in(tail[:-1])):
        return {"awaited": head, "by": day.isoformat()}
    return {"awaited": words} if words else dict(AWAITED)
