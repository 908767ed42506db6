"""What a message quotes and suggests."""

from __future__ import annotations

import pytest

from specgen.problems import quoted_value, suggest


@pytest.mark.parametrize(
    ("word", "otherwise", "said"),
    [
        ("availabilty", "write one", "did you mean availability?"),
        ("xyz", "write one", "write one"),
        ("xyz", "", ""),
    ],
)
def test_a_near_word_is_suggested_and_else_what_is_right(word: str, otherwise: str, said: str) -> None:
    assert suggest(word, ("scope", "availability"), otherwise) == said


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        (True, '"true"'),
        ("two\n lines", '"two lines"'),
        ("x" * 61, f'"{"x" * 57}..."'),
        ({"a": 1}, "a group"),
        ([1], "a list"),
    ],
)
def test_a_value_is_quoted_on_one_short_line(value: object, quoted: str) -> None:
    assert quoted_value(value) == quoted
