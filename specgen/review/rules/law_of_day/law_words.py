"""Find laws and bodies that were replaced or abolished, or that are of the other country, wherever they are typed.

The lists are data with their sources: models/review/law_words.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

from specgen.formats.yamlfile.lookup import rows_at, text_at, texts_of, value_at
from specgen.inputs.glossary.normal_form import quotations_in
from specgen.inputs.written_values.days import MONTHS
from specgen.problems import Fault
from specgen.review.findings import Finding, Passage, Subject, finding_at
from specgen.review.review_data import review_data
from specgen.review.rules.english import FUNCTION_WORDS, sentence_of, word_after, word_before
from specgen.review.rules.rule import Example, Rule
from specgen.system.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from specgen.formats.yamlfile.yaml_file import ValuePath

LAW = "source 003, lines 18 to 41: the law of the country and of the day"

LAW_REPLACED = Rule(
    "LAW-REPLACED", "error", "mistake",
    "A law, a body or a programme is named that was replaced or abolished.",
    "Name what stands in its place, or say that the text is about the past.",
    LAW,
    fires=Example("Staff are checked by the Criminal Records Bureau."),
    silent=Example("Staff are checked by the Disclosure and Barring Service."),
    ideas=("W15",),
)  # fmt: skip
LAW_COUNTRY = Rule(
    "LAW-COUNTRY", "error", "contradiction",
    "A law, a regulator or another body of the other country is named.",
    "Name that of the country whose law applies.",
    LAW,
    fires=Example("Results are sent to Social Care Wales."),
    silent=Example("Results are sent to Skills for Care."),
    ideas=("W16",),
)  # fmt: skip
LAW_UNNAMED = Rule(
    "LAW-UNNAMED", "warning", "mistake",
    "“The Act” or “the Regulations” stand alone, and nothing says which are meant.",
    "Write the title with its year.",
    "source 003, section 2.5: specifications should ensure technical accuracy",
    fires=Example("The Provider shall register as the Act requires."),
    silent=Example("The Provider shall register as the Care Act 2014 requires."),
    ideas=("W17",),
)  # fmt: skip
RULES: Final = (LAW_REPLACED, LAW_COUNTRY, LAW_UNNAMED)

OF_COUNTRY: Final = {
    "wales": lazy_pattern(r"(?<!\()\b(?:Wales|Welsh|border)\b(?! [Ll]anguage| speak)"),
    "england": lazy_pattern(r"(?<!\()\b(?:England|English council|border)\b"),
}
REGIONS: Final = frozenset("north south east west mid northern southern eastern western rural".split())
BARE: Final = lazy_pattern(r"\b[Tt]he (Act|Regulations|Measure)\b(?! \d{4}| of \d{4})")
NAMED: Final = lazy_pattern(r"\b(?:Act|Regulations|Measure) \d{4}|\b(?:Act|Regulations|Measure)[”\"’)]")


@dataclass(frozen=True)
class _Row:
    words: tuple[str, ...]  # regular expressions
    starts: tuple[str, ...]  # what each of its words begins with, in small letters: quick to look for
    country: str
    what: str  # there is to say of it
    instead: str  # what to write
    unless_began_before: date | None = None
    is_in_law_files: bool = False
    near: str = ""  # an expression: one of these words has to be in the paragraph
    not_near: str = ""  # or none of these

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Made only for words that may be there: most texts have none of them."""
        return _pattern(self.words)

    def is_meant(self, paragraph: str) -> bool:
        """Whether a paragraph speaks of what the row is about: Acts are old for some services, and not for others."""
        return (not self.near or re.search(self.near, paragraph, re.IGNORECASE) is not None) and not (
            self.not_near and re.search(self.not_near, paragraph, re.IGNORECASE)
        )

    def is_in(self, text: str, in_small: str) -> bool:
        return any(start in in_small for start in self.starts) and self.pattern.search(text) is not None


