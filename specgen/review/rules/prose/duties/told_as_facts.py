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
from specgen.review.word_places import words_in
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
VERB: Final = lazy_pattern(rf"\s+{ADVERB}(?P<verb>[a-z][a-z-]*)(?![\w-])")
PLAIN_VERB: Final = lazy_pattern(r"\s+(?P<verb>[a-z][a-z-]*)(?![\w-])")
NOT_BEHIND: Final = lazy_pattern(r" (?:whether|to deliver|to achieve|to reach)\b")
# Any verb will do where its object or a particle follows: walk the corridors, ring in, picks them up.
OBJECT: Final = lazy_pattern(
    r"\s+(?:a|an|the|its|their|them|it|his|her|each|every|all|any|no|both|up|out|off|in|on|round|back|with)\b"
)
DETERMINER: Final = lazy_pattern(r"\s+(?:a|an|the|its|their|them|each|every|all|any)\b")
NO_PRESENT: Final = lazy_pattern(r"[a-z]+(?:ed|ing|ly|wn|ss|ught)")
CREDENTIALS: Final = lazy_pattern(
    r"\s+(?:have|hold)\s+(?:an?|the|all|at least)\s+(?:[\w-]+\s+){0,2}"
    r"(?:certificates?|qualifications?|diplomas?|licen[cs]es?|checks?|inductions?|references|badges?)\b"
)
IS_TRAINED: Final = lazy_pattern(r"\s+are (?:suitably|appropriately|adequately|fully|highly|well)[ -][a-z]+ed\b")
DO_NOT: Final = lazy_pattern(r"\s+do\s+not(?=\s)")
NEVER: Final = lazy_pattern(r"\s+never\s+(?!been\b|had\b|[a-z]+ed\b)[a-z]{3,}\b")
AND: Final = lazy_pattern(r"\band(?=\s)")
WHO_DOES: Final = lazy_pattern(r"\ban?\s+(?P<post>[\w -]{3,40}),\s+(?P<who>who)(?=\s)")
# People who are called after what they do: connectors keep the entries.
AGENTS: Final = lazy_pattern(
    r"(?<![\w-])(?P<who>(?:The\s+(?P<small>[a-z]+(?:ors|ers))|(?P<large>[A-Z][a-z]+(?:ors|ers))))(?=\s)"
)
BE: Final = lazy_pattern(
    r"\s+(?:is|are)\s+(?:responsible for|sensitive to|committed to|required to ensure|accountable for)\b"
)
WISHED: Final = lazy_pattern(
    r"\s+(?:is|are|would be|will be)\s+(?:expected|encouraged|asked|requested|invited|supposed|meant) to\b"
)
HAS: Final = lazy_pattern(
    r"\s+has\s+an?\s+(?:warm|friendly|modern|accessible|dedicated|flexible|committed|skilled|robust|strong|clear|good|proactive)\b"
)
# What a party has only because it is to have it: a plan for bad weather, a key for each flat.
HOLDS: Final = lazy_pattern(
    r"\s+(?:(?:has|have)\s+(?:an?|the|its|their|written|up-to-date)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:plans?|polic(?:y|ies)|procedures?|protocols?|insurance|rotas?|complaints? systems?)"
    r"|holds?\s+(?:an?|the|its|their)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:registers?|logs?|records?|lists?|keys?|insurance|meetings?|supervisions?|inductions?))\b"
)
FALLS: Final = lazy_pattern(r"\b(?:falls?|rests?|lies?)\s+(?:on|to|with|upon)\s+(?:the\s+)?$")
OPENS: Final = lazy_pattern(
    r"(?:^|[.!?:;,]\s+|^\S*\d\S*\s+|\band\s+)(?:[Tt]he\s+|[Ee]ach\s+)?$"
)  # where a subject may stand
BIDS: Final = lazy_pattern(r"\s+(?:shall|must|will|should)\b")
SHORTEST: Final = 3  # letters of a verb
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
            name, is_plural = "verbs" if party in PROVIDERS else "buyer_verbs", match.text.endswith("s")
            verb = _verb_of(text, match.end, _forms(name, is_plural=is_plural))
            if verb is None and party in PROVIDERS and OPENS.search(text[: match.start]):
                verb = _any_verb(text, match.end, is_plural=is_plural)
            if verb is None and party in PROVIDERS:
                verb = next(filter(None, (form.match(text, match.end) for form in (BE, HAS, HOLDS, WISHED))), None)
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
    verbs = _forms("verbs", is_plural=False)
    for post in WHO_DOES.finditer(sentence):
        if _is_post(post["post"]) and (verb := _verb_of(sentence, post.end(), verbs)):
            return end + post.start("who"), end + verb.end()
    for found in AND.finditer(sentence):
        second = _verb_of(sentence, found.end(), verbs)
        if second and DETERMINER.match(sentence, second.end()) and not SUBORDINATE.search(sentence[: found.start()]):
            return end + second.start("verb"), end + second.end()
    return None


def duties_of_people(passage: Passage) -> Iterator[Finding]:
    """Yield duties of a party's own people, who stand at the start of a sentence."""
    text = passage.text
    for start, end, verb_end in _people_at_work(text):
        before = text[:start]
        if before.strip() and not STARTS.search(before):
            continue
        if _no_duty_phrases().search(text, end, verb_end + LONGEST_PHRASE):
            continue
        if not DESCRIBES.search(sentence_of(text, start)):
            yield _present(passage, start, verb_end, text[start:verb_end].strip())


