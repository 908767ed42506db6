"""Find the question that each field of a form belongs to: by its key, or by its place and words where it has none.

A row or table that somebody copied has no key, for Word leaves bookmarks with the original: it is a further one. One
that lost its key is known by its number, or by the words of its questions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from specgen.problems import Fault
from specgen.questionnaire.form_keys import COLUMN, FIELD, ROW, Key, digest_of, read_key
from specgen.questionnaire.form_plan import FormField, FormSection, QuestionTable, RowList, lists_in
from specgen.questionnaire.read.form_reader import ReadCell, ReadForm, ReadTable
from specgen.questionnaire.read.typed_text import matched
from specgen.questionnaire.shown_answers import OPTIONAL

__all__ = ["FieldCells", "FormPlaces", "PlacedRow", "place_cells"]

RULE = "form"
BLANK = ReadCell()
ENOUGH = 0.5  # of the questions of a table, to know it by their words


@dataclass(frozen=True)
class FieldCells:
    """The field of a question, and the box beside it."""

    answer: ReadCell
    box: ReadCell = BLANK


@dataclass
class PlacedRow:
    """One row of a list: `number` is the one it had when the form was made, None for one that has none."""

    part: RowList
    number: int | None
    cells: dict[str, FieldCells] = field(default_factory=dict)  # by the key of the question
    lists: dict[str, list[PlacedRow]] = field(default_factory=dict)  # by the key of the list


@dataclass
class FormPlaces:
    """Every field of a form at its question; `lists` has those lists of which something is in the form."""

    cells: dict[str, FieldCells] = field(default_factory=dict)
    lists: dict[str, list[PlacedRow]] = field(default_factory=dict)
    faults: list[tuple[str, Fault]] = field(default_factory=list)  # each with its place in words


def place_cells(form: ReadForm, sections: Sequence[FormSection]) -> FormPlaces:
    """Return the fields of a form by their questions, and what belongs to none."""
    placing = _Placing(_Index.of(sections), FormPlaces())
    for table in form.tables:
        placing.table(table)
    return placing.places


@dataclass(frozen=True)
class _Index:
    """The places of the plan by the hash of their keys."""

    fields: Mapping[str, tuple[FormField, QuestionTable | RowList]]
    lists: Mapping[str, tuple[RowList, RowList | None]]  # with the list around it
    tables: tuple[QuestionTable, ...]

    @staticmethod
    def of(sections: Sequence[FormSection]) -> _Index:
        parts = [part for section in sections for part in section.parts]
        tables = tuple(part for part in parts if isinstance(part, QuestionTable))
        lists = tuple(lists_in(parts))
        around = {inner.key: part for part in lists for inner in part.lists}
        holders: list[QuestionTable | RowList] = [*tables, *lists]
        fields = {digest_of(one.key): (one, part) for part in holders for one in part.fields}
        return _Index(fields, {digest_of(one.key): (one, around.get(one.key)) for one in lists}, tables)

    def list_of(self, key: Key) -> RowList | None:
        """Return the list that the key of a row, a column or a field in a row belongs to."""
        if key.kind == ROW:
            return self.lists.get(key.digest, (None, None))[0]
        part = self.fields.get(key.digest, (None, None))[1]
        return part if isinstance(part, RowList) else None


@dataclass
class _Placing:
    index: _Index
    places: FormPlaces
    rows: dict[tuple[str, tuple[int, ...]], PlacedRow] = field(default_factory=dict)  # by list and numbers
    last: dict[str, PlacedRow] = field(default_factory=dict)  # of each list
    card: PlacedRow | None = None
    head: tuple[int, ...] = ()  # what the head of that card says, also that of a copy
    grid: RowList | None = None
    around: PlacedRow | None = None  # the row that the grid stands in
    columns: dict[int, FormField] = field(default_factory=dict)
    questions: QuestionTable | None = None

    def table(self, table: ReadTable) -> None:
        self.grid, self.questions, is_new = None, None, True
        for number, row in enumerate(table.rows, 1):
            keys = [key for cell in row for name in cell.keys if (key := read_key(name))]
            known = [key for key in keys if key.digest in self.index.fields or key.digest in self.index.lists]
            if keys and not known:
                self._refuse(table, number, row, "asks a question that the model does not have")
            elif known:
                self._keyed(row, known)
            elif not self._by_words(row, table if is_new else None) and any(cell.paragraphs for cell in row):
                self._refuse(table, number, row, "is not a row of the form")
            is_new = False

    def _refuse(self, table: ReadTable, number: int, row: Sequence[ReadCell], message: str) -> None:
        if any(cell.paragraphs for cell in row[1:2]):
            words = " ".join(" ".join(row[0].paragraphs[:1]).split())[:60]
            place = f"table {table.number}, row {number}{f' “{words}”' if words else ''}"
            remedy = "put the answer into a field of the form, or write it into the file by hand"
            self.places.faults.append((place, Fault(message, remedy, RULE)))

    def _keyed(self, row: Sequence[ReadCell], keys: Sequence[Key]) -> None:
        key = keys[0]
        part = self.index.list_of(key)
        if key.kind == FIELD and part is None:
            one, holder = self.index.fields[key.digest]
            self.questions = holder if isinstance(holder, QuestionTable) else None
            self.places.cells[one.key] = _field(row)
        elif part is None:
            return
        elif key.kind == FIELD:
            self._in_card(part, key.rows).cells[self.index.fields[key.digest][0].key] = _field(row)
        elif key.kind == ROW and not part.is_grid:
            self._start_card(part, key.rows)
        elif key.kind == COLUMN:
            self._start_grid(part, self._outer(part, key.rows), row)
        else:
            if self.grid is not part:
                self._start_grid(part, self._outer(part, key.rows[:-1]), ())
            self._grid_row(row, key.rows[-1])

    def _by_words(self, row: Sequence[ReadCell], table: ReadTable | None) -> bool:
        """Place a row without a key; with a `table`, it is the first of it. Return whether it is understood."""
        title = _title(row)
        if self.grid is not None:
            if not self._is_head(self.grid, row):
                self._grid_row(row, None)
            return True
        if found := self._card_named(title):
            self._start_card(*found)
            return True
        if table is not None and (part := self._grid_with(row)):
            self._start_grid(part, self._nearest(part), row)
            return True
        if table is not None:
            self.questions = self._questions_in(table)
            return True
        fields = self.card.part.fields if self.questions is None and self.card else ()
        fields = fields if self.questions is None else self.questions.fields
        one = next((one for one in fields if matched(one.title) == title), None)
        if one is None:
            return False
        cells = self.places.cells if self.questions is not None or self.card is None else self.card.cells
        cells.setdefault(one.key, _field(row))
        return True

    def _start_card(self, part: RowList, rows: tuple[int, ...]) -> None:
        self.questions, self.head = None, rows
        if not rows or (part.key, rows) in self.rows:  # a copy has the title of its original
            self.card = self._add(part, None, self._nearest(part), ())
        else:
            self.card = self._add(part, rows[-1], self._outer(part, rows[:-1]), rows)

    def _in_card(self, part: RowList, rows: tuple[int, ...]) -> PlacedRow:
        """Return the card of a field, also where the head of its table is gone."""
        if self.card is not None and self.card.part is part and self.head == rows:
            return self.card
        if (part.key, rows) not in self.rows:
            self._add(part, rows[-1] if rows else None, self._outer(part, rows[:-1]), rows)
        self.card = self.rows.get((part.key, rows), self.last[part.key])
        return self.card

    def _start_grid(self, part: RowList, around: PlacedRow | None, head: Sequence[ReadCell]) -> None:
        self.grid, self.around, self.questions = part, around, None
        self._list(part, around)
        titles = {matched(one.title): one for one in part.fields}
        by_key = {digest_of(one.key): one for one in part.fields}
        self.columns = {}
        for place, cell in enumerate(head):
            keys = [key.digest for name in cell.keys if (key := read_key(name)) and key.digest in by_key]
            one = by_key[keys[0]] if keys else titles.get(matched(" ".join(cell.paragraphs)))
            if one is not None:
                self.columns[place] = one
        if not self.columns:
            self.columns = dict(enumerate(part.fields, 1))

    def _grid_row(self, row: Sequence[ReadCell], number: int | None) -> None:
        assert self.grid is not None  # noqa: S101
        outer = self._numbers(self.around)
        if number is None and (named := "".join(row[0].paragraphs[:1]).strip().rstrip(".") if row else "").isdecimal():
            number = int(named) - 1
        if number is not None and (number < 0 or (self.grid.key, (*outer, number)) in self.rows):
            number = None
        numbers = (*outer, number) if number is not None else ()
        placed = self._add(self.grid, number, self.around, numbers)
        for place, one in self.columns.items():
            if place < len(row):
                placed.cells[one.key] = FieldCells(row[place])

    def _add(self, part: RowList, number: int | None, around: PlacedRow | None, rows: tuple[int, ...]) -> PlacedRow:
        placed = PlacedRow(part, number)
        self._list(part, around).append(placed)
        self.last[part.key] = placed
        if rows:
            self.rows[part.key, rows] = placed
        return placed

    def _list(self, part: RowList, around: PlacedRow | None) -> list[PlacedRow]:
        return (self.places.lists if around is None else around.lists).setdefault(part.key, [])

    def _outer(self, part: RowList, rows: tuple[int, ...]) -> PlacedRow | None:
        """Return the row around a list by its numbers; a copy of a card takes what stands behind it."""
        holder = self.index.lists[digest_of(part.key)][1]
        if holder is None:
            return None
        return self.rows.get((holder.key, rows)) or self._nearest(part)

    def _nearest(self, part: RowList) -> PlacedRow | None:
        holder = self.index.lists[digest_of(part.key)][1]
        return None if holder is None else self.last.get(holder.key) or self._add(holder, None, None, ())

    def _numbers(self, row: PlacedRow | None) -> tuple[int, ...]:
        """Return the numbers of a row; one that has none gets such as no row of the form has."""
        if row is None:
            return ()
        return next((rows for (_, rows), placed in self.rows.items() if placed is row), (-1 - id(row),))

    def _card_named(self, title: str) -> tuple[RowList, tuple[int, ...]] | None:
        found = re.fullmatch(r"(.*\S)\s+(\d{1,4}(?:\.\d{1,4})*)", title)
        for part, _ in self.index.lists.values() if found else ():
            if found and not part.is_grid and matched(part.title) == found[1]:
                return part, tuple(int(number) - 1 for number in found[2].split("."))
        return None

    def _grid_with(self, row: Sequence[ReadCell]) -> RowList | None:
        """Return the list whose columns a row names; one that belongs to the last card before others."""
        lists = [part for part, _ in self.index.lists.values() if part.is_grid and self._is_head(part, row)]
        inner = [part for part in lists if self.card is not None and part in self.card.part.lists]
        return next(iter([*inner, *lists]), None)

    def _is_head(self, part: RowList, row: Sequence[ReadCell]) -> bool:
        words = [matched(" ".join(cell.paragraphs)) for cell in row]
        return bool(row) and all(matched(one.title) in words for one in part.fields)

    def _questions_in(self, table: ReadTable) -> QuestionTable | None:
        if any(cell.keys for row in table.rows for cell in row):  # they say it better
            return None
        titles = {_title(row) for row in table.rows}
        shares = [
            sum(matched(one.title) in titles for one in part.fields) / len(part.fields) for part in self.index.tables
        ]
        best = max(shares, default=0)
        return self.index.tables[shares.index(best)] if best >= ENOUGH else None


def _field(row: Sequence[ReadCell]) -> FieldCells:
    cells = [*row, BLANK, BLANK, BLANK]
    return FieldCells(cells[1], cells[2])


def _title(row: Sequence[ReadCell]) -> str:
    """Return the words that a row begins with, as they are compared."""
    first = "".join(row[0].paragraphs[:1]) if row else ""
    return matched(first).removesuffix(OPTIONAL.strip()).strip()
