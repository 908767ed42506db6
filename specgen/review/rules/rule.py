"""Describe a rule of the check: what it finds, what would be right, where that is said, and a case of each.

A family of rules is one module. It holds a row for each rule and the small pure functions that find what the rows
describe; `registry.py` lists the families, and docs/rules.md is made from them.
"""

from __future__ import annotations

from typing import Final, NamedTuple

LEVELS: Final = ("error", "warning", "note")
# Two statements that cannot both hold; a statement wrong by itself; one that is missing; one that could be better.
KINDS: Final = ("contradiction", "mistake", "open point", "suggestion")


class Example(NamedTuple):
    """A case that a test runs.

    `kind` says what `text` is: texts of answers, paragraphs of a document or template or titles of a section's choices,
    a line each; a whole file of answers; or an overlay, YAML laid over a sample, in which a row with an id changes the
    sample's row with that id. `contract` holds the conditions of the contract, a paragraph a line;
    `glossary` the rows of another glossary.
    """

    text: str
    kind: str = "answers"  # answers, document, template, section, file, overlay, checked overlay
    sample: str = "care-planning"  # for an overlay
    contract: str = ""
    glossary: str = ""
    jurisdiction: str = "england"  # for texts


class Rule(NamedTuple):
    """One rule. `finds` and `better` are whole sentences for docs/rules.md and for reports: a finding's own message
    names the thing, and its remedy says what to write there.
    """

    id: str
    level: str
    kind: str
    finds: str
    better: str
    source: str
    fires: Example
    silent: Example
    ideas: tuple[str, ...] = ()  # of the list of ideas that the page closes with
    spares_quotations: bool = False  # it judges the writer's own words only
    stops: bool = False  # a draft cannot be made before it is put right
