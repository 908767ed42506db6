"""Look up the words that files are checked against: a council's and those of a glossary file, each read once.

What comes with specgen is kept from one run to the next; what a council or a contract says is read every time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from specgen.inputs.glossary.forms import Glossary, NotTerms
from specgen.inputs.law.countries import COUNTRIES
from specgen.problems import CannotRead, about_file
from specgen.system.resources import built_in_models
from specgen.system.store import contents, get_or_make, hashed, own_code

if TYPE_CHECKING:
    from specgen.formats.yamlfile.yaml_file import YamlFile
    from specgen.inputs.answers.answers import Answers
    from specgen.inputs.council.council import Council
    from specgen.inputs.law.entry import LawBook
    from specgen.inputs.models.model import Model
    from specgen.problems import Problem
    from specgen.review.rules.against_contract.conditions import Conditions


Made = TypeVar("Made")


class Words:
    """Where words come from: a council's folder, and a glossary laid over it. What was read once is kept."""

    def __init__(
        self, council: Council | None = None, file: Path | None = None, conditions: Conditions | None = None
    ) -> None:
        if file is not None and not file.is_file():
            raise CannotRead(about_file(str(file), "there is no such file"))
        self.council = council
        self.folders = (built_in_models(),) if council is None else council.model_folders
        self.file = file
        self.conditions = conditions  # of the contract, which answers must not contradict
        self.rules = {} if council is None else council.rules
        self._read: dict[str, object] = {}

    def of(self, answers: YamlFile) -> tuple[Words, tuple[Problem, ...]]:
        """Return the words of the council that some answers name, and what there is to say of it; one that the user
        has named counts more.
        """
        if not answers.values.get("council"):
            return self, ()
        from specgen.inputs.council.council import council_for, differing

        if self.council is not None and self.council.folders:
            return self, differing(answers, self.council)
        council = council_for(answers)[0]
        return self._once(f"council {council.folders}", lambda: Words(council, self.file, self.conditions)), ()

    def glossary(self, jurisdiction: str, answers: Answers | None = None) -> Glossary:
        """Return the glossary of a jurisdiction, with the words that some answers have for it."""

        def read() -> Glossary:
            from specgen.inputs.glossary.load import load_glossary

            return load_glossary(jurisdiction, self.folders)

        def laid_over() -> Glossary:
            glossary = self._built_in(f"glossary {jurisdiction}", "glossary", read)
            if self.file is None:
                return glossary
            from specgen.inputs.glossary.load import with_file

            return with_file(glossary, self.file)

        glossary = self._once(f"glossary {jurisdiction}", laid_over)
        if answers is None:
            return glossary
        from specgen.inputs.glossary.load import with_words

        return with_words(glossary, answers)

    def everywhere(self) -> Glossary:
        """Return the glossary that templates are held to: the words of every jurisdiction count as terms."""
        glossary = dict(self.glossary(""))
        for jurisdiction in COUNTRIES:
            for key, concept in self.glossary(jurisdiction).items():
                known = glossary.get(key)
                if known is None:
                    glossary[key] = concept
                elif known.label != concept.label:
                    glossary[f"{key} ({jurisdiction})"] = concept._replace(deprecated=(), superseded=())
        return glossary

    def not_terms(self, jurisdiction: str) -> NotTerms:
        def read() -> NotTerms:
            from specgen.inputs.glossary.load import load_not_terms

            return load_not_terms(jurisdiction, self.folders, *(() if self.file is None else (self.file,)))

        name = f"not terms {jurisdiction}"
        found = self._once(name, read if self.file else lambda: self._built_in(name, "glossary", read))
        return NotTerms(found.phrases | self._names(), found.acronyms)

    def _names(self) -> frozenset[str]:
        """Return the full names of the council and of those it extends: “Council” in one of them is no term."""
        facts = [] if self.council is None else [file.facts for file in self.council.files]
        return frozenset(str(one[key]) for one in facts for key in ("name", "welsh_name") if key in one)

    def law(self, jurisdiction: str) -> LawBook:
        """Return the law of a jurisdiction. Raises SpecgenError for what is wrong in a council's own."""

        def read() -> LawBook:
            from specgen.inputs.law.law_files import load_law

            return load_law(jurisdiction, self.folders)

        return self._once(f"law {jurisdiction}", lambda: self._built_in(f"law {jurisdiction}", "", read))

    def asked_by(self, part: str) -> Sequence[str]:
        """Return the models that ask for a part of the answers."""
        from specgen.inputs.models.model import models_by_part

        return self._once("models by part", lambda: models_by_part(self.folders)).get(part, ())

    def framework(self, answers: YamlFile | Answers) -> Mapping[str, object]:
        """Return the outcome framework that some answers choose, empty while they choose none that there is."""
        from specgen.formats.yamlfile.fast import read_data
        from specgen.formats.yamlfile.lookup import value_at

        chosen = value_at(answers.values, "outcomes", "framework")
        if not isinstance(chosen, str) or not chosen.isidentifier():
            return {}
        with suppress(CannotRead):
            return self._once(f"framework {chosen}", lambda: read_data(f"frameworks/{chosen}.yaml", self.folders))
        return {}

    def model(self, id: str) -> Model:
        """Return a model. Raises SpecgenError if there is none, or for what is wrong in it."""

        def read() -> Model:
            from specgen.inputs.models.model import load_model

            return load_model(id, self.folders)

        return self._once(f"model {id}", lambda: self._built_in(f"model {id}", "", read))

    def _once(self, name: str, read: Callable[[], Made]) -> Made:
        if name not in self._read:
            self._read[name] = read()
        return self._read[name]  # type: ignore[return-value]

    def _built_in(self, name: str, folder: str, read: Callable[[], Made]) -> Made:
        """Return what stands in `folder` of the built-in data, if all the data there is are built in."""
        if self.folders != (built_in_models(),):
            return read()
        import pickle

        # A model has the key that it has in a Library: what `generate` has read is not read again.
        key = hashed([hashed([own_code(), *contents([built_in_models() / folder], ".yaml")]), name])
        made: Made = get_or_make(key, read, pickle.dumps, pickle.loads)
        return made
