"""Write questions as lines of a file of answers to fill in: their names with empty answers, and help as comments.

Nothing is hashed out that somebody might want to answer: an empty question is the same as none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from specgen.formats.yamlfile.write import write_value
from specgen.inputs.models.framework_codes import FRAMEWORK_AREAS
from specgen.inputs.models.question_text import OWN_WORDS, asked_for, differs, example
from specgen.inputs.models.section import Question

__all__ = ["BlankAnswers", "comment", "holds_answers", "is_any", "is_first", "is_needed", "more_questions",
           "wide_lines", "without_pointer"]  # fmt: skip

MORE_QUESTIONS: Final = "# More questions: "  # in front of what `specgen add` would put in
WIDTH: Final = 100
ONE_LINE: Final = 118
TWO_LINES: Final = 210
SHORT_ROW: Final = 6  # questions


@dataclass(frozen=True)
class BlankAnswers:
    """Which questions to write, how much help to give with each, and what is known already.

    `wanted` chooses among the questions of a group; with `has_whole_rows` all those of a short row are written.
    `is_full` gives every word on a question, and not one line.
    `ids` says what to write as the id of a new row, by the path of its list. `codes` are those of the framework.
    """

    wanted: Callable[[Question], bool]
    is_full: bool = False
    has_whole_rows: bool = False
    ids: Callable[[tuple[str, ...], Question], str] = lambda _path, _column: ""
    codes: tuple[tuple[str, str], ...] = ()

    def lines(self, question: Question, path: tuple[str, ...], known: object = None, depth: int = 0) -> list[str]:
        """Return a question, with those inside it, as lines of YAML."""
        indent = "  " * depth
        about = [*self._about(question), *_known_to_be(known, question)]
        lines = [line for text in about for line in self._comment(text, depth)]
        lines.append(f"{indent}{question.name}:")
        if question.kind == "rows":
            return lines if known is not None else [*lines, *self.row(question, path, depth + 1)]
        for child in self.children(question):
            lines += self.lines(child, (*path, child.name), _known_at(known, child.name), depth + 1)
        return lines

    def children(self, question: Question) -> list[Question]:
        """Return the questions of a group or row that are wanted; rows keep the name that others point at."""
        is_whole = self.has_whole_rows and question.kind == "rows" and len(question.questions) <= SHORT_ROW
        return [child for child in question.questions if is_whole or self.wanted(child) or _is_id(child, question)]

    def row(self, question: Question, path: tuple[str, ...], depth: int = 0) -> Iterator[str]:
        """Yield one row: its first line of YAML gets the dash."""
        has_dash = False
        for column in self.children(question):
            for line in self.lines(column, (*path, column.name), None, depth + 1):
                if has_dash or line.lstrip().startswith("#"):
                    yield line if has_dash else line[2:]
                    continue
                has_dash = True
                id = self.ids(path, column) if column.name == "id" else ""
                yield f"{'  ' * depth}- {line.lstrip()} {id}".rstrip()

    def _about(self, question: Question) -> list[str]:
        if not question.description:  # a group that only holds sections
            return []
        codes = [f"  {code}: {meaning}" for code, meaning in self._codes(question)]
        own = [f"  {OWN_WORDS}"] if question.takes_own_words and question.choices else []
        if not self.is_full:
            return [_help_line(question, has_codes=bool(codes)), *codes, *own]
        optional = "(optional) " if question.need == "optional" else ""
        text = f"{optional}{question.description}"
        if question.kind not in ("group", "rows", "text", "prose"):
            text += f" Answer: {asked_for(question)}."
        why = f"Why: {question.reason}" if question.reason else ""
        shown = example(question)
        listed = codes if question.refers_to else []
        return [text, *listed, why, f"Example: {shown}" if shown else ""]

    def _codes(self, question: Question) -> Sequence[tuple[str, str]]:
        """Return the codes to choose from that do not say themselves what they mean."""
        if question.refers_to == FRAMEWORK_AREAS:
            return self.codes
        return question.choices if any(differs(*choice) for choice in question.choices) else ()

    def _comment(self, text: str, depth: int) -> list[str]:
        return comment(text, depth) if self.is_full or len(text) > ONE_LINE - 2 * depth else [f"{'  ' * depth}# {text}"]


def is_first(question: Question) -> bool:
    """Whether a first draft needs it; rows that would have nothing but their id can wait."""
    if question.kind in ("group", "rows"):
        return any(is_first(child) for child in question.questions if not _is_id(child, question))
    return question.need == "first"


def is_any(_question: Question) -> bool:
    return True


def is_needed(question: Question) -> bool:
    """Whether the model asks for it: it becomes an open point when it is left out."""
    return question.need != "optional"


def comment(text: str, depth: int = 0) -> list[str]:
    """Return a text as comment lines."""
    start = "  " * depth + "# "
    inner = "    " if text.startswith("  ") else ""
    return wrap(text, WIDTH, initial_indent=start, subsequent_indent=start + inner, break_on_hyphens=False)


def wide_lines(texts: Sequence[tuple[str, str]], depth: int = 0) -> list[str]:
    """Return comment lines in two columns."""
    width = max((len(left) for left, _ in texts), default=0)
    return [f"{'  ' * depth}#   {left:<{width}}  {right}"[:ONE_LINE].rstrip() for left, right in texts]


def without_pointer(text: str, name: str, title: str, *, is_all: bool) -> str:
    """Return a text of answers without the comment that says how to put in a section: it is there now."""
    more = more_questions(name)
    lines = [
        line
        for line in text.splitlines(keepends=True)
        if not (is_all and line.lstrip().startswith(more)) and line.split() != ["#", name, *title.split()]
    ]
    return "".join(lines)


def holds_answers(text: bytes, older: bytes) -> bool:
    """Whether each line of an older text of answers still stands in a text, in its order. An answer may have come
    behind a colon, and a comment that says what to add may be gone.
    """
    left = iter([line.rstrip() for line in text.splitlines()])
    wanted = [line.rstrip() for line in older.splitlines() if not _is_pointer(line)]
    return all(any(_is_line(line, one) for line in left) for one in wanted)


def _is_line(line: bytes, wanted: bytes) -> bool:
    return line == wanted or (wanted.endswith(b":") and line.startswith(wanted + b" "))


def _is_pointer(line: bytes) -> bool:
    return line.lstrip().startswith(MORE_QUESTIONS.encode()) or (line.startswith(b"#   ") and line[4:5].islower())


def more_questions(name: str) -> str:
    return f"{MORE_QUESTIONS}specgen add {name} --all "


def _help_line(question: Question, *, has_codes: bool) -> str:
    """Return as much help as one line holds, two where the rule needs them: the question, its form, an example."""
    optional = "(optional) " if question.need == "optional" else ""
    text = optional + _as_long_as_fits(question.description)
    parts = []
    if question.kind in ("integer", "number") and question.unit and question.unit not in text:
        parts.append(f"In {question.unit.removeprefix('in ')}.")
    if question.kind == "yes_no":
        parts.append("yes or no.")
    if question.choices and not has_codes:
        parts.append(f"One of: {', '.join(code for code, _ in question.choices)}.")
    if question.refers_to and question.refers_to != FRAMEWORK_AREAS:
        parts.append(f"From {question.refers_to}.")
    if (shown := example(question)) and not has_codes and question.name != "id":
        parts.append(f"Example: {' '.join(shown.split())}")  # its second line would be no comment
    for part in parts:
        most = ONE_LINE - 12 if len(text) <= ONE_LINE - 12 else TWO_LINES - 30  # a second line that there is takes more
        if len(text) + len(part) + 1 <= most:
            text = f"{text} {part}"
    return text


def _as_long_as_fits(text: str) -> str:
    """Return the sentences of a text, as many as two lines hold: what follows a colon is the rule."""
    sentences = re.split(r"(?<=[.?!]) ", " ".join(text.split()))
    lines = sentences[0]
    for sentence in sentences[1:]:
        if len(lines) + len(sentence) + 1 > TWO_LINES:
            break
        lines = f"{lines} {sentence}"
    return lines


def _known_to_be(known: object, question: Question) -> list[str]:
    if known is None or question.kind == "group":
        return []
    if isinstance(known, list) and any(isinstance(row, Mapping) for row in known):
        rows = "1 row" if len(known) == 1 else f"{len(known)} rows"
        return [f"The council's answer: {rows}, in its council.yaml. Leave this empty to use them."]
    return [f"The council's answer: {write_value(known)}. Leave this empty to use it."]


def _known_at(known: object, name: str) -> object:
    return known.get(name) if isinstance(known, Mapping) else None


def _is_id(child: Question, question: Question) -> bool:
    return question.kind == "rows" and child.name == "id"
