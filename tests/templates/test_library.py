"""Test that a council's templates are compiled with what is known of the built-in ones, to the same result."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from specgen.inputs.council.council import load_council
from specgen.problems import WrongInput
from specgen.system import store
from specgen.templates import library, source
from specgen.templates.compiled import CompiledTemplates
from specgen.templates.library import Library, keep_built_in
from specgen.templates.tags.tag_problems import check_tags
from tests.support.council_files import council

OWN = {"sections/language.docx": '# Language {{ mark("language") }}\n. Ours.\n'}


@pytest.fixture(scope="module")
def built_in() -> dict[str, object]:
    """What is kept when the built-in templates have been compiled."""
    keep_built_in("care-planning")
    return dict(store.KEPT)


@pytest.fixture
def kept(built_in: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """The same, in this process alone: nothing is looked for on the disk."""
    monkeypatch.setenv("SPECGEN_CACHE", "")
    monkeypatch.setattr(store, "KEPT", dict(built_in))
    monkeypatch.setattr(library, "KEPT", store.KEPT)
    return store.KEPT


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A line for each template whose tags are checked."""
    calls: list[object] = []

    def noting(*arguments: Any) -> Any:
        calls.append(arguments)
        return check_tags(*arguments)

    monkeypatch.setattr(source, "check_tags", noting)
    return calls


def compiled(folder: Path) -> CompiledTemplates:
    of_council = Library(load_council(folder))
    return of_council.compiled(of_council.model("care-planning"))


def test_what_a_council_has_not_changed_is_taken_from_the_built_in_templates(
    tmp_path: Path, kept: dict[str, object], checked: list[object]
) -> None:
    with_known = compiled(council(tmp_path / "with", "arian", files=OWN))
    assert len(checked) < 8  # the house with its headers and footers, and the one section
    kept.clear()
    anew = compiled(council(tmp_path / "without", "arian", files=OWN))
    assert (with_known.parts, with_known.sources, with_known.code) == (anew.parts, anew.sources, anew.code)
    assert (with_known.hashes, with_known.relations) == (anew.hashes, anew.relations)
    assert "Ours." in with_known.sources["sections/language.docx"].text


def test_a_council_without_templates_of_its_own_has_the_built_in_ones(
    tmp_path: Path, kept: dict[str, object], checked: list[object]
) -> None:
    folder = council(tmp_path, "arian")
    first = compiled(folder)
    assert not checked
    (folder / "sections").mkdir()
    council(tmp_path, "arian", files=OWN)
    assert compiled(folder).sources != first.sources  # found as soon as it is there


def test_a_fault_is_found_beside_what_is_known(tmp_path: Path, kept: dict[str, object]) -> None:
    circle = {"sections/language.docx": '{%p include "sections/scope.docx" %}\n',
              "sections/scope.docx": '{%p include "sections/language.docx" %}\n'}  # fmt: skip
    with pytest.raises(WrongInput) as wrong:
        compiled(council(tmp_path, "arian", files=circle))
    assert "the template includes or extends itself" in wrong.value.problems[0].message
