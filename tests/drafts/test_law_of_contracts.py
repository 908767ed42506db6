"""Contracts that differ in age, partner, country and day of procurement: what their law schedules list, what is said.

`docs/law.md` shows the same side by side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

import pytest

from specgen.formats.word.text import word_text
from specgen.formats.yamlfile.yaml_file import read
from specgen.generate import Draft, draft
from specgen.system.resources import built_in_samples

DAY = date(2026, 11, 28)
HEALTH_BODY = {"wales": "Afon Las Local Health Board", "england": "Fallow Vale Integrated Care Board"}
PROCUREMENT = {"wales": "Procurement (Wales) Regulations 2024", "england": "Procurement Regulations 2024"}
OLD_RULES = "Public Contracts Regulations 2015"
DUTY = "Social Partnership and Public Procurement (Wales) Act 2023"


@dataclass(frozen=True)
class Contract:
    """What is changed in the sample, and what is expected of the draft."""

    changes: tuple[tuple[str, str], ...]
    lists: tuple[str, ...] = ()
    leaves_out: tuple[str, ...] = ()
    says: tuple[str, ...] = ()  # of the warnings, a part of each


def joint(country: str) -> tuple[str, str]:
    row = f"  commissioners:\n    - {{name: {HEALTH_BODY[country]}, role: partner, area: Both areas}}"
    return ("  commissioners:", row)


OLDER = ("age_minimum: 18", "age_minimum: 65")
NAMES_NG21 = ("NICE guideline NG86", "NICE guideline NG21")
SOLD_IN_2024 = ("began_on: 2027-02-15", "began_on: 2024-05-01")
BY_OLD_RULES = ("regime: procurement_act_2023", "regime: pcr_2015")
NO_HEALTH = ("light_touch: true", "light_touch: true\n    health_services: false")
WITH_HEALTH = ("light_touch: true", "light_touch: true\n    health_services: true")

CONTRACTS: dict[str, Contract] = {
    "from 18 on, guidance for older people": Contract((NAMES_NG21,), lists=("NICE guideline NG21",), says=(
        "rests on NICE guideline NG21: it is about older people and does not cover younger adults",)),
    "from 65 on, guidance for older people": Contract((OLDER, NAMES_NG21), lists=("NICE guideline NG21",)),
    "from 18 on": Contract((), lists=("NICE guideline NG86",), leaves_out=("NICE quality standard QS123",)),
    "put to the market in 2027": Contract((), lists=("Procurement Act 2023",), leaves_out=(OLD_RULES,)),
    "put to the market in 2024 by the rules of then": Contract(
        (SOLD_IN_2024, BY_OLD_RULES), lists=(OLD_RULES,), leaves_out=("Procurement Act 2023", DUTY)),
    "put to the market in 2024 by the rules of today": Contract((SOLD_IN_2024,), says=(
        "that began on or after 24 February 2025, and contract.procurement.began_on is 2024",)),
    "put to the market in 2027 by old rules": Contract((BY_OLD_RULES,), lists=(OLD_RULES,), says=(
        "they govern procurements that began before 24 February 2025",)),
    "with a health body, no health services": Contract((NO_HEALTH, ("JOINT", "")), says=(
        "says that the contract buys no health services, and",)),
    "with a health body and health services": Contract(
        (WITH_HEALTH, ("JOINT", "")), lists=("(Provider Selection Regime)",)),
    "no health services": Contract((NO_HEALTH,), leaves_out=("(Provider Selection Regime)",)),
}  # fmt: skip
CASES = [
    pytest.param(country, name, marks=() if country == "wales" else pytest.mark.long)
    for country in ("wales", "england")
    for name in CONTRACTS
]


@cache
def made(country: str, name: str) -> Draft:
    text = (built_in_samples() / "optional-sections.yaml").read_text(encoding="utf-8")
    text = text.replace("jurisdiction: england", f"jurisdiction: {country}")
    if country == "wales":
        text = text.replace("    - {area: ca9, reason: It appears in personal outcomes}\n", "")
        text = re.sub(r"\bca(?=\d\b)", "wa", text).replace("framework: care_act", "framework: wales_nof")
    for before, after in CONTRACTS[name].changes:
        old, new = joint(country) if before == "JOINT" else (before, after)
        assert old in text
        text = text.replace(old, new, 1)
    answers, problems = read(text, "answers.yaml")
    assert answers is not None
    return draft(answers, today=DAY, known=problems)


def listed(document: bytes) -> list[str]:
    schedule = (
        word_text(document).partition("  Law and guidance\nSchedule clause")[2].partition("\nSchedule heading")[0]
    )
    return [line.removeprefix("Table text: ") for line in schedule.splitlines() if line.startswith("Table text: ")]


@pytest.mark.parametrize(("country", "name"), CASES)
def test_the_law_schedule_fits_the_contract(country: str, name: str) -> None:
    contract, rows = CONTRACTS[name], listed(made(country, name).document)
    assert rows
    for title in contract.lists:
        assert any(title in row for row in rows), title
    for title in contract.leaves_out:
        assert not any(row.startswith(title) or (title[0] == "(" and title in row) for row in rows), title


@pytest.mark.parametrize(("country", "name"), CASES)
def test_what_does_not_fit_the_contract_is_a_warning(country: str, name: str) -> None:
    warnings = [str(warning) for warning in made(country, name).warnings if "[law-fit]" in str(warning)]
    said = CONTRACTS[name].says
    assert all(any(part in warning for warning in warnings) for part in said), warnings
    assert bool(warnings) == bool(said), warnings


@pytest.mark.parametrize(
    ("country", "name", "clause"),
    [
        ("wales", "put to the market in 2027", "the duty in section 24 of the Social Partnership"),
        ("wales", "put to the market in 2024 by the rules of then", "the duty in section 3 of the Well-being"),
        ("england", "put to the market in 2027", "the duty in section 12(4) of the Procurement Act 2023"),
        ("england", "put to the market in 2024 by the rules of then", "the duty to treat all who bid"),
        ("england", "from 65 on, guidance for older people", "(NICE quality standard QS123, statement 4)"),
        ("england", "from 18 on", "agreed in advance as part of wider support. It shall record why"),
        ("wales", "from 18 on", "condition A, B or C in section 8 of the Regulation and Inspection of Social Care"),
    ],
)  # fmt: skip
def test_a_clause_rests_on_the_law_of_its_day_and_people(country: str, name: str, clause: str) -> None:
    assert clause in word_text(made(country, name).document)
