"""Lay a few answers over a sample: what a test changes stands in the test, and the rest is a whole specification."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from specgen.system.resources import built_in_samples


def overlaid(sample: str, overlay: str) -> str:
    """Return a sample's YAML with other answers: a value null takes an answer away, a row with an id changes the row
    with that id or is a new row, any other list takes the place of the sample's.
    """
    values = copy.deepcopy(_sample(sample))
    merge(values, yaml.load(overlay, Loader=yaml.CSafeLoader) or {})
    return yaml.dump(values, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)


def merge(values: dict[str, Any], overlay: dict[str, Any]) -> None:
    for key, new in overlay.items():
        old = values.get(key)
        if new is None:
            values.pop(key, None)
        elif isinstance(new, dict) and isinstance(old, dict):
            merge(old, new)
        elif isinstance(new, list) and isinstance(old, list) and _have_ids(new) and _have_ids(old):
            _merge_rows(old, new)
        else:
            values[key] = new


def _merge_rows(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> None:
    known = {row["id"]: row for row in old}
    for row in new:
        if row["id"] not in known:
            old.append(row)
        elif set(row) == {"id", "gone"}:
            old.remove(known[row["id"]])
        else:
            merge(known[row["id"]], row)


def _have_ids(rows: list[Any]) -> bool:
    return bool(rows) and all(isinstance(row, dict) and "id" in row for row in rows)


@cache
def _sample(name: str) -> dict[str, Any]:
    path = built_in_samples() / f"{name}.yaml"
    text = path.read_text(encoding="utf-8") if path.is_file() else name
    values: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return values


def write_overlaid(folder: Path, sample: str, overlay: str) -> Path:
    """Return a file of answers in a folder that holds the sample with other answers."""
    file = folder / "answers.yaml"
    file.write_text(overlaid(sample, overlay), encoding="utf-8")
    return file
