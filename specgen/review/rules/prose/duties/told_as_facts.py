"""Find what a party or its people do, told in the present tense where a duty is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from specgen.inputs.glossary.matcher import Form, Match
from specgen.inputs.glossary.normal_form import quotations_in
from specgen.review.findings import Finding, Passage, finding_at
from specgen.review.rules.english import sentence_of, third_person
from specgen.review.rules.prose.duties.descriptions import CONDITION_FIRST, DESCRIBES, SOURCE, SUBORDINATE
from specgen.review.rules.prose.phrases import words_of
from specgen.review.rules.rule import Example, Rule
from specgen.system.lazy_pattern import lazy_pattern

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

PROVIDERS: Final = ("provider", "providers")
BUYERS: Final = ("commissioner", "commissioners")
# In front of a party they make a description, and a clause with one of them is a condition.
NOT_THIS_ONE: Final = lazy_pattern(
    r"\b(?:current|present|existing|former|previous|old|last|other|another|outgoing|new|incumbent)\s+$", re.I
)
CLAUSE: Final = lazy_pattern(r"[,;:.!?(]\s|\b(?:and|but)\s")
ADVERB: Final = r"(?:(?:also|always|never|then|both|normally|usually|generally|each|therefore|[a-z]+ly)\s+)?"
# Any verb will do where its object or a particle follows: walk the corridors, ring in, picks them up.
CREDENTIALS: Final = (
    r"(?:have|hold)\s+(?:an?|the|all|at least)\s+(?:[\w-]+\s+){0,2}"
    r"(?:certificates?|qualifications?|diplomas?|licen[cs]es?|checks?|inductions?|references|badges?)\b"
)
OBJECT: Final = (
    r"(?=\s+(?:a|an|the|its|their|them|it|his|her|each|every|all|any|no|both|up|out|off|in|on|round|back|with)\b)"
)
NO_PRESENT: Final = r"[a-z]+(?:ed|ing|ly|wn|ss|ught)\b"
BE: Final = lazy_pattern(
    r"\s+(?:is|are)\s+(?:responsible for|sensitive to|committed to|required to ensure|accountable for)\b"
)
WISHED: Final = lazy_pattern(
    r"\s+(?:is|are|would be|will be)\s+(?:expected|encouraged|asked|requested|invited|supposed|meant) to\b"
)
HAS: Final = lazy_pattern(
    r"\s+has\s+an?\s+(?:warm|friendly|modern|accessible|dedicated|flexible|committed|skilled|robust|strong|clear|good|proactive)\b"
)
FALLS: Final = lazy_pattern(r"\b(?:falls?|rests?|lies?)\s+(?:on|to|with|upon)\s+(?:the\s+)?$")
OPENS: Final = lazy_pattern(
    r"(?:^|[.!?:;,]\s+|^\S*\d\S*\s+|\band\s+)(?:[Tt]he\s+|[Ee]ach\s+)?$"
)  # where a subject may stand
BIDS: Final = lazy_pattern(r"\s+(?:shall|must|will|should)\b")
LONGEST_WAY: Final = 250  # letters between a party and its second verb
STARTS: Final = lazy_pattern(
    r"(?:^|[.!?]\s+)(?:At|On|After|Before|During) (?:the|each|every) \w+ (?:the )?$|[.!?;:]\s+(?:The\s+)?$"
    r"|^(?:\S*\d\S*\s+|[•–-]\s+|\([a-z]+\)\s+)?(?:The\s+)?$"
)
LONGEST_PHRASE: Final = 6  # letters behind the verb


def duties_of_parties(
    passage: Passage, matches: Iterable[Match], parties: Mapping[int, str], *, is_background: bool
) -> Iterator[Finding]:
    """Yield duties of the parties themselves; in a background only those of the provider."""
    text = passage.text
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
            verb = _verbs(name, is_plural=match.text.endswith("s")).match(text, match.end)
            if verb is None and party in PROVIDERS and OPENS.search(text[: match.start]):
                verb = _any_verb(is_plural=match.text.endswith("s")).match(text, match.end)
            if verb is None and party in PROVIDERS:
                verb = BE.match(text, match.end) or HAS.match(text, match.end) or WISHED.match(text, match.end)
        if party in PROVIDERS and verb is None and (later := _later_verb(text, match.end)):
            yield _present(passage, *later, text[later[0] : later[1]])
        if verb is not None and _no_duty_phrases().match(text, match.end + 1):
            continue
        if verb is not None and not DESCRIBES.search(_main_clause(sentence_of(text, match.start))):
            yield _present(passage, match.start, verb.end(), text[match.start : verb.end()])


def _main_clause(sentence: str) -> str:
    condition = CONDITION_FIRST.match(sentence)
    return sentence[condition.end() :] if condition else sentence


def _later_verb(text: str, end: int) -> tuple[int, int] | None:
    """Return where a second verb tells as a fact what the first one asks: shall register and supplies a copy."""
    sentence = text[end : end + LONGEST_WAY].split(". ")[0]
    if not BIDS.match(sentence):
        return None
    if of_post := _verb_of_post().search(sentence):
        return end + of_post.start("verb"), end + of_post.end()
    for found in _second_verbs().finditer(sentence):
        if not SUBORDINATE.search(sentence[: found.start()]):
            return end + found.start("verb"), end + found.end()
    return None


def duties_of_people(passage: Passage) -> Iterator[Finding]:
    """Yield duties of a party's own people, who stand at the start of a sentence."""
    text = passage.text
    patterns = (_people(), _posts_of_provider(), _council_posts(), _carers_at_work(), _other_agents())
    for verb in (found for pattern in patterns for found in pattern.finditer(text)):
        before = text[: verb.start("who")]
        if before.strip() and not STARTS.search(before):
            continue
        if _no_duty_phrases().search(text, verb.end("who"), verb.end() + LONGEST_PHRASE):
            continue
        if not DESCRIBES.search(sentence_of(text, verb.start("who"))):
            yield _present(passage, verb.start("who"), verb.end(), verb.group().strip())


