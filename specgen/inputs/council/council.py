"""Load a council: its folder laid over those that it extends and the built-in one, and what it says of itself.

Its own models, sections, words and house document are found before those of the others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from specgen.formats.yamlfile.lookup import group_at
from specgen.formats.yamlfile.yaml_file import YamlFile
from specgen.problems import Problem, WrongInput, quoted_value
from specgen.system.resources import HOUSE, built_in_models, built_in_templates

if TYPE_CHECKING:  # start-up time counts, and most drafts name no council
    from specgen.inputs.council.council_file import CouncilFile

__all__ = ["Council", "HouseOptions", "council_for", "council_of", "differing", "load_council", "name_in"]

OF_HOUSE: Final = ("colours", "fonts", "styles")  # they go with the house they were made for
BUILT_IN: Final = "specgen"  # what templates call the built-in ones by, and no council
SECTIONS: Final = "sections"  # every template of a section begins with it
RULE: Final = "council"


@dataclass(frozen=True)
class HouseOptions:
    """What a council.yaml asks of the house document; what is empty stays as the house has it."""

    house: Path | None = None
    logo: Path | None = None
    logo_words: str = ""  # the alternative text
    colours: Mapping[str, str] = field(default_factory=dict)  # main, accent, link -> RRGGBB
    fonts: Mapping[str, str] = field(default_factory=dict)  # text, headings -> the name of a font
    styles: Mapping[str, str] = field(default_factory=dict)  # specgen's name of a style -> the name in the house


@dataclass(frozen=True)
class Council:
    """The folders to look in, the council's own first. Without a council only the built-in ones."""

    name: str  # in full
    model_folders: tuple[Path, ...]
    template_folders: tuple[Path, ...]
    folders: tuple[Path, ...] = ()  # the council's own, then those of the councils it extends
    facts: Mapping[str, object] = field(default_factory=dict)  # council.yaml, laid over those it extends
    look: HouseOptions = HouseOptions()
    id: str = ""  # the name of its folder, which answers and other councils call it by
    files: tuple[CouncilFile, ...] = ()  # council.yaml of each folder

    @property
    def named_folders(self) -> Mapping[str, int]:
        """The name that templates call each council by -> where its folders begin: its own, then what lies below."""
        ids = [Path(folder).absolute().name for folder in self.folders]
        return {id: ids.index(id) for id in ids if id != SECTIONS} | {BUILT_IN: len(ids)}

    @property
    def digest(self) -> str:
        """SHA-256 of every council.yaml; empty if there is none."""
        sources = [file.yaml.source for file in self.files]
        return hashlib.sha256("\0".join(sources).encode()).hexdigest() if any(sources) else ""

    @property
    def rules(self) -> Mapping[str, str]:
        """The id of a rule of `specgen check` -> the level it has here, or off."""
        rules = self.facts.get("rules")
        return {str(key).upper(): str(level) for key, level in rules.items()} if isinstance(rules, Mapping) else {}


def load_council(named: str | Path | None, near: Path | None = None) -> Council:
    """Return the council of a folder, or of a name on the search path, laid over those it extends and the built-in
    one. Raises CannotRead if there is none, WrongInput with all that is wrong in the council.yaml of each.
    """
    if named is None:
        return Council("", (built_in_models(),), (built_in_templates(),))
    from specgen.inputs.council.search import council_folder

    return _council(council_folder(named, near))


def council_for(answers: YamlFile, named: str | Path | None = None) -> tuple[Council, tuple[Problem, ...]]:
    """Return the council that is named, else the one that the answers name, and what there is to say of it. Raises
    as load_council does; what is wrong in the answers has its place there.
    """
    near = Path(answers.file).parent
    if named is not None:
        council = load_council(named, near)
        return council, differing(answers, council)
    asked = _asked(answers)
    if not asked:
        return load_council(None), ()
    from specgen.inputs.council.council_file import NAME
    from specgen.inputs.council.search import find_council

    if not NAME.fullmatch(asked):
        message = f"{quoted_value(asked)} is not the name of a council's folder"
        remedy = "write the name alone, such as dyffryn-arian; the path to another folder can be given with --council"
        raise WrongInput(answers.problem_at(("council",), message, remedy, RULE))
    folder = find_council(asked, near)
    if isinstance(folder, Path):
        return _council(folder), ()
    raise WrongInput(folder.at(answers.place_of(("council",))))


