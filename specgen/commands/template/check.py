"""Check a Word template: every fault with its place, and a copy of the file with a comment at each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from specgen.commands.report import TEXT_OR_JSON, counted, counts, json_report, refuse_format, text_report
from specgen.commands.result import OTHER_NAME, CommandResult, OutputFile, Untrusted, untrusted_paths
from specgen.formats.markup.comments import Note, add_comments
from specgen.formats.word.positions import in_file, place_of
from specgen.inputs.council.council import load_council
from specgen.inputs.council.search import council_around
from specgen.problems import Problem, WrongInput, about_file
from specgen.review.vocabulary import Words
from specgen.review.word_files.typed_terms import typed_terms
from specgen.system.files import refuse_other_name
from specgen.template_check.template_checker import CheckedTemplate, Checker, check_file

LEVELS: Final = ("error", "warning")
AUTHOR: Final = "specgen template check"


@dataclass(frozen=True)
class Options:
    """The arguments of the command; without a council, that counts whose folder the template stands in."""

    file: Path
    council: str | None
    comments: Path | None
    format: str


def untrusted(options: Options) -> Untrusted:
    """Raise CannotRead as well for options that make no sense, before anything is read."""
    refuse_format(options.format, TEXT_OR_JSON)
    refuse_other_name(options.comments, "--comments")
    outputs = () if options.comments is None else (options.comments,)
    return untrusted_paths(load_council(_council(options)), options.file, outputs=outputs)


def check(options: Options) -> CommandResult:
    """Check a template, its tags, and the glossary's words in it."""
    file, council = options.file, _council(options)
    checked = check_file(file, Checker(council), typed_terms(file, Words(load_council(council))))
    problems = [in_file(problem, str(file)) for problem in checked.problems]
    if options.format == "text":
        output = text_report(problems)
    else:
        head = {"file": str(file)}
        output = json_report(map(_record, checked.problems), counts(problems, LEVELS), head=head)
    files = () if options.comments is None else (_with_comments(checked, file, options.comments),)
    return CommandResult(output, (f"{file}: {counted(problems)}",), int(counts(problems)["error"] > 0), files)


def _council(options: Options) -> str | None:
    return options.council or council_around(options.file)


def _with_comments(checked: CheckedTemplate, source: Path, output: Path) -> OutputFile:
    """Return a copy with a Word comment at each fault. Raises WrongInput; a file that is there is never touched."""
    notes = [Note(place_of(one).part, place_of(one).index, _comment(one)) for one in checked.problems]
    data = add_comments(checked.parts, notes, AUTHOR)
    if output.exists():
        same = output.resolve() == source.resolve()
        message = "this is the template itself" if same else "is there already"
        raise WrongInput(about_file(str(output), message, OTHER_NAME, "output"))
    return OutputFile(output, data, remedy=OTHER_NAME)


def _comment(problem: Problem) -> str:
    story = place_of(problem).story
    level = "Warning: " if problem.level == "warning" else ""
    return f"{level}{f'In the {story}: ' if story else ''}{problem.text}."


def _record(problem: Problem) -> dict[str, object]:
    place = place_of(problem)
    cell = place.cell
    return {
        "level": problem.level,
        "rule": problem.rule,
        "message": problem.message,
        "remedy": problem.remedy,
        "place": place.path,
        "story": place.story or "body",
        "heading": place.heading,
        "paragraph": place.index,
        "cell": {"table": cell.table, "row": cell.row, "column": cell.column} if cell else None,
        "text": place.text,
    }
