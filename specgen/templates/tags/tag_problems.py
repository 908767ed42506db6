"""Say everything that is wrong with the tags of one part of a template.

This is the one set of rules for tags: the compiler refuses a template for what `specgen template check` says of it, in
the same words and with the same place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from specgen.formats.word.positions import Positions, problem_at
from specgen.problems import Problem
from specgen.templates.block_tags import logic_problems
from specgen.templates.tags.listing import tags_of
from specgen.templates.tags.malformed_tags import lost_text, shape_faults
from specgen.templates.tags.python_limits import limit_problems
from specgen.templates.tags.tree import Reading, read_tags


class CheckedTags(NamedTuple):
    """The tags of a part as Jinja reads them, and what is wrong with them: each problem with its place in the part."""

    reading: Reading
    problems: tuple[Problem, ...]


def check_tags(root: etree._Element, positions: Positions, environment: Any) -> CheckedTags:
    """Check the tags of a part that has been cleaned; `positions` are those of the file as it was opened."""
    shape = [positions.problem(node, fault) for node, fault in shape_faults(root)]
    reading = read_tags(positions, environment)
    of_lines = [*reading.problems, *_late_extends(positions)]
    if reading.tree is not None:
        of_lines += (*limit_problems(reading.tree), *logic_problems(reading.tree, environment))
    return CheckedTags(reading, (*shape, *map(positions.place_problem, of_lines)))


def is_child(positions: Positions) -> bool:
    """Whether a template extends another one."""
    return any(tag.word == "extends" for tag in tags_of(positions))


def text_outside_blocks(root: etree._Element, positions: Positions) -> Iterator[Problem]:
    """Yield what a template that extends another one would lose."""
    if is_child(positions):
        yield from (positions.problem(node, fault) for node, fault in lost_text(root))


def _late_extends(positions: Positions) -> Iterator[Problem]:
    for number, tag in enumerate(tags_of(positions)):
        if number and tag.word == "extends":
            yield problem_at(
                tag.line, "extends another template, but not in its first tag", "move the extends tag up", "block"
            )
