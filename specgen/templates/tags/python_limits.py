"""Find in a template what Jinja takes and Python does not: numbers without end, tags too deep, arguments given twice.

Without this the template would be refused while it is compiled or printed, in words for programmers or in none.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

from specgen.context.filters import NotPrintable
from specgen.formats.word.positions import problem_at
from specgen.problems import Problem
from specgen.templates.tags.arithmetic import TOO_LARGE, is_too_large, limited

MOST_LOOPS: Final = 15  # inside each other; Python takes twenty blocks
MOST_TAGS: Final = 60  # inside each other; Python takes a hundred indents
NESTING: Final = ("If", "For", "Block", "Macro", "CallBlock", "FilterBlock", "With", "AssignBlock")


def limit_problems(tree: Any) -> Iterator[Problem]:
    """Yield what is too large, too deep or given twice."""
    for node in tree.body:
        yield from _of(node, 0, 0)


def _of(node: Any, loops: int, tags: int) -> Iterator[Problem]:
    kind = type(node).__name__
    loops, tags = loops + (kind == "For"), tags + (kind in NESTING)
    if loops > MOST_LOOPS or tags > MOST_TAGS:
        message = f"stands in more than {MOST_LOOPS} loops or {MOST_TAGS} tags"
        yield problem_at(node.lineno, message, "make it simpler", "tag")
        return
    yield from _of_numbers(node, kind)
    yield from _given_twice(node, kind)
    for child in node.iter_child_nodes():
        yield from _of(child, loops, tags)


def _of_numbers(node: Any, kind: str) -> Iterator[Problem]:
    if kind == "Const" and is_too_large(node.value):
        yield problem_at(node.lineno, *TOO_LARGE, "tag")
    if kind in ("Pow", "Mul"):
        try:
            _worked_out(node)
        except NotPrintable as error:
            yield problem_at(node.lineno, str(error), error.remedy, "tag")


def _worked_out(node: Any) -> object:
    """Return the number that is written in a template, None if it is not known. Raises NotPrintable as a draft does."""
    kind = type(node).__name__
    if kind == "Const":
        return node.value
    if kind in ("Neg", "Pos"):
        value = _worked_out(node.node)
        return (-value if kind == "Neg" else value) if isinstance(value, int | float) else None
    if kind not in ("Pow", "Mul", "Add", "Sub"):
        return None
    left, right = _worked_out(node.left), _worked_out(node.right)
    if left is None or right is None:
        return None
    with suppress(TypeError, ArithmeticError):  # other rules say that
        if kind in ("Pow", "Mul"):
            return limited("**" if kind == "Pow" else "*", left, right)
        return left + right if kind == "Add" else left - right  # type: ignore[operator]
    return None


def _given_twice(node: Any, kind: str) -> Iterator[Problem]:
    if kind in ("Call", "Filter", "Test"):
        names = [one.key for one in node.kwargs]
    else:
        names = [one.name for one in node.args] if kind in ("Macro", "CallBlock") else []
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield problem_at(node.lineno, f'has the argument "{name}" twice', "take one of them out", "tag")
