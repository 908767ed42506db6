"""Word files in, compiled Jinja and the package they are printed into out: include, extends and block between Word
files.

`compose` takes the Word file of a model, follows extends up to the house (whose package, cover, headers and styles
the document gets) and include down to the sections, carries what they point at into the house, and compiles each of
them once.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path, PurePosixPath
from types import CodeType
from typing import Any, Final

from lxml import etree

from specgen.formats.opc.active_content import distrusted
from specgen.formats.opc.package import DOCUMENT_PART, NotAWordFile, parse_part, read_package, read_relationships
from specgen.formats.word.clean import OVERRIDDEN, overridden, paragraph_text, shortened
from specgen.house.prepare import prepare, with_logo
from specgen.inputs.council.council import Look
from specgen.problems import Problem, SpecgenError, WrongInput
from specgen.system.files import read_file
from specgen.system.resources import built_in_templates
from specgen.templates.blocks import circles, follows, logic_faults, lost_blocks
from specgen.templates.merge import House
from specgen.templates.source import Source, last_section, problem_of, read_source, read_story

HOUSE: Final = "house.docx"
BUILT_IN: Final = "specgen/"  # a council's own sections/x.docx extends "specgen/sections/x.docx"
SAVE_AGAIN: Final = "open it in Word and save it as a Word Document (.docx)"
SECTIONS: Final = "sections"  # a folder of templates, also where a council's folder is called so
STORIES: Final = ("header", "footer")  # the parts of the house, beside its body, that hold tags


@dataclass(frozen=True)
class Shelf:
    """Where templates are looked for: a council's folders first, the built-in one last. `named` says what a name may
    begin with, and the folder that is then the first: specgen/, or a council's name.
    """

    folders: tuple[Path, ...]
    named: Mapping[str, int] = field(default_factory=lambda: {BUILT_IN.rstrip("/"): -1})

    def find(self, template: str) -> Path | None:
        """Return the file of a template by its name; raise WrongInput for a name that points outside the folders."""
        folders = self.folders
        owner, _, rest = template.partition("/")
        if rest and owner in self.named and owner != SECTIONS:
            template, folders = rest, self.folders[self.named[owner] :]
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
    roles: Mapping[str, str] = field(default_factory=dict)  # style id -> specgen's name, where the house has another
    said: tuple[Problem, ...] = ()  # what was left out of the house, and what to look at
    own_house: bool = False  # a council's, not the built-in one


def _word_files(folder: Path) -> list[Path]:
    """Return the Word files of a folder, without the lock files that Word puts beside what it has open."""
    return sorted(file for file in folder.rglob("*.docx") if file.is_file() and not file.name.startswith("~$"))


def compose(
    root: str, wanted: Sequence[str], shelf: Shelf, environment: Any, key: str = "", look: Look | None = None
) -> Composition:
    """Read, carry and compile `root`, what it extends and includes, and the `wanted` templates that it includes
    by name.

    `environment` is the Jinja environment the code is for, `look` what a council says of its house. Raises WrongInput
    with every fault of every file.
    """
    look = look or Look()
    house_file = look.house or shelf.find(HOUSE)
    if house_file is None:
        raise _fault(HOUSE, "the house document is missing from the template folders", "put it back")
    try:
        house, said = _house(house_file, shelf, look)
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
    refuse_distrusted(HOUSE, parts, leftovers=house_file == shelf.folders[-1] / HOUSE)
    return Composition(
        key, root, parts, reader.sources, reader.code, stories, reader.hashes, house.roles, said, house.is_own
    )


def _house(file: Path, shelf: Shelf, look: Look) -> tuple[House, tuple[Problem, ...]]:
    """Return the house that a Word file makes, and what there is to say of it. The built-in one is ready as it is."""
    parts = read_package(read_file(file))
    if file == shelf.folders[-1] / HOUSE and not (look.colours or look.fonts or look.styles):
        found, said = with_logo(parts, look)
        return House(found), said
    made = prepare(parts, look, read_package((built_in_templates() / HOUSE).read_bytes()))
    found, said = with_logo(made.parts, look)
    lost = _overridden(parse_part(made.parts[DOCUMENT_PART]))
    return House(found, made.roles, is_own=True, letter=made.letter), (*made.said, *said, *lost)


def _overridden(document: etree._Element) -> Iterator[Problem]:
    for paragraph in overridden(document):
        path = f'near "{shortened(paragraph_text(paragraph))}"'
        yield Problem(HOUSE, 0, 0, "warning", path, *OVERRIDDEN, "block")


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
            file = self._house_file if template == HOUSE else self._shelf.find(template)
            if file is None:
                self.problems.append(_missing(template, asked_by, self._shelf))
                return []
            data = read_file(file)
            self.hashes[template] = hashlib.sha256(data).hexdigest()
            is_house = file == self._house_file
            parts = dict(self._house.parts) if is_house else read_package(data)
            self._compile(read_source(template, parts, self._house, is_house=is_house))
            if not is_house:  # that is looked at when it is finished
                # Last, for what stands in the text is said with its place.
                refuse_distrusted(template, parts, leftovers=True)
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


def refuse_distrusted(template: str, parts: Mapping[str, bytes], **look: Any) -> None:
    """Raise WrongInput with all that must not come into a document; `look` as for `distrusted`."""
    found = dict.fromkeys((one.message, one.remedy) for one in distrusted(parts, **look))
    if found:
        raise WrongInput(tuple(Problem(template, 0, 0, "error", "", *one, "unsafe") for one in found))


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
        dict(composition.roles),
        tuple(astuple(one) for one in composition.said),
        composition.own_house,
    )
    return marshal.dumps(plain)


def thaw(data: bytes) -> Composition:
    """Return the composition that `freeze` wrote. Raises ValueError, EOFError or TypeError if it is damaged."""
    key, root, parts, texts, code, stories, hashes, roles, said, own_house = marshal.loads(data)
    sources = {template: Source(template, text) for template, text in texts.items()}
    problems = tuple(Problem(*one) for one in said)
    return Composition(key, root, parts, sources, code, stories, hashes, roles, problems, own_house)


def _at_line(source: Source, line: int, message: str, remedy: str) -> Problem:
    near = source.paragraph_at(line)
    return Problem(source.template, 0, 0, "error", f'near "{near}"' if near else "", message, remedy, "tag")


def _stories(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the header and footer parts that the house's document points at."""
    found = read_relationships(parts, DOCUMENT_PART).values()
    return tuple(sorted(one.target for one in found if one.short_kind in STORIES))


