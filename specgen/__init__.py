"""One YAML file of answers in, a draft Word specification out. The flow, a module for each step:

    answers    the file's text                 -> Answers: plain values, each with its line and column
    models     models/*.yaml                   -> Model: its sections and their questions, as one tree
    validate   Answers x Model                 -> typed answers, and every problem with its place
    council    a council's folder              -> Council: where its own files are found before the built-in ones
    library    a Council                       -> model, glossary, law and compiled templates, made once
    context    answers, glossary, law          -> the names that a template may use
    templates  templates/*.docx                -> one Jinja program: includes, extends and blocks between Word files
    render     program x names                 -> the parts of the document, in a sandbox
    document   parts                           -> .docx: numbers, references, contents, open points, properties
    generate   all of these in their order, and the file on disk, if nobody's work stands there

A missing answer never stops a draft: it becomes an open point. What is wrong is a Problem, with its place and with what
would be right; SpecgenError carries all of them at once. Nothing here prints, exits or reads the clock.

What is named below is loaded when it is first used, so that `import specgen` costs nothing. The function that the
command `specgen generate` calls is called write_draft here, for `specgen.generate` is the module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specgen.formats.yamlfile.yaml_file import Answers
    from specgen.generate import Draft, Generated, draft, load_answers
    from specgen.generate import generate as write_draft
    from specgen.inputs.council.council import Council, load_council
    from specgen.inputs.models.model import Model, load_model
    from specgen.problems import CannotRead, Problem, SpecgenError, WrongInput

__all__ = [
    "Answers",
    "CannotRead",
    "Council",
    "Draft",
    "Generated",
    "Model",
    "Problem",
    "SpecgenError",
    "WrongInput",
    "draft",
    "load_answers",
    "load_council",
    "load_model",
    "write_draft",
]

_STANDS_IN = {
    "Answers": "formats.yamlfile.yaml_file",
    "CannotRead": "problems",
    "Council": "inputs.council.council",
    "Draft": "generate",
    "Generated": "generate",
    "Model": "inputs.models.model",
    "Problem": "problems",
    "SpecgenError": "problems",
    "WrongInput": "problems",
    "draft": "generate",
    "load_answers": "generate",
    "load_council": "inputs.council.council",
    "load_model": "inputs.models.model",
    "write_draft": "generate",
}


def __getattr__(name: str) -> object:
    if name not in _STANDS_IN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(f"{__name__}.{_STANDS_IN[name]}"), {"write_draft": "generate"}.get(name, name))
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
