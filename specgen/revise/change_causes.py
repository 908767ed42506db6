"""Find what caused each change between two drafts: which answer, which template, term or law, or another release.

By trial, not by guess: the draft is made once more with one of the changed answers at a time, and what then reads as in
the new draft was caused by that answer. Where a change needs several answers, it is made with all but one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from specgen.compare.merge.merge_run import Change
from specgen.document.record.block_list import Block, Stories
from specgen.document.record.provenance import Provenance
from specgen.revise.answer_changes import AnswerChange, Path, answer_changes, with_changes

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
    _trials: dict[tuple[Path, bool], Signature | None] = field(default_factory=dict)

    def __call__(self, change: Change) -> tuple[str, ...]:
        """Return the causes of a change, in words; more than one where all were needed, or each was enough."""
        sources = self.sources
        if not self.answers:
            return self._by_source(change) if sources else ()
        if not sources and len(self.answers) == 1:
            return (str(self.answers[0]),)
        found = [str(one) for one in self.answers if self._made_by(change, one)]
        if sources and self._in_mid(change) is not False:
            found += self._by_source(change)
        found = found or [str(one) for one in self.answers if self._needs(change, one)]
        return tuple(found) or self._likely(change)

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

    def _made_by(self, change: Change, answer: AnswerChange) -> bool:
        """Whether this answer alone makes the change, or a part of it."""
        trial = self._trial(answer, alone=True)
        if trial is None or self._mid is None:
            return False
        return _is_made(change, trial) and not _is_made(change, self._mid)

    def _needs(self, change: Change, answer: AnswerChange) -> bool:
        trial = self._trial(answer, alone=False)
        return trial is not None and change.after is not None and not _has(change.key, change.after, trial)

    def _trial(self, answer: AnswerChange, *, alone: bool) -> Signature | None:
        key = (answer.path, alone)
        if key not in self._trials:
            mixed = with_changes(self.old_answers, self.new_answers, lambda path: (path == answer.path) is alone)
            stories = self.redraft(mixed)
            self._trials[key] = None if stories is None else signature(stories)
        return self._trials[key]

    def _likely(self, change: Change) -> tuple[str, ...]:
        """Return all that it may have been, where no trial could tell."""
        place = self.new.places.get(change.key) or self.old.places.get(change.key, "")
        section = place.partition("#")[0].rpartition("/")[2].removesuffix(".docx")
        near = [str(one) for one in self.answers if one.path[:1] == (section,)]
        return tuple(near or [*map(str, self.answers), *self.sources])

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
        if terms:
            return tuple(terms)
        places = {
            one.partition("#")[0] for one in (self.old.places.get(change.key), self.new.places.get(change.key)) if one
        }
        templates = [one for one in self.sources if one.removeprefix("template ") in places]
        return tuple(templates) or self.sources


def signature(stories: Stories) -> Signature:
    """Return key and words of all blocks; those in a row have its key."""
    return frozenset(pair for story in stories.values() for pair in _pairs(story, ""))


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


def _sources(old: Provenance, new: Provenance) -> Iterator[str]:
    for name in sorted({*old.hashes, *new.hashes} - {"answers"}):
        if old.hashes.get(name) != new.hashes.get(name):
            yield f"template {name.removeprefix('templates/')}" if name.startswith("templates/") else f"the {name}"
    if old.version != new.version:
        yield f"specgen {old.version} → {new.version}"
    if old.date != new.date:
        yield f"the date of the draft: {old.date} → {new.date}"