def _present(passage: Passage, start: int, end: int, words: str) -> Finding:
    message = f"“{words}” tells a duty as a fact"
    if " to" in words[-3:]:
        message = f"“{words}” tells a wish where a duty is meant"
    return finding_at(DUTY_PRESENT, passage, start, end, message, "write shall, with what, when and how much")


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


def party_of(forms: Iterable[Form]) -> str:
    """Return which party some forms of the glossary name, if any."""
    for form in forms:
        if form.concept in (*PROVIDERS, *BUYERS) and form.status in ("preferred", "admitted"):
            return form.concept
    return ""


@cache
def _verbs(name: str, *, is_plural: bool) -> re.Pattern[str]:
    verbs = words_of("duties", name) if is_plural else map(third_person, words_of("duties", name))
    return re.compile(rf"\s+{ADVERB}(?:{'|'.join(verbs)})\b(?! (?:whether|to deliver|to achieve|to reach))")


@cache
def _second_verbs() -> re.Pattern[str]:
    verbs = "|".join(map(third_person, words_of("duties", "verbs")))
    return re.compile(rf"\band\s+(?P<verb>{ADVERB}(?:{verbs}))\s+(?:a|an|the|its|their|them|each|every|all|any)\b")


@cache
def _verb_of_post() -> re.Pattern[str]:
    """Return the expression for what a post of the provider does in passing: a keyworker, who meets them."""
    posts = "|".join(map(re.escape, words_of("duties", "posts_of_provider")))
    verbs = "|".join(map(third_person, words_of("duties", "verbs")))
    return re.compile(rf"\ban?\s+(?:[\w-]+\s+)?(?:{posts}),\s+(?P<verb>who\s+{ADVERB}(?:{verbs}))\b(?=\s)")


