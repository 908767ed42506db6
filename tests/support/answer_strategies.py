"""Draw answers that fit a model's questions: every kind of question, with hostile texts.

Hypothesis draws what is worth making smaller when a test fails (which sections are answered, how fully, with which
texts); the rest follows from a seed, for a model asks hundreds of questions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from specgen.formats.yamlfile.characters import UNFIT
from specgen.formats.yamlfile.yaml_file import YamlFile
from specgen.inputs.models.model import Model, Question, Section

Ids = Mapping[str, Sequence[str]]

NASTY = (
    'Health & Care <65> "quoted" {{ braces }} £ ŵŷ', "{% raw %}{{ 7 * 7 }}{% endraw %}", "{%p if x %}",
    "{%tr for a in b %}", "{# comment #}", "{{", "%}", "{{ document.title }}", "</w:t></w:r></w:p>", "<w:br/>",
    "&amp; &lt;b&gt; &#10;", "]]>", "<!-- -->", "<sg:point key='x' text='y'/>", " PAGE \\* MERGEFORMAT ",
    'HYPERLINK "https://example.org"', "[To complete: Everything]", "שלום עולם", "مرحبا بالعالم",
    "\u202eright to left\u202c", "👩\u200d🦽 e\u0301", "naïve – “quoted” ’", "a\u00a0b\u2003c", "tab\tinside",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 2, "   spaces   inside and around   ",
    "it's; a 'test', \\n \\\\ %s {0} $1", "=1+1", "None", "0", "no", "~",
)  # fmt: skip


@dataclass(frozen=True)
class Draw:
    """What the answers of one example follow from: printed when a test fails, and kept as a past failure."""

    sections: tuple[str, ...]
    framework: str
    density: float
    texts: tuple[str, ...]
    seed: int


@dataclass(frozen=True)
class Chance:
    """What the answers of one example are drawn from."""

    random: Random
    density: float  # how likely a question has an answer
    texts: tuple[str, ...]
    ids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    count: list[int] = field(default_factory=lambda: [0])

    def happens(self) -> bool:
        return self.random.random() < self.density


@st.composite
def draws(draw: st.DrawFn, model: Model, frameworks: Ids) -> Draw:
    """Draw answers to some sections of a model."""
    own = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), min_size=1, max_size=40)
    usable = own.filter(lambda text: bool(text.strip()) and not UNFIT.search(text))
    texts = draw(st.lists(st.sampled_from(NASTY) | usable, min_size=1, max_size=4))
    asking = [section.id for section in model.sections if section.at]
    return Draw(
        sections=tuple(draw(st.lists(st.sampled_from(asking), min_size=1, unique=True))),
        framework=draw(st.sampled_from(sorted(frameworks))),
        density=draw(st.sampled_from((0.3, 0.7, 1.0))),
        texts=tuple(texts),
        seed=draw(st.integers(0, 2**32)),
    )


def answers_of(draw: Draw, model: Model, frameworks: Ids) -> YamlFile:
    """Return the answers that follow from a draw; references name rows that are there."""
    chance = Chance(Random(draw.seed), draw.density, draw.texts)
    sections = [section for section in model.sections if section.id in draw.sections]
    chance.ids["framework.areas"] = tuple(frameworks[draw.framework])
    for section in sections:
        chance.ids.update(_ids(section.question, section.at, chance))
    values = _values(sections, chance)
    outcomes, document = values.get("outcomes"), values.setdefault("document", {})
    if isinstance(outcomes, dict):
        outcomes["framework"] = draw.framework
    assert isinstance(document, dict)
    document.setdefault("jurisdiction", chance.random.choice(("wales", "england")))
    return YamlFile("answers.yaml", {"model": model.id, **values})


def _values(sections: Sequence[Section], chance: Chance) -> dict[str, object]:
    values: dict[str, object] = {}
    for section in sections:
        made = _answer(section.question, ".".join(section.at), chance)
        place: object = values
        for step in section.at[:-1]:
            place = place.setdefault(step, {}) if isinstance(place, dict) else {}
        if isinstance(place, dict) and made:
            place[section.at[-1]] = made
    return values


def _ids(question: Question, path: tuple[str, ...], chance: Chance) -> Iterator[tuple[str, tuple[str, ...]]]:
    """An id for each row of the lists that other rows may point at."""
    if question.kind == "rows" and any(column.name == "id" for column in question.questions):
        letter = chance.random.choice("ABCXYZ")
        count = chance.random.randint(1, 4) if chance.happens() else 0
        yield ".".join(path), tuple(f"{letter}{number}" for number in range(1, count + 1))
    elif question.kind == "group":
        for child in question.questions:
            yield from _ids(child, (*path, child.name), chance)


def _answer(question: Question, path: str, chance: Chance) -> object:
    """The answer to one question, or None."""
    if question.kind == "group":
        made = {child.name: _asked(child, f"{path}.{child.name}", chance) for child in question.questions}
        return {name: value for name, value in made.items() if value is not None} or None
    if question.kind == "rows":
        return _rows(question, path, chance) or None
    if question.refers_to:
        known = list(chance.ids.get(question.refers_to, ()))
        picked = chance.random.sample(known, min(len(known), 1 if question.kind != "list" else 3))
        return (picked or None) if question.kind == "list" else next(iter(picked), None)
    if question.kind == "list":
        return _list(question, chance)
    return _KINDS[question.kind](question, chance)


def _asked(question: Question, path: str, chance: Chance) -> object:
    """An answer by chance; always where other rows may point."""
    pointed_at = any(f"{known}.".startswith(f"{path}.") for known, ids in chance.ids.items() if ids)
    return _answer(question, path, chance) if pointed_at or chance.happens() else None


def _rows(question: Question, path: str, chance: Chance) -> list[dict[str, object]]:
    """Rows with their ids; what a row is about comes first in it, and two rows are about two things."""
    first = question.questions[0]
    names: Sequence[str | None] = [None] * chance.random.randint(1, 4)
    if first.refers_to:
        about = list(chance.ids.get(first.refers_to, ()))
        names = chance.random.sample(about, min(len(about), len(names)))
    if any(column.name == "id" for column in question.questions):
        names = chance.ids.get(path, ("N1", "N2") if "[]" in path else ())  # rows inside rows are known to nobody
    rows = []
    for own in names:
        row = {column.name: _asked(column, f"{path}[].{column.name}", chance) for column in question.questions}
        if own is not None:
            row["id" if "id" in row else first.name] = own
        answered = {name: value for name, value in row.items() if value is not None}
        if answered:
            rows.append(answered)
    return rows[: _limit(question, "maxItems", 4)]


def _list(question: Question, chance: Chance) -> list[object]:
    count = chance.random.randint(max(1, _limit(question, "minItems", 1)), min(4, _limit(question, "maxItems", 4)))
    if question.choices:
        return [code for code, _ in chance.random.sample(question.choices, min(count, len(question.choices)))]
    items = question.schema["items"]
    most = int(items.get("maxLength", 120)) if isinstance(items, Mapping) else 120
    return [_words(chance, most) for _ in range(count)]


def _words(chance: Chance, most: int) -> str:
    """One of the texts, mostly with a number of its own, so that it is looked for in its own place."""
    text = chance.random.choice(chance.texts)
    if chance.happens():
        chance.count[0] += 1
        number = f"<{chance.count[0]}>"
        return text[: most - len(number)] + number
    return text[:most] if text[:most].strip() else "x"


def _text(question: Question, chance: Chance) -> object:
    if "pattern" in question.schema:
        return "someone@example.org" if "@" in str(question.schema["pattern"]) else None
    return _words(chance, _limit(question, "maxLength", 120))


def _prose(question: Question, chance: Chance) -> object:
    blocks = [_words(chance, 100) for _ in range(chance.random.randint(1, 3))]
    return chance.random.choice(("\n\n", "\n", " ")).join(blocks)[: _limit(question, "maxLength", 600)].strip() or "x"


def _number(question: Question, chance: Chance) -> Decimal:
    least, most = _bounds(question, 10**9)
    return chance.random.choice((least, most, least + (most - least) * chance.random.randint(0, 100) / 100))


def _integer(question: Question, chance: Chance) -> int:
    least, most = (int(bound) for bound in _bounds(question, 10**6))
    return chance.random.choice((least, most, chance.random.randint(least, most)))


def _bounds(question: Question, otherwise: int) -> tuple[Decimal, Decimal]:
    least, most = question.schema.get("minimum", 0), question.schema.get("maximum", otherwise)
    return Decimal(str(least)), Decimal(str(most))


def _date(_question: Question, chance: Chance) -> str:
    return (date(1990, 1, 1) + timedelta(days=chance.random.randint(0, 40_000))).isoformat()


def _limit(question: Question, name: str, otherwise: int) -> int:
    found = question.schema.get(name, otherwise)
    return int(found) if isinstance(found, int | float | Decimal) else otherwise


_KINDS: dict[str, Callable[[Question, Chance], object]] = {
    "text": _text,
    "prose": _prose,
    "date": _date,
    "time": lambda _question, chance: chance.random.choice(("00:00", "07:00", "22:30", "24:00")),
    "integer": _integer,
    "number": _number,
    "yes_no": lambda _question, chance: chance.random.random() < 0.5,
    "choice": lambda question, chance: chance.random.choice(question.choices)[0],
}
