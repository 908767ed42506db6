"""A glossary and a text in, every word for a concept out: the longest that fits, with its place and its case.

The words become one regular expression in the shape of a tree, so that each letter of the text is looked at once. A
shorter word inside a longer one is never found: the longest match is the only one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from specgen.concepts import Concept, Label

# Signs that look alike are read as one; each for one, so that places in the text stay what they are.
ALIKE: Final = str.maketrans({
    "\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{MODIFIER LETTER APOSTROPHE}": "'",
    "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\N{THIN SPACE}": " ", "\n": " ", "\t": " ",
    "\N{NON-BREAKING HYPHEN}": "-", "\N{HYPHEN}": "-",
})  # fmt: skip
GAP: Final = r"(?:[ ­]{1,8}|-)"  # what may stand where the glossary has a space or a hyphen
_GAPS: Final = re.compile(r"[ ­-]+")


@dataclass(frozen=True)
class Form:
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
        self._expression = re.compile(rf"(?<![\w-])(?:{source})('s|')?(?!\w|-\w)")
        self._known: dict[str, tuple[Form, ...]] = {}
        self._any_case = re.compile(self._expression.pattern, re.IGNORECASE)

    def find(self, text: str) -> list[Match]:
        """Return the matches in their order; none overlaps another."""
        plain = text.translate(ALIKE)
        small = plain.lower()
        same = len(small) == len(plain)  # a few letters grow when they are written small: then places would move
        found, known = [], self._known
        for match in self._expression.finditer(small) if same else self._any_case.finditer(plain):
            start, end = match.span()
            own = match.group(1) or ""
            if own:
                end -= len(own)
                if own == "'" and small[end - 1] != "s":
                    own = ""  # a closing quotation mark
            word = text[start:end]
            forms = known.get(word)
            if forms is None:
                forms = known[word] = self.forms.get(key_of(word), ())
            found.append(Match(start, end + len(own), word, text[end : end + len(own)] if own else "", forms))
        return found


def key_of(text: str) -> str:
    """Return what two writings of one word have in common."""
    return " ".join(_GAPS.split(text.translate(ALIKE).lower()))


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


def _source(forms: Mapping[str, object]) -> str:
    """Return a regular expression for all keys, the longest first at every fork."""
    tree: dict[str, object] = {}
    for key in forms:
        node = tree
        for letter in key:
            below = node.setdefault(letter, {})
            assert isinstance(below, dict)  # noqa: S101
            node = below
        node[""] = {}
    return _written(tree)


def _written(node: Mapping[str, object]) -> str:
    branches = []
    for letter, below in sorted(node.items()):
        if letter:
            sign = GAP if letter == " " else re.escape(letter)
            branches.append(sign + (_written(below) if isinstance(below, dict) else ""))
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{joined})?" if "" in node else joined
