"""Find references that lead nowhere, and marks that are set twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from specgen.context.render_log import POINT
from specgen.formats.word.positions import problem_at
from specgen.problems import Problem
from specgen.template_check.related_templates import RelatedTemplates, mark_name
from specgen.template_check.type_inference.statements import MarkCall


def mark_faults(called: Sequence[MarkCall], related: RelatedTemplates, parent: str) -> Iterator[Problem]:
    """Yield what is wrong with the marks and references of a template."""
    own = [one for one in called if one.function == "mark"]
    others = [*related.others(), *related.ancestors(parent)]
    known = {mark_name(argument) for one in others for argument in one.marks} | {mark_name(one.argument) for one in own}
    yield from _twice(own)
    yield from _also_elsewhere(own, related, parent)
    for one in called:
        key, is_whole = mark_name(one.argument)
        if one.function == "ref" and is_whole and not _is_set(key, known):
            names = [name for name, whole in known if whole]
            near = get_close_matches(key, names, 1)
            remedy = (
                f'did you mean "{near[0]}"?' if near else f'write {{{{ mark("{key}") }}}} at the end of that clause'
            )
            yield problem_at(one.line, f'refers to "{key}", a mark that no template sets', remedy, "reference")


def _twice(own: Sequence[MarkCall]) -> Iterator[Problem]:
    for number, one in enumerate(own):
        key, is_whole = mark_name(one.argument)
        if not is_whole:
            continue
        if one.every_row:
            message = f'sets the mark "{key}" in a loop, and so once for each row'
            yield problem_at(one.line, message, "put the mark into a clause before the loop", "reference", "warning")
        before = next((other for other in own[:number] if mark_name(other.argument) == (key, True)), None)
        if before is not None and not _apart(one, before):
            message = f'sets the mark "{key}", which paragraph {before.line} sets already'
            yield problem_at(one.line, message, "give each clause a mark of its own", "reference")


def _also_elsewhere(own: Sequence[MarkCall], related: RelatedTemplates, parent: str) -> Iterator[Problem]:
    others = [one for one in related.others() if not related.is_related(one, parent)]
    for one in own:
        key = mark_name(one.argument)
        setting = (other.template for other in others if key in map(mark_name, other.marks))
        found = next(setting, None) if key[1] else None
        if found is not None:
            message = f'sets the mark "{key[0]}", which {found} sets too'
            yield problem_at(one.line, message, "give each clause a mark of its own", "reference")


def _apart(one: MarkCall, other: MarkCall) -> bool:
    """Whether two places are two branches of one condition, of which only one is printed."""
    turns = dict(other.branches)
    return any(condition in turns and turns[condition] != turn for condition, turn in one.branches)


def _is_set(key: str, known: set[tuple[str, bool]]) -> bool:
    return key.startswith(POINT) or any(key == name if whole else key.startswith(name) for name, whole in known)
