"""Read YAML text: the meaning of its words, their places, and what is wrong with its structure."""

from __future__ import annotations

import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from specgen.formats.yamlfile import yaml_file
from specgen.formats.yamlfile.yaml_file import LOADER, Position, load, read
from specgen.problems import CannotRead
from tests.judges.policy import ROOT


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("22:00", "22:00", id="times are no sexagesimal numbers"),
        pytest.param("no", "no", id="no is text"),
        pytest.param("on", "on", id="on is text"),
        pytest.param("2027-04-05", "2027-04-05", id="dates are text until a question asks for one"),
        pytest.param("true", True, id="true is a boolean"),
        pytest.param("False", False, id="False is a boolean"),
        pytest.param("~", None, id="a tilde is nothing"),
        pytest.param("", None, id="nothing is nothing"),
        pytest.param("010", 10, id="a leading zero is not octal"),
        pytest.param("0o10", 8, id="octal by its YAML 1.2 sign"),
        pytest.param("0x1F", 31, id="hexadecimal"),
        pytest.param("1_000", "1_000", id="an underscore makes it text"),
        pytest.param("12.10", Decimal("12.10"), id="a decimal is exact"),
        pytest.param("1e3", Decimal("1e3"), id="an exponent"),
        pytest.param(".inf", ".inf", id="infinity is text"),
        pytest.param("1e999", "1e999", id="a number nobody can mean is text"),
        pytest.param("9" * 5000, "9" * 5000, id="a number of 5000 digits is text"),
        pytest.param("'12'", "12", id="quotes make text"),
        pytest.param("=", "=", id="an equals sign is text"),
    ],
)
def test_words_mean_what_yaml_1_2_says(written: str, meant: object) -> None:
    answers, problems = read(f"answer: {written}\n", "a.yaml")
    assert answers is not None
    assert problems == ()
    assert answers.values["answer"] == meant
    assert type(answers.values["answer"]) is type(meant)


def test_places_are_those_of_names_rows_and_values() -> None:
    answers, _ = read("document:\n  title: Care\nrows:\n  - id: O1\n  - id: O2\n", "a.yaml")
    assert answers is not None
    assert answers.key_positions[("document", "title")] == Position(2, 3)
    assert answers.value_positions[("document", "title")] == Position(2, 10)
    assert answers.key_positions[("rows", 1)] == Position(5, 5)
    assert answers.key_positions[("rows", 1, "id")] == Position(5, 5)
    assert answers.value_positions[("rows", 1, "id")] == Position(5, 9)


def test_a_plain_scalar_is_kept_as_it_was_written() -> None:
    answers, _ = read("clause: 12.10\nquoted: '12.10'\n", "a.yaml")
    assert answers is not None
    assert answers.texts == {("clause",): "12.10"}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"a: 1\nb:\n  - x\n", id="unix"),
        pytest.param(b"a: 1\r\nb:\r\n  - x\r\n", id="windows"),
        pytest.param(b"\xef\xbb\xbfa: 1\nb:\n  - x\n", id="with a byte order mark"),
        pytest.param(b"a: 1\rb:\r  - x\r", id="old macintosh"),
        pytest.param(b"---\na: 1\nb: [x]\n...\n", id="with markers of a document"),
    ],
)
def test_every_usual_way_of_saving_text_is_read(content: bytes) -> None:
    answers, problems = read(content, "a.yaml")
    assert answers is not None
    assert (answers.values, problems) == ({"a": 1, "b": ["x"]}, ())


def test_letters_of_every_language_are_kept() -> None:
    answers, _ = read('title: Gofal a chymorth ŵŷ £ “Health & Care <65>” {{ x }} 🏠\nescaped: "\\u0175"\n', "a")
    assert answers is not None
    assert answers.values == {
        "title": "Gofal a chymorth ŵŷ £ “Health & Care <65>” {{ x }} 🏠",
        "escaped": "ŵ",
    }


def test_all_problems_of_structure_are_found_at_once() -> None:
    _, problems = read("a: 1\na: 2\nb: &x 3\nc: *x\nd: !t 4\n5: e\n<<: {f: 6}\n", "a.yaml")
    assert [(p.place.line, p.place.column, p.rule) for p in problems] == [
        (2, 1, "duplicate"),
        (3, 4, "anchor"),
        (4, 4, "alias"),
        (5, 4, "tag"),
        (6, 1, "key"),
        (7, 1, "merge"),
    ]


