"""Check a glossary file against its schema, and explain each error at its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from specgen.formats.yamlfile.fast import read_mapping
from specgen.formats.yamlfile.yaml_file import ValuePath, YamlFile
from specgen.problems import Fault, Problem, quoted_value, suggest
from specgen.system.resources import built_in_models

__all__ = ["is_sound", "schema_problems"]

RULE = "glossary"
SCHEMA = "glossary/glossary.schema.yaml"


def is_sound(values: Mapping[str, object]) -> bool:
    """Whether the values of a glossary file are what the schema asks for."""
    return bool(_validator().is_valid(values))


def schema_problems(yaml_file: YamlFile) -> Iterator[Problem]:
    """Yield what is wrong in a glossary file that was read with its places."""
    for error in _innermost(_validator().iter_errors(yaml_file.values)):
        path: ValuePath = tuple(error.instance_path)
        for more, fault in _faults(error):
            yield fault.at(yaml_file.place_of((*path, *more), at_key=bool(more)))


def _innermost(errors: Iterable[Any]) -> Iterator[Any]:
    """Yield the errors; where one of several forms may stand, those of the form that was meant."""
    for error in errors:
        forms = [form for form in getattr(error.kind, "context", ()) if not _is_another_kind(form, error)]
        yield from (inner for form in forms[:1] for inner in _innermost(form)) if forms else (error,)


def _is_another_kind(form: Sequence[Any], error: Any) -> bool:
    """Whether a form asks for a text where a group stands, say."""
    return any(one.kind.name == "type" and list(one.instance_path) == list(error.instance_path) for one in form)


@cache
def _validator() -> Any:
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(dict(read_mapping(built_in_models() / SCHEMA)))


def _faults(error: Any) -> Iterator[tuple[ValuePath, Fault]]:
    """Yield what is wrong, each with the last steps of its path."""
    kind = error.kind.name
    kinds = error.kind.value if kind == "type" else ()
    if kind == "additionalProperties":
        for key in error.kind.unexpected:
            yield (key,), Fault(f"{key} means nothing here", _near(key), RULE)
    elif kind == "required":
        yield (), Fault(f"has no {error.kind.property}".replace('"', ""), "add it", RULE)
    elif kind == "enum":
        options = ", ".join(
            str(option).lower() if isinstance(option, bool) else str(option) or '""' for option in error.kind.options
        )
        yield (), Fault(f"{quoted_value(error.instance)} is not possible here", f"write one of {options}", RULE)
    elif kind == "pattern":
        message = f"{quoted_value(error.instance)} is not the name of a concept"
        yield (), Fault(message, "write it like care_worker", RULE)
    elif kind == "minLength":
        yield (), Fault("is empty", "write a word, or take the line out", RULE)
    elif error.instance is None:
        yield (), Fault("nothing stands here", "write a text, or take the line out", RULE)
    elif isinstance(error.instance, int | float) and "string" in kinds:
        remedy = "write it in quotation marks, so that it stays as it is written"
        yield (), Fault(f"{quoted_value(error.instance)} is a number here", remedy, RULE)
    else:
        remedy = f"write {' or '.join(_KINDS[one] for one in kinds if one in _KINDS) or 'a text, or a group'}"
        yield (), Fault(f"{quoted_value(error.instance)} stands here", remedy, RULE)


_KINDS = {"string": "a text", "array": "a list", "object": "a group of answers", "boolean": "true or false"}
_OF_WORDS = ("label", "plural", "article")
_KEYS = (
    "concepts", "wording", "not_terms", "scheme", "preferred", "admitted", "deprecated", "superseded", "acronym",
    "definition", "kind", "lower_case", "everyday", "related", "same_as",
    "otherwise", "senses", "contract_words", "label", "plural", "article", "severity", "question",
    "fix", "not_before", "not_after", "near", "not_near", "until", "clause", "text", "statutes", "bodies", "words",
    "acronyms",
)  # fmt: skip


def _near(key: str) -> str:
    if key == "avoid":
        return "write deprecated, with a label for each word"
    if key in _OF_WORDS:
        return "write it under preferred: {label: ...}"
    return suggest(key, _KEYS, "take it out")
