"""Find duties that are told as facts, and duties that nobody has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from specgen.inputs.glossary.matcher import Form, Match
from specgen.inputs.glossary.normal_form import quotations_in
from specgen.review.findings import Finding, Passage, Subject, finding_at
from specgen.review.rules.english import AS_ABLE, RELATIVE, sentence_of, start_of_clause, third_person, verb_behind
from specgen.review.rules.family import Family
from specgen.review.rules.prose.phrases import any_word, heading_over, words_of
from specgen.review.rules.rule import Example, Rule
from specgen.review.word_places import WordList, word_list, words_in
from specgen.system.lazy_pattern import lazy_pattern

SOURCE: Final = "source 003, section 2.5: specifications should clearly state real requirements"

DUTY_PRESENT = Rule(
    "DUTY-PRESENT", "warning", "suggestion",
    "A party's duty is told in the present tense, as if it were a fact.",
    "Write shall, and say what, when and how much.",
    SOURCE,
    fires=Example("The Provider reviews each plan."),
    silent=Example("Where the Provider reviews a plan, it shall tell the Council within two days."),
    ideas=("W12",),
    spares_quotations=True,
)  # fmt: skip
DUTY_NOBODY = Rule(
    "DUTY-NOBODY", "warning", "suggestion",
    "Something has to be done, and no party has the duty.",
    "Name who does it, and by when: the Provider shall ...",
    SOURCE,
    fires=Example("Any issues will be resolved."),
    silent=Example("Any issues will be resolved by the Provider within two days."),
    ideas=("W10",),
    spares_quotations=True,
)  # fmt: skip

PROVIDERS: Final = ("provider", "providers")
BUYERS: Final = ("commissioner", "commissioners")
# In front of a party they make a description, and a clause with one of them is a condition.
NOT_THIS_ONE: Final = lazy_pattern(
    r"\b(?:current|present|existing|former|previous|old|last|other|another|outgoing|new|incumbent)\s+$", re.I
)
SUBORDINATE: Final = lazy_pattern(
    r"\b(?:where|wherever|when|whenever|if|unless|until|till|while|whilst|whether|that|which|who|whom|whose|how|what|"
    r"whatever|whichever|whoever|however|why|as|because|since|before|after|once|than|though|although|so|"
    r"provided|means)\b",
    re.IGNORECASE,
)
CLAUSE: Final = lazy_pattern(r"[,;:.!?(]\s|\b(?:and|but)\s")
DESCRIBES: Final = lazy_pattern(
    r"\b(?:under (?:other|another|its own|separate) (?:contract|agreement|arrangement)s?|other contracts|for both|"
    r"at present|at the moment|currently|today|already|did|was|were|had|has agreed|have agreed|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
NO_TEST: Final = r"(?! (?:whether|to deliver|to achieve|to reach))"  # what stands behind a verb of duty
TRAINED: Final = lazy_pattern(r"\s+are (?:suitably|appropriately|adequately|fully|highly|well)[ -][a-z]+ed\b")
BE: Final = lazy_pattern(
    r"\s+(?:is|are)\s+(?:responsible for|sensitive to|committed to|required to ensure|accountable for)\b"
)
WISHED: Final = lazy_pattern(
    r"\s+(?:is|are|would be|will be)\s+(?:expected|encouraged|asked|requested|invited|supposed|meant) to\b"
)
BACKGROUND: Final = lazy_pattern(
    r"\b(?:introduction|background|context|about|overview|how .* came|present|current)\b", re.IGNORECASE
)
HAS: Final = lazy_pattern(
    r"\s+has\s+an?\s+(?:warm|friendly|modern|accessible|dedicated|flexible|committed|skilled|robust|strong|clear|good|proactive)\b"
)
FALLS: Final = lazy_pattern(r"\b(?:falls?|rests?|lies?)\s+(?:on|to|with|upon)\s+(?:the\s+)?$")
NUMBERED: Final = lazy_pattern(r"^(?:[A-Z]?\.?\d+(?:\.\d+)*[.)]?\s+|\([a-z]{1,4}\)\s+|[•–-]\s+)?")
AGENT: Final = lazy_pattern(
    r"^ from the (?:Provider|Council|Commissioner)\b|"
    r"\bby (?:the|them|its|their|a|an|each|both|either|all|any|staff|trained|care|support|workers?|people|whom|[A-Z])\b"
    r"(?! (?:end|time|date|day|\d))"
)
ELSEWHERE: Final = lazy_pattern(
    r"\b(?:in|under|by|as)\s+(?:the\s+)?(?:conditions|contract|schedule|annex|appendix|section|clause|"
    r"part(?! of)|table|░+)",
    re.IGNORECASE,
)
ENDS: Final = lazy_pattern(r"[.;:!?][”\")\s]*$")
BOUND: Final = lazy_pattern(r"\b(?:Provider|Council|Commissioner)s? (?:shall|must|will)\b[^.;]*: $")
LONGEST_LABEL: Final = 12  # words
LONGEST_SUBJECT: Final = 9
STARTS: Final = lazy_pattern(
    r"(?:^|[.!?]\s+)(?:At|On|After|Before|During) (?:the|each|every) \w+ (?:the )?$|[.!?;:]\s+(?:The\s+)?$"
    r"|^(?:\S*\d\S*\s+|[•–-]\s+|\([a-z]+\)\s+)?(?:The\s+)?$"
)
LONGEST_PHRASE: Final = 6  # letters behind the verb
LAW: Final = lazy_pattern(r"\b(?:Act|Regulations|Measure|Order|Article|section \d+|Code of Practice)\b")
PLACE_TAKEN: Final = lazy_pattern(
    r"\b[Tt]here (?:shall|must|will|should|(?:is|are|needs?|has|have) to) be\b"
    r"|\b(?:takes? place|does not happen|do not happen)\b"
)


def check_duties(subject: Subject) -> Iterator[Finding]:
    """Yield duties in the present tense, and passives without anybody who has the duty."""
    parties = {key: party for key, forms in subject.forms.items() if (party := _party(forms))}
    heading = ""
    for passage, matches in subject.read():
        heading = heading_over(passage, heading)
        if passage.is_head or not passage.is_prose or " " not in passage.text or _is_on_cover(passage, subject):
            continue
        if not ENDS.search(passage.text) and len(passage.text.split()) <= LONGEST_LABEL:
            continue  # the label of a step in a table, and no sentence
        found = [
            *_by_parties(passage, matches, parties, heading),
            *(() if BACKGROUND.search(heading) else _by_people(passage)),
        ]
        yield from found
        yield from _by_nobody(passage, found, is_background=BACKGROUND.search(heading) is not None)


def _is_on_cover(passage: Passage, subject: Subject) -> bool:
    """Whether a paragraph of a draft stands before its first heading: the words there are those of the house."""
    return bool(subject.answered) and passage.paragraph is not None and not passage.paragraph.headings


def _by_parties(passage: Passage, matches: Iterable[Match], parties: dict[int, str], heading: str) -> Iterator[Finding]:
    text, is_background = passage.text, BACKGROUND.search(heading) is not None
    for match in matches:
        party = parties.get(id(match.forms))
        if party is None or (is_background and party in BUYERS) or _is_in_condition(text, match.start):
            continue
        if match.possessive:
            verb = _posts().match(text, match.end) if party in BUYERS else None
        elif FALLS.search(text[max(0, match.start - 30) : match.start]):
            start = match.start - len("falls to the")
            yield _present(passage, max(start, 0), match.end, text[max(start, 0) : match.end].strip())
            continue
        else:
            name = "verbs" if party in PROVIDERS else "buyer_verbs"
            verb = verb_behind(text, match.end, _verbs(name, is_plural=match.text.endswith("s")))
            if verb is None and party in PROVIDERS:
                verb = BE.match(text, match.end) or HAS.match(text, match.end) or WISHED.match(text, match.end)
        if verb is not None and _no_duty_phrases().match(text, match.end + 1):
            continue
        if verb is not None and not DESCRIBES.search(sentence_of(text, match.start)):
            yield _present(passage, match.start, verb.end(), text[match.start : verb.end()])


def _by_people(passage: Passage) -> Iterator[Finding]:
    """Yield duties of a party's own people, who stand at the start of a sentence."""
    text, words = passage.text, words_in(passage.text)
    for name, subjects, is_plural in (("people", _people(), True), ("posts_of_provider", _posts_of_provider(), False)):
        for subject in () if _words_of(name).isdisjoint(words) else subjects.finditer(text):
            start, behind = subject.span()
            verbs = _verbs("verbs", "people_verbs", is_plural=is_plural, behind=r"(?=\s)")
            verb = verb_behind(text, behind, verbs) or (TRAINED.match(text, behind) if is_plural else None)
            if verb is None or (text[:start].strip() and not STARTS.search(text[:start])):
                continue
            if _no_duty_phrases().search(text, behind, verb.end() + LONGEST_PHRASE):
                continue
            if not DESCRIBES.search(sentence_of(text, start)):
                yield _present(passage, start, verb.end(), text[start : verb.end()].strip())


