"""Test that an edit of a YAML file changes what was asked for and no other letter."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.formats.yamlfile.edit.editor import add_row, insert, move, move_row, remove, rename, set_aside, set_value
from specgen.formats.yamlfile.edit.nested_values import value_of
from specgen.formats.yamlfile.yaml_file import ValuePath, read
from specgen.problems import Problem
from tests.support.examples import examples

FILE = """\
# Answers of Harrowmere
model: care-planning   # the plain one

document:
  title:   "Care at home"   # on the cover
  version:
  # next comes the law
  jurisdiction: 'england'

introduction:
    aim: >-
      People live at home
      as they wish
    commissioners:
    - name: Harrowmere
      role: lead
      # deeper: stays with Harrowmere

    - {name: "North, and South", role: }
outcomes: {basis: both, list: [{id: O1, statement: People are well}], }
"""
NAMES = ("model", "document", "introduction", "contract", "outcomes")


def order(path: ValuePath) -> tuple[str, ...]:
    names: dict[ValuePath, tuple[str, ...]] = {
        (): NAMES,
        ("document",): ("title", "reference", "version", "jurisdiction"),
    }
    return names.get(path, ())


def changed_lines(before: str, after: str | Problem) -> list[str]:
    assert isinstance(after, str), after
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line.rstrip() for line in lines if line[0] in "+-"]


EDITS = {
    "a quoted value keeps its quotation marks": (
        set_value(FILE, ("document", "title"), 'Care: "here"'),
        ['-   title:   "Care at home"   # on the cover', '+   title:   "Care: \\"here\\""   # on the cover'],
    ),
    "single quotation marks stay single": (
        set_value(FILE, ("document", "jurisdiction"), "it's"),
        ["-   jurisdiction: 'england'", "+   jurisdiction: 'it''s'"],
    ),
    "an empty question is answered behind its colon": (
        set_value(FILE, ("document", "version"), 0.5),
        ["-   version:", "+   version: 0.5"],
    ),
    "a folded text stays folded in its width": (
        set_value(FILE, ("introduction", "aim"), "People live where they wish, and with whom"),
        [
            "-       People live at home",
            "-       as they wish",
            "+       People live where they wish, and",
            "+       with whom",
        ],
    ),
    "a text of several lines is written below a bar": (
        set_value(FILE, ("document", "version"), "one\n\ntwo"),
        ["-   version:", "+   version: |-", "+     one", "+", "+     two"],
    ),
    "a comma between brackets is put in quotation marks": (
        set_value(FILE, ("outcomes", "list", 0, "statement"), "Well, and safe"),
        [
            "- outcomes: {basis: both, list: [{id: O1, statement: People are well}], }",
            '+ outcomes: {basis: both, list: [{id: O1, statement: "Well, and safe"}], }',
        ],
    ),
    "a new question goes behind the one before it in the model": (
        set_value(FILE, ("document", "reference"), "H/1", order=order),
        ["+   reference: H/1"],
    ),
    "a new section goes between its neighbours, with an empty line above it": (
        insert(FILE, (), "contract:\n  # What is it called?\n  title:\n", order=order),
        ["+", "+ contract:", "+   # What is it called?", "+   title:"],
    ),
    "a further row goes to the end of its list": (
        add_row(FILE, ("introduction", "commissioners"), "- # Who?\n  name: Westmere"),
        ["+     - # Who?", "+       name: Westmere"],
    ),
    "a row goes into a list in brackets": (
        add_row(FILE, ("outcomes", "list"), "- id: O2\n  statement:"),
        [
            "- outcomes: {basis: both, list: [{id: O1, statement: People are well}], }",
            "+ outcomes: {basis: both, list: [{id: O1, statement: People are well}, {id: O2, statement: }], }",
        ],
    ),
    "a row is taken out with its own lines": (
        remove(FILE, ("introduction", "commissioners", 1)),
        ['-     - {name: "North, and South", role: }'],
    ),
    "an answer behind a dash is taken out and the dash stays": (
        remove(FILE, ("introduction", "commissioners", 0, "name")),
        ["-     - name: Harrowmere", "+     -"],
    ),
    "rows change places, each with its comments": (
        move_row(FILE, ("introduction", "commissioners"), 0),
        ['+     - {name: "North, and South", role: }', "+", "-", '-     - {name: "North, and South", role: }'],
    ),
    "a question is renamed in its place": (
        rename(FILE, ("outcomes", "basis"), "source"),
        [
            "- outcomes: {basis: both, list: [{id: O1, statement: People are well}], }",
            "+ outcomes: {source: both, list: [{id: O1, statement: People are well}], }",
        ],
    ),
    "what is moved takes its comments and its layout along": (
        move(FILE, ("document", "jurisdiction"), ("introduction", "law", "country")),
        [
            "-   # next comes the law",
            "-   jurisdiction: 'england'",
            "+     law:",
            "+       # next comes the law",
            "+       country: 'england'",
        ],
    ),
    "what is set aside stays as a comment below the reason": (
        set_aside(FILE, ("introduction", "aim"), "It means something else now."),
        [
            "-     aim: >-",
            "-       People live at home",
            "-       as they wish",
            "+     # It means something else now.",
            "+     # aim: >-",
            "+     #   People live at home",
            "+     #   as they wish",
        ],
    ),
}


@pytest.mark.parametrize(("after", "lines"), EDITS.values(), ids=EDITS)
def test_an_edit_changes(after: str | Problem, lines: list[str]) -> None:
    assert sorted(changed_lines(FILE, after)) == sorted(lines)


def test_windows_line_ends_and_a_byte_order_mark_stay() -> None:
    windows = "\ufeff" + FILE.replace("\n", "\r\n")
    after = insert(windows, ("document",), "status:\n  # new\n  draft: 1")
    assert isinstance(after, str)
    assert after.startswith("\ufeff# Answers")
    assert after.count("\n") == after.count("\r\n") == windows.count("\n") + 3


def test_a_file_without_a_line_end_gets_one_before_a_new_section() -> None:
    assert insert("model: x", (), "contract:\n  title:\n") == "model: x\n\ncontract:\n  title:\n"


REFUSED = {
    "a file that cannot be read": set_value('a: "open', ("a",), "b", file="a.yaml"),
    "a question that is there already": insert(FILE, ("document",), "title: other", file="a.yaml"),
    "a row where there is no list": add_row(FILE, ("document",), "- a: 1", file="a.yaml"),
    "a last row that would go further down": move_row(FILE, ("introduction", "commissioners"), 1, file="a.yaml"),
    "what is not there": remove(FILE, ("document", "nothing"), file="a.yaml"),
}


@pytest.mark.parametrize("result", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_a_problem_with_a_place(result: str | Problem) -> None:
    assert isinstance(result, Problem)
    assert result.place.file == "a.yaml"


# --- any file, any edit -------------------------------------------------------------------------------------------

WORDS = st.sampled_from(["one", "two words", "a, b", "it's: so", '"quoted"', "12", "07:00", "yes", "- dash", "# no"])
SCALARS = st.one_of(WORDS, st.integers(0, 99), st.sampled_from(["two\nlines", "a\n\nb\n", "trailing "]))
KEYS = ("alpha", "beta", "gamma", "delta")


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw a file in any of the layouts that people write: blocks, brackets, comments, empty lines, all indents."""
    lines = ["# head", "model: x"]
    for key in draw(st.permutations(KEYS)):
        lines += draw(st.sampled_from([[], [""], ["# about it"], ["", "  # deeper"]]))
        lines += draw(blocks(key, 0, 2))
    end = draw(st.sampled_from(["\n", "", "\n\n# end\n", "\n# end"]))
    text = "\n".join(lines) + end
    text = draw(st.sampled_from([text, text.replace("\n", "\r\n")]))
    return draw(st.sampled_from(["", "\ufeff"])) + text


