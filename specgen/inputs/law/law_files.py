"""Load the law of a country from the built-in files and a council's own, laid over them entry by entry.

A council's check counts for the words that were checked: when a later release of specgen corrects those, the council is
told, and has to look again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from specgen.formats.yamlfile.fast import read_mapping
from specgen.formats.yamlfile.lookup import rows_at, text_at
from specgen.formats.yamlfile.yaml_file import YamlFile, load, load_sound
from specgen.inputs.law.entry import Check, Cite, Condition, Entry, LawBook, Waiver
from specgen.inputs.law.law_schema import is_sound, schema_problems
from specgen.problems import CannotRead, Problem, WrongInput, about_file

__all__ = ["entry_row", "file_of", "fingerprint", "framework_entry", "load_law"]

BASE: Final = "base"  # the law of both countries
KINDS: Final = ("laws", "names")
SUBSTANCE: Final = ("law", "title", "number", "provision", "status", "applies_to")

Row = Mapping[str, object]
Rows = dict[str, dict[str, Row]]  # kind of entry -> id -> what the files say of it


def load_law(country: str, folders: Sequence[Path]) -> LawBook:
    """Return the law of a country. `folders` hold law/*.yaml: a council's own first, the built-in one last.

    Raises CannotRead if the built-in file is missing, WrongInput for what is wrong in a council's own.
    """
    rows: Rows = {kind: {} for kind in KINDS}
    problems: list[Problem] = []
    watch: list[Row] = []
    as_at = date.min
    built_in = folders[-1]
    for name in (BASE, country):
        values = _built_in(file_of(built_in, name))
        _lay_over(rows, values)
        watch += rows_at(values, "watch")
        as_at = _day(values.get("as_at")) or as_at
    ours = {kind: dict(entries) for kind, entries in rows.items()}
    for folder in reversed(folders[:-1]):
        for name in (BASE, country):
            file = file_of(folder, name)
            if file.is_file():
                values, found = _own(file, ours)
                problems += found
                _lay_over(rows, values)
                as_at = _day(values.get("as_at")) or as_at
    laws = {id: _law(id, row) for id, row in rows["laws"].items()}
    statements = {id: _statement(id, row, laws) for id, row in rows["names"].items()}
    return LawBook(country, as_at, laws, statements, tuple(watch), tuple(problems))


def framework_entry(framework: Row, book: LawBook) -> Entry:
    """Return an outcome framework as an entry of law: it has a source and a check too."""
    return _statement(text_at(framework, "id"), framework, book.laws)


def file_of(folder: Path, name: str) -> Path:
    return folder / "law" / f"{name}.yaml"


def fingerprint(row: Row) -> str:
    """Return what changes when the substance of an entry does: its words and what it cites, not who checked it when."""
    cites = _cites(row)
    said = [text_at(row, "text"), row.get("otherwise"), [[cite.get(key) for key in SUBSTANCE] for cite in cites]]
    return hashlib.sha256(json.dumps(said, default=str, sort_keys=True).encode()).hexdigest()[:8]


def entry_row(id: str, country: str, folder: Path) -> tuple[str, Row] | None:
    """Return the kind of a built-in entry and what its files say of it."""
    rows: Rows = {kind: {} for kind in KINDS}
    for name in (BASE, country):
        _lay_over(rows, _built_in(file_of(folder, name)))
    return next(((kind, rows[kind][id]) for kind in reversed(KINDS) if id in rows[kind]), None)


def _built_in(file: Path) -> Row:
    if not file.is_file():
        raise CannotRead(about_file(f"law/{file.name}", "this data file is missing", "install specgen again", "data"))
    return read_mapping(file)


def _own(file: Path, ours: Rows) -> tuple[Row, list[Problem]]:
    """Return what a council's own file says, in the form of today, and what there is to tell about it."""
    values = read_mapping(file)
    if not is_sound(values):
        yaml_file, problems = load(file)
        faults = [] if yaml_file is None else list(schema_problems(yaml_file))
        raise WrongInput([*problems, *faults])
    values, is_old = _renewed(values, ours)
    values, corrected = _with_corrections(values, ours)
    if not is_old and not corrected:
        return values, []
    yaml_file = load_sound(file)
    return values, [*([_is_old(yaml_file)] if is_old else []), *(_is_corrected(yaml_file, *one) for one in corrected)]


def _renewed(values: Row, ours: Rows) -> tuple[Row, bool]:
    """Return a file that says `verified` or has a `table` in the form of today; `verified` counts for nothing."""
    names = values.get("names")
    entries = names if isinstance(names, Mapping) else {}
    old = {"verified", "source"}
    is_old = "table" in values or any(isinstance(row, Mapping) and "verified" in row for row in entries.values())
    plain = {id: row if isinstance(row, Mapping) else {"text": row} for id, row in entries.items()}
    laws = values.get("laws")
    listed = dict(laws) if isinstance(laws, Mapping) else {}
    titles = {str(_cite(row).get("title")).casefold(): id for id, row in ours["laws"].items()}
    for row in rows_at(values, "table"):
        title = text_at(row, "name")
        known = titles.get(title.casefold())
        about = {"about": text_at(row, "what_for"), "schedule": "always"}
        listed[known or _id_of(title)] = about if known else {**about, "cite": {"title": title}}
    renewed = {
        **{key: value for key, value in values.items() if key != "table"},
        "laws": listed,
        "names": {id: {key: value for key, value in row.items() if key not in old} for id, row in plain.items()},
    }
    return renewed, is_old


def _with_corrections(values: Row, ours: Rows) -> tuple[Row, list[tuple[str, str, Row]]]:
    """Return the values without the checks of entries that specgen has corrected since, and those entries."""
    corrected: list[tuple[str, str, Row]] = []
    kept: dict[str, object] = dict(values)
    for kind in KINDS:
        entries = values.get(kind)
        rows = dict(entries) if isinstance(entries, Mapping) else {}
        for id, row in rows.items():
            known = ours[kind].get(id)
            if known is not None and _is_overtaken(row, known, values):
                corrected.append((kind, id, known))
                rows[id] = {key: value for key, value in row.items() if key not in ("check", "waive")}
                rows[id]["check"] = None
        kept[kind] = rows
    return kept, corrected


def _is_overtaken(row: Row, ours: Row, values: Row) -> bool:
    """Whether specgen's entry was corrected after a council laid its own over it."""
    if noted := text_at(row, "laid_over"):
        return noted != fingerprint(ours)
    own_day = _day(_group(row, "check").get("on")) or _day(values.get("as_at"))
    our_day = _day(_group(ours, "check").get("on"))
    differs = fingerprint({**ours, **row}) != fingerprint(ours)
    return differs and own_day is not None and our_day is not None and own_day < our_day


def _is_old(yaml_file: YamlFile) -> Problem:
    message = "has verified or table, as before law had sources; nothing in it counts as checked by that"
    remedy = "confirm each entry with `specgen law confirm`, then take verified and table out"
    return yaml_file.problem_at(("names",), message, remedy, "law-old", at_key=True, level="warning")


def _is_corrected(yaml_file: YamlFile, kind: str, id: str, ours: Row) -> Problem:
    check = _group(ours, "check")
    words = text_at(ours, "text") or text_at(_cite(ours), "title")
    provision = text_at(_cite(ours), "provision")
    ours_now = f"“{words}”{f', {provision}' if provision and provision not in words else ''}"
    day = f", checked on {check['on']}" if check.get("on") else ""
    message = f"specgen has corrected {id} since this was laid over it: it now reads {ours_now}{day}"
    remedy = f"compare the two, and confirm it again: specgen law confirm {id}"
    return yaml_file.problem_at((kind, id), message, remedy, "law-corrected", at_key=True, level="warning")


def _lay_over(rows: Rows, values: Row) -> None:
    for kind in KINDS:
        entries = values.get(kind)
        for id, row in entries.items() if isinstance(entries, Mapping) else ():
            if isinstance(row, Mapping):
                rows[kind][id] = _laid_over(rows[kind].get(id, {}), row)


def _laid_over(known: Row, row: Row) -> Row:
    cite, own = known.get("cite"), row.get("cite")
    if isinstance(cite, Mapping) and isinstance(own, Mapping):
        return {**known, **row, "cite": {**cite, **own}}
    return {**known, **row}


def _law(id: str, row: Row) -> Entry:
    cite = _cite_of(_cite(row), Cite(law=id))
    return Entry(
        id,
        (cite,),
        _check(row),
        _waiver(row),
        _conditions(row.get("printed_if")),
        about=text_at(row, "about"),
        known_as=_texts(row.get("known_as")),
        is_always_listed=row.get("schedule") == "always",
    )


def _statement(id: str, row: Row, laws: Mapping[str, Entry]) -> Entry:
    """Return a statement; without a check of its own it has that of the law that it names."""
    cites = tuple(_cite_of(cite, _cite_in(laws, text_at(cite, "law"))) for cite in _cites(row))
    named = [laws[cite.law] for cite in cites if cite.law in laws]
    checks = [law.check for law in named if law.check is not None]
    inherited = min(checks, key=lambda one: one.on) if checks and len(checks) == len(cites) else None
    waiver = _waiver(row) or (None if "check" in row else next((law.waiver for law in named if law.waiver), None))
    otherwise = row.get("otherwise")
    return Entry(
        id,
        cites,
        _check(row) if "check" in row else inherited,
        waiver,
        _conditions(row.get("printed_if")),
        text=" ".join(text_at(row, "text").split()),
        otherwise=" ".join(otherwise.split()) if isinstance(otherwise, str) else None,
    )


def _cite_in(laws: Mapping[str, Entry], id: str) -> Cite:
    """Return what a law cites; a statement names its own provision of it."""
    law = laws.get(id)
    return Cite(law=id) if law is None else law.cites[0]._replace(provision="")


def _cite_of(row: Row, known: Cite) -> Cite:
    conditions = _conditions(row.get("applies_to"))
    texts = ("title", "number", "provision", "url", "version_date", "status", "commenced_by", "extent")
    given = {key: text for key in texts if (text := text_at(row, key))}
    if "url" in given:  # another text, of another day
        given.setdefault("version_date", "")
    return known._replace(**given, applies_to=conditions or known.applies_to)


def _cites(row: Row) -> list[Row]:
    cite = row.get("cite")
    return [cite] if isinstance(cite, Mapping) else list(rows_at(row, "cite"))


def _cite(row: Row) -> Row:
    return next(iter(_cites(row)), {})


def _check(row: Row) -> Check | None:
    check = _group(row, "check")
    day = _day(check.get("on"))
    if day is None:
        return None
    return Check(day, text_at(check, "by"), " ".join(text_at(check, "quote").split()), text_at(check, "url"))


def _waiver(row: Row) -> Waiver | None:
    waiver = _group(row, "waive")
    day = _day(waiver.get("on"))
    return None if day is None else Waiver(day, text_at(waiver, "by"), text_at(waiver, "reason"))


def _conditions(value: object) -> tuple[Condition, ...]:
    rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, Sequence) else []
    return tuple(_condition(row) for row in rows)


def _condition(row: Row) -> Condition:
    choices = row.get("is")
    return Condition(
        tuple(text_at(row, "answer").split(".")),
        tuple(choices) if isinstance(choices, Sequence) and not isinstance(choices, str) else (),
        row.get("from"),
        row.get("before"),
        text_at(row, "because"),
    )


def _group(row: Row, key: str) -> Row:
    value = row.get(key)
    return value if isinstance(value, Mapping) else {}


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, Sequence) and not isinstance(value, str) else ()


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _id_of(title: str) -> str:
    return "_".join(re.findall(r"[a-z0-9]+", title.casefold()))
