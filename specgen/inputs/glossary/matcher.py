"""Find every word for a concept in a text: the longest that fits, with its position and its case.

The words become one regular expression in the shape of a tree, so that each letter of the text is looked at once. A
shorter word inside a longer one is never found: the longest match is the only one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from specgen.inputs.glossary.concept import Concept, Label
from specgen.inputs.glossary.normal_form import normal_form
from specgen.system.lazy_pattern import lazy_pattern

# Signs that look alike are read as one; each for one, so that places in the text stay what they are.
ALIKE: Final = str.maketrans({
    "\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{MODIFIER LETTER APOSTROPHE}": "'",
    "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\N{THIN SPACE}": " ", "\n": " ", "\t": " ",
    "\N{NON-BREAKING HYPHEN}": "-", "\N{HYPHEN}": "-",
})  # fmt: skip
SHORT: Final = 100_000  # letters; in more than these nearly every form stands
BETWEEN: Final = "\0"  # two texts; it stands in no file of words, and is no part of any word
GAP: Final = r"(?:[ ­]{1,8}|-)"  # what may stand where the glossary has a space or a hyphen
_GAPS: Final = lazy_pattern(r"[ ­-]+")
_WORD: Final = lazy_pattern(r"\w+")


class Form(NamedTuple):
    """One written form of one word for a concept."""

    concept: str
    status: str  # preferred, admitted, deprecated, superseded or acronym
    text: str  # as the glossary writes it, in this number
    plural: bool
    label: Label | None = None  # of a word that is not the preferred one


class Match(NamedTuple):
    """A word for one concept, or for several, in a text."""

    start: int
    end: int  # behind the possessive, if there is one
    text: str  # without it
    possessive: str
    forms: tuple[Form, ...]


class Matcher:
    """Finds the forms of a glossary."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self.forms: dict[str, tuple[Form, ...]] = {}
        for form in forms:
            key = key_of(form.text)
            known = self.forms.get(key, ())
            self.forms[key] = known if form in known else (*known, form)
        source = _source(self.forms) if self.forms else r"(?!)"
        # The sign before a word is read as a part of the match: then only places behind such a sign are tried at all.
        # A word that begins with a sign itself may stand right behind another, so that it has to look back.
        before = r"[^\w-]" if all(key[:1].isalnum() for key in self.forms) else r"(?<![\w-])"
        self._before = int(before == r"[^\w-]")
        self._expression = re.compile(rf"{before}(?:{source})('s|')?(?!\w|-\w)")
        self._known: dict[str, tuple[Form, ...]] = {}

    def find(self, text: str) -> list[Match]:
        """Return the matches in their order; none overlaps another."""
        return self.find_all((text,))[0]

    def find_all(self, texts: Sequence[str]) -> list[list[Match]]:
        """Return the matches in each of some texts."""
        plain = _alike(BETWEEN.join(("", *texts, "")))
        small, expression = plain.lower(), self._expression
        if len(small) != len(plain):  # a few letters grow when they are written small: then places would move
            if len(texts) > 1:
                return [self.find(text) for text in texts]
            small, expression = plain, re.compile(expression.pattern, re.IGNORECASE)
        matches: list[list[Match]] = [[] for _ in texts]
        known, before, number, first, last = self._known, self._before, -1, 0, 0
        text, here = "", list[Match]()
        for match in expression.finditer(small):
            start, end = match.span()
            start += before
            while start > last:
                number += 1
                text, here = texts[number], matches[number]
                first = last + 1
                last = first + len(text)
            own = match[1] or ""
            if own:
                end -= len(own)
                if own == "'" and small[end - 1] not in "sS":
                    own = ""  # a closing quotation mark
            start, end = start - first, end - first
            word = text[start:end]
            forms = known.get(word)
            if forms is None:
                forms = known[word] = self.forms.get(key_of(word), ())
            here.append(Match(start, end + len(own), word, text[end : end + len(own)] if own else "", forms))
        return matches


@lru_cache(maxsize=4000)
def key_of(text: str) -> str:
    """Return what two writings of one word have in common."""
    return " ".join(_GAPS.split(normal_form(text).translate(ALIKE).lower()))


def forms_in(forms: Sequence[Form], texts: Sequence[str]) -> Sequence[Form]:
    """Return the forms whose words all stand somewhere in some short texts: to look for any other takes time."""
    plain = _alike(BETWEEN.join(texts))
    small = plain.lower()
    if len(plain) > SHORT or len(small) != len(plain):
        return forms
    words = set(_WORD.findall(small))
    return [form for form in forms if words.issuperset(_WORD.findall(key_of(form.text)))]


def _alike(text: str) -> str:
    """Return the text with signs that look alike written as one; `translate` would take ten times as long."""
    for sign, one in ALIKE.items():
        text = text.replace(chr(sign), one)
    return text


def forms_of(concept: Concept) -> Iterator[Form]:
    """Yield every form of a concept."""
    yield Form(concept.id, "preferred", concept.label, plural=False)
    if concept.plural != concept.label:
        yield Form(concept.id, "preferred", concept.plural, plural=True)
    for status, labels in (
        ("admitted", concept.admitted),
        ("deprecated", concept.deprecated),
        ("superseded", concept.superseded),
    ):
        for label in labels:
            yield Form(concept.id, status, label.text, plural=False, label=label)
            if label.plural and label.plural != label.text:
                yield Form(concept.id, status, label.plural, plural=True, label=label)
    if concept.acronym:
        yield Form(concept.id, "acronym", concept.acronym.label, plural=False)
        yield Form(concept.id, "acronym", concept.acronym.plural, plural=True)


def case_of(text: str, label: str) -> str:
    """Return how a text writes a label: exact, lower, sentence (a capital at the start alone), capitals or mixed."""
    if text == label or same_letters(text, label):
        return "exact"
    if text == text.lower():
        return "lower"
    if len(text) > 1 and text == text.upper():
        return "capitals"
    if text == text[:1] + text[1:].lower():
        return "sentence"
    return "mixed"


def same_letters(text: str, label: str) -> bool:
    """Whether two writings differ at most in their spaces, hyphens and apostrophes."""
    if len(text) == len(label) and text.lower() == label.lower():
        return False  # the difference is one of capitals
    return _GAPS.split(text.translate(ALIKE)) == _GAPS.split(label.translate(ALIKE))


def in_case_of(word: str, like: str, label: str) -> str:
    """Return a word written as `like` writes `label`: small, as it stands, or with a capital at the start."""
    case = case_of(like, label)
    if case == "capitals" and not label.isupper():
        return word.upper()
    if case == "lower" and label != label.lower():
        return word if word.isupper() else word.lower()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def _source(keys: Iterable[str]) -> str:
    """Return a regular expression for all keys, the longest first at every fork."""
    return _branches(sorted(keys), 0)


def _branches(keys: Sequence[str], at: int) -> str:
    """Return an expression for the rest of some sorted keys whose first `at` letters are the same."""
    first, last, fork = keys[0], keys[-1], at
    while fork < len(first) and first[fork] == last[fork]:
        fork += 1
    if len(keys) == 1:
        return _sign(first[at:])
    more = keys[1:] if len(first) == fork else keys
    branches = [_branches(list(group), fork) for _, group in groupby(more, lambda key: key[fork])]
    joined = branches[0] if len(branches) == 1 and len(more) == len(keys) else f"(?:{'|'.join(branches)})"
    return _sign(first[at:fork]) + (joined if len(more) == len(keys) else f"{joined}?")


def _sign(text: str) -> str:
    return GAP.join(map(re.escape, text.split(" ")))
