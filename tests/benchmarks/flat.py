"""Flatten specgen's templates into one plain docxtpl template with the same text, loops and choices, and its values.

docxtpl cannot include one Word file in another, and its command line knows no filters and takes nothing but JSON.
So every file is put into one body, and every expression is worked out beforehand and becomes a plain name
(`{{ v12 }}`, `{%p if v13 %}`, `{%tr for r14 in v14 %}`). That leaves docxtpl less to do than specgen has: no look-ups,
no filters, no sandbox, no clause numbers, no contents list, no validation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import count
from typing import Any, Final

from jinja2 import nodes
from jinja2.environment import Template, TemplateExpression
from lxml import etree
from markupsafe import escape

from specgen.context.filters import LINE_BREAK, printed
from specgen.formats.opc.namespaces import PREFIXES
from specgen.formats.opc.package import DOCUMENT_PART, parse_part, write_package, write_part
from specgen.system.resources import HOUSE
from specgen.templates.compiled import CompiledTemplates
from specgen.templates.environment import jinja_environment

Record = dict[str, object]
ELEMENT: Final = re.compile(r"<(/?[\w:]+)[^<>]*>")
ROW_BEFORE: Final = ("/w:tr", "w:tblGrid", "/w:tblGrid", "/w:tblPr")  # after these a table's rows stand
MARK: Final = re.compile(r'</w:t><sg:(\w+)[^>]*/><w:t xml:space="preserve">')  # specgen.document.bookmarks
TAG_PARAGRAPH: Final = (  # as it stands in the templates
    '<w:p><w:pPr><w:pStyle w:val="TemplateTag"/></w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
)
INSTEAD: Final = {"ref": "1.1", "point": "[To complete]"}  # docxtpl cannot know the number of a clause


@dataclass(frozen=True)
class Flat:
    """What docxtpl needs to print the document."""

    template: bytes
    values: Mapping[str, object]

    @property
    def escaped(self) -> object:
        """The values for its command line, which drops every & and < that is not escaped already."""
        return _escaped(self.values)


def flatten(compiled: CompiledTemplates, context: Mapping[str, object]) -> Flat:
    """Return the plain template of compiled templates, and the values that the context gives it."""
    values: Record = {}
    writer = _Writer(compiled)
    parts = dict(compiled.parts)
    stories = {part: f"{HOUSE}#{part}" for part in compiled.tagged_parts}
    for part, template in {DOCUMENT_PART: compiled.root, **stories}.items():
        root = parse_part(parts[part])
        holder = root[0] if part == DOCUMENT_PART else root
        holder[:] = _parsed(writer.source(template, _Run(dict(context), values)))
        parts[part] = write_part(root)
    return Flat(write_package(parts), values)


def _parsed(text: str) -> list[etree._Element]:
    declared = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in PREFIXES.items())
    return list(parse_part(f"<all {declared}>{text}</all>".encode()))


@dataclass(frozen=True)
class _Run:
    """One pass through a piece of a template: the names it sees, and the values that docxtpl is to see there."""

    names: Record
    values: Record


@dataclass(frozen=True)
class _Loop:
    """What a template may ask of the loop it is in."""

    index: int
    length: int

    @property
    def first(self) -> bool:
        return self.index == 1

    @property
    def last(self) -> bool:
        return self.index == self.length

    @property
    def index0(self) -> int:
        return self.index - 1

    @property
    def revindex(self) -> int:
        return self.length - self.index + 1


@dataclass(frozen=True)
class _Kept:
    """A piece that was set aside (`{% set x %}...{% endset %}`), to be put in where it is printed."""

    pieces: list[str]


class _Writer:
    """Writes Jinja source anew: each piece of a template once, worked out for every run that goes through it.

    `scope` is what stands before a name in that piece: "" or the row of the loop around it, "r14.".
    """

    def __init__(self, compiled: CompiledTemplates) -> None:
        self._sources = compiled.sources
        self._environment = jinja_environment()
        self._expressions: dict[int, tuple[nodes.Node, TemplateExpression]] = {}
        self._numbers = count(1)
        self._blocks: dict[str, nodes.Block] = {}
        self._pieces: list[str] = []

    def source(self, template: str, run: _Run) -> str:
        self._pieces = []
        self._template(template, [run], "")
        return "".join(self._pieces)

    def _template(self, template: str, runs: Sequence[_Run], scope: str) -> None:
        tree = self._environment.parse(self._sources[template].text)
        for block in tree.find_all(nodes.Block):
            self._blocks.setdefault(block.name, block)  # a child comes before what it extends
        extends = tree.find(nodes.Extends)
        if extends is None:
            self._write(tree.body, runs, scope)
        else:
            self._template(str(self._value(extends.template, runs[0])), runs, scope)

    def _write(self, body: Sequence[nodes.Node], runs: Sequence[_Run], scope: str) -> None:
        for node in body:
            write: Any = getattr(self, f"_{type(node).__name__.lower()}", None)
            if write is None:
                raise TypeError(f"{type(node).__name__} is new in a template: tests/benchmarks/flat.py must learn it")
            write(node, runs, scope)

    def _output(self, node: nodes.Output, runs: Sequence[_Run], scope: str) -> None:
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                self._pieces.append(child.data)
                continue
            found = [self._value(child, run) for run in runs]
            if found and isinstance(found[0], _Kept):
                self._pieces += found[0].pieces
                continue
            name = self._name()
            for run, value in zip(runs, found, strict=True):
                run.values[name] = _plain(value)
            self._pieces.append(f"{{{{ {scope}{name} }}}}")

    def _if(self, node: nodes.If, runs: Sequence[_Run], scope: str) -> None:
        word = "if"
        for branch in (node, *node.elif_):
            name = self._name()
            for run in runs:
                run.values[name] = bool(self._value(branch.test, run))
            self._tag(f"{word} {scope}{name}")
            self._write(branch.body, [run for run in runs if run.values[name]], scope)
            runs, word = [run for run in runs if not run.values[name]], "elif"
        self._else(node.else_, runs, scope)
        self._tag("endif")

    def _for(self, node: nodes.For, runs: Sequence[_Run], scope: str) -> None:
        rows = [self._rows(node, run) for run in runs]
        every = [row for each in rows for row in each]
        if node.find(nodes.Include) is not None:  # each row brings a file of its own: written out one after the other
            for row in every:
                self._write(node.body, [_Run(row.names, runs[0].values)], scope)
            return
        name = self._name()
        for run, each in zip(runs, rows, strict=True):
            run.values[name] = [row.values for row in each]
        self._tag(f"for r{name} in {scope}{name}")
        self._write(node.body, every, f"r{name}.")
        self._else(node.else_, [run for run, each in zip(runs, rows, strict=True) if not each], scope)
        self._tag("endfor")

    def _rows(self, node: nodes.For, run: _Run) -> list[_Run]:
        items = list(self._value(node.iter, run))
        rows = [run.names | _named(node.target, item) for item in items]
        if node.test is not None:
            rows = [names for names in rows if self._value(node.test, _Run(names, {}))]
        return [_Run({**names, "loop": _Loop(index, len(rows))}, {}) for index, names in enumerate(rows, 1)]

    def _else(self, body: Sequence[nodes.Node], runs: Sequence[_Run], scope: str) -> None:
        if body:
            self._tag("else")
            self._write(body, runs, scope)

    def _block(self, node: nodes.Block, runs: Sequence[_Run], scope: str) -> None:
        self._write(self._blocks[node.name].body, [_Run(dict(run.names), run.values) for run in runs], scope)

    def _include(self, node: nodes.Include, runs: Sequence[_Run], scope: str) -> None:
        self._template(str(self._value(node.template, runs[0])), runs, scope)

    def _assign(self, node: nodes.Assign, runs: Sequence[_Run], _scope: str) -> None:
        for run in runs:
            run.names.update(_named(node.target, self._value(node.node, run)))

    def _assignblock(self, node: nodes.AssignBlock, runs: Sequence[_Run], scope: str) -> None:
        before, self._pieces = self._pieces, []
        self._write(node.body, runs, scope)
        for run in runs:
            run.names.update(_named(node.target, _Kept(self._pieces)))
        self._pieces = before

    def _value(self, node: nodes.Node, run: _Run) -> Any:
        """Work out one expression, with the filters, tests and sandbox of specgen's own environment."""
        if id(node) not in self._expressions:
            body = [nodes.Assign(nodes.Name("result", "store", lineno=1), node, lineno=1)]
            tree = nodes.Template(body, lineno=1)
            tree.set_environment(self._environment)
            code = self._environment.compile(tree)
            template = Template.from_code(self._environment, code, self._environment.make_globals(None))
            self._expressions[id(node)] = node, TemplateExpression(template, undefined_to_none=False)
        return self._expressions[id(node)][1](run.names)

    def _name(self) -> str:
        return f"v{next(self._numbers)}"

    def _tag(self, words: str) -> None:
        """Write a tag as its place asks for: within a text, as a row of a table, or as a paragraph."""
        last = next((found[-1] for piece in reversed(self._pieces) if (found := ELEMENT.findall(piece))), "")
        if last == "w:t":
            self._pieces.append(f"{{% {words} %}}")
        elif last in ROW_BEFORE:
            cell = TAG_PARAGRAPH.format(f"{{%tr {words} %}}")
            self._pieces.append(f'<w:tr><w:tc><w:tcPr><w:tcW w:w="9298" w:type="dxa"/></w:tcPr>{cell}</w:tc></w:tr>')
        else:
            self._pieces.append(TAG_PARAGRAPH.format(f"{{%p {words} %}}"))


def _named(target: nodes.Node, value: Any) -> Record:
    """Return the names that `for a, b in ...` and `set a = ...` give to a value."""
    if isinstance(target, nodes.Tuple):
        pairs = zip(target.items, value, strict=True)
        return {name: part for child, item in pairs for name, part in _named(child, item).items()}
    assert isinstance(target, nodes.Name)
    return {target.name: value}


def _escaped(value: object) -> object:
    if isinstance(value, dict):
        return {name: _escaped(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_escaped(part) for part in value]
    return str(escape(value)) if isinstance(value, str) else value


def _plain(value: object) -> str:
    """Return the text that is printed for a value."""
    text = str(escape(printed(value))).replace(LINE_BREAK, "\n")
    return unescape(MARK.sub(lambda found: INSTEAD.get(found[1], ""), text))