def _present(passage: Passage, start: int, end: int, words: str) -> Finding:
    message = f"“{words}” tells a duty as a fact"
    if " to" in words[-3:]:
        message = f"“{words}” tells a wish where a duty is meant"
    return finding_at(DUTY_PRESENT, passage, start, end, message, "write shall, with what, when and how much")


def _by_nobody(passage: Passage, found: Iterable[Finding], *, is_background: bool) -> Iterator[Finding]:
    text = passage.text
    taken = [sentence_of(text, one.start) for one in found if not text[: one.end].endswith(" to")]
    for passive in (*_passives().finditer(text), *PLACE_TAKEN.finditer(text)):
        start = start_of_clause(text, passive.start())
        sentence = sentence_of(text, passive.start())
        subject = NUMBERED.sub("", text[start : passive.start()].strip())
        if sentence in taken or AGENT.search(text[passive.end() : passive.end() + 200].split(". ")[0]):
            continue
        if is_background and passive.group().startswith(("is ", "are ")):
            continue
        is_there = passive.group().casefold().startswith("there")
        if (not subject and not is_there) or _is_description(passive, sentence, subject, text[:start]):
            continue
        taken.append(sentence)
        words = text[text.index(subject, start) : passive.end()]
        first = text.index(subject, start)
        message = f"“{words}” does not say who does it"
        yield finding_at(DUTY_NOBODY, passage, first, passive.end(), message, "name who shall do it, and by when")


