"""Find the glossary's words that are typed into a Word template, for the check of templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, STYLES_PART, parse_part
from specgen.formats.word.positions import ParagraphPlace, Positions
from specgen.formats.word.styles import heading_levels
from specgen.problems import Problem
from specgen.review.review import Words, review

RULE: Final = "term"


def typed_terms(file: Path, words: Words) -> Iterator[Problem]:
    """Yield each typed term with the place of its paragraph. Raises SpecgenError for a file that cannot be read."""
    reviewed = review(file, words, as_template=True)
    numbers = dict[str, dict[object, int]]()
    for finding in reviewed.reviewed.findings:
        paragraph = finding.passage.paragraph
        if finding.rule != "TERM-LITERAL" or paragraph is None:
            continue
        if paragraph.part not in numbers:
            nodes = paragraph.node.getroottree().getroot().iter(name("w:p"))
            numbers[paragraph.part] = {node: number for number, node in enumerate(nodes, 1)}
        number = numbers[paragraph.part].get(paragraph.node, 0)
        place = _place(reviewed.parts or {}, paragraph.part, number)
        yield finding.fault._replace(rule=RULE).at(place)


def _place(parts: Mapping[str, bytes], part: str, index: int) -> ParagraphPlace:
    styles = parts.get(STYLES_PART)
    levels = heading_levels(None if styles is None else parse_part(styles))
    story = "" if part == DOCUMENT_PART else "header" if "header" in part else "footer"
    return Positions(parse_part(parts[part]), part, story, levels).at(index)
