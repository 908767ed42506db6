"""A report in, a Word file out: the statement, what is the council's own as tracked changes, and the hashes.

Whoever accepts all changes reads the council's words, whoever rejects them reads the shared ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Final

from lxml import etree

from specgen.certifying.annexes import write_files, write_update, write_words
from specgen.certifying.certificate import Certificate, Part
from specgen.certifying.compared import Clause
from specgen.certifying.lines import Line
from specgen.certifying.matching import Change
from specgen.certifying.report import Report
from specgen.certifying.tracked import WIDTH, Cell, Column, Row, Writer, cell, cells, document, number_cell, wording
from specgen.certifying.wording import HASHES, kind_of, short, state_of, statement, stood, whose
from specgen.document import Properties, with_properties
from specgen.locations import built_in_templates
from specgen.provenance import Provenance, add_provenance, is_untouched, recorded
from specgen.templates import HOUSE
from specgen.version import VERSION
from specgen.word.fields import field_runs
from specgen.word.names import name
from specgen.word.package import (
    DOCUMENT_PART,
    Parts,
    parse_part,
    read_package,
    read_relationships,
    write_package,
    write_part,
)

TITLE: Final = "Certificate of wording"
STYLES_PART: Final = "word/styles.xml"
SEAL: Final = "certificate"  # what the record of the file calls it
WORDING: Final = (Column("No.", 560), Column("Wording", 5278), Column("Compared", 1760), Column("Hash", 1700))
SUMMARY: Final = (
    Column("Section", 2098), Column("Word for word", 1000, is_number=True), Column("Changed", 1120, is_number=True),
    Column("Added", 900, is_number=True), Column("Dropped", 1130, is_number=True),
    Column("Moved", 930, is_number=True), Column("Other condition", 1190, is_number=True),
    Column("Other format", 930, is_number=True),
)  # fmt: skip
UNCHANGED: Final = (
    Column("Section", 5860), Column("Clauses", 1200, is_number=True), Column("Hash", WIDTH - 7060),
)  # fmt: skip
MODELS: Final = (Column("Model", 2298), Column("Shared wording", 3500), Column("Wording of the council", 3500))


def certificate_file(found: Report, day: date) -> bytes:
    """Return the certificate as a Word file."""
    parts = read_package((built_in_templates() / HOUSE).read_bytes())
    writer = Writer(_style_ids(parts), day)
    _write(writer, found)
    council = found.certificate.council.name or "specgen"
    section = _section(parts)
    made = dict(parts)
    made[DOCUMENT_PART] = write_part(document(writer.blocks, section))
    made |= _margins(parts, council)
    made = with_properties(made, Properties(f"{TITLE}: {council}", f"Compared with specgen {VERSION}", "specgen", day))
    hashes = {SEAL: VERSION} | {f"model {model.id}": model.hash for model in found.certificate.models}
    return write_package(add_provenance(made, Provenance(VERSION, day.isoformat(), "", hashes, "{}")))


def is_certificate(data: bytes) -> bool:
    """Whether some bytes are a certificate that nobody has changed since it was written."""
    if not is_untouched(data):
        return False
    record = recorded(read_package(data))
    return record is not None and SEAL in record.hashes


def _write(writer: Writer, found: Report) -> None:
    certificate = found.certificate
    writer.paragraph("Title", TITLE)
    writer.paragraph("Subtitle", certificate.council.name or "No council")
    writer.tabbed("Cover detail", "Compared with:", f"specgen {VERSION}")
    layers = [layer.name for layer in reversed(certificate.layers)]
    writer.tabbed("Cover detail", "Looked for in:", ", then ".join(layers))
    writer.tabbed("Cover detail", "Date:", f"{writer.day.day} {writer.day:%B %Y}")
    writer.heading("heading 1", "Statement")
    for model in certificate.models:
        writer.paragraph("Clause", statement(model))
    _write_summary(writer, certificate)
    _write_hashes(writer, certificate)
    touched = [part for part in certificate.parts if part.state != "same"]
    if touched:
        writer.heading("heading 1", "Wording of the council’s own")
        writer.paragraph("Clause", _how_to_read(certificate))
    for part in touched:
        _write_part(writer, part, certificate.layers[-1].name, shows_layers=len(layers) > 2)
    if certificate.house.state != "same":
        writer.heading("heading 1", "House document")
        writer.paragraph(
            "Clause", "The cover, headers and footers stand around the clauses and are not counted with them."
        )
        _write_part(writer, certificate.house, "", shows_layers=False)
    write_words(writer, found.words)
    write_files(writer, found.files)
    for update, is_record in ((found.since_record, True), (found.update, False)):
        if update is not None:
            write_update(writer, update, recorded=is_record)


def _how_to_read(certificate: Certificate) -> str:
    layers = " and ".join(layer.name for layer in certificate.layers[1:])
    return (
        "What was taken out of the shared wording and what was put in stand as tracked changes: accept them all and"
        f" the wording of {layers or 'the council'} is left, reject them all and the shared one is. Tags in braces are"
        " where a draft prints an answer or a term, or the condition under which a clause is printed."
    )


def _write_hashes(writer: Writer, certificate: Certificate) -> None:
    rows = [
        Row((cell(model.title), cell(model.shared_hash), cell(model.hash if _own(model) else "the same")))
        for model in certificate.models
    ]
    writer.heading("heading 1", "Hashes")
    writer.paragraph("Clause", HASHES)
    writer.paragraph("caption", "Hashes of the models, in full")
    writer.table("Hashes of the models", "The SHA-256 of each model, shared and as printed", MODELS, rows)


def _own(model: object) -> bool:
    return getattr(model, "hash", "") != getattr(model, "shared_hash", "")


def _write_summary(writer: Writer, certificate: Certificate) -> None:
    touched = [part for part in certificate.parts if part.state != "same"]
    same = [part for part in certificate.sections if part.state == "same"]
    writer.heading("heading 1", "Summary")
    if touched:
        keys = ("same", "changed", "added", "dropped", "moved", "other_condition", "formatted")
        rows = [Row((cell(part.title), *(number_cell(getattr(part.counts, key)) for key in keys))) for part in touched]
        writer.paragraph("caption", "Clauses by section")
        writer.table("Clauses by section", "What became of the clauses of each section that differs", SUMMARY, rows)
    if same:
        rows = [Row((cell(part.title), number_cell(part.counts.same), cell(short(part.hash)))) for part in same]
        writer.paragraph("caption", "Sections that are word for word the shared ones")
        writer.table("Unchanged sections", "Sections that are word for word the shared ones", UNCHANGED, rows)


def _write_part(writer: Writer, part: Part, council: str, *, shows_layers: bool) -> None:
    whole = whose(part, council)
    writer.heading("heading 2", f"{part.title}{whole and f' ({whole})'}")
    rows = list(_rows(part, shows_layers=shows_layers))
    writer.table(part.title, f"The wording of {part.title} with tracked changes", WORDING, rows)


def _rows(part: Part, *, shows_layers: bool) -> Iterator[Row]:
    """Yield the lines in the order of the council's text, with those that are gone or have moved where they stood."""
    places = {id(line): number for number, line in enumerate(part.before)}
    moved = {places[id(one.before)]: one for one in part.clauses if one.moved and one.before is not None}
    numbers = {
        id(line): str(number) for number, line in enumerate((one for one in part.after if one.kind != "frame"), 1)
    }
    at = 0
    for clause in part.clauses:
        if clause.before is not None and not clause.moved:
            here = places[id(clause.before)]
            yield from (_gone(moved[number], "moved from here") for number in range(at, here) if number in moved)
            at = here
        number = numbers.get(id(clause.after), "")
        said = _said(clause, part, shows_layers=shows_layers)
        if clause.after is None or clause.before is None or clause.moved:
            sign, line = ("-", clause.before) if clause.after is None else ("+", clause.after)
            assert line is not None  # noqa: S101
            yield Row((cell(number), wording(line, ((sign, line.text),)), said, cell(short(line.hash))), sign)
        else:
            hashes = _changed_hash(clause.before, clause.after)
            yield Row((cell(number), wording(clause.after, clause.redline), said, (Cell(hashes),)))
    yield from (_gone(moved[number], "moved from here") for number in range(at, len(part.before)) if number in moved)


