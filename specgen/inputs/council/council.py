"""A council's name or folder in, a Council out: where its own models, sections, words and house document are found
before those of the councils it extends and the built-in ones, and what it says of itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from specgen.formats.yamlfile.yaml_file import Answers
from specgen.problems import Problem, WrongInput
from specgen.system.resources import built_in_models, built_in_templates

if TYPE_CHECKING:  # start-up time counts, and most drafts name no council
    from specgen.inputs.council.council_file import CouncilFile

__all__ = ["Council", "Look", "council_for", "council_of", "differing", "hinted", "load_council", "name_in"]

OF_HOUSE: Final = ("colours", "fonts", "styles")  # they go with the house they were made for
HOUSE: Final = "house.docx"
BUILT_IN: Final = "specgen"  # what templates call the built-in ones by, and no council
SECTIONS: Final = "sections"  # every template of a section begins with it
RULE: Final = "council"


@dataclass(frozen=True)
class Look:
    """How the documents of a council look, as its council.yaml says it; what is empty is as the house has it."""

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
    look: Look = Look()
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
        sources = [file.read.source for file in self.files]
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


def council_for(answers: Answers, named: str | Path | None = None) -> tuple[Council, tuple[Problem, ...]]:
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
    from specgen.inputs.answers.answer_types import shown
    from specgen.inputs.council.council_file import NAME
    from specgen.inputs.council.search import find_council

    if not NAME.fullmatch(asked):
        message = f"{shown(asked)} is not the name of a council's folder"
        remedy = "write the name alone, such as dyffryn-arian; the path to another folder can be given with --council"
        raise WrongInput(answers.problem(("council",), message, remedy, RULE))
    found = find_council(asked, near)
    if isinstance(found, Path):
        return _council(found), ()
    raise WrongInput(answers.problem(("council",), found.message, found.remedy, RULE))


def name_in(answers: Path, council: Council) -> str:
    """Return the name by which a file of answers finds a council; empty if it would not find this one."""
    if not council.folders:
        return ""
    from specgen.inputs.council.council_file import NAME
    from specgen.inputs.council.search import find_council

    found = find_council(council.id, answers.parent) if NAME.fullmatch(council.id) else None
    return council.id if isinstance(found, Path) and found.resolve() == council.folders[0].resolve() else ""


def differing(answers: Answers, council: Council) -> tuple[Problem, ...]:
    """Return a note if the answers name another council than the one that counts."""
    asked = _asked(answers)
    if not asked or asked == council.id:
        return ()
    message = f"the answers name the council {asked}, and --council names {council.id}, which counts"
    return (replace(answers.problem(("council",), message, "", RULE), level="note"),)


def hinted(problems: Sequence[Problem], council: Council | None) -> tuple[Problem, ...]:
    """Return the problems, the first about an unknown part or model with a hint: a council may have been forgotten."""
    if council is not None and council.folders:
        return tuple(problems)
    said, found = list(problems), next((one for one in problems if _may_be_a_councils(one)), None)
    if found is not None:
        what = "has it" if found.place.path == "model" else "asks it"
        hint = f"or name the council that {what}: --council NAME, or council: NAME in the answers"
        said[said.index(found)] = replace(found, remedy=f"{found.remedy}; {hint}")
    return tuple(said)


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
                facts[key] = {**_group(value), **_group(facts.get(key))}
            elif key == "jurisdiction":
                facts.setdefault(key, value)
    return facts


def _group(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _look(files: Sequence[CouncilFile]) -> Look:
    """Return the look of the first council that has a house, with what those above it say of colours and fonts; the
    logo is its own.
    """
    parts: dict[str, dict[str, str]] = {key: {} for key in OF_HOUSE}
    house = None
    for file in files:
        for key, known in parts.items():
            parts[key] = {str(one): str(value) for one, value in _group(file.facts.get(key)).items()} | known
        house = _house(file)
        if house is not None:
            break
    logo = _group(files[0].facts.get("logo"))
    picture = files[0].folder / str(logo["file"]) if "file" in logo else None
    colours = {key: value.lstrip("#").upper() for key, value in parts["colours"].items()}
    return Look(house, picture, str(logo.get("words", "")), colours, parts["fonts"], parts["styles"])


def _house(file: CouncilFile) -> Path | None:
    named = file.facts.get("house")
    house = file.folder / (named if isinstance(named, str) else HOUSE)
    return house if house.is_file() else None


def _asked(answers: Answers) -> str:
    value = answers.values.get("council")
    if isinstance(value, list | dict):
        message = "a list or a group stands where the name of a council's folder is asked for"
        raise WrongInput(answers.problem(("council",), message, "write one name, such as dyffryn-arian", RULE))
    return str(answers.texts.get(("council",), value or "")).strip()


def _may_be_a_councils(problem: Problem) -> bool:
    if problem.place.path == "model":
        return problem.rule == "choice" and problem.remedy.startswith("write")
    return problem.rule == "unknown" and "." not in problem.place.path and problem.remedy.startswith("asked here")
