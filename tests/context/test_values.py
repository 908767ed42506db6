"""Print and compare answers in a template: choices whose codes are Jinja's words, and numbers that were divided."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from specgen.context.filters import NotPrintable
from specgen.context.render_log import RenderLog
from specgen.context.values import Choice
from specgen.templates.environment import jinja_environment

CODES = {code: Choice(code, f"the label of {code}", RenderLog()) for code in ("none", "true", "false", "daytime")}


@pytest.mark.parametrize("word", ["none", "None", "true", "True", "false", "False"])
@pytest.mark.parametrize("form", ["code == {}", "not code != {}", "code in [{}, 'x']", "{} == code", "code is {}"])
def test_a_code_that_is_a_word_of_jinja_needs_no_quotation_marks(word: str, form: str) -> None:
    if "is" in form and word != word.lower():
        word = word.lower()
    condition = form.format(word)
    for key, code in CODES.items():
        printed = jinja_environment().from_string(f"{{{{ 'yes' if {condition} else 'no' }}}}").render(code=code)
        assert printed == ("yes" if key == word.lower() else "no"), (condition, key)


NUMBERS = {
    "{{ people / 3 }}": "213.33",
    "{{ exact / 3 }}": "213.33",
    "{{ people / 4 }}": "160",
    "{{ one / 8 }}": "0.13",
    "{{ typed }}": "1.1255",
    "{{ (people / 3) | money }}": "£213.33",
    "{{ (people / 3) | pounds }}": "£213.33",
    "{{ -5 | money }} {{ (0 - people / 2) | pounds }}": "-£5.00 -£320",
    "{{ (people / 4) | pounds }}": "£160",
    "{{ (people / 3) | percent }}": "213.33%",
    "{{ (people / 3) | count('hour') }}": "213.33 hours",
    "{{ [people / 3, 5] | and_list }}": "213.33 and 5",
    "{{ one / 10 + one / 5 }}": "0.3",
    "{{ people * 1000 / 3 }}": "213,333.33",
    "{{ 640 / 3 }}": "213.33",
    "{{ 6400 * 2 }}": "12,800",
    "{{ 640 / 3 if people else 1 / 3 }}": "213.33",
    "{{ (640 / 3) | money }}": "£213.33",
    "{{ 640 / 3 ~ ' hours' }}": "213.33 hours",
    "{{ people / 3 ~ ' hours' }}": "213.33 hours",
    "{{ 'up to ' ~ people * 10 }}": "up to 6,400",
    "{{ 'from ' ~ day }}": "from 5 April 2027",
    "{{ [people / 3, day, 'b & c'] | join('; ') }}": "213.33; 5 April 2027; b &amp; c",
    "{{ rows | join(', ', 'hours') }}": "213.33, 5",
    "{% set hours = 640 / 3 %}{{ hours }}": "213.33",
}


@pytest.mark.parametrize(("template", "text"), NUMBERS.items())
def test_what_a_template_has_divided_is_rounded(template: str, text: str) -> None:
    names = {"exact": Decimal(640), "people": 640, "one": 1, "typed": Decimal("1.1255"), "day": date(2027, 4, 5)}
    rows = [{"hours": 640 / 3}, {"hours": 5}]
    assert jinja_environment().from_string(template).render(names, rows=rows) == text


@pytest.mark.parametrize("tag", ["{{ true }}", "{{ none }}", "{{ 'a' ~ none }}", "{{ [1, 2] }}", "{{ [true] | join }}"])
def test_a_constant_without_words_is_refused_as_an_answer_is(tag: str) -> None:
    with pytest.raises(NotPrintable):
        jinja_environment().from_string(tag).render()
