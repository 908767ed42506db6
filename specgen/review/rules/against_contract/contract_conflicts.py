"""Describe the rules on what contradicts the contract; `contradictions.py` finds it."""

from __future__ import annotations

from typing import Final

from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family

CONFLICT: Final = "source 003, lines 24 to 29: a specification that contradicts its contract causes disputes"
INSURED: Final = "14.2 The Provider shall hold public liability insurance of at least £10 million for each claim."
ENDED: Final = "22.1 Either party may end the Contract by giving the other at least six months' written notice."
CONTRACT_FIGURE = Rule(
    "CONTRACT-FIGURE", "error", "contradiction",
    "Something has another figure here than in the contract: insurance, notice, payment, records, complaints.",
    "Leave it to the contract, or write the contract's figure.",
    CONFLICT,
    fires=Example(
        "care_planning: {carers: 'The Provider shall hold public liability insurance of at least £5 million a claim.'}",
        "overlay", contract=INSURED,
    ),
    silent=Example(
        "care_planning: {carers: 'The Provider shall hold public liability insurance of at least £10m a claim.'}",
        "overlay", contract=INSURED,
    ),
)  # fmt: skip
CONTRACT_ENDING = Rule(
    "CONTRACT-ENDING", "warning", "contradiction",
    "A text gives a right to end the contract, and the contract says itself when it may be ended.",
    "Leave the grounds and the notice to the contract.",
    CONFLICT,
    fires=Example(
        "failure: {continuity: 'The Council may end the Contract where two targets are missed.'}",
        "overlay", "reward", contract=ENDED,
    ),
    silent=Example(
        "failure: {continuity: 'Each Person keeps their Visits.'}", "overlay", "reward", contract=ENDED
    ),
)  # fmt: skip
CONTRACT_SENSE = Rule(
    "CONTRACT-SENSE", "error", "contradiction",
    "A term has another meaning here than in the contract.",
    "Name the contract's clause in place of the definition, or choose another word.",
    CONFLICT,
    fires=Example(
        "definitions: {extra: [{term: Reference Group, definition: the people who use home care and meet}]}",
        "overlay", contract="1.4 “Reference Group” means the directors of both parties.",
    ),
    silent=Example(
        "definitions: {extra: [{term: Reference Group, definition: the people who use home care and meet}]}",
        "overlay", contract="1.4 “Board” means the directors of both parties.",
    ),
)  # fmt: skip
FAMILY = Family("Against the contract", (CONTRACT_FIGURE, CONTRACT_ENDING, CONTRACT_SENSE))
