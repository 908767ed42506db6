"""The arguments of a command that strangers' files have a say in, in; what it has to print out.

Each works in a process of its own that can be stopped, and leaves printing and exiting to the module that calls it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from specgen.inputs.council.council import Council, load_council
from specgen.inputs.council.search import council_around
from specgen.problems import CannotRead, Problem, SpecgenError, about_file
from specgen.system.files import refuse_other_name
from specgen.system.sandbox import confined

if TYPE_CHECKING:
    from specgen.inputs.glossary.forms import Glossary
    from specgen.inputs.models.model import Model


class Told(NamedTuple):
    """What a command found: a result, what is said beside it, and how many errors there are."""

    result: str
    said: tuple[str, ...]
    errors: int = 0


def check_template(file: Path, council: str | None, comments: Path | None, form: str) -> Told:
    """Check a Word template against a council's others, and write a copy of it with comments if one is asked for.
    Where no council is named it is the one whose folder the template stands in.
    """
    refuse_other_name(comments, "--comments")
    council = council or council_around(file)
    place = load_council(council)
    writes = () if comments is None else (comments,)
    return _apart(_check_template, file, council, comments, form, place=place, files=(file,), writes=writes)


def check_council(named: str, form: str) -> Told:
    """Check everything in a council's folder, and try a draft under each model."""
    from specgen.commands.council import check, report
    from specgen.inputs.council.search import council_folder

    report.refuse_format(form)
    checked = check.check_council(council_folder(named), template_faults)
    return Told(report.report(checked, form), (report.summary(checked),), checked.count("error"))


def import_conditions(conditions: Path, output: Path, day: str, council: str | None) -> Told:
    """Read the glossary out of a contract's conditions and write it, or renew the one that is there."""
    place, files = load_council(council), (conditions, output)
    return _apart(_import_conditions, conditions, output, day, council, place=place, files=files, writes=(output,))


def show_template(file: Path) -> Told:
    """Return a Word file as text."""
    return _apart(_show_template, file, place=None, files=(file,))


def page(kind: str, council: str | None, *words: str, glossary: Path | None = None) -> Told:
    """Return one of the PAGES: what a council's models ask, or what its words mean."""
    files = () if glossary is None else (glossary,)
    return _apart(_page, kind, council, words, glossary, place=load_council(council), files=files)


def _apart(
    work: Callable[..., Told],
    *arguments: object,
    place: Council | None,
    files: Sequence[Path],
    writes: Iterable[Path] = (),
) -> Told:
    folders = () if place is None else place.folders
    if not folders and not files:
        return work(*arguments)
    named = [str(file) for file in files] + [f"the templates of {place.name}" for _ in folders[:1] if place is not None]
    return confined(work, *arguments, about=named[0] if named else "", reads=(*files, *folders), writes=writes)


def _check_template(file: Path, council: str | None, comments: Path | None, form: str) -> Told:
    from specgen.commands.template.check import Checker, check_file, report, summary, write_comments
    from specgen.review.review import Words
    from specgen.review.rules.typed_terms import typed_terms

    checked = check_file(file, Checker(council), lambda: typed_terms(file, Words(load_council(council))))
    if comments is not None:
        write_comments(checked, file, comments)
    return Told(report(checked, form), (summary(checked),), checked.count("error"))


def template_faults(council: Path, templates: tuple[Path, ...]) -> tuple[Problem, ...]:
    """Return what is wrong with some templates of a council."""
    from specgen.commands.template.check import Checker, check_file
    from specgen.review.review import Words
    from specgen.review.rules.typed_terms import typed_terms

    place = load_council(council)
    checker, words, found = Checker(council), Words(place), list[Problem]()
    for file in templates:
        try:
            checked = check_file(file, checker, lambda file=file: typed_terms(file, words))  # type: ignore[misc]
            faults = [one.problem(checked.file) for one in checked.found]
            found += _of_a_house(faults) if place.look.house and file.samefile(place.look.house) else faults
        except SpecgenError as error:
            found += error.problems
    return tuple(found)


