"""Find what the schema does not allow in a council's file of law, with line and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from specgen.formats.yamlfile.fast import read_mapping
from specgen.formats.yamlfile.yaml_file import YamlFile
from specgen.problems import Problem, suggest
from specgen.system.resources import built_in_models

__all__ = ["is_sound", "schema_problems"]

SCHEMA: Final = "law/law.schema.yaml"
FORMS: Final = {
    "on": "a date like 2026-11-28",
    "as_at": "a date like 2026-11-28",
    "version_date": "a date like 2026-11-28",
    "url": "an address that begins with https://",
    "answer": "the path of an answer, like contract.procurement.began_on",
}
KEYS: Final = (
    "about", "answer", "applies_to", "as_at", "because", "before", "by", "check", "cite", "commenced_by", "extent",
    "from", "is", "known_as", "laid_over", "law", "laws", "names", "number", "on", "otherwise", "printed_if",
    "provision", "quote", "reason", "schedule", "status", "text", "title", "url", "version_date", "waive", "watch",
)  # fmt: skip


def is_sound(values: Mapping[str, object]) -> bool:
    """Whether the values of a file of law are what the schema asks for."""
    return bool(_validator().is_valid(values))


def schema_problems(yaml_file: YamlFile) -> Iterator[Problem]:
    """Yield what is wrong in a file of law that was read with its places."""
    for error in _validator().iter_errors(yaml_file.values):
        yield from _problems(error, yaml_file)


@cache
def _validator() -> Any:
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(dict(read_mapping(built_in_models() / SCHEMA)))


def _problems(error: Any, yaml_file: YamlFile) -> Iterator[Problem]:
    kind, path = error.kind.name, tuple(error.instance_path)
    name = str(path[-1]) if path else ""
    if kind == "additionalProperties":
        for key in error.kind.unexpected:
            remedy = suggest(key, KEYS, "take it out")
            yield yaml_file.problem_at((*path, key), f"{key} means nothing here", remedy, "law", at_key=True)
    elif kind == "anyOf":
        inside = [one for branch in error.kind.context for one in branch if one.kind.name != "type"]
        if not inside:
            remedy = "write it as specgen's own files of law do"
            yield yaml_file.problem_at(path, f"{name} has another form", remedy, "law")
        for one in inside:
            yield from _problems(one, yaml_file)
    elif kind == "required":
        yield yaml_file.problem_at(path, f"has no {error.kind.property}".replace('"', ""), "add it", "law")
    elif kind == "enum":
        message = f"{error.instance} is not possible here"
        yield yaml_file.problem_at(path, message, f"write one of {', '.join(error.kind.options)}", "law")
    else:
        message = f"{error.instance!r} does not fit here"
        yield yaml_file.problem_at(path, message, f"write {FORMS.get(name, 'a text')}", "law")
