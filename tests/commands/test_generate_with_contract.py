"""Run `specgen generate --contract` for answers that name a council."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.council_files import council, run, sample

CONDITIONS = Path(__file__).parent.parent / "briefings" / "contradictions-contract.docx"


def test_the_answers_are_compared_with_the_contract_where_they_name_their_council(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    council(Path(), "arian")
    shutil.copy(CONDITIONS, "conditions.docx")
    text = sample(council="arian").replace(
        "introduction:\n",
        "introduction:\n  background: The Provider shall hold £5 million of public liability insurance.\n",
        1,
    )
    Path("answers.yaml").write_text(text, encoding="utf-8")
    assert run("generate", "answers.yaml", "--contract", "conditions.docx") == 0
    assert "clause 14.2 of conditions.docx says £10 million" in capsys.readouterr().err
