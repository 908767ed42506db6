"""Load a council.yaml and check all that it says: names, files, colours and the rules it sets."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

from specgen.formats.yamlfile.fast import read_mapping
from specgen.formats.yamlfile.lookup import group_at, value_at
from specgen.formats.yamlfile.yaml_file import ValuePath, YamlFile, load
from specgen.problems import Fault, Problem, about_file, nearest, quoted_value, suggest
from specgen.system import cache as cache_folder
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
    yaml: YamlFile  # as YAML has it, with positions

    def problem_at(self, path: ValuePath, message: str, remedy: str, *, at_key: bool = False) -> Problem:
        return self.yaml.problem_at(path, message, remedy, RULE, at_key=at_key)


def read_council_file(folder: Path) -> tuple[CouncilFile, tuple[Problem, ...]]:
    """Return what the council.yaml of a folder says, and all that is wrong in it. Raises CannotRead."""
    path = folder / FILE
    nothing = CouncilFile(folder, {}, YamlFile(str(path), {}))
    if not path.is_file():
        return nothing, ()
    if not _is_inside(path, folder):
        return nothing, (about_file(str(path), "is a link to a place outside the folder", "copy it in", RULE),)
    if path.stat().st_size > MOST_BYTES:
        message = f"is larger than {MOST_BYTES // 1000} kB"
        return nothing, (about_file(str(path), message, "a council.yaml is a page or two of text", RULE),)
    yaml_file, problems = load(path)
    if yaml_file is None:
        return nothing, tuple(_empty(str(path)) if problem.rule == "empty" else problem for problem in problems)
    facts = _as_written(yaml_file.values, (), yaml_file)
    assert isinstance(facts, dict)  # noqa: S101   a mapping stays one
    council = CouncilFile(folder, facts, yaml_file)
    against_schema = list(islice(_schema_problems(council), MOST_PROBLEMS))
    paths = {problem.place.path for problem in against_schema}
    more = (*_file_problems(council), *_colour_problems(council), *_default_problems(council))
    all_problems = [*problems, *against_schema, *(problem for problem in more if problem.place.path not in paths)]
    in_order = sorted(dict.fromkeys(all_problems), key=lambda problem: (problem.place.line, problem.place.column))
    if len(all_problems) - len(problems) == MOST_PROBLEMS:
        last = f"no more than {MOST_PROBLEMS} problems are shown"
        in_order.append(Problem(replace(in_order[-1].place, path=""), last, level="note"))
    return council, tuple(in_order)


def contrast_with_white(colour: str) -> float:
    """Return how well white words can be read on a colour, from 1 to 21."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _empty(file: str) -> Problem:
    return about_file(file, "says nothing", "write name: and the council's name", RULE)


def _is_inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _as_written(value: object, path: ValuePath, yaml_file: YamlFile) -> object:
    """Return the values with every number as the text it was: 000000 is a colour, 01234 begins a telephone number."""
    if path[:1] == ("defaults",):
        return value
    if isinstance(value, dict):
        written = {key: _as_written(child, (*path, key), yaml_file) for key, child in value.items()}
        return {key: child for key, child in written.items() if child not in (None, "")}
    if isinstance(value, list):
        return [_as_written(child, (*path, number), yaml_file) for number, child in enumerate(value)]
    return value if value is None else str(yaml_file.texts.get(path, value)).strip()


def _schema_problems(council: CouncilFile) -> Iterator[Problem]:
    """Yield what the schema does not allow; that it allows all is remembered while neither file changes."""
    schema, source = (built_in_models() / SCHEMA).read_bytes(), council.yaml.source.encode()
    key = hashlib.sha256(b"\0".join((SCHEMA.encode(), VERSION.encode(), schema, source))).hexdigest()
    if cache_folder.get(key) is not None:
        return
    errors = list(_validator().iter_errors(_for_schema(council.facts)))
    if not errors:
        cache_folder.put(key, b"sound")
    for error in errors:
        yield from _explained(error, council)


@cache
def _validator() -> Any:
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(dict(_schema()))


@cache
def _schema() -> Mapping[str, Any]:
    return read_mapping(built_in_models() / SCHEMA)


def _for_schema(facts: Mapping[str, object]) -> dict[str, object]:
    """Return the facts as the schema knows them: rules in small letters, one council as a list of one."""
    as_schema, rules = dict(facts), facts.get("rules")
    if isinstance(rules, Mapping):
        as_schema["rules"] = {str(key).lower(): value for key, value in rules.items()}
    if isinstance(as_schema.get("extends"), str):
        as_schema["extends"] = [as_schema["extends"]]
    if isinstance(as_schema.get("defaults"), Mapping):
        as_schema["defaults"] = {}  # a model says what is right there
    return as_schema


def _explained(error: Any, council: CouncilFile) -> Iterator[Problem]:
    """Yield the problems that one error of the schema stands for."""
    path = _in_file(tuple(error.instance_path), council.facts)
    kind, instance = error.kind, error.instance
    schema = _part(error.schema_path[:-1])
    if kind.name == "additionalProperties":
        known = [key for key in schema["properties"] if not key.startswith("$")]
        for key in kind.unexpected:
            remedy = _near(key, known, "known here: ")
            yield council.problem_at((*path, key), f"{key} means nothing here", remedy, at_key=True)
    elif kind.name == "required":
        missing = str(kind.property).strip('"')
        if not _is_misspelt(missing, instance, list(schema["properties"])):
            title = schema["properties"][missing]["title"]
            remedy = f"write {missing}: and {title[0].lower()}{title[1:]}"
            yield council.problem_at(path, f"has no {missing}", remedy, at_key=True)
    elif kind.name == "propertyNames":
        at = _in_file((*path, kind.error.instance), council.facts)
        remedy = schema.get("remedy") or _near(kind.error.instance, list(schema["enum"]), "the names are ")
        yield council.problem_at(at, f"{quoted_value(at[-1])} {schema['wrong']}", remedy, at_key=True)
    else:
        yield _wrong_value(kind.name, instance, schema).at(council.yaml.place_of(path))


