"""Keep the rendered text of each section, and render again only those that read what has changed.

A section is kept with the names that its templates have read and the version of each (see `fingerprints`). What a
document lists of itself (defined words, law, open points) is rendered when the rest is there, as in a draft, and here
only if somebody looks at it or at what follows it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from markupsafe import escape

from specgen.context.context import Facts, context_of, shown_sections
from specgen.context.render_log import AnswerKey, OpenPointRow, Printed, RenderLog
from specgen.context.terms import definition_words
from specgen.inputs.law.entry import LawBook
from specgen.inputs.law.listed import ListedLaw, NamedInText, list_named, named_in
from specgen.inputs.models.model import Section
from specgen.preview.sections.answer_differences import differing_answers
from specgen.preview.sections.fingerprints import Changes
from specgen.problems import Problem, WrongInput
from specgen.templates.compiled import CompiledTemplates
from specgen.templates.render import words_of_parts
from specgen.templates.section_render import IncludedSection, Outline, SectionTemplates

__all__ = ["RenderedDraft", "SectionText", "SectionTexts"]

LISTS: Final = {"open_points": ("points", "laws"), "law": ("laws",), "terms_used": ("terms",)}  # name -> what it lists
WHAT: Final = frozenset(what for lists in LISTS.values() for what in lists)


@dataclass(frozen=True, eq=False)
class SectionText:
    """What one section prints, and what it notes for the lists of the document."""

    text: str
    read: frozenset[str]  # names
    looked_at: frozenset[AnswerKey]
    points: Mapping[str, OpenPointRow]
    terms: tuple[str, ...]
    problems: tuple[Problem, ...] = ()  # why it could not be printed
    versions: Mapping[str, object] = field(default_factory=dict)  # of the names, but for those of answers


class SectionTexts:
    """The sections of one model in one house, as they were last rendered."""

    def __init__(self, compiled: CompiledTemplates, sections: tuple[Section, ...]) -> None:
        self.templates = SectionTemplates(compiled, [section.template for section in sections])
        self._changes = Changes()
        self._asked = frozenset(section.at[0] for section in sections if section.at)
        self._answers: Mapping[str, object] = {}  # of the last draft
        self._kept: dict[tuple[str, int], SectionText] = {}  # its sections, by template and time
        self._finals: dict[tuple[str, int], SectionText] = {}  # those that list what was printed
        self._named: dict[str, NamedInText] = {}  # what of the law stands in a part
        self._law: LawBook | None = None  # by that

    def render(self, facts: Facts) -> RenderedDraft:
        """Return the sections of a draft of these facts. Raises WrongInput for what goes wrong around them."""
        log = RenderLog()
        names = context_of(facts, log)
        lead = names["lead"] if "name" not in facts.council else ""
        shown = tuple(section.id for section in shown_sections(facts.model, facts.answers))
        functions = {"has_section": shown, "row": "", "party": "", "council": lead}
        self._changes.take(names, {**functions, "awaited words": log.awaited, "the glossary": dict(facts.glossary)})
        outline = self.templates.outline(names)
        draft = RenderedDraft(facts, outline, log, self, dict(log.points), tuple(log.terms))
        differing = frozenset(differing_answers(self._answers, facts.answers.values))
        before, self._kept = self._kept, {}
        self._answers = {}  # if anything goes wrong now, all differ the next time
        draft.texts = [
            self._text(one, log, before.get((one.template, one.time)), differing) for one in outline.sections
        ]
        self._answers = facts.answers.values
        return draft

    def _text(
        self, section: IncludedSection, log: RenderLog, kept: SectionText | None, differing: frozenset[AnswerKey]
    ) -> SectionText:
        """Return a section as it prints now. Of the answers only those count that it has looked at."""
        is_same = kept is not None and not kept.problems and differing.isdisjoint(kept.looked_at)
        if kept is None or not is_same or kept.versions != self._versions(kept, section):
            kept = self._rendered(section, log, Printed())
            kept = replace(kept, versions=self._versions(kept, section))
        self._kept[section.template, section.time] = kept
        return kept

    def _versions(self, text: SectionText, section: IncludedSection) -> Mapping[str, object]:
        """Return the versions of what a section has read beside answers."""
        shared = (name for name in self._asked if self._changes.is_shared(name, section.names))
        return self._changes.versions(text.read - frozenset(shared), section.names)

    def final_text(
        self, section: IncludedSection, log: RenderLog, listed: Printed, lists: Container[str]
    ) -> SectionText:
        """Return a section that lists some of what the document has printed, when that is known."""
        key, kept = (section.template, section.time), self._finals.get((section.template, section.time))
        printed = {what: getattr(listed, what) for what in sorted(WHAT) if what in lists}
        if kept is not None and kept.versions == self._changes.versions(kept.read, section.names) | printed:
            return kept
        made = self._rendered(section, log, listed)
        versions = {} if made.problems else self._changes.versions(made.read, section.names) | printed
        self._finals[key] = made = replace(made, versions=versions)
        return made

    def laws(self, parts: Sequence[str], facts: Facts) -> tuple[ListedLaw, ...]:
        """Return the laws that a draft lists; a part that has been looked through before is not again."""
        known = self._named if facts.law is self._law else {}
        self._named = {part: known.get(part) or named_in(words_of_parts([part]), facts.law) for part in parts}
        self._law = facts.law
        return list_named(self._named.values(), facts.law, facts.answers.values, facts.today)

    def _rendered(self, section: IncludedSection, log: RenderLog, listed: Printed) -> SectionText:
        log.points, log.terms, log.reads, log.printed = {}, {}, set(), listed
        text, read, problems = "", frozenset[str](), tuple[Problem, ...]()
        try:
            text, read = self.templates.section(section.template, section.names)
        except WrongInput as error:
            problems = error.problems
        looked_at = frozenset((*log.reads, *(((), name) for name in read)))
        return SectionText(text, read, looked_at, log.points, tuple(log.terms), problems)


@dataclass(eq=False)
class RenderedDraft:
    """A draft in sections, in its order."""

    facts: Facts
    outline: Outline
    log: RenderLog
    kept: SectionTexts
    points: Mapping[str, OpenPointRow]  # printed around the sections
    terms: tuple[str, ...]
    texts: list[SectionText] = field(default_factory=list)  # of each section that the outline includes

    def first_of_lists(self, start: int) -> int:
        """Return the first section, from `start` on, of those at the end that list open points; none of them if there
        are none to be listed.
        """
        first = len(self.texts)
        while first > start and self._lists_points(first - 1) and self.listed_but_law.points:
            first -= 1
        return first

    def _lists_points(self, number: int) -> bool:
        template = self.outline.sections[number].template
        return "open_points" in self.texts[number].read and self.kept.templates.is_deferred(template)

    def final_text(self, number: int) -> SectionText:
        """Return a section for good: one that lists what was printed, when all of that is known."""
        text, section = self.texts[number], self.outline.sections[number]
        if text.problems or not self.kept.templates.is_deferred(section.template):
            return text
        wanted = {what for name in text.read for what in LISTS.get(name, ())}
        return self.kept.final_text(section, self.log, self.listed if "laws" in wanted else self.listed_but_law, wanted)

    @cached_property
    def listed(self) -> Printed:
        """All that the draft lists of itself."""
        points, terms = self._noted()
        log = replace(self.log, points=points, terms=terms)
        definitions = escape(definition_words(tuple(terms), self.facts.glossary))  # as in the text of a part
        parts = (self.outline.body, *self.outline.tagged_parts, definitions, *(text.text for text in self.texts))
        laws = self.kept.laws(parts, self.facts)
        log.list_laws = lambda _: laws
        log.close()
        return log.printed

    @cached_property
    def listed_but_law(self) -> Printed:
        points, terms = self._noted()
        return Printed(tuple(terms), tuple(points.values()))

    def _noted(self) -> tuple[dict[str, OpenPointRow], dict[str, None]]:
        """Return the open points and terms in the order in which a draft prints them first."""
        points, terms = dict[str, OpenPointRow](), dict.fromkeys(self.terms)
        outer = iter(self.points.items())
        taken = 0
        for section, text in zip(self.outline.sections, self.texts, strict=True):
            while taken < section.points_before:
                points |= [next(outer)]
                taken += 1
            points = points | {key: row for key, row in text.points.items() if key not in points}
            terms |= dict.fromkeys(text.terms)
        return points | dict(outer), terms

    def points_of_questions(self) -> Iterator[OpenPointRow]:
        """Yield the open points of the draft but for those of the law, and what is awaited and nowhere printed."""
        printed, _ = self._noted()
        yield from printed.values()
        yield from (row for row in self.log.awaited_points if row.key not in printed)

    def points_listed(self) -> tuple[OpenPointRow, ...]:
        """Return the open points that the draft lists, as far as they are known: that of a law waits for its list."""
        return (self.__dict__.get("listed") or self.listed_but_law).points
