"""Find aims and results that name no figure: nobody could tell whether they were reached."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from specgen.inputs.glossary.normal_form import MASK, quotations_in
from specgen.review.findings import Finding, Passage, Subject, finding_at
from specgen.review.rules.english import sentence_span
from specgen.review.rules.prose.phrases import forms_under, heading_over, words_of
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family
from specgen.review.word_places import Expression, WordList, words_in
from specgen.system.lazy_pattern import lazy_pattern

NO_LEVEL = Rule(
    "NO-LEVEL", "warning", "suggestion",
    "A change or a result is promised and no figure says how much, from what, or by when. Only Word files are read, and"
    " not what a draft prints of its answers: there the rules on outcomes and measures look for the figures.",
    "Give the measure, the baseline, the level and the date.",
    "source 003, section 2.4: outcomes should be specific and measurable; source 000: baselines",
    fires=Example("The Provider shall improve the satisfaction of people.", "document"),
    silent=Example("The Provider shall improve this from 52% in 2025-26 to 60% by 31 March 2028.", "document"),
    ideas=("W01", "W19"),
    spares_quotations=True,
)  # fmt: skip

NUMBERED: Final = lazy_pattern(
    r"^(?:[A-Z]{0,2}\.?\d+(?:\.\d+)*[.)]?\s+|\([a-z]{1,4}\)\s+|[•–-]\s+|(?:Outcome|Aim|Objective|Goal|Measure|"
    r"Target)s?\s+\w{1,3}[.:]\s+|[A-Z]{1,3}\d+[.:]?\s+)+"
)
# Digits that are no figure: codes of measures, places in a document.
PLACES: Final = lazy_pattern(
    r"\b[A-Z]{1,4}\d+[A-Z]?\b|\b(?:[Ss]ections?|[Cc]lauses?|[Aa]nnex|[Ss]chedules?|[Aa]ppendix|[Pp]art|"
    r"[Oo]utcomes?|[Mm]easures?|[Ll]ots?|[Ii]ndicators?|KPIs?|[Tt]argets?|[Gg]oals?|[Oo]bjectives?|[Aa]ims?|[Ss]tandards?"
    r"|[Zz]ones?) \d[\d.]*|\b(?:high|low|mid)[- ]\d0s\b"
)
DIGIT: Final = lazy_pattern(r"\d")
FIGURE: Final = lazy_pattern(r"\d|\b(?:half|third|quarter|twice|one|two|three|four|five|six|seven|eight|nine|ten)\b")
# A share that is promised and nothing else: neither from which level nor by when.
ONLY_SHARE: Final = lazy_pattern(
    r"[^\d]*?(?:(?:\d+ ?% of [^\d]{3,60} (?:will|shall) be satisfied)|(?:(?:reduc|increas|improv|decreas|rais|"
    r"cut)\w*(?: [^\d]{2,60})? by (?:at least |up to )?\d+ ?%)"
    r"|(?:(?:at least )?\d+ ?%(?: [\w ]{0,20})? (?:satisfaction|satisfied|happy)\b[^\d]*)|"
    r"(?:[Ss]atisfaction[^\d]*\d+ ?%)|(?:(?:[Aa]t least |[Mm]ore than |[Oo]ver )?\d+ ?% of (?:all )?[^\d;:]{3,60}?"
    r"(?:met|achieved|reached|satisfied|completed|resolved|answered|improved|maintained|reduced)[^\d;:]{0,30}))\W*"
)
AIMED: Final = lazy_pattern(
    r"(?:to|(?:where possible,? )?(?:the )?(?:provider|service|contract)s? (?:shall|will|should|must|is to|are to)"
    r"(?: also)?(?: (?:seek|try|aim|work|strive|endeavour|help|look|continue|contribute|be expected) to)?"
    r"|(?:the )?(?:provider|service|contract)s? (?:seeks?|tries|aims?|works?|strives?|helps?|looks?|is expected|"
    r"are expected|needs?|wants?|is committed) to)?"
)
# What leads from a promise back to the figures in front of it.
REFERS_BACK: Final = lazy_pattern(
    r"\b(?:this|these|that|those|it|its|they|them|their|such|same|so|then|further|more|less|fewer|both|each|here|figures?|"
    r"numbers?|levels?|rates?|shares?|targets?|baselines?)\b",
    re.IGNORECASE,
)
STEM: Final = 5  # letters of a word that tell what a sentence is about
EVERYWHERE: Final = frozenset(
    "provider providers council commissioner people person shall should service services".split()
)
RESULTS: Final = lazy_pattern(
    r"\b(?:outcomes?|results?|objectives|targets|aims|indicators|goals|vision|benefits|success measures)\b",
    re.IGNORECASE,
)
# What a service is for is said in plain words; how far it gets there is what its measures say.
PURPOSE: Final = lazy_pattern(
    r"(?:the|its|our) (?:overall |main |general )?(?:aims?|purpose|vision|intention|role) "
    r"(?:of [^.]{3,60}? )?(?:is|are)\b",
    re.IGNORECASE,
)
LONGEST_RESULT: Final = 30  # words
OF_A_PARTY: Final = lazy_pattern(
    r"\b(?:shall|should|must|may|(?:is|are) to|by the|carried out|councils?|providers?|board|parties|section|"
    r"table|schedule|annex|measures?|baselines?|we|you|how)\b",
    re.IGNORECASE,
)
DENIED: Final = lazy_pattern(r"\b(?:do|does|shall|will|may|is|are) not\b", re.I)
# The kinds of words that promise, each with its list: where two begin at one place, the first of these counts.
KINDS: Final = {
    "amount": "amounts",
    "form": "amount_forms",
    "feeling": "feelings",
    "change": "changes",
    "state": "states",
    "aim": "aims",
    "move": "moves",
    "more": "mores",
    "purpose": "purposes",
}
BEHIND: Final = {"change": ("is", "are", "be"), "state": ("is", "are")}
ONLY: Final = lazy_pattern(r"\bonly (?:with|where|if|when|after|once|on|by)\b")  # a right of somebody, and no aim
DESCRIBES: Final = lazy_pattern(
    r"\b(?:wants?|expects?|was|were|has been|have been|because|may|can|where|when|if|as soon as)\b", re.I
)
# What makes a word of a kind no promise, where it is not a description.
EXCUSES: Final = {"amount": DENIED, "form": DENIED, "aim": ONLY}


def check_levels(subject: Subject) -> Iterator[Finding]:
    """Yield each sentence that promises without a figure, in a paragraph that has none."""
    heading = ""
    for passage in subject.passages:
        heading = heading_over(passage, heading)
        if passage.is_head or not passage.is_prose or _is_answered(passage, subject):
            continue
        text = passage.text
        own = NUMBERED.sub("", text)
        if MASK in own:
            continue  # an answer that is still open
        is_only_share = "%" in own and ONLY_SHARE.fullmatch(own) is not None
        has_figure = not is_only_share and _has_figure(own)
        if has_figure and (_has_figure(_last_sentence(own)) or not _words().search(text)):
            continue  # mostly: what is promised first has its figures behind it
        quoted = quotations_in(text)
        if is_only_share and not quoted:
            yield _found(passage, len(text) - len(own), len(text))
            continue
        if not has_figure and RESULTS.search(heading) and not subject.answered and _is_result(own) and not quoted:
            yield _found(passage, len(text) - len(own), len(text))
            continue
        if not _words().search(text):
            continue
        found = [one for one in _promises(text, len(text) - len(own)) if not any(a < one[2] < b for a, b in quoted)]
        if has_figure:
            found = [one for one in found if _is_of_something_else(text[: one[1]], text[one[1] :])]
        if found:
            _, start, _, end = min(found)
            yield _found(passage, start, end)


def _has_figure(text: str) -> bool:
    return FIGURE.search(PLACES.sub(" ", text) if DIGIT.search(text) else text) is not None


def _last_sentence(text: str) -> str:
    start, end = sentence_span(text, len(text.rstrip()) - 1)
    return text[start:end]


def _is_of_something_else(before: str, promise: str) -> bool:
    """Whether the figures of a paragraph stand in front of a promise and are about something else."""
    if _has_figure(promise) or REFERS_BACK.search(promise):
        return False
    subjects = {word[:STEM] for word in words_in(before) if len(word) >= STEM}
    return subjects.isdisjoint(word[:STEM] for word in words_in(promise) - EVERYWHERE if len(word) >= STEM)


def _found(passage: Passage, start: int, end: int) -> Finding:
    message = f"“{passage.text[start:end].rstrip('.')}” names no level, baseline or date"
    remedy = "say from how much, to how much and by when, and what is measured"
    return finding_at(NO_LEVEL, passage, start, end, message, remedy)


def _is_result(text: str) -> bool:
    """Whether a text under such a heading is a result for people: one short sentence, and no party's duty."""
    if PURPOSE.match(text) or OF_A_PARTY.search(text):
        return False
    return len(text.split()) <= LONGEST_RESULT and text.rstrip().endswith(".")


