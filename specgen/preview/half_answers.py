"""Read answers that are still being written: what is wrong in them is said, and stands open in the draft.

A draft is refused while something in its answers is wrong. A preview shows what there is: an answer that does not fit
is left out like one that was never given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from specgen.context.context import Facts
from specgen.formats.yamlfile.yaml_file import ValuePath, YamlFile
from specgen.generate import facts_of, framework_of, named_model_id
from specgen.inputs.answers.answers import Answers
from specgen.inputs.answers.consistency import consistent, foreign
from specgen.inputs.answers.validate import validate_answers
from specgen.inputs.council.council import Council
from specgen.inputs.council.defaults import with_defaults
from specgen.inputs.models.framework_codes import rows_of_data
from specgen.inputs.models.model import refuse_unfit
from specgen.problems import Problem, WrongInput, path_steps
from specgen.templates.library import Library

__all__ = ["HalfAnswers", "read_half_answers", "without_answers"]

USUAL: Final = "england"  # whose words and law are shown as long as nobody has said which


@dataclass(frozen=True)
class HalfAnswers:
    """The facts of a draft as far as they are known, and what does not fit its question."""

    facts: Facts
    problems: tuple[Problem, ...]

    @property
    def contradictions(self) -> tuple[Problem, ...]:
        """What is wrong between answers, each of which fits. To look for them takes as long as to read the answers."""
        answers, facts = self.facts.answers, self.facts
        return (*consistent(answers, facts.model), *foreign(answers, facts.framework))


def read_half_answers(
    answers: YamlFile, council: Council, library: Library, today: date, asked_by: Callable[[str], Sequence[str]]
) -> HalfAnswers:
    """Return what answers say, however little that is; `asked_by` as for `validate_answers`. Raises WrongInput if they
    name no model that there is.
    """
    given, of_defaults = with_defaults(answers, council)
    model = library.model(named_model_id(given, council, ()))
    refuse_unfit(model)
    lists = rows_of_data(framework_of(given, library))
    typed, invalid = validate_answers(given, model, council, lists, asked_by)
    sound = without_answers(typed, invalid)
    country = str(council.facts.get("jurisdiction") or USUAL)
    try:
        facts = facts_of(sound, model, library, today, council, country)
    except WrongInput as error:  # words of the contract's own that two concepts have
        invalid = (*invalid, *error.problems)
        facts = facts_of(without_answers(typed, invalid), model, library, today, council, country)
    return HalfAnswers(facts, tuple(dict.fromkeys((*of_defaults, *invalid))))


def without_answers(answers: Answers, problems: Iterable[Problem]) -> Answers:
    """Return answers without those that are wrong by some problems."""
    wrong = {problem.place.path for problem in problems if problem.level == "error" and problem.place.path}
    if not wrong:
        return answers
    values: dict[str, Any] = deepcopy(dict(answers.values))
    for path in sorted(map(path_steps, wrong), key=_order, reverse=True):  # of a list the last first
        _take_out(values, path)
    return replace(answers, values=values)


def _order(path: ValuePath) -> list[tuple[bool, str | int]]:
    return [(isinstance(step, str), step) for step in path]


def _take_out(values: object, path: ValuePath) -> None:
    """Take out the answer at a path; a row is left without answers, so that the others keep their places."""
    holder: Any = values
    for step in path[:-1]:
        holder = _inside(holder, step)
    last = path[-1]
    if isinstance(holder, dict) and isinstance(last, str):
        holder.pop(last, None)
    elif isinstance(holder, list) and isinstance(last, int) and 0 <= last < len(holder):
        holder[last : last + 1] = [{}] if isinstance(holder[last], dict) else []


def _inside(holder: object, step: str | int) -> object:
    if isinstance(holder, Mapping):
        return holder.get(str(step))
    return holder[step] if isinstance(holder, list) and isinstance(step, int) and 0 <= step < len(holder) else None
