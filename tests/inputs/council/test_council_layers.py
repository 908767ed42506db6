"""Test councils that extend others: whose words, sections, models, house and facts count, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

from specgen.formats.word.text import word_text
from specgen.inputs.council.council import load_council
from specgen.inputs.glossary.load import load_glossary, load_not_terms
from specgen.inputs.models.model import load_model
from specgen.problems import WrongInput
from tests.support.council_files import council, run, sample
from tests.support.long_cases import long_but

ADDED = "id: care-planning\nextends: care-planning\nsections:\n  - {{id: {0}, after: {1}}}\n"
QUESTIONS = """\
$id: {0}
title: {0}
description: Of the {1}.
at: {0}
type: object
properties:
  aim: {{title: Aim, description: What for?, need: model, type: string}}
"""


@pytest.fixture(autouse=True)
def here(same_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(same_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(same_path / "config"))
    monkeypatch.delenv("SPECGEN_COUNCILS", raising=False)
    return same_path


def order(*extends: str) -> list[str]:
    """The order of the layers of a; each argument is like "a: b c"."""
    for one in extends:
        name, _, others = one.partition(": ")
        council(Path(), name, f"name: {name}\nextends: [{', '.join(others.split())}]\n")
    return [folder.name for folder in load_council("a").folders]


ORDERS = {
    "alone": (["a: "], "a"),
    "a chain": (["a: b", "b: c", "c: "], "a b c"),
    "several, each with its own": (["a: b c", "b: d", "c: e", "d: ", "e: "], "a b d c e"),
    "two that extend the same: it lies under both": (["a: b c", "b: d", "c: d", "d: "], "a b c d"),
    "one that is named and extended: it lies under what extends it": (["a: c b", "b: c", "c: "], "a b c"),
}


@pytest.mark.parametrize("case", ORDERS)
def test_the_councils_own_comes_first_then_each_before_what_it_extends(case: str) -> None:
    extends, expected = ORDERS[case]
    assert " ".join(order(*extends)) == expected


CIRCLES = {
    "itself": (["a: a"], "a/council.yaml:2:11: error: extends[1]: a extends itself; take one of these out of extends"),
    "in turn": (
        ["a: b", "b: c", "c: a"],
        "c/council.yaml:2:11: error: extends[1]: a extends b extends c extends a; take one of these out of extends",
    ),
    "further down": (
        ["a: b", "b: c", "c: b"],
        "c/council.yaml:2:11: error: extends[1]: b extends c extends b; take one of these out of extends",
    ),
    "missing": (
        ["a: bord", "board: "],
        "a/council.yaml:2:11: error: extends[1]: there is no council bord; did you mean board?",
    ),
    "built in": (
        ["a: specgen"],
        "a/council.yaml:2:11: error: extends[1]: specgen is the name of what is built in; take it out: that is always "
        "there",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CIRCLES)
def test_a_circle_is_refused_with_its_names_and_a_missing_one_with_a_near_name(case: str) -> None:
    extends, expected = CIRCLES[case]
    with pytest.raises(WrongInput) as stopped:
        order(*extends)
    assert [str(one).replace("\\", "/").rpartition(" [")[0] for one in stopped.value.problems] == [expected]


def test_more_councils_than_anybody_has_are_refused() -> None:
    for number in range(30):
        council(Path(), f"c{number}", f"name: {number}\nextends: [c{number + 1}]\n")
    council(Path(), "c30")
    with pytest.raises(WrongInput, match="more than 20 councils lie over one another"):
        load_council("c0")


def test_a_council_that_is_extended_is_looked_for_beside_the_folder_first(here: Path) -> None:
    council(here / "shared", "board", "name: Beside\n")
    council(here, "board", "name: Here\n")
    own = council(here / "shared", "arian", "name: Arian\nextends: [board]\n")
    assert load_council(own).folders == (own, here / "shared" / "board")


def test_facts_are_the_councils_own_then_those_of_the_councils_it_extends() -> None:
    board = "name: Board\nshort_name: B\njurisdiction: wales\nlogo: {file: b.png, words: B}\n"
    board += "rules: {term-case: off, duty-verb: note}\n"
    board += "contacts: {legal: {title: Legal, email: l@b.uk}, digital: {title: Digital, telephone: 01234 567890}}\n"
    board += "colours: {main: 112233, accent: 445566}\nfonts: {text: Arial}\nstyles: {Clause: Para}\n"
    council(Path(), "board", board, {"b.png": "", "house.docx": "# House\n"})
    own = "name: Arian\nextends: board\nrules: {TERM-CASE: warning}\n"
    own += "contacts: {legal: {title: Our lawyers}}\ncolours: {main: 7A1F3D}\n"
    council(Path(), "arian", own)
    found = load_council("arian")
    assert found.facts == {
        "name": "Arian",
        "jurisdiction": "wales",
        "rules": {"term-case": "off", "duty-verb": "note", "TERM-CASE": "warning"},
        "contacts": {
            "legal": {"title": "Our lawyers"},
            "digital": {"title": "Digital", "telephone": "01234 567890"},
        },
        "colours": {"main": "7A1F3D"},
    }
    assert found.rules == {"TERM-CASE": "warning", "DUTY-VERB": "note"}
    assert found.look.house == Path("board") / "house.docx"
    assert found.look.colours == {"main": "7A1F3D", "accent": "445566"}
    assert (found.look.fonts, found.look.styles, found.look.logo) == ({"text": "Arial"}, {"Clause": "Para"}, None)


def test_what_a_board_says_of_its_house_does_not_go_with_another_house() -> None:
    council(
        Path(), "board", "name: B\ncolours: {accent: 445566}\nstyles: {Clause: Para}\n", {"house.docx": "# House\n"}
    )
    council(
        Path(),
        "arian",
        "name: A\nextends: [board]\nhouse: letter.docx\ncolours: {main: 7A1F3D}\n",
        {"letter.docx": "#"},
    )
    look = load_council("arian").look
    assert look.house == Path("arian") / "letter.docx"
    assert (look.colours, look.styles) == ({"main": "7A1F3D"}, {})


def three() -> tuple[Path, ...]:
    """A council over a board over a region."""
    files = {"glossary.yaml": "wording: {provider: Supplier, person: Client}\nnot_terms: {bodies: [Region Forum]}\n"}
    council(Path(), "region", files=files)
    files = {"glossary.yaml": "wording: {provider: Agency}\nnot_terms: {bodies: [Board Forum]}\n"}
    council(Path(), "board", "name: B\nextends: [region]\n", files)
    council(Path(), "arian", "name: A\nextends: [board]\n", {"glossary.yaml": "wording: {commissioner: Authority}\n"})
    return load_council("arian").model_folders


def test_the_words_of_every_layer_are_laid_over_one_another() -> None:
    words = load_glossary("wales", three())
    assert [words[key].label for key in ("provider", "person", "commissioner")] == ["Agency", "Client", "Authority"]
    assert {"Region Forum", "Board Forum"} <= load_not_terms("wales", three()).phrases


def test_models_nest_through_the_layers() -> None:
    council(Path(), "board", "name: B\n", {
        "care-planning.yaml": ADDED.format("gadgets", "availability"),
        "sections/gadgets.yaml": QUESTIONS.format("gadgets", "board"),
    })  # fmt: skip
    council(Path(), "arian", "name: A\nextends: [board]\n", {
        "care-planning.yaml": ADDED.format("pets", "gadgets"),
        "sections/pets.yaml": QUESTIONS.format("pets", "council"),
        "sections/gadgets.yaml": QUESTIONS.format("gadgets", "council"),
    })  # fmt: skip
    for model in ("care-planning", "reward"):
        found = load_model(model, load_council("arian").model_folders)
        ids = [section.id for section in found.sections]
        where = ids.index("availability")
        assert ids[where : where + 3] == ["availability", "gadgets", "pets"]
        assert found.sections[where + 1].description == "Of the council."


def test_frameworks_are_those_of_the_first_that_has_them(here: Path) -> None:
    from specgen.formats.yamlfile.fast import read_data

    council(here, "board", "name: B\n", {"frameworks/all.yaml": "id: board\n", "frameworks/own.yaml": "id: board\n"})
    council(here, "arian", "name: A\nextends: [board]\n", {"frameworks/own.yaml": "id: own\n"})
    folders = load_council("arian").model_folders
    assert read_data("frameworks/all.yaml", folders)["id"] == "board"
    assert read_data("frameworks/own.yaml", folders)["id"] == "own"


SCOPE = '{%p extends "SHELF/sections/scope.docx" %}\n{%p block limits %}\n. XX of the council.\n{%p endblock %}\n'
HEADING = '# Scope {{ mark("scope") }}\n'  # other sections refer to it
BOARD = HEADING + ". XX from the board.\n{%p block limits %}\n. XX limits of the board.\n{%p endblock %}\n"


def drafted(**files: str) -> list[str]:
    """What a draft says in the clauses that a layer has marked with XX."""
    council(Path(), "arian", "name: A\nextends: [board]\n", files)
    Path("answers.yaml").write_text(sample(council="arian"), encoding="utf-8")
    assert run("generate", "answers.yaml", "-o", "draft.docx", "--date", "2026-11-16") == 0
    text = word_text(Path("draft.docx").read_bytes())
    return [line.partition("XX ")[2] for line in text.splitlines() if "XX " in line]


def test_a_section_is_that_of_the_first_layer_that_has_it() -> None:
    council(Path(), "board", "name: B\n", {"sections/scope.docx": BOARD})
    assert drafted() == ["from the board.", "limits of the board."]
    assert drafted(**{"sections/scope.docx": HEADING + ". XX own.\n"}) == ["own."]


@pytest.mark.long
def test_a_section_may_extend_that_of_a_council_that_is_named() -> None:
    council(Path(), "region", files={"sections/scope.docx": BOARD.replace("board", "region")})
    council(Path(), "board", "name: B\nextends: [region]\n", {"sections/scope.docx": BOARD})
    board, region = (SCOPE.replace("SHELF", shelf) for shelf in ("board", "region"))
    assert drafted(**{"sections/scope.docx": board}) == ["from the board.", "of the council."]
    assert drafted(**{"sections/scope.docx": region}) == ["from the region.", "of the council."]
    (Path("board") / "sections" / "scope.docx").unlink()  # what the board does not change is that of what it extends
    assert drafted(**{"sections/scope.docx": board}) == ["from the region.", "of the council."]


def test_a_folder_that_is_called_like_a_part_of_a_council_is_a_council_all_the_same() -> None:
    folder = council(Path(), "sections", files={"sections/scope.docx": BOARD})
    Path("answers.yaml").write_text(sample(), encoding="utf-8")
    assert run("generate", "answers.yaml", "-o", "draft.docx", "--council", folder) == 0
    assert "XX from the board." in word_text(Path("draft.docx").read_bytes())


def test_a_council_that_is_not_extended_cannot_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    council(Path(), "region", files={"sections/scope.docx": BOARD})
    council(Path(), "board")
    council(Path(), "arian", "name: A\nextends: [board]\n", {"sections/scope.docx": SCOPE.replace("SHELF", "region")})
    Path("answers.yaml").write_text(sample(council="arian"), encoding="utf-8")
    assert run("generate", "answers.yaml", "-o", "draft.docx") == 1
    assert 'there is no template "region/sections/scope.docx"' in capsys.readouterr().err


def test_defaults_of_a_board_lie_under_those_of_the_council() -> None:
    council(Path(), "board", "name: B\ndefaults: {document: {reference: BOARD-1, version: '7'}}\n")
    council(Path(), "arian", "name: A\nextends: [board]\ndefaults: {document: {reference: ARIAN-1}}\n")
    Path("answers.yaml").write_text(sample(council="arian"), encoding="utf-8")
    assert run("generate", "answers.yaml", "-o", "draft.docx", "--date", "2026-11-16") == 0
    text = word_text(Path("draft.docx").read_bytes())
    assert "ARIAN-1" in text
    assert "BOARD-1" not in text
    assert "Version:\t7" in text


CHANGES = {  # file, what it then says, what the draft then says
    "own words": ("arian/glossary.yaml", "wording: {provider: Agency}\n", "The Agency: Lawyers"),
    "words of the board": ("board/glossary.yaml", "wording: {person: Patient}\n", "The Supplier: Lawyers"),
    "a section of the board": ("board/sections/scope.docx", HEADING + ". XX Changed.\n", "Changed."),
    "facts of the board": (
        "board/council.yaml", "name: B\ncontacts: {legal: {title: Solicitors}}\n", "The Supplier: Solicitors",
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", long_but(CHANGES, "words of the board"))
def test_a_draft_follows_a_change_in_any_layer_at_once(change: str) -> None:
    scope = HEADING + ". XX {{ term.provider.The }}: {{ council.contacts.legal.title }}\n"
    files = {"glossary.yaml": "wording: {person: Client}\n", "sections/scope.docx": scope}
    council(Path(), "board", "name: B\ncontacts: {legal: {title: Lawyers}}\n", files)
    own = {"glossary.yaml": "wording: {provider: Supplier}\n"}
    assert drafted(**own) == ["The Supplier: Lawyers"]
    file, text, expected = CHANGES[change]
    layer, _, name = file.partition("/")
    says = text if name == "council.yaml" else Path(layer, "council.yaml").read_text(encoding="utf-8")
    council(Path(), layer, says, {} if name == "council.yaml" else {name: text})
    assert drafted() == [expected]


def test_a_draft_that_is_kept_in_the_folder_of_a_council_makes_nothing_anew(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPECGEN_CACHE", str(here / "cache"))
    folder = council(Path(), "arian", "name: A\n", {"sections/scope.docx": HEADING + ". XX own.\n"})
    (here / "answers.yaml").write_text(sample(), encoding="utf-8")
    kept = []
    for number in range(3):
        assert run("generate", "answers.yaml", "-o", folder / f"draft-{number}.docx", "--council", "arian") == 0
        kept.append({file.name for file in (here / "cache").rglob("*") if file.is_file()})
    assert kept[0] == kept[1] == kept[2]
