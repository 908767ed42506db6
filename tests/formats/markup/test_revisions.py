"""Accepting and rejecting tracked changes leaves the text that Word shows."""

from __future__ import annotations

import pytest
from lxml import etree

from specgen.formats.markup.revisions import REVISIONS, accept, reject
from specgen.formats.opc.namespaces import name

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"

CASES = {  # what stands in the body, the paragraphs when it is accepted, and when it is rejected
    "words put in": ('<w:p><w:r><w:t>a</w:t></w:r><w:ins w:id="1"><w:r><w:t>b</w:t></w:r></w:ins></w:p>', "ab", "a"),
    "words struck": (
        '<w:p><w:r><w:t>a</w:t></w:r><w:del w:id="1"><w:r><w:delText>b</w:delText></w:r></w:del></w:p>',
        "a",
        "ab",
    ),
    "words moved away and back": (
        '<w:p><w:moveFrom w:id="1"><w:r><w:t>a</w:t></w:r></w:moveFrom><w:r><w:t>b</w:t></w:r>'
        '<w:moveTo w:id="2"><w:r><w:t>a</w:t></w:r></w:moveTo></w:p>',
        "ba",
        "ab",
    ),
    "the end of a paragraph struck": (
        '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>b</w:t></w:r></w:p>",
        "ab",
        "a|b",
    ),
    "the end of a paragraph put in": (
        '<w:p><w:pPr><w:rPr><w:ins w:id="1"/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>b</w:t></w:r></w:p>",
        "a|b",
        "ab",
    ),
    "three ends struck, one behind the other": (
        '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:rPr><w:del w:id="2"/></w:rPr></w:pPr><w:r><w:t>b</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr><w:r><w:t>c</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>d</w:t></w:r></w:p>",
        "abcd",
        "a|b|c|d",
    ),
    "a row struck": (
        '<w:tbl><w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>'
        "<w:tr><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>",
        "b|",
        "a|b|",
    ),
    "the last row struck": (
        '<w:tbl><w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
        "<w:p><w:r><w:t>b</w:t></w:r></w:p>",
        "b",
        "a|b",
    ),
    "a sign of a formula struck": (
        f'<w:p><w:r><w:t>a</w:t></w:r><m:oMath xmlns:m="{M}"><m:f><m:fPr><m:ctrlPr><w:rPr><w:del w:id="1"/></w:rPr>'
        "</m:ctrlPr></m:fPr></m:f></m:oMath></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p>",
        "a|b",
        "a|b",
    ),
}


@pytest.mark.parametrize(("body", "accepted", "rejected"), CASES.values(), ids=CASES)
def test_the_paragraphs_are_those_that_word_shows(body: str, accepted: str, rejected: str) -> None:
    for settle, texts in ((accept, accepted), (reject, rejected)):
        root = etree.fromstring(f'<w:body xmlns:w="{W}">{body}</w:body>')
        settle(root)
        paragraphs = root.iter(name("w:p"))
        assert "|".join("".join(text.text or "" for text in one.iter(name("w:t"))) for one in paragraphs) == texts
        assert not list(root.iter(*REVISIONS, name("w:delText")))
