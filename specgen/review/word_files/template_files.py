"""Tell the Word files that are used as templates from all others, by where they stand and never by their words.

A draft may hold anything that looks like a tag: `{{ first_name }}` of a mail merge, a formula, a line of code.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from specgen.inputs.council.search import council_around
from specgen.inputs.models.model import model_ids
from specgen.system.resources import HOUSE, built_in_models, built_in_templates

if TYPE_CHECKING:
    from specgen.inputs.council.council import Council

FOLDERS: Final = ("sections", "reports")


def is_used_as_template(file: Path, council: Council | None, *, is_draft: bool) -> bool:
    """Whether a Word file stands where templates are looked for under that name: in a folder for sections, or, if it
    is not a draft, as the house document or the template of a model.
    """
    for folder in _template_folders(file, council):
        inside = _inside(file, folder)
        if inside is None:
            continue
        if len(inside.parts) == 2 and inside.parts[0] in FOLDERS:
            return True
        if len(inside.parts) == 1 and not is_draft:
            return inside.name in _names_at_top(folder)
    return False


def _template_folders(file: Path, council: Council | None) -> tuple[Path, ...]:
    around = council_around(file)
    own = () if around is None else (Path(around),)
    return (*own, *((built_in_templates(),) if council is None else council.template_folders))


def _inside(file: Path, folder: Path) -> Path | None:
    path, above = file.absolute(), folder.absolute()
    return path.relative_to(above) if path.is_relative_to(above) else None


def _names_at_top(folder: Path) -> set[str]:
    """Return the names under which a template is looked for at the top of a folder."""
    models = model_ids((folder, built_in_models()))
    return {HOUSE, *(f"{id}.docx" for id in models), *(one.name for one in built_in_templates().glob("*.docx"))}
