"""Hold a table of Word files with odd numbering, the numbers written by hand as ECMA-376 part 1, 17.9 has them.

A line of a file is `list:level`, a style's name, or both; behind `|` stands its number as it is shown, and behind a
second `|` what a reference to it reads where that is more than the number without its full stop. `-` is no number. A
line that starts with `del` is a deleted paragraph, `row` one in a deleted table row, `moved` one that was moved away,
`new` one that was inserted, `box` one in a text box with two forms, `cell` one in a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.support.word_files import Style, level, numbered, word_file

_AUTHOR = 'w:id="9" w:author="Legal" w:date="2027-04-05T09:00:00Z"'
_NORMAL = Style("Normal")

PLAIN = numbered("1", level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)"),
                 level(3, "lowerRoman", "(%4)"))  # fmt: skip


def restart(at: int, value: int) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{value}"/></w:lvlOverride>'


def again(definition: str, number: str, more: str = "") -> tuple[str, str]:
    """A further list of a definition that is there."""
    return "", f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{more}</w:num>'


def one(form: str, text: str, start: int = 1, more: str = "") -> tuple[str, str]:
    return numbered("1", level(0, form, text, start=start, more=more))


@dataclass(frozen=True)
class NumberedFile:
    lines: tuple[str, ...]
    lists: tuple[tuple[str, str], ...] = (PLAIN,)
    styles: tuple[Style, ...] = ()
    libreoffice: Mapping[int, str] = field(default_factory=dict)  # line, from 0 -> what it prints instead; - not at all

    @property
    def data(self) -> bytes:
        body = "".join(_paragraph(line.split("|")[0].split(), index) for index, line in enumerate(self.lines))
        normal = () if any(style.name == "Normal" for style in self.styles) else (_NORMAL,)
        return word_file(body, styles=(*normal, *self.styles), lists=self.lists)

    @property
    def shown(self) -> dict[str, tuple[str, str]]:
        """Text of each paragraph that is seen -> its number, and a reference to it."""
        found = {}
        for index, line in enumerate(self.lines):
            what, label, *rest = (part.strip() for part in line.split("|"))
            if not what.startswith(("del", "row", "moved")):
                label = "" if label == "-" else label
                found[words_of(index)] = label, rest[0] if rest else label.rstrip(".")
        return found


def words_of(index: int) -> str:
    return f"Paragraph {'abcdefghijklmnopqrstuvwxyz'[index // 26]}{'abcdefghijklmnopqrstuvwxyz'[index % 26]} of it"


def _paragraph(what: list[str], index: int) -> str:
    kind = what[0] if what[0] in ("del", "row", "moved", "new", "box", "cell") else ""
    rest = what[1:] if kind else what
    place = next((word for word in rest if ":" in word), "")
    style = " ".join(word for word in rest if ":" not in word)
    look = f'<w:pStyle w:val="{style}"/>' if style and style != "plain" else ""
    if place:
        number, _, at = place.partition(":")
        level_of_list = f'<w:ilvl w:val="{at}"/>' if at else ""
        list_id = f'<w:numId w:val="{number}"/>' if number else ""
        look += f"<w:numPr>{level_of_list}{list_id}</w:numPr>"
    run = f"<w:r><w:t>{words_of(index)}</w:t></w:r>"
    if kind in ("del", "moved"):
        mark = "del" if kind == "del" else "moveFrom"
        text = run.replace("w:t>", "w:delText>") if kind == "del" else run
        return (
            f"<w:p><w:pPr>{look}<w:rPr><w:{mark} {_AUTHOR}/></w:rPr></w:pPr><w:{mark} {_AUTHOR}>{text}</w:{mark}></w:p>"
        )
    if kind == "new":
        return f"<w:p><w:pPr>{look}<w:rPr><w:ins {_AUTHOR}/></w:rPr></w:pPr><w:ins {_AUTHOR}>{run}</w:ins></w:p>"
    paragraph = f"<w:p><w:pPr>{look}</w:pPr>{run}</w:p>"
    if kind in ("row", "cell"):
        gone = f"<w:trPr><w:del {_AUTHOR}/></w:trPr>" if kind == "row" else ""
        kept = "<w:tr><w:tc><w:p/></w:tc></w:tr>"
        return f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{gone}<w:tc>{paragraph}</w:tc></w:tr>{kept}</w:tbl><w:p/>"
    if kind == "box":
        box = f"<w:txbxContent>{paragraph}</w:txbxContent>"
        return (
            '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData>'
            f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
            f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
    return paragraph


_LINKED = numbered("1", level(0, "decimal", "%1", "Chapter"), level(1, "decimal", "%1.%2", "Rule"),
                   level(2, "lowerLetter", "(%3)", "Part"))  # fmt: skip
_STYLES = (Style("Chapter", list=("1", 0)), Style("Rule", list=("1", 1)), Style("Part", list=("1", 2)))
_LIST_STYLE = (
    Style("OurList", "numbering", look="", list=("2", 0)),
)  # fmt: skip
_NAMED_LISTS = (
    ('<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="OurList"/></w:abstractNum>',
     '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'),
    ('<w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="multilevel"/><w:styleLink w:val="OurList"/>'
     + level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + "</w:abstractNum>",
     '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'),
)  # fmt: skip
_NO_START = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    "</w:abstractNum>",
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
)

FILES: dict[str, NumberedFile] = {
    "one list": NumberedFile(("1:0 | 1.", "1:0 | 2.", "1:1 | 2.1", "1:2 | (a) | 2.1(a)", "1:3 | (i) | 2.1(a)(i)")),
    "a level begins again": NumberedFile(("1:0 | 1.", "1:1 | 1.1", "1:1 | 1.2", "1:0 | 2.", "1:1 | 2.1")),
    "text between": NumberedFile(("1:0 | 1.", "plain | -", "1:0 | 2.")),
    "two lists of one definition go on": NumberedFile(
        ("1:0 | 1.", "5:0 | 2.", "1:0 | 3."), (PLAIN, again("1", "5"))),
    "a list that starts anew": NumberedFile(
        ("1:0 | 1.", "1:0 | 2.", "5:0 | 1.", "5:0 | 2."), (PLAIN, again("1", "5", restart(0, 1)))),
    "a list that starts at seven": NumberedFile(
        ("1:0 | 1.", "5:0 | 7.", "5:1 | 7.1", "5:0 | 8."), (PLAIN, again("1", "5", restart(0, 7)))),
    "the first list goes on behind one that starts anew": NumberedFile(
        ("1:0 | 1.", "5:0 | 1.", "1:0 | 2."), (PLAIN, again("1", "5", restart(0, 1)))),
    "only the second level starts anew": NumberedFile(
        ("1:0 | 1.", "1:1 | 1.1", "1:1 | 1.2", "5:1 | 1.5", "5:1 | 1.6"), (PLAIN, again("1", "5", restart(1, 5)))),
    "a level of its own in a list": NumberedFile(
        ("1:0 | 1.", "5:0 | B)"),
        (PLAIN, again("1", "5", '<w:lvlOverride w:ilvl="0">' + level(0, "upperLetter", "%1)") + "</w:lvlOverride>"))),
    "two definitions": NumberedFile(
        ("1:0 | 1.", "2:0 | a)", "1:0 | 2.", "2:0 | b)"), (PLAIN, numbered("2", level(0, "lowerLetter", "%1)")))),
    "a start value": NumberedFile(("1:0 | 4.", "1:0 | 5."), (one("decimal", "%1.", 4),)),
    "a start at nought": NumberedFile(("1:0 | 0.", "1:0 | 1."), (one("decimal", "%1.", 0),)),
    "no start value is nought": NumberedFile(("1:0 | 0.", "1:0 | 1."), (_NO_START,)),
    "letters beyond z": NumberedFile(
        ("1:0 | y)", "1:0 | z)", "1:0 | aa)", "1:0 | bb)"), (one("lowerLetter", "%1)", 25),)),
    "capital letters beyond zz": NumberedFile(
        ("1:0 | ZZ", "1:0 | AAA"), (one("upperLetter", "%1", 52),)),
    "roman numbers": NumberedFile(
        ("1:0 | xlviii", "1:0 | xlix", "1:0 | l", "1:0 | li"), (one("lowerRoman", "%1", 48),)),
    "capital roman numbers": NumberedFile(("1:0 | CMXCIX", "1:0 | M"), (one("upperRoman", "%1", 999),)),
    "a nought before": NumberedFile(("1:0 | 09", "1:0 | 10"), (one("decimalZero", "%1", 9),)),
    "ordinal numbers": NumberedFile(
        ("1:0 | 11th", "1:0 | 12th"), (one("ordinal", "%1", 11),)),
    "first, second, third": NumberedFile(
        ("1:0 | 1st", "1:0 | 2nd", "1:0 | 3rd", "1:0 | 4th"), (one("ordinal", "%1"),)),
    "words before the number": NumberedFile(("1:0 | Schedule 1", "1:0 | Schedule 2"), (one("decimal", "Schedule %1"),)),
    "words without a number": NumberedFile(("1:0 | Note:", "1:0 | Note:"), (one("none", "Note:"),)),
    "bullets": NumberedFile(("1:0 | -", "1:0 | -"), (one("bullet", "•"),)),
    "a number below a bullet": NumberedFile(
        ("1:0 | -", "1:1 | 1. | 1", "1:1 | 2. | 2"),
        (numbered("1", level(0, "bullet", "•"), level(1, "decimal", "%2.")),)),
    "a skipped level counts as begun": NumberedFile(("1:0 | 1.", "1:2 | (a) | 1.1(a)", "1:1 | 1.2")),
    "the first level is missing": NumberedFile(("1:1 | 1.1", "1:1 | 1.2", "1:0 | 2.", "1:1 | 2.1")),
    "a level that begins again behind a higher one only": NumberedFile(
        ("1:0 | 1.", "1:1 | 1.1", "1:2 | (a) | 1.1(a)", "1:1 | 1.2", "1:2 | (b) | 1.2(b)", "1:0 | 2.",
         "1:2 | (a) | 2.1(a)"),
        (numbered("1", level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"),
                  level(2, "lowerLetter", "(%3)", more='<w:lvlRestart w:val="1"/>')),),
        libreoffice={4: "(a)"}),
    "a level that never begins again": NumberedFile(
        ("1:0 | 1.", "1:1 | 1.1", "1:0 | 2.", "1:1 | 2.2"),
        (numbered("1", level(0, "decimal", "%1."), level(1, "decimal", "%1.%2", more='<w:lvlRestart w:val="0"/>')),),
        libreoffice={3: "2.1"}),
    "legal numbers": NumberedFile(
        ("1:0 | II", "1:1 | 2.1"),
        (numbered("1", level(0, "upperRoman", "%1", start=2), level(1, "decimal", "%1.%2", more="<w:isLgl/>")),),
        libreoffice={1: "II.1"}),
    "roman above decimal": NumberedFile(
        ("1:0 | II", "1:1 | II.1"),
        (numbered("1", level(0, "upperRoman", "%1", start=2), level(1, "decimal", "%1.%2")),)),
    "numbering in styles": NumberedFile(
        ("Chapter | 1", "Rule | 1.1", "Part | (a) | 1.1(a)", "Rule | 1.2"), (_LINKED,), _STYLES),
    "the level that names the style wins over the style's own": NumberedFile(
        ("Chapter | 1", "Rule | 1.1"), (_LINKED,), (_STYLES[0], Style("Rule", list=("1", 0))),
        libreoffice={1: ""}),
    "a style takes its list from its parent": NumberedFile(
        ("Chapter | 1", "Rule | 1.1", "Special | 1.2"), (_LINKED,), (*_STYLES, Style("Special", based_on="Rule"))),
    "a style and a list of its own": NumberedFile(
        ("Chapter | 1", "Chapter 2:0 | i)", "Chapter | 2"),
        (_LINKED, numbered("2", level(0, "lowerRoman", "%1)"))), _STYLES),
    "a number taken away": NumberedFile(("Chapter | 1", "Chapter 0: | -", "Chapter | 2"), (_LINKED,), _STYLES),
    "a level of its own in the style's list": NumberedFile(
        ("Chapter | 1", "Chapter :1 | 1.1"), (_LINKED,), _STYLES),
    "numbering in the default style": NumberedFile(
        ("plain | 1", "plain | 2"), (one("decimal", "%1"),),
        (Style("Normal", list=("1", 0)),)),
    "a list style": NumberedFile(("1:0 | 1.", "1:1 | 1.1", "2:0 | 2."), _NAMED_LISTS, _LIST_STYLE),
    "a deleted paragraph": NumberedFile(
        ("1:0 | 1.", "del 1:0 | -", "1:0 | 2.", "1:1 | 2.1"), libreoffice={1: "[2.]", 2: "[3.]", 3: "1.1[3.1]"}),
    "a paragraph moved away": NumberedFile(
        ("1:0 | 1.", "moved 1:0 | -", "new 1:0 | 2.", "1:0 | 3."), libreoffice={1: "[2.]", 2: "[3.]", 3: "2."}),
    "an inserted paragraph": NumberedFile(("1:0 | 1.", "new 1:1 | 1.1", "1:1 | 1.2")),
    "a deleted row": NumberedFile(
        ("1:0 | 1.", "row 1:0 | -", "1:0 | 2."), libreoffice={1: "2.", 2: "3."}),
    "a table": NumberedFile(("1:0 | 1.", "cell 1:0 | 2.", "1:0 | 3.")),
    "a text box with two forms": NumberedFile(
        ("1:0 | 1.", "box 1:0 | 2.", "1:0 | 3."), libreoffice={1: "-", 2: "2."}),  # it draws no box without a size
    "a level that there is not": NumberedFile(("1:0 | 1.", "1:7 | -", "1:0 | 2."), libreoffice={1: "1."}),
    "a list that there is not": NumberedFile(("1:0 | 1.", "9:0 | -", "1:0 | 2.")),
}  # fmt: skip
