"""Find the terms that templates and choices type out in place of their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from specgen.inputs.glossary.matcher import Form, Match, case_of
from specgen.review.findings import Finding, Passage, Subject, finding_at
from specgen.review.rules.english import at_start, names_law, sentence_of
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family
from specgen.review.rules.term_use import about

Spans = tuple[tuple[int, int], ...]

TERM_LITERAL = Rule(
    "TERM-LITERAL", "error", "mistake",
    "A template or a choice types a term in place of its name.",
    "Write the tag that prints the term, such as {{ term.provider }}: a council may have another word.",
    "source 003, section 2.5: specifications should ensure technical accuracy",
    fires=Example("The Provider shall come.", "template"),
    silent=Example("The {{ term.provider }} shall come.", "template"),
)  # fmt: skip


def check_literal(subject: Subject, tags: Mapping[int, Spans]) -> Iterator[Finding]:
    """Yield each term typed out; `tags` says where a passage's own tags stood, by the id of the passage."""
    for passage, matches in subject.read():
        spans = tags.get(id(passage), ())
        for match in matches:
            if any(start < match.end and match.start < end for start, end in spans):
                continue
            starts = passage.is_head or at_start(passage.text, match.start)
            form = next((form for form in match.forms if _is_typed(form, match, passage, subject, starts=starts)), None)
            if form is not None and not any(one.status == "other" for one in match.forms):
                concept = subject.glossary[form.concept]
                name = f"term.{concept.id}" if subject.kind == "template" else concept.id
                name += ".plural" if form.plural else ""
                shown = f"write {{{{ {name} }}}}" if subject.kind == "template" else f"write {{{name}}}"
                if passage.is_heard:
                    shown = "say it without this word: no tag can stand in an alternative text"
                yield finding_at(
                    TERM_LITERAL, passage, match.start, match.end,
                    f"“{match.text}” is typed out, and stays when a contract has another word", shown,
                    concept.id, about=about(concept, subject),
                )  # fmt: skip


def _is_typed(form: Form, match: Match, passage: Passage, subject: Subject, *, starts: bool) -> bool:
    if form.status != "preferred":
        return False
    concept = subject.glossary[form.concept]
    case = case_of(match.text, form.text)
    if subject.kind == "section":  # a choice stands in the middle of a sentence, in small letters
        return not concept.everyday or (case == "exact" and not starts)
    if case == "exact" and form.text != form.text.lower():
        return not (starts and concept.everyday and " " not in match.text)
    return not concept.everyday and case != "mixed" and not names_law(sentence_of(passage.text, match.start))


FAMILY = Family("Terms in templates", (TERM_LITERAL,), reads=("template", "section"))
