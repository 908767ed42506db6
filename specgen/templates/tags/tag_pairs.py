"""Pair up the tags of a part; say which are not closed, not opened, crossed, or torn apart by a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from specgen.formats.word.blocks import TBL, TC, P
from specgen.formats.word.positions import Positions, problem_at
from specgen.problems import Problem
from specgen.templates.tags.listing import Tag
from specgen.templates.tags.malformed_tags import OPENERS

MIDDLES: Final = {"elif": ("if",), "else": ("if", "for")}
SET: Final = re.compile(r"\s*set\b[^=]*$")


@dataclass
class Paired:
    """What pairing has found: the tags that must be left out before the rest can be read, and what to say."""

    out: set[int] = field(default_factory=set)  # by the tag's place in the list
    partners: dict[int, int] = field(default_factory=dict)  # what begins -> what ends it
    problems: list[Problem] = field(default_factory=list)


def opens(tag: Tag) -> bool:
    """Whether a tag needs another one that ends it."""
    return tag.meant in OPENERS and (tag.meant != "set" or SET.match(tag.inside) is not None)


def paired(tags: Sequence[Tag], places: Positions) -> Paired:
    """Return which tags have no partner in the same paragraph, cell, table or text."""
    found = Paired()
    holders: dict[int, list[int]] = {}
    for number, tag in enumerate(tags):
        holders.setdefault(id(tag.holder), []).append(number)
    left = [one for numbers in holders.values() for one in _unpaired(tags, numbers, found)]
    found.out.update(left)
    _say_torn(tags, sorted(left), places, found)
    return found


def _unpaired(tags: Sequence[Tag], numbers: Sequence[int], found: Paired) -> list[int]:
    """Return the tags of one holder that are left over; those that cross are said at once."""
    waiting, crossed, left = list[int](), list[int](), list[int]()
    for number in numbers:
        tag = tags[number]
        if opens(tag):
            waiting.append(number)
        elif tag.meant in MIDDLES:
            if not waiting or tags[waiting[-1]].meant not in MIDDLES[tag.meant]:
                left.append(number)
        elif tag.meant.startswith("end"):
            wanted = tag.meant.removeprefix("end")
            opener = next((one for one in reversed(waiting) if tags[one].meant == wanted), None)
            if opener is None:
                late = next((one for one in crossed if tags[one].meant == wanted), None)
                if late is None:
                    left.append(number)
                else:
                    crossed.remove(late)
                    found.out.add(number)
                continue
            while waiting[-1] != opener:
                inner = waiting.pop()
                if any(tags[one].meant == f"end{tags[inner].meant}" for one in numbers if one > number):
                    crossed.append(inner)
                    found.out.add(inner)
                    found.problems.append(_crossing(tags[inner], tags[opener]))
                else:
                    left.append(inner)
            found.partners[waiting.pop()] = number
    return [*left, *waiting]


def _crossing(inner: Tag, outer: Tag) -> Problem:
    message = f"{inner.typed} begins inside {outer.typed} and ends after it"
    remedy = f"put {inner.like('end' + inner.meant)} before {outer.like('end' + outer.meant)}"
    return problem_at(inner.line, message, remedy, "pair")


def _say_torn(tags: Sequence[Tag], left: Sequence[int], places: Positions, found: Paired) -> None:
    """Say what is left over, a pair that stands in two places as one fault."""
    taken = set[int]()
    for number in left:
        tag = tags[number]
        if number in taken:
            continue
        if opens(tag):
            ends = f"end{tag.meant}"
            partner = next((one for one in left if one > number and one not in taken and tags[one].meant == ends), None)
            if partner is not None:
                taken.add(partner)
                found.problems.append(_torn(tag, tags[partner], places))
            else:
                message = f"{tag.typed} is not closed: there is no {tag.like(ends)} after it in {_holder(tag)}"
                found.problems.append(problem_at(tag.line, message, f"write {tag.like(ends)} where it ends", "pair"))
        elif tag.meant in MIDDLES:
            message = f"{tag.typed} stands in no {' or '.join(MIDDLES[tag.meant])} of the same kind and place"
            remedy = "write it as its {%p if ... %}, between that and {%p endif %}"
            found.problems.append(problem_at(tag.line, message, remedy, "pair"))
        else:
            word = tag.meant.removeprefix("end")
            message = f"{tag.typed} ends nothing: there is no {tag.like(word + ' ...')} before it in {_holder(tag)}"
            remedy = "write the tag that begins it, or take this one out"
            found.problems.append(problem_at(tag.line, message, remedy, "pair"))


def _torn(opener: Tag, closer: Tag, places: Positions) -> Problem:
    if opener.level != closer.level:
        message = f"{opener.typed} is closed by {closer.typed}, a tag of another kind ({places.at(closer.line).short})"
        remedy = f"write {opener.like(closer.meant)}"
        return problem_at(opener.line, message, remedy, "pair")
    message = f"{opener.typed} begins in {_where(opener, places)} and ends in {_where(closer, places)}"
    wanted = "paragraph, or write both as {%p ... %} in paragraphs of their own" if not opener.level else "cell"
    remedy = f"keep both in one {wanted}" if opener.level != "tr" else "keep both in one table"
    outside = ", or both outside the table" if opener.level == "p" else ""
    return problem_at(opener.line, message, remedy + outside, "pair")


def _where(tag: Tag, places: Positions) -> str:
    spot = places.at(tag.line)
    return str(spot.cell) if spot.cell else f"paragraph {spot.index}"


def _holder(tag: Tag) -> str:
    kinds = {P: "its paragraph", TBL: "its table", TC: "its cell"}
    return kinds.get(str(tag.holder.tag), "the text")
