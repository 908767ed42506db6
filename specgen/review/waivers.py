"""Read what people have decided to leave, each with a reason: comments in a YAML file, or a file beside a Word file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from specgen.formats.yamlfile.lookup import rows_at, text_at
from specgen.problems import Place, Problem, WrongInput
from specgen.review.findings import Finding, Reviewed, Subject
from specgen.review.rules.registry import RULES

if TYPE_CHECKING:
    from specgen.formats.yamlfile.scalars import Lines, Scalar

COMMENT: Final = re.compile(r"#\s*specgen:\s*ignore\[([^\]]*)\][ \t]*(.*)")
KEYS: Final = ("rule", "concept", "paragraph", "reason")


@dataclass(frozen=True)
class Ignore:
    """One decision: which rules, where, and why."""

    rules: tuple[str, ...]
    reason: str
    line: int  # of the comment, or of the row in the file of ignores
    column: int
    lines: range = range(0)  # which lines of the file it is about
    concept: str = ""
    paragraph: str = ""

    def covers(self, finding: Finding) -> bool:
        if finding.rule not in self.rules:
            return False
        if self.paragraph:
            return finding.passage.hash == self.paragraph and self.concept in ("", finding.concept)
        return finding.line_and_column[0] in self.lines


def comments_in(source: str, scalars: Iterable[Scalar]) -> tuple[Ignore, ...]:
    """Return the ignores of a YAML file: each is about its own line, or, on a line alone, about the value below it."""
    if "specgen:" not in source:
        return ()
    from specgen.formats.yamlfile.scalars import Lines

    lines = Lines(source)
    spans = [(one.offset, one.offset + len(one.raw), one) for one in scalars]
    found = []
    for comment in COMMENT.finditer(source):
        if _is_in_value(comment.start(), spans):
            continue
        place = lines.place(comment.start())
        rules = tuple(rule.strip() for rule in comment.group(1).split(",") if rule.strip())
        alone = not source[lines.starts[place.line - 1] : comment.start()].strip()
        about = range(place.line + 1, place.line + 2) if alone else range(place.line, place.line + 1)
        about = _whole_values(about, spans, lines)
        found.append(Ignore(rules, comment.group(2).strip(), place.line, place.column, about))
    return tuple(found)


def read_ignores(file: Path) -> tuple[Ignore, ...]:
    """Return the rows of a file of ignores; none if there is no such file. Raises WrongInput for a faulty one."""
    if not file.is_file():
        return ()
    from specgen.formats.yamlfile.events import Position
    from specgen.formats.yamlfile.yaml_file import load

    read, problems = load(file)
    if read is None or any(problem.level == "error" for problem in problems):
        raise WrongInput(problems)
    found = []
    for number, row in enumerate(rows_at(read.values, "ignore")):
        if not row:
            continue
        place = read.key_positions.get(("ignore", number), Position(1, 1))
        for key in row:
            if key not in KEYS:
                message, remedy = f"{key} means nothing here", f"known here: {', '.join(KEYS)}"
                raise WrongInput(read.problem_at(("ignore", number, key), message, remedy, "unknown", at_key=True))
        texts = {key: read.texts.get(("ignore", number, key), text_at(row, key)) for key in KEYS}
        paragraph = texts["paragraph"] or "?"
        found.append(
            Ignore(
                (texts["rule"],),
                texts["reason"].strip(),
                place.line,
                place.column,
                range(0),
                texts["concept"],
                paragraph,
            )
        )
    return tuple(found)


def without_waived(subject: Subject, findings: Sequence[Finding], ignores: Sequence[Ignore]) -> Reviewed:
    """Return the findings that stay, those that are ignored with the reason, and what is wrong with the ignores."""
    stay, ignored, used = list[Finding](), list[tuple[Finding, str]](), set[int]()
    for finding in findings:
        number = next((n for n, one in enumerate(ignores) if one.reason and one.covers(finding)), None)
        if number is None:
            stay.append(finding)
        else:
            used.add(number)
            ignored.append((finding, ignores[number].reason))
    problems = tuple(_problems(ignores, used, subject.file))
    return Reviewed(subject.file, tuple(stay), problems, tuple(ignored))


def _problems(ignores: Sequence[Ignore], used: set[int], file: str) -> Iterator[Problem]:
    for number, one in enumerate(ignores):
        unknown = [rule for rule in one.rules if rule not in RULES]
        if not one.reason:
            message, remedy, rule = "this is ignored without a reason", "write why behind it", "IGNORE-REASON"
        elif unknown or not one.rules:
            message = f"there is no rule {', '.join(unknown)}" if unknown else "no rule is named"
            remedy, rule = f"the rules are {', '.join(RULES)}", "IGNORE-UNUSED"
        elif number not in used:
            message, remedy, rule = "nothing is found here that this ignores", "take it out", "IGNORE-UNUSED"
        else:
            continue
        yield Problem(Place(file, one.line, one.column), message, remedy, rule, level=RULES[rule].level)


def _is_in_value(offset: int, spans: Sequence[tuple[int, int, Scalar]]) -> bool:
    """Whether what looks like a comment is text of an answer; behind the | or > of a block it is a comment."""
    for start, end, one in spans:
        if start < offset < end and one.style:
            in_head = one.style in ("|", ">") and offset - start < one.raw.find("\n")
            return not in_head
    return False


def _whole_values(about: range, spans: Sequence[tuple[int, int, Scalar]], lines: Lines) -> range:
    """Return the lines with all lines of the values that start on the first of them."""
    last = about.stop
    for start, end, _ in spans:
        if lines.place(start).line == about.start:
            last = max(last, lines.place(max(end - 1, start)).line + 1)
    return range(about.start, last)
