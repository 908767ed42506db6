"""Unpack a zip file within limits, and refuse one whose packing is made to deceive or to burst.

What a header says of an entry is never believed: what an entry grows to is counted while it is unpacked, and two
entries that share their bytes (a bomb without nesting) are none that a program for Word files writes.
"""

from __future__ import annotations

import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Final

from specgen.system.lazy_pattern import lazy_pattern

MAXIMUM_ENTRIES: Final = 2_000
MAXIMUM_BYTES: Final = 100 * 2**20
MAXIMUM_XML: Final = 40 * 2**20  # of one part; as a tree in memory it takes several times as much
MAXIMUM_RATIO: Final = 200  # what is over 1 MB and shrank more than this is a bomb, not a document
MAXIMUM_NAME: Final = 200
GROWS: Final = f"grows out of all proportion when unpacked (to more than {MAXIMUM_RATIO} times)"
TOO_LARGE: Final = "it is larger than a Word file of text can be"
SMALL: Final = 2**20
STORED_OR_DEFLATED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
LOCAL_HEADER: Final = struct.Struct("<4s5H3I2H")
DESCRIPTOR: Final = 24  # bytes at most that may follow an entry, to say what its header did not know yet
ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
BEFORE_A_NAME_ENDS: Final = lazy_pattern(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # devices of Windows
UNFIT: Final = frozenset('\\:*?"<>|')
OLD_WORD: Final = b"\xd0\xcf\x11\xe0"
STARTS: Final = b"PK\x03\x04"


SAVE_AGAIN: Final = "open it in Word and save it as a Word Document (.docx)"
UNPROTECT: Final = "in Word: File, Info, Protect Document, Encrypt with Password, clear the password and save it"
ENCRYPTED_STREAM, TEXT_STREAM = "EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le")
OTHERS: Final = {
    b"{\\rtf": "it is a file in Rich Text Format (.rtf), and is not a Word file (.docx)",
    b"%PDF": "it is a PDF, and is not a Word file (.docx)",
}


class NotAWordFile(Exception):
    """The bytes are no Word file that can be trusted; message and remedy are in a user's words."""

    def __init__(self, message: str, remedy: str = SAVE_AGAIN) -> None:
        super().__init__(message)
        self.remedy = remedy


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the entries of a zip file. Raises NotAWordFile for all but a sound one of bounded size."""
    if data.startswith(OLD_WORD):
        raise _old_word(data)
    for start, what in OTHERS.items():
        if data.startswith(start):
            raise NotAWordFile(what)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_names(entries)
            _check_packing(entries)
            _check_places(entries, data, archive.start_dir)
            return dict(_contents(archive, entries, len(data)))
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise NotAWordFile("it is not a Word file (.docx), or it is damaged") from error
    except RuntimeError as error:  # zipfile's way of asking for a password
        raise NotAWordFile("it is protected by a password", UNPROTECT) from error


def _old_word(data: bytes) -> NotAWordFile:
    """Word keeps a file with a password in the same container as it kept its files before 2007."""
    if ENCRYPTED_STREAM in data:
        return NotAWordFile("it is protected by a password", UNPROTECT)
    if TEXT_STREAM in data:
        return NotAWordFile("it is a Word file of the old kind (.doc)")
    return NotAWordFile("it is protected by a password, or it is a Word file of the old kind (.doc)")


def _check_names(entries: Sequence[zipfile.ZipInfo]) -> None:
    if len(entries) > MAXIMUM_ENTRIES:
        raise NotAWordFile(f"it holds more than {MAXIMUM_ENTRIES:,} parts, and no Word file of text does")
    names: set[str] = set()
    for entry in entries:
        path = entry.orig_filename  # as it is written: zipfile cuts a name off at a NUL
        alike = unicodedata.normalize("NFKC", path).casefold()
        if alike in names:
            raise NotAWordFile(f"it holds the part {_printable(path)} twice")
        names.add(alike)
        if not _is_fit(path):
            raise NotAWordFile("it holds a part whose name points outside the file")
        if len(path) > MAXIMUM_NAME or not path.isprintable() or any(map(_is_odd, path.removesuffix("/").split("/"))):
            raise NotAWordFile(f"it holds a part with a name that no Word file has ({_printable(path)})")


def _is_fit(path: str) -> bool:
    plain = path.replace("\\", "/").lower().replace("%2e", ".").replace("%2f", "/").replace("%5c", "/")
    return not plain.startswith("/") and ".." not in plain.split("/") and "\\" not in path and ":" not in path


def _is_odd(step: str) -> bool:
    return bool(not step or step != step.rstrip(". ") or set(step) & UNFIT or BEFORE_A_NAME_ENDS.fullmatch(step))


def _printable(path: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in path[:60])


def _check_packing(entries: Sequence[zipfile.ZipInfo]) -> None:
    if sum(entry.file_size for entry in entries) > MAXIMUM_BYTES:
        raise NotAWordFile(f"{TOO_LARGE} ({MAXIMUM_BYTES // 2**20} MB when unpacked)")
    for entry in entries:
        if entry.flag_bits & ENCRYPTED:
            raise NotAWordFile("it is protected by a password", UNPROTECT)
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise NotAWordFile(f"its part {entry.filename} is a link to another file")
        if entry.compress_type not in STORED_OR_DEFLATED:
            raise NotAWordFile(f"its part {entry.filename} is packed in a way that Word does not use")
        if entry.file_size > SMALL and entry.file_size > MAXIMUM_RATIO * max(1, entry.compress_size):
            raise NotAWordFile(f"its part {entry.filename} {GROWS}")


def _check_places(entries: Sequence[zipfile.ZipInfo], data: bytes, directory: int) -> None:
    """Every entry has bytes of its own, and nothing stands before the first or behind the last."""
    if not data.startswith(STARTS):
        raise NotAWordFile("something else stands in it before the Word file begins")
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or end + 22 != len(data) or data[end + 20 : end + 22] != b"\0\0":
        raise NotAWordFile("something else stands in it behind the end of the Word file")
    free = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        start = entry.header_offset
        sign, _, flags, method, *_, name, extra = LOCAL_HEADER.unpack_from(data, start)
        if start - free > DESCRIPTOR:
            raise NotAWordFile("something else stands in it between its parts")
        if start < free or sign != STARTS or flags & ENCRYPTED or method != entry.compress_type:
            raise NotAWordFile("two of its parts share the same bytes, or are described in two ways")
        free = start + LOCAL_HEADER.size + name + extra + entry.compress_size
    if free > directory:
        raise NotAWordFile("two of its parts share the same bytes, or are described in two ways")


def _contents(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo], packed: int) -> Iterator[tuple[str, bytes]]:
    room = MAXIMUM_BYTES
    for entry in entries:
        if entry.is_dir():
            continue
        limit = min(room, MAXIMUM_XML) if entry.filename.lower().endswith((".xml", ".rels")) else room
        with archive.open(entry) as stream:
            content = stream.read(limit + 1)
        if len(content) > limit:
            if limit == MAXIMUM_XML:
                raise NotAWordFile(f"{TOO_LARGE} ({entry.filename}: {limit // 2**20} MB when unpacked)")
            raise NotAWordFile(f"{TOO_LARGE} ({MAXIMUM_BYTES // 2**20} MB when unpacked)")
        room -= len(content)
        grown = MAXIMUM_BYTES - room
        if grown > 4 * SMALL and grown > MAXIMUM_RATIO * packed:
            raise NotAWordFile(f"it {GROWS}")
        yield entry.filename, content
