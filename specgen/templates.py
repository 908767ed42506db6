"""Word files in, compiled Jinja and the package they are printed into out: include, extends and block between Word
files.

A template's source is the XML of its body, made ready by docxtpl; this is the only module that knows docxtpl.
`compose` takes the Word file of a model, follows extends up to the house (whose package, cover, headers and styles
the document gets) and include down to the sections, carries what they point at into the house, and compiles each of
them once.
"""

from __future__ import annotations

import hashlib
import marshal
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import CodeType
from typing import Any, Final

from lxml import etree

from specgen.carry import Fault, House, carry, refused
from specgen.problems import Problem, SpecgenError, WrongInput
from specgen.template_text import TAG, clean, lost_text, paragraph_text, place_of, shortened, tag_faults
from specgen.word.names import PREFIXES, name
from specgen.word.package import DOCUMENT_PART, NotAWordFile, parse_part, read_package, read_relationships

HOUSE: Final = "house.docx"
BUILT_IN: Final = "specgen/"  # a council's own sections/x.docx extends "specgen/sections/x.docx"
EXTENDS: Final = re.compile(r"\{%\s*extends\s")
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
        return sorted({file.relative_to(f).as_posix() for f in self.folders for file in f.rglob("*.docx")})


@dataclass(frozen=True)
class Source:
    """One template as Jinja reads it: line n of the text is paragraph n (or the end of the one before)."""

    template: str
    text: str

    def paragraph_at(self, line: int) -> str:
        """Return the start of the words on one line of the source, to show where a fault is."""
        lines = self.text.split("\n")
        return shortened(re.sub(r"<[^>]+>", "", lines[line - 1])) if 0 < line <= len(lines) else ""


@dataclass(frozen=True)
class Composition:
    """Everything that does not depend on the answers: the package of the house and the compiled templates."""

    key: str  # hash of all that went in
    root: str
    parts: Mapping[str, bytes]
    sources: Mapping[str, Source]
    code: Mapping[str, CodeType]
    stories: tuple[str, ...]  # parts of the package that are templates too: headers and footers
    hashes: Mapping[str, str]  # template -> SHA-256 of its file


