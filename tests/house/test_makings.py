"""Take letterheads of many makings: each gives a sound draft, and says what was left out or changed, in these words.

The words are in makings.yaml beside this file: for each letterhead all that is said of it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from specgen.formats.opc.package import parse_part, read_package, write_package
from specgen.house.intake.strict_form import usual_form
from specgen.house.prepare import Prepared, prepare
from specgen.inputs.council.council import HouseOptions
from specgen.system.resources import built_in_templates
from tests.judges.lint import errors
from tests.judges.validator import Validator
from tests.support.letterhead_files import MANY
from tests.support.word_files import Drafted, all_of, child, drafted, text_of, value, w

BUILT_IN = read_package((built_in_templates() / "house.docx").read_bytes())
WORDS = yaml.safe_load((Path(__file__).parent / "makings.yaml").read_text(encoding="utf-8"))
TEXT = """# One
. A clause
.. a part
- a bullet
= Table: Hours
| Day | Hours |
| Monday | 07:00 to 22:00 |
. Another
#S A schedule
.S One thing"""
NAMES: dict[str, Any] = {
    "document": {"title": "Home care", "date": "1 May", "version": "1", "reference": "R1", "status": "draft"},
    "model": {"title": "Specification"},
    "contract": {"title": "Framework"},
}
FIRST = tuple(MANY)[::10]  # the validator takes a second for each; the others are long
THIRD = tuple(MANY)[::3]
each = pytest.mark.parametrize(
    "making", [pytest.param(one, marks=() if one in THIRD else pytest.mark.long) for one in MANY]
)
judged = pytest.mark.parametrize(
    "making", [pytest.param(one, marks=() if one in FIRST else pytest.mark.long) for one in MANY]
)


@cache
def house_of(making: str) -> Prepared:
    parts = usual_form(read_package(MANY[making], may_hold_macros=True))
    return prepare(parts, HouseOptions(), BUILT_IN, "Tre Wen County Council")


@cache
def draft_in(making: str) -> Drafted:
    house = write_package(house_of(making).parts)
    return drafted({"main.docx": child(TEXT)}, own={"house.docx": house}, **NAMES)


def said_of(making: str) -> list[str]:
    """All that a person is told, but for what is said of every letterhead: what is kept and added."""
    adaptation = house_of(making).adaptation
    assert adaptation is not None
    replaced = [f"replaced: {line}" for line in dict.fromkeys(adaptation.replaced) if "document.title" not in line]
    return [*replaced, *(f"{problem.level}: {problem.text}" for problem in house_of(making).problems)]


def test_every_making_has_its_words() -> None:
    assert list(WORDS) == list(MANY)


@each
def test_what_is_left_out_or_changed_is_said_in_these_words(making: str) -> None:
    assert said_of(making) == (WORDS[making] or [])


@each
def test_a_draft_comes_of_it_with_the_name_on_its_cover(making: str) -> None:
    lines = draft_in(making).lines
    assert "Tre Wen County Council" in lines
    assert "Home care" in lines
    assert [line for line in lines if "Sample" in line] == []


@judged
def test_the_draft_is_sound(making: str, validator: Validator, tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(draft_in(making).data)
    assert validator.errors(path) == ()
    found = [finding for finding in errors(path) if finding.code != "a11y-table-header"]  # of the text of this test
    assert found == []


def test_a_caption_stays_with_its_table_in_a_style_of_the_houses_own() -> None:
    making = "a caption style of its own"
    house = write_package(house_of(making).parts)
    names = house_of(making).own_styles
    assert names == {"Caption": "TWCC Caption"}
    look = HouseOptions(styles=names)
    again = prepare(read_package(house), look, BUILT_IN)
    assert again.roles == {"TWCCCaption": "caption"}
    style = next(node for node in parse_part(again.parts["word/styles.xml"]) if node.get(w("styleId")) == "TWCCCaption")
    assert style.find(f"{w('pPr')}/{w('keepNext')}") is not None
    assert value(style, "pPr/keepNext") == ""
    spacing = style.find(f"{w('pPr')}/{w('spacing')}")
    assert spacing is not None
    assert int(spacing.get(w("before"), "0")) >= 120  # else it would stick to the table above


def test_the_paragraph_of_a_caption_keeps_with_its_table_whatever_its_style_says() -> None:
    body = draft_in("a second caption style").body
    (caption,) = [node for node in all_of(body, "p") if "Hours" in text_of(node) and "Table" in text_of(node)]
    assert caption.find(f"{w('pPr')}/{w('keepNext')}") is not None