HOSTILE = {
    "brackets": "[" * 1_000_000,
    "braces": "{" * 1_000_000,
    "dashes": "- " * 900_000,
    "question marks": "? " * 900_000,
    "values": "- a\n" * 490_000,
    "names": "".join(f"k{number}: 1\n" for number in range(180_000)),
    "aliases": "a: &a [x]\nb: [" + "*a," * 600_000 + "]",
    "anchors": "&a " * 600_000,
    "tags": "!" * 1_900_000,
    "colons": "a: " * 600_000,
    "quotes": '"' * 1_900_000,
    "escapes": 'a: "' + "\\n" * 900_000 + '"',
    "control characters": "\x07" * 1_900_000,
    "empty lists": "[" + "[]," * 600_000,
    "digits": "a: " + "1" * 1_900_000,
    "a long text": "a: " + "x\n  " * 450_000,
    "a list under a text": "a: x\n" + "  - x\n" * 300_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_read_in_bounded_time(text: str) -> None:
    start = time.process_time()
    _, problems = read(text, "a.yaml")
    assert time.process_time() - start < 60  # far away: whatever grows with the square of a text takes hours
    assert len(problems) <= 101


NESTED = {
    "brackets": ("a: " + "[" * 2_000, (1, 53)),
    "brackets, few enough for every parser": ("a: " + "[" * 60, (1, 53)),
    "braces": ("a: " + "{a: " * 2_000, (1, 200)),
    "brackets after one in a text": ("a: see [1\nb: " + "[" * 2_000, (2, 53)),
    "brackets after many in quotes": (f"a: '{'[' * 60}'\nb: " + "[" * 2_000, (2, 53)),
    "dashes": ("- " * 2_000, (1, 101)),
    "brackets in a list": ("- " * 40 + "[" * 2_000, (1, 91)),
}


@pytest.mark.parametrize("loader", [yaml.SafeLoader, LOADER], ids=["in Python", "the one that is used"])
@pytest.mark.parametrize(("text", "place"), NESTED.values(), ids=NESTED)
def test_every_parser_meets_the_limit_on_nesting_at_the_same_place(
    text: str, place: tuple[int, int], loader: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_file, "LOADER", loader)
    _, problems = read(text, "a.yaml")
    assert [(one.place.line, one.place.column, one.rule) for one in problems] == [(*place, "nesting")]


UNREADABLE = [
    message.with_suffix(".yaml")
    for message in sorted((ROOT / "tests" / "cli" / "bad_answers").glob("*.txt"))
    if "[syntax]" in message.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("case", UNREADABLE, ids=lambda case: case.stem)
def test_words_of_a_parser_that_are_new_to_us_are_not_shown(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer parser may call the same faults by other names."""

    def parse(text: str, Loader: type[yaml.SafeLoader]) -> Iterator[yaml.Event]:  # noqa: N803 - PyYAML's name
        try:
            yield from genuine(text, Loader=Loader)
        except yaml.MarkedYAMLError as error:
            error.problem, error.context = "unheard-of words", "while doing what nobody knows"
            raise

    genuine = yaml.parse
    monkeypatch.setattr(yaml, "parse", parse)
    made, problems = read(case.read_bytes(), "a.yaml")
    assert made is None or problems
    for problem in problems:
        assert "unheard-of" not in problem.message + problem.remedy
        assert min(problem.place.line, problem.place.column) > 0
        assert problem.remedy


@given(st.text() | st.binary())
def test_no_content_whatever_raises(content: str | bytes) -> None:
    answers, problems = read(content, "a.yaml")
    assert answers is not None or problems


@given(st.text(alphabet=":-[]{}#&*!|>'\"%@` \n\tab1?,~", max_size=40))
def test_no_mixture_of_signs_raises(text: str) -> None:
    answers, problems = read(text, "a.yaml")
    assert answers is not None or problems
    assert all(problem.message and problem.rule for problem in problems)


def test_a_missing_file_offers_the_nearest_one(tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text("a: 1\n")
    with pytest.raises(CannotRead, match=r"there is no such file; did you mean .*answers\.yaml\?"):
        load(tmp_path / "anwsers.yaml")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="is a folder"):
        load(tmp_path)
