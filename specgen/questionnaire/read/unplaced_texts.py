"""Find what somebody has written in a form outside its fields: it is no answer, and it must not vanish unseen.

A form records what was printed in it. Whatever else stands beside a field, or between and outside the tables, was put
there by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from specgen.problems import Fault
from specgen.questionnaire.form_keys import digest_of
from specgen.questionnaire.read.form_places import FieldCells, FormPlaces, PlacedRow
from specgen.questionnaire.read.form_reader import ReadCell, ReadForm, ReadTable
from specgen.questionnaire.read.typed_text import beside_box, matched

__all__ = ["printed_digests", "unplaced_texts"]

LONGEST: Final = 160  # characters of a text that is quoted
SHORT: Final = 60  # characters of the words that a row is named by
RULE: Final = "form"


def printed_digests(form: ReadForm) -> list[str]:
    """Return what tells the texts of a form from others."""
    cells = (cell for table in form.tables for row in table.rows for cell in row)
    texts = [*(text for cell in cells for text in cell.paragraphs), *(text for _, text in form.outside)]
    return sorted({digest_of(matched(text)) for text in texts if matched(text)})


def unplaced_texts(form: ReadForm, places: FormPlaces, printed: Iterable[str]) -> Iterator[tuple[str, Fault]]:
    """Yield a note for each text that nobody reads, with its place. `printed` are the digests of the form as it was
    made; without them nobody can say what was written since.
    """
    known = frozenset(printed)
    answers, boxes = _fields(places)
    refused = {place for place, _ in places.faults}
    for table in form.tables if known else ():
        for number, row in enumerate(table.rows, 1):
            for cell in row:
                if id(cell) in answers:
                    continue
                texts = [beside_box(cell)] if id(cell) in boxes else cell.paragraphs
                place = f"table {table.number}, row {number}{_named(row)}"
                if (words := _unknown(texts, known)) and place not in refused:
                    yield place, _note(words)
    for after, text in form.outside if known else ():
        if words := _unknown([text], known):
            yield _after(after, form.tables), _note(words)


def _fields(places: FormPlaces) -> tuple[set[int], set[int]]:
    """Return the cells of the fields, and of the boxes beside them."""
    fields = [*places.cells.values(), *_in_rows(row for rows in places.lists.values() for row in rows)]
    return {id(one.answer) for one in fields}, {id(one.box) for one in fields}


def _in_rows(rows: Iterable[PlacedRow]) -> Iterator[FieldCells]:
    for row in rows:
        yield from row.cells.values()
        yield from _in_rows(inner for listed in row.lists.values() for inner in listed)


def _unknown(texts: Iterable[str], known: frozenset[str]) -> str:
    """Return the texts that were not printed, as one; the number of a further row is none."""
    plain = (" ".join(text.split()) for text in texts)
    return " ".join(text for text in plain if matched(text) and not _is_known(text, known))


def _is_known(text: str, known: frozenset[str]) -> bool:
    return digest_of(matched(text)) in known or text.rstrip(".").isdecimal()


def _named(row: Sequence[ReadCell]) -> str:
    words = " ".join(" ".join(row[0].paragraphs[:1]).split()) if row else ""
    return f" “{words[:SHORT]}”" if words else ""


def _after(number: int, tables: Sequence[ReadTable]) -> str:
    table = next((one for one in tables if one.number == number), None)
    return "before the first table" if table is None else f"after table {number}{_named(next(iter(table.rows), ()))}"


def _note(words: str) -> Fault:
    quoted = words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
    remedy = "if it is an answer, write it into the field of its question, or into the file by hand"
    return Fault(f"“{quoted}” stands in no field of the form and was not read", remedy, RULE, "note")
