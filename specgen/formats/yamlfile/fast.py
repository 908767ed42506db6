"""Load the values of a YAML mapping without their positions, in less than half the time.

A cold run reads about sixty files of models, sections and glossaries, and asks where a value stands in none of them
unless one is faulty: then the file is read again with its positions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from specgen.formats.yamlfile.characters import UNFIT
from specgen.formats.yamlfile.events import MAX_NESTING
from specgen.formats.yamlfile.plain_scalar import scalar
from specgen.formats.yamlfile.yaml_file import LOADER, MAX_BYTES, load_sound
from specgen.problems import CannotRead, Place, Problem
from specgen.system.files import read_file

__all__ = ["read_data", "read_mapping"]


def read_mapping(path: Path) -> Mapping[str, object]:
    """Raise CannotRead when there is no such file, and WrongInput with every problem of its structure."""
    try:
        values = _values(read_file(path, MAX_BYTES))
    except (CannotRead, UnicodeDecodeError, yaml.YAMLError, _Unusual):
        values = None
    if values is not None:
        return values
    return load_sound(path).values


def read_data(name: str, folders: Sequence[Path]) -> Mapping[str, object]:
    """Return the values of a data file (like "law/wales.yaml") from the first folder that has it. Raises CannotRead if
    none has, WrongInput if it is faulty.
    """
    for folder in folders:
        if (folder / name).is_file():
            return read_mapping(folder / name)
    raise CannotRead(Problem(Place(name), "this data file is missing", "install specgen again", "data"))


class _Unusual(Exception):
    """Something stands in the file that deserves the closer look of specgen.formats.yamlfile.yaml_file."""


def _values(content: bytes) -> Mapping[str, object] | None:
    text = content.decode("utf-8").replace("\r\n", "\n")
    if len(content) > MAX_BYTES or UNFIT.search(text):
        return None
    events = iter(yaml.parse(text, Loader=LOADER))
    next(events)
    if not isinstance(start := next(events), yaml.DocumentStartEvent) or start.version or start.tags:
        return None
    root = _value(next(events), events, 1)
    is_one_document = [type(event) for event in events] == [yaml.DocumentEndEvent, yaml.StreamEndEvent]
    return root if is_one_document and isinstance(root, dict) else None


def _value(event: Any, events: Iterator[Any], depth: int) -> object:
    if event.anchor is not None or event.tag is not None or depth > MAX_NESTING:
        raise _Unusual
    kind = event.__class__
    if kind is yaml.ScalarEvent:
        return scalar(event.value) if event.implicit[0] and not event.style else event.value
    if kind is yaml.SequenceStartEvent:
        items: list[object] = []
        while (event := next(events)).__class__ is not yaml.SequenceEndEvent:
            items.append(_value(event, events, depth + 1))
        return items
    mapping: dict[str, object] = {}
    while (event := next(events)).__class__ is not yaml.MappingEndEvent:
        key = _value(event, events, depth + 1)
        if not isinstance(key, str) or key in mapping or key == "<<":
            raise _Unusual
        mapping[key] = _value(next(events), events, depth + 1)
    return mapping
