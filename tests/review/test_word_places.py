"""A list of words finds what one expression of all of them would find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.review.rules.prose.phrases import any_word, forms_under
from specgen.review.word_places import words_in

PHRASES = ("as soon as possible", "soon", "as", "re-use", "use", "as soon as")
WORDS = st.sampled_from(("as", "soon", "possible", "re-use", "re", "use", "-", "AS", "assume", ",", "\n"))


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_a_list_finds_what_one_expression_finds(text: str) -> None:
    longest_first = sorted(PHRASES, key=lambda phrase: (-len(phrase), phrase))
    alternatives = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)
    expected = re.finditer(rf"(?<![\w-])(?:{alternatives})(?![\w-])", text, re.IGNORECASE)
    assert [one.span() for one in any_word(PHRASES).finditer(text)] == [one.span() for one in expected]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("(?:measures?|targets?) to be set", {"measures", "measure", "targets", "target"}),
        ("(?:a few|several) days", {"a", "several"}),
    ],
)
def test_an_expression_is_tried_at_each_word_that_it_can_begin_with(form: str, words: set[str]) -> None:
    assert set(forms_under([form])) == words


def test_words_are_compared_in_small_letters() -> None:
    assert set(words_in("The Council’s re-use")) == {"the", "council", "s", "re", "use"}
