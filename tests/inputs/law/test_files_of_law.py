"""Every statute, regulation, code and judgment that can be printed is in the files of law, with source and check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from specgen.formats.word.text import word_text
from specgen.formats.yamlfile.fast import read_mapping
from specgen.formats.yamlfile.yaml_file import load
from specgen.generate import draft, load_answers
from specgen.inputs.glossary.load import load_glossary
from specgen.inputs.law.entry import Entry
from specgen.inputs.law.law_files import framework_entry, load_law
from specgen.inputs.law.law_schema import schema_problems
from specgen.inputs.law.named import law_names, laws_in, unknown_laws_in
from specgen.system.resources import built_in_models, built_in_samples, built_in_templates

COUNTRIES = ("wales", "england")
BOOKS = {country: load_law(country, (built_in_models(),)) for country in COUNTRIES}
LAWS = {**BOOKS["wales"].laws, **{f"england {id}": law for id, law in BOOKS["england"].laws.items()}}
DAY = date(2026, 11, 28)
NOT_CHECKED = {"human_rights_act", "modern_slavery_act"}  # no draft of ours names them; what they say was not looked up
REPLACED = "review/law_words.yaml"  # looks for laws that were replaced: not in the files of law
SAMPLES = ("quick-start", "care-planning", "reward", "population", "optional-sections")
ENTRIES = [(country, entry) for country, book in BOOKS.items() for entry in book.entries()]


@pytest.mark.parametrize("file", ["base", *COUNTRIES])
def test_a_file_of_law_is_as_its_schema_asks(file: str) -> None:
    read, problems = load(built_in_models() / "law" / f"{file}.yaml")
    assert read is not None
    assert [*problems, *schema_problems(read)] == []


@pytest.mark.parametrize(("country", "entry"), ENTRIES, ids=[f"{country} {entry.id}" for country, entry in ENTRIES])
def test_an_entry_has_its_source_and_its_check(country: str, entry: Entry) -> None:
    assert all(cite.title for cite in entry.cites)
    if entry.id in NOT_CHECKED:
        assert entry.state(DAY) == "unchecked"
        return
    assert entry.state(DAY) == "checked"
    assert entry.check is not None
    assert entry.check.by == "specgen maintainers"
    assert len(entry.check.quote) > 20
    assert all(cite.number and cite.url and cite.status and cite.extent for cite in entry.cites)


@pytest.mark.parametrize("country", COUNTRIES)
def test_no_two_entries_have_one_name(country: str) -> None:
    book = BOOKS[country]
    assert set(book.laws) & set(book.statements) == set()


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_statement_rests_on_laws_that_there_are(country: str) -> None:
    book = BOOKS[country]
    assert {cite.law for entry in book.statements.values() for cite in entry.cites} <= set(book.laws)


def test_both_countries_say_what_the_templates_need() -> None:
    needed = {
        name
        for file in built_in_templates().rglob("*.docx")
        for name in re.findall(r"\blaw\.([a-z_]+)", word_text(file.read_bytes()))
    } - {"table", "unverified", "checked_from", "as_at"}
    for book in BOOKS.values():
        assert needed <= set(book.statements)


def texts() -> Iterator[tuple[str, str]]:
    """The texts that can be printed, each with the name of its file."""
    for file in built_in_templates().rglob("*.docx"):
        yield file.name, word_text(file.read_bytes())
    for folder in (built_in_models(), built_in_samples()):
        for file in sorted(folder.rglob("*.yaml")):
            if not file.name.endswith(".schema.yaml"):
                yield str(file.relative_to(folder)), file.read_text(encoding="utf-8").replace("\n      ", " ")


def test_every_legal_name_in_templates_and_data_is_in_the_files_of_law() -> None:
    quotes = re.compile(r"(?m)^\s+quote: .*$|commenced_by: .*$|^watch:(?s:.*)")
    replaced = re.compile(
        r"(?:old|words): \[.*?\], |source: .*"
    )  # what stands in their place (now, other) is looked at
    left_out = {"law/base.yaml": quotes, "law/wales.yaml": quotes, "law/england.yaml": quotes, REPLACED: replaced}
    unknown = {
        (name, one.words)
        for name, text in texts()
        for one in unknown_laws_in(left_out[name].sub("", text) if name in left_out else text, law_names(LAWS))
    }
    assert unknown == set()


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_schedule_of_a_draft_lists_every_law_that_its_text_names(sample: str) -> None:
    made = draft(load_answers(built_in_samples() / f"{sample}.yaml"), today=DAY)
    text = word_text(made.document)
    schedule = re.search(r"(?ms)^Schedule heading: .*Law and guidance$.*?(?=^Schedule heading: |\Z)", text)
    assert schedule is not None
    listed = set(re.findall(r"(?m)^Table text: (.+)$", schedule.group()))
    country = str(load_answers(built_in_samples() / f"{sample}.yaml").values["document"]["jurisdiction"])  # type: ignore[index]
    named = {one.law.title for one in laws_in(text, law_names(BOOKS[country].laws)) if one.law is not None}
    missing = {title for title in named if not any(row.startswith(title) for row in listed)}
    assert missing == set()
    assert [one.words for one in unknown_laws_in(text, law_names(BOOKS[country].laws))] == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_definition_that_names_a_law_says_what_the_files_of_law_say(country: str) -> None:
    book = BOOKS[country]
    words = [entry.text.removeprefix("the ") for entry in book.statements.values() if entry.cites]
    for concept in load_glossary(country, (built_in_models(),)).values():
        if any(laws_in(concept.definition, law_names(book.laws))):
            assert any(word in concept.definition for word in words), concept.id


@pytest.mark.parametrize(
    ("framework", "country", "state"),
    [
        ("wales_nof", "wales", "checked"),
        ("care_act", "england", "checked"),
        ("ascof", "england", "checked"),
        ("nhsof", "england", "unchecked"),
    ],
)
def test_an_outcome_framework_has_its_source_too(framework: str, country: str, state: str) -> None:
    values = read_mapping(built_in_models() / "frameworks" / f"{framework}.yaml")
    assert framework_entry(values, BOOKS[country]).state(DAY) == state


def test_the_aspects_of_well_being_in_wales_are_those_of_an_adult() -> None:
    values = read_mapping(Path(built_in_models() / "frameworks" / "wales_nof.yaml"))
    areas = values["areas"]
    assert isinstance(areas, list)
    assert [area["name"] for area in areas][-2:] == ["Control over day to day life", "Participation in work"]
