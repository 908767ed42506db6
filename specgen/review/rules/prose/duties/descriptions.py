"""Tell a duty from a description: words that make a sentence a condition, a background or a definition."""

from __future__ import annotations

import re
from typing import Final

from specgen.system.lazy_pattern import lazy_pattern

SOURCE: Final = "source 003, section 2.5: specifications should clearly state real requirements"

SUBORDINATE: Final = lazy_pattern(
    r"\b(?:where|wherever|when|whenever|if|unless|until|till|while|whilst|whether|that|which|who|whom|whose|how|what|"
    r"whatever|whichever|whoever|however|why|as|because|since|before|after|once|than|though|although|so|"
    r"provided|means)\b",
    re.IGNORECASE,
)
DESCRIBES: Final = lazy_pattern(
    r"\b(?:under (?:other|another|its own|separate) (?:contract|agreement|arrangement)s?|other contracts|for both|"
    r"at present|at the moment|currently|today|already|did|was|were|had|has agreed|have agreed|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
# A condition before the main clause: once the Panel has agreed, ...
CONDITION_FIRST: Final = lazy_pattern(
    r"(?:Where|Wherever|When|Whenever|If|Once|Before|After|As soon as|Until|Unless|While|Whilst)\b"
    r"(?:(?!\b(?:shall|must|should)\b)[^,;:.])*, "
)
NUMBERED: Final = lazy_pattern(r"^(?:[A-Z]?\.?\d+(?:\.\d+)*[.)]?\s+|\([a-z]{1,4}\)\s+|[•–-]\s+)?")
ENDS: Final = lazy_pattern(r"[.;:!?][”\")\s]*$")
