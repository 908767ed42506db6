"""Read the waivers that stand in a file of their own, beside the answers or the draft that they are about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from specgen.formats.yamlfile.lookup import rows_at, text_at
from specgen.formats.yamlfile.yaml_file import YamlFile, load
from specgen.problems import Place, Problem, WrongInput
from specgen.review.rules.registry import RULES
from specgen.review.waivers.waiver import INCOMPLETE, Waiver
from specgen.system.lazy_pattern import lazy_pattern

SUFFIX: Final = ".waivers.yaml"
KEYS: Final = ("rule", "at", "words", "paragraph", "role", "date", "reason")
ROW: Final = lazy_pattern(r"\[([^\]]+)\]")


def waivers_file(file: Path) -> Path:
    """Return where the waivers of a file stand if they do not stand in it."""
    return file.with_suffix(SUFFIX)


def waivers_beside(file: Path, values: Mapping[str, object] | None = None) -> tuple[Waiver, ...]:
    """Return the waivers beside a file; none if there is no such file. With the values of some answers, a row of a
    list can be named by its id. Raises WrongInput for a faulty file.
    """
    path = waivers_file(file)
    if not path.is_file():
        return ()
    read, problems = load(path)
    if read is None or any(problem.level == "error" for problem in problems):
        raise WrongInput(problems)
    return tuple(
        _waiver(read, number, row, values or {}) for number, row in enumerate(rows_at(read.values, "waivers")) if row
    )


def _waiver(read: YamlFile, number: int, row: Mapping[str, object], values: Mapping[str, object]) -> Waiver:
    path = ("waivers", number)
    for key in row:
        if key not in KEYS:
            message, remedy = f"{key} means nothing here", f"known here: {', '.join(KEYS)}"
            raise WrongInput(read.problem_at((*path, key), message, remedy, "unknown", at_key=True))
    texts = {key: read.texts.get((*path, key), text_at(row, key)).strip() for key in KEYS}
    day, faults = row.get("date"), list[Problem]()
    if not isinstance(day, date):
        try:
            day = date.fromisoformat(texts["date"]) if texts["date"] else None
        except ValueError:
            day = None
            message = f"date: “{texts['date']}” is not a date"
            faults.append(read.problem_at((*path, "date"), message, "write it as 2026-11-20", INCOMPLETE))
    if not texts["at"] and not texts["paragraph"]:
        message = "this waiver does not say where"
        remedy = "give at: the path of an answer, such as introduction.aim, or a heading of the draft"
        faults.append(read.problem_at(path, message, remedy, INCOMPLETE, level=RULES[INCOMPLETE].level))
    position = read.place_of(path)
    return Waiver(
        (texts["rule"],) if texts["rule"] else (),
        texts["role"],
        day,
        texts["reason"],
        Place(read.file, position.line, position.column),
        at=_numbered(texts["at"], values),
        words=texts["words"],
        paragraph=texts["paragraph"],
        faults=tuple(faults),
    )


def _numbered(path: str, values: Mapping[str, object]) -> str:
    """Return a path whose rows are named by their id (outcomes.list[O1].statement) with their numbers, from 1."""
    if "[" not in path:
        return path
    made, last = "", 0
    value: object = values
    for row in ROW.finditer(path):
        step = path[last : row.start()]
        value = _below(value, step)
        name, number = row.group(1), row.group(1)
        if not name.isdigit() and isinstance(value, list):
            ids = [one.get("id") if isinstance(one, Mapping) else None for one in value]
            number = str(ids.index(name) + 1) if name in ids else name
        made += f"{step}[{number}]"
        value = value[int(number) - 1] if isinstance(value, list) and number.isdigit() and _has(value, number) else {}
        last = row.end()
    return made + path[last:]


def _below(value: object, steps: str) -> object:
    for step in steps.strip(".").split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _has(rows: list[object], number: str) -> bool:
    return 0 < int(number) <= len(rows)
