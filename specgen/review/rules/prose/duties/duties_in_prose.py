"""Find duties that are told as facts, and duties that nobody has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from specgen.review.findings import Finding, Passage, Subject
from specgen.review.rules.prose.duties.descriptions import ENDS
from specgen.review.rules.prose.duties.owed_by_nobody import DUTY_NOBODY, duties_of_nobody
from specgen.review.rules.prose.duties.told_as_facts import (
    DUTY_PRESENT,
    duties_of_parties,
    duties_of_people,
    party_of,
)
from specgen.review.rules.prose.phrases import heading_over
from specgen.review.rules.rule_family import Family
from specgen.system.lazy_pattern import lazy_pattern

BACKGROUND: Final = lazy_pattern(
    r"\b(?:introduction|background|context|about|overview|how .* came|present|current)\b", re.IGNORECASE
)
LONGEST_LABEL: Final = 12  # words


def check_duties(subject: Subject) -> Iterator[Finding]:
    """Yield duties in the present tense, and passives without anybody who has the duty."""
    parties = {key: party for key, forms in subject.forms.items() if (party := party_of(forms))}
    heading = ""
    for passage, matches in subject.read():
        heading = heading_over(passage, heading)
        if passage.is_head or not passage.is_prose or " " not in passage.text or _is_on_cover(passage, subject):
            continue
        if not ENDS.search(passage.text) and len(passage.text.split()) <= LONGEST_LABEL:
            continue  # the label of a step in a table, and no sentence
        is_background = BACKGROUND.search(heading) is not None
        found = [
            *duties_of_parties(passage, matches, parties, is_background=is_background),
            *(() if is_background else duties_of_people(passage)),
        ]
        yield from found
        yield from duties_of_nobody(passage, found, is_background=is_background)


def _is_on_cover(passage: Passage, subject: Subject) -> bool:
    """Whether a paragraph of a draft stands before its first heading: the words there are those of the house."""
    return bool(subject.answered) and passage.paragraph is not None and not passage.paragraph.headings


FAMILY = Family(
    "Duties in prose", (DUTY_PRESENT, DUTY_NOBODY), words=check_duties, reads=("answers", "document", "template")
)
