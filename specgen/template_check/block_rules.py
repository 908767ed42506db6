"""Check the templates that a template names, and the blocks that it fills."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from specgen.formats.word.positions import problem_at
from specgen.problems import Problem, WrongInput
from specgen.template_check.related_templates import RelatedTemplates
from specgen.templates.block_tags import parent_of


def name_faults(tree: Any, related: RelatedTemplates) -> Iterator[Problem]:
    """Yield the templates that are not there, and the blocks that nobody prints."""
    from jinja2 import nodes

    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        if isinstance(node.template, nodes.Const):
            yield from _named(str(node.template.value), node, related)
    parent = parent_of(tree)
    above = related.ancestors(parent)
    known = tuple(dict.fromkeys(block for one in above for block in one.blocks))
    blocks = list(tree.find_all(nodes.Block))
    inner = {one.name for block in blocks for one in block.find_all(nodes.Block)}
    seen: dict[str, int] = {}
    for block in blocks:
        if block.name in seen:
            message = f'fills the block "{block.name}", which paragraph {seen[block.name]} fills already'
            yield problem_at(block.lineno, message, "give each block a name of its own", "block")
        seen.setdefault(block.name, block.lineno)
        if above and block.name not in known and block.name not in inner:
            near = get_close_matches(block.name, known, 1)
            remedy = f'did you mean "{near[0]}"?' if near else f"its blocks are: {', '.join(known) or 'none'}"
            message = f'fills the block "{block.name}", which {parent} does not have, and it would not be printed'
            yield problem_at(block.lineno, message, remedy, "block")


def _named(template: str, node: Any, related: RelatedTemplates) -> Iterator[Problem]:
    if template == related.own:
        message = "the template includes or extends itself"
        yield problem_at(node.lineno, message, f'name another one, such as "specgen/{template}"', "include")
        return
    try:
        found = related.loader.find(template)
    except WrongInput as error:
        yield problem_at(node.lineno, error.problems[0].message, error.problems[0].remedy, "include")
        return
    if found is None:
        near = get_close_matches(template, related.loader.names(), 1)
        remedy = f'did you mean "{near[0]}"?' if near else "put it into a templates folder"
        yield problem_at(node.lineno, f'there is no template "{template}"', remedy, "include")
