"""A glossary file in, everything in it that its schema does not allow out, with line and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from specgen.formats.yamlfile.fast import read_mapping
from specgen.formats.yamlfile.yaml_file import Answers, Steps
from specgen.inputs.answers.answer_types import shown
from specgen.problems import Problem
from specgen.system.resources import built_in_models

__all__ = ["glossary_faults", "is_sound"]

SCHEMA = "glossary/glossary.schema.yaml"


def is_sound(values: Mapping[str, object]) -> bool:
    """Whether the values of a glossary file are what the schema asks for."""
    return bool(_validator().is_valid(values))


def glossary_faults(read: Answers) -> Iterator[Problem]:
    """Yield what is wrong in a glossary file that was read with its places."""
    for error in _validator().iter_errors(read.values):
        path: Steps = tuple(error.instance_path)
        for more, message, remedy in _said(error):
            yield read.problem((*path, *more), message, remedy, "glossary", at_key=bool(more))


@cache
def _validator() -> Any:
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(dict(read_mapping(built_in_models() / SCHEMA)))


def _said(error: Any) -> Iterator[tuple[Steps, str, str]]:
    """Yield the last steps of the path, what is wrong and what would be right."""
    kind, value = error.kind.name, getattr(error.kind, "value", None)
    if kind == "additionalProperties":
        for key in error.kind.unexpected:
            yield (key,), f"{key} means nothing here", _near(key)
    elif kind == "required":
        yield (), f"has no {error.kind.property}".replace('"', ""), "add it"
    elif kind == "enum":
        options = ", ".join(
            str(one).lower() if isinstance(one, bool) else str(one) or '""' for one in error.kind.options
        )
        yield (), f"{shown(error.instance)} is not possible here", f"write one of {options}"
    elif kind == "pattern":
        yield (), f"{shown(error.instance)} is not the name of a concept", "write it like care_worker"
    elif kind == "minLength":
        yield (), "is empty", "write a word, or take the line out"
    elif kind == "type":
        yield (), f"{_what(error.instance)} stands here", f"write {_KINDS.get(str(value), 'what the schema asks for')}"
    else:
        inside = list(_inside(error.instance)) if isinstance(error.instance, Mapping) else []
        yield from inside
        if not inside:
            yield (), f"{_what(error.instance)} stands here", "write a text, or a group of what is said of it"


def _inside(group: Mapping[str, object]) -> Iterator[tuple[Steps, str, str]]:
    """Yield the same for the parts of a group that stands where a text might stand too."""
    for key, value in group.items():
        if key not in _KEYS:
            yield (key,), f"{key} means nothing here", _near(key)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield (key,), f"{key} is a number here", "write it in quotation marks, so that it stays as it is written"


_KINDS = {"string": "a text", "array": "a list", "object": "a group of answers", "boolean": "true or false"}
_KEYS = (
    "concepts", "wording", "not_terms", "scheme", "preferred", "admitted", "deprecated", "superseded", "acronym",
    "definition", "kind", "lower_case", "everyday", "related", "label", "plural", "article", "severity", "question",
    "fix", "not_before", "not_after", "near", "not_near", "until", "clause", "text", "statutes", "bodies", "words",
    "acronyms",
)  # fmt: skip


def _near(key: str) -> str:
    from difflib import get_close_matches

    if key == "avoid":
        return "write deprecated, with a label for each word"
    found = get_close_matches(key, _KEYS, 1)
    return f"did you mean {found[0]}?" if found else "take it out"


def _what(value: object) -> str:
    if isinstance(value, Mapping):
        return "a group"
    return "a list" if isinstance(value, list) else shown(value)
