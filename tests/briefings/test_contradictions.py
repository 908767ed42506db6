"""Check the answers to a mail with 20 planted contradictions and slips: each is told before anybody reads a draft."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from specgen.cli.main import main

HERE = Path(__file__).parent
TOLD = {  # each slip of contradictions.facts.yaml: the rule, and where it is found
    "C01": ("DATE-END", "contract.end"),
    "C02": ("DATE-MOBILISATION", "objectives.deliverables[1].due"),
    "C03": ("DATE-OUTCOME", "outcomes.list[5].end"),
    "C04": ("SUM-LOTS", "contract.lots[1].people"),
    "C05": ("SUM-LOTS", "contract.lots[1].hours_per_week"),
    "C06": ("MONEY-TOTAL", "contract.initial_value"),
    "C07": ("RISK-LIMIT", "failure.cap_percent"),
    "C08": ("interval", "payment.elements[2].when"),
    "C09": ("PAY-NO-TARGET", "payment.elements[3].measure"),
    "C10": ("TARGET-SCALE", "measures[2].targets.year_3"),
    "C11": ("STEP-DIRECTION", "failure.service[1].comparator"),
    "C12": ("TARGET-BASELINE", "measures[5].targets.year_1"),
    "C13": ("QUOTED-FIGURE", "measures[3].name"),
    "C14": ("LAW-REGIME", "contract.procurement.regime"),
    "C15": ("LAW-COUNTRY", "linkage.quality_and_safeguarding.addition"),
    "C16": ("LAW-REPLACED", "core_activities.exclusions[2].provided_by"),
    "C17": ("CONTRACT-FIGURE", "linkage.risk_management.addition"),
    "C18": ("CONTRACT-FIGURE", "linkage.risk_management.addition"),
    "C19": ("DUTY-PRESENT", "linkage.quality_and_safeguarding.addition"),
    "C20": ("VAGUE-TIME", "linkage.quality_and_safeguarding.addition"),
}
# What else is said, and rightly: the same slip seen from another side, and what the mail does not have.
BESIDES = {"law-fit", "SMART-JUMP", "LINK-STEPS", "TERM-CASE", "VAGUE-AMOUNT"}


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> list[Mapping[str, str]]:
    folder = tmp_path_factory.mktemp("contradictions")
    answers, conditions, report = folder / "answers.yaml", folder / "conditions.docx", folder / "report.json"
    shutil.copy(HERE / "contradictions.answers.yaml", answers)
    shutil.copy(HERE / "contradictions-contract.docx", conditions)
    with pytest.MonkeyPatch.context() as patch:
        written = report.open("w", encoding="utf-8")
        patch.setattr("sys.stdout", written)
        with pytest.raises(SystemExit):
            main(["check", str(answers), "--contract", str(conditions), "--format", "json"])
        written.close()
    found: list[Mapping[str, str]] = json.loads(report.read_text(encoding="utf-8"))["findings"]
    return found


@pytest.mark.parametrize(("slip", "told"), TOLD.items(), ids=TOLD)
def test_the_slip_is_told(slip: str, told: tuple[str, str], findings: list[Mapping[str, str]]) -> None:
    assert told in [(one["rule"], one["path"]) for one in findings]


def test_both_figures_of_the_contract_are_told(findings: list[Mapping[str, str]]) -> None:
    said = [one["message"] for one in findings if one["rule"] == "CONTRACT-FIGURE"]
    assert sorted(message.split(" for the ")[1].split(",")[0] for message in said) == [
        "notice to end the contract",
        "public liability insurance",
    ]


def test_nothing_else_is_told_for_nothing(findings: list[Mapping[str, str]]) -> None:
    assert {one["rule"] for one in findings} - {rule for rule, _ in TOLD.values()} <= BESIDES


def test_no_slip_is_passed_over() -> None:
    facts = yaml.safe_load((HERE / "contradictions.facts.yaml").read_text(encoding="utf-8"))
    assert [fact["id"] for fact in facts] == list(TOLD)
