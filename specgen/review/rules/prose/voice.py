"""Find the voice of a mail or of a brochure: first person, contractions, exclamations, idiom, praise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from specgen.inputs.glossary.normal_form import quotations_in
from specgen.review.findings import Finding, Passage, Subject, finding_at
from specgen.review.rules.english import sentence_of
from specgen.review.rules.prose.phrases import phrases_of
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family
from specgen.review.word_places import words_in
from specgen.system.lazy_pattern import lazy_pattern

CHATTY = Rule(
    "CHATTY", "warning", "suggestion",
    "The words of a mail, a conversation or a brochure stand in the specification.",
    "State the requirement and who has it, or take the sentence out.",
    "source 003, section 2.5: specifications should use plain and simple language and state real requirements",
    fires=Example("We'll pick up anything else in the mobilisation meetings."),
    silent=Example("One person said: “We'll see.” The Provider shall record such wishes."),
    spares_quotations=True,
)  # fmt: skip

FIRST: Final = lazy_pattern(
    r"(?<![\w.-])(?<!Schedule )(?<!Annex )(?<!Appendix )(?<!Part )(?<!Section )(?<!Lot )(?<!Form )"
    r"(?:[Ww]e|[Uu]s|[Oo]ur|[Oo]urs|[Oo]urselves|I|[Yy]ou|[Yy]our|[Yy]ours)(?=[\s'’,.;:!?])"
    r"(?!\s+(?:Council|House|[Rr]ef|[Rr]eference)\b)"
)
IN_PASSING: Final = (
    *("us", "our", "ours", "ourselves", "your", "yours", "please"),
    *(f"{word}{sign}s" for word in ("it", "that", "there", "here") for sign in "'’"),
)
CONTRACTION: Final = lazy_pattern(
    r"\b(?:[Dd]on|[Ww]on|[Cc]an|[Dd]oesn|[Dd]idn|[Ii]sn|[Aa]ren|[Ww]asn|[Ss]houldn|[Cc]ouldn|[Ww]ouldn|[Hh]aven|"
    r"[Hh]asn)['’]t\b"
    r"|\b(?:[Ii]t|[Tt]hat|[Tt]here|[Ss]he|[Hh]e|[Ll]et|[Ww]hat|[Hh]ere|[Ww]ho)['’]s\b(?=\s+[a-z])"
    r"|\b(?:[Ww]e|[Yy]ou|[Tt]hey|I)['’](?:ll|re|ve|d|m)\b|\b(?:[Ss]he|[Hh]e|[Ii]t)['’](?:ll|d)\b|\bI['’]m\b"
)
SECOND: Final = lazy_pattern(r"\b[Yy]ou(?:r|rs)?\b")
READERS: Final = frozenset(("you", "your", "yours"))
PERSONS: Final = READERS | {"we", "us", "our", "ours", "ourselves", "i"}
FOR_READERS: Final = 4  # passages of a section in which `you` stands
# What the Welsh Language Standards ask a council to print.
LANGUAGES: Final = lazy_pattern(r"\b(?:write to|contact|telephone|ring|speak to) us\b.*\bin (?:Welsh|English)\b")
SHOUT: Final = lazy_pattern(r"(?<=[a-z])!(?! (?:Reference|Bookmark))")
# What the name of a working file leaves in a title.
WORKING_FILE: Final = lazy_pattern(
    r"\b[vV]\d+(?:\.\d+)? ?(?:FINAL|final)\b|\b(?:FINAL|final) (?:FINAL|final|[vV]\d)|"
    r"\bwith [A-Z]\w+['’]s (?:comments|changes|edits)\b|\bclean copy\b|\btracked changes (?:on|accepted)\b"
)
# In a title only these: a label of a form may be "Don't know".
OWN_TITLE: Final = lazy_pattern(r"\b(?:[Ww]e|I)['’](?:ll|re|ve|d|m)\b|\b[Ll]et['’]s\b")
OWN_MAIL: Final = lazy_pattern(r"\b[Mm]y (?:\w+ )?(?:e-?mail|mail|note|draft|version|comments|message)s?\b")
# Behind these words a phrase says something of its own: what has to be clear, a standard if one that nobody can check.
NOT_BEHIND: Final = {
    "to be clear": lazy_pattern(r"\b(?:is|are|has|have|had|need|needs|ought|seem|seems|try|tries)\s+(?:\w+ )?$"),
    "common sense": lazy_pattern(r"\b(?:use|using|exercise) $"),
}
WORDS_OF_FILES: Final = frozenset(("final", "comments", "changes", "edits", "clean", "tracked"))
SPOKEN: Final = lazy_pattern(
    r"\bI-statements?\b|\b(?:I|We|My|Our) (?:am|can|feel|know|have|choose|live|want|get|see|do)\b"
)


def check_voice(subject: Subject) -> Iterator[Finding]:
    """Yield each sentence in such a voice, once, where it begins to sound like that."""
    found: dict[tuple[int, int], tuple[Passage, int, int]] = {}
    for hit in phrases_of("voice").hits(subject):
        ruled_out = NOT_BEHIND.get(hit.words.casefold())
        if ruled_out is None or not ruled_out.search(hit.passage.text[: hit.start]):
            _keep(found, hit.passage, hit.start, hit.end)
    for passage in subject.passages:
        in_titles = (OWN_MAIL, OWN_TITLE) if passage.is_head else (OWN_MAIL,)
        of_files = () if WORDS_OF_FILES.isdisjoint(words_in(passage.text)) else (WORKING_FILE,)
        for match in (one for pattern in (*in_titles, *of_files) for one in pattern.finditer(passage.text)):
            _keep(found, passage, match.start(), match.end())
    for_readers = _sections_for_readers(subject)
    for passage in subject.passages:
        text = passage.text
        if passage.is_head or passage.is_verbatim or not passage.is_prose or SPOKEN.match(text):
            continue
        for pattern in _patterns(text, is_for_readers=_section(passage) in for_readers):
            for match in pattern.finditer(text):
                _keep(found, passage, match.start(), match.end())
    for passage, start, end in found.values():
        words = passage.text[start:end]
        message = "this ends in an exclamation mark" if words == "!" else f"“{words}” is the voice of a mail"
        yield finding_at(CHATTY, passage, start, end, message, "state the requirement, or take the sentence out")


def _patterns(text: str, *, is_for_readers: bool) -> Iterator[re.Pattern[str]]:
    """Yield the expressions that may find something in a text."""
    if not is_for_readers and not PERSONS.isdisjoint(words_in(text)):
        yield FIRST
    if "'" in text or "’" in text:
        yield CONTRACTION
    if "!" in text:
        yield SHOUT


def is_of_a_person(finding: Finding) -> bool:
    """Whether all that a finding on the voice has is a person who is spoken of in passing: us, our, please."""
    words = finding.passage.text[finding.start : finding.end].casefold()
    return finding.rule == CHATTY.id and words in IN_PASSING


def _sections_for_readers(subject: Subject) -> frozenset[str]:
    """Return the sections of a document that speak to its readers throughout, as a page for the public does."""
    counts = Counter(_section(passage) for passage in subject.passages if _is_to_readers(passage.text))
    return frozenset(section for section, count in counts.items() if section and count >= FOR_READERS)


def _is_to_readers(text: str) -> bool:
    return not READERS.isdisjoint(words_in(text)) and SECOND.search(text) is not None


def _section(passage: Passage) -> str:
    headings = () if passage.paragraph is None else passage.paragraph.headings
    return headings[0] if headings else ""


def _keep(found: dict[tuple[int, int], tuple[Passage, int, int]], passage: Passage, start: int, end: int) -> None:
    """Keep the first of a sentence, outside quotations; a person in passing only if there is nothing else."""
    sentence = sentence_of(passage.text, start)
    if any(a <= start < b for a, b in quotations_in(passage.text)) or LANGUAGES.search(sentence):
        return
    key = id(passage), passage.text.find(sentence)
    new = passage, start, end
    if key not in found or _weight(new) < _weight(found[key]):
        found[key] = new


def _weight(place: tuple[Passage, int, int]) -> tuple[bool, int]:
    passage, start, end = place
    return passage.text[start:end].casefold() in IN_PASSING, start


FAMILY = Family("Voice", (CHATTY,), words=check_voice)
