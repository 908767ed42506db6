"""Find a procurement regime that its day excludes, and care that the country's law does not allow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from specgen.formats.yamlfile.lookup import rows_at, text_at
from specgen.inputs.council.defaults import JURISDICTION
from specgen.inputs.law.law_problems import BEGAN, REGIME
from specgen.inputs.models.question_tree import question_at
from specgen.review.answer_texts import is_name
from specgen.review.review_data import review_data
from specgen.review.rules.facts.specification import Specification, plain
from specgen.review.rules.law_of_day import law_words
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family

if TYPE_CHECKING:
    from specgen.problems import Problem


LAW_REGIME = Rule(
    "LAW-REGIME", "error", "contradiction",
    "The procurement is under rules that did not, or no longer, apply on the day on which it began.",
    "Choose the rules of that day.",
    "Procurement Act 2023 (Commencement No. 3) Regulations 2024; SI 2023/1348; WSI 2025/99",
    fires=Example("contract: {procurement: {regime: pcr_2015, began_on: 2026-10-12}}", "overlay", "reward"),
    silent=Example("contract: {procurement: {regime: pcr_2015, began_on: 2024-10-14}}", "overlay", "reward"),
    ideas=("W15",),
)  # fmt: skip
LAW_SHORT_VISIT = Rule(
    "LAW-SHORT-VISIT", "warning", "contradiction",
    "Visits under 30 minutes are planned without the test that law or guidance asks for.",
    "Write 30 minutes or more, or the test for a shorter visit.",
    "Regulation and Inspection of Social Care (Wales) Act 2016, section 8; NICE quality standard 123, statement 4",
    fires=Example("availability: {visit_length: {minimum_minutes: 15, exception: null}}", "overlay", "reward"),
    silent=Example("availability: {visit_length: {minimum_minutes: 30}}", "overlay", "reward"),
    ideas=("N19",),
)  # fmt: skip
LAW_REVIEW = Rule(
    "LAW-REVIEW", "error", "contradiction",
    "In Wales a personal plan is made before care starts and reviewed at least every three months.",
    "Write 3 months or fewer, and have the plan ready before the start.",
    "WSI 2017/1264 (regulated services in Wales), regulations 15 and 16",
    fires=Example("monitoring: {individual: {review_months: 6}}", "overlay", "care-planning"),
    silent=Example("monitoring: {individual: {review_months: 3}}", "overlay", "care-planning"),
    ideas=("N20",),
)  # fmt: skip


def check_regime(spec: Specification) -> Iterator[Problem]:
    """Yield a procurement under rules of another day."""
    began, regime = spec.day(*BEGAN), spec.value(*REGIME)
    country = spec.value("document", "jurisdiction")
    if began is None or not isinstance(regime, str):
        return
    for first, last, title, other in _regimes(regime, str(country)):
        if (first is None or began >= first) and (last is None or began <= last):
            continue
        when = f"apply to what began from {first} on" if first and began < first else f"applied to what began by {last}"
        message = f"{title} {when}, and the procurement began on {began} ({spec.at(BEGAN)})"
        yield spec.problem(LAW_REGIME, REGIME, message, f"choose {other}, or put the day right", against=(BEGAN,))


@cache
def _regimes(regime: str, country: str) -> tuple[tuple[date | None, date | None, str, str], ...]:
    rows = rows_at(review_data("regimes"), "regimes")
    return tuple(
        (_day(row.get("first")), _day(row.get("last")), text_at(row, "title"), text_at(row, "otherwise"))
        for row in rows
        if row.get("regime") == regime and row.get("of") in ("both", country)
    )


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def check_names(spec: Specification) -> Iterator[Problem]:
    """Yield names of bodies that are no more, or are of the other country; other texts are read as passages."""
    for path, fault in law_words.law_of(spec.texts, spec.answers.values):
        question = question_at(spec.model, path)
        if question is not None and is_name(question):
            yield fault.at(spec.answers.yaml.place_of(path))


def check_care(spec: Specification) -> Iterator[Problem]:
    """Yield visits, plans and reviews that the law of the country does not allow."""
    length = ("availability", "visit_length")
    minutes = spec.number(*length, "minimum_minutes")
    country = spec.value("document", "jurisdiction")
    if minutes is not None and minutes < 30 and not spec.text(*length, "exception"):
        rule = "section 8 of the Act of 2016 asks" if country == "wales" else "the national guideline asks"
        message = f"is {plain(minutes)} minutes, and {rule} for 30 unless there is a reason for less"
        yield spec.problem(
            LAW_SHORT_VISIT, (*length, "minimum_minutes"), message, "write 30, or visit_length.exception"
        )
    if country != "wales":
        return
    months, at = spec.number("monitoring", "individual", "review_months"), ("monitoring", "individual", "review_months")
    if months is not None and months > 3:
        message = f"is {plain(months)} months, and a personal plan is reviewed at least every three months in Wales"
        message += f" ({spec.at(JURISDICTION)})"
        yield spec.problem(LAW_REVIEW, at, message, "write 3 or fewer", against=(JURISDICTION,))
    ready = ("care_planning", "provider_plan", "ready")
    value = spec.text(*ready)
    if value not in ("", "before_start") and "before" not in value.split():  # in own words
        message = (
            f"has the plan only after the start, and in Wales ({spec.at(JURISDICTION)}) it is made before care starts"
        )
        yield spec.problem(LAW_REVIEW, ready, message, "write before_start", against=(JURISDICTION,))


FAMILY = Family(
    "Law of the day and the country",
    (LAW_REGIME, LAW_SHORT_VISIT, LAW_REVIEW, *law_words.RULES),
    words=law_words.check_law,
    facts=(check_regime, check_names, check_care),
)
