"""Read a Word file whose parts have other names than Word gives them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

import pytest

from specgen.formats.opc.active_content import unsafe_content
from specgen.formats.opc.package import NotAWordFile, content_type_of, parse_part, read_package, read_relationships
from specgen.house.prepare import prepare
from specgen.inputs.council.council import HouseOptions
from specgen.system.resources import built_in_templates
from tests.support.word_files import PIXEL, child, drafted, fault_of, picture, word_file, zipped

BUILT_IN = read_package((built_in_templates() / "house.docx").read_bytes())

USUAL = "word/document.xml"
OTHERS = {
    "as Word Online saves": {USUAL: "word/document2.xml"},
    "in another folder": {USUAL: "content/main.xml"},
    "styles too": {USUAL: "word/document2.xml", "word/styles.xml": "word/styles2.xml"},
    "lists and settings": {"word/numbering.xml": "word/numbering7.xml", "word/settings.xml": "word/settings2.xml"},
    "two names exchanged": {"word/styles.xml": "word/numbering.xml", "word/numbering.xml": "word/styles.xml"},
}


def renamed(data: bytes, names: Mapping[str, str]) -> bytes:
    """The same Word file with other names for its parts, wherever they are named."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    links = read_relationships(parts, USUAL)
    main = names.get(USUAL, USUAL)
    folder, _, file = main.rpartition("/")
    moved = {
        names.get(part, part): content for part, content in parts.items() if part != "word/_rels/document.xml.rels"
    }
    rows = "".join(
        f'<Relationship Id="{link.id}" Type="{link.kind}" Target="/{names.get(link.target, link.target)}"/>'
        for link in links.values()
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    moved[f"{folder}/_rels/{file}.rels"] = f'<Relationships xmlns="{package}">{rows}</Relationships>'.encode()
    moved["_rels/.rels"] = moved["_rels/.rels"].replace(USUAL.encode(), main.encode())
    types = moved["[Content_Types].xml"]
    for number, part in enumerate(names):
        types = types.replace(f'"/{part}"'.encode(), f'"{number}"'.encode())
    for number, part in enumerate(names.values()):
        types = types.replace(f'PartName="{number}"'.encode(), f'PartName="/{part}"'.encode())
    moved["[Content_Types].xml"] = types
    return zipped(moved)


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts | {part: parts[part].replace(old, new)})


@pytest.mark.parametrize("names", OTHERS.values(), ids=OTHERS)
def test_parts_are_found_by_relationship_whatever_their_names(names: dict[str, str]) -> None:
    plain = word_file("# Scope\n. Adults\n- one")
    usual, other = read_package(plain), read_package(renamed(plain, names))
    assert parse_part(other[USUAL]).tag == parse_part(usual[USUAL]).tag
    assert {part: other[part] for part in (USUAL, "word/styles.xml", "word/numbering.xml", "word/settings.xml")} == {
        part: usual[part] for part in (USUAL, "word/styles.xml", "word/numbering.xml", "word/settings.xml")
    }
    assert list(unsafe_content(other)) == []


@pytest.mark.parametrize("names", OTHERS.values(), ids=OTHERS)
def test_a_template_with_other_part_names_prints_the_same(names: dict[str, str]) -> None:
    text = child("# Scope\n. Adults\n- one")
    assert (
        drafted({"main.docx": renamed(word_file(text), names)}).style_names()
        == drafted({"main.docx": text}).style_names()
    )


