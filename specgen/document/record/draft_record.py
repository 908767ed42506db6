"""Record what a draft was made from: its answers, and the hash of every file that had a part in it."""

from __future__ import annotations

import functools
import hashlib
import json
from decimal import Decimal
from itertools import pairwise

from specgen.context.context import Facts
from specgen.document.record.provenance import LAW_SUM, Provenance
from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.inputs.answers.shares import NumberOfShare
from specgen.inputs.council.council import Council
from specgen.inputs.glossary.concept import Concept
from specgen.inputs.law.entry import Entry
from specgen.inputs.models.question_tree import question_tree
from specgen.inputs.models.section import Question
from specgen.templates.compiled import CompiledTemplates
from specgen.version import VERSION


def draft_record(facts: Facts, compiled: CompiledTemplates, council: Council) -> Provenance:
    """Return the record of a draft: the answers with those of the council, and the hash of each file they come from."""
    counted = {"council": council.id} if council.folders else {}
    given = as_written(facts.answers.values, question_tree(facts.model))
    values: dict[str, object] = {**(given if isinstance(given, dict) else {}), **counted}
    for path, awaited in facts.answers.awaited.items():
        _put(values, path, {"awaited": awaited.words, **({"by": awaited.by} if awaited.by else {})})
    answers = json.dumps(values, default=_plain, ensure_ascii=False)
    hashes = {f"templates/{template}": digest for template, digest in compiled.hashes.items()}
    hashes["model"] = facts.model.digest
    hashes["glossary"] = _digest(tuple(sorted(facts.glossary.items())))
    if council.folders:
        hashes["council"] = council.digest
        hashes["answers"] = hashlib.sha256(facts.answers.yaml.source.encode()).hexdigest()
    words = {concept.id: f"{concept.label}/{concept.plural}" for concept in facts.glossary.values()}
    laws = {entry.id: _law(entry) for entry in (*facts.law.laws.values(), *facts.law.statements.values())}
    return Provenance(VERSION, facts.today.isoformat(), facts.model.id, hashes, answers, words=words, laws=laws)


def as_written(value: object, question: Question) -> object:
    """Return typed answers so that they can be read again: own words behind `other:`, a share in per cent."""
    if isinstance(value, NumberOfShare):
        return f"{value.share.percent}%"
    if isinstance(value, str) and question.takes_own_words and value not in dict(question.choices):
        return {"other": value}
    if isinstance(value, list):
        return [as_written(one, question.single) for one in value]
    if isinstance(value, dict):
        children = question.by_name
        return {name: as_written(one, children[name]) if name in children else one for name, one in value.items()}
    return value


def _put(values: dict[str, object], path: ValuePath, value: object) -> None:
    """Write a value at a path whose rows are there already."""
    inner: object = values
    for step, following in pairwise(path):
        if isinstance(inner, dict):
            inner = inner.setdefault(step, {}) if isinstance(following, str) else inner.get(step)
        elif isinstance(inner, list) and isinstance(step, int) and step < len(inner):
            inner = inner[step]
    if isinstance(inner, dict):
        inner[path[-1]] = value


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
