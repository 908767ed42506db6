"""Draft from a sample, edit the draft as somebody in Word would, and update it with other answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from lxml import etree

from specgen.document.record.block_list import read_story, story_roots
from specgen.document.record.provenance import recorded, replace_provenance
from specgen.formats.markup.revisions import accept
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, parse_part, read_package, write_package, write_part
from specgen.formats.yamlfile.yaml_file import read
from specgen.generate import draft
from specgen.revise.edited_file import read_record
from specgen.revise.proposed_draft import propose_draft
from specgen.revise.update import Updated, update_file
from tests.judges.policy import ROOT

DAY = date(2026, 11, 28)
Change = Callable[[etree._Element], None]


@dataclass
class Desk:
    """One folder with answers and the file that goes to and fro."""

    folder: Path
    sample: str = "care-planning"
    answers: str = ""
    draft: bytes = b""
    rounds: list[Updated] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.answers = self.answers or (ROOT / "sample_inputs" / f"{self.sample}.yaml").read_text(encoding="utf-8")
        self.draft = self.fresh(self.answers)
        self.edited = self.draft

    def fresh(self, answers: str) -> bytes:
        """Return a draft of some answers that nobody has touched."""
        return drafted(answers)

    def edit(self, *changes: Change) -> None:
        """Edit the file as it lies on the desk."""
        parts = read_package(self.edited)
        root = parse_part(parts[DOCUMENT_PART])
        for change in changes:
            change(root)
        parts[DOCUMENT_PART] = write_part(root)
        self.edited = write_package(parts)

    def update(self, changes: Mapping[str, str] | None = None, *, only: str = "", base: bytes | None = None) -> Updated:
        """Change answers (text before -> text after) and bring them into the file on the desk."""
        for before, after in (changes or {}).items():
            assert before in self.answers, before
            self.answers = self.answers.replace(before, after, 1)
        file, answers = self.folder / "edited.docx", self.folder / "answers.yaml"
        file.write_bytes(self.edited)
        answers.write_text(self.answers, encoding="utf-8")
        based = self.folder / "base.docx" if base is not None else None
        if based is not None and base is not None:
            based.write_bytes(base)
        record = read_record(file, based)
        new = propose_draft(file, record, answers, council=None, today=DAY, only=only)
        updated = update_file(file, record, new.base_text, new.document, new.causes, DAY)
        assert updated.failures == ()
        self.rounds.append(updated)
        self.edited = updated.document
        return updated

    def accept_all(self) -> None:
        self.edited = accepted(self.edited)

    @property
    def text(self) -> str:
        return text_of(self.edited)


@lru_cache(maxsize=16)
def drafted(answers: str) -> bytes:
    given, problems = read(answers.encode(), "answers.yaml")
    assert given is not None, problems
    return draft(given, today=DAY).document


def text_of(data: bytes) -> str:
    """Return the words of a file, its tracked changes accepted, a line for each block."""
    return "\n".join(words_of(accepted(data)))


def words_of(data: bytes) -> list[str]:
    parts = read_package(data)
    return [block.words for _, root in story_roots(parts).values() for block in read_story(root)]


def accepted(data: bytes) -> bytes:
    return write_package(accepted_parts(read_package(data)))


def accepted_parts(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a file with all its tracked changes accepted."""
    found = dict(parts)
    for part, root in story_roots(parts).values():
        accept(root)
        found[part] = write_part(root)
    return found


def replaced(before: str, after: str) -> Change:
    """Type over words in the first run that has them."""

    def change(root: etree._Element) -> None:
        text = next(node for node in root.iter(name("w:t")) if before in (node.text or ""))
        text.text = (text.text or "").replace(before, after, 1)

    return change


def commented(words: str, remark: str) -> Callable[[dict[str, bytes]], None]:
    """Put a comment of Jane's on the paragraph with some words."""
    from specgen.formats.markup.comments import Comments, surround

    def change(parts: dict[str, bytes]) -> None:
        root = parse_part(parts[DOCUMENT_PART])
        comments = Comments(parts, "Jane Legal", "2026-11-27T10:00:00Z")
        surround(paragraph_with(root, words), *comments.add(remark))
        parts[DOCUMENT_PART] = write_part(root)
        parts.update(comments.put_into(parts))

    return change


def paragraph_with(root: etree._Element, words: str) -> etree._Element:
    found = [one for one in root.iter(name("w:p")) if words in "".join(map(str, one.itertext()))]
    return found[-1]


def aged(data: bytes, words: Mapping[str, str]) -> bytes:
    """Return a draft as an older release would have made it: with other words, in its record too."""
    from specgen.document.record.block_list import Block, pack_stories, unpack_stories

    def older(block: Block) -> Block:
        text = block.text
        for new, old in words.items():
            text = text.replace(new, old)
        return replace(block, text=text, rejected=text, blocks=tuple(map(older, block.blocks)))

    parts = read_package(data)
    record = recorded(parts)
    assert record is not None
    stories = unpack_stories(record.blocks)
    hashes = {**record.hashes, "templates/sections/contract.docx": "older"}
    old = {called: tuple(map(older, story)) for called, story in stories.items()}
    for new_words, old_words in words.items():
        document = parts[DOCUMENT_PART].decode()
        assert new_words in document
        parts[DOCUMENT_PART] = document.replace(new_words, old_words).encode()
    return write_package(replace_provenance(parts, replace(record, blocks=pack_stories(old), hashes=hashes)))
