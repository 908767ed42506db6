"""Print the schedules that list what a document has printed after everything else, each in its place.

Such a template is recognised by the names it uses. Where it is included, a placeholder is printed and the names that it
would see there are kept; it is rendered once in that place, for what it prints itself belongs in the lists too, and for
good when the rest of the document is complete.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from specgen.context.render_log import SHOWS_PRINTED, RenderLog, log_of
from specgen.system.lazy_pattern import lazy_pattern

DEFERRAL: Final = "{{ defer() }}"  # the source of what stands in for such a template
PLACEHOLDER: Final = '<sg:deferred number="%d"/>'
PLACEHOLDERS: Final = lazy_pattern(r'<sg:deferred number="(\d+)"/>')
ANY_INCLUDE: Final = lazy_pattern(r"\{%\s*include\s+[^\"'\s]")  # of a template whose name is worked out


def deferred_templates(sources: Mapping[str, str], outermost: Iterable[str]) -> frozenset[str]:
    """Return the templates that list what was printed, and those that include or extend them.

    `outermost` are the templates that hold all the others, and so cannot wait for them.
    """
    holders = {*outermost, *(template for template, text in sources.items() if ANY_INCLUDE.search(text))}
    deferred: set[str] = set()
    words: Iterable[str] = SHOWS_PRINTED
    while words:
        words = {
            template
            for template, text in sources.items()
            if template not in deferred | holders and any(word in text for word in words)
        }
        deferred |= words
    return frozenset(deferred)


def lists_printed(text: str) -> bool:
    """True for a source that uses one of the names of what was printed."""
    return any(word in text for word in SHOWS_PRINTED)


def defer_in(complete: Environment) -> Callable[[Context], Markup]:
    """Return the function that DEFERRAL calls; `complete` is the environment that has the templates themselves."""

    @pass_context
    def defer(context: Context) -> Markup:
        names = context.get_all()
        text = complete.get_template(str(context.name)).render(names)
        log = log_of(names)
        if log is None:
            return Markup(text)  # noqa: S704   what a template printed is escaped already
        log.deferred.append((str(context.name), names))
        log.deferred_texts.append(text)
        return Markup(PLACEHOLDER % (len(log.deferred) - 1))  # noqa: S704

    return defer


def place_deferred(text: str, complete: Environment, log: RenderLog) -> str:
    """Return a rendered part with its placeholders replaced by what the closed log has for them."""

    def rendered(placeholder: re.Match[str]) -> str:
        template, names = log.deferred[int(placeholder[1])]
        return complete.get_template(template).render(names)

    return PLACEHOLDERS.sub(rendered, text)
