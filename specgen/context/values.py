"""Show answers to templates: values, choices, groups, open points and what is absent.

A template writes `{{ availability.start }}` and need not know whether the question was answered. Its own attributes
are all private, so that a question may have any name (`title`, `items`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup, escape

from specgen.context.render_log import OpenPointRow, RenderLog
from specgen.inputs.models.model import Question, Section
from specgen.problems import Place, Problem, WrongInput

HOLDING = ("group", "rows", "list")  # the kinds of questions whose answers hold other answers
PRINTED: Final = ("text", "prose", "date", "time", "integer", "number", "choice", "list")  # and never by yes or no
JINJA_WORDS: Final = {None: "none", True: "true", False: "false"}
BREAK_OUT = '</w:t>%s<w:t xml:space="preserve">'  # out of the text of a run and into it again


class QuestionPath(NamedTuple):
    """Where a question stands: its section and the path of its answer, rows by their id."""

    section: Section
    path: tuple[str, ...]
    log: RenderLog

    def below(self, step: str) -> QuestionPath:
        return QuestionPath(self.section, (*self.path, step), self.log)


class Choice(str):
    """A chosen code that prints its label: equal to `daytime`, shown as `by day`."""

    __slots__ = ("_label", "_log")
    _label: str
    _log: RenderLog
    __hash__ = str.__hash__

    def __new__(cls, code: str, label: str, log: RenderLog) -> Choice:
        made = super().__new__(cls, code)
        made._label = label
        made._log = log
        return made

    def __eq__(self, other: object) -> bool:
        """A code such as none or true, written without quotation marks, is a word of Jinja's own."""
        return (
            str.__eq__(self, JINJA_WORDS[other])
            if other is None or isinstance(other, bool)
            else str.__eq__(self, other)
        )

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __html__(self) -> str:
        return str(Markup.escape(self._log.fill(self._label) if "{" in self._label else self._label))


class OpenPoint:
    """A question without an answer. Prints a placeholder, is true in an `if`, equal to nothing, and passes
    through filters.
    """

    __slots__ = ("_place", "_question", "_root")

    def __init__(self, question: Question, place: QuestionPath, root: OpenPoint | None = None) -> None:
        self._question = question
        self._place = place
        self._root = root  # the missing list that this is a column of

    def __html__(self) -> str:
        root = self._root or self
        points, key = self._place.log.points, key_of(root)
        if key not in points:
            points[key] = open_point_row(root)
        awaited = _awaited(root)
        asked = root._question if self._question.name == "id" else self._question  # the id of a row says nothing
        text = f"[To complete: {self._place.log.reword(_title_of(asked))}{awaited}]"
        cell = f' cell="[To complete{escape(awaited)}]"' if awaited else ""
        cell = ' cell="[…]"' if asked is root._question is not self._question else cell  # a narrow column
        return BREAK_OUT % f'<sg:point key="{escape(key)}" text="{escape(text)}"{cell}/>'

    def __str__(self) -> str:
        return Markup(self.__html__())  # noqa: S704   what Jinja puts together stays a placeholder

    def __iter__(self) -> Iterator[OpenPoint]:
        yield OpenPoint(self._question, self._place, self._root or self)

    def __len__(self) -> int:
        return 1

    def __bool__(self) -> bool:
        """An optional yes or no that is awaited decides nothing yet."""
        return not (self._question.need == "optional" and self._question.kind == "yes_no")

    def __getitem__(self, step: str | int) -> OpenPoint | Absent:
        if isinstance(step, int) or self._question.refers_to:  # a column of the row that the missing answer would name
            return self
        child = question_named(self._question, step)
        if child.need == "optional":
            return Absent(child, self._place.below(step))
        return OpenPoint(child, self._place.below(step), self._root or self)

    def __lt__(self, other: object) -> bool:
        return False

    __gt__ = __le__ = __ge__ = __lt__


class Absent:
    """An optional question without an answer. False, empty, and an error when it is printed."""

    __slots__ = ("_place", "_question")

    def __init__(self, question: Question, place: QuestionPath) -> None:
        self._question = question
        self._place = place

    def __html__(self) -> str:
        path = ".".join(self._place.path)
        raise WrongInput(
            Problem(
                Place(),  # whichever template prints it: the traceback knows
                f"prints {path}, an optional question that has no answer here",
                f"put {{%p if {path} %}} and {{%p endif %}} around it",
                "absent",
            )
        )

    __str__ = __html__

    def __iter__(self) -> Iterator[Absent]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return False

    def __getitem__(self, step: str) -> Absent:
        return Absent(question_named(self._question, step), self._place.below(step))

    def __lt__(self, other: object) -> bool:
        return False

    __gt__ = __le__ = __ge__ = __lt__


