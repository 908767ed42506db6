"""Turn one YAML file of answers into a draft Word specification. The flow, a folder for each step:

    formats         the file's text             -> YamlFile: plain values, each with its line and column
    inputs          models, glossaries, council -> Model, Glossary, Council, the typed answers, and every problem
    context         answers, glossary, law      -> the names that a template may use
    house           a council's Word file       -> cover, styles, headers and footers that a draft can be made in
    templates       templates/*.docx            -> one Jinja program between Word files, rendered once, in a sandbox
    document        rendered parts              -> .docx: numbers, references, contents, open points, properties
    generate        all of these in their order
    review          texts of answers and drafts -> what is wrong with their words
    template_check  a Word template             -> everything that is wrong with it
    compare, certify  two sets of templates     -> what a council has changed
    commands        the arguments of a command  -> CommandResult: what to print, what to write, how to exit
    cli             the command line            -> one command run, in a sandboxed process where files are not trusted

A missing answer never stops a draft: it becomes an open point. What is wrong is a Problem, with its place and with what
would be right; SpecgenError carries all of them at once. Nothing below `cli` prints, exits or reads the clock.

What is named below is loaded when it is first used, so that `import specgen` costs nothing. The function that writes a
draft is called write_draft here, for `specgen.generate` is the module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specgen.formats.yamlfile.yaml_file import YamlFile
    from specgen.generate import Draft, DraftFile, draft, load_answers
    from specgen.generate import generate as write_draft
    from specgen.inputs.council.council import Council, load_council
    from specgen.inputs.models.model import Model, load_model
    from specgen.problems import CannotRead, Problem, SpecgenError, WrongInput

__all__ = [
    "CannotRead",
    "Council",
    "Draft",
    "DraftFile",
    "Model",
    "Problem",
    "SpecgenError",
    "WrongInput",
    "YamlFile",
    "draft",
    "load_answers",
    "load_council",
    "load_model",
    "write_draft",
]

_MODULES = {
    "CannotRead": "problems",
    "Council": "inputs.council.council",
    "Draft": "generate",
    "DraftFile": "generate",
    "Model": "inputs.models.model",
    "Problem": "problems",
    "SpecgenError": "problems",
    "WrongInput": "problems",
    "YamlFile": "formats.yamlfile.yaml_file",
    "draft": "generate",
    "load_answers": "generate",
    "load_council": "inputs.council.council",
    "load_model": "inputs.models.model",
    "write_draft": "generate",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), {"write_draft": "generate"}.get(name, name))
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
