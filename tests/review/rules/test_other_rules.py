"""Test the rules about abbreviations, duties, numbers and placeholders."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from specgen.formats.opc.package import read_package
from specgen.review.findings import Passage, Subject
from specgen.review.review import Words, review
from specgen.review.rules.registry import findings_in
from specgen.review.word_files.word_comments import with_comments
from tests.support.rule_findings import built_in, concept, concepts, in_paragraphs, in_texts, in_word, rules, said
from tests.support.small_word import paragraph, small_word, table, write_word


def test_an_abbreviation_that_nobody_spells_out() -> None:
    assert said(in_texts(["The MARAC meets; the MARAC decides."])) == [("ACRONYM-UNDEFINED", "MARAC")]
    fine = ["NHS, VAT and the UK GDPR", "Schedule IV", "outcome O1 and measure M12", "the reference DA-ASC-2027-04"]
    assert in_texts([*fine, "THE WHOLE LINE SHOUTS"]) == []


def test_an_abbreviation_before_its_long_form() -> None:
    late = in_paragraphs("The JSNA says so.", "A Joint Strategic Needs Assessment (JSNA) is made.")
    assert said(late) == [("ACRONYM-EARLY", "JSNA")]
    assert in_paragraphs("A Joint Strategic Needs Assessment (JSNA) is made.", "The JSNA says so.") == []


def test_an_abbreviation_for_nothing_or_in_two_ways() -> None:
    assert said(in_paragraphs("A Rapid Help Team (RHT) comes.")) == [("ACRONYM-UNUSED", "RHT")]
    two = in_paragraphs("A rapid help team (RHT) comes.", "A rural home trust (RHT) pays. The RHT knows.")
    assert rules(two) == ["ACRONYM-TWO-WAYS"]


def test_a_list_of_abbreviations() -> None:
    listed = table(("Abbreviation", "In full"), ("MARAC", "the conference"), ("RHT", "rapid help team"))
    assert said(in_word(listed + paragraph("The MARAC meets."))) == [("ACRONYM-UNUSED", "RHT")]


def test_an_abbreviation_of_a_term_that_is_written_out() -> None:
    (finding,) = in_texts(["Three KPIs are counted."])
    assert (finding.rule, finding.fault.remedy) == ("ACRONYM-REFUSED", "write Measure")


def test_an_abbreviation_that_may_stand_after_its_term() -> None:
    kpi = {"label": "KPI", "plural": "KPIs", "allowed": "after_first_use"}
    glossary = concepts(concept("kpi", "Key Performance Indicator", acronym=kpi))
    assert said(in_texts(["The 20 KPIs count.", "A Key Performance Indicator (KPI) counts."], glossary)) == [
        ("ACRONYM-EARLY", "KPI")
    ]
    assert in_texts(["Each Key Performance Indicator (KPI) counts.", "The 20 KPIs and the KPI’s use."], glossary) == []
    free = concepts(concept("kpi", "Key Performance Indicator", acronym={"label": "KPI", "allowed": True}))
    assert in_texts(["The 20 KPIs count, each KPI."], free) == []


def test_duties_in_another_verb() -> None:
    findings = in_texts(
        ["The Provider must reply. The Provider will act. The Council shall pay. The Provider shall go."]
    )
    assert said(findings) == [("DUTY-VERB", "must"), ("DUTY-VERB", "will"), ("DUTY-VERB", "shall")]
    assert [finding.replacement for finding in findings] == ["shall", "shall", "will"]


@pytest.mark.parametrize(
    "text",
    [
        "Under the Care Act 2014 the Provider must register.",
        "The Provider and the Council shall share what they learn.",
        "The Provider’s will is free.",
        "The Provider may choose. The Council will pay.",
    ],
)
def test_duties_that_are_fine(text: str) -> None:
    assert in_texts([text]) == []


def test_a_document_that_always_writes_must_is_held_to_must() -> None:
    texts = ["The Provider must reply.", "The Provider must go.", "The Provider shall act."]
    assert said(in_paragraphs(*texts)) == [("DUTY-VERB", "shall")]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("within 5 (six) days", "5 (six)"),
        ("twelve (10) people", "twelve (10)"),
        ("1,000 (one hundred)", "1,000 (one hundred)"),
        ("twenty-four (25)", "twenty-four (25)"),
    ],
)
def test_a_number_against_its_words(text: str, wrong: str) -> None:
    assert said(in_texts([text])) == [("NUMBER-WORDS", wrong)]


@pytest.mark.parametrize(
    ("country", "law"),
    [
        ("england", "Social Services and Well-being (Wales) Act 2014"),
        ("wales", "Care Act 2014"),
        ("england", "Disability Discrimination Act 1995"),
    ],
)
def test_of_a_law_that_is_to_be_replaced_nobody_is_told_to_add_it_to_the_files_of_law(country: str, law: str) -> None:
    text = f"model: care-planning\ndocument: {{title: Care, jurisdiction: {country}}}\ncare_planning:\n"
    text += f"  carers: The {law} and the Fireworks Act 2003 set the test.\n"
    problems = review(Path("a.yaml"), Words(), text.encode(), date(2026, 11, 28)).reviewed.all_problems
    told = sorted(one.rule for one in problems if one.rule.startswith(("LAW-", "law-unknown")))
    assert told == ["LAW-REPLACED" if "1995" in law else "LAW-COUNTRY", "law-unknown"]


def test_the_health_and_care_act_is_of_both_countries() -> None:
    passage = Passage("The Health and Care Act 2022 and the Health and Social Care Act 2012 apply.", "a")
    values = {"document": {"jurisdiction": "wales"}}
    assert said(findings_in(Subject("a", "answers", (passage,), *built_in("wales"), values=values))) == []


def test_a_number_and_its_words() -> None:
    assert in_texts(["5 (five) days, twenty four (24) hours, 1,000 (one thousand), 3 (three of them)"]) == []


@pytest.mark.parametrize(
    "text",
    [
        "TBC",
        "tbd",
        "[insert name]",
        "[ ]",
        "XX days",
        "lorem ipsum",
        "????",
        "{name}",
        "DD/MM/YYYY",
        "20XX",
        "____",
        "Click or tap here to enter text.",
        "Click here to enter text",
        "Click or tap to enter a date.",
        "Choose an item.",
        "[Note: ask the lawyers]",
    ],
)
def test_what_is_still_to_be_written(text: str) -> None:
    assert rules(in_texts([f"It is {text} for now."])) == ["PLACEHOLDER"]


def test_brackets_and_signs_that_mean_something() -> None:
    assert in_texts(["a name [sic], why? Really?", "the dates [of 2026]", "tbc-free"]) == []


def test_open_points_of_a_draft_are_no_words() -> None:
    gap = '<w:p><w:r><w:rPr><w:rStyle w:val="OpenPoint"/></w:rPr><w:t>[To complete: service user]</w:t></w:r></w:p>'
    assert in_word(gap) == []


HEARD_TABLE = "<w:tbl><w:tblPr><w:tblCaption w:val='{0}'/><w:tblDescription w:val='{1}'/></w:tblPr>{2}</w:tbl>"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def test_the_alternative_texts_of_tables_and_pictures_are_checked() -> None:
    cell = f"<w:tr><w:tc>{paragraph('Nothing')}</w:tc></w:tr>"
    heard = HEARD_TABLE.format("Needs of each service user", "What the service user wants", cell)
    picture = f"<w:drawing><wp:docPr xmlns:wp='{WP}' id='1' name='x' title='A map' descr='Where a service user lives'/>"
    body = f"{heard}<w:p><w:r>{picture}</w:drawing></w:r></w:p>"
    found = in_word(body)
    assert said(found) == [("TERM-DEPRECATED", "service user")] * 3
    paths = [one.passage.path for one in found]
    assert paths == ["alternative text of a table"] * 2 + ["alternative text of a picture"]


def test_what_is_deleted_has_no_alternative_text() -> None:
    picture = f"<w:drawing><wp:docPr xmlns:wp='{WP}' id='1' name='x' descr='Where a service user lives'/></w:drawing>"
    assert said(in_word(f"<w:p><w:del><w:r>{picture}</w:r></w:del></w:p>{paragraph('Nothing')}")) == []


def test_a_term_in_the_alternative_text_of_a_template_is_left_out_as_no_tag_can_stand_there(tmp_path: Path) -> None:
    cell = f"<w:tr><w:tc>{paragraph('{{ term.provider }}')}</w:tc></w:tr>"
    file = write_word(tmp_path / "t.docx", HEARD_TABLE.format("", "Duties of the Provider", cell))
    found = review(file, Words(), as_template=True).reviewed.findings
    assert [(one.rule, one.fault.remedy) for one in found] == [
        ("TERM-LITERAL", "say it without this word: no tag can stand in an alternative text")
    ]


def test_a_comment_on_an_alternative_text_stands_at_its_table(tmp_path: Path) -> None:
    cell = f"<w:tr><w:tc>{paragraph('Nothing')}</w:tc></w:tr>"
    heard = HEARD_TABLE.format("", "Wishes of a service user", cell)
    found = review(write_word(tmp_path / "t.docx", paragraph("Before") + heard), Words())
    assert found.parts is not None
    written = read_package(with_comments(found.parts, found.reviewed.findings))
    assert "In the alternative text of a table" in written["word/comments.xml"].decode()
    body = written["word/document.xml"].decode()
    assert body.index("Before") < body.index("commentRangeStart") < body.index("Nothing")


def test_a_comment_on_a_header_alone_is_not_lost(tmp_path: Path) -> None:
    file = tmp_path / "t.docx"
    file.write_bytes(small_word(paragraph("Nothing"), {"header": paragraph("A service user")}))
    found = review(file, Words())
    assert found.parts is not None
    assert len(found.reviewed.findings) == 1
    written = read_package(with_comments(found.parts, found.reviewed.findings))
    assert "In the header" in written["word/comments.xml"].decode()
