"""Hold Word files that are packed to deceive, to burst or to land somewhere: what is wrong before a part is read.

Each is met as a draft that came back (`check`), where a Word file has only to be safe to read, and as a template.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path

from tests.hostile.case import CHECK, GENERATE, REFUSED, Case, council, write
from tests.hostile.network import NOBODY
from tests.support.word_files import word_file

DEFLATED = zipfile.ZIP_DEFLATED
OUTSIDE = "it holds a part whose name points outside the file"
NO_NAME = "it holds a part with a name that no Word file has"
DAMAGED = "it is not a Word file (.docx), or it is damaged"
GROWS = "grows out of all proportion when unpacked"
SHARED = "two of its parts share the same bytes, or are described in two ways"


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(word_file(". Words"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(more: Mapping[str, bytes] | None = None, **change: object) -> bytes:
    """A good Word file with entries more; `change` says what all of those are to have."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", DEFLATED) as archive:
        for name, data in parts().items():
            archive.writestr(name, data)
        for name, data in (more or {}).items():
            entry = zipfile.ZipInfo("x")
            entry.filename = name  # as it is: the constructor would put it right
            entry.compress_type = DEFLATED
            for key, value in change.items():
                setattr(entry, key, value)
            archive.writestr(entry, data)
    return buffer.getvalue()


def twice() -> bytes:
    return packed({"word/documenT.xml": b"<x/>"})


def same_name_twice() -> bytes:
    return packed({"word/document.xmX": b"<x/>"}).replace(b"word/document.xmX", b"word/document.xml")


def with_flag(bit: int) -> bytes:
    """A file whose directory says of the last entry that it is encrypted."""
    data = bytearray(packed({"word/media/x.bin": b"secret"}))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.rfind(sign) + offset
        data[at : at + 2] = struct.pack("<H", struct.unpack("<H", data[at : at + 2])[0] | bit)
    return bytes(data)


def overlapping() -> bytes:
    """A bomb without nesting: many entries in the directory, and one block of bytes that they share."""
    raw = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = b"\0" * 900_000
    shrunk = raw.compress(body) + raw.flush()
    check, names = zlib.crc32(body), [f"word/media/{number:04}.bin" for number in range(100)]
    base = packed()
    directory_at = struct.unpack("<I", base[-6:-2])[0]
    count = struct.unpack("<H", base[-12:-10])[0]
    entries, directory = base[:directory_at], base[directory_at:-22]
    head = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 33, check, len(shrunk), len(body), len(names[0]), 0)
    at = len(entries)
    entries += head + names[0].encode() + shrunk
    for name in names:
        directory += (
            struct.pack(
                "<4s6H3I5H2I",
                b"PK\x01\x02",
                20,
                20,
                0,
                8,
                0,
                33,
                check,
                len(shrunk),
                len(body),
                len(name),
                0,
                0,
                0,
                0,
                0,
                at,
            )
            + name.encode()
        )
    total = count + len(names)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, total, total, len(directory), len(entries), 0)
    return entries + directory + end


def lying(size: int) -> bytes:
    """An entry of 60 MB whose headers say that it is small."""
    data = bytearray(packed({"word/media/x.bin": b"\0" * 60_000_000}))
    for sign, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.rfind(sign) + offset
        data[at : at + 4] = struct.pack("<I", size)
    return bytes(data)


def zip64() -> bytes:
    """The directory says by an extra field of zip64 that an entry is larger than any file."""
    data = packed({"word/media/x.bin": b"x"})
    extra = struct.pack("<HHQ", 1, 8, 2**60)
    at = data.rfind(b"PK\x01\x02")
    entry = bytearray(data[at:-22])
    entry[24:28] = b"\xff\xff\xff\xff"
    entry[30:32] = struct.pack("<H", len(extra))
    name_ends = 46 + struct.unpack("<H", entry[28:30])[0]
    changed = data[:at] + entry[:name_ends] + extra + entry[name_ends:] + data[-22:]
    end = bytearray(changed[-22:])
    end[12:16] = struct.pack("<I", struct.unpack("<I", end[12:16])[0] + len(extra))
    return changed[:-22] + bytes(end)


def related_bomb() -> bytes:
    """90 MB of spaces in the document itself: what python-docx would load."""
    document = parts()["word/document.xml"]
    return packed_with("word/document.xml", document.replace(b"<w:body>", b"<w:body>" + b" " * 90_000_000))


def packed_with(part: str, data: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", DEFLATED) as archive:
        for name, old in parts().items():
            archive.writestr(name, data if name == part else old)
    return buffer.getvalue()


def with_dtd(text: bytes, coding: str = "utf-8") -> bytes:
    document = parts()["word/document.xml"].decode().partition("?>")[2] or parts()["word/document.xml"].decode()
    head = f'<?xml version="1.0" encoding="{coding}"?>'
    return packed_with("word/document.xml", (head + text.decode() + document).encode(coding))


BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode() for n in range(9))
    + b"]>"
)
XXE = b'<!DOCTYPE x [<!ENTITY secret SYSTEM "../secret.txt">]>'
REMOTE = f'<!DOCTYPE x SYSTEM "{NOBODY}/x.dtd">'.encode()

FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "a name with two dots": (lambda: packed({"../../evil.txt": b"x"}), OUTSIDE),
    "a name with two dots in code": (lambda: packed({"word/%2e%2e/%2E%2E/evil.txt": b"x"}), OUTSIDE),
    "an absolute name": (lambda: packed({"/tmp/evil.txt": b"x"}), OUTSIDE),
    "a name on a drive": (lambda: packed({"C:evil.txt": b"x"}), OUTSIDE),
    "a name with a backslash": (lambda: packed({"word\\evil.txt": b"x"}), OUTSIDE),
    "a name on another computer": (lambda: packed({"\\\\server\\share\\evil.txt": b"x"}), OUTSIDE),
    "a name with a line end": (lambda: packed({"word/a\nb.xml": b"x"}), NO_NAME),
    "a name with a NUL": (lambda: packed({"word/a.xml@.txt": b"x"}).replace(b"a.xml@", b"a.xml\0"), NO_NAME),
    "a name that turns the writing round": (lambda: packed({"word/\u202etxt.exe": b"x"}), NO_NAME),
    "a device of Windows": (lambda: packed({"word/AUX.xml": b"x"}), NO_NAME),
    "a name of a thousand letters": (lambda: packed({"word/" + "a" * 1000: b"x"}), NO_NAME),
    "a name that ends in a dot": (lambda: packed({"word/a.": b"x"}), NO_NAME),
    "the same name twice": (same_name_twice, "it holds the part word/document.xml twice"),
    "the same name in other letters": (twice, "it holds the part word/documenT.xml twice"),
    "an entry with a password": (lambda: with_flag(1), "it is protected by a password"),
    "an entry that is a link": (
        lambda: packed({"word/x.xml": b"/etc/passwd"}, external_attr=0o120777 << 16),
        "is a link to another file",
    ),
    "an entry packed with bzip2": (
        lambda: packed({"word/x.xml": b"\0" * 10**6}, compress_type=zipfile.ZIP_BZIP2),
        "is packed in a way that Word does not use",
    ),
    "an entry packed with lzma": (
        lambda: packed({"word/x.xml": b"\0" * 10**6}, compress_type=zipfile.ZIP_LZMA),
        "is packed in a way that Word does not use",
    ),
    "a bomb that nothing points at": (lambda: packed({"word/media/x.bin": b"\0" * 90_000_000}), GROWS),
    "a bomb in the document": (related_bomb, GROWS),
    "a thousand small bombs": (lambda: packed({f"word/media/{n}.bin": b"\0" * 1_000_000 for n in range(90)}), GROWS),
    "entries that share their bytes": (overlapping, SHARED),
    "headers that lie": (lambda: lying(1000), DAMAGED),
    "sizes beyond all files": (zip64, "larger than a Word file of text can be"),
    "ten thousand entries": (
        lambda: packed({f"word/{n}.xml": b"" for n in range(10_000)}),
        "it holds more than 2,000 parts, and no Word file of text does",
    ),
    "a program in front": (lambda: b"MZ" + b"\0" * 500 + packed(), "something else stands in it before the Word file"),
    "another zip in front": (lambda: packed({"x.xml": b"hidden"}) + packed(), "something else stands in it"),
    "something behind the end": (lambda: packed() + b"<script>", "something else stands in it behind the end"),
    "cut off": (lambda: packed()[:-300], DAMAGED),
    "no zip at all": (lambda: b"PK\x03\x04" + b"A" * 5000, DAMAGED),
    "an old Word file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000, "it is protected by a password"),
    "a zip of something else": (lambda: zip_of({"readme.txt": b"x"}), "a zip file without a Word document in it"),
    "no content types": (
        lambda: zip_of({k: v for k, v in parts().items() if k[0] != "["}),
        "a zip file without a Word document in it",
    ),
    "a billion laughs": (lambda: with_dtd(BOMB), "a document type declaration"),
    "an entity that reads a file": (lambda: with_dtd(XXE), "a document type declaration"),
    "an entity in UTF-16": (lambda: with_dtd(XXE, "utf-16"), "a document type declaration"),
    "an entity in a coding of mainframes": (lambda: with_dtd(XXE, "cp037"), "not well-formed XML"),
    "a DTD from the network": (lambda: with_dtd(REMOTE), "a document type declaration"),
    "a part that is no XML": (lambda: packed_with("word/document.xml", b"<w:document"), "not well-formed XML"),
    "a NUL in the XML": (lambda: packed_with("word/document.xml", b"<a>\0</a>"), "not well-formed XML"),
}


def zip_of(content: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _draft(folder: Path, make: Callable[[], bytes]) -> None:
    write(folder / "draft.docx", make())


def _house(folder: Path, make: Callable[[], bytes]) -> None:
    council(folder, {"house.docx": make()})


AS_HOUSE = ("a bomb in the document", "a billion laughs")
OTHERS = {  # the same door, whatever the command
    "a letterhead": ("council", "new", "made", "--from", "draft.docx"),
    "conditions": ("glossary", "import", "draft.docx", "-o", "glossary.yaml"),
    "a file to show": ("template", "show", "draft.docx"),
    "a template to check": ("template", "check", "draft.docx"),
    "a contract": ("check", "good.docx", "--contract", "draft.docx"),
}


def _beside(folder: Path, make: Callable[[], bytes]) -> None:
    _draft(folder, make)
    write(folder / "good.docx", ". Words")


CASES = [
    *(
        Case(f"package: {name}", partial(_draft, make=make), CHECK, REFUSED, says, 2)
        for name, (make, says) in FILES.items()
    ),
    *(
        Case(f"package as house: {name}", partial(_house, make=FILES[name][0]), GENERATE, REFUSED, FILES[name][1])
        for name in AS_HOUSE
    ),
    *(
        Case(
            f"package as {name}: entries that share their bytes",
            partial(_beside, make=overlapping),
            command,
            REFUSED,
            SHARED,
            2,
        )
        for name, command in OTHERS.items()
    ),
]
