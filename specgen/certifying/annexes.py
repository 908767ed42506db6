"""Words, files and updates of a council in, the last chapters of its certificate out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from specgen.certifying.facts import OwnFile, Word
from specgen.certifying.tracked import Cell, Column, Row, Writer, cell, cells, wording
from specgen.certifying.updates import Changed, Update
from specgen.certifying.wording import kind_of, listed, meaning, short, state_of, update_sentence

WORDS: Final = (Column("Concept", 2300), Column("What", 1500), Column("Shared", 2000), Column("Of the council", 2000),
                Column("Where", 1498))  # fmt: skip
FILES: Final = (Column("File", 3300), Column("What it is", 4298), Column("Hash", 1700))
UPDATES: Final = (Column("Wording", 6000), Column("What it means", 3298))


def write_words(writer: Writer, words: Sequence[Word]) -> None:
    """Add a table of what a council's glossary says differently."""
    if not words:
        return
    rows = [
        Row(
            (
                cell(word.concept),
                cell(word.what),
                cell(word.shared or "none"),
                cell(word.own or "none"),
                cell(listed([country.capitalize() for country in word.countries]) or "everywhere"),
            )
        )
        for word in words
    ]
    writer.heading("heading 1", "Words of the glossary")
    writer.paragraph("Clause", "A tag such as {{ term.provider }} prints the word of the council; clauses stay.")
    writer.paragraph("caption", "Words that are not the shared ones")
    writer.table("Words", "What the glossary of the council says differently", WORDS, rows)


def write_files(writer: Writer, files: Sequence[OwnFile]) -> None:
    """Add a table of a council's files; those that specgen does not use are left out."""
    if not files:
        return
    rows = []
    for file in (one for one in files if one.kind != "other"):
        said = cells((file.what.capitalize(), *file.told))
        rows.append(Row((cell(f"{file.layer}/{file.path}"), said, cell(short(file.hash)))))
    writer.heading("heading 1", "Files of the council")
    writer.paragraph("caption", "Files, and what they say that the shared ones do not")
    writer.table("Files", "The files of the council with what they are and their hashes", FILES, rows)


def write_update(writer: Writer, update: Update, *, recorded: bool) -> None:
    """Add what has changed or would change in the shared wording, and what it means for the council."""
    writer.heading("heading 1", "Changes since the record" if recorded else "What the update changes")
    writer.paragraph("Clause", update_sentence(update, recorded=recorded))
    for fault in update.faults:
        writer.paragraph("Clause", f"It does not work with the council’s templates: {fault}")
    for text in (*update.models, *(f"Data file {what}: {path}" for path, what in update.files)):
        writer.paragraph("Clause", text)
    for part in update.parts:
        writer.heading("heading 2", part.title)
        rows = [
            Row((wording(one.clause.line, one.clause.redline), _meaning(one, recorded=recorded)))
            for one in part.changes
        ]
        writer.table(part.title, f"What changes in the shared wording of {part.title}", UPDATES, rows)


def _meaning(changed: Changed, *, recorded: bool) -> tuple[Cell, ...]:
    said = f"{kind_of(changed.clause)} {state_of(changed.clause)}: {meaning(changed, recorded=recorded)}"
    own = "" if changed.is_kept else changed.own
    return cells((f"{said[0].upper()}{said[1:]}", own and f"Yours: {own}"))
