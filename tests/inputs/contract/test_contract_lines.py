"""Read the lines of a contract: line breaks between definitions, numbered parts of a definition, many signs for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from specgen.inputs.contract.definitions import read_definitions
from specgen.review.review import Words, review
from tests.support.small_word import paragraph, run, small_word
from tests.support.word_files import level, numbered, word_file

HEAD = "# Definitions\n[Body Text] In this Contract the following words have these meanings:\n"
ITEMS = numbered("9", level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"))
CLAUSES = numbered("1", level(0, "decimal", "%1", "heading 1"), level(1, "decimal", "%1.%2", "Clause"))


def _item(text: str, at: int = 0) -> str:
    look = f'<w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="9"/></w:numPr></w:pPr>'
    return f"<w:p>{look}{run(text)}</w:p>\n"


def _terms(data: bytes) -> dict[str, str]:
    return {one.term: one.meaning for one in read_definitions(data).found}


BREAKS = {
    "verbs alone": "Day Owl means a day;<br>Night Owl means a night;<br>Owl Fee means a price.",
    "quotation marks": "“Day Owl” means a day;<br>“Night Owl” means a night;<br>“Owl Fee” means a price.",
    "no stops": "“Day Owl” means a day<br>“Night Owl” means a night<br>“Owl Fee” means a price",
    "and at the end": "“Day Owl” means a day;<br>“Night Owl” means a night; and<br>“Owl Fee” means a price.",
    "a sentence on two lines": "“Day Owl” means<br>a day;<br>“Night Owl” means a<br>night;<br>“Owl Fee” means a price.",
}


@pytest.mark.parametrize("text", BREAKS.values(), ids=BREAKS)
def test_a_line_break_parts_definitions_as_the_end_of_a_paragraph_does(text: str) -> None:
    runs = "<w:r><w:br/></w:r>".join(map(run, text.split("<br>")))
    data = word_file(f"{HEAD}<w:p>{runs}</w:p>")
    assert _terms(data) == {"Day Owl": "a day", "Night Owl": "a night", "Owl Fee": "a price"}


def test_numbered_parts_stay_in_their_definition_and_the_next_clause_keeps_its_number() -> None:
    data = word_file(
        "# Definitions\n. “Owl Fee” means the total of:\n"
        + _item("the price of a Day Owl;")
        + _item("the price of a Night Owl; and")
        + ". “Owl List” means the list.\n",
        lists=(CLAUSES, ITEMS),
    )
    found = {one.term: (one.meaning, one.clause) for one in read_definitions(data).found}
    assert found == {
        "Owl Fee": ("the total of: 1. the price of a Day Owl; 2. the price of a Night Owl", "1.1"),
        "Owl List": ("the list", "1.2"),
    }


def test_numbered_definitions_behind_a_colon_are_no_parts_of_a_sentence() -> None:
    data = word_file(
        HEAD + _item("“Day Owl” means a day;") + _item("“Night Owl” means a night."), lists=(CLAUSES, ITEMS)
    )
    assert [(one.term, one.clause) for one in read_definitions(data).found] == [("Day Owl", "1"), ("Night Owl", "2")]


READ_BY_CHECK = {
    "parts of a list": (paragraph("In this clause:"), paragraph("(a) “Night Owl” means a Visit after 22:00;")),
    "shall have": (paragraph("“Night Owl” shall have the meaning set out in Schedule 3."),),
    "single quotation marks": (paragraph("‘Night Owl’ means a Visit after 22:00."),),
    "a plural": (paragraph("“Night Owls” means Visits after 22:00."),),
    "a term in passing": (paragraph("Anyone who comes late (hereinafter the “Night Owl”) is paid."),),
    "a soft hyphen": (paragraph("“Night\u00ad Owl” means a Visit after 22:00."),),
}


@pytest.mark.parametrize("text", READ_BY_CHECK.values(), ids=READ_BY_CHECK)
def test_check_knows_every_definition_that_the_import_knows(text: tuple[str, ...], tmp_path: Path) -> None:
    data = small_word("".join(text) + paragraph("Each Night Owl costs more, and the Night Owl comes late."))
    assert {term.removesuffix("s") for term in _terms(data)} == {"Night Owl"}
    file = tmp_path / "document.docx"
    file.write_bytes(data)
    rules = [finding.rule for finding in review(file, Words()).reviewed.findings]
    assert not {"TERM-UNDEFINED", "TERM-UNUSED", "TERM-NEAR-MISS"} & set(rules)


def test_a_term_and_its_plural_are_one_term_that_is_defined_twice() -> None:
    text = f"{HEAD}[Body Text] “Night Owl” means a night.\n[Body Text] “Night Owls” means all nights.\n"
    read = read_definitions(word_file(text))
    assert [one.term for one in read.found] == ["Night Owl"]
    assert [(first.term, second.term) for first, second in read.twice] == [("Night Owl", "Night Owls")]
