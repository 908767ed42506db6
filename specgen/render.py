"""A composition and a context in, the text of the document's parts out: Jinja in a sandbox, every fault with its
paragraph.

Autoescaping is always on and unknown names are always errors: docxtpl's own defaults drop `&` and `<` and print
unknown names as nothing (its issues 557 and 634).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import CodeType
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from jinja2 import BaseLoader, StrictUndefined, Template, TemplateError, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from specgen import derived, population
from specgen.problems import Problem, SpecgenError, WrongInput
from specgen.templates import HOUSE, Composition
from specgen.values import BREAK_OUT, known_names
from specgen.wording import FILTERS, TESTS, printed

# What is left of Jinja's own: nothing that can run long, read an attribute by name or print markup.
JINJA_FILTERS: Final = ("first", "last", "length", "list", "map", "reject", "rejectattr", "select", "selectattr",
                        "sort", "unique", "upper", "lower", "trim", "round", "abs", "default", "join")  # fmt: skip
JINJA_TESTS: Final = ("defined", "undefined", "equalto", "==", "eq", "!=", "ne", ">", "<", ">=", "<=", "in", "string",
                      "number", "true", "false", "none", "odd", "even", "divisibleby")  # fmt: skip


@dataclass(frozen=True)
class Rendered:
    """The inside of the document's body and of each header and footer, as XML text with specgen's marks in it."""

    body: str
    stories: Mapping[str, str]


class _Unknown(StrictUndefined):
    """A name that nothing stands behind; says which names there are."""

    @property
    def _undefined_message(self) -> str:
        from difflib import get_close_matches

        wanted = str(self._undefined_name)
        known = known_names(self._undefined_obj)
        near = get_close_matches(wanted, known, 1)
        hint = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(known[:12])}" if known else ""
        return f'there is no answer or name "{wanted}"' + (f"; {hint}" if hint else "")


class _Compiled(BaseLoader):
    """Hands out the compiled templates of one composition; reads no file."""

    def __init__(self, composition: Composition) -> None:
        self._code: Mapping[str, CodeType] = composition.code

    def load(self, environment: Any, name: str, globals: Any = None) -> Template:
        if name not in self._code:
            raise TemplateNotFound(name)
        return Template.from_code(environment, self._code[name], globals or {}, None)


def jinja_environment(loader: BaseLoader | None = None) -> ImmutableSandboxedEnvironment:
    """Return the one kind of Jinja environment that templates are compiled for and rendered in."""
    environment = ImmutableSandboxedEnvironment(
        autoescape=True,
        undefined=_Unknown,
        finalize=printed,
        loader=loader,
        cache_size=-1,
        keep_trailing_newline=False,
    )
    environment.globals = {"mark": _mark, "ref": _ref}
    environment.filters = {key: environment.filters[key] for key in JINJA_FILTERS} | FILTERS | derived.FILTERS | population.FILTERS
    environment.tests = {key: environment.tests[key] for key in JINJA_TESTS} | TESTS
    return environment


def render(composition: Composition, context: Mapping[str, object]) -> Rendered:
    """Return the rendered parts. Raises WrongInput with the template and the paragraph of what went wrong."""
    environment = _environment(composition)
    try:
        body = environment.get_template(composition.root).render(context)
        stories = {part: environment.get_template(f"{HOUSE}#{part}").render(context) for part in composition.stories}
    except SpecgenError:
        raise
    except TemplateNotFound as error:
        problem = _located(
            error, composition, f'there is no template "{error.name}"', "look at the sections of the model"
        )
        raise WrongInput(problem) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise WrongInput(_located(error, composition, str(error), "")) from error
    except RecursionError as error:
        raise WrongInput(_located(error, composition, "the templates include each other without end", "")) from error
    return Rendered(body, stories)


@cache
def _environments() -> dict[str, tuple[Composition, ImmutableSandboxedEnvironment]]:
    return {}


def _environment(composition: Composition) -> ImmutableSandboxedEnvironment:
    """Return the composition's environment, kept between documents so that a template's code is loaded once."""
    kept = _environments().get(composition.root)
    if kept is None or kept[0] is not composition:
        kept = (composition, jinja_environment(_Compiled(composition)))
        _environments()[composition.root] = kept
    return kept[1]


def _mark(key: str) -> Markup:
    return Markup(BREAK_OUT % f"<sg:mark key={quoteattr(key)}/>")


def _ref(key: str) -> Markup:
    return Markup(BREAK_OUT % f"<sg:ref key={quoteattr(key)}/>")


def _located(error: BaseException, composition: Composition, message: str, remedy: str) -> Problem:
    """Return the error with the innermost template and paragraph that its traceback goes through."""
    template, line = composition.root, 0
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file in composition.sources:
            template, line = file, trace.tb_lineno
        trace = trace.tb_next
    near = composition.sources[template].paragraph_at(line)
    message, _, hint = message.partition("; ")
    return Problem(template, 0, 0, "error", f'near "{near}"' if near else "", message, hint or remedy, "template")
