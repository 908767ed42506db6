"""Fill unanswered questions from council.yaml, and keep the place of each answer in that file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from specgen.formats.yamlfile.lookup import is_answered, value_at
from specgen.formats.yamlfile.yaml_file import Position, ValuePath, YamlFile
from specgen.inputs.council.council import Council
from specgen.problems import Problem

if TYPE_CHECKING:
    from specgen.inputs.council.council_file import CouncilFile

__all__ = ["known_answers", "with_defaults"]

JURISDICTION: ValuePath = ("document", "jurisdiction")
OF_SECTIONS = ("monitoring",)  # a part of the answers that holds sections, and not the questions of one


def with_defaults(answers: YamlFile, council: Council) -> tuple[YamlFile, tuple[Problem, ...]]:
    """Return the answers with those of the council laid under them, and a warning if they are for another country
    than the council. A place in a council.yaml keeps the name of that file.
    """
    warnings = tuple(_other_country(answers, council))
    for file in council.files:
        answers = _laid_under(answers, file)
    return answers, warnings


def known_answers(council: Council) -> YamlFile:
    """Return what a council answers before anybody is asked."""
    return with_defaults(YamlFile("", {}), council)[0]


def _other_country(answers: YamlFile, council: Council) -> Iterator[Problem]:
    given = value_at(answers.values, "document", "jurisdiction")
    own = council.facts.get("jurisdiction")
    if given in ("wales", "england") and own not in (None, given):
        message = f"{council.name} is in {str(own).capitalize()}, and these answers are for {str(given).capitalize()}"
        remedy = f"write {own} or take the line out, unless it is meant"
        yield answers.problem_at(JURISDICTION, message, remedy, "jurisdiction", level="warning")


def _laid_under(answers: YamlFile, file: CouncilFile) -> YamlFile:
    """Lay the answers of one council.yaml under the others; its jurisdiction is one of them.

    A group inside a section (where partnership is settled, and in which clause) is one answer: who gives a part of it
    is not handed the rest by somebody else.
    """
    offered = [(path[1:], path, value) for path, value in _leaves(file.yaml.values.get("defaults"), ("defaults",))]
    if "jurisdiction" in file.facts:
        offered.append((JURISDICTION, ("jurisdiction",), file.facts["jurisdiction"]))
    merged = dict(answers.values)
    key_positions, value_positions = dict(answers.key_positions), dict(answers.value_positions)
    texts = dict(answers.texts)
    for path, source, value in offered:
        whole = path[: 3 if path[0] in OF_SECTIONS else 2]
        if _is_given(merged, path) or (whole != path and _is_given(answers.values, whole)):
            continue
        _put(merged, path, value)
        for at, position in _key_positions(file.yaml, path, source):
            key_positions.setdefault(at, position._replace(file=file.yaml.file))
        for steps, position in file.yaml.value_positions.items():
            if steps[: len(source)] == source:
                at = (*path, *steps[len(source) :])
                value_positions[at] = position._replace(file=file.yaml.file)
                texts.update({at: file.yaml.texts[steps]} if steps in file.yaml.texts else {})
    return replace(answers, values=merged, key_positions=key_positions, value_positions=value_positions, texts=texts)


def _leaves(value: object, path: ValuePath) -> Iterator[tuple[ValuePath, object]]:
    """Yield each answer in a group of them; a list is one answer."""
    if isinstance(value, Mapping):
        for key, child in value.items():
            yield from _leaves(child, (*path, key))
    elif value not in (None, ""):
        yield path, value


def _is_given(values: Mapping[str, object], path: ValuePath) -> bool:
    """Whether there is an answer at a path, or one that leaves no room for it."""
    value: object = values
    for step in path:
        if not isinstance(value, Mapping):
            break
        value = value.get(str(step))
    return is_answered(value)


def _put(values: dict[str, object], path: ValuePath, value: object) -> None:
    """Put an answer at a path; every group on the way is a copy, for the one there may be somebody else's."""
    *groups, last = (str(step) for step in path)
    for step in groups:
        inner = values.get(step)
        values[step] = group = dict(inner) if isinstance(inner, Mapping) else {}
        values = group
    values[last] = value


def _key_positions(council: YamlFile, path: ValuePath, source: ValuePath) -> Iterator[tuple[ValuePath, Position]]:
    """Yield where the name of an answer stands, those of the groups around it and the rows in it."""
    for steps, position in council.key_positions.items():
        if steps[: len(source)] == source:
            yield (*path, *steps[len(source) :]), position
        elif source[: len(steps)] == steps and len(steps) > 1:
            yield steps[1:], position
