"""Hold tags that try to leave the sandbox, to run for ever or to fill the memory (notes on Jinja's own sandbox: Jinja
3.1.6; docxtpl issues 549 and 632).
"""

from __future__ import annotations

from functools import partial

from tests.hostile.case import GENERATE, REFUSED, STOPPED, Case, Outcome, council

NO_NAME = "there is no answer or name"
MEMORY = "tiny.docx: error: took more memory than 300 MB, and was stopped"
PAYLOADS: dict[str, tuple[str, Outcome, str]] = {
    "the chain of classes": ("{{ ''.__class__.__mro__[1].__subclasses__() }}", REFUSED, NO_NAME + ' "__class__"'),
    "the globals of a function": ("{{ mark.__globals__['__builtins__'] }}", REFUSED, NO_NAME + ' "__globals__"'),
    "the globals of a filter": ("{{ ('a'|first).__init__.__globals__ }}", REFUSED, NO_NAME + ' "__init__"'),
    "a class through a format text": (
        "{{ '{0.__class__.__mro__}'.format(document) }}",
        REFUSED,
        NO_NAME + ' "__class__"',
    ),
    "a class through format_map": ("{{ '{a.__class__}'.format_map({'a': 1}) }}", REFUSED, NO_NAME + ' "__class__"'),
    "the frame of a generator": ("{{ (range(3)).gi_frame }}", REFUSED, NO_NAME + ' "range"'),
    "the environment of the template": ("{{ self._TemplateReference__context.environment }}", REFUSED, NO_NAME),
    "cycler's globals": ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", REFUSED, NO_NAME + ' "cycler"'),
    "joiner and namespace": ("{{ namespace.__init__.__globals__ }}", REFUSED, NO_NAME + ' "namespace"'),
    "lipsum": ("{{ lipsum(n=200000) }}", REFUSED, NO_NAME + ' "lipsum"'),
    "attr": ("{{ ''|attr('__class__') }}", REFUSED, 'there is no filter "attr"'),
    "a map of attributes": (
        "{{ [document]|map(attribute='__class__')|list }}",
        REFUSED,
        "a list cannot be printed as it is",
    ),
    "a private attribute": ("{{ document._values }}", REFUSED, NO_NAME + ' "_values"'),
    "changing the answers": ("{{ outcomes.list.append(1) }}", REFUSED, NO_NAME + ' "append"'),
    "changing a list of its own": ("{% set l = [] %}{{ l.append(1) }}", REFUSED, NO_NAME + ' "append"'),
    "markup": ("{{ '<w:instrText>DDEAUTO</w:instrText>'|safe }}", REFUSED, 'there is no filter "safe"'),
    "an import": ("{% import 'sections/scope.docx' as other %}", REFUSED, NO_NAME),
    "a thousand billion rounds": (
        "{% for a in [1]*9999 %}{% for b in [1]*9999 %}{% for c in [1]*9999 %}{% endfor %}{% endfor %}{% endfor %}",
        STOPPED,
        ", and was stopped",  # by the limit on time or on memory, whichever the machine comes to first
    ),
    "a billion rounds of range": ("{% for a in range(1000000000) %}{{ a }}{% endfor %}", REFUSED, NO_NAME + ' "range"'),
    "a text of a billion letters": ("{{ 'a' * 10**9 }}", REFUSED, "longer than 100,000"),
    "a number without end": ("{{ 9**(9**9) }}", REFUSED, "more than 4,000 digits"),
    "a number without end that is not written out": (
        "{% set n = outcomes.list | length + 8 %}{{ n ** (n ** n) }}",
        REFUSED,
        "more than 4,000 digits",
    ),
    "a width of a billion": ("{{ '%1000000000d' % 1 }}", STOPPED, MEMORY),
    "a format width of a billion": ("{{ '{:>1000000000}'.format('a') }}", STOPPED, MEMORY),
    "ljust by a billion": ("{{ 'a'.ljust(1000000000) }}", STOPPED, MEMORY),
    "replacing each letter by many": ("{{ ('ab' * 40000).replace('a', 'b' * 60000) }}", STOPPED, MEMORY),
    "a macro that calls itself": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", REFUSED, "without end"),
    "a thousand brackets": ("{{ " + "(" * 1000 + "1" + ")" * 1000 + " }}", REFUSED, "nested too deeply"),
    "ten thousand nots": ("{{ " + "not " * 10_000 + "1 }}", REFUSED, "nested too deeply"),
}

CASES = [
    Case(f"tag: {name}", partial(council, template=payload), GENERATE, outcome, says)
    for name, (payload, outcome, says) in PAYLOADS.items()
]
