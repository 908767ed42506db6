"""Find products and suppliers that are named or favoured where a requirement should stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from specgen.inputs.glossary.normal_form import quotations_in
from specgen.review.findings import Finding, Passage, Subject, finding_at
from specgen.review.rules.english import sentence_of
from specgen.review.rules.prose.phrases import (
    Phrases,
    any_word,
    hits_at_other_words,
    hits_of_forms,
    words_of,
)
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family
from specgen.review.word_places import WordList, words_in
from specgen.system.lazy_pattern import lazy_pattern

SUPPLIER_NAMED = Rule(
    "SUPPLIER-NAMED", "warning", "mistake",
    "A product, a make or a firm is named without “or equivalent”.",
    "Say what it has to do, or write “or equivalent” behind it.",
    "source 003, section 2.6; Procurement Act 2023, section 56(7) and (8)",
    fires=Example("The Provider shall offer the ReGain tablet to each person."),
    silent=Example("Calls shall be possible on Microsoft Teams or an equivalent."),
    ideas=("W04",),
    spares_quotations=True,
)  # fmt: skip
SUPPLIER_BIAS = Rule(
    "SUPPLIER-BIAS", "warning", "mistake",
    "The words favour one supplier.",
    "Ask for what any supplier can show.",
    "source 003, section 2.6; Procurement Act 2023, section 56",
    fires=Example("The Provider must have an office in the county."),
    silent=Example("The Provider shall reach each person within 45 minutes of a call."),
    ideas=("W05",),
    spares_quotations=True,
)  # fmt: skip

CAMEL: Final = lazy_pattern(r"(?<![\w@./-])(?!Mac|Mc|De[A-Z]|O['’])[A-Z][a-z]+[A-Z][a-z]+\w*(?:\s+[A-Z][a-z]+)?(?!\w)")
TRADE_MARK: Final = lazy_pattern(r"(?:[A-Z][\w’'-]*\s?){1,4}[®™]")
FIRMS: Final = frozenset(("ltd", "limited", "plc", "llp", "cic"))
FIRM: Final = lazy_pattern(r"\b(?:[A-Z][\w&’'-]*\s+){1,4}(?:Ltd|Limited|PLC|plc|LLP|CIC)\b")
TYPE: Final = lazy_pattern(r"\bof the ([A-Z][a-z]+ [A-Z]?\d{2,}|[A-Z][a-z]+ [A-Z]\d+) type\b")
EDITION: Final = lazy_pattern(
    r"(?<=[a-z] )((?:[A-Z][\w’-]+ ){1,2}(?:Pro|Plus|Cloud|Online|Suite|Connect|Lite|Premium|365|360|"
    r"[vV]\d[\w.]*)(?: [vV]\d[\w.]*)?)(?![\w-])"
)
# Where something has to be learned, bought or done, at a place by its name.
SCHOOL: Final = lazy_pattern(
    r"(?<=[a-z] )(?:at|from|by|with) (?:the )?((?:[A-Z][\w’'-]+ ){1,3}(?:College|University|Academy)|"
    r"(?:Coleg|Prifysgol) [A-Z]\w+)"
)
SCHOOLS: Final = frozenset(("college", "university", "academy", "coleg", "prifysgol"))
ASKS: Final = lazy_pattern(
    r"\b(?:shall|must|will|should|recommends?|uses?|using|carry|carries|log|logged|offer|such as|with the|via|"
    r"processed|recorded|stored|"
    r"held|managed|uploaded|entered|sent|kept|bought|ordered|supplied|fitted|installed|made by|to be|are to|"
    r"is to|need|needs|groups?)\b",
    re.I,
)

# How something is done that a sentence tells as a fact: calls are made over Zoom, travel is by Uber.
DONE_WITH: Final = lazy_pattern(
    r"\b(?:is|are) (?:(?:\w+ly )?(?:[a-z]+ed|made|drawn up|written(?: up)?|done|given|taken|shown|read|paid) "
    r"(?:out )?(?:over|via|on|in|through|with|using) |(?:made )?by )(?:the )?$"
)


def check_suppliers(subject: Subject) -> Iterator[Finding]:
    """Yield names of products and firms, and words that favour."""
    for passage in subject.passages:
        if passage.is_head or not passage.is_prose:
            continue
        yield from _names(passage, subject)
    phrases = Phrases(dict.fromkeys(words_of("suppliers", "bias"), ""))
    for hit in hits_at_other_words(phrases.hits(subject), hits_of_forms(subject, "suppliers", "bias_forms")):
        if hit.words.casefold() == "recommends" and not re.match(
            r"\s+(?:the\s+)?[A-Z]\w+", hit.passage.text[hit.end :]
        ):
            continue
        message = f"“{hit.words}” favours one supplier"
        yield finding_at(SUPPLIER_BIAS, hit.passage, hit.start, hit.end, message, "ask for what any supplier can show")


def _names(passage: Passage, subject: Subject) -> Iterator[Finding]:
    text, taken, words = passage.text, list(quotations_in(passage.text)), words_in(passage.text)
    patterns = (
        _products(),
        *(() if _words_of_goods().isdisjoint(words) else (_with_goods(),)),
        CAMEL,
        *((TRADE_MARK,) if "®" in text or "™" in text else ()),
        *(() if FIRMS.isdisjoint(words) else (FIRM,)),
        *((TYPE,) if "type" in words else ()),
        EDITION,
        *(() if SCHOOLS.isdisjoint(words) else (SCHOOL,)),
    )
    for pattern in patterns:
        for found in pattern.finditer(text):
            start, end = found.span(found.lastindex or 0)
            if any(a < end and start < b for a, b in taken) or text[start:end].strip() in subject.names:
                continue
            sentence = sentence_of(text, start)
            is_asked = ASKS.search(sentence) or DONE_WITH.search(text, 0, start)
            if not is_asked or _equivalent().search(sentence):
                continue
            taken.append((start, end))
            message = f"“{text[start:end].strip()}” is one product or supplier"
            remedy = "say what it has to do, or write “or equivalent”"
            yield finding_at(SUPPLIER_NAMED, passage, start, end, message, remedy)


@cache
def _products() -> WordList:
    products = words_of("suppliers", "products")
    return any_word((*products, *(f"{name}s" for name in products if not name.endswith("s"))), flags=0)


@cache
def _with_goods() -> re.Pattern[str]:
    """Return the expression for a name in front of a product's kind: the Calm Carer CD."""
    goods = "|".join(sorted(map(re.escape, words_of("suppliers", "goods")), key=len, reverse=True))
    no_names = "|".join(map(re.escape, words_of("suppliers", "no_products")))
    name = rf"(?!(?:{no_names})\b)[A-Z][\w’'-]+"
    return re.compile(
        rf"\b(?i:{goods}) (?:from|made by|supplied by) (?!the\b)({name})(?=[\s.,;])"
        rf"|(?<=[a-z] )({name}(?:\s+{name}){{0,2}}\s+(?:{goods}))\b"
    )


@cache
def _words_of_goods() -> frozenset[str]:
    """Return a word of each kind of product: where none of them is, there is no name of one."""
    return frozenset(max(words_in(kind), key=len) for kind in words_of("suppliers", "goods"))


@cache
def _equivalent() -> WordList:
    return any_word(words_of("suppliers", "equivalents"))


FAMILY = Family("Products and suppliers", (SUPPLIER_NAMED, SUPPLIER_BIAS), words=check_suppliers)
