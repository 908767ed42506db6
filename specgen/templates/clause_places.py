"""Mark in a template's source where each paragraph and row comes from, and which row of the answers a loop prints.

What is rendered then tells the clause of a template and the row of the answers that each paragraph was made from, so
that it can be found again in a later draft: a place is what a paragraph says, not where in a list it stands.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import Final

from jinja2 import nodes
from markupsafe import Markup

from specgen.context.values import Group, Record
from specgen.system.lazy_pattern import lazy_pattern

ROW, ROW_ID_END, ROW_END = "\ue020", "\ue021", "\ue022"  # of the private use area: no answer may hold them
ROW_MARKS: Final = lazy_pattern(f"{ROW}[^{ROW_ID_END}]*{ROW_ID_END}|{ROW_END}")
ROW_FILTER: Final = "the start of a row"  # no template can write this name
PLAIN_ID: Final = lazy_pattern(r"[A-Za-z0-9_-]{1,24}")
STARTS: Final = lazy_pattern(r"<w:(p|tr)(?=[ >])")


def with_places(source: str, template: str) -> str:
    """Return a template's source in which each paragraph and row names its place (sg:at)."""
    seen = Counter[str]()

    def marked(start: re.Match[str]) -> str:
        end = source.find(f"</w:{start[1]}>", start.end())
        words = " ".join(re.sub(r"<[^>]*>", "", source[start.end() : end].partition(">")[2]).split())
        if not words:
            return start[0]
        digest = hashlib.sha256(words.encode()).hexdigest()[:8]
        seen[start[1] + digest] += 1
        number = seen[start[1] + digest]
        return f'{start[0]} sg:at="{template}#{digest}{f".{number}" if number > 1 else ""}"'

    return STARTS.sub(marked, source)


def mark_rows(loop: nodes.For) -> None:
    """Let a loop print which row of the answers each of its rounds is about."""
    target = loop.target.items[0] if isinstance(loop.target, nodes.Tuple) else loop.target
    if not isinstance(target, nodes.Name):
        return
    line, environment = loop.lineno, loop.environment
    named = nodes.Name(target.name, "load", lineno=line, environment=environment)
    start = nodes.Filter(named, ROW_FILTER, [], [], None, None, lineno=line, environment=environment)
    end = nodes.TemplateData(ROW_END, lineno=line, environment=environment)
    loop.body = [
        nodes.Output([start], lineno=line, environment=environment),
        *loop.body,
        nodes.Output([end], lineno=line, environment=environment),
    ]


def row_start(value: object) -> Markup:
    """Return the sign that stands before what is printed about one row."""
    return Markup(f"{ROW}{_row_id(value)}{ROW_ID_END}")  # noqa: S704   an id of letters and digits


def _row_id(value: object) -> str:
    """Return what a row is called: its own id, or what its first answer says."""
    if isinstance(value, Group):  # in the order of the questions: that of the answers is whoever's who wrote them
        asked = ("id", *(question.name for question in value._question.questions))
        words = next((one for name in asked if isinstance(one := value._values.get(name), str) and one), "")
    elif isinstance(value, Record):
        words = next((one for one in value._values.values() if isinstance(one, str) and one), "")
    elif isinstance(value, tuple) and value:
        return _row_id(value[0])
    else:
        words = str(value) if isinstance(value, str | int) else ""
    text = str(words)
    return text if PLAIN_ID.fullmatch(text) else hashlib.sha256(text.encode()).hexdigest()[:8]
