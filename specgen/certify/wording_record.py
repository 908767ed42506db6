"""Write and read shared.lock, the record of the shared wording that a council was checked against.

The file holds the words themselves, so that a later release can be compared with it when the earlier one is gone. It
carries a hash of its own, so that one which somebody has changed is not taken for a record.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from specgen.certify.council_layers import Layer, layer_below, layers_of
from specgen.certify.expanded_templates import with_conditions
from specgen.certify.inventory import RECORD, data_hashes
from specgen.certify.release_changes import Texts, Update, changed_parts, texts_of, titles_of, without_formatting
from specgen.certify.report.statement import joined_list
from specgen.compare.lines import KIND_KEYS, Line, Piece
from specgen.formats.yamlfile.fast import read_mapping
from specgen.formats.yamlfile.yaml_file import MAX_BYTES
from specgen.inputs.council.council import load_council
from specgen.problems import WrongInput, about_file
from specgen.system.files import read_file
from specgen.version import VERSION

HEAD: Final = """\
# The shared wording that this council's folder was last compared with. `specgen council certify --record` writes this
# file, and later tells by it what a newer specgen changes in your documents. Keep it with the folder; do not edit it.
"""


@dataclass(frozen=True)
class Record:
    """What stood in the shared templates and data."""

    version: str
    texts: Texts
    titles: Mapping[tuple[str, str], str]
    models: Mapping[str, tuple[str, ...]]  # id -> its sections
    files: Mapping[str, str]  # path -> SHA-256


def take_record(layer: Layer, version: str = VERSION) -> Record:
    """Return the record of all that a layer prints: what lies beneath a council's own folder."""
    models = {model.id: tuple(section.id for section in model.sections) for model in layer.models}
    return Record(version, texts_of(layer), titles_of(layer), models, data_hashes(layer))


def record_text(record: Record) -> str:
    """Return the text of the file."""
    body = "".join(f"{line}\n" for line in _lines(record))
    return f"{HEAD}seal: {_seal(body)}\n{body}"


def compare_records(before: Record, after: Record, own: Layer) -> Update:
    """Return what of the shared wording and data has changed from one record to another, and what that means for a
    council that prints `own`.
    """
    titles = {**before.titles, **after.titles, **titles_of(own)}
    old, new, printed = map(without_formatting, (before.texts, after.texts, texts_of(own)))
    parts = changed_parts(old, new, printed, titles)
    files = tuple(_files(before.files, after.files, own.council.folders[:1]))
    models = tuple(_models(before, after))
    return Update(before.version, after.version, parts, files, models)


def read_record(folder: Path) -> Record | None:
    """Return the record in a council's folder; None if there is none. Raises SpecgenError for one that was changed."""
    file = folder / RECORD
    if not file.is_file():
        return None
    if not is_unchanged(file):
        remedy = "take the file as it was from your backup or git, or delete it and write a new one with --record"
        raise WrongInput(about_file(str(file), "was changed since specgen wrote it", remedy, "record"))
    try:
        return _record(read_mapping(file))
    except (KeyError, TypeError, AttributeError, StopIteration) as error:
        message = "does not hold what a record of the shared wording holds"
        raise WrongInput(
            about_file(str(file), message, "delete it and write a new one with --record", "record")
        ) from error


def _record(values: Mapping[str, Any]) -> Record:
    texts: dict[tuple[str, str], tuple[Line, ...]] = {}
    titles: dict[tuple[str, str], str] = {}
    models: dict[str, tuple[str, ...]] = {}
    for what in ("model", "section"):
        for id, part in values[f"{what}s"].items():
            texts[what, id] = tuple(with_conditions([_line(row) for row in part["lines"]]))
            titles[what, id] = str(part["title"])
            if what == "model":
                models[id] = tuple(map(str, part["sections"]))
    files = {str(key): str(value) for key, value in values["files"].items()}
    return Record(str(values["specgen"]), texts, titles, models, files)


def is_unchanged(file: Path) -> bool:
    """Whether a file is a record that nobody has changed."""
    try:
        text = read_file(file, MAX_BYTES).decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        return False
    head, _, rest = text.partition("\nseal: ")
    seal, _, body = rest.partition("\n")
    return head.startswith("#") and seal == _seal(body)


def _seal(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def _lines(record: Record) -> Iterator[str]:
    yield f"specgen: {_quoted(record.version)}"
    for what in ("model", "section"):
        yield f"{what}s:"
        for (kind, id), lines in record.texts.items():
            if kind != what:
                continue
            yield f"  {_quoted(id)}:"
            yield f"    title: {_quoted(record.titles[kind, id])}"
            if what == "model":
                yield f"    sections: [{', '.join(map(_quoted, record.models[id]))}]"
            yield "    lines:" if lines else "    lines: []"
            for line in lines:
                yield f"    - {{{KIND_KEYS[line.kind]}: {_quoted(line.text)}, sha256: {line.hash}}}"
    yield "files:" if record.files else "files: {}"
    for path, digest in record.files.items():
        yield f"  {_quoted(path)}: {digest}"


def _quoted(text: str) -> str:
    """Return a text in quotation marks, as YAML reads it, with what cannot be seen spelt out."""
    signs = (f"\\{sign}" if sign in '"\\' else sign if sign.isprintable() else f"\\U{ord(sign):08X}" for sign in text)
    return f'"{"".join(signs)}"'


def _line(row: Mapping[str, Any]) -> Line:
    kind, key = next((kind, key) for kind, key in KIND_KEYS.items() if key in row)
    return Line(kind, (Piece(str(row[key])),))


def _files(before: Mapping[str, str], after: Mapping[str, str], own: Sequence[Path]) -> Iterator[tuple[str, str]]:
    for path in sorted({*after, *before}):
        if before.get(path) != after.get(path):
            what = "changed" if path in before and path in after else "added" if path in after else "dropped"
            yield path, f"{what}, and you have your own" if any((folder / path).is_file() for folder in own) else what


def _models(before: Record, after: Record) -> Iterator[str]:
    for id in dict.fromkeys([*after.models, *before.models]):
        old, new = before.models.get(id), after.models.get(id)
        if old is None or new is None:
            yield f"the model {id} is {'new' if old is None else 'gone'}"
        elif old != new:
            changes = [
                ("adds", [section for section in new if section not in old]),
                ("drops", [section for section in old if section not in new]),
            ]
            words = joined_list([f"{verb} {joined_list(sections)}" for verb, sections in changes if sections])
            yield f"the model {id} {words or 'has its sections in another order'}"


def recorded_wording(folder: Path) -> str:
    """Return the record of the wording that lies under a council's own, as it is today."""
    return record_text(take_record(layer_below(layers_of(load_council(folder)))))


def refuse_edited_record(folder: Path) -> None:
    """Raise WrongInput if somebody has changed the record in a council's folder."""
    file = folder / RECORD
    if file.exists() and not is_unchanged(file):
        raise WrongInput(about_file(str(file), "was changed since specgen wrote it", "move it away first", "record"))


def record_file(folder: Path, text: str) -> tuple[tuple[Path, bytes] | None, str]:
    """Return the file of a record, None if it is there as it should be, and what to say of it."""
    file = folder / RECORD
    if file.is_file() and read_file(file).replace(b"\r\n", b"\n") == text.encode():
        return None, f"{file}: nothing changed"
    return (file, text.encode()), f"{file}: the shared wording of specgen {VERSION} is recorded"
