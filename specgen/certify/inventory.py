"""List what a council changes beside the wording of its templates: words, values, and files with data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from specgen.certify.certificate import Certificate
from specgen.certify.council_layers import Layer
from specgen.formats.yamlfile.fast import read_mapping
from specgen.inputs.council.defaults import known_answers
from specgen.inputs.glossary.concept import Concept
from specgen.inputs.glossary.forms import Glossary
from specgen.inputs.glossary.load import load_glossary
from specgen.inputs.law.countries import COUNTRIES
from specgen.problems import SpecgenError

PLACES: Final = ("", *COUNTRIES)
COMPARED: Final = {"word": "label", "plural": "plural", "article": "article", "definition": "definition",
                   "defined in clause": "clause"}  # fmt: skip
FOLDERS: Final = {"sections": "questions of a section", "law": "law", "frameworks": "outcome framework",
                  "glossary": "shared glossary"}  # fmt: skip
MOST_DIFFERENCES: Final = 12  # of one file, where people read them
MOST_FILES: Final = 2_000  # a folder with more is no council's
RECORD: Final = "shared.lock"  # not .yaml: `generate` looks through all of those, and this one is long


@dataclass(frozen=True)
class Word:
    """One thing that a council's glossary says of a concept and the shared one does not."""

    concept: str
    countries: tuple[str, ...]  # where; () everywhere
    what: str  # a key of COMPARED
    shared: str
    own: str
    layer: str
    name: str = ""  # of the concept, as the council calls it

    @property
    def is_definition(self) -> bool:
        return self.what == "definition"


@dataclass(frozen=True)
class Value:
    """One thing that a council.yaml says."""

    path: str
    text: str
    layer: str
    is_used: bool  # not if a nearer council says it too

    @property
    def kind(self) -> str:
        """answers, contacts, rules; names and look are what is left."""
        first = self.path.partition(".")[0]
        return {"defaults": "answers"}.get(first, first if first in ("contacts", "rules") else "others")


@dataclass(frozen=True)
class Difference:
    """One value of a data file."""

    path: str
    shared: str
    own: str

    def __str__(self) -> str:
        if not self.shared:
            return f"{self.path}: {self.own}"
        return f"{self.path}: {self.shared} → {self.own or 'left out'}"


@dataclass(frozen=True)
class OwnFile:
    """One file of a council's folder."""

    path: str
    kind: str
    layer: str
    hash: str
    is_shared: bool  # whether it stands in the place of a shared file
    is_used: bool
    differences: tuple[Difference, ...]

    @property
    def is_data(self) -> bool:
        """Whether documents print what it says, or ask other questions for it, instead of the shared file."""
        return self.kind in FOLDERS.values() and (self.is_shared or self.kind != FOLDERS["sections"])

    @property
    def first_differences(self) -> tuple[str, ...]:
        """What it says that the shared file does not, as far as people want to read it in a terminal."""
        first = [str(difference) for difference in self.differences[:MOST_DIFFERENCES]]
        left = len(self.differences) - len(first)
        return (*first, *([f"and {left} more"] if left else ()))

    @property
    def what(self) -> str:
        """What it is, in words."""
        place = "in place of the shared one" if self.is_shared else ""
        return ", ".join(filter(None, (self.kind, place, "" if self.is_used else "no model uses it")))


def own_words(certificate: Certificate) -> tuple[Word, ...]:
    """Return what the glossaries of a council say differently, in its own country if that is known. Raises
    SpecgenError.
    """
    own = str(certificate.council.facts.get("jurisdiction", ""))
    countries_by_row: dict[tuple[str, str, str, str, str, str], list[str]] = {}
    for country in (own,) if own in PLACES[1:] else PLACES:
        glossaries = [load_glossary(country, layer.council.model_folders) for layer in certificate.layers]
        for row in _words(glossaries, [layer.name for layer in certificate.layers]):
            countries_by_row.setdefault(row, []).append(country)
    return tuple(
        Word(row[0], () if countries == list(PLACES) else tuple(filter(None, countries)), *row[1:])
        for row, countries in sorted(countries_by_row.items())
        if any(countries)
    )


def own_files(certificate: Certificate) -> tuple[OwnFile, ...]:
    """Return the files of a council's folders, those nearest to the shared ones last."""
    files = []
    for layer in reversed(certificate.layers[1:]):
        folder = layer.council.folders[0]
        for file in _files(folder):
            path = file.relative_to(folder).as_posix()
            if path == RECORD:
                continue
            kind = _kind(path, file, certificate)
            shared = _shared(path, certificate.layers[0])
            data = file.read_bytes()
            differences = tuple(_differences(file, shared)) if kind != "model" else ()
            used = kind not in ("other", "wording") or file in certificate.layers[-1].texts.used
            digest = hashlib.sha256(data).hexdigest()
            files.append(OwnFile(path, kind, layer.name, digest, shared is not None, used, differences))
    return tuple(files)


