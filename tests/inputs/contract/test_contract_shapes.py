"""Read every definition out of contracts of many makings, and none out of what only looks like one.

The shapes were written by somebody who knows contracts and had not seen how they are read.
"""

from __future__ import annotations

import pytest

from specgen.inputs.contract.contract_definition import LIKELY, ContractDefinition
from specgen.inputs.contract.definitions import read_definitions
from tests.support.contract_shapes import ContractShape, plain_text, shapes_in

SHAPES = shapes_in("shapes")
TRAPS = shapes_in("traps")
CONTRACTS = shapes_in("contracts")


def taken(shape: ContractShape) -> dict[str, ContractDefinition]:
    """What would be taken over, by its term."""
    return {plain_text(one.term): one for one in read_definitions(shape.data).found if one.confidence >= LIKELY}


def faults_of(shape: ContractShape) -> list[str]:
    """What an outsider would say of what was taken, a line for each definition that is missing, false or none."""
    found, faults = taken(shape), list[str]()
    for one in shape.defines:
        read = found.pop(one.term, None)
        if read is None:
            faults.append(f"missing: {one.term}")
            continue
        words = {*map(plain_text, read.others), read.acronym}
        if not one.fits(read.meaning):
            faults.append(f"false: {one.term}: {read.meaning}")
        elif one.clause and one.clause != read.clause:
            faults.append(f"false: {one.term}: stands in clause {one.clause} and not in {read.clause}")
        faults += [f"false: {one.term} is also called {word}" for word in one.others if word not in words]
    return [*faults, *(f"none: {term}: {read.meaning}" for term, read in found.items())]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_each_shape_gives_its_definitions_whole_and_no_other(shape: ContractShape) -> None:
    assert faults_of(shape) == []


@pytest.mark.parametrize("shape", TRAPS.values(), ids=TRAPS)
def test_what_only_looks_like_a_definition_is_none(shape: ContractShape) -> None:
    assert faults_of(shape) == []


@pytest.mark.parametrize("contract", CONTRACTS.values(), ids=CONTRACTS)
def test_a_whole_contract_gives_its_definitions_and_no_other(contract: ContractShape) -> None:
    assert faults_of(contract) == []


def test_of_all_shapes_97_of_100_definitions_are_taken_and_none_is_false() -> None:
    faults = [fault for shape in (*SHAPES.values(), *TRAPS.values()) for fault in faults_of(shape)]
    missing = [fault for fault in faults if fault.startswith("missing")]
    defined = sum(len(shape.defines) for shape in SHAPES.values())
    assert len(SHAPES) >= 30
    assert defined >= 200
    assert len(missing) / defined <= 0.03
    assert [fault for fault in faults if fault not in missing] == []
