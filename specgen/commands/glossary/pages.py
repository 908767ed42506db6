"""List the words of a glossary, and explain one: `specgen glossary list` and `specgen glossary explain`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill
from typing import Final

from specgen.commands.result import CommandResult, Untrusted, untrusted_paths
from specgen.formats.opc.package import NotAWordFile, read_package
from specgen.formats.word.paragraphs import read_paragraphs
from specgen.formats.yamlfile.fast import read_mapping
from specgen.formats.yamlfile.lookup import text_at
from specgen.inputs.council.council import load_council
from specgen.inputs.council.council_glossary import load_council_glossary
from specgen.inputs.glossary.concept import Concept, Label
from specgen.inputs.glossary.forms import REFERENCE, Glossary, filled
from specgen.problems import WrongInput, about_file

USED: Final = re.compile(r"\bterm(?:\.|\[[\"'])(\w+)")
WIDTH: Final = 100


@dataclass(frozen=True)
class Options:
    """The arguments of the two commands; `list` names no term."""

    council: str | None
    jurisdiction: str
    glossary: Path | None
    term: str = ""


def untrusted(options: Options) -> Untrusted:
    files = () if options.glossary is None else (options.glossary,)
    return untrusted_paths(load_council(options.council), *files)


def list_terms(options: Options) -> CommandResult:
    council = load_council(options.council)
    return CommandResult(list_page(load_council_glossary(council, options.glossary, options.jurisdiction)))


def explain_term(options: Options) -> CommandResult:
    council = load_council(options.council)
    glossary = load_council_glossary(council, options.glossary, options.jurisdiction)
    return CommandResult(explain_page(options.term, glossary, council.template_folders, council.model_folders))


def list_page(glossary: Glossary) -> str:
    """Return the words, a line each: the term, its plural, the concept's name in templates, where it is defined."""
    rows = [("Term", "Plural", "Name in templates", "Defined")]
    for concept in sorted(glossary.values(), key=lambda one: one.label.casefold()):
        plural = concept.plural if concept.countable and concept.plural != concept.label else "-"
        rows.append((concept.label, plural, f"term.{concept.id}", _where(concept)))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ("  ".join([*map(str.ljust, row, widths), row[3]]).rstrip() for row in rows)
    return "\n".join(lines) + "\n"


def explain_page(word: str, glossary: Glossary, template_folders: Sequence[Path], model_folders: Sequence[Path]) -> str:
    """Return what there is to say of a word: of a term, of one to avoid, or of a concept's name.

    Raises WrongInput for a word that the glossary does not have.
    """
    found = _concepts(word, glossary) if word.strip() else []
    if not found:
        raise WrongInput(about_file("", f"the glossary does not have “{word}”", _nearest(word, glossary), "glossary"))
    uses = _uses(template_folders, model_folders)
    return "\n".join("\n".join(_explained(concept, said, glossary, uses)) + "\n" for concept, said in found)


def _concepts(word: str, glossary: Glossary) -> list[tuple[Concept, str]]:
    """Return the concepts that a word stands for, and what it is to each: "" if it is the term."""
    key = " ".join(word.split()).casefold()
    exact = [
        (concept, "")
        for concept in glossary.values()
        if key in {concept.id, f"term.{concept.id}", concept.label.casefold(), concept.plural.casefold()}
    ]
    if exact:
        return exact
    found = []
    for concept in glossary.values():
        if concept.acronym and key in {concept.acronym.label.casefold(), concept.acronym.plural.casefold()}:
            found.append((concept, f"{concept.acronym.label} is short for {concept.label}."))
        for said, labels in _groups(concept):
            found += [
                (concept, _advice(label, said, concept))
                for label in labels
                if key in {label.text.casefold(), label.plural.casefold()}
            ]
    return found


def _advice(label: Label, said: str, concept: Concept) -> str:
    if label.question:
        return f"“{label.text}” may mean something else. {label.question} Otherwise write {concept.label}."
    return f"“{label.text}” {said}; write {label.fix or concept.label}."


def _groups(concept: Concept) -> tuple[tuple[str, tuple[Label, ...]], ...]:
    return (
        ("is taken as well", concept.admitted),
        ("is a word to avoid", concept.deprecated),
        ("is out of date", concept.superseded),
    )


