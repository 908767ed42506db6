"""Hold all that a certificate reports, and the tables that its text and its Word file share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from specgen.certify.certificate import Certificate, CertifiedModel
from specgen.certify.clause_states import Counts
from specgen.certify.inventory import OwnFile, Value, Word
from specgen.certify.parts import Part
from specgen.certify.release_changes import Update

KEYS: Final = ("printed", "same", "changed", "added", "dropped", "moved", "other_condition", "formatted")


@dataclass(frozen=True)
class Report:
    """All that `specgen council certify` has found."""

    certificate: Certificate
    words: tuple[Word, ...]
    files: tuple[OwnFile, ...]
    since_record: Update | None = None
    update: Update | None = None
    values: tuple[Value, ...] = ()


def table_of(model: CertifiedModel) -> tuple[tuple[str, str, Counts], ...]:
    """Return the rows of a model's table: id, title and counts. What is untouched is one row, and the last the sum."""
    first, *sections = model.rows
    rows = [(row.id, row.title, row.counts) for row in sections if not row.counts.is_untouched]
    others = [row.counts for row in sections if row.counts.is_untouched]
    if others:
        what = f"{len(others)} other section{'' if len(others) == 1 else 's'}"
        rows.append((what, what, sum(others, Counts())))
    own = "outside its sections"
    return ((own, own.capitalize(), first.counts), *rows, ("total", "Total", model.counts))


def users(part: Part, certificate: Certificate) -> str:
    """Return the models that print a section, in words."""
    return "all models" if len(part.models) == len(certificate.models) else ", ".join(part.models) or "no model"
