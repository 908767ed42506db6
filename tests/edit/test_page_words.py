"""Nobody who answers in the page reads the names of the file: no codes, no lines, no words of programmers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from specgen.edit.page_words import in_page_words
from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.inputs.models.model import Model
from specgen.inputs.models.section import Question
from specgen.problems import Problem, path_steps
from specgen.review.review import review
from specgen.review.rules.registry import RULES
from tests.support.overlays import overlaid
from tests.support.rule_examples import TODAY, WORDS

MODELS = ("care-planning", "population", "reward")
# Words of programmers: a_name, a.name, `code`, line 12, YAML, "outcome:" and what only a file can be written with.
FOREIGN = re.compile(
    r"`|\b[a-z]+_[a-z0-9_]+|(?<![\w./])[a-z]+\.[a-z]+(?!\w*[/.])\b|\blines? \d|YAML|year-month-day"
    r"|\b(?:write|add) [a-z]+:|\bIDs?\b|quotation marks|after the colon"
)
QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|\{[^}]*\}|\S+/\S+\.yaml|waive\[\w+\]")  # answers, and files by their names
BROKEN = Path(__file__).parents[1] / "review" / "broken"

SAID: dict[str, tuple[str, str, str]] = {
    "another answer with its line": (
        "outcomes.list[2]", "O2 has no causal pathway, and the others have (attribution.pathways, line 583)",
        "O2 has no causal pathway, and the others have (“Causal pathways”)",
    ),
    "a name near by": (
        "attribution.pathways[1]", "PW1 has no activities and no early_change",
        "PW1 has no activities and no “First sign of change”",
    ),
    "a choice and a field to take out": (
        "measures[1].baseline.source",
        "is not printed while the status of the baseline is year_1; write status: recorded, or take source out",
        "is not printed while the status of the baseline is “To be collected in year 1”; answer “State of the baseline”"
        " with “Recorded”, or remove what is answered under “Source of the baseline”",
    ),
    "a section that is not asked": (
        "payment", "is not printed while population.reward_linked is not answered with yes; take payment out",
        "is not printed while “Whether the price depends on outcomes” is not answered with yes; remove what is answered"
        " under “Payment”",
    ),
    "a column of another list": (
        "measures[1]", "M1 names no outcome that it shows; add outcome: and the outcome",
        "M1 names no outcome that it shows; answer “Outcome that the measure shows”",
    ),
    "days": ("contract.end", "is 2031-03-31; write 2030-03-31", "is 31 March 2031; write 31 March 2030"),
    "what is quoted": ("document.title", '"year_1, line 2" is “a.b”', '"year_1, line 2" is “a.b”'),
    "a name that nobody asks": (
        "document.title", "write first_thing or see no.such_name", "write first thing or see such name",
    ),
    "files": ("document.title", "add it in law/england.yaml", "add it in law/england.yaml"),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text", "said"), SAID.values(), ids=SAID)
def test_a_message_is_said_in_the_words_of_the_page(path: str, text: str, said: str) -> None:
    assert in_page_words(text, WORDS.model("population"), path_steps(path)).text == said


def test_the_page_can_lead_to_the_other_answers_that_a_message_names() -> None:
    model, path = WORDS.model("population"), ("measures", 0, "baseline", "value")
    words = in_page_words("see measures[1].baseline.status and contract.start", model, path, [("measures",)])
    assert words.leads == (("measures", 0, "baseline", "status"), ("contract", "start"))


@pytest.mark.parametrize("model", MODELS)
def test_no_hint_has_words_of_programmers(model: str) -> None:
    texts = [text for section in WORDS.model(model).sections for text in (section.title, section.description)]
    texts += [text for section in WORDS.model(model).sections for text in _hints(section.question)]
    assert [text for text in texts if _foreign(text)] == []


BAD = {
    "contract.start": ("1 May or so", "2027-02-30"),
    "contract.annual_value": ("a lot", "£5 a week", "-1"),
    "contract.initial_term_months": ("4 days", "1.5"),
    "availability.pattern": ("sometimes", "day"),
    "availability.start": ("soon", "25:00"),
    "availability.days": ("[moonday]", "monday"),
    "availability.response": ("[{start_hours: 4 days, reply_minutes: many}]", "soon"),
    "measures": ("[{id: M1, outcome: O7, unit: what, targets: {year_1: high}, baseline: {status: lost}}]",),
    "outcomes.personal.scale.achieved_from": ("9", "high"),
    "population.reward_linked": ("perhaps",),
}


@pytest.mark.parametrize("path", BAD)
def test_no_message_about_a_bad_answer_has_words_of_programmers(path: str) -> None:
    for value in BAD[path]:
        text = "model: population\ndocument: {jurisdiction: wales}\n"
        names = path.split(".")
        text += f"{names[0]}: " + "".join(f"{{{name}: " for name in names[1:]) + value + "}" * (len(names) - 1) + "\n"
        assert _foreign_in(_found(text), WORDS.model("population")) == []


@pytest.mark.long
def test_no_finding_of_any_rule_has_words_of_programmers() -> None:
    texts = [
        (rule.fires.sample, overlaid(rule.fires.sample, rule.fires.text))
        for rule in RULES.values()
        if rule.fires.kind in ("overlay", "checked overlay")
    ]
    broken: list[Any] = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(BROKEN.glob("*.yaml"))]
    texts += [(one["sample"], overlaid(one["sample"], yaml.safe_dump(one["answers"]))) for one in broken]
    assert len(texts) > 150
    for sample, text in texts:
        model = WORDS.model(yaml.safe_load(text)["model"])
        assert _foreign_in(_found(text), model) == [], sample


def _found(text: str) -> tuple[Problem, ...]:
    return tuple(review(Path("answers.yaml"), WORDS, text.encode(), TODAY).reviewed.all_problems)


def _foreign_in(problems: tuple[Problem, ...], model: Model) -> list[str]:
    said = [in_page_words(_as_the_page_has_it(one), model, _path(one)).text for one in problems]
    return [text for text in said if _foreign(text)]


def _as_the_page_has_it(problem: Problem) -> str:
    return problem.message if problem.rule == "choice" else problem.text


def _path(problem: Problem) -> ValuePath:
    return path_steps(problem.place.path)


def _foreign(text: str) -> bool:
    return FOREIGN.search(QUOTED.sub("", text)) is not None


def _hints(question: Question) -> Iterator[str]:
    for child in question.questions:
        labels = [label for _, label in child.choices]
        yield from (child.title if child.name != "id" else "", child.description, child.reason, child.unit, *labels)
        yield from _hints(child)
