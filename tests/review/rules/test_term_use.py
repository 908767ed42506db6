"""Test the rules about the words for concepts, and what must never be reported."""

from __future__ import annotations

import pytest

from specgen.formats.yamlfile.events import Position
from specgen.inputs.glossary.load import load_glossary
from specgen.review.findings import Passage, Subject
from specgen.review.rules.registry import findings_in
from tests.support.rule_findings import (
    FOLDERS,
    NOTHING,
    built_in,
    concept,
    concepts,
    in_paragraphs,
    in_texts,
    in_word,
    rules,
    said,
)
from tests.support.small_word import paragraph, run, table

OLD = concepts(
    concept("commissioner", "Council", deprecated=[{"label": "Authority"}]),
    concept("contract", "Contract", deprecated=[{"label": "Agreement"}], everyday=True),
    concept("monitoring_agreement", "Monitoring Agreement"),
)
USERS = concepts(concept("user", "Service User", deprecated=[{"label": "client"}, {"label": "customer"}]))


def test_a_deprecated_word_is_found_and_its_remedy_is_certain() -> None:
    (finding,) = in_texts(["Care for the service users’ sake."])
    assert said([finding]) == [("TERM-DEPRECATED", "service users’")]
    assert (finding.fault.remedy, finding.replacement, finding.concept) == ("write People", "People’s", "person")
    assert finding.about.startswith("Person: someone who receives the Service")


def test_a_word_inside_a_longer_name_is_never_found() -> None:
    texts = ["The Local Authority signs the Monitoring Agreement.", "Local Authority staff", "A Framework Agreement."]
    assert in_texts(texts, OLD) == []
    assert said(in_texts(["It tells the Authority under this Agreement."], OLD)) == [
        ("TERM-DEPRECATED", "Authority"),
        ("TERM-DEPRECATED", "Agreement"),
    ]


def test_a_label_with_a_capital_is_found_only_as_a_term() -> None:
    assert in_texts(["They reach an agreement with the authority of the town."], OLD) == []
    assert in_texts(["Agreement was reached."], OLD) == []  # the capital is the sentence's


def test_a_short_answer_that_begins_with_a_capital_is_a_term_for_it_is_printed_inside_a_sentence() -> None:
    texts = [("Authority survey", False), ("Authority", False), ("Authority was given to it by law last year.", True)]
    passages = tuple(Passage(text, "a", is_prose=prose, place=lambda _: Position(0, 0)) for text, prose in texts)
    found = findings_in(Subject("texts", "answers", passages, OLD, NOTHING))
    assert said(found) == [("TERM-DEPRECATED", "Authority")] * 2


def test_part_of_another_word_and_other_writings() -> None:
    glossary = concepts(
        concept("council", "Council"), concept("provider", "Provider", deprecated=[{"label": "vendor"}])
    )
    assert in_texts(["A councillor meets a sub-provider and a vendor-led group."], glossary) == []
    written = ["a service\N{NO-BREAK SPACE}user", "a service  user", "a service-user", "a Service User"]
    assert rules(in_texts(written)) == ["TERM-DEPRECATED"] * 4


def test_an_everyday_word_may_be_written_small() -> None:
    services = concepts(concept("services", "Services", everyday=True, lower_case="allow"))
    assert in_texts(["There are other services in the area.", "Services differ."], services) == []
    forbidden = concepts(concept("day", "Working Day", lower_case="forbid"))
    assert said(in_texts(["within 5 working days, or 3 Working days"], forbidden)) == [
        ("TERM-CASE", "working days"),
        ("TERM-CASE", "Working days"),
    ]
    asked = concepts(concept("plan", "Care Plan", lower_case="ask"))
    (finding,) = in_texts(["in the care plan"], asked)
    assert (finding.fault.level, finding.replacement) == ("note", "Care Plan")


def test_capitals_of_headings_sentences_and_shouting_are_fine() -> None:
    plan = concepts(concept("plan", "Care and Support Plan"))
    assert in_texts(["Care and support plan: the copy.", "CARE AND SUPPORT PLAN"], plan) == []
    assert said(in_texts(["It is in the Care and support plan."], plan)) == [("TERM-CASE", "Care and support plan")]
    assert in_word(paragraph("About the Care And Support Plan", "Heading1"), plan) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Provider means to give care by means of visits.",
        "The terms (as defined in the “Framework”) apply.",
        "The words “include” and “including” do not limit.",
        "Note: see below. Contractor: Acme Ltd",
        "patient safety and patient transport are for health services",
        "The customer service team answers, and the citizens’ panel meets.",
    ],
)
def test_traps(text: str) -> None:
    assert said(in_texts([text])) == []


