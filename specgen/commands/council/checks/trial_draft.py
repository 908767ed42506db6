"""Try a draft of a council's model with the built-in sample answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from specgen.formats.yamlfile.yaml_file import YamlFile, load
from specgen.generate import draft
from specgen.inputs.answers.validate import validate_answers
from specgen.inputs.council.council import Council, load_council
from specgen.inputs.council.defaults import known_answers
from specgen.inputs.models.model import Model, load_model, models_by_part
from specgen.problems import Problem, SpecgenError
from specgen.system.resources import built_in_samples

__all__ = ["trial_draft"]

DAY: Final = date(2026, 1, 1)
SAMPLES: Final = ("care-planning", "reward", "population")


def trial_draft(folder: Path, model: str) -> tuple[Problem, ...]:
    """Return what is wrong with the draft of a sample under a model of the council; nothing if it is good."""
    council = load_council(folder)
    asked = load_model(model, council.model_folders)
    wrong = _defaults(council, asked)
    return (*wrong, *_drafted(_sample(asked, str(council.facts.get("jurisdiction", ""))), council))


def _defaults(council: Council, model: Model) -> tuple[Problem, ...]:
    """Return what is wrong in the answers that the council gives to the questions of a model: a sample hides it."""
    given = known_answers(council)
    by_part = models_by_part(council.model_folders)
    _, found = validate_answers(given, model, council, {}, lambda name: by_part.get(name, ()))
    ours = {file.yaml.file for file in council.files}
    return tuple(one for one in found if one.place.file in ours and one.rule != "missing")


def _drafted(answers: YamlFile, council: Council) -> tuple[Problem, ...]:
    while True:
        try:
            made = draft(answers, council, today=DAY)
        except SpecgenError as error:
            fewer = _without(answers, error.problems)
            if fewer is None:
                return tuple(problem for problem in error.problems if problem.place.file != answers.file)
            answers = fewer
        else:
            return tuple(problem for problem in made.warnings if problem.place.file != answers.file)


def _sample(model: Model, jurisdiction: str) -> YamlFile:
    """Return the sample that the model asks most of, as answers for this model and country."""
    asked = {section.at[0] for section in model.sections if section.at}
    files = [built_in_samples() / f"{name}.yaml" for name in SAMPLES]
    read = [found for found, _ in map(load, files) if found is not None]
    best = max(read, key=lambda one: (len(asked & set(one.values)), -len(set(one.values) - asked)))
    values = {key: value for key, value in best.values.items() if key in asked}
    definitions, document = values.get("definitions"), values.get("document")
    if isinstance(definitions, Mapping):  # the words are the council's
        values["definitions"] = {key: value for key, value in definitions.items() if key != "words"}
    if isinstance(document, Mapping):
        values["document"] = {**document, "jurisdiction": jurisdiction or document.get("jurisdiction")}
    values["model"] = model.id
    changed = (("model",), ("document", "jurisdiction"))
    return replace(best, values=values, texts={at: text for at, text in best.texts.items() if at not in changed})


def _without(answers: YamlFile, problems: tuple[Problem, ...]) -> YamlFile | None:
    """Return the answers without the parts that do not fit this council's questions: a sample was not made for them.
    None if it is not the answers that stop the draft.
    """
    parts = {one.place.path.partition(".")[0].partition("[")[0] for one in problems if one.place.file == answers.file}
    unfit = parts & set(answers.values) - {"model"}
    if not unfit or any(one.level == "error" and one.place.file != answers.file for one in problems):
        return None
    values: dict[str, object] = {key: value for key, value in answers.values.items() if key not in unfit}
    document = answers.values.get("document")
    if "document" in unfit and isinstance(document, Mapping):
        if set(document) == {"jurisdiction"}:
            return None
        values["document"] = {"jurisdiction": document.get("jurisdiction")}
    return replace(answers, values=values)
