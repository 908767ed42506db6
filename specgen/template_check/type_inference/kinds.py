"""Name the kind of a value, and say which values of two kinds are compared: Jinja just finds them unequal."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from specgen.template_check.type_inference.filter_types import COLUMN_AT
from specgen.template_check.type_inference.messages import constant, key_of, near_to
from specgen.template_check.type_inference.value_types import (
    ANY,
    NUMBER,
    ListType,
    PlainType,
    QuestionType,
    RecordType,
    TupleType,
    ValueType,
    element_of,
)

KIND: Final = "kind"  # the rule that things of different kinds are not found equal
ABSENT: Final = "absent"  # the rule that what is printed has an answer
OPERANDS: Final = "operands"  # the rule that numbers are reckoned with, and like compared with like
DRAWN: Final = (KIND, "choice", "section", "loop", ABSENT)  # of these a draft is made: the condition is only never true
DIVISIONS: Final = ("Div", "FloorDiv", "Mod")
OF_LISTS: Final = (
    "and_list",
    "or_list",
    "join",
    "sum_of",
    "first",
    "last",
    "length",
    "sort",
    "unique",
    "list",
    "map",
    "select",
    "reject",
    "selectattr",
    "rejectattr",
    "row_where",
)
OF_ROWS: Final = ("target", "targets", "yearly_targets", "about_people")
JOINING: Final = ("and_list", "or_list", "join")
ORDER: Final = ("gt", "gteq", "lt", "lteq")
TEXTS, NUMBERS, DATES, YES_NOS, LISTS, GROUPS = "a text", "a number", "a date", "yes or no", "a list", "a group"
OF_QUESTIONS: Final = {
    "text": TEXTS,
    "prose": TEXTS,
    "choice": TEXTS,
    "time": TEXTS,
    "date": DATES,
    "integer": NUMBERS,
    "number": NUMBERS,
    "yes_no": YES_NOS,
    "rows": LISTS,
    "list": LISTS,
    "group": GROUPS,
    "row": GROUPS,
}
OF_PYTHON: Final = {str: TEXTS, bool: YES_NOS, int: NUMBERS, Decimal: NUMBERS, datetime.date: DATES}


def kind_of(type_: ValueType) -> str:
    """Return the kind of a value; empty if it is not certain."""
    if isinstance(type_, QuestionType):
        kinds = {one.kind for one in type_.questions} if not type_.is_row else {type_.kind}
        named = {OF_QUESTIONS.get(kind, "") for kind in kinds}
        return named.pop() if len(named) == 1 else ""
    if isinstance(type_, PlainType):
        return OF_PYTHON.get(type_.kind, "")
    if isinstance(type_, ListType | TupleType):
        return LISTS
    return GROUPS if isinstance(type_, RecordType) and not type_.prints else ""


def a_kind(type_: ValueType) -> str:
    """Return a kind as people call it."""
    if isinstance(type_, QuestionType) and type_.kind in ("choice", "time"):
        return f"a {type_.kind}"
    return kind_of(type_)


def constant_type(node: Any) -> ValueType:
    """Return the type of what stands in a template as it is: "text", 5, true."""
    if type(node).__name__ != "Const":
        return ANY
    return PlainType(type(node.value)) if isinstance(node.value, str | bool | None) else NUMBER


def comparison_faults(
    left: tuple[Any, ValueType], right: tuple[Any, ValueType], op: str
) -> Iterator[tuple[str, str, str]]:
    """Yield message, remedy and rule where two things are compared that can never be equal, or have no order."""
    if op in ("in", "notin"):
        yield from _holding_faults(left, right)
        for item in right[0].items if type(right[0]).__name__ in ("List", "Tuple") else ():
            yield from comparison_faults(left, (item, constant_type(item)), "eq")
        return
    for (one, type_), (other, _) in ((left, right), (right, left)):
        is_none = type(other).__name__ == "Const" and other.value is None
        if is_none and isinstance(type_, QuestionType) and "none" not in type_.choices:
            remedy = f"write {key_of(one)} is answered, or leave the comparison out"
            rule = OPERANDS if op in ORDER else KIND
            yield f"{key_of(one)} is never none: an answer that is not there is no none", remedy, rule
            return
    kinds = kind_of(left[1]), kind_of(right[1])
    if "" not in kinds and kinds[0] != kinds[1]:
        answer, other = (left, right) if isinstance(left[1], QuestionType) else (right, left)
        message = f"compares {key_of(answer[0])}, {a_kind(answer[1])}, with {key_of(other[0])}, {a_kind(other[1])}"
        yield message, _remedy(a_kind(answer[1]), kind_of(other[1]), other[0]), OPERANDS if op in ORDER else KIND


def _holding_faults(left: tuple[Any, ValueType], right: tuple[Any, ValueType]) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong where something is looked for in what holds nothing, or in a text and is none."""
    kind, sought = kind_of(right[1]), kind_of(left[1])
    if _holds_nothing(right[1]):
        yield (
            f"looks for {key_of(left[0])} in {key_of(right[0])}, {a_kind(right[1])}",
            "name a list or a text",
            OPERANDS,
        )
    elif kind == TEXTS and sought in (NUMBERS, DATES, YES_NOS, LISTS):
        message = f"looks for {key_of(left[0])}, {a_kind(left[1])}, in the text {key_of(right[0])}"
        yield message, "look for a text", OPERANDS


def _holds_nothing(type_: ValueType) -> bool:
    """Whether nothing can be looked for in a value, or gone through: no list, no text, and no group but an answer's."""
    kind = kind_of(type_)
    return kind in (NUMBERS, DATES, YES_NOS) or (kind == GROUPS and isinstance(type_, QuestionType))


