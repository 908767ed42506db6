"""Edit a Word file so that its paragraphs wait for a decision: joined, split, entered, moved and struck out as tracked
changes; and change the columns of tables.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from specgen.formats.opc.namespaces import name
from tests.support.legal_edits import TBL, TR, LegalTeam, P, R, plain_runs, run


def _free(team: LegalTeam) -> list[etree._Element]:
    """Return the paragraphs with words whose end nobody has tracked, and that another one follows."""
    return [
        one
        for one in team.paragraphs()
        if one.getnext() is not None
        and one.getnext().tag == P  # type: ignore[union-attr]
        and one.find(f"{name('w:pPr')}/{name('w:rPr')}") is None
    ]


def _track_end(team: LegalTeam, paragraph: etree._Element, tag: str) -> None:
    etree.SubElement(paragraph[0], name("w:rPr")).append(team.revision(tag))


def _wrap(team: LegalTeam, paragraph: etree._Element, tag: str) -> None:
    for one in list(paragraph.iterchildren(R)):
        node = team.revision(tag)
        one.addprevious(node)
        node.append(one)
        if tag == "w:del" or tag == "w:moveFrom":
            for text in one.iter(name("w:t")):
                text.tag = name("w:delText") if tag == "w:del" else text.tag


def join_with_track_changes(team: LegalTeam) -> None:
    if found := _free(team):
        _track_end(team, team.random.choice(found), "w:del")


def split_with_track_changes(team: LegalTeam) -> None:
    if found := _free(team):
        paragraph = team.random.choice(found)
        chosen = plain_runs(paragraph)[0]
        words = (chosen.findtext(name("w:t")) or "").split(" ")
        place = team.random.randrange(1, len(words))
        first = deepcopy(paragraph)
        for node in list(first):
            if node.tag != name("w:pPr") and node.tag != name("w:bookmarkStart"):
                first.remove(node)
        for node in list(paragraph.iterchildren(name("w:bookmarkStart"))):
            paragraph.remove(node)
        first.append(run(" ".join(words[:place]) + " ", chosen))
        chosen.find(name("w:t")).text = " ".join(words[place:])  # type: ignore[union-attr]
        _track_end(team, first, "w:ins")
        paragraph.addprevious(first)


def enter_behind(team: LegalTeam) -> None:
    """Press Enter at the end of a clause and write: its end is the tracked one, and the new one has the old end."""
    if found := _free(team):
        paragraph = team.random.choice(found)
        new = etree.Element(P)
        etree.SubElement(etree.SubElement(new, name("w:pPr")), name("w:pStyle")).set(name("w:val"), "Clause")
        node = team.revision("w:ins")
        node.append(run(f"Legal wrote {team.mark()} behind it"))
        new.append(node)
        paragraph.addnext(new)
        _track_end(team, paragraph, "w:ins")


def delete_from_the_end_before(team: LegalTeam) -> None:
    """Strike a clause out together with the end of the one before it, as people do who select from there."""
    found = [one for one in _free(team) if one.getnext() in _free(team)]
    if found:
        paragraph = team.random.choice(found)
        _wrap(team, paragraph.getnext(), "w:del")  # type: ignore[arg-type]
        _track_end(team, paragraph, "w:del")


def move_with_track_changes(team: LegalTeam) -> None:
    """Move a clause; its bookmarks stay with what is left in the old place, or go along."""
    found = _free(team)
    if len(found) > 3:
        chosen, other = team.random.sample(found, 2)
        copy = deepcopy(chosen)
        left = team.random.choice((chosen, copy))
        for mark in list(left.iter(name("w:bookmarkStart"), name("w:bookmarkEnd"))):
            mark.getparent().remove(mark)  # type: ignore[union-attr]
        _wrap(team, chosen, "w:moveFrom")
        _wrap(team, copy, "w:moveTo")
        _track_end(team, chosen, "w:moveFrom")
        _track_end(team, copy, "w:moveTo")
        other.addnext(copy)


def change_columns(team: LegalTeam) -> None:
    tables = list(team.root.iter(TBL))
    if tables:
        rows = list(team.random.choice(tables).iter(TR))
        swaps = team.random.random() < 0.5
        for row in rows:
            cells = list(row.iterchildren(name("w:tc")))
            if len(cells) > 2 and swaps:
                cells[2].addnext(cells[1])
            elif len(cells) > 2 and not any("Legal" in (text.text or "") for text in cells[2].iter(name("w:t"))):
                row.remove(cells[2])


def write_into_what_specgen_inserted(team: LegalTeam) -> None:
    found = [
        node
        for node in team.root.iter(name("w:ins"))
        if node.get(name("w:author")) == "specgen" and node.find(R) is not None
    ]
    if found:
        node = team.random.choice(found)
        new = team.revision("w:ins")
        new.append(run(f" {team.mark()} "))
        node.addnext(new)


PENDING_EDITS: dict[str, Callable[[LegalTeam], None]] = {
    made.__name__: made
    for made in (
        join_with_track_changes, split_with_track_changes, enter_behind, delete_from_the_end_before,
        move_with_track_changes, change_columns, write_into_what_specgen_inserted,
    )
}  # fmt: skip
