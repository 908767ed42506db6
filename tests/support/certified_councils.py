"""Write a small set of shared templates, and councils laid over it, from texts in the notation of word_files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from specgen.certify.certificate import certify
from specgen.certify.inventory import own_files, own_values, own_words
from specgen.certify.report.contents import Report
from specgen.certify.report.explanations import ABOUT, COLUMNS, COUNTED
from specgen.certify.report.plain_text import report
from specgen.inputs.council.council import Council
from tests.support.word_files import HOUSE, child, write_files

Files = Mapping[str, str | bytes]

SCOPE = """\
# Scope
. {{ term.provider.The }} shall help {{ term.person.plural }} at home with washing, dressing and eating.
. The service is for adults who live in the area of {{ term.commissioner.the }}.
"""
HOURS = """\
# Hours
{%p block hours_day %}
. The service runs from {{ hours.start }} to {{ hours.end }} on every day of the year.
| Day | From | To | Night cover |
| {%tr for day in week %} | | | |
| {{ day.day }} | {{ day.start }} | {{ day.end }} | {{ day.night }} |
| {%tr endfor %} | | | |
{%p endblock %}
{%p block hours_night %}
{%p if hours.night %}
. At night {{ term.provider.the }} shall answer each call for help within one hour.
{%p endif %}
. {{ term.provider.The }} shall write down each call and what was done.
{%p endblock %}
"""
REVIEW = """\
# Review
. {{ term.provider.The }} shall review each plan every six months.
. {{ term.commissioner.The }} may ask for a review at any time.
. Everybody who took part gets a copy of what was agreed.
"""
MAIN = child(
    """\
{%p for section in body_sections %}
{%p include section.template %}
{%p endfor %}
. {{ term.contract.The }} goes before this specification.
"""
)
TEMPLATES: Files = {
    "house.docx": HOUSE,
    "main.docx": MAIN,
    "sections/scope.docx": SCOPE,
    "sections/hours.docx": HOURS,
    "sections/review.docx": REVIEW,
}
GLOSSARY = """\
concepts:
  - {id: provider, preferred: {label: Provider, plural: Providers, article: a}, definition: who delivers the service}
  - {id: commissioner, preferred: {label: Council, plural: Councils, article: a}, definition: who buys the service}
  - {id: person, preferred: {label: Person, plural: People, article: a}, definition: who receives the service}
  - {id: contract, preferred: {label: Contract, plural: Contracts, article: a}, definition: what both have signed}
"""
PLAIN = "id: plain\ntitle: Plain care\nsummary: Care at home.\ntemplate: main.docx\nsections: [scope, hours, review]\n"
HASH = "[0-9a-f]{12}"
HASHES = re.compile(rf" \((?:SHA-256 )?{HASH}(?: → {HASH})?\)|, {HASH}(?: → {HASH})?")


def section(name: str, title: str = "") -> str:
    """The YAML of a section that asks nothing."""
    title = title or name.capitalize()
    return f"$id: {name}\ntitle: {title}\ndescription: What it is.\nsource: own\ntype: object\nproperties: {{}}\n"


DATA: Files = {
    "plain.yaml": PLAIN.encode(),
    "glossary/base.yaml": GLOSSARY.encode(),
    "glossary/wales.yaml": b"concepts: []\n",
    "glossary/england.yaml": b"concepts: []\n",
    "law/wales.yaml": b"as_at: 2026-06-30\nnames: {regulator: {text: Care Inspectorate Wales, verified: true}}\n",
    **{f"sections/{name}.yaml": section(name).encode() for name in ("scope", "hours", "review")},
}


def council_of(folder: Path, own: Files, board: Files | None = None, **shared: Files) -> Council:
    """Write a council's folder, a board's that it extends, and the shared templates; return the council."""
    write_files(folder / "shared" / "templates", {**TEMPLATES, **shared.get("templates", {})})
    write_files(folder / "shared" / "models", {**DATA, **shared.get("data", {})})
    layers = [(folder / "valley", own)] + ([] if board is None else [(folder / "board", board)])
    for place, files in layers:
        place.mkdir()
        write_files(place, files)
    folders = tuple(place for place, _ in layers)
    models, templates = folder / "shared" / "models", folder / "shared" / "templates"
    return Council("Valley Council", (*folders, models), (*folders, templates), folders, id="valley")


def report_of(council: Council, form: str = "text") -> str:
    found = certify(council)
    return report(Report(found, own_words(found), own_files(found), values=own_values(found)), form)


def told(council: Council) -> str:
    """What the report says, without hashes and what it says of every council."""
    lines = HASHES.sub("", report_of(council)).split("\n")
    every = ("", f"{ABOUT} {COUNTED}", COLUMNS)
    return "\n".join(line for line in lines[2:-3] if line not in every).strip()
