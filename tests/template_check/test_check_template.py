"""Run `specgen template check`: every fault of a Word template at once and in its place, and none in a good one."""

# ruff: noqa: E501 - a template stands in one piece
from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docxtpl import DocxTemplate
from hypothesis import given
from hypothesis import strategies as st

from specgen.cli import main as cli
from specgen.context.context import Facts, context_of
from specgen.context.render_log import RenderLog
from specgen.context.values import known_names
from specgen.formats.opc.package import read_package, write_package
from specgen.formats.word.positions import in_file, place_of
from specgen.formats.yamlfile.fast import read_data
from specgen.formats.yamlfile.yaml_file import load
from specgen.inputs.answers.validate import validate_answers
from specgen.inputs.council.council import load_council
from specgen.inputs.glossary.load import load_glossary
from specgen.inputs.law.law_files import load_law
from specgen.inputs.models.model import load_model
from specgen.problems import CannotRead, WrongInput
from specgen.review.review import Words
from specgen.review.word_files.typed_terms import typed_terms
from specgen.system.resources import built_in_models, built_in_samples, built_in_templates
from specgen.template_check.template_checker import Checker, check_file
from specgen.template_check.type_inference.known_names import AREAS, GROUPS, ROWS
from specgen.templates.compile import compile_templates
from specgen.templates.environment import jinja_environment
from specgen.templates.loader import TemplateLoader
from specgen.templates.merge.merge_target import MergeTarget
from specgen.templates.render import render
from specgen.templates.source import read_source
from tests.judges.policy import ROOT
from tests.judges.validator import Validator
from tests.support.examples import examples
from tests.support.word_files import Drafted, all_of, child, text_of, w, word_file, write_files
from tests.template_check.broken_templates import BROKEN, ENDLESS, Broken, grid

NO_COUNCIL = load_council(None)

TEMPLATES = built_in_templates()
# A report prints values of its own beside the answers: tests/commands/test_check_reports.py prints it.
BUILT_IN = sorted(TEMPLATES.rglob("*.docx"))
OF_TAGS = {
    name: broken
    for name, broken in BROKEN.items()
    if broken.name == "sections/broken.docx" and all(said.endswith(("[tag]", "[pair]")) for said in broken.said)
}
TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{.*|.*\}\}")


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


@pytest.fixture(scope="module")
def words() -> Words:
    return Words(load_council(None))


def said_of(file: Path, checker: Checker) -> tuple[str, ...]:
    return tuple(str(in_file(one, "")).removeprefix(": ") for one in check_file(file, checker).problems)


def written(folder: Path, template: str | bytes, name: str = "sections/own.docx") -> Path:
    write_files(folder, {name: template})
    return folder / name


# What is wrong, and what docxtpl says of it


@pytest.mark.parametrize("broken", (BROKEN | ENDLESS).values(), ids=BROKEN | ENDLESS)
def test_every_fault_is_named_in_its_place(broken: Broken, checker: Checker, tmp_path: Path) -> None:
    assert said_of(written(tmp_path, broken.data, broken.name), checker) == broken.said


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_what_docxtpl_does_with_the_same_file(broken: Broken, tmp_path: Path) -> None:
    assert by_docxtpl(written(tmp_path, broken.data, broken.name)) == broken.docxtpl


def by_docxtpl(file: Path) -> str:
    """What docxtpl does with a template and the full answers: "silent", "loses" words or pictures, or an "error"."""
    names = {"mark": lambda _: "", "ref": lambda _: "1.1", "row": lambda *_: {}, "has_section": lambda _: False}
    made = file.with_name("made.docx")
    try:
        template = DocxTemplate(file)
        template.render({**_answers(), **names, "term": {"provider": {"The": "The Provider"}}, "law": {}})
        template.save(made)
        (words, pictures), (left, shown) = _seen(file), _seen(made)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what the user of docxtpl gets
        return "error (names a paragraph)" if "paragraph" in str(error) else "error"
    return "loses" if words - left or pictures > shown else "silent"


