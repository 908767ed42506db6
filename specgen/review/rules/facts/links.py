"""Find what points at nothing, or is pointed at by nothing: outcomes, measures, activities, pathways, elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from specgen.formats.yamlfile.lookup import is_answered, text_at, texts_of
from specgen.review.rules.facts.specification import Specification
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family

if TYPE_CHECKING:
    from specgen.problems import Problem

LINKED = "source 000, lines 21 to 24: outcomes, their measures and the practical steps are linked"
LINKAGE = "source 003, lines 389 to 394: nothing stands without its link to the outcomes"

LINK_MEASURE = Rule(
    "LINK-MEASURE", "error", "open point",
    "An outcome has no measure, and no achievement that can be shown.",
    "Add a measure with its outcome, or say what will be there to see.",
    "source 003, section 2.4: a number, amount, percentage or a clearly demonstrable achievement",
    fires=Example("outcomes: {list: [{id: O9, statement: People have a say in who comes}]}", "overlay"),
    silent=Example(
        "outcomes: {list: [{id: O9, statement: People choose who comes, achievement: each has met two workers}]}",
        "overlay",
    ),
    ideas=("S01",),
)  # fmt: skip
LINK_OBJECTIVE = Rule(
    "LINK-OBJECTIVE", "warning", "open point",
    "Objectives are set, and none of them serves this outcome.",
    "Add an objective for it, or name the outcome in one of them.",
    LINKED,
    fires=Example("objectives: {list: [{id: OB3, outcomes: [O1]}]}", "overlay", "reward"),
    silent=Example("objectives: {list: [{id: OB3, outcomes: [O3, O4]}]}", "overlay", "reward"),
    ideas=("A01",),
)  # fmt: skip
LINK_NO_OUTCOME = Rule(
    "LINK-NO-OUTCOME", "warning", "open point",
    "An objective, an activity or a measure names no outcome.",
    "Name the outcome that it serves.",
    LINKED,
    fires=Example("core_activities: {activities: [{id: A1, outcomes: null}]}", "overlay"),
    silent=Example("core_activities: {activities: [{id: A1, outcomes: [O1]}]}", "overlay"),
    ideas=("A02", "N18"),
)  # fmt: skip
LINK_ACTIVITY = Rule(
    "LINK-ACTIVITY", "warning", "contradiction",
    "No core activity serves an outcome.",
    "Name the outcome under an activity, or take it out.",
    LINKAGE,
    fires=Example(
        "core_activities: {activities: [{id: A1, outcomes: [O1]}, {id: A2, outcomes: [O1]}, {id: A4, outcomes: [O1]}]}",
        "overlay", "reward",
    ),
    silent=Example("core_activities: {activities: [{id: A1, outcomes: [O1, O3]}]}", "overlay", "reward"),
    ideas=("N18",),
)  # fmt: skip
LINK_PATHWAY = Rule(
    "LINK-PATHWAY", "error", "open point",
    "A population outcome has no causal pathway, or a pathway has nothing in it.",
    "Describe the pathway: activities, what is done, the first sign of change.",
    "source 003, lines 479 to 494: each population outcome has a causal pathway",
    fires=Example(
        "attribution: {pathways: [{id: PW3, gone: true}]}\ncausal_pathways: null", "overlay", "population"
    ),
    silent=Example("attribution: {pathways: [{id: PW3, confidence: low}]}", "overlay", "population"),
    ideas=("N13",),
)  # fmt: skip
LINK_USE = Rule(
    "LINK-USE", "error", "contradiction",
    "A measure says that it is used for payment or for steps, and nothing pays or acts on it; or the other way round.",
    "Change the uses of the measure, or the element or step that names it.",
    "source 003, lines 406 to 446: payment and consequences rest on measures",
    fires=Example("measures: [{id: M1, use: [monitor, trigger]}]", "overlay", "reward"),
    silent=Example("measures: [{id: M1, use: [monitor, pay, trigger]}]", "overlay", "reward"),
    ideas=("N03", "N18"),
)  # fmt: skip
LINK_PAID = Rule(
    "LINK-PAID", "error", "open point",
    "An element that depends on results names no measure.",
    "Add measure: and the number of a measure.",
    "source 003, lines 406 to 418: pay only what is measured",
    fires=Example("payment: {elements: [{id: P2, measure: null}]}", "overlay", "reward"),
    silent=Example("payment: {elements: [{id: P2, measure: M1}]}", "overlay", "reward"),
    ideas=("N03",),
)  # fmt: skip
LINK_STEPS = Rule(
    "LINK-STEPS", "warning", "open point",
    "There are steps for one person and none for the service, or the other way round.",
    "Add the other level.",
    "source 003, lines 436 to 440: consequences at both levels",
    fires=Example("failure: {individual: null}", "overlay", "reward"),
    silent=Example("failure: {individual: [{id: F1, trigger: A rating has fallen twice}]}", "overlay", "reward"),
    ideas=("N10",),
)  # fmt: skip
LINK_GAIN = Rule(
    "LINK-GAIN", "error", "contradiction",
    "A gain is shared, and no element of the price depends on hours, so that nothing is saved.",
    "Add an element for hours, or do not share gains.",
    "source 003, lines 428 to 434: a gain is the value of hours that are no longer needed",
    fires=Example("payment: {elements: [{id: P1, basis: block, rate: null}]}", "overlay", "reward"),
    silent=Example("gain_sharing: {used: false}", "overlay", "reward"),
    ideas=("N07",),
)  # fmt: skip


def check_outcomes(spec: Specification) -> Iterator[Problem]:
    """Yield outcomes that nothing measures or serves, and what serves none."""
    outcomes = [(number, row) for number, row in enumerate(spec.rows("outcomes", "list")) if row.get("id")]
    measured = {measure["outcome"] for _, measure in spec.measures.values() if measure.get("outcome")}
    objectives, activities = spec.rows("objectives", "list"), spec.rows("core_activities", "activities")
    aimed = {id for row in objectives for id in texts_of(row.get("outcomes"))}
    served = {id for row in activities for id in texts_of(row.get("outcomes"))}
    pathways = spec.rows("attribution", "pathways")
    caused = {row.get("outcome") for row in pathways}
    for number, row in outcomes:
        id, path = str(row["id"]), ("outcomes", "list", number)
        if measured and id not in measured and spec.lacks(*path, "achievement"):
            others = spec.at(("measures",))
            message = f"{id} has no measure, and other outcomes have ({others}), and no achievement that can be shown"
            yield spec.problem(LINK_MEASURE, path, message, f"add a measure with outcome: {id}, or an achievement",
                               against=(("measures",),))  # fmt: skip
        if aimed and id not in aimed:
            message = f"{id} has no objective, and other outcomes have ({spec.at(('objectives', 'list'))})"
            yield spec.problem(LINK_OBJECTIVE, path, message, f"name {id} in an objective, or add one",
                               against=(("objectives", "list"),))  # fmt: skip
        if served and id not in served:
            at = ("core_activities", "activities")
            message = f"no activity serves {id} ({spec.at(at)})"
            yield spec.problem(
                LINK_ACTIVITY, path, message, f"name {id} under an activity that serves it", against=(at,)
            )
        if pathways and row.get("level") == "population" and id not in caused:
            at = ("attribution", "pathways")
            message = f"{id} has no causal pathway, and the others have ({spec.at(at)})"
            yield spec.problem(LINK_PATHWAY, path, message, f"add a pathway with outcome: {id}", against=(at,))
    if outcomes:
        yield from _without_outcome(spec)


def _without_outcome(spec: Specification) -> Iterator[Problem]:
    linked = {"objectives": ("objectives", "list"), "activities": ("core_activities", "activities")}
    for at in linked.values():
        rows = spec.rows(*at)
        if not any(is_answered(row.get("outcomes")) for row in rows):
            continue  # nobody has begun to link them: an open point of the draft
        for number, row in enumerate(rows):
            if spec.lacks(*at, number, "outcomes"):
                message = f"{row.get('id', 'the row')} names no outcome, and the other rows do"
                yield spec.problem(
                    LINK_NO_OUTCOME, (*at, number), message, "add outcomes: and the outcomes that it serves"
                )
    is_begun = any(measure.get("outcome") for _, measure in spec.measures.values())
    for id, (number, _) in spec.measures.items() if is_begun else ():
        if spec.lacks("measures", number, "outcome"):
            message = f"{id} names no outcome that it shows"
            yield spec.problem(LINK_NO_OUTCOME, ("measures", number), message, "add outcome: and the outcome")


def check_pathways(spec: Specification) -> Iterator[Problem]:
    """Yield pathways of population outcomes with nothing in them."""
    if "causal_pathways" not in spec.values:
        return
    for number, row in enumerate(spec.rows("attribution", "pathways")):
        at = ("attribution", "pathways", number)
        missing = [name for name in ("activities", "outputs", "early_change") if spec.lacks(*at, name)]
        if missing:
            message = f"{row.get('id')} has no {' and no '.join(missing)}"
            yield spec.problem(LINK_PATHWAY, at, message, "answer them")


def check_uses(spec: Specification) -> Iterator[Problem]:
    """Yield measures whose uses are not those that the price and the steps make of them."""
    elements, steps = spec.rows("payment", "elements"), spec.rows("failure", "service")
    users = (
        ("pay", ("payment", "elements"), elements, "an element of the price"),
        ("trigger", ("failure", "service"), steps, "a step"),
    )
    for use, at, rows, what in users:
        named = {str(row["measure"]): number for number, row in reversed([*enumerate(rows)]) if row.get("measure")}
        if not rows:
            continue
        for id, (number, measure) in spec.measures.items():
            uses = texts_of(measure.get("use"))
            path = ("measures", number, "use")
            if id in named and uses and use not in uses:
                other = (*at, named[id], "measure")
                message = f"{what} rests on {id} ({spec.at(other)}), and its uses do not name {use}"
                yield spec.problem(
                    LINK_USE, path, message, f"add {use}, or name another measure there", against=(other,)
                )
            elif use in uses and id not in named:
                message = f"says that {id} is used to {use}, and {what} for it is not there ({spec.at(at)})"
                yield spec.problem(LINK_USE, path, message, f"take {use} out, or add {what}", against=(at,))


def check_price(spec: Specification) -> Iterator[Problem]:
    """Yield elements, steps and gains without their counterpart."""
    from specgen.inputs.answers.agreement.intervals import on_results

    elements = spec.rows("payment", "elements")
    for number, row in enumerate(elements):
        if on_results(row.get("basis")) and spec.lacks("payment", "elements", number, "measure"):
            message = f"{row.get('id')} depends on results, and names no measure"
            yield spec.problem(LINK_PAID, ("payment", "elements", number), message, "add measure: and its number")
    levels = {name: bool(spec.rows("failure", name)) for name in ("individual", "service")}
    if len(set(levels.values())) > 1:
        missing, there = ("individual", "service") if levels["service"] else ("service", "individual")
        message = f"has steps for the {there} level and none for the {missing} level"
        yield spec.problem(LINK_STEPS, ("failure", there), message, f"add failure.{missing}", at_key=True)
    used = ("gain_sharing", "used")
    bases = [text_at(row, "basis") for row in elements]
    if spec.value(*used) is True and bases and all(bases) and not any(one.startswith("hours") for one in bases):
        message = f"gains are shared, and no element is paid by hours ({spec.at(('payment', 'elements'))})"
        yield spec.problem(LINK_GAIN, used, message, "write no, or add an element for hours",
                               against=(("payment", "elements"),))  # fmt: skip


RULES = (
    LINK_MEASURE, LINK_OBJECTIVE, LINK_NO_OUTCOME, LINK_ACTIVITY, LINK_PATHWAY, LINK_USE, LINK_PAID, LINK_STEPS,
    LINK_GAIN,
)  # fmt: skip
FAMILY = Family("Links", RULES, facts=(check_outcomes, check_pathways, check_uses, check_price))
