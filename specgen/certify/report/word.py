"""Write a certificate as a Word file: the statement, the council's own wording as tracked changes, and the hashes.

Whoever accepts all changes reads the council's words, whoever rejects them reads the shared ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Final

from lxml import etree

from specgen.certify.certificate import Certificate
from specgen.certify.clause_states import Clause
from specgen.certify.parts import Part
from specgen.certify.report.annexes import write_files, write_hashes, write_update, write_values, write_words
from specgen.certify.report.contents import KEYS, Report, table_of, users
from specgen.certify.report.explanations import ABOUT, COLUMNS, COUNTED
from specgen.certify.report.statement import around_wording, former_place, kind_of, short, state_of, statement, whose
from specgen.compare.align import Change
from specgen.compare.lines import Line
from specgen.compare.tracked_changes import (
    Cell,
    Column,
    Row,
    Writer,
    cell,
    cells,
    document,
    number_cell,
    wording,
)
from specgen.document.properties import Properties, with_properties
from specgen.document.record.provenance import Provenance, add_provenance, is_untouched, recorded
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import (
    DOCUMENT_PART,
    STYLES_PART,
    Parts,
    parse_part,
    read_package,
    read_relationships,
    write_package,
    write_part,
)
from specgen.formats.word.fields import field_runs
from specgen.formats.word.styles import style_names
from specgen.house.indents import PATTERN_WIDTH
from specgen.system.resources import HOUSE, built_in_templates
from specgen.version import VERSION

TITLE: Final = "Certificate of wording"
SEAL: Final = "certificate"  # what the record of the file calls it
WORDING: Final = (
    Column("Shared no.", 880), Column("No.", 560), Column("Wording", 4498), Column("Compared", 1760),
    Column("Hash", 1600),
)  # fmt: skip
SUMMARY: Final = (
    Column("Section", 1548), Column("Passages", 1120, is_number=True), Column("Word for word", 800, is_number=True),
    Column("Changed", 1050, is_number=True), Column("Added", 820, is_number=True),
    Column("Dropped", 1080, is_number=True), Column("Moved", 850, is_number=True),
    Column("Other condition", 1160, is_number=True), Column("Other format", 870, is_number=True),
)  # fmt: skip
UNCHANGED: Final = (
    Column("Section", 3900), Column("Passages", 1200, is_number=True), Column("Printed by", 2498),
    Column("Hash", PATTERN_WIDTH - 7598),
)  # fmt: skip


def certificate_file(results: Report, day: date) -> bytes:
    """Return the certificate as a Word file."""
    parts = read_package((built_in_templates() / HOUSE).read_bytes())
    writer = Writer(_style_ids(parts), day)
    _write(writer, results)
    council = results.certificate.council.name or "specgen"
    section = _section(parts)
    document_parts = dict(parts)
    document_parts[DOCUMENT_PART] = write_part(document(writer.blocks, section))
    document_parts |= _headers_footers(parts, council)
    document_parts = with_properties(
        document_parts, Properties(f"{TITLE}: {council}", f"Compared with specgen {VERSION}", "specgen", day)
    )
    hashes = {SEAL: VERSION} | {f"model {model.id}": model.hash for model in results.certificate.models}
    return write_package(add_provenance(document_parts, Provenance(VERSION, day.isoformat(), "", hashes, "{}")))


def is_certificate(data: bytes) -> bool:
    """Whether some bytes are a certificate that nobody has changed since it was written."""
    if not is_untouched(data):
        return False
    record = recorded(read_package(data))
    return record is not None and SEAL in record.hashes


def _write(writer: Writer, results: Report) -> None:
    certificate = results.certificate
    writer.paragraph("Title", TITLE)
    writer.paragraph("Subtitle", certificate.council.name or "No council")
    writer.tabbed("Cover detail", "Compared with:", f"specgen {VERSION}")
    layers = [layer.name for layer in reversed(certificate.layers)]
    writer.tabbed("Cover detail", "Looked for in:", ", then ".join(layers))
    writer.tabbed("Cover detail", "Date:", f"{writer.day.day} {writer.day:%B %Y}")
    writer.heading("heading 1", "Statement")
    for model in certificate.models:
        writer.paragraph("Clause", statement(model))
    for text in (around_wording(results.words, results.values, results.files), COUNTED, ABOUT):
        if text:
            writer.paragraph("Clause", text)
    _write_summary(writer, certificate)
    touched = [part for part in certificate.parts if part.state != "same"]
    if touched:
        writer.heading("heading 1", "Wording of the council’s own")
        writer.paragraph("Clause", _how_to_read(certificate))
    for part in touched:
        _write_part(writer, part, certificate, shows_layers=len(layers) > 2)
    if certificate.house.state != "same":
        writer.heading("heading 1", "House document")
        writer.paragraph(
            "Clause", "The cover, headers and footers stand around the passages and are not counted with them."
        )
        _write_part(writer, certificate.house, None, shows_layers=False)
    write_words(writer, results.words)
    write_values(writer, results.values)
    write_files(writer, results.files)
    for update, is_record in ((results.since_record, True), (results.update, False)):
        if update is not None:
            write_update(writer, update, recorded=is_record)
    write_hashes(writer, certificate)


def _how_to_read(certificate: Certificate) -> str:
    layers = " and ".join(layer.name for layer in certificate.layers[1:])
    return (
        "What was taken out of the shared wording and what was put in stand as tracked changes: accept them all and"
        f" the wording of {layers or 'the council'} is left, reject them all and the shared one is. Tags in braces are"
        " where a draft prints an answer or a term, or the condition under which a passage is printed. “Shared no.”"
        " counts the passages of the shared wording, “No.” those of the council’s."
    )


def _write_summary(writer: Writer, certificate: Certificate) -> None:
    writer.heading("heading 1", "Summary")
    touched = [model for model in certificate.models if any(not row.counts.is_untouched for row in model.rows)]
    if touched:
        writer.paragraph("Clause", COLUMNS)
    for model in touched:
        rows = [
            Row((cell(title), *(number_cell(getattr(counts, key)) for key in KEYS)))
            for _, title, counts in table_of(model)
        ]
        title = f"Passages of the model {model.title} ({model.id})"
        writer.paragraph("caption", title)
        writer.table(title, "What became of the passages of each section that differs, and the sum", SUMMARY, rows)
    same = [part for part in certificate.sections if part.state == "same"]
    if same:
        rows = [
            Row(
                (
                    cell(part.title),
                    number_cell(part.counts.same),
                    cell(users(part, certificate)),
                    cell(short(part.hash)),
                )
            )
            for part in same
        ]
        writer.paragraph("caption", "Sections that are word for word the shared ones")
        writer.table("Unchanged sections", "Sections that are word for word the shared ones", UNCHANGED, rows)


def _write_part(writer: Writer, part: Part, certificate: Certificate | None, *, shows_layers: bool) -> None:
    whole = "" if certificate is None else whose(part, certificate.layers[-1].name)
    if certificate is not None and part.is_printed and users(part, certificate) != "all models":
        whole += f"{'; ' * bool(whole)}printed by {users(part, certificate)}"
    writer.heading("heading 2", f"{part.title}{whole and f' ({whole})'}")
    rows = list(_rows(part, shows_layers=shows_layers))
    writer.table(part.title, f"The wording of {part.title} with tracked changes", WORDING, rows)


def _rows(part: Part, *, shows_layers: bool) -> Iterator[Row]:
    """Yield the lines in the order of the council's text, with those that are gone or have moved where they stood."""
    places = {id(line): number for number, line in enumerate(part.before)}
    moved = {places[id(item.before)]: item for item in part.clauses if item.moved and item.before is not None}
    numbers = {
        id(line): str(number) for number, line in enumerate((item for item in part.after if item.kind != "control"), 1)
    }
    shared = {
        id(line): str(number) for number, line in enumerate((item for item in part.before if item.kind != "control"), 1)
    }
    at = 0
    for clause in part.clauses:
        if clause.before is not None and not clause.moved:
            here = places[id(clause.before)]
            yield from (_gone(moved[number], shared) for number in range(at, here) if number in moved)
            at = here
        number = cell(numbers.get(id(clause.after), ""))
        old = cell(shared.get(id(clause.before), ""))
        remarks = _said(clause, part, shows_layers=shows_layers)
        if clause.after is None or clause.before is None or clause.moved:
            sign, line = ("-", clause.before) if clause.after is None else ("+", clause.after)
            assert line is not None  # noqa: S101
            was = old if sign == "-" else ()
            yield Row((was, number, wording(line, ((sign, line.text),)), remarks, cell(short(line.hash))), sign)
        else:
            hashes = _changed_hash(clause.before, clause.after)
            yield Row((old, number, wording(clause.after, clause.redline), remarks, (Cell(hashes),)))
    yield from (_gone(moved[number], shared) for number in range(at, len(part.before)) if number in moved)


