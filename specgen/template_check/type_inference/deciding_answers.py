"""Find the answers by which a condition decides: one that is open is true there, and the draft does not say so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from jinja2.nodes import Test

from specgen.template_check.type_inference.messages import key_of

ASKS: Final = ("open", "answered", "missing", "defined", "undefined")  # tests that look whether there is an answer


def asked_about(tree: Any) -> frozenset[str]:
    """Return the names of which a template asks anywhere whether there is an answer."""
    return frozenset(key_of(one.node) for one in tree.find_all(Test) if one.name in ASKS)


def deciding(node: Any) -> Iterator[Any]:
    """Yield the names whose truth a condition goes by."""
    kind = type(node).__name__
    if kind in ("And", "Or"):
        yield from (*deciding(node.left), *deciding(node.right))
    elif kind == "Not":
        yield from deciding(node.node)
    elif kind in ("Name", "Getattr", "Getitem"):
        yield node