def check_law(subject: Subject) -> Iterator[Finding]:
    """Yield each name of a law or body that does not stand for law of this day and country."""
    country = str(value_at(subject.values, "document", "jurisdiction") or "")
    began = value_at(subject.values, "contract", "procurement", "began_on")
    replaced, foreign, _ = _lists()
    everything = "\n".join(passage.text for passage in subject.passages)
    in_small = everything.casefold()
    old = [
        row
        for row in replaced
        if row.country in ("both", country)
        and not (row.is_in_law_files and subject.kind == "answers")  # the reading of answers tells those
        and row.is_in(everything, in_small)
    ]
    if began is None and any(row.unless_began_before for row in old):
        began = _latest_start(everything)
    other = [row for row in foreign if country and row.country != country and row.is_in(everything, in_small)]
    for passage, matches in subject.read() if old or other else ():
        small = passage.text.casefold()
        known = [(match.start, match.end) for match in matches if all(one.status == DATED for one in match.forms)]
        for rule, rows in ((LAW_REPLACED, old), (LAW_COUNTRY, other)):
            for row in rows:
                if not any(start in small for start in row.starts):
                    continue
                if not _may_stand(row, began) and row.is_meant(passage.text):
                    yield from _found(rule, row, passage, known)
    yield from _bare(subject)


DATED: Final = "superseded"  # the glossary has the day, and the word to write


def is_of_the_past(sentence: str) -> bool:
    """Whether a sentence itself says that it speaks of the past."""
    return _lists()[2].search(sentence) is not None


# A contract stays under the law that it was let under.
LET_UNDER: Final = lazy_pattern(
    r"\b(?:bought|let|procured|awarded|tendered|concluded|called off|established|advertised)\b[^.;]{0,40}"
    r"\bunder\b[^.;]{0,50}$"
)
STARTS: Final = lazy_pattern(
    r"\b(?:years?|months?|[Cc]ontract|[Tt]erm|[Aa]greement|[Ss]ervices?|starts?|begins?|commences?|runs?|effect) "
    rf"(?:on|from) (?:[A-Z][a-z]+day,? )?(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(MONTHS)}) (\d{{4}})\b"
)
PROCUREMENT: Final = lazy_pattern(r"Public Contracts Regulations|PCR")


def _found(rule: Rule, row: _Row, passage: Passage, known: list[tuple[int, int]]) -> Iterator[Finding]:
    quoted: list[tuple[int, int]] | None = None
    for found in row.pattern.finditer(passage.text):
        if any(start <= found.start() and found.end() <= end for start, end in known):
            continue
        quoted = list(quotations_in(passage.text)) if quoted is None else quoted
        if any(start < found.start() < end for start, end in quoted):
            continue
        sentence = sentence_of(passage.text, found.start())
        if is_of_the_past(sentence.replace(found.group(), " ")):
            continue
        if PROCUREMENT.match(found.group()) and LET_UNDER.search(passage.text[: found.start()]):
            continue
        if rule is LAW_COUNTRY and _speaks_of(row.country, _line_at(passage.text, found.start())):
            continue
        message = f"“{found.group()}” {row.what}"
        yield finding_at(rule, passage, found.start(), found.end(), message, row.instead)


def _line_at(text: str, place: int) -> str:
    """Return the line of an answer around a place: each is a paragraph of its own."""
    end = text.find("\n", place)
    return text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)]


def _speaks_of(country: str, line: str) -> bool:
    """Whether a line speaks of people or services of the other country, and does not only name its law and bodies."""
    replaced, foreign, _ = _lists()
    small = line.casefold()
    for row in (*foreign, *replaced):
        if row.country == country and row.is_in(line, small):
            line = row.pattern.sub(" ", line)
    for found in OF_COUNTRY[country].finditer(line):
        before = word_before(line, found.start())
        is_region = before.casefold() in REGIONS or before.casefold() in FUNCTION_WORDS
        if (is_region or not before[:1].isupper()) and not word_after(line, found.end())[:1].isupper():
            return True
    return False


def is_listed(law: str, country: str) -> bool:
    """Whether a law is in the lists as one that was replaced, or as one of the other country: the rules tell of it."""
    replaced, foreign, _ = _lists()
    rows = [row for row in replaced if row.country in ("both", country)]
    rows += [row for row in foreign if row.country != country]
    small = law.casefold()
    return any(row.is_in(law, small) for row in rows)


