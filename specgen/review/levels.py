"""Give findings the levels that a council has for its rules, and leave out what it has switched off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from specgen.problems import Problem
from specgen.review.findings import Finding, Reviewed
from specgen.review.rules.registry import RULES

OFF = "off"


def with_levels(reviewed: Reviewed, rules: Mapping[str, str]) -> Reviewed:
    """Return the findings with the level that their rule has here, without those that are off."""
    findings = tuple(_levelled(one, rules) for one in reviewed.findings if rules.get(one.rule) != OFF)
    return replace(reviewed, findings=findings, problems=levelled(reviewed.problems, rules))


def levelled(problems: Iterable[Problem], rules: Mapping[str, str]) -> tuple[Problem, ...]:
    """The same of problems: those that rules of the check have found."""
    ours = {id: rules[id.upper()] for id, rule in RULES.items() if id.upper() in rules and not rule.stops}
    kept = (problem for problem in problems if ours.get(problem.rule) != OFF)
    return tuple(replace(one, level=ours[one.rule]) if one.rule in ours else one for one in kept)


def _levelled(finding: Finding, rules: Mapping[str, str]) -> Finding:
    level = rules.get(finding.rule)
    return finding if level is None else finding._replace(fault=finding.fault._replace(level=level))
