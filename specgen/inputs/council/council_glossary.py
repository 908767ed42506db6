"""Lay the glossary of a council, and one more file, over the built-in one, for a country."""

from __future__ import annotations

from pathlib import Path

from specgen.inputs.council.council import Council
from specgen.inputs.glossary.forms import Glossary
from specgen.inputs.glossary.load import load_glossary, with_file
from specgen.inputs.law.countries import COUNTRIES
from specgen.problems import CannotRead, about_file


def load_council_glossary(council: Council, file: Path | None, jurisdiction: str) -> Glossary:
    """Return a council's words; without a jurisdiction in that which the council itself gives. Raises CannotRead."""
    if jurisdiction and jurisdiction not in COUNTRIES:
        message = f"--jurisdiction: there is none named {jurisdiction}"
        raise CannotRead(about_file("", message, f"write {' or '.join(COUNTRIES)}", "usage"))
    country = jurisdiction or str(council.facts.get("jurisdiction") or "")
    glossary = load_glossary(country, council.model_folders)
    if file is None:
        return glossary
    if not file.is_file():
        raise CannotRead(about_file(str(file), "there is no such file"))
    return with_file(glossary, file)
