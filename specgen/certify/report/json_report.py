"""Write a certificate as JSON for auditors' tools; a key that is there once stays."""

from __future__ import annotations

from dataclasses import asdict

from specgen.certify.clause_states import Clause, Counts
from specgen.certify.parts import Part
from specgen.certify.release_changes import Update
from specgen.certify.report.contents import Report
from specgen.certify.report.explanations import ABOUT, COLUMNS, COUNTED, HASH_STEPS, draft_records, repeat_command
from specgen.certify.report.statement import HASHES, around_wording, statement
from specgen.compare.align import redline
from specgen.compare.lines import KIND_KEYS, Line
from specgen.version import VERSION


def as_json(results: Report) -> dict[str, object]:
    """Return the values of the report under their keys."""
    certificate = results.certificate
    return {
        "specgen": VERSION,
        "council": {"id": certificate.layers[-1].name, "name": certificate.council.name},
        "layers": [layer.name for layer in reversed(certificate.layers)],
        "hash": HASHES,
        "about": ABOUT,
        "counted": COUNTED,
        "columns": COLUMNS,
        "hash_steps": HASH_STEPS,
        "again": repeat_command(certificate),
        "record_of_drafts": dict(draft_records(certificate)),
        "beside": around_wording(results.words, results.values, results.files),
        "models": [
            {**asdict(model), "counts": _counts(model.counts), "statement": statement(model)}
            for model in certificate.models
        ],
        "wording_of_models": [_part(part) for part in certificate.roots],
        "sections": [_part(part) for part in certificate.sections],
        "house": _part(certificate.house),
        "words": [
            {**asdict(word), "redline": redline(word.shared, word.own) if word.is_definition else []}
            for word in results.words
        ],
        "values": [{**asdict(value), "kind": value.kind} for value in results.values],
        "files": [asdict(file) for file in results.files],
        "since_record": _update(results.since_record),
        "update": _update(results.update),
    }


def _counts(counts: Counts) -> dict[str, int]:
    return {"printed": counts.printed, **asdict(counts)}


def _part(part: Part) -> dict[str, object]:
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
        "clauses": [_clause(clause, shared, own) for clause in part.clauses],
    }


def _clause(clause: Clause, shared: dict[int, int], own: dict[int, int]) -> dict[str, object]:
    return {
        "kind": KIND_KEYS[clause.line.kind],
        "state": clause.state,
        "moved": clause.moved,
        "other_condition": clause.other_condition,
        "formatting": clause.formatting,
        "changed_by": clause.layers,
        "elsewhere": clause.other_section,
        "shared": _line(clause.before, shared),
        "own": _line(clause.after, own),
        "redline": [] if clause.state == "same" else clause.redline,
    }


def _line(line: Line | None, numbers: dict[int, int]) -> dict[str, object] | None:
    if line is None:
        return None
    return {"line": numbers.get(id(line), 0), "text": line.text, "hash": line.hash, "conditions": line.conditions}


def _update(update: Update | None) -> dict[str, object] | None:
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
                        "state": change.kind,
                        "effect": change.effect,
                        "prints": change.own,
                        "prints_earlier_words": change.is_kept,
                        **_clause(change.clause, {}, {}),
                    }
                    for change in part.changes
                ],
            }
            for part in update.parts
        ],
    }
