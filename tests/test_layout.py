"""The house of code, held: what each module may import, and who alone prints, exits and reads the clock."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "specgen"

# Each imports only what stands above it. A module that is new finds its place here first.
CORE = (
    "version locations word problems files plain cache apart confinement"
    " syntax structure answers yaml_file"
    " sections outlines models questions kinds limits validate lookup"
    " values examples unprinted consistency data concepts glossary_file term_forms glossary matcher"
    " rewording choices conditions repetition"
    " council_file council_search council council_defaults wording derived population law schedules"
    " council_names context"
    " refusals carry_lists carry_pages carry template_text house tags template_source template_logic templates render"
    " marks contents provenance closing document"
    " made_once library generate __init__"
).split()
LEAVES = (  # they import the core, never each other
    "skeleton", "answers_page", "checks", "importing", "glossary_pages", "glossary_export", "template_check",
    "council_new",
    "council_check", "certifying"
)  # fmt: skip
TOP = (
    "terminal",
    "plain_check",
    "strangers",
    "council_commands",
    "cli",
    "__main__",
)  # a command imports a leaf inside itself

ALONE = {"docxtpl": {"specgen/template_source.py"}, "typer": {"specgen/cli.py", "specgen/council_commands.py"}}
ONLY_CLI = {"print", "input", "sys.exit", "date.today", "datetime.now", "datetime.today", "time.time"}


@dataclass(frozen=True)
class Import:
    file: str
    line: int
    library: str  # "specgen", "lxml" ...
    module: str  # of specgen: "answers", "word"; "" for a library
    at_once: bool  # when the file is imported, not first when a function is called

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.module or self.library}"


def test_every_module_has_its_place() -> None:
    places = [*CORE, *LEAVES, *TOP]
    assert len(set(places)) == len(places)
    assert set(places) == _modules()


def test_the_core_imports_only_what_stands_above_it() -> None:
    assert [str(each) for each in _own_imports() if each.module not in _allowed(_module_of(each.file))] == []


def test_a_leaf_is_imported_inside_its_command() -> None:
    assert [
        str(each)
        for each in _own_imports()
        if each.module in LEAVES and each.at_once and _module_of(each.file) != each.module  # its own modules aside
    ] == []


@pytest.mark.parametrize("package", sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py")))
def test_a_package_has_no_circle_inside(package: str) -> None:
    graph = {path: set(_inside(path, package)) for path in (PACKAGE / package).glob("*.py")}
    assert set(TopologicalSorter(graph).static_order()) >= set(graph)


@pytest.mark.parametrize(("library", "files"), ALONE.items(), ids=ALONE)
def test_these_modules_alone_know(library: str, files: set[str]) -> None:
    assert {each.file for each in _imports() if each.library == library} == files


def test_only_the_command_line_prints_exits_and_reads_the_clock() -> None:
    calls = [
        f"{_name(path)}:{node.lineno} calls {called}"
        for path in _files()
        if _module_of(_name(path)) not in TOP
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call) and (called := _called(node.func)) in ONLY_CLI
    ]
    assert calls == []


def _allowed(module: str) -> set[str]:
    if module in TOP:
        return {*CORE, *LEAVES, *TOP}
    if module not in CORE:
        return {*CORE, module}
    return set(CORE[: CORE.index(module) + 1])  # itself too: a package imports from its own modules


def _own_imports() -> list[Import]:
    return [each for each in _imports() if each.library == "specgen"]


@cache
def _imports() -> tuple[Import, ...]:
    return tuple(each for path in _files() for each in _imports_of(path))


def _imports_of(path: Path) -> Iterator[Import]:
    tree = _tree(path)
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    later = {inner for function in functions for inner in ast.walk(function)}
    for node in ast.walk(tree):
        for full_name in _imported(node):
            library, _, rest = full_name.partition(".")
            module = rest.partition(".")[0]
            if library == "specgen":
                module = module if module in _modules() else "__init__"
            yield Import(_name(path), getattr(node, "lineno", 0), library, module, node not in later)


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _inside(path: Path, package: str) -> Iterator[Path]:
    for node in ast.walk(_tree(path)):
        for full_name in _imported(node):
            words = full_name.split(".")
            if words[:2] == ["specgen", package]:
                named = PACKAGE / package / f"{words[2]}.py"
                yield named if named.is_file() else PACKAGE / package / "__init__.py"


def _called(node: ast.expr) -> str:
    """`datetime.now` for datetime.datetime.now as well."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_called(node.value).rpartition('.')[2]}.{node.attr}"
    return ""


def _modules() -> set[str]:
    return {_module_of(_name(path)) for path in _files()}


def _module_of(file: str) -> str:
    return file.split("/")[1].removesuffix(".py")


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE.parent).as_posix()


@cache
def _files() -> tuple[Path, ...]:
    return tuple(sorted(PACKAGE.rglob("*.py")))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))
