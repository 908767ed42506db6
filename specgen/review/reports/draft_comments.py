"""Put what is found in a new draft and in its answers into a copy, as comments at the clauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from specgen.document.record.provenance import recorded
from specgen.formats.opc.package import read_package
from specgen.formats.word.paragraphs import Paragraph, read_paragraphs
from specgen.inputs.council.council import load_council
from specgen.problems import Problem
from specgen.review.findings import Finding, Passage
from specgen.review.review import Words, review
from specgen.review.rules.registry import FAMILIES
from specgen.review.rules.unfinished import OPEN_POINT
from specgen.review.word_files.word_comments import with_comments
from specgen.review.word_files.word_texts import place_of


def commented_draft(draft: bytes, problems: tuple[Problem, ...], council: str | None, file: str) -> tuple[bytes, int]:
    """Return a copy of a draft with a comment for each finding in its words, and for each of the facts that its
    answers state, and how many comments there are. A fact is said at the heading of its section.
    """
    words = Words(load_council(council) if council else load_council(None))
    reviewed = review(Path(file), words, draft)
    findings = [finding for finding in reviewed.reviewed.findings if finding.rule != OPEN_POINT.id]
    data = with_comments(reviewed.parts or {}, findings)
    parts = read_package(data)
    facts = list(_at_headings(read_paragraphs(parts), problems, _titles(parts, words)))
    return (with_comments(parts, facts) if facts else data), len(findings) + len(facts)


def _at_headings(
    paragraphs: Sequence[Paragraph], problems: Iterable[Problem], titles: Mapping[str, str]
) -> Iterator[Finding]:
    rules = {rule.id for family in FAMILIES if family.facts for rule in family.rules}
    headings = {one.text.casefold(): one for one in paragraphs if one.level and one.pieces and one.story == "body"}
    first = next((one for one in paragraphs if one.pieces and one.story == "body"), None)
    for problem in problems:
        paragraph = headings.get(_title(problem.place.path, titles).casefold(), first)
        if problem.rule in rules and paragraph is not None:
            passage = Passage(paragraph.text, place_of(paragraph), paragraph=paragraph)
            yield Finding(problem.fault, passage, 0, len(paragraph.text))


def _titles(parts: Mapping[str, bytes], words: Words) -> Mapping[str, str]:
    """Return the titles of the sections of the draft's model by their place in the answers."""
    record = recorded(parts)
    sections = words.model(record.model).sections if record and record.model else ()
    return {".".join(section.at): section.title for section in sections if section.at}


def _title(path: str, titles: Mapping[str, str]) -> str:
    steps = path.replace("[", ".").split(".")
    return next((titles[key] for count in (2, 1) if (key := ".".join(steps[:count])) in titles), "")
