"""One Jinja expression in, its shape out; on the way, every name in it that does not exist is said.

Nothing is printed or counted: it is a walk over the tree that Jinja has made of a template's tags.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final

from specgen.formats.word.position_found import Said
from specgen.template_check.type_inference import value_types as shapes
from specgen.template_check.type_inference.known_names import Vocabulary
from specgen.template_check.type_inference.messages import both, constant, key_of, near_to, no_step
from specgen.template_check.type_inference.value_types import (
    ANY,
    NOTHING,
    NUMBER,
    TEXT,
    YES_NO,
    Asked,
    Function,
    Many,
    Pair,
    Plain,
    Seen,
    Shape,
    behind,
    either,
    element_of,
    known_behind,
    steps_behind,
)

NONE: Final = frozenset[str]()
ALIKE: Final = ("list", "sort", "unique")  # filters that hand on the rows they get
CHOOSING: Final = ("select", "reject", "selectattr", "rejectattr")
PASSING: Final = (
    "count",
    "money",
    "pounds",
    "percent",
    "upper_first",
    "lower_first",
    "upper",
    "lower",
    "trim",
    "in_unit",
)
GIVES: Final[dict[str, Shape]] = {"length": NUMBER, "sum_of": NUMBER, "round": NUMBER, "join": TEXT, "and_list": TEXT,
                                  "or_list": TEXT, "target": ANY, "about_people": TEXT, "paragraphs": Many(TEXT),
                                  "targets": Many(
                                      shapes.RecordType({"number": NUMBER, "words": ANY}, "answer or name")
                                  ),
                                  }  # fmt: skip
BY_COLUMN: Final = ("sum_of", "row_where", "map", *CHOOSING)
SAME_AS: Final = ("equalto", "==", "eq", "!=", "ne", "in")


@dataclass
class Scope:
    """The names of one stretch of a template, and the optional answers that are there in it."""

    names: dict[str, Seen]
    sure: frozenset[str] = NONE
    hidden: Mapping[str, Seen] = field(default_factory=dict)  # of the loop round a block that is not scoped

    def inner(self, sure: frozenset[str] = NONE) -> Scope:
        return Scope(dict(self.names), self.sure | sure, self.hidden)


class Expressions:
    """Walks expressions and gathers what there is to say; `marks` and `refs` note each call of mark() and ref()."""

    def __init__(self, vocabulary: Vocabulary, outer: frozenset[str], poisoned: frozenset[str]) -> None:
        self.vocabulary = vocabulary
        self.poisoned = poisoned
        self.outer = outer | poisoned  # names that other templates may have set, or tags that cannot be read
        self.said: list[Said] = []
        self.called: list[tuple[str, Any, int]] = []  # mark or ref, its argument, the line
        self._mentioned: set[str] | None = None
        self._doubtful: set[str] = set()  # what a tag asks about whether it is there at all

    def mentioned(self, node: Any, scope: Scope) -> frozenset[str]:
        """Walk a condition; return the answers that it asks about, which are there behind it."""
        before, self._mentioned = self._mentioned, set()
        self.of(node, scope)
        found, self._mentioned = frozenset(self._mentioned), before
        if before is not None:
            before |= found
        return found

    def of(self, node: Any, scope: Scope) -> Seen:
        """Return what an expression is."""
        walk = self._walks.get(type(node).__name__)
        if walk is None:
            for child in node.iter_child_nodes():
                self.of(child, scope)
            return NOTHING
        seen = walk(self, node, scope)
        if self._mentioned is not None and type(node).__name__ in ("Name", "Getattr", "Getitem"):
            key = key_of(node)
            steps = key.split(".")
            self._mentioned |= {".".join(steps[: count + 1]) for count in range(len(steps))}
            self._mentioned |= seen.absent
        return seen

    def _name(self, node: Any, scope: Scope) -> Seen:
        if node.name in scope.names:
            return scope.names[node.name]
        if node.name in self.vocabulary.roots:
            shape = self.vocabulary.roots[node.name]
            if isinstance(shape, Function) and node.name in self.outer:
                return NOTHING
            optional = isinstance(shape, Asked) and shape.is_optional
            return Seen(shape, frozenset((node.name,)) if optional else NONE)
        if node.name not in self.outer and node.name not in self._doubtful:
            self._say(node, *self._unknown_name(node.name, scope))
        return NOTHING

    def _unknown_name(self, wanted: str, scope: Scope) -> tuple[str, str]:
        message = f'there is no answer or name "{wanted}"'
        if wanted in scope.hidden:
            remedy = "write the word scoped behind the block's name, so that it sees the loop round it"
            return f'the block does not see "{wanted}" of the loop round it', remedy
        near = get_close_matches(wanted, [*scope.names, *self.vocabulary.roots], 1)
        meant = near[0] if near else self.vocabulary.paths.get(wanted, "")
        return message, f'did you mean "{meant}"?' if meant else "specgen questions shows every answer there is"

    def _step(self, node: Any, scope: Scope) -> Seen:
        """Something behind a dot, or in brackets."""
        seen = self.of(node.node, scope)
        step = node.attr if type(node).__name__ == "Getattr" else constant(node.arg)
        if not isinstance(step, str):
            if type(node).__name__ == "Getitem":
                self.of(node.arg, scope)
            return Seen(element_of(seen.shape) if isinstance(step, int) else ANY)
        found = behind(seen.shape, step)
        if found is None:
            if key_of(node) not in self._doubtful:
                self._say(node, *no_step(seen.shape, key_of(node.node), step))
            return NOTHING
        optional = isinstance(found, Asked) and found.is_optional
        return Seen(found, seen.absent | {key_of(node)} if optional else seen.absent)

    def _call(self, node: Any, scope: Scope) -> Seen:
        called = node.node.name if type(node.node).__name__ == "Name" else ""
        arguments = [self.of(one, scope) for one in (*node.args, *(keyword.value for keyword in node.kwargs))]
        first = constant(node.args[0]) if node.args else None
        if called in scope.names or called in self.outer:
            return NOTHING
        if called in ("mark", "ref") and arguments:
            self.called.append((called, node.args[0], node.lineno))
            return Seen(TEXT)
        if called == "row" and isinstance(first, str):
            return self._row(node, first)
        if called == "has_section" and isinstance(first, str) and first not in self.vocabulary.sections:
            near = get_close_matches(first, self.vocabulary.sections, 1)
            remedy = f'did you mean "{near[0]}"?' if near else "specgen questions shows the sections"
            self._say(node, f'there is no section "{first}"', remedy)
        shape = self.of(node.node, scope).shape
        return Seen(YES_NO if called == "has_section" else shape.gives if isinstance(shape, Function) else ANY)

    def _row(self, node: Any, path: str) -> Seen:
        lists = self.vocabulary.row_lists
        if path in lists:
            return Seen(Asked(lists[path].questions, is_row=True))
        if path.partition(".")[0] not in self.outer:
            near = get_close_matches(path, lists, 1)
            remedy = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(sorted(lists))}"
            self._say(node, f'there is no list of rows with an id "{path}"', remedy)
        return NOTHING

    def _filter(self, node: Any, scope: Scope) -> Seen:
        if node.node is None:  # {% filter upper %}
            return Seen(TEXT)
        if node.name == "default":
            return self._unasked(node, scope)
        seen = self.of(node.node, scope)
        for one in (*node.args, *(keyword.value for keyword in node.kwargs)):
            self.of(one, scope)
        column = self._column(node, seen.shape)
        if node.name in ALIKE or node.name in ("select", "reject", "rejectattr"):
            return Seen(seen.shape)
        if node.name == "selectattr":
            first = constant(node.args[0]) if node.args else None
            sure = seen.shape.sure if isinstance(seen.shape, Many) else NONE
            return Seen(Many(element_of(seen.shape), sure | ({first} if isinstance(first, str) else NONE)))
        if node.name in ("first", "last", "row_where"):
            return Seen(element_of(seen.shape))
        if node.name == "map":
            return Seen(Many(column))
        kept = seen.absent if node.name in PASSING else NONE
        return Seen(GIVES.get(node.name, TEXT if node.name in PASSING else ANY), kept)

    def _unasked(self, node: Any, scope: Scope) -> Seen:
        """`x | default("y")` and `x is defined` may name what is not there."""
        before = len(self.said)
        self.of(node.node, scope)
        del self.said[before:]
        self._doubtful.add(key_of(node.node))
        return NOTHING

    def _column(self, node: Any, shape: Shape) -> Shape:
        """Look up the column that a filter names, and return its shape."""
        named = next((one.value for one in node.kwargs if one.key == "attribute"), None)
        if named is None and node.name in BY_COLUMN and node.name not in ("map", "select", "reject") and node.args:
            named = node.args[0]
        path, row = constant(named) if named is not None else None, element_of(shape)
        if not isinstance(path, str):
            return ANY
        found = steps_behind(row, path)
        if found is None:
            self._say(node, f'there is no column "{path}" in {key_of(node.node)}', near_to(path, known_behind(row)))
            return ANY
        if node.name in ("selectattr", "rejectattr") and len(node.args) > 2 and constant(node.args[1]) in SAME_AS:
            self._choice(node, found, node.args[2], path)
        return found

    def _test(self, node: Any, scope: Scope) -> Seen:
        if node.name in ("defined", "undefined"):
            self._unasked(node, scope)
        else:
            self.of(node.node, scope)
            for one in node.args:
                self.of(one, scope)
        return Seen(YES_NO)

    def _compare(self, node: Any, scope: Scope) -> Seen:
        left = self.of(node.expr, scope)
        for one in node.ops:
            right = self.of(one.expr, scope)
            if one.op in ("eq", "ne", "in", "notin"):
                self._choice(node, left.shape, one.expr, key_of(node.expr))
                if one.op in ("eq", "ne"):
                    self._choice(node, right.shape, node.expr, key_of(one.expr))
        return Seen(YES_NO)

    def _choice(self, node: Any, shape: Shape, other: Any, path: str) -> None:
        """Say what a choice is compared with and can never be."""
        if not isinstance(shape, Asked) or shape.kind != "choice" or not shape.choices:
            return
        for one in other.items if type(other).__name__ in ("List", "Tuple") else [other]:
            code = constant(one)
            if isinstance(code, str) and code not in shape.choices:
                self._say(node, f'{path} is never "{code}"', near_to(code, shape.choices), "choice")

    def _condition(self, node: Any, scope: Scope) -> Seen:
        inner = scope.inner(self.mentioned(node.test, scope))
        one = self.of(node.expr1, inner)
        other = self.of(node.expr2, inner) if node.expr2 is not None else Seen(TEXT)
        return Seen(either(one.shape, other.shape), (one.absent | other.absent) - inner.sure)

    def _and(self, node: Any, scope: Scope) -> Seen:
        found = self.mentioned(node.left, scope)
        right = self.of(node.right, scope.inner(found))
        return Seen(ANY, right.absent - found)

    def _or(self, node: Any, scope: Scope) -> Seen:
        left, right = self.of(node.left, scope), self.of(node.right, scope)
        return Seen(either(left.shape, right.shape), right.absent)

    def _text(self, node: Any, scope: Scope) -> Seen:
        absent = NONE
        for child in node.nodes:
            absent |= self.of(child, scope).absent
        return Seen(TEXT, absent)

    def _sum(self, node: Any, scope: Scope) -> Seen:
        left, right = self.of(node.left, scope), self.of(node.right, scope)
        together = left.shape if isinstance(left.shape, Many) and isinstance(right.shape, Many) else ANY
        return Seen(either(together, right.shape) if isinstance(together, Many) else ANY)

    def _list(self, node: Any, scope: Scope) -> Seen:
        items = [self.of(one, scope).shape for one in node.items]
        found = items[0] if items else ANY
        for one in items[1:]:
            found = both(found, one)
        return Seen(Many(found))

    def _tuple(self, node: Any, scope: Scope) -> Seen:
        return Seen(Pair(tuple(self.of(one, scope).shape for one in node.items)))

    def _const(self, node: Any, _scope: Scope) -> Seen:
        value = node.value
        return Seen(Plain(type(value)) if isinstance(value, str | bool) else NUMBER if value is not None else ANY)

    def _say(self, node: Any, message: str, remedy: str, rule: str = "unknown") -> None:
        self.said.append(Said(node.lineno, message, remedy, rule))

    _walks: Final[dict[str, Callable[[Expressions, Any, Scope], Seen]]] = {
        "Name": _name, "Getattr": _step, "Getitem": _step, "Call": _call, "Filter": _filter, "Test": _test,
        "Compare": _compare, "CondExpr": _condition, "And": _and, "Or": _or, "Concat": _text, "Add": _sum,
        "List": _list, "Tuple": _tuple, "Const": _const,
    }  # fmt: skip
