"""Build the names that a template may use: answers, derived facts, terms and law.

What follows from other answers is worked out here and never asked: the end of the contract, the lead commissioner,
the coverage of the outcome framework.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Final

from markupsafe import Markup

from specgen.context.awaited_answers import awaited_dates, awaited_points, awaited_words
from specgen.context.council_values import CouncilNames
from specgen.context.filters import NotPrintable
from specgen.context.law import Law, law_point
from specgen.context.payment import worked_examples
from specgen.context.render_log import POINT, OpenPointRow, PrintedRows, RenderLog
from specgen.context.schedules.calendar_schedule import calendar
from specgen.context.schedules.traceability import traceability
from specgen.context.schedules.week import week
from specgen.context.terms import Terms, definition_rows, definition_words, party_words
from specgen.context.values import BREAK_OUT, Group, OpenPoint, QuestionPath, Record, open_point_row, template_value
from specgen.context.wording.letter_case import words_of
from specgen.formats.yamlfile.lookup import rows_at, texts_of, value_at
from specgen.inputs.answers.answers import Answers
from specgen.inputs.glossary.forms import Glossary
from specgen.inputs.glossary.reword import rewording
from specgen.inputs.law.entry import LawBook
from specgen.inputs.law.law_files import framework_entry
from specgen.inputs.law.listed import ListedLaw, listed_laws
from specgen.inputs.models.model import Model, Question, Section
from specgen.inputs.models.question_tree import question_at, section_at
from specgen.problems import WrongInput, about_file

# The answers that a derived fact says for them, wherever there is such a fact.
FIGURES: Final = {
    "gain_shares": ("provider_percent", "commissioner_percent", "reinvestment.percent", "taper"),
    "gain_example": ("example", "hourly_rate"),
}


@dataclass(frozen=True)
class Facts:
    """All that a document is made from, beside the templates."""

    answers: Answers
    model: Model
    glossary: Glossary
    law: LawBook
    framework: Mapping[str, object]  # one file of models/frameworks, empty while none is chosen
    today: date
    council: Mapping[str, object] = field(default_factory=dict)  # what its council.yaml says; empty without one


def context_of(facts: Facts, log: RenderLog) -> dict[str, object]:
    """Return every name that a template may use; what is printed is noted in the log."""
    log.awaited = awaited_words(facts.answers)
    names = _answers(facts, log)
    terms = Terms(facts.glossary, log)
    log.fill, log.reword = terms.fill, rewording(facts.glossary)
    shown = shown_sections(facts.model, facts.answers)
    sections = [_section(section) for section in shown]
    ids = {section.id for section in shown}
    points = awaited_points(facts.answers, facts.model, shown, log)
    log.awaited_points = tuple(map(open_point_row, points))
    log.section_of = partial(_section_of, shown)
    log.list_laws, log.point_of = _listing(facts, log, _law_section(shown))
    dates = _contract_dates(facts, log)
    lead = _lead(facts, log)
    awaited = awaited_dates(facts.answers, points)
    values = _values_of(shown, facts.answers)
    log.figures.update(tuple(section.when.split(".")) for section in facts.model.sections)  # switches of sections
    examples = worked_examples(facts.answers.values)
    for name, paths in FIGURES.items():
        log.figures.update(("gain_sharing", *path.split(".")) for path in paths if examples[name])
    return names | {
        "model": Record({"id": facts.model.id, "title": facts.model.title, "summary": facts.model.summary}),
        "front_sections": _at(sections, "front"),
        "body_sections": _at(sections, "body"),
        "schedule_sections": _at(sections, "schedule"),
        "jurisdiction": value_at(facts.answers.values, "document", "jurisdiction"),
        "today": facts.today,
        "contents": Markup(BREAK_OUT % "<sg:contents/>"),
        "framework": _framework(facts, log),
        "lead": lead,
        "council": CouncilNames(facts.council, lambda: lead["name"]),
        "term": terms,
        "party": party_words(terms),
        "week": week(names["availability"]) if "availability" in names else [],
        "has_section": lambda id: id in ids,
        "row": lambda path, key: _row(facts, log, path, key),
        **dates,
        "traceability": [Record(row) for row in traceability(values, ids)],
        "calendar": [
            Record(row) for row in calendar(values, dates["contract_end"], dates["contract_latest_end"], awaited)
        ],
        **examples,
        "law": Law(facts.law, facts.answers.values, log, _law_section(shown)),
        "terms_used": PrintedRows(log, lambda printed: definition_rows(printed.terms, facts.glossary)),
        "open_points": PrintedRows(log, lambda printed: [_point(*row) for row in enumerate(printed.points, 1)]),
    }


def _law_section(sections: Sequence[Section]) -> Section | None:
    """Return the section that lists the law, if the document has it."""
    return next((section for section in sections if section.id == "law"), None)


def _listing(
    facts: Facts, log: RenderLog, section: Section | None
) -> tuple[Callable[[str], tuple[ListedLaw, ...]], Callable[[ListedLaw], OpenPointRow | None]]:
    """Return what finds the laws that a text and its definitions name, and what makes an open point of one."""

    def list_laws(text: str) -> tuple[ListedLaw, ...]:
        words = f"{text}\n{definition_words(tuple(log.terms), facts.glossary)}"
        return listed_laws(words, facts.law, facts.answers.values, facts.today)

    def point_of(listed: ListedLaw) -> OpenPointRow | None:
        point = law_point(listed, section, log)
        return None if point is None else open_point_row(point)

    return list_laws, point_of


def _answers(facts: Facts, log: RenderLog) -> dict[str, object]:
    """Return the answers of each section at its place: {"monitoring": {"individual": ..., "service": ...}, ...}."""
    names: dict[str, object] = {}
    for section in facts.model.sections:
        if not section.at:
            continue
        value = value_at(facts.answers.values, *section.at)
        shown = template_value(value, section.question, QuestionPath(section, section.at, log))
        if len(section.at) == 1:
            names[section.at[0]] = shown
        else:
            outer = names.setdefault(section.at[0], Record({}))
            inner = outer._values if isinstance(outer, Record) else {}
            names[section.at[0]] = Record({**inner, section.at[1]: shown})
    return names


def _values_of(sections: Sequence[Section], answers: Answers) -> dict[str, object]:
    """Return the answers of some sections, each at its place."""
    values: dict[str, object] = {}
    for section in sections:
        group = values
        for step in section.at[:-1]:
            inner = group.setdefault(step, {})
            group = inner if isinstance(inner, dict) else {}
        if section.at:
            group[section.at[-1]] = value_at(answers.values, *section.at)
    return values


def shown_sections(model: Model, answers: Answers) -> tuple[Section, ...]:
    """Return the sections that a document made from these answers has; what the others ask is no open point."""
    return tuple(section for section in model.sections if _is_shown(section, answers))


def _is_shown(section: Section, answers: Answers) -> bool:
    """`when` is always, answered, or the path of a yes/no answer."""
    if section.when == "always" or (section.when == "answered" and not section.at):
        return True
    if section.when == "answered":
        is_awaited = any(path[: len(section.at)] == section.at for path in answers.awaited)
        return is_awaited or value_at(answers.values, *section.at) not in (None, {}, [])
    return value_at(answers.values, *section.when.split(".")) is True


def _section(section: Section) -> tuple[str, Record]:
    return section.place, Record({"id": section.id, "title": section.title, "template": section.template})


def _at(sections: Sequence[tuple[str, Record]], place: str) -> list[Record]:
    return [names for where, names in sections if where == place]


def _section_of(sections: Sequence[Section], key: str) -> str:
    section = section_at(sections, tuple(key.split(".")))
    return "" if section is None else section.id


def _point(number: int, row: OpenPointRow) -> Record:
    return Record({**row._asdict(), "number": number, "key": f"{POINT}{row.key}"})


def _framework(facts: Facts, log: RenderLog) -> object:
    """Return the chosen framework with each area, the outcomes that belong to it, and the reason if there is none."""
    section, question = _question(facts.model, ("outcomes", "framework"))
    if not facts.framework:
        return OpenPoint(question, QuestionPath(section, ("outcomes", "framework"), log))
    outcomes = rows_at(facts.answers.values, "outcomes", "list")
    excused = {row.get("area"): (str(number), row.get("reason", "")) for number, row in enumerate(
        rows_at(facts.answers.values, "outcomes", "not_covered"), 1
    )}  # fmt: skip
    rows = []
    for area in rows_at(facts.framework, "areas"):
        key = area.get("id")
        covering = [row["id"] for row in outcomes if key in texts_of(row.get("framework_areas")) and "id" in row]
        log.figures.update(("outcomes", "list", str(id), "framework_areas") for id in covering)
        number, reason = excused.get(key, ("", ""))
        log.figures.add(("outcomes", "not_covered", number))
        rows.append(Record({"id": key, "name": area.get("name"), "outcomes": covering, "reason": reason}))
    shown = {key: value for key, value in facts.framework.items() if key not in ("areas", "cite", "check")}
    state = framework_entry(facts.framework, facts.law).state(facts.today)
    return Record({**shown, "verified": state == "checked", "areas": rows})


def _lead(facts: Facts, log: RenderLog) -> Group | OpenPoint:
    """Return the row of the lead commissioner: the one that says so, else the first."""
    path = ("introduction", "commissioners")
    section, question = _question(facts.model, path)
    rows = [row for row in template_rows(facts, path, log) if isinstance(row, Group)]
    leading = [row for row in rows if row["role"] == "lead"]
    found = leading or rows
    return found[0] if found else OpenPoint(question, QuestionPath(section, path, log))


def _row(facts: Facts, log: RenderLog, path: str, key: object) -> object:
    """Return the row with an id; an open point goes through. Raises NotPrintable for an id that is not there."""
    if isinstance(key, OpenPoint):
        return key
    rows = template_rows(facts, tuple(path.split(".")), log)
    for row in rows:
        if isinstance(row, OpenPoint) or row["id"] == key:
            return row
    ids = ", ".join(str(row["id"]) for row in rows if isinstance(row, Group))
    remedy = f"its rows are {ids}" if ids else "it has no rows"
    raise NotPrintable(f'there is no row "{words_of(key)}" in {path}', remedy)


def template_rows(facts: Facts, path: tuple[str, ...], log: RenderLog) -> tuple[Group | OpenPoint, ...]:
    """Return the rows of a list as a template sees them."""
    section, question = _question(facts.model, path)
    shown = template_value(value_at(facts.answers.values, *path), question, QuestionPath(section, path, log))
    return (
        tuple(row for row in shown if isinstance(row, Group | OpenPoint))
        if isinstance(shown, tuple | OpenPoint)
        else ()
    )


def _question(model: Model, path: tuple[str, ...]) -> tuple[Section, Question]:
    """Return the question at a path and its section. Raises WrongInput if a council's own section does not ask it."""
    section, question = section_at(model.sections, path), question_at(model, path)
    if section is not None and question is not None:
        return section, question
    message = f"the model does not ask {'.'.join(path)}, which every specification needs"
    raise WrongInput(about_file(f"{model.id}.yaml", message, "put the question back into its section", "model"))


