"""Fix files of answers: the words that are certain change, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from specgen.formats.yamlfile.scalars import scalars
from specgen.inputs.council.council import load_council
from specgen.review.fixes import fixed
from specgen.review.review import Review, Words, review
from tests.support.examples import examples
from tests.support.rule_findings import PROSE_RULES, write

HEAD = "model: care-planning\ndocument:\n  jurisdiction: england\n"
WORDS = Words(load_council(None))


def reviewed(path: Path, text: str) -> Review:
    return review(write(path / "answers.yaml", text), WORDS)


def fix(path: Path, text: str) -> str:
    found = reviewed(path, text)
    assert found.scalars is not None
    return fixed(found.source, found.reviewed.findings, found.scalars)[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the service user decides", "the Person decides"),
        ("'the service users'' choice'", "'the People’s choice'"),
        ('"a service user\\u2019s \\"choice\\""', '"a Person’s \\"choice\\""'),
        ("|\n    # no comment\n    a service\n    user decides\n", "|\n    # no comment\n    a Person decides\n"),
        (
            ">-  # why\n    Service users decide,\n\n    end users too\n",
            ">-  # why\n    People decide,\n\n    People too\n",
        ),
        ("an end user decides  # the service user", "a Person decides  # the service user"),
    ],
)
def test_every_way_to_write_a_text(tmp_path: Path, before: str, after: str) -> None:
    text = f"{HEAD}introduction:\n  background: {before}\n  # service user: a comment stays\n"
    assert fix(tmp_path, text) == f"{HEAD}introduction:\n  background: {after}\n  # service user: a comment stays\n"


def test_a_finding_inside_a_block_has_its_line_and_column(tmp_path: Path) -> None:
    text = f"{HEAD}introduction:\n  background: |\n    One line.\n\n    Another with a service user.\n"
    (finding,) = reviewed(tmp_path, text).reviewed.findings
    assert finding.line_and_column == (8, 20)


def test_line_ends_and_the_mark_at_the_start_stay(tmp_path: Path) -> None:
    text = f"{HEAD}introduction:\n  aim: A service user decides\n".replace("\n", "\r\n")
    assert fix(tmp_path, text) == text.replace("service user", "Person")


def test_names_and_agreements_stay_byte_for_byte(tmp_path: Path) -> None:
    text = f"{HEAD}introduction:\n  aim: The Local Authority and its Monitoring Agreement and service agreement\n"
    assert fix(tmp_path, text) == text


def test_what_is_asked_is_not_fixed(tmp_path: Path) -> None:
    text = f"{HEAD}introduction:\n  aim: Each patient decides\n"
    assert fix(tmp_path, text) == text


PIECES = st.lists(
    st.sampled_from(
        "service user|Service users|service user’s|an end user|the Provider must|the Council shall|care package"
        "|a Person|Local Authority|working days|“said”|it's|é|and so on|10%".split("|")
    ),
    min_size=1,
    max_size=8,
).map(" ".join)
STYLES = ("plain", "'", '"', "|", ">", ">-")


def _written(text: str, style: str) -> str:
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    if style == '"':
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if style == "plain":
        return text if re.match(r"\w", text) else _written(text, '"')
    middle = text.find(" ", len(text) // 2)
    broken = text if middle < 0 else f"{text[:middle]}\n    {text[middle + 1 :]}"
    return f"{style}\n    {broken}"


@examples(40, long=500)
@example(texts=["Service users"], style="|")
@example(texts=["the Council shall the Provider must the Provider must"], style="plain")
@given(texts=st.lists(PIECES, min_size=1, max_size=3), style=st.sampled_from(STYLES))
def test_a_fixed_file_is_clean_and_nothing_else_has_changed(tmp_path: Path, texts: list[str], style: str) -> None:
    keys = ("background", "model_reason", "aim")
    lines = [f"  {key}: {_written(text, style)}  # kept" if style not in "|>-" else f"  {key}: {_written(text, style)}"
             for key, text in zip(keys, texts, strict=False)]  # fmt: skip
    source = HEAD + "introduction:\n" + "\n".join(lines) + "\n# service user\n"
    before = reviewed(tmp_path, source)
    assert before.scalars is not None
    after, done = fixed(before.source, before.reviewed.findings, before.scalars)
    certain = [finding for finding in before.reviewed.findings if finding.replacement is not None]
    assert len(done) == len(certain)
    again = reviewed(tmp_path, after)
    assert [finding for finding in again.reviewed.findings if finding.replacement is not None] == []
    counts = [sum(one.rule not in PROSE_RULES for one in each.reviewed.findings) for each in (again, before)]
    assert counts[0] == counts[1] - len(certain)
    _assert_nothing_else(source, after, [finding.replacement or "" for finding in certain])
    assert yaml.safe_load(after).keys() == yaml.safe_load(source).keys()


def _assert_nothing_else(before: str, after: str, words: list[str]) -> None:
    """Everything outside the changed words is there, in its order."""
    assert len(after) - _common_length(before, after) <= sum(map(len, words))
    assert before.count("#") == after.count("#")
    assert [one.path for one in scalars(before)] == [one.path for one in scalars(after)]


def _common_length(before: str, after: str) -> int:
    """Return the length of the longest sequence of characters that both texts hold in this order."""
    row = [0] * (len(after) + 1)
    for letter in before:
        above = row
        row = [0]
        for place, other in enumerate(after):
            row.append(above[place] + 1 if letter == other else max(above[place + 1], row[place]))
    return row[-1]


@given(st.lists(PIECES, min_size=1, max_size=3), st.sampled_from(STYLES))
def test_every_letter_knows_its_place(texts: list[str], style: str) -> None:
    source = "a:\n" + "\n".join(f"  k{number}: {_written(text, style)}" for number, text in enumerate(texts)) + "\n"
    for one in scalars(source):
        assert one.offsets is not None
        for letter, offset in zip(one.value, one.offsets, strict=True):
            assert letter.isspace() or source[offset] in (letter, "\\")
