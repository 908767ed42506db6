"""Write a printed section as HTML: headings, clauses, lists and tables that a screen reader reads as what they are.

Everything that comes from answers or templates is escaped here, and nothing else is: no attribute, address or style is
taken over from a template.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Final

from specgen.formats.word.numbering import LEVELS
from specgen.preview.printed_section import (
    PrintedBlock,
    PrintedCell,
    PrintedLine,
    PrintedSection,
    PrintedSpan,
    PrintedTable,
)
from specgen.preview.sections.printed_lines import anchor_of, gap_anchor
from specgen.problems import Problem

__all__ = ["problem_html", "section_html"]

DEEPEST: Final = 6  # heading of HTML
LOOKS: Final = {"bold": "strong", "italic": "em"}
NOT_SHOWN: Final = "This section is not in the draft: there are no answers that ask for it."
LISTED: Final = ("item", "bullet")


def section_html(section: PrintedSection, level: int) -> str:
    """Return the HTML of a section whose heading has a level."""
    inside = "".join((*_faults(section.faults), *_blocks(section, level)))
    if not section.entry.is_shown:
        inside = f'<p class="draft-note">{NOT_SHOWN}</p>'
    first = next(
        (block.line for block in section.blocks if block.line is not None and block.line.kind == "heading"), None
    )
    named = f"{section.entry.number} {section.entry.title}".strip()
    label = (
        f'aria-label="{escape(named)}"'
        if first is None
        else f'aria-labelledby="{escape(anchor_of(section.entry.id, first.anchor))}"'
    )
    return f'<section class="draft" {label}>{inside}</section>\n'


def problem_html(title: str, problems: Sequence[Problem]) -> str:
    """Return the HTML of a section of which nothing can be shown."""
    inside = "".join(_faults(problems))
    return f'<section class="draft" aria-label="{escape(title)}">{inside}</section>\n'


def _faults(problems: Sequence[Problem]) -> Iterator[str]:
    for problem in problems:
        yield f'<div class="draft-problem" role="note">{escape(str(problem))}</div>\n'


def _blocks(section: PrintedSection, level: int) -> Iterator[str]:
    for is_list, blocks in groupby(section.blocks, key=_is_listed):
        if is_list:
            yield _lists(section.entry.id, [block.line for block in blocks if block.line is not None])
            continue
        for block in blocks:
            if block.table is not None:
                yield _table(section.entry.id, block.table)
            elif block.line is not None:
                yield _paragraph(section.entry.id, block.line, level)


def _is_listed(block: PrintedBlock) -> bool:
    return block.line is not None and block.line.kind in LISTED


def _paragraph(id: str, line: PrintedLine, level: int) -> str:
    inside, anchor = _number(line) + _words(id, line.spans), _anchor(id, line)
    if line.kind == "heading":
        tag = f"h{min(level + _level(line), DEEPEST)}"
        return f'<{tag} class="draft-heading" {anchor}>{inside}</{tag}>\n'
    return f'<p class="draft-{"clause" if line.number else "text"}" {anchor}>{inside}</p>\n'


def _lists(id: str, lines: Sequence[PrintedLine]) -> str:
    """Return lists, one inside the other where the level is deeper."""
    html, at = "", 0
    while at < len(lines):
        tag = _list_tag(lines[at])
        items = ""
        first = lines[at]
        while at < len(lines) and _level(lines[at]) >= _level(first) and _list_tag(lines[at]) == tag:
            line, at = lines[at], at + 1
            deeper = at
            while deeper < len(lines) and _level(lines[deeper]) > _level(line):
                deeper += 1
            inner = _lists(id, lines[at:deeper])
            items += f"<li {_anchor(id, line)}>{_number(line)}{_words(id, line.spans)}{inner}</li>\n"
            at = deeper
        html += f'<{tag} class="draft-list" role="list">\n{items}</{tag}>\n'
    return html


def _level(line: PrintedLine) -> int:
    """Return the level of a line, within what a list can have: it may come from a process that is not trusted."""
    return min(max(line.level, 0), LEVELS - 1)


def _list_tag(line: PrintedLine) -> str:
    return "ul" if line.kind == "bullet" else "ol"


def _table(id: str, table: PrintedTable) -> str:
    caption, named = "", 'aria-label="Table"'
    if table.caption is not None:
        anchor = _anchor(id, table.caption)
        caption = f"<caption {anchor}>{_words(id, table.caption.spans)}</caption>\n"
        named = f'aria-labelledby="{escape(anchor_of(id, table.caption.anchor))}"'
    head = "".join(_row(id, row, "th") for row in table.rows[: table.heads])
    body = "".join(_row(id, row, "td") for row in table.rows[table.heads :])
    thead = f"<thead>\n{head}</thead>\n" if head else ""
    return (
        f'<div class="draft-table" role="region" {named} tabindex="0"><table>\n{caption}{thead}'
        f"<tbody>\n{body}</tbody>\n</table></div>\n"
    )


def _row(id: str, row: Sequence[PrintedCell], tag: str) -> str:
    return f"<tr>{''.join(_cell(id, cell, tag) for cell in row)}</tr>\n"


def _cell(id: str, cell: PrintedCell, tag: str) -> str:
    scope = ' scope="col"' if tag == "th" else ""
    wide = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    right = ' class="draft-right"' if cell.is_right else ""
    return f"<{tag}{scope}{wide}{right}>{_cell_lines(id, cell.lines)}</{tag}>"


def _cell_lines(id: str, lines: Sequence[PrintedLine]) -> str:
    if len(lines) == 1 and lines[0].kind == "text":
        return _words(id, lines[0].spans)
    html = ""
    for is_list, group in groupby(lines, key=lambda line: line.kind in LISTED):
        listed = list(group)
        html += _lists(id, listed) if is_list else "".join(_paragraph(id, line, DEEPEST) for line in listed)
    return html


def _number(line: PrintedLine) -> str:
    return f'<span class="draft-number">{escape(line.number)}</span> ' if line.number else ""


def _anchor(id: str, line: PrintedLine) -> str:
    return f'id="{escape(anchor_of(id, line.anchor))}"'


def _words(id: str, spans: Sequence[PrintedSpan]) -> str:
    return "".join(_span(id, span) for span in spans)


def _span(id: str, span: PrintedSpan) -> str:
    words = escape(span.text).replace("\n", "<br>")
    if span.kind == "gap":
        named = f'id="{escape(gap_anchor(id, span.anchor))}" data-key="{escape(span.key)}"'
        return f'<mark class="draft-gap" {named}><span class="draft-hidden">Open point: </span>{words}</mark>'
    if span.kind == "reference" and span.key == id:
        return f'<a class="draft-reference" href="#{escape(anchor_of(id, span.anchor))}">{words}</a>'
    if span.kind == "reference":
        return f'<span class="draft-reference" data-section="{escape(span.key)}">{words}</span>'
    if span.kind == "missing":
        return f'<span class="draft-missing">{words}</span>'
    tag = LOOKS.get(span.kind)
    return f"<{tag}>{words}</{tag}>" if tag else words
