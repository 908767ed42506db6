"""Edit a Word file as a legal team does: tracked and untracked, in clauses and cells, moving, splitting, commenting.

Each edit leaves marks of its own, words that nobody else writes, by which a test finds out whether it is still there.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from random import Random

from lxml import etree

from specgen.document.record.block_keys import BOOKMARK
from specgen.formats.markup.comments import KIND as COMMENTS
from specgen.formats.markup.comments import TYPE as COMMENTS_TYPE
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import (
    CONTENT_TYPES_PART,
    DOCUMENT_PART,
    declare_part,
    link_part,
    parse_part,
    write_part,
)

P, R, T, TR, TBL = (name(f"w:{tag}") for tag in ("p", "r", "t", "tr", "tbl"))


class LegalTeam:
    """Edits the body of one file; `marks` are the words that must not be lost."""

    def __init__(self, parts: dict[str, bytes], random: Random, first: int = 0) -> None:
        self.parts = dict(parts)
        self.root = parse_part(parts[DOCUMENT_PART])
        self.random = random
        self.marks: list[str] = []
        self.comments: list[str] = []
        self.done: list[str] = []
        self._number = 7000 + first
        self._mark = first

    def finish(self) -> dict[str, bytes]:
        self.parts[DOCUMENT_PART] = write_part(self.root)
        return self.parts

    def edit(self, kind: str) -> None:
        self.done.append(kind)
        EDITS[kind](self)

    def mark(self) -> str:
        self._mark += 1
        word = f"Legal{self._mark}"
        self.marks.append(word)
        return word

    def revision(self, tag: str) -> etree._Element:
        self._number += 1
        node = etree.Element(name(tag))
        node.set(name("w:id"), str(self._number))
        node.set(name("w:author"), self.random.choice(("Jane Legal", "Tom Procurement")))
        node.set(name("w:date"), "2026-11-27T09:00:00Z")
        return node

    def paragraphs(self, *, in_tables: bool = False) -> list[etree._Element]:
        body = self.root[0]
        found = body.iter(P) if in_tables else body.iterchildren(P)
        return [one for one in found if plain_runs(one)]

    def paragraph(self, *, in_tables: bool = False) -> etree._Element | None:
        found = self.paragraphs(in_tables=in_tables)
        return self.random.choice(found) if found else None

    def rows(self) -> list[etree._Element]:
        return [row for row in self.root.iter(TR) if row.find(f"{name('w:trPr')}/{name('w:del')}") is None]


def plain_runs(paragraph: etree._Element) -> list[etree._Element]:
    """Return the runs of a paragraph that nobody has tracked, with words to change."""
    return [
        run for run in paragraph.iterchildren(R) if run.find(T) is not None and (run.findtext(T) or "").count(" ") >= 2
    ]


def run(text: str, like: etree._Element | None = None, tag: str = "w:t") -> etree._Element:
    made = etree.Element(R)
    look = None if like is None else like.find(name("w:rPr"))
    if look is not None:
        made.append(deepcopy(look))
    words = etree.SubElement(made, name(tag))
    words.text = text
    words.set(name("xml:space"), "preserve")
    return made


def _cut(team: LegalTeam, paragraph: etree._Element) -> tuple[etree._Element, str, str, str]:
    """Choose a run and a word of it; return the run and the text before, in and after the word."""
    chosen = team.random.choice(plain_runs(paragraph))
    words = (chosen.findtext(T) or "").split(" ")
    place = team.random.randrange(1, len(words))
    return chosen, " ".join(words[:place]) + " ", words[place], " " + " ".join(words[place + 1 :])


def _replaced(old: etree._Element, *new: etree._Element) -> None:
    for node in new:
        old.addprevious(node)
    old.getparent().remove(old)  # type: ignore[union-attr]


def insert_word(team: LegalTeam) -> None:
    if (paragraph := team.paragraph()) is not None:
        chosen, before, word, after = _cut(team, paragraph)
        chosen.find(T).text = f"{before}{team.mark()} {word}{after}"  # type: ignore[union-attr]


def delete_word(team: LegalTeam) -> None:
    if (paragraph := team.paragraph()) is not None:
        chosen, before, _, after = _cut(team, paragraph)
        chosen.find(T).text = before.rstrip() + after  # type: ignore[union-attr]


def replace_word(team: LegalTeam) -> None:
    if (paragraph := team.paragraph()) is not None:
        chosen, before, _, after = _cut(team, paragraph)
        chosen.find(T).text = f"{before}{team.mark()}{after}"  # type: ignore[union-attr]


def insert_sign(team: LegalTeam) -> None:
    if (paragraph := team.paragraph()) is not None:
        chosen, before, word, after = _cut(team, paragraph)
        chosen.find(T).text = f"{before}<{team.mark()}> & {word}{after}"  # type: ignore[union-attr]


def tracked_insert(team: LegalTeam) -> None:
    if (paragraph := team.paragraph(in_tables=True)) is not None:
        chosen, before, word, after = _cut(team, paragraph)
        node = team.revision("w:ins")
        node.append(run(f"{team.mark()} ", chosen))
        _replaced(chosen, run(before, chosen), node, run(word + after, chosen))


def tracked_delete(team: LegalTeam) -> None:
    if (paragraph := team.paragraph(in_tables=True)) is not None:
        chosen, before, word, after = _cut(team, paragraph)
        node = team.revision("w:del")
        node.append(run(word, chosen, "w:delText"))
        _replaced(chosen, run(before, chosen), node, run(after, chosen))


def tracked_replace(team: LegalTeam) -> None:
    if (paragraph := team.paragraph(in_tables=True)) is not None:
        chosen, before, word, after = _cut(team, paragraph)
        gone, new = team.revision("w:del"), team.revision("w:ins")
        gone.append(run(word, chosen, "w:delText"))
        new.append(run(team.mark(), chosen))
        _replaced(chosen, run(before, chosen), gone, new, run(after, chosen))


def delete_paragraph(team: LegalTeam) -> None:
    found = [one for one in team.paragraphs() if one.getnext() is not None and one.getnext().tag == P]  # type: ignore[union-attr]
    if len(found) > 3:
        chosen = team.random.choice(found)
        chosen.getparent().remove(chosen)  # type: ignore[union-attr]


def tracked_delete_paragraph(team: LegalTeam) -> None:
    found = [one for one in team.paragraphs() if one.getnext() is not None and one.getnext().tag == P]  # type: ignore[union-attr]
    found = [one for one in found if not any(True for _ in one.iter(name("w:ins"), name("w:del")))]
    if len(found) > 3:
        chosen = team.random.choice(found)
        for one in list(chosen.iterchildren(R)):
            node = team.revision("w:del")
            one.addprevious(node)
            node.append(one)
            for text in one.iter(T):
                text.tag = name("w:delText")
        look = etree.SubElement(chosen.find(name("w:pPr")), name("w:rPr"))  # type: ignore[arg-type]
        look.append(team.revision("w:del"))


def _new_paragraph(team: LegalTeam) -> etree._Element:
    made = etree.Element(P)
    etree.SubElement(etree.SubElement(made, name("w:pPr")), name("w:pStyle")).set(name("w:val"), "Clause")
    made.append(run(f"Legal added {team.mark()} as a clause of its own"))
    return made


def insert_paragraph(team: LegalTeam) -> None:
    if (paragraph := team.paragraph()) is not None:
        paragraph.addnext(_new_paragraph(team))


def tracked_insert_paragraph(team: LegalTeam) -> None:
    if (paragraph := team.paragraph()) is not None:
        made = _new_paragraph(team)
        words = made[-1]
        node = team.revision("w:ins")
        words.addprevious(node)
        node.append(words)
        etree.SubElement(made[0], name("w:rPr")).append(team.revision("w:ins"))
        paragraph.addnext(made)


def move_paragraph(team: LegalTeam) -> None:
    found = team.paragraphs()
    if len(found) > 3:
        chosen, other = team.random.sample(found, 2)
        if other.getnext() is not None and chosen.getnext() is not None and chosen.getnext().tag == P:  # type: ignore[union-attr]
            other.addnext(chosen)


def split_paragraph(team: LegalTeam) -> None:
    if (paragraph := team.paragraph()) is not None:
        chosen, before, word, after = _cut(team, paragraph)
        rest = deepcopy(paragraph)
        for node in list(rest):
            if node.tag != name("w:pPr"):
                rest.remove(node)
        following = list(chosen.itersiblings())
        chosen.find(T).text = before.rstrip()  # type: ignore[union-attr]
        rest.append(run(word + after, chosen))
        rest.extend(following)
        paragraph.addnext(rest)


def join_paragraphs(team: LegalTeam) -> None:
    found = [one for one in team.paragraphs() if one.getnext() is not None and one.getnext().tag == P]  # type: ignore[union-attr]
    found = [one for one in found if one.find(f"{name('w:pPr')}/{name('w:rPr')}") is None]
    if found:
        chosen = team.random.choice(found)
        following = chosen.getnext()
        assert following is not None
        chosen.append(run(" "))
        chosen.extend([node for node in following if node.tag != name("w:pPr")])
        block = following.get("{urn:specgen:test}block", "")
        chosen.set("{urn:specgen:test}block", f"{chosen.get('{urn:specgen:test}block', '')} {block}")
        following.getparent().remove(following)  # type: ignore[union-attr]


def comment(team: LegalTeam) -> None:
    if (paragraph := team.paragraph(in_tables=True)) is None:
        return
    part = "word/comments.xml"
    if part not in team.parts:
        team.parts[part] = write_part(etree.Element(name("w:comments"), nsmap={"w": name("w:p")[1:-2]}))
        link_part(team.parts, DOCUMENT_PART, COMMENTS, part)
        team.parts[CONTENT_TYPES_PART] = declare_part(team.parts[CONTENT_TYPES_PART], part, COMMENTS_TYPE)
    root = parse_part(team.parts[part])
    number = str(1 + max((int(node.get(name("w:id"), "0")) for node in root), default=50))
    node = etree.SubElement(root, name("w:comment"))
    for key, text in (("id", number), ("author", "Jane Legal"), ("date", "2026-11-27T10:00:00Z")):
        node.set(name(f"w:{key}"), text)
    words = f"Is this agreed? Comment{number}"
    etree.SubElement(node, P).append(run(words))
    team.comments.append(words)
    team.parts[part] = write_part(root)
    start, end, sign = (etree.Element(name(tag)) for tag in ("w:commentRangeStart", "w:commentRangeEnd", "w:r"))
    for one in (start, end, etree.SubElement(sign, name("w:commentReference"))):
        one.set(name("w:id"), number)
    chosen = team.random.choice(plain_runs(paragraph))
    chosen.addprevious(start)
    chosen.addnext(sign)
    chosen.addnext(end)


def edit_cell(team: LegalTeam) -> None:
    cells = list(team.root.iter(name("w:tc")))
    if cells:
        texts = list(team.random.choice(cells).iter(T))
        if texts:
            texts[0].text = f"{texts[0].text} {team.mark()}"


def insert_row(team: LegalTeam) -> None:
    if rows := team.rows():
        chosen = team.random.choice(rows)
        made = deepcopy(chosen)
        for one in list(made.iter(name("w:bookmarkStart"), name("w:bookmarkEnd"), name("w:commentRangeStart"),
                                  name("w:commentRangeEnd"), name("w:ins"), name("w:del"))):  # fmt: skip
            one.getparent().remove(one)  # type: ignore[union-attr]
        for one in list(made.iter(name("w:commentReference"))):
            one.getparent().getparent().remove(one.getparent())  # type: ignore[union-attr,arg-type]
        for text in made.iter(T):
            text.text = f"{team.mark()} of legal"
        for one in made.iter(P):
            one.attrib.pop("{urn:specgen:test}block", "")
        chosen.addnext(made)


def tracked_insert_row(team: LegalTeam) -> None:
    before = set(team.root.iter(TR))
    insert_row(team)
    for row in set(team.root.iter(TR)) - before:
        properties = row.find(name("w:trPr"))
        if properties is None:
            properties = etree.Element(name("w:trPr"))
            row.insert(0, properties)
        properties.append(team.revision("w:ins"))


def delete_row(team: LegalTeam) -> None:
    rows = [row for row in team.rows() if len(list(row.getparent().iterchildren(TR))) > 2]  # type: ignore[union-attr]
    if rows:
        chosen = team.random.choice(rows)
        chosen.getparent().remove(chosen)  # type: ignore[union-attr]


def embolden(team: LegalTeam) -> None:
    if (paragraph := team.paragraph(in_tables=True)) is not None:
        chosen, before, word, after = _cut(team, paragraph)
        bold = run(word)
        look = etree.Element(name("w:rPr"))
        etree.SubElement(look, name("w:b"))
        bold.insert(0, look)
        _replaced(chosen, run(before, chosen), bold, run(after, chosen))


def cut_runs(team: LegalTeam) -> None:
    """As Word does at each pause: every word a run of its own, with an id of the session."""
    if (paragraph := team.paragraph(in_tables=True)) is not None:
        for chosen in plain_runs(paragraph):
            words = (chosen.findtext(T) or "").split(" ")
            pieces = [run(word if not index else f" {word}", chosen) for index, word in enumerate(words)]
            for index, piece in enumerate(pieces):
                piece.set(name("w:rsidR"), f"00A{index % 7}1234")
            _replaced(chosen, *pieces)


def drop_bookmarks(team: LegalTeam) -> None:
    for node in list(team.root.iter(name("w:bookmarkStart"))):
        if node.get(name("w:name"), "").startswith(BOOKMARK):
            for end in list(team.root.iter(name("w:bookmarkEnd"))):
                if end.get(name("w:id")) == node.get(name("w:id")):
                    end.getparent().remove(end)  # type: ignore[union-attr]
            node.getparent().remove(node)  # type: ignore[union-attr]


def link_words(team: LegalTeam) -> None:
    if (paragraph := team.paragraph()) is not None:
        chosen, before, word, after = _cut(team, paragraph)
        link = etree.Element(name("w:hyperlink"))
        link.set(name("w:anchor"), "somewhere")
        link.append(run(word, chosen))
        _replaced(chosen, run(before, chosen), link, run(after, chosen))


def insert_in_value(team: LegalTeam) -> None:
    """Beside a number, which is a value of the answers."""
    for paragraph in team.random.sample(team.paragraphs(), len(team.paragraphs())):
        for chosen in plain_runs(paragraph):
            words = (chosen.findtext(T) or "").split(" ")
            places = [index for index, word in enumerate(words) if word.isdigit()]
            if places:
                place = team.random.choice(places)
                words[place] = f"{words[place]} ({team.mark()})"
                chosen.find(T).text = " ".join(words)  # type: ignore[union-attr]
                return


def _rewrite(team: LegalTeam, block: etree._Element, texts: list[etree._Element]) -> None:
    """Make another clause or row of one: half of its words are legal's own, and it has no key and no owner."""
    for text in texts:
        words = (text.text or "").split(" ")
        own = (len(words) + 1) // 2
        text.text = " ".join([*(team.mark() for _ in range(own)), *words[own:]])
    for mark in list(block.iter(name("w:bookmarkStart"), name("w:bookmarkEnd"))):
        mark.getparent().remove(mark)  # type: ignore[union-attr]
    for paragraph in block.iter(P):
        if paragraph.get("{urn:specgen:test}block") is not None:
            paragraph.set("{urn:specgen:test}block", "legal")


