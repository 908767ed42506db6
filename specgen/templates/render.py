"""Render compiled templates into the text of a document's parts: Jinja in a sandbox, every fault with its paragraph.

Each template is rendered once, in the order of the document. Only the schedules that list what was printed wait for the
rest (see `deferral`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from html import unescape
from types import CodeType
from typing import Any, NamedTuple

from jinja2 import BaseLoader, Environment, Template, TemplateError, TemplateNotFound
from jinja2.exceptions import SecurityError

from specgen.context.filters import NotPrintable
from specgen.context.render_log import log_of
from specgen.problems import Problem, SpecgenError, WrongInput, near
from specgen.system.resources import HOUSE
from specgen.templates.clause_places import ROW_MARKS
from specgen.templates.compiled import CompiledTemplates
from specgen.templates.deferred_schedules import defer_in, place_deferred
from specgen.templates.environment import UnknownItem, UnknownName, jinja_environment


class Rendered(NamedTuple):
    """The inside of the document's body and of each header and footer, as XML text with specgen's marks in it."""

    body: str
    tagged_parts: Mapping[str, str]


def render(compiled: CompiledTemplates, context: Mapping[str, object]) -> Rendered:
    """Return the rendered parts. Raises WrongInput with the template and the paragraph of what went wrong."""
    with placing_faults(compiled, context):
        return _rendered(compiled, context)


@contextmanager
def placing_faults(compiled: CompiledTemplates, context: Mapping[str, object]) -> Iterator[None]:
    """Raise whatever goes wrong in a rendering as WrongInput with the template and the paragraph of it."""
    try:
        yield
    except WrongInput as error:
        raise WrongInput(_placed(one, error, compiled) for one in error.problems) from error
    except SpecgenError:
        raise
    except TemplateNotFound as error:
        message, remedy = f'there is no template "{error.name}"', "look at the sections of the model"
        raise WrongInput(_problem(error, compiled, message, remedy)) from error
    except UnknownName as error:
        if error.name in context and not error.remedy:  # it is there, and no template that is imported sees it
            raise WrongInput(_of_import(error, compiled)) from error
        raise WrongInput(
            _problem(error, compiled, str(error), error.remedy or _nearest(error.name, context))
        ) from error
    except (NotPrintable, UnknownItem) as error:
        raise WrongInput(_problem(error, compiled, str(error), error.remedy)) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise WrongInput(_problem(error, compiled, *_in_words(error))) from error
    except RecursionError as error:
        raise WrongInput(_problem(error, compiled, "the templates include each other without end", "")) from error


def _rendered(compiled: CompiledTemplates, context: Mapping[str, object]) -> Rendered:
    environments = _environments(compiled)
    roots = {"": compiled.root, **{part: f"{HOUSE}#{part}" for part in compiled.tagged_parts}}
    texts = {part: environments.first.get_template(template).render(context) for part, template in roots.items()}
    log = log_of(context)
    if log is not None:
        log.close(words_of_parts((*texts.values(), *log.deferred_texts)))
        for part in compiled.listing_parts:  # a cover that counts the open points is printed when all are known
            texts[part] = environments.complete.get_template(roots[part]).render(context)
        texts = {part: place_deferred(text, environments.complete, log) for part, text in texts.items()}
    return Rendered(texts.pop(""), texts)


def words_of_parts(parts: Iterable[str]) -> str:
    """Return the words of rendered parts without their markup, each paragraph on a line of its own."""
    return unescape(re.sub(r"<[^>]*>", "", ROW_MARKS.sub("", "\n".join(parts)).replace("</w:p>", "\n")))


class _Environments(NamedTuple):
    """`first` has placeholders for the templates that wait; `complete` has all of them."""

    first: Environment
    complete: Environment


class CodeLoader(BaseLoader):
    """Hands out compiled templates; reads no file."""

    def __init__(self, code: Mapping[str, CodeType]) -> None:
        self._code = code

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:
        if name not in self._code:
            raise TemplateNotFound(name)
        return Template.from_code(environment, self._code[name], globals or {}, None)


@cache
def _kept() -> dict[str, tuple[CompiledTemplates, _Environments]]:
    return {}


def _environments(compiled: CompiledTemplates) -> _Environments:
    """Return the environments of compiled templates, kept between documents so that each template is loaded once."""
    kept = _kept().get(compiled.root)
    if kept is None or kept[0] is not compiled:
        complete = jinja_environment(CodeLoader(compiled.code))
        first = complete.overlay(loader=CodeLoader({**compiled.code, **compiled.deferrals}))
        first.globals = {**complete.globals, "defer": defer_in(complete)}
        kept = (compiled, _Environments(first, complete))
        _kept()[compiled.root] = kept
    return kept[1]


def _in_words(error: Exception) -> tuple[str, str]:
    """Return message and remedy for what Python or Jinja could not do; their own words are for programmers."""
    if isinstance(error, SecurityError):
        return "asks for something that templates may not use", "name an answer"
    if isinstance(error, ArithmeticError):
        return "reckons with numbers that have no result, such as a division by 0", "ask first whether it is 0"
    if isinstance(error, TypeError):
        message = "compares or puts together things of different kinds, such as a text and a number"
        return message, "write texts in quotation marks and numbers without; ~ puts texts together"
    return "cannot be worked out", "compare it with the tags of another template"


def _placed(problem: Problem, error: BaseException, compiled: CompiledTemplates) -> Problem:
    """Return a problem that an answer met while it was printed, with the place where it was to be printed."""
    return problem if problem.place.file else replace(problem, place=_problem(error, compiled, "", "").place)


def _nearest(name: str, context: Mapping[str, object]) -> str:
    """Return the name that was meant by an unknown one at the start of an expression."""
    close = get_close_matches(name, context, 1)
    return f'did you mean "{close[0]}"?' if close else ""


def _of_import(error: UnknownName, compiled: CompiledTemplates) -> Problem:
    """Return the error of a name that an imported template reads, with the paragraph that imports it."""
    lines = _lines(error, compiled)
    imported = lines[-1][0] if lines else compiled.root
    template, line = next((one for one in reversed(lines) if one[0] != imported), (imported, 0))
    message = f'imports {imported}, which reads "{error.name}": an imported template sees no answers'
    remedy = "write include to print it, or the words with context at the end of the import tag"
    return Problem(near(template, compiled.sources[template].paragraph_at(line)), message, remedy, "template")


def _problem(error: BaseException, compiled: CompiledTemplates, message: str, remedy: str) -> Problem:
    """Return the error with the innermost template and paragraph that its traceback goes through."""
    template, line = next(iter(reversed(_lines(error, compiled))), (compiled.root, 0))
    return Problem(near(template, compiled.sources[template].paragraph_at(line)), message, remedy, "template")


def _lines(error: BaseException, compiled: CompiledTemplates) -> list[tuple[str, int]]:
    """Return the templates that the traceback of an error goes through, each with its line."""
    lines, trace = list[tuple[str, int]](), error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file in compiled.sources:
            lines.append((file, trace.tb_lineno))
        trace = trace.tb_next
    return lines
