"""Load glossary files: their concepts, and what is wrong in them with line and column."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from specgen.formats.word.text import word_text
from specgen.formats.yamlfile.yaml_file import load, read
from specgen.generate import draft
from specgen.inputs.answers.answers import Answers
from specgen.inputs.council.council import load_council
from specgen.inputs.glossary.file_schema import schema_problems
from specgen.inputs.glossary.forms import FORMS
from specgen.inputs.glossary.load import load_glossary, load_not_terms, with_file, with_words
from specgen.problems import WrongInput
from specgen.system.resources import built_in_models, built_in_samples
from tests.support.rule_findings import FOLDERS, write

FILES = sorted((built_in_models() / "glossary").glob("[!g]*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_built_in_files_are_sound(file: Path) -> None:
    found, problems = load(file)
    assert found is not None
    assert [*problems, *schema_problems(found)] == []


@pytest.mark.parametrize("jurisdiction", ["wales", "england"])
def test_every_concept_has_its_forms_and_a_definition(jurisdiction: str) -> None:
    for concept in load_glossary(jurisdiction, FOLDERS).values():
        assert concept.definition, concept.id
        assert all(form(concept).strip() for key, form in FORMS.items() if key != "s"), concept.id


@pytest.mark.parametrize("jurisdiction", ["", "wales", "england"])
def test_no_word_is_right_for_two_things(jurisdiction: str) -> None:
    seen: dict[str, str] = {}
    for concept in load_glossary(jurisdiction, FOLDERS).values():
        for word in {concept.label.casefold(), concept.plural.casefold()}:
            assert seen.setdefault(word, concept.id) == concept.id
    assert "Care Act 2014" in load_not_terms(jurisdiction, FOLDERS).phrases


def test_what_differs_in_a_country_is_laid_over() -> None:
    base, wales = load_glossary("", FOLDERS), load_glossary("wales", FOLDERS)
    assert wales["provider_plan"].label == "Personal Plan"
    assert {one.text for one in base["provider_plan"].deprecated} < {
        one.text for one in wales["provider_plan"].deprecated
    }
    assert wales["regulator"].superseded


def test_a_wording_displaces_the_word_before(tmp_path: Path) -> None:
    file = write(tmp_path / "glossary.yaml", "wording:\n  person: Individual\n  visit: {preferred: {label: Call}}\n")
    changed = with_file(load_glossary("wales", FOLDERS), file)
    person = changed["person"]
    assert (person.label, person.plural, person.article) == ("Individual", "Individuals", "an")
    assert ("Person", "People") in [(one.text, one.plural) for one in person.deprecated]
    assert "Call" not in [one.text for one in changed["visit"].deprecated]  # it is the right word now


def test_a_word_that_names_several_has_its_verbs_in_the_plural() -> None:
    answers, _ = read("model: x\ndefinitions: {words: {commissioner: Commissioners}}\n", "a.yaml")
    assert answers is not None
    base = load_glossary("wales", FOLDERS)
    for glossary, verbs in (
        (base, "is was has does s"),
        (with_words(base, Answers(answers.values, answers)), "are were have do "),
    ):
        forms = [FORMS[form](glossary["commissioner"]) for form in ("is", "was", "has", "does", "s")]
        assert " ".join(forms) == verbs


def test_a_contract_may_bring_concepts_of_its_own(tmp_path: Path) -> None:
    text = "concepts:\n  - id: night_warden\n    preferred: {label: Night Warden}\n"
    text += "    definition: {text: x, clause: '1.1'}\n"
    changed = with_file(load_glossary("wales", FOLDERS), write(tmp_path / "glossary.yaml", text))
    assert (changed["night_warden"].plural, changed["night_warden"].clause) == ("Night Wardens", "clause 1.1")


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("concepts:\n  - id: provider\n    definition: {clause: 1.10}\n", (3, 26), '"1.1" is a number here'),
        ("concepts:\n  - id: provider\n    definition: {txt: x}\n", (3, 18), "txt means nothing here"),
        ("wording:\n  persn: Individual\n", (2, 10), "there is no concept persn"),
        ("wording:\n  person: {definition: {text: 'a {providr}'}}\n", (2, 24), "there is no concept providr"),
        ("wording:\n  person: {definition: 'all {provider.pural}'}\n", (2, 24), "there is no form pural"),
        ("wording:\n  person: Provider\n", (2, 11), '"Provider" is already the word for provider'),
        ("concepts:\n  - id: person\n    avoid: [client]\n", (3, 5), "avoid means nothing here"),
        ("concepts:\n  - id: new_thing\n", (2, 5), "new_thing is new here and has no word"),
        ("concepts:\n  - id: person\n    lower_case: never\n", (3, 17), '"never" is not possible here'),
        ("concepts:\n  - preferred: {label: X}\n", (2, 5), "has no id"),
        ("wording:\n  person: [a]\n", (2, 11), "a list stands here"),
        ("wording:\n  person:\n", (2, 10), "nothing stands here"),
        ("wording:\n  person: {preferred: {label: X, article: the}}\n", (2, 43), '"the" is not possible here'),
        ("wording:\n  person: {label: X}\n", (2, 12), "label means nothing here"),
    ],
)
def test_what_is_wrong_is_reported_with_its_place(
    tmp_path: Path, text: str, place: tuple[int, int], message: str
) -> None:
    file = write(tmp_path / "glossary.yaml", text)
    with pytest.raises(WrongInput) as stopped:
        with_file(load_glossary("wales", FOLDERS), file)
    found = [(one.place.line, one.place.column) for one in stopped.value.problems if message in one.message]
    assert found == [place]


def test_a_word_of_the_answers_that_another_concept_has() -> None:
    answers, _ = read("model: x\ndefinitions:\n  words:\n    person: Provider\n", "a.yaml")
    assert answers is not None
    with pytest.raises(WrongInput) as stopped:
        with_words(load_glossary("wales", FOLDERS), Answers(answers.values, answers))
    (problem,) = stopped.value.problems
    assert (problem.place.line, problem.place.path) == (4, "definitions.words.person")


@pytest.mark.parametrize("clause", ["'1.10'", "clause 1.10"])
def test_a_definition_by_the_contract_is_printed_by_its_clause(clause: str, tmp_path: Path) -> None:
    written = f"concepts:\n  - id: provider\n    definition: {{text: the body that has signed, clause: {clause}}}\n"
    write(tmp_path / "glossary.yaml", written)
    answers, known = load(built_in_samples() / "care-planning.yaml")
    assert answers is not None
    made = draft(answers, load_council(tmp_path), today=date(2026, 11, 16), known=known)
    (row,) = re.findall(r"(?m)^\| Provider \| (.*) \|$", word_text(made.document))
    assert row == "As defined in clause 1.10 of the Conditions of Contract"


def test_a_term_that_is_the_same_as_a_concept_takes_its_place(tmp_path: Path) -> None:
    row = "concepts:\n  - id: member\n    {}same_as: person\n    preferred: {{label: Member}}\n"
    row += "    definition: who comes\n"
    asked = with_file(load_glossary("wales", FOLDERS), write(tmp_path / "asked.yaml", row.format("#")))
    assert (asked["person"].label, asked["member"].label) == ("Person", "Member")
    settled = with_file(load_glossary("wales", FOLDERS), write(tmp_path / "settled.yaml", row.format("")))
    assert (settled["person"].label, settled["person"].plural) == ("Member", "Members")
    assert settled["person"].definition == "who comes"
    assert "member" not in settled
    assert "Person" in {label.text for label in settled["person"].deprecated}


def test_a_concept_whose_word_a_contract_takes_for_something_else_has_another(tmp_path: Path) -> None:
    text = "concepts:\n  - id: outcome\n    same_as: personal_outcome\n    preferred: {label: Outcome}\n"
    glossary = with_file(load_glossary("england", FOLDERS), write(tmp_path / "glossary.yaml", text))
    assert (glossary["personal_outcome"].label, glossary["personal_outcome"].plural) == ("Outcome", "Outcomes")
    outcome = glossary["outcome"]
    assert (outcome.label, outcome.plural, outcome.article) == ("Specified Outcome", "Specified Outcomes", "a")
    deleted = text.replace("    same_as: personal_outcome\n", "")
    glossary = with_file(load_glossary("england", FOLDERS), write(tmp_path / "deleted.yaml", deleted))
    assert (glossary["outcome"].label, glossary["personal_outcome"].label) == ("Outcome", "Personal Outcome")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "concepts:\n  - {id: a, same_as: persn, preferred: {label: A}}\n",
            "2:5: error: concepts[1]: there is no concept persn; did you mean person?",
        ),
        (
            "concepts:\n  - {id: person, preferred: {label: Member}}\n"
            "  - {id: a, same_as: person, preferred: {label: Adult}}\n",
            "3:5: error: concepts[2]: “Member” and “Adult” are both the word for person;"
            " take the line same_as out of one of the two",
        ),
    ],
    ids=["no such concept", "two words for one concept"],
)
def test_what_is_wrong_with_a_settled_question_is_said(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(WrongInput) as stopped:
        with_file(load_glossary("wales", FOLDERS), write(tmp_path / "glossary.yaml", text))
    assert [str(one).split("glossary.yaml:")[1].split(" [")[0] for one in stopped.value.problems] == [message]
