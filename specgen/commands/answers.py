"""Bring the answers of a form that came back into a file of answers: a new one, or one that is there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from specgen.commands.report import TEXT_OR_JSON, problem_lines, record, refuse_format
from specgen.commands.result import CommandResult, OutputFile, Untrusted, untrusted_paths
from specgen.document.record.provenance import loaded
from specgen.formats.yamlfile.lookup import text_at
from specgen.formats.yamlfile.write import write_value
from specgen.formats.yamlfile.yaml_file import YamlFile, load_sound, read
from specgen.inputs.answers.limits import outside_limits
from specgen.inputs.council.council import Council, council_for, load_council, name_in
from specgen.inputs.glossary.council_terms import load_named_model
from specgen.inputs.models.framework_codes import framework_codes
from specgen.inputs.models.model import Model
from specgen.inputs.models.question_tree import order_in, question_tree
from specgen.problems import CannotRead, Place, Problem, WrongInput, about_file, path_text
from specgen.questionnaire.form_plan import plan_sections
from specgen.questionnaire.merge.answer_merge import BLANK, DELETED, REMOVE, Conflict, Merge, merge_form
from specgen.questionnaire.merge.merged_answers import with_edits
from specgen.questionnaire.normal_values import normal_values
from specgen.questionnaire.read.form_answers import filled_form, without_base
from specgen.questionnaire.read.form_reader import ReadForm, read_form
from specgen.system.files import read_file

__all__ = ["Options", "answers", "received", "untrusted"]

DONE: Final = {"set": "answered", "add": "row put in", "remove": "row taken out"}
NO_RECORD: Final = "it does not say what it was made from: specgen did not write it, or its record is gone"


@dataclass(frozen=True)
class Options:
    """The arguments of `specgen answers`."""

    file: Path
    output: Path
    council: str | None
    format: str = "text"
    form: ReadForm = field(default_factory=lambda: ReadForm((), "", "", ()))


def received(options: Options) -> Options:
    """Return the options with what the form says, which was read in a sandbox. Raises CannotRead."""
    from specgen.system.sandbox import run_sandboxed

    refuse_format(options.format, TEXT_OR_JSON)
    if options.output.suffix.lower() not in (".yaml", ".yml"):
        problem = about_file(str(options.output), "is no name for a file of answers", "let it end with .yaml", "usage")
        raise CannotRead(problem)
    form: ReadForm = run_sandboxed(read_form, options.file, about=str(options.file), reads=(options.file,))
    return replace(options, form=form)


def untrusted(options: Options) -> Untrusted:
    council = _council(options, _stored(options))
    return untrusted_paths(council, options.output, outputs=(options.output,)) if council.folders else Untrusted()


def answers(options: Options) -> CommandResult:
    """Return the file with the answers of the form in it, and what was left as it was. Raises SpecgenError."""
    stored = _stored(options)
    council = _council(options, stored)
    model = load_named_model(stored, council)
    base = loaded(options.form.record).get("values")
    made_with = base if isinstance(base, Mapping) else {}
    areas_of = partial(_areas_of, stored=stored, council=council)
    form = filled_form(options.form, plan_sections(model), made_with, str(options.file), areas_of)
    if not form.fields and not form.lists:
        remedy = "give the form that came back, or one that was saved as a Word file (.docx)"
        raise CannotRead(about_file(str(options.file), "has no field of a form in it", remedy, "form"))
    if any(problem.level == "error" for problem in form.problems):
        raise WrongInput(form.problems)
    there = normal_values(stored, question_tree(model))
    form = form if options.output.exists() else without_base(form)
    merge = merge_form(form, there if isinstance(there, Mapping) else {})
    text = with_edits(stored.source, merge.edits, stored.values, order_in(model), str(options.output))
    notes = (*form.problems, *_notes(options, merge, text, model))
    conflicts = tuple(_conflict(one, stored, options) for one in merge.conflicts)
    files = () if text == stored.source and options.output.exists() else (_file(options, text),)
    output = _json(merge, conflicts, notes) if options.format == "json" else "".join(_lines(merge, conflicts))
    said = () if options.format == "json" else tuple(problem_lines(notes))
    return CommandResult(output, (*said, _summary(options, merge, is_written=bool(files))), int(bool(conflicts)), files)


def _stored(options: Options) -> YamlFile:
    """Return the answers that are there; of a new file what names the model and the council."""
    if options.output.exists():
        stored = load_sound(options.output)
        model = text_at(stored.values, "model")
        if options.form.model and model and options.form.model != model:
            message = f"these answers follow the model {model}, and the form asks for {options.form.model}"
            raise WrongInput(stored.problem_at(("model",), message, "give the form its own file of answers", "form"))
        return replace(stored, source=read_file(options.output).decode("utf-8"))
    if not options.form.model:
        remedy = "name the file of answers that it was made from with -o, or write its answers by hand"
        raise CannotRead(about_file(str(options.file), NO_RECORD, remedy, "record"))
    council = str(loaded(options.form.record).get("council") or "")
    if options.council is not None:  # a name that the new file would not find is not written into it
        council = name_in(options.output, load_council(options.council, options.output.parent))
    source = f"model: {write_value(options.form.model)}\n" + (f"council: {write_value(council)}\n" if council else "")
    new, problems = read(source, str(options.output))
    if new is None:
        raise WrongInput(problems)
    return replace(new, source=source)


def _council(options: Options, stored: YamlFile) -> Council:
    return council_for(stored, options.council)[0]


def _areas_of(framework: str, country: str, stored: YamlFile, council: Council) -> tuple[tuple[str, str], ...]:
    """Return the areas of the framework that a form chooses, else of that of the file, else of all of the country."""
    framework = framework or text_at(stored.values, "outcomes", "framework")
    law = country or text_at(stored.values, "document", "jurisdiction") or str(council.facts.get("jurisdiction") or "")
    return framework_codes(framework, council.model_folders, law)


def _file(options: Options, text: str) -> OutputFile:
    if options.output.exists():
        return OutputFile(options.output, text.encode(), is_answers=True)
    return OutputFile(
        options.output, text.encode(), remedy="run the command again: it merges into a file that is there"
    )


def _notes(options: Options, merge: Merge, text: str, model: Model) -> Iterator[Problem]:
    """Yield what to look at: answers outside their limits, rows that got a name, comments, a record that is gone."""
    if not options.form.record:
        message = f"{NO_RECORD}; every answer in it counts as new"
        yield about_file(str(options.file), message, "look at the conflicts", "record", "warning")
    for place, id in merge.numbered:
        message = f"this row had no short name for other rows to name it by, and got {id}"
        yield Problem(Place(str(options.file), path=place), message, "", "id", "note")
    after, _ = read(text, str(options.output))
    values = normal_values(after, question_tree(model)) if after is not None else None
    written = {path_text(edit.path): edit.place for edit in merge.edits if edit.kind != REMOVE}
    for path, fault in outside_limits(values, model) if isinstance(values, dict) else ():
        place = next(
            (written[top] for size in range(len(path), 0, -1) if (top := path_text(path[:size])) in written), ""
        )
        if place:
            yield fault.at(Place(str(options.file), path=f"{place} ({path_text(path)})"), "warning")
    for comment in options.form.comments:
        yield about_file(str(options.file), f"a comment of {comment}", "", "comment", "note")


def _conflict(one: Conflict, stored: YamlFile, options: Options) -> Problem:
    theirs = {BLANK: "is blank now", DELETED: "has this row no more"}
    given = theirs.get(str(one.given)) or f"says {_shown(one.given)}"
    kept = _shown(one.stored) if one.stored is not None else "this row no more"
    message = f"the file has {kept}, and the form {given} ({options.file.name}: {one.place})"
    return stored.problem_at(one.path, message, "the file was left as it is: decide, and write it there", "conflict",
                             level="warning")  # fmt: skip


def _lines(merge: Merge, conflicts: tuple[Problem, ...]) -> Iterator[str]:
    for edit in merge.edits:
        yield f"{DONE[edit.kind]}: {path_text(edit.path)}: {_shown(edit.value)}\n"
    yield from (f"{line}\n" for line in problem_lines(conflicts))


def _shown(value: object) -> str:
    """Return an answer on one line, not too long to read."""
    if isinstance(value, Mapping):
        text = ", ".join(f"{name}: {_shown(part)}" for name, part in value.items())
    elif isinstance(value, list):
        text = f"[{', '.join(map(_shown, value))}]"
    else:
        text = write_value(value) if not isinstance(value, str) else f'"{value}"'
    text = " ".join(text.split())
    return text if len(text) <= 160 else f"{text[:159]}…"


def _summary(options: Options, merge: Merge, *, is_written: bool) -> str:
    changed, conflicts = len(merge.edits), len(merge.conflicts)
    words = f"{changed} change{'' if changed == 1 else 's'} from the form"
    words += f", {conflicts} conflict{'' if conflicts == 1 else 's'} left to you" if conflicts else ""
    return f"{options.output}: {words}" + ("" if is_written else "; nothing was written")


def _json(merge: Merge, conflicts: tuple[Problem, ...], notes: tuple[Problem, ...]) -> str:
    def plain(value: object) -> object:
        return value if value is None or isinstance(value, str | int | bool | list | Mapping) else str(value)

    edits = [
        {"change": edit.kind, "path": path_text(edit.path), "value": plain(edit.value), "place": edit.place}
        for edit in merge.edits
    ]
    both = [
        record(problem) | {"stored": plain(one.stored), "given": plain(one.given), "place": one.place}
        for one, problem in zip(merge.conflicts, conflicts, strict=True)
    ]
    report = {"changes": edits, "conflicts": both, "notes": [record(problem) for problem in notes]}
    return json.dumps(report, ensure_ascii=False, indent=2, default=str) + "\n"
