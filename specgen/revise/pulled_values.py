"""Find the answers that legal changed in Word, by trial: an answer is changed, and the draft then reads as their file.

A value that is printed in several places has to be changed in all of them; an edit that no answer explains is wording,
and is listed, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from typing import Final

from specgen.compare.merge.three_way import tokens_of
from specgen.context.filters import date_words, number_words
from specgen.document.record.block_list import Stories
from specgen.document.record.provenance import Provenance
from specgen.inputs.written_values.days import day_in
from specgen.revise.causes.answer_changes import Path, changed_at
from specgen.revise.causes.change_causes import Redraft, keys_and_words, signature
from specgen.revise.edits.hand_edits import HandEdit

DECIDED, PROPOSED, SPLIT, UNSURE = "decided", "proposed", "not everywhere", "more than one answer"
NOT_TAKEN: Final = "not taken over"  # the file says what an older draft said: nobody has typed that
WAITING: Final = (SPLIT, UNSURE, NOT_TAKEN)  # states that are for somebody to decide
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
MOST: Final = 12  # answers that are tried for one edit


@dataclass(frozen=True)
class PulledValue:
    """An answer that was typed over: `state` says whether it may be written."""

    path: Path
    before: object
    after: object
    state: str
    words: str  # as they stand in the file
    elsewhere: tuple[str, ...] = ()  # where the draft still says the old value


@dataclass(frozen=True)
class Pulled:
    """What legal's edits say of the answers, and the edits of which they say nothing."""

    values: tuple[PulledValue, ...]
    wording: tuple[HandEdit, ...]


def older_texts(record: Provenance) -> dict[str, list[str]]:
    """Return what each clause, row or cell said in the drafts before the last one, by its key."""
    found: dict[str, list[str]] = {}
    for proposal in record.proposals:
        found.setdefault(str(proposal.get("key", "")), []).append(str(proposal.get("before", "")))
    return found


@dataclass(frozen=True)
class _Candidate:
    path: Path
    before: object
    after: object


def pull_values(
    edits: Sequence[HandEdit], values: Mapping[str, object], base: Stories, redraft: Redraft,
    older: Mapping[str, Sequence[str]],
) -> Pulled:  # fmt: skip
    """Return the answers that were changed in Word; `values` are those of the draft that was sent out, `older` what
    each clause said in the drafts before it.
    """
    there = tuple(dict.fromkeys(keys_and_words(base)))
    theirs = {(edit.key, edit.before): edit for edit in edits}
    found: dict[Path, PulledValue] = {}
    wording = list[HandEdit]()
    agreeing = set[tuple[str, str]]()
    for edit in edits:
        hunks = _hunks(edit)
        explained = set[Hunk]()
        for hunk in hunks:
            if hunk in explained:
                continue
            for pulled, hits, trial in _of_hunk(edit, hunk, values, redraft, there, theirs):
                if any(_is_of(text, edit, hunk) for text in older.get(edit.key, ())):
                    pulled = replace(pulled, state=NOT_TAKEN)
                explained |= hits
                agreeing |= trial
                known = found.get(pulled.path)
                found[pulled.path] = pulled if known is None or known.state in WAITING else known
        if explained != set(hunks) or edit.is_moved:
            wording.append(edit)
    return Pulled(tuple(found.values()), tuple(one for one in wording if (one.key, one.after) not in agreeing))


Hunk = tuple[int, int, str]  # letters of the drafted words, and what stands there now


def _hunks(edit: HandEdit) -> tuple[Hunk, ...]:
    old, new = tokens_of(edit.before), tokens_of(edit.after)
    if not edit.before or not edit.after:
        return ((0, len(edit.before), edit.after),)
    matcher = SequenceMatcher(None, [one.key for one in old], [one.key for one in new], autojunk=False)
    found = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            start = old[a].start if a < len(old) else len(edit.before)
            found.append((start, old[b - 1].end if b > a else start, "".join(one.text for one in new[c:d])))
    return tuple(found)


def _is_of(older: str, edit: HandEdit, hunk: Hunk) -> bool:
    """Whether what stands there now stood there in an older draft already."""
    if older == edit.before:
        return False
    earlier = (one for one in _hunks(edit) if one[1] <= hunk[0] and one != hunk)
    first = hunk[0] + sum(len(new) - (end - start) for start, end, new in earlier)
    last = first + len(hunk[2])
    place = 0  # in what stands there now
    left = 0  # in the older text
    for start, end, new in _hunks(replace(edit, before=older)):
        place += start - left
        if place <= last and first <= place + len(new):
            return False
        place, left = place + len(new), end
    return True


