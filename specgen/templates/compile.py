"""Compile Word templates into one Jinja program and the package that it is printed into.

The Word file of a model leads up to the house by extends (whose package, cover, headers and styles the document gets)
and down to the sections by include. What they point at is merged into the house, and each is compiled once.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from types import CodeType
from typing import Any, Final

from lxml import etree

from specgen.formats.opc.active_content import refuse_unsafe
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, NotAWordFile, parse_part, read_package, read_relationships
from specgen.formats.word.clean import OVERRIDDEN, overridden_paragraphs
from specgen.formats.word.elements import paragraph_text, shortened
from specgen.formats.word.left_out.linked_pictures import keep_embedded_pictures
from specgen.house.prepare import prepare, with_logo
from specgen.inputs.council.council import HouseOptions
from specgen.problems import Place, Problem, SpecgenError, WrongInput, near
from specgen.system.files import read_file
from specgen.system.resources import HOUSE, built_in_templates
from specgen.templates.block_tags import Relations, circles, lost_blocks, parents, relations
from specgen.templates.compiled import CompiledTemplates, Source
from specgen.templates.deferred_schedules import DEFERRAL, deferred_templates, lists_printed
from specgen.templates.loader import BUILT_IN, SECTIONS, TemplateLoader, template_error
from specgen.templates.merge.merge_target import MergeTarget
from specgen.templates.source import last_section, read_source, read_tagged_part

MARK: Final = re.compile(r"""\bmark\(\s*["“']([^"”']+)["”']\s*\)""")
TAGGED_KINDS: Final = ("header", "footer")  # the parts of the house, beside its body, that hold tags


def compile_templates(
    root: str,
    wanted: Sequence[str],
    loader: TemplateLoader,
    environment: Any,
    key: str = "",
    look: HouseOptions | None = None,
    known: CompiledTemplates | None = None,
) -> CompiledTemplates:
    """Read, carry and compile `root`, what it extends and includes, and the `wanted` templates that it includes
    by name.

    `environment` is the Jinja environment the code is for, `look` what a council says of its house. What is `known`
    was compiled for the same environment, and is taken from there where nothing has changed. Raises WrongInput with
    every fault of every file.
    """
    look = look or HouseOptions()
    house_file = look.house or loader.find(HOUSE)
    if house_file is None:
        raise template_error(HOUSE, "the house document is missing from the template folders", "put it back")
    try:
        house, notes = _house(house_file, loader, look)
        tagged_parts = _tagged_parts(house.parts)
    except NotAWordFile as error:
        raise template_error(HOUSE, str(error), error.remedy) from error
    except OSError as error:
        raise template_error(HOUSE, "it cannot be read", error.strerror or "") from error
    reader = _Reader(loader, house_file, house, environment, known)
    queue = [(root, "")] + [(one, "") for one in wanted]
    while queue:
        template, asked_by = queue.pop(0)
        if template not in reader.hashes:
            queue += [(one, template) for one in reader.take(template, asked_by)]
    for part in tagged_parts:
        reader.take_tagged_part(f"{HOUSE}#{part}", house.parts[part])
    problems = [*reader.problems, *(tuple(circles(reader.relations)) or lost_blocks(reader.relations))]
    problems += [fault.at(Place(HOUSE)) for _, fault in house.faults(tagged_parts)]
    if problems:
        raise WrongInput(tuple(dict.fromkeys(problems)))
    parts = house.finish()
    parts[DOCUMENT_PART] = last_section(parts[DOCUMENT_PART])
    refuse_unsafe(HOUSE, parts, leftovers=house_file == loader.folders[-1] / HOUSE)
    outer = {"": [root, *parents(root, reader.relations)], **{part: [f"{HOUSE}#{part}"] for part in tagged_parts}}
    texts = {template: source.text for template, source in reader.sources.items()}
    waiting = deferred_templates(texts, {template for templates in outer.values() for template in templates})
    listing = (part for part, templates in outer.items() if any(lists_printed(texts[one]) for one in templates))
    return CompiledTemplates(
        key, root, parts, reader.sources, reader.code, tagged_parts, reader.hashes, house.roles, notes, house.is_own,
        {template: environment.compile(DEFERRAL, template, template) for template in sorted(waiting)}, tuple(listing),
        reader.relations, _left_out(reader.sources, loader),
    )  # fmt: skip


def _left_out(sources: Mapping[str, Source], loader: TemplateLoader) -> dict[str, str]:
    """Return the marks of built-in templates that a council's in their place do not set, each with the latter."""
    known = {key for source in sources.values() for key in MARK.findall(source.text)}
    found = dict[str, str]()
    for template in sources if len(loader.folders) > 1 else ():
        shared = loader.find(f"{BUILT_IN}{template}") if "#" not in template else None
        if shared is not None and shared != loader.find(template):
            paragraphs = parse_part(read_package(read_file(shared))[DOCUMENT_PART]).iter(name("w:p"))
            keys = (key for paragraph in paragraphs for key in MARK.findall(paragraph_text(paragraph)))
            found |= {key: template for key in keys if key not in known}
    return found


def _house(file: Path, loader: TemplateLoader, look: HouseOptions) -> tuple[MergeTarget, tuple[Problem, ...]]:
    """Return the house that a Word file makes, and what there is to say of it. The built-in one is ready as it is."""
    parts = read_package(read_file(file))
    if file == loader.folders[-1] / HOUSE and not (look.colours or look.fonts or look.styles):
        found, notes = with_logo(parts, look)
        return MergeTarget(found), notes
    made = prepare(parts, look, read_package((built_in_templates() / HOUSE).read_bytes()))
    found, notes = with_logo(made.parts, look)
    lost = _overridden(parse_part(made.parts[DOCUMENT_PART]))
    return MergeTarget(found, made.roles, is_own=True, letter=made.header_char_width), (*made.problems, *notes, *lost)


