"""Record what a draft was made from: its answers, and the hash of every file that had a part in it."""

from __future__ import annotations

import functools
import hashlib
import json
from decimal import Decimal

from specgen.context.context import Facts
from specgen.document.record.provenance import LAW_SUM, Provenance
from specgen.inputs.council.council import Council
from specgen.inputs.glossary.concept import Concept
from specgen.inputs.law.entry import Entry
from specgen.templates.compiled import CompiledTemplates
from specgen.version import VERSION


def draft_record(facts: Facts, compiled: CompiledTemplates, council: Council) -> Provenance:
    """Return the record of a draft: the answers with those of the council, and the hash of each file they come from."""
    counted = {"council": council.id} if council.folders else {}
    answers = json.dumps({**facts.answers.values, **counted}, default=_plain, ensure_ascii=False)
    hashes = {f"templates/{template}": digest for template, digest in compiled.hashes.items()}
    hashes["model"] = facts.model.digest
    hashes["glossary"] = _digest(tuple(sorted(facts.glossary.items())))
    if council.folders:
        hashes["council"] = council.digest
        hashes["answers"] = hashlib.sha256(facts.answers.yaml.source.encode()).hexdigest()
    words = {concept.id: f"{concept.label}/{concept.plural}" for concept in facts.glossary.values()}
    laws = {entry.id: _law(entry) for entry in (*facts.law.laws.values(), *facts.law.statements.values())}
    return Provenance(VERSION, facts.today.isoformat(), facts.model.id, hashes, answers, words=words, laws=laws)


def _plain(value: object) -> object:
    """Return a value as JSON can hold it: a number that has a short form as a number, a date as it is written."""
    if isinstance(value, Decimal) and Decimal(str(float(value))) == value:
        return int(value) if value == int(value) else float(value)
    return str(value)


@functools.lru_cache(maxsize=2000)
def _law(entry: Entry) -> str:
    """Return what an entry is called or says in a draft, and a sum over all of it."""
    return f"{entry.text or entry.title}{LAW_SUM}{hashlib.sha256(repr(entry).encode()).hexdigest()[:8]}"


@functools.lru_cache(maxsize=8)
def _digest(concepts: tuple[tuple[str, Concept], ...]) -> str:
    return hashlib.sha256(repr(list(concepts)).encode()).hexdigest()
