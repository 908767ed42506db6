"""Find what caused each change between two drafts: which answer, which template, term or law, or another release.

By trial, not by guess: the draft is made once more with one of the changed answers at a time, and what then reads as in
the new draft was caused by that answer. Where a change needs several answers, it is made with all but one. Where many
answers have changed, each gets a number, and one digit of these numbers is tried at a time: with the answers that have
it, and with those that do not. A change that one answer makes shows its number, after few drafts for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from specgen.compare.merge.merge_run import Change
from specgen.document.record.block_list import Block, Stories
from specgen.document.record.provenance import LAW_SUM, Provenance
from specgen.revise.causes.answer_changes import AnswerChange, Path, answer_changes, with_changes

FEW: Final = 8  # answers that are tried one by one at once

Redraft = Callable[[Mapping[str, object]], Stories | None]  # the blocks of a draft of these answers; None if it is none
Signature = frozenset[tuple[str, str]]  # key and words of each clause, row and cell


@dataclass
class ChangeCauses:
    """Says of each change what caused it."""

    old: Provenance
    new: Provenance
    old_answers: Mapping[str, object]
    new_answers: Mapping[str, object]
    base: Stories
    redraft: Redraft
    _trials: dict[frozenset[Path], Signature | None] = field(default_factory=dict)

    def __call__(self, change: Change) -> tuple[str, ...]:
        """Return the causes of a change, in words; more than one where all were needed, or each was enough."""
        sources = self.sources
        if not self.answers:
            return self._by_source(change) if sources else ()
        if not sources and len(self.answers) == 1:
            return (str(self.answers[0]),)
        likely, is_sure = self._likely_answers(change)
        found = [str(one) for one in likely if is_sure or self._made_by(change, one)]
        if sources and self._in_mid(change) is not False:
            found += self._by_source(change)
        found = found or [str(one) for one in likely if self._needs(change, one)]
        return tuple(found) or self._possible(change, likely)

    @cached_property
    def answers(self) -> tuple[AnswerChange, ...]:
        return answer_changes(self.old_answers, self.new_answers)

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """What else than the answers is not what it was."""
        return tuple(_sources(self.old, self.new))

    @cached_property
    def _mid(self) -> Signature | None:
        """The old answers in today's templates and words."""
        if not self.sources:
            return signature(self.base)
        stories = self.redraft(self.old_answers)
        return None if stories is None else signature(stories)

    def _in_mid(self, change: Change) -> bool | None:
        """Whether a change is there without any of the new answers; None if that cannot be found out."""
        return None if self._mid is None else _is_made(change, self._mid)

    def _likely_answers(self, change: Change) -> tuple[tuple[AnswerChange, ...], bool]:
        """Return the answers that may have made a change, and whether it is sure that the only one left did."""
        if len(self.answers) < FEW:
            return self.answers, False
        likely, is_sure = dict(enumerate(self.answers)), True
        for digit in range((len(self.answers) - 1).bit_length()):
            sides = [self._made_with(change, self._with_digit(digit, side)) for side in (0, 1)]
            if None in sides or sides[0] == sides[1]:
                is_sure = False
            else:
                likely = {number: one for number, one in likely.items() if sides[number >> digit & 1]}
        return tuple(likely.values()), is_sure and len(likely) == 1

    def _with_digit(self, digit: int, value: int) -> set[Path]:
        return {one.path for number, one in enumerate(self.answers) if number >> digit & 1 == value}

    def _made_by(self, change: Change, answer: AnswerChange) -> bool:
        """Whether this answer alone makes the change, or a part of it."""
        return self._made_with(change, {answer.path}) is True

    def _made_with(self, change: Change, paths: Set[Path]) -> bool | None:
        """Whether some of the answers make a change, or a part of it; None if they make no draft."""
        trial = self._trial(paths)
        if trial is None or self._mid is None:
            return None
        return _is_made(change, trial) and not _is_made(change, self._mid)

    def _needs(self, change: Change, answer: AnswerChange) -> bool:
        trial = self._trial(self._all_but(answer))
        return trial is not None and change.after is not None and not _has(change.key, change.after, trial)

    def _all_but(self, answer: AnswerChange) -> set[Path]:
        return {one.path for one in self.answers} - {answer.path}

    def _trial(self, paths: Set[Path]) -> Signature | None:
        """Return what a draft says of the old answers with some of the new ones."""
        key = frozenset(paths)
        if key not in self._trials:
            stories = self.redraft(with_changes(self.old_answers, self.new_answers, key.__contains__))
            self._trials[key] = None if stories is None else signature(stories)
        return self._trials[key]

    def _possible(self, change: Change, likely: Sequence[AnswerChange]) -> tuple[str, ...]:
        """Return all that it may have been, where no trial could tell: the answers that make no draft by themselves,
        or those of its section.
        """
        place = self.new.places.get(change.key) or self.old.places.get(change.key, "")
        section = place.partition("#")[0].rpartition("/")[2].removesuffix(".docx")
        untried = [str(one) for one in likely if self._trial({one.path}) is None]
        near = [str(one) for one in likely if one.path[:1] == (section,)]
        return tuple(untried or near or [*map(str, likely), *self.sources])

    def _by_source(self, change: Change) -> tuple[str, ...]:
        """Return which template, term or release made a change."""
        before = "" if change.before is None else change.before.words
        after = "" if change.after is None else change.after.words
        terms = [
            f"glossary, {id}: {self.old.words[id]} → {words}"
            for id, words in self.new.words.items()
            if id in self.old.words and self.old.words[id] != words
            and any(one in before for one in self.old.words[id].split("/"))
            and any(one in after for one in words.split("/"))
        ]  # fmt: skip
        if found := (*terms, *_laws_behind(self.old, self.new, before, after)):
            return found
        places = {
            one.partition("#")[0] for one in (self.old.places.get(change.key), self.new.places.get(change.key)) if one
        }
        templates = [one for one in self.sources if one.removeprefix("template ") in places]
        return tuple(templates) or self.sources


