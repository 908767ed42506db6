"""Describe the rules on targets, scales and steps; `improvement.py` finds what they describe."""

from __future__ import annotations

from specgen.review.rules.rule import Example, Rule

YEAR_1 = "source 001, line 23: what is not known is collected in year 1, and targets follow for years 2 and 3"
IMPROVES = "source 000, line 17: an outcome is measured against a baseline"
PAYS = "source 003, lines 406 to 418: payment follows outcomes"
STEPS = "source 003, lines 436 to 446: what follows when outcomes are not achieved"

TARGET_BASELINE = Rule(
    "TARGET-BASELINE", "error", "contradiction",
    "There is a target for year 1, and the baseline is collected in that year.",
    "Set targets from year 2.",
    YEAR_1,
    fires=Example("measures: [{id: M1, targets: {year_1: 4}}]", "overlay"),
    silent=Example("measures: [{id: M1, targets: {year_2: 4}}]", "overlay"),
    ideas=("B03",),
)  # fmt: skip
TARGET_SCALE = Rule(
    "TARGET-SCALE", "error", "contradiction",
    "A target or a baseline is a value that the measure cannot have: above 100 percent, or off its own scale.",
    "Write a value on the scale.",
    "source 003, section 2.4: measurable",
    fires=Example(
        "measures: [{id: M5, name: Mean rating on the 1 to 5 scale, direction: higher, baseline: {value: 3.4},"
        " targets: {kind: level, year_1: 3.6, year_2: 3.8, year_3: 5.5, year_4: null}}]",
        "overlay",
    ),
    silent=Example(
        "measures: [{id: M5, name: Mean rating on the 1 to 5 scale, direction: higher, baseline: {value: 3.4},"
        " targets: {kind: level, year_1: 3.6, year_2: 3.8, year_3: 4, year_4: null}}]",
        "overlay",
    ),
)  # fmt: skip
TARGET_DIRECTION = Rule(
    "TARGET-DIRECTION", "error", "contradiction",
    "A target is no better than the baseline or the target of the year before, or lies within the margin of chance.",
    "Set a target that improves, or keep the level and say so with direction: maintain.",
    IMPROVES,
    fires=Example("measures: [{id: M2, targets: {year_1: 40}}]", "overlay"),
    silent=Example("measures: [{id: M2, targets: {year_1: 47}}]", "overlay"),
    ideas=("M03",),
)  # fmt: skip
PAY_NO_TARGET = Rule(
    "PAY-NO-TARGET", "error", "contradiction",
    "A result is paid in a year of the first term for which its measure has no target.",
    "Set that target, start later, or say that the last target goes on.",
    PAYS,
    fires=Example(
        "outcomes: {after_last_target: none}\nmeasures: [{id: M1, targets: {year_5: null}}]", "overlay", "reward"
    ),
    silent=Example("measures: [{id: M1, targets: {year_5: null}}]", "overlay", "reward"),
    ideas=("N03",),
)  # fmt: skip
PAY_BASELINE = Rule(
    "PAY-BASELINE", "warning", "contradiction",
    "A scale pays for a result that has not moved from the baseline.",
    "Let the scale begin to pay above the baseline.",
    PAYS,
    fires=Example(
        "payment: {elements: [{id: P2, scale: [{from: 0, to: 90, pay: 0}, {from: 90, to: 100, pay: 60},"
        " {from: 100, pay: 100}]}]}",
        "overlay", "reward",
    ),
    silent=Example(
        "payment: {elements: [{id: P2, scale: [{from: 0, to: 98, pay: 0}, {from: 98, to: 100, pay: 60},"
        " {from: 100, pay: 100}]}]}",
        "overlay", "reward",
    ),
    ideas=("N04",),
)  # fmt: skip
PAY_TARGET = Rule(
    "PAY-TARGET", "warning", "contradiction",
    "A scale pays in full below the target, only in part at it, or less for a better result.",
    "Pay in full from the target on, and no less for a better result.",
    PAYS,
    fires=Example(
        "payment: {elements: [{id: P2, scale: [{from: 0, to: 98, pay: 0}, {from: 98, pay: 100}]}]}",
        "overlay", "reward",
    ),
    silent=Example(
        "payment: {elements: [{id: P2, scale: [{from: 0, to: 100, pay: 0}, {from: 100, pay: 100}]}]}",
        "overlay", "reward",
    ),
    ideas=("N04",),
)  # fmt: skip
STEP_DIRECTION = Rule(
    "STEP-DIRECTION", "error", "contradiction",
    "A step is taken when the result is good: it looks below for a measure of which less is better, or above.",
    "Turn below and above round.",
    STEPS,
    fires=Example("failure: {service: [{id: T3, comparator: below}]}", "overlay", "reward"),
    silent=Example("failure: {service: [{id: T3, comparator: above}]}", "overlay", "reward"),
    ideas=("N08",),
)  # fmt: skip
STEP_TARGET = Rule(
    "STEP-TARGET", "error", "contradiction",
    "A provider that reaches its first target would still be below the threshold of a step.",
    "Set the threshold at the target or at a worse value.",
    STEPS,
    fires=Example("failure: {service: [{id: T1, threshold: 55, exit_value: 56}]}", "overlay", "reward"),
    silent=Example("failure: {service: [{id: T1, threshold: 53, exit_value: 54}]}", "overlay", "reward"),
    ideas=("N08",),
)  # fmt: skip
STEP_BASELINE = Rule(
    "STEP-BASELINE", "warning", "contradiction",
    "A step has a threshold on a measure whose baseline is still to be collected.",
    "Set the threshold when the baseline is known, or judge by another measure.",
    YEAR_1,
    fires=Example(
        "failure: {service: [{id: T9, stage: discussion, measure: M2, comparator: below, threshold: 40, days: 365,"
        " exit_value: 42, periods: 1, action: They meet}]}\nmeasures: [{id: M2, use: [monitor, pay, trigger]}]",
        "overlay", "reward",
    ),
    silent=Example("failure: {service: [{id: T1, threshold: 51}]}", "overlay", "reward"),
    ideas=("B05",),
)  # fmt: skip

RULES = (
    TARGET_BASELINE, TARGET_SCALE, TARGET_DIRECTION, PAY_NO_TARGET, PAY_BASELINE, PAY_TARGET, STEP_DIRECTION,
    STEP_TARGET, STEP_BASELINE,
)  # fmt: skip
