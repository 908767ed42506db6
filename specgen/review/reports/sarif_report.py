"""Report what a review has found as SARIF 2.1.0, for tools that show findings beside a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from specgen.problems import Place, Problem
from specgen.review.findings import Finding, Reviewed
from specgen.review.reports.grouping import fingerprint_of
from specgen.review.rules.registry import RULES
from specgen.version import VERSION

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_report(reviewed: Sequence[Reviewed]) -> dict[str, object]:
    """Return the report as the values of a SARIF file."""
    others = {problem.rule for one in reviewed for problem in one.problems} - set(RULES)
    rules = [
        {
            "id": rule.id,
            "shortDescription": {"text": rule.finds},
            "help": {"text": f"{rule.better} From: {rule.source}."},
            "defaultConfiguration": {"level": rule.level},
            "properties": {"kind": rule.kind},
        }
        for rule in RULES.values()
    ]
    rules += [{"id": rule, "shortDescription": {"text": "The answers do not fit."}} for rule in sorted(others) if rule]
    index = {str(rule["id"]): number for number, rule in enumerate(rules)}
    results = [result for one in reviewed for result in _results(one, index)]
    driver = {"name": "specgen", "version": VERSION, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


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
    made = _result(problem, index) | {
        "locations": [_physical(problem, {})],
        "partialFingerprints": {"specgen/v1": fingerprint_of(problem)},
    }
    related = [{"id": number, **_physical_of(place, {})} for number, place in enumerate(problem.related, 1)]
    return made | ({"relatedLocations": related} if related else {})


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
    return _physical_of(problem.place, more)


def _physical_of(place: Place, more: dict[str, int]) -> dict[str, object]:
    found: dict[str, object] = {"artifactLocation": {"uri": _address(place.file)}}
    if place.line:
        found["region"] = {"startLine": place.line, "startColumn": place.column, **more}
    return {"physicalLocation": found}


def _address(file: str) -> str:
    from urllib.parse import quote

    return quote(file.replace("\\", "/"), safe="/:")
