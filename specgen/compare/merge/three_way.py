"""Merge two edits of one text: what changed from the base to the new text goes into theirs, where nobody touched it.

Pure text: paragraphs and runs are for others. A word is changed as a whole, and words beside a change of theirs, with
nothing but a space between, count as touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from specgen.document.run_pieces import BREAK, FIELD, FIELD_END, OBJECT, OBJECT_END, RESULT

TOKEN: Final = re.compile(
    f"{FIELD}[^{RESULT}]*{RESULT}[^{FIELD_END}]*{FIELD_END}|{OBJECT}[^{OBJECT_END}]*{OBJECT_END}"
    r"|[\w\u0300-\u036f]+(?:[’'.,/–-][\w\u0300-\u036f]+)*|\s+|.",
    re.DOTALL,
)
SECOND_NAME: Final = re.compile(r"__\d+$")  # ends the bookmark of a clause that came for one struck out
HUGE: Final = 4_000_000  # pairs of words


@dataclass(frozen=True)
class Token:
    """A word, a space, a sign, a whole field or an object; two fields with one instruction are the same token."""

    key: str
    text: str
    start: int  # letter of the text that it begins with

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_space(self) -> bool:
        return self.key.isspace()


@dataclass(frozen=True)
class Edit:
    """Letters of their text to take out, and letters of the new text to put in their place."""

    start: int
    end: int
    new_start: int
    new_end: int
    is_field_result: bool = False  # both are one whole field: its result alone is changed


@dataclass(frozen=True)
class Merge:
    """What to do to their text: nothing at all if there is a conflict."""

    edits: tuple[Edit, ...] = ()
    is_conflict: bool = False


@dataclass(frozen=True)
class _Hunk:
    """Tokens of the base, and what they have become."""

    start: int
    end: int
    other_start: int
    other_end: int


def tokens_of(text: str) -> tuple[Token, ...]:
    return tuple(Token(_key(found[0]), found[0], found.start()) for found in TOKEN.finditer(text))


def _key(text: str) -> str:
    """Return what tokens are compared by; the result of a field follows from its instruction."""
    if not text.startswith(FIELD):
        return text
    words = text[1 : text.index(RESULT)].split()
    return FIELD + " ".join((words[0].upper(), *(SECOND_NAME.sub("", one) for one in words[1:2]))) if words else FIELD


def merge_texts(base: str, theirs: str, new: str, earlier: Sequence[str] = ()) -> Merge:
    """Return how to bring what has changed from `base` to `new` into `theirs`: all of it, or a conflict.

    What reads as one of the `earlier` drafts was edited by nobody: an older proposal was rejected.
    """
    if base == new or theirs == new:
        return Merge()
    old, their, our = tokens_of(base), tokens_of(theirs), tokens_of(new)
    ours, legals = _hunks(old, our), _hunks(old, their)
    edits = []
    for hunks, changed in _regions(old, ours, legals):
        start, end = hunks
        their_range = _mapped(start, legals, at_end=False), _mapped(end, legals, at_end=True)
        our_range = _mapped(start, ours, at_end=False), _mapped(end, ours, at_end=True)
        if changed == "both":
            there = _keys(their[slice(*their_range)])
            if there == _keys(our[slice(*our_range)]):
                continue
            if not any(_read_so(old, text, start, end) == there for text in earlier):
                return Merge(is_conflict=True)
        if any(token.key == BREAK for token in their[slice(*their_range)]):
            return Merge(is_conflict=True)
        edits.append(Edit(*_letters(their, theirs, *their_range), *_letters(our, new, *our_range)))
    return Merge((*edits, *_field_results(old, their, our, ours, legals)))


def _read_so(old: Sequence[Token], earlier: str, start: int, end: int) -> list[str] | None:
    """Return what an earlier draft said in a region of the base; None if it cannot be told from what is beside it."""
    tokens = tokens_of(earlier)
    hunks = _hunks(old, tokens)
    if any(hunk.start < place < hunk.end for hunk in hunks for place in (start, end)):
        return None
    return _keys(tokens[_mapped(start, hunks, at_end=False) : _mapped(end, hunks, at_end=True)])


def _hunks(old: Sequence[Token], new: Sequence[Token]) -> tuple[_Hunk, ...]:
    """Return the changes between two texts; those that only a space or a sign parts are one."""
    before, after = [token.key for token in old], [token.key for token in new]
    if len(before) * len(after) > HUGE:
        return (_Hunk(0, len(before), 0, len(after)),) if before != after else ()
    found: list[_Hunk] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if found and all(_is_bridge(key) for key in before[found[-1].end : a]):
            found[-1] = _Hunk(found[-1].start, b, found[-1].other_start, d)
        else:
            found.append(_Hunk(a, b, c, d))
    return tuple(found)


def _is_bridge(key: str) -> bool:
    return len(key) < 3 and not any(map(str.isalnum, key)) and key[:1] not in (FIELD, OBJECT, BREAK)


def _regions(
    old: Sequence[Token], ours: Sequence[_Hunk], legals: Sequence[_Hunk]
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the regions of the base in which we changed something, and whether we alone did."""
    waiting = sorted([(hunk.start, hunk.end, "ours") for hunk in ours] + [(h.start, h.end, "legal") for h in legals])
    while waiting:
        start, end, who = waiting.pop(0)
        owners = {who}
        while waiting and _touches(old, end, waiting[0][0]):
            _, next_end, owner = waiting.pop(0)
            end = max(end, next_end)
            owners.add(owner)
        if "ours" in owners:
            yield (start, end), "both" if "legal" in owners else "ours"


def _touches(old: Sequence[Token], end: int, start: int) -> bool:
    """Whether a change that begins at `start` overlaps one that ended at `end`, or only spaces part them."""
    return start <= end or all(token.is_space for token in old[end:start])


def _mapped(index: int, hunks: Sequence[_Hunk], *, at_end: bool) -> int:
    """Return where a token of the base that is outside every change stands in the other text."""
    shift = 0
    for hunk in hunks:
        if hunk.end < index or (hunk.end == index and (at_end or hunk.start < index)):
            shift = hunk.other_end - hunk.end
    return index + shift


def _letters(tokens: Sequence[Token], text: str, start: int, end: int) -> tuple[int, int]:
    first = tokens[start].start if start < len(tokens) else len(text)
    return first, tokens[end - 1].end if end > start else first


def _keys(tokens: Sequence[Token]) -> list[str]:
    return [token.key for token in tokens]


def _field_results(
    old: Sequence[Token], their: Sequence[Token], our: Sequence[Token], ours: Sequence[_Hunk], legals: Sequence[_Hunk]
) -> Iterator[Edit]:
    """Yield the fields whose result is another one in the new text, and that nobody has touched in theirs."""
    for index, token in enumerate(old):
        if not token.key.startswith(FIELD) or any(hunk.start <= index < hunk.end for hunk in (*ours, *legals)):
            continue
        new = our[_mapped(index, ours, at_end=True)]
        legal = their[_mapped(index, legals, at_end=True)]
        if _result(token) != _result(new) and _result(legal) == _result(token):
            yield Edit(legal.start, legal.end, new.start, new.end, is_field_result=True)


def _result(token: Token) -> str:
    return token.text.partition(RESULT)[2]
