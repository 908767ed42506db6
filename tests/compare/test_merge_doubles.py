"""Clauses that cannot be told apart: nothing is guessed, and it is said."""

from __future__ import annotations

from specgen.compare.merge.merged_file import MergedFile
from specgen.document.record.block_list import BODY, read_stories
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, parse_part, write_part
from tests.compare.test_merge_properties import merged
from tests.support.edited_drafts import accepted_parts
from tests.support.small_specifications import Clause, Specification, parts_of

COMMON = "The Provider shall send the Council a report on each Person who uses the Service every"


def specification(*ends: str) -> Specification:
    clauses = (Clause(f"c{number}", (*COMMON.split(), *end.split())) for number, end in enumerate(ends))
    return Specification((Clause("h1", ("1", "Reports"), "Heading1"), *clauses))


def without_first_clause(old: Specification, before: str, after: str) -> dict[str, bytes]:
    """The file of somebody who has deleted the first clause, changed a word of the second, and lost the keys."""
    parts = parts_of(old, with_keys=False)
    root = parse_part(parts[DOCUMENT_PART])
    root[0].remove(root[0][1])
    for text in root.iter(name("w:t")):
        text.text = (text.text or "").replace(before, after)
    parts[DOCUMENT_PART] = write_part(root)
    return parts


def update_of_first_clause() -> MergedFile:
    old = specification("month in the first year", "month in the last year")
    new = specification("month and 4711 in the first year", "month in the last year")
    return merged(without_first_clause(old, "the last year", "the final year"), old, new)


def test_where_keys_are_gone_and_two_places_are_alike_nothing_is_applied_and_it_is_said() -> None:
    made = update_of_first_clause()
    words = [block.words for block in read_stories(accepted_parts(made.parts))[BODY]]
    assert words == ["1 Reports", f"{COMMON} month in the final year"]
    assert [outcome.kind for outcome in made.outcomes] == ["doubtful"]
