"""Find what is wrong in sentences of many services, and nothing in their right neighbours."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from tests.support.marked_prose import CONTRACT_WORDS, Document, findings_of

HEADING = "Arrangements"
WRONG = (
    ("ACRONYM-UNDEFINED", "The Provider shall send the RTQ, the BLN, XKD and WMP each month."),
    ("DUTY-NOBODY", "Rotas are drawn up by Thursday."),
    ("DUTY-NOBODY", "Complaints will be logged."),
    ("DUTY-NOBODY", "Keys are signed out."),
    ("DUTY-NOBODY", "Families must be told of any change."),
    ("DUTY-NOBODY", "Feedback should be sought from people."),
    ("DUTY-NOBODY", "A risk assessment is to be in place for each home."),
    ("DUTY-NOBODY", "Staff are trained in first aid."),
    ("DUTY-NOBODY", "Records are kept for six years."),
    ("DUTY-NOBODY", "Meetings will take place each quarter."),
    ("DUTY-NOBODY", "Spare keys must be relabelled."),
    ("DUTY-NOBODY", "Extra sessions will be put on in July."),
    ("DUTY-NOBODY", "Families who live abroad shall be telephoned."),
    ("DUTY-NOBODY", "Mistakes on an invoice get corrected."),
    ("DUTY-NOBODY", "There must be a first aider in each building."),
    ("DUTY-PRESENT", "Each worker wears a badge."),
    ("DUTY-PRESENT", "The Provider bears the cost of repairs."),
    ("DUTY-PRESENT", "The Scheme Manager holds a Level 5 diploma."),
    ("DUTY-PRESENT", "After each visit the supervisor updates the file."),
    ("CHATTY", "Home support spec v3 FINAL (with Sue's comments)"),
    ("CHATTY", "The Provider shall keep an eye out for damp."),
    ("CARER-PAID", "Carers must have a valid DBS certificate."),
    ("DUTY-PRESENT", "The manager reviews the rota each Friday."),
    ("DUTY-PRESENT", "A supervisor visits each person in the first week."),
    ("DUTY-PRESENT", "The Provider is expected to attend the forum."),
    ("DUTY-PRESENT", "The Council refers people by email."),
    ("DUTY-PRESENT", "The Providers share training."),
    ("DUTY-PRESENT", "The Provider is responsible for all equipment."),
    ("HOW-NOT-RESULT", "The Provider shall keep the notes in a blue ring binder on the kitchen table."),
    ("HOW-NOT-RESULT", "Staff must telephone the office from the person's landline on arrival and on leaving."),
    ("HOW-NOT-RESULT", "The rota shall be printed every Friday and pinned to the noticeboard in the staff room."),
    ("HOW-NOT-RESULT", "Support plans are typed in Arial 12 with a photograph in the top right corner."),
    ("HOW-NOT-RESULT", "The Provider shall hold a team meeting every Monday at 9am with an agenda of ten points."),
    (
        "HOW-NOT-RESULT",
        "Workers will be deployed in pairs on three-week rotating shifts from 07:00 to 15:00 and 15:00 to 23:00.",
    ),
    (
        "HOW-NOT-RESULT",
        "Each visit shall last exactly 30 minutes: ten for washing, ten for breakfast and ten for notes.",
    ),
    (
        "HOW-NOT-RESULT",
        "The Provider shall recruit by an advert in the Evening Post and a panel interview with 12 set questions.",
    ),
    (
        "HOW-NOT-RESULT",
        "All referrals must be entered in the Council's spreadsheet by hand and initialled by two managers.",
    ),
    ("NAMED-PERSON", "Queries to Siobhan on extension 214."),
    ("NAMED-PERSON", "The Contract Manager, Oluwaseun Adeyemi, chairs the board."),
    ("NAMED-PERSON", "Just give Zbigniew Nowak a call."),
    ("NAMED-PERSON", "Karen Pugh will chair the meeting."),
    ("NAMED-PERSON", "The lead is Ceri Morgan."),
    ("NAMED-PERSON", "Please send these to Mike in Finance."),
    ("NO-LEVEL", "People have a good life in a place they call home."),
    ("NO-LEVEL", "Fewer people go into residential care."),
    ("NO-LEVEL", "The Provider will reduce agency use."),
    ("NO-LEVEL", "Sickness absence is low."),
    ("NO-LEVEL", "The service will help people to become more independent."),
    ("NO-LEVEL", "A significant improvement in the uptake of training is expected."),
    ("NO-LEVEL", "The number of complaints should fall."),
    ("SUPPLIER-BIAS", "The current provider has unrivalled knowledge of the town."),
    ("SUPPLIER-BIAS", "Bidders must have an office in Harwold."),
    ("SUPPLIER-BIAS", "Preference will be given to organisations known to the Council."),
    ("SUPPLIER-NAMED", "Reports shall be made in Power BI."),
    ("SUPPLIER-NAMED", "Visits are logged on CareTrack Plus v2."),
    ("SUPPLIER-NAMED", "Meals shall come from Wiltshire Farm Foods."),
    ("SUPPLIER-NAMED", "Sensors from Nightowl shall be fitted in each flat."),
    ("SUPPLIER-NAMED", "Each base shall have two iPads."),
    ("SUPPLIER-NAMED", "The Provider shall use the Outcomes Star."),
    ("VAGUE-AMOUNT", "The Provider shall have enough drivers."),
    ("VAGUE-AMOUNT", "Younger people may join if space permits."),
    ("VAGUE-AMOUNT", "The Provider shall keep its fleet in good condition."),
    ("VAGUE-AMOUNT", "A Level 3 diploma is desirable."),
    ("VAGUE-AMOUNT", "The Provider shall report errors where serious."),
    ("VAGUE-AMOUNT", "The Provider shall settle complaints at the lowest possible level."),
    ("VAGUE-TIME", "The Provider shall call a meeting if behaviour deteriorates."),
    ("VAGUE-TIME", "The Provider shall call the family sooner rather than later."),
    ("VAGUE-AMOUNT", "Staff shall be suitably trained."),
    ("VAGUE-AMOUNT", "The Provider shall use reasonable endeavours to recruit locally."),
    ("VAGUE-AMOUNT", "The Provider shall act professionally."),
    ("VAGUE-AMOUNT", "Workers shall have an acceptable standard of English."),
    ("VAGUE-AMOUNT", "The Provider shall give as much notice as it can."),
    ("VAGUE-AMOUNT", "The Provider shall provide a high-quality and flexible service."),
    ("VAGUE-TIME", "The Provider shall respond quickly to calls at night."),
    ("VAGUE-TIME", "Support shall be given in a timely way."),
    ("VAGUE-TIME", "The Provider shall attend reviews as required."),
    ("VAGUE-TIME", "The Provider shall meet with the Council from time to time."),
    ("VAGUE-TIME", "The Provider shall visit more often during the first weeks."),
    ("VAGUE-TIME", "The Provider shall inform the Council in good time of any major change."),
    ("VAGUE-TIME", "The Council may visit at any time on reasonable notice."),
)
RIGHT = (
    "The Provider shall publish the rota four weeks ahead.",
    "The Provider shall send a report by the 15th working day of each quarter.",
    "Two Care Workers shall attend where the risk assessment says so.",
    "The Provider shall give each worker a badge with a photograph.",
    "The Provider shall hold a meeting of all staff every four weeks and shall pay their time.",
    "Each visit shall last as long as the plan states, and not less than 30 minutes.",
    "At least one Care Worker shall be awake in each building from 21:00 to 07:00.",
    "The Provider shall tell the Council by telephone within two hours and in writing by noon of the next day.",
    "Workers shall wear gloves and aprons when they give personal care.",
    "The Provider shall keep turnover below 25% in each year from 2028.",
    "People wait too long at present: 31 days on average in 2025-26.",
    "The Provider shall report whether falls increase or decrease.",
    "If the number of missed visits increases, the Provider shall send a plan within ten working days.",
    "Where needs reduce, the Provider shall propose fewer hours.",
    "The price shall increase each April by the index in Schedule 2.",
    "The Provider shall not reduce a visit without the person's agreement.",
    "The Council may increase the hours by up to 10% a year.",
    "The share was 61%. It has improved since.",
    "A visit is missed where it has not started before the next visit is due.",
    "The service is paid for in four-week periods in arrears under Schedule 2.",
    "The Council buys home care for 1,200 people.",
    "The landlord repairs the building.",
    "A plan is agreed when the person has signed it.",
    "Prices are stated in Schedule 2.",
    "The Provider may use agency workers for up to 5% of hours.",
    "The share is measured by the yearly survey, in which each person is asked one question.",
    "The nurse decides whether the dressing is changed.",
    "The Provider shall reply to an urgent referral within two hours.",
    "A reasonable adjustment under section 20 of the Equality Act 2010 shall be recorded.",
    "The Provider shall act in the person's best interests.",
    "The Provider shall tell the Council at once, and within one hour at most.",
    "The Provider shall promptly, and within 24 hours, tell the family.",
    "The Provider shall keep the heating at 18 degrees or more where the person has asked for it.",
    "A person who needs two workers shall have both at the same time.",
    "The Provider shall give the training that Annex 3 lists.",
    "The service is at John Farrow House.",
    "The carers meet at Margaret Street Surgery.",
    "The landlord is Owen Glyn Housing Association.",
    "The Provider shall use a tool such as the Outcomes Star or equivalent.",
    "Lewis Court has 40 flats.",
    "The Mary Seacole Centre is open on Mondays.",
    "The Provider shall send the return as a table in an open format.",
    "St David Lewis Ward is on the second floor.",
    "SERVICE SPECIFICATION: HELP AT HOME AND AT NIGHT. The wording of Hollin Council follows.",
    "The Provider shall NOT open a person's post.",
    'A Rapid Support Team ("the RST") works at night. The RST has 12 workers.',
    "A son regularly takes her to the mosque.",
    "Outside office hours the telephone shall be answered by the Provider within one minute.",
    "If a person needs help in the longer term, the Provider shall tell the Council within two days.",
    "The contract was let under the Public Contracts Regulations 2015 in May 2023.",
    "A suitable person who manages a direct payment for somebody may use the service.",
    "The Provider shall send payslips to those who want it.",
    "The Provider shall keep to the active offer: people shall be offered Welsh on each call.",
    "Leaflets shall be available from the Provider in five languages.",
    "The law assumes that help will be arranged.",
    "The Francis Report asks for openness.",
)


@cache
def found() -> list[tuple[str, str]]:
    """Read all of them at once: each text with the rule that finds something in it."""
    texts = (HEADING, *(text for _, text in WRONG), *RIGHT)
    findings = findings_of(Document("99", "england", date(2026, 10, 1), texts, (), ()))
    return [(one.passage.text, one.rule) for one in findings if one.rule not in CONTRACT_WORDS]


def rules_at(text: str) -> set[str]:
    return {rule for where, rule in found() if where == text}


@pytest.mark.parametrize(("rule", "text"), WRONG, ids=[text for _, text in WRONG])
def test_a_sentence_that_is_wrong_is_found(rule: str, text: str) -> None:
    assert rules_at(text) == {rule}


@pytest.mark.parametrize("text", RIGHT)
def test_a_sentence_that_is_right_is_left(text: str) -> None:
    assert rules_at(text) == set()
