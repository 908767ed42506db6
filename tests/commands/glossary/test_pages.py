"""Run `specgen glossary list`, `explain` and `export`: the pages, and the files for other tools."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from lxml import etree

from specgen.cli.main import main
from specgen.commands.glossary.export import FORMS, export
from specgen.inputs.glossary.concept import Acronym, Concept, Label
from specgen.inputs.glossary.forms import Glossary
from specgen.inputs.glossary.load import load_glossary
from specgen.system.resources import built_in_models

TBX = "{urn:iso:std:iso:30042:ed-2}"
STATUSES = {f"{one}Term-admn-sts" for one in ("preferred", "admitted", "deprecated", "superseded")}
OURS = {one: load_glossary(one, (built_in_models(),)) for one in ("wales", "england")}
SMALL: Glossary = {
    "council": Concept(
        "council", "Council", "Councils", "a", "the body & its <heirs>", "1.1",
        admitted=(Label("County Council", "County Councils"),),
        deprecated=(
            Label("Authority", "Authorities", not_before=("board",), not_after=("local",)),
            Label("purchaser", "purchasers"),
            Label("client", "clients", question="Who is meant?"),
            Label("County Council", "County Councils"),
        ),
        superseded=(Label("Borough", "Boroughs", until="2023-04-01"),),
        related=("person",),
    ),
    "person": Concept(
        "person", "Person", "People", "a", "someone who deals with {council.the}",
        deprecated=(Label("service user", "service users"),),
        acronym=Acronym("SU", "SUs", "false"), lower_case="forbid",
    ),
}  # fmt: skip


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    with pytest.raises(SystemExit) as stopped:
        main(["glossary", *arguments])
    assert stopped.value.code == code
    read = capsys.readouterr()
    return read.err if code else read.out


def test_the_list_has_a_line_for_every_term(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(capsys, "list", "--jurisdiction", "wales").splitlines()
    assert len(lines) == len(OURS["wales"]) + 1
    assert any(
        re.match(r"Local Health Board +Local Health Boards +term\.health_body +in the spec", line) for line in lines
    )


def test_the_list_takes_a_councils_words_and_an_imported_glossary(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "glossary.yaml").write_text("wording:\n  person: {preferred: {label: Individual}}\n", encoding="utf-8")
    own = tmp_path / "contract.yaml"
    own.write_text("concepts:\n  - id: visit\n    definition: {text: a call, clause: '3.2'}\n", encoding="utf-8")
    text = said(capsys, "list", "--council", str(tmp_path), "--glossary", str(own))
    assert re.search(r"^Individual +Individuals +term\.person", text, re.MULTILINE)
    assert re.search(r"^Visit +Visits +term\.visit +in the contract, clause 3\.2$", text, re.MULTILINE)


def test_a_term_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "explain", "health_body", "--jurisdiction", "wales")
    assert text.startswith(
        "Local Health Board (plural: Local Health Boards)\n    Name in templates: term.health_body\n"
    )
    assert "    Means: the health board for the area in which a Person lives\n" in text
    assert "      - ICB: This is a body in England." in text
    assert re.search(r"^    Used in: \w+", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("Service Users", "“service user” is a word to avoid; write Person."),
        ("cssiw", "“CSSIW” is out of date; write Care Inspectorate Wales."),
        ("term.person", "Person (plural: People)"),
        ("People", "Person (plural: People)"),
        ("citizen", "“citizen” may mean something else."),
    ],
)
def test_a_word_to_avoid_is_explained_by_what_to_write(
    word: str, answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "explain", word, "--jurisdiction", "wales").startswith(answer)


def test_the_sections_that_print_a_term_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    used = said(capsys, "explain", "Outcome").split("Used in:")[1].split("Used to define")[0]
    assert "Expected outcomes" in " ".join(used.split())


def test_an_unknown_word_gets_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert "did you mean Provider?" in said(capsys, "explain", "Providr", code=1)
    assert "the glossary does not have “”" in said(capsys, "explain", "", code=1)


@pytest.mark.parametrize(
    "arguments", [("list", "--jurisdiction", "scotland"), ("export", "--to", "csv"), ("list", "--glossary", "no.yaml")]
)
def test_wrong_usage_is_refused(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, *arguments, code=2)


def test_an_export_never_overwrites(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "terms.tbx"
    said(capsys, "export", "--to", "tbx", "-o", str(output))
    before = output.read_bytes()
    assert before.startswith(b"<?xml")
    assert "never overwritten" in said(capsys, "export", "--to", "skos", "-o", str(output), code=1)
    assert output.read_bytes() == before


@pytest.mark.parametrize("jurisdiction", OURS)
def test_tbx_is_xml_with_one_preferred_term_a_concept(jurisdiction: str) -> None:
    root = etree.fromstring(export(OURS[jurisdiction], "tbx", "Terms & words").encode())
    assert (root.tag, root.get("type"), root.get("style")) == (f"{TBX}tbx", "TBX-Basic", "dca")
    entries = list(root.iter(f"{TBX}conceptEntry"))
    assert {entry.get("id") for entry in entries} == set(OURS[jurisdiction])
    for entry in entries:
        terms = [node.text for node in entry.iter(f"{TBX}term")]
        notes = [node.text for node in entry.iter(f"{TBX}termNote") if node.get("type") == "administrativeStatus"]
        assert len(set(terms)) == len(terms)
        assert Counter(notes)["preferredTerm-admn-sts"] == 1
        assert set(notes) <= STATUSES
        assert len(notes) == len(terms)


def test_tbx_gives_each_word_its_status() -> None:
    root = etree.fromstring(export(SMALL, "tbx", "Terms").encode())
    found = {
        section.findtext(f"{TBX}term"): {note.get("type"): note.text for note in section.iter(f"{TBX}termNote")}
        for section in root.iter(f"{TBX}termSec")
    }
    status = {term: notes["administrativeStatus"] for term, notes in found.items()}
    assert status == {
        "Council": "preferredTerm-admn-sts",
        "County Council": "admittedTerm-admn-sts",
        "Authority": "deprecatedTerm-admn-sts",
        "purchaser": "deprecatedTerm-admn-sts",
        "client": "deprecatedTerm-admn-sts",
        "Borough": "supersededTerm-admn-sts",
        "Person": "preferredTerm-admn-sts",
        "SU": "deprecatedTerm-admn-sts",
        "service user": "deprecatedTerm-admn-sts",
    }
    assert found["SU"]["termType"] == "acronym"
    assert root.findtext(f".//{TBX}descrip[@type='definition']") == "the body & its <heirs>"
    assert root.findtext(f".//{TBX}admin[@type='source']") == "clause 1.1"
    assert [node.get("target") for node in root.iter(f"{TBX}ref")] == ["person"]


TURTLE = re.compile(r':(\w+) a skos:Concept ;\n((?:    [a-z]+:\w+ (?:"(?:[^"\\]|\\.)*"@en-GB|<[^>]+>|:\w+) [;.]\n)+)')


@pytest.mark.parametrize("jurisdiction", OURS)
def test_skos_has_one_preferred_label_and_no_label_twice(jurisdiction: str) -> None:
    text = export(OURS[jurisdiction], "skos", "Terms & words")
    resources = TURTLE.findall(text)
    assert {name for name, _ in resources} == set(OURS[jurisdiction])
    rest = TURTLE.sub("", text)
    assert rest.count(" a ") == 1  # what is left is the head: the scheme alone
    preferred = Counter[str]()
    for _, body in resources:
        labels = re.findall(r'skos:(pref|alt|hidden)Label ("(?:[^"\\]|\\.)*")', body)
        assert [kind for kind, _ in labels].count("pref") == 1
        assert len({label for _, label in labels}) == len(labels)
        assert body.rstrip().endswith(" .")
        assert body.count(" .\n") == 1
        preferred.update(label for kind, label in labels if kind == "pref")
    assert max(preferred.values()) == 1
    assert set(re.findall(r"skos:related :(\w+)", text)) <= set(OURS[jurisdiction])


def test_skos_maps_the_statuses() -> None:
    body = dict(TURTLE.findall(export(SMALL, "skos", "Terms")))["council"]
    assert 'skos:altLabel "County Council"@en-GB' in body
    assert 'skos:hiddenLabel "Authority"@en-GB' in body
    assert 'skos:historyNote "Borough until 2023-04-01"@en-GB' in body
    assert 'skos:definition "the body & its <heirs>"@en-GB' in body
    assert 'dct:source "clause 1.1"@en-GB' in body
    assert "skos:related :person" in body


def _vale(glossary: Glossary, text: str) -> list[tuple[str, str]]:
    """What Vale's substitution finds: its keys are expressions between word boundaries."""
    swap = yaml.safe_load(export(glossary, "vale", "Terms"))["swap"]
    return [(found.group(), right) for key, right in swap.items() for found in re.finditer(rf"\b(?:{key})\b", text)]


