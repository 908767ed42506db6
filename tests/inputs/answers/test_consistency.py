"""Put one contradiction at a time into a full sample: each is an error at its line that says what would be right."""

from __future__ import annotations

import pytest

from specgen import generate as spine
from specgen.formats.yamlfile.yaml_file import read
from specgen.inputs.answers.agreement.price_checks import price_faults
from specgen.problems import Problem, WrongInput
from tests.drafts.test_golden import DAY
from tests.judges.policy import ROOT

REWARD = (ROOT / "sample_inputs" / "reward.yaml").read_text(encoding="utf-8")
CONTRADICTIONS = [
    (
        "      percent: 85\n",
        "      percent: 84.5\n",
        "payment.elements",
        "the shares of the elements come to 99.5 percent; make them 100: 0.5 percent are missing [total]",
    ),
    (
        "  commissioner_percent: 30\n",
        "  commissioner_percent: 40\n",
        "gain_sharing.provider_percent",
        "the shares of a gain come to 110 percent; make them 100: 10 percent are too many [total]",
    ),
    (
        "{from: 97, to: 100, pay: 50}",
        "{from: 97.5, to: 100, pay: 50}",
        "payment.elements[2].scale[1].to",
        "ends at 97 and leaves a gap before the next row, which starts at 97.5; let one row start where the one before"
        " ends [scale]",
    ),
    (
        "{from: 0, to: 88, pay: 0}",
        "{from: 0, to: 90, pay: 0}",
        "payment.elements[5].scale[1].to",
        "ends at 90 and overlaps the next row, which starts at 88; let one row start where the one before ends [scale]",
    ),
    (
        "{from: 0, to: 97, pay: 0}",
        "{from: 50, to: 97, pay: 0}",
        "payment.elements[2].scale[1].from",
        "the scale starts at 50 and says nothing of what is below; start the first row with from: 0 [scale]",
    ),
    (
        "{from: 100, pay: 100}",
        "{from: 100, to: 120, pay: 100}",
        "payment.elements[2].scale[3].to",
        "says nothing of results from 120; leave `to` out in the last row [scale]",
    ),
    (
        "{from: 0, to: 88, pay: 0}",
        "{from: 0, pay: 0}",
        "payment.elements[5].scale[1].to",
        "only the last row may have no end; write to: 88 [scale]",
    ),
    (
        "      start_year: 2\n",
        "      start_year: 1\n",
        "payment.elements[3].start_year",
        "pays for M2 in year 1, in which its baseline is still collected; write 2 or a later year [start]",
    ),
    (
        "{from_week: 14, provider_percent: 30}",
        "{from_week: 27, provider_percent: 30}",
        "gain_sharing.taper[1].from_week",
        "starts in week 27, and a gain is shared for 26 weeks; write 26 or an earlier week [taper]",
    ),
    (
        "{from_week: 14, provider_percent: 30}",
        "{from_week: 14, provider_percent: 85}",
        "gain_sharing.taper[1].provider_percent",
        "leaves no room for the 20 percent that are reinvested; write 80 or less [taper]",
    ),
    (
        "    hours_after: 8\n",
        "    hours_after: 12.5\n",
        "gain_sharing.example.hours_after",
        "12.5 hours are not fewer than 12; show a package that got smaller [example]",
    ),
    (
        "    hours_after: 8\n",
        "    hours_after: 11\n",
        "gain_sharing.example.hours_after",
        "is 1 less than hours_before, and a gain asks for 1.5 (reduction_hours); show a package that fell by 1.5 hours"
        " or more [example]",
    ),
    (
        "per: hour, vat: exempt}",
        "per: visit, vat: exempt}",
        "payment.elements[1].rate.per",
        "is visit, and the element is paid for hours delivered; write hour, or change the basis of the element [rate]",
    ),
    (
        "      stage: no_referrals\n",
        "      stage: discussion\n",
        "failure.service[5].stage",
        "discussion stands after improvement_plan, which goes further, for the same measure; put the rows of a measure"
        " in this order: discussion, improvement_plan, no_referrals, payment, step_in, termination [stage]",
    ),
    (
        "      days: 120\n",
        "      days: 30\n",
        "failure.service[1].days",
        "30 days are over before M1, taken every three months, can show a change; write 91 or more [interval]",
    ),
    (
        "      exit_value: 11.5\n",
        "      exit_value: 12.5\n",
        "failure.service[3].exit_value",
        "the step ends at 12.5, which is still above 12, where it starts; end it at its threshold, or at a better"
        " value [exit]",
    ),
    (
        "      when: quarterly\n      start_year: 1\n      evidence: Review",
        "      when: monthly\n      start_year: 1\n      evidence: Review",
        "payment.elements[2].when",
        "is paid every month, and M1 is taken every three months; pay it as often as the measure is taken, or each time"
        " that several of its periods end [interval]",
    ),
    (
        "      measure: M1\n      comparator: below\n",
        "      comparator: below\n",
        "failure.service[1].threshold",
        "has a threshold, and no measure to read it on; add measure: and the number of a measure [trigger]",
    ),
]


