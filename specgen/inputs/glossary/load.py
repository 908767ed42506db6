"""Glossary files and a contract's own words in, concepts out: each term in every form that a sentence needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from specgen.formats.yamlfile.data import rows_of, text_of
from specgen.formats.yamlfile.fast import read_mapping
from specgen.formats.yamlfile.yaml_file import Answers, Steps, load
from specgen.inputs.glossary.concept import Concept, concept_of, worded
from specgen.inputs.glossary.file_schema import glossary_faults, is_sound
from specgen.inputs.glossary.forms import Glossary, NotTerms
from specgen.problems import CannotRead, Problem, WrongInput, about_file

NOT_TERMS: Final = ("statutes", "bodies", "words", "acronyms")


def load_glossary(jurisdiction: str, folders: Sequence[Path]) -> dict[str, Concept]:
    """Return the base concepts with those of the jurisdiction (if one is named), and then each folder's own
    glossary.yaml, laid over them. Raises WrongInput for what is wrong in a folder's own.
    """
    concepts: dict[str, Concept] = {}
    for values in _ours(jurisdiction, folders):
        for row in rows_of(values, "concepts"):
            if made := concept_of(row, concepts.get(text_of(row, "id")), displacing=False):
                concepts[made.id] = made
    for folder in reversed(folders):
        if (folder / "glossary.yaml").is_file():
            concepts = with_file(concepts, folder / "glossary.yaml")
    return concepts


def with_file(glossary: Glossary, file: Path) -> dict[str, Concept]:
    """Return the glossary with a council's or contract's own file laid over it. Raises SpecgenError."""
    values = read_mapping(file)
    faults = [] if is_sound(values) else [("", ())]
    changed, found = _laid_over(glossary, values)
    if not faults and not found:
        return changed
    placed, problems = load(file)
    if placed is None:
        raise WrongInput(problems)
    return with_glossary(glossary, placed, problems)


def with_glossary(glossary: Glossary, file: Answers, known: Iterable[Problem] = ()) -> dict[str, Concept]:
    """Return the same for a file that has been read; `known` are problems of its YAML. Raises WrongInput."""
    changed, found = _laid_over(glossary, file.values)
    wrong = [*known, *glossary_faults(file)]
    wrong += [file.problem(path, message, remedy, "glossary") for path, message, remedy in found]
    if wrong:
        raise WrongInput(sorted(dict.fromkeys(wrong), key=lambda problem: (problem.place.line, problem.place.column)))
    return changed


def with_words(glossary: Glossary, answers: Answers) -> dict[str, Concept]:
    """Return the glossary with the contract's own word for some concepts: definitions.words of the answers.

    Raises WrongInput for a word that another concept has already.
    """
    definitions = answers.values.get("definitions")
    words = definitions.get("words") if isinstance(definitions, Mapping) else None
    given = {key: str(word) for key, word in words.items() if word} if isinstance(words, Mapping) else {}
    known = {key: word for key, word in given.items() if key in glossary and word != glossary[key].label}
    changed, faults = _laid_over(glossary, {"wording": known}) if known else (dict(glossary), [])
    if faults:
        raise WrongInput(
            answers.problem(("definitions", "words", path[-1]), message, remedy, "glossary")
            for path, message, remedy in faults
        )
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


def _ours(jurisdiction: str, folders: Sequence[Path]) -> Iterator[Mapping[str, object]]:
    """Yield the values of the base glossary and that of a jurisdiction. Raises CannotRead if one is missing."""
    for name in ("base", jurisdiction) if jurisdiction else ("base",):
        file = next((path for folder in folders if (path := folder / f"glossary/{name}.yaml").is_file()), None)
        if file is None:
            raise CannotRead(about_file(f"glossary/{name}.yaml", "this data file is missing", "install specgen again"))
        yield read_mapping(file)


Fault = tuple[Steps, str, str]  # where in the file, what is wrong, what would be right


def _laid_over(known: Glossary, values: Mapping[str, object]) -> tuple[dict[str, Concept], list[Fault]]:
    """Return the concepts with one file's rows laid over them, and what does not fit."""
    made, faults, own = dict(known), list[Fault](), dict[str, Steps]()
    for path, identifier, row in _rows(values):
        if path[0] == "wording" and identifier not in known:
            faults.append((path, f"there is no concept {identifier}", _near(identifier, known)))
            continue
        concept = concept_of(row, made.get(identifier))
        if concept is None:
            remedy = f"write preferred: {{label: ...}}{_or_meant(identifier, known)}"
            faults.append((path, f"{identifier or 'a concept'} is new here and has no word", remedy))
            continue
        made[identifier] = concept
        own[identifier] = path
    faults += _collisions(made, own)
    return _without_taken(made), faults


def _rows(values: Mapping[str, object]) -> Iterator[tuple[Steps, str, Mapping[str, object]]]:
    concepts, wording = values.get("concepts"), values.get("wording")
    for number, row in enumerate(concepts if isinstance(concepts, Sequence) else ()):
        if isinstance(row, Mapping):
            yield ("concepts", number), text_of(row, "id"), row
    for key, value in wording.items() if isinstance(wording, Mapping) else ():
        if isinstance(value, str | Mapping):
            yield ("wording", key), key, worded(value)


def _collisions(concepts: Glossary, own: Mapping[str, Steps]) -> Iterator[Fault]:
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
                message = f'"{concepts[identifier].label}" is already the word for {other.id.replace("_", " ")}'
                yield path, message, "one word for one thing: choose another for one of the two"
                break


def _right_words(concept: Concept) -> set[str]:
    admitted = {text for label in concept.admitted for text in (label.text, label.plural) if text}
    return {text.casefold() for text in {concept.label, concept.plural, *admitted}}


def _without_taken(concepts: Mapping[str, Concept]) -> dict[str, Concept]:
    """Return the concepts without advice against a word that is now the right one for something."""
    right = {text for concept in concepts.values() for text in _right_words(concept)}
    return {
        key: replace(concept, deprecated=tuple(one for one in concept.deprecated if _stays(one.text, one.near, right)))
        for key, concept in concepts.items()
    }


def _stays(text: str, near: tuple[str, ...], right: set[str]) -> bool:
    return bool(near) or text.casefold() not in right


def _near(identifier: str, known: Glossary) -> str:
    from difflib import get_close_matches

    found = get_close_matches(identifier, list(known), 1)
    return f"did you mean {found[0]}?" if found else "`specgen glossary list` shows the concepts"


def _or_meant(identifier: str, known: Glossary) -> str:
    from difflib import get_close_matches

    found = get_close_matches(identifier, list(known), 1)
    return f", or did you mean {found[0]}?" if found else ""
