"""Word files in, compiled Jinja and the package they are printed into out: include, extends and block between Word
files.

`compose` takes the Word file of a model, follows extends up to the house (whose package, cover, headers and styles
the document gets) and include down to the sections, carries what they point at into the house, and compiles each of
them once.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import CodeType
from typing import Any, Final

from specgen.carry import House
from specgen.problems import Problem, SpecgenError, WrongInput
from specgen.template_logic import circles, follows, logic_faults, lost_blocks
from specgen.template_source import Source, last_section, problem_of, read_source, read_story
from specgen.word.package import DOCUMENT_PART, NotAWordFile, read_package, read_relationships

HOUSE: Final = "house.docx"
BUILT_IN: Final = "specgen/"  # a council's own sections/x.docx extends "specgen/sections/x.docx"
SAVE_AGAIN: Final = "open it in Word and save it as a Word Document (.docx)"
STORIES: Final = ("header", "footer")  # the parts of the house, beside its body, that hold tags


@dataclass(frozen=True)
class Shelf:
    """Where templates are looked for: a council's folders first, the built-in one last."""

    folders: tuple[Path, ...]

    def find(self, template: str) -> Path | None:
        """Return the file of a template by its name; raise WrongInput for a name that points outside the folders."""
        folders = self.folders
        if template.startswith(BUILT_IN):
            template, folders = template.removeprefix(BUILT_IN), self.folders[-1:]
        pure = PurePosixPath(template)
        if "\\" in template or ":" in template or pure.is_absolute() or ".." in pure.parts:
            raise _fault(template, "the name points outside the template folders", 'name it like "sections/scope.docx"')
        for folder in folders:
            file = folder / pure
            if file.is_file():
                if not file.resolve().is_relative_to(folder.resolve()):
                    raise _fault(template, "the file is a link to a place outside the template folders", "copy it in")
                return file
        return None

    def names(self) -> list[str]:
        """Return the name of every template on the shelf."""
        return sorted({file.relative_to(folder).as_posix() for folder in self.folders for file in _word_files(folder)})


@dataclass(frozen=True, eq=False)
class Composition:
    """Everything that does not depend on the answers: the package of the house and the compiled templates."""

    key: str  # hash of all that went in
    root: str
    parts: Mapping[str, bytes]
    sources: Mapping[str, Source]
    code: Mapping[str, CodeType]
    stories: tuple[str, ...]  # parts of the package that are templates too: headers and footers
    hashes: Mapping[str, str]  # template -> SHA-256 of its file


def _word_files(folder: Path) -> list[Path]:
    """Return the Word files of a folder, without the lock files that Word puts beside what it has open."""
    return sorted(file for file in folder.rglob("*.docx") if file.is_file() and not file.name.startswith("~$"))


def compose(root: str, wanted: Sequence[str], shelf: Shelf, environment: Any, key: str = "") -> Composition:
    """Read, carry and compile `root`, what it extends and includes, and the `wanted` templates that it includes
    by name.

    `environment` is the Jinja environment the code is for. Raises WrongInput with every fault of every file.
    """
    house_file = shelf.find(HOUSE)
    if house_file is None:
        raise _fault(HOUSE, "the house document is missing from the template folders", "put it back")
    try:
        house = House(read_package(house_file.read_bytes()))
        stories = _stories(house.parts)
    except NotAWordFile as error:
        raise _fault(HOUSE, str(error), SAVE_AGAIN) from error
    except OSError as error:
        raise _fault(HOUSE, "it cannot be read", error.strerror or "") from error
    reader = _Reader(shelf, house_file, house, environment)
    queue = [(root, "")] + [(one, "") for one in wanted]
    while queue:
        template, asked_by = queue.pop(0)
        if template not in reader.hashes:
            queue += [(one, template) for one in reader.take(template, asked_by)]
    for part in stories:
        reader.take_story(f"{HOUSE}#{part}", house.parts[part])
    problems = [*reader.problems, *(tuple(circles(reader.trees)) or lost_blocks(reader.trees))]
    problems += [problem_of(HOUSE, fault, None) for fault in house.faults(stories)]
    if problems:
        raise WrongInput(tuple(dict.fromkeys(problems)))
    parts = house.finish()
    parts[DOCUMENT_PART] = last_section(parts[DOCUMENT_PART])
    return Composition(key, root, parts, reader.sources, reader.code, stories, reader.hashes)