@cache
def _answers() -> dict[str, Any]:
    found, problems = load(built_in_samples() / "care-planning.yaml")
    assert found is not None, problems
    return dict(found.values)


def _seen(file: Path) -> tuple[set[str], int]:
    """The words of a Word file outside its tags, and how many pictures it has."""
    made = Drafted(file.read_bytes())
    stories = [part for part in made.parts if re.fullmatch(r"word/(document|header\d|footer\d)\.xml", part)]
    lines = [text_of(paragraph) for part in stories for paragraph in all_of(made.root(part), "p")]
    words = {word for line in lines for word in re.findall(r"[A-Za-z]{3,}", TAGS.sub(" ", line))}
    return words, len(list(all_of(made.body, "drawing")))


# What is right


@pytest.mark.parametrize("file", BUILT_IN, ids=lambda file: file.relative_to(TEMPLATES).as_posix())
def test_nothing_is_reported_of_the_built_in_templates(file: Path, checker: Checker, words: Words) -> None:
    checked = check_file(file, checker, typed_terms(file, words))
    assert [str(in_file(one, "")) for one in checked.problems] == []


GOOD = {
    "an optional answer in its if": "{%p if availability.continuity %}\n. {{ availability.continuity.workers }}\n{%p endif %}",
    "an optional answer in a sentence": ". Help{% if availability.continuity %} for {{ availability.continuity.weeks }}{% endif %}.",
    "an optional answer or something else": '. {{ availability.continuity.workers if availability.continuity else "None" }}',
    "behind and": "{% if availability.continuity and availability.continuity.workers > 2 %}{{ availability.continuity.workers }}{% endif %}",
    "in the else of not": "{% if not availability.continuity %}None{% else %}{{ availability.continuity.workers }}{% endif %}",
    "rows of an optional list": "{%p for row in availability.other_hours %}\n. {{ row.start }}\n{%p endfor %}",
    "rows that were chosen": '{%p for one in measures | selectattr("targets.year_5") %}\n. {{ one.targets.year_5 }}\n{%p endfor %}',
    "yes or no that is open": "{% if gain_sharing.used is open %}{{ gain_sharing.used }}{% else %}Settled{% endif %}",
    "the paragraphs of a text": "{%p for text in scope.description | paragraphs %}\n. {{ text }}\n{%p endfor %}",
    "a row by its id": '{%p for one in measures %}\n. {{ row("outcomes.list", one.outcome).statement }}\n{%p endfor %}',
    "a set text": "{%p set words %}\n. Text\n{%p endset %}\n{{p words }}",
    "a list of pairs": '{% for title, part in [("Office", availability.office)] %}{{ title }} {{ part.days }}{% endfor %}',
    "a macro": "{% macro hours(of) %}{{ of.start }}{% endmacro %}{{ hours(availability.office) }}",
    "a with": "{% with office = availability.office %}{{ office.start }}{% endwith %}",
    "a name in both branches": "{% if availability.night %}{% set a = availability.start %}{% else %}{% set a = availability.end %}{% endif %}{{ a }}",
    "what may not be there": '{{ anything | default("nothing") }}{% if something is defined %}{{ something }}{% endif %}',
    "a part of a date": "{{ contract.start.year }}",
    "a mark in two branches": '{%p if availability.night %}\n. A {{ mark("own.x") }}\n{%p else %}\n. B {{ mark("own.x") }}\n{%p endif %}',
    "a mark in the first turn of a loop": '{%p for row in availability.response %}\n. {{ row.priority }}{% if loop.first %} {{ mark("own.x") }}{% endif %}\n{%p endfor %}',
    "a mark whose name is put together": '{%p for one in measures %}\n. {{ one.name }} {{ mark("own." ~ one.id) }}\n{%p endfor %}\n. See {{ ref("own.M1") }}',
    "a block in a loop": "{%p for row in availability.response %}\n{%p block own_row scoped %}\n. {{ row.priority }}\n{%p endblock %}\n{%p endfor %}",
    "one block of a built-in section": child("{{ super() }}\n. More", of="specgen/sections/scope.docx", block="scope_people"),
    "a comment of the template": "{# nobody sees {{ this }} #}. Text",
    "curly quotation marks": '. {% if availability.pattern == “daytime” %}By day{% else %}At night{% endif %}',
    "a reference in the if of its mark": '{%p if availability.night == "none" and scope.people > 3 %}\n. A {{ mark("own.x") }}\n{%p endif %}\n. B{% if scope.people > 3 %}{% if availability.night == "none" %} {{ ref("own.x") }}{% endif %}{% endif %}',
    "a reference to a mark in all branches": '{%p if availability.night == "none" %}\n. A {{ mark("own.x") }}\n{%p elif scope.people > 3 %}\n. B {{ mark("own.x") }}\n{%p else %}\n. C {{ mark("own.x") }}\n{%p endif %}\n. See {{ ref("own.x") }}',
    "a name set anew in a loop": "{% set words = 1 %}{% for row in availability.response %}{% set words = row.priority %}{{ words }}{% endfor %}{% set words = 2 %}{{ words }}",
    "an item behind a question how many there are": "{% if scope.groups | length > 1 %}{{ scope.groups[1] }}{% endif %}{{ scope.groups[0] }}",
    "a macro of paragraphs": '{%p macro line(of) %}\n. For {{ of }}\n{%p endmacro %}\n{{p line("a") }}',
    "a name that is words or paragraphs": "{%p if availability.night %}\n{%p set words %}\n. Text\n{%p endset %}\n{%p endif %}\n{%p if availability.night %}\n{{p words }}\n{%p endif %}",
    "a large number": "{{ 10 ** 12 * 3 }}",
    "a row that is repeated": grid("| Priority | Start |", "| {%tr for row in availability.response %} |  |", "| {{ row.priority }} | {{ row.start_hours }} |", "| {%tr endfor %} |  |"),
}  # fmt: skip


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_nothing_is_reported_of_what_is_right(text: str, checker: Checker, tmp_path: Path) -> None:
    assert said_of(written(tmp_path, text), checker) == ()


