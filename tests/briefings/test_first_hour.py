"""Draft the answers to two mails, and find each of their facts in the words of the draft.

The facts have the numbers of first-hour-1.facts.yaml and first-hour-2.facts.yaml.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from specgen import draft, load_answers
from specgen.commands.template.show import Options, show_template
from specgen.document.record.provenance import recorded
from specgen.formats.opc.package import read_package
from specgen.formats.word.text import word_text
from specgen.formats.yamlfile.yaml_file import YamlFile

HERE = Path(__file__).parent
FIRST = {
    "F01": "Dyffryn Tegwedd County Council",
    "F02": "Social Services and Well-being (Wales) Act 2014",
    "F03": "Gofal Gartref / Care at Home",
    "F04": "DT-ASC-2027/11",
    "F05": "version 0.1 goes to the project board, by 18 December 2026",
    "F06": "they are no parties to the Contract: Tegwedd Vale University Health Board.",
    "F07": "Outcome-based care planning",
    "F08": "by the hour, as now; nothing is paid or lost on outcomes",
    "F09": "The Outcomes reflect these areas of “Aspects of an adult’s well-being (Wales)”",
    "F10": "The Contract starts on 4 October 2027.",
    "F11": "ends on 3 October 2031",
    "F12": "and the Provider may agree to extend it by up to 24 months, in 2 periods of 12 months each",
    "F13": "ending by 3 October 2033",
    "F14": "The procurement of the Contract begins on 1 March 2027, with the tender notice.",
    "F15": "| Mobilisation plan | The Provider | 15 Working Days after award |",
    "F16": "awaited: the lists that both current providers promised, by 29 January 2027",
    "F17": "Three lots, with one provider for each.",
    "F18": "An organisation may win no more than 2 lots.",
    "F19": "| L1 | every day from 07:00 to 22:00, bank holidays included |",
    "F20": "bank holidays included | none |",
    "F21": "| L1 | Upper Tegwedd | the hills | 1,900 |",
    "F22": "| L1 | Upper Tegwedd | the hills | 1,900 | 37% |",
    "F23": "| L2 | every day from 06:30 to 23:00, bank holidays included |",
    "F24": "somebody on call through the night",
    "F25": "| L2 | Town and Coast | the town and the coast | 3,000 |",
    "F26": "| L2 | Town and Coast | the town and the coast | 3,000 | 59% |",
    "F27": "| L3 | every day from 22:00 to 07:00 |",
    "F28": "two waking pairs in cars",
    "F29": "| L3 | Nights | the whole county | 210 |",
    "F30": "| L3 | Nights | the whole county | 210 | 4% |",
    "F31": "at any one time is 520",
    "F32": "5,110 hours a week",
    "F33": "£7,900,000 a year, excluding VAT",
    "F34": "over the initial term is £31,600,000, excluding VAT",
    "F35": "Over the whole possible term it is £47,400,000, excluding VAT",
    "F36": "adults mostly over 75",
    "F37": "adults with a learning disability (about 70 people)",
    "F38": "children, served by Children’s services",
    "F39": "People who need a wound dressed, served by community nurses",
    "F40": "People who ask only for gardening or shopping",
    "F41": "expected to rise by 21% by 2035",
    "F42": "may go up or down by 15% in a year, with 12 weeks of notice",
    "F43": "Monday to Thursday 08:30 to 17:00, Friday 08:30 to 16:30, closed on bank holidays",
    "F44": "| Brokerage desk | referrals and answers to them | 01632 960143, brokeriaeth@",
    "F45": "brokeriaeth@dyffryntegwedd.example",
    "F46": "| Urgent | The referral says that it is urgent | 120 minutes | 24 hours |",
    "F47": "| by noon on the next Working Day |",
    "F48": "| 5 days |",
    "F49": "by the end of day 2, the day of discharge being day 0, when the Person leaves hospital",
    "F50": "shall keep their Visit times for 14 days",
    "F51": "50% of the price of its planned length, from day 3 of the stay, and before that nothing",
    "F52": "within 4 working days of accepting the Referral, and always before the first Visit",
    "F53": "shall complete it within 24 hours of that start",
    "F54": "within 6 weeks of the start of care",
    "F55": "no more than 3 months after the one before",
    "F56": "to last at least 30 minutes",
    "F57": "20 minutes early or late",
    "F58": "10 minutes early or late",
    "F59": "0 – not thought about yet, 1 – a long way off, 2 – part of the way, 3 – nearly there, 4 – there",
    "F60": "Only a rating of 3 or more counts as achieved.",
    "F61": "shall record the rating of the Care Worker beside it",
    "F62": "within 10 Working Days of receiving a record with two ratings",
    "F63": "| O1, M1 Personal outcomes that were achieved at review | 61% |",
    "F64": "412 of 675 reviews",
    "F65": "| 64% | 68% | 72% | 72% |",
    "F66": "“I was offered my care in Welsh without asking”",
    "F67": "| In year 1 | Baseline year "
    "| [To complete; awaited: a share that is agreed when year 1 has been counted] "
    "| [To complete; awaited: a share that is agreed when year 1 has been counted] | None set |",
    "F68": "People with 14 or more visits a week who see no more than 6 workers in 4 weeks | 48% |",
    "F69": "| 60% | 70% | 75% | 75% |",
    "F70": "now 3.2, target no more than 2.5 in year 1, 2 in year 2, 1.5 in year 3, 1.5 in year 4",
    "F71": "quarterly report every three months, within 15 Working Days",
    "F72": "Contract review, chaired by the Contracts Manager",
    "F73": "awaited: somebody in post, by 1 March 2027",
    "F74": "01632 960177",
    "F75": "within 10 minutes",
    "F76": "| Emergency duty team | out of hours | 01632 960199 |",
    "F77": "Quality and safeguarding: the Conditions of Contract, Clause 18",
    "F78": "insurance, in Clause 21 of the Conditions of Contract",
    "F79": "in Clause 24 of the Conditions of Contract",
    "F80": "governed by Clause 31 of the Conditions of Contract",
    "F81": "Real Living Wage",
    "F82": "Four sessions were held with 46 people and family carers between May and September 2026.",
    "F83": "to be told when somebody is late",
    "F84": "as soon as it knows that a Visit will start more than 15 minutes after its planned time",
    "F85": "Come when you said.\n    Sit down, even for a minute.\n    Ask: “what shall we do today?” – and wait",
    "F86": "goes to the translation unit, which needs 15 Working Days, on 25 January 2027",
}
SECOND = {
    "F01": "Commissioned by: Marlcombe Borough Council.",
    "F02": "This document follows the social care law of England",
    "F03": "Marlcombe Home Support",
    "F04": "MBC/AC/0731",
    "F05": "they are no parties to the Contract: Severn Downs ICB.",
    "F06": "The rules that apply to it are the Procurement Act 2023",
    "F07": "The procurement of the Contract begins on 8 February 2027, with the tender notice.",
    "F08": "The Contract starts on 6 September 2027.",
    "F09": "ends on 5 September 2030",
    "F10": "in 2 periods of 24 months and 12 months",
    "F11": "ending by 5 September 2033",
    "F12": "Reward for achieving outcomes",
    "F13": "| P1 Hours | 97% |",
    "F14": "| P2 Outcome A | 2% |",
    "F15": "| P3 Outcome C | 1% |",
    "F16": "Every year, worked out in October, for the year before, from year 2",
    "F17": "Of the expected price, 3% depends on results once all elements are paid.",
    "F18": "for the year before, from year 2",
    "F19": "| 1 to 6 | – | 50% | 50% |",
    "F20": "| A | 07:00 to 23:00, seven days a week |",
    "F21": "| A | East | [To complete] | 2,400 |",
    "F22": "| 2,400 | 55% |",
    "F23": "sleep-in at the Weir Court scheme only, 1 worker | £3,630,000 |",
    "F24": "| B | 06:00 to 22:00, seven days a week |",
    "F25": "| B | West | [To complete] | 1,650 |",
    "F26": "| 1,650 | 38% |",
    "F27": "none; the alarm service responds | £2,490,000 |",
    "F28": "| C | Monday to Saturday 08:00 to 20:00, Sunday 10:00 to 16:00 |",
    "F29": "| C | Reablement | [To complete] | 350 |",
    "F30": "| 350 | 7% |",
    "F31": "C: Each Person is supported for up to six weeks.",
    "F32": "expected to receive the Service at any one time is 470",
    "F33": "| Total | All lots | All areas | 4,400 | 100% of 470 |",
    "F34": "over the initial term is £20,100,000, excluding VAT",
    "F35": "none; an organisation may win all three",
    "F36": "they are assessed as eligible under the Care Act 2014",
    "F37": "placed by the Council in the Thornley villages just over the boundary",
    "F38": "live-in care (X1)",
    "F39": "provided by the Lunch Van, until 2028",
    "F40": "nursing tasks (X3)",
    "F41": "insulin, and only where a district nurse has signed the Care Worker off",
    "F42": "Weekdays 08:00 to 18:00, Saturday 09:00 to 13:00, not on Sunday",
    "F43": "| Referral hub | referrals | 01632 960211, choose option 2 |",
    "F44": "| Duty social worker | discharges at the weekend | 01632 960240 |",
    "F45": "| 4 working hours |",
    "F46": "| 3 Working Days |",
    "F47": "within 36 hours, counted from the discharge time of the ward, when the Person leaves hospital",
    "F48": "within 24 hours if the Council rings before noon, and otherwise on the next day",
    "F49": "complete it within 7 Working Days of the first Visit, with a draft at the first Visit",
    "F50": "in week 5, counted from the start of care",
    "F51": "no more than 6 months after the one before",
    "F52": "on this scale: 0 – no control at all to 10 – fully in control",
    "F53": "counts as achieved when it is at least 2 points above the first rating of the same Personal Outcome",
    "F54": "| A, M1 Reviews with a rise of two rungs or more | 44% |",
    "F55": "| 46% | 50% | 55% |",
    "F56": "Carers who say that they can keep going for the next 6 months",
    "F57": "A postcard twice a year",
    "F58": (
        "awaited: the figure of the carers’ centre; if it is no good, the baseline is collected in year 1, "
        "by 15 January 2027"
    ),
    "F59": "People who need no long-term care 12 weeks after finishing reablement | 58% |",
    "F60": "| 60% | 62% | 65% |",
    "F61": "Visits started within 15 minutes of the agreed time | 88% | 90% | 92% | 94% |",
    "F62": "for July to September 2026",
    "F63": "M4 below 85% for 2 periods in a row",
    "F64": "| An improvement plan within 10 Working Days | 3 months |",
    "F65": "monthly figures every month, within 8 Working Days",
    "F66": "One meeting is held every three months: quarterly meeting",
    "F67": "report with a red band. The Council will give no notice of the yearly visit.",
    "F68": "have Marlcombe Voice, the user-led group, which reports to the Council and not to the Provider, ask People",
    "F69": "awaited: the Quality Lead; the advert closes on 4 December 2026, and nobody is in post before April 2027",
    "F70": "| Commissioning inbox | questions until the Quality Lead is in post | 01632 960205, homesupport@",
    "F71": "each April, following a formula of 80% National Living Wage and 20% CPI",
    "F72": "shall pay travel between Visits as working time",
    "F73": "travel time is paid, and mileage at 45p",
    "F74": "shall plan each Visit to last at least 30 minutes",
    "F75": "it is a check or a medication prompt, and the person asked for it to be shorter",
    "F76": "trained in the Care Certificate within 12 weeks of starting",
    "F77": "at least 60% of its Care Workers on contracted hours by the end of year 2",
    "F78": "employer’s liability and other insurance, in Clause 15 of the Terms",
    "F79": "Quality and safeguarding: the Conditions of Contract, Clause 9",
    "F80": "complaints, in Clause 12 of the Terms",
    "F81": "Notice to end the Contract is governed by Schedule 6",
    "F82": "Target: 30% of miles | Share of miles | 30 September 2029 |",
    "F83": "awaited: the fleet survey, by 28 February 2027",
    "F84": (
        "2. What have you seen:\n         - at the door\n         - in the kitchen\n         - in the person\n"
        "    3. What did they say? Use their words: “…”\n    4. Is anyone at risk tonight?   Yes / No / Don't know\n"
        "       If yes: 999, then 01632 960299.\n    Keep this form; don't email it."
    ),
}
MAILS = {"first-hour-1": FIRST, "first-hour-2": SECOND}
FACTS = [
    pytest.param(mail, fact, words, id=f"{mail} {fact}")
    for mail, homes in MAILS.items()
    for fact, words in homes.items()
]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    folder = tmp_path_factory.mktemp("first-hour")
    printed = {}
    for mail in MAILS:
        path = folder / f"{mail}.docx"
        made = draft(load_answers(HERE / f"{mail}.answers.yaml"), today=date(2026, 11, 28))
        path.write_bytes(made.document)
        printed[mail] = show_template(Options(path)).output
    return printed


@pytest.mark.parametrize(("mail", "fact", "words"), FACTS)
def test_the_fact_stands_in_the_draft(mail: str, fact: str, words: str, texts: Mapping[str, str]) -> None:
    assert words in texts[mail]


CALENDAR = {
    "first-hour-1": [
        "| 25 January 2027 | Awaited: Languages of the document | – | Document control |",
        "| 29 January 2027 | Awaited: ",
        "| 15 Working Days after award | Milestone: Mobilisation plan | The Provider | ",
        "| 1 March 2027 | Procurement begins | The Council | 2.9 |",
    ],
    "first-hour-2": [
        "| Within 12 weeks of starting | Training for the outcomes is completed | The Provider | ",
        "| Every year | Payment: P2, Outcome A, worked out in October, for the year before | The Council | ",
    ],
}
LINES = [(mail, line) for mail, lines in CALENDAR.items() for line in lines]


@pytest.mark.parametrize(("mail", "line"), LINES)
def test_what_has_a_date_stands_in_the_calendar(mail: str, line: str, texts: Mapping[str, str]) -> None:
    assert line in texts[mail]


@pytest.mark.parametrize("mail", MAILS)
def test_no_placeholder_leaves_out_what_is_to_be_completed(mail: str, texts: Mapping[str, str]) -> None:
    assert "[ID]" not in texts[mail]
    assert "÷ 1 " not in texts[mail]
    assert "no reason given yet" not in texts[mail]
    assert "Cover – Telephone" not in texts[mail]


@pytest.mark.parametrize("mail", MAILS)
def test_no_fact_of_the_mail_is_passed_over(mail: str) -> None:
    facts = yaml.safe_load((HERE / f"{mail}.facts.yaml").read_text(encoding="utf-8"))
    assert [fact["id"] for fact in facts] == list(MAILS[mail])


@pytest.mark.parametrize("mail", ["first-hour-1", pytest.param("first-hour-2", marks=pytest.mark.long)])
def test_the_answers_that_a_draft_carries_give_the_same_draft(mail: str) -> None:
    day = date(2026, 11, 28)
    made = draft(load_answers(HERE / f"{mail}.answers.yaml"), today=day).document
    record = recorded(read_package(made))
    assert record is not None
    again = draft(YamlFile("carried", json.loads(record.answers, parse_float=Decimal)), today=day).document
    assert word_text(again) == word_text(made)
