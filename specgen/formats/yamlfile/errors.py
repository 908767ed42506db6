"""Explain in plain words why a file cannot be read as YAML: its encoding, or what the parser stumbled over."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

import yaml

from specgen.problems import Fault, Place, Problem, about_file
from specgen.system.lazy_pattern import lazy_pattern

__all__ = ["explain", "read_text"]


def read_text(content: str | bytes, file: str) -> tuple[str, Problem | None]:
    """Return the text without a byte order mark, or why it cannot be had."""
    if isinstance(content, str):
        return content.removeprefix("\ufeff"), None
    for start, kind in _NOT_TEXT.items():
        if content.startswith(start):
            remedy = "name the YAML file of answers; a form in Word becomes one by: specgen answers FORM -o FILE"
            return "", Problem(Place(file), f"is {kind}, not a file of answers", remedy, "encoding")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in content[:4]:
        return "", about_file(file, "is saved as UTF-16", _SAVE_AS, "encoding")
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError as error:
        offset = error.start
    before = content[:offset].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    meant = bytes([content[offset]]).decode("cp1252", "replace")
    perhaps = f" (perhaps {meant})" if meant.isprintable() and meant != "\ufffd" else ""
    message = f"the byte 0x{content[offset]:02X}{perhaps} is not UTF-8"
    column = len(before) - before.rfind("\n")
    return "", Problem(Place(file, before.count("\n") + 1, column), message, _SAVE_AS, "encoding")


def explain(error: yaml.YAMLError, lines: list[str], file: str) -> Problem:
    """Return what the parser's error means to somebody who has never heard of YAML."""
    problem = getattr(error, "problem", None) or ""
    at, context = _mark(getattr(error, "problem_mark", None)), _mark(getattr(error, "context_mark", None))
    explanation = next((explanation for words, explanation in _EXPLANATIONS if problem.startswith(words)), _unknown)
    (line, column), fault = _cut_by_comment(lines, context, at) or explanation(lines, at, context)
    return fault.at(Place(file, line + 1, column + 1))


_NOT_TEXT = {
    b"PK\x03\x04": "a Word document or another packed file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel document",
    b"%PDF": "a PDF",
    b"{\\rtf": "an RTF document",
}
_CHECK_SIGNS = (
    "look here and on the line above for a quotation mark or bracket that is not closed, a colon inside an answer "
    "without quotes, or an indent that differs from its neighbours"
)
_SAVE_AS = "save the file as UTF-8 (Notepad: Save as, Encoding)"
_At = tuple[int, int]  # line and column as the parser counts them, from 0
_Explained = tuple[_At, Fault]
_KEY = lazy_pattern(r"^(?P<indent>\s*(?:- +)?)(?P<name>[\w.-]+)\s*:(?P<space>\s?)(?P<value>.*)$")


