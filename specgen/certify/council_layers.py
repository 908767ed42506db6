"""Lay a council's folders over the shared templates, one layer for each council that it extends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from specgen.certify.expanded_templates import Texts
from specgen.compare.lines import Line
from specgen.formats.yamlfile.fast import read_mapping
from specgen.inputs.council.council import Council
from specgen.inputs.models.model import Model, Section, load_model, model_ids
from specgen.templates.loader import TemplateLoader

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


def layers_of(council: Council) -> tuple[Layer, ...]:
    """Return the shared layer, and each folder of a council laid over those beneath it."""
    same = {own.casefold(): usual for usual, own in council.look.styles.items()}
    layers = []
    for number in range(len(council.folders), -1, -1):
        layered = _without(council, number)
        models = tuple(load_model(id, layered.model_folders) for id in model_ids(layered.model_folders))
        name = layered.folders[0].resolve().name if layered.folders else SHARED
        loader = TemplateLoader(layered.template_folders, layered.named_folders)
        layers.append(Layer(name, layered, models, Texts(loader, same)))
    return tuple(layers)


def layer_below(layers: Sequence[Layer]) -> Layer:
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


def base_model(model: Model, layers: Sequence[Layer]) -> str:
    """Return the id of the shared model that a model is, extends, or else is most like."""
    shared = layers[0].by_id
    id, visited = model.id, set[str]()
    while id and id not in shared and id not in visited:
        visited.add(id)
        files = (folder / f"{id}.yaml" for folder in layers[-1].council.model_folders)
        file = next((file for file in files if file.is_file()), None)
        id = "" if file is None else str(read_mapping(file).get("extends", ""))
    if id in shared:
        return id
    own = set(section_ids(model))

    def likeness(candidate: str) -> float:
        theirs = set(section_ids(shared[candidate]))
        return len(own & theirs) / len(own | theirs)

    return max(sorted(shared), key=likeness)


def layer_names(layers: Sequence[Layer]) -> list[str]:
    return [layer.name for layer in layers[1:]]


def section_ids(model: Model) -> tuple[str, ...]:
    return tuple(section.id for section in model.sections)