@pytest.mark.parametrize("sample", sorted(path.name for path in built_in_samples().glob("*.yaml")))
def test_the_names_behind_what_is_worked_out_are_those_there_are(sample: str) -> None:
    context = sample_context(sample)
    for key, columns in {**ROWS, "framework.areas": AREAS}.items():
        first, _, step = key.partition(".")
        shown: Any = context[first]
        assert {name for row in (shown[step] if step else shown) for name in known_names(row)} <= set(columns.split())
    for key, (own, columns) in GROUPS.items():
        shown = context[key]
        if shown is not None:
            assert set(known_names(shown)) == {*own.split(), "rows"}
            assert {name for row in shown["rows"] for name in known_names(row)} == set(columns.split())


@cache
def sample_context(sample: str) -> dict[str, object]:
    folders = (built_in_models(),)
    answers, problems = load(built_in_samples() / sample)
    assert answers is not None, problems
    model = load_model(str(answers.values["model"]), folders)
    typed, _ = validate_answers(answers, model, NO_COUNCIL, {})
    law, glossary = load_law("wales", folders), load_glossary("wales", folders)
    framework = read_data("frameworks/wales_nof.yaml", folders)
    return context_of(Facts(typed, model, glossary, law, framework, date(2027, 4, 5)), RenderLog())


