"""Say a message about a file of answers in the words of the page: titles of questions and meanings of choices.

Messages name answers as the file does: `measures[1].baseline.status, line 34`. Somebody who answers in the page has
never seen those names; what the schema calls the question stands in their place, and the page can lead there. What is
quoted from an answer stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.inputs.models.model import Model
from specgen.inputs.models.question_tree import question_at, question_tree
from specgen.inputs.models.section import Question
from specgen.problems import path_steps
from specgen.questionnaire.shown_answers import day_words
from specgen.system.lazy_pattern import lazy_pattern

__all__ = ["PageWords", "in_page_words"]

NAME: Final = r"[a-z][a-z0-9_]*"
STEP: Final = rf"{NAME}(?:\[\d+\])?"
TOKEN: Final = lazy_pattern(
    "|".join(
        (
            r"\"[^\"]*\"|“[^”]*”",  # of an answer
            r"(?P<line>,? (?:on )?line \d+(?: of (?P<file>[^\s,;:)]+))?)",
            r"`(?P<ticked>[^`]*)`",
            r"(?P<day>\b\d{4}-\d\d-\d\d\b)",
            rf"\b(?:write|add) (?P<key>{NAME}):(?: and [^;,.]*| (?P<value>{NAME})\b)?",
            rf"\b(?P<of>{NAME}): (?P<row>[A-Z]{{1,3}}\d+)\b",
            rf"\btake (?P<out>{NAME}) out\b",
            rf"(?<![\w./])(?P<path>{STEP}(?:\.{STEP})+|{NAME}\[\d+\])(?![\w/])",
            rf"\b(?P<verb>write|add|choose) (?P<code>{NAME})\b(?![:.\[])(?: or (?P<second>{NAME})\b)?",
            r"(?<![\w./])(?P<name>[a-z][a-z0-9]*(?:_[a-z0-9]+)+)\b",
        )
    )
)
OF_FILES: Final = lazy_pattern(r"\.(?:ya?ml|docx|md|json|pdf)$")
IN_FILES: Final = (("year-month-day", "day, month and year"), ("YAML", "the file"))  # what the page says instead


class PageWords(NamedTuple):
    """A message in the words of the page, and the other answers that it names."""

    text: str
    leads: tuple[ValuePath, ...]


class _Named(NamedTuple):
    """A question, or one of its choices, that a name may stand for."""

    path: tuple[str, ...]  # without the numbers of rows
    words: str
    is_choice: bool


def in_page_words(text: str, model: Model, path: ValuePath = (), related: Iterable[ValuePath] = ()) -> PageWords:
    """Return a message about the answer at a path in the words of the page."""
    others = tuple(related)
    speaker = _Speaker(model, path, others)
    said = TOKEN.sub(speaker.said, text)
    for before, after in IN_FILES:
        said = said.replace(before, after)
    leads = [*speaker.leads, *(one for one in others if question_at(model, one) is not None)]
    return PageWords(said, tuple(one for one in dict.fromkeys(leads) if one != path[: len(one)]))


class _Speaker:
    """Finds for the parts of one message what the page calls them."""

    def __init__(self, model: Model, path: ValuePath, related: Sequence[ValuePath]) -> None:
        self._model, self._path = model, path
        self._near = [_names(one) for one in (path, *related)]
        self.leads: list[ValuePath] = []

    def said(self, found: re.Match[str]) -> str:
        if found["line"] is not None:
            return "" if found["file"] is None else " of the council"
        if found["ticked"] is not None:
            return self._named(found["ticked"]) or found["ticked"]
        if found["day"] is not None:
            return day_words(found["day"])
        if found["key"] is not None:
            return self._answer(found)
        if found["of"] is not None:
            title = self._named(found["of"], is_choice=False)
            return f"{title} {found['row']}" if title else found[0]
        if found["out"] is not None:
            return self._taken_out(found)
        if found["path"] is not None:
            return self._place(found["path"])
        if found["verb"] is not None:
            meaning = self._own_choice(found["code"]) or ("_" in found["code"] and self._plain(found["code"]))
            second = found["second"] and f" or {self._own_choice(found['second']) or found['second']}"
            return f"{found['verb']} {meaning}{second or ''}" if meaning else found[0]
        return found[0] if found["name"] is None else self._plain(found["name"])

    def _answer(self, found: re.Match[str]) -> str:
        """`write status: recorded` is to answer a question with one of its choices."""
        title = self._named(found["key"], is_choice=False)
        if not title:
            return found[0]
        if found["value"] is None:
            return f"answer {title}"
        return f"answer {title} with {self._named(found['value'], is_choice=True) or found['value'].replace('_', ' ')}"

    def _taken_out(self, found: re.Match[str]) -> str:
        name = found["out"]
        if meaning := self._own_choice(name):
            return f"take {meaning} out"
        title = self._named(name, is_choice=False)
        return f"remove what is answered under {title}" if title and self._is_near(name) else found[0]

    def _place(self, dotted: str) -> str:
        path = path_steps(dotted)
        question = question_at(self._model, path)
        if question is None:
            return dotted if OF_FILES.search(dotted) else dotted.rpartition(".")[2].replace("_", " ")
        self.leads.append(path)
        row = next((step for step in reversed(path) if isinstance(step, int)), None)
        is_own = row is None or path[: path.index(row) + 1] == self._path[: path.index(row) + 1]
        return f"“{question.title}”" if is_own or row is None else f"“{question.title}” in row {row + 1}"

    def _plain(self, name: str) -> str:
        return self._named(name) or name.replace("_", " ")

    def _own_choice(self, code: str) -> str:
        question = question_at(self._model, self._path)
        meaning = "" if question is None else dict(question.choices).get(code, "")
        return f"“{_capital(meaning)}”" if meaning else ""

    def _is_near(self, name: str) -> bool:
        return any(one.path[:-1] in (near, near[:-1]) for near in self._near for one in _all_named(self._model, name))

    def _named(self, name: str, *, is_choice: bool | None = None) -> str:
        """Return the words of what a name stands for, the nearest to what the message is about."""
        among = [one for one in _all_named(self._model, name) if is_choice in (None, one.is_choice)]
        best = max(among, key=lambda one: max(_shared(one.path, near) for near in self._near), default=None)
        return "" if best is None else f"“{_capital(best.words)}”"


@lru_cache(maxsize=8)
def _index(model: Model) -> dict[str, list[_Named]]:
    index: dict[str, list[_Named]] = {}
    for name, named in _walked(question_tree(model), ()):
        index.setdefault(name, []).append(named)
    return index


def _all_named(model: Model, name: str) -> list[_Named]:
    return _index(model).get(name, [])


def _walked(question: Question, path: tuple[str, ...]) -> Iterator[tuple[str, _Named]]:
    for child in question.questions:
        at = (*path, child.name)
        yield child.name, _Named(at, child.title, is_choice=False)
        for code, meaning in child.choices:
            yield code, _Named(at, meaning, is_choice=True)
        yield from _walked(child, at)


def _names(path: ValuePath) -> tuple[str, ...]:
    return tuple(step for step in path if isinstance(step, str))


def _shared(path: Sequence[str], other: Sequence[str]) -> int:
    """Return how many steps two paths have in common at their starts."""
    pairs = zip(path, other, strict=False)
    return next((number for number, (one, two) in enumerate(pairs) if one != two), min(len(path), len(other)))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
