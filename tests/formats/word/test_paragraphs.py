"""Read the paragraphs that people see out of the XML of Word files, with their places."""

from __future__ import annotations

from specgen.formats.opc.package import read_package
from specgen.formats.word.paragraphs import Paragraph, read_paragraphs
from tests.support.small_word import paragraph, run, small_word, table


def read(body: str, others: dict[str, str] | None = None) -> list[Paragraph]:
    return list(read_paragraphs(read_package(small_word(body, others))))


def texts(body: str, others: dict[str, str] | None = None) -> list[str]:
    return [one.text for one in read(body, others)]


def test_a_term_in_three_runs_is_one_text_and_leads_back_to_its_runs() -> None:
    (one,) = read(f"<w:p>{run('The Serv')}{run('ice ')}<w:ins w:id='1'>{run('User')}</w:ins>{run(' may')}</w:p>")
    assert one.text == "The Service User may"
    start = one.text.index("Service User")
    assert [piece.text for piece in one.runs(start, start + 12)] == ["The Serv", "ice ", "User"]
    assert [piece.text for piece in one.runs(0, 3)] == ["The Serv"]


def test_deleted_and_moved_text_is_out_and_inserted_text_in() -> None:
    body = (
        f"<w:p>{run('The ')}<w:del w:id='1'><w:r><w:delText>client</w:delText></w:r></w:del>"
        f"<w:ins w:id='2'>{run('Person')}</w:ins><w:moveFrom w:id='3'>{run(' here')}</w:moveFrom>"
        f"<w:moveTo w:id='4'>{run(' there')}</w:moveTo></w:p>"
    )
    assert texts(body) == ["The Person there"]


def test_a_paragraph_whose_end_is_deleted_runs_on_into_the_next() -> None:
    mark = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>"
    assert texts(f"<w:p>{mark}{run('The care ')}</w:p>{paragraph('worker comes.')}") == ["The care worker comes."]


def test_content_controls_fields_and_signs() -> None:
    control = f"<w:sdt><w:sdtContent>{run('Provider')}</w:sdtContent></w:sdt>"
    field = "<w:r><w:instrText>REF x</w:instrText></w:r>"
    hyphen = "<w:r><w:t>time</w:t><w:noBreakHyphen/><w:t>critical</w:t><w:tab/><w:t>x</w:t></w:r>"
    assert texts(f"<w:sdt><w:sdtContent><w:p>{control}{field}{hyphen}</w:p></w:sdtContent></w:sdt>") == [
        "Providertime\N{NON-BREAKING HYPHEN}critical\tx"
    ]


def test_a_text_box_is_read_once_and_apart_from_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('In the box')}</w:txbxContent>"
    drawing = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    found = read(f"<w:p>{run('Around ')}<w:r>{drawing}</w:r>{run('it')}</w:p>")
    assert [(one.story, one.text) for one in found] == [("body", "Around it"), ("text box", "In the box")]


def test_headings_clauses_and_cells_have_their_places() -> None:
    body = (
        paragraph("Care", "Heading1")
        + paragraph("First", "Clause")
        + paragraph("Second", "Clause")
        + table(("Word", "Meaning"), ("Visit", "a stay"))
        + paragraph("More", "Heading1")
    )
    found = read(body)
    assert [(one.number, one.headings) for one in found if one.cell is None] == [
        ("1", ()),
        ("1.1", ("Care",)),
        ("1.2", ("Care",)),
        ("2", ()),
    ]
    cells = [one.cell for one in found if one.cell is not None]
    assert [(cell.table, cell.row, cell.column, cell.is_head) for cell in cells] == [
        (1, 1, 1, True),
        (1, 1, 2, True),
        (1, 2, 1, False),
        (1, 2, 2, False),
    ]


def test_headers_footers_and_notes_are_read() -> None:
    notes = f"<w:footnote w:type='separator' w:id='-1'>{paragraph('-')}</w:footnote>"
    notes += f"<w:footnote w:id='2'>{paragraph('A note')}</w:footnote>"
    ends = f"<w:endnote w:id='3'>{paragraph('At the end')}</w:endnote>"
    others = {"header": paragraph("Above"), "footer": paragraph("Below"), "footnotes": notes, "endnotes": ends}
    assert [(one.story, one.text) for one in read(paragraph("Body"), others)] == [
        ("body", "Body"),
        ("header", "Above"),
        ("footer", "Below"),
        ("footnote 2", "A note"),
        ("endnote 3", "At the end"),
    ]


def test_a_deleted_row_of_a_table_is_out() -> None:
    gone = f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc>{paragraph('gone')}</w:tc></w:tr>"
    kept = f"<w:tr><w:tc>{paragraph('kept')}</w:tc></w:tr>"
    assert texts(f"<w:tbl>{gone}{kept}</w:tbl>") == ["kept"]


def test_the_hash_of_a_paragraph_is_that_of_its_words() -> None:
    one, other = read(paragraph("The  same words") + f"<w:p>{run('The same ')}{run('words')}</w:p>")
    assert one.hash == other.hash