def test_vale_finds_the_words_to_avoid_and_keeps_the_guards() -> None:
    text = "The Authority and the purchasers met Service Users. The Local Authority and the Authority Board did not."
    assert _vale(SMALL, text) == [("Authority", "Council"), ("purchasers", "Councils"), ("Service Users", "People")]
    assert _vale(SMALL, "An authority is no Authority board; the client waits.") == []


@pytest.mark.parametrize("jurisdiction", OURS)
def test_vale_loads_as_yaml_and_each_key_is_an_expression(jurisdiction: str) -> None:
    style = yaml.safe_load(export(OURS[jurisdiction], "vale", "Terms"))
    assert style["extends"] == "substitution"
    assert len(style["swap"]) > 100
    assert all(style["swap"].values())
    assert len(list(map(re.compile, style["swap"]))) == len(style["swap"])


@pytest.mark.parametrize("jurisdiction", OURS)
def test_textlint_loads_as_json_and_each_row_is_an_expression_and_a_word(jurisdiction: str) -> None:
    rule = json.loads(export(OURS[jurisdiction], "textlint", "Terms"))["rules"]["terminology"]
    assert rule["defaultTerms"] is False
    rows = [row for row in rule["terms"] if isinstance(row, list)]
    assert len(rows) > 50
    assert all(right for _, right in rows)
    assert len([re.compile(pattern) for pattern, _ in rows]) == len(rows)


def test_textlint_leaves_out_what_is_wrong_only_with_a_capital() -> None:
    terms = json.loads(export(SMALL, "textlint", "Terms"))["rules"]["terminology"]["terms"]
    assert "Person" in terms  # never written small
    rights = {right for _, right in (row for row in terms if isinstance(row, list))}
    assert rights == {"Council", "Councils", "Person", "People"}
    assert not any("uthorit" in str(row) for row in terms)


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_glossary_can_be_exported(form: str) -> None:
    assert export({}, form, "Nothing")
