"""Read a YAML file into values with YAML 1.2 meaning, and keep the line and column of each.

Whoever finds a problem in a file names the path of the value it is about; `problem_at` gives it its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from specgen.formats.yamlfile.characters import unfit_characters
from specgen.formats.yamlfile.errors import explain, read_text
from specgen.formats.yamlfile.events import MAX_NESTING, Builder, Position, Stop, ValuePath
from specgen.problems import CannotRead, Place, Problem, WrongInput, about_file, nearest, path_text
from specgen.system.files import check_ordinary
from specgen.system.lazy_pattern import lazy_pattern

__all__ = ["LOADER", "MAX_BYTES", "Position", "ValuePath", "YamlFile", "load", "load_sound", "read"]

MAX_BYTES = 2_000_000
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_BRACKET = lazy_pattern(r"[\[\]{}]")
_DEEP = 4 * MAX_NESTING  # some of the brackets may stand in a text and nest nothing


@dataclass(frozen=True)
class YamlFile:
    """The values of a file, where each of them stands, and how unquoted ones are written."""

    file: str
    values: Mapping[str, object]
    key_positions: Mapping[ValuePath, Position] = field(default_factory=dict)
    texts: Mapping[ValuePath, str] = field(default_factory=dict)
    source: str = ""
    value_positions: Mapping[ValuePath, Position] = field(default_factory=dict)
    refused: Set[ValuePath] = frozenset()  # the structure of these is wrong and has been reported

    def place_of(self, path: ValuePath, *, at_key: bool = False) -> Place:
        """Return the place of the value with this path, or of the nearest group around it."""
        first, second = self.value_positions, self.key_positions
        if at_key:
            first, second = second, first
        for size in range(len(path), 0, -1):
            if position := first.get(path[:size]) or second.get(path[:size]):
                return Place(position.file or self.file, position.line, position.column, path_text(path))
        return Place(self.file, 1, 1, path_text(path))

    def problem_at(
        self, path: ValuePath, message: str, remedy: str, rule: str, *, at_key: bool = False, level: str = "error"
    ) -> Problem:
        return Problem(self.place_of(path, at_key=at_key), message, remedy, rule, level)


def load(path: Path) -> tuple[YamlFile | None, tuple[Problem, ...]]:
    """Read the file at `path`; raise CannotRead when there is none or it cannot be opened."""
    file = str(path)
    try:
        check_ordinary(path)
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise CannotRead(about_file(file, "there is no such file", _nearest_file(path))) from error
    except OSError as error:
        if path.is_dir():
            remedy = "name the file of answers in it"
            raise CannotRead(about_file(file, "is a folder", remedy)) from error
        reason = (error.strerror or "no reason given").lower()
        raise CannotRead(about_file(file, f"cannot be read ({reason})")) from error
    return read(content, file)


def load_sound(path: Path) -> YamlFile:
    """Read a file in which nothing is wrong. Raises WrongInput with all that is, and CannotRead."""
    yaml_file, problems = load(path)
    if yaml_file is None or any(problem.level == "error" for problem in problems):
        raise WrongInput(problems)
    return yaml_file


def read(content: str | bytes, file: str) -> tuple[YamlFile | None, tuple[Problem, ...]]:
    """Return the file, None when the text makes no sense as a whole, and everything wrong with its structure."""
    if len(content) > MAX_BYTES:
        remedy = "a file of answers is a few hundred lines of text"
        return None, (about_file(file, "is larger than 2 MB", remedy, "size"),)
    text, problem = read_text(content, file)
    if problem:
        return None, (problem,)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if unfit := tuple(unfit_characters(plain, file)):
        return None, unfit
    builder = Builder(file, plain.split("\n"))
    error = _parse(plain, builder)
    if isinstance(error, yaml.YAMLError):
        shallower = Builder(file, builder.lines)
        if isinstance(_parse(_before_deep_brackets(plain, error), shallower), Stop):
            return None, shallower.sorted_problems()
        builder.problems.append(explain(error, builder.lines, file))
    if error:
        return None, builder.sorted_problems()
    if not isinstance(builder.root, dict):
        return None, builder.sorted_problems() or (_not_answers(file, builder.root),)
    positions, value_positions = builder.key_positions, builder.value_positions
    yaml_file = YamlFile(file, builder.root, positions, builder.texts, text, value_positions, builder.refused)
    return yaml_file, builder.sorted_problems()


def _parse(text: str, builder: Builder) -> yaml.YAMLError | Stop | None:
    """Give the builder all events of a text; return what ended it too soon."""
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except (yaml.YAMLError, Stop) as error:
        return error
    return None


def _before_deep_brackets(text: str, error: yaml.YAMLError) -> str:
    """Return the text up to where its brackets are nested too deeply, or nothing.

    A parser reads nested brackets to their end before it gives its first event, and has a limit of its own: libyaml
    since 0.2.6 gives up at 1,000, before the builder has seen one. A shorter text it reads.
    """
    opened: list[int] = []
    end = getattr(getattr(error, "problem_mark", None), "index", len(text))
    for bracket in _BRACKET.finditer(text, 0, end):
        if bracket.group() in "[{":
            opened.append(bracket.end())
        elif opened:
            opened.pop()
    return text[: opened[:_DEEP][-1]] if len(opened) > MAX_NESTING else ""


def _not_answers(file: str, root: object) -> Problem:
    if root is None:
        return about_file(file, "holds no answers", "start with `specgen new care-planning`", "empty")
    kind = "a list" if isinstance(root, list) else "a single text"
    remedy = "write a name and a colon before each answer, for example model: care-planning"
    return Problem(Place(file, 1, 1), f"the file is {kind}, not a set of answers", remedy, "type")


def _nearest_file(path: Path) -> str:
    """Offer a file of nearly the same name in the same folder."""
    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.suffix.lower() in (".yaml", ".yml")]
    except OSError:
        return ""
    by_stem = {Path(name).stem: name for name in reversed(names)}
    near = nearest(path.stem, by_stem)
    return f"did you mean {path.parent / by_stem[near]}?" if near else ""
