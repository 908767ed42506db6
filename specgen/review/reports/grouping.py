"""Put what a review has found into the order that people read it in: contradictions first, then section by section."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple, TypeVar

from specgen.problems import Problem
from specgen.review.findings import Finding, Reviewed
from specgen.review.rules.unfinished import OPEN_POINT

Item = TypeVar("Item")

CONTRADICTION: Final = "contradiction"
CONTRADICTIONS: Final = "Contradictions"
FILE: Final = "The file as a whole"
KINDS: Final = {
    CONTRADICTION: ("contradiction", "contradictions"),
    "mistake": ("mistake", "mistakes"),
    "open point": ("open point", "open points"),
    "suggestion": ("suggestion", "suggestions"),
}


class Entry(NamedTuple):
    """One finding, or a problem that stands at no words, with the section that it is about."""

    problem: Problem
    section: str
    finding: Finding | None = None

    @property
    def kind(self) -> str:
        return _kind_of(self.problem)

    @property
    def fingerprint(self) -> str:
        return self.finding.fingerprint if self.finding else fingerprint_of(self.problem)


class Group(NamedTuple):
    title: str
    entries: tuple[Entry, ...]


def entries_of(reviewed: Reviewed) -> list[Entry]:
    """Return what is found in one file, in its order."""
    found = [Entry(problem, _section(problem, reviewed)) for problem in reviewed.problems]
    for finding in reviewed.findings:
        found.append(Entry(finding.problem(reviewed.file), _section_of(finding, reviewed), finding))
    return sorted(found, key=lambda entry: (entry.problem.place.line, entry.problem.place.column))


def groups_of(entries: Iterable[Entry]) -> tuple[Group, ...]:
    """Return the entries in groups: contradictions, then each section in the order in which it is met."""
    groups: dict[str, list[Entry]] = {CONTRADICTIONS: []}
    for entry in entries:
        title = CONTRADICTIONS if entry.kind == CONTRADICTION else entry.section
        groups.setdefault(title, []).append(entry)
    return tuple(Group(title, tuple(found)) for title, found in groups.items() if found)


def verdict(reviewed: Sequence[Reviewed]) -> str:
    """Return one line for all: 3 contradictions, 5 open points, 12 suggestions."""
    counts = Counter[str]()
    for one in reviewed:
        kinds = Counter(_kind_of(problem) for problem in one.all_problems if problem.rule != OPEN_POINT.id)
        counts += kinds + Counter({OPEN_POINT.kind: one.open_points})
    numbers = [f"{counts[kind]} {names[counts[kind] != 1]}" for kind, names in KINDS.items() if counts[kind]]
    return ", ".join(numbers) or "nothing found"


def fingerprint_of(problem: Problem) -> str:
    """Return what stays the same when lines move: the rule and the answer."""
    return hashlib.sha256(f"{problem.rule}\0{problem.place.path}".encode()).hexdigest()[:16]


def without_known(reviewed: Reviewed, known: Mapping[str, int]) -> tuple[Reviewed, int]:
    """Return what an earlier report did not have, and how many it had."""
    left = Counter(known)
    problems = tuple(_new(((fingerprint_of(problem), problem) for problem in reviewed.problems), left))
    findings = tuple(_new(((finding.fingerprint, finding) for finding in reviewed.findings), left))
    dropped = len(reviewed.problems) + len(reviewed.findings) - len(problems) - len(findings)
    return replace(reviewed, problems=problems, findings=findings), dropped


def _new(items: Iterable[tuple[str, Item]], left: Counter[str]) -> Iterator[Item]:
    for fingerprint, item in items:
        if left[fingerprint]:
            left[fingerprint] -= 1
        else:
            yield item


def _section_of(finding: Finding, reviewed: Reviewed) -> str:
    paragraph = finding.passage.paragraph
    if paragraph is None:
        return _title(finding.passage.path, reviewed)
    return paragraph.headings[0] if paragraph.headings else FILE


def _section(problem: Problem, reviewed: Reviewed) -> str:
    return _title(problem.place.path, reviewed)


def _title(path: str, reviewed: Reviewed) -> str:
    """Return the title of the section that the path of an answer lies in."""
    steps = path.replace("[", ".").split(".")
    for count in (2, 1):
        title = reviewed.sections.get(".".join(steps[:count]))
        if title:
            return title
    return steps[0].replace("_", " ").capitalize() or FILE


def _kind_of(problem: Problem) -> str:
    from specgen.review.rules.registry import kind_of  # every rule there is: what only writes a line can do without

    return kind_of(problem)
