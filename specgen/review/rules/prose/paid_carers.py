"""Find carers who can only be paid: they have a duty, a shift, a rota. In law a carer is not paid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from specgen.inputs.glossary.matcher import Match
from specgen.inputs.glossary.normal_form import quotations_in
from specgen.review.findings import Finding, Subject, finding_at
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family
from specgen.system.lazy_pattern import lazy_pattern

CARER_AT_WORK = Rule(
    "CARER-AT-WORK", "warning", "mistake",
    "A carer has a duty, a shift or a rota, as only paid staff have; in law a carer is not paid.",
    "Write Care Worker.",
    "Care Act 2014, section 10; Social Services and Well-being (Wales) Act 2014, section 3",
    fires=Example("The carers do at least six activities a week."),
    silent=Example("Carers who live with the person shall be asked at each review how they are."),
    ideas=("W07",),
    spares_quotations=True,
)  # fmt: skip

# What carers without pay have done to them, or are: no duty of staff.
RECEIVES: Final = (
    r"(?:be (?:able|offered|asked|given|told|invited|involved|consulted|supported|informed|listened|treated|satisfied|"
    r"put|"
    r"encouraged|identified|included|helped|recognised|seen|referred|reported|counted|paid|left|sent|shown|"
    r"heard|kept|met|"
    r"a|the)|receive|know|have|feel|stay|get|remain|continue|say|want|need|not|choose|decide|live|sleep|benefit|"
    r"rate|find|"
    r"agree|enjoy|lose|gain|carry|take part|keep|meet|see)"
)
UNPAID: Final = lazy_pattern(
    r"(?:unpaid|family|young|adult|working-age|parent|informal|other|fellow|own|sibling|many|most|some|more|"
    r"that|for|of|with|to|from|and|or|support|by)\s+$",
    re.IGNORECASE,
)
AT_WORK: Final = lazy_pattern(
    rf"\b[Cc]arers?\s+(?:(?:shall|must|will|should)\s+(?!{RECEIVES}\b)[a-z]+"
    r"|(?:shall|must|will|should)\s+have\s+(?:an? |the )?(?:\w+ )?(?:CRB|DBS|certificates?|qualifications?|"
    r"licen[cs]es?|NVQ|references|inductions?|uniforms?|badges?)"
    r"|(?:shall|must)\s+(?:stay|remain)\s+(?:with|within|in sight|at|on)\b"
    r"|(?:shall|must|should)\s+have\s+(?:completed|undertaken|passed|attended)\b"
    r"|(?:on (?:duty|shift|site|call|nights|days|the rota)|arriving|working (?:in|on|for|at|with|from)|"
    r"coming off|finishing|starting)"
    r"|who (?:sit|visit|attend|work (?:in|on|for|at|with|nights|days|alone|shifts)|"
    r"are (?:employed|rostered|sent|on duty|on shift))"
    r"|(?:needs?|have|has|are|is)\s+to\s+be\s+(?:\w+ly\s+)?(?:proper|trained|qualified|competent|experienced|registered|"
    r"punctual|reliable|vetted|insured|on time|in uniform)"
    r"|(?:are|is)\s+(?:on site|on duty|on shift|employed|rostered|trained|recruited)"
    r"|(?:wears?|arrives?|rings? (?:in|the)|(?:is|are) coming|comes? in|(?:is |are )?going in(?:to)?"
    r"|logs?|clocks?|knocks?|notices?|administers?|works? (?:in|on|from|shifts?)|do at least)\b)"
    r"|\b(?:[Hh]ome|[Ss]enior|[Nn]ight|[Bb]ank|[Aa]gency|[Ll]ive-in|[Pp]aid|[Tt]rained|[Qq]ualified|"
    r"[Ee]xperienced|[Rr]egistered|[Mm]ale|[Ff]emale|[Rr]elief) [Cc]arers?\b"
    r"|\b[Cc]arers?['’]s?\s+(?:notes|rotas?|uniforms?|badges?|time ?sheets?|shifts?|wages|pay|supervision|log|"
    r"logs|hours|training|phones|vans?|cars?)\b"
    r"|\b[Tt]hese carers must be trained\b"
)


# Where a text calls its staff carers throughout, the others are staff too, unless it has carers without pay as well.
SURE: Final = 2  # places at which carers can only be staff
ANY: Final = lazy_pattern(rf"\b[Cc]arers?\b(?!['’])(?!\s+(?:shall|must|will|should)\s+{RECEIVES}\b)")
OF_FAMILY: Final = lazy_pattern(
    r"\b(?:unpaid|informal) carer|\b(?:family|young|parent|adult) carers?\b|"
    r"\bcarer[’']?s['’]? (?:assessment|support|centre|hub)|\bcares? for (?:them|him|her|somebody|someone)\b|"
    r"\b(?:relatives?|famil(?:y|ies)|friends?) (?:and|or) carers?\b|"
    r"\bcarers? (?:and|or) (?:relatives?|famil(?:y|ies)|friends?)\b",
    re.IGNORECASE,
)


def check_carers(subject: Subject) -> Iterator[Finding]:
    """Yield carers at work, outside quotations."""
    if "carer" not in subject.folded:
        return
    yield from _carers(subject, AT_WORK, "speaks of paid staff")
    sure = sum(len(AT_WORK.findall(one.text)) for one in subject.passages if not one.is_head and "arer" in one.text)
    if sure >= SURE and not OF_FAMILY.search(subject.folded):
        yield from _carers(subject, ANY, "seems to be paid staff here too")


def _carers(subject: Subject, pattern: re.Pattern[str], what: str) -> Iterator[Finding]:
    for passage, matches in subject.read():
        if passage.is_head or "arer" not in passage.text:
            continue
        text = passage.text
        certain = [] if pattern is AT_WORK else [one.span() for one in AT_WORK.finditer(text)]
        for found in pattern.finditer(text):
            before = text[max(0, found.start() - 30) : found.start()]
            if any(one.start < found.end() and found.start() < one.end and _is_term(one) for one in matches):
                continue
            if any(start <= found.start() < end for start, end in certain):
                continue
            if UNPAID.search(before) or any(a <= found.start() < b for a, b in quotations_in(text)):
                continue
            message = f"“{found.group()}” {what}; in law a carer is not paid"
            yield finding_at(
                CARER_AT_WORK, passage, found.start(), found.end(), message, "write Care Worker, if staff are meant"
            )


def _is_term(match: Match) -> bool:
    """Whether the words are the contract's own for something: a contract may call its staff home carers."""
    return any(form.status in ("preferred", "admitted") and " " in form.text for form in match.forms) or any(
        form.concept == "care_worker" and form.status == "preferred" for form in match.forms
    )


FAMILY = Family("Carers and paid staff", (CARER_AT_WORK,), words=check_carers)
