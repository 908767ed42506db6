"""Accept or reject what specgen proposed, all of it or what follows from one cause, and leave what others did.

A proposal is found again by its date, its clause and its words: Word and LibreOffice give every mark another id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from specgen.compare.revision_marks import AUTHOR
from specgen.compare.revisions import accept, reject, revisions_of
from specgen.document.record.block_list import Block, read_story, story_roots
from specgen.document.record.provenance import recorded, replace_provenance
from specgen.document.run_pieces import plain
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import parse_part, related_part, write_package, write_part
from specgen.problems import Place, Problem, WrongInput
from specgen.revise.edited_file import package_of, read_word_file
from specgen.revise.update import names_cause

Proposal = Mapping[str, object]
RULE = "cause"


@dataclass(frozen=True)
class Settled:
    """The file without the proposals that were decided on, and how many changes those were."""

    document: bytes
    changes: int
    left: tuple[str, ...]  # the causes of those that are still open
    shared: int  # changes that follow from another cause too, and were left


def settle_file(file: Path, cause: str, *, accepts: bool) -> Settled:
    """Return a file with the proposals of one cause decided, or of all if it is empty. Raises SpecgenError."""
    parts = package_of(file, read_word_file(file))
    record = recorded(parts)
    proposals = record.proposals if record else ()
    roots = story_roots(parts)
    owners = {node: proposal for _, root in roots.values() for node, proposal in _owners(root, proposals).items()}
    known = dict.fromkeys(text for one in proposals for text in _causes(one))
    if not any(_is_chosen(one, cause) or _is_shared(one, cause) for one in proposals):
        message = f'nothing was proposed because of "{cause}"' if cause else "nothing that specgen proposed is in it"
        remedy = f"the causes are: {'; '.join(known)}" if known else ""
        raise WrongInput(Problem(Place(str(file)), message, remedy, RULE))
    for part, root in roots.values():
        chosen = {node for node, proposal in owners.items() if _is_chosen(proposal, cause)}
        (accept if accepts else reject)(root, chosen.__contains__)
        parts[part] = write_part(root)
    rest = tuple(one for one in proposals if not _is_chosen(one, cause))
    open_causes = {text for one in rest for text in _causes(one)}
    closed = [text for text in known if text not in open_causes]
    parts = without_comments(parts, lambda comment: _is_about(comment, closed)) if closed else parts
    if record is not None:
        parts = replace_provenance(parts, replace(record, proposals=rest))
    decided = {id(proposal) for proposal in owners.values() if _is_chosen(proposal, cause)}
    shared = sum(_is_shared(one, cause) for one in rest)
    return Settled(write_package(parts), len(decided), tuple(dict.fromkeys(open_causes)), shared)


def _causes(proposal: Proposal) -> tuple[str, ...]:
    found = proposal.get("causes")
    return tuple(map(str, found)) if isinstance(found, list | tuple) else ()


def _is_chosen(proposal: Proposal, cause: str) -> bool:
    """Whether all causes of a proposal are the chosen one: what follows from another too is another decision."""
    return not cause or all(names_cause((one,), cause) for one in _causes(proposal) or ("",))


def _is_shared(proposal: Proposal, cause: str) -> bool:
    return not _is_chosen(proposal, cause) and names_cause(_causes(proposal), cause)


def _owners(root: etree._Element, proposals: Sequence[Proposal]) -> dict[etree._Element, Proposal]:
    """Return which proposal each of specgen's marks belongs to."""
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
        if block.kind == "paragraph" and block.element is not None:
            found[block.element] = (own, block)
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


def without_comments(parts: dict[str, bytes], is_gone: Callable[[etree._Element], bool]) -> dict[str, bytes]:
    """Return the parts without some of their comments, and without the places of those."""
    part = related_part(parts, "comments")
    if not part:
        return parts
    root = parse_part(parts[part])
    nodes = [node for node in root if is_gone(node)]
    gone = {node.get(name("w:id")) for node in nodes}
    for node in nodes:
        root.remove(node)
    found = {**parts, part: write_part(root)}
    for story, document in story_roots(found).values():
        _remove_anchors(document, gone)
        found[story] = write_part(document)
    return found


def _is_about(comment: etree._Element, causes: Sequence[str]) -> bool:
    """Whether a comment is one of specgen's on one of these causes."""
    words = "".join(map(str, comment.itertext()))
    return comment.get(name("w:author")) == AUTHOR and any(words.startswith(f"{cause} (") for cause in causes)


def _remove_anchors(root: etree._Element, comments: Set[str | None]) -> None:
    """Take the places of some comments out of a part."""
    for node in list(root.iter(*map(name, ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")))):
        holder = node.getparent()
        if node.get(name("w:id")) not in comments or holder is None:
            continue
        if holder.tag == name("w:r") and (above := holder.getparent()) is not None:
            above.remove(holder)
        else:
            holder.remove(node)
