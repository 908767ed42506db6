"""Hold YAML made to do harm: answers, a council's own file, its glossary, its models and its questions."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tests.hostile.case import (
    ANSWERS,
    CHECK,
    GENERATE,
    HARMLESS,
    MODEL,
    REFUSED,
    Case,
    Outcome,
    council,
    write,
)
from tests.hostile.network import NOBODY

PLAIN = ("generate", "answers.yaml", "-o", "out/draft.docx", "--date", "2026-11-16")
BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 10)}]\n" for n in range(9)
)
MERGES = "a: &a {x: 1}\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} {{<<: [{', '.join([f'*{chr(97 + n)}'] * 10)}]}}\n" for n in range(9)
)

ANSWERS_FILES: dict[str, tuple[str | bytes, str, int]] = {
    "a bomb of aliases": (BOMB, "anchor", 1),
    "a bomb of merges": (MERGES, "anchor", 1),
    "an alias of itself": ("a: &a [*a]\n", "anchor", 1),
    "a Python object": ("model: !!python/object/apply:os.system ['touch out/evil']\n", "tag", 1),
    "a hundred thousand brackets": ("a: " + "[" * 100_000, "", 1),
    "a hundred thousand dashes": ("- " * 100_000, "", 1),
    "a file of a hundred megabytes": (b"# x\n" * 25_000_000, "is larger than 2 MB", 1),
    "a NUL": ("model: care\0planning\n", "", 1),
    "bytes that are no text": (b"model: \xff\xfe\xfa\n", "is not UTF-8", 1),
    "UTF-16": ("model: care-planning\n".encode("utf-16"), "is saved as UTF-16", 1),
    "UTF-32": ("model: care-planning\n".encode("utf-32"), "UTF-16", 1),
    "a letter that turns the writing round": ("model: care\u202eplanning\n", "", 1),
    "keys without number": ("".join(f"k{n}: 1\n" for n in range(150_000)), "", 1),
    "rows without number": (
        "model: care-planning\ndocument: {jurisdiction: wales}\noutcomes:\n  list:\n"
        + "".join(f"    - {{id: O{n}, outcome: x}}\n" for n in range(50_000)),
        "",
        1,
    ),
    "a number of a million digits": (
        "model: care-planning\ndocument: {jurisdiction: wales}\ncontract:\n"
        f"  initial_term_months: {'9' * 1_000_000}\n",
        "",
        1,
    ),
    "a model outside": ("model: ../../../etc/passwd\ndocument: {jurisdiction: wales}\n", "", 1),
    "a council outside": (
        "model: tiny\ncouncil: ../co\ndocument: {jurisdiction: wales}\n",
        "is not the name of a council",
        1,
    ),
    "a council on another computer": (
        "model: tiny\ncouncil: \\\\server\\share\ndocument: {jurisdiction: wales}\n",
        "",
        1,
    ),
    "a framework outside": (
        "model: care-planning\ndocument: {jurisdiction: wales}\noutcomes: {framework: ../../x}\n",
        "",
        1,
    ),
}


def _answers(folder: Path, content: str | bytes) -> None:
    council(folder)
    write(folder / "answers.yaml", content)


def _tags_in_answers(folder: Path) -> None:
    council(folder, template=". {{ document.reference }}")
    write(
        folder / "answers.yaml", 'model: tiny\ndocument: {jurisdiction: wales, reference: "{{ 7*7 }}<w:altChunk/>"}\n'
    )


QUESTION = """\
$id: introduction
title: x
description: x
at: introduction
type: object
properties:
  name: {{title: x, description: x, reason: x, need: model, type: string, {more}}}
