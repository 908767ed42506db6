"""Read the tags of one part of a template as a tree, and say what is wrong with them.

What is wrong is left out of the tree, so that the rest can still be checked.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from specgen.formats.word.blocks import P
from specgen.formats.word.positions import Positions, problem_at
from specgen.problems import Problem
from specgen.templates.tags.listing import Tag, names_in, source_of, tags_of
from specgen.templates.tags.syntax import syntax_fault
from specgen.templates.tags.tag_pairs import opens, paired


@dataclass(frozen=True)
class Reading:
    """What the tags of one part say: line n of the tree is paragraph n of the part."""

    tree: Any  # None if nothing can be made of them
    problems: tuple[Problem, ...]
    poisoned: frozenset[str]  # names in tags that had to be left out: they may be set there


def read_tags(places: Positions, environment: Any) -> Reading:
    """Return the tags of a part as Jinja understands them."""
    from jinja2 import TemplateSyntaxError

    tags = list(tags_of(places))
    pairs = paired(tags, places)
    length = sum(1 for _ in places.root.iter(P))
    if not pairs.out:
        with suppress(TemplateSyntaxError, RecursionError, ValueError):  # of a number with too many digits
            return Reading(environment.parse(source_of(tags, length)), (), frozenset())
    problems, bad = list(pairs.problems), [tags[number] for number in pairs.out]
    whole: dict[int, Tag] = {}
    for number, tag in enumerate(tags):
        fault = syntax_fault(tag, environment)
        if fault is not None:
            problems.append(fault)
            bad.append(tag)
        if number in pairs.out:
            continue
        if fault is None:
            whole.setdefault(number, tag)
        else:
            _put_in_place(number, tags, pairs.partners, whole)
    try:
        tree = environment.parse(source_of((whole[number] for number in sorted(whole)), length))
    except (TemplateSyntaxError, RecursionError, ValueError) as error:
        tree = None
        if not problems:
            message = f"the tags cannot be understood together ({str(error).rstrip('.')})"
            problems.append(
                problem_at(getattr(error, "lineno", 0), message, "compare them with another template", "tag")
            )
    return Reading(tree, tuple(problems), frozenset(names_in(bad)))


def _put_in_place(number: int, tags: list[Tag], partners: dict[int, int], whole: dict[int, Tag]) -> None:
    """Put something in the place of a tag that cannot be read, so that what stands between still can."""
    tag = tags[number]
    if opens(tag):
        whole[number] = replace(tag, opening="{%", inside=" if true ")
        whole[partners[number]] = replace(tags[partners[number]], inside=" endif ")
    elif tag.meant in ("elif", "else"):
        whole[number] = replace(tag, inside=" elif true ")
    elif tag.meant.startswith("end"):
        whole[number] = replace(tag, inside=f" {tag.meant} ")
