"""Name the countries whose law comes with specgen, and choose among them."""

from __future__ import annotations

from typing import Final

from specgen.inputs.council.council import Council
from specgen.problems import CannotRead, about_file

COUNTRIES: Final = ("wales", "england")


def countries_of(jurisdiction: str, council: Council) -> tuple[str, ...]:
    """Return the countries whose law is asked for. Raises CannotRead for one that there is not."""
    wanted = jurisdiction or str(council.facts.get("jurisdiction") or "")
    if wanted and wanted not in COUNTRIES:
        problem = about_file("", f"--jurisdiction: there is no law of {wanted} here", "write wales or england", "usage")
        raise CannotRead(problem)
    return (wanted,) if wanted else COUNTRIES
