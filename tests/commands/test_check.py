"""Run `specgen check` with its options: exit codes, reports, fixed answers and commented copies."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pytest
from lxml import etree

from specgen.cli.main import main
from specgen.formats.opc.package import read_package
from specgen.review.rules.registry import RULES
from tests.judges.policy import ROOT
from tests.judges.validator import Validator
from tests.support.rule_findings import write
from tests.support.small_word import paragraph, run, write_word

HEAD = "model: care-planning\ndocument:\n  jurisdiction: england\nintroduction:\n"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Ran(NamedTuple):
    code: int
    out: str
    err: str


class Check(Protocol):
    def __call__(self, *arguments: str) -> Ran: ...


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """Run `specgen check` in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as stopped:
            main(("check", *arguments))
        assert isinstance(stopped.value.code, int)
        return Ran(stopped.value.code, *capsys.readouterr())

    return call


def answers(text: str) -> Path:
    return write(Path("a.yaml"), HEAD + text)


def test_a_clean_file(check: Check) -> None:
    assert check(str(ROOT / "sample_inputs" / "quick-start.yaml")) == (0, "", "1 file checked: nothing found\n")


def test_a_finding_is_a_line_with_its_place(check: Check) -> None:
    answers("  aim: Each service user decides\n")
    code, out, err = check("a.yaml")
    expected = "a.yaml:5:13: error: introduction.aim: “service user” is not the word used here; write Person"
    assert (code, out, err) == (1, f"{expected} [TERM-DEPRECATED]\n", "1 file checked: 1 mistake (1 error)\n")


def test_warnings_are_no_reason_to_fail(check: Check) -> None:
    answers("  aim: Each patient decides\n")
    code, _, err = check("a.yaml")
    assert (code, err) == (0, "1 file checked: 1 suggestion (1 warning)\n")


def test_two_hundred_and_fifty_six_findings_are_no_success(check: Check) -> None:
    answers("  background: |\n" + "    TBC\n" * 256)
    code, out, err = check("a.yaml")
    assert (code, err) == (1, "1 file checked: 256 open points (256 errors)\n")
    lines = out.splitlines()
    assert (len(lines), lines[-1]) == (51, "and 206 more: 206 PLACEHOLDER")
    assert len(json.loads(check("a.yaml", "--format", "json").out)["findings"]) == 256


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("missing.yaml",), "there is no such file"),
        (("other.yaml",), "is no file that specgen knows"),
        (("a.yaml", "--format", "xml"), "there is no format xml"),
        (("a.yaml", "--glossary", "none.yaml"), "there is no such file"),
        (("a.yaml", "--comments", "out.docx"), "needs one Word file"),
        (("a.yaml", "--council", "nowhere"), "there is no council nowhere"),
        (("a.yaml", "--council", "no/where"), "there is no such council folder"),
    ],
)
def test_what_cannot_be_read_or_asked(check: Check, arguments: tuple[str, ...], words: str) -> None:
    answers("  aim: x\n")
    write(Path("other.yaml"), "fruit: apple\n")
    code, _, err = check(*arguments)
    assert (code, words in err) == (2, True)


def test_a_file_that_cannot_be_read_does_not_hide_the_others(check: Check) -> None:
    answers("  aim: Each service user decides\n")
    code, out, err = check("a.yaml", "missing.yaml")
    assert (code, out.count("\n"), "missing.yaml" in err) == (2, 1, True)


def test_answers_that_do_not_fit_are_reported_too(check: Check) -> None:
    answers("  aims: x\n")
    code, out, _ = check("a.yaml")
    assert (code, "did you mean aim?" in out) == (1, True)


def test_a_glossary_is_laid_over_and_checked(check: Check) -> None:
    answers("  aim: What a Person decides\n")
    write(Path("g.yaml"), "wording: {person: Individual}\n")
    assert check("a.yaml", "--glossary", "g.yaml").out.endswith("write Individual [TERM-DEPRECATED]\n")
    assert check("g.yaml").code == 0
    write(Path("g.yaml"), "wording: {persn: Individual}\n")
    code, _, err = check("g.yaml")
    assert (code, "g.yaml:1:18: error" in err) == (1, True)


def test_json(check: Check) -> None:
    answers("  aim: Each service user decides\n")
    found = json.loads(check("a.yaml", "--format", "json").out)
    assert found["counts"] == {"error": 1, "warning": 0, "note": 0}
    (one,) = found["findings"]
    assert (one["line"], one["column"], one["text"], one["fix"], one["concept"]) == (
        5,
        13,
        "service user",
        "Person",
        "person",
    )
    assert len(one["fingerprint"]) == 16