def _explained(concept: Concept, said: str, glossary: Glossary, uses: Mapping[str, Sequence[str]]) -> Iterator[str]:
    many = f" (plural: {concept.plural})" if concept.countable and concept.plural != concept.label else ""
    if said:
        yield fill(said, WIDTH)
    yield f"{concept.label}{many}"
    yield f"    Name in templates: term.{concept.id}"
    if concept.definition:
        yield _row("Means", filled(concept.definition, _complete(concept, glossary)))
    yield _row("Defined", _where(concept))
    if concept.acronym:
        allowed = {"true": "", "false": " (do not use it)", "after_first_use": " (once it has been spelled out)"}
        yield _row("Abbreviation", concept.acronym.label + allowed.get(concept.acronym.allowed, ""))
    for title, labels in (
        ("Right as well", concept.admitted),
        ("Avoid", concept.deprecated),
        ("Out of date", concept.superseded),
    ):
        if labels:
            yield f"    {title}:"
            yield from (_bullet(_worded(label, concept)) for label in labels)
    if concept.lower_case != "allow":
        yield _row("In small letters", {"forbid": "never", "ask": "look whether the term is meant"}[concept.lower_case])
    sections = uses.get(concept.id, ())
    yield _row("Used in", ", ".join(sections) if sections else "no section's template")
    others = sorted(other.label for other in glossary.values() if concept.id in _named(other) and other is not concept)
    if others:
        yield _row("Used to define", ", ".join(others))


def _worded(label: Label, concept: Concept) -> str:
    until = f" (until {label.until})" if label.until else ""
    if label.question:
        return f"{label.text}{until}: {label.question}"
    guards = [
        f"not {words} {_listed(values)}"
        for words, values in (("after", label.not_after), ("before", label.not_before), ("near", label.not_near))
        if values
    ]
    right = label.fix or concept.label
    return (
        f"{label.text}{until}"
        + (f": write {right}" if label.fix else "")
        + (f" ({'; '.join(guards)})" if guards else "")
    )


def _uses(template_folders: Sequence[Path], model_folders: Sequence[Path]) -> dict[str, list[str]]:
    """Return concept -> the titles of the sections whose templates print it."""
    files: dict[str, Path] = {}
    for folder in template_folders:
        for path in sorted((folder / "sections").glob("*.docx")):
            files.setdefault(path.stem, path)
    uses: dict[str, list[str]] = {}
    for name, path in sorted(files.items()):
        try:
            paragraphs = read_paragraphs(read_package(path.read_bytes()))
        except (NotAWordFile, OSError):
            continue
        title = _title(name, model_folders)
        for concept in dict.fromkeys(found for one in paragraphs for found in USED.findall(one.text)):
            uses.setdefault(concept, []).append(title)
    return uses


def _title(section: str, folders: Sequence[Path]) -> str:
    file = next((path for folder in folders if (path := folder / "sections" / f"{section}.yaml").is_file()), None)
    return (text_at(read_mapping(file), "title") or section) if file is not None else section


def _where(concept: Concept) -> str:
    if concept.clause:
        return f"in the contract, {concept.clause}"
    return "in the specification, where it is used" if concept.definition else "nowhere"


def _complete(concept: Concept, glossary: Glossary) -> Glossary:
    """Return the glossary, with what a definition names and nobody has written as it stands."""
    missing = {name: Concept(name, name, name, "a", "") for name in _named(concept) if name not in glossary}
    return {**glossary, **missing}


def _named(concept: Concept) -> set[str]:
    return {found.group(1) for found in REFERENCE.finditer(concept.definition)}


def _nearest(word: str, glossary: Glossary) -> str:
    from difflib import get_close_matches

    words: dict[str, str] = {}
    for concept in glossary.values():
        for text in (concept.label, concept.id, *(one.text for one in (*concept.admitted, *concept.deprecated))):
            words.setdefault(text.casefold(), text)
    near = get_close_matches(word.casefold(), list(words), 1)
    return f"did you mean {words[near[0]]}?" if near else "`specgen glossary list` shows what it has"


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def _row(title: str, text: str) -> str:
    return fill(f"{title}: {text}", WIDTH, initial_indent="    ", subsequent_indent="        ")


def _bullet(text: str) -> str:
    return fill(text, WIDTH, initial_indent="      - ", subsequent_indent="        ")