def _is_description(passive: re.Match[str], sentence: str, subject: str, before: str) -> bool:
    """Whether a passive describes, computes or points elsewhere, so that nobody need have the duty."""
    is_present = passive.group().startswith(("is ", "are ", "take", "do"))
    ahead = AS_ABLE.sub("", sentence[: sentence.find(passive.group())])
    if is_present and (before.endswith(": ") or SUBORDINATE.search(ahead) or LAW.search(sentence)):
        return True  # an explanation of what stands before the colon; how keys and records are kept; what a law says
    if not ENDS.search(sentence) or ELSEWHERE.search(sentence) or DESCRIBES.search(sentence):
        return True  # a note in a row, what another part says, what was or is so
    if re.search(r"\d|[“”\"]", subject):
        return True  # what is counted, or a word that is explained
    if not is_present and not before.rstrip().endswith((",", ";", ":")):
        subject = RELATIVE.sub("", subject)  # without the clause that says which: those carers who are harder to reach
    if (
        SUBORDINATE.search(subject)
        or _no_duty().search(subject)
        or subject.startswith(("You ", "Your ", "to "))
        or subject == "You"
    ):
        return True
    if not is_present and before.endswith(": ") and BOUND.search(before):
        return True  # what a party's duty in front of the colon comes to
    text, start = passive.string, passive.start()
    return len(subject.split()) > LONGEST_SUBJECT or any(a < start < b for a, b in quotations_in(text))


