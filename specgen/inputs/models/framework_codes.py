"""Read the codes of the outcome frameworks, each with its meaning: `wa1` alone tells nobody which area is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from specgen.formats.yamlfile.fast import read_data, read_mapping
from specgen.formats.yamlfile.lookup import rows_at, text_at
from specgen.problems import CannotRead

__all__ = ["FRAMEWORK_AREAS", "area_names", "framework_codes", "rows_of_data"]

FRAMEWORK_AREAS: Final = "framework.areas"


def framework_codes(chosen: str, folders: Sequence[Path], country: str = "") -> tuple[tuple[str, str], ...]:
    """Return the codes of the framework that was chosen; while none is, those of all, or of all of one country."""
    if chosen.isidentifier():
        try:
            return tuple(area_names(read_data(f"frameworks/{chosen}.yaml", folders)).items())
        except CannotRead:
            return ()
    files = {path.stem: path for folder in reversed(folders) for path in sorted((folder / "frameworks").glob("*.yaml"))}
    frameworks = [read_mapping(path) for path in files.values()]
    return tuple(
        (code, f"{name} ({text_at(framework, 'id')})")
        for framework in frameworks
        if country in ("", text_at(framework, "country"))
        for code, name in area_names(framework).items()
    )


def rows_of_data(framework: Mapping[str, object]) -> dict[str, dict[str, str]]:
    """Return the ids of the rows that answers may name and that are data: the areas of the framework they choose."""
    return {FRAMEWORK_AREAS: area_names(framework)}


def area_names(framework: Mapping[str, object]) -> dict[str, str]:
    """Return the areas of a framework: the code of each, with its meaning."""
    return {str(area.get("id")): text_at(area, "name") for area in rows_at(framework, "areas")}
