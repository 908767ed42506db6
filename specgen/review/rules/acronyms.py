"""Find abbreviations that are not spelled out, too late, for nothing, in two ways, or unwanted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from specgen.formats.yamlfile.lookup import texts_of
from specgen.inputs.glossary.concept import Concept
from specgen.review.findings import Finding, Passage, Subject, finding_at
from specgen.review.review_data import review_data
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family
from specgen.system.lazy_pattern import lazy_pattern

# What stands before is looked at only behind a capital: then only capitals are tried at all.
ACRONYM: Final = lazy_pattern(r"[A-Z](?<![\w./@&-][A-Z])(?:[A-Z&]{1,6}|[A-Z]?o[A-Z]{1,4})s?(?![\w@]|[-/.]\w| \d)")
CAPITALS: Final = lazy_pattern(r"[A-Z]o?[A-Z]")
ROMAN: Final = lazy_pattern(r"[IVXLC]+")
TO_WRITE: Final = lazy_pattern(r"TB[CADN]|XX+")
SPELLED: Final = lazy_pattern(
    r"((?:[A-Za-z][\w’'-]*[ -]){2,9})\((?:the )?[\"“'‘]?(?:the )?([A-Z](?:[A-Z&]{1,6}|[A-Z]?o[A-Z]{1,4})s?)[\"”'’]?\)"
)
# Words of a heading or of emphasis that are written in capitals. They are words, and no abbreviations.
CAPITAL_WORDS: Final = lazy_pattern(r"[A-Z][A-Z’'&-]*(?:[^\w.,;()/]{1,3}[A-Z][A-Z’'&-]*)+(?![\w’'])")
EMPHASIS: Final = frozenset(
    "NOT MUST SHALL WILL MAY ALL ANY ONLY NO NEVER ALWAYS AND OR BOTH EACH EVERY BEFORE YES FINAL DRAFT FROM WITH FOR"
    " OF THE IN TO ON AT BY".split()
)
LONGEST_ACRONYM: Final = 6  # letters
SMALL: Final = frozenset("of the and for in to a an on with".split())

SHOULD_NOT = "source 003, section 2.6: specifications should not use needless acronyms"
ACRONYM_UNDEFINED = Rule(
    "ACRONYM-UNDEFINED", "warning", "mistake",
    "An abbreviation is used and never spelled out.",
    "Spell it out where it stands first or in definitions.acronyms, or write the words.",
    SHOULD_NOT,
    fires=Example("The MARAC meets; the MARAC decides."),
    silent=Example("The NHS and the UK GDPR."),
    ideas=("W03",),
)  # fmt: skip
ACRONYM_EARLY = Rule(
    "ACRONYM-EARLY", "warning", "mistake",
    "An abbreviation is used before it is spelled out.",
    "Spell it out where it stands first.",
    SHOULD_NOT,
    fires=Example("The JSNA says so.\nA Joint Strategic Needs Assessment (JSNA) is made.", "document"),
    silent=Example("A Joint Strategic Needs Assessment (JSNA) is made.\nThe JSNA says so.", "document"),
    ideas=("W03",),
)  # fmt: skip
ACRONYM_UNUSED = Rule(
    "ACRONYM-UNUSED", "warning", "suggestion",
    "An abbreviation is spelled out and never used.",
    "Take the bracket or the row out.",
    SHOULD_NOT,
    fires=Example("A Rapid Help Team (RHT) comes.", "document"),
    silent=Example("A Rapid Help Team (RHT) comes.\nThe RHT stays.", "document"),
    ideas=("W03",),
)  # fmt: skip
ACRONYM_TWO_WAYS = Rule(
    "ACRONYM-TWO-WAYS", "warning", "contradiction",
    "An abbreviation is spelled out in two ways.",
    "Keep one of the two.",
    "source 003, section 2.6: specifications should not be ambiguous",
    fires=Example("A rapid help team (RHT) comes.\nA rural home trust (RHT) pays. The RHT knows.", "document"),
    silent=Example("A rapid help team (RHT) comes.\nThe RHT stays.", "document"),
)  # fmt: skip
ACRONYM_REFUSED = Rule(
    "ACRONYM-REFUSED", "warning", "suggestion",
    "An abbreviation stands for a term that is written out here.",
    "Write the term.",
    SHOULD_NOT,
    fires=Example("Three KPIs are counted."),
    silent=Example("Three Measures are counted."),
    ideas=("W03",),
)  # fmt: skip


def check_acronyms(subject: Subject) -> Iterator[Finding]:
    """Yield each abbreviation's fault once, where it stands first."""
    if subject.kind in ("template", "section"):
        return
    own = {concept.acronym.label: concept for concept in subject.glossary.values() if concept.acronym}
    spelled, first, uses = dict[str, tuple[str, Passage, int]](), dict[str, tuple[Passage, int]](), dict[str, int]()
    for passage, matches in subject.read():
        if passage.is_head or passage.is_verbatim or not CAPITALS.search(passage.text) or passage.text.isupper():
            continue
        for found in SPELLED.finditer(passage.text) if "(" in passage.text else ():
            if long := _long_form(found.group(1), found.group(2)):
                yield from _spelled(found, long, passage, spelled)
        taken = [(one.start, one.end) for one in matches if any(form.status == "other" for form in one.forms)]
        in_capitals = list(_words_in_capitals(passage.text))
        for found in ACRONYM.finditer(passage.text):
            word = found.group().removesuffix("s")
            inside = any(
                start <= found.start() < end and found.end() - found.start() < end - start for start, end in taken
            )
            if ROMAN.fullmatch(word) or TO_WRITE.fullmatch(word) or inside or word in EMPHASIS:
                continue
            if any(start <= found.start() < end for start, end in in_capitals):
                continue
            first.setdefault(word, (passage, found.start()))
            is_spelling = spelled.get(word, ("", passage, -1))[1:] == (passage, found.start())
            uses[word] = uses.get(word, 0) + (0 if is_spelling else 1)
    yield from _of_uses(first, spelled, own, subject)
    yield from _unused(uses, spelled, subject)


