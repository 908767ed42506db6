"""Find sentences that are too long to hold one duty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from specgen.inputs.glossary.normal_form import quotations_in
from specgen.review.findings import Finding, Passage, Subject, finding_at
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family
from specgen.system.lazy_pattern import lazy_pattern

LONGEST: Final = 60  # words of a sentence without a closed list

LONG_SENTENCE = Rule(
    "LONG-SENTENCE", "warning", "suggestion",
    "A sentence has more than 60 words, and so more than one duty.",
    "Make a sentence of each duty.",
    "source 003, section 2.5: specifications should use plain and simple language",
    fires=Example(f"The Provider shall {'reply to each person and to each carer and ' * 8}write to the Council."),
    silent=Example("The Provider shall reply within two days. It shall write to the Council."),
    ideas=("W10",),
    spares_quotations=True,
)  # fmt: skip

END: Final = lazy_pattern(r"[.!?](?:[\"”’)\]]*)(?:\s+(?=[A-Z“‘\"'(\[])|$)|\n")


def check_length(subject: Subject) -> Iterator[Finding]:
    """Yield each sentence that is too long; a list that semicolons close is none."""
    for passage in subject.passages:
        if passage.is_head or passage.text.count(" ") < LONGEST:
            continue
        for start, end in _sentences(passage):
            sentence = passage.text[start:end]
            count = len(sentence.split())
            if count > LONGEST and sentence.count(";") < 2 and not _is_list(sentence):
                message = f"this sentence has {count} words"
                yield finding_at(LONG_SENTENCE, passage, start, end, message, "make a sentence of each duty")


def _sentences(passage: Passage) -> Iterator[tuple[int, int]]:
    text, start = passage.text, 0
    quoted = quotations_in(text)
    for stop in END.finditer(text):
        if any(a < stop.start() < b - 1 for a, b in quoted):
            continue
        end = stop.end() if stop.group().strip() == "" else stop.start() + len(stop.group().rstrip())
        if end > start:
            yield start, end
        start = stop.end()
    if start < len(text):
        yield start, len(text)


def _is_list(sentence: str) -> bool:
    """Whether a sentence is mostly a list: many short parts behind a colon."""
    return ":" in sentence and sentence.partition(":")[2].count(",") >= 5


FAMILY = Family("Long sentences", (LONG_SENTENCE,), words=check_length)
