"""Explain what is wrong with how one tag is written, in words that need no knowledge of Jinja."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, Final

from specgen.formats.word.positions import problem_at
from specgen.problems import Fault, Problem
from specgen.templates.tags.arithmetic import TOO_LARGE
from specgen.templates.tags.listing import KNOWN, Tag
from specgen.templates.tags.tag_pairs import opens

ALONE: Final = ("extends", "include", "import", "from", "set", "do")
GOT: Final = re.compile(r"expected token '(.+?)', got '(.*?)'$", re.IGNORECASE)
EMPTY: Final = re.compile(r"Expected an expression, got '(.+?)'", re.IGNORECASE)
SIGN: Final = re.compile(r"unexpected char '?(.+?)'? at")
ODD_QUOTES: Final = "„‟«»‹›‚‛′″`´＂＇"
MEANT: Final = {
    "–—−‐‑": "-",
    "≠": "!=",
    "≤": "<=",
    "≥": ">=",
    "×": "*",
    "÷": "/",
    "&": "and",
    "!": "not",
    "…": "the whole name",
}
RUNS_ON: Final = re.compile(r"\{\{|\{%|\}\s|%\s*\S+\s*\{")


def syntax_fault(tag: Tag, environment: Any) -> Problem | None:
    """Return what is wrong with one tag, if anything is."""
    from jinja2 import TemplateSyntaxError

    if tag.opening == "{%" and tag.word not in KNOWN and tag.word != "autoescape":
        near = get_close_matches(tag.word, KNOWN, 1)
        remedy = f'did you mean "{near[0]}"?' if near else f"the words are: {', '.join(KNOWN)}"
        what = f'begins with "{tag.word}", which is no word for a tag' if tag.word else "has no word to begin with"
        return problem_at(tag.line, f"{tag.typed} {what}", remedy, "tag")
    try:
        environment.parse(whole(tag))
    except TemplateSyntaxError as error:
        fault = _explained(tag, error.message or "")
        return problem_at(tag.line, f"{tag.typed} {fault.message}", fault.remedy, "tag")
    except ValueError:
        return problem_at(tag.line, *TOO_LARGE, "tag")
    except RecursionError:
        return problem_at(tag.line, "has a tag that is nested too deeply", "make it simpler", "tag")
    return None


def whole(tag: Tag) -> str:
    """Return a source in which this tag stands as it must: with a beginning and an end."""
    if tag.opening == "{{" or (tag.word in ALONE and not opens(tag)):
        return tag.plain
    if tag.word in ("else", "elif"):
        return f"{{% if x %}}{tag.plain}{{% endif %}}"
    if tag.word.startswith("end"):
        word = tag.word.removeprefix("end")
        begin = {"for": "for x in y", "macro": "macro x()", "filter": "filter upper", "call": "call x()"}
        begin |= {"block": f"block {_block_name(tag)}", "set": "set x", "with": "with", "if": "if x"}
        return f"{{% {begin[word]} %}}{tag.plain}"
    return f"{tag.plain}{{% end{tag.word} %}}"


def _block_name(tag: Tag) -> str:
    named: Sequence[str] = tag.inside.split()
    return named[1] if len(named) > 1 else "x"


def _explained(tag: Tag, said: str) -> Fault:
    outside = "".join(re.split(r"\"[^\"]*\"|'[^']*'", tag.inside))
    for opening, closing in ("()", "[]"):
        if outside.count(opening) != outside.count(closing) and not RUNS_ON.search(tag.inside):
            return Fault(f"has a {opening} without a {closing}, or the other way round", "write both")
    if RUNS_ON.search(tag.inside) or said.startswith("unexpected '}'"):
        return Fault("is not closed where it should be", "close it with }} or %} before the next words")
    if EMPTY.search(said):
        return Fault("is not finished", "write the name of an answer, such as {{ availability.start }}")
    if sign := SIGN.search(said):
        if sign.group(1).strip("'\"") in ("", "\\", "\\'"):
            return Fault("has a quotation mark that is not closed", 'write the text as "text"')
        return _odd_sign(sign.group(1))
    if got := GOT.search(said):
        return _expected(tag, got.group(1), got.group(2))
    return Fault(f"cannot be understood ({said.rstrip('.')})", "compare it with the tags of another template")


def _odd_sign(sign: str) -> Fault:
    """Say what to type for a sign that Word or another keyboard has put in its place."""
    meant = next((plain for odd, plain in MEANT.items() if sign in odd), "")
    if sign in ODD_QUOTES:
        return Fault(f"has the quotation mark {sign}, which no tag reads", 'write the text as "text"')
    if meant:
        return Fault(f"has the sign {sign}, which no tag can hold", f"write {meant} in its place")
    return Fault(f"has the sign {sign}, which no tag can hold", "take it out")


def _expected(tag: Tag, wanted: str, got: str) -> Fault:
    if wanted == "in":
        return Fault("does not say what it goes through", "write {% for row in measures %}")
    if got == "=":
        return Fault("has one = where it compares", "write == to compare")
    if wanted.startswith("end of"):
        return Fault(f'goes on with "{got}" where it should end', _ends(tag))
    if wanted in (")", "]", "}"):
        return Fault(f"has a bracket that is not closed with {wanted}", f"write the {wanted}")
    return Fault(f'has "{got}" where "{wanted}" is expected', "compare it with the tags of another template")


def _ends(tag: Tag) -> str:
    if tag.opening == "{{":
        return "a name has dots and no spaces: {{ availability.start }}"
    return (
        f"write {tag.like('for row in measures')}" if tag.word == "for" else "put and, or, == or is between two names"
    )
