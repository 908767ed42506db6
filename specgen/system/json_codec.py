"""Encode dataclasses, texts, numbers, bytes, paths and dates as JSON, and decode them by their type hints.

Decoding can make nothing but what the type says: unlike a pickle, the text may come from somebody who means harm.
"""

from __future__ import annotations

import dataclasses
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from specgen.problems import CannotRead, Problem, SpecgenError, WrongInput

ERRORS: Final = {kind.__name__: kind for kind in (CannotRead, WrongInput)}


def to_json(value: object) -> bytes:
    return json.dumps(_flat(value)).encode()


def from_json(data: bytes, kind: Any) -> Any:
    """Return the value of a type that `to_json` wrote. Raises ValueError, TypeError, KeyError for any other text."""
    return _shaped(json.loads(data), kind)


def _flat(value: object) -> object:
    match value:
        case bytes():
            return b64encode(value).decode()
        case str():
            return str(value)
        case None | bool() | int() | float():
            return value
        case Path():
            return str(value)
        case date():
            return value.isoformat()
        case SpecgenError():
            return [type(value).__name__, _flat(value.problems)]
        case Mapping():
            return [[_flat(key), _flat(item)] for key, item in value.items()]
        case Sequence():
            return [_flat(item) for item in value]
    if not dataclasses.is_dataclass(value):
        raise TypeError(f"a {type(value).__name__} is not plain")
    return [_flat(getattr(value, field.name)) for field in dataclasses.fields(value)]


def _shaped(plain: Any, kind: Any) -> Any:
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return None if plain is None else _shaped(plain, next(item for item in inside if item is not type(None)))
    if origin is tuple:
        kinds = [inside[0]] * len(plain) if inside[-1:] == (...,) else inside
        return tuple(_shaped(item, each) for item, each in zip(plain, kinds, strict=True))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {_shaped(key, inside[0]): _shaped(item, inside[1]) for key, item in plain}
    if isinstance(origin, type) and issubclass(origin, Sequence):
        return [_shaped(item, inside[0]) for item in plain]
    return _single(plain, kind)


def _single(plain: Any, kind: Any) -> Any:
    if kind is bytes:
        return b64decode(plain, validate=True)
    if kind is date:
        return date.fromisoformat(plain)
    if kind is Path:
        return Path(plain)
    if isinstance(kind, type) and issubclass(kind, SpecgenError):
        return ERRORS[plain[0]](_shaped(plain[1], tuple[Problem, ...]))
    fields = _fields(kind)
    if fields:
        types = _types(kind)
        return kind(*(_shaped(item, types[field]) for item, field in zip(plain, fields, strict=True)))
    if kind is object and isinstance(plain, str | int | float | bool | None):
        return plain
    if kind is float and isinstance(plain, int) and not isinstance(plain, bool):
        return float(plain)
    if kind in (None, type(None)) and plain is None:
        return None
    if isinstance(plain, kind) and kind in (str, int, float, bool):
        return plain
    raise TypeError(f"{plain!r:.40} is not {kind}")


@cache
def _types(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass or a named tuple."""
    if dataclasses.is_dataclass(kind):
        return tuple(field.name for field in dataclasses.fields(kind))
    return tuple(getattr(kind, "_fields", ()))