def law_of(texts: Iterable[tuple[ValuePath, str]], values: Mapping[str, object]) -> Iterator[tuple[ValuePath, Fault]]:
    """Yield what is wrong with the names of bodies, which are no passages."""
    texts = tuple(texts)
    everything = "\n".join(text for _, text in texts)
    in_small = everything.casefold()
    country = str(value_at(values, "document", "jurisdiction") or "")
    began = value_at(values, "contract", "procurement", "began_on")
    replaced, foreign, _ = _lists()
    old = [row for row in replaced if row.country in ("both", country) and not _may_stand(row, began)]
    for rule, rows in (
        (LAW_REPLACED, old),
        (LAW_COUNTRY, [row for row in foreign if country not in ("", row.country)]),
    ):
        for row in (one for one in rows if one.is_in(everything, in_small)):
            for path, text in texts:
                for found in row.pattern.finditer(text):
                    yield path, Fault(f"“{found.group()}” {row.what}", row.instead, rule.id, rule.level)


def _bare(subject: Subject) -> Iterator[Finding]:
    """A law without its title, in a file that nowhere says which one it means."""
    defined = {one.term.casefold().removeprefix("the ") for one in subject.definitions}
    for passage in subject.passages:
        found = BARE.search(passage.text)
        if found is None or passage.is_head or found.group(1).casefold() in defined:
            continue
        if not NAMED.search(passage.text) and subject.kind == "answers":
            message = f"“{found.group()}” does not say which law is meant"
            yield finding_at(LAW_UNNAMED, passage, found.start(), found.end(), message, "write its title and year")


@cache
def _lists() -> tuple[tuple[_Row, ...], tuple[_Row, ...], re.Pattern[str]]:
    data = review_data("law_words")
    replaced = tuple(_replaced(row) for row in rows_at(data, "replaced"))
    foreign = tuple(
        _Row(
            texts_of(row.get("words")),
            _starts(texts_of(row.get("words"))),
            text_at(row, "of"),
            f"is of {text_at(row, 'of').title()}, whose law does not apply here",
            f"write {text_at(row, 'other')}, if that is meant",
        )
        for row in rows_at(data, "foreign")
    )
    return replaced, foreign, re.compile("|".join(rf"\b{one}\b" for one in texts_of(data.get("past"))), re.IGNORECASE)


def _replaced(row: Mapping[str, object]) -> _Row:
    limit = row.get("unless_began_before")
    since = row.get("since")
    return _Row(
        texts_of(row.get("old")),
        _starts(texts_of(row.get("old"))),
        text_at(row, "of"),
        f"was replaced on {since}" if since else "was replaced",
        f"write {text_at(row, 'now')}, or say that the text is about the past",
        date.fromisoformat(str(limit)) if limit else None,
        row.get("in_law_files") is True,
        text_at(row, "near"),
        text_at(row, "not_near"),
    )


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<![\w’'-])(?:" + "|".join(words) + r")(?![\w-])")


def _starts(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the letters that each word begins with, as far as they are plain."""
    plain = (re.sub(r"^(?:\(\?<!.*?\))+|\[(\w)\w\]", r"\1", one) for one in words)
    found = (re.match(r"[\w ]*(?![?*])(?<! )", one) for one in plain)
    return tuple(one.group().casefold() if one else "" for one in found)


def _latest_start(text: str) -> date | None:
    """Return the last day on which a text says that a contract or a service starts: it was let before that day."""
    days = []
    for found in STARTS.finditer(text):
        with suppress(ValueError):  # a day that no calendar has
            days.append(date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1])))
    return max(days, default=None)


def _may_stand(row: _Row, day: object) -> bool:
    """Whether a procurement that began on a day may still name what was replaced."""
    limit = row.unless_began_before
    if limit is None:
        return False
    began = day if isinstance(day, date) else None
    if isinstance(day, str):
        try:
            began = date.fromisoformat(day)
        except ValueError:
            began = None
    return began is not None and began < limit
