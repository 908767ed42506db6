"""Make a council's folder from its letterhead, with which drafts can be made at once: council.yaml and house.docx.

The folder is written whole or not at all, and never over one in which something stands.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from lxml import etree

from specgen.certify.inventory import RECORD
from specgen.certify.wording_record import record_file, recorded_wording
from specgen.commands.result import CommandResult, OutputFile
from specgen.document.properties import Properties, with_properties
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import (
    DOCUMENT_PART,
    NotAWordFile,
    Parts,
    parse_part,
    read_package,
    read_relationships,
    write_package,
)
from specgen.house.intake.strict_form import usual_form
from specgen.house.letterhead.adaptation_notes import AdaptationNotes
from specgen.house.letterhead.paragraph_text import text_of
from specgen.house.letterhead.titles import is_organisation
from specgen.house.prepare import Prepared, prepare
from specgen.inputs.council.council import HouseOptions, load_council
from specgen.inputs.council.council_file import NAME
from specgen.inputs.council.search import next_steps
from specgen.problems import CannotRead, Place, Problem, SpecgenError, WrongInput, about_file
from specgen.system.files import BEGUN, quoted, read_file, reason
from specgen.system.resources import COUNCIL_FILE, HOUSE, built_in_templates
from specgen.system.sandbox import run_sandboxed
from specgen.templates.compile import TAGGED_KINDS, compile_templates
from specgen.templates.environment import jinja_environment
from specgen.templates.loader import TemplateLoader

ROOT: Final = "specification.docx"
OF_A_COVER: Final = 12  # paragraphs
PLAIN: Final = re.compile(r"[^\W\d_][\w '’&(),.-]*[\w.)]")
MEANS_SOMETHING: Final = ("yes", "no", "true", "false", "on", "off", "null")


@dataclass(frozen=True)
class Options:
    """The arguments of the command; `surplus` is what stands behind the folder without an option."""

    folder: Path
    letterhead: Path | None
    surplus: tuple[str, ...]
    name: str
    extends: str
    today: date


@dataclass(frozen=True)
class NewCouncil:
    """The folder that was written, and what there is to say about it."""

    folder: Path
    name: str
    prepared: Prepared

    @property
    def told(self) -> AdaptationNotes:
        return self.prepared.adaptation or AdaptationNotes()


def new_council(options: Options) -> CommandResult:
    """Make a council's folder; a record of the shared wording of today is to be written into it."""
    _refuse_slips(options)
    council = create_council(options.folder, options.letterhead, options.name, options.extends, today=options.today)
    file, message = _record(council.folder)
    files = () if file is None else (OutputFile(*file),)
    return CommandResult(f"{council.folder}\n", (message, *lines_of(council)), files=files)


def _record(folder: Path) -> tuple[tuple[Path, bytes] | None, str]:
    try:
        reads = load_council(folder).folders
        text = run_sandboxed(recorded_wording, folder, about=f"the templates of {folder.name}", reads=reads)
    except SpecgenError:  # `council check` says what is wrong
        return None, f"{folder / RECORD}: not written; `specgen council certify {quoted(folder)} --record` writes it"
    return record_file(folder, text)


def _refuse_slips(options: Options) -> None:
    """Raise CannotRead for the two slips that are made most."""
    letterhead = options.letterhead
    if options.surplus:
        named = options.surplus[0]
        remedy = f"write: specgen council new {quoted(options.folder)} --from {quoted(named)}"
        raise CannotRead(about_file("", f"the letterhead {named} is named with --from", remedy, "usage"))
    if letterhead is not None and letterhead.name.startswith("~$"):
        open_file = letterhead.with_name(letterhead.name.removeprefix("~$"))
        remedy = f"close Word, and name the letterhead without ~$ ({open_file})"
        raise CannotRead(about_file(str(letterhead), "this is Word's lock file, not the letterhead", remedy, "usage"))


