"""Bring a glossary file up to date with a new reading of the conditions, and keep what people have changed in it.

For each concept there are three texts: what the last reading found (the file keeps a mark of it), what the file says
now, and what this reading finds. What people changed stays and is reported; what they left alone follows the contract.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import yaml

from specgen.formats.word.paragraphs import hash_of
from specgen.formats.yamlfile.edit.nodes import Edit, NodeTree, apply_edits
from specgen.formats.yamlfile.lookup import rows_at, text_at
from specgen.inputs.glossary_import.glossary_proposals import Proposal
from specgen.inputs.glossary_import.glossary_writing import (
    LIST_END,
    LIST_START,
    Left,
    Source,
    concept_text,
    long_scalar,
    scalar,
    scheme_text,
    side_list,
    source_lines,
)

SIDE_LIST: Final = re.compile(rf"{re.escape(LIST_START)}\n(?:#   .*\n)*{re.escape(LIST_END)}\n?")
Row = Mapping[str, object]


@dataclass(frozen=True)
class Change:
    """What the new reading means for one concept."""

    kind: str  # new, text, clause, word (these are taken over); kept (people's own stays); gone
    id: str
    label: str
    message: str

    @property
    def needs_a_person(self) -> bool:
        return self.kind in ("kept", "gone")


@dataclass
class _Renewal:
    places: NodeTree
    edits: list[Edit] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def renewed(
    text: str, values: Row, proposals: Sequence[Proposal], left: Left, source: Source
) -> tuple[str, tuple[Change, ...]]:
    """Return the file's text as it should be now, and what has changed."""
    renewal = _Renewal(NodeTree(text))
    rows = rows_at(values, "concepts")
    owners, new = _matched(rows, proposals), list[Proposal]()
    used = {text_at(row, "id") for row in rows}
    refused = _refused(values)
    for index, one in enumerate(proposals):
        if (position := owners.get(index)) is not None:
            _renew(renewal, position, rows[position], one)
        elif one.label not in refused and one.id not in used:
            new.append(one)
            used.add(one.id)
    for position, row in enumerate(rows):
        if position not in owners.values() and isinstance(row.get("evidence"), Mapping):
            message = "the conditions no longer define it; take it out if nothing needs it"
            renewal.changes.append(Change("gone", text_at(row, "id"), _label(row), message))
    _add(renewal, new)
    renewal.changes += _worded(values, new)
    changed = apply_edits(text, renewal.edits) if renewal.edits else text
    changed = _listed(changed, side_list(left))
    known = _source(values)
    if known.get("sha256") != source.sha256 or changed != text:
        changed = _sourced(changed, known, source)
    return changed, tuple(renewal.changes)


def _matched(rows: Sequence[Row], proposals: Sequence[Proposal]) -> dict[int, int]:
    """Return proposal -> row: by the word that was read last time, by the id, or by the word as it stands."""
    found: dict[int, int] = {}
    words = [one.label.casefold() for one in proposals]
    keys = (
        ([text_at(_evidence(row), "label").casefold() for row in rows], words),
        ([_label(row).casefold() for row in rows], words),
        ([text_at(row, "id") for row in rows], [one.id for one in proposals]),
    )
    for of_rows, of_proposals in keys:
        free = {key: place for place, key in enumerate(of_rows) if key and place not in found.values()}
        for index, key in enumerate(of_proposals):
            if index not in found and key in free:
                found[index] = free.pop(key)
    return found


def _renew(renewal: _Renewal, position: int, row: Row, one: Proposal) -> None:
    """Bring one concept up to the new reading, where people have not changed it."""
    definition = row.get("definition")
    definition = (
        definition if isinstance(definition, Mapping) else {"text": definition if isinstance(definition, str) else ""}
    )
    text, clause = text_at(definition, "text"), text_at(definition, "clause")
    path: tuple[str | int, ...] = ("concepts", position)
    evidence = _evidence(row)
    where = f"clause {one.clause or '?'}"

    def settle(kind: str, now: str, read: str, key: str, value: str, was: str, said: tuple[str, str]) -> None:
        mark = hash_of(value) if key == "text" else value
        if was == mark or (not was and now == value):
            return
        if now == value:
            _set(renewal, (*path, "evidence", key), mark)
            return
        target = ("preferred", "label") if key == "label" else ("definition", key)
        if was and read == was and _set(renewal, (*path, *target), value):
            _set(renewal, (*path, "evidence", key), mark)
            if key == "text":
                _set(renewal, (*path, "evidence", "found"), one.found)
                _set(renewal, (*path, "evidence", "paragraph"), one.paragraph)
            renewal.changes.append(Change(kind, one.id, one.label, said[0]))
        else:
            renewal.changes.append(Change("kept", text_at(row, "id"), _label(row), said[1]))

    if "label" in evidence:
        settle(
            "word", _label(row), _label(row), "label", one.label, text_at(evidence, "label"),
            (f"is now written {one.label}", f"the conditions now write {one.label}; your word stays"),
        )  # fmt: skip
    settle(
        "text", " ".join(text.split()), hash_of(text), "text", one.text, text_at(evidence, "text"),
        (f"its meaning has changed ({where})", f"{where} now says “{short_text(one.text)}”; your text stays"),
    )  # fmt: skip
    if one.text:
        settle(
            "clause", clause, clause, "clause", one.clause, text_at(evidence, "clause"),
            (f"has moved from clause {clause or '?'} to {one.clause or '?'}", f"stands in {where} now; yours stays"),
        )  # fmt: skip


