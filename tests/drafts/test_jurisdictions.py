"""Draft one set of answers for Wales and for England: what the country changes, and how unchecked law is shown."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from specgen.formats.word.text import word_text
from specgen.formats.yamlfile.yaml_file import read
from specgen.generate import Draft, draft
from specgen.inputs.council.council import load_council
from specgen.system.resources import built_in_samples
from tests.drafts.test_golden import DAY

COUNTRIES = ("wales", "england")
FRAMEWORK = {"wales": "wales_nof", "england": "care_act"}

# What of the law: in a draft for Wales, in one for England. Each stands in its own and never in the other.
TABLE = {
    "the main Act": ("Social Services and Well-being (Wales) Act 2014", "Care Act 2014"),
    "the section on plans": (
        "section 54 of the Social Services and Well-being (Wales) Act 2014",
        "section 25 of the Care",
    ),
    "advocacy": ("Part 10 Code of Practice (Advocacy)", "section 67 of the Care Act 2014"),
    "the regulator": ("Care Inspectorate Wales", "Care Quality Commission"),
    "the regulator's law": (
        "Regulation and Inspection of Social Care (Wales) Act 2016",
        "Health and Social Care Act 2008",
    ),
    "the provider's plan": ("Personal Plan", "Provider’s Care Plan"),
    "the duty to plan": ("regulation 15 of the Regulated Services", "regulation 9 of the Health and Social Care Act"),
    "the duty to review": ("review the personal plan at least every three months", "keep care in line with a person’s"),
    "the health body": ("the Local Health Board", "the Integrated Care Board"),
    "the framework": ("Aspects of an adult’s well-being (Wales)", "Nine areas of well-being (England)"),
    "the shortest visit": (
        "condition A, B or C in section 8 of the Regulation",
        "agreed in advance as part of wider support",
    ),
    "the language duty": ("Welsh Language (Wales) Measure 2011", "Accessible Information Standard (DAPB1605)"),
    "care in Welsh": ("the Active Offer", "the information and communication needs of each disabled Person"),
    "procurement": ("Procurement (Wales) Regulations 2024", "the Procurement Regulations 2024"),
    "health procurement": ("(Provider Selection Regime) (Wales) Regulations 2025", "Regime) Regulations 2023"),
    "social value": (
        "Social Partnership and Public Procurement (Wales) Act 2023",
        "Public Services (Social Value) Act 2012",
    ),
    "equality": ("Equality Act 2010 (Statutory Duties) (Wales)", "Equality Act 2010.\n"),
    "voluntary organisations": ("section 16 of the Social Services", "Civil Society Covenant"),
    "care workers": ("registered with Social Care Wales", "in a register of its own"),
}


def answers_for(country: str, *, framework: str = "") -> str:
    """The sample with the optional sections; only the country and the framework that belongs to it change."""
    text = (built_in_samples() / "optional-sections.yaml").read_text(encoding="utf-8")
    text = text.replace("approach: none", "approach: by_agreement\n    funded_by: health_body")
    if country == "wales" and not framework:
        text = text.replace("    - {area: ca9, reason: It appears in personal outcomes}\n", "")
        text = re.sub(r"\bca(?=\d\b)", "wa", text)  # the areas of a framework have ids of their own
    text = text.replace("framework: care_act", f"framework: {framework or FRAMEWORK[country]}")
    return text.replace("jurisdiction: england", f"jurisdiction: {country}")


def made(text: str, folder: Path | None = None) -> Draft:
    answers, problems = read(text, "answers.yaml")
    assert answers is not None
    return draft(answers, load_council(folder), today=DAY, known=problems)


@cache
def drafted(country: str) -> str:
    return word_text(made(answers_for(country)).document)


@pytest.mark.parametrize("what", TABLE)
def test_the_country_switches(what: str) -> None:
    wales, england = TABLE[what]
    assert wales in drafted("wales")
    assert england in drafted("england")
    assert wales not in drafted("england")
    assert england not in drafted("wales")


def test_what_the_answers_say_is_the_same_in_both() -> None:
    for said in ("People see the friends, family and neighbours they want to see", "23 of", "£3,120,000.00 a year"):
        assert (said in drafted("wales")) == (said in drafted("england"))
    titles = [re.findall(r"^heading 1: \d+  (.+)$", drafted(country), re.MULTILINE) for country in COUNTRIES]
    assert titles[0] == titles[1]


def test_a_framework_of_the_other_country_is_a_warning() -> None:
    draft = made(answers_for("wales", framework="care_act"))
    (warning,) = draft.warnings
    assert (warning.level, warning.place.path, warning.rule) == ("warning", "outcomes.framework", "country")
    assert warning.message == "Nine areas of well-being (England) is of England, and the law of Wales applies"
    assert made(answers_for("wales")).warnings == ()
