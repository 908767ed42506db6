"""Watch what a plain `specgen generate` loads and compiles: start-up time counts, and this needs no clock."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from specgen.system.resources import built_in_samples

# What a draft without a council needs nothing of: libraries that take long to load, and our own modules for other work.
NEEDLESS = ("pydantic", "rich", "docx", "docxtpl", "asyncio", "unittest", "multiprocessing", "specgen.review.reports",
            "specgen.commands.check", "specgen.templates.compile", "specgen.house.prepare", "specgen.revise",
            "specgen.template_check")  # fmt: skip
# Its expressions are made of bytes, of which there is no lazy form.
COMPILES = {"specgen.inputs.models.inheritance"}
WATCHED = """
import json, re, sys
compiled, compile = [], re.compile
def noting(*arguments, **options):
    caller = sys._getframe(1)
    if caller.f_code.co_name == "<module>":
        compiled.append(caller.f_globals["__name__"])
    return compile(*arguments, **options)
re.compile = noting
from specgen.cli.main import main
try:
    main(sys.argv[1:])
finally:
    ours = [name for name in compiled if name.startswith("specgen.")]
    print("\\n" + json.dumps([sorted(sys.modules), ours]))
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], set[str]]:
    """The modules that the second draft of a sample loads, and those of specgen that compile when they are loaded."""
    output = str(tmp_path_factory.mktemp("draft") / "draft.docx")
    command = [sys.executable, "-c", WATCHED, "generate", str(built_in_samples() / "quick-start.yaml"), "-o", output]
    for _ in range(2):  # the first may compile the templates
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
    modules, compiled = json.loads(ran.stdout.splitlines()[-1])
    return set(modules), set(compiled)


def test_a_draft_loads_nothing_of_what_it_does_not_need(loaded: tuple[set[str], set[str]]) -> None:
    names = {".".join(one.split(".")[:end]) for one in loaded[0] for end in range(1, one.count(".") + 2)}
    assert names & set(NEEDLESS) == set()


def test_no_module_of_a_draft_compiles_an_expression_before_it_is_used(loaded: tuple[set[str], set[str]]) -> None:
    assert loaded[1] - COMPILES == set()


def test_a_lazy_expression_does_what_a_compiled_one_does() -> None:
    from specgen.system.lazy_pattern import lazy_pattern

    word = lazy_pattern(r"(\w+) (?P<second>\w+)")
    assert [word.sub(r"\2", "one two"), word.groups, dict(word.groupindex)] == ["two", 2, {"second": 2}]
    assert [one.span() for one in word.finditer("a b, c d")] == [(0, 3), (5, 8)]
    assert word.fullmatch("a b c") is None
