"""A council's folder in, a Council out: where its own models, sections, words and house document are found before
the built-in ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from specgen.data import read_data, text_of
from specgen.locations import built_in_models, built_in_templates
from specgen.problems import CannotRead, Problem


@dataclass(frozen=True)
class Look:
    """How the documents of a council look, as its council.yaml says it; what is empty is as the house has it."""

    house: Path | None = None
    logo: Path | None = None
    logo_words: str = ""  # the alternative text
    colours: Mapping[str, str] = field(default_factory=dict)  # main, accent ... -> RRGGBB
    fonts: Mapping[str, str] = field(default_factory=dict)  # text, headings -> the name of a font
    styles: Mapping[str, str] = field(default_factory=dict)  # specgen's name of a style -> the name the house has for it


@dataclass(frozen=True)
class Council:
    """The folders to look in, the council's own first. Without a council only the built-in ones."""

    name: str
    model_folders: tuple[Path, ...]
    template_folders: tuple[Path, ...]
    folders: tuple[Path, ...] = ()  # the council's own, then those of the councils it extends
    facts: Mapping[str, object] = field(default_factory=dict)  # council.yaml, laid over those it extends
    look: Look = Look()


def load_council(named: str | Path | None, near: Path | None = None) -> Council:
    """Return the council of a folder, laid over the built-in templates and models. Raises CannotRead if there
    is no such folder.
    """
    if named is None:
        return Council("", (built_in_models(),), (built_in_templates(),))
    folder = Path(named)
    if not folder.is_dir():
        problem = Problem(str(folder), 0, 0, "error", "", "there is no such council folder", "name a folder", "council")
        raise CannotRead(problem)
    facts = read_data("council.yaml", (folder,)) if (folder / "council.yaml").is_file() else {}
    name = text_of(facts, "name") or folder.name
    return Council(name, (folder, built_in_models()), (folder, built_in_templates()), (folder,), facts)