PIECES = ("{{", "}}", "{%p", "{%", "%}", "{%tr", "{{ availability.start }}", "{% if x %}", "{% endif %}", "{%p endif %}",
          "{%p for row in measures %}", "{%p endfor %}", "{%p block a %}", "{%p endblock %}", "{% else %}", "\n", ". ",
          '{{ mark("a") }}', "{%p set x %}", "{%p endset %}", '{%p extends "house.docx" %}', "{# c #}", "“", "(", ".a",
          "{% macro m(a) %}", "{% endmacro %}", "{% raw %}", "{{ {} }}", "{{ x[1:2] }}", "{{ row(x, y=1) }}", "words")  # fmt: skip


@examples(60, long=1_000)
@given(text=st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join))
def test_whatever_is_written_is_checked(text: str, checker: Checker, tmp_path: Path) -> None:
    said_of(written(tmp_path, text), checker)


# Terms that are typed out, councils, comments, the command


@pytest.mark.parametrize("broken", OF_TAGS.values(), ids=OF_TAGS)
def test_a_draft_is_refused_for_what_the_check_says_of_its_tags(broken: Broken, tmp_path: Path) -> None:
    parts = read_package(written(tmp_path, broken.data, broken.name).read_bytes())
    house = MergeTarget(read_package((TEMPLATES / "house.docx").read_bytes()))
    with pytest.raises(WrongInput) as refused:
        read_source(broken.name, parts, house, jinja_environment(), is_house=False)
    said = [str(in_file(problem, "")).removeprefix(": ") for problem in refused.value.problems]
    assert set(broken.said) <= set(said)


def test_a_term_that_is_typed_out_is_reported_in_its_place(checker: Checker, words: Words, tmp_path: Path) -> None:
    file = written(tmp_path, "# Hours\n. The Provider shall help each Person from {{ availability.start }}.")
    found = check_file(file, checker, typed_terms(file, words)).problems
    assert [(place_of(one).index, one.rule, one.remedy) for one in found] == [
        (2, "term", "write {{ term.provider }}"),
        (2, "term", "write {{ term.person }}"),
    ]


def test_what_a_council_asks_and_says_is_known(tmp_path: Path) -> None:
    council = tmp_path / "council"
    write_files(council, {"sections/pets.docx": ". {{ term.helper.The }} {{ mark('pets.own') }}", "sections/other.docx": ". {{ ref('pets.own') }}"})  # fmt: skip
    (council / "council.yaml").write_text("name: Ours\n", encoding="utf-8")
    (council / "glossary.yaml").write_text(
        "concepts:\n  - id: helper\n    preferred: {label: Helper}\n    definition: a person who helps\n",
        encoding="utf-8",
    )
    ours = Checker(council)
    assert said_of(council / "sections/pets.docx", ours) == ()
    assert said_of(council / "sections/other.docx", ours) == ()
    assert said_of(written(tmp_path, ". {{ term.helper.The }}"), Checker()) != ()