def _of_hunk(
    edit: HandEdit, hunk: Hunk, values: Mapping[str, object], redraft: Redraft, there: Sequence[tuple[str, str]],
    theirs: Mapping[tuple[str, str], HandEdit],
) -> Iterator[tuple[PulledValue, set[Hunk], frozenset[tuple[str, str]]]]:  # fmt: skip
    """Yield the answers that explain an edit, each with all the edits of the clause that it explains."""
    hits = []
    for candidate in list(_candidates(edit, hunk, values))[:MOST]:
        stories = redraft(changed_at(values, candidate.path, candidate.after))
        if stories is None:
            continue
        trial = signature(stories)
        explained = _explained(edit, hunk, trial.difference(there))
        if explained:
            hits.append((candidate, trial, explained))
    for candidate, trial, explained in hits:
        others = [one for one in there if one not in trial and one != (edit.key, edit.before)]
        elsewhere = tuple(words for key, words in others if not _agrees(key, words, trial, theirs))
        state = PROPOSED if any(_is_pending(edit, one) for one in explained) else DECIDED
        state = UNSURE if len(hits) > 1 else SPLIT if elsewhere else state
        pulled = PulledValue(candidate.path, candidate.before, candidate.after, state, edit.after, elsewhere)
        yield pulled, explained, trial


def _is_pending(edit: HandEdit, hunk: Hunk) -> bool:
    """Whether these words come from a tracked change: they are not there without those."""
    return edit.settled != edit.after and hunk not in _hunks(replace(edit, after=edit.settled))


def _explained(edit: HandEdit, hunk: Hunk, new: frozenset[tuple[str, str]]) -> set[Hunk]:
    """Return the edits of a clause that a trial makes too, if it makes this one and none that legal did not make."""
    legal = set(_hunks(edit))
    for key, words in new:
        made = set(_hunks(replace(edit, after=words))) if key == edit.key else set()
        if hunk in made and made <= legal:
            return made
    return set()


def _agrees(
    key: str, words: str, trial: frozenset[tuple[str, str]], theirs: Mapping[tuple[str, str], HandEdit]
) -> bool:
    """Whether legal's file says at another place what the draft of the changed answer says there. A row and a table
    say it again of their cells, and are not asked.
    """
    if not key or " | " in words or "\n" in words:
        return True
    edit = theirs.get((key, words))
    return edit is not None and (key, edit.after) in trial


def _candidates(edit: HandEdit, hunk: Hunk, values: Mapping[str, object]) -> Iterator[_Candidate]:
    """Yield the answers whose printed form is what was typed over, with what they would be."""
    start, end, _ = hunk
    section = edit.place.partition("#")[0].rpartition("/")[2].removesuffix(".docx")
    leaves = sorted(_leaves(values, ()), key=lambda leaf: leaf[0][:1] != (section,))
    for path, value in leaves:
        for printed in _printed(value):
            place = edit.before.find(printed)
            while place >= 0:
                if place <= start and end <= place + len(printed) and start < end:
                    typed = _typed(printed, place, edit)
                    after = _read(typed, value)
                    if after is not None and after != value:
                        yield _Candidate(path, value, after)
                place = edit.before.find(printed, place + 1)


def _typed(printed: str, place: int, edit: HandEdit) -> str:
    """Return what stands now where a value was printed, all edits inside it made."""
    for start, end, new in reversed(_hunks(edit)):
        if place <= start and end <= place + len(printed):
            printed = printed[: start - place] + new + printed[end - place :]
    return printed


def _leaves(value: object, path: Path) -> Iterator[tuple[Path, object]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, str(key)))
    elif isinstance(value, list):
        for index, inner in enumerate(value, 1):
            id = inner.get("id") if isinstance(inner, Mapping) else None
            yield from _leaves(inner, (*path, str(id or index)))
    elif value is not None and not isinstance(value, bool):
        yield path, value


def _printed(value: object) -> tuple[str, ...]:
    if isinstance(value, int | Decimal):
        return tuple(dict.fromkeys((number_words(value), f"{value:,.2f}", str(value))))
    text = str(value)
    if DAY.fullmatch(text):
        return (date_words(date.fromisoformat(text)),)
    return (text,) if len(text) > 1 else ()


def _read(typed: str, old: object) -> object:
    """Return what was typed as a value of the kind that stood there; None if it is none."""
    if isinstance(old, int | Decimal):
        try:
            number = Decimal(re.sub(r"[£,%\s]", "", typed))
        except InvalidOperation:
            return None
        return int(number) if number == number.to_integral_value() else number
    if DAY.fullmatch(str(old)):
        day = day_in(typed)
        return None if day is None else day.isoformat()
    return typed.strip() or None
