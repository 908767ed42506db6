"""Bring answers of an earlier release up to date, those of a council.yaml too, and show what changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from specgen.commands.result import CommandResult, OutputFile, Untrusted, untrusted_answers, untrusted_paths
from specgen.formats.yamlfile.lookup import text_at
from specgen.formats.yamlfile.yaml_file import YamlFile, load_sound
from specgen.inputs.answers.consistency import consistent
from specgen.inputs.answers.migrate import Migrated, migrated, migrated_defaults
from specgen.inputs.answers.validate import validate_answers
from specgen.inputs.council.council import Council, council_for, load_council
from specgen.inputs.council.defaults import with_defaults
from specgen.inputs.glossary.council_terms import load_named_model
from specgen.inputs.models.framework_codes import FRAMEWORK_AREAS, framework_codes
from specgen.inputs.models.model import Model, load_model, model_ids
from specgen.problems import Problem
from specgen.system.files import quoted, read_file
from specgen.system.resources import COUNCIL_FILE

__all__ = ["Options", "migrate", "untrusted"]


@dataclass(frozen=True)
class Options:
    """The arguments of `specgen migrate`: a file of answers, or a council.yaml."""

    answers: Path
    council: str | None


def untrusted(options: Options) -> Untrusted:
    if options.answers.name == COUNCIL_FILE:
        council = load_council(options.answers.parent.resolve())
        return untrusted_paths(council, options.answers, outputs=(options.answers,))
    return untrusted_answers(options.answers, options.council)


def migrate(options: Options) -> CommandResult:
    """Return the file with today's names, the difference, and a message for each answer. Raises SpecgenError."""
    if options.answers.name == COUNCIL_FILE:
        return _of_council(options)
    answers = load_sound(options.answers)
    council = council_for(answers, options.council)[0]
    model = load_named_model(answers, council)
    before = read_file(options.answers).decode("utf-8")
    file = str(options.answers)
    result = migrated(before, model, lambda given: _misfits(given, model, council), file)
    option = f" --council {quoted(options.council)}" if options.council else ""
    return _written(options.answers, before, result, f"specgen generate {quoted(options.answers)}{option}")


def _of_council(options: Options) -> CommandResult:
    """Return a council.yaml whose answers for all services have the names of this release."""
    council = load_council(options.answers.parent.resolve())
    models = [load_model(id, council.model_folders) for id in model_ids(council.model_folders)]
    before = read_file(options.answers).decode("utf-8")
    result = migrated_defaults(before, models, str(options.answers))
    return _written(options.answers, before, result, f"specgen council check {quoted(options.answers.parent)}")


def _written(path: Path, before: str, result: Migrated, following: str) -> CommandResult:
    """Return the file to write, with what changes in it and what to do next."""
    file = str(path)
    if result.text == before:
        return CommandResult(messages=(f"{file}: nothing to take along; its questions are those of this release",))
    difference = unified_diff(_lines(before), _lines(result.text), f"{file}.bak", file, n=2, lineterm="")
    messages = (*(f"{file}: {note}" for note in result.notes), f"next: {following}")
    files = (OutputFile(path, result.text.encode(), is_answers=True),)
    return CommandResult("".join(f"{line}\n" for line in difference), messages, files=files)


def _misfits(answers: YamlFile, model: Model, council: Council) -> Sequence[Problem]:
    """Return what does not fit together in the answers."""
    given, _ = with_defaults(answers, council)
    typed, problems = validate_answers(given, model, council, _lists(given, council))
    return (*problems, *consistent(typed, model))


def _lists(answers: YamlFile, council: Council) -> Mapping[str, Mapping[str, str]]:
    chosen = text_at(answers.values, "outcomes", "framework")
    return {FRAMEWORK_AREAS: dict(framework_codes(chosen, council.model_folders))}


def _lines(text: str) -> list[str]:
    return [line.removesuffix("\r") for line in text.split("\n")]
