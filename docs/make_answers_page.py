"""Make docs/answers.md, the page of every question, from the words of the built-in sections.

python docs/make_answers_page.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from specgen.inputs.glossary.council_terms import load_model_in_council_terms
from specgen.inputs.models.framework_codes import FRAMEWORK_AREAS, framework_codes
from specgen.inputs.models.model import Model, model_ids
from specgen.inputs.models.question_text import NO_QUESTIONS, asked_for, example, questions_of
from specgen.inputs.models.section import Question, Section
from specgen.system.resources import built_in_models


def main() -> None:
    folders = (built_in_models(),)
    models = [load_model_in_council_terms(id, folders) for id in model_ids(folders)]
    page = Path(__file__).with_name("answers.md")
    page.write_text(answers_page(models, framework_codes("", folders)), encoding="utf-8", newline="\n")


def answers_page(models: Sequence[Model], codes: Sequence[tuple[str, str]] = ()) -> str:
    """Every section once, with the models that have it, and every question with all that is known of it. `codes` are
    those of the outcome frameworks.
    """
    sections = _sections(models)
    lines = [*_HEAD, "| Section | Answers stand at | Models | Printed |", "|---|---|---|---|"]
    for section in sections:
        at = f"`{'.'.join(section.at)}`" if section.at else "none: made from other answers"
        lines.append(f"| [{section.title}](#{_anchor(section.title)}) | {at} | {_models(section, models)} | ")
        lines[-1] += f"{_printed(section, models)} |"
    for section in sections:
        lines += ["", f"## {section.title}", "", _plain(section.description)]
        lines += ["", f"From {_plain(section.source)}."] if section.source else []
        lines += [""] if section.at else ["", NO_QUESTIONS]
        for path, question in questions_of(section):
            lines += _entry(path, question)
            if question.refers_to == FRAMEWORK_AREAS:
                lines += [f"  - `{code}`: {_plain(meaning)}" for code, meaning in codes]
    return "\n".join(lines) + "\n"


_HEAD = (
    "# Every question",
    "",
    "What a file of answers can hold: each section with its questions, why each matters, what kind of answer is right,",
    "and an example. This page is made from the files in `models/`; after a change there, `make golden` refreshes it.",
    "",
    "A question's name is where its answer stands in the file: `availability.start` is `start:`, indented below",
    "`availability:`. `[]` stands for each row of a list; a row starts with a dash. After the name stands the need:",
    "",
    "- **first**: a first draft starts from it, and `specgen new` asks it;",
    "- **model**: without an answer it becomes an open point of the draft;",
    "- **optional**: without an answer it is left out.",
    "",
    "`specgen add SECTION answers.yaml` puts the questions of a section into a file, with a line of help for each and",
    "the codes to choose from; with `--all` the optional ones too. `specgen new MODEL --all` writes every question.",
    "",
    "Two answers fit where no question foresees them. `other:` with your own words stands where the page says so:",
    "neither the law nor another clause is worked out from the answer. In place of a number the words take its unit",
    "with them (`{other: 2 Working Days}`). `awaited:`, with `by:` and a date if there is one, stands anywhere, on a",
    "group too: the question stays an open point, which says what it waits for.",
    "",
    '    ready: {other: "within 4 Working Days of accepting the Referral"}',
    '    information: {awaited: "the lists of both providers", by: 2027-01-29}',
    "",
    "`docs/coverage.md` goes the other way: from each point of the numbered sources to its questions.",
    "",
)


def _sections(models: Sequence[Model]) -> tuple[Section, ...]:
    """The sections of all the models, each once, in the order of the model that has most of them."""
    found: dict[str, Section] = {}
    for model in sorted(models, key=lambda model: (-len(model.sections), model.id)):
        for section in model.sections:
            found.setdefault(section.id, section)
    return tuple(found.values())


def _models(section: Section, models: Sequence[Model]) -> str:
    ids = [model.id for model in models if any(one.id == section.id for one in model.sections)]
    return "all" if len(ids) == len(models) else ", ".join(ids)


def _printed(section: Section, models: Sequence[Model]) -> str:
    """When the section is in a draft; the models are named where they differ."""
    whens = {model.id: one.when for model in models for one in model.sections if one.id == section.id}
    words = {"always": "always", "answered": "when answered"}
    if len(set(whens.values())) == 1:
        when = next(iter(whens.values()))
        return words.get(when, f"when `{when}` is yes")
    told = (f"{words.get(when, f'when `{when}` is yes')} in {id}" for id, when in sorted(whens.items()))
    return ", ".join(told)


def _entry(path: str, question: Question) -> Iterator[str]:
    yield f"- **`{path}`** {question.need}: {_plain(question.title)}"
    yield f"  - {_plain(question.description)}"
    if question.reason:
        yield f"  - Why: {_plain(question.reason)}"
    if question.kind != "group":
        yield f"  - Answer: {_plain(asked_for(question))}."
    if shown := example(question):
        yield f"  - Example: `{shown}`"
    if question.source:
        yield f"  - From: {_plain(question.source)}"


def _plain(text: str) -> str:
    """The words on one line, with nothing in them that Markdown would take for a sign of its own."""
    return re.sub(r"([*<\\])", r"\\\1", " ".join(text.split()))


def _anchor(title: str) -> str:
    """Where GitHub and others put a heading."""
    return re.sub(r"[^\w -]", "", title.casefold()).replace(" ", "-")


if __name__ == "__main__":
    main()