def problems_of(text: str) -> tuple[Problem, ...]:
    answers, problems = read(text, "answers.yaml")
    assert answers is not None
    try:
        spine.draft(answers, None, today=DAY, known=problems)
    except WrongInput as error:
        return error.problems
    return ()


def warnings_of(text: str) -> tuple[Problem, ...]:
    answers, problems = read(text, "answers.yaml")
    assert answers is not None
    return tuple(spine.draft(answers, None, today=DAY, known=problems).warnings)


def test_the_sample_contradicts_itself_nowhere() -> None:
    assert problems_of(REWARD) == ()


@pytest.mark.parametrize(("right", "wrong", "path", "said"), CONTRADICTIONS, ids=[row[2] for row in CONTRADICTIONS])
def test_a_contradiction_is_an_error_at_its_line(right: str, wrong: str, path: str, said: str) -> None:
    assert right in REWARD
    (problem,) = problems_of(REWARD.replace(right, wrong, 1))
    assert str(problem) == f"answers.yaml:{problem.place.line}:{problem.place.column}: error: {path}: {said}"
    line = REWARD.replace(right, wrong, 1).splitlines()[problem.place.line - 1]
    assert wrong.strip().splitlines()[0] in line or path.split(".")[-1].split("[")[0] in line


POPULATION = (ROOT / "sample_inputs" / "population.yaml").read_text(encoding="utf-8")
OF_AREAS = [
    (
        "      price_percent: 41\n",
        "      price_percent: 40\n",
        "99 percent; make them 100: 1 percent is missing [total]",
    ),
    ("      price_percent: 41\n", "      price_percent: 100\n", "159 percent; make them 100: 59 percent are too many"),
]


@pytest.mark.parametrize(("right", "wrong", "said"), OF_AREAS)
def test_the_shares_of_the_areas_in_the_price_come_to_100(right: str, wrong: str, said: str) -> None:
    (problem,) = problems_of(POPULATION.replace(right, wrong, 1))
    assert f"population.areas[3].price_percent: the shares of the areas in the price come to {said}" in str(problem)


def test_an_area_without_the_share_that_the_other_areas_have_is_a_warning() -> None:
    (warning,) = warnings_of(POPULATION.replace("      price_percent: 27\n", "", 1))
    assert "has no share of the price, and other areas have one; write price_percent, such as 27, or leave it out" in (
        str(warning)
    )


def test_a_measure_cannot_balance_itself() -> None:
    (problem,) = warnings_of(POPULATION.replace("    balanced_by: M4\n", "    balanced_by: M1\n", 1))
    assert "population_outcomes[1].balanced_by: M1 cannot balance itself; name another measure [balance]" in str(
        problem
    )


@pytest.mark.parametrize(
    ("basis", "per", "fits"),
    [
        ("hours_planned", "week", False),
        ("hours_planned", "person", False),
        ("block", "hour", False),
        ("block", "four_weeks", True),
        ("availability", "person", True),
        ("availability", "achievement", False),
        ("personal_outcomes", "achievement", True),
        ("satisfaction", "hour", False),
        ("quality", "month", False),
    ],
)
def test_a_rate_is_for_what_its_element_is_paid_for(basis: str, per: str, fits: bool) -> None:
    element: dict[str, object] = {"id": "P1", "basis": basis, "rate": {"amount": 5, "per": per}}
    faults = [*price_faults({"payment": {"elements": [element]}})]
    assert [fault.rule for _, fault in faults] == ([] if fits else ["rate"])


