"""Make the JSON Schema that an editor checks a file of answers by, with the answers that no question foresees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from specgen.inputs.models.section import Schema

__all__ = ["editor_schema"]

AWAITED: Final = {
    "type": "object",
    "properties": {"awaited": {"type": "string"}, "by": {"type": "string", "format": "date"}},
    "required": ["awaited"],
    "additionalProperties": False,
}
OTHER: Final = {
    "type": "object",
    "properties": {"other": {"type": "string"}},
    "required": ["other"],
    "additionalProperties": False,
}


# Of a whole: 42%.
SHARE: Final = {"type": "string", "pattern": r"^\s*\d{1,3}(\.\d+)?\s*(%|[Pp]er ?[Cc]ent)\s*$"}


def editor_schema(schema: Schema) -> Schema:
    """Return the schema of a model with `awaited:` as an answer to each question, and where it is one `other:`
    or a share in per cent.
    """
    made = {key: value for key, value in schema.items() if key != "own_words"}
    for key in ("properties", "$defs"):
        if isinstance(inner := made.get(key), Mapping):
            made[key] = {name: _answer(child) for name, child in inner.items()}
    if isinstance(items := made.get("items"), Mapping) and "properties" in items:
        made["items"] = editor_schema(items)
    return made


def _answer(schema: object) -> object:
    if not isinstance(schema, Mapping):
        return schema
    if "properties" in schema:  # an editor says what is wrong inside the group
        about = {key: schema[key] for key in ("title", "description") if key in schema}
        return {
            **about,
            "if": {"type": "object", "required": ["awaited"]},
            "then": AWAITED,
            "else": editor_schema(schema),
        }
    others = [AWAITED, *([OTHER] if schema.get("own_words") else []), *([SHARE] if schema.get("share_of") else [])]
    about = {key: schema[key] for key in ("title", "description") if key in schema}
    return {**about, "anyOf": [editor_schema(schema), *others]}
