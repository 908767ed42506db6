"""Find the terms that a sentence defines in passing: In this part, a “Serious Incident” means any fall."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from specgen.inputs.contract.contract_definition import ended
from specgen.inputs.contract.term_shapes import QUOTED, cleaned, plain_quotes
from specgen.review.rules.english import sentences_in
from specgen.system.lazy_pattern import lazy_pattern

DEFINED: Final = lazy_pattern(
    rf"(?<!what )(?<!whatever )(?P<quoted>{QUOTED}),? (?:shall |will )?(?:means?|is defined as|refers to)\b:? "
    r"(?!that\b|nothing\b|more\b|less\b|different\b|much\b|a lot\b|little\b|to )(?P<meaning>.{8,})",
    re.DOTALL,
)
ELSEWHERE: Final = lazy_pattern(
    r"(?:what|the same|as) \b.{0,60}\b(?:contract|conditions|clause|agreement)\b", re.IGNORECASE | re.DOTALL
)


class Meaning(NamedTuple):
    """A term, what it is said to mean, and the words of the sentence from the term on."""

    term: str
    text: str
    words: str


def meanings_in(text: str) -> Iterator[Meaning]:
    """Yield each term that a sentence of a text defines, but for those that it leaves to the contract."""
    text = plain_quotes(text)
    for start, end in sentences_in(text):
        found = DEFINED.search(text[start:end])
        if found is not None and not ELSEWHERE.match(found["meaning"]):
            yield Meaning(cleaned(found["quoted"]), ended(found["meaning"]), found.group())
