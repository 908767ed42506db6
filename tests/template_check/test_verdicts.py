"""Compare what `template check` says of a template with what becomes of its draft: an error stops it, a warning not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from specgen.document.finish import finish
from specgen.problems import SpecgenError
from specgen.system.resources import built_in_templates
from specgen.template_check.template_checker import Checker, check_file
from specgen.templates.compile import compile_templates
from specgen.templates.environment import jinja_environment
from specgen.templates.loader import TemplateLoader
from specgen.templates.render import render
from tests.support.word_files import PROPERTIES, RECORD, child, word_file, write_files
from tests.template_check.broken_templates import BROKEN, ENDLESS
from tests.template_check.test_check_template import sample_context

DEPENDS = {
    "an optional answer without a guard": "the draft stops only where the answer is missing",
    "a mark in a loop": "the draft stops only where the loop has two rows",
    "a reference to a mark inside an if": "the draft stops only where the if does not hold",
    "a reference to a mark of another template inside an if": "the draft stops only where the if does not hold",
    "an item that may not be there": "the draft stops only where there are fewer",
}
SLOW = ("loops inside four others",)  # a draft is made of them, if somebody waits
OTHERS = {
    "a text as often as anything": "{{ 'a' * 9 ** 9 }}",
    "a reckoning that grows": "{{ 9 ** 3999 * 9 ** 3999 }}",
    "a date and a number": "{{ contract.start + 5 }}",
    "a date times a number": "{{ contract.start * 2 }}",
    "the days between two dates": "{{ (contract.start - document.date).days }}",
    "a text less a number": "{{ document.title - 1 }}",
    "a text as often as a number": "{{ document.title * 2 }}",
    "a list and a number": "{{ measures + 1 }}",
    "a loop over a number": "{% for x in scope.people %}x{% endfor %}",
    "a loop over a term": "{% for x in term.person %}x{% endfor %}",
    "a loop over a text": "{% for x in 'abc' %}x{% endfor %}",
    "a loop over a group": "{% for x in availability %}x{% endfor %}",
    "a list put to a text": "{{ 'a' ~ measures }}",
    "a yes or no put to a text": "{{ 'a' ~ availability.night }}",
    "a negative text": "{{ -document.title }}",
    "a number as a list": "{{ scope.people | and_list }}",
    "the length of a number": "{{ scope.people | length }}",
    "the first of a number": "{{ scope.people | first }}",
    "rows put together": "{{ measures | and_list }}",
    "a column put together": "{{ measures | map(attribute='name') | and_list }}",
    "a column joined": "{{ measures | join(', ', 'name') }}",
    "a division by nothing": "{{ scope.people / 0 }}",
    "a rest of nothing": "{{ scope.people % 0 }}",
    "a number too long to be printed": "{{ 9 ** 99999 }}",
    "a loop over a choice": "{% for x in availability.pattern %}x{% endfor %}",
    "a yes or no compared by size": '{% if availability.night > "no" %}x{% endif %}',
    "a choice compared by size": "{% if availability.pattern < 5 %}x{% endif %}",
    "a date found unequal": '{% if contract.start == "2027-04-05" %}x{% endif %}',
    "a section that no model has": '{% if has_section("paymnt") %}x{% endif %}',
    "a reference by number": "{{ ref('nothing') }}",
    "a filter that is not there": "{{ document.title | titel }}",
    "a test that is not there": "{% if document.title is foo %}x{% endif %}",
    "an answer with its own method": "{{ document.title.upper() }}",
    "what Python keeps to itself": "{{ ''.__class__ }}",
    "a mark twice": "A {{ mark('x.y') }}\n. B {{ mark('x.y') }}",
    "a form of a term that is not there": "{{ term.person.plurall }}",
    "a filter without what it needs": "{{ scope.people | count }}",
    "a filter with too much": "{{ scope.people | money(2) }}",
    "a filter with an unknown keyword": "{{ scope.people | count('person', plural='people') }}",
    "a filter with a known keyword": "{{ scope.people | count('person', many='people') }}",
    "a filter with one argument twice": "{{ scope.people | count('person', one='people') }}",
    "arguments that are worked out": "{{ scope.people | count(*['person']) }}",
    "a filter of Jinja's with too much": "{{ (measures | first(2)).name }}",
    "a filter of Jinja's with its keyword": "{{ document.title | default('a', boolean=true) }}",
    "a filter block with too much": "{% filter upper(1) %}x{% endfilter %}",
    "an unknown filter in map": "{{ measures | map('titel') | list | length }}",
    "a filter in map without what it needs": "{{ measures | map('count') | list | length }}",
    "map without anything": "{{ measures | map | list | length }}",
    "map with an unknown keyword": "{{ measures | map(attribut='name') | list | length }}",
    "map with what stands in for a gap": "{{ measures | map(attribute='name', default='x') | list | length }}",
    "an unknown test in select": "{{ measures | select('answerd') | list | length }}",
    "a test in select": "{{ measures | select('answered') | list | length }}",
    "a test in reject with too much": "{{ measures | reject('answered', 1) | list | length }}",
    "an unknown test in selectattr": "{{ measures | selectattr('name', 'foo') | list | length }}",
    "selectattr without a column": "{{ measures | selectattr | list | length }}",
    "a test in rejectattr without what it needs": "{{ measures | rejectattr('name', 'eq') | list | length }}",
    "an unknown column in sort": "{{ measures | sort(attribute='nam') | length }}",
    "several columns in sort": "{{ measures | sort(attribute='name,id') | length }}",
    "rows put in no order": "{{ measures | sort | length }}",
    "an unknown column in join": "{{ measures | join(', ', 'nam') }}",
    "an unknown column by its keyword": "{{ payment.elements | sum_of(column='percnt') }}",
    "a row without its id": "{{ row('outcomes.list').statement }}",
    "a row by keyword": "{{ row('outcomes.list', key='O1').statement }}",
    "a row of no list": "{{ row(5, 'a') }}",
    "a party too many": "{{ party('provider', 'x') }}",
    "a mark without a name": "{{ mark() }}",
    "an answer called": "{{ document.title() }}",
    "an answer called by a block": "{% call document.title() %}x{% endcall %}",
    "a test without what it needs": "{% if scope.people is divisibleby %}x{% endif %}",
    "a test with what it needs": "{% if scope.people is divisibleby(2) %}x{% endif %}",
    "a test with too much": "{% if scope.people is answered(1) %}x{% endif %}",
    "nothing printed": "{{ none }}",
    "a number in a number": "{% if 3 in scope.people %}x{% endif %}",
    "a number in a text": "{% if 3 in document.title %}x{% endif %}",
    "a text in a text": "{% if 'a' in document.title %}x{% endif %}",
    "a text in a group": "{% if 'a' in availability %}x{% endif %}",
    "a text times a text": "{{ 'a' * 'b' }}",
    "a text with a sign": "{{ +document.title }}",
    "a row taken apart": "{% for a, b in measures %}x{% endfor %}",
    "three things for two names": "{% for a, b in [('x', 'y', 'z')] %}x{% endfor %}",
    "two things for two names": "{% for a, b in [('x', 'y')] %}x{% endfor %}",
    "an answer set": "{% set document.title = 1 %}x",
    "a list in capitals": "{{ measures | upper }}",
    "the letters of a text": "{{ document.title | list }}",
    "a text for a row": "{{ document.title | target('year_1') }}",
    "the first of a group": "{{ availability | first }}",
    "a row of a date": "{{ contract.start | row_where('a', 'b') }}",
}
CASES = {
    **{name: (broken.data, broken.name) for name, broken in (BROKEN | ENDLESS).items() if name not in SLOW},
    **{name: (word_file(f"# Hours\n. {text}"), "sections/broken.docx") for name, text in OTHERS.items()},
}


def _cases() -> Iterator[object]:
    """Yield one case in eight for `make test`, and all of the others for `make test-all`."""
    for number, name in enumerate(CASES):
        yield pytest.param(name, id=name, marks=() if number % 8 == 0 else pytest.mark.long)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


@pytest.mark.parametrize("name", [*_cases()])
def test_what_the_check_calls_an_error_stops_the_draft_and_nothing_else_does(
    name: str, checker: Checker, tmp_path: Path
) -> None:
    data, template = CASES[name]
    place = "sections/scope.docx" if template == "sections/broken.docx" else template
    taken = '{%p include "sections/scope.docx" %}' if place == "sections/scope.docx" else "words"
    write_files(tmp_path, {place: data, "main.docx": child(taken)})
    is_error = any(problem.level == "error" for problem in check_file(tmp_path / place, checker).problems)
    assert is_error == (_stops(tmp_path) and name not in DEPENDS)


@pytest.mark.parametrize("name", [name for name in DEPENDS if name in BROKEN])
def test_what_depends_on_the_answers_is_a_warning(name: str, checker: Checker, tmp_path: Path) -> None:
    write_files(tmp_path, {"sections/scope.docx": CASES[name][0]})
    problems = check_file(tmp_path / "sections/scope.docx", checker).problems
    assert [problem.level for problem in problems] == ["warning"]


def _stops(folder: Path) -> bool:
    try:
        loader = TemplateLoader((folder, built_in_templates()))
        compiled = compile_templates("main.docx", (), loader, jinja_environment())
        finish(render(compiled, sample_context("reward.yaml")), compiled, PROPERTIES, RECORD)
    except SpecgenError:
        return True
    return False


def test_a_row_that_is_not_there_is_said_with_those_that_are(tmp_path: Path) -> None:
    text = '. It is {{ row("outcomes.list", "nobody").statement }}'
    write_files(tmp_path, {"sections/scope.docx": text, "main.docx": child('{%p include "sections/scope.docx" %}')})
    loader = TemplateLoader((tmp_path, built_in_templates()))
    compiled = compile_templates("main.docx", (), loader, jinja_environment())
    with pytest.raises(SpecgenError) as stopped:
        render(compiled, sample_context("reward.yaml"))
    said = 'there is no row "nobody" in outcomes.list; its rows are O1, O2, O3, O4 [template]'
    assert str(stopped.value).endswith(said)
    assert str(stopped.value).startswith("sections/scope.docx: error: near ")
