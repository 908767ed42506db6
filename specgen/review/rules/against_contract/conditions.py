"""Hold the conditions of a contract as the rules on facts read them: their figures and their definitions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from specgen.formats.opc.package import NotAWordFile
from specgen.inputs.contract.contract_definition import LIKELY, ContractDefinition
from specgen.inputs.contract.contract_line import Line
from specgen.inputs.contract.contract_lines import read_lines
from specgen.inputs.contract.definitions import definitions_of
from specgen.inputs.contract.term_shapes import term_key
from specgen.problems import CannotRead, about_file
from specgen.review.rules.against_contract.endings import rights_in
from specgen.review.rules.facts.stated.matters import matters
from specgen.review.rules.facts.stated.stated_figures import Figure, figures_in
from specgen.system.files import read_file


@dataclass(frozen=True)
class Said:
    """What a clause of the contract says of a matter."""

    figure: Figure
    clause: str
    text: str


@dataclass(frozen=True)
class Conditions:
    """`name` is what messages call the contract: the name of its file."""

    name: str
    lines: Sequence[Line]

    @cached_property
    def figures(self) -> Mapping[str, tuple[Said, ...]]:
        """What the contract says of each matter, by its id."""
        found: dict[str, tuple[Said, ...]] = {}
        for matter in matters():
            if not matter.is_of_contracts:
                continue
            said = tuple(
                Said(figure, line.clause, line.text) for line in self.lines for figure in figures_in(line.text, matter)
            )
            if said:
                found[matter.id] = said
        return found

    @cached_property
    def ending(self) -> Line | None:
        """The clause that says who may end the contract, or when it ends by itself; None if none does."""
        return next(
            (line for line in self.lines if not line.is_head and any(rights_in(line.text, of_contract=True))), None
        )

    @cached_property
    def definitions(self) -> Mapping[str, ContractDefinition]:
        """The terms that the contract defines with a meaning of their own."""
        found = definitions_of(self.lines).found
        return {term_key(one.term): one for one in found if one.confidence >= LIKELY and one.meaning}

    def place(self, clause: str) -> str:
        return f"clause {clause} of {self.name}" if clause else self.name


def load_conditions(path: Path) -> Conditions:
    """Raises CannotRead for a file that is no Word file or is not there."""
    try:
        return read_conditions(path.name, read_file(path))
    except NotAWordFile as error:
        raise CannotRead(about_file(str(path), str(error), error.remedy)) from error


def read_conditions(name: str, data: bytes) -> Conditions:
    """Raises NotAWordFile."""
    return Conditions(name, read_lines(data))
