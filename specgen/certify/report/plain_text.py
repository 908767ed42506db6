"""Write a certificate as text for a terminal, or as JSON for auditors' tools."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from specgen.certify.certificate import Certificate, CertifiedModel, Part
from specgen.certify.clause_states import Clause, Counts
from specgen.certify.house_states import PLACES
from specgen.certify.inventory import OwnFile, Value, Word
from specgen.certify.release_changes import Changed, Update
from specgen.certify.report.explained import ABOUT, COLUMNS, COUNTED, HASH_STEPS, again, matching
from specgen.certify.report.statement import (
    HASHES,
    beside,
    kind_of,
    meaning,
    named,
    short,
    state_of,
    statement,
    stood,
    update_sentence,
    whose,
)
from specgen.compare.align import Change, redline
from specgen.compare.tracked_changes import visible
from specgen.version import VERSION

FORMATS: Final = ("text", "json")
MARKS: Final = {"=": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}
KEYS: Final = ("printed", "same", "changed", "added", "dropped", "moved", "other_condition", "formatted")
HEADS: Final = ("passages", "word for word", "changed", "added", "dropped", "moved", "other condition", "formatted")


@dataclass(frozen=True)
class Report:
    """All that `specgen council certify` has found."""

    certificate: Certificate
    words: tuple[Word, ...]
    files: tuple[OwnFile, ...]
    since_record: Update | None = None
    update: Update | None = None
    values: tuple[Value, ...] = ()


def report(found: Report, form: str) -> str:
    """Return what was found, in one of the FORMATS."""
    if form == "json":
        return json.dumps(plain(found), indent=2, ensure_ascii=False) + "\n"
    return "".join(f"{visible(line)}\n" for line in _lines(found))


def marked(changes: Iterable[Change]) -> str:
    """Return a text with what was taken out as [-...-] and what was put in as {+...+}."""
    return "".join(f"{MARKS[sign][0]}{words}{MARKS[sign][1]}" for sign, words in changes)


def _lines(found: Report) -> Iterator[str]:
    certificate = found.certificate
    yield f"{certificate.council.name or 'No council'}: wording compared with specgen {VERSION}"
    names = [layer.name for layer in reversed(certificate.layers)]
    if len(names) > 2:
        yield f"Looked for in this order: {', '.join(names)}"
    for model in certificate.models:
        yield ""
        yield f"{model.id}: {statement(model)}"
    for text in (beside(found.words, found.values, found.files), f"{ABOUT} {COUNTED}"):
        yield from ("", text) if text else ()
    yield from _tables(certificate)
    for part in certificate.parts:
        yield from _part(part, certificate, shows_layers=len(names) > 2)
    if certificate.house.state != "same":
        yield from _house(certificate.house)
    yield from _words(found.words)
    yield from _files(found.files, again(certificate))
    for update, recorded in ((found.since_record, True), (found.update, False)):
        if update is not None:
            yield from _update(update, recorded=recorded)
    yield from ("", HASHES)


def table_of(model: CertifiedModel) -> tuple[tuple[str, str, Counts], ...]:
    """Return the rows of a model's table: id, title and counts. What is untouched is one row, and the last the sum."""
    first, *sections = model.rows
    rows = [(row.id, row.title, row.counts) for row in sections if not row.counts.is_untouched]
    others = [row.counts for row in sections if row.counts.is_untouched]
    if others:
        what = f"{len(others)} other section{'' if len(others) == 1 else 's'}"
        rows.append((what, what, sum(others, Counts())))
    own = "outside its sections"
    return ((own, own.capitalize(), first.counts), *rows, ("total", "Total", model.counts))


def users(part: Part, certificate: Certificate) -> str:
    """Return the models that print a section, in words."""
    return "all models" if len(part.models) == len(certificate.models) else ", ".join(part.models) or "no model"


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
    place = told = ""
    for clause in part.clauses:
        if clause.line.text.strip("[]") in PLACES:
            place = clause.line.text.strip("[]").capitalize()
        elif clause.state != "same":
            if place != told:
                yield f"  {place}"
                told = place
            yield f"    {marked(clause.redline)}"


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
        yield f"    it stood {stood(clause, part)}"
    for look in clause.formatting:
        yield f"    {look}"
    if clause.other_condition and clause.before is not None and clause.after is not None:
        for sign, line in (("-", clause.before), ("+", clause.after)):
            yield f"    {sign} printed {' and '.join(line.conditions) or 'always'}"
    yield f"    {marked(clause.redline)}"


def _hashes(clause: Clause) -> str:
    lines = (clause.before, clause.after)
    return " → ".join(dict.fromkeys(short(line.hash) for line in lines if line is not None))


