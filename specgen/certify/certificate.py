"""Certify which clauses of a council's models are word for word those of the shared templates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from specgen.certify.clause_states import SORTS, Clause, Counts, compared, counted, hash_of, hash_of_texts
from specgen.certify.expand import Texts
from specgen.certify.house_states import PLACES, house_lines
from specgen.compare.align import FEWEST
from specgen.compare.lines import Line
from specgen.formats.word.clean import TAG
from specgen.formats.yamlfile.fast import read_mapping
from specgen.inputs.council.council import Council, Look
from specgen.inputs.models.model import Model, Section, load_model, model_ids
from specgen.templates.library import Library
from specgen.templates.loader import HOUSE, TemplateLoader

SHARED: Final = "specgen"


@dataclass(frozen=True)
class Layer:
    """What is printed if the councils above are left out."""

    name: str
    council: Council
    models: tuple[Model, ...]
    texts: Texts

    @cached_property
    def by_id(self) -> Mapping[str, Model]:
        return {model.id: model for model in self.models}

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        return {section.id: section for model in self.models for section in model.sections}

    def lines(self, template: str) -> tuple[Line, ...]:
        """Return the lines that a template prints; () for no template."""
        return self.texts.lines(template) if template else ()


@dataclass(frozen=True)
class Part:
    """The wording of one section, or of a model outside its sections, and what became of it."""

    id: str
    title: str
    template: str
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    clauses: tuple[Clause, ...]
    models: tuple[str, ...]  # of the council that print it
    is_shared: bool = True
    is_printed: bool = True

    @cached_property
    def counts(self) -> Counts:
        return counted(self.clauses)

    @property
    def state(self) -> str:
        if not self.is_shared:
            return "added"
        if not self.is_printed:
            return "dropped"
        return "same" if self.counts.is_untouched else "changed"

    @cached_property
    def shared_hash(self) -> str:
        return hash_of(self.before) if self.is_shared else ""

    @cached_property
    def hash(self) -> str:
        return hash_of(self.after) if self.is_printed else ""


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
    sections = _with_places(tuple(_sections(layers)))
    roots = tuple(_roots(layers))
    return Certificate(layers, sections, roots, tuple(_certified_models(layers, sections, roots)), _house(layers))


def layers_of(council: Council) -> tuple[Layer, ...]:
    """Return the shared layer, and each folder of a council laid over those beneath it."""
    same = {own.casefold(): usual for usual, own in council.look.styles.items()}
    found = []
    for number in range(len(council.folders), -1, -1):
        one = _without(council, number)
        models = tuple(load_model(id, one.model_folders) for id in model_ids(one.model_folders))
        name = one.folders[0].resolve().name if one.folders else SHARED
        shelf = TemplateLoader(one.template_folders, one.named_folders)
        found.append(Layer(name, one, models, Texts(shelf, same)))
    return tuple(found)


def beneath(layers: Sequence[Layer]) -> Layer:
    """Return what a council's own folder is laid over."""
    return layers[-2] if len(layers) > 1 else layers[-1]


def _without(council: Council, number: int) -> Council:
    """Return a council without its first folders."""
    return replace(
        council,
        folders=council.folders[number:],
        model_folders=council.model_folders[number:],
        template_folders=council.template_folders[number:],
    )


def _sections(layers: Sequence[Layer]) -> Iterator[Part]:
    """Yield every section that the shared models or the council's print, in the order of the council's."""
    first, last = layers[0], layers[-1]
    for id in dict.fromkeys([*last.sections, *first.sections]):
        section = last.sections.get(id) or first.sections[id]
        templates = [layer.sections[id].template if id in layer.sections else "" for layer in layers]
        texts = [layer.lines(template) for layer, template in zip(layers, templates, strict=True)]
        models = tuple(model.id for model in last.models if id in _ids(model))
        clauses = compared(texts, _names(layers))
        shared, printed = id in first.sections, id in last.sections
        yield Part(id, section.title, section.template, texts[0], texts[-1], clauses, models, shared, printed)


