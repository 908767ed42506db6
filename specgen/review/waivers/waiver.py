"""Close findings by the decisions of people, and report the decisions that are incomplete or meet nothing.

A waiver is known by its rule and by what it is about: the answer, the heading, the words. Nothing of that is a line
number, so that it holds when the file grows or the draft is made again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from specgen.formats.word.paragraphs import hash_of
from specgen.problems import Place, Problem
from specgen.review.findings import Finding, Reviewed, Waived, WaiverFacts
from specgen.review.rules.registry import RULES
from specgen.system.lazy_pattern import lazy_pattern

PATH: Final = lazy_pattern(r"[a-z_]+(?:\.[a-z_]+|\[\w+\])*")
FORM: Final = "waive[RULE] Head of Commissioning, 2026-11-20: why it stays"
INCOMPLETE: Final = "WAIVER-INCOMPLETE"
UNUSED: Final = "WAIVER-UNUSED"


@dataclass(frozen=True)
class Waiver:
    """One decision: which rules, where, who decided it, when and why."""

    rules: tuple[str, ...]
    role: str
    day: date | None
    reason: str
    place: Place
    lines: range = range(0)  # of the answers, for a comment in them
    at: str = ""  # the path of an answer, or a heading of the draft
    words: str = ""
    paragraph: str = ""  # the hash of one in a Word file
    faults: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def is_complete(self) -> bool:
        return bool(self.role and self.day and self.reason) and not self.faults

    @property
    def is_of_answers(self) -> bool:
        return bool(self.lines) or bool(PATH.fullmatch(self.at))

    def covers(self, finding: Finding) -> bool:
        if finding.rule not in self.rules:
            return False
        if self.lines:
            return finding.line_and_column[0] in self.lines
        passage = finding.passage
        if self.words and not _are_same(self.words, passage.text[finding.start : finding.end]):
            return False
        if passage.paragraph is None:
            return self.is_of_answers and _is_within(passage.path, self.at)
        if self.paragraph:
            return passage.hash == self.paragraph
        if self.is_of_answers:  # a draft prints the answer somewhere
            return bool(self.words)
        return _plain(self.at) in {*map(_plain, passage.paragraph.headings), _plain(passage.path), _plain(passage.text)}

    def covers_problem(self, problem: Problem) -> bool:
        if problem.rule not in self.rules:
            return False
        if self.lines:
            return problem.place.line in self.lines
        if self.is_of_answers:
            return _is_within(problem.place.path, self.at)
        words = problem.place.words  # of a clause of a draft that its contract settles
        if self.paragraph:
            return bool(words) and self.paragraph == hash_of(words)
        if self.words:
            return _are_same(self.words, words)
        return _plain(self.at) == _plain(problem.place.path)


def close_waived(
    file: str, findings: Sequence[Finding], waivers: Sequence[Waiver], problems: Sequence[Problem] = (), *, kind: str
) -> Reviewed:
    """Return what stays open of a file's findings and problems, what is waived, and what is wrong with the waivers.

    `kind` is that of the file: of waivers beside it that are about another kind nobody says that they meet nothing.
    """
    complete = [waiver for waiver in waivers if waiver.is_complete]
    used, waived = set[int](), list[Waived]()
    stay, open_problems = list[Finding](), list[Problem]()
    for finding in findings:
        waiver = next((one for one in complete if one.covers(finding)), None)
        if waiver is None:
            stay.append(finding)
        else:
            used.add(id(waiver))
            waived.append(Waived(finding.problem(file), _facts(waiver), finding))
    for problem in problems:
        waiver = None
        if problem.rule in RULES:
            waiver = next((one for one in complete if one.covers_problem(problem)), None)
        if waiver is None:
            open_problems.append(problem)
        else:
            used.add(id(waiver))
            waived.append(Waived(problem, _facts(waiver)))
    own = tuple(problem for one in waivers for problem in _problems(one, kind, is_used=id(one) in used))
    return Reviewed(file, tuple(stay), (*open_problems, *own), tuple(waived))


def close_problems(reviewed: Reviewed, problems: Sequence[Problem], waivers: Sequence[Waiver]) -> Reviewed:
    """Return a closed review with what was found after it: a waiver that meets this is not unused."""
    later = close_waived(reviewed.file, (), waivers, problems, kind="")
    met = {one.place for one in waivers if any(one.covers_problem(waived.problem) for waived in later.waived)}
    own = [one for one in reviewed.problems if not (one.rule == UNUSED and one.place in met)]
    found = [one for one in later.problems if one in problems]
    return replace(reviewed, problems=(*own, *found), waived=(*reviewed.waived, *later.waived))


def _facts(waiver: Waiver) -> WaiverFacts:
    return WaiverFacts(waiver.role, waiver.day.isoformat() if waiver.day else "", waiver.reason, bool(waiver.lines))


def _problems(waiver: Waiver, kind: str, *, is_used: bool) -> Iterator[Problem]:
    yield from waiver.faults
    unknown = [rule for rule in waiver.rules if rule not in RULES]
    if waiver.faults:
        return
    if not waiver.is_complete:
        given = ((waiver.role, "who"), (waiver.day, "when"), (waiver.reason, "why"))
        missing = " and ".join(name for value, name in given if not value)
        message = f"this waiver does not say {missing}"
        yield _problem(INCOMPLETE, waiver, message, f"write {FORM}" if waiver.lines else "give role, date and reason")
    elif unknown or not waiver.rules:
        message = f"there is no rule {', '.join(unknown)}" if unknown else "no rule is named"
        yield _problem(UNUSED, waiver, message, "see docs/rules.md for the rules")
    elif not is_used and waiver.is_of_answers == (kind == "answers"):
        yield _problem(UNUSED, waiver, "this waiver meets no finding any more", "take it out")


def _problem(rule: str, waiver: Waiver, message: str, remedy: str) -> Problem:
    return Problem(waiver.place, message, remedy, rule, level=RULES[rule].level)


def _is_within(path: str, at: str) -> bool:
    return path == at or path.startswith((f"{at}.", f"{at}["))


def _are_same(one: str, other: str) -> bool:
    """Whether two texts are the same words, or the longer one holds the other."""
    first, second = _plain(one), _plain(other)
    return bool(first and second) and (first in second or second in first)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().strip("“”\"' .")
