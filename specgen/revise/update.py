"""Update an edited Word file with a new draft: merge, prove, and record what was proposed and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from specgen.compare.merge.draft_changes import draft_changes
from specgen.compare.merge.merge_run import SAID, Change, Outcome
from specgen.compare.merge.merged_file import merge_file
from specgen.compare.merge.no_loss_proof import prove
from specgen.document.record.block_list import Stories, read_stories, story_roots, unpack_stories
from specgen.document.record.provenance import Provenance, recorded, replace_provenance
from specgen.formats.opc.package import read_package, write_package
from specgen.revise.edited_file import DraftRecord, package_of, read_word_file
from specgen.revise.paragraph_places import ClauseNumbers

NO_CAUSE: Final = "nobody knows why"


@dataclass(frozen=True)
class UpdateOutcome:
    """What became of one change, in plain texts."""

    kind: str
    causes: tuple[str, ...]
    before: str
    after: str
    theirs: str
    place: str
    clause: str = ""  # where it stands in the updated file

    @property
    def is_to_be_looked_at(self) -> bool:
        return self.kind in SAID


@dataclass(frozen=True)
class Updated:
    """The file with the new draft in it. With `failures` it is not proved to have lost nothing, and is empty."""

    document: bytes
    outcomes: tuple[UpdateOutcome, ...]
    failures: tuple[str, ...] = ()
    is_changed: bool = False


@dataclass(frozen=True)
class CauseTable:
    """The causes of each change between two drafts, as rows: key, before, after, causes."""

    rows: tuple[tuple[str, str, str, tuple[str, ...]], ...]

    def __call__(self, change: Change) -> tuple[str, ...]:
        before = "" if change.before is None else change.before.words
        after = "" if change.after is None else change.after.words
        for row in self.rows:
            if row[:3] == (change.key, before, after):
                return row[3]
        near = [row for row in self.rows if (row[1] and row[1] in before) or (row[2] and row[2] in after)]
        near = near or [row for row in self.rows if row[0] == change.key]
        return tuple(dict.fromkeys(cause for row in near for cause in row[3])) or (NO_CAUSE,)


def cause_table(base: Stories, new: Stories, causes: Callable[[Change], tuple[str, ...]]) -> CauseTable:
    """Return the causes of all changes between two drafts."""
    rows = []
    for change in draft_changes(base, new):
        before = "" if change.before is None else change.before.words
        after = "" if change.after is None else change.after.words
        rows.append((change.key, before, after, causes(change)))
    return CauseTable(tuple(rows))


def update_file(file: Path, record: DraftRecord, base: str, draft: bytes, causes: CauseTable, today: date) -> Updated:
    """Return an edited file with the changes between a packed block list and a new draft in it. Raises CannotRead."""
    data = read_word_file(file)
    updated = merge_draft(package_of(file, data), unpack_stories(base), record.provenance, draft, causes, today)
    return updated if updated.is_changed or updated.failures else replace(updated, document=data)


def merge_draft(
    theirs: dict[str, bytes], base: Stories, old: Provenance, draft: bytes, causes: CauseTable, today: date
) -> Updated:
    """Return the parts of an edited file with a new draft in them, proved to have lost nothing."""
    new = read_package(draft)
    number = 1 + max((int(str(one.get("run", 0))) for one in old.proposals), default=0)
    stamp = f"{today.isoformat()}T00:{number // 60 % 60:02}:{number % 60:02}Z"
    merged = merge_file(theirs, base, new, causes=causes, date=stamp, earlier=_Earlier(old.proposals))
    failures = prove(theirs, merged, draft_changes(base, read_stories(new)))
    new_record = recorded(new) or old
    numbers = ClauseNumbers(merged.parts, story_roots(merged.parts))
    outcomes = tuple(
        replace(plain_outcome(one, new_record, old), clause=_place_of(one, numbers)) for one in merged.outcomes
    )
    if failures:
        return Updated(b"", outcomes, failures)
    if not merged.outcomes:
        return Updated(write_package(theirs), ())
    proposals = (*old.proposals, *_proposals(merged.outcomes, number, stamp))
    parts = replace_provenance(merged.parts, replace(new_record, proposals=proposals))
    return Updated(write_package(parts), outcomes, is_changed=True)


@dataclass(frozen=True)
class _Earlier:
    """What older drafts said where a block says what was proposed since."""

    proposals: Sequence[Mapping[str, object]]

    def __call__(self, key: str, words: str) -> tuple[str, ...]:
        found = [words]
        for one in reversed(self.proposals):
            before = str(one.get("before", ""))
            if one.get("key") == key and one.get("after") in found and before and before not in found:
                found.append(before)
        return tuple(found[1:])


def _place_of(outcome: Outcome, numbers: ClauseNumbers) -> str:
    return numbers.of_key(outcome.change.key) or numbers.of_key(outcome.beside)


def names_cause(causes: Sequence[str], wanted: str) -> bool:
    """Whether one of the causes is the wanted one: the name of an answer, or the start of it, or a whole cause."""
    wanted = wanted.strip()
    return any(
        cause == wanted or cause.startswith((f"{wanted}:", f"{wanted}.")) or cause.removeprefix("template ") == wanted
        for cause in causes
    )


def plain_outcome(outcome: Outcome, *records: Provenance) -> UpdateOutcome:
    """Return an outcome in plain texts; its place is what the first record says that knows it."""
    place = next((one.places[outcome.change.key] for one in records if outcome.change.key in one.places), "")
    return UpdateOutcome(outcome.kind, outcome.causes, outcome.before, outcome.after, outcome.theirs, place)


def _proposals(outcomes: Sequence[Outcome], number: int, stamp: str) -> list[Mapping[str, object]]:
    """Return what this run proposed, to be found again after Word or LibreOffice has given every mark another id."""
    return [
        {
            "run": number,
            "date": stamp,
            "key": outcome.change.key,
            "kind": outcome.kind,
            "causes": list(outcome.causes),
            "before": outcome.before,
            "after": outcome.after,
        }
        for outcome in outcomes
    ]


def plain_json(updated: Updated) -> list[dict[str, object]]:
    """Return the outcomes for a report in JSON."""
    return [
        {
            "outcome": one.kind,
            "causes": list(one.causes),
            "before": one.before,
            "after": one.after,
            "theirs": one.theirs,
            "place": one.place,
            "clause": one.clause,
        }
        for one in updated.outcomes
    ]
