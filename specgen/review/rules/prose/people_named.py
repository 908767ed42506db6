"""Find people where a role is asked: names, private addresses and telephones, and data about persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from specgen.inputs.glossary.normal_form import quotations_in
from specgen.review.findings import Finding, Passage, Subject, finding_at
from specgen.review.rules.prose.phrases import words_of
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family
from specgen.review.word_places import words_in
from specgen.system.lazy_pattern import lazy_pattern

NAMED_PERSON = Rule(
    "NAMED-PERSON", "warning", "suggestion",
    "A person is named where a role is meant.",
    "Name the post: people change, and the contract stays.",
    "source 003, section 2.6: specifications should be clear; UK GDPR, Article 5(1)(c)",
    fires=Example("Queries about referrals go to Janet Holloway in the office."),
    silent=Example("Queries about referrals go to the Brokerage Team."),
    ideas=("W18",),
)  # fmt: skip
PERSONAL_ADDRESS = Rule(
    "PERSONAL-ADDRESS", "warning", "mistake",
    "A person's own mail address or mobile number stands in the text.",
    "Give the mailbox or the telephone of the team.",
    "UK GDPR, Article 5(1)(c): no more personal data than needed",
    fires=Example("Write to j.holloway@harwold.example about it."),
    silent=Example("Write to discharge.commissioning@alderwick.example about it."),
    ideas=("W18",),
)  # fmt: skip
PERSONAL_DATA = Rule(
    "PERSONAL-DATA", "error", "mistake",
    "Data about a person stand in the text: an NHS number, a National Insurance number, a date of birth.",
    "Take them out.",
    "UK GDPR, Article 5(1)(c): no more personal data than needed",
    fires=Example("The person (NHS number 943 476 5919) asked for this."),
    silent=Example("Reference 943 476 59 is the number of the contract."),
    ideas=("W18",),
)  # fmt: skip

MAIL: Final = lazy_pattern(r"(?<![\w.+-])([\w.+'-]+)@[\w-]+(?:\.[\w-]+)+")
MOBILE: Final = lazy_pattern(
    r"(?<![\d/])(?:\+44\s?\(?0?\)?\s?7|07)\d{3}\s?\d{3}\s?\d{3}(?!\d)|(?<!\d)07\d{2,4}\s\d{5,6}(?!\d)"
)
NAME: Final = r"[A-Z][a-zâêîôûŵŷáéíóúäëïöüàèìòù’'-]+"
TITLED: Final = lazy_pattern(rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr)\.?\s+(?:[A-Z]\.?\s+)?({NAME}(?:[- ]{NAME})?)")
DESCRIBED: Final = lazy_pattern(
    rf"\b(?:our|the|current|new)\s+(?:[\w&-]+\s+){{0,3}}(?:lead|manager|officer|coordinator|"
    rf"head)\s+({NAME})(?=\s+(?:will|is|has|can|\w+s\b)|[,.])"
)
SHORT: Final = lazy_pattern(
    rf"\b({NAME})\s+(?:in|from)\s+(?:the\s+)?(?:[A-Z][\w&]+\s+)?(?:Hub|Contracts|Team|Commissioning|Procurement|"
    rf"Finance|Brokerage|Quality|office)\b"
)
IN_APPOSITION: Final = lazy_pattern(
    rf"\b(?:[Mm]anager|[Ll]ead|[Oo]fficer|[Dd]irector|[Cc]o-?ordinator|[Hh]ead of [A-Z]?\w+), ({NAME} {NAME})(?=,| \()"
)
RUNG: Final = lazy_pattern(
    rf"\b[Gg]ive ({NAME} {NAME})(?= an? (?:ring|call|bell|buzz|shout|text|nudge)\b)|({NAME} {NAME})(?=,? \(?[\w.+-]+@)"
)
# Who signs a mail: a name, a post, and a number or an address.
SIGNED: Final = lazy_pattern(
    rf"^({NAME}(?: {NAME}){{1,2}}), [^.;]{{0,60}}\b(?i:lead|manager|officer|head|director|co-?ordinator)"
    r"\b[^.;]*(?:\d{5}|@)"
)
WITH_POST: Final = lazy_pattern(
    rf"({NAME} {NAME}) \((?:[\w&]+ ){{0,5}}(?i:lead|manager|officer|head|director|co-?ordinator)\b"
)
# Words of which each text has one that such an expression finds something in, in small letters.
TITLES: Final = frozenset("mr mrs miss ms dr cllr".split())
POSTS: Final = frozenset("lead manager officer coordinator head".split())
TEAMS: Final = frozenset("hub contracts team commissioning procurement finance brokerage quality office".split())
DIGIT: Final = lazy_pattern(r"\d")
NHS: Final = lazy_pattern(r"(?<![\d-])\d{3}[ -]\d{3}[ -]\d{4}(?![\d-])")
INSURANCE: Final = lazy_pattern(r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b")
BORN: Final = lazy_pattern(r"\b(?:born on|date of birth:?|DOB:?)\s+(?:\d{1,2}[ /.]\w+[ /.]\d{2,4})", re.IGNORECASE)


def check_people(subject: Subject) -> Iterator[Finding]:
    """Yield people by name, their own addresses, and data about persons."""
    for passage in subject.passages:
        text = passage.typed or passage.text
        yield from _addresses(passage, text)
        yield from _data(passage, text)
        if passage.is_prose:
            yield from _names(passage, text, subject)


def _addresses(passage: Passage, text: str) -> Iterator[Finding]:
    for mail in MAIL.finditer(text) if "@" in text else ():
        if _is_personal(mail.group(1)):
            message = f"{mail.group()} looks like the address of one person"
            yield finding_at(
                PERSONAL_ADDRESS, passage, mail.start(), mail.end(), message, "give the mailbox of the team"
            )
    for mobile in MOBILE.finditer(text) if "7" in text else ():
        message = f"{mobile.group()} is a mobile number"
        yield finding_at(
            PERSONAL_ADDRESS, passage, mobile.start(), mobile.end(), message, "give the telephone of the team"
        )


def _is_personal(name: str) -> bool:
    """Whether an address begins like that of a person: j.holloway, fiona.marsh, and no word of a team in it."""
    parts = [part for part in re.split(r"[._+-]|(?<=[a-z])(?=[A-Z])", name.casefold()) if part]
    if any(part in _mailboxes() or part.rstrip("s") in _mailboxes() for part in parts):
        return False
    return len(parts) in (2, 3) and all(part.isalpha() for part in parts)


def _data(passage: Passage, text: str) -> Iterator[Finding]:
    if not DIGIT.search(text):
        return
    for found in NHS.finditer(text):
        digits = [int(sign) for sign in found.group() if sign.isdigit()]
        check = (11 - sum(digit * (10 - place) for place, digit in enumerate(digits[:9])) % 11) % 11
        if check == digits[9]:
            yield _datum(passage, found, "an NHS number")
    for found in INSURANCE.finditer(text):
        yield _datum(passage, found, "a National Insurance number")
    for found in BORN.finditer(text):
        yield _datum(passage, found, "a date of birth")


def _datum(passage: Passage, found: re.Match[str], what: str) -> Finding:
    return finding_at(PERSONAL_DATA, passage, found.start(), found.end(), f"this looks like {what}", "take it out")


def _names(passage: Passage, text: str, subject: Subject) -> Iterator[Finding]:
    taken = list(quotations_in(text))
    words, small, first_names = words_in(text), text.casefold(), _first_names(text)
    has_post = not (POSTS | {"director", "ordinator"}).isdisjoint(words)
    patterns = (
        (_contact(), any(cue in small for cue in _contact_cues())),
        (TITLED, not TITLES.isdisjoint(words)),
        (DESCRIBED, not POSTS.isdisjoint(words)),
        (SHORT, not TEAMS.isdisjoint(words)),
        (IN_APPOSITION, has_post),
        (RUNG, "give" in words or "@" in text),
        (SIGNED, has_post),
        (WITH_POST, has_post),
        (_called(first_names), bool(first_names)),
    )
    for pattern, may_be_in in patterns if not passage.is_head else ((SIGNED, has_post),):
        for found in pattern.finditer(text) if may_be_in else ():
            start, end = found.span(found.lastindex or 0)
            name = found.group(found.lastindex or 0)
            parts = re.split(r"[\s-]", name)
            if any(a < end and start < b for a, b in taken) or any(part.casefold() in _roles() for part in parts):
                continue
            if name in subject.names or any(form.text == name for forms in subject.forms.values() for form in forms):
                continue
            taken.append((start, end))
            message = f"“{name}” is a person"
            yield finding_at(NAMED_PERSON, passage, start, end, message, "name the post")


@cache
def _contact_cues() -> tuple[str, ...]:
    return (*words_of("people", "contacts"), "queries", "questions")


@cache
def _contact() -> re.Pattern[str]:
    verbs = "|".join(sorted(map(re.escape, words_of("people", "contacts")), key=len, reverse=True))
    name = rf"({NAME}(?:\s+{NAME}){{0,2}})"
    behind = r"(?=\s+(?:on|in|at|from|for|who|or|is|by|until|as|and|\()|[,.;:]|$)"
    return lazy_pattern(
        rf"(?<![\w-])(?:(?i:{verbs})\s+|(?i:contact|queries|questions)\b[^.;]{{0,40}}[:,]\s*|(?i:contacts?|lead|"
        rf"manager|officer|person) (?:is|are|will be)\s+){name}{behind}"
    )


def _first_names(text: str) -> frozenset[str]:
    """Return the first names that a text may have, in small letters: no others are looked for."""
    return _known_first_names().intersection(words_in(text))


@cache
def _known_first_names() -> frozenset[str]:
    return frozenset(name.casefold() for name in words_of("people", "first_names"))


@cache
def _called(names: frozenset[str]) -> re.Pattern[str]:
    """Return the expression for somebody who is called by one of some first names."""
    first = "|".join(name for name in words_of("people", "first_names") if name.casefold() in names)
    places = "|".join(words_of("people", "places"))
    end = rf"(?!\w)(?!(?:\s+{NAME})*\s+(?i:{places})\b)"
    calls = r"\s+a\s+(?:ring|call|bell|buzz|shout|text|nudge)\b"
    does = (
        r"(?=\s+(?:will|is|has|can|knows|keeps|holds|deals|runs|looks|sits|works|leads|manages|sends|"
        r"checks)\b|['’]s (?:mobile|number|desk|email|office|team|line)\b)"
    )
    return lazy_pattern(
        rf"(?<![\w’'-])(?<!St )(?<!Saint )((?:{first})\s+(?!(?i:{places})\b){NAME}{end}|(?:{first}){does}|"
        rf"(?<=[Gg]ive )(?:{first})(?={calls}))"
    )


@cache
def _roles() -> frozenset[str]:
    return frozenset(words_of("people", "roles"))


@cache
def _mailboxes() -> frozenset[str]:
    return frozenset(words_of("people", "mailboxes"))


FAMILY = Family("People and their data", (NAMED_PERSON, PERSONAL_ADDRESS, PERSONAL_DATA), words=check_people)