def _with_places(sections: Sequence[Part]) -> tuple[Part, ...]:
    """Return the sections, with where a clause was taken from or has gone to if that is another section."""
    gone, new = _by_words(sections, "dropped"), _by_words(sections, "added")
    found = []
    for part in sections:
        clauses = []
        for one in part.clauses:
            others = (gone if one.state == "added" else new).get(one.line.text, "") if one.is_clause else ""
            is_other = one.state in ("added", "dropped") and others not in ("", part.title)
            clauses.append(replace(one, elsewhere=others) if is_other else one)
        found.append(replace(part, clauses=tuple(clauses)))
    return tuple(found)


def _by_words(sections: Sequence[Part], state: str) -> dict[str, str]:
    """Return the words of each clause in a state -> the title of its section; a few words may stand anywhere."""
    return {
        one.line.text: part.title
        for part in sections
        for one in part.clauses
        if one.state == state and one.is_clause and len(one.line.text.split()) >= FEWEST
    }


def _roots(layers: Sequence[Layer]) -> Iterator[Part]:
    for model in layers[-1].models:
        base = layers[0].by_id[_base(model, layers)]
        texts = [layer.lines(layer.by_id.get(model.id, base).template) for layer in layers]
        clauses = compared(texts, _names(layers))
        yield Part(model.id, model.title, model.template, texts[0], texts[-1], clauses, (model.id,))


def _house(layers: Sequence[Layer]) -> Part:
    """Return what the house document of a council prints, beside that of the shared one."""
    councils = (replace(layers[0].council, facts={}, look=Look(), files=()), layers[-1].council)
    models = (layers[0].models[0], layers[-1].models[0])
    shared, own = (
        house_lines(Library(one).compiled(replace(model, sections=())))
        for one, model in zip(councils, models, strict=True)
    )
    file = layers[-1].council.look.house
    layer = next((one.name for one in layers[1:] if file is not None and file.parent in one.council.folders[:1]), "")
    places = [place for place in PLACES if place in shared or place in own]
    before, after = (tuple(line for place in places for line in one.get(place, ())) for one in (shared, own))
    clauses = [
        part
        for place in places
        for clause in compared([shared.get(place, ()), own.get(place, ())], [layer or layers[-1].name])
        for part in _apart(clause)
    ]
    return Part("house", "House document", HOUSE, before, after, tuple(clauses), tuple(layers[-1].by_id))


def _apart(clause: Clause) -> tuple[Clause, ...]:
    """Return a line of a house as one that is gone and one that is new if it prints something else: the date where
    the status stood is no edit of it.
    """
    old, new = clause.before, clause.after
    if clause.moved or old is None or new is None or TAG.findall(old.text) == TAG.findall(new.text):
        return (clause,)
    return (replace(clause, after=None, formatting=()), replace(clause, before=None, formatting=()))


def _certified_models(
    layers: Sequence[Layer], sections: Sequence[Part], roots: Sequence[Part]
) -> Iterator[CertifiedModel]:
    by_id = {section.id: section for section in sections}
    for model, root in zip(layers[-1].models, roots, strict=True):
        base = layers[0].by_id[_base(model, layers)]
        own, before = _ids(model), _ids(base)
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
    makers = Counter(one.layers[-1] for part in parts for one in part.clauses if one.is_clause and one.layers)
    yield from ((name, makers[name]) for name in _names(layers) if makers[name])


def _base(model: Model, layers: Sequence[Layer]) -> str:
    """Return the id of the shared model that a model is, extends, or else is most like."""
    shared = layers[0].by_id
    id, seen = model.id, set[str]()
    while id and id not in shared and id not in seen:
        seen.add(id)
        files = (folder / f"{id}.yaml" for folder in layers[-1].council.model_folders)
        file = next((file for file in files if file.is_file()), None)
        id = "" if file is None else str(read_mapping(file).get("extends", ""))
    if id in shared:
        return id
    own = set(_ids(model))
    return max(sorted(shared), key=lambda one: len(own & {*_ids(shared[one])}) / len(own | {*_ids(shared[one])}))


def _names(layers: Sequence[Layer]) -> list[str]:
    return [layer.name for layer in layers[1:]]


def _ids(model: Model) -> tuple[str, ...]:
    return tuple(section.id for section in model.sections)


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
