"""Report problems as lines to read, JSON, or SARIF 2.1.0 for tools that show findings: the one report of all commands.

Nothing else puts a problem into words, but for the line that it prints itself as.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from specgen.problems import CannotRead, Problem, SpecgenError, about_file, one_line
from specgen.review.findings import Finding, Reviewed
from specgen.review.rules.registry import RULES
from specgen.version import VERSION

FORMATS: Final = ("text", "json", "sarif")
LEVELS: Final = ("error", "warning", "note")
WAIVED: Final = "waived"
LONGEST_LIST: Final = 20_000  # characters of a list of messages
LONGEST_REPORT: Final = 200_000  # characters of what a check finds, which is what was asked for
SARIF: Final = "https://json.schemastore.org/sarif-2.1.0.json"

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
    return "".join(f"{line}\n" for line in problem_lines(problems, LONGEST_REPORT))


def problem_lines(problems: Iterable[Problem], longest: int = LONGEST_LIST) -> Iterator[str]:
    """Yield a line for each problem, none too long to read, until the list has `longest` characters."""
    problems, length = list(problems), 0
    for number, problem in enumerate(problems):
        line = one_line(str(problem))
        length += len(line)
        if number and length > longest:
            yield f"and {len(problems) - number} more; the list would be too long to read"
            return
        yield line


def json_report(
    records: Iterable[Record], counted: Mapping[str, int], *, head: Record | None = None, tail: Record | None = None
) -> str:
    return _json({"specgen": VERSION, **(head or {}), "counts": counted, **(tail or {}), "findings": list(records)})


def review_report(reviewed: Sequence[Reviewed], form: str) -> str:
    """Return what a review has found, in one of the FORMATS."""
    problems = all_problems(reviewed)
    if form == "text":
        return text_report(problems) + text_report(_waived(reviewed))
    if form == "json":
        return json_report((entry for one in reviewed for entry in _entries(one)), counts(problems))
    return _json(_sarif(reviewed))


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


def _json(value: object) -> str:
    import json

    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _entries(one: Reviewed) -> Iterator[dict[str, object]]:
    for problem in one.problems:
        yield record(problem)
    for finding in one.findings:
        yield record(finding.problem(one.file)) | {
            "concept": finding.concept,
            "text": finding.passage.text[finding.start : finding.end],
            "start": finding.start,
            "end": finding.end,
            "fix": finding.replacement,
            "about": finding.about,
            "paragraph": finding.passage.hash,
            "fingerprint": finding.fingerprint,
        }
    for problem, waiver, waived in one.waived:
        mark = {} if waived is None else {"fingerprint": waived.fingerprint}
        decision = {"role": waiver.role, "date": waiver.date, "reason": waiver.reason}
        yield record(problem) | mark | {"waiver": decision}


def _sarif(reviewed: Sequence[Reviewed]) -> dict[str, object]:
    others = {problem.rule for one in reviewed for problem in one.problems} - set(RULES)
    rules = [
        {
            "id": rule.id,
            "shortDescription": {"text": rule.finds},
            "defaultConfiguration": {"level": rule.level},
        }
        for rule in RULES.values()
    ]
    rules += [{"id": rule, "shortDescription": {"text": "The answers do not fit."}} for rule in sorted(others) if rule]
    index = {str(rule["id"]): number for number, rule in enumerate(rules)}
    results = [result for one in reviewed for result in _results(one, index)]
    driver = {"name": "specgen", "version": VERSION, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SARIF, "version": "2.1.0", "runs": [run]}


def _results(one: Reviewed, index: dict[str, int]) -> Iterator[dict[str, object]]:
    for problem in one.problems:
        yield _of_problem(problem, index)
    for finding in one.findings:
        yield _of_finding(one, finding, index)
    for problem, waiver, waived in one.waived:
        kind = "inSource" if waiver.is_in_source else "external"
        suppression = {"kind": kind, "status": "accepted", "justification": str(waiver)}
        result = _of_problem(problem, index) if waived is None else _of_finding(one, waived, index)
        yield result | {"suppressions": [suppression]}


def _of_problem(problem: Problem, index: dict[str, int]) -> dict[str, object]:
    return _result(problem, index) | {"locations": [_physical(problem, {})]}


def _of_finding(one: Reviewed, finding: Finding, index: dict[str, int]) -> dict[str, object]:
    problem, passage = finding.problem(one.file), finding.passage
    properties: dict[str, object] = {"concept": finding.concept, "about": finding.about}
    if passage.paragraph is None:
        location = _physical(problem, _end(finding, problem.place.line))
        location["logicalLocations"] = [{"fullyQualifiedName": passage.path, "kind": "member"}]
    else:  # a Word file has no lines
        location = _physical(problem, {})
        name = " > ".join([*passage.paragraph.headings, passage.path])
        location["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "element"}]
        words = passage.text[finding.start : finding.end]
        properties |= {"paragraph": passage.hash, "offset": finding.start, "length": len(words), "words": words}
    return _result(problem, index) | {
        "locations": [location],
        "partialFingerprints": {"specgen/v1": finding.fingerprint},
        "properties": properties,
    }


def _end(finding: Finding, line: int) -> dict[str, int]:
    """Return where the words end; the line only if it is another than the one they start on."""
    if finding.passage.place is None or finding.end <= finding.start:
        return {}
    last = finding.passage.place(finding.end - 1)
    return {"endColumn": last.column + 1} | ({"endLine": last.line} if last.line != line else {})


def _result(problem: Problem, index: dict[str, int]) -> dict[str, object]:
    made: dict[str, object] = {"level": problem.level, "message": {"text": problem.text}}
    if problem.rule:
        made |= {"ruleId": problem.rule, "ruleIndex": index[problem.rule]}
    return made


def _physical(problem: Problem, more: dict[str, int]) -> dict[str, object]:
    found: dict[str, object] = {"artifactLocation": {"uri": _address(problem.place.file)}}
    if problem.place.line:
        found["region"] = {"startLine": problem.place.line, "startColumn": problem.place.column, **more}
    return {"physicalLocation": found}


def _address(file: str) -> str:
    from urllib.parse import quote

    return quote(file.replace("\\", "/"), safe="/:")