def _gone(clause: Clause, numbers: Mapping[int, str]) -> Row:
    """Return a line that has moved, where it stood."""
    line = clause.before
    assert line is not None  # noqa: S101
    number, remark = cell(numbers.get(id(line), "")), cell("moved from here")
    return Row((number, (), wording(line, (("-", line.text),)), remark, cell(short(line.hash))), "-")


def _said(clause: Clause, part: Part, *, shows_layers: bool) -> tuple[Cell, ...]:
    if clause.is_untouched:
        return cell("")
    by = f", by {' and '.join(clause.layers)}" if shows_layers and clause.layers else ""
    texts = [f"{kind_of(clause).capitalize()} {state_of(clause)}{by}", *clause.formatting]
    if clause.moved:
        texts.append(f"it stood {former_place(clause, part)}")
    if clause.other_condition and clause.before is not None and clause.after is not None:
        shared, own = (" and ".join(line.conditions) or "always" for line in (clause.before, clause.after))
        texts.append(f"printed {own} instead of {shared}")
    return cells(texts)


def _changed_hash(before: Line, after: Line) -> tuple[Change, ...]:
    if before.hash == after.hash:
        return (("=", short(after.hash)),)
    return (("-", f"{short(before.hash)} "), ("+", short(after.hash)))


@cache
def _style_ids_of(styles: bytes) -> Mapping[str, str]:
    return {title: id for id, title in style_names(parse_part(styles)).items() if id}