def _promises(text: str, first: int) -> Iterator[tuple[bool, int, int, int]]:
    """Yield each sentence that promises, those with an amount first, with the place of the word that does."""
    for found in _words().finditer(text, first):
        start, end = sentence_span(text, found.start())
        start, sentence = max(start, first), text[start:end]
        lead = text[start : found.start()].strip(" “").casefold()
        kind = found.lastgroup
        if sentence.rstrip().endswith(":"):
            continue  # what follows has the figures
        if kind == "purpose" and lead != "to":
            continue
        if kind == "more" and lead:
            continue
        if kind == "aim" and not AIMED.fullmatch(lead):
            continue
        if kind != "purpose" and EXCUSES.get(str(kind), DESCRIBES).search(sentence):
            continue
        if kind == "move" and not re.search(
            r"\b(?:will|shall|should|must)(?:\s+\w+ly)?$|^(?!(?:the|an?|this|any)\s+\w+$)(?:[\w-]+\s+){0,4}[\w-]+s$",
            lead,
        ):
            continue
        if kind == "feeling" and re.search(r"\bprovider\b", lead):
            continue
        yield kind not in ("amount", "form"), start, found.start(), start + len(text[start:end].rstrip())


def _is_answered(passage: Passage, subject: Subject) -> bool:
    """Whether a draft prints an answer here: its figures stand in tables, and the rules on answers look for them."""
    text = passage.text.casefold() if subject.answered else ""
    return any(answer.casefold() in text for answer in subject.answered)


@cache
def _words() -> WordList:
    """Return the words that promise, each in a group with the name of its kind."""
    groups = defaultdict[str, list[str]](list)
    for kind, name in KINDS.items():
        for word, phrases in _under_first_words(kind, words_of("levels", name)).items():
            groups[word].append(rf"(?P<{kind}>(?:{'|'.join(phrases)})\b)")
    patterns = {word: [Expression(lazy_pattern("|".join(those), re.I))] for word, those in groups.items()}
    return WordList(patterns, is_behind_hyphen=True)


def _under_first_words(kind: str, words: tuple[str, ...]) -> Mapping[str, list[str]]:
    if kind == "form":
        return forms_under(words)
    longest_first = sorted(map(re.escape, words), key=len, reverse=True)
    if kind in BEHIND:
        return {verb: [rf"{verb}\s+(?:{'|'.join(longest_first)})"] for verb in BEHIND[kind]}
    return forms_under(longest_first)


FAMILY = Family("Levels of change", (NO_LEVEL,), words=check_levels, reads=("document",))
