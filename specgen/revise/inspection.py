"""Say what made a Word file, from what, and what was changed in it since, by whom; take the record out of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from specgen.compare.lines import normal
from specgen.compare.merge.block_equality import is_unedited
from specgen.compare.merge.carried_blocks import without_keys
from specgen.compare.merge.draft_changes import draft_changes
from specgen.compare.merge.merge_run import Change
from specgen.document.record.block_list import Block, read_story, story_roots
from specgen.document.record.provenance import record_part
from specgen.document.run_pieces import plain
from specgen.formats.markup.revisions import revisions_of
from specgen.formats.opc.namespaces import CONTENT_TYPES, PREFIXES, name
from specgen.formats.opc.package import (
    CONTENT_TYPES_PART,
    DOCUMENT_PART,
    parse_part,
    read_relationships,
    relationships_part,
    write_package,
    write_part,
    write_relationships,
)
from specgen.revise.edited_file import DraftRecord, package_of, read_record, read_word_file
from specgen.revise.other_edits import other_edits
from specgen.revise.paragraph_places import ClauseNumbers
from specgen.revise.proposal_marks import causes_of, open_proposals, proposal_marks

UNTRACKED = "not tracked"


@dataclass(frozen=True)
class HandEdit:
    """One clause, row or cell that is not as it was drafted."""

    before: str
    after: str
    authors: tuple[str, ...]
    place: str
    key: str = ""
    is_pending: bool = False  # tracked, and not accepted yet
    clause: str = ""  # where it stands now
    is_moved: bool = False  # and says what it said

    @property
    def lines(self) -> tuple[str, ...]:
        """Who edited what, and where: in a report each in a line of its own."""
        first = ", ".join(self.authors) + (f" [{self.clause}]" if self.clause else "")
        if self.is_moved:
            return first, f"  moved:   {' '.join(self.before.split())}"
        before, after = " ".join(self.before.split()), " ".join(self.after.split())
        return first, f"  drafted: {before or '(nothing)'}", f"  now:     {after or '(deleted)'}"


@dataclass(frozen=True)
class Inspection:
    """What a Word file says of itself."""

    record: DraftRecord
    edits: tuple[HandEdit, ...]
    proposals: tuple[str, ...]  # causes of what specgen proposed and nobody has decided
    others: tuple[str, ...] = ()  # comments, notes and tracked formatting, in words


def inspect_file(file: Path) -> Inspection:
    """Return what made a file and what was changed since. Raises CannotRead."""
    record = read_record(file)
    parts = package_of(file, read_word_file(file))
    known = record.provenance
    base = record.stories if record.blocks else {}
    roots = story_roots(parts)
    numbers = ClauseNumbers(parts, roots)
    stories = {called: read_story(root) for called, (_, root) in roots.items()}
    edits = [
        HandEdit(
            "" if change.before is None else change.before.words,
            "" if change.after is None else change.after.words,
            tuple(dict.fromkeys(_authors(change.after))) or (UNTRACKED,),
            known.places.get(change.key, ""),
            change.key,
            _is_pending(change),
            numbers.of_block(change.after.element) if change.after else "",
        )
        for change in draft_changes(base, stories)
        if change.before is None or change.after is None or not is_unedited(change.before, change.after)
    ]
    marks = proposal_marks((root for _, root in roots.values()), known.proposals)
    causes = (cause for proposal in open_proposals(marks) for cause in causes_of(proposal))
    return Inspection(record, tuple(_moved(edits)), tuple(dict.fromkeys(causes)), tuple(other_edits(parts, roots)))


def _moved(edits: Sequence[HandEdit]) -> Iterator[HandEdit]:
    """Yield the edits, one for what went in one place and came in another with the same words."""
    came = {edit.after: edit for edit in edits if not edit.before}
    gone = {edit.before for edit in edits if not edit.after}
    for edit in edits:
        if edit.before and not edit.after and edit.before in came:
            there = came[edit.before]
            yield replace(there, before=edit.before, place=edit.place, key=edit.key, is_moved=True)
        elif edit.before or edit.after not in gone:
            yield edit


def _is_pending(change: Change) -> bool:
    """Whether a clause would read as it was drafted if its tracked changes were rejected."""
    if change.before is None or change.after is None or change.after.kind != "paragraph":
        return False
    return normal(plain(change.after.rejected)) == normal(change.before.words)


def _authors(block: Block | None) -> Iterator[str]:
    if block is not None and block.element is not None:
        for node in revisions_of(block.element):
            yield node.get(name("w:author"), "")


def strip_file(file: Path) -> bytes:
    """Return a file without its record and keys, for what leaves the house. Raises CannotRead."""
    return strip_parts(read_word_file(file))


def strip_parts(data: bytes) -> bytes:
    """Return a Word file without its record and keys."""
    parts = package_of(Path(), data)
    part = record_part(parts)
    gone = {part, relationships_part(part), *(one.target for one in read_relationships(parts, part).values())}
    parts = {name_: data for name_, data in parts.items() if name_ not in gone}
    links = {id: one for id, one in read_relationships(parts, DOCUMENT_PART).items() if one.target not in gone}
    parts[relationships_part(DOCUMENT_PART)] = write_relationships(DOCUMENT_PART, links)
    types = parse_part(parts[CONTENT_TYPES_PART])
    for node in list(types.iter(f"{{{CONTENT_TYPES}}}Override")):
        if (node.get("PartName") or "").lstrip("/") in gone:
            types.remove(node)
    parts[CONTENT_TYPES_PART] = write_part(types)
    for story, root in story_roots(parts).values():
        without_keys(root)
        etree.cleanup_namespaces(root, keep_ns_prefixes=[prefix for prefix in PREFIXES if prefix != "sg"])
        parts[story] = write_part(root)
    return write_package(parts)
