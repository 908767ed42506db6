"""Read a paragraph as pieces of text, each with the run it stands in, its tracked change and its field.

A text is written with signs of the private use area round a field, `BEGIN instruction MIDDLE result END`, and round
what is no text, such as a picture: so one string says all that can be compared, and each letter knows where it comes
from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.blocks import DELETED, SIGNS, sign_text
from specgen.system.lazy_pattern import lazy_pattern

FIELD, RESULT, FIELD_END = "\ue030", "\ue031", "\ue032"
OBJECT, OBJECT_END = "\ue033", "\ue034"
BREAK: Final = "\ue035"  # between two paragraphs that are read as one
HIDDEN: Final = lazy_pattern(f"{FIELD}[^{RESULT}]*{RESULT}|{FIELD_END}|{OBJECT}[^{OBJECT_END}]*{OBJECT_END}")

T, DEL_TEXT, RUN, RUN_PROPERTIES = name("w:t"), name("w:delText"), name("w:r"), name("w:rPr")
FIELD_MARK, CODE, DELETED_CODE = name("w:fldChar"), name("w:instrText"), name("w:delInstrText")
SIMPLE_FIELD: Final = name("w:fldSimple")
INSERTED: Final = (name("w:ins"), name("w:moveTo"))
INSIDE: Final = tuple(map(name, ("w:hyperlink", "w:smartTag", "w:customXml", "w:dir", "w:bdo")))
CONTROL: Final = name("w:sdt")
SILENT: Final = frozenset(
    map(name, ("w:rPr", "w:lastRenderedPageBreak", "w:annotationRef", "w:commentReference", "w:softHyphen",
               "w:proofErr", "w:footnoteRef", "w:endnoteRef"))
)  # fmt: skip
BETWEEN: Final = frozenset(
    map(name, ("w:pPr", "w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd", "w:proofErr",
               "w:permStart", "w:permEnd", "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart",
               "w:moveToRangeEnd", "w:customXmlInsRangeStart", "w:customXmlInsRangeEnd"))
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Piece:
    """A text, a sign, an object, or one of the marks of a field."""

    text: str
    node: etree._Element  # w:t, w:tab, w:fldChar ...
    run: etree._Element  # the run, or what stands in the place of one
    is_inserted: bool = False
    is_deleted: bool = False
    is_text: bool = False  # letters that can be cut


@dataclass
class _Field:
    code: str = ""
    is_in_code: bool = True
    marks: list[Piece] = field(default_factory=list)


def pieces_of(paragraph: etree._Element) -> list[Piece]:
    """Return the pieces of a paragraph, those that are deleted too."""
    reader = _Reader()
    reader.read(paragraph, is_inserted=False, is_deleted=False)
    return reader.finish()


class _Reader:
    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._fields: list[_Field] = []
        self._texts: dict[int, str] = {}  # of the marks of fields, known when they end

    def finish(self) -> list[Piece]:
        """Return the pieces, each mark of a field with its text."""
        return [
            Piece(self._texts.get(index, piece.text), piece.node, piece.run, piece.is_inserted, piece.is_deleted,
                  piece.is_text)
            for index, piece in enumerate(self._pieces)
        ]  # fmt: skip

    def read(self, holder: etree._Element, *, is_inserted: bool, is_deleted: bool) -> None:
        for node in holder:
            tag = node.tag
            if tag == RUN:
                self._read_run(node, is_inserted=is_inserted, is_deleted=is_deleted)
            elif tag in INSERTED:
                self.read(node, is_inserted=True, is_deleted=is_deleted)
            elif tag in DELETED:
                self.read(node, is_inserted=is_inserted, is_deleted=True)
            elif tag in INSIDE:
                self.read(node, is_inserted=is_inserted, is_deleted=is_deleted)
            elif tag == CONTROL:
                for inner in node.iterchildren(name("w:sdtContent")):
                    self.read(inner, is_inserted=is_inserted, is_deleted=is_deleted)
            elif tag == SIMPLE_FIELD:
                code = " ".join(node.get(name("w:instr"), "").split())
                self._add(f"{FIELD}{code}{RESULT}", node, node, is_inserted, is_deleted)
                self.read(node, is_inserted=is_inserted, is_deleted=is_deleted)
                self._add(FIELD_END, node, node, is_inserted, is_deleted)
            elif tag not in BETWEEN and isinstance(tag, str):
                self._add(_object_text(node), node, node, is_inserted, is_deleted)

    def _read_run(self, run: etree._Element, *, is_inserted: bool, is_deleted: bool) -> None:
        for node in run:
            tag = node.tag
            if tag in (T, DEL_TEXT):
                if node.text and not any(one.is_in_code for one in self._fields):
                    self._pieces.append(Piece(node.text, node, run, is_inserted, is_deleted, is_text=True))
            elif tag in (CODE, DELETED_CODE):
                if self._fields:
                    self._fields[-1].code += node.text or ""
                self._add("", node, run, is_inserted, is_deleted)
            elif tag == FIELD_MARK:
                self._mark(node, run, is_inserted, is_deleted)
            elif tag in SIGNS:
                self._add(sign_text(node), node, run, is_inserted, is_deleted)
            elif tag not in SILENT and isinstance(tag, str):
                self._add(_object_text(node), node, run, is_inserted, is_deleted)

    def _mark(self, node: etree._Element, run: etree._Element, is_inserted: bool, is_deleted: bool) -> None:  # noqa: FBT001
        kind, index = node.get(name("w:fldCharType"), ""), len(self._pieces)
        self._add("", node, run, is_inserted, is_deleted)
        if kind == "begin":
            self._fields.append(_Field())
        elif not self._fields:
            self._texts[index] = OBJECT + "field" + OBJECT_END  # begins in another paragraph
        elif kind == "separate":
            self._fields[-1].is_in_code = False
            self._texts[index] = f"{FIELD}{' '.join(self._fields[-1].code.split())}{RESULT}"
        else:
            ended = self._fields.pop()
            code = f"{FIELD}{' '.join(ended.code.split())}{RESULT}" if ended.is_in_code else ""
            self._texts[index] = code + FIELD_END

    def _add(self, text: str, node: etree._Element, run: etree._Element, is_inserted: bool, is_deleted: bool) -> None:  # noqa: FBT001
        self._pieces.append(Piece(text, node, run, is_inserted, is_deleted))


def _object_text(node: etree._Element) -> str:
    kind = etree.QName(node).localname
    note = node.get(name("w:id"), "") if kind.endswith("Reference") else ""
    return f"{OBJECT}{kind}{note}{OBJECT_END}"


def texts_of(pieces: list[Piece]) -> tuple[str, str]:
    """Return a paragraph's text with its tracked changes accepted, and with them rejected."""
    accepted = "".join(piece.text for piece in pieces if not piece.is_deleted)
    rejected = "".join(piece.text for piece in pieces if not piece.is_inserted)
    return accepted, rejected


def plain(text: str) -> str:
    """Return a text as people see it: fields by their result, objects and breaks as nothing and a space."""
    return HIDDEN.sub("", text).replace(BREAK, " ")
