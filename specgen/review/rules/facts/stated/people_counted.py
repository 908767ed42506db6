"""Count the people that a phrase gives a number of, and take no age, year, distance or sum for one."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from specgen.system.lazy_pattern import lazy_pattern

DIGITS: Final = r"\d[\d,]*(?:\.\d+)?"
OTHER_THINGS: Final = (
    r"%|per ?cent\b|years?\b|year-olds?\b|months?\b|weeks?\b|days?\b|hours?\b|minutes?\b|miles?\b|km\b|kilomet"
    r"|met(?:re|er)s?\b|visits?\b|calls?\b"
    r"|(?:\w+ ){0,2}(?:homes?|beds?|flats?|schemes?|sites?|villages?|wards?|lots?)\b"
    r"|in \d+|out of\b|million\b|m\b|k\b"
)
NO_COUNT: Final = lazy_pattern(
    rf"£\s?{DIGITS}\w*"
    rf"|\b(?:aged?|ages|over|under|above|below|older than|younger than|turning|from age)[\s-]+{DIGITS}s?"
    rf"(?:\s*(?:to|and|or|[-–])\s*{DIGITS}s?\b)?"
    rf"|\b(?:between|from) {DIGITS} (?:and|to) {DIGITS}"
    rf"|\b{DIGITS}\s*(?:to|[-–])\s*{DIGITS}\b"
    rf"|\b{DIGITS}s?\s*(?:\+|(?:and|or|&) (?:over|older|above|under|younger|below|more|less|fewer))"
    rf"|\b(?:in|by|since|until|of) (?:19|20)\d\d\b|\b(?:19|20)\d\d[-/]\d\d\b"
    rf"|\b[A-Z]{{1,3}}\d[\w/-]*|\b\d+[A-Za-z]\w*"  # the number of a lot or a post code
    rf"|\b{DIGITS}[\s-]*(?:{OTHER_THINGS})",
    re.IGNORECASE,
)
COUNT: Final = lazy_pattern(r"(?<![\d.,/-])\d[\d,]*(?![\d.,/-]*\d)")


def people_counted(phrase: str) -> Decimal | None:
    """Return the one number of people that a phrase gives, or None where it gives none or more than one."""
    found = COUNT.findall(NO_COUNT.sub(" ", phrase))
    return Decimal(found[0].replace(",", "")) if len(found) == 1 else None
