"""Find which answers of two drafts differ, by the paths under which templates read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from specgen.context.render_log import AnswerKey

__all__ = ["differing_answers"]


def differing_answers(
    before: Mapping[str, object], after: Mapping[str, object], path: tuple[str, ...] = ()
) -> Iterator[AnswerKey]:
    """Yield the path of each answer that is another one, or is there only once. Of a list of rows that are not the same
    rows the list is named, and of the same rows the answers in them.
    """
    for name in {*before, *after}:
        one, other = before.get(name), after.get(name)
        if one == other:
            continue
        rows, others = _rows(one), _rows(other)
        if isinstance(one, Mapping) and isinstance(other, Mapping):
            yield from differing_answers(one, other, (*path, name))
        elif rows is not None and others is not None and rows.keys() == others.keys():
            for key, row in rows.items():
                yield from differing_answers(row, others[key], (*path, name, key))
        else:
            yield path, name


def _rows(value: object) -> dict[str, Mapping[str, object]] | None:
    """Return rows by their id or number, in their order; None for anything else, and for two rows of one id."""
    if not isinstance(value, Sequence) or isinstance(value, str) or not all(isinstance(row, Mapping) for row in value):
        return None
    rows = {str(row.get("id") or number): row for number, row in enumerate(value, 1)}
    return rows if len(rows) == len(value) else None
