"""Find the concept of specgen that a contract's term is, and ask where it is not certain."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from specgen.formats.yamlfile.yaml_file import read
from specgen.inputs.contract.contract_definition import ContractDefinition
from specgen.inputs.glossary.concept import NO_CONCEPT
from specgen.inputs.glossary.file_schema import schema_problems
from specgen.inputs.glossary.load import load_glossary, with_glossary
from specgen.inputs.glossary_import.concept_matches import known_concepts, matches
from specgen.inputs.glossary_import.glossary_proposals import proposals_of
from specgen.inputs.glossary_import.glossary_writing import Left, Source, glossary_text
from specgen.system.resources import built_in_models

FOLDERS = (built_in_models(),)
GLOSSARIES = {name: load_glossary(name, FOLDERS) for name in ("", "wales", "england")}
KNOWN = known_concepts(list(GLOSSARIES.values()))


def definition(term: str, meaning: str = "something", *others: str) -> ContractDefinition:
    return ContractDefinition(term, meaning, "1.1", "quoted", 0.98, term, others=others, section=1)


CERTAIN = {
    "its own word": (definition("Provider"), "provider"),
    "the plural of its word": (definition("Providers"), "provider"),
    "a synonym": (definition("Authority"), "commissioner"),
    "the plural of a synonym": (definition("Service Users"), "person"),
    "a synonym beside a word of its own": (definition("Member", "someone who comes", "Service User"), "person"),
    "the service's Outcome": (definition("Outcome", "a result for all in the area"), "outcome"),
    "an Outcome that does not say whose": (definition("Outcome", "a result"), "outcome"),
    "a person's own Outcome": (definition("Outcome", "a change that a person wants in their life"), "personal_outcome"),
    "another word for it": (definition("Goal", "what an individual wants for their own life"), "personal_outcome"),
    "a Carer without pay": (definition("Carer", "a friend or relative who cares without being paid"), "carer"),
    "a Carer who is paid": (definition("Carer", "a person employed by the Provider to give care"), "care_worker"),
}  # fmt: skip


@pytest.mark.parametrize(("one", "concept"), CERTAIN.values(), ids=CERTAIN)
def test_a_term_with_the_word_or_a_synonym_of_a_concept_is_that_concept(one: ContractDefinition, concept: str) -> None:
    (match,) = matches([one], KNOWN)
    assert match.concept == concept


ASKED = {
    "a word with two meanings": (definition("Client"), ("person", "commissioner")),
    "one of which its text shows": (definition("Client", "the council that buys care"), ("commissioner",)),
    "the plan of the provider": (definition("Care Plan", "what the Provider makes"), ("provider_plan",)),
    "the plan of the council": (
        definition("Care Plan", "the plan under section 25 of the Care Act 2014"), ("care_and_support_plan",)
    ),
    "the meaning of a concept under another word": (
        definition("Telephone Log", "the electronic record of when visits start and end"), ("electronic_monitoring",)
    ),
    "nothing that specgen knows": (definition("Bank Holiday", "any day that is a bank holiday in England"), ()),
}  # fmt: skip


@pytest.mark.parametrize(("one", "concepts"), ASKED.values(), ids=ASKED)
def test_what_may_be_a_concept_is_asked(one: ContractDefinition, concepts: tuple[str, ...]) -> None:
    (match,) = matches([one], KNOWN)
    assert (match.concept, match.asks) == ("", concepts)


def test_a_concept_is_given_once_and_first_to_its_own_word() -> None:
    found = [definition("Service User"), definition("Person", "someone who needs care"), definition("Client")]
    assert [match.concept for match in matches(found, KNOWN)] == ["", "person", ""]
    assert matches(found, KNOWN)[2].asks == ("commissioner",)


def test_a_person_that_is_any_company_is_none_of_the_people_who_receive_care() -> None:
    taken, left = proposals_of([definition("Person", "any individual, company or body corporate")], KNOWN)
    assert (taken, [one.term for one in left]) == ((), ["Person"])
    taken, left = proposals_of(
        [definition("Person", "any individual, company or body corporate"), definition("Service User")], KNOWN
    )
    assert ({one.label: one.id for one in taken}, left) == ({"Person": "person_2", "Service User": "person"}, ())


def test_each_sense_of_a_word_is_a_concept_and_a_word_that_may_be_taken_has_another() -> None:
    for concept in GLOSSARIES[""].values():
        senses = {sense.concept for sense in concept.senses} - {concept.id, NO_CONCEPT}
        assert senses <= set(KNOWN.everywhere)
    words = {text.casefold() for glossary in GLOSSARIES.values() for one in glossary.values() for text in (one.label,)}
    others = [one.otherwise.text for one in GLOSSARIES[""].values() if one.otherwise is not None]
    assert others
    assert [word for word in others if word.casefold() in words] == []


MEANINGS = (
    "something", "a result that one adult wants in their own life", "a company", "a person employed by the Provider",
    "the plan of the Council under section 25", "an electronic record of when visits start and end",
)  # fmt: skip


def every_word() -> list[str]:
    words = {*KNOWN.right, *KNOWN.plain, *KNOWN.asked}
    return sorted(" ".join(part[:1].upper() + part[1:] for part in word.split()) for word in words)


def contracts(step: int, mixed: int) -> Iterator[list[ContractDefinition]]:
    """Contracts of one term, each so-manieth word, and of three with other words, drawn from all that specgen knows."""
    chance = random.Random(27)
    words = every_word()
    for word in words[::step]:
        yield [definition(word, chance.choice(MEANINGS))]
    for _ in range(mixed):
        first, other, second, third = chance.sample(words, 4)
        yield [
            definition(first, chance.choice(MEANINGS), other),
            definition(second, chance.choice(MEANINGS)),
            definition(third),
        ]


def answered(text: str) -> Iterator[str]:
    """The file as it is, and as it is with each question settled: a line comes or goes."""
    yield text
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.strip().startswith("#same_as:"):
            yield "\n".join([*lines[:number], line.replace("#", ""), *lines[number + 1 :]])
        elif line.strip().startswith("same_as:"):
            yield "\n".join([*lines[:number], *lines[number + 1 :]])


@pytest.mark.parametrize(
    ("step", "mixed"), [(10, 40), pytest.param(1, 400, marks=pytest.mark.long)], ids=["some words", "all words"]
)
def test_whatever_words_a_contract_takes_the_file_is_sound_before_and_after_each_question(
    step: int, mixed: int
) -> None:
    questions = 0
    for found in contracts(step, mixed):
        numbered = [ContractDefinition(**{**vars(one), "order": number}) for number, one in enumerate(found)]
        proposals, doubtful = proposals_of(numbered, KNOWN)
        texts = list(
            answered(glossary_text(proposals, Left(doubtful), Source("conditions.docx", "0" * 64, "2026-11-28")))
        )
        questions += len(texts) - 1
        for text in texts:
            file, problems = read(text, "glossary.yaml")
            assert file is not None
            assert [*problems, *schema_problems(file)] == []
            for jurisdiction in ("wales", "england"):
                with_glossary(GLOSSARIES[jurisdiction], file)  # raises for one word for two things
    assert questions > 20