def rewrite_paragraph(team: LegalTeam) -> None:
    found = [one for one in team.paragraphs() if len(list(one.iter(T))) == 1]
    if found:
        chosen = team.random.choice(found)
        _rewrite(team, chosen, list(chosen.iter(T)))


def rewrite_row(team: LegalTeam) -> None:
    rows = [row for row in team.rows() if not any(True for _ in row.iter(name("w:ins"), name("w:del")))]
    if rows:
        chosen = team.random.choice(rows)
        _rewrite(team, chosen, list(chosen.iter(T)))


def add_rows_of_both(team: LegalTeam) -> None:
    edit_cell(team)
    tracked_insert_row(team)


EDITS: dict[str, Callable[[LegalTeam], None]] = {
    made.__name__: made
    for made in (
        insert_word, delete_word, replace_word, insert_sign, tracked_insert, tracked_delete, tracked_replace,
        delete_paragraph, tracked_delete_paragraph, insert_paragraph, tracked_insert_paragraph, move_paragraph,
        split_paragraph, join_paragraphs, comment, edit_cell, insert_row, tracked_insert_row, delete_row, embolden,
        cut_runs, drop_bookmarks, link_words, insert_in_value, rewrite_paragraph, rewrite_row, add_rows_of_both,
    )
}  # fmt: skip
