"""Test that every rule has what a rule must have, and that its own examples show it at work."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from docs.make_rules_page import DECLINED, SCHEMA, rules_page, with_rules
from specgen.review.rules.registry import FAMILIES, RULES
from specgen.review.rules.rule import KINDS, LEVELS, Rule
from tests.judges.policy import ROOT
from tests.support.rule_examples import rules_in

ALL = [rule for family in FAMILIES for rule in family.rules]
PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
each_rule = pytest.mark.parametrize("rule", ALL, ids=lambda rule: str(rule.id))


def test_an_id_is_that_of_one_rule() -> None:
    assert len(RULES) == len(ALL)


@each_rule
def test_a_rule_is_described(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]+(?:-[A-Z0-9]+)*|[a-z]+(?:-[a-z]+)*", rule.id)
    assert (rule.level in LEVELS, rule.kind in KINDS) == (True, True)
    assert [text for text in (rule.finds, rule.better) if not re.fullmatch(r"[A-Z“].{8,}[.?]", text, re.DOTALL)] == []
    assert len(rule.source) > 10
    assert rule.fires != rule.silent
    assert not rule.stops or rule.level == "error"


@each_rule
def test_a_rule_has_its_part_of_the_page(rule: Rule) -> None:
    assert f"### {rule.id}\n" in PAGE


@each_rule
def test_a_rule_finds_something_in_its_firing_example_and_nothing_in_its_silent_one(rule: Rule) -> None:
    found, quiet = rules_in(rule.fires), rules_in(rule.silent)
    assert (rule.id in found, rule.id in quiet) == (True, False), (sorted(found), sorted(quiet))


def test_the_page_of_every_rule_is_up_to_date(golden: Callable[[str, str], None]) -> None:
    golden("../../docs/rules.md", rules_page(FAMILIES))


IDEAS = {"S": 4, "M": 5, "A": 4, "R": 3, "T": 3, "B": 6, "P": 1, "C": 28, "N": 21, "W": 23}  # how many of each letter


def test_every_idea_for_a_rule_is_built_or_declined_with_a_reason() -> None:
    ideas = {f"{letter}{number:02}" for letter, count in IDEAS.items() for number in range(1, count + 1)}
    built = {idea for rule in ALL for idea in rule.ideas}
    assert (ideas - built - set(DECLINED), built - ideas) == (set(), set())
    assert [idea for idea, why in DECLINED.items() if len(why) < 30] == []


def test_the_schema_of_a_council_lists_every_rule() -> None:
    schema = SCHEMA.read_text(encoding="utf-8")
    assert with_rules(schema, FAMILIES) == schema
