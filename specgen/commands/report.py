"""Report problems as lines to read, JSON, or SARIF 2.1.0 for tools that show findings: the one report of all commands.

Nothing else puts a problem into words, but for the line that it prints itself as.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from specgen.problems import CannotRead, Problem, SpecgenError, about_file, one_line
from specgen.system.files import read_file
from specgen.version import VERSION

if TYPE_CHECKING:  # start-up time counts: every command says its problems, and few report a review
    from specgen.review.findings import Finding, Reviewed

FORMATS: Final = ("text", "json", "sarif")
TEXT_OR_JSON: Final = FORMATS[:2]
LEVELS: Final = ("error", "warning", "note")
WAIVED: Final = "waived"
LONGEST_LIST: Final = 20_000  # characters of a list of messages
LARGEST_EARLIER: Final = 20_000_000  # bytes of a report
MOST_LINES: Final = 50  # on a screen; JSON and SARIF have them all

Record = Mapping[str, object]


def refuse_format(form: str, formats: Sequence[str] = FORMATS) -> None:
    """Raise CannotRead for a format that there is not."""
    if form not in formats:
        remedy = f"write one of {', '.join(formats)}"
        raise CannotRead(about_file("", f"--format: there is no format {form}", remedy, "usage"))


def report(problems: Iterable[Problem], form: str, *, head: Record | None = None, tail: Record | None = None) -> str:
    """Return problems as text or JSON; `head` and `tail` are what the JSON says before and after the counts."""
    problems = list(problems)
    if form == "text":
        return text_report(problems)
    return json_report(map(record, problems), counts(problems), head=head, tail=tail)


def text_report(problems: Iterable[Problem]) -> str:
    """Return problems as lines to read; JSON and SARIF have those as well for which a list would be too long."""
    return "".join(f"{line}\n" for line in problem_lines(problems))


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield a line for each problem, none too long to read; of many the first, and how many more there are of which."""
    problems, length = list(problems), 0
    for number, problem in enumerate(problems):
        line = one_line(str(problem))
        length += len(line)
        if number and (length > LONGEST_LIST or number >= MOST_LINES):
            yield _more(problems[number:])
            return
        yield line


def _more(problems: Sequence[Problem]) -> str:
    counts = Counter(problem.rule or "others" for problem in problems).most_common()
    return f"and {len(problems)} more: {', '.join(f'{number} {rule}' for rule, number in counts[:12])}"


def json_report(
    records: Iterable[Record], counted: Mapping[str, int], *, head: Record | None = None, tail: Record | None = None
) -> str:
    return _json({"specgen": VERSION, **(head or {}), "counts": counted, **(tail or {}), "findings": list(records)})


def review_report(reviewed: Sequence[Reviewed], form: str) -> str:
    """Return what a review has found, in one of the FORMATS."""
    from specgen.review.reports.grouping import verdict
    from specgen.review.reports.sarif_report import sarif_report

    if form == "text":
        return _grouped(reviewed) + text_report(_waived(reviewed))
    if form == "json":
        head = {"verdict": verdict(reviewed)}
        entries = (entry for one in reviewed for entry in _entries(one))
        return json_report(entries, counts(all_problems(reviewed)), head=head)
    return _json(sarif_report(reviewed))


def _grouped(reviewed: Sequence[Reviewed]) -> str:
    """Return the report in groups, each under its title if there are two: contradictions first, then the sections."""
    from specgen.review.reports.grouping import entries_of, groups_of

    groups = groups_of(entry for one in reviewed for entry in entries_of(one))
    lines, shown = list[str](), 0
    for number, group in enumerate(groups):
        if shown >= MOST_LINES:
            rest = [entry.problem for later in groups[number:] for entry in later.entries]
            lines += ["", _more(rest)]
            break
        if len(groups) > 1:
            lines += [*([""] if number else []), group.title]
        problems = [entry.problem for entry in group.entries]
        lines += problem_lines(problems)
        shown += len(problems)
    return "".join(f"{line}\n" for line in lines)


def _waived(reviewed: Iterable[Reviewed]) -> Iterator[Problem]:
    """Yield what is waived as lines of the report show it: with who decided it, when and why."""
    for one in reviewed:
        for problem, waiver, _ in one.waived:
            yield replace(problem, level=WAIVED, remedy="", message=f"{problem.message}: {waiver}")


def all_problems(reviewed: Iterable[Reviewed]) -> list[Problem]:
    return [problem for one in reviewed for problem in one.all_problems]


def counts(problems: Iterable[Problem], levels: Sequence[str] = LEVELS) -> dict[str, int]:
    """Return how many problems of each level there are."""
    found = [problem.level for problem in problems]
    return {level: found.count(level) for level in levels}


def counted(problems: Iterable[Problem]) -> str:
    """Return the same in words."""
    numbers = counts(problems).items()
    words = [f"{number} {level}{'' if number == 1 else 's'}" for level, number in numbers if number]
    return ", ".join(words) or "nothing found"


def error_lines(error: SpecgenError) -> Iterator[str]:
    """Yield what to say of an error that stopped a command, or kept a file out of it."""
    yield from problem_lines(error.problems)
    errors = counts(error.problems)["error"]
    if errors > 1:
        yield f"{errors} problems; nothing was written"


def exit_code(error: SpecgenError) -> int:
    return 2 if isinstance(error, CannotRead) else 1


def record(problem: Problem) -> dict[str, object]:
    """Return a problem as JSON has it."""
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "level": problem.level,
        "path": problem.place.path,
        "message": problem.message,
        "remedy": problem.remedy,
        "rule": problem.rule,
    }


def _related(problem: Problem) -> dict[str, object]:
    """Return the other places that a contradiction is with."""
    places = [{"file": one.file, "line": one.line, "column": one.column, "path": one.path} for one in problem.related]
    return {"related": places} if places else {}


def _of_words(finding: Finding) -> dict[str, object]:
    return {
        "concept": finding.concept,
        "text": finding.passage.text[finding.start : finding.end],
        "start": finding.start,
        "end": finding.end,
        "fix": finding.replacement,
        "about": finding.about,
        "paragraph": finding.passage.hash,
    }


def earlier_findings(file: Path) -> dict[str, int]:
    """Return the findings of an earlier JSON report by what stays the same of each. Raises CannotRead."""
    import json

    try:
        values = json.loads(read_file(file, LARGEST_EARLIER))
        marks = [str(one["fingerprint"]) for one in values["findings"] if "fingerprint" in one]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        remedy = "write one with: specgen check FILE --format json"
        raise CannotRead(about_file(str(file), "is no report of specgen check in JSON", remedy)) from error
    return dict(Counter(marks))


def _json(value: object) -> str:
    import json

    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _entries(one: Reviewed) -> Iterator[dict[str, object]]:
    from specgen.review.reports.grouping import entries_of, fingerprint_of

    for entry in entries_of(one):
        problem, finding = entry.problem, entry.finding
        made = record(problem) | {"kind": entry.kind, "section": entry.section, "fingerprint": entry.fingerprint}
        yield made | _related(problem) | ({} if finding is None else _of_words(finding))
    for problem, waiver, waived in one.waived:
        mark = {"fingerprint": fingerprint_of(problem) if waived is None else waived.fingerprint}
        decision = {"role": waiver.role, "date": waiver.date, "reason": waiver.reason}
        yield record(problem) | mark | {"waiver": decision}