def create_council(
    folder: Path, letterhead: Path | None, named: str = "", extends: str = "", *, today: date
) -> NewCouncil:
    """Write a council's folder. Raises WrongInput for a folder in which something stands and for a letterhead that
    no house can be made of, CannotRead for what cannot be read or written.
    """
    _refuse_standing(folder)
    source = letterhead or built_in_templates() / HOUSE
    called, made = run_sandboxed(_prepared, letterhead, folder, named, about=str(source), reads=(source,))
    properties = Properties(f"House document of {called}", "Template", called, today)
    house = write_package(with_properties(made.parts, properties))
    text = settings(called, extends, made if letterhead is not None else None)
    _write(folder, {HOUSE: house, COUNCIL_FILE: text.encode()}, source, made.own_styles)
    return NewCouncil(folder, called, made)


def _prepared(letterhead: Path | None, folder: Path, named: str) -> tuple[str, Prepared]:
    """Return the council's name and its house: what strangers may have written is read in a process of its own."""
    source = letterhead or built_in_templates() / HOUSE
    parts = _parts(source)
    pattern = _parts(built_in_templates() / HOUSE)
    called = named or (_name_in(parts) if letterhead is not None else "") or _titled(folder)
    try:
        return called, prepare(parts, HouseOptions(), pattern, called)
    except NotAWordFile as error:
        raise WrongInput(about_file(str(source), str(error), error.remedy)) from error
    except SpecgenError as error:
        raise type(error)(replace(one, place=replace(one.place, file=str(source))) for one in error.problems) from error


def lines_of(founded: NewCouncil) -> Iterator[str]:
    """Yield what to tell the person who brought the letterhead."""
    told = founded.told
    for what, lines in (("kept", told.kept), ("replaced", told.replaced), ("removed", told.removed),
                        ("added", told.added)):  # fmt: skip
        for line in dict.fromkeys(lines):
            yield f"{what}: {line}"
    for line in dict.fromkeys(told.to_check):
        yield f"look at this: {line}"
    for one in sorted(founded.prepared.problems, key=lambda one: one.level == "warning"):
        yield f"{'look at this' if one.level == 'warning' else 'note'}: {one.text}"
    if not NAME.fullmatch(founded.folder.resolve().name):
        yield (
            "note: a file of answers can name a council whose folder has small letters, digits and hyphens in its"
            " name; this one is named with --council alone"
        )
    yield f"open {founded.folder / HOUSE} in Word and look at the cover"
    yield f"what else can be told stands in {founded.folder / COUNCIL_FILE}"
    yield from next_steps(founded.folder)


def settings(called: str, extends: str, made: Prepared | None) -> str:
    """Return the council.yaml of a new council: its name, and every other key as a comment to be filled in."""
    main, (text, headings) = (made.main, made.fonts) if made is not None else ("1B3A57", ("Arial", "Arial"))
    where = "as in house.docx" if made is not None else "as they are built in"
    fonts = f"{{text: {text or 'Arial'}, headings: {headings or text or 'Arial'}}}"
    own = made.own_styles if made is not None else {}
    pairs = ", ".join(f"{ours}: {_yaml(theirs)}" for ours, theirs in own.items())
    styles = f"styles: {{{pairs}}}" if pairs else "# styles: {Clause: Numbered paragraph}"
    named = f"extends: [{extends}]" if extends else "# extends: [borders-board]"
    return f"""\
# What specgen knows of this council. Only `name` is needed. Take the # away from a line to say what stands in it.
name: {_yaml(called)}
# short_name: as people say it
# welsh_name: in full, in Welsh
# welsh_short_name: as people say it in Welsh
# jurisdiction: wales                        # or england

# Councils whose words, sections and look lie under this one's, by the names of their folders.
{named}

# The look. house.docx in this folder gives cover, header, footer and styles; change it in Word, and leave the tags
# ({{{{ document.title }}}} and so on) in it. These lines change colours and fonts without Word; now they are {where}.
# colours: {{main: {main}}}
# fonts: {fonts}
# logo: {{file: crest.png, words: Arms of the council}}      # shown where house.docx says {{{{ logo }}}}
{styles}       # specgen's name of a style: the name it has in house.docx

# contacts:
#   commissioning: {{title: Commissioning team, email: commissioning@council.gov.uk, telephone: 01234 567890}}

# Answers for every specification of this council, used where a file of answers gives none.
# defaults:
#   document: {{jurisdiction: wales}}

# rules: {{acronym-unused: off}}               # how `specgen check` judges: error, warning, note or off
"""


