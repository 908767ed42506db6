"""Draft with a section that was saved in LibreOffice, which writes some things otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from specgen import generate as spine
from specgen.formats.opc.package import read_package, write_package
from specgen.system.resources import built_in_samples, built_in_templates

# What LibreOffice 7.4 writes -> what Word and the standard have in its place.
AS_LIBREOFFICE = {
    b'w:tblHeader w:val="true"': b"w:tblHeader",
    b'w:cantSplit w:val="true"': b"w:cantSplit",
    b'<w:jc w:val="start"/>': b'<w:jc w:val="left"/>',
}
KIND = b"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
THEIR_KIND = b"http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties"


def test_a_section_saved_by_libreoffice_is_drafted_as_word_s_would_be(tmp_path: Path) -> None:
    parts = read_package((built_in_templates() / "sections" / "availability.docx").read_bytes())
    for theirs, usual in AS_LIBREOFFICE.items():
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"<" + usual + b"/>", b"<" + theirs + b"/>")
    start = b'<w:pStyle w:val="Clause"/>'
    parts["word/document.xml"] = parts["word/document.xml"].replace(start, start + b'<w:jc w:val="start"/>')
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(KIND, THEIR_KIND)
    assert b'tblHeader w:val="true"' in parts["word/document.xml"]
    assert THEIR_KIND in parts["_rels/.rels"]

    folder = tmp_path / "our-council"
    (folder / "sections").mkdir(parents=True)
    (folder / "council.yaml").write_text("name: A\n", encoding="utf-8")
    (folder / "sections" / "availability.docx").write_bytes(write_package(parts))
    draft = tmp_path / "draft.docx"
    spine.generate(built_in_samples() / "quick-start.yaml", draft, council=folder, today=date(2026, 11, 16))

    printed = read_package(draft.read_bytes())["word/document.xml"]
    assert b"Availability and flexibility" in printed
    assert [theirs for theirs in AS_LIBREOFFICE if theirs in printed] == []
