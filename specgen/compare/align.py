"""Align the lines of two texts, and mark what changed in each, word by word.

A lawyer reads whole words struck out and put in, never half of one; a tag is one word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from specgen.compare.lines import Formatting, Line

TOKEN: Final = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\{[A-Z][^{}]*\}"  # tags, and the fields of Word
    r"|<[a-z]+:[^<>]*>"  # where a link leads
    r"|[\w\u0300-\u036f]+(?:[’'.,/–-][\w\u0300-\u036f]+)*|\s+|.",
    re.DOTALL,
)
ALIKE: Final = 0.5  # less than half of the words in common: another clause
MOVED: Final = 0.8
SHORT: Final = 60  # letters; what is shorter is compared letter by letter
FEWEST: Final = 4  # words of a line that can be recognised elsewhere
CROWD: Final = 60_000  # pairs of lines to compare; a section that people write has 200 lines at most
LONGEST: Final = 4_000_000  # pairs of words
CONTROL_WEIGHT: Final = 0.3  # the same condition stands in many places: clauses decide what belongs together
SAME_WEIGHT: Final = 1.5

Change = tuple[str, str]  # "=", "-" or "+", and the words


@dataclass(frozen=True)
class Pair:
    """A line and the one that it became; one of the two may be missing."""

    before: int | None
    after: int | None
    moved: bool = False


def align(before: Sequence[Line], after: Sequence[Line]) -> tuple[Pair, ...]:
    """Return the lines of two texts side by side: in the order of the second, what is gone where it stood."""
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    middle = _aligned(before[start : len(before) - end], after[start : len(after) - end])
    pairs = [Pair(number, number) for number in range(start)]
    pairs += [Pair(_plus(pair.before, start), _plus(pair.after, start), pair.moved) for pair in middle]
    pairs += [Pair(len(before) - number, len(after) - number) for number in range(end, 0, -1)]
    return tuple(_with_moves(pairs, before, after))


def redline(before: str, after: str) -> tuple[Change, ...]:
    """Return what was taken out of a text and what was put in, in whole words.

    All that is "=" or "-" together is the first text, all that is "=" or "+" the second.
    """
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if len(old) * len(new) > LONGEST:
        return tuple((sign, text) for sign, text in (("-", before), ("+", after)) if text)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    steps = [(tag, "".join(old[a:b]), "".join(new[c:d])) for tag, a, b, c, d in matcher.get_opcodes()]
    return tuple(_changes(_without_islands(steps)))


def formatting_changes(before: Line, after: Line) -> tuple[str, ...]:
    """Return in words how the look of two lines with the same words differs."""
    if (before.formatting, before.pieces) == (after.formatting, after.pieces):
        return ()
    changes = [f"{key}: {old} → {new}" for key, old, new in _differences(before.formatting, after.formatting)]
    old_tokens, new_tokens = _tokens(before), _tokens(after)
    if len(old_tokens) != len(new_tokens):
        return tuple(changes)
    spans = list[tuple[tuple[tuple[str, str, str], ...], list[str]]]()
    for (word, old), (_, new) in zip(old_tokens, new_tokens, strict=True):
        differences = tuple(_differences(old, new))
        if spans and spans[-1][0] == differences:
            spans[-1][1].append(word)
        else:
            spans.append((differences, [word]))
    for differences, words in spans:
        changes += [f"{key} of “{_short(words)}”: {old} → {new}" for key, old, new in differences]
    return tuple(dict.fromkeys(changes))


def _plus(number: int | None, offset: int) -> int | None:
    return None if number is None else number + offset


def _common(before: Sequence[Line], after: Sequence[Line]) -> int:
    count = 0
    for old, new in zip(before, after, strict=False):
        if (old.kind, old.text) != (new.kind, new.text):
            break
        count += 1
    return count


def _aligned(before: Sequence[Line], after: Sequence[Line]) -> list[Pair]:
    """Return the pairs that keep most of the words together, none crossing another."""
    if len(before) * len(after) > CROWD:
        return _aligned_by_equals(before, after)
    scores = [[_score(old, new) for new in after] for old in before]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(after) - 1, -1, -1):
            joined = best[i + 1][j + 1] + scores[i][j] if scores[i][j] else 0.0
            best[i][j] = max(joined, best[i + 1][j], best[i][j + 1])
    pairs, i, j = list[Pair](), 0, 0
    while i < len(before) or j < len(after):
        here = best[i][j]
        if i < len(before) and j < len(after) and scores[i][j] and here == best[i + 1][j + 1] + scores[i][j]:
            pairs.append(Pair(i, j))
            i, j = i + 1, j + 1
        elif i < len(before) and (j == len(after) or here == best[i + 1][j]):
            pairs.append(Pair(i, None))
            i += 1
        else:
            pairs.append(Pair(None, j))
            j += 1
    return pairs


def _aligned_by_equals(before: Sequence[Line], after: Sequence[Line]) -> list[Pair]:
    """Do what can be done quickly with very many lines."""
    matcher = SequenceMatcher(None, [line.text for line in before], [line.text for line in after], autojunk=True)
    pairs = list[Pair]()
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pairs += [Pair(a + number, c + number) for number in range(b - a)]
        else:
            pairs += [Pair(number, None) for number in range(a, b)]
            pairs += [Pair(None, number) for number in range(c, d)]
    return pairs


def _with_moves(pairs: list[Pair], before: Sequence[Line], after: Sequence[Line]) -> list[Pair]:
    """Join what was taken out here and put in there: where it stood nothing is left, where it stands it has moved."""
    gone = [pair.before for pair in pairs if pair.after is None and pair.before is not None]
    new = [pair.after for pair in pairs if pair.before is None and pair.after is not None]
    if len(gone) * len(new) > CROWD:
        return pairs
    moved: dict[int, int] = {}
    for least in (1.0, MOVED):
        for number in new:
            if number in moved or not _is_telling(after[number]):
                continue
            likely = [(_alike(before[pair], after[number]), -pair) for pair in gone if pair not in moved.values()]
            if likely and max(likely)[0] >= least:
                moved[number] = -max(likely)[1]
    joined = list[Pair]()
    for pair in pairs:
        if pair.after in moved:
            joined.append(Pair(moved[pair.after], pair.after, moved=True))
        elif pair.after is not None or pair.before not in moved.values():
            joined.append(pair)
    return joined


def _is_telling(line: Line) -> bool:
    return line.kind != "control" and len(line.text.split()) >= FEWEST


def _score(old: Line, new: Line) -> float:
    likeness = _alike(old, new)
    if likeness < ALIKE:
        return 0.0
    return likeness * (SAME_WEIGHT if likeness == 1 else 1.0) * (CONTROL_WEIGHT if old.kind == "control" else 1.0)


def _alike(old: Line, new: Line) -> float:
    """Return how much two lines have in common: 1 all, 0 nothing."""
    if old.kind != new.kind or (old.kind == "control" and old.word != new.word):
        return 0.0
    if old.text == new.text:
        return 1.0
    if max(len(old.text), len(new.text)) <= SHORT:
        return min(SequenceMatcher(None, old.text, new.text).ratio(), 0.99)
    first, second = _words(old.text), _words(new.text)
    size = first.total() + second.total()
    return min(2 * (first & second).total() / size, 0.99) if size else 0.0


@lru_cache(maxsize=4096)
def _words(text: str) -> Counter[str]:
    return Counter(token for token in TOKEN.findall(text) if token[0].isalnum() or token.startswith("{"))


def _without_islands(steps: Sequence[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield the steps, those that are parted by a space, a comma or one little word alone made one."""
    waiting: tuple[str, str] | None = None  # a change: what went, what came
    bridge = ""
    for tag, old, new in steps:
        if tag == "equal" and waiting is not None and not bridge and _is_bridge(old):
            bridge = old
        elif tag == "equal":
            if waiting is not None:
                yield ("change", *waiting)
            yield ("equal", bridge + old, bridge + new)
            waiting, bridge = None, ""
        elif waiting is None:
            waiting = (old, new)
        else:
            waiting, bridge = (waiting[0] + bridge + old, waiting[1] + bridge + new), ""
    if waiting is not None:
        yield ("change", *waiting)
    if bridge:
        yield ("equal", bridge, bridge)