def test_a_section_that_is_not_asked_contradicts_nothing() -> None:
    text = REWARD.replace("percent: 85\n", "percent: 84\n", 1).replace("model: reward", "model: care-planning", 1)
    assert problems_of(text) == ()


def test_a_price_that_pays_for_no_result_is_a_warning() -> None:
    """The reward model with nothing but hours in it still gives a draft, and says what is odd about it."""
    text = (
        "model: reward\ndocument: {jurisdiction: england}\n"
        "payment:\n  elements: [{id: P1, name: Hours, basis: hours_delivered, percent: 100}]\n"
    )
    answers, problems = read(text, "answers.yaml")
    assert answers is not None
    (warning,) = spine.draft(answers, None, today=DAY, known=problems).warnings
    assert str(warning) == (
        "answers.yaml:4:13: warning: payment.elements: no part of the price depends on results, which is what this"
        " model is for; add an element that is paid for outcomes [reward]"
    )


LOTS = "contract: {lots: [{id: L1}, {id: L2}]}\nlots: [{lot: L1, hours: 7 to 22}, {lot: L2, hours: 6 to 23}]"
UNPRINTED = [
    (
        f"availability: {{pattern: always}}\n{LOTS}",
        "availability.pattern: is not printed while each lot has its own hours, under lots; take pattern out, or take"
        " out of lots what is so for the whole service",
    ),
    (
        "workforce: {registration_fee: no}",
        "workforce.registration_fee: is not printed while the law of England applies; take registration_fee out, or"
        " write jurisdiction: wales",
    ),
    (
        "measures: [{id: M1, baseline: {status: year_1, period: all of 2026}}]",
        "measures[1].baseline.period: is not printed while the status of the baseline is year_1; write status:"
        " recorded, or take period out",
    ),
    (
        "measures: [{id: M1, baseline: {status: recorded, value: 5, due: 2027-01-31}}]",
        "measures[1].baseline.due: is not printed while the status of the baseline is recorded; write status: year_1,"
        " or take due out",
    ),
    (
        "providers: {consortia: no, consortia_rule: who leads it}",
        "providers.consortia_rule: is not printed while organisations may not bid as a group; write consortia: yes, or"
        " take the rule out",
    ),
    (
        "outcomes: {basis: framework, aggregation: {left_out: [moved away]}}",
        "outcomes.aggregation.left_out: is not printed while no outcomes.aggregation.method is chosen; choose a method,"
        " or take the group out",
    ),
    (
        "outcomes: {framework: wales_nof, list: [{id: O1, framework_areas: [wa1]}],"
        " not_covered: [{area: wa1, reason: Others do it}]}",
        "outcomes.not_covered[1]: is not printed while outcome O1 covers the area wa1; take the row out, or the area"
        " out of the outcome",
    ),
    (
        "local_outcomes: {list: [{id: LO1, status: not_taken_up, counted: Walks to the shop}]}",
        "local_outcomes.list[1].counted: is not printed while the outcome is not taken up; take counted out, or give"
        " the row another status",
    ),
    (
        "failure: {service: [{id: T1, stage: discussion}], step_in: {who: another provider}}",
        "failure.step_in: is not printed while none of the steps is step_in; add a row with stage: step_in to"
        " failure.service, or take the group out",
    ),
    (
        "gain_sharing: {used: no, duration_weeks: 26}",
        "gain_sharing.duration_weeks: is not printed while gains are not shared; take duration_weeks out, or"
        " write used: yes",
    ),
    (
        "gain_sharing: {used: yes, no_reason: Too few people}",
        "gain_sharing.no_reason: is not printed while gains are shared; take the reason out, or write used: no",
    ),
]


@pytest.mark.parametrize(("answer", "said"), UNPRINTED, ids=[said.partition(":")[0] for _, said in UNPRINTED])
def test_an_answer_that_another_one_leaves_no_room_for_is_a_warning(answer: str, said: str) -> None:
    country = "england" if "England" in said else "wales"
    answers, problems = read(f"model: reward\ndocument: {{jurisdiction: {country}}}\n{answer}\n", "answers.yaml")
    assert answers is not None
    warnings = spine.draft(answers, None, today=DAY, known=problems).warnings
    (warning,) = (warning for warning in warnings if warning.rule == "unprinted")
    assert str(warning) == f"answers.yaml:3:{warning.place.column}: warning: {said} [unprinted]"
