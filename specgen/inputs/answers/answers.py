"""Hold the answers of one specification, each of the type that its question asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from specgen.formats.yamlfile.yaml_file import ValuePath, YamlFile

__all__ = ["Answers", "Awaited"]


class Awaited(NamedTuple):
    """What is announced and not there yet: in a few words, with the day until which it comes."""

    words: str
    by: object = None  # a date, if there is one


@dataclass(frozen=True)
class Answers:
    """`yaml` is what they were read from, with the council's own answers: it gives each problem its place."""

    values: Mapping[str, object]  # without what is empty or does not fit
    yaml: YamlFile
    awaited: Mapping[ValuePath, Awaited] = field(default_factory=dict)
