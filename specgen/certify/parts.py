"""Compare the wording of each section, of each model outside its sections, and of the house, layer by layer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from specgen.certify.clause_states import Clause, Counts, compare_texts, count_clauses, hash_of
from specgen.certify.council_layers import Layer, base_model, layer_names, section_ids
from specgen.certify.house_states import PLACES, house_lines
from specgen.compare.align import FEWEST
from specgen.compare.lines import Line
from specgen.formats.word.clean import TAG
from specgen.inputs.council.council import HouseOptions
from specgen.system.resources import HOUSE
from specgen.templates.library import Library


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
        return count_clauses(self.clauses)

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


def section_parts(layers: Sequence[Layer]) -> tuple[Part, ...]:
    """Return every section that the shared models or the council's print, in the order of the council's."""
    return _with_places(tuple(_sections(layers)))


def _sections(layers: Sequence[Layer]) -> Iterator[Part]:
    first, last = layers[0], layers[-1]
    for id in dict.fromkeys([*last.sections, *first.sections]):
        section = last.sections.get(id) or first.sections[id]
        templates = [layer.sections[id].template if id in layer.sections else "" for layer in layers]
        texts = [layer.lines(template) for layer, template in zip(layers, templates, strict=True)]
        models = tuple(model.id for model in last.models if id in section_ids(model))
        clauses = compare_texts(texts, layer_names(layers))
        shared, printed = id in first.sections, id in last.sections
        yield Part(id, section.title, section.template, texts[0], texts[-1], clauses, models, shared, printed)


def _with_places(sections: Sequence[Part]) -> tuple[Part, ...]:
    """Return the sections, with where a clause was taken from or has gone to if that is another section."""
    gone, new = _by_words(sections, "dropped"), _by_words(sections, "added")
    parts = []
    for part in sections:
        clauses = []
        for clause in part.clauses:
            title = (gone if clause.state == "added" else new).get(clause.line.text, "") if clause.is_clause else ""
            is_elsewhere = clause.state in ("added", "dropped") and title not in ("", part.title)
            clauses.append(replace(clause, other_section=title) if is_elsewhere else clause)
        parts.append(replace(part, clauses=tuple(clauses)))
    return tuple(parts)


def _by_words(sections: Sequence[Part], state: str) -> dict[str, str]:
    """Return the words of each clause in a state -> the title of its section; a few words may stand anywhere."""
    return {
        clause.line.text: part.title
        for part in sections
        for clause in part.clauses
        if clause.state == state and clause.is_clause and len(clause.line.text.split()) >= FEWEST
    }


def root_parts(layers: Sequence[Layer]) -> tuple[Part, ...]:
    """Return what each model of a council prints outside its sections."""
    return tuple(_roots(layers))


def _roots(layers: Sequence[Layer]) -> Iterator[Part]:
    for model in layers[-1].models:
        base = layers[0].by_id[base_model(model, layers)]
        texts = [layer.lines(layer.by_id.get(model.id, base).template) for layer in layers]
        clauses = compare_texts(texts, layer_names(layers))
        yield Part(model.id, model.title, model.template, texts[0], texts[-1], clauses, (model.id,))


def house_part(layers: Sequence[Layer]) -> Part:
    """Return what the house document of a council prints, beside that of the shared one."""
    councils = (replace(layers[0].council, facts={}, look=HouseOptions(), files=()), layers[-1].council)
    models = (layers[0].models[0], layers[-1].models[0])
    shared, own = (
        house_lines(Library(council).compiled(replace(model, sections=())))
        for council, model in zip(councils, models, strict=True)
    )
    file = layers[-1].council.look.house
    maker = next(
        (layer.name for layer in layers[1:] if file is not None and file.parent in layer.council.folders[:1]), ""
    )
    places = [place for place in PLACES if place in shared or place in own]
    before, after = (tuple(line for place in places for line in lines.get(place, ())) for lines in (shared, own))
    clauses = [
        part
        for place in places
        for clause in compare_texts([shared.get(place, ()), own.get(place, ())], [maker or layers[-1].name])
        for part in _as_separate(clause)
    ]
    return Part("house", "House document", HOUSE, before, after, tuple(clauses), tuple(layers[-1].by_id))


def _as_separate(clause: Clause) -> tuple[Clause, ...]:
    """Return a line of a house as one that is gone and one that is new if it prints something else: the date where
    the status stood is no edit of it.
    """
    old, new = clause.before, clause.after
    if clause.moved or old is None or new is None or TAG.findall(old.text) == TAG.findall(new.text):
        return (clause,)
    return (replace(clause, after=None, formatting=()), replace(clause, before=None, formatting=()))
