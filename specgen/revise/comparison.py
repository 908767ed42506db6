"""Compare two Word files, and give the first with all that is different in the second as tracked changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from specgen.compare.merge.draft_changes import draft_changes
from specgen.compare.merge.merge_run import Change
from specgen.compare.merge.merged_file import merge_file
from specgen.compare.merge.no_loss_proof import prove
from specgen.document.record.block_list import read_stories, story_roots
from specgen.formats.markup.revisions import accept
from specgen.formats.opc.package import write_package, write_part
from specgen.revise.edited_file import DraftRecord, package_of, read_record, read_word_file
from specgen.revise.update import CauseTable, Updated, plain_outcome

BY_HAND: Final = "edited by hand"


@dataclass(frozen=True)
class TwoRecords:
    """What two Word files say they were drafted from; None for one that says nothing."""

    old: DraftRecord | None
    new: DraftRecord | None


def read_records(old: Path, new: Path) -> TwoRecords:
    """Return the records of two files. Raises CannotRead for what is no Word file."""
    return TwoRecords(_record(old), _record(new))


def _record(file: Path) -> DraftRecord | None:
    from specgen.problems import CannotRead

    package_of(file, read_word_file(file))
    try:
        return read_record(file)
    except CannotRead:
        return None


def compare_files(old: Path, new: Path, causes: CauseTable, today: date) -> Updated:
    """Return the old file with the differences as tracked changes; those without a cause were made by hand."""
    before, after = package_of(old, read_word_file(old)), _accepted(package_of(new, read_word_file(new)))
    base, later = read_stories(before), read_stories(after)
    known = {row[:3]: row[3] for row in causes.rows}

    def cause_of(change: Change) -> tuple[str, ...]:
        words = (
            "" if change.before is None else change.before.words,
            "" if change.after is None else change.after.words,
        )
        return known.get((change.key, *words), (BY_HAND,))

    merged = merge_file(before, base, after, causes=cause_of, date=f"{today.isoformat()}T00:00:00Z")
    outcomes = tuple(plain_outcome(outcome) for outcome in merged.outcomes)
    failures = prove(before, merged, draft_changes(base, later))
    if failures:
        return Updated(b"", outcomes, failures)
    return Updated(write_package(merged.parts), outcomes, is_changed=bool(outcomes))


def _accepted(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a file as they read with all its tracked changes."""
    found = dict(parts)
    for part, root in story_roots(parts).values():
        accept(root)
        found[part] = write_part(root)
    return found