def _wrong_value(kind: str, value: object, schema: Mapping[str, Any]) -> Fault:
    if kind == "enum":
        options = [str(option) for option in schema["enum"]]
        return Fault(f"{quoted_value(value)} is not possible here", _choice(str(value), options), RULE)
    if kind == "pattern":
        return Fault(f"{quoted_value(value)} {schema['wrong']}", schema["remedy"], RULE)
    if kind == "uniqueItems":
        return Fault("names a council twice", "take one of the two out", RULE)
    if kind == "maxItems":
        remedy = "let one of them extend the others"
        return Fault(f"names more than {schema['maxItems']} councils", remedy, RULE)
    return Fault(f"{quoted_value(value)} stands here", schema.get("remedy", "write a text"), RULE)


def _choice(given: str, options: list[str]) -> str:
    if "off" in options and given.casefold() in ("no", "false", "none", "0"):
        return "did you mean off?"
    return _near(given, options, "write one of ")


def _part(path: Sequence[object]) -> Any:
    part: Any = _schema()
    for step in path:
        part = part[step]
    return part


def _in_file(path: ValuePath, facts: Mapping[str, object]) -> ValuePath:
    """Return the path with the name of a rule as it is written in the file."""
    if path[:1] != ("rules",) or len(path) == 1:
        return path
    rules = facts["rules"]
    written = {str(key).lower(): str(key) for key in (rules if isinstance(rules, Mapping) else ())}
    return ("rules", written[str(path[1])], *path[2:])


def _near(key: str, known: Sequence[str], before: str) -> str:
    by_small = {name.casefold(): name for name in known}
    near = nearest(key.casefold(), by_small)
    return f"did you mean {by_small[near]}?" if near else f"{before}{', '.join(known)}"


def _is_misspelt(missing: str, instance: Mapping[str, object], known: Sequence[str]) -> bool:
    """Whether a key that means nothing is what was meant: that is said of it, once."""
    strange = islice((key for key in instance if key not in known), MOST_PROBLEMS)
    return any(nearest(key.casefold(), known) == missing for key in strange)


def _file_problems(council: CouncilFile) -> Iterator[Problem]:
    """Yield the files that are not there, or not in the folder: nothing is read from anywhere else."""
    named = {("house",): value_at(council.facts, "house"), ("logo", "file"): value_at(council.facts, "logo", "file")}
    for path, name in named.items():
        if isinstance(name, str) and (fault := _file_fault(name, council.folder)):
            yield fault.at(council.yaml.place_of(path))


def _file_fault(name: str, folder: Path) -> Fault | None:
    steps = name.split("/")
    if "\\" in name or ":" in name or name.startswith("/") or ".." in steps:
        remedy = f"put the file into {folder} and write its name alone"
        return Fault(f"{quoted_value(name)} points out of the folder", remedy, RULE)
    file = folder / name
    if not file.is_file():
        return Fault(f"there is no file {quoted_value(name)} in {folder}", _near_file(file, folder), RULE)
    if not _is_inside(file, folder):
        return Fault(f"{quoted_value(name)} is a link to a place outside the folder", "copy the file in", RULE)
    return None


def _near_file(file: Path, folder: Path) -> str:
    names = [other.relative_to(folder).as_posix() for other in sorted(file.parent.glob("*")) if other.is_file()]
    return suggest(file.relative_to(folder).as_posix(), names, "put it there, or take the line out")


def _colour_problems(council: CouncilFile) -> Iterator[Problem]:
    """Yield the colours of words that are too light: they stand on white, and white words stand on the main one."""
    for key in OF_WORDS:
        colour = value_at(council.facts, "colours", key)
        if not isinstance(colour, str) or not COLOUR.fullmatch(colour):
            continue
        ratio = contrast_with_white(colour.lstrip("#"))
        if ratio < LEAST_CONTRAST:
            contrast = f"the contrast is {_one_digit(ratio)} to 1"
            message = f"{quoted_value(colour)} is too light to be read on white: {contrast}"
            shade = f"{_darker(colour.lstrip('#'))} is the same colour, dark enough"
            yield council.problem_at(("colours", key), message, f"at least {LEAST_CONTRAST} to 1 is needed; {shade}")


def _one_digit(ratio: float) -> str:
    return f"{int(ratio * 10) / 10}"  # never rounded up to what is asked for


def _darker(colour: str) -> str:
    """Return the lightest shade of a colour that can be read on white."""
    parts = [int(colour[start : start + 2], 16) for start in (0, 2, 4)]
    shades = ("".join(f"{part * share // 255:02X}" for part in parts) for share in range(255, -1, -1))
    return next(shade for shade in shades if contrast_with_white(shade) >= LEAST_CONTRAST)


def _default_problems(council: CouncilFile) -> Iterator[Problem]:
    if "council" in group_at(council.facts, "defaults"):
        yield council.problem_at(("defaults", "council"), "this file is the council", "take the line out", at_key=True)
    path = ("defaults", "document", "jurisdiction")
    country, answered = council.facts.get("jurisdiction"), value_at(council.facts, *path)
    if country and answered and answered != country:
        message = f"{answered} stands here, and jurisdiction says {country}"
        yield council.problem_at(path, message, "say it once, under jurisdiction")
