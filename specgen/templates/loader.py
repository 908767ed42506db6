"""Find a template by its name: in a council's folders first, in the built-in one last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from specgen.problems import Place, Problem, WrongInput

BUILT_IN: Final = "specgen/"  # a council's own sections/x.docx extends "specgen/sections/x.docx"
SECTIONS: Final = "sections"  # a folder of templates, also where a council's folder is called so


@dataclass(frozen=True)
class TemplateLoader:
    """Where templates are looked for: a council's folders first, the built-in one last. `named` says what a name may
    begin with, and the folder that is then the first: specgen/, or a council's name.
    """

    folders: tuple[Path, ...]
    named: Mapping[str, int] = field(default_factory=lambda: {BUILT_IN.rstrip("/"): -1})

    def find(self, template: str) -> Path | None:
        """Return the file of a template by its name; raise WrongInput for a name that points outside the folders."""
        folders = self.folders
        owner, _, rest = template.partition("/")
        if rest and owner in self.named and owner != SECTIONS:
            template, folders = rest, self.folders[self.named[owner] :]
        pure = PurePosixPath(template)
        if "\\" in template or ":" in template or pure.is_absolute() or ".." in pure.parts:
            raise template_error(
                template, "the name points outside the template folders", 'name it like "sections/scope.docx"'
            )
        for folder in folders:
            file = folder / pure
            if file.is_file():
                if not file.resolve().is_relative_to(folder.resolve()):
                    raise template_error(
                        template, "the file is a link to a place outside the template folders", "copy it in"
                    )
                return file
        return None

    def names(self) -> list[str]:
        """Return the name of every template on the loader."""
        return sorted({file.relative_to(folder).as_posix() for folder in self.folders for file in _word_files(folder)})


def _word_files(folder: Path) -> list[Path]:
    """Return the Word files of a folder, without the lock files that Word puts beside what it has open."""
    return sorted(file for file in folder.rglob("*.docx") if file.is_file() and not file.name.startswith("~$"))


def template_error(template: str, message: str, remedy: str) -> WrongInput:
    return WrongInput((Problem(Place(template), message, remedy, "template"),))
