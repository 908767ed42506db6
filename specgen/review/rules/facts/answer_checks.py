"""Describe the checks that stand with the reading of answers, so that the page of rules lists them too.

Their ids are written small: most of them stop a draft, whatever a council says of levels. The form of one answer (its
type, its length, its choices) is told by the question, and is no rule.
"""

from __future__ import annotations

from specgen.review.rules.facts.sum_rules import ACCURATE
from specgen.review.rules.facts.target_rules import PAYS, STEPS
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family

GAINS = "source 003, lines 420 to 434: sharing of gains"
PART = "payment: {elements: [{id: P2, percent: 9}]}"
WHOLE = "payment: {elements: [{id: P2, percent: 6}]}"
GAP = "payment: {elements: [{id: P2, scale: [{from: 0, to: 90, pay: 0}, {from: 97, pay: 100}]}]}"
NO_GAP = "payment: {elements: [{id: P2, scale: [{from: 0, to: 97, pay: 0}, {from: 97, pay: 100}]}]}"


def _rule(id: str, finds: str, better: str, source: str, fires: str, silent: str, **more: object) -> Rule:
    sample, level, kind = str(more.get("sample", "reward")), str(more.get("level", "error")), "contradiction"
    ideas = tuple(str(more.get("ideas", "")).split())
    firing, quiet = Example(fires, "checked overlay", sample), Example(silent, "checked overlay", sample)
    return Rule(id, level, kind, finds, better, source, firing, quiet, ideas, stops=level == "error")


RULES = (
    _rule("total", "Shares of a price, a gain or a result do not come to 100 percent.", "Make them 100.",
          PAYS, PART, WHOLE,
          ideas="N01 N05 N14"),
    _rule("scale", "A scale has a gap or an overlap, or says nothing of results at its ends.",
          "Start at 0, let each row start where the one before ends, and leave the last one open.", PAYS, GAP, NO_GAP,
          ideas="N04"),
    _rule("start", "An element that depends on a result is paid in year 1, in which the baseline is collected.",
          "Start it in year 2 or later.", "source 001, line 23; " + PAYS,
          "payment: {elements: [{id: P3, start_year: 1}]}", "payment: {elements: [{id: P3, start_year: 2}]}",
          ideas="B05"),
    _rule("interval", "A result is paid, or has to be put right, more often than its measure is taken.",
          "Pay it when the measure is taken, and give at least that time to show a change.", PAYS,
          "measures: [{id: M1, frequency: annual}]", "measures: [{id: M1, frequency: quarterly}]"),
    _rule("taper", "The steps in the share of a gain are out of order, or leave no room for what is reinvested.",
          "Put them in order within the time that a gain is shared.", GAINS,
          "gain_sharing: {taper: [{from_week: 30, provider_percent: 30}]}",
          "gain_sharing: {taper: [{from_week: 14, provider_percent: 30}]}", ideas="N05"),
    _rule("rate", "A rate is for something else than its element is paid for.", "Make the two agree.", PAYS,
          "payment: {elements: [{id: P1, rate: {amount: 28.90, per: visit, vat: exempt}}]}",
          "payment: {elements: [{id: P1, rate: {amount: 28.90, per: hour, vat: exempt}}]}"),
    _rule("balance", "A measure is balanced by itself.", "Name another measure.",
          "models/sections/population_outcomes.yaml: a second figure shows what less service costs people",
          "population_outcomes: [{measure: M1, kind: less_service, balanced_by: M1}]",
          "population_outcomes: [{measure: M1, kind: less_service, balanced_by: M4}]", sample="population",
          level="warning"),
    _rule("example", "The worked example of a gain shows a package that did not fall, or by less than a gain asks for.",
          "Show a package that got smaller by enough hours.",
          GAINS, "gain_sharing: {example: {hours_before: 8, hours_after: 8}}",
          "gain_sharing: {example: {hours_before: 12, hours_after: 8}}"),
    _rule("trigger", "A step has a threshold, and no measure to read it on.", "Add the measure.", STEPS,
          "failure: {service: [{id: T1, measure: null}]}", "failure: {service: [{id: T1, measure: M1}]}", ideas="N08"),
    _rule("stage", "The steps for a measure get milder.", "Put them in the order of their weight.", STEPS,
          "failure: {service: [{id: T5, stage: discussion}]}", "failure: {service: [{id: T5, stage: no_referrals}]}",
          ideas="N09"),
    _rule("exit", "A step ends at a value that is as bad as the one it starts at.", "End it at a better value.", STEPS,
          "failure: {service: [{id: T1, exit_value: 40}]}", "failure: {service: [{id: T1, exit_value: 53}]}",
          ideas="N09"),
    _rule("duplicate", "Two rows have one id or are about one thing, or a list names something twice.",
          "Give each its own, and name each once.", ACCURATE,
          "causal_pathways: [{pathway: PW1}, {pathway: PW1}]", "causal_pathways: [{pathway: PW1}, {pathway: PW2}]",
          sample="population", ideas="N17"),
    _rule("reference", "A row points at a row that is not there.", "Name one that is there, or add it.", ACCURATE,
          "measures: [{id: M1, outcome: O7}]", "measures: [{id: M1, outcome: O2}]", ideas="N17"),
    _rule("unit", "A population outcome is measured by something that is no proportion.", "Name a measure in percent.",
          "source 003, lines 465 to 477: proportions of the population", "measures: [{id: M1, unit: count}]",
          "measures: [{id: M1, unit: percent}]", sample="population"),
    _rule("limit", "The limit of capacity is below what is expected in all areas.", "Write what is expected, or more.",
          "source 003, lines 457 to 463: accountable for the whole population", "population: {limit: {people: 900}}",
          "population: {limit: {people: 3600}}", sample="population", ideas="N15"),
    _rule("reward", "A model that pays for results is given a price that pays for none.",
          "Add an element that is paid for outcomes.", PAYS,
          "payment: {elements: [{id: P1, percent: 100}, {id: P2, gone: true}, {id: P3, gone: true},"
          " {id: P4, gone: true}, {id: P5, gone: true}]}", WHOLE, level="warning", ideas="N02"),
    _rule("law-fit", "A law is named or needed that does not fit the answers.",
          "Change the answer, or what rests on it.",
          "models/law, under applies_to",
          "introduction: {background: As the Public Contracts Regulations 2015 require.}",
          "introduction: {background: As the Procurement Act 2023 requires.}", level="warning", ideas="W15"),
    _rule("law-unknown", "A law is named that is in no file of law.", "Add it to the council's own file of law.",
          "the files under models/law", "introduction: {background: As the Home Care Act 2031 requires.}",
          "introduction: {background: As the Care Act 2014 requires.}", level="warning"),
    _rule("country", "The outcome framework is of the other country.", "Choose one of the country whose law applies.",
          "source 003, lines 77 to 92", "outcomes: {framework: wales_nof}", "outcomes: {framework: care_act}",
          level="warning", ideas="W16"),
)  # fmt: skip
FAMILY = Family("Checks on reading the answers", RULES)
