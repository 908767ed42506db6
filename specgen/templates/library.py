"""Load what a council's folders hold: models, glossary, law, frameworks, compiled templates.

Reading them is dear. So each is made once for as long as no file in the folders changes, also from one run to the
next.
"""

from __future__ import annotations

import functools
import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

import jinja2

from specgen.formats.yamlfile.fast import read_data
from specgen.inputs.council.council import Council, HouseOptions, load_council
from specgen.inputs.glossary.forms import Glossary
from specgen.inputs.glossary.load import load_glossary
from specgen.inputs.law.entry import LawBook
from specgen.inputs.law.law_files import load_law
from specgen.inputs.models.inheritance import model_ids
from specgen.inputs.models.model import Model, load_model
from specgen.problems import Problem, SpecgenError, WrongInput
from specgen.system import cache
from specgen.system.files import read_file
from specgen.system.resources import HOUSE, built_in_models
from specgen.system.store import KEPT, contents, file_key, get_kept, get_or_make, hashed, own_code
from specgen.templates.compiled import CompiledTemplates, freeze, thaw
from specgen.templates.environment import jinja_environment
from specgen.templates.loader import TemplateLoader

MOST_EXTENDED: Final = "care-planning"

Made = TypeVar("Made")


class Library:
    """All that a council's folders hold, as they are now."""

    def __init__(self, council: Council) -> None:
        self._folders = council.model_folders
        self._loader = TemplateLoader(council.template_folders, council.named_folders)
        self._look = council.look
        self._key = hashed([own_code(), *contents(council.model_folders, ".yaml")])

    def model(self, id: str) -> Model:
        """Return a model that is there; raises SpecgenError for what is wrong in it."""
        return self._data(f"model {id}", lambda: load_model(id, self._folders))

    def glossary(self, jurisdiction: str) -> Glossary:
        return self._data(f"glossary {jurisdiction}", lambda: load_glossary(jurisdiction, self._folders))

    def law(self, jurisdiction: str) -> LawBook:
        return self._data(f"law {jurisdiction}", lambda: load_law(jurisdiction, self._folders))

    def framework(self, id: str) -> Mapping[str, object]:
        """Return an outcome framework. Raises CannotRead if there is none with this id."""
        return self._data(f"framework {id}", lambda: read_data(f"frameworks/{id}.yaml", self._folders))

    def compiled_report(self, template: str) -> CompiledTemplates:
        """Return the template of a report, compiled: it stands in the house and includes no sections."""
        return self._composed(template, (), "")

    def compiled(self, model: Model) -> CompiledTemplates:
        """Return the model's templates, compiled."""
        wanted = tuple(section.template for section in model.sections)
        if len(self._loader.folders) > 1:
            return self._of_council(model, wanted)
        key = self._built_in_key(model)
        return get_or_make(key, lambda: self._composed(model.template, wanted, key), freeze, thaw)

    def _of_council(self, model: Model, wanted: Sequence[str]) -> CompiledTemplates:
        """Return a compiled that is made again when a template that went into it has changed: drafts may be kept in
        a council's folder, and they are Word files too.
        """
        root = model.template
        asked = hashed([_own_code(), root, *wanted, *_of_look(self._look), *map(str, self._loader.folders)])
        names: tuple[str, ...] = get_kept(asked, pickle.loads) or ()
        found: CompiledTemplates | None = get_kept(self._key_of(asked, names), thaw) if names else None
        if found is not None:
            return found
        same = get_kept(self._built_in_key(model), thaw) if self._is_built_in((HOUSE, root, *wanted)) else None
        if same is not None and self._is_built_in(same.hashes):
            return same
        made = self._composed(root, wanted, asked, same or _known_built_in(model.id))
        names = tuple(sorted({HOUSE, *made.hashes}))
        KEPT[asked] = names
        cache.put(asked, pickle.dumps(names))
        return get_or_make(self._key_of(asked, names), lambda: made, freeze, thaw)

    def _built_in_key(self, model: Model) -> str:
        """Return what changes whenever a built-in template does, or the model takes others of them."""
        wanted = (section.template for section in model.sections)
        return hashed([_own_code(), model.template, *wanted, *contents(self._loader.folders[-1:], ".docx")])

    def _is_built_in(self, names: Iterable[str]) -> bool:
        """Whether the council has none of these templates of its own, and asks nothing of its house."""
        own = self._loader.folders[-1]
        return self._look == HouseOptions() and all(_found(self._loader, name) == own / name for name in names)

    def _key_of(self, asked: str, names: Sequence[str]) -> str:
        """Return what changes whenever one of these templates does, or another file takes its place."""
        files = (*(_found(self._loader, name) for name in names), self._look.house)
        return hashed([asked, *names, *(file_key(file) for file in files if file is not None)])

    def _composed(
        self, root: str, wanted: Sequence[str], key: str, known: CompiledTemplates | None = None
    ) -> CompiledTemplates:
        from specgen.templates.compile import compile_templates  # most runs find it in the cache

        try:
            return compile_templates(root, wanted, self._loader, jinja_environment(), key, self._look, known)
        except WrongInput as error:
            raise WrongInput(self.name_files(error.problems)) from error

    def name_files(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return problems of templates under the path of their file: the library knows which folder each is from."""
        return tuple(map(self._name_file, problems) if len(self._loader.folders) > 1 else problems)

    def _name_file(self, problem: Problem) -> Problem:
        template, _, part = problem.place.file.partition("#")
        if not template.endswith(".docx"):
            return problem
        file = self._look.house if template == HOUSE and self._look.house else _found(self._loader, template)
        if file is None or file.is_relative_to(self._loader.folders[-1]):
            return problem
        story = ("header" if "header" in part else "footer") if part else ""
        path = ", ".join(one for one in (story, problem.place.path) if one)
        return replace(problem, place=replace(problem.place, file=str(file), path=path))

    def _data(self, name: str, make: Callable[[], Made]) -> Made:
        made: Made = get_or_make(hashed([self._key, name]), make, pickle.dumps, pickle.loads)
        return made


def keep_built_in(*models: str) -> None:
    """Compile the built-in templates of some models, if they are not kept yet, for councils that change some of them.

    This is work for a process that is trusted: what a sandboxed one compiles is kept for its own council alone.
    """
    library = Library(load_council(None))
    for model in dict.fromkeys(map(_near_built_in, models)):
        with suppress(SpecgenError):  # it is said when a draft needs them
            library.compiled(library.model(model))


def _known_built_in(model: str) -> CompiledTemplates | None:
    """Return what the built-in templates of a model were compiled to; None if nobody has done that."""
    library = Library(load_council(None))
    return get_kept(library._built_in_key(library.model(_near_built_in(model))), thaw)


def _near_built_in(model: str) -> str:
    """Return the built-in model of that name, else the one that most others extend."""
    return model if model in model_ids((built_in_models(),)) else MOST_EXTENDED


def _found(loader: TemplateLoader, name: str) -> Path | None:
    try:
        return loader.find(name)
    except SpecgenError:  # it is said when the template is read
        return None


def _of_look(look: HouseOptions) -> Iterator[str]:
    """Yield what a council says of its house; nothing without a council."""
    if look != HouseOptions():
        yield repr(look)
        yield from contents((built_in_models() / "house",), ".yaml")
        if look.logo is not None:
            yield hashlib.sha256(read_file(look.logo)).hexdigest()


@functools.cache
def _own_code() -> str:
    """Return what changes whenever Python, specgen or what compiles its templates does."""
    jinja = Path(jinja2.__file__ or "").stat()  # what it compiles is for itself alone
    return hashed([own_code(), f"{jinja.st_size} {jinja.st_mtime_ns}"])
