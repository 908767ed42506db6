"""Check Word files and read conditions with characters in which words can be hidden: each is said with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.council_files import run
from tests.support.small_word import paragraph, table, write_word

SIGNS = {
    "a tag": "\U000e0041",
    "a selector of the supplement": "\U000e0101",
    "a selector": "\ufe00",
    "a filler": "\u3164",
    "a blank pattern": "\u2800",
    "an invisible operator": "\u2063",
    "a mark of annotation": "\ufffa",
    "an override of the direction": "\u202e",
    "an isolate": "\u2067",
}
TAG = SIGNS["a tag"]
UNSEEN = ("\u200b", "\u200d", "\u2060", "\u00ad", "\ufeff", "\u200e")  # of no width: seen through, and no fault


def conditions(sign: str) -> str:
    head = paragraph("Definitions", "Heading1") + paragraph("In this Contract the following words have these meanings:")
    definition = paragraph(f"“Night{sign} Visit” means a visit{sign} of the Provider after ten at night.")
    return (
        head + definition + paragraph("The Provider shall keep a record of each Night Visit for six years.", "Clause")
    )


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS)
def test_an_import_says_where_such_a_character_stands_and_writes_none(
    sign: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_word(Path("terms.docx"), conditions(sign))
    assert run("glossary", "import", "terms.docx", "-o", "words.yaml") == 0
    written, said = Path("words.yaml").read_text(encoding="utf-8"), capsys.readouterr().err
    assert "label: Night Visit" in written
    assert sign not in written + said
    assert f"terms.docx: warning: paragraph 3: the invisible character U+{ord(sign):04X}" in said


@pytest.mark.parametrize("sign", [TAG, SIGNS["an override of the direction"]])
def test_a_comparison_with_conditions_says_where_such_a_character_stands(
    sign: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_word(Path("terms.docx"), conditions(sign))
    write_word(Path("draft.docx"), paragraph("The Provider shall keep a record of each Night Visit for six years."))
    run("check", "draft.docx", "--contract", "terms.docx")
    said = capsys.readouterr().out
    assert f"terms.docx: warning: paragraph 3: the invisible character U+{ord(sign):04X}" in said
    assert "says again, word for word" in said
    assert sign not in said


PLACES = {
    "a paragraph": (paragraph("The Provider keeps{} a record."), "paragraph 1"),
    "a cell": (table(("Name", "Use"), ("One", "Wo{}rds")), "table 1, row 2, column 2"),
    "a quotation": (paragraph("The{} words of others.", "Quote"), "paragraph 1"),
    "a template": (paragraph("The {{{{ term.provider.plural }}}} keep{} it."), "paragraph 1"),
}


@pytest.mark.parametrize(("body", "place"), PLACES.values(), ids=PLACES)
def test_a_check_says_where_such_a_character_stands(body: str, place: str, capsys: pytest.CaptureFixture[str]) -> None:
    write_word(Path("draft.docx"), body.format(TAG))
    assert run("check", "draft.docx") == 1
    said = capsys.readouterr().out
    assert f"draft.docx: error: {place}: the invisible character U+E0041" in said
    assert "[HIDDEN-CHARACTER]" in said
    assert TAG not in said


def test_a_check_knows_every_such_character(capsys: pytest.CaptureFixture[str]) -> None:
    write_word(Path("draft.docx"), "".join(paragraph(f"A wo{sign}rd.") for sign in SIGNS.values()))
    assert run("check", "draft.docx") == 1
    said = capsys.readouterr().out
    assert [f"U+{ord(sign):04X}" in said for sign in SIGNS.values()] == [True] * len(SIGNS)


@pytest.mark.parametrize("story", ["header", "footer", "footnotes"])
def test_a_check_looks_beside_the_text_too(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    inside = paragraph("A word\U000e0041.")
    inside = f'<w:footnote w:id="1">{inside}</w:footnote>' if story == "footnotes" else inside
    write_word(Path("draft.docx"), paragraph("Words."), {story: inside})
    assert run("check", "draft.docx") == 1
    assert "U+E0041" in capsys.readouterr().out


def test_what_only_takes_no_room_is_seen_through(capsys: pytest.CaptureFixture[str]) -> None:
    write_word(Path("terms.docx"), conditions("".join(UNSEEN)))
    assert run("glossary", "import", "terms.docx", "-o", "words.yaml") == 0
    assert not set(UNSEEN) & set(Path("words.yaml").read_text(encoding="utf-8"))
    assert "invisible" not in capsys.readouterr().err
