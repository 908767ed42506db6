"""Write the texts of a list one by one, so that comments between those that stay are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from specgen.formats.yamlfile.edit.editor import add_row, remove, set_value
from specgen.formats.yamlfile.edit.nested_values import value_of
from specgen.formats.yamlfile.write import write_value
from specgen.formats.yamlfile.yaml_file import ValuePath, read
from specgen.problems import Problem

__all__ = ["write_texts"]

Step = Callable[[str], str | Problem]


def write_texts(text: str, path: ValuePath, before: Sequence[str], after: Sequence[str], file: str) -> str | Problem:
    """Return the text with a list changed from some texts to others, as a whole where its items are no texts."""
    yaml, _ = read(text, file)
    there = None if yaml is None else value_of(yaml.values, path)
    if not isinstance(there, list) or len(there) != len(before):  # an empty item is no text
        return set_value(text, path, list(after), file=file)
    for step in [*_steps(path, before, after, file)]:
        edited = step(text)
        if isinstance(edited, Problem):
            return edited
        text = edited
    return text


def _steps(path: ValuePath, before: Sequence[str], after: Sequence[str], file: str) -> Iterator[Step]:
    """Yield the changes from the end of the list to its start, so that the numbers of the rest stay."""
    for _, start, end, first, last in reversed(SequenceMatcher(None, before, after, autojunk=False).get_opcodes()):
        old, new = [*before[start:end]], [*after[first:last]]
        shared = min(len(old), len(new))
        for item in new[shared:]:
            if end < len(before):  # a text between two others
                yield lambda text: set_value(text, path, list(after), file=file)
                return
            yield lambda text, item=item: add_row(text, path, f"- {write_value(item)}", file=file)  # type: ignore[misc]
        for number in reversed(range(start + shared, end)):
            yield lambda text, number=number: remove(text, (*path, number), file=file)  # type: ignore[misc]
        for number, item in enumerate(new[:shared], start):
            if before[number] != item:
                yield lambda text, at=(*path, number), item=item: set_value(text, at, item, file=file)  # type: ignore[misc]
