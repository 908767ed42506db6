"""Find what is wrong in how templates work together: circles, and blocks that nobody prints.

Jinja passes over all of these until the line is reached, or for ever.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final, NamedTuple

from specgen.formats.word.positions import problem_at
from specgen.problems import Place, Problem
from specgen.system.resources import HOUSE

BY_NAME: Final = {  # filters that are given another filter or test by its name, and which argument it is
    "map": ("filter", 0),
    "select": ("test", 0),
    "reject": ("test", 0),
    "selectattr": ("test", 1),
    "rejectattr": ("test", 1),
}
BODY: Final = "body"  # the block of the house that every document is printed into


class Relations(NamedTuple):
    """How one template works together with others."""

    parent: str  # what it extends, or nothing
    follows: tuple[str, ...]  # what it extends, includes or imports
    blocks: tuple[str, ...]
    outer_blocks: tuple[str, ...]  # those that stand in no other block of the same template


def relations(tree: Any) -> Relations:
    """Return how the template of a tree works together with others."""
    from jinja2 import meta, nodes

    blocks = list(tree.find_all(nodes.Block))
    inner = {one.name for block in blocks for one in block.find_all(nodes.Block)}
    names = tuple(block.name for block in blocks)
    referenced = tuple(one for one in meta.find_referenced_templates(tree) if one)
    return Relations(parent_of(tree), referenced, names, tuple(one for one in names if one not in inner))


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
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        for kind, name in _names_in(node):
            known = environment.filters if kind == "filter" else environment.tests
            if name not in known:
                near = get_close_matches(name, known, 1)
                remedy = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(sorted(known))}"
                yield problem_at(node.lineno, f'there is no {kind} "{name}"', remedy, "tag")


def _names_in(node: Any) -> Iterator[tuple[str, str]]:
    """Yield the filter or test that a node is, and the one that it is given by its name: select("answered")."""
    from jinja2 import nodes

    is_filter = isinstance(node, nodes.Filter)
    if node.name is not None:
        yield "filter" if is_filter else "test", node.name
    kind, at = BY_NAME.get(node.name, ("", 0)) if is_filter else ("", 0)
    named = node.args[at] if kind and len(node.args) > at else None
    if isinstance(named, nodes.Const) and isinstance(named.value, str):
        yield kind, named.value


def lost_blocks(templates: Mapping[str, Relations]) -> Iterator[Problem]:
    """Yield the blocks that a child fills and that nothing it extends prints."""
    for template, own in templates.items():
        if own.parent in templates:
            known = _known_blocks(template, templates)
            for block in own.outer_blocks:
                if block == BODY and own.parent == HOUSE:
                    if block not in known:
                        yield Problem(Place(HOUSE), *without_body(known), "block")
                elif block not in known:
                    near = get_close_matches(block, known, 1)
                    remedy = f'did you mean "{near[0]}"?' if near else f"its blocks are: {', '.join(known) or 'none'}"
                    message = (
                        f'fills the block "{block}", which {own.parent} does not have, and it would not be printed'
                    )
                    yield Problem(Place(template), message, remedy, "block")


def circles(templates: Mapping[str, Relations]) -> Iterator[Problem]:
    """Yield the templates that include or extend themselves, at whatever distance."""
    follow = {template: own.follows for template, own in templates.items()}
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


def parents(template: str, templates: Mapping[str, Relations]) -> list[str]:
    """Return what a template extends, the nearest first."""
    names: list[str] = []
    parent = templates[template].parent
    while parent in templates and parent not in (template, *names):
        names.append(parent)
        parent = templates[parent].parent
    return names


def parent_of(tree: Any) -> str:
    """Return the name of the template that a tree extends, if it says so plainly."""
    from jinja2 import nodes

    found = tree.find(nodes.Extends)
    return str(found.template.value) if found is not None and isinstance(found.template, nodes.Const) else ""


def _known_blocks(template: str, templates: Mapping[str, Relations]) -> list[str]:
    """Return the blocks of everything that a template extends."""
    blocks = (block for parent in parents(template, templates) for block in templates[parent].blocks)
    return list(dict.fromkeys(blocks))
