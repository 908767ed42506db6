"""Write single values as YAML reads them back, in quotation marks only where they are needed."""

from __future__ import annotations

import json
import re
from typing import Final

from specgen.formats.yamlfile.plain_scalar import scalar
from specgen.system.lazy_pattern import lazy_pattern

_PLAIN: Final = lazy_pattern(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^:#]|:(?=\S)|(?<=\S)#)*(?<=[^\s:])")


def write_value(value: object) -> str:
    """Return a value on one line of YAML."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_quoted(str(item), in_list=True) for item in value)}]"
    return _quoted(value, in_list=False) if isinstance(value, str) else str(value)


def _quoted(text: str, *, in_list: bool) -> str:
    plain = _PLAIN.fullmatch(text) and not (in_list and re.search(r"[,\[\]{}]", text))
    return text if plain and scalar(text) == text else json.dumps(text, ensure_ascii=False)