@st.composite
def blocks(draw: st.DrawFn, key: str, column: int, depth: int) -> list[str]:
    indent, comment = " " * column, draw(st.sampled_from(["", "  # c", " # d: e"]))
    kind = draw(st.sampled_from(["empty", "plain", "quoted", "bar", "fold", "flow", "group", "rows", "keep"]))
    if depth == 0 and kind in ("group", "rows"):
        kind = "plain"
    step = draw(st.sampled_from([2, 4]))
    inner = " " * (column + step)
    if kind == "group":
        keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True))
        lines = [line for name in keys for line in draw(blocks(name, column + step, depth - 1))]
        return [f"{indent}{key}:{comment}", *draw(st.sampled_from([[], [f"{inner}# help"]])), *lines]
    if kind == "rows":
        dash = draw(st.sampled_from([column, column + 2]))
        lines = [f"{indent}{key}:{comment}"]
        for _ in range(draw(st.integers(1, 2))):
            row = draw(blocks(draw(st.sampled_from(KEYS)), dash + 2, depth - 1))
            lines += [f"{' ' * dash}- {row[0].lstrip()}", *row[1:]]
        return lines
    written = {
        "empty": "",
        "plain": " some text",
        "quoted": draw(st.sampled_from([' "a b"', " 'it''s'"])),
        "flow": draw(st.sampled_from([" [a, b]", " {alpha: 1, beta: }", " []", " [{alpha: x}, {alpha: y}]"])),
    }
    if kind in written:
        return [f"{indent}{key}:{written[kind]}{comment}"]
    header = {"bar": "|", "fold": ">-", "keep": "|+"}[kind]
    return [f"{indent}{key}: {header}", f"{inner}first line", f"{inner}# no comment", *([""] if kind == "keep" else [])]


