"""Work out the type of an expression, and say which names in it do not exist.

Nothing is printed or counted: it is a walk over the tree that Jinja has made of a template's tags.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any, Final

from specgen.formats.word.positions import problem_at
from specgen.problems import Problem
from specgen.template_check.type_inference.call_arguments import call_faults
from specgen.template_check.type_inference.filter_types import ALIKE, GIVES, PASSING, SAME_AS
from specgen.template_check.type_inference.kinds import (
    DRAWN,
    GROUPS,
    LISTS,
    TEXTS,
    choice_faults,
    column_of,
    comparison_faults,
    constant_type,
    filter_faults,
    item_faults,
    kind_of,
    number_faults,
    reckoning_faults,
)
from specgen.template_check.type_inference.known_names import KnownNames
from specgen.template_check.type_inference.messages import (
    both,
    constant,
    key_of,
    lost,
    no_column,
    no_rows,
    no_section,
    no_step,
    printable,
    unknown_name,
)
from specgen.template_check.type_inference.scope import NONE, Scope
from specgen.template_check.type_inference.value_types import (
    ANY,
    TEXT,
    UNKNOWN,
    YES_NO,
    FunctionType,
    ListType,
    QuestionType,
    TupleType,
    Typed,
    ValueType,
    behind,
    either,
    element_of,
    steps_behind,
)


class Expressions:
    """Walks expressions and gathers what there is to say; `marks` and `refs` note each call of mark() and ref()."""

    def __init__(self, known_names: KnownNames, outer: frozenset[str], poisoned: frozenset[str]) -> None:
        self.known = known_names
        self.poisoned = poisoned
        self.outer = outer | poisoned  # names that other templates may have set, or tags that cannot be read
        self.problems: list[Problem] = []
        self.called: list[tuple[str, Any, int]] = []  # mark or ref, its argument, the line
        self._mentioned: set[str] | None = None
        self.ended: set[str] = set()  # names that were there in a loop that has ended
        self._doubtful: set[str] = set()  # what a tag asks about whether it is there at all

    def mentioned(self, node: Any, scope: Scope) -> tuple[frozenset[str], Typed]:
        """Walk a condition; return the answers that it asks about, which are there behind it, and its type."""
        before, self._mentioned = self._mentioned, set()
        seen = self.of(node, scope)
        found, self._mentioned = frozenset(self._mentioned), before
        if before is not None:
            before |= found
        return found, seen

    def of(self, node: Any, scope: Scope) -> Typed:
        """Return what an expression is."""
        walk = self._walks.get(type(node).__name__)
        if walk is None:
            for child in node.iter_child_nodes():
                self.of(child, scope)
            return UNKNOWN
        seen = walk(self, node, scope)
        if self._mentioned is not None and type(node).__name__ in ("Name", "Getattr", "Getitem"):
            key = key_of(node)
            steps = key.split(".")
            self._mentioned |= {".".join(steps[: count + 1]) for count in range(len(steps))}
            self._mentioned |= seen.absent
        return seen

    def _name(self, node: Any, scope: Scope) -> Typed:
        if node.name in scope.names:
            if scope.names[node.name].is_lost:
                self._say(node, *lost(node.name))
            return scope.names[node.name]
        if node.name in self.known.roots:
            type_ = self.known.roots[node.name]
            if isinstance(type_, FunctionType) and node.name in self.outer:
                return UNKNOWN
            optional = isinstance(type_, QuestionType) and type_.is_optional
            return Typed(type_, frozenset((node.name,)) if optional else NONE)
        if node.name not in self.outer and node.name not in self._doubtful:
            self._say(node, *unknown_name(node.name, scope, self.known, self.ended))
        return UNKNOWN

    def _step(self, node: Any, scope: Scope) -> Typed:
        """Something behind a dot, or in brackets."""
        seen = self.of(node.node, scope)
        step = node.attr if type(node).__name__ == "Getattr" else constant(node.arg)
        if not isinstance(step, str):
            if type(node).__name__ == "Getitem":
                self.of(node.arg, scope)
            for fault in item_faults(seen.type, node, step, scope.sure):
                self._say(node, *fault)
            return Typed(element_of(seen.type) if isinstance(step, int) else ANY)
        found = behind(seen.type, step)
        if found is None:
            if key_of(node) not in self._doubtful:
                self._say(node, *no_step(seen.type, key_of(node.node), step))
            return UNKNOWN
        optional = isinstance(found, QuestionType) and found.is_optional
        return Typed(found, seen.absent | {key_of(node)} if optional else seen.absent)

    def _call(self, node: Any, scope: Scope) -> Typed:
        called = node.node.name if type(node.node).__name__ == "Name" else ""
        arguments = [self.of(one, scope) for one in (*node.args, *(keyword.value for keyword in node.kwargs))]
        first = constant(node.args[0]) if node.args else None
        if called in scope.names or called in self.outer:
            return UNKNOWN
        type_ = self.of(node.node, scope).type
        if isinstance(type_, FunctionType):
            for fault in call_faults(node, called, type_.function):
                self._say(node, *fault, "tag")
        if called in ("mark", "ref") and arguments:
            self.called.append((called, node.args[0], node.lineno))
            return Typed(TEXT)
        if called == "row" and first is not None:
            return self._row(node, str(first))
        if called == "has_section" and isinstance(first, str) and first not in self.known.sections:
            self._say(node, *no_section(first, self.known.sections))
        if isinstance(type_, FunctionType):
            return Typed(YES_NO if called == "has_section" else type_.gives)
        if type_ != ANY:
            self._say(node, f"{key_of(node.node)} is no function", "take the brackets behind it out")
        return UNKNOWN

    def _row(self, node: Any, path: str) -> Typed:
        lists = self.known.row_lists
        if path in lists:
            return Typed(QuestionType(lists[path].questions, is_row=True))
        if path.partition(".")[0] not in self.outer:
            self._say(node, *no_rows(path, lists))
        return UNKNOWN

    def _filter(self, node: Any, scope: Scope) -> Typed:
        if node.node is None:  # {% filter upper %}
            return Typed(TEXT)
        if node.name == "default":
            return self._unasked(node, scope)
        seen = self.of(node.node, scope)
        for one in (*node.args, *(keyword.value for keyword in node.kwargs)):
            self.of(one, scope)
        for fault in filter_faults(node.name, len(node.args) + len(node.kwargs), (node.node, seen.type)):
            self._say(node, *fault)
        column = self._column(node, seen.type)
        if node.name in ALIKE or node.name in ("select", "reject", "rejectattr"):
            return Typed(ListType(ANY) if kind_of(seen.type) == TEXTS else seen.type)
        if node.name == "selectattr":
            first = constant(node.args[0]) if node.args else None
            sure = seen.type.sure if isinstance(seen.type, ListType) else NONE
            return Typed(ListType(element_of(seen.type), sure | ({first} if isinstance(first, str) else NONE)))
        if node.name in ("first", "last", "row_where"):
            return Typed(element_of(seen.type))
        if node.name == "map":
            return Typed(ListType(column))
        kept = seen.absent if node.name in PASSING else NONE
        passed = seen.type if kind_of(seen.type) in (LISTS, GROUPS) else TEXT
        return Typed(GIVES.get(node.name, passed if node.name in PASSING else ANY), kept)

    def _unasked(self, node: Any, scope: Scope) -> Typed:
        """`x | default("y")` and `x is defined` may name what is not there."""
        self.type_quietly(node.node, scope)
        self._doubtful.add(key_of(node.node))
        return UNKNOWN

    def _column(self, node: Any, type_: ValueType) -> ValueType:
        """Look up the column that a filter names, and return its type."""
        path, row = column_of(node), element_of(type_)
        if not isinstance(path, str) or "," in path:  # of several columns nothing is said
            return ANY
        found = steps_behind(row, path)
        if found is None:
            self._say(node, *no_column(path, node.node, row))
            return ANY
        if node.name in ("selectattr", "rejectattr") and len(node.args) > 2 and constant(node.args[1]) in SAME_AS:
            self._choice(node, found, node.args[2], path)
        return found

    def _test(self, node: Any, scope: Scope) -> Typed:
        if node.name in ("defined", "undefined"):
            self._unasked(node, scope)
        else:
            self.of(node.node, scope)
            for one in node.args:
                self.of(one, scope)
        return Typed(YES_NO)

    def _compare(self, node: Any, scope: Scope) -> Typed:
        left = self.of(node.expr, scope)
        for one in node.ops:
            right = self.of(one.expr, scope)
            for fault in comparison_faults((node.expr, left.type), (one.expr, right.type), one.op):
                self._say(node, *fault)
            if one.op in ("eq", "ne", "in", "notin"):
                self._choice(node, left.type, one.expr, key_of(node.expr))
                if one.op in ("eq", "ne"):
                    self._choice(node, right.type, node.expr, key_of(one.expr))
        return Typed(YES_NO)

    def _reckon(self, node: Any, scope: Scope) -> Typed:
        left, right = self.of(node.left, scope), self.of(node.right, scope)
        for fault in reckoning_faults((node.left, left.type), (node.right, right.type), type(node).__name__):
            self._say(node, *fault)
        together = left.type if isinstance(left.type, ListType) and isinstance(right.type, ListType) else ANY
        return Typed(either(together, right.type) if isinstance(together, ListType) else ANY)

    def _choice(self, node: Any, type_: ValueType, other: Any, path: str) -> None:
        for fault in choice_faults(type_, other, path):
            self._say(node, *fault)

    def _condition(self, node: Any, scope: Scope) -> Typed:
        inner = scope.inner(self.mentioned(node.test, scope)[0])
        one = self.of(node.expr1, inner)
        other = self.of(node.expr2, inner) if node.expr2 is not None else Typed(TEXT)
        return Typed(either(one.type, other.type), (one.absent | other.absent) - inner.sure)

    def _and(self, node: Any, scope: Scope) -> Typed:
        found, left = self.mentioned(node.left, scope)
        right = self.of(node.right, scope.inner(found))
        return Typed(either(left.type, right.type), right.absent - found)

    def _or(self, node: Any, scope: Scope) -> Typed:
        left, right = self.of(node.left, scope), self.of(node.right, scope)
        return Typed(either(left.type, right.type), right.absent)

    def _text(self, node: Any, scope: Scope) -> Typed:
        absent = NONE
        for child in node.nodes:
            seen = self.of(child, scope)
            absent |= seen.absent
            if (why := printable(seen.type)) is not None:
                self._say(child, f"prints {key_of(child)}: {why[0]}", why[1], "print")
        return Typed(TEXT, absent)

    def type_quietly(self, node: Any, scope: Scope) -> Typed:
        """Return a type and say nothing of it: it may be wrong, or has been walked before."""
        problems, called = len(self.problems), len(self.called)
        seen = self.of(node, scope)
        del self.problems[problems:], self.called[called:]
        return seen

    def _not(self, node: Any, scope: Scope) -> Typed:
        self.of(node.node, scope)
        return Typed(YES_NO)

    def _negative(self, node: Any, scope: Scope) -> Typed:
        for fault in number_faults(node.node, self.of(node.node, scope).type):
            self._say(node, *fault)
        return Typed(ANY)

    def _list(self, node: Any, scope: Scope) -> Typed:
        items = [self.of(one, scope).type for one in node.items]
        return Typed(ListType(reduce(both, items) if items else ANY))

    def _tuple(self, node: Any, scope: Scope) -> Typed:
        return Typed(TupleType(tuple(self.of(one, scope).type for one in node.items)))

    def _const(self, node: Any, _scope: Scope) -> Typed:
        return Typed(constant_type(node))

    def _say(self, node: Any, message: str, remedy: str, rule: str = "unknown") -> None:
        level = "warning" if rule in DRAWN else "error"
        self.problems.append(problem_at(node.lineno, message, remedy, rule, level))

    _walks: Final[dict[str, Callable[[Expressions, Any, Scope], Typed]]] = {
        "Name": _name, "Getattr": _step, "Getitem": _step, "Call": _call, "Filter": _filter, "Test": _test,
        "Compare": _compare, "CondExpr": _condition, "And": _and, "Or": _or, "Concat": _text,
        "Not": _not, **dict.fromkeys(("Neg", "Pos"), _negative),
        **dict.fromkeys(("Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow"), _reckon),
        "List": _list, "Tuple": _tuple, "Const": _const,
    }  # fmt: skip
