"""What filters, tests and functions are given is compared with what they take, in words that say how to write them."""

from __future__ import annotations

import pytest

from specgen.template_check.type_inference.call_arguments import argument_problems, call_faults
from specgen.templates.block_tags import logic_problems
from specgen.templates.environment import jinja_environment

SAID = {
    "{{ a | count }}": 'the filter "count" is not given "one"; write count(one) or count(one, many)',
    "{{ a | count('b', 'c', 'd') }}": 'the filter "count" is given too much (3), and takes 2 at most; '
    "write count(one) or count(one, many)",
    "{{ a | money(2) }}": 'the filter "money" is given too much (1), and takes none; write money',
    "{{ a | within('b', plural='c') }}": 'the filter "within" has no argument "plural"; '
    "write within(one) or within(one, many)",
    "{{ a | within('b', one='c') }}": 'the filter "within" is given "one" twice; '
    "write within(one) or within(one, many)",
    "{{ a | map }}": 'the filter "map" is not given what to take of each row; write map(attribute="name")',
    "{{ a | map('round', 1, 2) }}": 'the filter "round" in map is given too much (2), and takes 1 at most; '
    "write round or round(places)",
    "{{ a | selectattr }}": 'the filter "selectattr" is not given a column; write selectattr("name")',
    "{{ a | rejectattr('b', 'eq') }}": 'the test "eq" in rejectattr is not given "value"; write eq(value)',
    "{{ a | select('answerd') }}": 'there is no test "answerd"; did you mean "answered"?',
    "{{ a | map('uper') }}": 'there is no filter "uper"; did you mean "upper"?',
    "{{ a is divisibleby }}": 'the test "divisibleby" is not given "num"; write divisibleby(num)',
}
QUIET = (
    "{{ a | round }}",
    "{{ a | round(places=1) }}",
    "{{ a | map('upper') | select | list }}",
    "{{ a | map(attribute='b', default='c') }}",
    "{{ a | selectattr('b', 'in', c) }}",
    "{{ a | select(b) }}",
    "{{ a | map(b) }}",
    "{{ a | count(*b) }}",
    "{{ a | sort(false, attribute='b') | join(', ', 'b') }}",
    "{{ a | default }}",
)


def said_of(source: str) -> list[str]:
    environment = jinja_environment()
    tree = environment.parse(source)
    problems = [*logic_problems(tree, environment), *argument_problems(tree, environment)]
    return [problem.text for problem in problems]


@pytest.mark.parametrize("source", SAID)
def test_what_does_not_fit_is_said_with_the_way_to_write_it(source: str) -> None:
    assert said_of(source) == [SAID[source]]


@pytest.mark.parametrize("source", QUIET)
def test_what_fits_or_is_not_certain_is_left(source: str) -> None:
    assert said_of(source) == []


def test_a_function_is_given_what_it_takes() -> None:
    def row(path: str, key: str) -> str:
        return path + key

    call = jinja_environment().parse("{{ row('a') }}").body[0].nodes[0]  # type: ignore[attr-defined]
    assert list(call_faults(call, "row", row)) == [('the function "row" is not given "key"', "write row(path, key)")]
