"""Find words that are written like a term: those that nobody defines, and those that are nearly a term."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Final, NamedTuple

from specgen.inputs.contract.term_shapes import term_key
from specgen.inputs.glossary.matcher import Match, key_of
from specgen.inputs.glossary.normal_form import quotations_in
from specgen.review.findings import Finding, Passage, Subject, finding_at
from specgen.review.rules.acronyms import long_forms_in
from specgen.review.rules.english import DETERMINERS, FUNCTION_WORDS, at_start, statutes_in, word_before
from specgen.review.rules.prose.phrases import words_of
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family
from specgen.system.lazy_pattern import lazy_pattern

# What stands before is looked at only behind a capital: then only capitals are tried at all.
WORD: Final = lazy_pattern(r"[A-Z](?<![\w'’.@/-][A-Z])[a-z]+(?:[-'’][A-Za-z]+)*(?![\w@/])")
LINKS: Final = lazy_pattern(r" (?:of |for |and |of the )?")
YEAR: Final = lazy_pattern(r",? (?:\d{4}|\(?[A-Z]{2,}\)?)\b")
# Names of the law and its offices in which no word of a name stands next to the others.
PROPER_NAME: Final = lazy_pattern(
    r"National Procurement Policy Statement|Attorney General for Northern Ireland"
    r"|Public Services Ombudsman for Wales|Local Government and Social Care Ombudsman"
)
# A phrase in capitals goes on over words that are terms themselves: Joint Strategic Needs Assessment.
BEFORE: Final = lazy_pattern(r"(?<![\w’'.-])(?:[A-Z][\w’'-]* )+\Z")
BEHIND: Final = lazy_pattern(r"(?: (?:of |for |and |of the )?[A-Z][\w’'-]*)+")
VERB: Final = lazy_pattern(r" (?:is|are|was|were|shall|will|must|may|can|has|have|meets?|appl(?:y|ies))\b")
MEANS: Final = lazy_pattern(r" (?:means?|has the meaning|have the meaning|is defined|are defined)\b")
SMALL_WORD: Final = lazy_pattern(r"\b[a-z]{4,}\b")
ENDINGS: Final = ("ed", "ing", "ally")
SHORTEST: Final = 6  # letters of a word that may be a slip
LONGEST_NAME: Final = 80  # letters in front of a word that may be its end

TECHNICAL = "source 003, section 2.5: specifications should ensure technical accuracy"
TERM_NEAR_MISS = Rule(
    "TERM-NEAR-MISS", "warning", "mistake",
    "A word is nearly a defined term.",
    "Write the term, if that is meant.",
    TECHNICAL,
    fires=Example("Then the Provder shall call."),
    silent=Example("Then the Provider shall call."),
    ideas=("W08",),
    spares_quotations=True,
)  # fmt: skip
TERM_UNDEFINED = Rule(
    "TERM-UNDEFINED", "warning", "mistake",
    "A word is written like a term, and nobody defines it.",
    "Define it, or write it in small letters.",
    TECHNICAL,
    fires=Example("It tells the Quality Panel."),
    silent=Example("It tells the quality panel."),
    ideas=("W08",),
)  # fmt: skip


class _Run(NamedTuple):
    text: str
    start: int
    passage: Passage
    is_after_determiner: bool
    starts: bool  # the sentence
    phrase: tuple[int, int] = (0, 0)  # where it stands with the terms beside it that have capitals too

    @property
    def words(self) -> str:
        return self.passage.text[slice(*self.phrase)]


def check_capitals(subject: Subject) -> Iterator[Finding]:
    """Yield each undefined capitalised term once, where it stands first, and each slip in a term."""
    read = subject.read()
    runs = [run for passage, matches in read for run in _runs(passage, matches) if not _is_official(run, matches)]
    if not runs:
        return
    labels = _labels(subject)
    defined = {term_key(one.term) for one in subject.definitions}
    names = {key_of(name) for name in (*subject.names, *_labels_in_answers(subject))}
    names |= {key_of(run.words) for run in runs if MEANS.match(run.passage.text, run.phrase[1])}
    counted: dict[str, list[_Run]] = defaultdict(list)
    small, near = _Small(subject), dict[str, tuple[str, str] | None]()
    for run in runs:
        key = key_of(re.sub(r"(?:['’]s|['’])$", "", run.text))
        if term_key(key) in defined or key in names or key_of(run.words) in names:
            continue
        concept = near[key] if key in near else near.setdefault(key, _near(key, labels))
        if concept and not small.has(key):
            label, form = concept
            yield finding_at(
                TERM_NEAR_MISS, run.passage, run.start, run.start + len(run.text),
                f"“{run.text}” is nearly “{form}”", f"write {form}, if that is meant", label, form,
            )  # fmt: skip
        elif not run.starts and run.passage.is_prose and not _is_name(run.words):
            counted[key].append(run)
    yield from _undefined(counted, subject)


def _labels_in_answers(subject: Subject) -> Iterator[str]:
    """Yield the answers that are a name and nothing else: the row of a board or a meeting says what it is."""
    if subject.kind == "answers":
        yield from (passage.text for passage in subject.passages if not passage.is_prose and passage.text[:1].isupper())


def _undefined(counted: Mapping[str, list[_Run]], subject: Subject) -> Iterator[Finding]:
    for runs in counted.values():
        first = next((run for run in runs if run.is_after_determiner), None)
        words = len((runs[0].words if _is_body(runs[0].words) else runs[0].text).split())
        if (words > 1 and (first or len(runs) > 1 or _is_subject(runs[0]))) or (words == 1 and first and len(runs) > 1):
            run = first or runs[0]
            where = "definitions.extra" if subject.kind == "answers" else "the definitions"
            yield finding_at(
                TERM_UNDEFINED, run.passage, *run.phrase,
                f"“{run.words}” is written like a defined term, and nobody defines it",
                f"define it in {where}, or write it in small letters",
            )  # fmt: skip


def _runs(passage: Passage, matches: Iterable[Match]) -> Iterator[_Run]:
    """Yield the capitalised words, those that belong together in one, that are no known word."""
    if passage.is_head:
        return
    text = passage.text
    words = list(WORD.finditer(text))
    if not words or not words[-1].start():
        return
    words = _outside([(match.start, match.end) for match in matches], words, len(text))
    if all(word.group().casefold() in FUNCTION_WORDS and at_start(text, word.start()) for word in words):
        return
    names = [name.span() for name in PROPER_NAME.finditer(text)]
    words = _outside([*statutes_in(text), *long_forms_in(text), *quotations_in(text), *names], words, len(text))
    index = 0
    while index < len(words):
        first, last = words[index], words[index]
        starts = at_start(text, first.start())
        if starts and (first.group().casefold() in FUNCTION_WORDS or not _goes_on(text, words, index)):
            index += 1
            if len(first.group()) >= SHORTEST and first.group().casefold() not in FUNCTION_WORDS:
                yield _Run(first.group(), first.start(), passage, is_after_determiner=False, starts=True)
            continue
        while _goes_on(text, words, index):
            index += 1
            last = words[index]
        index += 1
        text_of_run = text[first.start() : last.end()]
        if starts and last is not first and len(text_of_run.split()) > 1:
            starts = False  # Quality Panel at the start of a sentence: the second capital says it
        if YEAR.match(text, last.end()):
            continue
        phrase = _phrase_around(text, first.start(), last.end())
        before = word_before(text, phrase[0] if _is_body(text[slice(*phrase)]) else first.start()).casefold()
        yield _Run(text_of_run, first.start(), passage, before in DETERMINERS, starts, phrase)


def _outside(spans: list[tuple[int, int]], words: list[re.Match[str]], length: int) -> list[re.Match[str]]:
    """Return the words that start in none of some spans."""
    if not words or not spans:
        return words
    covered = bytearray(length)
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    return [word for word in words if not covered[word.start()]]


def _goes_on(text: str, words: list[re.Match[str]], index: int) -> bool:
    if index + 1 >= len(words):
        return False
    return LINKS.fullmatch(text, words[index].end(), words[index + 1].start()) is not None


def _phrase_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the whole phrase stands that some words are a part of; a party behind `and` is none of it."""
    before = BEFORE.search(text, max(0, start - LONGEST_NAME), start)
    if before is not None:
        words = before.group().split()
        own = [word for word in words if word.casefold() not in FUNCTION_WORDS]
        is_whole = not at_start(text, start - len(" ".join(own)) - 1) or len(own) < len(words)
        start -= sum(len(word) + 1 for word in own) if own == words[len(words) - len(own) :] and own and is_whole else 0
    behind = BEHIND.match(text, end)
    if behind is not None and not re.fullmatch(r" and \S+", behind.group()):
        end = behind.end()
    return start, end


