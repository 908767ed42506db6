"""Write a file of answers to fill in: what a first draft needs, then all the rest as comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

from specgen.commands.result import CommandResult, OutputFile, Untrusted, untrusted_paths
from specgen.formats.yamlfile.write import write_value
from specgen.inputs.council.council import load_council, name_in
from specgen.inputs.council.defaults import known_answers
from specgen.inputs.glossary.council_terms import load_model_in_council_terms
from specgen.inputs.models.model import Model
from specgen.inputs.models.question_text import asked_for, example
from specgen.inputs.models.section import Question, Section
from specgen.system.files import quoted

__all__ = ["Options", "new_answers", "skeleton", "untrusted"]

WIDTH = 100


@dataclass(frozen=True)
class Options:
    """The arguments of `specgen new`."""

    model: str
    output: Path | None
    council: str | None


def untrusted(options: Options) -> Untrusted:
    outputs = () if options.output is None else (options.output,)
    return untrusted_paths(load_council(options.council), outputs=outputs)


def new_answers(options: Options) -> CommandResult:
    """Return the file of answers, to be written where nothing stands, or to be printed."""
    council = load_council(options.council)
    named = name_in(options.output or Path("answers.yaml"), council)
    model = load_model_in_council_terms(options.model, council.model_folders)
    text = skeleton(model, known_answers(council).values, named)
    if options.output is None:
        return CommandResult(text)
    option = f" --council {quoted(options.council)}" if options.council and not named else ""
    message = f"fill in {options.output}, then run: specgen generate {quoted(options.output)}{option}"
    remedy = "give another name; a file of answers is never overwritten"
    return CommandResult(messages=(message,), files=(OutputFile(options.output, text.encode(), remedy=remedy),))


def skeleton(model: Model, known: Mapping[str, object] | None = None, council: str = "") -> str:
    """Every line of the second part starts with `# `; taking that away leaves lines with the right indent.

    `known` are the answers that a council gives for all its specifications: they are shown, and need not be written.
    `council` is the name to write down, so that the answers find it.
    """
    known = known or {}
    lines = [*_comment(f"Answers for a service specification: {model.title}. {model.summary}", 0)]
    for paragraph in _HOW:
        lines += ["#", *_comment(paragraph.format(id=model.id), 0)]
    lines += [f"# yaml-language-server: $schema={model.id}.schema.json", "", f"model: {model.id}"]
    lines += [f"council: {council}"] if council else []
    asking = [section for section in model.sections if section.at]
    lines += _first_part(asking, known)
    lines += ["", "", *_comment(_REST, 0)]
    for section in asking:
        lines += ["", "#", f"# # ===== {section.title} ====="]
        for where, block in _rest(section, known):
            lines += [f"# # {where}", *[f"# {line}".rstrip() for line in block]]
    return "\n".join(lines) + "\n"


_HOW = (
    "Write your answers after the colons. A question left empty becomes an open point of the draft. "
    "Check what you wrote, and write the draft: specgen generate THIS-FILE.yaml",
    "An answer that holds a colon and a space, or starts with a bracket, a quotation mark or one of "
    "* & ! % @ has to stand in quotes. In a list of rows each row starts with a dash; copy the lines from "
    "the dash on for another row.",
    "For help while you type (VS Code with the YAML extension and others), put the schema beside this file: "
    "specgen schema {id} > {id}.schema.json",
)
_REST = (
    "The rest of the questions. To answer one, take the # and the space away from the start of its lines; "
    "where it says so, move them up to the part they belong to (names[] stands for each row of names). "
    "Answers that are not marked optional become open points of the draft when they are left out."
)


def _first_part(sections: Sequence[Section], known: object) -> Iterator[str]:
    opened: tuple[str, ...] = ()
    for section in sections:
        if not _is_first(section.question):
            continue
        outer = section.at[:-1]
        if len(section.at) == 1 or outer != opened:
            yield ""
        if outer and outer != opened:
            yield from (f"{'  ' * depth}{name}:" for depth, name in enumerate(outer))
        opened = outer
        yield from _asked(section.question, len(outer), _at(known, section.at), all_of_it=False)


def _at(known: object, path: Sequence[str]) -> object:
    """Return what the council answers at a path; None if nothing."""
    for step in path:
        known = known.get(step) if isinstance(known, Mapping) else None
    return known


def _asked(question: Question, depth: int, known: object, *, all_of_it: bool) -> Iterator[str]:
    """A question as lines of YAML with its comments; either all of it, or what a first draft needs."""
    indent = "  " * depth
    if question.kind not in ("group", "rows"):
        about = [*_about(question), *_known_to_be(known)]
        yield from (line for text in about for line in _comment(text, depth))
        yield f"{indent}{question.name}:"
        return
    if depth:
        about = _about(question) if all_of_it else [question.description]
        about += _known_to_be(known) if question.kind == "rows" else []
        yield from (line for text in about for line in _comment(text, depth))
    yield f"{indent}{question.name}:"
    if question.kind == "rows" and known is not None:
        return
    children = [child for child in question.questions if all_of_it or _stays(child, question)]
    if question.kind == "group":
        for child in children:
            yield from _asked(child, depth + 1, _at(known, (child.name,)), all_of_it=all_of_it)
        return
    yield from _row(children, depth + 1, all_of_it=all_of_it)


def _known_to_be(known: object) -> list[str]:
    if known is None:
        return []
    if isinstance(known, list) and any(isinstance(row, Mapping) for row in known):
        rows = "1 row" if len(known) == 1 else f"{len(known)} rows"
        return [f"The council's answer: {rows}, in its council.yaml. Leave this empty to use them."]
    return [f"The council's answer: {write_value(known)}. Leave this empty to use it."]


def _row(columns: Sequence[Question], depth: int, *, all_of_it: bool) -> Iterator[str]:
    """One row: its first line of YAML gets the dash."""
    dash = True
    for column in columns:
        for line in _asked(column, depth + 1, None, all_of_it=all_of_it):
            if dash and not line.lstrip().startswith("#"):
                dash = False
                filled = f" {example(column)}" if column.name == "id" else ""
                yield f"{'  ' * depth}- {line.lstrip()}{filled}"
            elif dash:
                yield line[2:]
            else:
                yield line


def _rest(section: Section, known: object) -> Iterator[tuple[str, list[str]]]:
    """The questions of a section that its first part leaves out, with the words that say where they go."""
    question, depth = section.question, len(section.at) - 1
    known = _at(known, section.at)
    if _is_first(question):
        yield from _left_out(question, ".".join(section.at), depth, known)
        return
    outer = ".".join(section.at[:-1])
    where = f"put this under {outer}: above" if outer else "a part of its own"
    yield where, list(_asked(question, depth, known, all_of_it=True))


def _left_out(question: Question, path: str, depth: int, known: object) -> Iterator[tuple[str, list[str]]]:
    inner = depth + (2 if question.kind == "rows" else 1)
    where = f"in each row of {path}: above" if question.kind == "rows" else f"under {path}: above"
    later = [child for child in question.questions if not _stays(child, question)]
    if later:
        asked = (_asked(child, inner, _at(known, (child.name,)), all_of_it=True) for child in later)
        yield where, [line for lines in asked for line in lines]
    for child in question.questions:
        if child.questions and _is_first(child):
            outer = f"{path}[]" if question.kind == "rows" else path
            yield from _left_out(child, f"{outer}.{child.name}", inner, _at(known, (child.name,)))


def _is_first(question: Question) -> bool:
    """Whether a first draft needs it; rows that would have nothing but their id can wait."""
    if question.kind in ("group", "rows"):
        return any(_is_first(child) for child in question.questions if not _is_id(child, question))
    return question.need == "first"


def _stays(child: Question, question: Question) -> bool:
    return _is_first(child) or _is_id(child, question)


def _is_id(child: Question, question: Question) -> bool:
    return question.kind == "rows" and child.name == "id"


def _about(question: Question) -> list[str]:
    optional = "(optional) " if question.need == "optional" else ""
    text = f"{optional}{question.description}"
    if question.kind not in ("group", "rows", "text", "prose"):
        text += f" Answer: {asked_for(question)}."
    why = f"Why: {question.reason}" if question.reason else ""
    shown = example(question)
    return [text, why, f"Example: {shown}" if shown else ""]


def _comment(text: str, depth: int) -> list[str]:
    start = "  " * depth + "# "
    return wrap(text, WIDTH, initial_indent=start, subsequent_indent=start, break_on_hyphens=False)
