"""Describe the rules on dates; `dates.py` finds what they describe."""

from __future__ import annotations

from specgen.review.rules.rule import Example, Rule

CLEAR_TIMES = "source 003, section 2.5: specifications should contain clear time-scales"
TIME_BASED = "source 003, section 2.4: time-based means a clear start and end date"

DATE_END = Rule(
    "DATE-END", "error", "contradiction",
    "The last day of the term is before its start, or not the one that its start and its months give.",
    "Write the last day that they give, or another term.",
    CLEAR_TIMES,
    fires=Example("contract: {start: 2027-04-01, initial_term_months: 36, end: 2031-03-31}", "overlay"),
    silent=Example("contract: {start: 2027-04-01, initial_term_months: 36, end: 2030-03-31}", "overlay"),
    ideas=("T01",),
)  # fmt: skip
DATE_TERM = Rule(
    "DATE-TERM", "error", "contradiction",
    "Something is to be reached before the contract starts or after its last possible day.",
    "Write a day within the term, extensions included.",
    CLEAR_TIMES,
    fires=Example("workforce: {training: {percent: 90, by: 2039-03-31}}", "overlay", "reward"),
    silent=Example("workforce: {training: {percent: 90, by: 2029-03-31}}", "overlay", "reward"),
    ideas=("T03",),
)  # fmt: skip
DATE_OUTCOME = Rule(
    "DATE-OUTCOME", "error", "contradiction",
    "An outcome ends before it starts, or outside the term of the contract.",
    "Give it a start and an end within the term.",
    TIME_BASED,
    fires=Example("outcomes: {list: [{id: O1, end: 2043-09-30}]}", "overlay"),
    silent=Example("outcomes: {list: [{id: O1, end: 2030-09-30}]}", "overlay"),
    ideas=("T01",),
)  # fmt: skip
DATE_OBJECTIVE = Rule(
    "DATE-OBJECTIVE", "error", "contradiction",
    "An objective is due before it starts, or after the end of an outcome that it serves.",
    "Make it due within the time of its outcomes.",
    "source 000, line 29; source 003, section 2.5: specifications should contain clear time-scales",
    fires=Example("objectives: {list: [{id: OB1, start: 2028-06-01, due: 2028-03-31}]}", "overlay", "reward"),
    silent=Example("objectives: {list: [{id: OB1, start: 2027-11-01, due: 2028-03-31}]}", "overlay", "reward"),
    ideas=("T03",),
)  # fmt: skip
DATE_DELIVERABLE = Rule(
    "DATE-DELIVERABLE", "error", "contradiction",
    "A deliverable is due after the objective that it serves.",
    "Make it due with its objective or before.",
    CLEAR_TIMES,
    fires=Example("objectives: {deliverables: [{id: D1, due: 2028-06-30}]}", "overlay", "reward"),
    silent=Example("objectives: {deliverables: [{id: D1, due: 2028-02-25}]}", "overlay", "reward"),
    ideas=("T03",),
)  # fmt: skip
DATE_MOBILISATION = Rule(
    "DATE-MOBILISATION", "error", "contradiction",
    "Getting ready begins, or its plan is due, after the service has started.",
    "Get ready before the start.",
    CLEAR_TIMES,
    fires=Example(
        "objectives: {deliverables: [{id: D9, name: Mobilisation plan, objective: OB1, due: 2027-11-05}]}",
        "overlay", "reward",
    ),
    silent=Example(
        "objectives: {deliverables: [{id: D9, name: Mobilisation plan, objective: OB1, due: 2027-09-03}]}",
        "overlay", "reward",
    ),
)  # fmt: skip
DATE_BEFORE_START = Rule(
    "DATE-BEFORE-START", "warning", "contradiction",
    "An objective or a deliverable of the contract is due before the contract starts.",
    "Make it due on or after the first day, or name it as part of getting ready.",
    CLEAR_TIMES,
    fires=Example("objectives: {deliverables: [{id: D1, due: 2027-09-03}]}", "overlay", "reward"),
    silent=Example("objectives: {deliverables: [{id: D1, due: 2027-11-26}]}", "overlay", "reward"),
)  # fmt: skip
DATE_PROCUREMENT = Rule(
    "DATE-PROCUREMENT", "error", "contradiction",
    "The procurement begins after the contract has started.",
    "Write the day on which the procurement began.",
    CLEAR_TIMES,
    fires=Example("contract: {procurement: {began_on: 2028-01-10}}", "overlay"),
    silent=Example("contract: {procurement: {began_on: 2026-12-07}}", "overlay"),
)  # fmt: skip
DATE_BASELINE = Rule(
    "DATE-BASELINE", "error", "contradiction",
    "A baseline of year 1 is due in another year, or a recorded one lies in the future.",
    "Collect the baseline in year 1, or write the period that was counted.",
    "source 001, line 23: baselines that are not known are collected in year 1",
    fires=Example("measures: [{id: M1, baseline: {status: year_1, due: 2030-04-28}}]", "overlay"),
    silent=Example("measures: [{id: M1, baseline: {status: year_1, due: 2028-03-31}}]", "overlay"),
    ideas=("B04",),
)  # fmt: skip
DATE_TARGET_YEAR = Rule(
    "DATE-TARGET-YEAR", "error", "contradiction",
    "There is a target, or an element of the price, for a year that the term does not reach.",
    "Take it out, or lengthen the term.",
    TIME_BASED,
    fires=Example("contract: {initial_term_months: 24, extension_months: 12}", "overlay"),
    silent=Example("contract: {initial_term_months: 36, extension_months: 12}", "overlay"),
    ideas=("T02",),
)  # fmt: skip
DATE_FUTURE = Rule(
    "DATE-FUTURE", "error", "contradiction",
    "Something that had happened when the document was written has a later date than the document.",
    "Write the day on which it happened, or the document's own date.",
    "source 003, section 2.5: specifications should ensure technical accuracy",
    fires=Example(
        "introduction: {developed_with: [{date: 2027-02-01, who: People who use home care, stage: design}]}", "overlay"
    ),
    silent=Example(
        "introduction: {developed_with: [{date: 2026-04-01, who: People who use home care, stage: design}]}", "overlay"
    ),
)  # fmt: skip
DATE_VERSION = Rule(
    "DATE-VERSION", "warning", "contradiction",
    "Versions of the document are out of order, or the current one is listed as an earlier one.",
    "List earlier versions only, each later one with a later date.",
    "source 003, section 2.5: specifications should ensure technical accuracy",
    fires=Example('document: {version: "0.2"}', "overlay"),
    silent=Example('document: {version: "0.4"}', "overlay"),
)  # fmt: skip

RULES = (
    DATE_END, DATE_TERM, DATE_OUTCOME, DATE_OBJECTIVE, DATE_DELIVERABLE, DATE_MOBILISATION, DATE_BEFORE_START,
    DATE_PROCUREMENT, DATE_BASELINE, DATE_TARGET_YEAR, DATE_FUTURE, DATE_VERSION,
)  # fmt: skip
