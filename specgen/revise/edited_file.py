"""Read what an edited Word file says of the draft that it was: its record, its answers, its blocks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from specgen.document.record.block_list import Stories, pack_stories, read_stories, unpack_stories
from specgen.document.record.provenance import Provenance, is_untouched, loaded, pack_text, recorded, unpack_text
from specgen.formats.opc.package import NotAWordFile, Parts, read_package
from specgen.problems import CannotRead, about_file
from specgen.system.files import read_file

RULE: Final = "record"
REMEDY: Final = "give the draft that was sent out with --base DRAFT.docx"


@dataclass(frozen=True)
class DraftRecord:
    """A record as plain texts, so that it can come out of a sandbox."""

    version: str
    date: str
    model: str
    hashes: str
    answers: str
    blocks: str
    more: str
    is_untouched: bool = False

    @property
    def provenance(self) -> Provenance:
        """The record; its parts that are damaged are empty."""
        more = loaded(unpack_text(self.more) if self.more else "{}")
        places, words = more.get("places"), more.get("words")
        proposals, laws = more.get("proposals"), more.get("laws")
        return Provenance(
            self.version,
            self.date,
            self.model,
            {str(key): str(value) for key, value in loaded(self.hashes).items()},
            self.answers,
            self.blocks,
            {str(key): str(value) for key, value in places.items()} if isinstance(places, dict) else {},
            {str(key): str(value) for key, value in words.items()} if isinstance(words, dict) else {},
            tuple(one for one in proposals if isinstance(one, dict)) if isinstance(proposals, list) else (),
            {str(key): str(value) for key, value in laws.items()} if isinstance(laws, dict) else {},
        )

    @property
    def values(self) -> dict[str, object]:
        """The answers; nothing if they are damaged."""
        return loaded(self.answers)

    @property
    def stories(self) -> Stories:
        """The blocks of the draft that was proposed last. Raises ValueError."""
        return unpack_stories(self.blocks)


def read_record(file: Path, base: Path | None = None) -> DraftRecord:
    """Return the record of an edited file; with `base`, the blocks of that draft and the record it has. Raises
    CannotRead for a file that is no Word file or has no record.
    """
    data = read_word_file(file)
    parts = package_of(file, data)
    found = _record_of(parts)
    if base is not None:
        drafted = package_of(base, read_word_file(base))
        known = _record_of(drafted) or found or Provenance("", "", "", {}, "{}")
        return plain_record(known, blocks=pack_stories(read_stories(drafted)))
    if found is None:
        message = "this file does not say what it was drafted from: specgen did not write it, or its record is gone"
        raise CannotRead(about_file(str(file), message, REMEDY, RULE))
    try:
        if found.blocks:
            unpack_stories(found.blocks)
    except ValueError:
        raise CannotRead(about_file(str(file), "the record in this file is damaged", REMEDY, RULE)) from None
    return plain_record(found, is_untouched=is_untouched(data))


def plain_record(found: Provenance, *, blocks: str = "", is_untouched: bool = False) -> DraftRecord:
    more = {"places": dict(found.places), "words": dict(found.words), "proposals": list(found.proposals),
            "laws": dict(found.laws)}  # fmt: skip
    return DraftRecord(
        found.version,
        found.date,
        found.model,
        json.dumps(dict(found.hashes)),
        found.answers,
        blocks or found.blocks,
        pack_text(json.dumps(more, ensure_ascii=False)),
        is_untouched,
    )


def record_in(data: bytes) -> DraftRecord:
    """Return the record of a draft that specgen has just made."""
    found = recorded(read_package(data))
    return plain_record(found or Provenance("", "", "", {}, "{}"))


def read_word_file(file: Path) -> bytes:
    try:
        return read_file(file)
    except OSError as error:
        raise CannotRead(about_file(str(file), "cannot be read", error.strerror or "", RULE)) from error


def package_of(file: Path, data: bytes) -> dict[str, bytes]:
    try:
        return read_package(data)
    except NotAWordFile as error:
        raise CannotRead(
            about_file(str(file), f"cannot be read as a Word file: {error}", error.remedy, RULE)
        ) from error


def _record_of(parts: Parts) -> Provenance | None:
    try:
        return recorded(parts)
    except (NotAWordFile, ValueError, TypeError, AttributeError):
        return None
