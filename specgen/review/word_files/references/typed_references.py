"""Read the references of a text: clauses 2.3 and 2.4, section 10, Schedule C, Table 5; and whose they are.

A reference without the name of a document is taken for one of this document; whatever speaks for another one, an Act
or the conditions of the contract, spares it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from specgen.inputs.glossary.normal_form import quotations_in
from specgen.review.findings import Passage
from specgen.review.rules.english import sentence_span
from specgen.system.lazy_pattern import lazy_pattern

# Clauses, sections and paragraphs are counted by one list; the others have each their own.
GROUPS: Final = {
    **dict.fromkeys("clause clauses sub-clause sub-clauses section sections paragraph paragraphs".split(), "clause"),
    **dict.fromkeys("appendix appendices".split(), "appendix"),
    **dict.fromkeys("annex annexes".split(), "annex"),
    **{f"{kind}{end}": kind for kind in ("schedule", "table", "part", "figure") for end in ("", "s")},
}
KIND: Final = "|".join(sorted(GROUPS, key=len, reverse=True))
LABEL: Final = r"(?:\d+(?:\.\d+)*|[A-Z](?:\.\d+)*)(?:\([a-z]{1,3}\))*"
END: Final = r"(?![\w%]|[.:/]\d|[-–]\d*[a-z])"
WORD: Final = (
    r"(?:[Ss]ub-)?[Cc]lauses?|[Ss]ections?|[Pp]aragraphs?|Schedules?|Tables?|Parts?|Figures?|Annex(?:es)?"
    r"|Appendi(?:x|ces)"
)
FIRST: Final = lazy_pattern(rf"(?<![\w’'-])({WORD})\s+({LABEL}){END}")
NEXT: Final = lazy_pattern(rf"(?:\s*,?\s*\b(?:and|or|to)\b|\s*[,;–-])\s*(?:({WORD})\s+)?({LABEL}){END}")
OF_THIS: Final = lazy_pattern(
    r"\s+(?:of|in|to)\s+(?:this (?:[Ss]pecification|[Dd]ocument|[Ss]ection|[Ss]chedule)"
    r"|the (?:Service )?Specification)\b"
)
OF_ANOTHER: Final = lazy_pattern(
    r"\s*(?:\([^()]*\)\s*)?,?\s*(?:(?:of|to|in|from)\s+(?:(?:the|that|this|these|those|its|their|an?|our|your|it)\b"
    rf"|[A-Z]|\d)|thereof\b|\(?(?!(?:{WORD})\b)[A-Z])"
)
# What has clauses of its own. In capitals it speaks for the whole paragraph, otherwise for what it stands beside.
ANOTHER: Final = lazy_pattern(
    r"\b(?:Acts?|Regulations?|Measure \d{4}|Orders?|Directives?|Conditions|Agreements?|Tenders?|ITT|Invitation|GDPR"
    r"|Codes? of Practice|Statutes?|Lease|Deed|Terms|Handbook|Policy|Guidance|Protocol|Bid|Framework Contract)\b"
)
BESIDE: Final = lazy_pattern(
    r"\b(?:acts?|regulations?|conditions|agreements?|tenders?|contracts?|code|statute|lease|deed|terms|bid|law|policy"
    r"|guidance|handbook|measure|order|plan|report|form)(?:[’']s?)?[,:]?\s*\(?(?:in|under|at|see|by)?\s*$",
    re.IGNORECASE,
)
# Sections of Acts that people name without the Act: a section 42 enquiry, section 117 aftercare.
WELL_KNOWN: Final = frozenset(
    "9 10 17 18 20 21 31 34 35 37 42 44 47 48 54 67 68 75 106 114 117 126 127 135 136 151".split()
)
OF_LAW: Final = lazy_pattern(
    r"\b(?:under|pursuant to|by|virtue of|meaning (?:of|in)|(?:duty|duties|powers?) in|an?|any|each|every|the|no)\s*$",
    re.IGNORECASE,
)
GOES_ON: Final = lazy_pattern(
    r"\s*(?:$|[.,;:)–—]|\b(?:and|or|to|says?|shows?|gives?|sets?|explains?|lists?|describes?|above|below|but|for)\b)"
)


class TypedReference(NamedTuple):
    """One label that a text refers to; `is_own` if the text says that it is of this document, `may_be_law` if it may be
    a section of an Act that is not named.
    """

    kind: str  # as it is counted: section, not sections
    label: str
    start: int
    end: int
    is_own: bool = False
    may_be_law: bool = False

    @property
    def group(self) -> str:
        return GROUPS[self.kind]

    @property
    def shape(self) -> tuple[str, str]:
        """The kind, and what its label looks like: a document that has Schedules A to D has no Schedule 5."""
        return self.kind, re.sub(r"[A-Z]", "A", re.sub(r"\d+", "9", self.base))

    @property
    def base(self) -> str:
        return self.label.partition("(")[0]


def typed_references(passage: Passage) -> Iterator[TypedReference]:
    """Yield the references of a text that nothing says to be of another document."""
    text = passage.text
    if passage.is_head or passage.is_heard or not passage.is_prose or not FIRST.search(text):
        return
    headings = passage.paragraph.headings if passage.paragraph is not None else ()
    speaks_of_another = any(ANOTHER.search(one) for one in (text, passage.row, *headings))
    quoted = quotations_in(text)
    place = 0
    while first := FIRST.search(text, place):
        series = list(_series(text, first))
        place = series[-1].end
        is_own = OF_THIS.match(text, place) is not None
        if any(start <= first.start() < end for start, end in quoted):
            continue
        if not is_own and (speaks_of_another or _is_of_another(text, first.start(), place)):
            continue
        for one in series:
            is_section = one.kind == "section" and "." not in one.label and not is_own
            if not is_section or one.base not in WELL_KNOWN:
                yield one._replace(is_own=is_own, may_be_law=is_section and _may_be_law(text, one))


def _series(text: str, first: re.Match[str]) -> Iterator[TypedReference]:
    """Yield a reference and those that go on from it: clauses 2.3, 2.4 and 2.6; Schedule B and Table 5."""
    word, found = first[1], first
    kind = _kind(word)
    while True:
        yield TypedReference(kind, found[2], found.start(1 if found[1] else 2), found.end())
        following = NEXT.match(text, found.end())
        if following is None or (following[1] is None and kind == word.casefold()):
            return
        if following[1] is not None:
            word, kind = following[1], _kind(following[1])
        found = following


def _kind(word: str) -> str:
    word = word.casefold()
    return {"appendices": "appendix", "annexes": "annex"}.get(word, word.removesuffix("s"))


def _is_of_another(text: str, start: int, end: int) -> bool:
    if OF_ANOTHER.match(text, end) or BESIDE.search(text, 0, start):
        return True
    first, _ = sentence_span(text, start)
    return ANOTHER.search(text, first, start) is not None


def _may_be_law(text: str, one: TypedReference) -> bool:
    return OF_LAW.search(text, 0, one.start) is not None or not GOES_ON.match(text, one.end)
