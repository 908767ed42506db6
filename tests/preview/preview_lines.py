"""Read a preview and a Word file as the same plain lines: number and words of each paragraph, the cells of each row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from lxml import etree, html

from specgen.formats.word.text import NEXT_LINE, NEXT_PARAGRAPH, word_text
from specgen.formats.yamlfile.yaml_file import YamlFile
from specgen.preview.live_draft import LiveDraft, Preview

DAY = date(2026, 11, 16)
BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "div")
APART = ("toc", "Cover", "Title", "Subtitle")  # the contents list, and the cover of the built-in house


def live_draft(council: str | Path | None = None) -> LiveDraft:
    return LiveDraft(Path("answers.yaml"), council, today=DAY)


def all_sections(live: LiveDraft, text: str | YamlFile, first: str = "contract") -> list[Preview]:
    """The preview of each section that a draft has, in its order."""
    shown = [entry.id for entry in live.preview(text, first).outline if entry.is_shown]
    return [live.preview(text, id) for id in shown]


def preview_lines(page: str) -> list[str]:
    """Number and words of each paragraph and row."""
    root = html.fragment_fromstring(page)
    for hidden in root.find_class("draft-hidden"):
        hidden.drop_tree()
    return [squeezed(line) for line in _lines(root) if line.strip(" •|")]


def document_lines(document: bytes) -> list[str]:
    """The same of a draft, without its cover and its contents list."""
    lines: list[str] = []
    for line in word_text(document).partition("\n--- ")[0].split("\n"):
        if line.startswith("    ") and lines:
            lines[-1] += f"\n{line[4:]}"
        elif line.startswith("| "):
            lines.append(line)
        elif line and not line.startswith(("table: ", "(", *APART)) and line != "Front heading: Contents":
            lines.append(line.partition(":")[2])
    return [squeezed(line) for line in lines if line.strip(" •|")]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def _lines(node: html.HtmlElement) -> Iterator[str]:
    for child in node:
        if child.tag in ("section", "ol", "ul", "thead", "tbody", "table"):
            yield from _lines(child)
        elif child.tag == "tr":
            yield f"| {' | '.join(map(_cell, child))} |"
        elif child.get("class") == "draft-table":
            yield from _lines(child)
        elif child.tag == "li":
            yield ("• " if child.getparent().tag == "ul" else "") + _words(child)
            yield from (line for inner in child if inner.tag in ("ol", "ul") for line in _lines(inner))
        else:
            yield _words(child)


def _cell(cell: html.HtmlElement) -> str:
    has_blocks = any(inner.tag in ("p", "ol", "ul") for inner in cell)
    lines = list(_lines(cell)) if has_blocks else [_words(cell)]
    return NEXT_PARAGRAPH.join(line for line in lines if line).replace("\n", NEXT_LINE)


def _words(node: etree._Element) -> str:
    text = node.text or ""
    for child in node:
        if child.tag == "br":
            text += "\n"
        elif child.tag not in ("ol", "ul"):
            text += _words(child)
        text += child.tail or ""
    return text
