"""Write an expression of a template out again as somebody would type it, so that a message can name it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

SIGNS: Final = {
    "Add": "+", "Sub": "-", "Mul": "*", "Div": "/", "FloorDiv": "//", "Mod": "%", "Pow": "**", "And": "and", "Or": "or",
}  # fmt: skip
COMPARISONS: Final = {
    "eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in",
}  # fmt: skip
BINDING: Final = {  # how closely an expression binds; what is not here binds more closely than all
    "CondExpr": 0,
    "Or": 1,
    "And": 2,
    "Not": 3,
    "Compare": 4,
    "Add": 5,
    "Sub": 5,
    "Concat": 6,
    **dict.fromkeys(("Mul", "Div", "FloorDiv", "Mod"), 7),
    "Pow": 8,
    "Neg": 9,
    "Pos": 9,
    "Filter": 10,
    "Test": 10,
}
CLOSEST: Final = 11


def written(node: Any) -> str:
    """Return an expression as it is written."""
    kind = type(node).__name__
    if kind == "Name":
        return str(node.name)
    if kind == "Const":
        return _constant(node.value)
    if kind == "Getattr":
        return f"{_inner(node.node, CLOSEST)}.{node.attr}"
    if kind == "Getitem":
        return f"{_inner(node.node, CLOSEST)}[{written(node.arg)}]"
    if kind == "Slice":
        return ":".join("" if one is None else written(one) for one in (node.start, node.stop))
    if kind == "Call":
        return f"{_inner(node.node, CLOSEST)}({_arguments(node)})"
    if kind in ("Filter", "Test"):
        arguments = _arguments(node)
        call = f"{node.name}({arguments})" if arguments else node.name
        return f"{_inner(node.node, BINDING[kind])} {'|' if kind == 'Filter' else 'is'} {call}" if node.node else call
    return _of_several(node, kind)


def _of_several(node: Any, kind: str) -> str:
    binding = BINDING.get(kind, CLOSEST)
    if kind in SIGNS:
        return f"{_inner(node.left, binding)} {SIGNS[kind]} {_inner(node.right, binding + 1)}"
    if kind in ("Not", "Neg", "Pos"):
        return {"Not": "not ", "Neg": "-", "Pos": "+"}[kind] + _inner(node.node, binding)
    if kind == "Compare":
        rest = (f"{COMPARISONS[one.op]} {_inner(one.expr, binding + 1)}" for one in node.ops)
        return " ".join((_inner(node.expr, binding + 1), *rest))
    if kind == "Concat":
        return " ~ ".join(_inner(one, binding + 1) for one in node.nodes)
    if kind == "CondExpr":
        otherwise = "" if node.expr2 is None else f" else {written(node.expr2)}"
        return f"{_inner(node.expr1, 1)} if {_inner(node.test, 1)}{otherwise}"
    if kind == "List":
        return f"[{_listed(node.items)}]"
    if kind == "Tuple":
        return f"({_listed(node.items)})"
    if kind == "Dict":
        return f"{{{', '.join(f'{written(one.key)}: {written(one.value)}' for one in node.items)}}}"
    return "this expression"


def _inner(node: Any, binding: int) -> str:
    """Return a part of an expression, in brackets if it would be read otherwise without them."""
    text = written(node)
    return f"({text})" if BINDING.get(type(node).__name__, CLOSEST) < binding else text


def _arguments(node: Any) -> str:
    named = (f"{one.key}={written(one.value)}" for one in node.kwargs)
    spread = (f"{sign}{written(one)}" for sign, one in (("*", node.dyn_args), ("**", node.dyn_kwargs)) if one)
    return ", ".join((*map(written, node.args), *named, *spread))


def _listed(nodes: Iterable[Any]) -> str:
    return ", ".join(map(written, nodes))


def _constant(value: object) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    return str(value).lower() if value is None or isinstance(value, bool) else str(value)