"""
FILES: dict[str, tuple[dict[str, str | bytes], Outcome, str]] = {
    "council.yaml: a bomb of aliases": ({"council.yaml": "name: x\n" + BOMB}, REFUSED, "anchor"),
    "council.yaml: a house outside": ({"council.yaml": "name: x\nhouse: ../secret.docx\n"}, REFUSED, "house"),
    "council.yaml: a house with an absolute path": (
        {"council.yaml": "name: x\nhouse: /etc/passwd\n"},
        REFUSED,
        "house",
    ),
    "council.yaml: a logo outside": (
        {"council.yaml": "name: x\nlogo: {file: ../secret.png, words: x}\n"},
        REFUSED,
        "logo",
    ),
    "council.yaml: a logo on another computer": (
        {"council.yaml": "name: x\nlogo: {file: '\\\\server\\x.png', words: x}\n"},
        REFUSED,
        "logo",
    ),
    "council.yaml: a council outside": ({"council.yaml": "name: x\nextends: ['../../x']\n"}, REFUSED, "extends"),
    "council.yaml: tags in a name": ({"council.yaml": "name: '{{ 7*7 }}<w:altChunk/>'\n"}, HARMLESS, "3 sections"),
    "council.yaml: XML in a font": ({"council.yaml": "name: x\nfonts: {text: 'A\"/><w:altChunk/>'}\n"}, REFUSED, ""),
    "council.yaml: XML in a colour": ({"council.yaml": "name: x\ncolours: {main: '\"/><x'}\n"}, REFUSED, "colours"),
    "council.yaml: two megabytes of rules": (
        {"council.yaml": "name: x\nrules:\n" + "".join(f"  r{n}: off\n" for n in range(100_000))},
        REFUSED,
        "",
    ),
    "glossary: forty thousand terms": (
        {
            "glossary.yaml": "concepts:\n"
            + "".join(f"  - {{id: t{n}, preferred: {{label: a{n}}}}}\n" for n in range(45_000))
        },
        REFUSED,
        "is larger than 2 MB",
    ),
    "glossary: a term like an expression": (
        {"glossary.yaml": "concepts:\n  - {id: evil, preferred: {label: '(a+)+$(a|aa)*b'}}\n"},
        HARMLESS,
        "3 sections",
    ),
    "model: it extends itself": ({"tiny.yaml": MODEL + "extends: tiny\n"}, REFUSED, ""),
    "model: a template outside": ({"tiny.yaml": MODEL.replace("tiny.docx", "../secret.docx")}, REFUSED, "outside"),
    "model: a section outside": ({"tiny.yaml": MODEL + "  - ../../x\n"}, REFUSED, ""),
    "model: a hundred thousand sections": (
        {"tiny.yaml": MODEL + "".join(f"  - s{n}\n" for n in range(100_000))},
        REFUSED,
        "",
    ),
    "questions: an expression that never ends": (
        {"sections/introduction.yaml": QUESTION.format(more="pattern: '^(a+)+$', examples: [a]")},
        REFUSED,
        "",
    ),
    "questions: a schema elsewhere": (
        {"sections/introduction.yaml": QUESTION.format(more=f"$ref: '{NOBODY}/x.json', examples: [a]")},
        REFUSED,
        "$ref means nothing here",
    ),
    "questions: a schema of a file": (
        {"sections/introduction.yaml": QUESTION.format(more="$ref: 'file:///etc/passwd', examples: [a]")},
        REFUSED,
        "$ref means nothing here",
    ),
    "questions: rules from elsewhere": (
        {"sections/introduction.yaml": f"$schema: {NOBODY}/x\n" + QUESTION.format(more="examples: [a]")},
        REFUSED,
        "",
    ),
    "a section under a name of Python": (
        {"sections/introduction.yaml": QUESTION.format(more="examples: [a]").replace("  name:", "  __class__:")},
        REFUSED,
        "__class__",
    ),
}


def _file(folder: Path, files: dict[str, str | bytes]) -> None:
    council(folder, files)
    if "sections/introduction.yaml" in files:
        write(folder / "answers.yaml", ANSWERS.rstrip() + "\nintroduction: {name: " + "a" * 40 + "!}\n")


def _glossary(folder: Path) -> None:
    write(folder / "draft.docx", ". " + "a" * 5000 + "!")
    write(folder / "glossary.yaml", "concepts:\n  - {id: evil, preferred: {label: '(a+)+$(a|aa)*b'}}\n")


CASES = [
    *(
        Case(
            f"answers: {name}",
            partial(_answers, content=content),
            PLAIN,
            REFUSED,
            says,
            code,
        )
        for name, (content, says, code) in ANSWERS_FILES.items()
    ),
    Case("answers: tags and XML", _tags_in_answers, GENERATE, HARMLESS, "3 sections", 0, "{{ 7*7 }}<w:altChunk/>"),
    *(
        Case(name, partial(_file, files=files), GENERATE, outcome, says, 0 if outcome == HARMLESS else 1)
        for name, (files, outcome, says) in FILES.items()
    ),
    Case(
        "check: a term like an expression",
        _glossary,
        (*CHECK, "--glossary", "glossary.yaml"),
        HARMLESS,
        "1 file checked",
        0,
    ),
]
