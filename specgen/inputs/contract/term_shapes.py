"""Judge by its shape whether a phrase is a defined term, a label of a form, or an abbreviation of another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from specgen.inputs.glossary.concept import plural_of
from specgen.inputs.glossary.matcher import key_of
from specgen.inputs.glossary.normal_form import normal_form
from specgen.system.lazy_pattern import lazy_pattern

LONGEST: Final = 9  # words of a term
SMALL: Final = frozenset("of and the for in on to or with a an by at from under as per not".split())
NEVER_FIRST: Final = frozenset(
    "this that these those it its he she they we you which what who whom where when whenever if"
    " nothing no any by all each"
    " every some such there here neither either both for in on at as to from with without unless words word references"
    " reference in both nobody nothing everyone failure".split()
)
NEVER_IN: Final = frozenset(
    "this these shall will must may is are was were be been which who whose that its their".split()
)
MENTIONED: Final = frozenset(
    "include includes including included other otherwise written writing must shall may will should in particular"
    " for example and or is are he she it they this".split()
)
LABELS: Final = frozenset(
    "name names address addresses date dates note notes telephone phone email e-mail fax contact"
    " contacts contractor title"
    " ref reference version status example examples interpretation headings heading references gender number"
    " singular plural signed signature position between and from to page subject author owner"
    " approved provided warning guidance drafting explanatory"
    " important tel website postcode clause source day days time times period statutes documents".split()
)
QUOTED: Final = r"(?:[“\"„][^”“\"❝❞]{1,90}[”\"]|❝[^❝❞]{1,90}❞|[‘'](?:[^‘’'❝❞]|[’'](?=\w)){1,90}[’'](?!\w))"
OURS: Final = {"«": "“", "»": "”", "‹": "‘", "›": "’", "″": '"', "＂": '"', "``": "“", "''": '"', "’’": "”", "‘‘": "“"}
OTHER_QUOTES: Final = lazy_pattern("[„«»‹›″＂]|``|''|’’|‘‘")
PRONOUNS: Final = frozenset("we us our ours you your yours".split())
WELSH_SIGNS: Final = lazy_pattern(
    r"\b(?:y|yr|yn|ac|ni|chi|cy\w+|gw\w+|ng\w+)\b|dd|ydd\b|wy|wr\b|iaeth|iad\b|ad\b|ol\b|[âêîôûŵŷ]", re.IGNORECASE
)
WELSH: Final = frozenset(
    "y yr yn yw i ac neu mae sydd ar gan wedi ym yng fel hwn hon hyn ystyr ystyron bod cael gael gyda heb sy ei eu"
    " nad ni chi am dan trwy rhwng unrhyw pob a'r i'r o'r ngymal".split()
)
ACRONYM: Final = lazy_pattern(r"[A-Z][A-Za-z&]{0,8}[A-Z](?:s)?")
WORD: Final = lazy_pattern(r"[^\W_][\w’'/.&-]*")


def cleaned(text: str) -> str:
    """Return a term without quotation marks, article and stops around it."""
    text = " ".join(text.split()).strip(" “”\"„‘’'❝❞*:;,.–—-=\t")
    text = re.sub(r"\((?:s|S|es|ies)\)$", "", text)
    return re.sub(r"^(?:the|The|THE|a|A|an|An) (?=[A-Z0-9])", "", text)


def quoted_terms(text: str) -> tuple[str, ...]:
    """Return what stands in quotation marks in a text."""
    return tuple(dict.fromkeys(cleaned(one) for one in re.findall(QUOTED, text)))


def plain_quotes(text: str) -> str:
    """Return a text with the quotation marks of other keyboards („so“, «so», ''so'') as those of this one."""
    if not OTHER_QUOTES.search(text):
        return text
    text = re.sub("„([^„“”\n]{1,200})[“”]", r"“\1”", text)
    for sign, ours in OURS.items():
        text = text.replace(sign, ours)
    return text


def names_in(text: str) -> tuple[tuple[str, ...], str]:
    """Return the terms in the words that a definition starts with, and an abbreviation: Home Care or Care (HC)."""
    if found := re.fullmatch(r"(.+?) \((?:the |or )?[“\"]?([^()“”\"]+)[”\"]?\)\W*", text.strip()):
        first, second = cleaned(found.group(1)), cleaned(found.group(2))
        if is_acronym(second) and long_form(second, first):
            return (first,), second
    parts = [cleaned(part) for part in re.split(r"\s+or\s+|\s*/\s*", text)]
    if len(parts) > 1 and all(part[:1].isupper() and len(part.split()) < 5 for part in parts):
        return tuple(parts), ""
    parts = [cleaned(part) for part in text.split(", ")]
    if len(parts) > 1 and all(part.casefold() in PRONOUNS for part in parts[1:]):
        return tuple(parts), ""
    whole = cleaned(text)
    return ((whole,) if whole else ()), ""


def without_welsh(terms: Iterable[str]) -> bool:
    """Whether the words in brackets behind the terms are Welsh: Assessor (Asesydd)."""
    brackets = [found.group(1) for term in terms if (found := re.search(r" \(([^()]+)\)$", term))]
    welsh = [words for words in brackets if WELSH_SIGNS.search(words)]
    return len(welsh) > 1 and len(welsh) * 2 >= len(brackets)


def is_welsh(text: str) -> bool:
    """Whether a text reads as Welsh: in a contract in two languages each paragraph comes twice."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    small = sum(word in WELSH for word in words)
    return small > 1 and small / len(words) > 0.2