def _is_in_condition(text: str, start: int) -> bool:
    """Whether a party stands in a condition or a description: where the Provider ..., the present provider ..."""
    before = text[max(0, start - 120) : start]
    if NOT_THIS_ONE.search(before):
        return True
    clause = 0
    for mark in CLAUSE.finditer(before):
        clause = mark.end()
    own = before[clause:]
    return bool(SUBORDINATE.search(own)) or any(a < start < b for a, b in quotations_in(text))


def _party(forms: Iterable[Form]) -> str:
    for form in forms:
        if form.concept in (*PROVIDERS, *BUYERS) and form.status in ("preferred", "admitted"):
            return form.concept
    return ""


@cache
def _verbs(*names: str, is_plural: bool, behind: str = NO_TEST) -> WordList:
    verbs = [verb for name in names for verb in words_of("duties", name)]
    inflected = verbs if is_plural else map(third_person, verbs)
    return word_list(inflected, lambda verb: lazy_pattern(rf"{verb}\b{behind}"))


@cache
def _posts_of_provider() -> re.Pattern[str]:
    posts = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words_of("duties", "posts_of_provider"))
    return lazy_pattern(rf"(?<![\w-])(?i:the|an?|each|every)\s+(?:[A-Z]\w+\s+){{0,2}}(?i:{posts})(?=\s)")


@cache
def _people() -> re.Pattern[str]:
    people = "|".join(word.capitalize().replace(" ", r"\s+") for word in words_of("duties", "people"))
    return lazy_pattern(rf"(?<![\w-])(?:{people}|The\s+(?:[A-Z]\w+\s+)?(?:{people}))(?=\s)")


@cache
def _words_of(name: str) -> frozenset[str]:
    """Return the last word of each phrase of a list: where none of them is, none of the phrases is."""
    return frozenset(phrase.casefold().replace("-", " ").split()[-1] for phrase in words_of("duties", name))


@cache
def _no_duty_phrases() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words_of("duties", "no_duty_phrases"))), re.IGNORECASE)


@cache
def _posts() -> re.Pattern[str]:
    posts = "|".join(words_of("duties", "posts"))
    return re.compile(rf"\s+(?:[\w&]+\s+){{0,3}}(?:{posts})\s+(?:attends?|chairs?|hosts?)\b", re.IGNORECASE)


@cache
def _passives() -> re.Pattern[str]:
    participles = "|".join(
        sorted((re.escape(word) for word in words_of("duties", "participles")), key=len, reverse=True)
    )
    adverb = r"(?:(?:then|also|always|only|[a-z]+ly)\s+)?"
    states, qualities = ("|".join(words_of("duties", name)) for name in ("states", "qualities"))
    modal = rf"(?:shall|must|will|should|to|needs? to|has to|have to)\s+{adverb}"
    strict = rf"(?:shall|must|will|should|(?:is|are|needs?|has|have) to)\s+{adverb}be"
    particle = r"(?:put|stood|laid|built|rolled|topped|written|thought|taken|brought) (?:on|up|out|through|in)"
    return re.compile(
        rf"\b(?:(?:is|are|gets?|{modal}(?:be|get))\s+{adverb}(?:{participles})"
        rf"|{strict}\s+(?:{adverb}(?:(?!(?:{states})\b)[a-z]+ed|{particle})|{qualities}))\b"
    )


@cache
def _no_duty() -> WordList:
    return any_word(words_of("duties", "no_duties"))


FAMILY = Family(
    "Duties in prose", (DUTY_PRESENT, DUTY_NOBODY), words=check_duties, reads=("answers", "document", "template")
)