def _overridden(document: etree._Element) -> Iterator[Problem]:
    for paragraph in overridden_paragraphs(document):
        yield OVERRIDDEN.at(near(HOUSE, shortened(paragraph_text(paragraph))), "warning")


class _Reader:
    """Reads one template after the other and keeps what came of them."""

    def __init__(
        self,
        loader: TemplateLoader,
        house_file: Path,
        house: MergeTarget,
        environment: Any,
        known: CompiledTemplates | None,
    ) -> None:
        self._loader, self._house_file, self._house, self._environment = loader, house_file, house, environment
        self._known = known
        self._sound = frozenset(known.hashes.values() if known is not None else ())
        self.sources: dict[str, Source] = {}
        self.hashes: dict[str, str] = {}
        self.code: dict[str, CodeType] = {}
        self.relations: dict[str, Relations] = {}
        self.problems: list[Problem] = []

    def take(self, template: str, asked_by: str) -> list[str]:
        """Read and compile one template; return the names of those that it refers to."""
        self.hashes[template] = ""  # known, even if it turns out faulty
        try:
            file = self._house_file if template == HOUSE else self._loader.find(template)
            if file is None:
                self.problems.append(_missing(template, asked_by, self._loader))
                return []
            data = read_file(file)
            self.hashes[template] = hashlib.sha256(data).hexdigest()
            is_house = file == self._house_file
            parts = dict(self._house.parts) if is_house else keep_embedded_pictures(read_package(data))[0]
            is_sound = self.hashes[template] in self._sound and not is_house  # which is prepared for its council
            environment = None if is_sound else self._environment
            self._compile(read_source(template, parts, self._house, environment, is_house=is_house))
            if not is_house:  # that is looked at when it is finished
                # Last, for what stands in the text is notes with its place.
                refuse_unsafe(template, parts, leftovers=True)
        except SpecgenError as error:
            self.problems += error.problems
        except NotAWordFile as error:
            self.problems += template_error(template, str(error), error.remedy).problems
        except OSError as error:
            self.problems += template_error(template, "it cannot be read", error.strerror or "").problems
        return list(self.relations[template].follows) if template in self.relations else []

    def take_tagged_part(self, part: str, data: bytes) -> None:
        """Read and compile a header or footer of the house."""
        try:
            self._compile(read_tagged_part(part, data, self._environment))
        except SpecgenError as error:
            self.problems += error.problems

    def _compile(self, source: Source) -> None:
        """Keep a template's relations and code. Raises WrongInput with what is wrong in its tags."""
        from jinja2 import TemplateSyntaxError

        template = source.template
        self.sources[template] = source
        if self._known is not None and self._known.sources.get(template) == source:
            self.relations[template] = self._known.relations[template]
            self.code[template] = self._known.code[template]
            return
        try:
            tree = self._environment.parse(source.text, template)
            self.relations[template] = relations(tree)
            self.code[template] = self._environment.compile(tree, template, template)
        except TemplateSyntaxError as error:
            message = f"the tags cannot be understood: {(error.message or '').rstrip('.')}"
            remedy = "compare the tags with those of another template"
            raise WrongInput(_at_line(source, error.lineno, message, remedy)) from error
        except (RecursionError, SyntaxError, ValueError) as error:  # Python takes less than Jinja
            raise WrongInput(_at_line(source, 0, "the tags are nested too deeply", "make them simpler")) from error


def _at_line(source: Source, line: int, message: str, remedy: str) -> Problem:
    return Problem(near(source.template, source.paragraph_at(line)), message, remedy, "tag")


def _tagged_parts(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the header and footer parts that the house's document points at."""
    found = read_relationships(parts, DOCUMENT_PART).values()
    return tuple(sorted(one.target for one in found if one.short_kind in TAGGED_KINDS))


def _missing(template: str, asked_by: str, loader: TemplateLoader) -> Problem:
    from difflib import get_close_matches

    known = loader.names()
    if not asked_by and template.startswith(f"{SECTIONS}/"):
        return _missing_section(PurePosixPath(template).stem, loader, known)
    near = get_close_matches(template, [*known, *(f"{owner}/{one}" for owner in loader.named for one in known)], 1)
    remedy = f'did you mean "{near[0]}"?' if near else "put it into a templates folder"
    return Problem(Place(asked_by or template), f'there is no template "{template}"', remedy, "include")


def _missing_section(section: str, loader: TemplateLoader, known: Sequence[str]) -> Problem:
    """Say which section of the model has no Word file, and where that should be."""
    from difflib import get_close_matches

    stems = {PurePosixPath(one).stem: one for one in known if one.startswith(f"{SECTIONS}/")}
    near = get_close_matches(section, stems, 1, cutoff=0.8)
    template, own = f"{SECTIONS}/{section}.docx", loader.folders[0]
    file = template if own == loader.folders[-1] else str(own / template)
    asks = f" ({section}.yaml beside it asks its questions)" if (own / SECTIONS / f"{section}.yaml").is_file() else ""
    meant = f", or did you mean {near[0]}, as {stems[near[0]]} is called?" if near else ""
    remedy = f"put it there{asks}{meant}"
    message = f"the section {section} has no Word file: there is no {template}"
    return Problem(Place(file), message, remedy, "include")