LOST = "leaves out the mark"
MEANT = "at the end of the heading or clause that says the same [reference]"
REPLACED = {
    "a whole section": (
        {"sections/scope.docx": "# Ours\n. Words"},
        f'error: paragraph 1 “Ours”: {LOST} "scope", to which sections/care_planning.docx refers and 1 more; write {{{{ mark("scope") }}}} {MEANT}',
        f'warning: paragraph 1 “Ours”: {LOST} "scope.exclusions", to which sections/population.docx refers; write {{{{ mark("scope.exclusions") }}}} {MEANT}',
    ),
    "a block with a mark": (
        {"sections/availability.docx": child(". Words", of="specgen/sections/availability.docx", block="availability_contact")},
        f'warning: paragraph 2 “{{%p block availability_contact %}}”: {LOST} "availability.contact", to which sections/availability.docx refers; write {{{{ mark("availability.contact") }}}} {MEANT}',
    ),
    "a block with its mark": (
        {"sections/availability.docx": child('. Words {{ mark("availability.contact") }}', of="specgen/sections/availability.docx", block="availability_contact")},
    ),
    "a block that its parent's words are added to": (
        {"sections/availability.docx": child("{{ super() }}\n. Words", of="specgen/sections/availability.docx", block="availability_contact")},
    ),
    "itself, by the name of its council": (
        {"sections/scope.docx": child(". Words", of="council/sections/scope.docx", block="scope_people")},
        'error: paragraph 1 “{%p extends "council/sections/scope.docx" %}”: the template includes or extends itself; name another one, such as "specgen/sections/scope.docx" [include]',
    ),
    "itself, at a distance": (
        {"sections/scope.docx": '# A {{ mark("scope") }}\n. B {{ mark("scope.exclusions") }}\n{%p include "sections/pets.docx" %}', "sections/pets.docx": '{%p include "council/sections/scope.docx" %}'},
        'error: “A”, paragraph 3 “{%p include "sections/pets.docx" %}”: the template includes or extends itself: sections/scope.docx > sections/pets.docx > council/sections/scope.docx; name another one, such as "specgen/sections/scope.docx" [include]',
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REPLACED.values(), ids=REPLACED)
def test_what_a_council_replaces_keeps_its_marks_and_is_not_itself(case: tuple[Any, ...], tmp_path: Path) -> None:
    council, (files, *said) = tmp_path / "council", case
    write_files(council, files)
    (council / "council.yaml").write_text("name: Ours\n", encoding="utf-8")
    assert said_of(council / next(iter(files)), Checker(council)) == (*said,)


def test_the_copy_with_comments_is_a_sound_word_file(tmp_path: Path, validator: Validator) -> None:
    parts = dict(read_package((TEMPLATES / "sections/core_activities.docx").read_bytes()))
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"core_activities.definition }}", b"core_activities.definitoin }}"
    )
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:tblHeader/>", b"")
    file = tmp_path / "core_activities.docx"
    file.write_bytes(write_package(parts))
    before = file.read_bytes()
    assert _run("template", "check", str(file), "--comments", str(tmp_path / "out.docx")) == 1
    assert file.read_bytes() == before
    made = Drafted((tmp_path / "out.docx").read_bytes())
    comments = [text_of(one) for one in all_of(made.root("word/comments.xml"), "p")]
    wrong = 'there is no answer or name "core_activities.definitoin"; did you mean "definition"?.'
    assert comments[0] == wrong
    assert "Repeat Header Rows" in comments[1]
    (paragraph,) = [one for one in all_of(made.body, "p") if "definitoin" in text_of(one)]
    assert paragraph.find(w("commentRangeStart")) is not None
    assert validator.errors(tmp_path / "out.docx") == ()


def test_what_is_wrong_in_a_header_is_a_comment_at_the_beginning(tmp_path: Path) -> None:
    house = word_file("Cover\n{%p block body %}\n{%p endblock %}", stories={"header1": "{{ document.titel }}"})
    file = written(tmp_path, house, "house.docx")
    assert _run("template", "check", str(file), "--comments", str(tmp_path / "out.docx")) == 1
    made = Drafted((tmp_path / "out.docx").read_bytes())
    assert text_of(next(all_of(made.root("word/comments.xml"), "p"))).startswith("In the header: there is no answer")
    assert next(all_of(made.body, "p")).find(w("commentRangeStart")) is not None


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, ". Text")
    before = file.read_bytes()
    assert _run("template", "check", str(file), "--comments", str(file)) == 1
    assert "this is the template itself; give the copy another name" in capsys.readouterr().err
    assert file.read_bytes() == before


def test_exit_codes_and_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, wrong = written(tmp_path, ". Text"), written(tmp_path, "# Hours\n. {{ availability.strat }}", "wrong.docx")
    assert _run("template", "check", str(good)) == 0
    assert capsys.readouterr() == ("", f"{good}: nothing found\n")
    assert _run("template", "check", str(wrong)) == 1
    expected = (
        f"{wrong}: error: “Hours”, paragraph 2 “{{{{ availability.strat }}}}”: there is no answer or name"
        ' "availability.strat"; did you mean "start"? [unknown]\n'
    )
    assert capsys.readouterr() == (expected, f"{wrong}: 1 error\n")
    (tmp_path / "letter.docx").write_bytes(b"Dear all")
    assert _run("template", "check", str(tmp_path / "letter.docx")) == 2
    assert _run("template", "check", str(tmp_path / "gone.docx")) == 2
    assert _run("template", "check", str(good), "--format", "xml") == 2


