"""Hold what templates are compiled to, and write it down for the cache.

Apart from the compiler, so that a draft whose templates are in the cache need not load it.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from types import CodeType
from typing import NamedTuple

from specgen.formats.word.elements import shortened
from specgen.problems import Place, Problem
from specgen.templates.block_tags import Relations


@dataclass(frozen=True, eq=False)
class CompiledTemplates:
    """Everything that does not depend on the answers: the package of the house and the compiled templates."""

    key: str  # hash of all that went in
    root: str
    parts: Mapping[str, bytes]
    sources: Mapping[str, Source]
    code: Mapping[str, CodeType]
    tagged_parts: tuple[str, ...]  # parts of the package that are templates too: headers and footers
    hashes: Mapping[str, str]  # template -> SHA-256 of its file
    roles: Mapping[str, str] = field(default_factory=dict)  # style id -> specgen's name, where the house has another
    problems: tuple[Problem, ...] = ()  # what was left out of the house, and what to look at
    own_house: bool = False  # a council's, not the built-in one
    deferrals: Mapping[str, CodeType] = field(default_factory=dict)  # what stands in for templates that wait
    listing_parts: tuple[str, ...] = ()  # of the body ("") and the tagged parts: those that list what was printed
    relations: Mapping[str, Relations] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)  # mark -> the template that replaces one with it


def freeze(compiled: CompiledTemplates) -> bytes:
    """Return compiled templates as bytes that `thaw` reads back; only for a cache that nobody else can write to."""
    plain = (
        compiled.key,
        compiled.root,
        dict(compiled.parts),
        {template: source.text for template, source in compiled.sources.items()},
        dict(compiled.code),
        compiled.tagged_parts,
        dict(compiled.hashes),
        dict(compiled.roles),
        tuple(astuple(one) for one in compiled.problems),
        compiled.own_house,
        dict(compiled.deferrals),
        compiled.listing_parts,
        {template: tuple(one) for template, one in compiled.relations.items()},
        dict(compiled.left_out),
    )
    return marshal.dumps(plain)


def thaw(data: bytes) -> CompiledTemplates:
    """Return the compiled templates that `freeze` wrote. Raises ValueError, EOFError or TypeError if it is damaged."""
    key, root, parts, texts, code, tagged_parts, hashes, roles, said, *rest, related, left_out = marshal.loads(data)
    sources = {template: Source(template, text) for template, text in texts.items()}
    problems = tuple(Problem(Place(*place), *others) for place, *others in said)
    rest += [{template: Relations(*one) for template, one in related.items()}, left_out]
    return CompiledTemplates(key, root, parts, sources, code, tagged_parts, hashes, roles, problems, *rest)


class Source(NamedTuple):
    """One template as Jinja reads it: line n of the text is paragraph n (or the end of the one before)."""

    template: str
    text: str

    def paragraph_at(self, line: int) -> str:
        """Return the start of the words on one line of the source, to show where a fault is."""
        lines = self.text.split("\n")
        return shortened(re.sub(r"<[^>]+>", "", lines[line - 1])) if 0 < line <= len(lines) else ""
