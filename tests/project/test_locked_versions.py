"""The lock names a version of everything that pyproject.toml asks for, and no place of one machine."""

from __future__ import annotations

import re
import tomllib

from packaging.requirements import Requirement

from tests.judges.policy import ROOT

LOCK = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")


def test_every_dependency_is_locked_at_a_version_in_its_range() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(text for extra in project["optional-dependencies"].values() for text in extra)]
    locked = {_normalised(name): version for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", LOCK, re.MULTILINE)}
    wrong = [text for text in asked if not _is_met(Requirement(text), locked)]
    assert wrong == [], "renew the lock: make lock"


def test_the_lock_names_no_registry_and_no_folder() -> None:
    pinned = [line for line in LOCK.splitlines() if line and not line.lstrip().startswith("#")]
    assert [line for line in pinned if not re.fullmatch(r"[\w.-]+==[\w.]+( ; .+)?", line)] == []
    assert "://" not in LOCK


def _is_met(asked: Requirement, locked: dict[str, str]) -> bool:
    return locked.get(_normalised(asked.name), "") in asked.specifier


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