_QUOTED = lazy_pattern(r"""(?<=[\s:,\[{])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")
_CLOSE_COLON = lazy_pattern(r"^\s*(?:- +)?(?P<name>[\w-]+)[:：](?P<answer>[^\s/].*?)\s*$")
_COMMENT = lazy_pattern(r"\s#(?P<rest>[^\s,\]}]*)(?=.*[\]}])")


def _cut_by_comment(lines: list[str], opened: _At, at: _At) -> _Explained | None:
    """Explain a list or group whose end, on the same line, # has turned into a comment."""
    for number in dict.fromkeys((opened[0], _above(lines, at[0]), at[0])):
        line = _QUOTED.sub(lambda quoted: "_" * len(quoted.group()), _line(lines, number))
        comment = None if line.lstrip().startswith("#") else _COMMENT.search(line)
        before = line[: comment.start()] if comment else ""
        if comment and sum(map(before.count, "[{")) > sum(map(before.count, "]}")):
            rest = comment["rest"]
            is_colour = re.fullmatch(r"[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3}", rest)
            remedy = f'put the colour in quotes, "#{rest}"' if is_colour else f'put the answer in quotes: "#{rest}..."'
            remedy += ", or leave out the #" if is_colour else ", or put the comment on a line of its own"
            message = "# starts a comment, so the rest of this line, with the bracket that closes it, is not read"
            return _fault((number, comment.start() + 1), message, remedy)
    return None


def _fault(at: _At, message: str, remedy: str = "") -> _Explained:
    return at, Fault(message, remedy, "syntax")


def _mark(mark: object) -> _At:
    return (getattr(mark, "line", 0), getattr(mark, "column", 0))


def _line(lines: list[str], number: int) -> str:
    return lines[number] if 0 <= number < len(lines) else ""


def _above(lines: list[str], number: int) -> int:
    """The number of the nearest line above that holds something."""
    return next(
        (n for n in range(number - 1, -1, -1) if lines[n].strip() and not lines[n].lstrip().startswith("#")),
        -1,
    )


def _stray_colon(lines: list[str], at: _At, _context: _At) -> _Explained:
    number, column = at
    line = _line(lines, number)
    key = _KEY.match(line)
    above = _above(lines, number)
    if key and key["space"] and column > key.end("name") and (value := key["value"].split(" #")[0].strip()):
        plain = value[1:-1] if value[0] in "“„" and value[-1] in "”“" else value  # those of a word processor are none
        quote = "'" if '"' in plain else '"'
        in_full = f"{key['name']}: {quote}{plain}{quote}"
        written = f": {in_full if len(plain) < 70 else f'{quote} before it and {quote} behind it'}"
        remedy = f"put the answer in quotes{written}"
        return _fault(
            (number, column),
            f"a colon stands inside the answer{_after_words(line[key.start('value') : column])}",
            remedy,
        )
    previous = _KEY.match(_line(lines, above))
    if fault := _close_colon(lines, above):
        return fault
    if previous and _is_sentence(previous["value"]) and _is_sentence(line[:column]):
        message = f"the colon{_after_words(line[:column])} is read as the end of a name"
        remedy = (
            f"keep a text of several lines together: write | after {previous['name']}: and the text below it, indented"
        )
        return _fault((number, column), message, remedy)
    if previous and previous["value"]:
        message = f"this line is indented under {previous['name']}, which already has an answer on line {above + 1}"
        return _fault((number, len(line) - len(line.lstrip())), message, "start both lines in the same column")
    if above >= 0 and not previous:
        place = len(lines[above]) - len(lines[above].lstrip())
        return _fault((above, place), "this line has no colon after its name", "write name: answer")
    return _fault(
        (number, column), "a colon stands where none is expected", "put an answer that holds a colon in quotes"
    )


def _after_words(text: str) -> str:
    """Return the last words before a colon, so that it is found in a long text."""
    words = text.split()[-3:]
    return f' after "{" ".join(words)}"' if words else ""


def _is_sentence(text: str) -> bool:
    """Whether a stretch of a line is running text, and not the name of a question or a short answer."""
    return " " in text.strip() or text.strip()[:1].isupper()


def _unexpected_end(lines: list[str], at: _At, context: _At) -> _Explained:
    if _line(lines, context[0])[context[1] : context[1] + 1] in ("'", '"'):
        return _fault(context, "the quotation mark opened here is never closed", "close it at the end of the answer")
    return _fault(at, "the file ends in the middle of an answer")


def _no_key(lines: list[str], at: _At, _context: _At) -> _Explained:
    number, column = at
    line = _line(lines, number)
    before = line[:column].rstrip()
    if before.count(before[-1:] or "'") % 2 and before.endswith(("'", '"')):
        quote = before[-1]
        opened = next((above for above in range(number - 1, -1, -1) if _line(lines, above).count(quote) % 2), None)
        where = "on a line above" if opened is None else f"on line {opened + 1}"
        message = f"more text follows the quotation mark that closes an answer begun {where}"
        return _fault((number, column), message, "close that answer where it ends")
    if before.endswith("'"):
        remedy = "write an apostrophe inside single quotes twice ('') or put the answer in double quotes"
        return _fault((number, column), "more text follows the closing quotation mark", remedy)
    if before.endswith('"'):
        remedy = "put the whole answer in single quotes, or take the quotation marks out"
        return _fault((number, column), "more text follows the closing quotation mark", remedy)
    if before:
        return _fault((number, column), "this cannot stand here", "put the whole answer in quotes")
    if line.lstrip().startswith("- "):
        remedy = "indent it under the name of its list"
        return _fault((number, column), "a list item stands where the name of an answer is expected", remedy)
    if line[column : column + 1] == ":":
        return _fault((number, column), "there is no name before the colon", "write name: answer")
    message = f"this line starts in column {column + 1}, where no group or answer above it starts"
    return _fault((number, column), message, "start it in the same column as the answers it belongs with")


def _close_colon(lines: list[str], number: int) -> _Explained | None:
    """Explain a name with its answer right behind the colon; the colon may be one of a Chinese or Japanese keyboard."""
    close = _CLOSE_COLON.match(_line(lines, number))
    if close is None:
        return None
    written = _shorten(f"{close['name']}: {close['answer']}")
    return _fault((number, close.start("answer")), "a space is missing after the colon", f"write {written}")


def _no_colon(lines: list[str], _at: _At, context: _At) -> _Explained:
    if fault := _close_colon(lines, context[0]):
        return fault
    line = _line(lines, context[0]).strip()
    remedy = "write a colon after the name, or indent the line if it goes on with the answer above"
    return _fault(context, f"there is no colon after {_shorten(line)}", remedy)


def _bad_start(lines: list[str], at: _At, _context: _At) -> _Explained:
    sign = _line(lines, at[0])[at[1] : at[1] + 1]
    if sign == "\t":
        return _tab(lines, at, at)
    return _fault(at, f"an answer cannot start with {sign}", "put the answer in quotes")


def _tab(_lines: list[str], at: _At, _context: _At) -> _Explained:
    return _fault(at, "a tab stands where the line is indented", "indent with spaces, two for each level")


def _no_dash(_lines: list[str], at: _At, context: _At) -> _Explained:
    message = f"this line does not fit the list that starts on line {context[0] + 1}"
    return _fault(at, message, "start each item of the list with a dash, or this line in the column of its group")


def _list_on_line(_lines: list[str], at: _At, _context: _At) -> _Explained:
    remedy = "start the list on a line of its own, or put text that starts with a dash in quotes"
    return _fault(at, "a list cannot start on the line of its name", remedy)


def _brackets(lines: list[str], at: _At, context: _At) -> _Explained:
    opened = _line(lines, context[0])[context[1] : context[1] + 1]
    closing = {"[": "]", "{": "}"}.get(opened, "")
    if not closing:
        return _fault(at, "a bracket is missing", "put the answer in quotes")
    remedy = f"close it with {closing}, or put the answer in quotes if the bracket belongs to the text"
    return _fault(context, f"the list or group opened with {opened} here is not closed", remedy)


def _escape(_lines: list[str], at: _At, _context: _At) -> _Explained:
    remedy = "write the backslash twice, or put the answer in single quotes"
    return _fault(at, "a backslash inside double quotes has a special meaning", remedy)


def _special_start(lines: list[str], _at: _At, context: _At) -> _Explained:
    sign = _line(lines, context[0])[context[1] : context[1] + 1]
    if sign == "%":
        return _fault(context, "a line that starts with % is not used here", "take it out")
    return _fault(context, f"an answer cannot start with {sign}", "put the answer in quotes")


def _directive(_lines: list[str], at: _At, _context: _At) -> _Explained:
    return _fault(at, "a line that starts with % is not used here", "take it out")


def _unexpected(lines: list[str], at: _At, _context: _At) -> _Explained:
    sign = _line(lines, at[0])[at[1] : at[1] + 1]
    if not sign:
        return _fault(at, "an answer is missing at the end")
    return _fault(at, f"{sign} stands where an answer is expected", "put an answer that starts with it in quotes")


def _unknown(_lines: list[str], at: _At, _context: _At) -> _Explained:
    """The parser is free to use other words: they are not ours to show."""
    return _fault(at, "this line cannot be read as YAML", _CHECK_SIGNS)


def _shorten(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."


_EXPLANATIONS: tuple[tuple[str, Callable[[list[str], _At, _At], _Explained]], ...] = (
    ("mapping values are not allowed", _stray_colon),
    ("found unexpected end of stream", _unexpected_end),
    ("found unexpected document indicator", _unexpected_end),
    ("did not find expected key", _no_key),
    ("did not find expected <document start>", _no_key),
    ("could not find expected ':'", _no_colon),
    ("could not find expected directive name", _directive),
    ("found character that cannot start any token", _bad_start),
    ("found a tab character", _tab),
    ("did not find expected '-' indicator", _no_dash),
    ("block sequence entries are not allowed", _list_on_line),
    ("did not find expected ','", _brackets),
    ("did not find expected node content", _unexpected),
    ("found unknown escape character", _escape),
    ("did not find expected hexdecimal number", _escape),
    ("found invalid Unicode character escape code", _escape),
    ("did not find expected alphabetic", _special_start),
    ("did not find expected comment or line break", _special_start),
    ("found undefined tag handle", _special_start),
    ("found unknown directive name", _special_start),
    ("found incompatible YAML document", _directive),
)
