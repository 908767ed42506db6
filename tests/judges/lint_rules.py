"""Hold the rules of the linter that need more than one question to the XML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from lxml import etree

from tests.judges.package import CONTENT_TYPES, Finding, Package, W, nodes, strings, text_of

# Allow-lists: what a specification needs. Whatever else turns up has to be looked at by a person first.
_RELATIONS = frozenset(
    "officeDocument core-properties extended-properties custom-properties thumbnail styles stylesWithEffects"
    " settings webSettings fontTable font theme numbering header footer footnotes endnotes image hyperlink"
    " comments commentsExtended commentsIds commentsExtensible people customXml customXmlProps"
    " glossaryDocument".split()
)
_FIELDS = frozenset(
    "TOC TC PAGE NUMPAGES SECTIONPAGES REF PAGEREF NOTEREF STYLEREF HYPERLINK SEQ TITLE SUBJECT AUTHOR"
    " DOCPROPERTY CREATEDATE SAVEDATE DATE QUOTE XE INDEX".split()
)
_ACTIVE = re.compile(r"macro|vba|activex|oleobject", re.IGNORECASE)
_SAFE_ADDRESS = re.compile(r"https?://|mailto:", re.IGNORECASE)
_SAYS_NOTHING = re.compile(r"(click )?here|link|(read )?more|https?://\S*", re.IGNORECASE)
_FILE_NAME = re.compile(r".*\.(png|jpe?g|gif|bmp|tiff?|svg|emf|wmf)", re.IGNORECASE)
_NO_DESCRIPTION = re.compile(r"(image|picture|photo|graphic|logo) ?\d*", re.IGNORECASE)
_TYPED_MARKER = re.compile(r"[•·▪–-]\s|\(?([a-z]|[ivx]+|\d{1,2})[.)]\s")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}|\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")
_A4 = {11906, 11907}, {16838, 16840}
_UK = {"en-GB", "cy-GB"}


def _content_types(package: Package) -> Iterator[Finding]:
    root = package.trees[CONTENT_TYPES]
    for kind in strings(root, "*/@ContentType"):
        if _ACTIVE.search(kind):
            yield _error("active-content-type", CONTENT_TYPES, kind)
    parts = {name.lstrip("/").casefold() for name in strings(root, "ct:Override/@PartName")}
    endings = {ending.casefold() for ending in strings(root, "ct:Default/@Extension")}
    for name in package.names:
        known = name.casefold() in parts or name.rpartition(".")[2].casefold() in endings
        if not known and name != CONTENT_TYPES and not name.endswith("/"):
            yield _error("opc-no-content-type", name, "nothing says what it is")


def _relations(package: Package) -> Iterator[Finding]:
    for (holder, id_), times in Counter((each.holder, each.id) for each in package.relations).items():
        if times > 1:
            yield _error("opc-dup-rel-id", holder, id_)
    for each in package.relations:
        if each.kind not in _RELATIONS:
            yield _error("rel-forbidden-type", each.holder, f"{each.kind} {each.target}")
        if each.outside and each.kind != "hyperlink":
            yield _error("rel-external", each.holder, f"{each.kind} {each.target}")
        if each.outside and each.kind == "hyperlink" and not _SAFE_ADDRESS.match(each.target):
            yield _error("rel-hyperlink-scheme", each.holder, each.target)
        if not each.outside and each.target not in package.names:
            yield _error("opc-rel-target-missing", each.holder, each.target)
    reached = {each.target for each in package.relations if not each.outside}
    for name in package.names:
        if name not in reached and name != CONTENT_TYPES and not name.endswith((".rels", "/")):
            yield _warning("opc-orphan-part", name, "no relation leads to it")


def _core_properties(package: Package) -> Iterator[Finding]:
    part, root = package.related("core-properties") or ("", etree.Element("none"))
    if not any(title.strip() for title in strings(root, "dc:title/text()")):
        yield _error("a11y-title-missing", part, "the document has no title")
    for name in ("dcterms:created", "dcterms:modified", "cp:lastPrinted"):
        dates = nodes(root, name)
        if len(dates) > 1:
            yield _error("core-date", part, f"{name} stands {len(dates)} times")
        for node in dates:
            date = (node.text or "").strip()
            if not (_is_date(date) or (name == "cp:lastPrinted" and _is_date(f"{date}Z"))):
                yield _error("core-date", part, f"{name}: {date!r} is not a date")
            typed = node.get("{http://www.w3.org/2001/XMLSchema-instance}type")
            if name != "cp:lastPrinted" and typed != "dcterms:W3CDTF":
                yield _error("core-date-type", part, f"{name} is not marked as dcterms:W3CDTF")


def _is_date(date: str) -> bool:
    if not _DATE.fullmatch(date):
        return False
    rest = "-01-01"[: max(0, 10 - len(date))]  # 2026 and 2026-11 are dates too
    try:
        datetime.fromisoformat(date + rest)
    except ValueError:
        return False
    return True


def _settings(package: Package) -> Iterator[Finding]:
    part, styles = package.related("styles") or ("", etree.Element("none"))
    language = next(iter(strings(styles, "w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val")), "")
    if not language:
        yield _error("a11y-lang-missing", part, "the styles name no language")
    elif language not in _UK:
        yield _error("a11y-lang-not-uk", part, language)
    part, settings = package.related("settings") or ("", etree.Element("none"))
    modes = strings(settings, "//w:compatSetting[@w:name='compatibilityMode']/@w:val")
    if part and _number(next(iter(modes), "0")) < 15:
        yield _warning("word-compat-mode", part, f"Word shows Compatibility Mode: {modes}")
    for name in ("attachedTemplate", "documentProtection", "mailMerge"):
        if nodes(settings, f"w:{name}"):
            yield _error(f"settings-{name}", part, "")
    if nodes(settings, "w:updateFields"):
        yield _warning("word-updateFields", part, "Word asks the reader a question on opening")


def _references(package: Package) -> Iterator[Finding]:
    styles = {id_: style.get(f"{W}type") for id_, style in package.styles().items()}
    numbering, style_part = package.related("numbering"), package.related("styles")
    lists = set(strings(numbering[1], "w:num/@w:numId")) if numbering else set()
    for part, root in package.stories():
        for tag, kind in (("pStyle", "paragraph"), ("rStyle", "character"), ("tblStyle", "table")):
            for used in sorted(set(strings(root, f"//w:{tag}/@w:val"))):
                if used not in styles:
                    yield _error("style-undefined", part, used)
                elif styles[used] != kind:
                    yield _error("style-wrong-type", part, f"{used}: {styles[used]}, not {kind}")
    for part, root in (*package.stories(), *((style_part,) if style_part else ())):
        for used in sorted(set(strings(root, "//w:numPr/w:numId/@w:val")) - lists - {"0"}):
            yield _error("numId-undefined", part, used)


def _identifiers(package: Package) -> Iterator[Finding]:
    for part, root in package.stories():
        starts, ends = (sorted(strings(root, f"//w:bookmark{end}/@w:id")) for end in ("Start", "End"))
        if starts != ends:
            yield _error("bookmark-unbalanced", part, f"ids {sorted(set(starts) ^ set(ends))}")
        for name in _repeated(name.casefold() for name in strings(root, "//w:bookmarkStart/@w:name")):
            yield _error("bookmark-name-dup", part, name)
    for id_ in _repeated(id_ for _, root in package.stories() for id_ in strings(root, "//wp:docPr/@id")):
        yield _error("docPr-id-dup", "", id_)


def _fields(package: Package) -> Iterator[Finding]:
    for part, root in package.stories():
        instructions, closed = _instructions(root)
        if not closed:
            yield _error("field-unbalanced", part, "a field begins or ends alone")
        for instruction in (*instructions, *strings(root, "//w:fldSimple/@w:instr")):
            name = next(iter(instruction.split()), "")
            if name.upper() not in _FIELDS:
                yield _error("field-forbidden", part, instruction.strip()[:60])


def _instructions(root: etree._Element) -> tuple[list[str], bool]:
    """The instruction of every field, and whether each field that begins also ends."""
    open_fields: list[str] = []
    done: list[str] = []
    for node in nodes(root, "//w:fldChar|//w:instrText|//w:delInstrText"):
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append("")
        elif kind != "separate" and not open_fields:
            return done, False
        elif kind == "end":
            done.append(open_fields.pop())
        elif kind is None:
            open_fields[-1] += node.text or ""
    return [*done, *open_fields], not open_fields


def _grid(package: Package) -> Iterator[Finding]:
    for part, root in package.stories():
        for table in nodes(root, "//w:tbl"):
            columns = len(nodes(table, "w:tblGrid/w:gridCol"))
            widths = {_width(row) for row in nodes(table, "w:tr[not(w:sdt)]")}
            if widths - {columns}:
                shown = f"{columns} columns, rows of {sorted(widths)} cells"
                yield _warning("tbl-grid-mismatch", part, shown)


def _width(row: etree._Element) -> int:
    beside = strings(row, "w:trPr/w:gridBefore/@w:val|w:trPr/w:gridAfter/@w:val")
    wide = strings(row, "w:tc/w:tcPr/w:gridSpan/@w:val")
    return len(nodes(row, "w:tc")) - len(wide) + sum(map(_number, (*beside, *wide)))


def _wording(package: Package) -> Iterator[Finding]:
    for part, root in package.stories():
        for text in strings(root, "//wp:docPr/@descr"):
            if _FILE_NAME.fullmatch(text.strip()) or _NO_DESCRIPTION.fullmatch(text.strip()):
                yield _warning("a11y-alt-poor", part, text)
        for link in nodes(root, "//w:hyperlink"):
            if _SAYS_NOTHING.fullmatch(text_of(link)):
                yield _warning("a11y-link-text", part, text_of(link))


def _headings(package: Package) -> Iterator[Finding]:
    document = package.document()
    if document is None:
        yield _error("opc-no-document", "", "no document part that can be read")
        return
    (part, root), styles, above = document, package.styles(), 0
    for paragraph in nodes(root, "//w:p"):
        level, text = _level(paragraph, styles), text_of(paragraph)
        if not level:
            continue
        if not text:
            yield _error("a11y-heading-empty", part, f"level {level}")
        if level > above + 1:
            yield _error("a11y-heading-skip", part, f"level {level} after {above}: {text[:40]}")
        if len(text) > 120:
            yield _warning("a11y-heading-long", part, text[:40])
        above = level
    if not above:
        yield _error("a11y-no-headings", part, "no heading styles")


def _paragraphs(package: Package) -> Iterator[Finding]:
    part, root = package.document() or ("", etree.Element("none"))
    styles, empty = package.styles(), 0
    for block in nodes(root, "w:body/*"):
        holds = nodes(block, ".//w:t|.//w:drawing|.//w:pict|.//w:sectPr|.//w:br[@w:type='page']")
        empty = 0 if holds or block.tag != f"{W}p" else empty + 1
        if empty == 2:
            yield _warning("a11y-empty-paras", part, "empty paragraphs used for layout")
        if block.tag != f"{W}p" or _level(block, styles):
            continue
        text = text_of(block)
        if text and len(text) < 80 and not nodes(block, "w:r[w:t][not(w:rPr/w:b)]"):
            yield _warning("a11y-fake-heading", part, text)
        if _TYPED_MARKER.match(text):
            yield _warning("a11y-fake-list", part, text[:40])
    for page in nodes(root, "//w:pgSz"):
        short, long = sorted(_number(page.get(f"{W}{side}", "0")) for side in "wh")
        if short not in _A4[0] or long not in _A4[1]:
            yield _warning("uk-page-not-A4", part, f"{short} x {long}")


def _level(paragraph: etree._Element, styles: dict[str, etree._Element]) -> int:
    """1 to 9 for a heading, 0 for other text; its own outline level, or that of the first style with one."""
    node, seen = paragraph, set[str]()
    while True:
        for value in strings(node, "w:pPr/w:outlineLvl/@w:val"):
            return (_number(value) + 1) % 10
        names = strings(node, "w:pPr/w:pStyle/@w:val|w:basedOn/@w:val")
        if not names or names[0] in seen or names[0] not in styles:
            return 0
        seen.add(names[0])
        node = styles[names[0]]


def _repeated(values: Iterable[str]) -> list[str]:
    return sorted(value for value, times in Counter(values).items() if times > 1)


def _number(value: str) -> int:
    return int(value) if re.fullmatch(r"-?\d+", value) else 0


def _error(code: str, part: str, detail: str) -> Finding:
    return Finding("error", code, part, detail)


def _warning(code: str, part: str, detail: str) -> Finding:
    return Finding("warning", code, part, detail)


RULES: tuple[Callable[[Package], Iterator[Finding]], ...] = (
    _content_types,
    _relations,
    _core_properties,
    _settings,
    _references,
    _identifiers,
    _fields,
    _grid,
    _wording,
    _headings,
    _paragraphs,
)
