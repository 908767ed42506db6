"""Build the JSON Schema that an editor checks a model's answers against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from specgen.inputs.models.section import Schema, Section

__all__ = ["answers_schema"]


def answers_schema(id: str, title: str, summary: str, sections: Sequence[Section]) -> Schema:
    """Return what an editor checks answers against: all may stay empty, only known names are allowed."""
    properties: dict[str, object] = {
        "model": {
            "title": "Commissioning model",
            "description": "The model this specification follows.",
            "oneOf": [{"const": id, "title": title}],
        },
        "council": {
            "title": "Council",
            "description": "The name of the folder with the council's own house document, words and sections.",
            "type": ["string", "null"],
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
        },
    }
    for section in sections:
        if section.at:
            _group_at(properties, section.at[:-1])[section.at[-1]] = _lenient(section.schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": summary,
        "type": "object",
        "properties": properties,
        "required": ["model"],
        "additionalProperties": False,
    }


def _group_at(properties: dict[str, object], path: tuple[str, ...]) -> dict[str, object]:
    for step in path:
        group = properties.setdefault(
            step, {"type": ["object", "null"], "properties": {}, "additionalProperties": False}
        )
        assert isinstance(group, dict)  # noqa: S101
        properties = group["properties"]
    return properties


_NOT_ASKED = ("$schema", "$id", "at", "template", "changes")
_TEXT = ["string", "number", "boolean", "null"]
_FORMATS: dict[str, dict[str, object]] = {  # JSON Schema's own `time` has seconds and a zone, and it knows no `prose`
    "date": {"type": ["string", "null"], "format": "date"},
    "time": {"type": ["string", "null"], "pattern": "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"},
}


def _lenient(schema: Schema) -> dict[str, object]:
    """Return one question's schema as an answers file may be written: empty, or text that looks like a number."""
    kind = schema.get("type")
    lenient = {key: value for key, value in schema.items() if key not in _NOT_ASKED}
    if kind == "boolean":
        del lenient["type"]
        return {**lenient, "enum": [True, False, "yes", "no", None]}
    if "oneOf" in schema:
        listed = schema["oneOf"]
        choices = listed if isinstance(listed, list) else []
        return {
            **lenient,
            "type": ["string", "null"],
            "oneOf": [*choices, {"type": "null", "title": "not answered yet"}],
        }
    if kind == "string":
        format = lenient.pop("format", "")
        return {**lenient, "type": _TEXT, **_FORMATS.get(str(format), {})}
    lenient["type"] = [kind, "null"]
    if isinstance(items := schema.get("items"), Mapping):
        lenient["items"] = _lenient(items)
    if isinstance(inner := schema.get("properties"), Mapping):
        lenient["properties"] = {name: _lenient(child) for name, child in inner.items()}
        lenient["additionalProperties"] = False
    return lenient
