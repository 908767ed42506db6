"""Put right what is certain in one file of answers, and review what it would be then."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from specgen.review.findings import Review
from specgen.review.review import Words, review
from specgen.system.files import read_file

BOM: Final = b"\xef\xbb\xbf"


class FixedFile(NamedTuple):
    """A review of the file as it would be, its bytes (None if nothing changes), the changes as lines, and a summary."""

    reviewed: Review
    data: bytes | None
    changes: tuple[str, ...]
    summary: str


def fix_file(file: Path, reviewed: Review, words: Words, today: date | None) -> FixedFile:
    """Return a file of answers with what is certain written in, what is found in it then, and what to say of it."""
    if reviewed.scalars is None:
        message = f"{file}: only a file of answers can be put right; for a Word file there is --comments"
        return FixedFile(reviewed, None, (), message)
    from specgen.review.fixes import changed_lines, fixed

    text, settled = fixed(reviewed.source, reviewed.reviewed.findings, reviewed.scalars)
    if not settled:
        return FixedFile(reviewed, None, (), f"{file}: nothing to put right that is certain")
    before = read_file(file)
    data = (BOM if before.startswith(BOM) else b"") + text.encode()
    places = "1 place" if len(settled) == 1 else f"{len(settled)} places"
    changes = changed_lines(str(file), reviewed.source, text)
    return FixedFile(review(file, words, data, today), data, changes, f"{file}: {places} put right")
