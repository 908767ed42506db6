"""Answers and a Council in, the answers with the council's own out where they give none, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from specgen.formats.yamlfile.yaml_file import Answers, Position, Steps
from specgen.inputs.council.council import Council
from specgen.problems import Problem

if TYPE_CHECKING:
    from specgen.inputs.council.council_file import CouncilFile

__all__ = ["about_answers", "known_answers", "with_defaults"]

JURISDICTION: Steps = ("document", "jurisdiction")
OF_SECTIONS = ("monitoring",)  # a part of the answers that holds sections, and not the questions of one


def with_defaults(answers: Answers, council: Council) -> tuple[Answers, tuple[Problem, ...]]:
    """Return the answers with those of the council laid under them, and a warning if they are for another country
    than the council. A place in a council.yaml keeps the name of that file.
    """
    said = tuple(_other_country(answers, council))
    for file in council.files:
        answers = _laid_under(answers, file)
    return answers, said


def about_answers(problems: Iterable[Problem], council: Council | None) -> tuple[Problem, ...]:
    """Return the problems without those about a council's answers that this model leaves out: other models ask them."""
    theirs = set() if council is None else {file.read.file for file in council.files}
    return tuple(one for one in problems if one.rule != "other-model" or one.place.file not in theirs)


def known_answers(council: Council) -> Answers:
    """Return what a council answers before anybody is asked."""
    return with_defaults(Answers("", {}, {}, {}, ""), council)[0]


def _other_country(answers: Answers, council: Council) -> Iterator[Problem]:
    document = answers.values.get("document")
    given = document.get("jurisdiction") if isinstance(document, Mapping) else None
    own = council.facts.get("jurisdiction")
    if given in ("wales", "england") and own not in (None, given):
        message = f"{council.name} is in {str(own).capitalize()}, and these answers are for {str(given).capitalize()}"
        remedy = f"write {own} or take the line out, unless it is meant"
        yield replace(answers.problem(JURISDICTION, message, remedy, "jurisdiction"), level="warning")


def _laid_under(answers: Answers, file: CouncilFile) -> Answers:
    """Lay the answers of one council.yaml under the others; its jurisdiction is one of them.

    A group inside a section (where partnership is settled, and in which clause) is one answer: who gives a part of it
    is not handed the rest by somebody else.
    """
    offered = [(path[1:], path, value) for path, value in _leaves(file.read.values.get("defaults"), ("defaults",))]
    if "jurisdiction" in file.facts:
        offered.append((JURISDICTION, ("jurisdiction",), file.facts["jurisdiction"]))
    merged = dict(answers.values)
    places, value_places = dict(answers.places), dict(answers.value_places)
    texts, files = dict(answers.texts), dict(answers.files)
    for path, source, value in offered:
        whole = path[: 3 if path[0] in OF_SECTIONS else 2]
        if _is_given(merged, path) or (whole != path and _is_given(answers.values, whole)):
            continue
        _put(merged, path, value)
        for at, place in _places(file.read, path, source):
            files.update({} if at in places else {at: file.read.file})
            places.setdefault(at, place)
        for steps, place in file.read.value_places.items():
            if steps[: len(source)] == source:
                at = (*path, *steps[len(source) :])
                value_places[at], files[at] = place, file.read.file
                texts.update({at: file.read.texts[steps]} if steps in file.read.texts else {})
    return replace(answers, values=merged, places=places, value_places=value_places, texts=texts, files=files)


def _leaves(value: object, path: Steps) -> Iterator[tuple[Steps, object]]:
    """Yield each answer in a group of them; a list is one answer."""
    if isinstance(value, Mapping):
        for key, child in value.items():
            yield from _leaves(child, (*path, key))
    elif value not in (None, ""):
        yield path, value


def _is_given(values: Mapping[str, object], path: Steps) -> bool:
    """Whether there is an answer at a path, or one that leaves no room for it."""
    found: object = values
    for step in path:
        if not isinstance(found, Mapping):
            break
        found = found.get(str(step))
    return _says_something(found)


def _says_something(value: object) -> bool:
    """Whether there is any answer in it: rows of empty answers are none."""
    if isinstance(value, Mapping):
        return any(map(_says_something, value.values()))
    if isinstance(value, list):
        return any(map(_says_something, value))
    return value not in (None, "")


def _put(values: dict[str, object], path: Steps, value: object) -> None:
    """Put an answer at a path; every group on the way is a copy, for the one there may be somebody else's."""
    *groups, last = (str(step) for step in path)
    for step in groups:
        inner = values.get(step)
        values[step] = made = dict(inner) if isinstance(inner, Mapping) else {}
        values = made
    values[last] = value


def _places(read: Answers, path: Steps, source: Steps) -> Iterator[tuple[Steps, Position]]:
    """Yield where the name of an answer stands, those of the groups around it and the rows in it."""
    for steps, place in read.places.items():
        if steps[: len(source)] == source:
            yield (*path, *steps[len(source) :]), place
        elif source[: len(steps)] == steps and len(steps) > 1:
            yield steps[1:], place