def test_a_definition_that_names_itself_is_no_fault() -> None:
    glossary = concepts(concept("contract", "Agreement", everyday=True))
    assert in_paragraphs("“Agreement” means this agreement.", "The Agreement ends.", glossary=glossary) == []


def test_a_confusion_is_asked_and_never_replaced() -> None:
    (finding,) = in_texts(["Each patient is asked."])
    assert (finding.rule, finding.fault.level, finding.replacement) == ("TERM-CONFUSED", "warning", None)
    assert "health services" in finding.fault.remedy
    (plan,) = in_texts(["It is in the care plan."])  # of two concepts
    assert plan.replacement is None
    assert "Care and Support Plan or Provider’s Care Plan" in plan.fault.remedy


def test_an_outdated_word_says_until_when() -> None:
    (finding,) = in_texts(["It is registered with CSCI."])
    assert (finding.rule, finding.replacement) == ("TERM-SUPERSEDED", "Care Quality Commission")
    assert "2009-04-01" in finding.fault.message


def test_the_article_and_the_capital_fit_the_new_word() -> None:
    (finding,) = in_texts(["This is for an end user there."])
    assert (finding.replacement, finding.passage.text[finding.start : finding.end]) == ("a Person", "an end user")
    (finding,) = in_texts(["End users decide."])
    assert finding.replacement == "People"


def test_a_verb_that_would_no_longer_fit_is_left_to_people() -> None:
    glossary = concepts(
        {"id": "body", "preferred": {"label": "Commissioners", "plural": None, "article": ""},
         "deprecated": [{"label": "Buyer"}]}
    )  # fmt: skip
    findings = in_texts(["Then the Buyer decides.", "Then the Buyer will decide.", "Then the Buyers decide."], glossary)
    assert [finding.replacement for finding in findings] == [None, "Commissioners", "Commissioners"]
    assert findings[0].fault.remedy == "write Commissioners, and its verb in the plural"


def test_irregular_plurals() -> None:
    liberty = {"label": "deprivation of liberty safeguard", "plural": "deprivation of liberty safeguards"}
    kin = {"label": "next of kin", "plural": "nexts of kin"}
    glossary = concepts(
        concept("safeguard", "Safeguard", deprecated=[liberty]), concept("kin", "Relative", deprecated=[kin])
    )
    findings = in_texts(["nexts of kin and deprivation of liberty safeguards"], glossary)
    assert [finding.replacement for finding in findings] == ["Relatives", "Safeguards"]


def test_a_guard_keeps_false_alarms_away() -> None:
    glossary = concepts(
        concept("call", "Visit", deprecated=[{"label": "slot", "near": ["carer", "care call"]}]),
        concept("who", "Person", deprecated=[{"label": "resident", "not_near": ["care home"]}]),
    )
    assert in_texts(["Each slot is taken.", "A resident of a care home is no concern."], glossary) == []
    assert said(in_texts(["Each slot of a carer.", "A resident of the town."], glossary)) == [
        ("TERM-DEPRECATED", "slot"),
        ("TERM-DEPRECATED", "resident"),
    ]


def test_a_term_over_three_runs_half_inserted_with_one_deleted_beside_it() -> None:
    body = (
        f"<w:p>{run('Ask the serv')}{run('ice ')}<w:ins w:id='1'>{run('user')}</w:ins>"
        f"<w:del w:id='2'><w:r><w:delText>vendor</w:delText></w:r></w:del>{run(' first.')}</w:p>"
    )
    assert said(in_word(body)) == [("TERM-DEPRECATED", "service user")]


def test_headers_notes_and_boxes_are_checked() -> None:
    note = f"<w:footnote w:id='2'>{paragraph('for a service user')}</w:footnote>"
    findings = in_word(paragraph("Fine."), others={"header": paragraph("A care package"), "footnotes": note})
    assert [finding.passage.path for finding in findings] == ["header", "footnote 2"]


def test_a_law_keeps_its_own_words() -> None:
    council = load_glossary("wales", FOLDERS)
    assert in_texts(["the Welsh Language (Wales) Measure 2011"], council) == []


