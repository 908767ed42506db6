"""Read every definition out of contract conditions in many shapes, with its clause and its meaning."""

from __future__ import annotations

import time

import pytest

from specgen.inputs.contract.contract_definition import LIKELY, SURE, ContractDefinition
from specgen.inputs.contract.contract_lines import read_lines
from specgen.inputs.contract.definitions import read_definitions
from specgen.inputs.contract.term_shapes import cleaned, is_label, is_term, long_form
from tests.support.conditions_files import SHAPES, Shape
from tests.support.more_conditions import MORE_SHAPES
from tests.support.small_word import paragraph as small_paragraph
from tests.support.small_word import run as small_run
from tests.support.small_word import small_word
from tests.support.word_files import STYLES, Style, paragraph, run, word_file

CORPUS = SHAPES | MORE_SHAPES


def taken(text: Shape | str) -> dict[str, ContractDefinition]:
    """The definitions that would be taken over, by their term."""
    data = text.data if isinstance(text, Shape) else word_file(text)
    return {one.term: one for one in read_definitions(data).found if one.confidence >= LIKELY}


@pytest.mark.parametrize("shape", CORPUS.values(), ids=CORPUS)
def test_each_shape_gives_its_definitions_and_no_other(shape: Shape) -> None:
    found = taken(shape)
    assert set(found) == set(shape.defines)
    assert {term: one.clause for term, one in found.items()} == {
        term: clause for term, (clause, _) in shape.defines.items()
    }
    assert [term for term, (_, start) in shape.defines.items() if not found[term].meaning.startswith(start)] == []
    said = {term: (*found[term].others, found[term].acronym) for term in shape.words}
    assert [term for term, word in shape.words.items() if word not in said[term]] == []


def test_over_the_whole_corpus_95_of_100_definitions_are_found_and_none_is_false() -> None:
    defined = {(name, term) for name, shape in CORPUS.items() for term in shape.defines}
    found = {(name, term) for name, shape in CORPUS.items() for term in taken(shape)}
    assert len(CORPUS) >= 6
    assert len(defined) >= 100
    assert len(defined & found) / len(defined) >= 0.95
    assert found - defined == set()


def test_most_definitions_are_sure_and_only_weak_ones_are_to_be_looked_at() -> None:
    found = [one for shape in CORPUS.values() for one in taken(shape).values()]
    assert {one.term for one in found if one.confidence < SURE} == {"Staff", "Person"}  # "includes" says only a part


TRAPS = (
    "The Provider means to comply with this clause.",
    "“Working Day” does not include a bank holiday.",
    "The words “include” and “including” are to be read without limitation.",
    "A reference to “writing” includes email.",
    "by means of a written notice",
    "Note: see the Specification.",
    "Contractor: Acme Ltd",
    "Terms have their usual sense (as defined in the “Framework”).",
    "Notices (see “Notices”) are sent by post.",
    "“Every adult means something to us,” says the Council.",
    "This means that the Council may end the Contract.",
    "Payment under clause 3(2) (Payment) is made each month.",
)


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("head", ["Definitions and interpretation", "Payment"])
def test_what_only_looks_like_a_definition_is_none(trap: str, head: str) -> None:
    assert taken(f"# {head}\n. {trap}") == {}


def test_tables_that_define_nothing_are_passed_over() -> None:
    assert (
        taken(
            "# Rota\n| Day | Hours |\n| Monday | from seven to ten o'clock |\n| Tuesday | from eight to nine o'clock |"
        )
        == {}
    )
    assert (
        taken(
            "# Definitions\n| Service | Price |\n| Home Care | £21.40 for each hour |\n| Night Care | £9 for an hour |"
        )
        == {}
    )


def test_a_deleted_definition_is_out_and_an_inserted_one_is_in() -> None:
    text = SHAPES["typed numbers"].text
    assert "w:del " in text
    assert "Old Term" in text
    found = taken(SHAPES["typed numbers"])
    assert "Exit Plan" in found
    assert not {"Old Term", "Exit Scheme", "Exit SchemePlan"} & set(found)


def test_a_term_that_is_defined_twice_is_read_once_and_reported() -> None:
    text = "# Definitions\n. “Fee” means the sum due.\n. “Fee” means the sum paid.\n. “Fee” means the sum due."
    read = read_definitions(word_file(text))
    assert [one.meaning for one in read.found] == ["the sum due"]
    assert [(first.clause, second.clause) for first, second in read.twice] == [("1.1", "1.2")]


