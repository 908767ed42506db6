"""Read what the other templates give to the one that is checked: blocks, marks, names they may set.

They are read for their tags alone, and whatever is wrong in them is not said here: each is checked by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, NotAWordFile, parse_part, read_package
from specgen.formats.word.positions import Positions
from specgen.problems import WrongInput
from specgen.system.files import read_file
from specgen.system.resources import HOUSE
from specgen.template_check.type_inference.messages import walked
from specgen.template_check.type_inference.statements import ALWAYS
from specgen.templates.loader import BUILT_IN, TemplateLoader
from specgen.templates.tags.listing import Tag, tags_of
from specgen.templates.tags.syntax import syntax_fault, whole
from specgen.templates.tags.tree import read_tags

FOLLOWED: Final = ("extends", "include", "import", "from")
NAMED: Final = re.compile(r"[\"']([^\"']+)[\"']")
EXTENDED: Final = re.compile(r"\s*extends\s+[\"']([^\"']+)")
MARKS: Final = re.compile(r"\bmark\s*\(")
REPORTS: Final = "reports/"  # documents of their own


@dataclass(frozen=True)
class RelatedTemplate:
    """Another template, as far as its tags can be read; most are only asked for their marks."""

    template: str
    places: Positions
    environment: Any

    @cached_property
    def tree(self) -> Any:
        """The tree of its tags; None if nothing can be made of them."""
        return read_tags(self.places, self.environment).tree

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        return tags_of(self.places)

    @cached_property
    def parent(self) -> str:
        found = (EXTENDED.match(tag.inside) for tag in self.tags if tag.word == "extends")
        return next((one.group(1) for one in found if one), "")

    @cached_property
    def blocks(self) -> tuple[str, ...]:
        from jinja2 import nodes

        return tuple(one.name for one in self.tree.find_all(nodes.Block)) if self.tree else ()

    @cached_property
    def follows(self) -> tuple[str, ...]:
        """The templates that it extends, includes or imports by their names."""
        found = (NAMED.search(tag.inside) for tag in self.tags if tag.word in FOLLOWED)
        return tuple(dict.fromkeys(one[1] for one in found if one))

    def reads(self, used: Iterable[str]) -> frozenset[str]:
        """Return the names that it takes from what includes it, `used` being those of its macros that are called."""
        from jinja2 import nodes

        if self.tree is None:
            return frozenset()
        macros = {one.name: one for one in self.tree.find_all(nodes.Macro)}
        waiting, found, called = list(self.tree.body), set[str](), set[str](used)
        waiting += [macros.pop(name) for name in used if name in macros]
        while waiting:
            node = waiting.pop()
            if isinstance(node, nodes.Name) and node.ctx == "load":
                found.add(node.name)
                called.add(node.name)
                waiting += [macros.pop(node.name)] if node.name in macros else []
            if not isinstance(node, nodes.Macro) or node.name in called:
                waiting += node.iter_child_nodes()
        return frozenset(found - self.gives - set(self.environment.globals) - {*ALWAYS})

    @cached_property
    def reaches(self) -> bool:
        """Whether what this template sets can be seen in others: it includes some, or extends one."""
        return self.template.endswith(HOUSE) or any(tag.word in ("extends", "include") for tag in self.tags)

    @cached_property
    def gives(self) -> frozenset[str]:
        from jinja2 import nodes

        if self.tree is None:
            return frozenset()
        named = (one.name for one in self.tree.find_all(nodes.Name) if one.ctx != "load")
        return frozenset((*named, *(one.name for one in self.tree.find_all(nodes.Macro))))

    @cached_property
    def marks(self) -> tuple[Any, ...]:
        """The arguments of each call of mark()."""
        setting = [tag for tag in self.tags if MARKS.search(tag.inside)]
        return tuple(argument for tag in setting for argument in self._marks(tag))

    def _marks(self, tag: Tag) -> Iterator[Any]:
        if syntax_fault(tag, self.environment) is None:
            for node in walked(self.environment.parse(whole(tag))):
                if type(node).__name__ == "Call" and getattr(node.node, "name", "") == "mark" and node.args:
                    yield node.args[0]


@dataclass
class RelatedTemplates:
    """The templates on the shelf."""

    loader: TemplateLoader
    environment: Any
    own: str  # the name of the template that is checked
    file: Path  # where it stands
    _read: dict[str, RelatedTemplate | None] = field(default_factory=dict)

    def named(self, template: str) -> RelatedTemplate | None:
        """Return a template of the shelf; None if there is none or it is no Word file."""
        if template not in self._read:
            try:
                file = self.loader.find(template)
            except WrongInput:  # it is said where the name stands
                file = None
            self._read[template] = None if file is None else self._relative(template, read_file(file))
        return self._read[template]

    def others(self) -> Iterator[RelatedTemplate]:
        """Yield every template that may stand in one document with the one that is checked; a report is its own."""
        for template in self.loader.names():
            is_left_out = template == self.own or template.startswith(REPORTS)
            found = None if is_left_out else self.named(template)
            if found is not None:
                yield found

    @cached_property
    def given(self) -> frozenset[str]:
        """The names that other templates may have set before this one is printed."""
        return frozenset(name for one in self.others() if one.reaches for name in one.gives)

    @cached_property
    def replaced(self) -> tuple[RelatedTemplate, ...]:
        """The templates of the same name in the folders below, whose place this one takes: a board's, the built-in."""
        own = self.loader.find(self.own)
        names = (f"{owner}/{self.own}" for owner in self.loader.named)
        found = (name for name in names if (file := self.loader.find(name)) is not None and file != own)
        return tuple(one for name in found if (one := self.named(name)) is not None)

    def way_back(self, template: str) -> tuple[str, ...]:
        """Return the names by which a template that the checked one names leads back to that, if it does."""
        ways: list[tuple[str, ...]] = [(template,)]
        seen = {template}
        for way in ways:  # which grows meanwhile
            if self._is_own(way[-1]):
                return way
            one = self.named(way[-1])
            for other in () if one is None else one.follows:
                if other not in seen:
                    seen.add(other)
                    ways.append((*way, other))
        return ()

    def _is_own(self, template: str) -> bool:
        found = self.loader.find(template)
        return template == self.own if found is None else found.resolve() == self.file.resolve()

    def ancestors(self, parent: str) -> list[RelatedTemplate]:
        """Return the template that this one extends, that one's, and so on up to the house."""
        found, seen = list[RelatedTemplate](), {self.own}
        while parent and parent not in seen:
            seen.add(parent)
            one = self.named(parent)
            if one is None:
                break
            found.append(one)
            parent = one.parent
        return found

    def is_related(self, one: RelatedTemplate, parent: str) -> bool:
        """Whether another template never stands in one document beside this one: it extends it, or the other way."""
        names = {self.own, f"{BUILT_IN}{self.own}"}
        above = {ancestor.template for ancestor in self.ancestors(parent)}
        return one.parent in names or one.template in above | {name.removeprefix(BUILT_IN) for name in above}

    def _relative(self, template: str, data: bytes) -> RelatedTemplate | None:
        try:
            root = parse_part(read_package(data)[DOCUMENT_PART])
        except NotAWordFile:
            return None
        body = root.find(name("w:body"))
        if body is None:
            return None
        return RelatedTemplate(template, Positions(body, DOCUMENT_PART, "", {}), self.environment)


def mark_name(argument: Any) -> tuple[str, bool]:
    """Return what is certain of a mark's name: all of it, or how it begins."""
    kind = type(argument).__name__
    if kind == "Const":
        return str(argument.value), True
    if kind in ("Concat", "Add"):
        first = argument.nodes[0] if kind == "Concat" else argument.left
        return (mark_name(first)[0], False)
    return "", False
