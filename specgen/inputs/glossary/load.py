"""Load glossary files and lay them over each other, with a contract's own words last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from specgen.formats.yamlfile.fast import read_mapping
from specgen.formats.yamlfile.lookup import group_at, rows_at, text_at
from specgen.formats.yamlfile.yaml_file import ValuePath, YamlFile, load_sound
from specgen.inputs.answers.answers import Answers
from specgen.inputs.glossary.concept import Concept, article_of, concept_of, worded
from specgen.inputs.glossary.file_schema import is_sound, schema_problems
from specgen.inputs.glossary.forms import FORMS, REFERENCE, Glossary, NotTerms
from specgen.inputs.law.countries import COUNTRIES
from specgen.problems import CannotRead, Fault, WrongInput, about_file, suggest

RULE: Final = "glossary"
NOT_TERMS: Final = ("statutes", "bodies", "words", "acronyms")


def load_glossary(jurisdiction: str, folders: Sequence[Path]) -> dict[str, Concept]:
    """Return the base concepts with those of the jurisdiction (if one is named), and then each folder's own
    glossary.yaml, laid over them. Raises WrongInput for what is wrong in a folder's own.
    """
    concepts: dict[str, Concept] = {}
    for values in _ours(jurisdiction, folders):
        for row in rows_at(values, "concepts"):
            if concept := concept_of(row, concepts.get(text_at(row, "id")), displacing=False):
                concepts[concept.id] = concept
    if not jurisdiction:
        concepts = {**_of_any_country(folders), **concepts}
    for folder in reversed(folders):
        if (folder / "glossary.yaml").is_file():
            concepts = with_file(concepts, folder / "glossary.yaml")
    return concepts


def with_file(glossary: Glossary, file: Path) -> dict[str, Concept]:
    """Return the glossary with a council's or contract's own file laid over it. Raises SpecgenError."""
    values = read_mapping(file)
    concepts, faults = _laid_over(glossary, values)
    if is_sound(values) and not faults:
        return concepts
    return with_glossary(glossary, load_sound(file))


def with_glossary(glossary: Glossary, file: YamlFile) -> dict[str, Concept]:
    """Return the same for a file that has been read. Raises WrongInput."""
    concepts, faults = _laid_over(glossary, file.values)
    problems = [*schema_problems(file), *(fault.at(file.place_of(path)) for path, fault in faults)]
    if problems:
        in_order = sorted(dict.fromkeys(problems), key=lambda problem: (problem.place.line, problem.place.column))
        raise WrongInput(in_order)
    return concepts


def with_words(glossary: Glossary, answers: Answers) -> dict[str, Concept]:
    """Return the glossary with the contract's own word for some concepts: definitions.words of the answers.

    Raises WrongInput for a word that another concept has already.
    """
    words = group_at(answers.values, "definitions", "words")
    given = {key: str(word) for key, word in words.items() if word}
    known = {key: word for key, word in given.items() if key in glossary and word != glossary[key].label}
    changed, faults = _laid_over(glossary, {"wording": known}) if known else (dict(glossary), [])
    if faults:
        words_path: ValuePath = ("definitions", "words")
        raise WrongInput(fault.at(answers.yaml.place_of((*words_path, path[-1]))) for path, fault in faults)
    return changed


def load_not_terms(jurisdiction: str, folders: Sequence[Path], *files: Path) -> NotTerms:
    """Return what the glossary files of a jurisdiction, of a council and further `files` list as not_terms."""
    own = [folder / "glossary.yaml" for folder in folders if (folder / "glossary.yaml").is_file()]
    phrases, acronyms = set[str](), set[str]()
    for values in [*_ours(jurisdiction, folders), *map(read_mapping, [*own, *files])]:
        listed = values.get("not_terms")
        for kind in NOT_TERMS if isinstance(listed, Mapping) else ():
            words = listed.get(kind) if isinstance(listed, Mapping) else None
            texts = {str(word) for word in words} if isinstance(words, Sequence) else set()
            (acronyms if kind == "acronyms" else phrases).update(texts)
    return NotTerms(frozenset(phrases), frozenset(acronyms))


def _of_any_country(folders: Sequence[Path]) -> dict[str, Concept]:
    """Return the concepts of each country's glossary: a council may name one before anybody says which law applies."""
    rows = (row for country in COUNTRIES for values in _ours(country, folders) for row in rows_at(values, "concepts"))
    return {concept.id: concept for row in rows if (concept := concept_of(row, None, displacing=False))}


def _ours(jurisdiction: str, folders: Sequence[Path]) -> Iterator[Mapping[str, object]]:
    """Yield the values of the base glossary and that of a jurisdiction. Raises CannotRead if one is missing."""
    for name in ("base", jurisdiction) if jurisdiction else ("base",):
        file = next((path for folder in folders if (path := folder / f"glossary/{name}.yaml").is_file()), None)
        if file is None:
            raise CannotRead(about_file(f"glossary/{name}.yaml", "this data file is missing", "install specgen again"))
        yield read_mapping(file)


