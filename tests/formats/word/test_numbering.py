"""Give each paragraph of a Word file the same number everywhere, and the one that Word shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from specgen.document.table_of_contents import fill_contents
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, parse_part, read_package, related_root
from specgen.formats.word.numbering import Numbering
from specgen.formats.word.paragraph_contents import paragraph_contents
from specgen.formats.word.paragraphs import read_paragraphs
from specgen.formats.word.text import word_text
from specgen.inputs.contract.contract_lines import read_asides, read_lines
from tests.formats.word.numbered_files import FILES, NumberedFile, words_of
from tests.judges.office import Office, Poppler

_WORDS = re.compile(r"Paragraph \w\w of it")
_SHOWN = re.compile(rf"(?:^|[|\[])(?:[^:|\[\n]*: )?(?P<label>[^|\[\n]*?) *(?P<words>{_WORDS.pattern})", re.MULTILINE)
_LISTED = re.compile(rf"(?P<label>.*?)(?P<words>{_WORDS.pattern})")

every_file = pytest.mark.parametrize("file", FILES.values(), ids=FILES)


def test_the_table_holds_at_least_thirty_files() -> None:
    assert len(FILES) >= 30


@every_file
def test_template_show_prints_the_number_that_word_shows(file: NumberedFile) -> None:
    shown = {
        match["words"]: match["label"].removeprefix("•").strip() for match in _SHOWN.finditer(word_text(file.data))
    }
    assert shown == {words: label for words, (label, _) in file.shown.items()}


@every_file
def test_check_names_a_paragraph_by_that_number(file: NumberedFile) -> None:
    named = {paragraph.text: paragraph.number for paragraph in read_paragraphs(read_package(file.data))}
    assert named == {words: full for words, (_, full) in file.shown.items()}


@every_file
def test_glossary_import_names_a_clause_by_that_number(file: NumberedFile) -> None:
    lines = [*read_lines(file.data), *(line for aside in read_asides(file.data) for line in aside)]
    named = {line.text: line.number or (line.clause if "Schedule" in line.clause else "") for line in lines}
    assert named == {words: full for words, (_, full) in file.shown.items()}


@every_file
def test_the_contents_list_prints_that_number(file: NumberedFile) -> None:
    assert _contents_list(file.data) == {words: label for words, (label, _) in file.shown.items()}


def _contents_list(data: bytes) -> Mapping[str, str]:
    """Return words -> number of the entries of a contents list of every paragraph that is seen."""
    parts = read_package(data)
    root = parse_part(parts[DOCUMENT_PART])
    numbering = Numbering(related_root(parts, "styles"), related_root(parts, "numbering"))
    contents = paragraph_contents(root)
    numbers = numbering.numbers_in(contents)
    headings = [(paragraph, 1) for paragraph in contents.pieces if _words(paragraph) and not _is_out(paragraph)]
    holder = etree.SubElement(root[0], name("w:p"))
    etree.SubElement(holder, name("sg:contents"))
    fill_contents(root, headings, numbers, {}, "TOC")
    found = {}
    for link in root.iter(name("w:hyperlink")):
        entry = "".join(text.text or "" for text in link.iter(name("w:t")))
        if match := _LISTED.fullmatch(entry):
            found[match["words"]] = match["label"]
    return found


def _words(paragraph: etree._Element) -> str:
    return "".join(
        text.text or "" for text in paragraph.iter(name("w:t")) if next(text.iterancestors(name("w:p"))) is paragraph
    )


def _is_out(paragraph: etree._Element) -> bool:
    fallback = next(paragraph.iterancestors(name("mc:Fallback")), None)
    deleted_row = any(row.find(f"{name('w:trPr')}/{name('w:del')}") is not None for row in paragraph.iterancestors())
    return fallback is not None or deleted_row or paragraph.find(name("w:moveFrom")) is not None


@pytest.mark.long
def test_libreoffice_prints_the_same_numbers_but_for_those_in_the_table(
    office: Office, poppler: Poppler, tmp_path: Path
) -> None:
    documents = tuple(tmp_path / f"{index}.docx" for index in range(len(FILES)))
    for document, file in zip(documents, FILES.values(), strict=True):
        document.write_bytes(file.data)
    pages = ("\n".join(poppler.pages(pdf)) for pdf in office.pdfs(documents, tmp_path))
    printed = {
        title: {match["words"]: match["label"].strip(" •\f") for match in _LISTED.finditer(text)}
        for title, text in zip(FILES, pages, strict=True)
    }
    assert printed == {title: _by_libreoffice(file) for title, file in FILES.items()}


def _by_libreoffice(file: NumberedFile) -> dict[str, str]:
    own = {words: label for words, (label, _) in file.shown.items()}
    theirs = {words_of(index): label for index, label in file.libreoffice.items()}
    return {words: label for words, label in (own | theirs).items() if label != "-"}
