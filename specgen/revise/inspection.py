"""Say what made a Word file, from what, and what was changed in it since, by whom; take the record out of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from specgen.compare.merge.carried_blocks import without_keys
from specgen.document.record.block_list import read_story, story_roots
from specgen.document.record.provenance import record_part
from specgen.formats.opc.namespaces import CONTENT_TYPES, PREFIXES
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
from specgen.revise.edits.hand_edits import HandEdit, hand_edits
from specgen.revise.edits.other_edits import other_edits
from specgen.revise.paragraph_places import ClauseNumbers
from specgen.revise.proposal_marks import causes_of, open_proposals, proposal_marks


@dataclass(frozen=True)
class Inspection:
    """What a Word file says of itself."""

    record: DraftRecord
    edits: tuple[HandEdit, ...]  # and what was rejected
    proposals: tuple[str, ...]  # causes of what specgen proposed and nobody has decided
    others: tuple[str, ...] = ()  # comments, notes and tracked formatting, in words

    @property
    def edited(self) -> tuple[HandEdit, ...]:
        """What people did themselves."""
        return tuple(edit for edit in self.edits if not edit.rejected)

    @property
    def rejected(self) -> tuple[HandEdit, ...]:
        """Where the file says what it said before specgen proposed something else."""
        return tuple(edit for edit in self.edits if edit.rejected)


def inspect_file(file: Path) -> Inspection:
    """Return what made a file and what was changed since. Raises CannotRead."""
    record = read_record(file)
    parts = package_of(file, read_word_file(file))
    known = record.provenance
    base = record.stories if record.blocks else {}
    roots = story_roots(parts)
    numbers = ClauseNumbers(parts, roots)
    stories = {called: read_story(root) for called, (_, root) in roots.items()}
    edits = tuple(hand_edits(base, stories, known, numbers))
    marks = proposal_marks((root for _, root in roots.values()), known.proposals)
    causes = (cause for proposal in open_proposals(marks) for cause in causes_of(proposal))
    return Inspection(record, edits, tuple(dict.fromkeys(causes)), tuple(other_edits(parts, roots)))


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