def own_values(certificate: Certificate) -> tuple[Value, ...]:
    """Return all that the council.yaml of a council and those it extends say, and whether it is what counts."""
    council = certificate.council
    look = {key: getattr(council.look, key) for key in ("house", "colours", "fonts", "styles")}
    answers = known_answers(council).values
    used = {path for path, _ in flat({**council.facts, **look, "defaults": answers})}
    values = list[Value]()
    for layer in reversed(certificate.layers[1:]):
        file = layer.council.folders[0] / "council.yaml"
        in_file = dict(flat(read_mapping(file))) if file.is_file() else {}
        is_own = layer is certificate.layers[-1]
        values += [Value(path, text, layer.name, is_own or path in used) for path, text in in_file.items()]
        used -= set(in_file)
    return tuple(values)


def data_hashes(layer: Layer) -> dict[str, str]:
    """Return the path of each data file that a layer reads -> its SHA-256, however its lines end."""
    hashes: dict[str, str] = {}
    for folder in reversed(layer.council.model_folders):
        for file in _files(folder):
            path = file.relative_to(folder).as_posix()
            if file.suffix == ".yaml" and path not in (RECORD, "council.yaml"):
                hashes[path] = hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    return dict(sorted(hashes.items()))


def flat(values: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield path and text of each value in some YAML; rows with an id are called by it."""
    if isinstance(values, Mapping):
        for key, value in values.items():
            yield from flat(value, f"{path}.{key}" if path else str(key))
    elif isinstance(values, Sequence) and not isinstance(values, str):
        for number, value in enumerate(values, 1):
            name = value.get("id") or value.get("const") if isinstance(value, Mapping) else None
            yield from flat(value, f"{path}[{name or number}]")
    elif values is not None:
        yield path, " ".join(str(values).split())


def _words(glossaries: Sequence[Glossary], names: Sequence[str]) -> Iterator[tuple[str, str, str, str, str, str]]:
    first, last = glossaries[0], glossaries[-1]
    for id, concept in last.items():
        for what, key in COMPARED.items():
            own, shared = _said(concept, key), _said(first.get(id), key)
            if own != shared:
                by = next(
                    name
                    for glossary, name in zip(glossaries, names, strict=True)
                    if _said(glossary.get(id), key) == own
                )
                yield id, what, shared, own, by, concept.label


def _said(concept: Concept | None, key: str) -> str:
    return "" if concept is None else str(getattr(concept, key))


def _files(folder: Path) -> list[Path]:
    """Return the files of a folder and of those in it; links that lead out of it are none."""
    root = folder.resolve()
    files = (file for file in sorted(folder.rglob("*")) if not file.name.startswith((".", "~$")))
    inside = (file for file in files if file.is_file() and file.resolve().is_relative_to(root))
    return list(islice(inside, MOST_FILES))


def _kind(path: str, file: Path, certificate: Certificate) -> str:
    look = certificate.council.look
    usual = {"council.yaml": "facts, defaults and rules", "glossary.yaml": "words"}
    if path in usual:
        return usual[path]
    if file in (look.house, look.logo) or path == "house.docx":
        return "logo" if file == look.logo else "house document"
    folder = path.partition("/")[0] if "/" in path else ""
    if file.suffix == ".yaml":
        is_model = not folder and file.stem in certificate.layers[-1].by_id
        return FOLDERS.get(folder, "model" if is_model else "other")
    return "wording" if file.suffix == ".docx" else "other"


def _shared(path: str, layer: Layer) -> Path | None:
    folders = (*layer.council.model_folders, *layer.council.template_folders)
    return next((file for folder in folders if (file := folder / path).is_file()), None)


def _differences(file: Path, shared: Path | None) -> Iterator[Difference]:
    if file.suffix != ".yaml" or (shared is None and file.name != "council.yaml"):
        return
    try:
        own, before = dict(flat(read_mapping(file))), {} if shared is None else dict(flat(read_mapping(shared)))
    except SpecgenError:  # a file that nothing reads may say what it likes
        return
    for path in dict.fromkeys([*before, *own]):
        if before.get(path) != own.get(path):
            yield Difference(path, before.get(path, ""), own.get(path, ""))
