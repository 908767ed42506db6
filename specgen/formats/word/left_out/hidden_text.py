"""Take hidden text out of one part of a Word file: nobody has read it, and everybody who receives the draft could.

Tags that print nothing stay where they are: some authors hide them so that the template reads well.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import value
from specgen.formats.word.styles import chain, style_nodes, value_of

SILENT_TAG: Final = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def take_out_hidden_text(root: etree._Element, styles: etree._Element | None) -> Iterator[tuple[etree._Element, str]]:
    """Yield each paragraph that held hidden text, and the text, after it was taken out."""
    nodes = style_nodes(styles)
    hidden = {style for style in nodes if _hides(style, nodes)}
    is_used = hidden and any(
        node.get(name("w:val")) in hidden for node in root.iter(name("w:pStyle"), name("w:rStyle"))
    )
    if not is_used and next(root.iter(name("w:vanish")), None) is None:
        return
    for paragraph in list(root.iter(name("w:p"))):
        runs = [run for run in paragraph.iter(name("w:r")) if next(run.iterancestors(name("w:p"))) is paragraph]
        properties = paragraph.find(name("w:pPr"))
        style = "" if properties is None else value(properties, "w:pStyle")
        groups = groupby(runs, partial(_is_hidden, of_paragraph=style, hidden=hidden))
        text = "".join(_take_out(list(group)) for is_hidden, group in groups if is_hidden)
        if text.strip():
            yield paragraph, text


def _hides(style: str, styles: Mapping[str, etree._Element]) -> bool:
    """Whether a style says so, or else the nearest that it is based on and that says anything of it."""
    looks = (node.find(name("w:rPr")) for node in chain(style, styles))
    says = next((look for look in looks if look is not None and look.find(name("w:vanish")) is not None), None)
    return value_of(says, "w:vanish") is not None


def _is_hidden(run: etree._Element, of_paragraph: str, hidden: Container[str]) -> bool:
    own = run.find(name("w:rPr"))
    if own is not None and own.find(name("w:vanish")) is not None:
        return value_of(own, "w:vanish") is not None
    return of_paragraph in hidden or (own is not None and value(own, "w:rStyle") in hidden)


def _take_out(runs: list[etree._Element]) -> str:
    """Take the text out of some runs that follow each other; return it without the tags that stay."""
    nodes = [node for run in runs for node in run if node.tag == name("w:t")]
    text = "".join(node.text or "" for node in nodes)
    words = SILENT_TAG.sub("", text)
    if not words.strip():
        return ""
    for node in nodes:
        node.text = ""
    nodes[0].text = "".join(SILENT_TAG.findall(text))
    for run in runs:
        for other in [node for node in run if node.tag in (name("w:tab"), name("w:br"), name("w:sym"))]:
            run.remove(other)
    return words
