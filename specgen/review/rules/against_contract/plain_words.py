"""Bring the words of a contract into their plainest form: endings off, one word for one thing, stock words known."""

from __future__ import annotations

from typing import Final

STOP: Final = frozenset(
    "a an the and or but of in on at to from by for with without as is are was were be been being"
    " it its this that these"
    " those they them their there he she his her we our you your who whom which what where when"
    " while if then than so such"
    " any all each every both either neither no not nor only also other another same own more most"
    " less least into out up"
    " down over under about against between through during before after above below again further"
    " once here how why can"
    " could shall will would should may might must do does did done have has had having under per upon within under"
    " accordance accordingly relation respect including include includes set out otherwise unless until whether"
    " reasonable reasonably appropriate time times".split()
)
# Words that stand in nearly every clause of either document: they say whose duty it is, and not what it is.
STOCK: Final = frozenset(
    "provider council service contract person people agreement specification condition clause party schedule authority"
    " contractor supplier care support work worker individual commissioner staff outcome plan user day".split()
)
# Other words for the same thing in a contract's language, each group written as its first word.
GROUPS: Final = """
    keep maintain retain hold | tell notify inform advise | end terminate termination cease | begin start commence |
    give provide supply deliver | send submit forward | ask request | pay payment reimburse | buy purchase procure |
    written writing | make ensure | follow comply observe adhere | stop prevent | check verify |
    help assist assistance | change vary variation amend | yearly annual annually year | money sum amount |
    cover insurance insure | secret confidential confidence | allow permit | show demonstrate | use utilise |
    employ engage recruit | immediately promptly forthwith once | breach default failure fail | bill invoice |
    record document | share disclose | consent permission agree approval | subcontract sublet | transfer assign |
    month monthly | premises building property | complaint grievance
"""
FIRST: Final = {word: group.split()[0] for group in GROUPS.split("|") for word in group.split()}


def stem_of(word: str) -> str:
    """Return the plainest form of a word: keeps, keeping -> keep; and the first of the words for the same thing."""
    word = word.removesuffix("'s").rstrip("'")
    if word in FIRST:
        return FIRST[word]
    stem = word
    for end, rest in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", "")):
        if word.endswith(end) and len(word) - len(end) > 2 and not word.endswith(("ss", "us", "is")):
            stem = word[: -len(end)] + rest
            break
    if len(stem) > 3 and stem[-1] == stem[-2] and word.endswith(("ing", "ed")):
        stem = stem[:-1]
    for one in (stem, stem + "e", stem.removesuffix("e")):
        if one in FIRST:
            return FIRST[one]
    return stem.removesuffix("e") if len(stem) > 4 else stem
