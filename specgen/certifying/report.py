"""A certificate and what there is beside it in, the text for a terminal or JSON for auditors' tools out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from specgen.certifying.certificate import Certificate, Part
from specgen.certifying.compared import Clause
from specgen.certifying.facts import OwnFile, Word
from specgen.certifying.matching import Change
from specgen.certifying.updates import Changed, Update
from specgen.certifying.wording import (
    HASHES,
    kind_of,
    meaning,
    short,
    state_of,
    statement,
    stood,
    update_sentence,
    visible,
    whose,
)
from specgen.version import VERSION

FORMATS: Final = ("text", "json")
MARKS: Final = {"=": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}
COLUMNS: Final = ("same", "changed", "added", "dropped", "moved", "other_condition", "formatted")
HEADS: Final = ("word for word", "changed", "added", "dropped", "moved", "other condition", "formatted")


@dataclass(frozen=True)
class Report:
    """All that `specgen council certify` has found."""

    certificate: Certificate
    words: tuple[Word, ...]
    files: tuple[OwnFile, ...]
    since_record: Update | None = None
    update: Update | None = None


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
    yield from _table(certificate)
    for part in certificate.parts:
        yield from _part(part, certificate.layers[-1].name, shows_layers=len(names) > 2)
    if certificate.house.state != "same":
        yield from _house(certificate.house)
    yield from _words(found.words)
    yield from _files(found.files)
    for update, recorded in ((found.since_record, True), (found.update, False)):
        if update is not None:
            yield from _update(update, recorded=recorded)
    yield from ("", HASHES)


def _table(certificate: Certificate) -> Iterator[str]:
    touched = [part for part in certificate.parts if part.state != "same"]
    same = [section.id for section in certificate.sections if section.state == "same"]
    if touched:
        width = max(len(part.id) for part in touched)
        yield ""
        yield f"{'':{width}}  {'  '.join(HEADS)}"
        for part in touched:
            cells = (f"{getattr(part.counts, key):>{len(head)}}" for key, head in zip(COLUMNS, HEADS, strict=True))
            yield f"{part.id:{width}}  {'  '.join(cells)}"
    yield ""
    number = f"{len(same)} section{'' if len(same) == 1 else 's'}"
    yield f"Word for word the shared ones ({number}): {', '.join(same) or 'none'}"


def _house(part: Part) -> Iterator[str]:
    yield ""
    yield f"{part.title} ({part.template}): what it prints is not counted among the clauses"
    before, after = ([line.text for line in lines if line.kind != "frame"] for lines in (part.before, part.after))
    for title, lines, others in (
        ("It prints, and the shared one does not:", after, before),
        ("The shared one prints, and it does not:", before, after),
    ):
        only = [text for text in dict.fromkeys(lines) if text not in others]
        yield from ([f"  {title}", *(f"    {text}" for text in only)] if only else ())


def _part(part: Part, council: str, *, shows_layers: bool) -> Iterator[str]:
    if part.state == "same":
        return
    hashes = " → ".join(filter(None, (short(part.shared_hash), short(part.hash))))
    whole = whose(part, council)
    yield ""
    yield f"{part.title} ({part.template}, {hashes}){whole and f': {whole}'}"
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
        yield from ("", "Words of the glossary (they are not changes of a clause: every clause follows)")
    for word in words:
        where = f" in {' and '.join(map(str.capitalize, word.countries))}" if word.countries else ""
        yield f"  {word.concept}, {word.what}{where}: {word.shared or 'none'} → {word.own or 'none'}"


def _files(files: Sequence[OwnFile]) -> Iterator[str]:
    if files:
        yield from ("", "Files of the council")
    for file in files:
        if file.kind == "other":
            continue
        yield f"  {file.layer}/{file.path}: {file.what} ({short(file.hash)})"
        yield from (f"    {text}" for text in file.told)
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
        "models": [
            {**asdict(model), "counts": asdict(model.counts), "statement": statement(model)}
            for model in certificate.models
        ],
        "wording_of_models": [_plain_part(part) for part in certificate.roots],
        "sections": [_plain_part(part) for part in certificate.sections],
        "house": _plain_part(certificate.house),
        "words": [asdict(word) for word in found.words],
        "files": [asdict(file) for file in found.files],
        "since_record": _plain_update(found.since_record),
        "update": _plain_update(found.update),
    }


def _plain_part(part: Part) -> dict[str, object]:
    shared = {id(line): number for number, line in enumerate(part.before, 1)}
    own = {id(line): number for number, line in enumerate(part.after, 1)}
    return {
        "id": part.id,
        "title": part.title,
        "template": part.template,
        "state": part.state,
        "models": part.models,
        "counts": asdict(part.counts),
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
    from specgen.certifying.lines import Line

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
