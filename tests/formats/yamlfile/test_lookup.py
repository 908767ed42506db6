"""Nested values are read without a question whether they are there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from specgen.formats.yamlfile.lookup import group_at, is_answered, number_at, rows_at, text_at, value_at

VALUES = {"a": {"b": {"c": 1}}, "rows": [{"id": "R1"}, "stray", {"id": "R3"}], "title": "Care", "yes": True}


def test_a_value_that_is_not_there_reads_as_nothing_of_its_kind() -> None:
    assert value_at(VALUES, "a", "b", "c") == 1
    assert value_at(VALUES, "title", "b") is None
    assert group_at(VALUES, "title") == {}
    assert text_at(VALUES, "a") == ""
    assert number_at(VALUES, "yes") is None
    assert number_at(VALUES, "a", "b", "c") == Decimal(1)


def test_each_row_keeps_its_number_when_another_is_no_row() -> None:
    assert [row.get("id") for row in rows_at(VALUES, "rows")] == ["R1", None, "R3"]
    assert rows_at(VALUES, "title") == []


@pytest.mark.parametrize(("value", "answered"), [([{"a": ""}, {"b": None}], False), ({"a": [0]}, True), ("", False)])
def test_rows_of_empty_answers_are_no_answer(value: object, answered: bool) -> None:
    assert is_answered(value) is answered
