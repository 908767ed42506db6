"""Draft the answers to a mail, and find each of its facts in the words of the draft.

The facts have the numbers of first-hour-1.facts.yaml. Two are not whole: F51 (a package that is kept open is paid at
50% from day 3, and the day has no place) and F70 (an indicator has one target; those of later years are in its name).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from specgen import draft, load_answers
from specgen.commands.template.show import Options, show_template

HERE = Path(__file__).parent
NOT_WHOLE = ("F51", "F70")
HOMES = {
    "F01": "Dyffryn Tegwedd County Council",
    "F02": "Social Services and Well-being (Wales) Act 2014",
    "F03": "Gofal Gartref / Care at Home",
    "F04": "DT-ASC-2027/11",
    "F05": "for the project board on 18 December 2026",
    "F06": "Tegwedd Vale University Health Board comments on the draft. It is no party to the contract.",
    "F07": "Outcome-based care planning",
    "F08": "by the hour, as now; nothing is paid or lost on outcomes",
    "F09": "The Outcomes reflect these areas of “Aspects of an adult’s well-being (Wales)”",
    "F10": "The Contract starts on 4 October 2027.",
    "F11": "ends on 3 October 2031",
    "F12": "in 2 periods of 12 months each",
    "F13": "to 3 October 2033 at the latest",
    "F14": "The procurement of the Contract begins on 1 March 2027.",
    "F15": "15 Working Days after award",
    "F16": "awaited: the lists that both current providers promised, by 29 January 2027",
    "F17": "Three lots, with one provider for each.",
    "F18": "An organisation may win no more than 2 lots.",
    "F19": "| L1 | every day from 07:00 to 22:00, bank holidays included |",
    "F20": "bank holidays included | none |",
    "F21": "| L1 | Upper Tegwedd | the hills | 1,900 |",
    "F22": "37% of the people",
    "F23": "| L2 | every day from 06:30 to 23:00, bank holidays included |",
    "F24": "somebody on call through the night",
    "F25": "| L2 | Town and Coast | the town and the coast | 3,000 |",
    "F26": "59% of the people",
    "F27": "| L3 | every day from 22:00 to 07:00 |",
    "F28": "two waking pairs in cars",
    "F29": "| L3 | Nights | the whole county | 210 |",
    "F30": "4% of the people",
    "F31": "at any one time is 520",
    "F32": "5,110 hours a week",
    "F33": "£7,900,000 a year, excluding VAT",
    "F34": "over the initial term is £31,600,000, excluding VAT",
    "F35": "over the whole possible term is £47,400,000",
    "F36": "adults mostly over 75",
    "F37": "adults with a learning disability (about 70 people)",
    "F38": "children, served by Children’s services",
    "F39": "People who need a wound dressed, served by community nurses",
    "F40": "People who ask only for gardening or shopping",
    "F41": "expected to rise by 21% by 2035",
    "F42": "may go up or down by 15% in a year, with 12 weeks of notice",
    "F43": "Monday to Thursday 08:30 to 17:00, Friday 08:30 to 16:30, closed on bank holidays",
    "F44": "| Brokerage desk | referrals and answers to them | 01632 960143 |",
    "F45": "brokeriaeth@dyffryntegwedd.example",
    "F46": "| Urgent | The referral says that it is urgent | 120 minutes | 24 hours |",
    "F47": "| noon of the next working day |",
    "F48": "120 hours |",
    "F49": "the end of day 2, the day of discharge being day 0",
    "F50": "shall keep their Visit times available for 14 days",
    "F51": "50% of the price of its planned length",
    "F52": "within 4 working days of accepting the Referral, and always before the first Visit",
    "F53": "within 24 hours of the start of care",
    "F54": "within 6 weeks of the start of care",
    "F55": "no more than 3 months after the one before",
    "F56": "to last at least 30 minutes",
    "F57": "20 minutes before or after",
    "F58": "10 minutes before or after",
    "F59": "0 – not thought about yet, 1 – a long way off, 2 – part of the way, 3 – nearly there, 4 – there",
    "F60": "Only a rating of 3 or more counts as achieved.",
    "F61": "may record a different rating beside it",
    "F62": "within 10 Working Days of receiving a record with two ratings",
    "F63": "| O1, M1 Personal outcomes that were achieved at review | 61% |",
    "F64": "412 of 675 reviews",
    "F65": "| 64% | 68% | 72% | 72% |",
    "F66": "“I was offered my care in Welsh without asking”",
    "F67": "| In year 1 | Baseline year | To be agreed | To be agreed |",
    "F68": "People with 14 or more visits a week who see no more than 6 workers in 4 weeks | 48% |",
    "F69": "| 60% | 70% | 75% | 75% |",
    "F70": "3.2 now, then 2.5, 2.0, 1.5 and 1.5",
    "F71": "quarterly report every three months, within 15 Working Days",
    "F72": "Contract review, chaired by the Contracts Manager",
    "F73": "awaited: somebody in post, by 1 March 2027",
    "F74": "01632 960177",
    "F75": "within 10 minutes",
    "F76": "| Emergency duty team | out of hours | 01632 960199 |",
    "F77": "Quality and safeguarding: the Conditions of Contract, Clause 18",
    "F78": "Clause 21, on insurance",
    "F79": "in Clause 24 of the Conditions of Contract",
    "F80": "governed by Clause 31 of the Conditions of Contract",
    "F81": "Real Living Wage",
    "F82": "Four sessions were held with 46 people and family carers between May and September 2026.",
    "F83": "to be told when somebody is late",
    "F84": "no later than 15 minutes after the planned time",
    "F85": "Come when you said.\n    Sit down, even for a minute.\n    Ask: “what shall we do today?” – and wait",
    "F86": "goes to the translation unit on 25 January 2027; the unit needs 15 Working Days",
}


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("first-hour") / "draft.docx"
    made = draft(load_answers(HERE / "first-hour-1.answers.yaml"), today=date(2026, 11, 28))
    path.write_bytes(made.document)
    return show_template(Options(path)).output


@pytest.mark.parametrize(("fact", "words"), HOMES.items(), ids=HOMES)
def test_the_fact_stands_in_the_draft(fact: str, words: str, text: str) -> None:
    assert words in text


def test_no_fact_of_the_mail_is_passed_over() -> None:
    facts = yaml.safe_load((HERE / "first-hour-1.facts.yaml").read_text(encoding="utf-8"))
    assert [fact["id"] for fact in facts] == list(HOMES)
    assert set(NOT_WHOLE) < set(HOMES)