def _contract_dates(facts: Facts, log: RenderLog) -> dict[str, object]:
    """Return the last day of the first term, and of the longest one, or the open point that keeps it from being
    known. Where the months or the start are missing, the first term ends on the day that is named.
    """
    contract = facts.answers.values.get("contract")
    answers = contract if isinstance(contract, Mapping) else {}
    start, initial, extension = (answers.get(key) for key in ("start", "initial_term_months", "extension_months"))
    named = answers.get("end")
    end = _end(start, initial) or (named if isinstance(named, date) else None)
    latest = _end(start, initial, extension) or (_end(end + timedelta(days=1), extension) if end else None)
    return {
        "contract_end": end or _first_open(facts, log, ("initial_term_months", "start")),
        "contract_latest_end": latest or _first_open(facts, log, ("extension_months", "initial_term_months", "start")),
    }


def _end(start: object, *months: object) -> date | None:
    if not isinstance(start, date) or not all(isinstance(one, int) for one in months):
        return None
    total = start.month - 1 + sum(one for one in months if isinstance(one, int))
    year, month = start.year + total // 12, total % 12 + 1
    try:
        return date(year, month, start.day) - timedelta(days=1)
    except ValueError:  # a term from 31 January ends on the last day of a shorter month
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _first_open(facts: Facts, log: RenderLog, names: Sequence[str]) -> object:
    for name in names:
        if value_at(facts.answers.values, "contract", name) is None:
            section, question = _question(facts.model, ("contract", name))
            return OpenPoint(question, QuestionPath(section, ("contract", name), log))
    return ""