def is_term(text: str) -> bool:
    """Whether all words that count are written with capitals: Service User, Deprivation of Liberty."""
    return _is_possible(text) and all(
        word[:1].isupper() or word[:1].isdigit() or word in SMALL for word in WORD.findall(text)
    )


def may_be_term(text: str) -> bool:
    """Whether it can be a term written as a sentence is: Working day."""
    return _is_possible(text) and bool(re.match(r"[A-Z]|[^\W\d_a-z]|\d+ [A-Z]", text))


def is_mentioned(text: str) -> bool:
    """Whether words in quotation marks are talked about, and not defined: "include" and "including"."""
    return all(word.lower() in MENTIONED for word in text.split())


def is_label(text: str) -> bool:
    """Whether it is a label of a form or of a rule of interpretation: Date, Contractor, Headings."""
    words = [word.lower() for word in WORD.findall(text)]
    return all(word in LABELS | SMALL for word in words)


def term_key(term: str) -> str:
    """Return what the plural and the singular of a term, and all its writings, have in common."""
    return key_of(singular_of(normal_form(term), many=not is_acronym(term)))


def is_acronym(text: str) -> bool:
    """Whether it is an abbreviation: CQC, DoLS, KPIs."""
    return bool(ACRONYM.fullmatch(text)) and sum(letter.isupper() for letter in text) > 1


def long_form(acronym: str, before: str) -> str:
    """Return the words at the end of a text whose initials are the letters of an acronym, or nothing."""
    letters = singular_acronym(acronym)
    words = before.replace("“", " ").replace("”", " ").replace('"', " ").split()
    for size in range(min(len(letters), 2), min(len(letters) + 5, len(words)) + 1):
        last = words[-size:]
        text = " ".join(last)
        if re.search(r"[.;:!?,()]", text) or last[0].lower() in SMALL or last[-1].lower() in SMALL:
            continue
        parts = [part for word in last for part in re.split(r"[-/]", word) if part]
        every = "".join(part[0] for part in parts)
        heavy = "".join(part[0] for part in parts if part.lower() not in SMALL)
        whole_words = "".join(word[0] for word in last if word.lower() not in SMALL)
        if letters.replace("&", "").casefold() in {
            one.casefold().replace("&", "") for one in (every, heavy, whole_words)
        }:
            return text
    return ""


def singular_acronym(acronym: str) -> str:
    """Return KPI for KPIs; DoLS stays."""
    return acronym[:-1] if acronym.endswith("s") and acronym[:-1].isupper() else acronym


def singular_of(word: str, *, many: bool) -> str:
    """Return Key Performance Indicator for the plural, if it is one."""
    if not many:
        return word
    for end, one in (("ies", "y"), ("sses", "ss"), ("s", "")):
        if word.endswith(end) and plural_of(word[: -len(end)] + one) == word:
            return word[: -len(end)] + one
    return word


def same_word(one: str, other: str) -> bool:
    """Whether one is the other, or its plural."""
    return (
        other.casefold() in {one.casefold(), plural_of(one).casefold()} or one.casefold() == plural_of(other).casefold()
    )


def are_terms(terms: Sequence[str]) -> bool:
    """Whether words in quotation marks can be terms, and are not only talked about."""
    plausible = all(0 < len(term.split()) < 10 and re.search(r"[^\W\d_]", term) for term in terms)
    return bool(terms) and plausible and not all(map(is_mentioned, terms))


def stand_apart(head: str, terms: Sequence[str]) -> bool:
    """Whether "A" and "B" have their own meanings; "A" or "B" is one thing with two words."""
    if len(terms) < 2 or re.search(r"[”\"’'❞]\s*,?\s*(?:or|/|\()\s*", head):
        return False
    return not any(same_word(terms[0], other) for other in terms[1:]) and not is_acronym(terms[-1])


def _is_possible(text: str) -> bool:
    words = WORD.findall(text)
    if not words or len(words) > LONGEST or len(text) > 90 or not any(letter.isalpha() for letter in text):
        return False
    if re.search(r"[;:!?“”\"|=]|\.\s|\.$", text) or words[0].lower() in NEVER_FIRST or words[-1].lower() in SMALL:
        return False
    return not any(word.lower() in NEVER_IN for word in words) and text.count("(") == text.count(")")
