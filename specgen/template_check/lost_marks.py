"""Find marks that a draft may lack: those of a section that is replaced, and those that stand in an if.

A reference stops the draft when nothing in it has its mark. Whoever replaces a shared section may drop a mark that
other sections refer to, and whoever marks a clause inside an if may refer to it from outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from specgen.formats.word.elements import shortened
from specgen.formats.word.positions import problem_at
from specgen.problems import Problem
from specgen.template_check.printed_calls import Condition, PrintedCall, implied, is_always, printed_calls
from specgen.template_check.related_templates import RelatedTemplate, RelatedTemplates, mark_name
from specgen.template_check.type_inference.running_totals import names_of
from specgen.template_check.type_inference.written import written

Models = Sequence[frozenset[str]]  # the templates of each model


def absent_mark_faults(tree: Any, related: RelatedTemplates, parent: str, models: Models) -> Iterator[Problem]:
    """Yield the marks that a template takes away from others, and its references to marks that may not be there."""
    trees = [tree, *(one.tree for one in related.ancestors(parent))]
    if None in trees:
        return
    calls = printed_calls(trees)
    yield from _dropped(trees, calls, related, models)
    yield from _sometimes(trees, calls, related)


def _dropped(
    trees: Sequence[Any], calls: Sequence[PrintedCall], related: RelatedTemplates, models: Models
) -> Iterator[Problem]:
    """Yield the marks that the template of the same name below sets, this one does not, and others refer to."""
    kept = [mark_name(one.argument) for one in calls if one.function == "mark"]
    for key, blocks in _replaced_marks(related).items():
        if any(key == name if is_whole else key.startswith(name) for name, is_whole in kept):
            continue
        found = [*_referring(key, related), *((related.own, one) for one in calls if _is_reference(one, key))]
        if found:
            names = list(dict.fromkeys(template for template, _ in found))
            more = f" and {len(names) - 1} more" if len(names) > 1 else ""
            message = f'leaves out the mark "{key}", to which {names[0]} refers{more}'
            remedy = f'write {{{{ mark("{key}") }}}} at the end of the heading or clause that says the same'
            certain = {template for template, call in found if call.is_certain}
            level = "error" if _stops_every_draft(related.own, certain, models) else "warning"
            yield problem_at(_line_of(blocks, trees[0]), message, remedy, "reference", level)


def _stops_every_draft(own: str, referring: set[str], models: Models) -> bool:
    """Whether each document with a template has one of those that refer to it: a part of another stands anywhere."""
    sections = {template for model in models for template in model}
    return bool(referring - sections) or (
        bool(referring) and all(referring & model for model in models if own in model)
    )


def _replaced_marks(related: RelatedTemplates) -> dict[str, tuple[str, ...]]:
    """Return the marks of the templates that this one takes the place of, each with the blocks it stands in there."""
    found = dict[str, tuple[str, ...]]()
    for one in related.replaced:
        for call in _calls_of(one, related):
            name, is_whole = mark_name(call.argument)
            if call.function == "mark" and is_whole:
                found.setdefault(name, call.blocks)
    return found


def _referring(key: str, related: RelatedTemplates) -> Iterator[tuple[str, PrintedCall]]:
    for one in related.others():
        if any(key in tag.inside for tag in one.tags):
            for call in _calls_of(one, related):
                if _is_reference(call, key):
                    yield one.template, call


def _is_reference(call: PrintedCall, key: str) -> bool:
    return call.function == "ref" and mark_name(call.argument) == (key, True)


def _line_of(blocks: Sequence[str], tree: Any) -> int:
    """Return the line of the block that has been filled with something else; without one, that of the beginning."""
    from jinja2 import nodes

    lines = {one.name: one.lineno for one in tree.find_all(nodes.Block)}
    return next((lines[block] for block in reversed(blocks) if block in lines), 1)


def _sometimes(trees: Sequence[Any], calls: Sequence[PrintedCall], related: RelatedTemplates) -> Iterator[Problem]:
    """Yield the references to marks that stand in an if which need not hold where the reference stands."""
    own = _by_name(calls)
    set_names = {name for tree in trees for name in _set_names(tree)}
    for call in calls:
        key, is_whole = mark_name(call.argument)
        if call.function != "ref" or call.tree or not is_whole:
            continue
        if any(_mentions(one.test, set_names) for one in call.conditions):
            continue  # what a name that was set stands for is not followed
        marks = own.get(key) or (_elsewhere(key, related) if call.is_certain else [])
        if marks and not is_always(marks, call.conditions):
            missing = next(one for one in marks[0] if not implied((one,), call.conditions))
            message = f'refers to "{key}", which is there only {_in_words(missing)}; elsewhere the draft stops here'
            yield problem_at(call.line, message, _remedy(missing), "reference", "warning")


def _elsewhere(key: str, related: RelatedTemplates) -> list[Sequence[Condition]]:
    """Return the conditions of a mark that other templates set."""
    found = list[Sequence[Condition]]()
    for one in related.others():
        if (key, True) in map(mark_name, one.marks):
            found += _by_name(_calls_of(one, related)).get(key, [])
    return found


def _by_name(calls: Sequence[PrintedCall]) -> Mapping[str, list[Sequence[Condition]]]:
    """Return the conditions of each mark, those left out that always hold where its section is."""
    found = dict[str, list[Sequence[Condition]]]()
    for one in calls:
        name, is_whole = mark_name(one.argument)
        if one.function == "mark" and is_whole:
            found.setdefault(name, []).append(tuple(filter(_is_open, one.conditions)))
    return found


def _is_open(condition: Condition) -> bool:
    """Whether a condition may fail: a list that is asked for has a row, and a loop a first turn."""
    kind = type(condition.test).__name__
    if kind == "Call":
        return getattr(condition.test.node, "name", "") != "has_section"
    is_first = kind == "Getattr" and written(condition.test) == "loop.first"
    return not (condition.holds and (is_first or (condition.is_loop and kind in ("Name", "Getattr"))))


def _calls_of(one: RelatedTemplate, related: RelatedTemplates) -> list[PrintedCall]:
    trees = [one.tree, *(ancestor.tree for ancestor in related.ancestors(one.parent))]
    return [] if None in trees else printed_calls(trees)


def _set_names(tree: Any) -> Iterator[str]:
    from jinja2 import nodes

    for one in tree.find_all((nodes.Assign, nodes.AssignBlock)):
        yield from names_of(one.target)


def _mentions(test: Any, names: set[str]) -> bool:
    from jinja2 import nodes

    return any(one.name in names for one in (test, *test.find_all(nodes.Name)) if isinstance(one, nodes.Name))


def _in_words(condition: Condition) -> str:
    if type(condition.test).__name__ == "Macro":
        return f"where {condition.test.name} is printed"
    if condition.is_loop:
        return f"for the rows of {shortened(written(condition.test))}"
    return f"if {'' if condition.holds else 'not '}{shortened(written(condition.test))}"


def _remedy(condition: Condition) -> str:
    if condition.is_loop or type(condition.test).__name__ == "Macro":
        return "mark a clause that is always there"
    return "put the reference into the same if, or mark a clause that is always there"
