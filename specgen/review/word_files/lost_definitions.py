"""Find terms that a draft still uses, and whose definition somebody has taken out of it.

A draft says in its record what it defined. In a file without one, the words of the glossary count as terms if the file
itself defines most of those that it uses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from specgen.document.record.block_list import BODY, Block, Stories
from specgen.inputs.contract.term_shapes import singular_of, term_key
from specgen.inputs.glossary.concept import plural_of
from specgen.inputs.glossary.matcher import Form, Match, Matcher, forms_in, same_letters
from specgen.review.findings import Finding, Passage, Subject, finding_at
from specgen.review.rules.english import at_start, is_in_name, statutes_in
from specgen.review.rules.undefined_terms import TERM_UNDEFINED
from specgen.review.word_files.word_texts import MEANING_HEADS, TERM_HEADS

LEAST: Final = 10  # words of the glossary that a file defines which has a list of them


def lost_definitions(subject: Subject, drafted: Stories) -> Iterator[Finding]:
    """Yield each term without its definition once, where it is used first; `drafted` is the draft as it was made, or
    nothing.
    """
    if BODY in drafted:
        terms, why, enough = list(_drafted_terms(drafted[BODY])), "its definition is gone", 1
    else:
        terms, why, enough = _glossary_terms(subject), "nothing here defines it", 2
    defined = {term_key(one.term) for one in subject.definitions}
    lost = {key: term for term in terms if (key := term_key(term)) not in defined}
    for key, uses in _uses(subject, lost).items() if lost else ():
        if len(uses) >= enough:
            passage, match = uses[0]
            message, remedy = (
                f"“{lost[key]}” is written as a defined term, and {why}",
                "define it, or write other words",
            )
            yield finding_at(TERM_UNDEFINED, passage, match.start, match.end, message, remedy)


def _uses(subject: Subject, terms: Mapping[str, str]) -> Mapping[str, list[tuple[Passage, Match]]]:
    """Return where each term is used; longer terms and names hide the words in them."""
    others = {*subject.names, *subject.not_terms.phrases, *(one.term for one in subject.definitions)}
    others |= {word for one in subject.glossary.values() for word in (one.label, one.plural)}
    forms = [Form(key, "own", word, plural=False) for key, term in terms.items() for word in _words(term)]
    forms += [Form("", "other", word, plural=False) for word in others if word and term_key(word) not in terms]
    texts = [passage.text for passage in subject.passages]
    found: dict[str, list[tuple[Passage, Match]]] = defaultdict(list)
    for passage, matches in zip(subject.passages, Matcher(forms_in(forms, texts)).find_all(texts), strict=True):
        for match in matches if not passage.is_head and not passage.is_verbatim else ():
            for form in match.forms:
                if form.status == "own" and _is_use(match, form, passage):
                    found[form.concept].append((passage, match))
    return found


def _words(term: str) -> set[str]:
    singular = singular_of(term, many=True)
    return {term, singular, plural_of(singular)}


def _drafted_terms(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the terms in the tables of definitions of a draft."""
    for table in blocks:
        rows = [[cell.words for cell in row.blocks] for row in table.blocks] if table.kind == "table" else []
        head = [" ".join(words.split()).casefold() for words in rows[0]] if rows else []
        if len(head) > 1 and head[0] in TERM_HEADS and head[1] in MEANING_HEADS:
            yield from (" ".join(row[0].split()).strip("“”\"'") for row in rows[1:] if row)


def _glossary_terms(subject: Subject) -> list[str]:
    """Return the words of the glossary if a file lists so many of them that it has to list all that it uses."""
    listed = {term_key(one.term) for one in subject.definitions if not one.is_inline}
    terms = [one.label for one in subject.glossary.values() if one.definition]
    return terms if sum(term_key(term) in listed for term in terms) >= LEAST else []


def _is_use(match: Match, form: Form, passage: Passage) -> bool:
    """Whether a word is used as a term: with its capitals, not only for a sentence starts, and in no longer name."""
    text = passage.text
    if match.text != form.text and not same_letters(match.text, form.text):
        return False
    if (" " not in match.text and at_start(text, match.start)) or is_in_name(text, match.start, match.end):
        return False
    return not any(start <= match.start and match.end <= end for start, end in statutes_in(text))
