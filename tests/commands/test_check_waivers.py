"""Run `specgen check` on files with waivers: in the answers, beside them, and beside a draft."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.test_check import HEAD, Check, answers, check
from tests.judges.policy import ROOT
from tests.support.rule_findings import write
from tests.support.small_word import paragraph, write_word

__all__ = ["check"]  # the fixture

CONDITIONS = (
    "1 Insurance",
    "1.1 The Provider shall maintain public liability insurance of not less than £5 million for any one claim.",
)
WHO = "Head of Law, 2026-11-20"
ROW = "{rule: TERM-DEPRECATED, at: introduction.aim, words: service user, role: Law, date: 2026-11-20, reason: s}"


def waivers(*rows: str, file: str = "a.waivers.yaml") -> None:
    write(Path(file), "waivers:\n" + "".join(f"  - {row}\n" for row in rows))


@pytest.mark.parametrize(
    "text",
    [
        f"  aim: Each service user decides  # specgen: waive[TERM-DEPRECATED] {WHO}: the words of a survey\n",
        f"  # specgen: waive[TERM-DEPRECATED] {WHO}: the words of a survey\n  aim: Each service user decides\n",
        f"  # specgen: waive[TERM-CASE,TERM-DEPRECATED] {WHO}: s\n  # y\n  background: |\n    A service user.\n",
        f"  background: |  # specgen: waive[TERM-DEPRECATED] {WHO}: s\n    One.\n\n    A service user.\n",
    ],
)
def test_a_comment_waives_what_it_stands_at(check: Check, text: str) -> None:
    answers(text)
    code, out, err = check("a.yaml")
    assert (code, "1 waived" in err) == (0, True)
    assert "waived: " in out
    assert f"({WHO}) [TERM-DEPRECATED]" in out
    result = json.loads(check("a.yaml", "--format", "sarif").out)["runs"][0]["results"][0]
    assert result["suppressions"][0]["kind"] == "inSource"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  aim: Each service user  # specgen: waive[TERM-DEPRECATED]\n", "does not say who and when and why"),
        ("  aim: Each service user  # specgen: ignore[TERM-DEPRECATED] a survey\n", "does not say who and when"),
        ("  aim: Each service user  # specgen: waive[TERM-DEPRECATED] Law, 2026-13-20: s\n", "does not say when"),
        (f"  aim: Each one  # specgen: waive[TERM-DEPRECATED] {WHO}: no longer\n", "meets no finding any more"),
        (f"  aim: Each one  # specgen: waive[TERM-DEPRECTED] {WHO}: a slip\n", "there is no rule TERM-DEPRECTED"),
        (f"  aim: Each one  # specgen: waive[] {WHO}: a slip\n", "no rule is named"),
    ],
)
def test_a_waiver_that_is_wrong_is_reported(check: Check, text: str, words: str) -> None:
    answers(text)
    assert words in check("a.yaml").out


def test_what_looks_like_a_waiver_in_a_text_is_text(check: Check) -> None:
    answers(f"  background: |\n    # specgen: waive[TERM-DEPRECATED] {WHO}: x\n    A service user.\n")
    assert check("a.yaml").code == 1


def test_a_waiver_beside_the_answers_holds_wherever_the_line_moves(check: Check) -> None:
    answers("  aim: Each service user decides\n")
    waivers(ROW)
    assert check("a.yaml").code == 0
    answers("  # one\n  # two\n  background: Help is bought by the hour\n  aim: Now each service user decides\n")
    assert check("a.yaml").code == 0
    answers("  aim: Each Person decides\n  background: A service user decides\n")
    code, out, _ = check("a.yaml")
    assert (code, "a.waivers.yaml:2:5: warning: this waiver meets no finding any more" in out) == (1, True)


def test_a_row_of_a_list_is_named_by_its_id(check: Check) -> None:
    one = "  - {id: O1, statement: People choose}\n"
    two = "  - {id: O2, statement: Each service user decides}\n"
    head = HEAD.replace("introduction:\n", "outcomes:\n  list:\n")
    waivers(ROW.replace("introduction.aim", "'outcomes.list[O2].statement'"))
    for rows in (one + two, two + one):
        write(Path("a.yaml"), head + rows)
        _, out, err = check("a.yaml")
        assert (out.count("TERM-DEPRECATED"), "1 waived" in err, "meets no finding" in out) == (1, True, False)


def test_a_waiver_without_place_or_with_an_unknown_key_is_refused(check: Check) -> None:
    answers("  aim: Each service user decides\n")
    waivers("{rule: TERM-DEPRECATED, words: service user, role: Law, date: 2026-11-20, reason: s}")
    assert "this waiver does not say where" in check("a.yaml").out
    waivers("{rul: TERM-DEPRECATED}")
    assert "rul means nothing here" in check("a.yaml").err
    waivers(ROW.replace("2026-11-20", "soon"))
    assert "“soon” is not a date" in check("a.yaml").out


def test_a_draft_is_waived_by_heading_and_words_and_by_the_path_of_the_answer(check: Check) -> None:
    body = paragraph("Survey", "Heading1") + paragraph("Each service user decides.")
    write_word(Path("d.docx"), body)
    for at in ("Survey", "introduction.aim"):
        waivers(ROW.replace("introduction.aim", at), file="d.waivers.yaml")
        assert check("d.docx").code == 0
    write_word(Path("d.docx"), paragraph("Before") + body.replace("decides", "decides now"))  # made again
    assert check("d.docx").code == 0
    waivers(ROW.replace("introduction.aim", "Another heading"), file="d.waivers.yaml")
    code, out, _ = check("d.docx")
    assert (code, "meets no finding" in out) == (1, True)


@pytest.mark.parametrize("place", ['at: "clause 1.1"', "at: Insurance, words: public liability insurance"])
def test_what_a_draft_says_against_its_contract_is_waived(place: str, check: Check) -> None:
    write_word(Path("conditions.docx"), "".join(map(paragraph, CONDITIONS)))
    body = paragraph("1 Insurance", "Heading1")
    body += paragraph("1.1 The Provider shall maintain public liability insurance of £10 million for any one claim.")
    write_word(Path("d.docx"), body)
    asked = ("d.docx", "--contract", "conditions.docx")
    assert "CONTRACT-FIGURE" in check(*asked).out
    row = f"{{rule: CONTRACT-FIGURE, {place}, role: Law, date: 2026-11-20, reason: agreed}}"
    waivers(row, file="d.waivers.yaml")
    code, out, err = check(*asked)
    assert (code, "1 waived" in err, "meets no finding" in out) == (0, True, False)
    waivers(row.replace("1.1", "9.9").replace("public", "private"), file="d.waivers.yaml")
    code, out, _ = check(*asked)
    assert (code, "meets no finding" in out) == (1, True)


def test_a_waiver_by_paragraph_holds_for_as_long_as_its_words_do(check: Check) -> None:
    write_word(Path("d.docx"), paragraph("Each service user decides."))
    (one,) = json.loads(check("d.docx", "--format", "json").out)["findings"]
    row = f"{{rule: {one['rule']}, paragraph: '{one['paragraph']}', role: Law, date: 2026-11-20, reason: quoted}}"
    waivers(row, file="d.waivers.yaml")
    assert check("d.docx").code == 0
    write_word(Path("d.docx"), paragraph("Each service user decides now."))
    code, out, _ = check("d.docx")
    assert (code, "meets no finding" in out) == (1, True)


def test_the_answers_that_do_not_fit_cannot_be_waived(check: Check) -> None:
    source = (ROOT / "sample_inputs" / "quick-start.yaml").read_text(encoding="utf-8")
    write(Path("a.yaml"), source.replace("  aim: ", f"  aims: x  # specgen: waive[unknown] {WHO}: s\n  aim: ", 1))
    code, out, _ = check("a.yaml")
    assert (code, "there is no rule unknown" in out) == (1, True)
