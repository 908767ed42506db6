"""Say of each line of a contract whether it stands among definitions: below such a heading, or behind a lead-in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from specgen.inputs.contract.contract_line import Line

DEFINING_HEAD: Final = re.compile(
    r"\b(?:definitions?|defined (?:terms|words|expressions)|interpretations?|glossary|terminology|dictionary"
    r"|abbreviations|acronyms|jargon|meanings? of (?:the )?(?:terms|words|expressions)|terms used|terms explained"
    r"|explanations? of (?:the )?(?:terms|words)"
    r"|key (?:terms|words)(?! of\b)|(?:schedule|list|table) of (?:(?:contract|defined|key) )?terms"
    r"|words and (?:expressions|phrases|terms)|(?:words?|terms?|expressions?)\b.{0,40}\bmeans?"
    r"|(?:words|terms)\b.{0,20}\b(?:special|particular) (?:meanings?|sense)|words (?:that )?we use)\b"
    r"|^(?:\S+: )?terms$",
    re.IGNORECASE,
)
LEADS_IN: Final = re.compile(
    r"(?:following|these|below)(?: \w+){0,3} (?:words|terms|expressions|phrases|definitions|meanings)\b"
    r"|(?:words|terms|expressions|phrases)\b[^.]{0,120}\bmeanings?\b"
    r"|\bthe following (?:\w+ )?(?:meanings?|definitions?)\b|\bthe meanings? (?:set out |given )?(?:below|opposite)"
    r"|^in (?:this|these) (?:\w+ )?(?:agreement|annex|appendix|clause|conditions|contract|deed|document|paragraph|part"
    r"|schedule|section)(?: \w{1,3})?,?:$",
    re.IGNORECASE,
)
LED_IN: Final = 9  # the rank of a section that a sentence opens: any heading ends it


def sectioned(lines: Sequence[Line]) -> Iterator[Line]:
    """Say of each line whether it stands among definitions."""
    section = count = rank = 0
    is_loose, opened_by = False, ""
    for line in lines:
        if line.is_head:
            if DEFINING_HEAD.search(line.text):
                if not section or line.rank <= rank:
                    count, rank, is_loose = count + 1, line.rank, line.is_loose
                section = count
            elif section and line.rank <= rank and (is_loose or not line.is_loose):
                section = 0
        elif section and rank == LED_IN and _stands_beside(line, opened_by):
            section = 0
        elif not section and line.cell is None and LEADS_IN.search(line.text) and _introduces(line.text):
            count += 1
            section, rank, is_loose, opened_by = count, LED_IN, True, line.number
        yield replace(line, section=section)


def _stands_beside(line: Line, number: str) -> bool:
    """Whether a line is the next clause after the one that opened a section."""
    if not number or not line.number or line.cell is not None or line.is_item:
        return False
    return not line.number.startswith((f"{number}.", f"{number}("))


def _introduces(text: str) -> bool:
    return text.endswith((":", "-", "–", "—")) or bool(re.search(r"following|below|opposite", text))
