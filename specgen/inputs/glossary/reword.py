"""Replace displaced words in the texts of questions by those of the council's glossary.

Questions are written in the words of the base glossary. Where a council or a contract has another word, so has what
is printed of them. They are plain talk, mostly in small letters, so that more is left alone than in a contract: what
may be a verb, people in general, a word in quotation marks, and a word whose number would change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from specgen.inputs.glossary.concept import Concept, article_of, possessive_of
from specgen.inputs.glossary.forms import Glossary
from specgen.inputs.glossary.matcher import Form, Match, Matcher, forms_of
from specgen.inputs.glossary.normal_form import without_addresses
from specgen.system.lazy_pattern import lazy_pattern

__all__ = ["rewording"]

BEFORE_A_VERB: Final = lazy_pattern(r"\b(?:who|they|it|we|you)\s+$", re.IGNORECASE)
BEFORE_ITS_PLAIN_FORM: Final = lazy_pattern(r"\b(?:to|can|cannot|may|must|shall|will|would|not)\s+$", re.IGNORECASE)
AFTER_A_VERB: Final = lazy_pattern(r"\s+(?:the|an?|only|it|them|what|how|one|each|any|whether|its|their)\b")
QUOTED: Final = tuple("\"“‘'")
SENTENCE: Final = lazy_pattern(r"(?:^|[.?!:;]\s+)$")
ARTICLE: Final = lazy_pattern(r"\b(an?)(\s+)$", re.IGNORECASE)


def rewording(glossary: Glossary) -> Callable[[str], str]:
    """Return what puts the glossary's words into a text; `str` where it has displaced none."""
    if not any(label.is_displaced for concept in glossary.values() for label in concept.deprecated):
        return str
    matchers: list[Matcher] = []
    known: dict[str, str] = {}

    def reworded(text: str) -> str:
        if not matchers:  # it takes its time, and there may be nothing to reword
            matchers.append(Matcher(form for concept in glossary.values() for form in forms_of(concept)))
        if text not in known:
            known[text] = "".join(_pieces(text, matchers[0], glossary))
        return known[text]

    return reworded


def _pieces(text: str, matcher: Matcher, glossary: Glossary) -> Iterator[str]:
    """Yield the text in pieces, its words for concepts each as the glossary has it."""
    at = 0
    for match in matcher.find(without_addresses(text)):
        form = _displaced(match)
        word = "" if form is None else _word(form, glossary[form.concept], match, text)
        if not word:
            continue
        before = text[at : match.start]
        article = ARTICLE.search(before)
        if article:
            right = article_of(word)
            right = right.capitalize() if article[1][0].isupper() else right
            before = f"{before[: article.start()]}{right}{article[2]}"
        yield before
        yield possessive_of(word).replace("’", match.possessive[0]) if match.possessive else word
        at = match.end
    yield text[at:]


def _displaced(match: Match) -> Form | None:
    """Return the form of a word that was displaced; None if the glossary has it for anything else."""
    if any(form.status in ("preferred", "admitted", "acronym") for form in match.forms):
        return None
    return next((form for form in match.forms if form.label is not None and form.label.is_displaced), None)


def _word(form: Form, concept: Concept, match: Match, text: str) -> str:
    """Return the word to write, with the capitals that fit its place; nothing if the text is better left alone."""
    word = concept.plural if form.plural else "" if concept.is_many else concept.label
    before, written = text[: match.start], match.text
    if not word or before.endswith(QUOTED):
        return ""
    starts = written[:1].isupper() and SENTENCE.search(before) is not None
    if not starts and written != written.lower():
        return word
    if concept.everyday and (
        concept.kind == "person" or (not starts and _may_be_verb(form, before, text[match.end :]))
    ):
        return ""
    small = " ".join(one if one.isupper() else one.lower() for one in word.split(" "))
    return small[:1].upper() + small[1:] if starts else small


def _may_be_verb(form: Form, before: str, after: str) -> bool:
    if BEFORE_A_VERB.search(before) or AFTER_A_VERB.match(after):
        return True
    return not form.plural and BEFORE_ITS_PLAIN_FORM.search(before) is not None
