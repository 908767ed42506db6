"""Write a file of answers to fill in: what a first draft needs, or every question of a model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from specgen.commands.result import CommandResult, OutputFile, Untrusted, untrusted_paths
from specgen.inputs.council.council import load_council, name_in
from specgen.inputs.council.defaults import known_answers
from specgen.inputs.glossary.council_terms import load_model_in_council_terms
from specgen.inputs.models.blank_answers import BlankAnswers, comment, is_first, more_questions, wide_lines
from specgen.inputs.models.framework_codes import framework_codes
from specgen.inputs.models.model import ABOUT_THE_FILE, Model
from specgen.inputs.models.question_text import example
from specgen.inputs.models.question_tree import question_tree
from specgen.inputs.models.section import Question, Section
from specgen.system.files import quoted

__all__ = ["Options", "new_answers", "skeleton", "untrusted"]


@dataclass(frozen=True)
class Options:
    """The arguments of `specgen new`."""

    model: str
    output: Path | None
    council: str | None
    all: bool = False


def untrusted(options: Options) -> Untrusted:
    outputs = () if options.output is None else (options.output,)
    return untrusted_paths(load_council(options.council), outputs=outputs)


def new_answers(options: Options) -> CommandResult:
    """Return the file of answers, to be written where nothing stands, or to be printed."""
    council = load_council(options.council)
    named = name_in(options.output or Path("answers.yaml"), council)
    model = load_model_in_council_terms(options.model, council.model_folders)
    option = f" --council {quoted(options.council)}" if options.council and not named else ""
    file = quoted(options.output or Path("answers.yaml"))
    codes = framework_codes("", council.model_folders) if options.all else ()
    text = skeleton(
        model, known_answers(council).values, named, file=f"{file}{option}", codes=codes, is_full=options.all
    )
    if options.output is None:
        return CommandResult(text)
    message = f"fill in {options.output}, then run: specgen generate {file}{option}"
    remedy = "give another name; a file of answers is never overwritten"
    return CommandResult(messages=(message,), files=(OutputFile(options.output, text.encode(), remedy=remedy),))


def skeleton(
    model: Model,
    known: Mapping[str, object] | None = None,
    council: str = "",
    *,
    file: str = "answers.yaml",
    codes: tuple[tuple[str, str], ...] = (),
    is_full: bool = False,
) -> str:
    """Return the file: a first part of a specification, with the commands that put in more, or all of it.

    `known` are the answers that a council gives for all its specifications: they are shown, and need not be written.
    `council` is the name to write down, so that the answers find it.
    """
    blank = BlankAnswers(
        (lambda _question: True) if is_full else is_first, is_full=is_full, ids=_first_ids, codes=codes
    )
    lines = [*comment(f"Answers for a service specification: {model.title}. {model.summary}")]
    for paragraph in _HOW:
        lines += ["#", *comment(paragraph.format(id=model.id, file=file))]
    lines += [f"# yaml-language-server: $schema={model.id}.schema.json", "", f"model: {model.id}"]
    lines += [f"council: {council}"] if council else []
    sections = {section.at: section for section in model.sections if section.at}
    for question in question_tree(model).questions:
        if question.name in ABOUT_THE_FILE or not (is_full or is_first(question)):
            continue
        lines += ["", *_part(question, sections, blank, known or {}, file)]
    if not is_full:
        lines += _other_parts(model, file)
    return "\n".join(lines) + "\n"


_HOW = (
    "Write your answers after the colons. A question left empty becomes an open point of the draft, or is left out if "
    "it is optional. Check what you wrote, and write the draft: specgen generate {file}",
    "An answer that holds a colon and a space, or starts with a bracket, a quotation mark or one of * & ! % @ has to "
    "stand in quotes. For a text of several lines or paragraphs write | after the colon, and the text below it, "
    "indented. In a list of rows each row starts with a dash.",
    "In place of most choices, numbers and dates your own words may stand: "
    '{{other: "by noon on the next day"}}; words for a time or a date bring their own by, within or in. '
    "What is announced and not there yet stays an open point: "
    "{{awaited: who or what it waits for, by: 2027-01-29}}.",
    "For help while you type (VS Code with the YAML extension and others), put the schema beside this file: "
    "specgen schema {id} > {id}.schema.json",
)


def _first_ids(_path: tuple[str, ...], column: Question) -> str:
    """Rows that a first draft needs have their id; in others it would be an answer that nobody gave."""
    return example(column) if column.need == "first" else ""


def _part(
    question: Question,
    sections: Mapping[tuple[str, ...], Section],
    blank: BlankAnswers,
    known: Mapping[str, object],
    file: str,
) -> Iterator[str]:
    """Yield a part of the file, and the commands that put more into it."""
    inside = [section for at, section in sections.items() if at[0] == question.name]
    if blank.is_full:
        yield f"# ===== {' / '.join(section.title for section in inside)} ====="
    yield from blank.lines(question, (question.name,), known.get(question.name))
    for section in () if blank.is_full else inside:
        if is_first(section.question):
            yield f"  {more_questions('.'.join(section.at))}{file}"


def _other_parts(model: Model, file: str) -> Iterator[str]:
    """Yield the sections without a question that a first draft needs, each with what it is."""
    others = [section for section in model.sections if section.at and not is_first(section.question)]
    always = [section for section in others if section.when == "always"]
    expected = [section for section in others if section not in always and section.expected]
    wanted = [section for section in others if section not in always and section not in expected]
    for heading, sections in ((_ALWAYS, always), (_EXPECTED, expected), (_WANTED, wanted)):
        if sections:
            yield from ("", *comment(heading), f"#     specgen add NAME {file}")
            yield from wide_lines([(".".join(section.at), section.title) for section in sections])


_ALWAYS = "In every draft, with open points until they are answered. Put the questions of one into this file with:"
_EXPECTED = "Expected in most specifications; a draft without them says so. Put one in with:"
_WANTED = "Printed only when they are answered. Put one in with:"
