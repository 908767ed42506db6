"""Match words whatever signs they are typed with, and none in addresses, paths, hashtags and quotations."""

from __future__ import annotations

from pathlib import Path

import pytest

from specgen.review.review import Words, review
from tests.support.small_word import paragraph, small_word

NO_WORDING = {
    "an address": "Write to service-users@council.example.org today.",
    "an address in capitals": "Write to Service.Users@Council.Example.org today.",
    "a web link": "See https://x.example/service-users/list?q=service-user&r=service%20user.",
    "a web link without its start": "See www.council.example/service-users, or council.gov.uk/service-users.",
    "a share": r"It is in \\server\adults\service users\list.xlsx now.",
    "a folder": r"It is in S:\Adults\service users\list.xlsx, or in S:\Adults\service-users today.",
    "a path": "It is in /home/adults/service-users today.",
    "a file": "It is in service-users.xlsx today.",
    "a hashtag": "Ask on #service-users or tell @service-users today.",
    "a quotation": "The poster says “service users first” at the door.",
    "a straight quotation": 'The poster says "every service user first" at the door.',
    "a quoted title": "It is set out in ‘Guidance for service users’ of 2019.",
}
WORDING = {
    "a plain word": "Each service user decides.",
    "a word behind an address": "Write to a@b.example.org: each service user decides.",
    "a sentence behind a link": "See www.council.example/a. Each service user decides.",
    "words with a stroke": "Each carer/service user decides.",
    "a definition": "“Service users” means people.",
    "a term in a bracket": "Everyone who has help (each a “service user”) decides.",
    "a soft hyphen": "Each ser\u00advice user decides.",
    "a zero-width space": "Each service\u200b user decides.",
    "a word joiner": "Each service\u2060 user decides.",
    "a space that does not break": "Each service\u00a0user decides.",
    "a narrow space": "Each service\u202fuser decides.",
    "a hyphen that does not break": "Each service\u2011user decides.",
}


def _found(text: str, folder: Path) -> list[str]:
    file = folder / "document.docx"
    file.write_bytes(small_word(paragraph(text)))
    reviewed = review(file, Words()).reviewed
    return [
        finding.passage.text[finding.start : finding.end]
        for finding in reviewed.findings
        if finding.rule == "TERM-DEPRECATED"
    ]


@pytest.mark.parametrize("text", NO_WORDING.values(), ids=NO_WORDING)
def test_no_word_is_found_in_what_is_no_wording(text: str, tmp_path: Path) -> None:
    assert _found(text, tmp_path) == []


@pytest.mark.parametrize("text", WORDING.values(), ids=WORDING)
def test_a_word_is_found_where_it_stands_however_it_is_typed(text: str, tmp_path: Path) -> None:
    (found,) = _found(text, tmp_path)
    assert found in text
    assert found.lower().startswith("ser")
    assert found.rstrip("s").endswith("user")


def test_an_accent_of_its_own_is_the_letter_with_the_accent(tmp_path: Path) -> None:
    file = tmp_path / "document.docx"
    definition = paragraph("“Te\u0302 Bach” means the small house.")
    file.write_bytes(small_word(definition + paragraph("They meet at the T\u00ea Bach: each T\u00ea Bach is warm.")))
    assert [finding.rule for finding in review(file, Words()).reviewed.findings] == []
