"""Judge each outcome against S, M, A, R and T, and a specification against what it should and should not be.

The grid and the scorecard are values for a report: what is met, what is not, what is asked for, and by which rules. The
points of the scorecard are those of source 003, sections 2.5 and 2.6.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from specgen.formats.yamlfile.lookup import Row, group_at, text_at
from specgen.problems import Problem, path_text
from specgen.review.rules.facts.improvement import levels_of
from specgen.review.rules.facts.specification import Specification, plain
from specgen.review.rules.smart.gaps import GAPS
from specgen.review.rules.smart.outcomes_smart import HOW_MEASURED

MET, PARTLY, NOT_MET, ASKED = "met", "partly met", "not met", "asked for"
LETTERS: Final = {"S": "Specific", "M": "Measurable", "A": "Achievable", "R": "Realistic", "T": "Time-based"}
RULES_OF: Final = {
    "S": ("SMART-ONE-RESULT", "SMART-ACTIVITY", "SMART-WHO", "SMART-OF-WHAT"),
    "M": ("LINK-MEASURE", "SMART-METHOD", "SMART-OF-WHOM", "SMART-ALONE", "SMART-BASELINE", "TARGET-SCALE",
          "SUM-PEOPLE"),
    "A": ("SMART-HELP", "LINK-OBJECTIVE", "LINK-ACTIVITY", "LINK-PATHWAY"),
    "R": ("SMART-ALL", "SMART-JUMP", "SMART-FEASIBLE", "TARGET-DIRECTION", "TARGET-BASELINE"),
    "T": ("DATE-OUTCOME", "DATE-OBJECTIVE", "DATE-TARGET-YEAR", "SMART-LATE"),
}  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One letter of one outcome: its state, why, and the rules that found something."""

    letter: str
    state: str
    because: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class OutcomeRow:
    """One outcome with its five letters."""

    id: str
    statement: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Point:
    """One thing that a specification should, or should not, be or do."""

    number: int
    text: str
    is_should: bool
    state: str
    because: str
    rules: tuple[str, ...] = ()


def smart_grid(spec: Specification, problems: Iterable[Problem]) -> tuple[OutcomeRow, ...]:
    """Return the outcomes with what is met of S, M, A, R and T; `problems` are what the check has found."""
    found = list(problems)
    return tuple(
        OutcomeRow(str(row.get("id", "")), text_at(row, "statement"), tuple(_cells(spec, number, row, found)))
        for number, row in enumerate(spec.rows("outcomes", "list"))
    )


def _cells(spec: Specification, number: int, row: Row, found: Sequence[Problem]) -> Iterable[Cell]:
    id = row.get("id")
    measures = [(index, measure) for index, measure in spec.measures.values() if measure.get("outcome") == id]
    within = [path_text(("outcomes", "list", number)), *(path_text(("measures", index)) for index, _ in measures)]
    within += [path_text(("objectives", "list", index)) for index, one in enumerate(spec.rows("objectives", "list"))
               if id in (one.get("outcomes") or ())]  # type: ignore[operator]  # fmt: skip
    states = {
        "S": (MET, text_at(row, "statement")) if text_at(row, "statement") else (ASKED, "a statement"),
        "M": _measured(row, [measure for _, measure in measures]),
        "A": _achievable(spec, row),
        "R": _realistic(row, [measure for _, measure in measures]),
        "T": _timed(spec, row),
    }
    for letter, (state, because) in states.items():
        ours = (problem for problem in found if problem.rule in RULES_OF[letter])
        broken = [problem for problem in ours if _is_in(problem.place.path, within)]
        rules = tuple(dict.fromkeys(problem.rule for problem in broken))
        yield Cell(letter, PARTLY if rules and state == MET else state, because, rules)


def _is_in(path: str, within: Sequence[str]) -> bool:
    return any(path == one or path.startswith((f"{one}.", f"{one}[")) for one in within)


def _measured(row: Row, measures: Sequence[Row]) -> tuple[str, str]:
    if not measures:
        shown = text_at(row, "achievement")
        return (MET, f"to be seen: {shown}") if shown else (ASKED, "a measure, or an achievement that can be shown")
    lacking = [f"{measure['id']}: {what}" for measure in measures for name, what in HOW_MEASURED.items()
               if not measure.get(name)]  # fmt: skip
    lacking += [f"{measure['id']}: baseline" for measure in measures if not group_at(measure, "baseline").get("status")]
    names = ", ".join(str(measure["id"]) for measure in measures)
    return (PARTLY, f"{names}; asked for: {', '.join(lacking)}") if lacking else (MET, names)


def _achievable(spec: Specification, row: Row) -> tuple[str, str]:
    role = row.get("provider_role")
    if role is None:
        return ASKED, "whether the provider delivers it alone or helps to deliver it"
    if role == "delivers_alone":
        return MET, "the provider can deliver it alone"
    pathways = [one for one in spec.rows("attribution", "pathways") if one.get("outcome") == row.get("id")]
    helpers = [str(one.get("agency")) for path in pathways for one in _agencies(path) if one.get("agency")]
    return (MET, f"with {', '.join(helpers)}") if helpers else (ASKED, "who else has to help")


def _agencies(pathway: Row) -> list[Row]:
    agencies = pathway.get("agencies")
    return [one for one in agencies if isinstance(one, dict)] if isinstance(agencies, list) else []


