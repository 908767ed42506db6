"""What the rules found in a file in, a Review out: what people have decided to ignore is taken out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from specgen.review.findings import Finding, Reviewed, Subject
from specgen.review.waivers import Ignore, sort_out

if TYPE_CHECKING:
    from specgen.formats.yamlfile.scalars import Scalar


class Review(NamedTuple):
    """A reviewed file, with what is needed to act on it."""

    reviewed: Reviewed
    source: str = ""  # of a YAML file
    scalars: Mapping[int, Scalar] | None = None
    parts: Mapping[str, bytes] | None = None  # of a Word file
    rules: Mapping[str, str] = {}  # the levels that the council of this file gives to rules


def sorted_out(subject: Subject, findings: Sequence[Finding], ignores: Sequence[Ignore]) -> Reviewed:
    stay, left, problems = sort_out(findings, ignores, subject.file)
    return Reviewed(subject.file, stay, problems, left)
