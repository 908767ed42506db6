"""StatementWalk the statements of a template in order, and check its names in each of their scopes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from jinja2.nodes import CondExpr

from specgen.formats.word.positions import problem_at
from specgen.problems import Problem
from specgen.template_check.type_inference.deciding_answers import asked_about, deciding
from specgen.template_check.type_inference.expressions import Expressions
from specgen.template_check.type_inference.kinds import LISTS, TEXTS, kind_of
from specgen.template_check.type_inference.messages import key_of, printable
from specgen.template_check.type_inference.running_totals import in_place_of, names_of, summands
from specgen.template_check.type_inference.scope import NONE, Scope
from specgen.template_check.type_inference.value_types import (
    ANY,
    TEXT,
    UNKNOWN,
    ListType,
    QuestionType,
    RecordType,
    TupleType,
    Typed,
    ValueType,
    either,
    element_of,
)

ALWAYS: Final = ("loop", "super", "self", "caller", "varargs", "kwargs")  # names that Jinja itself gives
LOOP: Final = Typed(
    RecordType(
        dict.fromkeys(
            "index index0 revindex revindex0 first last length depth depth0 previtem nextitem cycle changed".split(),
            ANY,
        ),
        "name in a loop",
    )
)
MANY_LOOPS: Final = 5  # inside each other
Turns = tuple[tuple[int, int], ...]  # which branch of which condition


@dataclass(frozen=True)
class MarkCall:
    """One call of mark() or ref(): its argument, and where it stands."""

    function: str
    argument: Any
    line: int
    branches: Turns
    every_row: bool  # whether each turn of a loop comes here


class StatementWalk:
    """Walks the statements of one template."""

    def __init__(self, expressions: Expressions) -> None:
        self.expressions = expressions
        self.called: list[MarkCall] = []
        self.top: dict[str, Typed] = dict.fromkeys(ALWAYS, UNKNOWN)
        self._asked_about = NONE  # what the template asks anywhere whether it is answered
        self._branches: Turns = ()
        self._loops: list[Turns] = []  # the branches that each loop stands in
        self._rounds: list[tuple[Any, frozenset[str]]] = []  # each loop, and the names that were there before it
        self._sets: list[set[str]] = [set()]  # the names that each stretch with names of its own has set

    @property
    def problems(self) -> list[Problem]:
        return self.expressions.problems

    def template(self, tree: Any) -> None:
        self._asked_about = asked_about(tree)
        scope = Scope(self.top, self.expressions.poisoned)
        self._all(tree.body, scope)

    def _all(self, nodes: list[Any], scope: Scope) -> None:
        for node in nodes:
            self._one(node, scope)
            self.called += [
                MarkCall(function, argument, line, self._branches, self._loops[-1:] == [self._branches])
                for function, argument, line in self.expressions.called
            ]
            self.expressions.called.clear()

    def _one(self, node: Any, scope: Scope) -> None:
        kind = type(node).__name__
        walk = getattr(self, f"_{kind.lower()}", None)
        if walk is not None:
            walk(node, scope)
        elif hasattr(node, "body"):  # macro, call, filter, with: what they give names to is not followed
            inner = scope.inner()
            for name in _given(node):
                inner.names[name] = UNKNOWN
            if kind == "CallBlock":
                self.expressions.of(node.call, scope)
            if kind == "Macro":
                scope.names[node.name] = UNKNOWN
            self._apart(node.body, inner, scope)
        elif kind in ("Import", "FromImport"):
            scope.names.update(dict.fromkeys(_given(node), UNKNOWN))
        else:
            self.expressions.of(node, scope)

    def _output(self, node: Any, scope: Scope) -> None:
        for one in node.nodes:
            if type(one).__name__ == "TemplateData":
                continue
            seen = self.expressions.of(one, scope)
            why = printable(seen.type)
            if why is not None and key_of(one) not in scope.sure:
                self.problems.append(problem_at(one.lineno, f"prints {key_of(one)}: {why[0]}", why[1], "print"))
            for path in sorted(seen.absent - scope.sure):
                message = f"prints {path}, an optional question; without an answer the draft stops here"
                remedy = f"put {{% if {path} %}} and {{% endif %}} around it"
                self.problems.append(problem_at(one.lineno, message, remedy, "absent", "warning"))

        for condition in node.find_all(CondExpr):
            self._refuse_open(condition.test, scope, scope.sure)

    def _if(self, node: Any, scope: Scope) -> None:
        branches, before = [node, *node.elif_], self._branches
        found, sure, outcomes = [one.test for one in branches], NONE, []
        for turn, branch in enumerate(branches):
            self._refuse_open(found[turn], scope, scope.sure | sure)
            sure |= self.expressions.mentioned(found[turn], scope)[0]
            outcomes.append(self._branch(branch.body, scope, sure, (*before, (id(node), turn))))
        outcomes.append(self._branch(node.else_, scope, sure, (*before, (id(node), len(branches)))))
        self._branches = before
        for name in {name for names in outcomes for name in names}:
            given = [names[name] for names in outcomes if name in names]
            type_ = given[0].type
            for one in given[1:]:
                type_ = either(type_, one.type)
            absent, is_lost = frozenset().union(*(one.absent for one in given)), any(one.is_lost for one in given)
            scope.names[name] = Typed(type_, absent, is_lost)

    def _refuse_open(self, test: Any, scope: Scope, asked: frozenset[str]) -> None:
        """Say that a condition goes by a yes or no which every draft needs, and which may be open."""
        for one in deciding(test):
            type_, path = self.expressions.type_quietly(one, scope).type, key_of(one)
            is_needed = isinstance(type_, QuestionType) and type_.kind == "yes_no" and not type_.is_optional
            if is_needed and path not in asked | self._asked_about:
                message = f"decides by {path}; while that has no answer the draft says what is meant for yes"
                remedy = f"write {{% if {path} is open %}}{{{{ {path} }}}}{{% elif {path} %}}"
                self.problems.append(problem_at(one.lineno, message, remedy, "open", "warning"))

    def _apart(self, body: list[Any], inner: Scope, outer: Scope) -> None:
        """Walk what has names of its own: what it sets is lost after it."""
        self._sets.append(set())
        self._all(body, inner)
        for name in self._sets.pop():
            if name in outer.names:
                outer.names[name] = replace(outer.names[name], is_lost=True)
            else:
                self.expressions.ended.add(name)

    def _branch(self, body: list[Any], scope: Scope, sure: frozenset[str], turns: Turns) -> dict[str, Typed]:
        self._branches = turns
        inner = scope.inner(sure)
        self._all(body, inner)
        return inner.names

    def _for(self, node: Any, scope: Scope) -> None:
        seen = self.expressions.of(node.iter, scope)
        self._refuse_loop(node, seen)
        row = element_of(seen.type)
        inner = scope.inner(_guards(node.iter, seen))
        inner.names["loop"] = LOOP
        self._refuse_apart(node.target, row)
        _assign(node.target, Typed(row), inner)
        if isinstance(seen.type, ListType) and type(node.target).__name__ == "Name":
            inner.sure |= {f"{node.target.name}.{path}" for path in seen.type.sure}
        if node.test is not None:
            inner.sure |= self.expressions.mentioned(node.test, inner)[0]
        self._loops.append(self._branches)
        self._rounds.append((node, frozenset(scope.names)))
        if len(self._rounds) == MANY_LOOPS:
            message = f"stands in {MANY_LOOPS - 1} other loops: so many turns can take longer than a draft may"
            remedy = "use fewer loops inside each other"
            self.problems.append(problem_at(node.lineno, message, remedy, "loop", "warning"))
        self._apart(node.body, inner, scope)
        self._loops.pop()
        self._rounds.pop()
        self.expressions.ended |= {name for name in names_of(node.target) if name not in scope.names}
        self._apart(node.else_, scope.inner(), scope)

    def _refuse_loop(self, node: Any, seen: Typed) -> None:
        """Say that a loop goes through something that is no list."""
        type_, path, kind = seen.type, key_of(node.iter), kind_of(seen.type)
        if kind in ("", LISTS) and not (isinstance(type_, RecordType) and type_.prints):
            return
        if kind == TEXTS:
            message, remedy = f"goes through the text {path} letter by letter", f"write {path} | paragraphs"
        else:
            message, remedy = f"goes through {path}, which is no list", "take the loop out, or name a list"
        self.problems.append(problem_at(node.iter.lineno, message, remedy, "print"))

    def _assign(self, node: Any, scope: Scope) -> None:
        seen = self.expressions.of(node.node, scope)
        self._refuse_apart(node.target, seen.type)
        is_counted = self._counts_on(node)
        self._set(node.target, replace(seen, is_lost=False), scope)
        if is_counted:
            self._sets[-1].discard(node.target.name)  # it has been said where it is counted

    def _set(self, target: Any, seen: Typed, scope: Scope) -> None:
        self._sets[-1].update(names_of(target))
        _assign(target, seen, scope)

    def _counts_on(self, node: Any) -> bool:
        """Say that a loop adds to what it has set the turn before, and every turn begins with the same."""
        name = getattr(node.target, "name", "")
        counted = next((loop for loop, before in self._rounds if name in before), None)
        if counted is None or not (added := summands(node.node, name)):
            return False
        message = f"adds to {name} in a loop, and each turn begins again with what {name} was before the loop"
        self.problems.append(
            problem_at(node.lineno, message, in_place_of(counted, added, node.node), "loop", "warning")
        )
        return True

    def _refuse_apart(self, target: Any, type_: ValueType) -> None:
        """Say that what is taken apart into several names is no pair, or has another number of things in it."""
        names = len(getattr(target, "items", ()))
        if type(target).__name__ == "NSRef":
            message, remedy = (
                f"sets {target.name}.{target.attr}, and an answer cannot be set",
                "give it a name of its own",
            )
        elif isinstance(type_, TupleType) and names and names != len(type_.items):
            message, remedy = f"takes {len(type_.items)} things apart into {names} names", "write a name for each"
        elif names and kind_of(type_) not in ("", TEXTS, LISTS):
            message, remedy = f"takes {kind_of(type_)} apart into {names} names", "write one name"
        else:
            return
        self.problems.append(problem_at(target.lineno, message, remedy, "print"))

    def _assignblock(self, node: Any, scope: Scope) -> None:
        self._apart(node.body, scope.inner(), scope)
        self._set(node.target, Typed(TEXT), scope)

    def _block(self, node: Any, scope: Scope) -> None:
        if node.scoped:
            self._apart(node.body, scope.inner(), scope)
            return
        hidden = {name: seen for name, seen in scope.names.items() if name not in self.top}
        self._apart(node.body, Scope(dict(self.top), scope.sure, hidden), scope)


def _guards(node: Any, seen: Typed) -> frozenset[str]:
    """Return what must be there if a loop over it runs at all."""
    key = key_of(node)
    steps = key.split(".")
    return seen.absent | {".".join(steps[: count + 1]) for count in range(len(steps))}


def _assign(target: Any, seen: Typed, scope: Scope) -> None:
    kind = type(target).__name__
    if kind == "Name":
        scope.names[target.name] = seen
    elif kind in ("Tuple", "List"):
        type_ = seen.type
        items = type_.items if isinstance(type_, TupleType) and len(type_.items) == len(target.items) else ()
        for number, one in enumerate(target.items):
            _assign(one, Typed(items[number] if items else ANY), scope)


def _given(node: Any) -> list[str]:
    """Return the names that a macro, a with or an import gives."""
    found = [one.name for one in (*getattr(node, "args", ()), *getattr(node, "targets", ())) if hasattr(one, "name")]
    if hasattr(node, "target") and isinstance(node.target, str):
        found.append(node.target)
    return found + [one if isinstance(one, str) else one[1] for one in getattr(node, "names", ())]