class Group:
    """The answers of a group or of one row, each by the name of its question."""

    __slots__ = ("_place", "_question", "_values")

    def __init__(self, values: Mapping[str, object], question: Question, place: QuestionPath) -> None:
        self._values = values
        self._question = question
        self._place = place

    def __getitem__(self, step: str) -> object:
        child = self._question.by_name[step]
        self._place.log.answers.add((self._place.path, step))
        return self._answer(child)

    def _answer(self, child: Question) -> object:
        self._place.log.reads.add((self._place.path, child.name))
        value = self._values.get(child.name)
        if value is not None and child.kind not in HOLDING:
            return _labelled(value, child, self._place) if child.choices else value
        return template_value(value, child, self._place.below(child.name))

    def __bool__(self) -> bool:
        return True


class Record:
    """Derived facts by name, for a template: like a group, but with texts, rows or groups of our own in it."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    def __getitem__(self, step: str) -> object:
        return self._values[step]

    def __bool__(self) -> bool:
        return True


def answer_tested(group: Group, step: str) -> object:
    """Return an answer to a condition that asks only whether there is one: by that a text or a number is not printed,
    but a yes, a no or a choice decides what is.
    """
    child = question_named(group._question, step)
    decides = child.kind == "yes_no" or child.choices
    return group[step] if decides else group._answer(child)


def code_of(value: object) -> str:
    """Return the code of a choice, or an empty text if there is no answer."""
    return value if isinstance(value, str) else ""


def template_value(value: object, question: Question, place: QuestionPath) -> object:
    """Return what a template sees of one answer."""
    if question.kind == "group":
        if value is None and question.need == "optional" and not _is_awaited_in(place):
            return Absent(question, place)
        return Group(value if isinstance(value, Mapping) else {}, question, place)
    if value is None:
        is_absent = question.need == "optional" and ".".join(place.path) not in place.log.awaited
        return Absent(question, place) if is_absent else OpenPoint(question, place)
    if question.kind == "rows":
        return tuple(_rows(value, question, place)) if isinstance(value, Sequence) else ()
    if question.kind == "list":
        return tuple(_labelled(one, question, place) for one in value) if isinstance(value, Sequence) else ()
    return _labelled(value, question, place)


def _is_awaited_in(place: QuestionPath) -> bool:
    inside = f"{'.'.join(place.path)}."
    return any(path.startswith(inside) for path in place.log.awaited)


def _labelled(value: object, question: Question, place: QuestionPath) -> object:
    """Return a chosen code so that it prints its label; anything else as it is."""
    label = question.labels.get(value) if question.choices and isinstance(value, str) else None
    return value if label is None else Choice(str(value), label, place.log)


def _rows(values: Sequence[object], question: Question, place: QuestionPath) -> Iterator[Group]:
    for index, row in enumerate(values, 1):
        answers = row if isinstance(row, Mapping) else {}
        inner = place.below(str(answers.get("id") or index))
        place.log.name_row(inner.path, answers, question)
        yield Group(answers, question, inner)


def question_named(question: Question, step: str) -> Question:
    """Return a question's child by name. Raises KeyError, which Jinja turns into an unknown name."""
    return question.by_name[step]


def known_names(value: object) -> tuple[str, ...]:
    """Return the names that a template may write behind a value and a dot."""
    if isinstance(value, Group | OpenPoint | Absent):
        return tuple(child.name for child in value._question.questions)
    if isinstance(value, Record):
        return tuple(value._values)
    if isinstance(value, Mapping):
        return tuple(str(key) for key in value)
    return tuple(getattr(value, "_known", ()))  # terms and their forms


def key_of(point: OpenPoint) -> str:
    """Return an open point's key: the path of the missing answer."""
    return ".".join(point._place.path)


def open_point_row(point: OpenPoint) -> OpenPointRow:
    """Return what there is to say about an open point."""
    section, question, reword = point._place.section, point._question, point._place.log.reword
    said = reword(question.description), reword(question.reason)
    return OpenPointRow(key_of(point), section.title, section.id, point_title(point) + _awaited(point), *said)


def point_title(point: OpenPoint) -> str:
    """Return what is missing at an open point, and in which rows."""
    path, names, section = point._place.path, point._place.log.row_names, point._place.section
    rows = [path[: end + 1] for end in range(len(section.at), len(path) - 1) if not path[end].islower()]
    where = [names.get(row, row[-1]) for row in rows]  # the ids of rows: M1, O2
    return point._place.log.reword(_title_of(point._question, *where))


def waits_in_its_place(point: OpenPoint) -> bool:
    """Whether an open point is optional and awaited, and nothing but its words depends on the answer."""
    question = point._question
    return question.need == "optional" and question.kind in PRINTED and point._root is None


def is_awaited(point: OpenPoint) -> bool:
    return key_of(point) in point._place.log.awaited


def _awaited(point: OpenPoint) -> str:
    words = point._place.log.awaited.get(key_of(point), "")
    return f"; awaited: {words}" if words else ""


def _title_of(question: Question, *rows: str) -> str:
    """Return a question's title with the rows it is asked of, and the number that is suggested for its answer."""
    title = f"{question.title} ({', '.join(rows)})" if rows else question.title
    return f"{title}; suggested: {question.suggestion}" if question.suggestion else title
