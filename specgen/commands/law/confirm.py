"""Write into a council's own file of law who compared an entry with its source, or who decided to go without.

The file is laid over specgen's own: it holds the check only, and a mark of the entry that was checked, so that a later
correction of that entry is told. What people wrote in the file stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from specgen.formats.yamlfile.fast import read_mapping
from specgen.formats.yamlfile.yaml_file import read
from specgen.inputs.law.file_schema import law_faults
from specgen.inputs.law.load import BASE, KINDS, entry_row, file_of, fingerprint, load_law
from specgen.problems import CannotRead, Problem, WrongInput, about_file
from specgen.system.files import read_file, write_whole
from specgen.system.resources import built_in_models

__all__ = ["Confirmation", "confirm"]

HEAD: Final = "# Law as this council has checked it; laid over the law that comes with specgen.\n"


@dataclass(frozen=True)
class Confirmation:
    """What somebody has found out: a line of the source and where it stands, or the reason to go without."""

    entry: str
    country: str
    on: date
    by: str
    quote: str = ""
    url: str = ""
    reason: str = ""


def confirm(wanted: Confirmation, folder: Path) -> Path:
    """Write the confirmation into the council's file of law and return its path.

    Raises CannotRead for an entry that there is not, WrongInput for a file that is faulty.
    """
    _refuse(wanted)
    found = entry_row(wanted.entry, wanted.country, built_in_models())
    own = found or _own(wanted, folder)
    if own is None:
        raise CannotRead(_unknown(wanted, folder))
    kind, row = own
    file = file_of(folder, wanted.country)
    text = read_file(file).decode("utf-8") if file.is_file() else HEAD
    mark = {"laid_over": fingerprint(row)} if found else {}
    changed = _with_entry(text, kind, wanted, mark)
    answers, problems = read(changed, str(file))
    faults = (*problems, *(() if answers is None else law_faults(answers)))
    if faults:
        raise WrongInput(faults)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, changed.encode())
    return file


def _refuse(wanted: Confirmation) -> None:
    """Raise CannotRead for a confirmation that would count for nothing."""
    missing = [name for name, value in (("--by", wanted.by),) if not value.strip()]
    if not wanted.reason:
        missing += [name for name, value in (("--url", wanted.url), ("--quote", wanted.quote)) if not value.strip()]
    if missing:
        message = f"{' and '.join(missing)}: nothing was given, and without it the entry does not count as checked"
        raise CannotRead(
            about_file("", message, "give the role that checked, the address and a line of the source", "usage")
        )
    if wanted.url and not re.match(r"https?://", wanted.url):
        raise CannotRead(about_file("", "--url: is no address", "write it with https://", "usage"))


def _own(wanted: Confirmation, folder: Path) -> tuple[str, Mapping[str, object]] | None:
    """Return an entry that only the council has, from its own files."""
    for name in (wanted.country, BASE):
        file = file_of(folder, name)
        values = read_mapping(file) if file.is_file() else {}
        for kind in reversed(KINDS):
            entries = values.get(kind)
            row = entries.get(wanted.entry) if isinstance(entries, Mapping) else None
            if isinstance(row, Mapping):
                return kind, row
    return None


def _unknown(wanted: Confirmation, folder: Path) -> Problem:
    book = load_law(wanted.country, (folder, built_in_models()))
    near = get_close_matches(wanted.entry, [entry.id for entry in book.entries()], 1)
    remedy = f"did you mean {near[0]}?" if near else "`specgen law list` shows the entries"
    return about_file("", f"there is no entry {wanted.entry} in the law of {wanted.country.title()}", remedy, "usage")


def _with_entry(text: str, kind: str, wanted: Confirmation, mark: Mapping[str, str]) -> str:
    """Return the text of the file with the confirmation in it, in place of one that the entry has."""
    lines = text.splitlines()
    start = _find(lines, rf"{kind}:\s*(#.*)?$", 0, len(lines))
    if start is None:
        lines += [f"{kind}:"]
        start = len(lines) - 1
    end = _end(lines, start, 0)
    entry = _find(lines, rf"  {re.escape(wanted.entry)}:", start + 1, end)
    if entry is None:
        return _joined([*lines[: start + 1], f"  {wanted.entry}:", *_fields(wanted, mark), *lines[start + 1 :]])
    last = _end(lines, entry, 2)
    kept = _without(lines[entry + 1 : last], ("check", "waive", "laid_over"))
    head = [] if lines[entry].rstrip().endswith(":") else _opened(lines[entry])
    return _joined([*lines[:entry], f"  {wanted.entry}:", *head, *kept, *_fields(wanted, mark), *lines[last:]])


def _fields(wanted: Confirmation, mark: Mapping[str, str]) -> list[str]:
    day = wanted.on.isoformat()
    if wanted.reason:
        fields = [
            "    waive:",
            f"      on: {day}",
            f"      by: {_quoted(wanted.by)}",
            f"      reason: {_quoted(wanted.reason)}",
        ]
    else:
        fields = ["    check:", f"      on: {day}", f"      by: {_quoted(wanted.by)}"]
        fields += [f"      url: {_quoted(wanted.url)}", f"      quote: {_quoted(wanted.quote)}"]
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
    import json

    return json.dumps(" ".join(text.split()), ensure_ascii=False)