def test_definitions_in_notes_and_text_boxes_are_read_with_the_clause_they_stand_at() -> None:
    box = small_paragraph("“Boxed Term” means what stands in a box.")
    sign = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    body = (
        small_paragraph("Definitions", "Heading1")
        + small_paragraph("“Fee” means the sum due.", "Clause")
        + "<w:p><w:pPr><w:pStyle w:val='Clause'/></w:pPr>"
        + small_run("“Rate” means the price of an hour.")
        + f"{sign}<w:r><w:pict><v:textbox><w:txbxContent>{box}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    )
    notes = "".join(
        f'<w:footnote w:id="{number}">{small_paragraph(text)}</w:footnote>'
        for number, text in ((1, "“Noted Term” means what stands in a note."), (2, "“Fee” means the sum paid."))
    )
    read = read_definitions(small_word(body, {"footnotes": notes}))
    assert [(one.term, one.clause, one.meaning) for one in read.found] == [
        ("Fee", "1.1", "the sum due"),
        ("Rate", "1.2", "the price of an hour"),
        ("Boxed Term", "1.2", "what stands in a box"),
        ("Noted Term", "1.2", "what stands in a note"),
    ]
    assert [(first.meaning, second.clause) for first, second in read.twice] == [("the sum due", "footnote 2")]


def test_a_chain_with_or_is_one_thing_and_a_chain_with_and_is_several() -> None:
    found = taken(
        "# Definitions\n. “Client” or “Resident” means a person.\n. “Month” and “Year” have the meanings in law."
    )
    assert found["Client"].others == ("Resident",)
    assert "Resident" not in found
    assert found["Month"].meaning == found["Year"].meaning == "have the meanings in law"


def test_construed_accordingly_gives_another_word() -> None:
    found = taken("# Definitions\n. “Process” has its legal sense; “Processing” shall be construed accordingly.")
    assert found == {}
    found = taken("# Definitions\n. “Process” means to handle, and “Processing” shall be construed accordingly.")
    assert found["Process"].others == ("Processing",)


def test_lines_know_typed_and_live_numbers() -> None:
    lines = read_lines(word_file("# Live\n. clause\n.. part\n2. TYPED\n2.1 clause\n(a) part\nSCHEDULE 3\n1. first"))
    assert [line.clause for line in lines] == [
        "1", "1.1", "1.1(a)", "2", "2.1", "2.1(a)", "Schedule 3", "Schedule 3, paragraph 1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("acronym", "before", "long"),
    [
        ("CQC", "registered with the Care Quality Commission", "Care Quality Commission"),
        ("DoLS", "the Deprivation of Liberty Safeguards", "Deprivation of Liberty Safeguards"),
        ("KPIs", "its Key Performance Indicators", "Key Performance Indicators"),
        ("HMRC", "the Care Quality Commission", ""),
        ("A", "Clause", ""),
    ],
)
def test_an_abbreviation_needs_the_initials(acronym: str, before: str, long: str) -> None:
    assert long_form(acronym, before) == long


def test_terms_and_labels() -> None:
    assert is_term("Deprivation of Liberty Safeguards")
    assert not is_term("This means that")
    assert is_label("Note")
    assert not is_label("Date of Review Meeting")
    assert cleaned(" “the Council”: ") == "Council"


OTHER_FORMS = """
# Definitions
“Agreement” : means this agreement
“Agreed Form” - in relation to any document, the form agreed
“Business Day(s)” means any day that is not a weekend
"Care Hours" shall be the hours that are set out in Schedule 1.
"Order" an order for Services that is placed by the Council;
"Personal Data", "Process" and "Processor" shall have the same meaning as in the Data Protection Act 2018;
"Service Commencement Date" or "SCD" is 1 April 2027;
“the Services” or “Services”: the services to be provided;
“VAT”: value added tax.
“£” means pounds sterling;
In this Agreement “Term” means three years.
"month" means a calendar month;
# Next
. The Provider names a manager (the ‘Contract Lead’). The Real Living Wage (“RLW”) is paid.
"""


def test_other_forms_of_a_quoted_definition() -> None:
    assert {
        term: one.meaning.split()[0] if one.meaning else one.acronym for term, one in taken(OTHER_FORMS).items()
    } == {
        "Agreement": "this",
        "Agreed Form": "in",
        "Business Day": "any",
        "Care Hours": "shall",
        "Order": "an",
        "Personal Data": "shall",
        "Process": "shall",
        "Processor": "shall",
        "Service Commencement Date": "is",
        "Services": "the",
        "VAT": "value",
        "Term": "three",
        "month": "a",
        "Contract Lead": "The",
        "Real Living Wage": "RLW",
    }


def test_bold_is_read_across_runs_from_styles_and_in_content_controls() -> None:
    look = '<w:rPr><w:rStyle w:val="DefinedTerm"/></w:rPr>'
    styles = (*STYLES, Style("Defined Term", "character", look="<w:rPr><w:b/></w:rPr>"))
    split = paragraph("", "Body Text", run("Care ", look) + run("Work¦er", look) + run(" means a person paid to care;"))
    held = paragraph("", "Body Text", run("Visit", look) + run(": one call at a home;"))
    text = f"# Definitions\n{split}\n<w:sdt><w:sdtContent>{held}</w:sdtContent></w:sdt>"
    found = {one.term: one.meaning for one in read_definitions(word_file(text, styles=styles)).found}
    assert found == {"Care Worker": "a person paid to care", "Visit": "one call at a home"}


@pytest.mark.parametrize(
    "text",
    [
        "“" * 50_000,
        '"A" or ' * 30_000,
        "Aa Bb (CC) " * 30_000,
        "(the “A”) " * 10_000,
        "“A” " + "in relation to " * 20_000,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    read_definitions(word_file(f"# Definitions\n. {text}"))
    assert time.process_time() - start < 60  # far away: what grows with the square of the text takes hours
