"""Find references that lead nowhere in this document, typed or fields, and none of those to another document."""

from __future__ import annotations

from pathlib import Path

import pytest

from specgen.review.review import Words, review
from tests.support.small_word import paragraph, run, write_word

OWN = (
    paragraph("Service", "Heading1")
    + paragraph("It replies, as clause 1.2 says, and section 1 asks.", "Clause")
    + paragraph("Schedule B and Table 1 say more.", "Clause")
    + paragraph("Schedule B: Rates")
    + paragraph("Table 1: Lots")
)
# What a person typed, and what leads nowhere of it.
BROKEN = (
    ("The Provider shall act as clause 2.99 says.", ["clause 2.99"]),
    ("See clause 99.9, Schedule Z and Table 77.", ["clause 99.9", "Schedule Z", "Table 77"]),
    ("The Provider shall follow section 40.", ["section 40"]),
    ("Sections 1 and 40 say so.", ["40"]),
    ("Clauses 1.1 to 1.9 apply.", ["1.9"]),
    ("Clause 1.7 of this Specification applies.", ["Clause 1.7"]),
    ("The Contract says more, as clause 2.99 explains.", ["clause 2.99"]),
    ("Clause\u00a02.99 applies.", ["Clause\u00a02.99"]),
)
RIGHT = (
    "As clauses 1.1, 1.2 and 1.3 and section 1 say, Table 1 and Schedule B apply.",
    "Clause 14 of the Conditions applies.",
    "Clause 14.2 of the Conditions applies.",
    "Clauses 39.1 and 41.2 of the Conditions of Contract apply.",
    "The rules are in the Conditions of Contract (Clause 31.2).",
    "If the Conditions of Contract, in Clause 1.10, define a word, it counts.",
    "The contract, in clause 9.9, says so.",
    "Section 9 of the Care Act 2014 asks for it.",
    "The Care Act 2014 asks for it. Under section 40, the Council decides.",
    "The Council acts under section 40.",
    "The Provider helps with a section 42 enquiry and with section 117 aftercare.",
    "The enquiry (section 42) takes a week.",
    "Part B of the tender says so.",
    "The price is in Table 77 of the tender.",
    "The price is in Schedule Z to the Contract.",
    "The price is in Schedule 5.",  # schedules have letters here: it is one of the contract
    "The list is in Annex 4, Appendix C and Part D.",  # there are none here: they are other files
    "Clause 40 lists the steps.",  # clauses have two numbers here
    "Clause 14.2, Conditions of Contract, applies.",
    "The letter says “as clause 7.7 says” and no more.",
    "In section 1, 40 People are named.",
    "Paragraph 6.15 says so.",
    "The times are in clause 1.2(a) and (b).",
    "In clause 1.2 20% is named.",
)


def led_nowhere(tmp_path: Path, body: str) -> list[str]:
    """Return the words of the references that are found broken."""
    found = review(write_word(tmp_path / "d.docx", body), Words()).reviewed.findings
    return [one.passage.text[one.start : one.end] for one in found if one.rule == "REFERENCE-BROKEN"]


@pytest.mark.parametrize(("text", "words"), BROKEN)
def test_a_typed_reference_that_leads_nowhere_is_found(text: str, words: list[str], tmp_path: Path) -> None:
    assert led_nowhere(tmp_path, OWN + paragraph(text, "Clause")) == words


@pytest.mark.parametrize("text", RIGHT)
def test_a_reference_that_leads_somewhere_or_to_another_document_is_not_found(text: str, tmp_path: Path) -> None:
    assert led_nowhere(tmp_path, OWN + paragraph(text, "Clause")) == []


@pytest.mark.parametrize(("text", "_words"), BROKEN[:3])
def test_a_document_that_refers_to_no_place_of_its_own_may_speak_of_another(
    text: str, _words: list[str], tmp_path: Path
) -> None:
    assert led_nowhere(tmp_path, paragraph("Service", "Heading1") + paragraph(text, "Clause")) == []


def field(bookmark: str, result: str) -> str:
    code = f'<w:r><w:instrText xml:space="preserve"> REF {bookmark} \\w \\h </w:instrText></w:r>'
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}{code}{middle}{run(result)}{end}"


def marked(bookmark: str, inside: str, look: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Clause"/>{look}</w:pPr><w:bookmarkStart w:id="1" w:name="{bookmark}"/>'
        f'{inside}<w:bookmarkEnd w:id="1"/></w:p>'
    )


STRUCK = 'w:id="9" w:author="Jane Legal" w:date="2026-11-27T09:00:00Z"'
# What became of the clause that a field leads to, and whether the field leads nowhere then.
TARGETS = {
    "it is there": (marked("_r1", run("It replies.")), []),
    "it has another number now": (paragraph("New.", "Clause") * 2 + marked("_r1", run("Old.")), []),
    "it is gone": ("", ["1.9"]),
    "it is struck out": (
        marked("_r1", f"<w:del {STRUCK}><w:r><w:delText>It replies.</w:delText></w:r></w:del>",
               f"<w:rPr><w:del {STRUCK}/></w:rPr>"),
        ["1.9"],
    ),
    "half of it is struck out": (
        marked("_r1", f"{run('It ')}<w:del {STRUCK}><w:r><w:delText>replies.</w:delText></w:r></w:del>"), []
    ),
}  # fmt: skip


@pytest.mark.parametrize("target", TARGETS)
def test_a_field_is_broken_once_its_target_is_gone(target: str, tmp_path: Path) -> None:
    body, words = TARGETS[target]
    says = f"<w:p>{run('As clause ')}{field('_r1', '1.9')}{run(' says.')}</w:p>"
    assert led_nowhere(tmp_path, OWN + body + says) == words