def test_json_has_each_fault_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, "# Hours\n" + grid("| Name |", "| {{ availability.strat }} |"))
    assert _run("template", "check", str(file), "--format", "json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == {"error": 1, "warning": 0}
    (found,) = told["findings"]
    assert found["cell"] == {"table": 1, "row": 2, "column": 1}
    assert (found["heading"], found["story"], found["rule"]) == ("Hours", "body", "unknown")


def test_a_file_that_cannot_be_read_is_reported(tmp_path: Path, checker: Checker) -> None:
    parts = dict(read_package(word_file(". Text")))
    parts["word/document.xml"] = b"<x/>"
    file = tmp_path / "strict.docx"
    file.write_bytes(write_package(parts))
    with pytest.raises(CannotRead, match="has no body that can be read"):
        check_file(file, checker)


# Showing a template


def test_a_template_is_shown_as_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("template", "show", str(written(tmp_path, "# Hours\n. From {{ availability.start }}."))) == 0
    assert capsys.readouterr().out == "heading 1: 1  Hours\nClause: 1.1  From {{ availability.start }}.\n"
    assert _run("template", "show", str(tmp_path / "gone.docx")) == 2


def test_git_shows_what_has_changed_in_a_template(tmp_path: Path) -> None:
    (tmp_path / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())
    file = written(tmp_path, ". From {{ availability.start }}.")
    for command in ("init -q .", "add ."):
        subprocess.run(["git", *command.split()], cwd=tmp_path, check=True, capture_output=True)
    file.write_bytes(word_file(". Till {{ availability.end }}."))
    show = f"diff.specgen.textconv={sys.executable} -m specgen template show"
    ran = subprocess.run(
        ["git", "-c", show, "diff"], cwd=tmp_path, check=True, capture_output=True, text=True, encoding="utf-8"
    )
    changed = [line for line in ran.stdout.splitlines() if re.match(r"[-+][^-+]", line)]
    assert changed == ["-Clause: 1.1  From {{ availability.start }}.", "+Clause: 1.1  Till {{ availability.end }}."]


def _run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert isinstance(stopped.value.code, int)
    return stopped.value.code


# The guide

GUIDE = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```template\n(.*?)```", GUIDE, re.DOTALL)
WRONG = re.findall(r"```wrong\n(.*?)```\n\n```message\n(.*?)```", GUIDE, re.DOTALL)


def test_the_guide_has_examples() -> None:
    assert (len(EXAMPLES), len(WRONG)) == (GUIDE.count("```template"), GUIDE.count("```wrong"))
    assert EXAMPLES
    assert WRONG


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_the_guide_is_right_and_prints(example: str, checker: Checker, tmp_path: Path) -> None:
    file = written(tmp_path, _with_head(example), "sections/scope.docx")
    assert said_of(file, checker) == ()
    write_files(tmp_path, {"main.docx": child('{%p include "sections/scope.docx" %}')})
    compiled = compile_templates("main.docx", (), TemplateLoader((tmp_path, TEMPLATES)), jinja_environment())
    assert "<w:p" in render(compiled, sample_context("care-planning.yaml")).body


@pytest.mark.parametrize(("example", "message"), WRONG)
def test_a_message_of_the_guide_is_what_is_printed(
    example: str, message: str, checker: Checker, tmp_path: Path
) -> None:
    assert said_of(written(tmp_path, example), checker) == (message.strip(),)


def _with_head(example: str) -> str:
    return grid(*example.strip().split("\n")) if example.startswith("|") else example
