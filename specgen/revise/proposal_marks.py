"""Find which proposal each of specgen's tracked changes in a file belongs to, and so which proposals are still open.

A proposal is found again by its date, its clause and its words: Word and LibreOffice give every mark another id. The
record keeps all proposals, for what was rejected is what an older draft said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from specgen.compare.revision_marks import AUTHOR
from specgen.document.record.block_list import Block, read_paragraph, read_story
from specgen.document.run_pieces import plain
from specgen.formats.markup.revisions import revisions_of
from specgen.formats.opc.namespaces import name

Proposal = Mapping[str, object]


def proposal_marks(roots: Iterable[etree._Element], proposals: Sequence[Proposal]) -> dict[etree._Element, Proposal]:
    """Return which proposal each of specgen's marks belongs to."""
    return {node: proposal for root in roots for node, proposal in _owners(root, proposals).items()}


def open_proposals(owners: Mapping[etree._Element, Proposal]) -> list[Proposal]:
    """Return the proposals that somebody has to decide, in the order of the document."""
    return list({id(one): one for one in owners.values()}.values())


def causes_of(proposal: Proposal) -> tuple[str, ...]:
    found = proposal.get("causes")
    return tuple(map(str, found)) if isinstance(found, list | tuple) else ()


def _owners(root: etree._Element, proposals: Sequence[Proposal]) -> dict[etree._Element, Proposal]:
    by_date: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        by_date.setdefault(_date(str(proposal.get("date", ""))), []).append(proposal)
    blocks = _blocks_by_paragraph(read_story(root))
    owners: dict[etree._Element, Proposal] = {}
    for node in revisions_of(root):
        if node.get(name("w:author")) != AUTHOR:
            continue
        row = next(node.iterancestors(name("w:tr")), None)
        paragraph = next(node.iterancestors(name("w:p")), None)
        if paragraph is None and row is not None:
            paragraph = next(row.iter(name("w:p")), None)
        found = by_date.get(_date(node.get(name("w:date"), "")), [])
        if paragraph is None or paragraph not in blocks or not found:
            continue
        keys, block = blocks[paragraph]
        best = max(found, key=lambda one: _likeness(one, keys, block))
        if _likeness(best, keys, block) > 0:
            owners[node] = best
    return owners


def _date(text: str) -> str:
    return text[:19]


def _blocks_by_paragraph(
    blocks: Sequence[Block], keys: tuple[str, ...] = ()
) -> dict[etree._Element, tuple[tuple[str, ...], Block]]:
    found: dict[etree._Element, tuple[tuple[str, ...], Block]] = {}
    for block in blocks:
        own = block.keys or keys
        for element in block.elements if block.kind == "paragraph" else ():
            alone = block if not block.joined else read_paragraph(element)
            found[element] = (alone.keys or own, alone)
        found |= _blocks_by_paragraph(block.blocks, own)
    return found


def _likeness(proposal: Proposal, keys: tuple[str, ...], block: Block) -> float:
    """Return how likely a paragraph is the one of a proposal: by its key, and by its words before and after."""
    before, after = str(proposal.get("before", "")), str(proposal.get("after", ""))
    accepted, rejected = block.words, plain(block.rejected)
    likeness = 4.0 * (str(proposal.get("key", "")) in keys)
    for there, proposed in ((accepted, after), (rejected, before)):
        if there and proposed:
            likeness += 2.0 * (there == proposed) + (there in proposed) + _share(there, proposed)
    return likeness


def _share(first: str, second: str) -> float:
    one, other = Counter(first.split()), Counter(second.split())
    return (one & other).total() / max(1, one.total(), other.total())
