"""Hold the answers of one specification, each of the type that its question asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from specgen.formats.yamlfile.yaml_file import YamlFile

__all__ = ["Answers"]


@dataclass(frozen=True)
class Answers:
    """`yaml` is what they were read from, with the council's own answers: it gives each problem its place."""

    values: Mapping[str, object]  # without what is empty or does not fit
    yaml: YamlFile
