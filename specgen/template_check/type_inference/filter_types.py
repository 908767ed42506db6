"""List what each filter gives, and which of them name a column of the rows they get. Data only."""

from __future__ import annotations

from typing import Final

from specgen.template_check.type_inference.value_types import ANY, NUMBER, TEXT, ListType, RecordType, ValueType

ALIKE: Final = ("list", "sort", "unique")  # filters that hand on the rows they get
PASSING: Final = (
    "count",
    "several",
    "within",
    "by_day",
    "money",
    "pounds",
    "percent",
    "upper_first",
    "lower_first",
    "upper",
    "lower",
    "trim",
    "in_unit",
)
GIVES: Final[dict[str, ValueType]] = {
    **dict.fromkeys(("length", "sum_of", "round"), NUMBER),
    **dict.fromkeys(("join", "and_list", "or_list", "about_people"), TEXT),
    "target": ANY,
    "paragraphs": ListType(TEXT),
    "targets": ListType(RecordType({"number": NUMBER, "words": ANY}, "answer or name")),
}
COLUMN_AT: Final = {  # which argument names a column of the rows
    **dict.fromkeys(("sum_of", "row_where", "selectattr", "rejectattr"), 0),
    **dict.fromkeys(("join", "unique"), 1),
    "sort": 2,
}
SAME_AS: Final = ("equalto", "==", "eq", "!=", "ne", "in")
