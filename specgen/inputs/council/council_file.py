"""A council's folder in, what its council.yaml says out, and everything in it that cannot be meant, with its place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

from specgen.formats.yamlfile.fast import read_mapping
from specgen.formats.yamlfile.yaml_file import Answers, Steps, load
from specgen.inputs.answers.answer_types import shown
from specgen.problems import Place, Problem, about_file
from specgen.system import cache as kept
from specgen.system.resources import COUNCIL_FILE, COUNCIL_NAME, built_in_models
from specgen.version import VERSION

__all__ = ["FILE", "NAME", "RULE", "CouncilFile", "contrast_with_white", "read_council_file"]

FILE: Final = COUNCIL_FILE
SCHEMA: Final = "council.schema.yaml"
NAME: Final = COUNCIL_NAME
MOST_BYTES: Final = 200_000
MOST_PROBLEMS: Final = 100
LEAST_CONTRAST: Final = 4.5  # of words on their ground: Web Content Accessibility Guidelines 2.2, level AA
COLOUR: Final = re.compile(r"#?[0-9A-Fa-f]{6}")
OF_WORDS: Final = ("main", "link")  # the colours that words have, or stand on
RULE: Final = "council"


@dataclass(frozen=True)
class CouncilFile:
    """The council.yaml of a folder; without one it says nothing."""

    folder: Path
    facts: Mapping[str, object]  # texts as they are written; what is empty is left out
    read: Answers  # as YAML has it, with places


def read_council_file(folder: Path) -> tuple[CouncilFile, tuple[Problem, ...]]:
    """Return what the council.yaml of a folder says, and all that is wrong in it. Raises CannotRead."""
    path = folder / FILE
    nothing = CouncilFile(folder, {}, Answers(str(path), {}, {}, {}, ""))
    if not path.is_file():
        return nothing, ()
    if not _is_inside(path, folder):
        return nothing, (about_file(str(path), "is a link to a place outside the folder", "copy it in", RULE),)
    if path.stat().st_size > MOST_BYTES:
        message = f"is larger than {MOST_BYTES // 1000} kB"
        return nothing, (about_file(str(path), message, "a council.yaml is a page or two of text", RULE),)
    read, problems = load(path)
    if read is None:
        return nothing, tuple(_empty(str(path)) if problem.rule == "empty" else problem for problem in problems)
    facts = _as_written(read.values, (), read)
    assert isinstance(facts, dict)  # noqa: S101   a mapping stays one
    faults = list(islice(_of_schema(facts, read.source), MOST_PROBLEMS))
    wrong_already = {one.path for one in faults}
    more = (*_of_files(facts, folder), *_of_colours(facts), *_of_defaults(facts))
    faults += [one for one in more if one.path not in wrong_already]
    said = (read.problem(one.path, one.message, one.remedy, RULE, at_key=one.at_key) for one in faults)
    wrong = sorted(dict.fromkeys([*problems, *said]), key=lambda problem: (problem.place.line, problem.place.column))
    if len(faults) == MOST_PROBLEMS:
        last = f"no more than {MOST_PROBLEMS} problems are shown"
        wrong.append(Problem(Place(str(path), wrong[-1].place.line, wrong[-1].place.column), last, level="note"))
    return CouncilFile(folder, facts, read), tuple(wrong)


def contrast_with_white(colour: str) -> float:
    """Return how well white words can be read on a colour, from 1 to 21."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


@dataclass(frozen=True)
class _Fault:
    path: Steps
    message: str
    remedy: str
    at_key: bool = False


def _empty(file: str) -> Problem:
    return about_file(file, "says nothing", "write name: and the council's name", RULE)


def _is_inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _as_written(value: object, path: Steps, read: Answers) -> object:
    """Return the values with every number as the text it was: 000000 is a colour, 01234 begins a telephone number."""
    if path[:1] == ("defaults",):
        return value
    if isinstance(value, dict):
        made = {key: _as_written(child, (*path, key), read) for key, child in value.items()}
        return {key: child for key, child in made.items() if child not in (None, "")}
    if isinstance(value, list):
        return [_as_written(child, (*path, number), read) for number, child in enumerate(value)]
    return value if value is None else str(read.texts.get(path, value)).strip()


