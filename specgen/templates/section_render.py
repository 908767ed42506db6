"""Render the outline of a document and each of its sections by itself, and note which names each of them reads.

A draft is rendered in one piece. A preview of it is not: only a section that reads something which has changed is
rendered again. Where a section is included, the outline has a placeholder, and the names that it would see there are
kept, as for the schedules that wait (see `deferral`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from specgen.context.render_log import RenderLog, log_of
from specgen.system.resources import HOUSE
from specgen.templates.compiled import CompiledTemplates
from specgen.templates.environment import jinja_environment
from specgen.templates.render import CodeLoader, placing_faults

INCLUDED: Final = "{{ section_here() }}"  # the source of what stands in for a section
PLACE: Final = '<sg:section number="%d"/>'
READ: Final = "the names that were read"  # no template can write this name


@dataclass(frozen=True)
class IncludedSection:
    """A section where the outline includes it."""

    template: str
    time: int  # how often it was included before
    names: Mapping[str, object]  # that it sees there
    points_before: int  # how many open points the outline has printed up to there


@dataclass(frozen=True)
class Outline:
    """What stands around the sections: the text of the body with a placeholder for each, and the other parts."""

    body: str
    tagged_parts: tuple[str, ...]
    sections: tuple[IncludedSection, ...]


class _NotingContext(Context):
    """Notes each name that a template asks for."""

    def resolve_or_missing(self, key: str) -> Any:
        noted = self.parent.get(READ)
        if noted is not None:
            noted.add(key)
        return super().resolve_or_missing(key)


class SectionTemplates:
    """The compiled templates of a model, of which each section can be rendered by itself."""

    def __init__(self, compiled: CompiledTemplates, sections: Iterable[str]) -> None:
        self.compiled = compiled
        self._whole = jinja_environment(CodeLoader(compiled.code))
        self._whole.context_class = _NotingContext
        templates = sorted({*sections, *compiled.deferrals} & set(compiled.code))
        stand_ins = {template: self._whole.compile(INCLUDED, template, template) for template in templates}
        self._outline = self._whole.overlay(loader=CodeLoader({**compiled.code, **stand_ins}))
        self._included: list[IncludedSection] = []
        self._outline.globals = {**self._whole.globals, "section_here": _noting_sections(self._included)}

    def is_deferred(self, template: str) -> bool:
        """Whether a template lists what the whole document has printed."""
        return template in self.compiled.deferrals

    def outline(self, context: Mapping[str, object]) -> Outline:
        """Return all but the sections. Raises WrongInput as `render` does."""
        self._included.clear()
        roots = (self.compiled.root, *(f"{HOUSE}#{part}" for part in self.compiled.tagged_parts))
        with placing_faults(self.compiled, context):
            body, *others = [self._outline.get_template(root).render(context) for root in roots]
        return Outline(body, tuple(others), tuple(self._included))

    def section(self, template: str, names: Mapping[str, object]) -> tuple[str, frozenset[str]]:
        """Return the text of a section and the names that it has read. Raises WrongInput as `render` does."""
        noted = set[str]()
        inside = {**names, READ: noted, "row": _noting_row(names.get("row"), noted, log_of(names))}
        with placing_faults(self.compiled, names):
            text = self._whole.get_template(template).render(inside)
        return text, frozenset(noted - set(self._whole.globals))


def _noting_row(row: Any, noted: set[str], log: RenderLog | None) -> Callable[[str, object], object]:
    """Return the function that finds a row by its id, which notes the list that it looks in."""

    def noting(path: str, key: object) -> object:
        *above, last = path.split(".")
        noted.add([*above, last][0])
        if log is not None:
            log.reads.add((tuple(above), last))
        return row(path, key)

    return noting


def _noting_sections(included: list[IncludedSection]) -> Callable[[Context], Markup]:
    @pass_context
    def section_here(context: Context) -> Markup:
        names = context.get_all()
        log = log_of(names)
        points = 0 if log is None else len(log.points)
        template = str(context.name)
        times = sum(one.template == template for one in included)
        included.append(IncludedSection(template, times, names, points))
        return Markup(PLACE % (len(included) - 1))  # noqa: S704   markup of our own

    return section_here
