"""Find sentences that quote another figure than the answer, or the other sentence, that gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from specgen.formats.yamlfile.lookup import number_at, text_at, texts_of
from specgen.problems import path_text
from specgen.review.rules.facts.specification import Specification
from specgen.review.rules.facts.stated.matters import Matter, matters
from specgen.review.rules.facts.stated.stated_figures import Figure, figure_of, figures_in, number_of
from specgen.review.rules.facts.stated.stated_hours import hours_in
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family
from specgen.system.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from specgen.formats.yamlfile.yaml_file import ValuePath
    from specgen.problems import Problem

AMBIGUOUS = "source 003, section 2.6: specifications should not be ambiguous"
HOURS: Final = ("availability", "start")
LABELS: Final = ("outcomes", "personal", "scale", "labels")
ACHIEVED: Final = ("outcomes", "personal", "scale", "achieved_from")
POINTS: Final = lazy_pattern(
    r"\b(?:rat(?:ing|ed|es?)|scale|score)\b[^.;]{0,40}?\b(?:from )?1 to (\d{1,2})\b"
    r"|\b1 to (\d{1,2})(?: point)? (?:rating )?(?:scale|rating)\b|\b(\w+)-point (?:rating|scale)\b",
    re.IGNORECASE,
)
COUNTS: Final = lazy_pattern(
    r"\b(\d) or (\d)\b(?=[^.;]{0,40}\brating)|\brat(?:ing|ed)\b[^.;]{0,40}?\b(\d) or (\d)\b", re.IGNORECASE
)

QUOTED_FIGURE = Rule(
    "QUOTED-FIGURE", "error", "contradiction",
    "A sentence gives another figure for a matter than the answer, or another sentence, does.",
    "Say it once, or make the two agree.",
    AMBIGUOUS,
    fires=Example("care_planning: {carers: 'A visit is never shorter than 15 minutes.'}", "overlay"),
    silent=Example("care_planning: {carers: 'A visit is never shorter than 30 minutes.'}", "overlay"),
)  # fmt: skip
QUOTED_SCALE = Rule(
    "QUOTED-SCALE", "error", "contradiction",
    "A sentence speaks of another rating scale than the one for personal outcomes, or of other ratings that count.",
    "Write the scale and the ratings of outcomes.personal.scale.",
    AMBIGUOUS,
    fires=Example("monitoring: {individual: {tool: a ten-point rating of each outcome}}", "overlay"),
    silent=Example("monitoring: {individual: {tool: a five-point rating of each outcome}}", "overlay"),
)  # fmt: skip
QUOTED_ACHIEVED = Rule(
    "QUOTED-ACHIEVED", "error", "contradiction",
    "The rating from which an outcome counts as achieved is not on the scale.",
    "Write one of the ratings of the scale, or add labels.",
    AMBIGUOUS,
    fires=Example("outcomes: {personal: {scale: {achieved_from: 6}}}", "overlay"),
    silent=Example("outcomes: {personal: {scale: {achieved_from: 4}}}", "overlay"),
)  # fmt: skip


def check_figures(spec: Specification) -> Iterator[Problem]:
    """Yield texts that give another figure for a matter than the answer to its question, or than a text before."""
    long = [(path, text, text.casefold()) for path, text in spec.texts if " " in text and any(map(str.isalnum, text))]
    for matter, answer, given in _answered(spec):
        speaking = [(path, text) for path, text, in_small in long if matter.may_be_in(in_small)]
        first = (answer, given[0], "") if given else None
        for path, text in speaking:
            if matter.among and not path_text(path).startswith(matter.among):
                continue
            for figure in (one for one in figures_in(text, matter) if one.is_sure):
                if first is None:
                    first = (path, figure, text[figure.start :])
                elif not any(figure.agrees_with(one) or figure.is_of_another(one) for one in given or (first[1],)):
                    yield _other_figure(spec, path, text[figure.start :], figure.words, matter.thing, *first)


def check_hours(spec: Specification) -> Iterator[Problem]:
    """Yield texts that give other hours of the day for the service than its answers."""
    first, last = spec.text("availability", "start"), spec.text("availability", "end")
    if spec.text("availability", "pattern") != "daytime" or spec.rows("availability", "other_hours"):
        return
    for path, text in spec.texts if first and last else ():
        for one in hours_in(text):
            if (one.first, one.last) != (first, last):
                answer = Figure(f"{first} to {last}", Decimal(0))
                words = " ".join(one.words.split())
                yield _other_figure(spec, path, one.words, words, "hours of the service", HOURS, answer)


def _other_figure(
    spec: Specification,
    path: ValuePath,
    words: str,
    figure: str,
    thing: str,
    first: ValuePath,
    other: Figure,
    first_words: str = "",
) -> Problem:
    message = f"says {figure} for the {thing}, and {spec.at(first, first_words)} says {other.words}"
    return spec.problem(
        QUOTED_FIGURE, path, message, "make the two agree", against=(first,), words=words, against_words=first_words
    )


def _answered(spec: Specification) -> Iterator[tuple[Matter, ValuePath, tuple[Figure, ...]]]:
    """Yield each matter with the question and the figure of its answer; of a term also the one with its extension."""
    for matter in matters():
        if matter.rows:
            for index, row in enumerate(spec.rows(*matter.rows)):
                name, number = text_at(row, matter.named), number_at(row, matter.answer[0])
                if name and number is not None:
                    one = matter.of_row(name)
                    yield one, (*matter.rows, index, *matter.answer), (figure_of(number, one),)
            continue
        sizes: list[Decimal | date] = []
        if matter.unit == "date" and (day := spec.day(*matter.answer)):
            sizes.append(day)
        elif matter.answer and (number := spec.number(*matter.answer)) is not None:
            more = spec.number(*matter.longer) if matter.longer else None
            sizes += [number] if more is None else [number, number + more]
        yield matter, matter.answer, tuple(figure_of(one, matter) for one in sizes)


def check_scale(spec: Specification) -> Iterator[Problem]:
    """Yield sentences about a rating that fit another scale than the one that is answered."""
    labels, achieved = texts_of(spec.value(*LABELS)), spec.number(*ACHIEVED)
    if not labels:
        return
    count = len(labels)
    lowest = 0 if spec.number(*LABELS[:-1], "lowest") == 0 else 1
    highest = int(spec.number(*LABELS[:-1], "highest") or lowest + count - 1)
    count = highest - lowest + 1
    if achieved is not None and not lowest <= achieved <= highest:
        message = f"is {achieved}, and the scale goes from {lowest} to {highest} ({spec.at(LABELS)})"
        remedy = f"write a rating from {lowest} to {highest}"
        yield spec.problem(QUOTED_ACHIEVED, ACHIEVED, message, remedy, against=(LABELS,))
    for path, text in spec.texts:
        if path[:1] == ("measures",) and _is_of_own_scale(spec, path):
            continue
        for found in POINTS.finditer(text):
            number = number_of(next(group for group in found.groups() if group))
            if number is not None and 2 <= number <= 12 and number not in (count, highest):
                message = f"says “{found.group()}”, and the scale has {count} ratings ({spec.at(LABELS)})"
                remedy = f"write {lowest} to {highest}, or change the scale"
                yield spec.problem(QUOTED_SCALE, path, message, remedy, against=(LABELS,), words=text[found.start() :])
        for found in COUNTS.finditer(text) if achieved is not None else ():
            low, high = (int(group) for group in found.groups() if group)
            if achieved is not None and (low, high) != (int(achieved), highest) and highest - achieved == 1:
                message = f"says “{low} or {high}”, and ratings from {achieved} to {highest} count"
                message += f" ({spec.at(ACHIEVED)})"
                remedy, words = f"write {achieved} or {highest}", text[found.start() :]
                yield spec.problem(QUOTED_SCALE, path, message, remedy, against=(ACHIEVED,), words=words)


def _is_of_own_scale(spec: Specification, path: ValuePath) -> bool:
    """Whether a text belongs to a measure that is not built on personal outcomes: a survey has a scale of its own."""
    outcomes = {row.get("id"): row for row in spec.rows("outcomes", "list")}
    measure = next((row for number, row in spec.measures.values() if number == path[1]), {})
    return outcomes.get(measure.get("outcome"), {}).get("level") != "personal"


FAMILY = Family(
    "Figures in sentences",
    (QUOTED_FIGURE, QUOTED_SCALE, QUOTED_ACHIEVED),
    facts=(check_figures, check_hours, check_scale),
)
