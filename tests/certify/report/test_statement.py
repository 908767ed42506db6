"""Test what a certificate states beside its counts: what tags and the house stand for, and how each hash is made."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from specgen.certify.certificate import certify
from specgen.certify.inventory import own_files, own_values, own_words
from specgen.certify.report.contents import Report
from specgen.certify.report.plain_text import report
from specgen.certify.report.word import certificate_file
from specgen.document.record.provenance import recorded
from specgen.formats.opc.package import DOCUMENT_PART, read_package, write_package
from specgen.formats.yamlfile.yaml_file import read
from specgen.generate import draft
from specgen.inputs.council.council import Council, load_council
from specgen.system.resources import built_in_templates
from tests.support.certified_councils import HOURS, PLAIN, REVIEW, Files, council_of, report_of, section
from tests.support.word_files import all_of, child, text_of, w, word_file

DAY = date(2027, 4, 5)


def found_in(council: Council) -> Report:
    certificate = certify(council)
    return Report(certificate, own_words(certificate), own_files(certificate), values=own_values(certificate))


def lines_of(council: Council) -> list[str]:
    return report(found_in(council), "text").split("\n")


def body_of(council: Council) -> etree._Element:
    with zipfile.ZipFile(BytesIO(certificate_file(found_in(council), DAY))) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def tables_of(council: Council) -> dict[str, list[list[str]]]:
    """The title of each table of the Word certificate -> the words of its rows."""
    found = {}
    for table in all_of(body_of(council), "tbl"):
        (caption,) = table.iter(w("tblCaption"))
        found[str(caption.get(w("val")))] = [
            [text_of(cell) for cell in row.iter(w("tc"))] for row in table.iter(w("tr"))
        ]
    return found


WORDS: Files = {
    "glossary.yaml": (
        b"wording:\n  provider: Organisation\n"
        b"  person: {preferred: {label: Person, plural: People, article: a}, definition: who receives the help}\n"
    )
}


def test_terms_and_definitions_that_differ_are_reported_beside_the_statement(tmp_path: Path) -> None:
    told = (
        "Where tags stand for terms, 1 term of the glossary prints other words than the shared ones and 1 definition"
        " differs: see “Words of the glossary”."
    )
    council = council_of(tmp_path, WORDS)
    assert told in lines_of(council)
    assert json.loads(report(found_in(council), "json"))["beside"] == told
    assert told in [text_of(paragraph) for paragraph in all_of(body_of(council), "p")]


def test_a_definition_that_differs_is_a_redline(tmp_path: Path) -> None:
    council = council_of(tmp_path, WORDS)
    assert "  Person (person), definition: who receives the [-service-]{+help+}" not in lines_of(council)
    assert "  Person, definition: who receives the [-service-]{+help+}" in lines_of(council)
    word = next(one for one in json.loads(report(found_in(council), "json"))["words"] if one["what"] == "definition")
    assert word["redline"] == [["=", "who receives the "], ["-", "service"], ["+", "help"]]
    body = body_of(council)
    assert "service" in [words_in(node).strip() for node in all_of(body, "del")]
    assert "help" in [words_in(node).strip() for node in all_of(body, "ins")]


def test_a_council_without_words_of_its_own_gets_nothing_beside(tmp_path: Path) -> None:
    assert json.loads(report_of(council_of(tmp_path, {}), "json"))["beside"] == ""


def test_a_house_and_law_of_its_own_are_reported_beside_the_statement(tmp_path: Path) -> None:
    own: Files = {
        "house.docx": "Valley\n{%p block body %}\n{%p endblock %}",
        "law/wales.yaml": b"as_at: 2026-06-30\nnames: {regulator: {text: CIW, verified: true}}\n",
    }
    assert (
        "1 file with law, frameworks or questions is the council’s own (valley/law/wales.yaml): see “Files of the"
        " council”. The house document (cover, headers and footers) is that of valley, not the shared one: see “House"
        " document”." in lines_of(council_of(tmp_path, own))
    )


BOARD = """\
name: River Board
contacts: {commissioning: {title: Board, email: board@river.example}}
defaults: {document: {contact_role: Clerk}, contract: {conditions_title: Joint conditions, variation_clause: Clause 3}}
rules: {term-unused: note}
"""
VALLEY = """\
name: Valley Council
extends: [river]
defaults: {contract: {conditions_title: Our conditions}}
rules: {term-unused: "off"}
"""


@pytest.fixture
def valley(tmp_path: Path) -> Council:
    """A council that extends a board: both have answers."""
    for name, text in (("river", BOARD), ("valley", VALLEY)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "council.yaml").write_text(text, encoding="utf-8")
    return load_council(tmp_path / "valley")


def test_every_value_of_each_council_is_listed_with_whose_it_is_and_whether_it_counts(valley: Council) -> None:
    assert tables_of(valley)["Values of council.yaml"] == [
        ["In council.yaml", "What it says", "Of", "In use"],
        ["name", "Valley Council", "valley", "yes"],
        ["extends[1]", "river", "valley", "yes"],
        ["defaults.contract.conditions_title", "Our conditions", "valley", "yes"],
        ["rules.term-unused", "off", "valley", "yes"],
        ["name", "River Board", "river", "no"],
        ["contacts.commissioning.title", "Board", "river", "yes"],
        ["contacts.commissioning.email", "board@river.example", "river", "yes"],
        ["defaults.document.contact_role", "Clerk", "river", "yes"],
        ["defaults.contract.conditions_title", "Joint conditions", "river", "no"],
        ["defaults.contract.variation_clause", "Clause 3", "river", "yes"],
        ["rules.term-unused", "note", "river", "no"],
    ]


def test_how_many_values_a_council_lays_under_every_document_is_reported(valley: Council) -> None:
    assert (
        "3 values of council.yaml answer what a document leaves unanswered, 2 are details of contacts that can be"
        " printed and 1 rule of the check is set otherwise: see “Values of council.yaml”." in lines_of(valley)
    )


def test_the_terminal_names_the_command_that_lists_all_values(tmp_path: Path) -> None:
    many = "".join(f"    contact_{number}: {{title: Team {number}}}\n" for number in range(20))
    (tmp_path / "valley").mkdir()
    (tmp_path / "valley" / "council.yaml").write_text(f"name: Valley Council\ncontacts:\n{many}", encoding="utf-8")
    lines = lines_of(load_council(tmp_path / "valley"))
    assert "    and 9 more" in lines
    assert (
        "  `specgen council certify valley --format json` lists all, and so does the Word certificate"
        " (-o certificate.docx)" in lines
    )


TRAVEL: Files = {
    "plain.yaml": b"id: plain\nextends: plain\nsections:\n  - {id: travel, after: hours}\n",
    "sections/travel.yaml": section("travel").encode(),
    "sections/travel.docx": "# Travel\n. Travel time is paid.",
    "sections/review.docx": REVIEW.replace("six months", "twelve weeks"),
}


def test_the_rows_of_a_model_add_up_to_its_total(tmp_path: Path) -> None:
    _, *rows = tables_of(council_of(tmp_path, TRAVEL))["Passages of the model Plain care (plain)"]
    assert [row[0] for row in rows] == ["Outside its sections", "Travel", "Review", "2 other sections", "Total"]
    *parts, total = [[int(text) for text in row[1:]] for row in rows]
    assert [sum(numbers) for numbers in zip(*parts, strict=True)] == total
    assert total[:4] == [16, 13, 1, 2]


def test_a_section_says_which_models_print_it(tmp_path: Path) -> None:
    short = b"id: short\ntitle: Short\nsummary: Less.\ntemplate: main.docx\nsections: [scope, review]\n"
    council = council_of(tmp_path, {"short.yaml": short, "sections/hours.docx": HOURS.replace("one hour", "two hours")})
    rows = {row[0]: row[2] for row in tables_of(council)["Unchanged sections"]}
    assert rows == {"Section": "Printed by", "Scope": "all models", "Review": "all models"}
    assert any(line.startswith("Hours (") and line.endswith("; printed by plain") for line in lines_of(council))


@pytest.mark.parametrize(
    ("order", "told"),
    [
        pytest.param("review, scope, hours", "Review, now before Scope, was after Hours.", id="one to the front"),
        pytest.param("hours, review, scope", "Scope, now at the end, was at the start.", id="one to the end"),
        pytest.param("scope, review, hours", "Hours, now at the end, was after Scope.", id="two changed places"),
    ],
)
def test_sections_that_moved_are_reported_from_where_to_where(order: str, told: str, tmp_path: Path) -> None:
    own = PLAIN.replace("scope, hours, review", order).encode()
    assert f"Sections that stand elsewhere: {told}" in report_of(council_of(tmp_path, {"plain.yaml": own}))


def test_sections_that_moved_together_are_reported_together(tmp_path: Path) -> None:
    names = [*"abcdef"]
    data: Files = {f"sections/{name}.yaml": section(name).encode() for name in names}
    templates: Files = {f"sections/{name}.docx": f"# {name}\n. Words of {name}." for name in names}
    data = {**data, "plain.yaml": PLAIN.replace("scope, hours, review", ", ".join(names)).encode()}
    own = PLAIN.replace("scope, hours, review", "a, e, f, b, c, d").encode()
    council = council_of(tmp_path, {"plain.yaml": own}, templates=templates, data=data)
    assert "Sections that stand elsewhere: E and F, now before B, were after D." in report_of(council)


ODD = """\
{%p block all %}
# Hours  of\tcall
. The service runs day\u2011to\u2011day, from {{hours.start }} to {{ hours.end | count(“day”) }}.{# why #}
{%p if hours.night %}
. Cafe\u0301 visits\u00a0count.
{%p endif %}
| Day | | Night cover |
| {%tr for day in week %} | | |
| {{ day.day }} | {{ day.start }} | {{ day.night }} |
| {%tr endfor %} | | |
{%p endblock %}
"""
FILL = '{%p extends "specgen/sections/hours.docx" %}\n{%p block all %}\n{{ super() }}\n. It is free.\n{%p endblock %}'


def test_hashes_are_what_anybody_can_make_who_reads_how(tmp_path: Path) -> None:
    """Nothing of specgen is used to make the hashes here: only the steps that the certificate lists."""
    files: Files = {
        "sections/hours.docx": ODD,
        "main.docx": child(". {{ term.contract.The }} goes before.\n"),
    }
    council = council_of(tmp_path, {"sections/hours.docx": FILL}, templates=files)
    shared = council.template_folders[-1]
    lines = {
        name: by_hand(shared / f"{name}.docx")
        for name in ("sections/scope", "sections/hours", "sections/review", "main")
    }
    lines["sections/hours"].append("It is free.")
    tables = tables_of(council)
    hashes = {row[0]: row[2] for row in tables["Hashes in full"]}
    assert hashes["Hours"] == sha("\n".join(lines["sections/hours"]))
    parts = [sha("\n".join(lines[name])) for name in ("main", "sections/scope", "sections/hours", "sections/review")]
    assert hashes["Model Plain care (plain)"] == sha("\n".join(parts))
    found = json.loads(report_of(council, "json"))
    hours = next(part for part in found["sections"] if part["id"] == "hours")
    assert [one["own"]["hash"] for one in hours["clauses"]] == [sha(line) for line in lines["sections/hours"]]
    file = council.folders[0] / "sections" / "hours.docx"
    assert ["valley/sections/hours.docx", hashlib.sha256(file.read_bytes()).hexdigest()] in [
        [row[0], row[2]] for row in tables["Files"]
    ]


def words_in(node: etree._Element) -> str:
    return "".join(map(str, node.itertext()))


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def by_hand(file: Path) -> list[str]:
    """The lines of a template, as the certificate says that they are made."""
    with zipfile.ZipFile(file) as archive:
        (body,) = etree.fromstring(archive.read("word/document.xml"))
    found = list[str]()
    for block in body:
        found += [_paragraph(block)] if block.tag == w("p") else []
        found += _table(block) if block.tag == w("tbl") else []
        if block.tag == w("p") and block.find(f"{w('pPr')}/{w('sectPr')}") is not None:
            (size,) = block.iter(w("pgSz"))
            turned = size.get(w("orient"))
            found.append(f"[section break, {turned} pages before it]" if turned else "[section break]")
    left_out = re.compile(r"\{% (extends|block|endblock)\b")
    return [line for line in map(_last, found) if line and not left_out.match(line)]


def _table(table: etree._Element) -> list[str]:
    said = [node.get(w("val")) for tag in ("tblCaption", "tblDescription") for node in table.iter(w(tag))]
    return [f"[table: {said[0]} – {said[1]}]" if said else "[table]", *map(_row, table.iter(w("tr")))]


def _paragraph(paragraph: etree._Element) -> str:
    text, inside, is_result = "", "", False
    for node in paragraph.iter(w("t"), w("tab"), w("fldChar"), w("instrText")):
        kind = node.get(w("fldCharType"))
        if kind == "end":
            text, is_result = f"{text}{{{' '.join(inside.split(chr(92) + '*')[0].split())}}}", False
        elif kind is not None:
            inside, is_result = "" if kind == "begin" else inside, True
        elif node.tag == w("instrText"):
            inside += node.text or ""
        elif not is_result:
            text += " " if node.tag == w("tab") and node.get(w("val")) is None else node.text or ""
    alone = re.search(r"\{%p .*?%\}", text)
    return _tags(alone.group() if alone else text)


def _row(row: etree._Element) -> str:
    alone = re.search(r"\{%tr .*?%\}", words_in(row))
    return _tags(alone.group()) if alone else " | ".join(map(_cell, row.iter(w("tc"))))


def _cell(cell: etree._Element) -> str:
    return " ¶ ".join(text for text in map(_paragraph, cell.iter(w("p"))) if text.strip())


def _tags(text: str) -> str:
    text = re.sub(r"\{#.*?#\}", "", text)
    return re.sub(
        r"(\{[{%])(?:p |tr )?\s*(.*?)\s*([%}]\})",
        lambda tag: f"{tag[1]} {tag[2].translate(str.maketrans('“”', chr(34) * 2))} {tag[3]}",
        text,
    )


def _last(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).replace("\u2011", "-").replace("\u00ad", "").split())


def test_the_built_in_sections_have_the_hashes_that_the_steps_give() -> None:
    certificate = certify(load_council(None))
    hand = {part.id: sha("\n".join(by_hand(built_in_templates() / part.template))) for part in certificate.sections}
    assert hand == {part.id: part.hash for part in certificate.sections}


def test_a_field_is_its_code_however_word_has_written_it(tmp_path: Path) -> None:
    simple, cut = (
        f'<w:p><w:r><w:t xml:space="preserve">Table </w:t></w:r>{field}</w:p>'
        for field in (
            '<w:fldSimple w:instr=" SEQ Table \\* ARABIC "><w:r><w:t>7</w:t></w:r></w:fldSimple>',
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> SEQ Table </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        )
    )
    council = council_of(tmp_path, {"sections/review.docx": simple}, templates={"sections/review.docx": cut})
    assert [part.state for part in certify(council).sections] == ["same"] * 3


def test_the_order_of_the_hashes_in_a_model_is_written_out(tmp_path: Path) -> None:
    lines = [text_of(paragraph) for paragraph in all_of(body_of(council_of(tmp_path, TRAVEL)), "p")]
    assert "Plain care (plain), shared (plain): its own wording, scope, hours, review." in lines
    assert "Plain care (plain), of the council: its own wording, scope, hours, travel, review." in lines


def test_the_word_certificate_says_how_to_make_it_again(tmp_path: Path) -> None:
    lines = [text_of(paragraph) for paragraph in all_of(body_of(council_of(tmp_path, {})), "p")]
    assert lines[-1].endswith("again: specgen council certify valley -o certificate.docx --date 2027-04-05")


HOUSES: Files = {
    "house.docx": "Our council\nDate: {{ document.date }}\n{%p block body %}\n{%p endblock %}",
}


def test_a_line_of_the_house_that_prints_something_else_is_gone_and_another_is_new(tmp_path: Path) -> None:
    shared = "Our council\nStatus: {{ document.status }}\n{%p block body %}\n{%p endblock %}"
    lines = lines_of(council_of(tmp_path, HOUSES, templates={"house.docx": shared}))
    start = lines.index("House document (house.docx): what it prints is not counted among the passages")
    assert lines[start + 1 : start + 4] == [
        "  Cover",
        "    [-Status: {{ document.status }}-]",
        "    {+Date: {{ document.date }}+}",
    ]


def test_words_of_the_other_country_are_none_of_a_councils(tmp_path: Path) -> None:
    data: Files = {
        "glossary/england.yaml": b"concepts:\n"
        b"  - {id: provider, preferred: {label: Supplier, plural: Suppliers, article: a}}\n"
    }
    council = council_of(tmp_path, {"glossary.yaml": b"wording: {provider: Organisation}\n"}, data=data)
    told = "\n".join(lines_of(replace(council, facts={"jurisdiction": "wales"})))
    assert "Organisation (provider), word: Provider → Organisation" in told
    assert "Supplier" not in told


def test_the_record_of_a_draft_says_what_the_certificate_says_of_drafts(valley: Council) -> None:
    answers, _ = read(b"model: care-planning\ndocument: {jurisdiction: wales}\n", "answers.yaml")
    assert answers is not None
    record = recorded(read_package(draft(answers, valley, today=DAY).document))
    assert record is not None
    told = {row[0]: row[1] for row in tables_of(valley)["Records of drafts"]}
    assert told["specgen"] == record.version
    assert told["hashes: council"] == record.hashes["council"]
    assert told["hashes: model (of care-planning)"] == record.hashes["model"]


def test_a_house_names_the_pages_of_its_headers_and_footers(tmp_path: Path) -> None:
    feet = {"footer1": "Welcome", "footer2": "County Hall", "header1": "Valley"}
    house = word_file("Our council\n<w:p/>\n{%p block body %}\n{%p endblock %}", stories=feet)
    parts = read_package(house)
    welcome = b'<w:footerReference w:type="default" r:id="rId91"/>'
    cover = b"<w:p><w:pPr><w:sectPr>" + welcome + b"</w:sectPr></w:pPr></w:p>"
    document = parts[DOCUMENT_PART].replace(welcome, b"").replace(b"<w:p/>", cover)
    document = document.replace(b'"default" r:id="rId93"', b'"first" r:id="rId93"')
    lines = lines_of(council_of(tmp_path, {"house.docx": write_package({**parts, DOCUMENT_PART: document})}))
    assert lines[lines.index("  Footer, cover") + 1] == "    {+Welcome+}"
    assert lines[lines.index("  Footer, all pages") + 1] == "    {+County Hall+}"
    assert lines[lines.index("  Header, first page") + 1] == "    {+Valley+}"
