"""A composition and a context in, the text of the document's parts out: Jinja in a sandbox, every fault with its
paragraph.

Autoescaping is always on and unknown names are always errors: docxtpl's own defaults drop `&` and `<` and print
unknown names as nothing (its issues 557 and 634).
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import CodeType
from typing import Any, Final

from jinja2 import BaseLoader, StrictUndefined, Template, TemplateError, TemplateNotFound, UndefinedError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from specgen.context import population
from specgen.context import targets as derived
from specgen.context.context import SHOWS_PRINTED
from specgen.context.filters import FILTERS, TESTS, printed
from specgen.context.values import BREAK_OUT, known_names
from specgen.problems import Problem, SpecgenError, WrongInput
from specgen.templates.compile import HOUSE, Composition

# What is left of Jinja's own: nothing that can run long, read an attribute by name or print markup.
JINJA_FILTERS: Final = ("first", "last", "length", "list", "map", "reject", "rejectattr", "select", "selectattr",
                        "sort", "unique", "default", "join")  # fmt: skip
JINJA_TESTS: Final = ("defined", "undefined", "equalto", "==", "eq", "!=", "ne", ">", "<", ">=", "<=", "in", "string",
                      "number", "true", "false", "none", "odd", "even", "divisibleby")  # fmt: skip
MEMORY: Final = " memory"  # a name in the context that no template can write
ANY_INCLUDE: Final = re.compile(r"\{%\s*include\s+[^\"'\s]")  # of a template whose name is worked out
Root = Callable[[Context], Iterator[str]]  # what Jinja compiles a template to


@dataclass(frozen=True)
class Rendered:
    """The inside of the document's body and of each header and footer, as XML text with specgen's marks in it."""

    body: str
    stories: Mapping[str, str]


class Memory:
    """What the included templates wrote in a first rendering, for a second to take over: it only adds what the first
    has printed, which few of them show.
    """

    def __init__(self) -> None:
        self._texts: defaultdict[str, deque[str]] = defaultdict(deque)
        self._is_inside = False
        self.is_full = False

    def text(self, name: str, root: Root, context: Context) -> str:
        """Return what a template writes: as remembered, or as written now."""
        if self._is_inside:
            return "".join(root(context))
        if self.is_full and self._texts[name]:
            return self._texts[name].popleft()
        self._is_inside = True
        text = "".join(root(context))
        self._is_inside = False
        if not self.is_full:
            self._texts[name].append(text)
        return text


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


class _Environment(ImmutableSandboxedEnvironment):
    """A name behind a dot is a question, and an attribute only where nothing is asked by that name."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        try:
            return obj[attribute]
        except (TypeError, LookupError):
            return super().getattr(obj, attribute)


class _Compiled(BaseLoader):
    """Hands out the compiled templates of one composition; reads no file."""

    def __init__(self, composition: Composition) -> None:
        self._code: Mapping[str, CodeType] = composition.code
        self._late = _late(composition)

    def load(self, environment: Any, name: str, globals: Any = None) -> Template:
        if name not in self._code:
            raise TemplateNotFound(name)
        template = Template.from_code(environment, self._code[name], globals or {}, None)
        if name not in self._late:
            template.root_render_func = _written_once(name, template.root_render_func)
        return template


def _late(composition: Composition) -> frozenset[str]:
    """Return the templates that show what is in `Printed`, those that include or extend them, and the outermost."""
    late = {one for one, source in composition.sources.items() if ANY_INCLUDE.search(source.text)}
    late |= {composition.root, *(f"{HOUSE}#{part}" for part in composition.stories)}
    words: Iterable[str] = SHOWS_PRINTED
    while words:
        words = {
            one
            for one, source in composition.sources.items()
            if one not in late and any(word in source.text for word in words)
        }
        late |= words
    return frozenset(late)


def _written_once(name: str, root: Root) -> Root:
    """Return the root of a template so that, where it is included, it is written by way of the memory."""

    def written(context: Context) -> Iterator[str]:
        memory = context.get(MEMORY)
        if memory is not None and context.name == name:  # else another template extends this one
            yield memory.text(name, root, context)
        else:
            yield from root(context)

    return written


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
    environment.filters = usual | FILTERS | derived.FILTERS | population.FILTERS
    environment.tests = {key: environment.tests[key] for key in JINJA_TESTS} | TESTS
    return environment


def render(composition: Composition, context: Mapping[str, object], memory: Memory | None = None) -> Rendered:
    """Return the rendered parts. Raises WrongInput with the template and the paragraph of what went wrong.

    A `memory` is filled by a first rendering, and used by a second whose context differs in what was printed only.
    """
    environment = _environment(composition)
    context = {**context, MEMORY: memory}
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
    except UndefinedError as error:
        raise WrongInput(_located(error, composition, str(error), _nearest(str(error), context))) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise WrongInput(_located(error, composition, str(error), "")) from error
    except RecursionError as error:
        raise WrongInput(_located(error, composition, "the templates include each other without end", "")) from error
    if memory is not None:
        memory.is_full = True
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
    return Markup(BREAK_OUT % f'<sg:mark key="{escape(key)}"/>')


def _ref(key: object) -> object:
    """A reference to what an open point stands for is open too."""
    if not isinstance(key, str):
        return key
    return Markup(BREAK_OUT % f'<sg:ref key="{escape(key)}"/>')


def _nearest(message: str, context: Mapping[str, object]) -> str:
    """Return the name that was meant by an unknown one at the start of an expression."""
    from difflib import get_close_matches

    wanted = message.partition('"')[2].partition('"')[0]
    near = get_close_matches(wanted, context, 1)
    return f'did you mean "{near[0]}"?' if near else ""


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
