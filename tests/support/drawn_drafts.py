"""Draft answers that were drawn by chance, without those that contradict others, and take single answers out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from specgen import generate as spine
from specgen.formats.yamlfile.fast import read_data
from specgen.formats.yamlfile.lookup import rows_at
from specgen.formats.yamlfile.yaml_file import YamlFile
from specgen.inputs.models.model import Model, load_model, model_ids
from specgen.problems import WrongInput
from specgen.system.resources import built_in_models

DAY = date(2026, 11, 16)
MODELS = model_ids((built_in_models(),))

# Rules that answers which fit their questions cannot break, and faults of templates.
SHAPE = ("type", "unknown", "range", "form", "length", "choice", "reference", "missing", "empty", "line", "template",
         "absent", "section", "model")  # fmt: skip


@cache
def model(model_id: str) -> Model:
    return load_model(model_id, (built_in_models(),))


@cache
def frameworks() -> Mapping[str, tuple[str, ...]]:
    """The areas of each outcome framework."""
    names = sorted(path.stem for path in (built_in_models() / "frameworks").glob("*.yaml"))
    read = {name: read_data(f"frameworks/{name}.yaml", (built_in_models(),)) for name in names}
    return {name: tuple(str(area["id"]) for area in rows_at(read[name], "areas")) for name in names}


def drafted(answers: YamlFile) -> tuple[YamlFile, spine.Draft]:
    """The draft, without the answers that contradict others: chance does not know that shares total 100%."""
    while True:
        try:
            return answers, spine.draft(answers, today=DAY)
        except WrongInput as error:
            if any(problem.rule in SHAPE for problem in error.problems):
                raise
            answers = _without_contradiction(answers, error.problems[0].place.path)


def _without_contradiction(answers: YamlFile, path: str) -> YamlFile:
    """Without the answer at a path, or without its whole section if rows stand there that others may name."""
    steps = [int(step) - 1 if step.isdigit() else step for step in re.findall(r"\w+", path)]
    found: Any = answers.values
    for step in steps:
        if not (isinstance(found, list) or (isinstance(found, dict) and step in found)):
            found = None  # it is missing that contradicts
            break
        found = found[step]
    return without(answers, steps if isinstance(found, str | int | Decimal) else steps[:1])


def removable(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of all answers that may be missing: no id, and no list of rows that have one."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in ("id", "model", "jurisdiction"):
                if not _holds_ids(part):
                    yield (*path, name)
                if not (isinstance(part, dict) and part.keys() & {"other", "awaited"}):  # one answer, not a group
                    yield from removable(part, (*path, name))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            if isinstance(part, dict):
                yield from removable(part, (*path, number))


def _holds_ids(value: object) -> bool:
    if isinstance(value, dict):
        return "id" in value or "jurisdiction" in value or any(map(_holds_ids, value.values()))
    return isinstance(value, list) and any(map(_holds_ids, value))


def without(answers: YamlFile, path: Sequence[str | int]) -> YamlFile:
    values: Any = deepcopy(answers.values)
    group = values
    for step in path[:-1]:
        group = group[step]
    del group[path[-1]]
    return replace(answers, values=values)
