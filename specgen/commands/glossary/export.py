"""Export a glossary for other tools: Vale, textlint, TBX-Basic (ISO 30042), SKOS."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from specgen.commands.result import CommandResult, OutputFile, Untrusted, untrusted_paths
from specgen.inputs.council.council import load_council
from specgen.inputs.council.council_glossary import load_council_glossary
from specgen.inputs.glossary.concept import Concept, Label
from specgen.inputs.glossary.forms import Glossary, filled
from specgen.problems import CannotRead, about_file

LANGUAGE: Final = "en-GB"
LEVELS: Final = {"error": "error", "warning": "warning", "note": "suggestion"}
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"


@dataclass(frozen=True)
class Options:
    """The arguments of `specgen glossary export`."""

    form: str
    output: Path | None
    council: str | None
    jurisdiction: str
    glossary: Path | None


def untrusted(options: Options) -> Untrusted:
    files = () if options.glossary is None else (options.glossary,)
    outputs = () if options.output is None else (options.output,)
    return untrusted_paths(load_council(options.council), *files, outputs=outputs)


def export_glossary(options: Options) -> CommandResult:
    """Return the words in another tool's form, to be printed, or written where nothing stands."""
    council = load_council(options.council)
    if options.form not in FORMS:
        message = f"--to: there is no form {options.form}"
        raise CannotRead(about_file("", message, f"write one of {', '.join(FORMS)}", "usage"))
    glossary = load_council_glossary(council, options.glossary, options.jurisdiction)
    text = export(glossary, options.form, f"{council.name or 'specgen'} glossary")
    if options.output is None:
        return CommandResult(text)
    remedy = "give another name; what is there is never overwritten"
    return CommandResult(files=(OutputFile(options.output, text.encode(), remedy=remedy),))


def export(glossary: Glossary, form: str, title: str) -> str:
    """Return the glossary in one of the FORMS."""
    return FORMS[form](glossary, title)


def _vale(glossary: Glossary, title: str) -> str:
    """A style for Vale: each word to avoid that has a certain replacement; the doubtful ones as comments."""
    lines = [
        f"# {title}: the words to avoid, for Vale. Put this file into a folder of Vale's StylesPath.",
        "extends: substitution",
        "message: \"Write '%s' instead of '%s'.\"",
        "level: error",
        "ignorecase: false",
    ]
    swaps = list(dict(_swaps(glossary)).items())
    lines.append("swap:" if swaps else "swap: {}")
    for (text, label), right in swaps:
        pattern = _guarded(_flexible(text), label)
        pattern = pattern if _is_exact(label) else f"(?i:{pattern})"
        lines.append(f"  {json.dumps(pattern, ensure_ascii=False)}: {json.dumps(right, ensure_ascii=False)}")
    doubtful = [(concept, label) for concept in _sorted(glossary) for label in concept.deprecated if label.question]
    if doubtful:
        lines.append("# These look like a term and may mean something else, so a person has to decide:")
        lines += [f"#   {label.text}: {label.question} ({concept.label})" for concept, label in doubtful]
    return "\n".join(lines) + "\n"


def _textlint(glossary: Glossary, _title: str) -> str:
    """A .textlintrc.json for textlint-rule-terminology.

    Its expressions pay no heed to capitals, so that words which are wrong only with a capital are left out.
    """
    terms: list[object] = [concept.label for concept in _sorted(glossary) if concept.lower_case == "forbid"]
    for (text, label), right in dict(_swaps(glossary)).items():
        if not _is_exact(label):
            terms.append([rf"(?<![\w-]){_guarded(_flexible(text), label)}(?![\w-])", right])
    return (
        json.dumps({"rules": {"terminology": {"defaultTerms": False, "terms": terms}}}, indent=2, ensure_ascii=False)
        + "\n"
    )


def _tbx(glossary: Glossary, title: str) -> str:
    """TBX-Basic in the style with data categories as attributes."""
    entries = "".join(f"      {line}\n" for concept in _sorted(glossary) for line in _entry(concept, glossary))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<tbx style="dca" type="TBX-Basic" xml:lang="{LANGUAGE}" xmlns="urn:iso:std:iso:30042:ed-2">\n'
        "  <tbxHeader>\n    <fileDesc>\n"
        f"      <titleStmt><title>{escape(title)}</title></titleStmt>\n"
        "      <sourceDesc><p>Exported from a specgen glossary</p></sourceDesc>\n"
        "    </fileDesc>\n  </tbxHeader>\n  <text>\n    <body>\n"
        f"{entries}    </body>\n  </text>\n</tbx>\n"
    )


def _entry(concept: Concept, glossary: Glossary) -> Iterator[str]:
    yield f"<conceptEntry id={quoteattr(concept.id)}>"
    for other in concept.related:
        if other in glossary:
            yield f'  <ref type="crossReference" target={quoteattr(other)}>{escape(glossary[other].label)}</ref>'
    yield f'  <langSec xml:lang="{LANGUAGE}">'
    meaning, source = _meaning(concept, glossary), _source(concept)
    if meaning:
        yield "    <descripGrp>"
        yield f'      <descrip type="definition">{escape(meaning)}</descrip>'
        if source:
            yield f'      <admin type="source">{escape(source)}</admin>'
        yield "    </descripGrp>"
    yield from _term(concept.label, "preferredTerm-admn-sts")
    if concept.acronym:
        status = "deprecatedTerm-admn-sts" if concept.acronym.allowed == "false" else "admittedTerm-admn-sts"
        yield from _term(concept.acronym.label, status, kind="acronym")
    for status in ("admitted", "deprecated", "superseded"):
        for label in _labels(concept)[status]:
            yield from _term(label.text, f"{status}Term-admn-sts", label.question)
    yield "  </langSec>"
    yield "</conceptEntry>"


