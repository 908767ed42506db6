"""Find the calls of mark() and ref() that a template prints, with the conditions round each.

A template that extends another prints the other's words too, but for the blocks that it fills: so all of them are
walked together, as Jinja would print them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple


class Condition(NamedTuple):
    """What has to be so where something is printed: a test of an if, the list of a loop, the macro that is called."""

    test: Any
    holds: bool
    is_loop: bool = False


class PrintedCall(NamedTuple):
    """One call of mark() or ref(); `tree` is the number of the template that it stands in, the nearest being 0."""

    function: str
    argument: Any
    line: int
    tree: int
    blocks: tuple[str, ...]  # that it stands in, the outermost first
    conditions: tuple[Condition, ...]

    @property
    def is_certain(self) -> bool:
        """Whether nothing but the sections of the document decides that it is printed."""
        return all(_asks_for_a_section(one.test) for one in self.conditions)


def printed_calls(trees: Sequence[Any]) -> list[PrintedCall]:
    """Return the calls that a template prints; `trees` are its own, that of the one it extends, and so on."""
    from jinja2 import nodes

    blocks = [{one.name: one for one in reversed(list(tree.find_all(nodes.Block)))} for tree in trees]
    return list(_Walk(blocks).calls(trees[-1], len(trees) - 1, (), ())) if trees else []


class _Walk:
    def __init__(self, blocks: Sequence[dict[str, Any]]) -> None:
        self._blocks = blocks

    def calls(
        self, node: Any, tree: int, inside: tuple[str, ...], conditions: tuple[Condition, ...]
    ) -> Iterator[PrintedCall]:
        kind = type(node).__name__
        if kind == "Block":
            yield from self._block(node.name, 0, inside, conditions)
            return
        if kind == "Call" and type(node.node).__name__ == "Name":
            if node.node.name in ("mark", "ref") and node.args:
                yield PrintedCall(node.node.name, node.args[0], node.lineno, tree, inside, conditions)
            elif node.node.name == "super" and inside:
                yield from self._block(inside[-1], tree + 1, inside[:-1], conditions)
        for child, more in _children(node):
            yield from self.calls(child, tree, inside, (*conditions, *more))

    def _block(
        self, block: str, nearest: int, inside: tuple[str, ...], conditions: tuple[Condition, ...]
    ) -> Iterator[PrintedCall]:
        found = next((tree for tree in range(nearest, len(self._blocks)) if block in self._blocks[tree]), None)
        if found is not None and block not in inside:
            for child in self._blocks[found][block].body:
                yield from self.calls(child, found, (*inside, block), conditions)


def _children(node: Any) -> Iterator[tuple[Any, tuple[Condition, ...]]]:
    """Yield what stands in a node, each with the conditions under which it is printed."""
    kind = type(node).__name__
    if kind == "If":
        before = tuple[Condition, ...]()
        for branch in (node, *node.elif_):
            yield from ((child, (*before, Condition(branch.test, holds=True))) for child in branch.body)
            before += (Condition(branch.test, holds=False),)
        yield from ((child, before) for child in node.else_)
    elif kind == "CondExpr":
        yield node.expr1, (Condition(node.test, holds=True),)
        if node.expr2 is not None:
            yield node.expr2, (Condition(node.test, holds=False),)
    elif kind == "For":
        yield from ((child, (Condition(node.iter, holds=True, is_loop=True),)) for child in node.body)
        yield from ((child, (Condition(node.iter, holds=False, is_loop=True),)) for child in node.else_)
    elif kind == "Macro":
        yield from ((child, (Condition(node, holds=True),)) for child in node.body)
    else:
        yield from ((child, ()) for child in node.iter_child_nodes())


def implied(wanted: Sequence[Condition], given: Sequence[Condition]) -> bool:
    """Whether some conditions hold wherever others do."""
    known = [part for one in given for part in _parts(one)]
    return all(_holds(one, known) for one in wanted)


def _holds(wanted: Condition, known: Sequence[Condition]) -> bool:
    kind = type(wanted.test).__name__
    if wanted in known:
        return True
    if kind == "Not":
        return _holds(Condition(wanted.test.node, not wanted.holds), known)
    if kind in ("And", "Or"):
        sides = (_holds(Condition(side, wanted.holds), known) for side in (wanted.test.left, wanted.test.right))
        return all(sides) if (kind == "And") == wanted.holds else any(sides)
    return False


def _parts(condition: Condition) -> Iterator[Condition]:
    """Yield a condition and what follows from it: from `a and b` both, from `not a` that a does not hold."""
    yield condition
    kind = type(condition.test).__name__
    if kind == "Not":
        yield from _parts(Condition(condition.test.node, not condition.holds))
    elif kind == ("And" if condition.holds else "Or"):
        for side in (condition.test.left, condition.test.right):
            yield from _parts(Condition(side, condition.holds))


def is_always(found: Sequence[Sequence[Condition]], given: Sequence[Condition]) -> bool:
    """Whether one of several places is printed wherever some conditions hold: one that they imply, or one of all the
    turns of an if.
    """
    if any(implied(one, given) for one in found):
        return True
    open_tests = [part for one in found for part in one if not implied((part,), given)]
    for part in open_tests:
        opposite = Condition(part.test, not part.holds)
        if any(opposite in one for one in found) and all(
            is_always([one for one in found if turn not in one], (*given, Condition(turn.test, not turn.holds)))
            for turn in (part, opposite)
        ):
            return True
    return False


def _asks_for_a_section(test: Any) -> bool:
    return type(test).__name__ == "Call" and getattr(test.node, "name", "") == "has_section"