Faults = list[tuple[ValuePath, Fault]]


def _laid_over(known: Glossary, values: Mapping[str, object]) -> tuple[dict[str, Concept], Faults]:
    """Return the concepts with one file's rows laid over them, and what does not fit."""
    concepts, faults, own = dict(known), Faults(), dict[str, ValuePath]()
    for path, identifier, row in _rows(values):
        asked = path[0] == "wording" or text_at(row, "same_as")
        if asked and identifier not in known:
            faults.append((path, Fault(f"there is no concept {identifier}", _near(identifier, known), RULE)))
            continue
        concept = concept_of(row, concepts.get(identifier))
        if concept is None:
            remedy = f"write preferred: {{label: ...}}{_or_meant(identifier, known)}"
            faults.append((path, Fault(f"{identifier or 'a concept'} is new here and has no word", remedy, RULE)))
            continue
        if own.get(identifier, path)[0] == path[0] == "concepts" and identifier in own:
            message = f"“{concepts[identifier].label}” and “{concept.label}” are both the word for {_named(identifier)}"
            faults.append((path, Fault(message, "take the line same_as out of one of the two", RULE)))
        concepts[identifier] = concept
        own[identifier] = path
    concepts |= _given_way(concepts, own)
    faults += (*_collisions(concepts, own), *_unknown_references(concepts, own))
    return _without_taken(concepts), faults


def _rows(values: Mapping[str, object]) -> Iterator[tuple[ValuePath, str, Mapping[str, object]]]:
    concepts, wording = values.get("concepts"), values.get("wording")
    for number, row in enumerate(concepts if isinstance(concepts, Sequence) else ()):
        if isinstance(row, Mapping):
            yield ("concepts", number), text_at(row, "same_as") or text_at(row, "id"), row
    for key, value in wording.items() if isinstance(wording, Mapping) else ():
        if isinstance(value, str | Mapping):
            yield ("wording", key), key, worded(value)


def _collisions(concepts: Glossary, own: Mapping[str, ValuePath]) -> Iterator[tuple[ValuePath, Fault]]:
    """Yield the words of this file that are the word of another concept."""
    owners: dict[str, set[str]] = {}
    for concept in concepts.values():
        for text in _right_words(concept):
            owners.setdefault(text, set()).add(concept.id)
    for identifier, path in own.items():
        for text in _right_words(concepts[identifier]):
            others = owners[text] - {identifier}
            if others:
                other = concepts[min(others)]
                message = f'"{concepts[identifier].label}" is already the word for {_named(other.id)}'
                yield path, Fault(message, "one word for one thing: choose another for one of the two", RULE)
                break


def _unknown_references(concepts: Glossary, own: Mapping[str, ValuePath]) -> Iterator[tuple[ValuePath, Fault]]:
    """Yield each {person.plural} in a definition of this file that stands for nothing."""
    for identifier, path in own.items():
        for reference in REFERENCE.finditer(concepts[identifier].definition):
            meant, form = reference.group(1), reference.group(2) or "label"
            if meant not in concepts:
                fault = Fault(f"{reference.group()}: there is no concept {meant}", _near(meant, concepts), RULE)
                yield (*path, "definition"), fault
            elif form not in FORMS:
                remedy = suggest(form, FORMS, f"the forms are {', '.join(FORMS)}")
                yield (*path, "definition"), Fault(f"{reference.group()}: there is no form {form}", remedy, RULE)


def _given_way(concepts: Glossary, own: Mapping[str, ValuePath]) -> dict[str, Concept]:
    """Return the concepts whose word this file has taken for something else, each with its other word."""
    taken = {text for identifier in own for text in _right_words(concepts[identifier])}
    return {
        key: concept._replace(
            label=concept.otherwise.text, plural=concept.otherwise.plural or concept.otherwise.text,
            article=article_of(concept.otherwise.text), admitted=(),
        )
        for key, concept in concepts.items()
        if key not in own and concept.otherwise is not None and _right_words(concept) & taken
    }  # fmt: skip


def _named(identifier: str) -> str:
    return identifier.replace("_", " ")


def _right_words(concept: Concept) -> set[str]:
    admitted = {text for label in concept.admitted for text in (label.text, label.plural) if text}
    return {text.casefold() for text in {concept.label, concept.plural, *admitted}}


def _without_taken(concepts: Mapping[str, Concept]) -> dict[str, Concept]:
    """Return the concepts without advice against a word that is now the right one for something."""
    right = {text for concept in concepts.values() for text in _right_words(concept)}
    return {
        key: concept._replace(
            deprecated=tuple(label for label in concept.deprecated if _stays(label.text, label.near, right))
        )
        for key, concept in concepts.items()
    }


def _stays(text: str, near: tuple[str, ...], right: set[str]) -> bool:
    return bool(near) or text.casefold() not in right


def _near(identifier: str, known: Glossary) -> str:
    return suggest(identifier, known, "`specgen glossary list` shows the concepts")


def _or_meant(identifier: str, known: Glossary) -> str:
    near = suggest(identifier, known)
    return f", or {near}" if near else ""
