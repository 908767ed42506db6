"""Find names of whole paragraphs that are printed inside a paragraph, and words that are printed outside of any.

A name that {%p set %} or {%p macro %} gives stands for paragraphs, one that {% set %} gives for words; only the letter
p in the tag that prints it says which of the two is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from specgen.formats.word.positions import Positions, problem_at
from specgen.problems import Problem
from specgen.templates.tags.listing import Tag, tags_of
from specgen.templates.tags.syntax import syntax_fault, whole
from specgen.templates.tags.tag_pairs import opens, paired

GIVEN: Final = re.compile(r"\s*(?:macro|set)\s+(\w+)")
WORD: Final = re.compile(r"\w+")
OF_SPECGEN: Final = ("contents", "logo", "review", "questionnaire")  # which print what they need themselves
PARAGRAPHS, ROWS, WORDS = "p", "tr", ""  # what a name stands for, by the letter of its tag


def paragraph_name_faults(places: Positions, roots: Mapping[str, object], environment: Any) -> Iterator[Problem]:
    """Yield the tags that print paragraphs where words belong, or the other way; `roots` are the names of answers."""
    tags = tags_of(places)
    held = _held(tags, places)
    for number, tag in enumerate(tags):
        printed = _printed(tag, environment) if _is_of_interest(tag, held) else None
        kind = None if printed is None else _kind_of(printed, number, tags, held, roots)
        if kind is None or kind == tag.level:
            continue
        if kind == ROWS:
            message, remedy = "prints rows of a table", "repeat the rows themselves: {%tr for row in measures %}"
        elif kind == PARAGRAPHS:
            message = f"prints paragraphs inside a paragraph with {tag.typed}"
            remedy = f"write {_with_letter(tag, 'p ')} in a paragraph of its own"
        else:
            message = f"prints words that stand in no paragraph with {tag.typed}"
            remedy = f"write {_with_letter(tag, ' ')}, without the letter p"
        yield problem_at(tag.line, message, remedy, "print")


def _held(tags: tuple[Tag, ...], places: Positions) -> dict[str, dict[int, str]]:
    """Return what each name that a set or a macro gives stands for, from which tag on."""
    partners, found = paired(tags, places).partners, dict[str, dict[int, str]]()
    for number, tag in enumerate(tags):
        name = GIVEN.match(tag.inside) if tag.word in ("set", "macro") and opens(tag) else None
        if name is not None and number in partners:
            found.setdefault(name[1], {})[number] = tag.level
    return found


def _is_of_interest(tag: Tag, held: Mapping[str, object]) -> bool:
    """Whether a tag prints, and may print the wrong thing: most do not have to be read for that."""
    if tag.opening != "{{" and tag.word != "call":
        return False
    words = WORD.findall(tag.inside)
    return tag.level == PARAGRAPHS or "super" in words or any(word in held for word in words)


def _printed(tag: Tag, environment: Any) -> Any:
    """Return the expression that a tag prints; None for one that cannot be read."""
    if syntax_fault(tag, environment) is not None:
        return None
    first = environment.parse(whole(tag)).body[0]
    return first.call if tag.word == "call" else first.nodes[0]


def _kind_of(
    node: Any, number: int, tags: tuple[Tag, ...], held: Mapping[str, Mapping[int, str]], roots: Mapping[str, object]
) -> str | None:
    """Return what an expression prints, None if that is not certain."""
    kind = type(node).__name__
    if kind == "Call":
        called = getattr(node.node, "name", "")
        if called == "super":
            return _kind_of_block(number, tags)
        return _kind_of_name(called, number, held)
    if kind == "Name":
        found = _kind_of_name(node.name, number, held)
        return WORDS if found is None and node.name in roots and node.name not in OF_SPECGEN else found
    if kind == "CondExpr":
        sides = [_kind_of(one, number, tags, held, roots) for one in (node.expr1, node.expr2) if one is not None]
        return sides[0] if len(set(sides)) == 1 else None
    while kind in ("Getattr", "Getitem", "Filter") and node.node is not None:
        node, kind = node.node, type(node.node).__name__
    is_answer = kind == "Name" and node.name in roots and node.name not in (*OF_SPECGEN, *held)
    return WORDS if kind == "Const" or is_answer else None


def _kind_of_name(name: str, number: int, held: Mapping[str, Mapping[int, str]]) -> str | None:
    """Return what a name stands for at a tag: in all turns of an if the same, or nothing is certain."""
    kinds = {kind for at, kind in held.get(name, {}).items() if at < number}
    return kinds.pop() if len(kinds) == 1 else None


def _kind_of_block(number: int, tags: tuple[Tag, ...]) -> str | None:
    depth = 0
    for tag in reversed(tags[:number]):
        if tag.word == "block" and depth == 0:
            return tag.level
        depth += {"endblock": 1, "block": -1}.get(tag.word, 0)
    return None


def _with_letter(tag: Tag, letter: str) -> str:
    return f"{tag.opening}{letter}{tag.inside.strip()} {tag.plain[-2:]}"