def reckoning_faults(
    left: tuple[Any, ValueType], right: tuple[Any, ValueType], op: str
) -> Iterator[tuple[str, str, str]]:
    """Yield message, remedy and rule where something else than numbers is reckoned with."""
    kinds = kind_of(left[1]), kind_of(right[1])
    if op == "Add" and (kinds[0] == kinds[1] or set(kinds) == {TEXTS, ""}):
        kinds = ("", "") if DATES not in kinds else kinds  # texts and lists are put together
    elif op == "Add" and TEXTS in kinds:
        message = f"adds {key_of(left[0])}, {a_kind(left[1])}, and {key_of(right[0])}, {a_kind(right[1])}"
        yield message, "write ~ to put texts together", OPERANDS
        return
    elif op == "Sub" and set(kinds) <= {DATES, ""}:
        return  # a number of days
    if op in DIVISIONS and type(right[0]).__name__ == "Const" and right[0].value == 0:
        yield f"divides {key_of(left[0])} by 0", "ask first whether it is 0", OPERANDS
    for (node, type_), kind, other in zip((left, right), kinds, reversed(kinds), strict=True):
        if kind:
            is_drawn = op == "Mul" and kind != DATES and other != TEXTS  # a text is written that many times
            yield from number_faults(node, type_, KIND if is_drawn else OPERANDS)


def number_faults(node: Any, type_: ValueType, rule: str = OPERANDS) -> Iterator[tuple[str, str, str]]:
    """Yield message, remedy and rule for what is reckoned with and is no number."""
    if kind_of(type_) not in ("", NUMBERS):
        yield f"reckons with {key_of(node)}, {a_kind(type_)}", "name an answer that is a number", rule


def column_of(node: Any) -> object:
    """Return the name of the column that a filter takes; None if it names none, or one that is worked out."""
    named = next((one.value for one in node.kwargs if one.key in ("attribute", "column")), None)
    if named is None and len(node.args) > COLUMN_AT.get(node.name, len(node.args)):
        named = node.args[COLUMN_AT[node.name]]
    return None if named is None else constant(named)


def choice_faults(type_: ValueType, other: Any, path: str) -> Iterator[tuple[str, str, str]]:
    """Yield message, remedy and rule where a choice is compared with what it can never be."""
    if not isinstance(type_, QuestionType) or type_.kind != "choice" or not type_.choices:
        return
    for one in other.items if type(other).__name__ in ("List", "Tuple") else [other]:
        code = constant(one)
        if isinstance(code, str) and code not in type_.choices:
            yield f'{path} is never "{code}"', near_to(code, type_.choices), "choice"


def item_faults(type_: ValueType, node: Any, number: object, sure: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """Yield message, remedy and rule for a number in brackets behind what has no items, or perhaps not so many."""
    path, kind = key_of(node.node), kind_of(type_)
    if not isinstance(number, int):
        return
    if isinstance(type_, TupleType) and number >= len(type_.items):
        yield f"takes item {number + 1} of {len(type_.items)}", "count from [0]", OPERANDS
    elif kind in (NUMBERS, DATES, YES_NOS, GROUPS):
        yield f"takes item {number + 1} of {path}, {a_kind(type_)}", "name a list, or an answer inside it", OPERANDS
    elif kind == LISTS and number > 0 and not isinstance(type_, TupleType) and path not in sure:
        remedy = f"put {{% if {path} | length > {number} %}} and {{% endif %}} around it"
        yield f"takes item {number + 1} of {path}; if there are fewer the draft stops here", remedy, ABSENT


def filter_faults(filter_: str, arguments: int, given: tuple[Any, ValueType]) -> Iterator[tuple[str, str, str]]:
    """Yield message, remedy and rule where a filter for lists is given something else, or puts whole rows together."""
    node, type_ = given
    kind = kind_of(type_)
    if filter_ in OF_LISTS and _holds_nothing(type_):
        yield f"{filter_} goes through {key_of(node)}, {a_kind(type_)}, as if it were a list", "name a list", OPERANDS
    if filter_ in OF_ROWS and kind not in ("", GROUPS):
        yield f"{filter_} takes {key_of(node)}, {a_kind(type_)}, for a row", "name a row", OPERANDS
    if filter_ == "sort" and arguments == 0 and kind_of(element_of(type_)) == GROUPS:
        remedy = f'name a column: {key_of(node)} | sort(attribute="name")'
        yield f"sort does not say by what the rows of {key_of(node)} are put in order", remedy, OPERANDS
    if filter_ in JOINING and arguments < 2 and kind_of(element_of(type_)) == GROUPS:
        remedy = f'name a column: {key_of(node)} | map(attribute="name") | {filter_}'
        yield f"{filter_} puts the rows of {key_of(node)} together, and a row has no words of its own", remedy, OPERANDS


def _remedy(wanted: str, given: str, other: Any) -> str:
    if wanted == NUMBERS and given == TEXTS and type(other).__name__ == "Const":
        return f"write {other.value} without quotation marks"
    if wanted in (TEXTS, "a choice", "a time") and type(other).__name__ == "Const":
        return f'write it in quotation marks: "{str(other.value).lower()}"'
    if wanted == YES_NOS:
        return "write {% if name %} or {% if not name %}, without a comparison"
    if wanted == LISTS:
        return "write name | length to compare how many there are, or go through it with a loop"
    if wanted == DATES:
        return "compare it with another date, such as {{ contract.start }}"
    return "compare like with like"