def paths_of(value: object, path: ValuePath = ()) -> Iterator[ValuePath]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        yield (*path, step)
        yield from paths_of(part, (*path, step))


def values_of(text: str) -> object:
    answers, problems = read(text.encode(), "a.yaml")
    assert answers is not None, problems
    return answers.values


@pytest.mark.parametrize("value", ["a\nb", "a\n\nb\n", "a\nb\n\n", "\n"])
def test_a_text_of_several_lines_takes_the_place_of_a_row(value: str) -> None:
    after = set_value("list:\n- alpha:\nlast: x\n", ("list", 0), value)
    assert isinstance(after, str)
    assert values_of(after) == {"list": [value], "last": "x"}


def test_a_text_of_several_lines_in_the_place_of_a_row_takes_no_comment_into_it() -> None:
    after = set_value("list:\n- alpha:\n\n  # about the last\nlast: x\n", ("list", 0), "a\nb")
    assert isinstance(after, str)
    assert values_of(after) == {"list": ["a\nb"], "last": "x"}
    assert "\n\n  # about the last\nlast: x\n" in after


def test_what_is_put_in_behind_a_text_that_keeps_its_empty_lines_does_not_lengthen_it() -> None:
    after = insert("first: |+\n  a\n", (), "new:\n  inner: 1\n", order=lambda _path: ["first", "new"])
    assert after == "first: |+\n  a\nnew:\n  inner: 1\n"


@examples(40, 1000)
@given(texts(), st.data())
def test_a_value_is_set_and_nothing_else_is_touched(text: str, data: st.DataObject) -> None:
    before = values_of(text)
    path = data.draw(st.sampled_from([*paths_of(before)]))
    value = data.draw(SCALARS)
    after = set_value(text, path, value)
    assert isinstance(after, str), (after, path)
    written = value_of(values_of(after), path)
    assert str(written).rstrip("\n") == str(value).rstrip("\n")
    assert_only_lines_of(path, text, after, before)


@examples(40, 1000)
@given(texts(), st.data())
def test_a_value_is_taken_out_and_nothing_else_is_touched(text: str, data: st.DataObject) -> None:
    before = values_of(text)
    path = data.draw(st.sampled_from([*paths_of(before)]))
    after = remove(text, path)
    if isinstance(after, Problem) and re.search(r": [|>]", text):
        return  # empty lines or deeper comments below it would join the text above, which is refused
    assert isinstance(after, str), (after, path)
    assert_only_lines_of(path, text, after, before)