def _set(renewal: _Renewal, path: Sequence[str | int], value: str) -> bool:
    """Write another value where there is one; say whether there was."""
    node = renewal.places.scalar(path)
    if node is None:
        return False
    parent = renewal.places.node(path[:-1])
    key = path[-1]
    in_block = isinstance(parent, yaml.MappingNode) and not parent.flow_style
    if parent is not None and in_block and path[-2:] in (("evidence", "found"), ("definition", "text")):
        written = long_scalar(value, renewal.places.column(parent))
    else:
        written = scalar(value) if key == "label" else json.dumps(value, ensure_ascii=False)
    renewal.edits.append(renewal.places.replaced(node, written))
    return True


def _add(renewal: _Renewal, new: Sequence[Proposal]) -> None:
    """Write the new concepts after the last one."""
    if not new:
        return
    places = renewal.places
    concepts = places.node(("concepts",))
    for one in new:
        renewal.changes.append(Change("new", one.id, one.label, f"is new (clause {one.clause or '?'})"))
    if isinstance(concepts, yaml.SequenceNode) and concepts.value and not concepts.flow_style:
        at, indent = places.after(concepts), places.column(concepts)
    elif concepts is not None:
        written = "\n" + "".join(concept_text(one, 2) for one in new).rstrip("\n")
        renewal.edits.append(places.replaced(concepts, written))
        return
    else:
        at, indent = len(places.text), 2
    start = "" if places.text[:at].endswith("\n") else "\n"
    head = "" if concepts is not None else "concepts:\n"
    renewal.edits.append(Edit(at, at, start + head + "".join(concept_text(one, indent) for one in new)))


def _worded(values: Row, new: Sequence[Proposal]) -> Iterator[Change]:
    """Yield the new concepts for which people have a word already."""
    wording = values.get("wording")
    for one in new:
        own = wording.get(one.id) if isinstance(wording, Mapping) else None
        word = own if isinstance(own, str) else _label(own) if isinstance(own, Mapping) else ""
        if word and word != one.label:
            yield Change("kept", one.id, one.label, f"your wording says {word}; that stays")


def _listed(text: str, listed: str) -> str:
    """Return the text with the list of doubtful finds in its place."""
    if found := SIDE_LIST.search(text):
        return text[: found.start()] + listed + text[found.end() :]
    return f"{text.rstrip(chr(10))}\n{listed}" if listed else text


def _sourced(text: str, known: Row, source: Source) -> str:
    """Return the text with the new source in its head."""
    places, edits = NodeTree(text), list[Edit]()
    scheme = places.node(("scheme",))
    if not isinstance(scheme, yaml.MappingNode):
        return (
            scheme_text(source) + text if text.startswith(("concepts", "wording")) else _before_concepts(text, source)
        )
    if not known and not scheme.flow_style:
        at = places.after(scheme)
        return apply_edits(text, [Edit(at, at, "\n".join(source_lines(source)) + "\n")])
    for key, value in (("document", source.document), ("sha256", source.sha256), ("imported", source.imported)):
        node = places.scalar(("scheme", "source", key))
        if node is not None and str(known.get(key, "")) != value:
            edits.append(places.replaced(node, json.dumps(value, ensure_ascii=False)))
    return apply_edits(text, edits)


def _before_concepts(text: str, source: Source) -> str:
    found = re.search(r"^(?:concepts|wording|not_terms):", text, re.MULTILINE)
    at = found.start() if found else len(text)
    return text[:at] + scheme_text(source) + text[at:]


def _source(values: Row) -> Row:
    scheme = values.get("scheme")
    source = scheme.get("source") if isinstance(scheme, Mapping) else None
    return source if isinstance(source, Mapping) else {}


def _refused(values: Row) -> set[str]:
    """Return the words that people have listed as no terms."""
    listed = values.get("not_terms")
    rows = listed.values() if isinstance(listed, Mapping) else ()
    return {str(word) for row in rows for word in (row if isinstance(row, Sequence) else ())}


def _label(row: Row) -> str:
    preferred = row.get("preferred")
    return text_at(preferred, "label") if isinstance(preferred, Mapping) else ""


def _evidence(row: Row) -> Row:
    evidence = row.get("evidence")
    return evidence if isinstance(evidence, Mapping) else {}


def short_text(text: str) -> str:
    """Return a text as it is quoted in a message."""
    return text if len(text) < 120 else text[:117] + "..."
