"""Test what may be in a Word file that documents are made from: all else is reported, whatever it is called."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest

from specgen.document.finish import finish
from specgen.formats.opc.active_content import unsafe_content
from specgen.formats.opc.allowed_parts import KEPT, KEPT_TYPES, LEFT_OUT, LEFT_OUT_TYPES
from specgen.formats.opc.package import CONTENT_TYPES_PART, NotAWordFile, read_package
from specgen.problems import SpecgenError
from specgen.system.resources import built_in_templates
from specgen.templates.render import render
from tests.support.word_files import (
    OTHER_PIXEL,
    PIXEL,
    PROPERTIES,
    RECORD,
    child,
    composed,
    field,
    link,
    picture,
    word_file,
)

TEMPLATES = sorted(built_in_templates().rglob("*.docx"))
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def said(data: bytes, *, leftovers: bool = False) -> list[str]:
    return [one.message for one in unsafe_content(read_package(data), leftovers=leftovers)]


def with_part(part: str, kind: str, data: bytes, *, declared: bool = True) -> bytes:
    """A good Word file with one part more."""
    with zipfile.ZipFile(BytesIO(word_file(". Words"))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    row = f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'.encode()
    if declared:
        parts[CONTENT_TYPES_PART] = parts[CONTENT_TYPES_PART].replace(b"</Types>", row)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in {**parts, part: data}.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.stem)
def test_nothing_built_in_needs_an_exception(file: Path) -> None:
    assert said(file.read_bytes()) == []


HIDING_SIGNS = {"tag": "\U000e0041", "filler": "\u3164", "selector": "\ufe00", "mark": "\u2063"}


@pytest.mark.parametrize("sign", HIDING_SIGNS.values(), ids=HIDING_SIGNS)
def test_a_file_with_signs_that_can_hide_words_is_refused(sign: str) -> None:
    (message,) = said(word_file(f". Wo{sign}rds"), leftovers=True)
    assert message == f"the invisible character U+{ord(sign):04X} can hide words in a text (word/document.xml)"


def test_what_is_allowed_is_allowed_once() -> None:
    assert not set(KEPT) & set(LEFT_OUT)
    assert not KEPT_TYPES & LEFT_OUT_TYPES


KINDS = {
    "a spreadsheet": ("word/embeddings/x.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "macros": ("word/vbaProject.bin", "application/vnd.ms-office.vbaProject"),
    "a program": ("word/x.exe", "application/x-msdownload"),
    "a page": ("word/x.html", "text/html"),
    "a document once more": (
        "word/other.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.macroEnabledX+xml",
    ),
}


@pytest.mark.parametrize(("part", "kind"), KINDS.values(), ids=KINDS)
def test_a_part_of_an_unknown_kind_is_reported_also_where_leftovers_may_be(part: str, kind: str) -> None:
    data = with_part(part, kind, b"<x/>")
    expected = [f"holds a part of a kind that is not allowed ({part}: {kind})"]
    if "macroEnabled" in kind:
        with pytest.raises(NotAWordFile, match="may hold macros"):
            read_package(data)
    else:
        assert said(data) == said(data, leftovers=True) == expected


def test_a_part_of_no_kind_is_reported_where_a_document_is_made() -> None:
    data = with_part("word/x.odd", "", b"x", declared=False)
    assert said(data) == ["holds a part of a kind that is not allowed (word/x.odd: no type)"]
    assert said(data, leftovers=True) == []


def test_a_type_in_another_coding_hides_no_macros() -> None:
    with zipfile.ZipFile(BytesIO(word_file(". Words"))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    types = parts[CONTENT_TYPES_PART].decode().replace("document.main+xml", "document.macroEnabled.main+xml")
    parts[CONTENT_TYPES_PART] = f'<?xml version="1.0" encoding="utf-16"?>{types}'.encode("utf-16")
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(NotAWordFile, match="may hold macros"):
        read_package(buffer.getvalue())


PICTURES = {
    "plain": (SVG.format('<path d="M0 0"/><use href="#a"/>'), True),
    "with a picture inside": (SVG.format('<image href="data:image/png;base64,AAAA"/>'), True),
    "with a script": (SVG.format("<script>alert(1)</script>"), False),
    "that does something when it is loaded": (SVG.format('<g onload="alert(1)"/>'), False),
    "that fetches a picture": (SVG.format('<image xlink:href="http://x.example/x.png"/>'), False),
    "that fetches a style": (SVG.format("<style>@import 'http://x.example/x.css'</style>"), False),
    "that fetches a colour": (SVG.format('<g fill="url(http://x.example/x#a)"/>'), False),
    "with a page in it": (SVG.format("<foreignObject/>"), False),
}


@pytest.mark.parametrize(("text", "good"), PICTURES.values(), ids=PICTURES)
def test_a_drawn_picture_may_only_draw(text: str, good: bool) -> None:
    found = said(with_part("word/media/x.svg", "image/svg+xml", text.encode()))
    assert found == ([] if good else ["holds a picture that runs or fetches something (word/media/x.svg)"])


@pytest.mark.parametrize(
    ("data", "good"),
    [(PIXEL, True), (OTHER_PIXEL, True), (b"MZ" + PIXEL, False), (b"<html>", False), (b"", False)],
)
def test_a_picture_begins_like_one(data: bytes, good: bool) -> None:
    assert (said(with_part("word/media/x.png", "image/png", data)) == []) is good


LINKS: Mapping[str, tuple[str, tuple[str, str], str]] = {
    "a web page": (link("x"), ("external hyperlink", "https://www.gov.wales/a?b=c#d"), ""),
    "mail": (link("x"), ("external hyperlink", "mailto:care@example.gov.uk"), ""),
    "a file": (link("x"), ("external hyperlink", "file:///c:/x"), "links to file:///c:/x"),
    "a script behind a blank": (link("x"), ("external hyperlink", "https://x java:"), "links to https://x java:"),
    "another computer": (link("x"), ("external hyperlink", r"http:\\server\x"), r"links to http:\\server\x"),
    "a picture elsewhere": (picture("rId60", kind="link"), ("external image", "https://x/y.png"), "fetches something"),
    "a link to a part": (picture("rId60"), ("image", "../../x.png"), "points at a part that is not in the file"),
    "somebody's template": ("", ("external attachedTemplate", "x.dotm"), "holds the template it was made from"),
    "a font": ("", ("font", "styles.xml"), "holds a font inside the file"),
}  # fmt: skip


@pytest.mark.parametrize(("xml", "target", "expected"), LINKS.values(), ids=LINKS)
def test_links_lead_to_the_web_or_to_mail(xml: str, target: tuple[str, str], expected: str) -> None:
    found = said(word_file(f"<w:p>{xml}</w:p>", links={"rId60": target}))
    assert len(found) == bool(expected)
    assert not found or found[0].startswith(expected)


def test_what_a_template_may_leave_a_document_may_not() -> None:
    data = word_file(". Words", links={"rId60": ("external attachedTemplate", "file:///c:/x.dotm")})
    assert said(data, leftovers=True) == []
    assert said(data) == ["holds the template it was made from, on somebody's disk"]


def test_the_finished_document_is_looked_at_once_more() -> None:
    """As if something had got past every look at the templates, and past Jinja."""
    compiled = composed({"main.docx": child("Words")})
    rendered = render(compiled, {})
    evil = rendered._replace(body=rendered.body + f"<w:p>{field('DDEAUTO cmd')}</w:p>")
    with pytest.raises(SpecgenError, match=r"has a field that could fetch, run or change something \(DDEAUTO\)"):
        finish(evil, compiled, PROPERTIES, RECORD)
    evil = rendered._replace(body=rendered.body + "<w:altChunk r:id='rId1'/>")
    with pytest.raises(SpecgenError, match=r"holds a file of another kind that Word would read in \(altChunk\)"):
        finish(evil, compiled, PROPERTIES, RECORD)
