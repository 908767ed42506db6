"""Hold folders and names made to do harm: links, devices and pipes, names of files, circles of templates."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from tests.hostile.case import (
    ANSWERS,
    GENERATE,
    HARMLESS,
    MODEL,
    REFUSED,
    STOPPED,
    TEMPLATE_CHECK,
    Case,
    Outcome,
    council,
    write,
)
from tests.support.word_files import word_file

IMPORT = ("glossary", "import", "draft.docx", "-o", "out/glossary.yaml")
A_DEVICE = "is a device or a pipe, not a file"
SECRET = "the secret of somebody else"  # the test puts it beside the case's folder, and looks for it after


def secret(folder: Path) -> Path:
    """The file that no case may get at: a good Word file, and it stands outside."""
    return folder.parent / f"{folder.name}-secret.docx"


def linked(folder: Path, name: str, target: Path) -> None:
    place = council(folder)
    (place / name).unlink(missing_ok=True)
    (place / name).parent.mkdir(exist_ok=True)
    (place / name).symlink_to(target)


def linked_section(folder: Path) -> None:
    linked(folder, "sections/introduction.docx", secret(folder))


def linked_to_the_system(folder: Path) -> None:
    linked(folder, "sections/introduction.docx", Path("/etc/passwd"))


def linked_house(folder: Path) -> None:
    linked(folder, "house.docx", secret(folder))


def linked_model(folder: Path) -> None:
    linked(folder, "tiny.yaml", write(folder.parent / f"{folder.name}-secret.yaml", MODEL))


def linked_folder(folder: Path) -> None:
    outside = folder.parent / f"{folder.name}-secret"
    write(outside / "introduction.docx", SECRET)
    place = council(folder)
    for file in (place / "sections").iterdir():
        file.unlink()
    (place / "sections").rmdir()
    (place / "sections").symlink_to(outside)


def folder_in_itself(folder: Path) -> None:
    (council(folder) / "sections" / "more").symlink_to(folder / "co")


def pipe(name: str) -> Callable[[Path], None]:
    def lay(folder: Path) -> None:
        council(folder)
        path = folder / name
        path.unlink(missing_ok=True)
        os.mkfifo(path)

    return lay


def link_to(name: str, target: str) -> Callable[[Path], None]:
    def lay(folder: Path) -> None:
        council(folder)
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(target)

    return lay


def sparse(name: str) -> Callable[[Path], None]:
    """A file that says it has 200 GB."""

    def lay(folder: Path) -> None:
        council(folder)
        with (folder / name).open("wb") as file:
            file.truncate(200 * 2**30)

    return lay


def calls(*templates: str) -> Callable[[Path], None]:
    """The template of the model has these tags."""

    def lay(folder: Path) -> None:
        council(folder, template="\n".join(templates))

    return lay


def circle(folder: Path) -> None:
    files = {"a.docx": '{%p include "b.docx" %}', "b.docx": '{%p include "a.docx" %}'}
    council(folder, files, '{%p include "a.docx" %}')


def doubling(folder: Path) -> None:
    """Thirty templates, each of which includes the next one twice: a thousand million paragraphs."""
    twice = {f"t{n}.docx": "\n".join([f'{{%p include "t{n + 1}.docx" %}}'] * 2) for n in range(30)}
    council(folder, twice | {"t30.docx": f". {'x' * 20_000}"}, '{%p include "t0.docx" %}')


def many_files(folder: Path) -> None:
    place = council(folder)
    data = word_file(". x")
    for number in range(3000):
        (place / "sections" / f"s{number}.docx").write_bytes(data)


def many_models(folder: Path) -> None:
    place = council(folder)
    for number in range(2000):
        write(place / f"m{number}.yaml", MODEL.replace("tiny", f"m{number}"))
    write(folder / "answers.yaml", ANSWERS.replace("tiny", "tinny"))


def escapes(folder: Path) -> None:
    council(folder)
    write(folder / "\x1b]0;owned\x07.docx", b"PK\3\4")


def escapes_in_answers(folder: Path) -> None:
    council(folder)
    write(folder / "answers.yaml", ANSWERS + '"\\e]0;owned\\a": 1\n')


def modules(folder: Path) -> None:
    """Files named like the modules that Python loads."""
    council(folder)
    for name in ("yaml", "jinja2", "docxtpl", "json", "sitecustomize", "specgen"):
        write(folder / f"{name}.py", "raise SystemExit('taken over')\n")
        write(folder / "co" / f"{name}.py", "raise SystemExit('taken over')\n")


LAID: dict[str, tuple[Callable[[Path], None], tuple[str, ...], Outcome, str, int]] = {
    "a section that links outside": (linked_section, GENERATE, REFUSED, "a link to a place outside", 1),
    "a section that links to the system": (linked_to_the_system, GENERATE, REFUSED, "a link to a place outside", 1),
    "a house that links outside": (linked_house, GENERATE, REFUSED, "outside the folders", 2),
    "a model that links outside": (linked_model, GENERATE, REFUSED, 'there is no model "tiny"', 1),
    "a folder that links outside": (linked_folder, GENERATE, REFUSED, "a link to a place outside", 1),
    "a folder that links to itself": (folder_in_itself, GENERATE, HARMLESS, "3 sections", 0),
    "answers that are a pipe": (pipe("answers.yaml"), GENERATE, REFUSED, A_DEVICE, 2),
    "answers that never end": (link_to("answers.yaml", "/dev/zero"), GENERATE, REFUSED, A_DEVICE, 2),
    "a draft that is a pipe": (pipe("out/draft.docx"), GENERATE, REFUSED, A_DEVICE, 2),
    "a template that is a pipe": (pipe("co/tiny.docx"), GENERATE, REFUSED, "there is no template", 1),
    "a template that never ends": (link_to("co/tiny.docx", "/dev/zero"), GENERATE, REFUSED, "there is no template", 1),
    "a template to check that is a pipe": (pipe("co/tiny.docx"), TEMPLATE_CHECK, REFUSED, A_DEVICE, 2),
    "a house that is a pipe": (pipe("co/house.docx"), GENERATE, HARMLESS, "3 sections", 0),
    "a model that is a pipe": (pipe("co/tiny.yaml"), GENERATE, REFUSED, "there is no model", 1),
    "a council.yaml that is a pipe": (pipe("co/council.yaml"), GENERATE, HARMLESS, "3 sections", 0),
    "a glossary that is a pipe": (pipe("co/glossary.yaml"), GENERATE, HARMLESS, "3 sections", 0),
    "a draft to check that is a pipe": (pipe("draft.docx"), ("check", "draft.docx"), REFUSED, A_DEVICE, 2),
    "a draft to check that never ends": (
        link_to("draft.docx", "/dev/zero"),
        ("check", "draft.docx"),
        REFUSED,
        A_DEVICE,
        2,
    ),
    "conditions that are a pipe": (pipe("draft.docx"), IMPORT, REFUSED, A_DEVICE, 2),
    "conditions that never end": (link_to("draft.docx", "/dev/zero"), IMPORT, REFUSED, A_DEVICE, 2),
    "a template of 200 GB": (sparse("co/tiny.docx"), GENERATE, REFUSED, "is larger than 50 MB", 1),
    "a draft of 200 GB": (sparse("draft.docx"), ("check", "draft.docx"), REFUSED, "is larger than 50 MB", 2),
    "questions of 200 GB": (sparse("co/sections/introduction.yaml"), GENERATE, REFUSED, "is larger than 2 MB", 1),
    "a template called from outside": (
        calls('{%p include "../../secret.docx" %}'),
        GENERATE,
        REFUSED,
        "points outside",
        1,
    ),
    "a template called by its place": (calls('{%p include "/etc/passwd" %}'), GENERATE, REFUSED, "points outside", 1),
    "a template called from another computer": (
        calls(r'{%p include "\\\\server\\x.docx" %}'),
        GENERATE,
        REFUSED,
        "points outside",
        1,
    ),
    "a template that extends one outside": (
        calls('{%p extends "../x.docx" %}', "{%p block body %}", "{%p endblock %}"),
        GENERATE,
        REFUSED,
        "points outside",
        1,
    ),
    "a template whose name is worked out": (
        calls("{%p include '../' + 'x.docx' %}"),
        GENERATE,
        REFUSED,
        'there is no template "../x.docx"',
        1,
    ),
    "templates in a circle": (circle, GENERATE, REFUSED, "the template includes or extends itself", 1),
    "templates that double thirty times": (doubling, GENERATE, STOPPED, "was stopped", 1),
    "three thousand sections": (many_files, GENERATE, HARMLESS, "3 sections", 0),
    "two thousand models, and a wrong name": (many_models, GENERATE, REFUSED, "did you mean tiny?", 1),
    "a name that steers the terminal": (escapes, ("check", "\x1b]0;owned\x07.docx"), REFUSED, "damaged", 2),
    "answers that steer the terminal": (escapes_in_answers, GENERATE, REFUSED, "0;owned", 1),
    "a council to check that links outside": (
        linked_house,
        ("council", "check", "co"),
        REFUSED,
        "outside the folders",
        1,
    ),
    "a council to certify that links outside": (linked_house, ("council", "certify", "co"), REFUSED, "outside", 1),
    "files named like Python's modules": (modules, GENERATE, HARMLESS, "3 sections", 0),
}

CASES = [Case(f"folder: {name}", *rest) for name, rest in LAID.items()]
