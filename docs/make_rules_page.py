"""Make docs/rules.md, the page of every rule of the check, and the list of rules in models/council.schema.yaml.

python docs/make_rules_page.py
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from specgen.review.rules.facts.stated.matters import matters
from specgen.review.rules.registry import FAMILIES
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family

ROOT = Path(__file__).parents[1]
SHOWN = {0x202E: "[turned]", 0x202C: "[turned back]"}  # so that the page has no such characters itself
SCHEMA = ROOT / "models" / "council.schema.yaml"

# Ideas for rules that were not built, each with the reason.
DECLINED: dict[str, str] = {
    "A04": "not built: no question says whether providers were asked; `local_outcomes` asks it of each local outcome",
    "C01": "an area that the model needs is an open point of the draft, listed with its reason",
    "C02": "told when the answers are read: a section of another model is left out with a warning (other-model)",
    "C03": "`population.reward_linked` is a question that the model needs: without an answer it is an open point",
    "N18": "an agency that is named once may stand alone: general practices help without being in a pathway",
    "W23": "not built: what differs between answers and an edited draft is a matter of comparing and taking over edits",
    "W11": "not built: a long word is no fault of a duty, and in marked documents such words were nearly always right",
    "W20": "not built: most sentences with ensure name a result that the provider can bring about, and no list of words"
    " tells the others",
    "W21": "not built: how long a specification may be depends on what is bought, and no source gives a number",
    "W22": "headings and head rows of templates are looked at by specgen template check; comments and tracked changes"
    " in a Word file that came back are people's work in progress",
}


def main() -> None:
    (ROOT / "docs" / "rules.md").write_text(rules_page(FAMILIES), encoding="utf-8", newline="\n")
    schema = SCHEMA.read_text(encoding="utf-8")
    SCHEMA.write_text(with_rules(schema, FAMILIES), encoding="utf-8", newline="\n")


def with_rules(schema: str, families: Sequence[Family]) -> str:
    """Return the schema of council.yaml with the name of every rule that a council may level or switch off."""
    names = "".join(f"        - {rule.id.lower()}\n" for family in families for rule in family.rules if not rule.stops)
    pattern = r"(  rules:\n(?:    .*\n)*?    propertyNames:\n      enum:\n)(?:        - .*\n)+"
    return re.sub(pattern, lambda found: found.group(1) + names, schema, count=1)


def rules_page(families: Sequence[Family]) -> str:
    """Return the page: the families with their rules, then where each idea for a rule went."""
    rules = [rule for family in families for rule in family.rules]
    lines = [*_HEAD, f"There are {len(rules)} rules.", ""]
    lines += ["| Family | Rules |", "|---|---|"]
    for family in families:
        names = ", ".join(f"[{rule.id}](#{rule.id.lower()})" for rule in family.rules)
        lines.append(f"| {family.title} | {names} |")
    for family in families:
        lines += ["", f"## {family.title}"]
        for rule in family.rules:
            lines += _entry(rule)
    lines += ["", "## Where each idea for a rule went", "", *_IDEAS, *_ideas(rules)]
    return "\n".join(lines) + "\n"


_HEAD = (
    "# Every rule of the check",
    "",
    "What `specgen check` looks for in answers, drafts, templates and glossaries, and what would be right.",
    "`specgen generate` says the same of the answers that it makes a draft from. This page is made from the code;",
    "after a change there, `make golden` refreshes it.",
    "",
    "A rule has a **level**: an error makes `check` end with exit code 1, a warning and a note do not. A council",
    "changes the level of a rule, or switches it off, under `rules:` in its `council.yaml`. Its **kind** says what a",
    "finding is: a contradiction between two statements, a mistake in one, an open point that still has to be said, or",
    "a suggestion.",
    "",
)
_IDEAS = (
    "The rules grew from a list of ideas with short ids. Each of them is built, or is not, for the reason given.",
    "",
    "| Idea | Rules, or why there is none |",
    "|---|---|",
)


def _entry(rule: Rule) -> Iterator[str]:
    yield from ("", f"### {rule.id}", "")
    yield f"{rule.finds} {rule.better}"
    yield ""
    stops = "; no draft is made before it is put right" if rule.stops else ""
    yield f"- {rule.level.capitalize()}, {rule.kind}{stops}."
    yield f"- From: {rule.source}."
    yield from _compared(rule)
    yield from _example("Found in", rule.fires)
    yield from _example("Not in", rule.silent)


ALONE = (
    "It compares only a sentence that says nothing besides: one word more, as in “records of staff training”, and the"
    " figure may be about another thing. A figure for any other matter, and other ways to put it, are not compared."
)


def _compared(rule: Rule) -> Iterator[str]:
    """Yield which matters a rule compares the figures of."""
    if rule.id == "QUOTED-FIGURE":
        answered = [one.thing for one in matters() if one.answer]
        others = [one.thing for one in matters() if not one.answer]
        yield f"- Compares what sentences say with the answer for: {_list(answered)}; hours of the service."
        yield f"- Compares what sentences say with each other also for: {_list(others)}."
        yield f"- {ALONE}"
    if rule.id == "CONTRACT-FIGURE":
        yield f"- Compares: {_list(one.thing for one in matters() if one.is_of_contracts)}."
        yield f"- {ALONE}"
        yield "- Where the contract's clause has such a word more, the finding is a warning that asks."


def _list(things: Iterable[str]) -> str:
    return "; ".join(one.replace(" of the priority <row>", " of each priority") for one in things)


def _example(title: str, example: Example) -> Iterator[str]:
    over = f", laid over the {example.sample} sample" if example.kind.endswith("overlay") else ""
    yield f"- {title} ({_KINDS[example.kind]}{over}):"
    yield from _block(example.text)
    if example.contract:
        yield "  beside conditions of the contract that say:"
        yield from _block(example.contract)


_KINDS = {
    "answers": "an answer",
    "document": "a Word file",
    "template": "a template",
    "section": "a choice",
    "file": "a file of answers",
    "overlay": "answers",
    "checked overlay": "answers",
}


def _block(text: str) -> Iterator[str]:
    yield ""
    yield "  ```text"
    yield from (f"  {line.translate(SHOWN)}".rstrip() for line in text.strip().splitlines())
    yield "  ```"
    yield ""


def _ideas(rules: Sequence[Rule]) -> Iterator[str]:
    built: dict[str, list[str]] = {}
    for rule in rules:
        for idea in rule.ideas:
            built.setdefault(idea, []).append(f"[{rule.id}](#{rule.id.lower()})")
    for idea in sorted({*built, *DECLINED}):
        why = DECLINED.get(idea, "")
        yield f"| {idea} | {'; '.join(filter(None, (', '.join(built.get(idea, ())), why)))} |"


if __name__ == "__main__":
    main()
