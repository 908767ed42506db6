"""Find the cause of each change by trial, with few drafts where many answers have changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest

from specgen.compare.merge.draft_changes import draft_changes
from specgen.document.record.block_list import BODY, Block, Stories
from specgen.document.record.provenance import Provenance
from specgen.revise.causes.change_causes import ChangeCauses

RECORD = Provenance("1", "2026-11-28", "care-planning", {}, "{}")


def drafted(answers: Mapping[str, object]) -> Stories:
    """One clause for each answer, and two in which several of them stand."""
    texts = {name: f"Clause on {name} says {value}" for name, value in answers.items()}
    total = sum(value for value in answers.values() if isinstance(value, int))
    texts["total"] = f"All of them together come to {total}"
    texts["both"] = "Both are high" if all(int(str(answers.get(one, 0))) > 50 for one in ("a0", "a1")) else "Not both"
    return drafted_texts(texts)


class Drafts:
    """Makes drafts of answers, and counts them; mixtures with one of the `refused` changes alone make none."""

    def __init__(self, refused: frozenset[str] = frozenset()) -> None:
        self.count = 0
        self._refused = refused

    def __call__(self, answers: Mapping[str, object]) -> Stories | None:
        self.count += 1
        high = {name for name, value in answers.items() if int(str(value)) > 50}
        return None if self._refused & high and not self._refused <= high else drafted(answers)


def causes_of(count: int, drafts: Drafts) -> dict[str, set[str]]:
    old = {f"a{index}": index for index in range(count)}
    new = {f"a{index}": index + 100 for index in range(count)}
    causes = ChangeCauses(RECORD, RECORD, old, new, drafted(old), drafts)
    changes = draft_changes(drafted(old), drafted(new))
    return {change.key: {cause.partition(":")[0] for cause in causes(change)} for change in changes}


@pytest.mark.parametrize(("count", "most"), [(2, 4), (6, 12), (20, 34), (60, 90)])
def test_each_clause_has_its_cause_and_none_other(count: int, most: int) -> None:
    drafts = Drafts()
    found = causes_of(count, drafts)
    names = {f"a{index}" for index in range(count)}
    assert {key: causes for key, causes in found.items() if key in names} == {name: {name} for name in names}
    assert found["total"] == names
    assert found["both"] == {"a0", "a1"}
    assert drafts.count <= most


def test_answers_that_only_go_together_are_named_together() -> None:
    found = causes_of(20, Drafts(frozenset({"a3", "a4"})))
    assert found["a7"] == {"a7"}
    assert found["a3"] == found["a4"] == {"a3", "a4"}


def test_where_each_answer_has_a_clause_of_its_own_the_drafts_grow_with_the_logarithm() -> None:
    random, count = Random(1), 100
    old = {f"a{index}": random.randint(0, 50) for index in range(count)}
    new = {name: value + 100 for name, value in old.items()}

    def separate(answers: Mapping[str, object]) -> Stories:
        return {BODY: drafted(answers)[BODY][:count]}

    drafts = Drafts()

    def redraft(answers: Mapping[str, object]) -> Stories:
        drafts(answers)
        return separate(answers)

    causes = ChangeCauses(RECORD, RECORD, old, new, separate(old), redraft)
    for change in draft_changes(separate(old), separate(new)):
        assert [cause.partition(":")[0] for cause in causes(change)] == [change.key]
    assert drafts.count <= 14


def test_an_entry_of_law_is_named_by_its_id_and_a_template_by_its_file() -> None:
    clauses = {"k1": "The Care Act 2014 applies, section 25", "k2": "The Equality Act 2010 applies", "k3": "Old words"}
    later = {**clauses, "k1": "The Care Act 2014 applies, section 26", "k3": "New words"}
    places = {"k3": "sections/contract.docx#1/contract", "k1": "sections/law.docx#1/law"}
    laws = {"care_act": "Care Act 2014 #1", "equality_act": "Equality Act 2010 #1"}
    hashes = {f"templates/{one}": "1" for one in ("sections/contract.docx", "sections/law.docx")}
    old = replace(RECORD, hashes=hashes, places=places, laws=laws)
    new = replace(old, hashes={**hashes, "templates/sections/contract.docx": "2"},
                  laws={**laws, "care_act": "Care Act 2014 #2"})  # fmt: skip
    causes = ChangeCauses(old, new, {}, {}, drafted_texts(clauses), lambda answers: None)
    assert {change.key: causes(change) for change in draft_changes(drafted_texts(clauses), drafted_texts(later))} == {
        "k1": ("law, care_act: what is said of Care Act 2014",), "k3": ("template sections/contract.docx",),
    }  # fmt: skip


def drafted_texts(texts: Mapping[str, str]) -> Stories:
    return {BODY: tuple(Block("paragraph", (key,), text, text) for key, text in texts.items())}
