"""Give the rules every text in its normal form, and take what they find back to the text as it was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from specgen.inputs.glossary.normal_form import NormalForm, normal_form, with_places, without_addresses
from specgen.review.findings import Definition, Finding, Passage, Subject

Spans = tuple[tuple[int, int], ...]


@dataclass
class NormalSubject:
    """A file whose passages are in their normal form, with the way back."""

    _typed: dict[int, tuple[Passage, NormalForm | None]] = field(default_factory=dict)  # by the id of the new passage
    _normal: dict[int, Passage] = field(default_factory=dict)  # by the id of the passage as it was typed

    def subject(self, subject: Subject) -> Subject:
        return replace(
            subject,
            passages=tuple(map(self._passage, subject.passages)),
            names=frozenset(map(normal_form, subject.names)),
            definitions=tuple(map(self._definition, subject.definitions)),
            acronyms={normal_form(key): self._passage(passage) for key, passage in subject.acronyms.items()},
        )

    def spans(self, tags: Mapping[int, Spans]) -> dict[int, Spans]:
        """Return where a template's own tags stand now, by the id of the new passage."""
        return {id(self._normal.get(key)): self._moved(key, spans) for key, spans in tags.items()}

    def typed(self, finding: Finding) -> Finding:
        passage, form = self._typed.get(id(finding.passage), (finding.passage, None))
        if form is None:
            return finding._replace(passage=passage) if passage is not finding.passage else finding
        start, end = form.typed(finding.start, finding.end)
        return finding._replace(passage=passage, start=start, end=end)

    def _passage(self, passage: Passage) -> Passage:
        if id(passage) in self._normal:
            return self._normal[id(passage)]
        text, form = passage.text, None
        if normal_form(text) != text:
            form = with_places(text)
            text = form.text
        typed, text = text, without_addresses(text)
        normal = passage
        if text != passage.text:
            places = passage.own_words if form is None else tuple(map(form.place, passage.own_words))
            normal = replace(passage, text=text, row=normal_form(passage.row), own_words=places, typed=typed)
        self._normal[id(passage)] = normal
        self._typed[id(normal)] = passage, form
        return normal

    def _definition(self, definition: Definition) -> Definition:
        passage = self._passage(definition.passage)
        form = self._typed[id(passage)][1]
        start = definition.start if form is None else form.place(definition.start)
        return definition._replace(
            term=normal_form(definition.term),
            text=normal_form(definition.text),
            passage=passage,
            start=start,
        )

    def _moved(self, key: int, spans: Spans) -> Spans:
        normal = self._normal.get(key)
        form = None if normal is None else self._typed[id(normal)][1]
        return spans if form is None else tuple((form.place(start), form.place(end)) for start, end in spans)
