"""Make the one kind of Jinja environment that templates are compiled for and rendered in: a sandbox.

Autoescaping is always on and unknown names are always errors: docxtpl's own defaults drop `&` and `<` and print
unknown names as nothing (its issues 557 and 634).
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from difflib import get_close_matches
from typing import Any, Final

from jinja2 import BaseLoader, StrictUndefined, UndefinedError, nodes, pass_context, pass_eval_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import do_join, make_attrgetter
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from specgen.context import payment, targets
from specgen.context.filters import FILTERS, TESTS, NotPrintable, printed
from specgen.context.render_log import POINT, log_of
from specgen.context.values import BREAK_OUT, Group, answer_tested, known_names
from specgen.templates.clause_places import ROW_FILTER, mark_rows, row_start
from specgen.templates.tags.arithmetic import LIMITED, limited

# What is left of Jinja's own: nothing that can run long, read an attribute by name or print markup.
JINJA_FILTERS: Final = ("first", "last", "length", "list", "map", "reject", "rejectattr", "select", "selectattr",
                        "sort", "unique", "default", "join")  # fmt: skip
JINJA_TESTS: Final = ("defined", "undefined", "equalto", "==", "eq", "!=", "ne", ">", "<", ">=", "<=", "in", "string",
                      "number", "true", "false", "none", "odd", "even", "divisibleby")  # fmt: skip


class UnknownName(UndefinedError):
    """A template uses a name that nothing stands behind."""

    def __init__(self, name: str, remedy: str) -> None:
        super().__init__(f'there is no answer or name "{name}"')
        self.name = name
        self.remedy = remedy  # empty for a name at the start of an expression


class UnknownItem(UndefinedError):
    """A template uses an item of a list that has fewer, or of what has none."""

    def __init__(self, number: int, items: object) -> None:
        count = len(items) if isinstance(items, tuple | list) else 0
        super().__init__(f"takes item {number + 1} of a list that has {count}")
        self.remedy = "ask first how many there are, with length"


class _Unknown(StrictUndefined):
    """A name that nothing stands behind; says which names there are."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._undefined_exception = self._error  # type: ignore[assignment]  # Jinja calls it

    def _error(self, _message: str | None) -> UndefinedError:
        wanted: object = self._undefined_name
        if isinstance(wanted, int):
            return UnknownItem(wanted, self._undefined_obj)
        name, known = str(wanted), known_names(self._undefined_obj)
        near = get_close_matches(name, known, 1)
        remedy = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(known[:12])}" if known else ""
        return UnknownName(name, remedy)


class _CodeGenerator(CodeGenerator):
    """Leaves constants to be printed as everything else is: Jinja would write `640 / 3` out while it compiles."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)


class _Environment(ImmutableSandboxedEnvironment):
    """A name behind a dot is a question, and an attribute only where nothing is asked by that name."""

    code_generator_class = _CodeGenerator
    intercepted_binops = LIMITED

    def call_binop(self, _context: Context, operator: str, left: Any, right: Any) -> Any:
        return limited(operator, left, right)

    def getattr(self, obj: Any, attribute: str) -> Any:
        try:
            return obj[attribute]
        except (TypeError, LookupError):
            return super().getattr(obj, attribute)

    def tested(self, obj: Any, attribute: str) -> Any:
        """Do what `getattr` does, for a condition that asks whether there is an answer."""
        if isinstance(obj, Group):
            with suppress(KeyError):
                return answer_tested(obj, attribute)
        return self.getattr(obj, attribute)

    @staticmethod
    def joined(value: Any) -> Any:
        """Return what is put together by ~ or join as it is printed: numbers rounded, dates in words."""
        return value if isinstance(value, str) or hasattr(value, "__html__") else printed(value)

    @staticmethod
    def looped(value: Any) -> Any:
        """Return what a loop goes through. Raises NotPrintable for a text, which Jinja would take letter by letter."""
        if isinstance(value, str):
            raise NotPrintable("a loop goes through a text letter by letter", "write the filter paragraphs behind it")
        return value

    def _generate(self, source: nodes.Template, *arguments: Any, **named: Any) -> str:
        for node in source.find_all((nodes.If, nodes.CondExpr, nodes.For)):
            assert isinstance(node, nodes.If | nodes.CondExpr | nodes.For)  # noqa: S101
            node.test = _Testing().visit(node.test) if node.test is not None else None
        for loop in list(source.find_all(nodes.For)):
            loop.iter = self._passed("looped", loop.iter)
            mark_rows(loop)
        for concat in source.find_all(nodes.Concat):
            concat.nodes = [self._passed("joined", one) for one in concat.nodes]
        return super()._generate(source, *arguments, **named)

    def _passed(self, function: str, node: Any) -> nodes.Call:
        """Return an expression as it comes out of a function of this environment."""
        called = nodes.EnvironmentAttribute(function, environment=self)
        return nodes.Call(called, [node], [], None, None, lineno=node.lineno, environment=self)


class _Testing(NodeTransformer):
    """Let `tested` read what a condition asks no more of than whether it is answered; what it compares stays."""

    def visit(self, node: nodes.Node, *arguments: Any, **named: Any) -> Any:
        is_joint = isinstance(node, nodes.And | nodes.Or | nodes.Not)
        if is_joint or (isinstance(node, nodes.Test) and node.name in TESTS):
            return self.generic_visit(node, *arguments, **named)
        if not isinstance(node, nodes.Getattr):
            return node
        tested = nodes.EnvironmentAttribute("tested", environment=node.environment)
        names = [node.node, nodes.Const(node.attr)]
        return nodes.Call(tested, names, [], None, None, lineno=node.lineno, environment=node.environment)


def jinja_environment(loader: BaseLoader | None = None) -> ImmutableSandboxedEnvironment:
    """Return the one kind of Jinja environment that templates are compiled for and rendered in."""
    environment = _Environment(
        autoescape=True,
        optimized=False,  # it would work constants out while it compiles, 9 ** 9999999 too
        undefined=_Unknown,
        finalize=printed,
        loader=loader,
        cache_size=-1,
        keep_trailing_newline=False,
    )
    environment.globals = {"mark": _mark, "ref": _ref}
    usual = {key: environment.filters[key] for key in JINJA_FILTERS}
    environment.filters = usual | FILTERS | targets.FILTERS | payment.FILTERS | {"join": _join, ROW_FILTER: row_start}
    environment.tests = {key: environment.tests[key] for key in JINJA_TESTS} | TESTS
    return environment


@pass_eval_context
def _join(context: EvalContext, items: Iterable[object], between: str = "", attribute: str | int | None = None) -> str:
    """Put items together, each as it is printed."""
    if attribute is not None:
        items = map(make_attrgetter(context.environment, attribute), items)
    joined: str = do_join(context, map(_Environment.joined, items), between)
    return joined


def _mark(key: str) -> Markup:
    return Markup(BREAK_OUT % f'<sg:mark key="{escape(key)}"/>')


@pass_context
def _ref(context: Context, key: object) -> object:
    """A reference to what an open point stands for is open too. One to an open point names the section that asks for
    the answer: there an open point is looked for that stands nowhere.
    """
    if not isinstance(key, str):
        return key
    log = log_of(context) if key.startswith(POINT) else None
    section = "" if log is None else log.section_of(key.removeprefix(POINT))
    instead = f' instead="{escape(section)}"' if section else ""
    return Markup(BREAK_OUT % f'<sg:ref key="{escape(key)}"{instead}/>')
