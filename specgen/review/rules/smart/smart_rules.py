"""Describe the rules on SMART outcomes; `outcomes_smart.py` finds what they describe."""

from __future__ import annotations

from specgen.review.rules.rule import Example, Rule

S = "source 003, section 2.4: specific, described in clear and concise terms"
M = "source 003, section 2.4: a system, method and procedure must be in place"
A = "source 003, section 2.4: can the provider deliver or help deliver the outcome?"
R = "source 003, section 2.4: is the outcome feasible?"
T = "source 003, section 2.4: it has a clear start and end date"
BASELINE = "source 000, line 17; source 001, line 23: baselines"


def _outcome(statement: str) -> Example:
    return Example(f"outcomes: {{list: [{{id: O1, statement: '{statement}'}}]}}", "overlay")


def _measure(answers: str, sample: str = "optional-sections") -> Example:
    return Example(f"measures: [{{id: M1, {answers}}}]", "overlay", sample)


SMART_ONE_RESULT = Rule(
    "SMART-ONE-RESULT", "warning", "suggestion",
    "An outcome holds more than one result, or takes too many words.",
    "Split it: one result an outcome.",
    S, _outcome("People are well; they are safe; they choose"),
    _outcome("People keep the skills that matter to them"),
    ideas=("S02",),
)  # fmt: skip
SMART_ACTIVITY = Rule(
    "SMART-ACTIVITY", "warning", "suggestion",
    "An outcome reads as something that the provider does.",
    "Say what will be different for people.",
    S, _outcome("Provide help with everyday skills to people"), _outcome("People keep the skills that matter to them"),
    ideas=("S03",),
)  # fmt: skip
SMART_WHO = Rule(
    "SMART-WHO", "warning", "suggestion",
    "An outcome does not say for whom something is different.",
    "Name the people.",
    S, _outcome("Everyday skills are kept or won back"), _outcome("People keep the skills that matter to them"),
    ideas=("S04",),
)  # fmt: skip
SMART_METHOD = Rule(
    "SMART-METHOD", "warning", "open point",
    "A measure lacks its method, record, collector or interval, and the document is going out.",
    "Answer them: without them the measure cannot be worked out.",
    M, _measure("method: null"), _measure("method: Rating at each review"),
    ideas=("M01",),
)  # fmt: skip
SMART_OF_WHOM = Rule(
    "SMART-OF-WHOM", "warning", "open point",
    "A percentage or a rate does not say what is counted among what, and the document is going out.",
    "Write the numerator and the denominator.",
    M, _measure("denominator: null"), _measure("denominator: Personal Outcomes that were rated"),
    ideas=("M02",),
)  # fmt: skip
SMART_ALONE = Rule(
    "SMART-ALONE", "warning", "suggestion",
    "The provider alone collects all that shows an outcome, and nobody checks it.",
    "Let somebody else collect or check a part of it.",
    "source 003, line 364: who collects and checks what is measured",
    Example(
        "measures: [{id: M2, collected_by: provider}]\nmonitoring: {service: {visits: null}}", "overlay",
        "optional-sections",
    ),
    Example("measures: [{id: M2, collected_by: provider}]", "overlay", "optional-sections"),
    ideas=("M05",),
)  # fmt: skip
SMART_HELP = Rule(
    "SMART-HELP", "warning", "open point",
    "The provider helps to deliver an outcome with others, and no other body is named.",
    "Name the agency in a pathway of the outcome, or say that the provider delivers it alone.",
    A,
    Example("attribution: {pathways: [{id: PW1, agencies: null}]}", "overlay", "reward"),
    Example("attribution: {pathways: [{id: PW1, agencies: [{agency: G1, part: shared}]}]}", "overlay",
            "reward"),
    ideas=("A03",),
)  # fmt: skip
SMART_ALL = Rule(
    "SMART-ALL", "warning", "suggestion",
    "A target is all or none: 100 percent, or nothing at all.",
    "Ask whether it is feasible, and say why, or leave room for one mishap.",
    R, _measure("targets: {kind: level, year_2: 100, year_3: null}"), _measure("targets: {kind: level, year_2: 70}"),
    ideas=("R01",),
)  # fmt: skip
SMART_JUMP = Rule(
    "SMART-JUMP", "warning", "suggestion",
    "A target asks for a large step in one year.",
    "Give the evidence that it can be reached, or spread it over more years.",
    R, Example("measures: [{id: M2, targets: {year_1: 65, year_2: 70, year_3: 72, year_4: 74}}]", "overlay"),
    Example("measures: [{id: M2, targets: {year_1: 50}}]", "overlay"),
    ideas=("R02",),
)  # fmt: skip
SMART_FEASIBLE = Rule(
    "SMART-FEASIBLE", "warning", "open point",
    "Nothing says why an outcome is feasible, and the document is going out.",
    "Write feasible_because: a test, a trend, a provider that has reached it.",
    R,
    Example("outcomes: {list: [{id: O1, feasible_because: null}]}", "overlay", "optional-sections"),
    Example("outcomes: {list: [{id: O1, feasible_because: A test with 30 people}]}", "overlay", "optional-sections"),
    ideas=("R03",),
)  # fmt: skip
SMART_LATE = Rule(
    "SMART-LATE", "warning", "contradiction",
    "The first target of a measure comes after the initial term.",
    "Set a target within the initial term.",
    T,
    Example("measures: [{id: M2, targets: {year_1: null, year_2: null, year_3: null, year_5: 55, year_4: null}}]",
            "overlay"),
    Example("measures: [{id: M2, targets: {year_1: 46}}]", "overlay"),
    ideas=("T02",),
)  # fmt: skip
SMART_BASELINE = Rule(
    "SMART-BASELINE", "warning", "open point",
    "A measure has no baseline, or one without value, period, source, collector or day, and the document is going out.",
    "Record it, or plan to collect it in year 1.",
    BASELINE, _measure("baseline: {status: recorded, value: 40, period: null}"),
    _measure("baseline: {status: recorded, value: 40, period: the year 2025-26, source: Review records}"),
    ideas=("B01", "B02", "B04"),
)  # fmt: skip
SMART_OLD_BASELINE = Rule(
    "SMART-OLD-BASELINE", "note", "suggestion",
    "A baseline is more than three years old when the contract starts.",
    "Count again before targets are set on it.",
    BASELINE,
    Example("measures: [{id: M2, baseline: {period: the year 2019-20}}]", "overlay"),
    Example("measures: [{id: M2, baseline: {period: the year 2025-26}}]", "overlay"),
    ideas=("B06",),
)  # fmt: skip
SMART_OF_WHAT = Rule(
    "SMART-OF-WHAT", "warning", "mistake",
    "A change by so many percent does not say of what: points of the measure, or a part of the baseline.",
    "Write percentage points, or percent of the baseline.",
    "source 003, section 2.6: specifications should not be ambiguous",
    Example("objectives: {list: [{id: OB1, evidence: A reduction of 10% in missed visits}]}", "overlay", "reward"),
    Example("objectives: {list: [{id: OB1, evidence: A reduction of 10 percentage points}]}", "overlay",
            "reward"),
    ideas=("P01",),
)  # fmt: skip

RULES = (
    SMART_ONE_RESULT, SMART_ACTIVITY, SMART_WHO, SMART_METHOD, SMART_OF_WHOM, SMART_ALONE, SMART_HELP, SMART_ALL,
    SMART_JUMP, SMART_FEASIBLE, SMART_LATE, SMART_BASELINE, SMART_OLD_BASELINE, SMART_OF_WHAT,
)  # fmt: skip
