"""Write into a council's own file of law who compared an entry with its source, or who decided to go without.

The file is laid over specgen's own: it holds the check only, and a mark of the entry that was checked, so that a later
correction of that entry is told. What people wrote in the file stays as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from specgen.commands.result import CommandResult, OutputFile, Untrusted, untrusted_paths
from specgen.formats.yamlfile.fast import read_mapping
from specgen.formats.yamlfile.yaml_file import read
from specgen.inputs.council.council import load_council
from specgen.inputs.law.countries import COUNTRIES, countries_of
from specgen.inputs.law.law_files import BASE, KINDS, entry_row, file_of, fingerprint, load_law
from specgen.inputs.law.law_schema import schema_problems
from specgen.problems import CannotRead, Problem, WrongInput, about_file
from specgen.system.files import read_file
from specgen.system.resources import built_in_models

HEAD: Final = "# Law as this council has checked it; laid over the law that comes with specgen.\n"


@dataclass(frozen=True)
class Options:
    """What somebody has found out: a line of the source and where it stands, or the reason to go without."""

    entry: str
    council: str
    on: date
    by: str
    jurisdiction: str = ""  # "": the council's
    quote: str = ""
    url: str = ""
    reason: str = ""


def untrusted(options: Options) -> Untrusted:
    council = load_council(options.council)
    return untrusted_paths(council, outputs=tuple(file_of(council.folders[0], country) for country in COUNTRIES))


def confirm(options: Options) -> CommandResult:
    """Write the confirmation into the council's file of law. Raises CannotRead for an entry that there is not,
    WrongInput for a file that is faulty.
    """
    _refuse(options)
    council = load_council(options.council)
    countries = countries_of(options.jurisdiction, council)
    if len(countries) > 1:
        message, remedy = "--jurisdiction: two countries are possible", "write wales or england"
        raise CannotRead(about_file("", message, remedy, "usage"))
    file, data = confirmed_file(options, council.folders[0], countries[0])
    return CommandResult(f"{file}\n", files=(OutputFile(file, data, in_new_folder=True),))


def confirmed_file(options: Options, folder: Path, country: str) -> tuple[Path, bytes]:
    """Return the council's file of law with the confirmation in it."""
    known = entry_row(options.entry, country, built_in_models())
    entry = known or _own_entry(options.entry, folder, country)
    if entry is None:
        raise CannotRead(_unknown(options.entry, folder, country))
    kind, row = entry
    file = file_of(folder, country)
    text = read_file(file).decode("utf-8") if file.is_file() else HEAD
    changed = _with_entry(text, kind, options, {"laid_over": fingerprint(row)} if known else {})
    answers, problems = read(changed, str(file))
    faults = (*problems, *(() if answers is None else schema_problems(answers)))
    if faults:
        raise WrongInput(faults)
    return file, changed.encode()


def _refuse(options: Options) -> None:
    """Raise CannotRead for a confirmation that would count for nothing."""
    missing = [name for name, value in (("--by", options.by),) if not value.strip()]
    if not options.reason:
        missing += [name for name, value in (("--url", options.url), ("--quote", options.quote)) if not value.strip()]
    if missing:
        message = f"{' and '.join(missing)}: nothing was given, and without it the entry does not count as checked"
        raise CannotRead(
            about_file("", message, "give the role that checked, the address and a line of the source", "usage")
        )
    if options.url and not re.match(r"https?://", options.url):
        raise CannotRead(about_file("", "--url: is no address", "write it with https://", "usage"))


def _own_entry(id: str, folder: Path, country: str) -> tuple[str, Mapping[str, object]] | None:
    """Return an entry that only the council has, from its own files."""
    for name in (country, BASE):
        file = file_of(folder, name)
        values = read_mapping(file) if file.is_file() else {}
        for kind in reversed(KINDS):
            entries = values.get(kind)
            row = entries.get(id) if isinstance(entries, Mapping) else None
            if isinstance(row, Mapping):
                return kind, row
    return None


def _unknown(id: str, folder: Path, country: str) -> Problem:
    book = load_law(country, (folder, built_in_models()))
    near = get_close_matches(id, [entry.id for entry in book.entries()], 1)
    remedy = f"did you mean {near[0]}?" if near else "`specgen law list` shows the entries"
    return about_file("", f"there is no entry {id} in the law of {country.title()}", remedy, "usage")


def _with_entry(text: str, kind: str, options: Options, mark: Mapping[str, str]) -> str:
    """Return the text of the file with the confirmation in it, in place of one that the entry has."""
    lines = text.splitlines()
    start = _find(lines, rf"{kind}:\s*(#.*)?$", 0, len(lines))
    if start is None:
        lines += [f"{kind}:"]
        start = len(lines) - 1
    end = _end(lines, start, 0)
    entry = _find(lines, rf"  {re.escape(options.entry)}:", start + 1, end)
    if entry is None:
        return _joined([*lines[: start + 1], f"  {options.entry}:", *_fields(options, mark), *lines[start + 1 :]])
    last = _end(lines, entry, 2)
    kept = _without(lines[entry + 1 : last], ("check", "waive", "laid_over"))
    head = [] if lines[entry].rstrip().endswith(":") else _opened(lines[entry])
    return _joined([*lines[:entry], f"  {options.entry}:", *head, *kept, *_fields(options, mark), *lines[last:]])


def _fields(options: Options, mark: Mapping[str, str]) -> list[str]:
    day = options.on.isoformat()
    if options.reason:
        fields = [
            "    waive:",
            f"      on: {day}",
            f"      by: {_quoted(options.by)}",
            f"      reason: {_quoted(options.reason)}",
        ]
    else:
        fields = ["    check:", f"      on: {day}", f"      by: {_quoted(options.by)}"]
        fields += [f"      url: {_quoted(options.url)}", f"      quote: {_quoted(options.quote)}"]
    return [*fields, *(f"    {key}: {_quoted(value)}" for key, value in mark.items())]


def _opened(line: str) -> list[str]:
    """Return what stands in braces behind an entry on lines of its own."""
    answers, _ = read(line.strip() + "\n", "")
    row = next(iter(answers.values.values()), None) if answers is not None else None
    values = row if isinstance(row, Mapping) else {"text": row}
    gone = ("check", "waive", "laid_over")
    return [f"    {key}: {_flow(value)}" for key, value in values.items() if key not in gone]


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else _quoted(str(value))


def _without(lines: list[str], keys: tuple[str, ...]) -> list[str]:
    kept: list[str] = []
    is_gone = False
    for line in lines:
        if re.match(r"    \S", line):
            is_gone = line.strip().partition(":")[0] in keys
        if not is_gone:
            kept.append(line)
    return kept


def _find(lines: list[str], pattern: str, start: int, end: int) -> int | None:
    return next((number for number in range(start, end) if re.match(pattern, lines[number])), None)


def _end(lines: list[str], start: int, indent: int) -> int:
    """Return where the block that opens at `start` ends."""
    inside = re.compile(rf"\s{{{indent + 1},}}\S|\s*(#.*)?$")
    return next((number for number in range(start + 1, len(lines)) if not inside.match(lines[number])), len(lines))


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
