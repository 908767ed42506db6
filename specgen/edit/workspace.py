"""Hold what the page works on: one folder, the files that are open, their council and model, and the draft of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Final

from specgen.commands.new import skeleton
from specgen.edit.answer_file import AnswerFile, Content
from specgen.edit.form.form_changes import compared
from specgen.formats.yamlfile.edit.editor import set_value
from specgen.formats.yamlfile.yaml_file import YamlFile
from specgen.inputs.council.council import Council, council_for, load_council, name_in
from specgen.inputs.council.defaults import known_answers
from specgen.inputs.council.search import known_councils
from specgen.inputs.glossary.council_terms import load_model_in_council_terms, load_named_model
from specgen.inputs.models.inheritance import Outline, model_file, outline
from specgen.inputs.models.model import Model, model_ids
from specgen.inputs.models.question_tree import order_in
from specgen.preview.draft_pages import DraftPages
from specgen.preview.live_draft import LiveDraft
from specgen.problems import CannotRead, Problem, SpecgenError, WrongInput, about_file
from specgen.system.files import quoted, unwritable

__all__ = ["Subject", "Workspace"]

NEW_NAME: Final = re.compile(r"[^\W_][\w .,&'’()-]{0,100}\.ya?ml")
OF_ANSWERS: Final = re.compile(r"^(?:model|document)[ \t]*:", re.MULTILINE)
SEARCHED: Final = 4_000  # characters of a file: what makes it one of answers stands at its start
MOST_FILES: Final = 200


@dataclass(frozen=True)
class Subject:
    """One open file as it stands now, with all that a page needs to ask its questions."""

    file: AnswerFile
    content: Content
    council: Council
    model: Model
    about_council: tuple[Problem, ...] = ()

    @property
    def yaml(self) -> YamlFile:
        return self.content.yaml


@dataclass
class Workspace:
    """`folder` is where files are listed and made; `council` the one named on the command line, if any."""

    folder: Path
    council: str | None
    today: Callable[[], date]
    files: dict[str, AnswerFile] = field(default_factory=dict)
    suggested: str = ""  # the name for a new file
    _drafts: dict[tuple[str, date], LiveDraft] = field(default_factory=dict)
    _pages: dict[int, DraftPages] = field(default_factory=dict)
    _models: dict[object, Model] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def open(self, path: Path) -> AnswerFile:
        """Return an open file by the name under which the browser asks for it; one file has one name."""
        with self._lock:
            for file in self.files.values():
                if file.path.resolve() == path.resolve():
                    return file
            name, number = path.name, 1
            while name in self.files:
                number += 1
                name = f"{path.stem}-{number}{path.suffix}"
            self.files[name] = AnswerFile(path)
            return self.files[name]

    def key_of(self, file: AnswerFile) -> str:
        return next(name for name, opened in self.files.items() if opened is file)

    def subject(self, file: AnswerFile) -> Subject:
        """Return an open file with its council and model. Raises SpecgenError for whatever is wrong with them."""
        content = file.read()
        council, problems = council_for(content.yaml, self.council)
        model = self._model(content.yaml, council)
        with file.lock:
            file.unsaved = compared(file.unsaved, content.yaml, model)
            file.model = model
        return Subject(file, content, council, model, problems)

    def draft_of(self, file: AnswerFile) -> LiveDraft:
        key = str(file.path), self.today()
        with self._lock:
            if key not in self._drafts:
                self._drafts[key] = LiveDraft(file.path, self.council, today=key[1])
            return self._drafts[key]

    def pages_of(self, file: AnswerFile) -> DraftPages:
        """Return what lays out the pages of a draft."""
        draft = self.draft_of(file)
        with self._lock:
            return self._pages.setdefault(id(draft), DraftPages(draft))

    def close(self) -> None:
        """End what runs beside the page."""
        for pages in self._pages.values():
            pages.close()
        for draft in self._drafts.values():
            draft.close()
        self._pages.clear()
        self._drafts.clear()

    def answer_files(self) -> list[str]:
        """Return the names of the files in the folder that look like answers."""
        listed = sorted(path for path in self.folder.iterdir() if path.suffix.lower() in (".yaml", ".yml"))
        return [path.name for path in listed[:MOST_FILES] if path.is_file() and _holds_answers(path)]

    def councils(self) -> tuple[str, ...]:
        """Return the names of the councils that a new file may be for."""
        return tuple(sorted({folder.name for folder in known_councils(self.folder)}))

    def models(self) -> dict[str, tuple[Outline, str]]:
        """Return the models by their ids, each with what it says of itself, and the council that alone has it."""
        listed: dict[str, tuple[Outline, str]] = {}
        for council in (self.council,) if self.council else (None, *self.councils()):
            with suppress(SpecgenError):  # said where that council is chosen
                folders = load_council(council, self.folder).model_folders
                for id in model_ids(folders):
                    own = "" if self.council else council or ""
                    listed.setdefault(id, (outline(model_file(id, folders), folders), own))
        return listed

    def create(self, name: str, model_id: str, country: str, council: str | None) -> AnswerFile:
        """Make a new file of answers in the folder. Raises SpecgenError."""
        if not NEW_NAME.fullmatch(name):
            remedy = "write letters, digits, spaces and hyphens: Support at home"
            raise WrongInput(about_file(name, "is not a name for a file of answers", remedy, "name"))
        path = self.folder / name
        loaded = load_council(council, self.folder)
        model = load_model_in_council_terms(model_id, loaded.model_folders)
        named = name_in(path, loaded)
        option = f" --council {quoted(council)}" if council and not named else ""
        text = skeleton(model, known_answers(loaded).values, named, file=f"{quoted(name)}{option}")
        if country:
            edited = set_value(text, ("document", "jurisdiction"), country, order=order_in(model), file=name)
            if isinstance(edited, Problem):
                raise WrongInput(edited)
            text = edited
        try:
            with path.open("xb") as stream:  # a file of answers is never overwritten
                stream.write(text.encode())
        except FileExistsError as error:
            remedy = "give another name, or open that file"
            raise WrongInput(about_file(name, "is there already", remedy, "name")) from error
        except OSError as error:
            raise CannotRead(unwritable(path, error)) from error
        return self.open(path)

    def _model(self, yaml: YamlFile, council: Council) -> Model:
        """Return the model that answers name; read again only when a file of the council has changed."""
        key = (str(yaml.values.get("model")), *_stamps(council.folders))
        with self._lock:
            if key not in self._models:
                self._models = {key: load_named_model(yaml, council)} | dict(list(self._models.items())[-7:])
            return self._models[key]


def _holds_answers(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8") as stream:
            return OF_ANSWERS.search(stream.read(SEARCHED)) is not None
    except (OSError, UnicodeDecodeError):
        return False


def _stamps(folders: Sequence[Path]) -> Iterator[tuple[str, int]]:
    for folder in folders:
        for path in sorted(folder.rglob("*.yaml")):
            yield str(path), path.stat().st_mtime_ns
