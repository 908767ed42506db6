"""Test that a list of one item goes on in the line of its clause, with all that stands in it."""

from __future__ import annotations

import pytest

from tests.support.word_files import drafted


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("# One\n. only if:\n.. rain falls\n. next", ["One", "only if: rain falls", "next"], id="one item"),
        pytest.param("# One\n. if:\n.. a; and\n.. b\n. next", ["One", "if:", "a; and", "b", "next"], id="two items"),
        pytest.param("# One\n. no colon\n.. rain\n. next", ["One", "no colon", "rain", "next"], id="no list announced"),
        pytest.param("# One\n. if:\n.. a\n... i\n. next", ["One", "if:", "a", "i", "next"], id="an item with items"),
    ],
)
def test_a_lone_item_joins_its_clause(text: str, lines: list[str]) -> None:
    assert drafted(text).lines == lines


def test_what_refers_to_the_item_leads_to_the_clause() -> None:
    text = '# One\n. only if: {{ mark("test") }}\n.. rain falls {{ mark("rain") }}\n. see {{ ref("rain") }}'
    assert drafted(text).lines == ["One", "only if: rain falls", "see 1.1"]
