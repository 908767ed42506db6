"""A Word template in, the glossary's words typed into it out, each with its paragraph: for the template check."""

from __future__ import annotations

from pathlib import Path

from specgen.formats.opc.namespaces import name
from specgen.review.review import Words, review


def typed_terms(file: Path, words: Words) -> list[tuple[str, int, str, str]]:
    """Return part, number of the paragraph in it (from 1), message and remedy of each typed term."""
    found, numbers = [], dict[str, dict[object, int]]()
    for finding in review(file, words).reviewed.findings:
        paragraph = finding.passage.paragraph
        if finding.rule != "TERM-LITERAL" or paragraph is None:
            continue
        if paragraph.part not in numbers:
            nodes = paragraph.node.getroottree().getroot().iter(name("w:p"))
            numbers[paragraph.part] = {node: number for number, node in enumerate(nodes, 1)}
        number = numbers[paragraph.part].get(paragraph.node, 0)
        found.append((paragraph.part, number, finding.message, finding.remedy))
    return found