def _refuse_standing(folder: Path) -> None:
    try:
        standing = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise CannotRead(about_file(str(folder), f"cannot be read ({reason(error)})", "", "output")) from error
    if standing:
        message = "something is there already" if folder.is_dir() else "there is a file of this name"
        raise WrongInput(about_file(str(folder), message, "name a folder that is empty, or not there yet", "output"))


def _parts(file: Path) -> dict[str, bytes]:
    try:
        return usual_form(read_package(read_file(file), may_hold_macros=True))
    except NotAWordFile as error:
        raise CannotRead(about_file(str(file), str(error), error.remedy)) from error


def _name_in(parts: Parts) -> str:
    """Return the name of the organisation: as a line of its letterhead says it, else as the file's properties do."""
    for line in _first_lines(parts):
        pieces = re.split(r"\s*(?:,|·|\||–|\t| - )\s*", line)
        found = [piece for piece in pieces if is_organisation(piece) and not re.search(r"\d|@", piece)]
        if found:
            return found[0].strip(" .")
    for one in read_relationships(parts, "").values():
        if one.short_kind == "extended-properties" and one.target in parts:
            texts = {str(node.tag).rpartition("}")[2]: node.text or "" for node in parse_part(parts[one.target])}
            company = texts.get("Company", "")
            if company.strip():
                return " ".join(company.split())[:120]
    return ""


def _first_lines(parts: Parts) -> Iterator[str]:
    """Yield the lines of the cover, and of headers and footers."""
    related = read_relationships(parts, DOCUMENT_PART).values()
    for part in (DOCUMENT_PART, *(one.target for one in related if one.short_kind in TAGGED_KINDS)):
        root = parse_part(parts[part]) if part in parts else etree.Element("none")
        for paragraph in list(root.iter(name("w:p")))[:OF_A_COVER]:
            yield text_of(paragraph).strip()


def _titled(folder: Path) -> str:
    words = re.sub(r"[\W_]+", " ", folder.resolve().name).strip()
    return words.title() or "Our council"


def _yaml(text: str) -> str:
    plain = PLAIN.fullmatch(text) and text.casefold() not in MEANS_SOMETHING and ": " not in text
    return text if plain else json.dumps(text, ensure_ascii=False)


def _write(folder: Path, files: dict[str, bytes], source: Path, styles: Mapping[str, str]) -> None:
    """Write the folder beside its place, see that a draft can be made with it, and only then move it there."""
    begun: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        begun = Path(tempfile.mkdtemp(dir=folder.parent, prefix=BEGUN))
        for file, data in files.items():
            (begun / file).write_bytes(data)
        run_sandboxed(_try, begun, source, styles, about=str(source), reads=(begun,))
        begun.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        begun.replace(folder)
    except OSError as error:
        raise CannotRead(about_file(str(folder), f"cannot be written ({reason(error)})", "", "output")) from error
    finally:
        if begun is not None:
            shutil.rmtree(begun, ignore_errors=True)


def _try(folder: Path, source: Path, styles: Mapping[str, str]) -> None:
    """Raise WrongInput, named after the letterhead, if no draft could be made in the new house."""
    try:
        loader = TemplateLoader((folder, built_in_templates()))
        compile_templates(ROOT, (), loader, jinja_environment(), look=HouseOptions(house=folder / HOUSE, styles=styles))
    except WrongInput as error:
        raise WrongInput(_named_after(source, error.problems)) from error


def _named_after(source: Path, problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the problems of the house as those of the letterhead, each fault once: where it is first met."""
    counts = Counter(one.fault for one in problems if one.place.file.startswith(HOUSE))
    for one in {one.fault: one for one in reversed(problems)}.values():
        place = one.place.file.partition("#")[2]
        path = f"{'header or footer, ' if place else ''}{one.place.path}".rstrip(", ")
        if one.place.file.startswith(HOUSE):
            more = f" (and in {counts[one.fault] - 1} more)" if counts[one.fault] > 1 and path else ""
            yield replace(one, place=Place(str(source), path=f"{path}{more}"))
        else:
            yield one