def _realistic(row: Row, measures: Sequence[Row]) -> tuple[str, str]:
    """Work it out from baseline, targets and the reason that is given; what is missing is asked for."""
    reason, steps = text_at(row, "feasible_because"), []
    for measure in measures:
        value = group_at(measure, "baseline").get("value")
        levels = levels_of(measure)
        if value is not None and levels:
            steps.append(f"{measure['id']} from {value} to {plain(levels[-1][1])}")
        elif group_at(measure, "baseline").get("status") == "year_1":
            steps.append(f"{measure['id']} from a baseline of year 1")
    if not reason:
        return ASKED, "why it is feasible" + (f" ({'; '.join(steps)})" if steps else "")
    if measures and not steps:
        return PARTLY, f"{reason}; asked for: a baseline and targets that show the step"
    return MET, f"{reason} ({'; '.join(steps)})" if steps else reason


def _timed(spec: Specification, row: Row) -> tuple[str, str]:
    start, end, term = row.get("start"), row.get("end"), spec.term
    if start is None and end is None and term is None:
        return ASKED, "a start and an end, or the term of the contract"
    first, last = start or (term and term.start), end or (term and term.last)
    return (MET, f"{first} to {last}") if first and last else (ASKED, "an end" if first else "a start")


ENVIRONMENT: Final = "Set environmental requirements"
# What, and the gaps and the rules that show that it is not met
SHOULD: Final = (
    ("Provide an introduction and background of the contracting authority", ("GAP-BACKGROUND",), ()),
    ("Provide clear objectives and deliverables", ("GAP-OBJECTIVES",), ("LINK-OBJECTIVE", "LINK-NO-OUTCOME",
                                                                        "DATE-OBJECTIVE")),
    ("Identify key deliverables", ("GAP-OBJECTIVES",), ("DATE-DELIVERABLE", "DATE-BEFORE-START", "DATE-MOBILISATION")),
    ("Clearly state real requirements", ("GAP-NEED", "GAP-EXCLUSIONS", "GAP-RESPONSE"), ("PLACEHOLDER", "OPEN-POINT")),
    ("Think about future needs", ("GAP-FUTURE",), ()),
    ("Use plain and simple language", (), ("LONG-SENTENCE", "CHATTY", "DUTY-VERB", "DUTY-PRESENT", "DUTY-NOBODY")),
    ("Ensure technical accuracy", (), ("reference", "duplicate", "TERM-DUPLICATE", "TERM-CONFLICT", "TERM-DEPRECATED",
                                       "LAW-REPLACED", "LAW-COUNTRY", "LAW-UNNAMED", "LAW-REGIME", "CONTRACT-FIGURE",
                                       "CONTRACT-SENSE", "QUOTED-FIGURE", "QUOTED-SCALE", "SUM-LOTS", "SUM-AREAS",
                                       "SUM-GROUPS", "MONEY-TOTAL", "MONEY-HOURS", "law-fit", "law-unknown")),
    ("Contain clear time-scales", (), ("DATE-END", "DATE-TERM", "DATE-OUTCOME", "DATE-TARGET-YEAR", "TIME-RESPONSE",
                                       "TIME-LATE", "TIME-REVIEW", "VAGUE-TIME", "interval")),
    ("Set performance criteria", ("GAP-PERFORMANCE",), ("LINK-MEASURE", "TARGET-SCALE", "TARGET-DIRECTION",
                                                        "TARGET-BASELINE", "SMART-METHOD", "SMART-OF-WHOM")),
    ("Use appropriate quality standards where they exist, and reflect whole-life costs", ("GAP-STANDARDS",), ()),
    ("Set sustainable performance objectives", ("GAP-SUSTAINABILITY",), ()),
    (ENVIRONMENT, ("GAP-SUSTAINABILITY",), ()),
    ("Include risks identified through market analysis and early engagement", ("GAP-RISKS",), ()),
    ("Include health and safety considerations", ("GAP-RISKS",), ()),
    ("Provide flexibility for subsequent requirements, within procurement law", ("GAP-FUTURE",), ()),
)  # fmt: skip
SHOULD_NOT: Final = (
    ("Have prescriptive requirements that restrict or limit potential solutions", ("GAP-INNOVATION",),
     ("HOW-NOT-RESULT",)),
    ("Use needless acronyms", (), ("ACRONYM-UNDEFINED", "ACRONYM-UNUSED", "ACRONYM-REFUSED")),
    ("Be ambiguous", (), ("VAGUE-TIME", "VAGUE-AMOUNT", "NO-LEVEL", "OPEN-LIST", "SMART-OF-WHAT", "NUMBER-WORDS",
                          "QUOTED-FIGURE", "ACRONYM-TWO-WAYS")),
    ("Be biased towards any particular supplier", (), ("SUPPLIER-NAMED", "SUPPLIER-BIAS")),
)  # fmt: skip


def scorecard(spec: Specification, problems: Iterable[Problem]) -> tuple[Point, ...]:
    """Return the fifteen things that a specification should do and the four that it should not, each with its state."""
    found = {problem.rule for problem in problems}
    missing = {gap.rule.id: [".".join(path) for path in gap.missing(spec)] for gap in GAPS}
    asked = {gap.rule.id: len(gap.needs) + bool(gap.one_of) for gap in GAPS}
    points = []
    for rows, is_should in ((SHOULD, True), (SHOULD_NOT, False)):
        for number, (text, gaps, rules) in enumerate(rows, 1):
            lacking = [name for gap in gaps for name in missing[gap]]
            if text == ENVIRONMENT and not lacking and not _has_environment(spec):
                lacking = ["an environmental outcome"]
            broken = tuple(rule for rule in rules if rule in found)
            whole = sum(asked[gap] for gap in gaps)
            state = NOT_MET if lacking and len(lacking) >= whole else PARTLY if lacking or broken else MET
            because = f"asked for: {', '.join(lacking)}" if lacking else ""
            points.append(Point(number, text, is_should, state, because, (*gaps, *broken) if lacking else broken))
    return tuple(points)


def _has_environment(spec: Specification) -> bool:
    return any(row.get("kind") == "environmental" for row in spec.rows("sustainability", "outcomes"))
