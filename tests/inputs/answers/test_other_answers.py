"""Test own words where nothing depends on a choice, and what is announced and not there yet."""

from __future__ import annotations

import json

import pytest
from jsonschema_rs import Draft202012Validator

from specgen.cli.main import main
from specgen.commands.template.show import Options, show_template
from specgen.formats.yamlfile.yaml_file import read
from specgen.inputs.answers.consistency import consistent
from specgen.inputs.answers.validate import validate_answers
from specgen.inputs.council.council import load_council
from specgen.inputs.models.editor_schema import editor_schema
from specgen.inputs.models.model import Model, load_model
from specgen.system.resources import built_in_models

HEAD = "model: care-planning\ndocument: {jurisdiction: wales}\n"


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model("care-planning", [built_in_models()])


def problems_of(text: str, model: Model) -> list[str]:
    answers, problems = read(HEAD + text, "a.yaml")
    assert answers is not None, problems
    typed, found = validate_answers(answers, model, load_council(None), {})
    return [str(problem) for problem in (*found, *consistent(typed, model)) if problem.level == "error"]


FACTS = """\
care_planning:
  provider_plan:
    ready:
      other: within 4 working days of accepting the Referral, and before the first Visit
contract:
  start: 2027-10-04
  initial_term_months: 48
  extension_months: 24
  extension_periods: [{months: 12}, {months: 12}]
  initial_value: 31600000
  conditions_title: {awaited: the new edition of legal services, by: 2027-02-01}
  lots:
    - {id: L1, name: Upper Tegwedd, area: the hills, hours_per_week: 1900, people: {other: 37% of all}}
    - {id: L2, name: Town and Coast, area: the rest, hours_per_week: 3000, people: {other: 59% of all}}
outcomes:
  personal:
    scale:
      lowest: 0
      labels: [not thought about yet, a long way off, part of the way, nearly there, there]
      achieved_from: 3
availability:
  response:
    - priority: Ordinary
      definition: All others
      reply_minutes: {other: noon of the next working day}
      start_hours: 120
lots:
  - lot: L1
    hours: every day from 07:00 to 22:00, bank holidays included
    night: none
    annual_value: 2900000
    more: Each Person is supported for up to six weeks.
providers: {answer_days: {awaited: the timetable of the procurement}}
contacts:
  - {role: Brokerage desk, purpose: referrals, telephone: "01632 960143", hours: Monday to Friday}
  - {role: Emergency duty team, purpose: out of hours, telephone: "01632 960211, option 2"}
annexes:
  - title: Letter of the panel
    source: the citizens’ panel, September 2026
    text: |
      To whoever looks after us next,
      We are not calls. We are not slots.
           - at the door

      Diolch,
"""

