"""Load the word lists and thresholds of the rules, read once for as long as no file of them changes.

To read the YAML of all of them took 20 ms of the 590 of a `generate`; what the store keeps of them takes 1.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from functools import cache
from typing import Final

from specgen.formats.yamlfile.fast import read_mapping
from specgen.system.resources import built_in_models
from specgen.system.store import contents, get_or_make, hashed, own_code

FOLDER: Final = "review"


def review_data(file: str) -> Mapping[str, object]:
    """Return the values of a file of models/review."""
    return _files()[file]


@cache
def _files() -> Mapping[str, Mapping[str, object]]:
    key = hashed([own_code(), *contents([built_in_models() / FOLDER], ".yaml"), FOLDER])
    made: Mapping[str, Mapping[str, object]] = get_or_make(key, _read, pickle.dumps, pickle.loads)
    return made


def _read() -> Mapping[str, Mapping[str, object]]:
    return {path.stem: read_mapping(path) for path in sorted((built_in_models() / FOLDER).glob("*.yaml"))}