def name_in(answers: Path, council: Council) -> str:
    """Return the name by which a file of answers finds a council; empty if it would not find this one."""
    if not council.folders:
        return ""
    from specgen.inputs.council.council_file import NAME
    from specgen.inputs.council.search import find_council

    folder = find_council(council.id, answers.parent) if NAME.fullmatch(council.id) else None
    return council.id if isinstance(folder, Path) and folder.resolve() == council.folders[0].resolve() else ""


def differing(answers: YamlFile, council: Council) -> tuple[Problem, ...]:
    """Return a note if the answers name another council than the one that counts."""
    asked = _asked(answers)
    if not asked or asked == council.id:
        return ()
    message = f"the answers name the council {asked}, and --council names {council.id}, which counts"
    return (answers.problem_at(("council",), message, "", RULE, level="note"),)


def council_of(files: tuple[CouncilFile, ...]) -> Council:
    """Return the council that some sound council.yaml make: its own first, then those it extends."""
    from specgen.inputs.council.search import folder_name

    folders, facts = tuple(file.folder for file in files), _laid_over(files)
    own = folder_name(files[0].folder)
    name = str(facts.get("name") or own)
    models, templates = (*folders, built_in_models()), (*folders, built_in_templates())
    return Council(name, models, templates, folders, facts, _look(files), own, files)


def _council(folder: Path) -> Council:
    from specgen.inputs.council.search import layers

    files, problems = layers(folder)
    if any(problem.level == "error" for problem in problems):
        raise WrongInput(problems)
    return council_of(files)


def _laid_over(files: Sequence[CouncilFile]) -> Mapping[str, object]:
    """Return the facts of the first council, and what it takes over from the others: contacts and rules that it does
    not have, and the country. Who it is (its names, its logo) is never another's.
    """
    own, *others = files
    facts = {key: value for key, value in own.facts.items() if key not in ("extends", "defaults")}
    for file in others:
        for key, value in file.facts.items():
            if key in ("contacts", "rules"):
                facts[key] = {**group_at(file.facts, key), **group_at(facts, key)}
            elif key == "jurisdiction":
                facts.setdefault(key, value)
    return facts


def _look(files: Sequence[CouncilFile]) -> HouseOptions:
    """Return the options of the first council that has a house, with what those above it say of colours and fonts; the
    logo is its own.
    """
    parts: dict[str, dict[str, str]] = {key: {} for key in OF_HOUSE}
    house = None
    for file in files:
        for key, known in parts.items():
            parts[key] = {str(name): str(value) for name, value in group_at(file.facts, key).items()} | known
        house = _house(file)
        if house is not None:
            break
    logo = group_at(files[0].facts, "logo")
    picture = files[0].folder / str(logo["file"]) if "file" in logo else None
    colours = {key: value.lstrip("#").upper() for key, value in parts["colours"].items()}
    return HouseOptions(house, picture, str(logo.get("words", "")), colours, parts["fonts"], parts["styles"])


def _house(file: CouncilFile) -> Path | None:
    named = file.facts.get("house")
    house = file.folder / (named if isinstance(named, str) else HOUSE)
    return house if house.is_file() else None


def _asked(answers: YamlFile) -> str:
    value = answers.values.get("council")
    if isinstance(value, list | dict):
        message = "a list or a group stands where the name of a council's folder is asked for"
        raise WrongInput(answers.problem_at(("council",), message, "write one name, such as dyffryn-arian", RULE))
    return str(answers.texts.get(("council",), value or "")).strip()
