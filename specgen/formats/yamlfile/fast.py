"""A YAML file of ours or a council's -> its values, quickly; places are looked up only if it is faulty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from specgen.formats.yamlfile.events import MAX_NESTING, UNFIT, scalar
from specgen.formats.yamlfile.yaml_file import LOADER, MAX_BYTES, load
from specgen.problems import CannotRead, WrongInput
from specgen.system.files import read_file

__all__ = ["read_mapping"]


def read_mapping(path: Path) -> Mapping[str, object]:
    """Raise CannotRead when there is no such file, and WrongInput with every problem of its structure."""
    try:
        values = _values(read_file(path, MAX_BYTES))
    except (CannotRead, UnicodeDecodeError, yaml.YAMLError, _Unusual):
        values = None
    if values is not None:
        return values
    answers, problems = load(path)
    if answers is None or problems:
        raise WrongInput(problems)
    return answers.values


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
    made = _value(next(events), events, 1)
    rest = [type(event) for event in events]
    usual = rest == [yaml.DocumentEndEvent, yaml.StreamEndEvent]
    return made if usual and isinstance(made, dict) else None


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
