"""Hold the layout of the code: the order of imports by folder, and who alone prints, exits and reads the clock."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.judges import policy

PACKAGE = policy.ROOT / "specgen"

# Each folder imports only from itself and from the lines below its own; folders of one line do not know each other.
ORDER = (
    "__init__ __main__",
    "cli",
    "edit",
    "commands",
    "certify revise preview questionnaire",
    "generate",
    "review template_check compare",
    "document",
    "templates",
    "house context",
    "inputs",
    "formats",
    "system",
    "problems",
    "version",
)
LEVEL = {folder: level for level, line in enumerate(ORDER) for folder in line.split()}
ROOT = {"__init__", "__main__", "generate", "problems", "version"}

ALONE = {
    "docxtpl": {"specgen/templates/source.py"},
    "typer": {
        f"specgen/cli/{name}.py"
        for name in ("main", "council", "edit", "glossary", "law", "options", "questionnaire", "revise")
    },
}
ONLY_CLI = {"print", "input", "sys.exit", "date.today", "datetime.now", "datetime.today", "time.time"}

SHARED = ("specgen.commands.report", "specgen.commands.result")  # what commands have in common
# the words of a problem
MAY_READ = ("specgen/commands/report.py", "specgen/review/reports/", "specgen/cli/", "specgen/problems.py")
MAKES_PROBLEM = ("Problem", "Fault", "about_file", "problem", "problem_at", "replace")


@dataclass(frozen=True)
class Import:
    file: str
    line: int
    module: str  # "specgen.formats.opc.package", "lxml" ...

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.module}"

    @property
    def library(self) -> str:
        return self.module.partition(".")[0]

    @property
    def folder(self) -> str:
        """The folder or module of specgen that it imports from."""
        words = self.module.split(".")
        return words[1] if len(words) > 1 and words[1] in LEVEL else "__init__"


def test_the_root_holds_five_modules_and_a_folder_for_each_step() -> None:
    assert {path.stem for path in PACKAGE.glob("*.py")} == ROOT
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} == set(LEVEL) - ROOT


def test_no_folder_holds_more_than_twelve_modules_and_no_module_more_than_300_lines() -> None:
    folders = {path.parent for path in _files()}
    crowded = [folder.name for folder in folders if len([*folder.glob("[!_]*.py")]) > 12]
    long = [_name(path) for path in _files() if len(path.read_text(encoding="utf-8").splitlines()) > 300]
    assert (crowded, long) == ([], [])


def test_a_module_opens_with_what_it_does_and_not_with_what_goes_in_and_comes_out() -> None:
    openings = {_name(path): ast.get_docstring(_tree(path)) or "" for path in _files()}
    assert [name for name, opening in openings.items() if re.match(r"[^.]* in[,;:][^.]* out\b", opening)] == []


def test_a_file_name_occurs_once_but_for_those_of_commands() -> None:
    names = Counter(path.name for path in _files() if not _name(path).startswith(("specgen/commands/", "specgen/cli/")))
    repeated = {name for name, times in names.items() if times > 1}
    assert repeated - {"__init__.py"} == set()


def test_every_folder_imports_only_from_those_below_it() -> None:
    assert [str(each) for each in _imports() if each.library == "specgen" and not _is_allowed(each)] == []


def test_nothing_imports_in_a_circle() -> None:
    modules = {_dotted(path) for path in _files()}
    graph: dict[str, set[str]] = {module: set() for module in modules}
    for each in _imports():
        owner = _dotted(PACKAGE.parent / each.file)
        graph[owner] |= {each.module} & modules - {owner}
    assert set(TopologicalSorter(graph).static_order()) == modules


@pytest.mark.parametrize(("library", "files"), ALONE.items(), ids=ALONE)
def test_these_modules_alone_know(library: str, files: set[str]) -> None:
    assert {each.file for each in _imports() if each.library == library} == files


def test_only_the_command_line_prints_exits_and_reads_the_clock() -> None:
    calls = [
        f"{_name(path)}:{node.lineno} calls {called}"
        for path in _files()
        if _folder_of(_name(path)) not in ("cli", "__main__")
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call) and (called := _called(node.func)) in ONLY_CLI
    ]
    assert calls == []


def test_commands_do_not_import_each_other() -> None:
    imports = [each for each in _imports() if each.file.startswith("specgen/commands/")]
    wrong = [each for each in imports if each.folder == "commands" and not _is_shared(each)]
    assert [str(each) for each in wrong] == []


def test_nothing_reads_the_words_of_a_problem_to_decide() -> None:
    """They may be handed on, and printed; what a program decides by is the rule, the level and the place."""
    readings = [
        f"{_name(path)}:{node.lineno} reads .{node.attr}"
        for path in _files()
        if not _name(path).startswith(MAY_READ)
        for node in _readings(_tree(path))
    ]
    assert readings == []


def test_there_is_one_type_for_what_is_wrong() -> None:
    classes = [
        f"{_name(path)}:{node.lineno} {node.name} is a problem of its own kind"
        for path in _files()
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ClassDef) and _name(path) != "specgen/problems.py" and _has_words(node)
    ]
    tuples = [
        f"{_name(path)}:{line} takes a problem out of a tuple"
        for path in _files()
        for line in _unpacked_problems(_tree(path))
    ]
    assert classes + tuples == []


def _is_shared(each: Import) -> bool:
    """Whether it is what every command may import, or a step of its own command."""
    own_folder = each.file.rpartition("/")[0].removesuffix("/checks").replace("/", ".")
    return each.module in SHARED or each.module.startswith(f"{own_folder}.checks.")


def _readings(tree: ast.Module) -> Iterator[ast.Attribute]:
    """Yield each message or remedy that is anything but printed or made into another problem; those of errors that
    other libraries raise are no problems.
    """
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and node.attr in ("message", "remedy"):
            parent = parents[node]
            parent = parents[parent] if isinstance(parent, ast.keyword) else parent
            handed_on = isinstance(parent, ast.Call) and _called(parent.func).rpartition(".")[2] in MAKES_PROBLEM
            printed = isinstance(parent, ast.FormattedValue | ast.Dict)
            if not handed_on and not printed and not _is_of_library(node, parents):
                yield node


def _is_of_library(node: ast.Attribute, parents: dict[ast.AST, ast.AST]) -> bool:
    above: ast.AST | None = parents.get(node)
    while above is not None:
        if isinstance(above, ast.ExceptHandler) and isinstance(node.value, ast.Name) and above.name == node.value.id:
            return not any(
                isinstance(one, ast.Name) and one.id in ("SpecgenError", "WrongInput", "CannotRead")
                for one in ast.walk(above.type or ast.Pass())
            )
        above = parents.get(above)
    return False


def _has_words(node: ast.ClassDef) -> bool:
    fields = {one.target.id for one in node.body if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)}
    return {"message", "remedy"} <= fields


def _unpacked_problems(tree: ast.Module) -> Iterator[int]:
    """Yield the lines that take a message and its remedy out of a tuple that was made elsewhere."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and not isinstance(node.value, ast.Tuple):
            targets, line = node.targets, node.lineno
        elif isinstance(node, ast.For | ast.comprehension):
            targets, line = [node.target], node.target.lineno
        else:
            continue
        for target in targets:
            if {"message", "remedy"} <= {one.id for one in ast.walk(target) if isinstance(one, ast.Name)}:
                yield line


def _is_allowed(each: Import) -> bool:
    own, other = _folder_of(each.file), each.folder
    return own == other or LEVEL[own] < LEVEL[other]


@cache
def _imports() -> tuple[Import, ...]:
    return tuple(
        Import(_name(path), getattr(node, "lineno", 0), module)
        for path in _files()
        for node in ast.walk(_tree(path))
        for module in _imported(node)
    )


def _imported(node: ast.AST) -> Iterator[str]:
    """Yield what a statement imports; `from specgen.system import cache` names the module specgen.system.cache."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom) and node.module:
        for alias in node.names:
            inner = PACKAGE.parent / node.module.replace(".", "/") / f"{alias.name}.py"
            yield f"{node.module}.{alias.name}" if inner.is_file() else node.module


def _called(node: ast.expr) -> str:
    """`datetime.now` for datetime.datetime.now as well."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_called(node.value).rpartition('.')[2]}.{node.attr}"
    return ""


def _folder_of(file: str) -> str:
    return file.split("/")[1].removesuffix(".py")


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE.parent).as_posix()


@cache
def _files() -> tuple[Path, ...]:
    return tuple(sorted(PACKAGE.rglob("*.py")))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))
