"""Name what is different between two sets of answers, rows without an id too, and mix them."""

from __future__ import annotations

import pytest

from specgen.revise.causes.answer_changes import answer_changes, with_changes

DRAFT = {"version": "0.1", "change": "First text"}
SENT = {"version": "0.2", "change": "Sent to legal"}
ROW_A, ROW_B = {"id": "A", "n": 1}, {"id": "B", "n": 2}
LONG = "People have the social contact that they choose"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ([DRAFT], [DRAFT, SENT], ["list.0.2: added"]),
        ([DRAFT, SENT], [SENT], ["list.0.1: removed"]),
        ([DRAFT, SENT], [SENT, DRAFT], ["list: another order"]),
        ([DRAFT, SENT], [DRAFT, {**SENT, "change": "Sent back"}], ["list.0.2.change: Sent to legal → Sent back"]),
        ([DRAFT, SENT], [DRAFT, {**SENT, "version": "0.3"}], ["list.0.2.version: 0.2 → 0.3"]),
        (["a fall", "a stay"], ["a fall", "a stay", "a request"], ["list: “a request” added"]),
        (["a fall", "a stay"], ["a stay"], ["list: “a fall” removed"]),
        (["a fall", "a stay"], ["a slip", "a stay"], ["list: “a fall” removed, “a slip” added"]),
        (["a fall", "a stay"], ["a stay", "a fall"], ["list: another order"]),
        ([ROW_A, ROW_B], [ROW_B, ROW_A], ["list: another order"]),
        ([ROW_A, ROW_B], [ROW_A, {"id": "C", "n": 2}], ["list.C: added", "list.B: removed"]),
        ([ROW_A, ROW_B], [{**ROW_B, "n": 3}, ROW_A], ["list.B.n: 2 → 3", "list: another order"]),
        (LONG, f"{LONG} and value", ["list: … that they choose → … that they choose and value"]),
        (f"{LONG} now", f"{LONG} soon", ["list: … that they choose now → … that they choose soon"]),
        ("Director", None, ["list: Director → no answer"]),
    ],
)  # fmt: skip
def test_a_change_is_named_so_that_people_recognise_it(before: object, after: object, said: list[str]) -> None:
    assert [str(one) for one in answer_changes({"list": before}, {"list": after})] == said


def test_rows_without_an_id_can_be_mixed_one_by_one() -> None:
    old = {"list": [DRAFT, {"version": "0.5", "change": "Gone"}]}
    new = {"list": [{**DRAFT, "change": "Text"}, SENT]}
    names = {one.path for one in answer_changes(old, new)}
    assert names == {("list", "0.1", "change"), ("list", "0.5"), ("list", "0.2")}
    mixed = with_changes(old, new, lambda path: path == ("list", "0.1", "change"))
    assert mixed == {"list": [{"version": "0.1", "change": "Text"}, {"version": "0.5", "change": "Gone"}]}


def test_a_new_order_is_one_change_beside_those_in_the_rows() -> None:
    old, new = {"list": [ROW_A, ROW_B]}, {"list": [{**ROW_B, "n": 3}, {"id": "C"}, ROW_A]}
    assert with_changes(old, new, lambda path: path == ("list",)) == {"list": [ROW_B, ROW_A]}
    assert with_changes(old, new, lambda path: path == ("list", "B", "n")) == {"list": [ROW_A, {**ROW_B, "n": 3}]}
    assert with_changes(old, new, lambda path: path == ("list", "C")) == {"list": [ROW_A, {"id": "C"}, ROW_B]}
    assert with_changes(old, new, lambda path: True) == new


def test_no_row_is_lost_where_two_are_like_one_that_went() -> None:
    old = {"list": [{"name": "A", "n": 1}]}
    new = {"list": [{"name": "B", "n": 1}, {"name": "C", "n": 1}]}
    assert with_changes(old, new, lambda path: True) == new
    assert [str(one) for one in answer_changes(old, new)] == ["list.A.name: A → B", "list.C: added"]