def _of_a_house(faults: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the faults of a house: it names teams on its cover, and its tables may only hold labels."""
    for one in faults:
        if one.rule == "accessibility" and "no header row" in one.message:
            yield replace(one, level="warning")
        elif one.rule != "term":
            yield one


def _import_conditions(conditions: Path, output: Path, day: str, council: str | None) -> Told:
    from specgen.commands.glossary.import_terms import import_glossary, said

    done = import_glossary(conditions, output, day=day, folders=load_council(council).model_folders)
    return Told(f"{done.path}\n", tuple(said(done)))


def _show_template(file: Path) -> Told:
    from specgen.commands.template.show import shown

    return Told(shown(file), ())


def _page(kind: str, council: str | None, words: tuple[str, ...], glossary: Path | None) -> Told:
    return Told(PAGES[kind](load_council(council), glossary, *words), ())


def _models(place: Council, _glossary: Path | None) -> str:
    from specgen.commands.questions import models_page
    from specgen.inputs.models.model import load_model, model_ids

    return models_page(load_model(id, place.model_folders) for id in model_ids(place.model_folders))


def _questions(place: Council, _glossary: Path | None, model: str) -> str:
    from specgen.commands.questions import questions_page

    return questions_page(_model(model, place))


def _schema(place: Council, _glossary: Path | None, model: str) -> str:
    import json

    return json.dumps(_model(model, place).schema, indent=2, default=float) + "\n"


def _answers(place: Council, _glossary: Path | None, model: str, named: str) -> str:
    from specgen.commands.new import skeleton
    from specgen.inputs.council.defaults import known_answers

    return skeleton(_model(model, place), known_answers(place).values, named)


def _list(place: Council, glossary: Path | None, jurisdiction: str) -> str:
    from specgen.commands.glossary.pages import list_page

    return list_page(_words(place, glossary, jurisdiction))


def _explain(place: Council, glossary: Path | None, jurisdiction: str, term: str) -> str:
    from specgen.commands.glossary.pages import explain_page

    known = _words(place, glossary, jurisdiction)
    return explain_page(term, known, place.template_folders, place.model_folders)


def _export(place: Council, glossary: Path | None, jurisdiction: str, form: str) -> str:
    from specgen.commands.glossary.export import FORMS, export

    if form not in FORMS:
        message = f"--to: there is no form {form}"
        raise CannotRead(about_file("", message, f"write one of {', '.join(FORMS)}", "usage"))
    return export(_words(place, glossary, jurisdiction), form, f"{place.name or 'specgen'} glossary")


PAGES: Mapping[str, Callable[..., str]] = {
    "models": _models,
    "questions": _questions,
    "schema": _schema,
    "answers": _answers,
    "list": _list,
    "explain": _explain,
    "export": _export,
}


def _words(place: Council, file: Path | None, jurisdiction: str) -> Glossary:
    from specgen.inputs.glossary.load import load_glossary, with_file

    if jurisdiction not in ("", "wales", "england"):
        message = f"--jurisdiction: there is none named {jurisdiction}"
        raise CannotRead(about_file("", message, "write wales or england", "usage"))
    jurisdiction = jurisdiction or str(place.facts.get("jurisdiction") or "")
    found: Glossary = load_glossary(jurisdiction, place.model_folders)
    if file is None:
        return found
    if not file.is_file():
        raise CannotRead(about_file(str(file), "there is no such file"))
    return with_file(found, file)


def _model(id: str, place: Council) -> Model:
    from specgen.inputs.glossary.council_terms import spelled_out
    from specgen.inputs.glossary.load import load_glossary
    from specgen.inputs.models.model import load_model

    folders = place.model_folders
    return spelled_out(load_model(id, folders), load_glossary("", folders))