def test_staff_are_not_carers() -> None:
    (finding,) = in_texts(["Each carer on the rota has a uniform."])
    assert (finding.rule, finding.fault.level) == ("CARER-PAID", "error")
    fine = ["Unpaid carers are on no rota.", "A young carer may visit.", "The form asks carers about their own day."]
    assert in_texts(fine) == []


def test_near_misses() -> None:
    assert said(in_texts(["It asks the Provder and the Care Wroker."])) == [
        ("TERM-NEAR-MISS", "Provder"),
        ("TERM-NEAR-MISS", "Wroker"),
    ] or said(in_texts(["It asks the Provder."])) == [("TERM-NEAR-MISS", "Provder")]
    assert in_texts(["Provided that it works, the Providers agree."]) == []


def test_a_capitalised_term_that_nobody_defines() -> None:
    assert said(in_texts(["It tells the Quality Panel."])) == [("TERM-UNDEFINED", "Quality Panel")]
    fine = ["It tells Harrowmere Borough Council.", "the Care Act 2014 and the Equality Act 2010", "on Monday in May"]
    fine += ["the Head of Adult Services", "see Schedule 3 and Table 4", "Quality matters."]
    assert in_texts(fine) == []


@pytest.mark.parametrize(
    "name",
    [
        "Joint Strategic Needs Assessment",
        "Health and Social Care Information Centre",
        "Herefordshire and Worcestershire Health and Care NHS Trust",
        "Blue Badge",
        "Royal Infirmary",
        "Liberty Protection Safeguards",
        "Safeguarding Adults Board",
        "Harwold Community Board",
        "Audit Committee",
    ],
)
def test_the_name_of_a_body_or_a_programme_is_no_term(name: str) -> None:
    assert in_texts([f"It goes by what the {name} says. The {name} is read by all of them."]) == []


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("The Reablement Oversight Board meets monthly.", "Reablement Oversight Board"),
        ("It tells the Quality Improvement Group.", "Quality Improvement Group"),
        ("The Tenants’ Forum decides.", "Tenants’ Forum"),
        ("Support Hours are used within the week.", "Support Hours"),
        ("An Urgent Referral comes first, and an Urgent Referral is answered by night.", "Urgent Referral"),
    ],
)
def test_a_body_or_a_kind_of_hours_that_somebody_has_made_up_is_a_term_with_all_its_words(text: str, term: str) -> None:
    assert said(in_texts([text])) == [("TERM-UNDEFINED", term)]


def test_a_body_that_the_text_itself_explains_is_defined() -> None:
    assert in_texts(["The Joint Board means one director of each body. The Joint Board decides."]) == []
    board = Passage("Joint Board", "boards[1].name", is_prose=False)
    text = Passage("The Joint Board decides.", "decided_by")
    assert findings_in(Subject("texts", "answers", (board, text), *built_in())) == []


def test_the_definitions_of_a_document() -> None:
    twice = in_paragraphs("“Night Warden” means one.", "“Night Warden” means another.", "The Night Warden comes.")
    assert rules(twice) == ["TERM-DUPLICATE"]
    unused = in_word(table(("Term", "Meaning"), ("Night Warden", "someone awake at night")))
    assert said(unused) == [("TERM-UNUSED", "Night Warden")]
    used = table(("Term", "Meaning"), ("Night Warden", "someone awake at night")) + paragraph("Night Wardens come.")
    assert in_word(used) == []
    assert in_paragraphs("“Panel” means the three judges. The Panel meets every month.") == []
    assert said(in_paragraphs("“Panel” means the Panel of three judges.")) == [("TERM-UNUSED", "Panel")]
    inline = in_paragraphs("A named person (the “Night Warden”) comes.", "The Night Warden leaves.")
    assert inline == []


def test_a_definition_against_the_contract() -> None:
    glossary = concepts(concept("day", "Working Day", definition={"text": "means a weekday", "clause": "clause 1.1"}))
    against = in_paragraphs("“Working Day” means any day.", "A Working Day.", glossary=glossary)
    assert rules(against) == ["TERM-CONFLICT"]
    same = in_paragraphs("“Working Day” means a weekday.", "A Working Day.", glossary=glossary)
    assert same == []
    by_clause = table(("Word", "Meaning"), ("Working Day", "As defined in clause 1.1")) + paragraph("A Working Day.")
    assert in_word(by_clause, glossary) == []
