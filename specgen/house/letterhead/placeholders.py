"""Recognise titles, dates, versions, labels and fields in a line of a corporate document, and name the tag for each.

The words are data (models/house/placeholders.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, value
from specgen.formats.yamlfile.fast import read_mapping
from specgen.inputs.written_values.days import MONTHS, WELSH_MONTHS
from specgen.system.resources import built_in_models

TITLE: Final = "{{ document.title }}"
SUBTITLE: Final = "{{ model.title }}"
DATE: Final = "{{ document.date }}"
VERSION: Final = "{{ document.version }}"
REFERENCE: Final = "{{ document.reference }}"
STATUS: Final = "{{ document.status | upper_first }}"
A_MONTH: Final = "|".join((*MONTHS, *WELSH_MONTHS, "sept", *(month[:3] for month in MONTHS)))
A_DATE: Final = re.compile(
    rf"(?:\w+day,? )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{A_MONTH})\.?,? (?:\d{{1,2}},? )?\d{{4}}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d",
    re.IGNORECASE,
)
A_VERSION: Final = re.compile(
    r"(?P<word>version|fersiwn|issue|revision|v|draft)\.? ?(?P<number>\d+(?:\.\d+)*[a-z]?)", re.IGNORECASE
)
LABELLED: Final = re.compile(r"(?P<label>[^:\t]{2,40}?)\s*(?P<gap>:\s*|\t+)(?P<value>.*)", re.DOTALL)
BRACKETS: Final = re.compile(r"[\[\]<>{}«»()…:.*_]+")
LONGEST_LINE: Final = 100  # of a cover; what is longer is a text


@dataclass(frozen=True)
class Line:
    """What one line is: the tag in place of all of it ("" : nobody's), and the words that stay before the tag."""

    tag: str
    before: str = ""
    value: str = ""  # of a label, as the sample has it

    @property
    def text(self) -> str:
        return self.before + self.tag


@cache
def _data() -> Mapping[str, Mapping[str, str]]:
    """Return for each kind of place: words in small letters -> tag."""
    data = read_mapping(built_in_models() / "house" / "placeholders.yaml")
    kinds: dict[str, Mapping[str, str]] = {}
    for kind, rows in data.items():
        pairs = rows.items() if isinstance(rows, Mapping) else (("", rows),)
        kinds[kind] = {
            str(word).casefold(): str(tag)
            for tag, words in pairs
            for word in (words if isinstance(words, list) else ())
        }
    return kinds


def line_of(text: str) -> Line | None:
    """Return what stands in place of a line, or None if it is somebody's own words."""
    plain = " ".join(text.split())
    bare = _bare(plain)
    if not bare and plain:
        return None
    if bare in _data()["words"]:
        return Line(_data()["words"][bare])
    if is_sample(plain):
        return Line("")
    if A_DATE.fullmatch(plain):
        return Line(DATE)
    version = A_VERSION.fullmatch(plain)
    if version is not None:
        return Line(VERSION, "Version ")
    if any(
        bare.startswith(f"{word} ")
        for word, tag in _data()["labels"].items()
        if not tag and word.endswith((" by", " for"))
    ):
        return Line("")
    label = LABELLED.fullmatch(text.strip())
    if label is not None:
        tag = label_tag(label["label"])
        if tag is not None:
            return Line(tag, f"{label['label']}{label['gap'] or ' '}" if tag else "", " ".join(label["value"].split()))
        inner = line_of(label["value"]) if is_bracketed(label["value"]) else None
        if inner is not None:
            return Line(inner.tag, f"{label['label']}{label['gap']}" if inner.tag else "")
    return Line("") if is_bracketed(plain) else None


def label_tag(label: str) -> str | None:
    """Return the tag that a label such as "Version", in one language or two, announces; "" for one about a person;
    None for any other.
    """
    labels = _data()["labels"]
    return next((labels[_bare(part)] for part in (label, *re.split(r"[/|]", label)) if _bare(part) in labels), None)


def is_bracketed(text: str) -> bool:
    """True for [Insert something here]."""
    return re.fullmatch(r"\s*(?:\[[^\]]*\]|<[^>]*>|«[^»]*»)\s*", text) is not None


def is_sample(text: str) -> bool:
    return text.casefold().startswith(tuple(_data()["samples"]))


def is_letterhead(text: str) -> bool:
    """True for the words of a name, an address or a telephone number."""
    words = _data()["letterhead"]
    plain = text.casefold()
    if "@" in plain or re.search(r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b|\d{5,}|\d{3,} \d{3,}", plain):
        return True
    return any(re.search(rf"\b{re.escape(word)}\b", plain) for word in words)


def field_tag(code: str) -> str | None:
    """Return the tag in place of a field; "" if it goes; None if it stays as it is, or as its text."""
    words = code.upper().split()
    if not words:
        return ""
    if words[0] == "DOCPROPERTY" and len(words) > 1:
        return _data()["controls"].get(words[1].strip('"').casefold())
    return _data()["fields"].get(words[0].casefold())


def control_tag(control: etree._Element) -> str | None:
    """Return the tag in place of a content control: by its name, its title, or the property that it shows."""
    about = child(control, "w:sdtPr")
    if about is None:
        return None
    names = [value(about, "w:alias"), value(about, "w:tag")]
    bound = child(about, "w:dataBinding")
    if bound is not None:
        names.append(re.sub(r".*[:/]|\[\d+\]", "", bound.get(name("w:xpath"), "").rstrip("/")))
    controls = _data()["controls"]
    tag = next((controls[_bare(title)] for title in names if _bare(title) in controls), None)
    if tag is None and child(about, "w:date") is not None:
        return DATE
    return tag


def shows_placeholder(control: etree._Element) -> bool:
    about = child(control, "w:sdtPr")
    return about is not None and child(about, "w:showingPlcHdr") is not None


def _bare(text: str) -> str:
    return " ".join(BRACKETS.sub(" ", text).split()).casefold()
