"""Draft with letterheads of odd and even pages, and read each page of the PDF for its footer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from specgen.generate import generate
from specgen.system.resources import built_in_samples
from tests.judges.office import Office, Poppler
from tests.support.word_files import SPACES, run, word_file

pytestmark = pytest.mark.long  # each starts LibreOffice

SETTINGS = f"<w:settings {SPACES}><w:evenAndOddHeaders/></w:settings>".encode()
BODY = "{%p block body %}\n{%p endblock %}"
FOOTERS = {
    "only that of the odd pages": ({"default": "Footer of ours"}, ["Footer of ours", "Footer of ours"]),
    "only that of the even pages": ({"even": "Footer of evens"}, ["", "Footer of evens"]),
    "both": ({"default": "Footer of odds", "even": "Footer of evens"}, ["Footer of odds", "Footer of evens"]),
    "the odd pages and the first": (
        {"default": "Footer of ours", "first": "Footer of the first"},
        ["Footer of ours", "Footer of ours"],
    ),
}


@pytest.mark.parametrize(("footers", "expected"), FOOTERS.values(), ids=FOOTERS)
def test_the_footer_of_a_letterhead_stands_on_every_page(
    footers: dict[str, str], expected: list[str], office: Office, poppler: Poppler, tmp_path: Path
) -> None:
    links = {f"rId7{number}": (kind, f"footer8{number}.xml") for number, kind in enumerate(footers)}
    references = "".join(f'<w:footerReference w:type="{kind}" r:id="{id}"/>' for id, (kind, _) in links.items())
    parts = {
        f"word/{part}": f"<w:ftr {SPACES}><w:p>{run(footers[kind])}</w:p></w:ftr>".encode()
        for kind, part in links.values()
    }
    house = word_file(
        BODY,
        links={id: ("footer", part) for id, (_, part) in links.items()},
        last_section=references + ("<w:titlePg/>" if "first" in footers else ""),
        parts={**parts, "word/settings.xml": SETTINGS},
    )
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "council.yaml").write_text("name: Ours\n", encoding="utf-8")
    (folder / "house.docx").write_bytes(house)
    draft = tmp_path / "draft.docx"
    generate(built_in_samples() / "quick-start.yaml", draft, council=folder, today=date(2026, 11, 16))
    pages = poppler.pages(office.pdf(draft, tmp_path))
    assert len(pages) > 5
    for number, page in enumerate(pages[2:], 3):  # behind those that may count as the first of a section
        assert expected[(number + 1) % 2] in page, f"page {number}"
