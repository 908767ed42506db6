"""Find the rights to end the contract that a text gives, and none that it denies or leaves to the contract.

A sentence that says when the contract ends, or that a right is the contract's, gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from specgen.review.rules.english import sentence_span
from specgen.system.lazy_pattern import lazy_pattern

CONTRACT: Final = (  # and no longer name that begins so: the contract review
    r"(?:the|this) (?:contract|agreement)\b(?! with (?:the|a|an|his|her|their|its|any)\b)"
    r"(?=\W*$|[,.;:)]| (?:after|and|as|at|automatically|because|before|but|by|can|comes|could|during|early|ends?|except"
    r"|following|for (?:convenience|any)|forthwith|from|giving|if|immediately|in|lapses?|may|on(?! \d)|once|only|or"
    r"|provided|pursuant|shall|should|since|subject|terminates?|to|under|unless|until|upon|when|whenever|where|wholly|will"
    r"|with|within|without)\b)"
)
WHO: Final = (
    r"(?:council|authority|commissioner|purchaser|customer|buyer|icb|board|provider|contractor|supplier|party|parties|side|either|both|it|they"
    r"|we|officer|director)s?"
)
POWER: Final = (
    r"(?:may|can|could|will|shall|must|is entitled to|are entitled to|ha(?:s|ve) (?:the |a )?(?:right|power)s? to"
    r"|reserves? (?:the|a) right to)"
)
END: Final = rf"(?:(?:end|terminate|cancel|rescind) {CONTRACT}|bring {CONTRACT} to an (?:early )?end)"
RIGHTS: Final = (
    lazy_pattern(rf"(?:\b{WHO},? |^|: ){POWER}\b[^.;]{{0,60}}?\b{END}", re.IGNORECASE),
    lazy_pattern(
        rf"\b(?:right|power|grounds? (?:for|on which) [^.;]{{0,40}}?\b(?:may|can|to)) (?:to )?{END}", re.IGNORECASE
    ),
    lazy_pattern(
        rf"\b{CONTRACT} (?:may|can|could|will|shall)(?: \w+)? be (?:\w+ly )?"
        r"(?:ended|terminated|cancelled|brought to an (?:early )?end)\b",
        re.IGNORECASE,
    ),
    lazy_pattern(  # it ends by itself
        rf"(?:^|(?<=[.;] ))(?:if|where|should)\b[^.;]{{1,120}}?, (?:then )?{CONTRACT} "
        r"(?:(?:shall |will )?(?:end|terminate|lapse)s?|comes to an end)\b(?! (?:on|for)\b)"
        rf"|\b{CONTRACT} (?:(?:shall |will )?(?:end|terminate|lapse)s?|comes to an end)"
        r"(?: (?:automatically|early|at once|immediately))*,? (?:if|where|unless|should)\b",
        re.IGNORECASE,
    ),
)
NO_RIGHT: Final = lazy_pattern(
    r"\b(?:not|never|nor|neither|nothing|none|cannot|without (?:a|any|the) right)\b"
    r"|\bno (?!later|earlier|sooner)|n[’']t\b",
    re.IGNORECASE,
)
NOTHING: Final = lazy_pattern(r"\W*(?:nothing|neither|none|nobody|no (?!later|earlier|sooner))\b", re.IGNORECASE)
INDIRECT: Final = lazy_pattern(  # what somebody says, asks or fears of it
    r"\b(?:how|whether|why|what)\b|\bbefore (?:the )?\w+ (?:may|can)\b"
    r"|\b(?:ask|believe|explain|fear|know|list|say|set out|set|show|state|tell|think|provide|worr(?:y|ie))s?"
    r" (?:\w+ ){0,2}(?:when|where|if|that|until)\b",
    re.IGNORECASE,
)
LEFT_TO_IT: Final = lazy_pattern(
    r"\b(?:under|as|by|with|in|through|to|see) [^.;,]{0,50}?\b(?:clauses? \d|conditions\b|terms of the contract)"
    r"|\b(?:clauses? \d[\d.]*|conditions)(?: of (?:the )?contract)?[^.;]{0,30}?"
    r" (?:says?|sets?|settles?|gives?|governs?|appl(?:y|ies))\b"
    r"|\b(?:as|than|where|when|only) the (?:contract|conditions) (?:says?|allows?|provides?|lets?|sets?)\b",
    re.IGNORECASE,
)


def rights_in(text: str, *, of_contract: bool = False) -> Iterator[tuple[str, int]]:
    """Yield the words that give a right to end the contract, and where they begin: one of each sentence.

    A clause of the contract gives it also where it names another clause.
    """
    for start, end in _sentences(text):
        sentence = text[start:end]
        for pattern in RIGHTS:
            found = pattern.search(sentence)
            left_to_it = not of_contract and LEFT_TO_IT.search(sentence)
            if found and not left_to_it and not _is_denied(sentence, found.start(), found.end()):
                words = found.group().lstrip(": ")
                yield words, start + found.end() - len(words)
                break


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    place = 0
    while place < len(text):
        start, end = sentence_span(text, place)
        yield max(start, place), end
        place = max(end, place + 1)


def _is_denied(sentence: str, start: int, end: int) -> bool:
    """Whether the words, or the clause that they stand in, say that there is no such right, or only speak of one."""
    if NOTHING.match(sentence) or sentence.rstrip().endswith("?"):
        return True
    clause = sentence[sentence.rfind(", ", 0, start) + 1 : end]
    return NO_RIGHT.search(clause) is not None or INDIRECT.search(clause) is not None
