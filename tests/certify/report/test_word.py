"""Test the certificate as a Word file: valid, with tracked changes that are right either way, never over an edit."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from specgen.certify.certificate import Certificate, certify
from specgen.certify.inventory import own_files, own_values, own_words
from specgen.certify.report.contents import Report
from specgen.certify.report.word import certificate_file, is_certificate
from tests.judges.lint import lint
from tests.judges.second_lint import second_opinion
from tests.judges.validator import Validator
from tests.support.certified_councils import HOURS, REVIEW, Files, council_of, section
from tests.support.examples import examples
from tests.support.word_files import all_of, text_of, w, word_file

DAY = date(2027, 4, 5)
EDITED: Files = {
    "sections/hours.docx": HOURS.replace("if hours.night", "if hours.night is answered").replace("Night", "Late"),
    "sections/review.docx": REVIEW.replace("six months", "twelve weeks"),
    "sections/travel.docx": "# Travel\n. Travel time is paid.",
    "sections/travel.yaml": section("travel").encode(),
    "plain.yaml": b"id: plain\nextends: plain\nsections:\n  - {id: travel, after: hours}\n",
    "glossary.yaml": b"wording: {provider: Organisation}\n",
    "house.docx": word_file("Valley Council\n{%p block body %}\n{%p endblock %}"),
}


def certificate_of(folder: Path, own: Files, **shared: Files) -> tuple[Certificate, bytes]:
    found = certify(council_of(folder, own, **shared))
    return found, certificate_file(Report(found, own_words(found), own_files(found), values=own_values(found)), DAY)


def test_both_judges_find_nothing(tmp_path: Path, validator: Validator) -> None:
    file = tmp_path / "certificate.docx"
    file.write_bytes(certificate_of(tmp_path, EDITED)[1])
    assert validator.errors(file) == ()
    assert lint(file) == ()
    assert not second_opinion(file)


def test_it_says_whose_it_is_and_the_sentence_first(tmp_path: Path) -> None:
    body = body_of(certificate_of(tmp_path, EDITED)[1])
    lines = [text_of(paragraph) for paragraph in all_of(body, "p")]
    assert lines[:2] == ["Certificate of wording", "Valley Council"]
    assert lines[lines.index("Statement") + 1].startswith(
        "Of the 16 passages that the model plain can print (10 numbered clauses, 4 headings and 2 table rows),"
    )


def test_the_same_council_gives_the_same_bytes(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("here", "there")]
    for folder in folders:
        folder.mkdir()
    here, there = (certificate_of(folder, EDITED)[1] for folder in folders)
    assert here == there


def test_every_change_has_a_number_an_author_and_the_day(tmp_path: Path) -> None:
    body = body_of(certificate_of(tmp_path, EDITED)[1])
    changes = [node for local in ("ins", "del") for node in all_of(body, local)]
    assert {(node.get(w("author")), node.get(w("date"))) for node in changes} == {
        ("specgen certify", "2027-04-05T00:00:00Z")
    }
    assert max(Counter(node.get(w("id")) for node in changes).values()) == 1


@pytest.mark.parametrize("accepted", [True, False], ids=["accepted", "rejected"])
def test_all_changes_accepted_or_rejected_give_one_of_the_two_texts(accepted: bool, tmp_path: Path) -> None:
    found, data = certificate_of(tmp_path, EDITED)
    changed = [part for part in (*found.parts, found.house) if part.state != "same"]
    texts = [[line.text for line in (part.after if accepted else part.before)] for part in changed]
    assert wordings(data, accepted=accepted) == texts


SENTENCES = st.lists(
    st.sampled_from(
        "The Provider shall come by day.|The Provider shall come at night.|Nobody waits longer than an hour.|"
        "Each visit is written down.|Each visit is written down at once by the Care Worker.|Travel time is paid.|"
        "{{ term.person.The }} may ask for a review.|{{ term.person.The }} may always ask for a review.".split("|")
    ),
    min_size=1,
    max_size=7,
)


@given(before=SENTENCES, after=SENTENCES)
@examples(10, long=200)
def test_whatever_was_edited_the_redline_and_the_counts_are_right(
    before: Sequence[str], after: Sequence[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    shared, own = ("\n".join(["# Review", *(f". {text}" for text in texts)]) for texts in (before, after))
    folder = tmp_path_factory.mktemp("edited")
    found, data = certificate_of(folder, {"sections/review.docx": own}, templates={"sections/review.docx": shared})
    (review,) = (part for part in found.sections if part.id == "review")
    counts = review.counts
    assert counts.same + counts.changed + counts.added == len(after) + 1
    assert counts.same + counts.changed + counts.dropped == len(before) + 1
    if before == after:
        assert counts.is_untouched
    else:
        assert wordings(data, accepted=True) == [["Review", *after]]
        assert wordings(data, accepted=False) == [["Review", *before]]


def test_an_edited_certificate_is_no_longer_ours(tmp_path: Path) -> None:
    data = certificate_of(tmp_path, EDITED)[1]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"Statement", b"Judgement")
    edited = BytesIO()
    with zipfile.ZipFile(edited, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    assert is_certificate(data)
    assert not is_certificate(edited.getvalue())


def body_of(data: bytes) -> etree._Element:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def wordings(data: bytes, *, accepted: bool) -> list[list[str]]:
    """What stands in the column of wording of each redline, once all changes are accepted or rejected."""
    body = decided(body_of(data), accepted=accepted)
    found = []
    for table in all_of(body, "tbl"):
        head, *rows = ([text_of(cell) for cell in row.iter(w("tc"))] for row in table.iter(w("tr")))
        if head[:3] == ["Shared no.", "No.", "Wording"]:
            found.append([row[2] for row in rows])
    return found


def decided(body: etree._Element, *, accepted: bool) -> etree._Element:
    """Accept or reject all changes as Word does: rows, paragraphs and words."""
    body = deepcopy(body)
    gone, kept = ("del", "ins") if accepted else ("ins", "del")
    for row in list(body.iter(w("tr"))):
        if row.find(f"{w('trPr')}/{w(gone)}") is not None:
            row.getparent().remove(row)  # type: ignore[union-attr]
    for node in list(body.iter(w(gone))):
        if node.find(w("r")) is not None:
            node.getparent().remove(node)  # type: ignore[union-attr]
    for node in list(body.iter(w(kept))):
        for word in node.iter(w("delText")):
            word.tag = w("t")
    return body
