"""Take a contract's words into a council's folder, make a draft in them, and hold it against the contract."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from specgen.cli.main import main
from specgen.system.resources import built_in_samples
from tests.judges.policy import ROOT
from tests.support.contract_shapes import shapes_in
from tests.support.word_files import Drafted

CONTRACTS = shapes_in("contracts")
BRIEFING = ROOT / "tests" / "briefings" / "contradictions-contract.docx"


@dataclass(frozen=True)
class Expected:
    conditions: bytes
    words: tuple[str, ...]  # stand in the draft
    displaced: tuple[str, ...]  # stood there before, and stand only in the sample's own answers


LONG = pytest.mark.long
CASES = [
    pytest.param(
        Expected(
            CONTRACTS["care-at-home-deed"].data,
            ("Adult’s", "Adults", "Support Plan", "Care Visit", "Specified Outcomes"),
            ("Personal Outcome is",),
        ),
        id="deed",
    ),
    pytest.param(
        Expected(CONTRACTS["joint-framework"].data, ("the Supplier", "the Buyer", "Individual", "Deliverables"), ()),
        id="framework",
        marks=LONG,
    ),
    pytest.param(
        Expected(CONTRACTS["short-conditions-bilingual"].data, ("Citizen", "Citizens", "Personal Aim"), ()),
        id="bilingual",
        marks=LONG,
    ),
    pytest.param(Expected(BRIEFING.read_bytes(), ("the Provider", "the Council"), ()), id="briefing", marks=LONG),
]  # fmt: skip


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit):
        main(arguments)
    shown = capsys.readouterr()
    return shown.out + shown.err


@pytest.mark.parametrize("expected", CASES)
def test_a_draft_in_the_words_of_a_contract_defines_none_of_them_otherwise(
    expected: Expected, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("conditions.docx").write_bytes(expected.conditions)
    Path("our-council").mkdir()
    assert "read" in run(capsys, "glossary", "import", "conditions.docx", "--council", "our-council")
    file = Path("our-council/glossary.yaml")
    file.write_text(file.read_text(encoding="utf-8").replace("#same_as:", "same_as:"), encoding="utf-8")  # all are
    answers = str(built_in_samples() / "care-planning.yaml")
    run(capsys, "generate", answers, "--council", "our-council", "-o", "draft.docx")
    lines = Drafted(Path("draft.docx").read_bytes()).lines
    assert [word for word in expected.words if not any(word in line for line in lines)] == []
    assert [word for word in expected.displaced if any(word in line for line in lines)] == []
    found = run(capsys, "check", "draft.docx", "--council", "our-council", "--contract", "conditions.docx")
    assert "1 file checked" in found
    assert [line for line in found.split("\n") if "CONTRACT-DEFINITION" in line or "TERM-CONFLICT" in line] == []


def test_a_councils_own_glossary_is_renewed_and_what_is_no_glossary_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("conditions.docx").write_bytes(BRIEFING.read_bytes())
    Path("our-council").mkdir()
    file = Path("our-council/glossary.yaml")
    own = "# ours\nwording:\n  provider: Care Partner  # agreed in May\n"
    file.write_text(own, encoding="utf-8")
    said = run(capsys, "glossary", "import", "conditions.docx", "--council", "our-council")
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# ours\n")
    assert "  provider: Care Partner  # agreed in May\n" in text
    assert "label: Working Day" in text
    assert "look at Provider (provider): your wording says Care Partner; that stays" in said
    assert not Path("conditions.yaml").exists()
    file.write_text("model: care-planning\n", encoding="utf-8")
    said = run(capsys, "glossary", "import", "conditions.docx", "--council", "our-council")
    assert "is there already, and it is not a glossary; give another name with -o" in said
    assert file.read_text(encoding="utf-8") == "model: care-planning\n"