def _is_bridge(text: str) -> bool:
    words = [token for token in TOKEN.findall(text) if not token.isspace()]
    return sum(any(map(str.isalnum, token)) for token in words) == 0 or (len(words) == 1 and len(words[0]) <= 3)


def _changes(steps: Iterator[tuple[str, str, str]]) -> Iterator[Change]:
    for tag, old, new in steps:
        if tag == "equal":
            yield "=", old
            continue
        if old:
            yield "-", old
        if new:
            yield "+", new


def _tokens(line: Line) -> list[tuple[str, Formatting]]:
    """Return the words of a line, each with the space before it and the look of its letters."""
    text, formats = "", list[Formatting]()
    for piece in line.pieces:
        words = getattr(piece, "text", "")
        text += words
        formats += [getattr(piece, "formatting", ())] * len(words)
    tokens, space = list[tuple[str, Formatting]](), ""
    for match in TOKEN.finditer(text):
        if match.group().isspace():
            space = " "
            continue
        inside = dict.fromkeys(formats[match.start() : match.end()])
        tokens.append((space + match.group(), tuple(pair for formatting in inside for pair in formatting)))
        space = ""
    return tokens


def _differences(old: Formatting, new: Formatting) -> Iterator[tuple[str, str, str]]:
    before, after = dict(old), dict(new)
    for key in dict.fromkeys([*before, *after]):
        if before.get(key) != after.get(key):
            yield NAMES.get(key, key), before.get(key, "no"), after.get(key, "no")


def _short(words: Sequence[str]) -> str:
    text = "".join(words).strip()
    return text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"


NAMES: Final = {"b": "bold", "i": "italic", "u": "underlined", "strike": "struck through", "caps": "capitals",
                "dstrike": "struck through twice", "smallCaps": "small capitals", "color": "colour", "sz": "size",
                "vertAlign": "raised or lowered", "jc": "alignment", "ind": "indent", "rFonts": "font",
                "shd": "shading", "pBdr": "border", "pageBreakBefore": "page break before"}  # fmt: skip
