"""A council's folder in, a Council out: where its own models, sections, words and house document are found before
the built-in ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from specgen.data import read_data, text_of
from specgen.locations import built_in_models, built_in_templates
from specgen.problems import CannotRead, Problem


@dataclass(frozen=True)
class Council:
    """The folders to look in, the council's own first. Without a council only the built-in ones."""

    name: str
    model_folders: tuple[Path, ...]
    template_folders: tuple[Path, ...]


def load_council(folder: Path | None) -> Council:
    """Return the council of a folder, laid over the built-in templates and models. Raises CannotRead if there
    is no such folder.
    """
    if folder is None:
        return Council("", (built_in_models(),), (built_in_templates(),))
    if not folder.is_dir():
        problem = Problem(str(folder), 0, 0, "error", "", "there is no such council folder", "name a folder", "council")
        raise CannotRead(problem)
    name = text_of(read_data("council.yaml", (folder,)), "name") if (folder / "council.yaml").is_file() else folder.name
    return Council(name, (folder, built_in_models()), (folder, built_in_templates()))