def _gone(clause: Clause, said: str) -> Row:
    line = clause.before
    assert line is not None  # noqa: S101
    return Row((cell(""), wording(line, (("-", line.text),)), cell(said), cell(short(line.hash))), "-")


def _said(clause: Clause, part: Part, *, shows_layers: bool) -> tuple[Cell, ...]:
    if clause.is_untouched:
        return cell("")
    by = f", by {' and '.join(clause.layers)}" if shows_layers and clause.layers else ""
    texts = [f"{kind_of(clause).capitalize()} {state_of(clause)}{by}", *clause.formatting]
    if clause.moved:
        texts.append(f"it stood {stood(clause, part)}")
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
    nodes = parse_part(styles).findall(name("w:style"))
    titles = {node.get(name("w:styleId"), ""): node.find(name("w:name")) for node in nodes}
    return {title.get(name("w:val"), ""): id for id, title in titles.items() if title is not None}


def _style_ids(parts: Parts) -> Mapping[str, str]:
    return _style_ids_of(parts[STYLES_PART])


def _section(parts: Parts) -> etree._Element:
    section = parse_part(parts[DOCUMENT_PART]).find(f"{name('w:body')}/{name('w:sectPr')}")
    assert section is not None  # noqa: S101   the house that travels with specgen has one
    return section


def _margins(parts: Parts, council: str) -> dict[str, bytes]:
    """Return the headers and footers of the house with the words of a certificate."""
    found = {}
    for link in read_relationships(parts, DOCUMENT_PART).values():
        if link.short_kind in ("header", "footer"):
            root = parse_part(parts[link.target])
            paragraphs = list(root)
            if any(node.text for node in root.iter(name("w:t"))):
                _fill(paragraphs[0], council if link.short_kind == "header" else f"specgen {VERSION}", link.short_kind)
                for other in paragraphs[1:]:
                    root.remove(other)
            found[link.target] = write_part(root)
    return found


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
