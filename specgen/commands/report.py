"""What a review found in, a report out: lines to read, JSON, or SARIF 2.1.0 for tools that show findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from specgen.problems import Problem
from specgen.review.findings import RULES, Finding, Reviewed
from specgen.version import VERSION

FORMATS: Final = ("text", "json", "sarif")
SARIF: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def report(reviewed: Sequence[Reviewed], form: str) -> str:
    """Return the report in one of the FORMATS."""
    if form == "text":
        return "".join(f"{problem}\n" for one in reviewed for problem in one.all_problems)
    import json

    if form == "json":
        return json.dumps(_plain(reviewed), indent=2, ensure_ascii=False) + "\n"
    return json.dumps(_sarif(reviewed), indent=2, ensure_ascii=False) + "\n"


def count(reviewed: Iterable[Reviewed], level: str) -> int:
    """Return how many problems of one level there are."""
    return sum(problem.level == level for one in reviewed for problem in one.all_problems)


def _plain(reviewed: Sequence[Reviewed]) -> dict[str, object]:
    levels = ("error", "warning", "note")
    return {
        "specgen": VERSION,
        "counts": {level: count(reviewed, level) for level in levels},
        "findings": [entry for one in reviewed for entry in _entries(one)],
    }


def _entries(one: Reviewed) -> Iterator[dict[str, object]]:
    for problem in one.problems:
        yield _problem(problem)
    for finding in one.findings:
        yield _problem(finding.problem(one.file)) | {
            "concept": finding.concept,
            "text": finding.passage.text[finding.start : finding.end],
            "start": finding.start,
            "end": finding.end,
            "fix": finding.replacement,
            "about": finding.about,
            "paragraph": finding.passage.hash,
            "fingerprint": finding.fingerprint,
        }
    for finding, reason in one.ignored:
        yield _problem(finding.problem(one.file)) | {"ignored": reason, "fingerprint": finding.fingerprint}


def _problem(problem: Problem) -> dict[str, object]:
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


def _sarif(reviewed: Sequence[Reviewed]) -> dict[str, object]:
    others = {problem.rule for one in reviewed for problem in one.problems} - set(RULES)
    rules = [
        {
            "id": rule,
            "shortDescription": {"text": text},
            "defaultConfiguration": {"level": level},
        }
        for rule, (level, text) in RULES.items()
    ]
    rules += [{"id": rule, "shortDescription": {"text": "The answers do not fit."}} for rule in sorted(others) if rule]
    index = {str(rule["id"]): number for number, rule in enumerate(rules)}
    results = [result for one in reviewed for result in _results(one, index)]
    driver = {"name": "specgen", "version": VERSION, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SARIF, "version": "2.1.0", "runs": [run]}


def _results(one: Reviewed, index: dict[str, int]) -> Iterator[dict[str, object]]:
    for problem in one.problems:
        yield _result(problem, index) | {"locations": [_physical(problem, {})]}
    for finding in one.findings:
        yield _of_finding(one, finding, index)
    for finding, reason in one.ignored:
        suppression = {"kind": "external" if finding.passage.paragraph else "inSource", "justification": reason}
        yield _of_finding(one, finding, index) | {"suppressions": [suppression]}


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
    text = f"{problem.message}; {problem.remedy}" if problem.remedy else problem.message
    made: dict[str, object] = {"level": problem.level, "message": {"text": text}}
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
