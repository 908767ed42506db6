"""Compare what filters, tests and functions are given with what they take, by their own signatures.

Jinja looks at neither before it renders: a draft stops there, and only if it comes there.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from specgen.formats.word.positions import problem_at
from specgen.problems import Problem
from specgen.template_check.type_inference.messages import constant
from specgen.templates.block_tags import BY_NAME

OF_MAP: Final = ("attribute", "default")
Words = tuple[str, str]  # message and remedy


def argument_problems(tree: Any, environment: Any) -> Iterator[Problem]:
    """Yield the filters and tests of a tree that are given too little, too much, or what they do not know."""
    from jinja2 import nodes

    for node in tree.find_all((nodes.Filter, nodes.Test)):
        faults = _filter_faults if isinstance(node, nodes.Filter) else _test_faults
        for words in faults(node, environment):
            yield problem_at(node.lineno, *words, "tag")


def call_faults(node: Any, name: str, function: Callable[..., object] | None) -> Iterator[Words]:
    """Yield what is wrong with the arguments of a call."""
    if function is not None:
        yield from _misfits(f'the function "{name}"', name, function, node, node.args, given_first=0)


def _filter_faults(node: Any, environment: Any) -> Iterator[Words]:
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        return
    what, keywords = f'the filter "{node.name}"', [one.key for one in node.kwargs]
    kind, at = BY_NAME.get(node.name, ("", 0))
    if node.name == "map" and not node.args:
        if "attribute" not in keywords:
            yield f"{what} is not given what to take of each row", 'write map(attribute="name")'
        for keyword in keywords:
            if keyword not in OF_MAP:
                yield f'{what} has no argument "{keyword}"', 'write map(attribute="name")'
    elif kind:
        if len(node.args) < at:
            yield f"{what} is not given a column", f'write {node.name}("name")'
        yield from _named(node, kind, environment.filters if kind == "filter" else environment.tests, at)
    elif node.name in environment.filters:
        yield from _misfits(what, node.name, environment.filters[node.name], node, node.args)


def _test_faults(node: Any, environment: Any) -> Iterator[Words]:
    if node.name in environment.tests:
        yield from _misfits(f'the test "{node.name}"', node.name, environment.tests[node.name], node, node.args)


def _named(node: Any, kind: str, known: Any, at: int) -> Iterator[Words]:
    """Yield what is wrong with the arguments of a filter or test that another filter is given by its name."""
    name = constant(node.args[at]) if len(node.args) > at else None
    if isinstance(name, str) and name in known:
        yield from _misfits(f'the {kind} "{name}" in {node.name}', name, known[name], node, node.args[at + 1 :])


def _misfits(
    what: str, name: str, function: Callable[..., object], node: Any, arguments: Sequence[Any], given_first: int = 1
) -> Iterator[Words]:
    """Yield what a function is given and does not take, or takes and is not given; Jinja gives it the value before a
    filter or test itself, and to some the place in which they are called.
    """
    inner = inspect.unwrap(function)
    taken = list(inspect.signature(inner).parameters.values())[given_first + hasattr(inner, "jinja_pass_arg") :]
    is_open = any(one.kind in (one.VAR_POSITIONAL, one.VAR_KEYWORD) for one in taken)
    if is_open or node.dyn_args is not None or node.dyn_kwargs is not None:
        return
    names = [one.name for one in taken]
    remedy = f"write {_usage(name, taken)}"
    if len(arguments) > len(taken):
        most = f"{len(taken)} at most" if taken else "none"
        yield f"{what} is given too much ({len(arguments)}), and takes {most}", remedy
    keywords = [one.key for one in node.kwargs]
    for keyword in keywords:
        if keyword not in names:
            yield f'{what} has no argument "{keyword}"', remedy
        elif keyword in names[: len(arguments)]:
            yield f'{what} is given "{keyword}" twice', remedy
    for one in taken[len(arguments) :]:
        if one.default is one.empty and one.name not in keywords:
            yield f'{what} is not given "{_label(one)}"', remedy


def _usage(name: str, taken: Sequence[inspect.Parameter]) -> str:
    """Return how a function is written: with what it needs, and with all that it takes."""
    needed = [_label(one) for one in taken if one.default is one.empty]
    ways = [needed, [_label(one) for one in taken]]
    written = [f"{name}({', '.join(way)})" if way else name for way in ways]
    return " or ".join(dict.fromkeys(written))


def _label(parameter: inspect.Parameter) -> str:
    return "value" if parameter.name == "b" else parameter.name  # Python's own comparisons call it so
