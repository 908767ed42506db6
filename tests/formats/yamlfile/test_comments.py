"""Read files in which a # begins a comment that nobody meant to be one."""

from __future__ import annotations

import pytest

from specgen.formats.yamlfile.scalars import scalars
from specgen.formats.yamlfile.yaml_file import read

SWALLOWED = [
    ("aim: Lot #1 people", "x.yaml:1:10: warning: aim: ", '"#1 people"'),
    ("colours:\n  main: #003366", "x.yaml:2:9: warning: colours.main: ", '"#003366"'),
    ("list:\n  - one #two", "x.yaml:2:9: warning: list[1]: ", '"#two"'),
    ("list:\n  - #two", "x.yaml:2:5: warning: list[1]: ", '"#two"'),
    ("aim: People live\n  at home #1 of all", "x.yaml:2:11: warning: aim: ", '"#1 of all"'),
    ("aim: {name: a, role: b #c\n  }", "x.yaml:1:24: warning: aim.role: ", '"#c"'),
]


@pytest.mark.parametrize(("text", "place", "quoted"), SWALLOWED, ids=[quoted for _, _, quoted in SWALLOWED])
def test_an_answer_that_a_comment_swallows_is_a_warning(text: str, place: str, quoted: str) -> None:
    _, problems = read(text, "x.yaml")
    (said,) = map(str, problems)
    assert said.startswith(f"{place}{quoted} is read as a remark, and not as a part of the answer; ")


@pytest.mark.parametrize(
    "text",
    [
        "aim: People # a remark",
        "aim: # a remark",
        "aim: 'Lot #1 people'",
        'aim: "Lot" #1',
        "aim: Lot#1",
        "aim: |\n  Lot #1\n  #2",
        "#1 remark\naim: People",
        "aim: People\n#aim: Others",
        "aim:\n  #one:\n  two: 2",
        "aim: People ## a remark",
    ],
)
def test_a_remark_and_a_sign_inside_a_text_are_no_warning(text: str) -> None:
    assert read(text, "x.yaml")[1] == ()


@pytest.mark.parametrize("key", ["{a: 1}", "[a, b]", "{a: {b: c}}"])
def test_what_stands_behind_a_name_that_is_no_text_is_passed_over(key: str) -> None:
    assert [scalar.path for scalar in scalars(f"? {key}\n: {{x: 1}}\nmodel: m\n")] == [("model",)]
