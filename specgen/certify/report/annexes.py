"""Write the last chapters of a Word certificate: words, values, files, hashes and updates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from specgen.certify.certificate import Certificate
from specgen.certify.inventory import OwnFile, Value, Word
from specgen.certify.release_changes import Changed, Update
from specgen.certify.report.explanations import HASH_STEPS, MATCHING, draft_records, repeat_command, section_orders
from specgen.certify.report.statement import joined_list, kind_of, meaning, state_of, title_with_id, update_sentence
from specgen.compare.align import redline
from specgen.compare.tracked_changes import Cell, Column, Row, Writer, cell, cells, wording
from specgen.version import VERSION

WORDS: Final = (Column("Concept", 2300), Column("What", 1500), Column("Shared", 2000), Column("Of the council", 2000),
                Column("Where", 1498))  # fmt: skip
DEFINITIONS: Final = (Column("Concept", 2300), Column("Definition", 6998))
VALUES: Final = (Column("In council.yaml", 3500), Column("What it says", 2898), Column("Of", 2100),
                 Column("In use", 800))  # fmt: skip
FILES: Final = (Column("File", 2700), Column("What it is", 3098), Column("SHA-256", 3500))
HASHES: Final = (Column("Passages of", 2298), Column("Shared", 3500), Column("Of the council", 3500))
DRAFTS: Final = (Column("In the record", 2898), Column("What it says", 6400))
UPDATES: Final = (Column("Wording", 6000), Column("What it means", 3298))


def write_words(writer: Writer, words: Sequence[Word]) -> None:
    """Add a table of what a council's glossary says differently."""
    if not words:
        return
    rows = [
        Row(
            (
                cell(title_with_id(word.name, word.concept)),
                cell(word.what),
                cell(word.shared or "none"),
                cell(word.own or "none"),
                cell(joined_list([country.capitalize() for country in word.countries]) or "everywhere"),
            )
        )
        for word in words
        if not word.is_definition
    ]
    writer.heading("heading 1", "Words of the glossary")
    text = "A tag such as {{ term.provider }} prints the word of the council: no passage counts as changed for it."
    writer.paragraph("Clause", text)
    if rows:
        writer.paragraph("caption", "Words that are not the shared ones")
        writer.table("Words", "What the glossary of the council says differently", WORDS, rows)
    _write_definitions(writer, [word for word in words if word.is_definition])


def write_values(writer: Writer, values: Sequence[Value]) -> None:
    """Add a table of all that a council and those it extends say in council.yaml."""
    if not values:
        return
    rows = [
        Row((cell(value.path), cell(value.text), cell(value.layer), cell("yes" if value.is_used else "no")))
        for value in values
    ]
    writer.heading("heading 1", "Values of council.yaml")
    writer.paragraph(
        "Clause",
        "Defaults answer what the answers of a document leave open. Names and contacts are printed where a template has"
        " them. Rules say how specgen checks; one that is off is not checked. The others say how documents look. A"
        " value is not in use if a nearer council has its own, or if it is for the council alone that says it.",
    )
    writer.paragraph("caption", "All values, those of the nearest council first")
    writer.table("Values of council.yaml", "All values of each council.yaml, and whether they are in use", VALUES, rows)


def write_files(writer: Writer, files: Sequence[OwnFile]) -> None:
    """Add a table of a council's files; those that specgen does not use are left out."""
    if not files:
        return
    rows = []
    for file in (each for each in files if each.kind != "other"):
        is_listed = file.path == "council.yaml"  # in a table of its own
        remarks = cells((file.what.capitalize(), *(() if is_listed else map(str, file.differences))))
        rows.append(Row((cell(f"{file.layer}/{file.path}"), remarks, cell(file.hash))))
    writer.heading("heading 1", "Files of the council")
    writer.paragraph("caption", "Files, and what they say that the shared ones do not")
    writer.table("Files", "The files of the council with what they are and their hashes", FILES, rows)


def write_hashes(writer: Writer, certificate: Certificate) -> None:
    """Add how hashes are made, all of them in full, and how to find the drafts that belong to them."""
    writer.heading("heading 1", "Hashes")
    for text in HASH_STEPS:
        writer.paragraph("Clause", text)
    rows = [
        Row(
            (
                cell(title_with_id(f"Model {model.title}", model.id)),
                cell(model.shared_hash),
                _unless_same(model.hash, model.shared_hash),
            )
        )
        for model in certificate.models
    ]
    for part in certificate.parts:
        title = (
            f"{part.title}, outside its sections" if part in certificate.roots else title_with_id(part.title, part.id)
        )
        rows.append(Row((cell(title), cell(part.shared_hash or "none"), _unless_same(part.hash, part.shared_hash))))
    writer.paragraph("caption", "Hashes in full")
    writer.table("Hashes in full", "The SHA-256 of each model and section, shared and as the council’s", HASHES, rows)
    writer.paragraph("Clause", "The hashes of a model’s sections follow each other in this order:")
    for text in (line for model in certificate.models for line in section_orders(model)):
        writer.paragraph("List Bullet", text)
    writer.heading("heading 1", "Drafts, and this certificate again")
    writer.paragraph("Clause", MATCHING)
    writer.paragraph("caption", "What the record of a draft says")
    draft_rows = [Row((cell(key), cell(text))) for key, text in draft_records(certificate)]
    writer.table(
        "Records of drafts", "What the record of a draft says if it belongs to this certificate", DRAFTS, draft_rows
    )
    command = repeat_command(certificate, writer.day.isoformat())
    writer.paragraph(
        "Clause", f"With specgen {VERSION} and the same files, this makes the certificate again: {command}"
    )


def _unless_same(own: str, shared: str) -> tuple[Cell, ...]:
    return cell("the same" if own == shared else own or "none")


def _write_definitions(writer: Writer, words: Sequence[Word]) -> None:
    if not words:
        return
    rows = []
    for word in words:
        name = title_with_id(word.name, word.concept) + (
            f", {joined_list([*map(str.capitalize, word.countries)])}" * bool(word.countries)
        )
        rows.append(Row((cell(name), (Cell(redline(word.shared, word.own)),))))
    writer.paragraph("caption", "Definitions that are not the shared ones")
    writer.table("Definitions", "Definitions of the council with tracked changes", DEFINITIONS, rows)


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
            Row((wording(change.clause.line, change.clause.redline), _meaning(change, recorded=recorded)))
            for change in part.changes
        ]
        writer.table(part.title, f"What changes in the shared wording of {part.title}", UPDATES, rows)


def _meaning(changed: Changed, *, recorded: bool) -> tuple[Cell, ...]:
    text = f"{kind_of(changed.clause)} {state_of(changed.clause)}: {meaning(changed, recorded=recorded)}"
    own = "" if changed.is_kept else changed.own
    return cells((f"{text[0].upper()}{text[1:]}", own and f"Yours: {own}"))