def test_sarif_of_answers_and_of_a_word_file(check: Check) -> None:
    answers("  aim: Each service user decides\n")
    write_word(Path("d.docx"), paragraph("Care", "Heading1") + paragraph("Each service user decides.", "Clause"))
    run_ = _sarif(check("a.yaml", "d.docx", "--format", "sarif").out)
    rules = run_["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    yaml, word = run_["results"]
    assert rules[yaml["ruleIndex"]]["id"] == yaml["ruleId"] == "TERM-DEPRECATED"
    region = yaml["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 5, "startColumn": 13, "endColumn": 25}
    assert word["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "Care > clause 1.1"
    assert "region" not in word["locations"][0]["physicalLocation"]
    assert (word["properties"]["offset"], word["properties"]["words"]) == (5, "service user")
    assert word["partialFingerprints"]["specgen/v1"] != ""


def test_words_over_two_lines_have_both_in_sarif(check: Check) -> None:
    answers("  background: |\n    One service\n    user decides.\n")
    (result,) = _sarif(check("a.yaml", "--format", "sarif").out)["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 6, "startColumn": 9, "endLine": 7, "endColumn": 9}


def test_a_fingerprint_stays_when_lines_move(check: Check) -> None:
    answers("  aim: Each service user decides\n")
    before = _sarif(check("a.yaml", "--format", "sarif").out)["results"][0]
    write(Path("a.yaml"), "# a new line\n" + HEAD + "  aim: Each service user decides\n")
    after = _sarif(check("a.yaml", "--format", "sarif").out)["results"][0]
    assert before["partialFingerprints"] == after["partialFingerprints"]
    assert before["locations"] != after["locations"]


def test_fix_writes_what_is_certain(check: Check) -> None:
    answers("  aim: Each service user and each patient decides  # why\n")
    code, out, err = check("a.yaml", "--fix", "--yes")
    assert "a.yaml:5:\n  - aim: Each service user and" in err
    assert "  + aim: Each Person and" in err
    assert Path("a.yaml").read_text(encoding="utf-8") == HEAD + "  aim: Each Person and each patient decides  # why\n"
    assert (code, out.count("TERM-CONFUSED"), "a.yaml: 1 place put right" in err) == (0, 1, True)
    before = Path("a.yaml").stat().st_mtime_ns
    assert "nothing to put right" in check("a.yaml", "--fix").err
    assert Path("a.yaml").stat().st_mtime_ns == before


def test_comments_go_into_a_copy(check: Check) -> None:
    body = f"<w:p>{run('Each ')}{run('serv')}<w:ins w:id='1'>{run('ice user')}</w:ins>{run(' decides.')}</w:p>"
    file = write_word(Path("d.docx"), body + paragraph("A patient."), {"header": paragraph("A care package")})
    before = file.read_bytes()
    code, _, err = check("d.docx", "--comments", "out.docx")
    assert (code, "out.docx: a copy with 3 comments" in err, file.read_bytes() == before) == (1, True, True)
    parts = read_package(Path("out.docx").read_bytes())
    comments = etree.fromstring(parts["word/comments.xml"])
    said = ["".join(map(str, node.itertext())) for node in comments]
    assert said[0].startswith("“service user” is not the word used here; write Person")
    assert said[2].startswith("In the header: “care package”")
    document = etree.fromstring(parts["word/document.xml"])
    assert _commented(document) == {"0": "service user", "1": "A patient.", "2": "Each "}
    assert check("d.docx", "--comments", "out.docx").code == 1  # never over a file that is there
    assert check("d.docx", "--comments", "d.docx").code == 1


@pytest.mark.long
def test_a_commented_draft_is_a_sound_word_file(check: Check, validator: Validator, tmp_path: Path) -> None:
    sample = (ROOT / "sample_inputs" / "quick-start.yaml").read_text(encoding="utf-8")
    text = sample.replace("People do the everyday things", "Service users do the everyday things")
    assert text != sample
    write(Path("a.yaml"), text)
    with pytest.raises(SystemExit):
        main(("generate", "a.yaml", "-o", "d.docx", "--date", "2026-11-16"))
    check("d.docx", "--comments", "out.docx")
    assert validator.errors(tmp_path / "out.docx") == ()


def _sarif(text: str) -> Any:
    found = json.loads(text)
    assert found["version"] == "2.1.0"
    return found["runs"][0]


def _commented(document: etree._Element) -> Mapping[str, str]:
    """The words between the two marks of each comment."""
    found: dict[str, str] = {}
    opened: list[str] = []
    for node in document.iter():
        if node.tag == f"{W}commentRangeStart":
            opened.append(node.get(f"{W}id", ""))
        elif node.tag == f"{W}commentRangeEnd":
            opened.remove(node.get(f"{W}id", ""))
        elif node.tag == f"{W}t":
            for number in opened:
                found[number] = found.get(number, "") + (node.text or "")
    return found


def test_a_procurement_regime_of_another_day_is_said_once(check: Check) -> None:
    source = (ROOT / "sample_inputs" / "reward.yaml").read_text(encoding="utf-8")
    write(Path("a.yaml"), source.replace("regime: procurement_act_2023", "regime: pcr_2015", 1))
    out = check("a.yaml").out
    assert (out.count("[LAW-REGIME]"), out.count("[law-fit]")) == (1, 0)