HOMES = {
    "a time to write a plan in working days": (
        "complete it within 4 working days of accepting the Referral, and before the first Visit."
    ),
    "an extension in two periods": "by up to 24 months, in 2 periods of 12 months each, ending by 3 October 2033",
    "the value without an extension": "The estimated value over the initial term is £31,600,000, excluding VAT.",
    "a share of people in per cent": "| L1 | Upper Tegwedd | the hills | 1,900 | 37% of all |",
    "no sum of shares": "| Total | All lots | All areas | 4,900 | – |",
    "a scale that starts at 0": "on this scale: 0 – not thought about yet, 1 – a long way off, 2 – part of the way",
    "a time to answer that is a time of day": "| Ordinary | All others | noon of the next working day | 120 hours |",
    "the hours, the night and the money of a lot": (
        "| L1 | every day from 07:00 to 22:00, bank holidays included | none | £2,900,000 |"
    ),
    "what applies to one lot": "L1: Each Person is supported for up to six weeks.",
    "a telephone number": "| Brokerage desk | referrals | 01632 960143 | Monday to Friday |",
    "a number with an option": "| Emergency duty team | out of hours | 01632 960211, option 2 | – |",
    "a letter": "“Letter of the panel”, from the citizens’ panel, September 2026, word for word:",
    "its lines": (
        "Body Text: To whoever looks after us next,\n    We are not calls. We are not slots.\n         - at the door\n"
    ),
    "what is awaited, in its place": (
        "[To complete: Title of the contract conditions; awaited: the new edition of legal services, by 1 February "
        "2027]"
    ),
    "what is awaited, with the open points": (
        "Title of the contract conditions; awaited: the new edition of legal services, by 1 February 2027"
    ),
    "what is awaited and printed nowhere": "awaited: the timetable of the procurement",
}


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("facts")
    path, draft = folder / "answers.yaml", folder / "answers.docx"
    path.write_text(HEAD + FACTS, encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        main(["generate", str(path), "--date", "2026-11-28"])
    assert not stopped.value.code
    return show_template(Options(draft)).output


@pytest.mark.parametrize("words", HOMES.values(), ids=HOMES)
def test_a_fact_that_no_list_foresees_has_a_home(words: str, text: str) -> None:
    assert words in text


def test_what_is_awaited_for_a_group_is_an_open_point_at_its_first_question(model: Model) -> None:
    text = HEAD + 'measures: [{id: M1, baseline: {awaited: "the figure of the carers’ centre", by: 2027-01-15}}]\n'
    answers, _ = read(text, "a.yaml")
    assert answers is not None
    typed, found = validate_answers(answers, model, load_council(None), {})
    assert list(map(str, found)) == []
    assert [(path, one.words) for path, one in typed.awaited.items()] == [
        (("measures", 0, "baseline", "status"), "the figure of the carers’ centre")
    ]


REFUSED = {
    "own words where a clause depends on the answer": (
        "availability: {pattern: {other: in turns}}\n",
        "other: is not possible here, for the law or another clause depends on which it is; write one of always,",
    ),
    "own words where a figure is worked out": (
        "contract: {initial_term_months: {other: four years}}\n",
        "other figures are worked out from it, or compared with it; write a whole number (months), 1 to 240",
    ),
    "own words where dates are compared": (
        "contract: {start: {other: on award}}\n",
        "other: is not possible here, for other dates are compared with it; write a date, year-month-day",
    ),
    "a comma that splits own words": (
        "care_planning: {provider_plan: {ready: {other: in 4 days, before the first visit}}}\n",
        'put the words in quotation marks: other: "in 4 days, before the first visit"',
    ),
    "a day that there is not": (
        "contract: {title: {awaited: the board, by: 29 January 2027}}\n",
        "is not a date; write year-month-day, perhaps 2027-01-29",
    ),
    "periods that do not add up": (
        "contract: {extension_months: 36, extension_periods: [{months: 12}, {months: 12}]}\n",
        "is 36, and the periods of the extension add up to 24; write 24, or change the periods [total]",
    ),
}


@pytest.mark.parametrize(("answer", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_wrong_is_said_with_what_would_be_right(answer: str, words: str, model: Model) -> None:
    (problem,) = problems_of(answer, model)
    assert words in problem


def test_an_editor_takes_both_answers(model: Model) -> None:
    schema = json.loads(json.dumps(editor_schema(model.schema), default=float))
    validator = Draft202012Validator(schema)
    plan = {"ready": {"other": "within 4 working days"}}
    answers = {
        "model": "care-planning",
        "care_planning": {"provider_plan": plan},
        "contract": {"title": {"awaited": "the board", "by": "2027-01-29"}},
        "data_protection": {"awaited": "the assessment"},
    }
    assert validator.is_valid(answers)
    lot = {"contract": {"lots": [{"id": "L1", "name": "East", "area": "The east", "hours_per_week": "42%"}]}}
    assert validator.is_valid({"model": "care-planning", **lot})
    assert not validator.is_valid(json.loads(json.dumps({"model": "care-planning", **lot}).replace("42%", "much")))
    assert not validator.is_valid({"model": "care-planning", "availability": {"pattern": {"other": "in turns"}}})
