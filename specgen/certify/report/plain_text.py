"""Write a certificate as text for a terminal, or hand it on as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from specgen.certify.certificate import Certificate
from specgen.certify.clause_states import Clause
from specgen.certify.house_states import PLACES
from specgen.certify.inventory import OwnFile, Word
from specgen.certify.parts import Part
from specgen.certify.release_changes import Changed, Update
from specgen.certify.report.contents import KEYS, Report, table_of, users
from specgen.certify.report.explanations import ABOUT, COLUMNS, COUNTED, repeat_command
from specgen.certify.report.json_report import as_json
from specgen.certify.report.statement import (
    HASHES,
    around_wording,
    former_place,
    kind_of,
    meaning,
    short,
    state_of,
    statement,
    title_with_id,
    update_sentence,
    whose,
)
from specgen.compare.align import Change, redline
from specgen.compare.tracked_changes import visible
from specgen.version import VERSION

FORMATS: Final = ("text", "json")
MARKS: Final = {"=": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}
HEADS: Final = ("passages", "word for word", "changed", "added", "dropped", "moved", "other condition", "formatted")


def report(results: Report, form: str) -> str:
    """Return what was found, in one of the FORMATS."""
    if form == "json":
        return json.dumps(as_json(results), indent=2, ensure_ascii=False) + "\n"
    return "".join(f"{visible(line)}\n" for line in _lines(results))


def marked_changes(changes: Iterable[Change]) -> str:
    """Return a text with what was taken out as [-...-] and what was put in as {+...+}."""
    return "".join(f"{MARKS[sign][0]}{words}{MARKS[sign][1]}" for sign, words in changes)


def _lines(results: Report) -> Iterator[str]:
    certificate = results.certificate
    yield f"{certificate.council.name or 'No council'}: wording compared with specgen {VERSION}"
    names = [layer.name for layer in reversed(certificate.layers)]
    if len(names) > 2:
        yield f"Looked for in this order: {', '.join(names)}"
    for model in certificate.models:
        yield ""
        yield f"{model.id}: {statement(model)}"
    for text in (around_wording(results.words, results.values, results.files), f"{ABOUT} {COUNTED}"):
        yield from ("", text) if text else ()
    yield from _tables(certificate)
    for part in certificate.parts:
        yield from _part(part, certificate, shows_layers=len(names) > 2)
    if certificate.house.state != "same":
        yield from _house(certificate.house)
    yield from _words(results.words)
    yield from _files(results.files, repeat_command(certificate))
    for update, recorded in ((results.since_record, True), (results.update, False)):
        if update is not None:
            yield from _update(update, recorded=recorded)
    yield from ("", HASHES)


def _tables(certificate: Certificate) -> Iterator[str]:
    touched = [model for model in certificate.models if any(not row.counts.is_untouched for row in model.rows)]
    for model in touched:
        rows = [(label, counts) for label, _, counts in table_of(model)]
        width = max(len(label) for label in (model.id, *(label for label, _ in rows)))
        yield ""
        yield f"{model.id:{width}}  {'  '.join(HEADS)}"
        for label, counts in rows:
            cells = (f"{getattr(counts, key):>{len(head)}}" for key, head in zip(KEYS, HEADS, strict=True))
            yield f"{label:{width}}  {'  '.join(cells)}"
    if touched:
        yield from ("", COLUMNS)
    same = [section.id for section in certificate.sections if section.state == "same"]
    yield ""
    number = f"{len(same)} section{'' if len(same) == 1 else 's'}"
    yield f"Word for word the shared ones ({number}): {', '.join(same) or 'none'}"


def _house(part: Part) -> Iterator[str]:
    yield ""
    yield f"{part.title} ({part.template}): what it prints is not counted among the passages"
    place = last_place = ""
    for clause in part.clauses:
        if clause.line.text.strip("[]") in PLACES:
            place = clause.line.text.strip("[]").capitalize()
        elif clause.state != "same":
            if place != last_place:
                yield f"  {place}"
                last_place = place
            yield f"    {marked_changes(clause.redline)}"


def _part(part: Part, certificate: Certificate, *, shows_layers: bool) -> Iterator[str]:
    if part.state == "same":
        return
    council = certificate.layers[-1].name
    hashes = " → ".join(filter(None, (short(part.shared_hash), short(part.hash))))
    whole = whose(part, council)
    printed = part.is_printed and users(part, certificate) != "all models"
    used = f"; printed by {users(part, certificate)}" if printed else ""
    yield ""
    yield f"{part.title} ({part.template}, {hashes}){whole and f': {whole}'}{used}"
    for clause in part.clauses:
        if not clause.is_untouched:
            yield from _clause(clause, part, shows_layers=shows_layers)


def _clause(clause: Clause, part: Part, *, shows_layers: bool) -> Iterator[str]:
    by = f", by {' and '.join(clause.layers)}" if shows_layers and clause.layers else ""
    yield f"  {kind_of(clause)} {state_of(clause)}{by} ({_hashes(clause)})"
    if clause.moved:
        yield f"    it stood {former_place(clause, part)}"
    for look in clause.formatting:
        yield f"    {look}"
    if clause.other_condition and clause.before is not None and clause.after is not None:
        for sign, line in (("-", clause.before), ("+", clause.after)):
            yield f"    {sign} printed {' and '.join(line.conditions) or 'always'}"
    yield f"    {marked_changes(clause.redline)}"


def _hashes(clause: Clause) -> str:
    lines = (clause.before, clause.after)
    return " → ".join(dict.fromkeys(short(line.hash) for line in lines if line is not None))


def _words(words: Sequence[Word]) -> Iterator[str]:
    if words:
        yield from ("", "Words of the glossary (no passage counts as changed for them: the tags in all follow)")
    everywhere = len({word.countries for word in words}) < 2
    for word in words:
        where = "" if everywhere or not word.countries else f" in {' and '.join(map(str.capitalize, word.countries))}"
        text = f"{word.shared or 'none'} → {word.own or 'none'}"
        if word.is_definition:
            text = marked_changes(redline(word.shared, word.own))
        yield f"  {title_with_id(word.name, word.concept)}, {word.what}{where}: {text}"


def _files(files: Sequence[OwnFile], whole: str) -> Iterator[str]:
    if files:
        yield from ("", "Files of the council")
    for file in files:
        if file.kind == "other":
            continue
        yield f"  {file.layer}/{file.path}: {file.what} ({short(file.hash)})"
        yield from (f"    {text}" for text in file.first_differences)
    if any(file.first_differences and file.first_differences[-1].startswith("and ") for file in files):
        yield f"  `{whole}` lists all, and so does the Word certificate (-o certificate.docx)"
    others = sum(file.kind == "other" for file in files)
    if others:
        yield f"  {others} other file{'' if others == 1 else 's'}, which specgen does not use"


def _update(update: Update, *, recorded: bool) -> Iterator[str]:
    yield from ("", update_sentence(update, recorded=recorded))
    for fault in update.faults:
        yield f"  does not work with your templates: {fault}"
    for model in update.models:
        yield f"  {model}"
    for path, what in update.files:
        yield f"  data file {what}: {path}"
    for part in update.parts:
        yield f"  {part.title} ({part.what} {part.id})"
        for changed in part.changes:
            yield from _changed(changed, recorded=recorded)


def _changed(changed: Changed, *, recorded: bool) -> Iterator[str]:
    yield f"    {kind_of(changed.clause)} {state_of(changed.clause)}: {meaning(changed, recorded=recorded)}"
    yield f"      {marked_changes(changed.clause.redline)}"
    if changed.own and not changed.is_kept:
        yield f"      yours: {changed.own}"