def _of_schema(facts: Mapping[str, object], source: str) -> Iterator[_Fault]:
    """Yield what the schema does not allow; that it allows all is remembered while neither file changes."""
    schema = (built_in_models() / SCHEMA).read_bytes()
    key = hashlib.sha256(b"\0".join((SCHEMA.encode(), VERSION.encode(), schema, source.encode()))).hexdigest()
    if kept.recall(key) is not None:
        return
    errors = list(_validator().iter_errors(_for_schema(facts)))
    if not errors:
        kept.keep(key, b"sound")
    for error in errors:
        yield from _said(error, facts)


@cache
def _validator() -> Any:
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(dict(_schema()))


@cache
def _schema() -> Mapping[str, Any]:
    return read_mapping(built_in_models() / SCHEMA)


def _for_schema(facts: Mapping[str, object]) -> dict[str, object]:
    """Return the facts as the schema knows them: rules in small letters, one council as a list of one."""
    made, rules = dict(facts), facts.get("rules")
    if isinstance(rules, Mapping):
        made["rules"] = {str(key).lower(): value for key, value in rules.items()}
    if isinstance(made.get("extends"), str):
        made["extends"] = [made["extends"]]
    if isinstance(made.get("defaults"), Mapping):
        made["defaults"] = {}  # a model says what is right there
    return made


def _choice(given: str, options: list[str]) -> str:
    if "off" in options and given.casefold() in ("no", "false", "none", "0"):
        return "did you mean off?"
    return _near(given, options, "write one of ")


def _said(error: Any, facts: Mapping[str, object]) -> Iterator[_Fault]:
    path = _in_file(tuple(error.instance_path), facts)
    kind, instance = error.kind, error.instance
    schema = _part(error.schema_path[:-1])
    if kind.name == "additionalProperties":
        known = [key for key in schema["properties"] if not key.startswith("$")]
        for key in kind.unexpected:
            yield _Fault((*path, key), f"{key} means nothing here", _near(key, known, "known here: "), at_key=True)
    elif kind.name == "required":
        missing = str(kind.property).strip('"')
        if not _is_misspelt(missing, instance, list(schema["properties"])):
            title = schema["properties"][missing]["title"]
            remedy = f"write {missing}: and {title[0].lower()}{title[1:]}"
            yield _Fault(path, f"has no {missing}", remedy, at_key=True)
    elif kind.name == "propertyNames":
        yield _name_fault(path, kind.error.instance, _part(error.schema_path[:-1]), facts)
    elif kind.name == "enum":
        options = [str(one) for one in schema["enum"]]
        yield _Fault(path, f"{_what(instance)} is not possible here", _choice(str(instance), options))
    elif kind.name == "pattern":
        yield _Fault(path, f"{shown(instance)} {schema['wrong']}", schema["remedy"])
    elif kind.name == "uniqueItems":
        yield _Fault(path, "names a council twice", "take one of the two out")
    elif kind.name == "maxItems":
        yield _Fault(path, f"names more than {schema['maxItems']} councils", "let one of them extend the others")
    else:
        yield _Fault(path, f"{_what(instance)} stands here", schema.get("remedy", "write a text"))


def _part(path: Sequence[object]) -> Any:
    found: Any = _schema()
    for step in path:
        found = found[step]
    return found


def _in_file(path: Steps, facts: Mapping[str, object]) -> Steps:
    """Return the path with the name of a rule as it is written in the file."""
    if path[:1] != ("rules",) or len(path) == 1:
        return path
    rules = facts["rules"]
    written = {str(key).lower(): str(key) for key in (rules if isinstance(rules, Mapping) else ())}
    return ("rules", written[str(path[1])], *path[2:])


