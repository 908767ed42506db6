"""Data files (law, outcome frameworks, glossaries) by name in, their plain values out; the first folder that has
one wins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from specgen.problems import CannotRead, Place, Problem, WrongInput


def read_data(name: str, folders: Sequence[Path]) -> Mapping[str, object]:
    """Return the values of `name` (like "law/wales.yaml"). Raises CannotRead if no folder has it, WrongInput if
    it is faulty.
    """
    from specgen.formats.yamlfile.yaml_file import load  # here, because what reads no file needs no parser

    for folder in folders:
        file = folder / name
        if file.is_file():
            found, problems = load(file)
            if found is None or problems:
                raise WrongInput(problems)
            return found.values
    raise CannotRead(Problem(Place(name), "this data file is missing", "install specgen again", "data"))


def rows_of(values: Mapping[str, object], key: str) -> tuple[Mapping[str, object], ...]:
    """Return a list of mappings in a data file; anything else in it is passed over."""
    rows = values.get(key)
    return tuple(row for row in rows if isinstance(row, Mapping)) if isinstance(rows, Sequence) else ()


def text_of(values: Mapping[str, object], key: str) -> str:
    """Return a text of a data file, or an empty one."""
    value = values.get(key)
    return value if isinstance(value, str) else ""
