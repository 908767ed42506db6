"""Load the matters that a specification and its contract may both give a figure for: models/review/matters.yaml.

A sentence is surely about a matter only if all its words belong to it: one word more, and the figure may be that of
another thing, as in “records of staff training”. That no list of other things can tell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Final

from specgen.formats.yamlfile.lookup import group_at, rows_at, text_at, texts_of
from specgen.review.review_data import review_data
from specgen.review.rules.unfinished import NUMBERS
from specgen.system.lazy_pattern import lazy_pattern

PART: Final = lazy_pattern(r"<(\w+)>")
WORD: Final = lazy_pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*")
NO_WORDS: Final = lazy_pattern(  # what counts for no word of its own
    r"(?<=\w)['’](?:s\b)?|\bat most\b|\bservice(?= provider)|(?<=\bstart) of (?:the |their )?(?:care|support|service)\b"
)
ENDINGS: Final = ("", "s", "es", "d", "ed", "ing")
ROW: Final = "<row>"
TIMES: Final = (" day", " week", " month", " year", " hour", " minute")
PARTIES: Final = {
    "council": "council|authority|commissioner|purchaser|customer|buyer|icb",
    "provider": "provider|contractor|supplier",
}
ACTS: Final = {
    party: lazy_pattern(
        rf"\b(?:{names})s?,? (?:(?:shall|must|will|may|can|should|is to|has to|agrees|undertakes"
        r"|pays|answers|responds|replies|resolves|acknowledges|confirms|keeps|retains|holds|maintains|reviews|visits"
        r"|settles|notifies|tells|reports|hands|returns|sends|submits|stores|ends|terminates)\b)"
        rf"|\bby (?:the|each|a) (?:{names})s?\b",
        re.IGNORECASE,
    )
    for party, names in PARTIES.items()
}


@dataclass(frozen=True)
class Matter:
    """Something that a figure is given for."""

    id: str
    thing: str
    unit: str
    words: tuple[str, ...]  # regular expressions
    hints: tuple[str, ...]  # words in small letters without one of which no sentence says it: quick to look for
    needs: tuple[str, ...]  # and without one of these
    answer: tuple[str, ...]
    answer_unit: str
    longer: tuple[str, ...]  # the question for a time that may come on top of it
    among: tuple[str, ...]
    is_of_contracts: bool
    vocabulary: frozenset[str]  # empty: whatever a sentence says besides, it is about this
    party: str  # whose task it is: of another's the sentence would be about something else
    rows: tuple[str, ...] = ()  # of a matter of which each row of a list gives one, `answer` being a column
    named: str = ""  # the column with the name of the row

    @cached_property
    def said(self) -> tuple[re.Pattern[str], ...]:
        """Made only for a matter that a text may speak of."""
        return tuple(re.compile(one, re.IGNORECASE) for one in self.words)

    def may_be_in(self, in_small: str) -> bool:
        if not any(hint in in_small for hint in self.hints):
            return False
        if self.unit == "group 2" and not any(time in in_small for time in TIMES):
            return False
        return not self.needs or any(word in in_small for word in self.needs)

    def is_all_of(self, sentence: str) -> bool:
        """Whether a sentence speaks of this and of nothing else that the figure could belong to."""
        if not self.vocabulary:
            return True
        if any(pattern.search(sentence) for party, pattern in ACTS.items() if self.party and party != self.party):
            return False
        return all(self._knows(word) for word in WORD.findall(NO_WORDS.sub("", sentence.casefold())))

    def of_row(self, name: str) -> Matter:
        """Return what this is for the row with a name: the time to reply to urgent referrals."""
        words = tuple(one.replace(ROW, re.escape(name)) for one in self.words)
        thing, vocabulary = self.thing.replace(ROW, name), self.vocabulary | {*WORD.findall(name.casefold())}
        return replace(self, thing=thing, words=words, hints=(name.casefold(),), vocabulary=vocabulary)

    def _knows(self, word: str) -> bool:
        if len(word) == 1 or word in NUMBERS:
            return True
        return any(word.removesuffix(ending) in self.vocabulary for ending in ENDINGS if word.endswith(ending))


@cache
def matters() -> tuple[Matter, ...]:
    """Return the matters that come with specgen."""
    data = review_data("matters")
    parts, common = group_at(data, "parts"), frozenset(text_at(data, "common").split())
    return tuple(
        Matter(
            text_at(row, "id"),
            text_at(row, "thing"),
            text_at(row, "unit"),
            tuple(_whole(one, parts) for one in texts_of(row.get("said"))),
            texts_of(row.get("hints")),
            texts_of(row.get("needs")),
            tuple(filter(None, text_at(row, "answer").split("."))),
            text_at(row, "answer_unit") or text_at(row, "unit"),
            tuple(filter(None, text_at(row, "longer").split("."))),
            texts_of(row.get("among")),
            row.get("contract") is not False,
            common | frozenset(_whole(text_at(row, "vocabulary"), parts).split())
            if row.get("vocabulary")
            else frozenset(),
            text_at(row, "party"),
            tuple(filter(None, text_at(row, "rows").split("."))),
            text_at(row, "named"),
        )
        for row in rows_at(data, "matters")
    )


def _whole(pattern: str, parts: Mapping[str, object]) -> str:
    """Return an expression with its parts written out: parts may have parts."""
    while (whole := PART.sub(lambda found: str(parts.get(found[1], found[0])), pattern)) != pattern:
        pattern = whole
    return pattern
