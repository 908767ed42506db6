"""Put the questions of a section, or a further row, into a file of answers, and leave every other letter as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from specgen.commands.result import CommandResult, OutputFile, Untrusted, untrusted_answers
from specgen.formats.yamlfile.edit.editor import add_row, insert
from specgen.formats.yamlfile.edit.nested_values import value_of
from specgen.formats.yamlfile.lookup import text_at
from specgen.formats.yamlfile.yaml_file import ValuePath, YamlFile, load_sound, read
from specgen.inputs.council.council import Council, council_for
from specgen.inputs.council.defaults import known_answers
from specgen.inputs.glossary.council_terms import load_named_model
from specgen.inputs.models.blank_answers import BlankAnswers, is_any, is_needed, without_pointer
from specgen.inputs.models.framework_codes import framework_codes
from specgen.inputs.models.model import ABOUT_THE_FILE, Model
from specgen.inputs.models.question_text import example
from specgen.inputs.models.question_tree import order_in, question_tree
from specgen.inputs.models.row_ids import next_id
from specgen.inputs.models.section import Question
from specgen.problems import CannotRead, Problem, WrongInput, about_file, nearest, path_text
from specgen.system.files import quoted, read_file

__all__ = ["Options", "add", "untrusted", "with_questions"]

STEP = re.compile(r"(?P<name>[a-z][a-z0-9_]*)(?:\[(?P<row>[1-9][0-9]{0,3})\])?")


@dataclass(frozen=True)
class Options:
    """The arguments of `specgen add`."""

    part: str
    answers: Path
    council: str | None
    all: bool = False


def untrusted(options: Options) -> Untrusted:
    return untrusted_answers(options.answers, options.council)


def add(options: Options) -> CommandResult:
    """Return the file with the questions or the row in it. Raises SpecgenError."""
    answers = load_sound(options.answers)
    council = council_for(answers, options.council)[0]
    model = load_named_model(answers, council)
    before = read_file(options.answers).decode("utf-8")
    after = with_questions(before, options.part, model, council, is_all=options.all, file=str(options.answers))
    if after == before:
        message = f"{options.answers}: every question of {options.part} is there already"
        return CommandResult(messages=(message, *_rows_hint(options, model)))
    first, count = _new_lines(before, after)
    after = _without_pointer(after, options, model)
    message = f"{options.answers}: {count} lines put in for {options.part}, from line {first} on"
    files = (OutputFile(options.answers, after.encode(), is_answers=True),)
    return CommandResult(messages=(message,), files=files)


def with_questions(text: str, part: str, model: Model, council: Council, *, is_all: bool = False, file: str) -> str:
    """Return a text of answers with a part that was not there, a further row, or the questions that a part lacks.
    Raises WrongInput.
    """
    answers, problems = read(text.encode(), file)
    if answers is None:
        raise WrongInput(problems)
    path, question = _asked_for(part, model, file)
    blank = BlankAnswers(
        is_any if is_all else is_needed, has_whole_rows=True, ids=_NextIds(answers), codes=_codes(answers, council)
    )
    return _Part(model, answers, blank, known_answers(council).values, file).put(
        text, path, question, may_be_row=not is_all
    )


@dataclass(frozen=True)
class _Part:
    """What it takes to put a part into the text of a file."""

    model: Model
    answers: YamlFile
    blank: BlankAnswers
    known: Mapping[str, object]  # what the council answers for all its specifications
    file: str

    def put(self, text: str, path: ValuePath, question: Question, *, may_be_row: bool) -> str:
        there = value_of(self.answers.values, path)
        names = tuple(str(step) for step in path if isinstance(step, str))
        if question.kind == "rows" and not may_be_row and isinstance(there, list) and there:
            return self._fill_rows(text, path, question)
        if question.kind == "rows" and not isinstance(path[-1], int):
            row = "\n".join(self.blank.row(question, names))
            return self._checked(add_row(text, path, row, order=order_in(self.model), file=self.file))
        if path not in self.answers.key_positions:
            return self._put_in(text, path, question)
        if question.kind == "group" and there is None:
            return self._fill(text, path, question)
        if question.kind != "group":
            problem = self.answers.problem_at(path, "is there already", "write the answer behind its colon", "edit")
            raise WrongInput(problem)
        if may_be_row and (rows := _main_rows(question)):
            return self.put(text, (*path, rows.name), rows, may_be_row=True)
        return self._fill(text, path, question)

    def _fill(self, text: str, path: ValuePath, question: Question) -> str:
        """Put in the questions that a group lacks, those of the groups in it as well."""
        there = value_of(self.answers.values, path)
        for child in self.blank.children(question):
            inner = (*path, child.name)
            if not isinstance(there, Mapping) or child.name not in there:
                text = self._put_in(text, inner, child)
            elif child.kind == "group":
                text = self._fill(text, inner, child)
            elif child.kind == "rows":
                text = self._fill_rows(text, inner, child)
        return text

    def _fill_rows(self, text: str, path: ValuePath, question: Question) -> str:
        rows = value_of(self.answers.values, path)
        for number in range(len(rows) if isinstance(rows, list) else 0):
            text = self._fill(text, (*path, number), question.single)
        return text

    def _put_in(self, text: str, path: ValuePath, question: Question) -> str:
        names = tuple(str(step) for step in path if isinstance(step, str))
        block = "\n".join(self.blank.lines(question, names, value_of(self.known, path)))
        return self._checked(insert(text, path[:-1], f"{block}\n", order=order_in(self.model), file=self.file))

    def _checked(self, edited: str | Problem) -> str:
        if isinstance(edited, Problem):
            raise WrongInput(edited)
        return edited


def _asked_for(part: str, model: Model, file: str) -> tuple[ValuePath, Question]:
    """Return the path that is meant by the name of a section or the path of a question. Raises CannotRead."""
    section = next((one for one in model.sections if one.id == part), None)
    if section is not None and not section.at:
        message = f"{section.title} has no questions: it is made from the other answers"
        raise CannotRead(about_file(file, message, "name another part", "usage"))
    dotted = part if section is None else ".".join(section.at)
    path: ValuePath = ()
    question = question_tree(model)
    for step in dotted.split("."):
        match = STEP.fullmatch(step)
        child = question.by_name.get(match["name"]) if match else None
        if child is None or match is None or step in ABOUT_THE_FILE:
            raise CannotRead(_unknown(part, model, file))
        if question.kind == "rows":
            remedy = f"name the row: {path_text(path)}[1].{step}"
            raise CannotRead(about_file(file, f"{path_text(path)} is a list of rows", remedy, "usage"))
        path, question = (*path, match["name"]), child
        if match["row"] and question.kind == "rows":
            path, question = (*path, int(match["row"]) - 1), question.single
    return path, question


def _unknown(part: str, model: Model, file: str) -> Problem:
    paths = [path for child in question_tree(model).questions for path in _paths(child, child.name)]
    last = part.rpartition(".")[2]
    same = [path for path in paths if path.rpartition(".")[2] == last]
    near = same[0] if len(same) == 1 else nearest(part, paths, 0.7)
    sections = ", ".join(".".join(section.at) for section in model.sections if section.at)
    remedy = f"did you mean specgen add {near}?" if near else f"the parts are {sections}"
    return about_file(file, f"the model {model.id} asks for nothing by the name {part}", remedy, "usage")


def _paths(question: Question, path: str) -> Iterator[str]:
    if question.name in ABOUT_THE_FILE:
        return
    yield path
    if question.kind == "group":
        for child in question.questions:
            yield from _paths(child, f"{path}.{child.name}")


def _main_rows(question: Question) -> Question | None:
    """Return the list of a section that a further row is meant for: the one that a first draft starts from, or the
    only one.
    """
    lists = [child for child in question.questions if child.kind == "rows"]
    first = [child for child in lists if child.need == "first"]
    return first[0] if len(first) == 1 else lists[0] if len(lists) == 1 and len(question.questions) == 1 else None


@dataclass(frozen=True)
class _NextIds:
    """Give the row to put in the id that follows those of its list: O3 after O1 and O2."""

    answers: YamlFile

    def __call__(self, path: tuple[str, ...], column: Question) -> str:
        shown = example(column)
        rows = value_of(self.answers.values, path)
        used = [text_at(row, "id") for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
        return next_id(used, shown)


def _codes(answers: YamlFile, council: Council) -> tuple[tuple[str, str], ...]:
    country = text_at(answers.values, "document", "jurisdiction")
    return framework_codes(text_at(answers.values, "outcomes", "framework"), council.model_folders, country)


def _new_lines(before: str, after: str) -> tuple[int, int]:
    """Return the first line that is new, and how many there are."""
    old, new = before.splitlines(), after.splitlines()
    first = next((number for number, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), len(old))
    return first + 1, len(new) - len(old)


def _without_pointer(text: str, options: Options, model: Model) -> str:
    section = next((one for one in model.sections if options.part in (one.id, ".".join(one.at))), None)
    if section is None:
        return text
    return without_pointer(text, ".".join(section.at), section.title, is_all=options.all)


def _rows_hint(options: Options, model: Model) -> Iterator[str]:
    path, question = _asked_for(options.part, model, str(options.answers))
    lists = [child.name for child in question.questions if child.kind == "rows"]
    for name in lists[:3]:
        yield f"for a further row: specgen add {path_text((*path, name))} {quoted(options.answers)}"