def _style_ids(parts: Parts) -> Mapping[str, str]:
    return _style_ids_of(parts[STYLES_PART])


def _section(parts: Parts) -> etree._Element:
    section = parse_part(parts[DOCUMENT_PART]).find(f"{name('w:body')}/{name('w:sectPr')}")
    assert section is not None  # noqa: S101   the house that travels with specgen has one
    return section


def _headers_footers(parts: Parts, council: str) -> dict[str, bytes]:
    """Return the headers and footers of the house with the words of a certificate."""
    changed = {}
    for link in read_relationships(parts, DOCUMENT_PART).values():
        if link.short_kind in ("header", "footer"):
            root = parse_part(parts[link.target])
            paragraphs = list(root)
            if any(node.text for node in root.iter(name("w:t"))):
                _fill(paragraphs[0], council if link.short_kind == "header" else f"specgen {VERSION}", link.short_kind)
                for other in paragraphs[1:]:
                    root.remove(other)
            changed[link.target] = write_part(root)
    return changed


def _fill(paragraph: etree._Element, text: str, kind: str) -> None:
    for node in list(paragraph):
        if node.tag != name("w:pPr"):
            paragraph.remove(node)
    pages = [("text", "Page "), ("field", "PAGE"), ("text", " of "), ("field", "NUMPAGES")]
    right = [("text", TITLE)] if kind == "header" else pages
    for what, words in [("text", text), ("tab", ""), *right]:
        if what == "field":
            paragraph.extend(field_runs(words, "1"))
            continue
        run = etree.SubElement(paragraph, name("w:r"))
        node = etree.SubElement(run, name("w:tab" if what == "tab" else "w:t"))
        if words:
            node.text = words
            node.set(name("xml:space"), "preserve")
