"""Write the concepts of a contract as the text of a glossary file."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from specgen.formats.word.paragraphs import hash_of
from specgen.inputs.contract.contract_definition import ContractDefinition
from specgen.inputs.glossary_import.glossary_proposals import Proposal
from specgen.inputs.glossary_import.passed_over import PassedOver

WIDTH: Final = 108
SHOWN_IN_FILE: Final = 40  # words of one place
PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9’_-]*(?: [A-Za-z0-9’_&-]+)*")
RESERVED: Final = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
HEAD: Final = """\
# The words of a contract, read out of its conditions by `specgen glossary import`. This file is yours: change and add
# what you like. When the conditions are read again, only what you have not changed follows them; your words stay, and
# you are told what differs. `review: true` marks what should be looked at; `evidence` is what the next reading needs.
"""
LIST_START: Final = "# --- found as well, too doubtful to be taken over (this list is written anew each time):"
LIST_END: Final = "# --- end of the list"


@dataclass(frozen=True)
class Source:
    """The conditions that a glossary was read from."""

    document: str
    sha256: str
    imported: str  # a date

    @property
    def title(self) -> str:
        return re.sub(r"\.docx$", "", self.document, flags=re.IGNORECASE)


@dataclass(frozen=True)
class Left:
    """What an import leaves out: definitions that are too doubtful, and words that only look like terms."""

    doubtful: Sequence[ContractDefinition] = ()
    passed_over: Sequence[PassedOver] = ()


def glossary_text(proposals: Sequence[Proposal], left: Left, source: Source) -> str:
    """Return the text of a new glossary file."""
    concepts = "".join(concept_text(one, 2) for one in proposals)
    listed = side_list(left)
    start = "concepts:\n" if concepts else "concepts: []\n"
    return f"{HEAD}{scheme_text(source)}{start}{concepts}{listed}"


def scheme_text(source: Source) -> str:
    """Return the lines that say where the words come from."""
    identifier = re.sub(r"[^a-z0-9]+", "-", source.title.lower()).strip("-") or "conditions"
    lines = ["scheme:", f"  id: {scalar(identifier)}", f"  title: {scalar(source.title)}", "  language: en-GB"]
    return "\n".join([*lines, *source_lines(source)]) + "\n"


def source_lines(source: Source) -> list[str]:
    """Return the lines of the source alone."""
    values = (("document", source.document), ("sha256", source.sha256), ("imported", source.imported))
    return ["  source:", *(f"    {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values)]


def concept_text(one: Proposal, indent: int) -> str:
    """Return one concept as a row of the list, with so many spaces before its dash."""
    pad = " " * (indent + 2)
    return " " * indent + "- " + "\n".join(_concept(one, pad)).removeprefix(pad) + "\n"


def side_list(left: Left) -> str:
    """Return the comment that lists what was left out; nothing if there is nothing."""
    if not left.doubtful and not left.passed_over:
        return ""
    rows = [
        f"#   {_line(one.term)} (clause {one.clause or '?'}, {one.confidence:.2f}): {_line(one.evidence)[:90]}"
        for one in left.doubtful
    ]
    rows += [f"#   not taken {one.place}: {_line(listed(one.words, SHOWN_IN_FILE))}" for one in left.passed_over]
    return "\n".join([LIST_START, *rows, LIST_END]) + "\n"


def listed(words: Sequence[str], shown: int) -> str:
    """Return the first words of a list, and how many more there are."""
    more = len(words) - shown
    return ", ".join(words[:shown]) + (f" and {more} more" if more > 0 else "")


def scalar(text: str) -> str:
    """Return a text as YAML on one line."""
    plain = PLAIN.fullmatch(text) and text.casefold() not in RESERVED
    return text if plain else json.dumps(text, ensure_ascii=False)


def long_scalar(text: str, indent: int) -> str:
    """Return a text as YAML, folded under its key if it is long; `indent` is that of the key."""
    if len(text) + indent < WIDTH - 10:
        return json.dumps(text, ensure_ascii=False)
    pad = " " * (indent + 2)
    lines = textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
    return ">-\n" + "\n".join(pad + line for line in lines)


def _concept(one: Proposal, pad: str) -> Iterator[str]:
    if one.stands_for and not one.candidates:
        yield f"{pad}id: {scalar(one.id)}  # the contract's word for what specgen calls {one.stands_for}"
    else:
        yield f"{pad}id: {scalar(one.id)}"
    yield from _question(one, pad)
    yield f"{pad}preferred:"
    yield f"{pad}  label: {scalar(one.label)}"
    if one.plural is None:
        yield f"{pad}  plural: null"
    elif one.plural:
        yield f"{pad}  plural: {scalar(one.plural)}"
    if one.admitted:
        yield f"{pad}admitted:"
        yield from (f"{pad}  - label: {scalar(word)}" for word in one.admitted)
    if one.acronym:
        yield f"{pad}acronym:"
        yield f"{pad}  label: {scalar(one.acronym)}"
    if one.text:
        yield f"{pad}definition:"
        yield f"{pad}  text: {long_scalar(one.text, len(pad) + 2)}"
        if one.clause:
            yield f"{pad}  clause: {json.dumps(one.clause)}"
    yield f"{pad}confidence: {one.confidence:.2f}"
    if one.review:
        yield f"{pad}review: true"
    yield f"{pad}evidence:"
    yield f"{pad}  shape: {one.shape}"
    yield f"{pad}  found: {long_scalar(one.found, len(pad) + 2)}"
    if one.paragraph:
        yield f"{pad}  paragraph: {json.dumps(one.paragraph)}"
    yield f"{pad}  label: {scalar(one.label)}"
    yield f"{pad}  text: {json.dumps(hash_of(one.text))}"
    yield f"{pad}  clause: {json.dumps(one.clause)}"


def _question(one: Proposal, pad: str) -> Iterator[str]:
    """Yield the question whether a term is a concept of specgen, settled by one line that goes or comes."""
    if one.match.other_sense:
        ((key, label),) = one.candidates
        yield from _comment(
            f"The contract's {one.label} reads as what specgen calls {label}. If it is not, delete the next line.", pad
        )
        yield f"{pad}same_as: {key}"
        return
    if one.candidates:
        words = " or ".join(label for _, label in one.candidates)
        which = "a line" if len(one.candidates) > 1 else "the line"
        yield from _comment(
            f"{one.match.question} If {one.label} is what specgen calls {words}, take the # from {which} below.", pad
        )
        yield from (f"{pad}#same_as: {key}" for key, _ in one.candidates)


def _comment(text: str, pad: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=f"{pad}# ", subsequent_indent=f"{pad}# ")


def _line(text: str) -> str:
    return " ".join(text.split())
