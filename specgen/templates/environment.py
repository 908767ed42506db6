"""Make the one kind of Jinja environment that templates are compiled for and rendered in: a sandbox.

Autoescaping is always on and unknown names are always errors: docxtpl's own defaults drop `&` and `<` and print
unknown names as nothing (its issues 557 and 634).
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, Final

from jinja2 import BaseLoader, StrictUndefined, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from specgen.context import payment, targets
from specgen.context.filters import FILTERS, TESTS, printed
from specgen.context.values import BREAK_OUT, known_names

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


class _Unknown(StrictUndefined):
    """A name that nothing stands behind; says which names there are."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._undefined_exception = self._error  # type: ignore[assignment]  # Jinja calls it

    def _error(self, _message: str | None) -> UnknownName:
        name, known = str(self._undefined_name), known_names(self._undefined_obj)
        near = get_close_matches(name, known, 1)
        remedy = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(known[:12])}" if known else ""
        return UnknownName(name, remedy)


class _Environment(ImmutableSandboxedEnvironment):
    """A name behind a dot is a question, and an attribute only where nothing is asked by that name."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        try:
            return obj[attribute]
        except (TypeError, LookupError):
            return super().getattr(obj, attribute)


def jinja_environment(loader: BaseLoader | None = None) -> ImmutableSandboxedEnvironment:
    """Return the one kind of Jinja environment that templates are compiled for and rendered in."""
    environment = _Environment(
        autoescape=True,
        undefined=_Unknown,
        finalize=printed,
        loader=loader,
        cache_size=-1,
        keep_trailing_newline=False,
    )
    environment.globals = {"mark": _mark, "ref": _ref}
    usual = {key: environment.filters[key] for key in JINJA_FILTERS}
    environment.filters = usual | FILTERS | targets.FILTERS | payment.FILTERS
    environment.tests = {key: environment.tests[key] for key in JINJA_TESTS} | TESTS
    return environment


def _mark(key: str) -> Markup:
    return Markup(BREAK_OUT % f'<sg:mark key="{escape(key)}"/>')


def _ref(key: object) -> object:
    """A reference to what an open point stands for is open too."""
    if not isinstance(key, str):
        return key
    return Markup(BREAK_OUT % f'<sg:ref key="{escape(key)}"/>')
