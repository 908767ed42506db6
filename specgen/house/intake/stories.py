"""Take in the texts of a letterhead that are kept: the document's, and those of its headers and footers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import (
    DOCUMENT_PART,
    Parts,
    Relationship,
    parse_part,
    read_relationships,
    related_part,
    write_part,
)
from specgen.formats.word.elements import shortened
from specgen.formats.word.page_layout import page_of
from specgen.house.intake.accepted_changes import accept_changes
from specgen.house.intake.foreign_tags import take_out_foreign_tags
from specgen.house.intake.story_content import leave_out
from specgen.house.intake.watermarks import adapt_watermarks
from specgen.house.intake.word_schema import put_in_order
from specgen.house.letterhead.cover import end_of_cover
from specgen.house.notes import note
from specgen.house.stylesheet import Stylesheet
from specgen.problems import Problem

STORIES: Final = ("header", "footer")
EXAMPLES: Final = 3  # of what was put right, in its note


def accept_all_changes(parts: dict[str, bytes], document: etree._Element) -> Iterator[Problem]:
    """Accept the tracked changes of every text."""
    changes = accept_changes(document)
    for part in _stories(parts):
        root = parse_part(parts[part])
        count = accept_changes(root)
        if count:
            parts[part] = write_part(root)
        changes += count
    if changes:
        yield note(f"took its {changes} tracked {'change' if changes == 1 else 'changes'} as accepted")


def take_out_tags(parts: dict[str, bytes], body: etree._Element, sheet: Stylesheet) -> list[str]:
    """Take the tags of other programs out of every text; return what was done to those that are kept, in words."""
    blocks = [node for node in body if node.tag != name("w:sectPr")]
    cover, _ = end_of_cover(blocks, sheet)
    lines = [line for block in blocks[:cover] for line in take_out_foreign_tags(block)]
    for _ in take_out_foreign_tags(body):
        pass
    for part in _stories(parts):
        root = parse_part(parts[part])
        changed = list(take_out_foreign_tags(root))
        if changed:
            parts[part] = write_part(root)
        lines += changed
    return lines


def take_in_stories(
    parts: dict[str, bytes], document: etree._Element, notes: Mapping[str, str], *, is_new: bool
) -> Iterator[Problem]:
    """Leave out of the texts that are kept what no draft can show; of a new house, adapt the watermarks."""
    yield from leave_out(document, read_relationships(parts, DOCUMENT_PART), notes, is_new=is_new)
    _keep_links(document, parts)
    for part in used_stories(parts, document):
        root = parse_part(parts[part])
        yield from leave_out(root, read_relationships(parts, part), notes, is_new=is_new)
        if is_new and root.tag == name("w:hdr"):
            yield from adapt_watermarks(root)
        if next(root.iter(name("w:p")), None) is None:
            etree.SubElement(root, name("w:p"))
        parts[part] = write_part(root)


def note_texts(parts: Parts) -> dict[str, str]:
    """Return the text of each footnote and endnote by its kind and number: "w:footnote 3"."""
    texts = {}
    for kind in ("footnote", "endnote"):
        part = related_part(parts, f"{kind}s")
        for node in parse_part(parts[part]).iter(name(f"w:{kind}")) if part else ():
            words = "".join(text.text or "" for text in node.iter(name("w:t")))
            texts[f"w:{kind} {node.get(name('w:id'))}"] = " ".join(words.split())
    return texts


def story_texts(parts: Parts, document: etree._Element) -> dict[str, str]:
    """Return the words of each header and footer that a section shows, with whose pages those are."""
    links, texts = read_relationships(parts, DOCUMENT_PART), dict[str, str]()
    for section in document.iter(name("w:sectPr")):
        pages = "its landscape pages" if page_of(section).is_landscape else "some of its pages"
        for node in section.iter(name("w:headerReference"), name("w:footerReference")):
            link = links.get(node.get(name("r:id"), ""))
            if link is not None and link.target in parts and link.target not in texts:
                root = parse_part(parts[link.target])
                words = " ".join("".join(text.text or "" for text in root.iter(name("w:t"))).split())
                texts[link.target] = f'the {link.short_kind} "{shortened(words)}" of {pages}' if words else ""
    return texts


def left_out_stories(parts: Parts, document: etree._Element, before: Mapping[str, str]) -> Iterator[Problem]:
    """Say which headers and footers no page shows any more; `before` is what `story_texts` said of them."""
    kept = set(used_stories(parts, document))
    texts = {text.partition('"')[2].rpartition('"')[0] for part, text in before.items() if part in kept}
    for part, text in before.items():
        if text and part not in kept and text.partition('"')[2].rpartition('"')[0] not in texts:
            yield note(f"left out {text}: a specification's pages show that of its text")


def in_order(roots: Iterable[etree._Element], known: Iterable[str] = ()) -> Iterator[Problem]:
    """Put parts into the order of the standard, and say in one note what was left out of them."""
    lines = [*known, *(line for root in roots for line in put_in_order(root))]
    if lines:
        shown = list(dict.fromkeys(lines))
        more = f" and {len(shown) - EXAMPLES} more" if len(shown) > EXAMPLES else ""
        yield note(f"left out what Word would call damaged: {'; '.join(shown[:EXAMPLES])}{more}")


def _stories(parts: Parts) -> list[str]:
    links = read_relationships(parts, DOCUMENT_PART).values()
    return sorted({link.target for link in links if link.short_kind in STORIES and link.target in parts})


def used_stories(parts: Parts, document: etree._Element) -> list[str]:
    """Return the headers and footers that some section still points at."""
    used = {node.get(name("r:id")) for node in document.iter(name("w:headerReference"), name("w:footerReference"))}
    links = read_relationships(parts, DOCUMENT_PART)
    return sorted({link.target for id, link in links.items() if id in used and link.target in parts})


def _keep_links(document: etree._Element, parts: Parts) -> None:
    """Take out references to headers and footers that are something else."""
    links: Mapping[str, Relationship] = read_relationships(parts, DOCUMENT_PART)
    for node in list(document.iter(name("w:headerReference"), name("w:footerReference"))):
        link = links.get(node.get(name("r:id"), ""))
        kind = etree.QName(node).localname.removesuffix("Reference")
        if link is None or link.short_kind != kind or link.target not in parts:
            node.getparent().remove(node)  # type: ignore[union-attr]