def composition_key(root: str, wanted: Sequence[str], shelf: Shelf, salt: str) -> str:
    """Return a hash of every file that a composition could read, so that an unchanged one need not be made again."""
    digest = hashlib.sha256(f"{salt}\0{root}\0{'|'.join(wanted)}".encode())
    for folder in shelf.folders:
        for file in sorted(folder.rglob("*.docx")):
            digest.update(f"\0{file.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def compose(root: str, wanted: Sequence[str], shelf: Shelf, environment: Any, key: str = "") -> Composition:
    """Read, carry and compile `root`, what it extends and includes, and the `wanted` templates that it includes
    by name.

    `environment` is the Jinja environment the code is for. Raises WrongInput with every fault of every file.
    """
    house_file = shelf.find(HOUSE)
    if house_file is None:
        raise _fault(HOUSE, "the house document is missing from the template folders", "put it back")
    house = House(_read(HOUSE, house_file))
    sources: dict[str, Source] = {}
    hashes: dict[str, str] = {}
    code: dict[str, CodeType] = {}
    problems: list[Problem] = []
    queue = [(root, "")] + [(one, "") for one in wanted]
    while queue:
        template, asked_by = queue.pop(0)
        if template in sources:
            continue
        file = shelf.find(template)
        if file is None:
            problems.append(_missing(template, asked_by, shelf))
            continue
        sources[template] = Source(template, "")  # known, even if it turns out faulty
        hashes[template] = hashlib.sha256(file.read_bytes()).hexdigest()
        try:
            sources[template] = _source(template, _read(template, file), house)
            code[template], follow = _compile(sources[template], environment)
        except SpecgenError as error:
            problems += error.problems
            continue
        queue += [(one, template) for one in follow]
    stories = _stories(house.parts)
    for part in stories:
        story = f"{HOUSE}#{part}"
        sources[story] = _story_source(story, house.parts[part])
        code[story], _ = _compile(sources[story], environment)
    problems += _circles(sources, environment)
    if problems:
        raise WrongInput(tuple(dict.fromkeys(problems)))
    return Composition(key, root, house.finish(), sources, code, stories, hashes)


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


def _read(template: str, file: Path) -> dict[str, bytes]:
    try:
        return read_package(file.read_bytes())
    except NotAWordFile as error:
        raise _fault(template, str(error), "open it in Word and save it as .docx") from error
    except OSError as error:
        raise _fault(template, "it cannot be read", error.strerror or "look at its permissions") from error


def _source(template: str, parts: Mapping[str, bytes], house: House) -> Source:
    """Return the Jinja source of a template's body; the house keeps its own last section, others lose theirs."""
    is_house = template in (HOUSE, BUILT_IN + HOUSE)
    body = parse_part(parts[DOCUMENT_PART]).find(name("w:body"))
    if body is None:
        raise _fault(template, "the Word file has no body", "save it again in Word")
    faults: list[Fault] = list(refused(body)) if is_house else []
    clean(body)
    faults += tag_faults(body)
    text = "".join(paragraph_text(paragraph) for paragraph in body.iter(name("w:p")))
    extends = len(EXTENDS.findall(text.replace("{%p", "{%")))
    if extends:
        faults += lost_text(body)
    if extends > 1 or (extends and not EXTENDS.match(_first_tag(body))):
        faults.append(
            Fault(None, "extends another template, but not in its first tag", "move the extends tag up", "block")
        )
    last = body.find(name("w:sectPr"))
    if not is_house:
        if last is not None:
            body.remove(last)
        faults += carry(body, parts, house)
    if faults:
        raise WrongInput(tuple(_problem(template, fault, body) for fault in faults))
    source = _patched(body)
    found = EXTENDS.search(source)
    return Source(template, source[found.start() :] if extends and found else source)


def _story_source(story: str, data: bytes) -> Source:
    root = parse_part(data)
    faults = list(refused(root))
    clean(root)
    faults += tag_faults(root)
    if faults:
        raise WrongInput(tuple(_problem(story, fault, root) for fault in faults))
    return Source(story, _patched(root))


def _patched(holder: etree._Element) -> str:
    """Return the inside of a body, header or footer as Jinja source, a line for each paragraph."""
    from docxtpl import DocxTemplate

    wrapper = etree.Element(name("w:x"), nsmap=PREFIXES)
    wrapper.extend(list(holder))
    etree.cleanup_namespaces(wrapper, keep_ns_prefixes=list(PREFIXES))
    text = etree.tostring(wrapper, encoding="unicode")
    text = text[text.index(">") + 1 : text.rindex("<")]
    text = re.sub(
        r"<w:t>(?=[^<]*[{}])", '<w:t xml:space="preserve">', text
    )  # docxtpl does it only where a tag is whole
    patched = str(DocxTemplate("unused").patch_xml(text))
    patched = patched.replace("\n", " ")
    return re.sub(r"(<w:p[ >]|<w:tr[ >])", r"\n\1", patched)


def _first_tag(body: etree._Element) -> str:
    for paragraph in body.iter(name("w:p")):
        found = TAG.search(paragraph_text(paragraph))
        if found:
            return found.group().replace("{%p", "{%")
    return ""


def _compile(source: Source, environment: Any) -> tuple[CodeType, list[str]]:
    """Return a template's code and the names of the templates it refers to."""
    from jinja2 import TemplateSyntaxError, meta

    try:
        tree = environment.parse(source.text, source.template)
        follow = [one for one in meta.find_referenced_templates(tree) if one]
        return environment.compile(source.text, source.template, source.template), follow
    except TemplateSyntaxError as error:
        near = source.paragraph_at(error.lineno)
        message = f"the tags cannot be understood: {error.message}"
        path = f'near "{near}"' if near else ""
        problem = Problem(
            source.template, 0, 0, "error", path, message, "compare the tags with docs/templates.md", "tag"
        )
        raise WrongInput((problem,)) from error


def _circles(sources: Mapping[str, Source], environment: Any) -> Iterator[Problem]:
    from jinja2 import TemplateSyntaxError, meta

    follow: dict[str, list[str]] = {}
    for template, source in sources.items():
        try:
            found = meta.find_referenced_templates(environment.parse(source.text))
        except TemplateSyntaxError:  # said already
            continue
        follow[template] = [one for one in found if one]
    for template in follow:
        path = _circle(template, follow, (template,))
        if path:
            message = f"the template includes or extends itself: {' > '.join(path)}"
            yield Problem(template, 0, 0, "error", "", message, "take one of these tags out", "include")


def _circle(start: str, follow: Mapping[str, list[str]], path: tuple[str, ...]) -> tuple[str, ...]:
    for one in follow.get(path[-1], ()):
        if one == start:
            return (*path, start)
        if one not in path and (found := _circle(start, follow, (*path, one))):
            return found
    return ()


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


def _problem(template: str, fault: Fault, body: etree._Element) -> Problem:
    number, words = place_of(fault.node, body)
    path = f'paragraph {number} "{words}"' if number else ""
    return Problem(template, 0, 0, "error", path, fault.message, fault.remedy, fault.rule)