def signature(stories: Stories) -> Signature:
    """Return key and words of all blocks; those in a row have its key."""
    return frozenset(keys_and_words(stories))


def keys_and_words(stories: Stories) -> Iterator[tuple[str, str]]:
    """Yield the same in the order of the document."""
    for story in stories.values():
        yield from _pairs(story, "")


def _pairs(blocks: Sequence[Block], key: str) -> Iterator[tuple[str, str]]:
    for block in blocks:
        own = block.key or key
        if block.kind != "cell":
            yield own, block.words
        yield from _pairs(block.blocks, own)


def _is_made(change: Change, trial: Signature) -> bool:
    """Whether a draft has what a change brings, or no longer has what it takes away."""
    if change.after is not None and _has(change.key, change.after, trial):
        return True
    return change.before is not None and not _has(change.before.key or change.key, change.before, trial)


def _has(key: str, block: Block, trial: Signature) -> bool:
    return (block.key or key, block.words) in trial


def _laws_behind(old: Provenance, new: Provenance, before: str, after: str) -> Iterator[str]:
    """Yield the entries of law that have changed and that a clause names, before or after."""
    for id in sorted({*old.laws, *new.laws} if old.laws else ()):
        was, now = (record.laws.get(id, "").partition(LAW_SUM)[0] for record in (old, new))
        if old.laws.get(id) == new.laws.get(id) or not ((was and was in before) or (now and now in after)):
            continue
        if was and now:
            yield f"law, {id}: {was} → {now}" if was != now else f"law, {id}: what is said of {now}"
        else:
            yield f"law, {id}: {'added' if now else 'removed'}"


def _sources(old: Provenance, new: Provenance) -> Iterator[str]:
    for name in sorted({*old.hashes, *new.hashes} - {"answers"}):
        if old.hashes.get(name) != new.hashes.get(name):
            yield f"template {name.removeprefix('templates/')}" if name.startswith("templates/") else f"the {name}"
    if old.laws and old.laws != new.laws:
        yield "the law"
    if old.version != new.version:
        yield f"specgen {old.version} → {new.version}"
    if old.date != new.date:
        yield f"the date of the draft: {old.date} → {new.date}"