def _is_official(run: _Run, matches: Iterable[Match]) -> bool:
    """Whether a listed name is a part of the phrase: the Severn Vale Integrated Care Board."""
    first, last = run.phrase
    names = (one for one in matches if " " in one.text and one.forms[0].status == "other")
    return any(one.start < last and first < one.end for one in names)


def _is_name(phrase: str) -> bool:
    """Whether a phrase names a body, a place or a programme: who reads the contract knows it, or can look it up."""
    words = [word for word in re.split(r"[\s’'-]", phrase.casefold()) if word not in ("s", "")]
    if not _words("name_words").isdisjoint(words):
        return True
    return _is_body(phrase) and not _is_ordinary(word for word in words if word not in _words("bodies"))


def _is_body(phrase: str) -> bool:
    return phrase.casefold().split()[-1] in _words("bodies")


def _is_subject(run: _Run) -> bool:
    """Whether a phrase of ordinary words stands as the subject of a sentence, with no article: Support Hours are ..."""
    return VERB.match(run.passage.text, run.phrase[1]) is not None and _is_ordinary(
        re.split(r"[\s’'-]", run.words.casefold())
    )


def _is_ordinary(words: Iterable[str]) -> bool:
    joined = " ".join(words)
    return joined not in words_of("names", "known") and _words("ordinary").issuperset(joined.split()) and bool(joined)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(words_of("names", name))