class _Reader:
    """Reads one template after the other and keeps what came of them."""

    def __init__(self, shelf: Shelf, house_file: Path, house: House, environment: Any) -> None:
        self._shelf, self._house_file, self._house, self._environment = shelf, house_file, house, environment
        self.sources: dict[str, Source] = {}
        self.hashes: dict[str, str] = {}
        self.code: dict[str, CodeType] = {}
        self.trees: dict[str, Any] = {}
        self.problems: list[Problem] = []

    def take(self, template: str, asked_by: str) -> list[str]:
        """Read and compile one template; return the names of those that it refers to."""
        self.hashes[template] = ""  # known, even if it turns out faulty
        try:
            file = self._shelf.find(template)
            if file is None:
                self.problems.append(_missing(template, asked_by, self._shelf))
                return []
            data = file.read_bytes()
            self.hashes[template] = hashlib.sha256(data).hexdigest()
            is_house = file == self._house_file
            self._compile(read_source(template, read_package(data), self._house, is_house=is_house))
        except SpecgenError as error:
            self.problems += error.problems
        except NotAWordFile as error:
            self.problems += _fault(template, str(error), SAVE_AGAIN).problems
        except OSError as error:
            self.problems += _fault(template, "it cannot be read", error.strerror or "").problems
        return follows(self.trees[template]) if template in self.trees else []

    def take_story(self, story: str, data: bytes) -> None:
        """Read and compile a header or footer of the house."""
        try:
            self._compile(read_story(story, data))
        except SpecgenError as error:
            self.problems += error.problems

    def _compile(self, source: Source) -> None:
        """Keep a template's tree and code. Raises WrongInput with what is wrong in its tags."""
        from jinja2 import TemplateSyntaxError

        template = source.template
        self.sources[template] = source
        try:
            tree = self._environment.parse(source.text, template)
            faults = list(logic_faults(tree, self._environment))
            if not faults:
                self.code[template] = self._environment.compile(source.text, template, template)
                self.trees[template] = tree
        except TemplateSyntaxError as error:
            message = f"the tags cannot be understood: {(error.message or '').rstrip('.')}"
            faults = [(error.lineno, message, "compare the tags with those of another template")]
        except RecursionError:
            faults = [(0, "the tags are nested too deeply", "make them simpler")]
        if faults:
            raise WrongInput(tuple(_at_line(source, *fault) for fault in faults))


def freeze(composition: Composition) -> bytes:
    """Return a composition as bytes that `thaw` reads back; only for a cache that nobody else can write to."""
    plain = (
        composition.key,
        composition.root,
        dict(composition.parts),
        {template: source.text for template, source in composition.sources.items()},
        dict(composition.code),
        composition.stories,
        dict(composition.hashes),
    )
    return marshal.dumps(plain)


def thaw(data: bytes) -> Composition:
    """Return the composition that `freeze` wrote. Raises ValueError, EOFError or TypeError if it is damaged."""
    key, root, parts, texts, code, stories, hashes = marshal.loads(data)
    sources = {template: Source(template, text) for template, text in texts.items()}
    return Composition(key, root, parts, sources, code, stories, hashes)


def _at_line(source: Source, line: int, message: str, remedy: str) -> Problem:
    near = source.paragraph_at(line)
    return Problem(source.template, 0, 0, "error", f'near "{near}"' if near else "", message, remedy, "tag")


def _stories(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the header and footer parts that the house's document points at."""
    found = read_relationships(parts, DOCUMENT_PART).values()
    return tuple(sorted(one.target for one in found if one.short_kind in STORIES))


def _missing(template: str, asked_by: str, shelf: Shelf) -> Problem:
    from difflib import get_close_matches

    near = get_close_matches(template, shelf.names(), 1)
    remedy = f'did you mean "{near[0]}"?' if near else "put it into a templates folder"
    return Problem(asked_by or template, 0, 0, "error", "", f'there is no template "{template}"', remedy, "include")


def _fault(template: str, message: str, remedy: str) -> WrongInput:
    return WrongInput((Problem(template, 0, 0, "error", "", message, remedy, "template"),))
