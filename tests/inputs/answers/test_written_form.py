"""Give answers in another form than their question asks for."""

from __future__ import annotations

import pytest

from specgen import generate as spine
from specgen.formats.yamlfile.yaml_file import read
from tests.drafts.test_golden import DAY

START = "model: care-planning\ndocument: {jurisdiction: wales}\n"
STOP = "ends with a full stop, and is printed inside a sentence that has its own; take the full stop away"
WARNED = [
    ("introduction: {aim: People live at home.}", f"introduction.aim: {STOP}"),
    ("introduction: {aim: People live at home (all of them).}", f"introduction.aim: {STOP}"),
    ("scope: {groups: [older people, younger people.]}", f"scope.groups[2]: {STOP}"),
    (
        'scope: {description: "We will:\\n- do this\\n• do that\\n1. and this"}',
        "scope.description: has 3 lines that start like the items of a list, and is printed as running text; write"
        " whole sentences, with an empty line between two paragraphs",
    ),
]


@pytest.mark.parametrize(("answer", "said"), WARNED, ids=[said.partition(":")[0] for _, said in WARNED])
def test_an_answer_in_another_form_than_its_question_asks_for_is_a_warning(answer: str, said: str) -> None:
    (warning,) = _forms(answer)
    assert warning.partition(": warning: ")[2] == f"{said} [form]"


@pytest.mark.parametrize(
    "answer",
    [
        "introduction: {aim: People live at home}",
        "introduction: {aim: 'People wash, dress, eat etc.'}",
        "introduction: {aim: 'Adults of Help at Home Ltd.'}",
        "scope: {description: The service helps people. They choose how.}",
        "scope: {description: 'It is open 7 - 10, or as agreed.'}",
    ],
)
def test_an_answer_in_the_form_of_its_question_is_no_warning(answer: str) -> None:
    assert _forms(answer) == []


def _forms(answer: str) -> list[str]:
    answers, problems = read(f"{START}{answer}\n", "answers.yaml")
    assert answers is not None
    warnings = spine.draft(answers, None, today=DAY, known=problems).warnings
    return [str(warning) for warning in warnings if warning.rule == "form"]
