"""Accept or reject what specgen proposed, all of it or what follows from one cause, and leave what others did."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from specgen.compare.revision_marks import AUTHOR
from specgen.document.record.block_list import story_roots
from specgen.document.record.provenance import recorded
from specgen.formats.markup.revisions import accept, reject
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import Parts, parse_part, related_part, write_package, write_part
from specgen.problems import Place, Problem, WrongInput
from specgen.revise.edited_file import package_of, read_word_file
from specgen.revise.paragraph_places import ClauseNumbers
from specgen.revise.proposal_marks import Proposal, causes_of, open_proposals, proposal_marks
from specgen.revise.touched_proposals import touched_proposals
from specgen.revise.update import names_cause

RULE = "cause"


@dataclass(frozen=True)
class Settled:
    """The file without the proposals that were decided on, and how many changes those were."""

    document: bytes
    changes: int
    left: tuple[str, ...]  # the causes of those that are still open
    shared: int  # changes that follow from another cause too, and were left
    touched: tuple[str, ...] = ()  # where somebody has worked on what was proposed, so that it was left


def settle_file(file: Path, cause: str, *, accepts: bool) -> Settled:
    """Return a file with the proposals of one cause decided, or of all if it is empty. Raises SpecgenError."""
    parts = package_of(file, read_word_file(file))
    record = recorded(parts)
    roots = story_roots(parts)
    owners = proposal_marks((root for _, root in roots.values()), record.proposals if record else ())
    proposals = open_proposals(owners)
    if not any(_is_chosen(one, cause) or _is_shared(one, cause) for one in proposals):
        known = dict.fromkeys(text for one in proposals for text in causes_of(one))
        message = f'nothing was proposed because of "{cause}"' if cause else "nothing that specgen proposed is in it"
        remedy = f"the causes are: {'; '.join(known)}" if known else ""
        raise WrongInput(Problem(Place(str(file)), message, remedy, RULE))
    chosen = {node for node, proposal in owners.items() if _is_chosen(proposal, cause)}
    touched = touched_proposals(owners, chosen, _own_comments(parts), accepts=accepts)
    kept = {id(owners[node]) for node in touched}
    numbers = ClauseNumbers(parts, roots)
    places = tuple(_place(node, owners[node], numbers) for node in touched)
    chosen = {node for node in chosen if id(owners[node]) not in kept}
    for part, root in roots.values():
        (accept if accepts else reject)(root, chosen.__contains__)
        parts[part] = write_part(root)
    rest = [one for one in proposals if not _is_chosen(one, cause) or id(one) in kept]
    left = dict.fromkeys(text for one in rest for text in causes_of(one))
    closed = [text for one in proposals if one not in rest for text in causes_of(one) if text not in left]
    parts = without_comments(parts, lambda comment: _is_about(comment, closed)) if closed else parts
    shared = sum(_is_shared(one, cause) for one in rest)
    return Settled(write_package(parts), len(proposals) - len(rest), tuple(left), shared, places)


def _own_comments(parts: Parts) -> frozenset[str]:
    part = related_part(parts, "comments")
    comments = parse_part(parts[part]) if part else ()
    return frozenset(node.get(name("w:id"), "") for node in comments if node.get(name("w:author")) == AUTHOR)


def _place(node: etree._Element, proposal: Proposal, numbers: ClauseNumbers) -> str:
    """Say where a proposal stands and what it was made for."""
    row = next(node.iterancestors(name("w:tr")), None)
    paragraph = next(node.iterancestors(name("w:p")), row)
    return f"[{numbers.of_block(paragraph)}] {'; '.join(causes_of(proposal))}"


def _is_chosen(proposal: Proposal, cause: str) -> bool:
    """Whether all causes of a proposal are the chosen one: what follows from another too is another decision."""
    return not cause or all(names_cause((one,), cause) for one in causes_of(proposal) or ("",))


def _is_shared(proposal: Proposal, cause: str) -> bool:
    return not _is_chosen(proposal, cause) and names_cause(causes_of(proposal), cause)


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
