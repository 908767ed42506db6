"""Say in words what an expression is called, what was meant, and why something cannot be printed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from specgen.formats.word.elements import shortened
from specgen.template_check.type_inference.known_names import KnownNames
from specgen.template_check.type_inference.scope import Scope
from specgen.template_check.type_inference.value_types import (
    YES_NO,
    FunctionType,
    ListType,
    PlainType,
    QuestionType,
    RecordType,
    TupleType,
    ValueType,
    either,
    known_behind,
)
from specgen.template_check.type_inference.written import written


def key_of(node: Any) -> str:
    """Return what an expression is called: availability.night; one without a name is called as it is written."""
    kind = type(node).__name__
    if kind == "Name":
        return str(node.name)
    if kind == "Getattr":
        return f"{key_of(node.node)}.{node.attr}"
    if kind == "Getitem" and isinstance(constant(node.arg), str | int):
        return f"{key_of(node.node)}.{constant(node.arg)}"
    if kind == "Call" and type(node.node).__name__ == "Name":
        return f"{node.node.name}({', '.join(key_of(one) for one in node.args)})"
    if kind == "Const":
        return f'"{node.value}"' if isinstance(node.value, str) else str(node.value)
    if kind == "Filter" and node.node is not None:
        return f"{key_of(node.node)} | {node.name}"
    return shortened(written(node))


def constant(node: Any) -> object:
    return node.value if type(node).__name__ == "Const" else None


def both(one: ValueType, other: ValueType) -> ValueType:
    """Return what two items of a list are together; pairs are compared one by one."""
    if isinstance(one, TupleType) and isinstance(other, TupleType) and len(one.items) == len(other.items):
        return TupleType(tuple(either(a, b) for a, b in zip(one.items, other.items, strict=True)))
    return either(one, other)


def no_step(type_: ValueType, path: str, step: str) -> tuple[str, str]:
    if isinstance(type_, QuestionType) and type_.kind in ("rows", "list"):
        return f"{path} is a list and has no {step} of its own", f"go through it: {{% for one in {path} %}}"
    if isinstance(type_, QuestionType) and type_.questions[0].refers_to and type_.kind in ("text", "choice"):
        rows = type_.questions[0].refers_to
        return f"{path} is the id of a row and has no {step}", f'write row("{rows}", {path}).{step}'
    if isinstance(type_, FunctionType):
        return f"{path} is a function here, and no row", "write the name that the loop round it gives to a row"
    what = type_.what if isinstance(type_, RecordType) else "answer or name"
    return f'there is no {what} "{path}.{step}"', near_to(step, known_behind(type_))


def unknown_name(wanted: str, scope: Scope, known: KnownNames, ended: Container[str]) -> tuple[str, str]:
    message = f'there is no answer or name "{wanted}"'
    if wanted in scope.hidden:
        remedy = "write the word scoped behind the block's name, so that it sees the loop round it"
        return f'the block does not see "{wanted}" of the loop round it', remedy
    if wanted in ended:
        return f"{message} behind its loop", "print it inside the loop that gives it"
    near = (*get_close_matches(wanted, [*scope.names, *known.roots], 1), known.paths.get(wanted, ""))[0]
    return message, f'did you mean "{near}"?' if near else "specgen questions shows every answer there is"


def lost(name: str) -> tuple[str, str, str]:
    """Return what there is to say of a name that is read after a loop has set it."""
    message = f"reads {name} as it was before: what a loop or a block sets is lost after it"
    return message, "print it where it is set, or use a filter in place of the loop, such as selectattr", "loop"


def no_section(id: str, known: Iterable[str]) -> tuple[str, str, str]:
    return f'there is no section "{id}"', meant(id, known, "specgen questions shows the sections"), "section"


def no_column(path: str, rows: Any, row: ValueType) -> tuple[str, str]:
    return f'there is no column "{path}" in {key_of(rows)}', near_to(path, known_behind(row))


def no_rows(path: str, known: Iterable[str]) -> tuple[str, str]:
    remedy = meant(path, known, f"there are: {', '.join(sorted(known))}")
    return f'there is no list of rows with an id "{path}"', remedy


def meant(wanted: str, known: Iterable[str], otherwise: str) -> str:
    near = get_close_matches(wanted, list(known), 1)
    return f'did you mean "{near[0]}"?' if near else otherwise


def near_to(wanted: str, known: tuple[str, ...]) -> str:
    more = ", and more" if len(known) > 12 else ""
    others = f"there are: {', '.join(known[:12])}{more}" if known else "take the words behind the dot out"
    return meant(wanted, known, others)


def printable(type_: ValueType) -> tuple[str, str] | None:
    """Return why something cannot be printed as it is, and what would be right; None if it can."""
    kind = type_.kind if isinstance(type_, QuestionType) else ""
    if isinstance(type_, ListType | TupleType) or kind in ("rows", "list"):
        return "a list cannot be printed as it is", "use a loop, or the filter and_list"
    if (
        kind in ("group", "row")
        or (isinstance(type_, RecordType) and not type_.prints)
        or isinstance(type_, FunctionType)
    ):
        return "this is no answer that can be printed", "name one of the answers inside it"
    if isinstance(type_, PlainType) and type_.kind is type(None):
        return "nothing has no words of its own", "say it in words with if and else"
    if kind == "yes_no" or type_ == YES_NO:
        return "yes or no has no words of its own", "say it in words with if and else"
    return None


def walked(node: Any) -> Iterator[Any]:
    """Yield a node and everything below it."""
    yield node
    for child in node.iter_child_nodes():
        yield from walked(child)
