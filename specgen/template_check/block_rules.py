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
            yield from _named(str(node.template.value), node, tree, related)
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


def _named(template: str, node: Any, tree: Any, related: RelatedTemplates) -> Iterator[Problem]:
    from jinja2 import nodes

    try:
        found = related.loader.find(template)
        way = related.way_back(template)
    except WrongInput as error:
        yield problem_at(node.lineno, error.problems[0].message, error.problems[0].remedy, "include")
        return
    if found is None:
        near = get_close_matches(template, related.loader.names(), 1)
        remedy = f'did you mean "{near[0]}"?' if near else "put it into a templates folder"
        yield problem_at(node.lineno, f'there is no template "{template}"', remedy, "include")
    elif way:
        way_back = f": {' > '.join((related.own, *way))}" if len(way) > 1 else ""
        message = f"the template includes or extends itself{way_back}"
        yield problem_at(node.lineno, message, f'name another one, such as "specgen/{related.own}"', "include")
    elif isinstance(node, (nodes.Import, nodes.FromImport)):
        yield from _imported(template, node, tree, related)


def _imported(template: str, node: Any, tree: Any, related: RelatedTemplates) -> Iterator[Problem]:
    """Yield what an import does not bring: names that are not there, and words that need an answer."""
    from jinja2 import nodes

    one = related.named(template)
    if one is None or one.tree is None:
        return
    if isinstance(node, nodes.Import):
        used = (step for step in tree.find_all(nodes.Getattr) if getattr(step.node, "name", "") == node.target)
        wanted = [(step.attr, step.lineno) for step in used]
    else:
        wanted = [(name if isinstance(name, str) else name[0], node.lineno) for name in node.names]
    called = {name if isinstance(name, str) else name[1] for name in getattr(node, "names", ())}
    is_used = any(name.name in called and name.ctx == "load" for name in tree.find_all(nodes.Name))
    for name, line in wanted:
        if name not in one.gives:
            near = get_close_matches(name, one.gives, 1)
            remedy = f'did you mean "{near[0]}"?' if near else f'to print it, write {{%p include "{template}" %}}'
            message = f'{template} sets no name "{name}" and has no such macro'
            level = "error" if is_used or not called else "warning"
            yield problem_at(line, message, remedy, "include", level)
    read = one.reads({name for name, _ in wanted})
    if read and not node.with_context:
        message = f'imports {template}, which reads "{min(read)}": an imported template sees no answers'
        remedy = f'write {{%p include "{template}" %}} to print it, or the words with context at the end of this tag'
        yield problem_at(node.lineno, message, remedy, "include")
