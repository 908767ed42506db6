"""Find the answers by which a condition decides: one that is still open is true there, and the draft does not say so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from specgen.template_check.type_inference.messages import key_of

ASKS: Final = ("open", "answered", "missing", "defined", "undefined")  # tests that look whether there is an answer


def deciding(test: Any) -> Iterator[Any]:
    """Yield the names whose truth a condition goes by, but those that it asks about first."""
    asked = {key_of(one.node) for one in _tests(test) if one.name in ASKS}
    yield from (one for one in _truths(test) if key_of(one) not in asked)


def _tests(node: Any) -> Iterator[Any]:
    if type(node).__name__ == "Test":
        yield node
    for child in node.iter_child_nodes():
        yield from _tests(child)


def _truths(node: Any) -> Iterator[Any]:
    kind = type(node).__name__
    if kind in ("And", "Or"):
        yield from (*_truths(node.left), *_truths(node.right))
    elif kind == "Not":
        yield from _truths(node.node)
    elif kind in ("Name", "Getattr", "Getitem"):
        yield node