@cache
def _any_verb(*, is_plural: bool) -> re.Pattern[str]:
    """Return the expression for a verb in the present that is in no list: what it is no duty to do is left out."""
    states = "|".join(words_of("duties", "no_duty_verbs"))
    thirds = "|".join(map(third_person, words_of("duties", "no_duty_verbs")))
    if is_plural:
        return re.compile(rf"\s+{ADVERB}(?!(?:{states})\b|{NO_PRESENT})[a-z]{{3,}}{OBJECT}")
    return re.compile(rf"\s+{ADVERB}(?!(?:is|has|was|does|{thirds})\b|[a-z]+ss\b)[a-z]{{2,}}s{OBJECT}")


@cache
def _council_posts() -> re.Pattern[str]:
    """Return the expression for what the people of a council do: the Council's coordinator sorts them."""
    posts = "|".join(words_of("duties", "posts"))
    verbs = "|".join(map(third_person, words_of("duties", "post_verbs")))
    return re.compile(
        rf"(?<![\w-])(?P<who>The\s+(?:Council|Commissioner)['’]s\s+(?:[\w&]+\s+){{0,3}}(?:{posts}))\s+{ADVERB}(?:{verbs})\b"
        r"(?=\s)"
    )


@cache
def _posts_of_provider() -> re.Pattern[str]:
    posts = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words_of("duties", "posts_of_provider"))
    verbs = "|".join(map(third_person, (*words_of("duties", "verbs"), *words_of("duties", "people_verbs"))))
    return re.compile(
        rf"(?<![\w-])(?P<who>(?i:the|an?|each|every)\s+(?:[A-Z]\w+\s+){{0,2}}(?i:{posts}))\s+{ADVERB}(?:{verbs})\b(?=\s)"
    )


@cache
def _no_duty_phrases() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words_of("duties", "no_duty_phrases"))), re.IGNORECASE)


@cache
def _people() -> re.Pattern[str]:
    people = "|".join(word.capitalize().replace(" ", r"\s+") for word in words_of("duties", "people"))
    verbs = "|".join((*words_of("duties", "verbs"), *words_of("duties", "people_verbs")))
    states = "|".join(words_of("duties", "no_duty_verbs"))
    # behind staff a noun may follow: staff rotas
    nouns = "|".join(words_of("duties", "behind_staff"))
    any_verb = (
        rf"(?!(?:{states}|{nouns})\b|{NO_PRESENT})[a-z]{{3,}}{OBJECT}|never\s+(?!been\b|had\b|[a-z]+ed\b)[a-z]{{3,}}\b"
    )
    return re.compile(
        rf"(?<![\w-])(?P<who>(?:{people}|The\s+(?:[A-Za-z]\w+\s+)?(?i:{people})))\s+(?:{ADVERB}(?:(?:do\s+not\s+)?(?:{verbs})\b(?=\s)|{any_verb})"
        rf"|{CREDENTIALS}"
        r"|are (?:suitably|appropriately|adequately|fully|highly|well)[ -][a-z]+ed\b)"
    )


@cache
def _other_agents() -> re.Pattern[str]:
    """Return the expression for people who are called after what they do: connectors keep the entries."""
    no_agents = "|".join(words_of("duties", "no_agents"))
    verbs = "|".join((*words_of("duties", "verbs"), *words_of("duties", "people_verbs")))
    agents = rf"(?:The\s+(?!(?i:{no_agents})\b)[a-z]+(?:ors|ers)|(?!(?:{no_agents})\b)[A-Z][a-z]+(?:ors|ers))"
    return re.compile(rf"(?<![\w-])(?P<who>{agents})\s+{ADVERB}(?:{verbs}){OBJECT}")


@cache
def _carers_at_work() -> re.Pattern[str]:
    verbs = "|".join(words_of("duties", "carer_verbs"))
    return re.compile(rf"(?<![\w-])(?P<who>(?:(?:The|All)\s+carers|Carers))\s+{ADVERB}(?:{verbs})\b(?=\s)")


@cache
def _posts() -> re.Pattern[str]:
    posts = "|".join(words_of("duties", "posts"))
    return re.compile(rf"\s+(?:[\w&]+\s+){{0,3}}(?:{posts})\s+(?:attends?|chairs?|hosts?)\b", re.IGNORECASE)
