"""Find what a newer release of the shared wording changes in a council's documents.

Three texts are laid side by side: the shared one of before, the shared one of now, and the council's. What the council
takes as it is follows by itself; what changes beneath its own words is for people to decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from specgen.certify.clause_states import Clause, compare_texts
from specgen.certify.council_layers import Layer
from specgen.compare.align import align
from specgen.compare.lines import Line, Piece

TAKEN: Final = "taken"  # the documents of the council change with it
DECIDE: Final = "decide"  # the council has words of its own here
Texts = Mapping[tuple[str, str], tuple[Line, ...]]  # ("section" or "model", id) -> lines


@dataclass(frozen=True)
class Changed:
    """One line of the shared text that is not what it was."""

    clause: Clause  # from the shared text of before to that of now
    effect: str  # TAKEN or DECIDE
    own: str  # what the council prints here if that is something else; "" if it prints nothing

    @property
    def is_kept(self) -> bool:
        """Whether the council prints the shared wording of before, as it does who has copied a whole section."""
        return self.clause.before is not None and self.own == self.clause.before.text

    @property
    def kind(self) -> str:
        return self.clause.state if self.clause.state in ("added", "dropped") else "changed"


@dataclass(frozen=True)
class ChangedPart:
    """One section, or one model outside its sections, whose shared wording changes."""

    what: str  # section, model
    id: str
    title: str
    changes: tuple[Changed, ...]


@dataclass(frozen=True)
class Update:
    """What has changed in the shared templates since they were recorded, or what a newer release would change."""

    before: str  # version
    after: str
    parts: tuple[ChangedPart, ...]
    files: tuple[tuple[str, str], ...] = ()  # data files of the shared set: path, and changed, added or dropped
    models: tuple[str, ...] = ()  # in words: what the shared models add, drop or move
    faults: tuple[str, ...] = ()  # why the council's own templates would not work with it

    def count(self, kind: str, effect: str = "") -> int:
        return sum(
            change.kind == kind and effect in ("", change.effect) and change.clause.is_clause
            for part in self.parts
            for change in part.changes
        )


def texts_of(layer: Layer) -> dict[tuple[str, str], tuple[Line, ...]]:
    """Return all that a layer prints."""
    texts = {("model", model.id): layer.lines(model.template) for model in layer.models}
    return texts | {("section", id): layer.lines(section.template) for id, section in layer.sections.items()}


def titles_of(layer: Layer) -> dict[tuple[str, str], str]:
    titles_by_key = {("model", model.id): model.title for model in layer.models}
    return titles_by_key | {("section", id): section.title for id, section in layer.sections.items()}


def changed_parts(
    before: Texts, after: Texts, own: Texts, titles: Mapping[tuple[str, str], str]
) -> tuple[ChangedPart, ...]:
    """Return what of the shared wording is new, gone or different, and what that means for the council's."""
    parts = []
    for key in dict.fromkeys([*after, *before]):
        changes = tuple(_changes(before.get(key, ()), after.get(key, ()), own.get(key, ())))
        if changes:
            parts.append(ChangedPart(*key, titles.get(key, key[1]), changes))
    return tuple(parts)


def without_formatting(texts: Texts) -> Texts:
    """Return texts as a record keeps them: words and conditions."""
    return {key: tuple(map(_plain, lines)) for key, lines in texts.items()}


def _plain(line: Line) -> Line:
    return Line(line.kind, (Piece(line.text),), (), line.conditions)


def _changes(before: Sequence[Line], after: Sequence[Line], own: Sequence[Line]) -> Iterator[Changed]:
    clauses = [clause for clause in compare_texts([before, after], ["shared"]) if not clause.is_untouched]
    if not clauses:
        return
    of_after = {id(after[pair.after]): pair.before for pair in align(own, after) if pair.after is not None}
    of_before = {id(before[pair.before]): pair.after for pair in align(before, own) if pair.before is not None}
    for clause in clauses:
        if clause.after is not None:
            number = of_after.get(id(clause.after))
            mine = None if number is None else own[number]
            is_taken = mine is not None and _same(mine, clause.after)
        else:
            number = of_before.get(id(clause.before))
            mine = None if number is None else own[number]
            is_taken = mine is None
        yield Changed(clause, TAKEN if is_taken else DECIDE, "" if is_taken or mine is None else mine.text)


def _same(line: Line, other_line: Line) -> bool:
    return (line.text, line.conditions) == (other_line.text, other_line.conditions)
