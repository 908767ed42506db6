"""Certify which clauses of a council's models are word for word those of the shared templates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from specgen.certify.clause_states import SORTS, Counts, hash_of_texts
from specgen.certify.council_layers import Layer, base_model, layer_names, layers_of, section_ids
from specgen.certify.parts import Part, house_part, root_parts, section_parts
from specgen.inputs.council.council import Council
from specgen.inputs.models.model import Model


@dataclass(frozen=True)
class Row:
    """What of a model's passages stand in one section, or outside its sections."""

    id: str  # of the section, or of the model
    title: str
    counts: Counts


@dataclass(frozen=True)
class Move:
    """Sections that stand one after the other, and elsewhere than in the shared model."""

    sections: tuple[str, ...]
    before: str  # the section that follows now; "" at the end
    was_after: str  # the one that they followed; "" at the start


@dataclass(frozen=True)
class CertifiedModel:
    """One model of a council and what it adds to, drops from and moves in the shared one."""

    id: str
    title: str
    compared_with: str  # the id of the shared model
    added: tuple[str, ...]  # sections
    dropped: tuple[str, ...]
    moved: tuple[str, ...]
    settings: tuple[str, ...]  # what else it says differently of a section, in words
    counts: Counts
    by_layer: tuple[tuple[str, int], ...]  # how many clauses of its sections each council has made different
    shared_hash: str
    hash: str
    rows: tuple[Row, ...] = ()  # its own wording first; together they are the counts
    moves: tuple[Move, ...] = ()
    shared_order: tuple[str, ...] = ()  # the sections whose hashes make its own, in their order
    order: tuple[str, ...] = ()
    digest: str = ""  # what a draft's record calls "model"

    def title_of(self, id: str) -> str:
        """Return the title of a section that it prints or has dropped."""
        return next((row.title for row in self.rows[1:] if row.id == id), id)


@dataclass(frozen=True)
class Certificate:
    """What became of the shared wording in one council."""

    layers: tuple[Layer, ...]  # the shared one first, the council's own last
    sections: tuple[Part, ...]
    roots: tuple[Part, ...]  # what each model prints outside its sections
    models: tuple[CertifiedModel, ...]
    house: Part  # what stands around them: cover, headers and footers, which are no clauses

    @property
    def council(self) -> Council:
        return self.layers[-1].council

    @property
    def parts(self) -> tuple[Part, ...]:
        return (*self.roots, *self.sections)


def certify(council: Council) -> Certificate:
    """Return the certificate of a council. Raises SpecgenError for templates and models that cannot be read."""
    layers = layers_of(council)
    sections = section_parts(layers)
    roots = root_parts(layers)
    return Certificate(layers, sections, roots, tuple(_certified_models(layers, sections, roots)), house_part(layers))


def _certified_models(
    layers: Sequence[Layer], sections: Sequence[Part], roots: Sequence[Part]
) -> Iterator[CertifiedModel]:
    by_id = {section.id: section for section in sections}
    for model, root in zip(layers[-1].models, roots, strict=True):
        base = layers[0].by_id[base_model(model, layers)]
        own, before = section_ids(model), section_ids(base)
        added = tuple(id for id in own if id not in before)
        dropped = tuple(id for id in before if id not in own)
        rows = [Row(model.id, model.title, root.counts)]
        for id in own:
            counts = by_id[id].counts if id in before else _as_added(by_id[id].counts)
            rows.append(Row(id, by_id[id].title, counts))
        rows += [Row(id, by_id[id].title, _as_dropped(by_id[id].counts)) for id in dropped]
        moves = tuple(_moves(before, own))
        yield CertifiedModel(
            model.id,
            model.title,
            base.id,
            added,
            dropped,
            tuple(id for move in moves for id in move.sections),
            tuple(_settings(base, model)),
            sum((row.counts for row in rows), Counts()),
            tuple(_by_layer([root, *(by_id[id] for id in own)], layers)),
            hash_of_texts([root.shared_hash, *(by_id[id].shared_hash for id in before)]),
            hash_of_texts([root.hash, *(by_id[id].hash for id in own)]),
            tuple(rows),
            moves,
            before,
            own,
            model.digest,
        )


def _by_layer(parts: Sequence[Part], layers: Sequence[Layer]) -> Iterator[tuple[str, int]]:
    """Yield each council that has made clauses different, and how many; the last to change one counts."""
    makers = Counter(
        clause.layers[-1] for part in parts for clause in part.clauses if clause.is_clause and clause.layers
    )
    yield from ((name, makers[name]) for name in layer_names(layers) if makers[name])


def _as_added(counts: Counts) -> Counts:
    """Count a section that the shared model does not print: all of it is new there, whoever wrote it."""
    sorts = {sort: getattr(counts, sort) for sort in SORTS}
    return Counts(added=counts.printed, from_elsewhere=counts.from_elsewhere, frames=counts.frames, **sorts)


def _as_dropped(counts: Counts) -> Counts:
    return Counts(dropped=counts.shared, frames=counts.frames)


def _moves(before: Sequence[str], after: Sequence[str]) -> Iterator[Move]:
    """Yield the sections that stand elsewhere, as few as explain the new order, those that moved together in one."""
    kept, now = [id for id in before if id in after], [id for id in after if id in before]
    staying = set(_longest_in_order([kept.index(id) for id in now]))
    moved = [id for id in now if kept.index(id) not in staying]
    while moved:
        together = [moved.pop(0)]
        while moved and _next(now, together[-1]) == moved[0] == _next(kept, together[-1]):
            together.append(moved.pop(0))
        first = kept.index(together[0])
        yield Move(tuple(together), _next(now, together[-1]), kept[first - 1] if first else "")


def _next(ids: Sequence[str], id: str) -> str:
    """Return what follows; "" at the end."""
    return next(iter(ids[ids.index(id) + 1 :]), "")


def _longest_in_order(numbers: Sequence[int]) -> tuple[int, ...]:
    """Return as many of the numbers as rise one after the other."""
    ending: list[tuple[int, ...]] = []  # the longest row that ends with each
    for number in numbers:
        rows = [row for row in ending if row[-1] < number]
        ending.append((*max(rows, key=len, default=()), number))
    return max(ending, key=len, default=())


def _settings(base: Model, model: Model) -> Iterator[str]:
    """Yield where a model puts a section, or when it prints it, if the shared one says otherwise, and its title."""
    if model.id == base.id and model.title != base.title:
        yield f"title {base.title} → {model.title}"
    before = {section.id: section for section in base.sections}
    for section in model.sections:
        old = before.get(section.id)
        for key in ("place", "when") if old is not None else ():
            was, now = getattr(old, key), getattr(section, key)
            if was != now:
                yield f"{section.id}: {key} {was} → {now}"