def long_forms_in(text: str) -> list[tuple[int, int]]:
    """Return where words stand that an abbreviation in brackets follows: they are its long form, and no term."""
    found = SPELLED.finditer(text) if "(" in text else ()
    return [one.span() for one in found if _long_form(one.group(1), one.group(2))]


def _words_in_capitals(text: str) -> Iterator[tuple[int, int]]:
    """Yield where words follow one another in capitals: one of them is too long for letters, or joins the others."""
    for found in CAPITAL_WORDS.finditer(text):
        words = re.findall(r"[A-Z’'&]+", found.group())
        if any(len(word) > LONGEST_ACRONYM for word in words) or (len(words) > 2 and EMPHASIS.intersection(words)):
            yield found.span()


def _spelled(
    found: re.Match[str], long: str, passage: Passage, spelled: dict[str, tuple[str, Passage, int]]
) -> Iterator[Finding]:
    word = found.group(2).removesuffix("s")
    before = spelled.get(word)
    if before and before[0].casefold().removesuffix("s") != long.casefold().removesuffix("s"):
        message = f"“{word}” is spelled out in two ways: {before[0]} and {long}"
        yield finding_at(ACRONYM_TWO_WAYS, passage, found.start(2), found.end(2), message, "keep one of the two")
    spelled.setdefault(word, (long, passage, found.start(2)))