@examples(40, 1000)
@given(texts(), st.data())
def test_what_is_put_in_stands_between_letters_that_are_all_kept(text: str, data: st.DataObject) -> None:
    groups = [(), *(path for path in paths_of(values_of(text)) if isinstance(value_of(values_of(text), path), dict))]
    path = data.draw(st.sampled_from(groups))
    names = data.draw(st.permutations([*KEYS, "new"]))
    after = insert(text, path, "# help\nnew:\n  # more\n  inner: 1\n", order=lambda _path: names)
    assert isinstance(after, str), (after, path)
    assert value_of(values_of(after), (*path, "new")) == {"inner": 1}
    assert_inserted(text, after)


@examples(40, 1000)
@given(texts(), st.data())
def test_a_row_is_added_between_letters_that_are_all_kept(text: str, data: st.DataObject) -> None:
    values = values_of(text)
    lists = [path for path in paths_of(values) if isinstance(value_of(values, path), list)]
    path = data.draw(st.sampled_from([*lists, ("fresh",)]))
    after = add_row(text, path, "- id: O9\n  # help\n  name:\n")
    assert isinstance(after, str), (after, path)
    rows = value_of(values_of(after), path)
    assert isinstance(rows, list)
    assert rows[-1] == {"id": "O9", "name": None}
    if value_of(values, path) != []:
        assert_inserted(text, after)


@examples(40, 1000)
@given(texts(), st.data())
def test_what_is_set_aside_leaves_every_other_comment(text: str, data: st.DataObject) -> None:
    values = values_of(text)
    path = data.draw(st.sampled_from([path for path in paths_of(values) if isinstance(path[-1], str)]))
    after = set_aside(text, path, "Asked again.")
    assert isinstance(after, str), (after, path)
    assert "# Asked again." in after
    assert after.count("# head") == 1


@examples(40, 1000)
@given(texts(), st.data())
def test_two_moves_lead_back(text: str, data: st.DataObject) -> None:
    values = values_of(f"{text}\n" if not text.endswith("\n") else text)  # the last line of a file may get a line end
    path = data.draw(st.sampled_from([path for path in paths_of(values) if len(path) == 1]))
    there = move(text, path, ("elsewhere", "deep", "name"))
    if isinstance(there, Problem) and re.search(r": [|>]", text):
        return  # empty lines or deeper comments would join a text that they do not belong to, which is refused
    assert isinstance(there, str), (there, path)
    wanted = str(value_of(values, path)).rstrip("\n")
    assert str(value_of(values_of(there), ("elsewhere", "deep", "name"))).rstrip("\n") == wanted
    back = move(there, ("elsewhere", "deep", "name"), path)
    assert isinstance(back, str), (back, path)
    assert str(value_of(values_of(back), path)).rstrip("\n") == wanted


@examples(40, 1000)
@given(texts(), st.data())
def test_rows_that_change_places_twice_stand_where_they_stood(text: str, data: st.DataObject) -> None:
    values = values_of(text)
    lists = [path for path in paths_of(values) if isinstance(value_of(values, path), list)]
    path = data.draw(st.sampled_from([*lists, ()]))
    rows = value_of(values, path)
    if not isinstance(rows, list) or len(rows) < 2 or "|+" in text:  # empty lines below that belong to its text
        return
    after = move_row(text, path, 0)
    assert isinstance(after, str), (after, path)
    assert sorted(after.rstrip("\n")) == sorted(text.rstrip("\n"))
    back = move_row(after, path, 0)
    assert isinstance(back, str), (back, path)
    assert back.rstrip("\n") == text.rstrip("\n")


def assert_inserted(before: str, after: str) -> None:
    """All letters of the first text stand in the second, in one stretch or around one that is new."""
    head = len(_common(before, after))
    tail = len(_common(before[::-1], after[::-1]))
    assert head + tail >= len(before)


def assert_only_lines_of(path: ValuePath, before: str, after: str, values: object) -> None:
    """The lines from which the two texts differ hold the value and no more: all others are the same."""
    head = _common(before, after)
    tail = _common(before[len(head) :][::-1], after[len(head) :][::-1])
    touched = before[len(head) : len(before) - len(tail)]
    value = value_of(values, path)
    lines = [line.strip() for line in touched.splitlines()]
    comments = [line for line in lines if line.startswith("# ") and line not in str(value)]
    is_group = isinstance(value, dict | list)
    assert is_group or comments == [], touched


def _common(one: str, other: str) -> str:
    length = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:length]