def _people_at_work(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield where people stand in front of a verb of duty: where they begin and end, and where the verb ends."""
    plurals, thirds = (
        _forms("verbs", is_plural=is_plural) | _forms("people_verbs", is_plural=is_plural)
        for is_plural in (True, False)
    )
    words = words_in(text)
    for who in () if _last_words("people").isdisjoint(words) else _people().finditer(text):
        end = who.end()
        negated = DO_NOT.match(text, end)
        verb = _verb_of(text, negated.end() if negated else end, plurals) or CREDENTIALS.match(text, end)
        verb = verb or IS_TRAINED.match(text, end) or NEVER.match(text, end) or _any_verb(text, end, is_plural=True)
        if verb and verb.group().split()[-1] not in _behind_staff():
            yield who.start("who"), end, verb.end()
    for who in () if _last_words("posts_of_provider").isdisjoint(words) else _posts_of_provider().finditer(text):
        if verb := _verb_of(text, who.end(), thirds):
            yield who.start("who"), who.end(), verb.end()
    for who in _council_posts().finditer(text) if "’s" in text or "'s" in text else ():
        if verb := _verb_of(text, who.end(), _forms("post_verbs", is_plural=False)):
            yield who.start("who"), who.end(), verb.end()
    for who in _carers_at_work().finditer(text) if "arers" in text else ():
        yield who.start("who"), who.end("who"), who.end()
    for who in AGENTS.finditer(text):
        noun = (who["small"] or who["large"]).casefold()
        if noun not in _no_agents() and (verb := _verb_of(text, who.end(), plurals)) and OBJECT.match(text, verb.end()):
            yield who.start("who"), who.end(), verb.end()


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


def _verb_of(text: str, end: int, verbs: frozenset[str]) -> re.Match[str] | None:
    """Return the verb behind a place, with its adverb, if it is one of some verbs."""
    for pattern in (VERB, PLAIN_VERB):  # `supply` looks like an adverb
        found = pattern.match(text, end)
        if found and found["verb"] in verbs and not NOT_BEHIND.match(text, found.end()):
            return found
    return None


def _any_verb(text: str, end: int, *, is_plural: bool) -> re.Match[str] | None:
    """Return a verb in the present that is in no list of duties; what it is no duty to do is left out."""
    found = VERB.match(text, end)
    if found is None or not OBJECT.match(text, found.end()):
        return None
    verb = found["verb"]
    if verb in _forms("no_duty_verbs", is_plural=is_plural) | {"is", "has", "was", "does"}:
        return None
    if is_plural:
        return found if len(verb) >= SHORTEST and not NO_PRESENT.fullmatch(verb) else None
    return found if len(verb) >= SHORTEST and verb.endswith("s") and not verb.endswith("ss") else None


def _is_post(words: str) -> bool:
    return any(words.casefold().endswith(post) for post in words_of("duties", "posts_of_provider"))


@cache
def _forms(name: str, *, is_plural: bool) -> frozenset[str]:
    """Return the verbs of a list, as a subject in the plural or in the singular has them."""
    return frozenset(words_of("duties", name) if is_plural else map(third_person, words_of("duties", name)))


@cache
def _last_words(name: str) -> frozenset[str]:
    """Return the last word of each phrase of a list: where none of them is, none of the phrases is."""
    return frozenset(phrase.casefold().replace("-", " ").split()[-1] for phrase in words_of("duties", name))


@cache
def _behind_staff() -> frozenset[str]:
    return frozenset(words_of("duties", "behind_staff"))


@cache
def _no_agents() -> frozenset[str]:
    return frozenset(word.casefold() for word in words_of("duties", "no_agents"))


@cache
def _council_posts() -> re.Pattern[str]:
    """Return the expression for the people of a council in front of a verb: the Council's coordinator."""
    posts = "|".join(words_of("duties", "posts"))
    return re.compile(
        rf"(?<![\w-])(?P<who>The\s+(?:Council|Commissioner)['’]s\s+(?:[\w&]+\s+){{0,3}}(?:{posts}))(?=\s)"
    )


@cache
def _posts_of_provider() -> re.Pattern[str]:
    posts = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words_of("duties", "posts_of_provider"))
    return re.compile(rf"(?<![\w-])(?P<who>(?i:the|an?|each|every)\s+(?:[A-Z]\w+\s+){{0,2}}(?i:{posts}))(?=\s)")


@cache
def _people() -> re.Pattern[str]:
    people = "|".join(word.capitalize().replace(" ", r"\s+") for word in words_of("duties", "people"))
    return re.compile(rf"(?<![\w-])(?P<who>(?:{people}|The\s+(?:[A-Za-z]\w+\s+)?(?i:{people})))(?=\s)")


@cache
def _carers_at_work() -> re.Pattern[str]:
    verbs = "|".join(words_of("duties", "carer_verbs"))
    return re.compile(rf"(?<![\w-])(?P<who>(?:(?:The|All)\s+carers|Carers))\s+{ADVERB}(?:{verbs})\b(?=\s)")


@cache
def _no_duty_phrases() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words_of("duties", "no_duty_phrases"))), re.IGNORECASE)


@cache
def _posts() -> re.Pattern[str]:
    posts = "|".join(words_of("duties", "posts"))
    return re.compile(rf"\s+(?:[\w&]+\s+){{0,3}}(?:{posts})\s+(?:attends?|chairs?|hosts?)\b", re.IGNORECASE)