def test_a_document_that_nothing_points_at_is_not_the_document() -> None:
    other = renamed(word_file("The right one"), {USUAL: "word/document2.xml"})
    with zipfile.ZipFile(BytesIO(other)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    left = parts | {USUAL: parts["word/document2.xml"].replace(b"right", b"wrong")}
    assert b"The right one" in read_package(zipped(left))[USUAL]


def test_a_package_without_a_document_is_refused() -> None:
    with pytest.raises(NotAWordFile, match="without a Word document"):
        read_package(zipped({"[Content_Types].xml": b"<Types/>", "a.xml": b"<a/>"}))


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
AGAIN = "open it in Word and save it as a Word Document (.docx)"
PASSWORD = "in Word: File, Info, Protect Document, Encrypt with Password, clear the password and save it"
ODT = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>", "META-INF/manifest.xml": b"<x/>"}
OTHER_FILES = {
    "an old Word file": (OLD + "WordDocument".encode("utf-16-le"), "it is a Word file of the old kind (.doc)", AGAIN),
    "a password": (OLD + "EncryptedPackage".encode("utf-16-le"), "it is protected by a password", PASSWORD),
    "OpenDocument": (zipped(ODT), "it is an OpenDocument file (.odt), and is not a Word file (.docx)", AGAIN),
    "Rich Text": (b"{\\rtf1 words}", "it is a file in Rich Text Format (.rtf), and is not a Word file (.docx)", AGAIN),
    "a PDF": (b"%PDF-1.7", "it is a PDF, and is not a Word file (.docx)", AGAIN),
    "macros": (
        changed(word_file("x"), "[Content_Types].xml", b"document.main+xml", b"document.macroEnabled.main+xml"),
        "it may hold macros (.docm)",
        AGAIN,
    ),
    "words": (b"words", "it is not a Word file (.docx), or it is damaged", AGAIN),
}


@pytest.mark.parametrize(("data", "said", "remedy"), OTHER_FILES.values(), ids=OTHER_FILES)
def test_what_is_no_word_file_is_refused_with_what_to_do(data: bytes, said: str, remedy: str) -> None:
    with pytest.raises(NotAWordFile) as refused:
        read_package(data)
    assert (str(refused.value), refused.value.remedy) == (said, remedy)


def test_a_signed_template_is_refused_once_with_what_to_do_and_a_signed_house_loses_its_signature() -> None:
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(BytesIO(word_file(child("words")))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    link = f'<Relationship Id="rId9" Type="{package}/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/>'
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", f"{link}</Relationships>".encode())
    parts["_xmlsignatures/origin.sigs"] = b""
    inner = f'<Relationship Id="rId1" Type="{package}/digital-signature/signature" Target="sig1.xml"/>'
    rels = f'<Relationships xmlns="{package}">{inner}</Relationships>'
    parts["_xmlsignatures/_rels/origin.sigs.rels"] = rels.encode()
    parts["_xmlsignatures/sig1.xml"] = b"<x/>"
    said = (
        "error: holds a signature, which would not fit a changed file; in Word: File, Info, View Signatures, remove "
        "the signature and save it [unsafe]"
    )
    assert fault_of({"main.docx": zipped(parts)}) == f"main.docx: {said}"
    made = prepare(read_package(zipped(parts)), HouseOptions(), BUILT_IN)
    assert "left out its signature" in [problem.message for problem in made.problems]
    assert not any("signature" in part for part in made.parts)


JPEG, GIF = b"\xff\xd8\xff\xe0" + b"\0" * 20, b"GIF89a" + b"\0" * 20
PICTURES = {
    "a JPEG saved as .png": ("image.png", JPEG, "image/jpeg"),
    "a GIF saved as .png": ("image.png", GIF, "image/gif"),
    "a PNG that Word calls .tmp": ("image.tmp", PIXEL, "image/png"),
    "a PNG saved as .emf": ("image.emf", PIXEL, "image/png"),
}


@pytest.mark.parametrize(("file", "data", "kind"), PICTURES.values(), ids=PICTURES)
def test_a_picture_is_judged_by_what_it_is(file: str, data: bytes, kind: str) -> None:
    links, media = {"rId50": ("image", f"media/{file}")}, {f"word/media/{file}": data}
    shown = word_file(f"<w:p>{picture()}</w:p>", links=links, parts=media)
    parts = read_package(shown)
    assert content_type_of(parts["[Content_Types].xml"], f"word/media/{file}") == kind
    assert list(unsafe_content(parts)) == []
    draft = drafted({"main.docx": child('{%p include "map.docx" %}'), "map.docx": shown}).parts
    (part,) = [part for part in draft if part.startswith("word/media/")]
    assert (draft[part], content_type_of(draft["[Content_Types].xml"], part)) == (data, kind)
