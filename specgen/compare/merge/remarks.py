"""Write the comments that an update puts into a file: what it left alone and why, and what it proposes again.

`specgen finalise` waits until these are answered; it knows them by their first words.
"""

from __future__ import annotations

from typing import Final

from specgen.compare.merge.merge_run import Change

NOT_CHANGED, AGAIN = "Not changed,", "Proposed again:"
COLUMNS: Final = "the columns of this table were changed here"
NO_PLACE: Final = "what stands before it and behind it was made one clause here"
NOT_CARRIED: Final = "it holds something that cannot be taken over into this file"
LONGER_LIST: Final = "somebody has added to the list behind it, and it would end the list"
WAITING: Final = (NOT_CHANGED, AGAIN)  # that somebody has to answer


def not_changed(change: Change, causes: tuple[str, ...]) -> str:
    before = "" if change.before is None else change.before.words
    new = f"the new draft says “{change.after.words}”" if change.after else "the new draft leaves it out"
    return f"{NOT_CHANGED} for it was edited here: the draft said “{before}”, {new}. {_because(causes)}"


def not_inserted(change: Change, causes: tuple[str, ...], why: str) -> str:
    new = "" if change.after is None else change.after.words
    return f"{NOT_CHANGED} for {why}: the new draft has “{new}” here. Put it in by hand. {_because(causes)}"


def commented_on(causes: tuple[str, ...]) -> str:
    return f"{NOT_CHANGED} for somebody has commented on it: the new draft leaves it out. {_because(causes)}"


def proposed_again(before: str, causes: tuple[str, ...]) -> str:
    return f"{AGAIN} this was deleted here, and has changed since. Before: “{before}”. {_because(causes)}"


def _because(causes: tuple[str, ...]) -> str:
    return f"Cause: {'; '.join(causes)}." if causes else ""
