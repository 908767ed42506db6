"""Make the preview of a section from the text of a file of answers, and keep what the next one can use.

The model, the glossary, the law and the compiled templates of a council are read once; the sections of the last preview
are kept, with their numbers.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from specgen.context.values import Record
from specgen.document.finish import house_styles
from specgen.formats.yamlfile.yaml_file import YamlFile
from specgen.inputs.council.council import Council
from specgen.inputs.models.model import Model, Section, models_by_part
from specgen.preview.half_answers import HalfAnswers, read_half_answers, without_answers
from specgen.preview.printed_section import OpenQuestion, PrintedSection, SectionEntry
from specgen.preview.sections.draft_numbers import DraftNumbers, NumberedFragment
from specgen.preview.sections.fragment import Fragment, read_fragment
from specgen.preview.sections.printed_lines import TOP, PrintedLines, gap_anchor
from specgen.preview.sections.section_texts import RenderedDraft, SectionText, SectionTexts
from specgen.problems import Problem, WrongInput
from specgen.templates.library import Library
from specgen.templates.section_render import IncludedSection

__all__ = ["SectionPreviews"]

EMPTY: Final = Fragment((), (), ())
NO_ENTRY: Final = SectionEntry("", "", "", "body", is_shown=False, open_points=0)
KEPT: Final = 400  # texts of sections that have been read


class SectionPreviews:
    """The previews of one file of answers, for one council."""

    def __init__(self, council: Council) -> None:
        self._council = council
        self._library = Library(council)
        self._models = functools.cache(lambda: models_by_part(council.model_folders))
        self._drafts: dict[str, _ModelDrafts] = {}

    def section(self, answers: YamlFile, id: str, today: date) -> PrintedSection:
        """Return a section as a draft of some answers would print it, as far as they go.

        Raises WrongInput for answers that no draft at all can be made of.
        """
        half = self._read(answers, today)
        return self._drafts_of(half.facts.model).section(half, id)

    def problems(self, answers: YamlFile, today: date) -> tuple[Problem, ...]:
        """Return all for which a draft of some answers would be refused, and what it would warn of."""
        try:
            half = self._read(answers, today)
        except WrongInput as error:
            return error.problems
        return (*half.problems, *half.contradictions)

    def _read(self, answers: YamlFile, today: date) -> HalfAnswers:
        return read_half_answers(answers, self._council, self._library, today, self._asked_by)

    def _asked_by(self, name: str) -> Sequence[str]:
        return self._models().get(name, ())

    def _drafts_of(self, model: Model) -> _ModelDrafts:
        if model.id not in self._drafts:
            self._drafts = {model.id: _ModelDrafts(self._library, model)}
        return self._drafts[model.id]


class _ModelDrafts:
    """The drafts of one model: the last one is kept in sections."""

    def __init__(self, library: Library, model: Model) -> None:
        self._library, self._model = library, model
        self._compiled = library.compiled(model)
        self._house = house_styles(self._compiled)
        self._texts = SectionTexts(self._compiled, model.sections)
        self._numbers = DraftNumbers(self._house.numbering)
        self._fragments: dict[str, Fragment | WrongInput] = {}

    def section(self, half: HalfAnswers, id: str) -> PrintedSection:
        """Return a section with its numbers. Raises WrongInput for what goes wrong around the sections."""
        draft = self._rendered(half)
        ids = [self._id(one) for one in draft.outline.sections]
        first = draft.first_of_lists(ids.index(id) + 1 if id in ids else 0)
        printed, reaches = self._printed(half, draft, ids, id, first)
        return printed if reaches < first else self._printed(half, draft, ids, id, len(ids))[0]

    def _printed(
        self, half: HalfAnswers, draft: RenderedDraft, ids: Sequence[str], id: str, first: int
    ) -> tuple[PrintedSection, int]:
        """Return a section, and the last one that its references lead to. From the `first` of some lists at the end on
        the text may be one in which nothing is listed yet: to list all open points takes longer than all the rest.
        """
        texts = [draft.final_text(number) if number < first else text for number, text in enumerate(draft.texts)]
        around = self._fragment(draft.outline.body)
        pieces = [self._fragment(one.text) for one in texts]
        if isinstance(around, WrongInput):
            raise around
        self._forget({draft.outline.body, *(one.text for one in texts)})
        numbered = self._numbers.count(around, [EMPTY if isinstance(one, WrongInput) else one for one in pieces])
        faults = [(*text.problems, *_faults(piece)) for text, piece in zip(texts, pieces, strict=True)]
        shown = {
            one: None if faults[number] or number >= first else numbered.sections[number]
            for number, one in enumerate(ids)
            if faults[number]
            or number >= first
            or numbered.sections[number].fragment.lines  # no points, no list of them
        }
        asked = Counter(row.section_id for row in draft.points_of_questions())
        outline = tuple(self._entry(section, shown, asked[section.id]) for section in self._model.sections)
        entry = next((one for one in outline if one.id == id), None) or replace(NO_ENTRY, id=id, title=id)
        if not entry.is_shown:
            return PrintedSection(entry, (), (), outline, half.problems), -1
        number = ids.index(id)
        lines = PrintedLines(number, numbered, ids)
        blocks = tuple(lines.blocks())
        points = tuple(_points(lines, id, texts[number], draft))
        named = self._library.name_files(faults[number])
        return PrintedSection(entry, blocks, points, outline, half.problems, named), lines.reaches

    def _rendered(self, half: HalfAnswers) -> RenderedDraft:
        try:
            return self._texts.render(half.facts)
        except WrongInput as error:
            raise WrongInput(self._library.name_files(error.problems)) from error
        except (ArithmeticError, LookupError, TypeError, ValueError):
            # What follows from answers is worked out from answers that agree; those that do not are left open.
            answers = without_answers(half.facts.answers, half.contradictions)
            if answers is half.facts.answers:
                raise
            return self._texts.render(replace(half.facts, answers=answers))

    def _fragment(self, text: str) -> Fragment | WrongInput:
        if text not in self._fragments:
            try:
                self._fragments[text] = read_fragment(text, self._compiled, self._house)
            except WrongInput as error:
                self._fragments[text] = error
        return self._fragments[text]

    def _forget(self, texts: Container[str]) -> None:
        if len(self._fragments) > KEPT:
            self._fragments = {text: found for text, found in self._fragments.items() if text in texts}

    def _id(self, included: IncludedSection) -> str:
        """Return the id of the section that a template was included for."""
        section = included.names.get("section")
        named = section._values.get("id") if isinstance(section, Record) else None
        of_template = (one.id for one in self._model.sections if one.template == included.template)
        return str(named) if isinstance(named, str) else next(of_template, included.template)

    def _entry(self, section: Section, printed: Mapping[str, NumberedFragment | None], points: int) -> SectionEntry:
        number, title = "", section.title
        numbered = printed.get(section.id)
        if numbered is not None:
            number, words = _heading(numbered)
            title = words or title
        return SectionEntry(section.id, number, title, section.place, section.id in printed, points)


def _faults(piece: Fragment | WrongInput) -> tuple[Problem, ...]:
    return piece.problems if isinstance(piece, WrongInput) else ()


def _heading(section: NumberedFragment) -> tuple[str, str]:
    """Return number and words of the heading that a section begins with."""
    for index, line in enumerate(section.fragment.lines):
        if line.style in TOP:
            number = section.numbers.get(index)
            return "" if number is None else number.label, " ".join(line.text.split())
    return "", ""


def _points(lines: PrintedLines, id: str, text: SectionText, draft: RenderedDraft) -> Iterator[OpenQuestion]:
    rows = {**{row.key: row for row in draft.points_listed()}, **text.points}
    for key, number in lines.gaps.items():
        row = rows.get(key)
        title, asks = ("", id) if row is None else (row.title, row.section_id)
        yield OpenQuestion(key, title, gap_anchor(id, number), asks)