def _term(text: str, status: str, note: str = "", kind: str = "fullForm") -> Iterator[str]:
    yield "    <termSec>"
    yield f"      <term>{escape(text)}</term>"
    yield f'      <termNote type="termType">{kind}</termNote>'
    yield f'      <termNote type="administrativeStatus">{status}</termNote>'
    if note:
        yield f"      <note>{escape(note)}</note>"
    yield "    </termSec>"


def _skos(glossary: Glossary, title: str) -> str:
    """SKOS as Turtle: preferred, other and hidden labels, none of them twice in a concept."""
    lines = [
        f"@prefix skos: <{SKOS}> .",
        "@prefix dct: <http://purl.org/dc/terms/> .",
        "@prefix : <urn:specgen:concept:> .",
        "",
        f"<urn:specgen:glossary> a skos:ConceptScheme ;\n    dct:title {_literal(title)} .",
    ]
    lines += ["\n" + _resource(concept, glossary) for concept in _sorted(glossary)]
    return "\n".join(lines) + "\n"


def _resource(concept: Concept, glossary: Glossary) -> str:
    rows = [("skos:inScheme", "<urn:specgen:glossary>"), ("skos:prefLabel", _literal(concept.label))]
    labels = _labels(concept)
    hidden = [*labels["deprecated"], *labels["superseded"]]
    other, avoided = [one.text for one in labels["admitted"]], [one.text for one in hidden]
    if concept.acronym:
        (avoided if concept.acronym.allowed == "false" else other).append(concept.acronym.label)
    seen = {concept.label}
    for predicate, texts in (("skos:altLabel", other), ("skos:hiddenLabel", avoided)):
        for text in texts:
            if text not in seen:
                seen.add(text)
                rows.append((predicate, _literal(text)))
    if meaning := _meaning(concept, glossary):
        rows.append(("skos:definition", _literal(meaning)))
    if source := _source(concept):
        rows.append(("dct:source", _literal(source)))
    for label in labels["superseded"]:
        until = f" until {label.until}" if label.until else ""
        rows.append(("skos:historyNote", _literal(f"{label.text}{until}")))
    rows += [("skos:related", f":{one}") for one in concept.related if one in glossary]
    body = " ;\n".join(f"    {predicate} {value}" for predicate, value in rows)
    return f":{concept.id} a skos:Concept ;\n{body} ."


def _swaps(glossary: Glossary) -> Iterator[tuple[tuple[str, Label], str]]:
    """Yield each word to avoid that is certain, in both numbers, with what to write instead."""
    right = {text.casefold() for concept in glossary.values() for text in (concept.label, concept.plural)}
    for concept in _sorted(glossary):
        for label in (*concept.deprecated, *concept.superseded):
            if label.question or label.near or label.not_near or label.severity == "off":
                continue
            one, many = label.fix or concept.label, label.fix or concept.plural
            for text, word in ((label.plural, many), (label.text, one)):
                if text and text.casefold() not in right and (text != label.text or word == one):
                    yield (text, label), word


def _labels(concept: Concept) -> Mapping[str, tuple[Label, ...]]:
    """Return the other labels by status, none twice: what is right is not to be avoided as well."""
    seen, made = {concept.label}, dict[str, tuple[Label, ...]]()
    for status, labels in (
        ("admitted", concept.admitted),
        ("deprecated", concept.deprecated),
        ("superseded", concept.superseded),
    ):
        kept = []
        for label in labels:
            if label.text not in seen:
                seen.add(label.text)
                kept.append(label)
        made[status] = tuple(kept)
    return made


def _is_exact(label: Label) -> bool:
    """Whether a word is found only as it is written: Authority, but service user in any case."""
    return label.text != label.text.lower() and not label.any_case


def _flexible(text: str) -> str:
    """Return an expression that finds a text with spaces or hyphens between its words, and with either apostrophe."""
    return r"[\s-]".join(re.escape(word).replace("’", "['’]").replace(r"\&", "&") for word in re.split(r"[ -]", text))


def _guarded(pattern: str, label: Label) -> str:
    """Return the expression with the words that must not stand before or after it."""
    before = "".join(rf"(?<!\b{_either(word)}[\s-])" for word in label.not_after)
    after = "|".join(map(_either, label.not_before))
    return f"{before}{pattern}" + (rf"(?![\s-](?:{after})\b)" if after else "")


def _either(word: str) -> str:
    """Return an expression for a word with or without a capital."""
    return f"[{word[0].upper()}{word[0].lower()}]{re.escape(word[1:])}"


def _meaning(concept: Concept, glossary: Glossary) -> str:
    try:
        return filled(concept.definition, glossary)
    except KeyError:
        return concept.definition


def _source(concept: Concept) -> str:
    clause = concept.clause
    return clause if not clause[:1].isdigit() else f"clause {clause}"


def _sorted(glossary: Glossary) -> list[Concept]:
    return sorted(glossary.values(), key=lambda concept: concept.label.casefold())


def _literal(text: str) -> str:
    return f"{json.dumps(text, ensure_ascii=False)}@{LANGUAGE}"


FORMS: Final[Mapping[str, Callable[[Glossary, str], str]]] = {
    "vale": _vale,
    "textlint": _textlint,
    "tbx": _tbx,
    "skos": _skos,
}
