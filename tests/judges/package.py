"""Open a file that claims to be a .docx: its parts and relations, or why it must not be opened further."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "decorative": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "v": "urn:schemas-microsoft-com:vml",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "pr": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
}
W = f"{{{NAMESPACES['w']}}}"
CONTENT_TYPES = "[Content_Types].xml"

_STORY_ROOTS = {f"{W}{root}" for root in ("document", "hdr", "ftr", "footnotes", "endnotes", "comments")}
_MANY_FILES = 2000
_LARGE_FILE = 50 * 2**20
_LARGE_PACKAGE = 100 * 2**20
_SMALL_FILE = 2**20  # below this no compression ratio is suspicious
_HIGH_RATIO = 200


@dataclass(frozen=True, order=True)
class Finding:
    level: str  # "error" or "warning"
    code: str
    part: str  # "" for the file as a whole
    detail: str

    def __str__(self) -> str:
        return f"{self.level}: {self.code}: {self.part}: {self.detail}"


@dataclass(frozen=True)
class Relation:
    holder: str  # the .rels part it stands in
    id: str
    kind: str  # the last word of its type
    target: str  # a part's name, or the address where it leads outside
    outside: bool


@dataclass(frozen=True)
class Package:
    names: tuple[str, ...]
    trees: Mapping[str, etree._Element]
    relations: tuple[Relation, ...]

    def related(self, kind: str) -> tuple[str, etree._Element] | None:
        """The first part of this kind that holds XML: "officeDocument", "styles", "settings" ..."""
        targets = (relation.target for relation in self.relations if relation.kind == kind)
        return next(((name, self.trees[name]) for name in targets if name in self.trees), None)

    def document(self) -> tuple[str, etree._Element] | None:
        main = self.related("officeDocument")
        return main if main and main[1].tag == f"{W}document" else None

    def stories(self) -> tuple[tuple[str, etree._Element], ...]:
        """The parts that people read: document, headers, footers, notes, comments."""
        return tuple((name, root) for name, root in self.trees.items() if root.tag in _STORY_ROOTS)

    def styles(self) -> dict[str, etree._Element]:
        part = self.related("styles")
        return {style.get(f"{W}styleId", ""): style for style in nodes(part[1], "w:style")} if part else {}


def nodes(node: etree._Element, path: str) -> list[etree._Element]:
    found = _question(path)(node)
    return [each for each in found if isinstance(each, etree._Element)] if isinstance(found, list) else []


def strings(node: etree._Element, path: str) -> list[str]:
    found = _question(path)(node)
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []


@cache
def _question(path: str) -> etree.XPath:
    """A path as lxml asks it, understood once: a rule asks thousands of paragraphs the same."""
    return etree.XPath(path, namespaces=NAMESPACES)


def text_of(node: etree._Element) -> str:
    return "".join(strings(node, ".//w:t/text()")).strip()


def read(file: Path) -> tuple[Package | None, tuple[Finding, ...]]:
    try:
        archive = zipfile.ZipFile(file)
    except (OSError, ValueError, zipfile.BadZipFile) as reason:
        return None, (_error("zip-open", "", reason),)
    with archive:
        unsafe = tuple(_unsafe(archive.infolist()))
        if unsafe:
            return None, unsafe
        names = tuple(archive.namelist())
        read_parts = {name: _tree(archive, name) for name in names if name.endswith((".xml", ".rels"))}
    broken = tuple(part for part in read_parts.values() if isinstance(part, Finding))
    trees = {name: part for name, part in read_parts.items() if not isinstance(part, Finding)}
    if CONTENT_TYPES not in trees:
        return None, (*broken, _error("opc-no-content-types", "", "no readable list of content types"))
    return Package(names, trees, tuple(_relations(trees))), broken


def _unsafe(entries: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    if len(entries) > _MANY_FILES:
        yield _error("zip-entries", "", len(entries))
    for name, times in Counter(entry.filename.casefold() for entry in entries).items():
        if times > 1:
            yield _error("zip-duplicate", name, f"{times} times")
    if sum(entry.file_size for entry in entries) > _LARGE_PACKAGE:
        yield _error("zip-bomb-total", "", "unpacked, over 100 MB")
    for entry in entries:
        name = entry.filename
        if set(name) & set("\\:\0") or name.startswith("/") or ".." in PurePosixPath(name).parts:
            yield _error("zip-path", name, "leads out of the package")
        if entry.flag_bits & 1:
            yield _error("zip-encrypted", name, "")
        swollen = entry.file_size > _SMALL_FILE and entry.file_size > _HIGH_RATIO * entry.compress_size
        if swollen or entry.file_size > _LARGE_FILE:
            yield _error("zip-bomb-part", name, f"{entry.compress_size} bytes become {entry.file_size}")


def _tree(archive: zipfile.ZipFile, name: str) -> etree._Element | Finding:
    harmless = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root: etree._Element = etree.fromstring(archive.read(name), harmless)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as reason:
        return _error("zip-read", name, reason)
    except (etree.XMLSyntaxError, ValueError) as reason:
        return _error("xml-malformed", name, reason)
    if root.getroottree().docinfo.internalDTD is not None:
        return _error("xml-dtd", name, "a part of a Word file has no document type")
    return root


def _relations(trees: Mapping[str, etree._Element]) -> Iterator[Relation]:
    for holder, root in trees.items():
        if not holder.endswith(".rels"):
            continue
        folder = posixpath.join("/", posixpath.dirname(posixpath.dirname(holder)))
        for node in nodes(root, "pr:Relationship"):
            target, outside = node.get("Target", ""), node.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join(folder, unquote(target))).lstrip("/")
            kind = node.get("Type", "").rsplit("/", 1)[-1]
            yield Relation(holder, node.get("Id", ""), kind, target, outside)


def _error(code: str, part: str, detail: object) -> Finding:
    return Finding("error", code, part, str(detail))
