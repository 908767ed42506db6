"""Write a text in the one form in which words are looked for, and leave out what is an address and no wording.

One word can be typed in many ways that look alike: with a soft hyphen or a zero-width space in it, with spaces that do
not break, with an accent of its own behind its letter. An address, a path or a hashtag is no wording at all.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from specgen.formats.yamlfile.characters import HIDING, TURNING
from specgen.system.lazy_pattern import lazy_pattern

# They take no room: soft hyphen, zero-width spaces and joiners, the mark of byte order, marks of direction; and those
# in which words can be hidden.
INVISIBLE: Final = lazy_pattern(f"[\u00ad\u061c\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff{HIDING}{TURNING}]")
ALIKE: Final = str.maketrans({
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    "\N{NON-BREAKING HYPHEN}": "-", "\N{HYPHEN}": "-",
})  # fmt: skip
MASK: Final = "\N{LIGHT SHADE}"  # stands for each letter of what is no wording
FILE_NAME: Final = r"\.(?:docx?|xlsx?|pptx?|pdf|csv|txt|ya?ml|msg|jpe?g|png|zip|html?|xml|rtf|od[tsp])\b"
IN_FOLDER: Final = r"[^\\/:*?\"<>|\n]"
ADDRESS: Final = lazy_pattern(
    r"[\w.%+'-]+@[\w-]+(?:\.[\w-]+)*"  # mail
    r"|\b(?:https?|ftps?|file|mailto|tel|sip|teams):[^\s<>\"“”]*[\w/=&%#]"
    r"|\bwww\.[^\s<>\"“”]*[\w/=&%#]"
    r"|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:uk|com|org|net|gov|wales|cymru|scot|london|eu|info|io|example)(?![\w-])"
    r"(?:[/?#][^\s<>\"“”]*[\w/=&%#])?"
    rf"|(?:\b[A-Za-z]:|\\\\[\w.$-]+)\\(?:{IN_FOLDER}{{1,80}}\\)*(?:{IN_FOLDER}{{1,80}}?{FILE_NAME}|[^\\/:*?\"<>|\s]*)"
    r"|(?<![\w/.])(?:~|\.{1,2})?(?:/[\w.%+-]+){2,}/?"
    rf"|(?<![\w/])(?:[\w.%+-]+/)*[\w%+-]+(?:\.[\w%+-]+)*{FILE_NAME}"
    r"|(?<![\w&/])[#@][A-Za-z][\w-]*"
)
SIGNS: Final = lazy_pattern(r"[@#\\/:]|\w\.\w")  # without one of them there is no address
QUOTATION: Final = lazy_pattern(
    r"\"[^\"\n]{1,200}\"|“[^“”\n]{1,200}”|„[^„“”\n]{1,200}[“”]|(?<!\w)‘[^‘’\n]{1,200}’(?!\w)"
)
QUOTES: Final = lazy_pattern(r"[\"“„‘]")
DEFINES: Final = lazy_pattern(
    r"(?:,? (?:or|and) (?:the )?[“\"‘][^”\"’]{1,80}[”\"’])?(?:,[^,]{1,80},)?"
    r"\s*(?::|[–—-]\s|(?:shall |will |must )?(?:each )?"
    r"(?:means?|ha(?:s|ve) the|includes?|denotes?|refers? to|(?:is|are) defined)\b)"
)


class NormalForm(NamedTuple):
    """A text in its normal form, and which letters of the text as it was typed each of its letters stands for."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the text as it was typed."""
        if not self.text:
            return 0, 0
        first = self.starts[min(start, len(self.starts) - 1)]
        return first, max(self.ends[min(end, len(self.ends)) - 1], first) if end > start else first

    def place(self, typed: int) -> int:
        """Return where a place of the text as it was typed is in the normal form."""
        return bisect_left(self.starts, typed)


@lru_cache(maxsize=4000)
def normal_form(text: str) -> str:
    """Return a text in its normal form: composed accents, ordinary spaces and hyphens, nothing invisible."""
    return text if text.isascii() else unicodedata.normalize("NFC", INVISIBLE.sub("", text).translate(ALIKE))


def with_places(text: str) -> NormalForm:
    """Return the normal form with the places in the text as it was typed."""
    letters, starts, ends = list[str](), list[int](), list[int]()
    for start, end in _clusters(text):
        for letter in normal_form(text[start:end]):
            letters.append(letter)
            starts.append(start)
            ends.append(end)
    return NormalForm("".join(letters), tuple(starts), tuple(ends))


def without_addresses(text: str) -> str:
    """Return a text with addresses, web links, paths, file names and hashtags masked, each letter by one sign."""
    if not SIGNS.search(text):
        return text
    return ADDRESS.sub(lambda match: MASK * len(match.group()), text)


def quotations_in(text: str) -> list[tuple[int, int]]:
    """Return where other people's words are quoted; a term in quotation marks that is defined there is none."""
    if not QUOTES.search(text):
        return []
    return [match.span() for match in QUOTATION.finditer(text) if not _defines(text, *match.span())]


def _defines(text: str, start: int, end: int) -> bool:
    if DEFINES.match(text, end):
        return True
    opened = text.rfind("(", 0, start)
    return opened > text.rfind(")", 0, start) and start - opened < 60


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield each letter with the accents behind it; what is invisible stands alone."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or not unicodedata.combining(text[index]):
            if text:
                yield start, index
            start = index
