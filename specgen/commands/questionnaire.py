"""Write the questions of a model, or of a file of answers, as a Word form for somebody who fills in a part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from specgen.commands.result import CommandResult, OutputFile, Untrusted, untrusted_paths
from specgen.context.filters import date_words
from specgen.formats.yamlfile.edit.nested_values import value_of, with_value
from specgen.formats.yamlfile.lookup import text_at
from specgen.formats.yamlfile.yaml_file import YamlFile, load_sound
from specgen.inputs.council.council import Council, council_for, load_council
from specgen.inputs.council.defaults import known_answers
from specgen.inputs.glossary.council_terms import load_model_in_council_terms, load_named_model
from specgen.inputs.models.framework_codes import framework_codes
from specgen.inputs.models.model import Model
from specgen.inputs.models.question_tree import question_tree
from specgen.problems import CannotRead, about_file, suggest
from specgen.questionnaire.form_plan import FormSection, plan_sections
from specgen.questionnaire.normal_values import normal_values
from specgen.questionnaire.write.form_writer import FormContent, write_form
from specgen.system.files import quoted, refuse_other_name

__all__ = ["Options", "questionnaire", "untrusted"]

REMEDY: Final = "give another name; a form that somebody may have filled in is never overwritten"


@dataclass(frozen=True)
class Options:
    """The arguments of `specgen questionnaire`."""

    source: str  # a model, or a file of answers
    sections: tuple[str, ...]
    output: Path
    council: str | None
    today: date

    @property
    def answers(self) -> Path | None:
        """The file of answers, if it is one that is named."""
        return Path(self.source) if Path(self.source).suffix.lower() in (".yaml", ".yml") else None


def untrusted(options: Options) -> Untrusted:
    council = _council(options)
    reads = () if options.answers is None or not council.folders else (options.answers,)
    return untrusted_paths(council, *reads, outputs=(options.output,))


def questionnaire(options: Options) -> CommandResult:
    """Return the form, to be written where nothing stands. Raises SpecgenError."""
    refuse_other_name(options.output, "-o")
    council = _council(options)
    answers = YamlFile("", {}) if options.answers is None else load_sound(options.answers)
    if options.answers is None:
        model = load_model_in_council_terms(options.source, council.model_folders)
    else:
        model = load_named_model(answers, council)
    tree, known = question_tree(model), known_answers(council)
    values, known_values = _group(normal_values(answers, tree)), _group(normal_values(known, tree))
    sections = _chosen(plan_sections(model), options.sections)
    country = str(value_of(values, ("document", "jurisdiction")) or council.facts.get("jurisdiction") or "")
    framework = text_at(answers.values, "outcomes", "framework")
    content = FormContent(
        model,
        sections,
        _of_sections(values, sections),
        known_values,
        framework_codes(framework, council.model_folders, country),
        _facts(model, values, council, country, options.today),
    )
    data = write_form(content, council, options.today)
    message = f"{options.output}: a form with {len(sections)} section{'' if len(sections) == 1 else 's'}"
    back = quoted(options.answers or Path("answers.yaml"))
    named = f" --council {quoted(options.council)}" if options.council else ""
    hint = f"when it comes back: specgen answers {quoted(options.output)} -o {back}{named}"
    return CommandResult(messages=(message, hint), files=(OutputFile(options.output, data, remedy=REMEDY),))


def _council(options: Options) -> Council:
    if options.answers is None:
        return load_council(options.council)
    return council_for(load_sound(options.answers), options.council)[0]


def _chosen(sections: Sequence[FormSection], names: Sequence[str]) -> tuple[FormSection, ...]:
    """Return the sections of some names, in the order of the model; all without a name. Raises CannotRead."""
    known = {one.section.id: one for one in sections} | {".".join(one.section.at): one for one in sections}
    for name in names:
        if name not in known:
            remedy = suggest(name, known, f"write one of {', '.join(one.section.id for one in sections)}")
            raise CannotRead(about_file("", f"--section: there is no section {name} with questions", remedy, "usage"))
    wanted = [known[name] for name in names] or list(sections)
    return tuple(one for one in sections if one in wanted)


def _of_sections(values: Mapping[str, object], sections: Sequence[FormSection]) -> Mapping[str, object]:
    """Return the answers to some sections and no others: a form holds nothing that it does not show."""
    kept: object = {}
    for one in sections:
        answered = value_of(values, one.section.at)
        if answered is not None:
            kept = with_value(kept, one.section.at, answered)
    return _group(kept)


def _facts(
    model: Model, values: Mapping[str, object], council: Council, country: str, today: date
) -> dict[str, object]:
    """Return what the head and foot of the pages are printed from."""
    given = value_of(values, ("document", "reference"))
    document = {
        "title": str(value_of(values, ("document", "title")) or f"Questions: {model.title}"),
        "reference": str(given or "Questionnaire"),
        "version": date_words(today),
        "status": "final",
        "jurisdiction": country or "england",
        "date": today.isoformat(),
    }
    named = {"council": council.id} if council.folders else {}
    return {"model": model.id, **named, "document": document}


def _group(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
