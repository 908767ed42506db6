"""Find what is wrong in how templates work together: circles, and blocks that nobody prints.

Jinja passes over all of these until the line is reached, or for ever.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from specgen.formats.word.positions import problem_at
from specgen.problems import Place, Problem

HOUSE: Final = "house.docx"
BODY: Final = "body"  # the block of the house that every document is printed into


def without_body(blocks: Collection[str]) -> tuple[str, str]:
    """Return message and remedy for a house that has these blocks, and not the one the sections are printed into."""
    message = f'has no block "{BODY}", into which the sections are printed'
    near = get_close_matches(BODY, blocks, 1)
    if near:
        return message, f"write body for {near[0]}: {{%p block body %}}"
    return message, "put {%p block body %} and {%p endblock %} back, each in a paragraph of its own"


def logic_problems(tree: Any, environment: Any) -> Iterator[Problem]:
    """Yield what one template's tags may not do, each with its line."""
    from jinja2 import nodes

    for node in tree.find_all(nodes.Include):
        if node.ignore_missing:
            yield problem_at(
                node.lineno, "has an include that may be missing", "take the words ignore missing out", "tag"
            )
    for node in tree.find_all(nodes.Extends):
        if not isinstance(node.template, nodes.Const):
            yield problem_at(
                node.lineno, "extends a template whose name is worked out", "write its name in quotation marks", "tag"
            )
    for node in tree.find_all((nodes.ScopedEvalContextModifier, nodes.EvalContextModifier)):
        yield problem_at(
            node.lineno, "has an autoescape tag", "take it out; every answer is printed exactly as it is", "tag"
        )
    for kind, known in (("filter", environment.filters), ("test", environment.tests)):
        for node in tree.find_all(nodes.Filter if kind == "filter" else nodes.Test):
            if node.name is not None and node.name not in known:
                near = get_close_matches(node.name, known, 1)
                remedy = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(sorted(known))}"
                yield problem_at(node.lineno, f'there is no {kind} "{node.name}"', remedy, "tag")


def follows(tree: Any) -> list[str]:
    """Return the names of the templates that one template extends, includes or imports."""
    from jinja2 import meta

    return [one for one in meta.find_referenced_templates(tree) if one]


def lost_blocks(trees: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield the blocks that a child fills and that nothing it extends prints."""
    for template, tree in trees.items():
        if _parent(tree) in trees:
            known = _known_blocks(template, trees)
            for block in _outer_blocks(tree):
                if block == BODY and _parent(tree) == HOUSE:
                    if block not in known:
                        yield Problem(Place(HOUSE), *without_body(known), "block")
                elif block not in known:
                    near = get_close_matches(block, known, 1)
                    remedy = f'did you mean "{near[0]}"?' if near else f"its blocks are: {', '.join(known) or 'none'}"
                    message = (
                        f'fills the block "{block}", which {_parent(tree)} does not have, and it would not be printed'
                    )
                    yield Problem(Place(template), message, remedy, "block")


def circles(trees: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield the templates that include or extend themselves, at whatever distance."""
    follow = {template: follows(tree) for template, tree in trees.items()}
    for template in follow:
        path = _circle(template, follow)
        if path:
            message = f"the template includes or extends itself: {' > '.join(path)}"
            yield Problem(Place(template), message, "take one of these tags out", "include")


def _circle(start: str, follow: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return the shortest way from a template back to itself; each other one is come by once only, however often it is
    included.
    """
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for way in ways:  # which grows meanwhile
        for one in follow.get(way[-1], ()):
            if one == start:
                return (*way, start)
            if one not in seen:
                seen.add(one)
                ways.append((*way, one))
    return ()


def parents(template: str, trees: Mapping[str, Any]) -> list[str]:
    """Return what a template extends, the nearest first."""
    names: list[str] = []
    parent = _parent(trees[template])
    while parent in trees and parent not in (template, *names):
        names.append(parent)
        parent = _parent(trees[parent])
    return names


def _parent(tree: Any) -> str:
    from jinja2 import nodes

    found = tree.find(nodes.Extends)
    return str(found.template.value) if found is not None and isinstance(found.template, nodes.Const) else ""


def _known_blocks(template: str, trees: Mapping[str, Any]) -> list[str]:
    """Return the blocks of everything that a template extends."""
    from jinja2 import nodes

    blocks = (block.name for parent in parents(template, trees) for block in trees[parent].find_all(nodes.Block))
    return list(dict.fromkeys(blocks))


def _outer_blocks(tree: Any) -> list[str]:
    """Return the blocks that stand in no other block of the same template."""
    from jinja2 import nodes

    blocks = list(tree.find_all(nodes.Block))
    inner = {one.name for block in blocks for one in block.find_all(nodes.Block)}
    return [block.name for block in blocks if block.name not in inner]
