"""Find what nobody meant to leave: things still to write, figures that differ from their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from specgen.inputs.contract.hidden_characters import RULE as HIDDEN
from specgen.review.findings import Finding, Passage, Subject, finding_at
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family
from specgen.system.lazy_pattern import lazy_pattern

ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS: Final = {
    **{word: number for number, word in enumerate(ONES)},
    **{word: 20 + 10 * index for index, word in enumerate(TENS)},
    **{f"{ten}-{ONES[one]}": 20 + 10 * index + one for index, ten in enumerate(TENS) for one in range(1, 10)},
    "one hundred": 100, "a hundred": 100, "two hundred": 200, "five hundred": 500, "one thousand": 1000, "a dozen": 12,
}  # fmt: skip
SIGNS: Final = (
    "[",
    "<",
    "??",
    "__",
    "{",
    "TB",
    "tb",
    "XX",
    "xx",
    "DD",
    "dd/",
    "orem ",
    "OREM",
    "onfirm",
    "ONFIRM",
    "£X",
    "lick ",
    "hoose an",
)
LOWER: Final = ("tba", "tbc", "tbd")  # as people type them; in other mixtures of letters they are names
# 5 (six), and six (5); what is a number in words is looked up, for an expression of all of them takes long to compile.
FIGURES_FIRST: Final = lazy_pattern(r"(?<![\w.,])(\d{1,3}(?:,\d{3})*|\d+) \(([a-z]+(?:[ -][a-z]+)?)\)", re.IGNORECASE)
WORDS_FIRST: Final = lazy_pattern(r"\b([a-z]+(?:[ -][a-z]+)?) \((\d{1,3}(?:,\d{3})*|\d+)\)", re.IGNORECASE)
SAYS_NOTHING: Final = lazy_pattern(r"n\.?/?\s?a\.?|nil|not applicable|[\W_]+", re.IGNORECASE)  # as a whole answer
LONGEST_NOTHING: Final = 14  # letters
OR_EMPTY: Final = "write what is meant, or leave the answer empty"
CASED: Final = lazy_pattern(r"TB[CADN]|XX+|20XX|DD/MM.*|£X+")

PLACEHOLDER = Rule(
    "PLACEHOLDER", "error", "open point",
    "Something is still to be written.",
    "Write what is meant.",
    "source 003, section 2.5: specifications should clearly state real requirements",
    fires=Example("The service starts on TBC."),
    silent=Example("The service starts on 1 April 2027."),
    ideas=("W09",),
)  # fmt: skip
NUMBER_WORDS = Rule(
    "NUMBER-WORDS", "error", "contradiction",
    "A number in figures and the same in words differ.",
    "Write the number once, in figures.",
    "source 003, section 2.6: specifications should not be ambiguous",
    fires=Example("within 5 (six) days"),
    silent=Example("within 5 (five) days"),
)  # fmt: skip
HIDDEN_CHARACTER = Rule(
    HIDDEN, "error", "mistake",
    "A character that nobody sees can hide words, or turns the direction of writing.",
    "Delete the words around it and type them again.",
    "source 003, section 2.6: specifications should not be ambiguous",
    fires=Example("The Provider shall \u202enot\u202c reply.", "document"),
    silent=Example("The Provider shall reply.", "document"),
)  # fmt: skip
OPEN_POINT = Rule(
    "OPEN-POINT", "note", "open point",
    "The draft has open points.",
    "Answer them in the file of answers.",
    "source 003, section 2.5: specifications should clearly state real requirements",
    fires=Example("The service starts on [[the start]].", "document"),
    silent=Example("The service starts on 1 April 2027.", "document"),
)  # fmt: skip
QUESTIONS: Final = "questions without an answer"
WAIVER_INCOMPLETE = Rule(
    "WAIVER-INCOMPLETE", "error", "mistake",
    "A waiver does not say who decided, when, why or where.",
    "Give the role, the day and the reason: # specgen: waive[TERM-CASE] Head of Law, 2026-11-20: why it stays.",
    "source 003, section 2.5: specifications should ensure technical accuracy",
    fires=Example("model: care-planning\ndocument:\n  title: Care at home  # specgen: waive[TERM-CASE]\n", "file"),
    silent=Example("model: care-planning\ndocument:\n  title: Care at home\n", "file"),
)  # fmt: skip
WAIVER_UNUSED = Rule(
    "WAIVER-UNUSED", "warning", "mistake",
    "A waiver meets no finding any more.",
    "Take it out.",
    "source 003, section 2.5: specifications should ensure technical accuracy",
    fires=Example(
        "model: care-planning\n"
        "document:\n"
        "  title: Care at home  # specgen: waive[TERM-CASE] Head of Law, 2026-11-20: a title\n",
        "file",
    ),
    silent=Example("model: care-planning\ndocument:\n  title: Care at home\n", "file"),
)  # fmt: skip


@cache
def _placeholder() -> re.Pattern[str]:
    return re.compile(
        r"\bTB[CADN]\b(?!-)|\bXX+\b|\b20XX\b|£X+\b|\bto be confirmed\b|\blorem ipsum\b|\?\?+|_{4,}"
        r"|\bDD/MM(?:/YY(?:YY)?)?|<\s*insert[^>]*>|\[\s*[.…•●_ ]*\s*\]"
        r"|\b(?:click|tap|click or tap)(?: here)? to enter (?:text|a date)\b\.?|\bchoose an item\b\.?"
        r"|\[\s*note\s*:[^\]]*\]"
        r"|\[\s*(?:insert|to be |to complete|complete|name|date|amount|x+)[^\]]*\]|(?<!\{)\{[a-z_ .]+\}(?!\})",
        re.IGNORECASE,
    )


def open_points_in_words(count: int) -> str:
    """Return how many open points a draft has, as each command says it."""
    return "1 open point (a question without an answer)" if count == 1 else f"{count} open points ({QUESTIONS})"


def check_marks(subject: Subject) -> Iterator[Finding]:
    """Yield figures beside other words, and placeholders."""
    everything = "\0".join(passage.text for passage in subject.passages)
    signs = [sign for sign in SIGNS if all(letter in everything for letter in sign) and sign in everything]
    for passage in subject.passages:
        text = passage.text
        if subject.kind == "answers" and _says_nothing(passage):
            yield finding_at(PLACEHOLDER, passage, 0, len(text), f"“{text}” answers nothing", OR_EMPTY)
        if "(" in text:
            for found in FIGURES_FIRST.finditer(text):
                yield from _differs(passage, found.start(), found.end(), found.group(1), _number(found.group(2)))
            for found in WORDS_FIRST.finditer(text):
                start, end = found.span(1)
                if _number(text[start:end]) is None:  # within six (5)
                    start = max(text.rfind(" ", start, end), text.rfind("-", start, end)) + 1 or start
                yield from _differs(passage, start, found.end(), found.group(2), _number(text[start:end]))
        for found in _placeholder().finditer(text) if any(sign in text for sign in signs) else ():
            written = found.group()
            if subject.kind in ("template", "section") and written.startswith("{"):
                continue
            if CASED.fullmatch(written.upper()) and written not in (written.upper(), *LOWER):
                continue
            message = f"“{' '.join(written.split())}” is still to be written"
            yield finding_at(PLACEHOLDER, passage, found.start(), found.end(), message, "write what is meant")


def _says_nothing(passage: Passage) -> bool:
    is_short = len(passage.text) <= LONGEST_NOTHING and not passage.is_verbatim
    return is_short and SAYS_NOTHING.fullmatch(passage.text) is not None


def _number(words: str) -> int | None:
    spaced = " ".join(words.lower().split())
    return NUMBERS.get(spaced, NUMBERS.get(spaced.replace(" ", "-")))


def _differs(passage: Passage, start: int, end: int, figures: str, number: int | None) -> Iterator[Finding]:
    if number is not None and int(figures.replace(",", "")) != number:
        message = f"“{passage.text[start:end]}” says {figures} and {number}"
        yield finding_at(NUMBER_WORDS, passage, start, end, message, "write the number once, in figures")


FAMILY = Family(
    "What is unfinished",
    (PLACEHOLDER, NUMBER_WORDS, HIDDEN_CHARACTER, OPEN_POINT, WAIVER_INCOMPLETE, WAIVER_UNUSED),
    words=check_marks,
    reads=("answers", "document", "template"),
)
