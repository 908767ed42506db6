"""Find times that cannot both be kept: a start before its reply, a first review before what it reviews."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from specgen.formats.yamlfile.lookup import number_at, text_at
from specgen.inputs.answers.agreement.intervals import HOW_OFTEN, TIMES_A_YEAR, on_results
from specgen.review.rules.facts.specification import Specification, plain
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family

if TYPE_CHECKING:
    from specgen.formats.yamlfile.yaml_file import ValuePath
    from specgen.problems import Problem

TIMES = "source 003, lines 339 to 349: availability and flexibility; section 2.5: clear time-scales"

TIME_DAY = Rule(
    "TIME-DAY", "error", "contradiction",
    "A day ends before it starts.",
    "Write the start first, or choose a pattern of day and night.",
    TIMES,
    fires=Example('availability: {office: {start: "20:00", end: "08:00"}}', "overlay"),
    silent=Example('availability: {office: {start: "08:00", end: "20:00"}}', "overlay"),
    ideas=("C09",),
)  # fmt: skip
TIME_RESPONSE = Rule(
    "TIME-RESPONSE", "error", "contradiction",
    "Care starts before the reply to the referral, or an urgent referral waits longer than an ordinary one.",
    "Give each priority a start after its reply, and the urgent one the shorter times.",
    TIMES,
    fires=Example(
        "availability: {response: [{priority: Urgent, definition: Now, reply_minutes: 300, start_hours: 4}]}",
        "overlay",
    ),
    silent=Example(
        "availability: {response: [{priority: Urgent, definition: Now, reply_minutes: 30, start_hours: 4}]}",
        "overlay",
    ),
    ideas=("C10",),
)  # fmt: skip
TIME_LATE = Rule(
    "TIME-LATE", "error", "contradiction",
    "A visit is missed before it is late, or a time-critical visit has the wider window.",
    "Let a visit be late first and missed later, and give time-critical visits the shorter times.",
    TIMES,
    fires=Example("availability: {punctuality: {window_minutes: 90}}", "overlay", "reward"),
    silent=Example("availability: {punctuality: {window_minutes: 30}}", "overlay", "reward"),
)  # fmt: skip
TIME_REVIEW = Rule(
    "TIME-REVIEW", "error", "contradiction",
    "Personal outcomes are agreed, or the provider's plan is ready, only after the first review of them.",
    "Agree outcomes before the first review.",
    "source 003, lines 360 to 376: outcomes are monitored at reviews",
    fires=Example("outcomes: {personal: {within_days: 60}}", "overlay"),
    silent=Example("outcomes: {personal: {within_days: 14}}", "overlay"),
)  # fmt: skip
TIME_MEASURE = Rule(
    "TIME-MEASURE", "warning", "contradiction",
    "The service result is worked out over another period, or from another number of people, than its measure.",
    "Give both the same period and the same number.",
    "source 003, lines 267 to 268: results of people are added up to results of the service",
    fires=Example("outcomes: {aggregation: {period_months: 12}}", "overlay"),
    silent=Example("outcomes: {aggregation: {period_months: 3}}", "overlay"),
)  # fmt: skip
TIME_GAIN = Rule(
    "TIME-GAIN", "warning", "contradiction",
    "A gain is shared for more than a year, for longer than the contract, or may be taken back after that.",
    "Share it for up to 52 weeks within the term.",
    "source 003, lines 432 to 434: a set period of time",
    fires=Example("gain_sharing: {duration_weeks: 104}", "overlay", "reward"),
    silent=Example("gain_sharing: {duration_weeks: 26}", "overlay", "reward"),
    ideas=("N06",),
)  # fmt: skip
RISK_LIMIT = Rule(
    "RISK-LIMIT", "error", "contradiction",
    "The most that a year can cost the provider is above what is at risk, or less than half of it.",
    "Set the limit at the share of the price that depends on results, or change the shares.",
    "source 003, lines 445 to 446: consequences in proportion",
    fires=Example("failure: {cap_percent: 20}", "overlay", "reward"),
    silent=Example("failure: {cap_percent: 12}", "overlay", "reward"),
)  # fmt: skip
RISK_SHARE = Rule(
    "RISK-SHARE", "warning", "suggestion",
    "More than a quarter of the price depends on results.",
    "Put less at risk at first, or say why providers can carry it.",
    "source 003, lines 413 to 418: a mixture of hours and outcomes",
    fires=Example("payment: {elements: [{id: P1, percent: 65}, {id: P2, percent: 26}]}", "overlay", "reward"),
    silent=Example("payment: {elements: [{id: P1, percent: 80}, {id: P2, percent: 11}]}", "overlay", "reward"),
    ideas=("N02",),
)  # fmt: skip
RISK_FEW = Rule(
    "RISK-FEW", "warning", "suggestion",
    "Satisfaction is paid on fewer than 30 answers.",
    "Ask for 30 answers or more before a result counts for payment.",
    "source 003, lines 264 to 265: what satisfaction may decide",
    fires=Example("measures: [{id: M3, minimum_people: 12}]", "overlay", "reward"),
    silent=Example("measures: [{id: M3, minimum_people: 60}]", "overlay", "reward"),
    ideas=("N21",),
)  # fmt: skip


def check_times(spec: Specification) -> Iterator[Problem]:
    """Yield hours, replies, windows and reviews in the wrong order."""
    days: list[tuple[str, ...]] = [("availability",), ("availability", "office")]
    for at in days:
        start, end = spec.value(*at, "start"), spec.value(*at, "end")
        if isinstance(start, str) and isinstance(end, str) and end <= start:
            message = f"is {end}, and the day starts at {start} ({spec.at((*at, 'start'))})"
            yield spec.problem(TIME_DAY, (*at, "end"), message, "write the later time last", against=((*at, "start"),))
    for number, row in enumerate(spec.rows("availability", "other_hours")):
        start, end = text_at(row, "start"), text_at(row, "end")
        if start and end and end <= start:
            path: ValuePath = ("availability", "other_hours", number)
            message = f"is {end}, and that day starts at {start} ({spec.at((*path, 'start'))})"
            yield spec.problem(
                TIME_DAY, (*path, "end"), message, "write the later time last", against=((*path, "start"),)
            )
    yield from _response(spec)
    yield from _punctuality(spec)
    weeks, at = (
        spec.number("monitoring", "individual", "first_review_weeks"),
        ("monitoring", "individual", "first_review_weeks"),
    )
    days_, own = spec.number("outcomes", "personal", "within_days"), ("outcomes", "personal", "within_days")
    if weeks is not None and days_ is not None and days_ > weeks * 7:
        message = f"agrees outcomes within {plain(days_)} days, and the first review is after {plain(weeks)} weeks"
        message += f" ({spec.at(at)})"
        yield spec.problem(TIME_REVIEW, own, message, f"write {plain(weeks * 7)} or fewer", against=(at,))


def _response(spec: Specification) -> Iterator[Problem]:
    rows = spec.rows("availability", "response")
    for number, row in enumerate(rows):
        path: ValuePath = ("availability", "response", number)
        reply, start = number_at(row, "reply_minutes"), number_at(row, "start_hours")
        if reply is not None and start is not None and start * 60 < reply:
            message = f"starts within {plain(start)} hours, before the reply within {plain(reply)} minutes"
            message += f" ({spec.at((*path, 'reply_minutes'))})"
            yield spec.problem(TIME_RESPONSE, (*path, "start_hours"), message, "let the reply come first",
                               against=((*path, "reply_minutes"),))  # fmt: skip
    urgent = [number for number, row in enumerate(rows) if "urgent" in text_at(row, "priority").lower()
              and "non" not in text_at(row, "priority").lower()]  # fmt: skip
    for column, what in (("reply_minutes", "minutes"), ("start_hours", "hours")):
        for number in urgent[:1]:
            mine = number_at(rows[number], column)
            for other, row in enumerate(rows):
                theirs = number_at(row, column)
                if mine is not None and theirs is not None and theirs < mine and other not in urgent:
                    at: ValuePath = ("availability", "response", other, column)
                    message = (
                        f"is {plain(mine)} {what} for urgent referrals, and {plain(theirs)} for others ({spec.at(at)})"
                    )
                    yield spec.problem(TIME_RESPONSE, ("availability", "response", number, column), message,
                                       "give urgent referrals the shorter time", against=(at,))  # fmt: skip


def _punctuality(spec: Specification) -> Iterator[Problem]:
    at = ("availability", "punctuality")
    pairs = (
        ("missed_minutes", "window_minutes", "a visit is missed before it is late"),
        ("missed_critical_minutes", "time_critical_minutes", "a time-critical visit is missed before it is late"),
        ("window_minutes", "time_critical_minutes", "a time-critical visit has the wider window"),
        ("missed_minutes", "missed_critical_minutes", "a time-critical visit is missed later than others"),
    )
    for longer, shorter, what in pairs:
        more, less = spec.number(*at, longer), spec.number(*at, shorter)
        if more is not None and less is not None and more < less:
            message = f"is {plain(less)} minutes, and {longer} is {plain(more)} ({spec.at((*at, longer))}): {what}"
            yield spec.problem(
                TIME_LATE, (*at, shorter), message, f"write {plain(more)} or fewer", against=((*at, longer),)
            )


def check_aggregation(spec: Specification) -> Iterator[Problem]:
    """Yield a rule for adding up that does not fit the measure which shows the result."""
    at = ("outcomes", "aggregation")
    id, months, least = (
        str(spec.value(*at, "measure")),
        spec.number(*at, "period_months"),
        spec.number(*at, "minimum_people"),
    )
    if id not in spec.measures:
        return
    number, measure = spec.measures[id]
    taken = TIMES_A_YEAR.get(str(measure.get("frequency")))
    if months is not None and taken is not None and months * taken != 12 and taken <= 12:
        where: ValuePath = ("measures", number, "frequency")
        message = (
            f"is {plain(months)} months, and {id} is taken {HOW_OFTEN[str(measure['frequency'])]} ({spec.at(where)})"
        )
        yield spec.problem(TIME_MEASURE, (*at, "period_months"), message, f"write {12 // taken}", against=(where,))
    own = number_at(measure, "minimum_people")
    if least is not None and own is not None and own != least:
        where = ("measures", number, "minimum_people")
        message = f"is {plain(least)} people, and {id} asks for {plain(own)} ({spec.at(where)})"
        yield spec.problem(TIME_MEASURE, (*at, "minimum_people"), message, "write the same number", against=(where,))


def check_risk(spec: Specification) -> Iterator[Problem]:
    """Yield limits, gains and shares that do not fit what is at risk."""
    elements, cap = spec.rows("payment", "elements"), spec.number("failure", "cap_percent")
    percents = [(number_at(row, "percent"), on_results(row.get("basis"))) for row in elements]
    whole, own = ("payment", "elements"), ("failure", "cap_percent")
    if elements and all(percent is not None for percent, _ in percents):
        risk = sum((percent for percent, risky in percents if risky and percent is not None), Decimal(0))
        if cap is not None and risk and (cap > risk or cap * 2 < risk):
            word = "more than" if cap > risk else "less than half of"
            message = f"is {plain(cap)}% of the price, {word} the {plain(risk)}% that depends on results"
            message += f" ({spec.at(whole)})"
            yield spec.problem(RISK_LIMIT, own, message, f"write {plain(risk)}, or change the shares", against=(whole,))
        if risk > 25:
            message = f"puts {plain(risk)}% of the price at risk"
            yield spec.problem(RISK_SHARE, whole, message, "put 25% or less at risk, or say why more can be carried",
                               at_key=True)  # fmt: skip
    for number, row in enumerate(elements):
        id = str(row.get("measure"))
        if row.get("basis") == "satisfaction" and id in spec.measures:
            least = number_at(spec.measures[id][1], "minimum_people")
            if least is not None and least < 30:
                where: ValuePath = ("measures", spec.measures[id][0], "minimum_people")
                message = f"pays for {id}, which counts from {plain(least)} answers ({spec.at(where)})"
                yield spec.problem(RISK_FEW, (*whole, number, "measure"), message, "ask for 30 answers or more",
                                   against=(where,))  # fmt: skip
    weeks = spec.number("gain_sharing", "duration_weeks") if spec.value("gain_sharing", "used") is True else None
    months = spec.number("contract", "initial_term_months")
    longest = min(Decimal(52), months * Decimal("4.345")) if months else Decimal(52)
    if weeks is not None and weeks > longest:
        message = f"is {plain(weeks)} weeks, and a gain is shared for {plain(longest.quantize(Decimal(1)))} at most"
        yield spec.problem(TIME_GAIN, ("gain_sharing", "duration_weeks"), message, "write 52 or fewer, within the term")


RULES = (
    TIME_DAY, TIME_RESPONSE, TIME_LATE, TIME_REVIEW, TIME_MEASURE, TIME_GAIN, RISK_LIMIT, RISK_SHARE, RISK_FEW,
)  # fmt: skip
FAMILY = Family("Times and risks", RULES, facts=(check_times, check_aggregation, check_risk))