def _words(words: Sequence[Word]) -> Iterator[str]:
    if words:
        yield from ("", "Words of the glossary (no passage counts as changed for them: the tags in all follow)")
    everywhere = len({word.countries for word in words}) < 2
    for word in words:
        where = "" if everywhere or not word.countries else f" in {' and '.join(map(str.capitalize, word.countries))}"
        said = f"{word.shared or 'none'} → {word.own or 'none'}"
        if word.is_definition:
            said = marked(redline(word.shared, word.own))
        yield f"  {named(word.name, word.concept)}, {word.what}{where}: {said}"


def _files(files: Sequence[OwnFile], whole: str) -> Iterator[str]:
    if files:
        yield from ("", "Files of the council")
    for file in files:
        if file.kind == "other":
            continue
        yield f"  {file.layer}/{file.path}: {file.what} ({short(file.hash)})"
        yield from (f"    {text}" for text in file.told)
    if any(file.told and file.told[-1].startswith("and ") for file in files):
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
    yield f"      {marked(changed.clause.redline)}"
    if changed.own and not changed.is_kept:
        yield f"      yours: {changed.own}"


def plain(found: Report) -> dict[str, object]:
    """Return what was found as JSON has it; a key that is there once stays."""
    certificate = found.certificate
    return {
        "specgen": VERSION,
        "council": {"id": certificate.layers[-1].name, "name": certificate.council.name},
        "layers": [layer.name for layer in reversed(certificate.layers)],
        "hash": HASHES,
        "about": ABOUT,
        "counted": COUNTED,
        "columns": COLUMNS,
        "hash_steps": HASH_STEPS,
        "again": again(certificate),
        "record_of_drafts": dict(matching(certificate)),
        "beside": beside(found.words, found.values, found.files),
        "models": [
            {**asdict(model), "counts": _counts(model.counts), "statement": statement(model)}
            for model in certificate.models
        ],
        "wording_of_models": [_plain_part(part) for part in certificate.roots],
        "sections": [_plain_part(part) for part in certificate.sections],
        "house": _plain_part(certificate.house),
        "words": [
            {**asdict(word), "redline": redline(word.shared, word.own) if word.is_definition else []}
            for word in found.words
        ],
        "values": [{**asdict(value), "kind": value.kind} for value in found.values],
        "files": [asdict(file) for file in found.files],
        "since_record": _plain_update(found.since_record),
        "update": _plain_update(found.update),
    }


def _counts(counts: Counts) -> dict[str, int]:
    return {"printed": counts.printed, **asdict(counts)}


def _plain_part(part: Part) -> dict[str, object]:
    shared = {id(line): number for number, line in enumerate(part.before, 1)}
    own = {id(line): number for number, line in enumerate(part.after, 1)}
    return {
        "id": part.id,
        "title": part.title,
        "template": part.template,
        "state": part.state,
        "models": part.models,
        "counts": _counts(part.counts),
        "shared_hash": part.shared_hash,
        "hash": part.hash,
        "clauses": [_plain_clause(clause, shared, own) for clause in part.clauses],
    }


def _plain_clause(clause: Clause, shared: dict[int, int], own: dict[int, int]) -> dict[str, object]:
    return {
        "kind": clause.line.kind,
        "state": clause.state,
        "moved": clause.moved,
        "other_condition": clause.other_condition,
        "formatting": clause.formatting,
        "changed_by": clause.layers,
        "elsewhere": clause.elsewhere,
        "shared": _plain_line(clause.before, shared),
        "own": _plain_line(clause.after, own),
        "redline": [] if clause.state == "same" else clause.redline,
    }


def _plain_line(line: object, numbers: dict[int, int]) -> dict[str, object] | None:
    from specgen.compare.lines import Line

    if not isinstance(line, Line):
        return None
    return {"line": numbers.get(id(line), 0), "text": line.text, "hash": line.hash, "conditions": line.conditions}


def _plain_update(update: Update | None) -> dict[str, object] | None:
    if update is None:
        return None
    return {
        "before": update.before,
        "after": update.after,
        "faults": update.faults,
        "models": update.models,
        "files": [{"path": path, "state": state} for path, state in update.files],
        "parts": [
            {
                "what": part.what,
                "id": part.id,
                "title": part.title,
                "changes": [
                    {
                        "state": one.kind,
                        "effect": one.effect,
                        "prints": one.own,
                        "prints_earlier_words": one.is_kept,
                        **_plain_clause(one.clause, {}, {}),
                    }
                    for one in part.changes
                ],
            }
            for part in update.parts
        ],
    }
