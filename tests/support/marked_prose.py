"""Run the review on marked documents and compare what it finds with what is marked, as tests/prose/README.md says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from specgen.review.findings import Finding, Passage, Subject
from specgen.review.rules.registry import findings_in
from tests.judges.policy import ROOT
from tests.support.rule_findings import built_in

FOLDER = ROOT / "tests" / "prose"
WORDS_OF_A_PAGE = 500  # the stricter count: the README of the documents has 330
# Which kind of mark a rule looks for. Rules that compare with the words of a contract are left out: these documents
# come without one, so that every term of theirs would differ.
KINDS: Mapping[str, tuple[str, ...]] = {
    "VAGUE-TIME": ("vague-time",),
    "VAGUE-AMOUNT": ("vague-amount",),
    "DUTY-NOBODY": ("duty-without-debtor",),
    "DUTY-PRESENT": ("party-present-tense",),
    "NO-LEVEL": ("not-smart",),
    "SUPPLIER-NAMED": ("supplier-bias",),
    "SUPPLIER-BIAS": ("supplier-bias",),
    "HOW-NOT-RESULT": ("how-instead-of-result",),
    "CHATTY": ("chatty",),
    "NAMED-PERSON": ("named-person",),
    "PERSONAL-ADDRESS": ("personal-address",),
    "PERSONAL-DATA": (),
    "LONG-SENTENCE": ("long-sentence",),
    "OPEN-LIST": ("open-list",),
    "CARER-PAID": ("carers-for-staff",),
    "CARER-AT-WORK": ("carers-for-staff",),
    "ACRONYM-UNDEFINED": ("acronym",),
    "ACRONYM-EARLY": ("acronym",),
    "ACRONYM-UNUSED": (),
    "ACRONYM-TWO-WAYS": (),
    "NUMBER-WORDS": (),
    "PLACEHOLDER": (),
    "HIDDEN-CHARACTER": (),
    "REFERENCE-BROKEN": (),
    "DATE-IMPOSSIBLE": (),
    "LAW-REPLACED": ("replaced-law", "replaced-body"),
    "TERM-SUPERSEDED": ("replaced-law", "replaced-body"),
    "LAW-UNNAMED": (),
    "LAW-COUNTRY": ("wrong-country-law",),
}
CONTRACT_WORDS = frozenset(
    "TERM-DEPRECATED TERM-CONFUSED TERM-CASE TERM-NEAR-MISS TERM-UNDEFINED TERM-UNUSED TERM-DUPLICATE TERM-CONFLICT"
    " ACRONYM-REFUSED DUTY-VERB".split()
)
HEAD = re.compile(r"[.!?:;”’)]$")


@dataclass(frozen=True)
class Mark:
    paragraph: int
    kind: str
    words: str
    why: str
    span: tuple[int, int]


@dataclass(frozen=True)
class Document:
    name: str
    country: str
    written: date
    paragraphs: tuple[str, ...]
    marks: tuple[Mark, ...]
    traps: tuple[tuple[int, str], ...]

    @property
    def number(self) -> int:
        return int(self.name[:2])

    @property
    def pages(self) -> float:
        return sum(len(text.split()) for text in self.paragraphs) / WORDS_OF_A_PAGE


@dataclass(frozen=True)
class Found:
    """One finding with what it meets: `verdict` is right, other (right words, another kind) or false."""

    document: str
    paragraph: int
    rule: str
    words: str
    verdict: str
    marks: tuple[Mark, ...] = ()
    trap: str = ""

    def __str__(self) -> str:
        other = f" ({'; '.join(mark.kind for mark in self.marks)})" if self.verdict == "other" else ""
        place = f"{self.document[:2]}:{self.paragraph}"
        return f"{place} {self.rule} “{self.words}” {self.verdict}{other} {self.trap}".rstrip()


@dataclass
class Figures:
    found: list[Found] = field(default_factory=list)
    marks: list[tuple[str, Mark]] = field(default_factory=list)
    met: list[tuple[str, Mark]] = field(default_factory=list)
    pages: float = 0

    @property
    def right(self) -> int:
        return sum(one.verdict != "false" for one in self.found)

    @property
    def false(self) -> list[Found]:
        return [one for one in self.found if one.verdict == "false"]

    @property
    def on_nothing(self) -> list[Found]:
        """Findings at words that nobody has marked for anything."""
        return [one for one in self.found if not one.marks]

    @property
    def precision(self) -> float:
        return self.right / max(len(self.found), 1)

    @property
    def false_a_page(self) -> float:
        return len(self.false) / self.pages

    @property
    def recall(self) -> float:
        return len(self.met) / max(len(self.marks), 1)

    def lines(self) -> Iterator[str]:
        """Yield the figures as a person reads them: as a whole, by rule and by kind of mark."""
        yield (
            f"{len(self.found)} findings, {self.right} right ({self.precision:.1%}), {len(self.false)} false on"
            f" {self.pages:.0f} pages of 500 words ({self.false_a_page:.2f} a page), {len(self.on_nothing)} of them at"
            f" words that are not marked; {len(self.met)} of {len(self.marks)} marks met ({self.recall:.1%})"
        )
        for rule in sorted({one.rule for one in self.found}):
            counts = Counter(one.verdict for one in self.found if one.rule == rule)
            numbers = f"{counts['right']:3} right, {counts['other']:2} of another kind, {counts['false']:2} false"
            yield f"  {rule:20} {numbers}"
        for kind in sorted({mark.kind for _, mark in self.marks}):
            all_marks = sum(mark.kind == kind for _, mark in self.marks)
            yield f"  {kind:22} {sum(mark.kind == kind for _, mark in self.met):3} of {all_marks:3} met"
        for one in self.false:
            yield f"  false: {one}"


@cache
def documents() -> tuple[Document, ...]:
    return tuple(_document(file) for file in sorted(FOLDER.glob("[0-9]*.txt")))


def figures(chosen: Iterable[Document], judged: Mapping[str, str] | None = None) -> Figures:
    """Return the figures of some documents. `judged` says of findings of another kind which are right: the key of each
    and the words of the mark's reason that say so.
    """
    result = Figures()
    for document in chosen:
        result.pages += document.pages
        result.marks += [(document.name, mark) for mark in document.marks]
        found = [_judged(one, judged or {}) for one in _compared(document)]
        result.found += found
        for mark in document.marks:
            if any(mark in one.marks for one in found if one.verdict != "false"):
                result.met.append((document.name, mark))
    return result


def key_of(one: Found) -> str:
    return f"{one.document[:2]}:{one.paragraph} {one.rule} {one.words}"


def findings_of(document: Document) -> list[Finding]:
    glossary, not_terms = built_in(document.country)
    passages = tuple(
        Passage(text, f"paragraph {number}", is_head=_is_head(text))
        for number, text in enumerate(document.paragraphs, 1)
    )
    values = {"document": {"jurisdiction": document.country}}
    return findings_in(Subject(document.name, "document", passages, glossary, not_terms, values=values))


def _is_head(text: str) -> bool:
    return not HEAD.search(text) and len(text.split()) < 13 and not re.search(r"[a-z][.!?] [A-Z]", text)


def _compared(document: Document) -> Iterator[Found]:
    met = set[tuple[str, Mark]]()
    numbers = {text: number for number, text in enumerate(document.paragraphs, 1)}
    for finding in findings_of(document):
        if finding.rule in CONTRACT_WORDS:
            continue
        number, text = numbers[finding.passage.text], finding.passage.text
        words = text[finding.start : finding.end]
        marks = [
            mark
            for mark in document.marks
            if mark.paragraph == number and mark.span[0] < finding.end and finding.start < mark.span[1]
        ]
        same = [mark for mark in marks if mark.kind in (*KINDS[finding.rule], *KINDS.get(finding.also, ()))]
        same += [mark for mark in _of_words_quoted(document, number, finding) if mark not in same]
        if same:
            if (finding.rule, same[0]) not in met:
                met.update((finding.rule, mark) for mark in same)
                yield Found(document.name, number, finding.rule, words, "right", tuple(same))
            continue
        trap = next((trap for place, trap in document.traps if place == number and _meets(text, trap, finding)), "")
        verdict = "other" if marks and not trap else "false"
        trap = f"[trap: {trap}]" if trap else ""
        yield Found(document.name, number, finding.rule, words, verdict, tuple(marks), trap)


def _of_words_quoted(document: Document, number: int, finding: Finding) -> Iterator[Mark]:
    """Yield the marks at the words that a message quotes for a second fault."""
    start, end = finding.also_at
    for mark in document.marks:
        is_there = mark.paragraph == number and mark.span[0] < end and start < mark.span[1]
        if is_there and mark.kind in KINDS.get(finding.also, ()):
            yield mark


def _meets(text: str, words: str, finding: Finding) -> bool:
    start = text.find(words)
    return start < finding.end and finding.start < start + len(words)


def _judged(one: Found, judged: Mapping[str, str]) -> Found:
    """Return a finding of another kind as right only where the reason of the mark supports it."""
    if one.verdict != "other":
        return one
    quoted = judged.get(key_of(one), "")
    if quoted and any(quoted in mark.why for mark in one.marks):
        return one
    return replace(one, verdict="false", trap="[not judged right]")


def _document(file: Path) -> Document:
    paragraphs = tuple(file.read_text(encoding="utf-8").rstrip("\n").split("\n"))
    values: Any = yaml.safe_load(file.with_suffix("").with_suffix(".marks.yaml").read_text(encoding="utf-8"))
    year, month = map(int, values["written"].split("-"))
    marks = tuple(_mark(row, paragraphs) for row in values["marks"])
    traps = tuple((row["paragraph"], row["words"]) for row in values.get("traps") or ())
    return Document(file.stem, values["country"], date(year, month, 1), paragraphs, marks, traps)


def _mark(row: Mapping[str, Any], paragraphs: Sequence[str]) -> Mark:
    start = paragraphs[row["paragraph"] - 1].index(row["words"])
    return Mark(row["paragraph"], row["kind"], row["words"], row["why"], (start, start + len(row["words"])))