def _missing(template: str, asked_by: str, shelf: Shelf) -> Problem:
    from difflib import get_close_matches

    known = shelf.names()
    if not asked_by and template.startswith(f"{SECTIONS}/"):
        return _missing_section(PurePosixPath(template).stem, shelf, known)
    near = get_close_matches(template, [*known, *(f"{owner}/{one}" for owner in shelf.named for one in known)], 1)
    remedy = f'did you mean "{near[0]}"?' if near else "put it into a templates folder"
    return Problem(asked_by or template, 0, 0, "error", "", f'there is no template "{template}"', remedy, "include")


def _missing_section(section: str, shelf: Shelf, known: Sequence[str]) -> Problem:
    """Say which section of the model has no Word file, and where that should be."""
    from difflib import get_close_matches

    stems = {PurePosixPath(one).stem: one for one in known if one.startswith(f"{SECTIONS}/")}
    near = get_close_matches(section, stems, 1, cutoff=0.8)
    template, own = f"{SECTIONS}/{section}.docx", shelf.folders[0]
    file = template if own == shelf.folders[-1] else str(own / template)
    asks = f" ({section}.yaml beside it asks its questions)" if (own / SECTIONS / f"{section}.yaml").is_file() else ""
    meant = f", or did you mean {near[0]}, as {stems[near[0]]} is called?" if near else ""
    remedy = f"put it there{asks}{meant}"
    message = f"the section {section} has no Word file: there is no {template}"
    return Problem(file, 0, 0, "error", "", message, remedy, "include")


def _fault(template: str, message: str, remedy: str) -> WrongInput:
    return WrongInput((Problem(template, 0, 0, "error", "", message, remedy, "template"),))
