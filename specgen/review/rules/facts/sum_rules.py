"""Describe the rules on sums of people, hours and money; `sums.py` finds what they describe."""

from __future__ import annotations

from specgen.review.rules.rule import Example, Rule

ACCURATE = "source 003, section 2.5: specifications should ensure technical accuracy"
COSTS = "source 003, section 2.5: specifications should reflect whole-life costs"

SUM_LOTS = Rule(
    "SUM-LOTS", "error", "contradiction",
    "The people or hours of the lots do not come to those of the service.",
    "Make the two agree; a share in per cent is read as a share of the service.",
    ACCURATE,
    fires=Example(
        "contract: {lots: [{id: L1, people: 42%}, {id: L2, people: 33%}, {id: L3, people: 30%}]}",
        "overlay",
    ),
    silent=Example("scope: {people: 640}", "overlay"),
    ideas=("N15",),
)  # fmt: skip
SUM_AREAS = Rule(
    "SUM-AREAS", "error", "contradiction",
    "The users or hours of the areas do not fit the residents or the service.",
    "Make the numbers agree.",
    ACCURATE,
    fires=Example("scope: {hours_per_week: 14000}", "overlay", "population"),
    silent=Example("scope: {hours_per_week: 15600}", "overlay", "population"),
    ideas=("N15",),
)  # fmt: skip
SUM_GROUPS = Rule(
    "SUM-GROUPS", "error", "contradiction",
    "The groups of people, each given with its number, do not come to the people of the service.",
    "Make the two agree.",
    ACCURATE,
    fires=Example("scope: {people: 640, groups: ['600 older people', '90 younger adults']}", "overlay"),
    silent=Example("scope: {people: 640, groups: ['550 older people', '90 younger adults']}", "overlay"),
)  # fmt: skip
SUM_MOST_LOTS = Rule(
    "SUM-MOST-LOTS", "error", "contradiction",
    "One organisation may win more lots than there are.",
    "Write the number of lots or fewer.",
    ACCURATE,
    fires=Example("providers: {most_lots: 4}", "overlay", "optional-sections"),
    silent=Example("providers: {most_lots: 2}", "overlay", "optional-sections"),
)  # fmt: skip
SUM_PEOPLE = Rule(
    "SUM-PEOPLE", "error", "contradiction",
    "A measure counts only from more people than use the service.",
    "Ask for fewer people, or count more than one year together.",
    "source 003, section 2.4: measurable means that a method can determine the result at a given time",
    fires=Example("measures: [{id: M2, minimum_people: 900}]", "overlay"),
    silent=Example("measures: [{id: M2, minimum_people: 90}]", "overlay"),
    ideas=("M04",),
)  # fmt: skip
MONEY_TOTAL = Rule(
    "MONEY-TOTAL", "error", "contradiction",
    "The total value is not what the value of a year and the term give, with or without the extension.",
    "Write what they give. A tenth more or less is taken for an uplift; without one it is a warning.",
    COSTS,
    fires=Example("contract: {total_value: 70000000}", "overlay"),
    silent=Example("contract: {total_value: 52000000}", "overlay"),
    ideas=("N16",),
)  # fmt: skip
MONEY_LOTS = Rule(
    "MONEY-LOTS", "error", "contradiction",
    "A lot is worth more than the whole contract, or the lots together do not come to it.",
    "Make the values of the lots and of the contract agree.",
    COSTS,
    fires=Example("lots: [{lot: L1, annual_value: 4440000}]", "overlay", "optional-sections"),
    silent=Example("lots: [{lot: L1, annual_value: 1440000}]", "overlay", "optional-sections"),
)  # fmt: skip
MONEY_CHARGE = Rule(
    "MONEY-CHARGE", "warning", "contradiction",
    "A person may be charged more for an hour than the hour costs.",
    "Write the rate of an hour, or less.",
    "source 003, section 2.5: specifications should ensure technical accuracy",
    fires=Example("people: {charges: {hour_pounds: 38.90}}", "overlay", "reward"),
    silent=Example("people: {charges: {hour_pounds: 28.90}}", "overlay", "reward"),
)  # fmt: skip
MONEY_BUDGET = Rule(
    "MONEY-BUDGET", "warning", "contradiction",
    "The contract is worth more in a year than its budget.",
    "Make the two agree, or say where the rest comes from.",
    "source 003, section 2.2: the budget is one of the issues behind the need",
    fires=Example("need: {budget: {yearly: 12000000}}", "overlay"),
    silent=Example("need: {budget: {yearly: 13000000}}", "overlay"),
    ideas=("N16",),
)  # fmt: skip
MONEY_HOURS = Rule(
    "MONEY-HOURS", "warning", "contradiction",
    "The hours a week at their rate do not come to their share of the value of a year.",
    "Make rate, hours, share and value agree; up to 15 percent of difference is taken for an estimate.",
    COSTS,
    fires=Example("contract: {annual_value: 5000000, total_value: null}", "overlay", "reward"),
    silent=Example("contract: {annual_value: 8400000, total_value: null}", "overlay", "reward"),
    ideas=("N16",),
)  # fmt: skip
MONEY_ELEMENT = Rule(
    "MONEY-ELEMENT", "error", "contradiction",
    "A fixed sum for a week, a month or a year does not come to its share of the value of a year.",
    "Make rate, share and value agree.",
    COSTS,
    fires=Example(
        "payment: {elements: [{id: P1, name: Block, basis: block, rate: {amount: 50000, per: month, vat: exempt}}]}",
        "overlay", "reward",
    ),
    silent=Example(
        "payment: {elements: [{id: P1, name: Block, basis: block, rate: {amount: 601120, per: month, vat: exempt}}]}",
        "overlay", "reward",
    ),
)  # fmt: skip
MONEY_PERIOD = Rule(
    "MONEY-PERIOD", "error", "contradiction",
    "One amount is given for two periods, and the two are not the same.",
    "Write one of the two, or what the first comes to.",
    COSTS,
    fires=Example("collaboration: {community: 'A fund of £1,000 a week, that is £60,000 a year, helps.'}", "overlay"),
    silent=Example("collaboration: {community: 'A fund of £1,000 a week, that is £52,000 a year, helps.'}", "overlay"),
)  # fmt: skip

RULES = (
    SUM_LOTS, SUM_AREAS, SUM_GROUPS, SUM_MOST_LOTS, SUM_PEOPLE, MONEY_TOTAL, MONEY_LOTS, MONEY_CHARGE,
    MONEY_BUDGET, MONEY_HOURS, MONEY_ELEMENT, MONEY_PERIOD,
)  # fmt: skip
