"""Count the words of a contract that look like terms and were not taken."""

from __future__ import annotations

import pytest

from specgen.inputs.contract.definitions import read_definitions
from specgen.inputs.glossary_import.passed_over import PassedOver, words_passed_over
from tests.support.contract_shapes import ContractShape, shapes_in

SHAPES, CONTRACTS = shapes_in("shapes"), shapes_in("contracts")
LIST = "\n".join(f"**{word}:** some words about it" for word in ("Zone", "Sector", "Ward", "Round", "Route"))
CASES = {
    "below a heading that says nothing of terms": (f"#S People and places\n{LIST}", ["in Schedule A: 5"]),
    "in a typed schedule": (f"SCHEDULE 3\nSERVICES\n{LIST}", ["in Schedule 3: 5"]),
    "in a numbered clause": (f"# Care\n. The Provider gives care.\n{LIST}", ["in clause 1: 5"]),
    "before all headings": (LIST, ["at the start: 5"]),
    "in a table without a head": (
        "# Care\n| Word | Text |\n| **Zone** | a part of the county |\n| **Ward** | a part of it |\n"
        "| **Route** | a way |",
        ["in clause 1: 3"],
    ),
    "among definitions one is enough": (
        "# Definitions\n“Fee” means the sum due.\n**Owl** (at night) comes late.\n“Bat”: is not here.", [
            "in clause 1: 1"
        ],
    ),
    "two are no list": ("# Care\n**Zone:** some words\n**Ward:** more words", []),
    "duties behind a bold head": (
        "# Care\n" + "\n".join(f"**{word}:** the Provider shall do it" for word in ("Zone", "Ward", "Round")), []
    ),
}  # fmt: skip


def passed_over(shape: ContractShape) -> tuple[PassedOver, ...]:
    return words_passed_over(shape.data, read_definitions(shape.data).found)


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_words_that_look_like_terms_are_counted_where_they_stand(text: str, expected: list[str]) -> None:
    found = passed_over(ContractShape("", text, ()))
    assert [f"{one.place}: {len(one.words)}" for one in found] == expected


@pytest.mark.parametrize("shape", [*SHAPES.values(), *CONTRACTS.values()], ids=[*SHAPES, *CONTRACTS])
def test_nothing_that_was_taken_is_counted_as_passed_over(shape: ContractShape) -> None:
    assert passed_over(shape) == ()