Labels = Mapping[str, Mapping[str, tuple[str, str]]]


def _labels(subject: Subject) -> Labels:
    """Return, by their first letter, squeezed label -> concept and label: terms long enough to be told from others."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for concept in subject.glossary.values():
        for text in (concept.label, concept.plural):
            label = _squeezed(text)
            if len(label) >= SHORTEST:
                found.setdefault(label[0], {})[label] = (concept.id, text)
    return found


def _near(key: str, labels: Labels) -> tuple[str, str] | None:
    """Return the label that a word is one slip away from, or two in a long one."""
    word = _squeezed(key)
    if len(word) < SHORTEST:
        return None
    alike = labels.get(word[0], {})
    if word in alike:
        return alike[word]
    for label, found in alike.items():
        if word.endswith(ENDINGS) and not label.endswith(ENDINGS):
            continue  # another form of the verb behind it: commissioned
        allowed = 1 if len(label) < 10 else 2
        if abs(len(label) - len(word)) <= allowed and _distance(word, label, allowed) <= allowed:
            return found
    return None


def _distance(one: str, other: str, most: int) -> int:
    """Return how many letters were left out, added, changed or swapped; more than `most` counts as most + 1."""
    before, row = list[int](), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if earlier and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def _squeezed(text: str) -> str:
    return re.sub(r"[\s'’-]", "", text.casefold())


class _Small:
    """The words that the file, or the language, also has in small letters: they are no slips."""

    ORDINARY: Final = frozenset(
        "provided provides provide persons personal contact contrast counsel councillor councillors councils service"
        " serviced devices outcome measured measures targeted contracted contractor contracts specified visitor"
        " visitors reviewer reviewed preview previews carers careers career person provision provisions partner"
        " conditions condition referrals input inputs outputs objection objections".split()
    )

    def __init__(self, subject: Subject) -> None:
        self._subject = subject

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word for one in self._subject.passages for word in SMALL_WORD.findall(one.text))

    def has(self, key: str) -> bool:
        return key in self.ORDINARY or key in self.words


FAMILY = Family("Capital letters", (TERM_NEAR_MISS, TERM_UNDEFINED), words=check_capitals)
