"""Hold rules that belong together with the functions that find what they describe: one family is one module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from specgen.problems import Problem
from specgen.review.findings import Finding, Subject
from specgen.review.rules.facts.specification import Specification
from specgen.review.rules.rule import Rule


class Family(NamedTuple):
    """`words` reads the passages of a file, `facts` the typed answers."""

    title: str
    rules: tuple[Rule, ...]
    words: Callable[[Subject], Iterator[Finding]] | None = None
    reads: tuple[str, ...] = ("answers", "document")  # the kinds of file whose words it reads
    facts: tuple[Callable[[Specification], Iterator[Problem]], ...] = ()