def _of_uses(
    first: dict[str, tuple[Passage, int]],
    spelled: dict[str, tuple[str, Passage, int]],
    own: dict[str, Concept],
    subject: Subject,
) -> Iterator[Finding]:
    allowed = {word.removesuffix("s") for word in subject.not_terms.acronyms} - _of_the_trade(subject)
    listed = {word.removesuffix("s") for word in subject.acronyms}
    known = subject.forms.values() if first else ()
    words = {form.text for forms in known for form in forms if form.status not in ("preferred", "admitted")}
    for word, (passage, start) in first.items():
        end = start + len(word)
        if word in own:
            yield from _of_term(own[word], passage, start, subject)
            continue
        if word in allowed or word in listed or word in words or word in subject.names:
            continue
        if word not in spelled:
            where = (
                "list it in definitions.acronyms" if subject.kind == "answers" else "spell it out where it stands first"
            )
            yield finding_at(
                ACRONYM_UNDEFINED,
                passage,
                start,
                end,
                f"“{word}” is never spelled out",
                f"{where}, or write the words",
            )
        elif (passage, start) != spelled[word][1:]:
            message = f"“{word}” is used before it is spelled out"
            yield finding_at(ACRONYM_EARLY, passage, start, end, message, f"write {spelled[word][0]} ({word}) here")


def _of_the_trade(subject: Subject) -> frozenset[str]:
    """Return what a document by somebody else has to spell out and does not, though people of the trade know it."""
    if subject.kind != "document" or subject.answered:
        return frozenset()
    words = frozenset(texts_of(review_data("acronyms").get("of_the_trade")))
    return frozenset(
        word
        for word in words
        if not any(re.search(rf"[\"“(]{word}[\"”)]", one.text) for one in subject.passages if word in one.text)
    )


def _of_term(concept: Concept, passage: Passage, start: int, subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the first use of a term's own abbreviation."""
    assert concept.acronym is not None  # noqa: S101
    word, end = concept.acronym.label, start + len(concept.acronym.label)
    if concept.acronym.allowed == "false":
        message = f"“{word}” stands for a term that is written out here"
        yield finding_at(ACRONYM_REFUSED, passage, start, end, message, f"write {concept.label}", concept.id)
    elif concept.acronym.allowed == "after_first_use" and not _is_written_before(concept, passage, start, subject):
        message = f"“{word}” is used before it is spelled out"
        yield finding_at(
            ACRONYM_EARLY, passage, start, end, message, f"write {concept.label} ({word}) here", concept.id
        )


def _is_written_before(concept: Concept, passage: Passage, start: int, subject: Subject) -> bool:
    for one, matches in subject.read():
        for match in matches:
            if one is passage and match.start >= start:
                return False
            if any(form.concept == concept.id and form.status == "preferred" for form in match.forms):
                return True
        if one is passage:
            return False
    return False


def _unused(uses: dict[str, int], spelled: dict[str, tuple[str, Passage, int]], subject: Subject) -> Iterator[Finding]:
    allowed = {word.removesuffix("s") for word in subject.not_terms.acronyms}
    for word, (_, passage, start) in spelled.items():
        if not uses.get(word) and word not in allowed:
            message = f"“{word}” is spelled out and never used"
            yield finding_at(ACRONYM_UNUSED, passage, start, start + len(word), message, "take the bracket out")
    for word, passage in subject.acronyms.items() if subject.kind == "document" else ():
        elsewhere = (one for one in subject.passages if one is not passage)
        if not any(re.search(rf"(?<!\w){re.escape(word)}s?(?!\w)", one.text) for one in elsewhere):
            message = f"“{word}” is in the list of abbreviations and never used"
            yield finding_at(ACRONYM_UNUSED, passage, 0, len(passage.text), message, "take its row out")


def _long_form(words: str, acronym: str) -> str:
    """Return the last words before a bracket whose initials are the abbreviation; an empty text if they are not."""
    letters = [letter for letter in acronym.removesuffix("s").lower() if letter.isalpha()]
    pieces = re.split(r"[ -]", words.strip())
    for count in range(len(letters), min(len(pieces), len(letters) + 4) + 1):
        chosen = pieces[-count:]
        for kept in (chosen, [piece for piece in chosen if piece.lower() not in SMALL]):
            if [piece[:1].lower() for piece in kept] == letters and chosen[0].lower() not in SMALL:
                return " ".join(chosen)
    return ""


FAMILY = Family(
    "Abbreviations",
    (ACRONYM_UNDEFINED, ACRONYM_EARLY, ACRONYM_UNUSED, ACRONYM_TWO_WAYS, ACRONYM_REFUSED),
    words=check_acronyms,
)