def _name_fault(path: Steps, key: str, schema: Mapping[str, Any], facts: Mapping[str, object]) -> _Fault:
    at = _in_file((*path, key), facts)
    remedy = schema.get("remedy") or _near(key, list(schema["enum"]), "the names are ")
    return _Fault(at, f"{shown(at[-1])} {schema['wrong']}", remedy, at_key=True)


def _near(key: str, known: Sequence[str], before: str) -> str:
    by_small = {one.casefold(): one for one in known}
    found = get_close_matches(key.casefold(), by_small, 1)
    return f"did you mean {by_small[found[0]]}?" if found else f"{before}{', '.join(known)}"


def _is_misspelt(missing: str, instance: Mapping[str, object], known: Sequence[str]) -> bool:
    """Whether a key that means nothing is what was meant: that is said of it, once."""
    strange = islice((key for key in instance if key not in known), MOST_PROBLEMS)
    return any(get_close_matches(key.casefold(), known, 1) == [missing] for key in strange)


def _what(value: object) -> str:
    if isinstance(value, Mapping):
        return "a group"
    return "a list" if isinstance(value, list) else shown(value)


def _of_files(facts: Mapping[str, object], folder: Path) -> Iterator[_Fault]:
    """Yield the files that are not there, or not in the folder: nothing is read from anywhere else."""
    logo = facts.get("logo")
    named: list[tuple[Steps, object]] = [(("house",), facts.get("house"))]
    if isinstance(logo, Mapping):
        named.append((("logo", "file"), logo.get("file")))
    for path, name in named:
        if isinstance(name, str) and (fault := _file_fault(name, folder)):
            yield _Fault(path, *fault)


def _file_fault(name: str, folder: Path) -> tuple[str, str] | None:
    steps = name.split("/")
    if "\\" in name or ":" in name or name.startswith("/") or ".." in steps:
        return f"{shown(name)} points out of the folder", f"put the file into {folder} and write its name alone"
    file = folder / name
    if not file.is_file():
        return f"there is no file {shown(name)} in {folder}", _near_file(file, folder)
    if not _is_inside(file, folder):
        return f"{shown(name)} is a link to a place outside the folder", "copy the file in"
    return None


def _near_file(file: Path, folder: Path) -> str:
    names = [one.relative_to(folder).as_posix() for one in sorted(file.parent.glob("*")) if one.is_file()]
    found = get_close_matches(file.relative_to(folder).as_posix(), names, 1)
    return f"did you mean {found[0]}?" if found else "put it there, or take the line out"


def _of_colours(facts: Mapping[str, object]) -> Iterator[_Fault]:
    """Yield the colours of words that are too light: they stand on white, and white words stand on the main one."""
    colours = facts.get("colours")
    for key in OF_WORDS:
        colour = colours.get(key) if isinstance(colours, Mapping) else None
        if not isinstance(colour, str) or not COLOUR.fullmatch(colour):
            continue
        ratio = contrast_with_white(colour.lstrip("#"))
        if ratio < LEAST_CONTRAST:
            darker = _darker(colour.lstrip("#"))
            message = f"{shown(colour)} is too light to be read on white: the contrast is {_one_digit(ratio)} to 1"
            remedy = f"at least {LEAST_CONTRAST} to 1 is needed; {darker} is the same colour, dark enough"
            yield _Fault(("colours", key), message, remedy)


def _one_digit(ratio: float) -> str:
    return f"{int(ratio * 10) / 10}"  # never rounded up to what is asked for


def _darker(colour: str) -> str:
    """Return the lightest shade of a colour that can be read on white."""
    parts = [int(colour[start : start + 2], 16) for start in (0, 2, 4)]
    shades = ("".join(f"{part * share // 255:02X}" for part in parts) for share in range(255, -1, -1))
    return next(shade for shade in shades if contrast_with_white(shade) >= LEAST_CONTRAST)


def _of_defaults(facts: Mapping[str, object]) -> Iterator[_Fault]:
    defaults = facts.get("defaults")
    if isinstance(defaults, Mapping) and "council" in defaults:
        yield _Fault(("defaults", "council"), "this file is the council", "take the line out", at_key=True)
