"""Describe the rules on what a draft says again of its contract; `repeats.py` finds it."""

from __future__ import annotations

from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family

ADDS = "source 003, section 1.2: the specification adds to the conditions of the contract and does not repeat them"
INSURED = (
    "The Provider shall maintain public liability insurance of not less than ten million pounds with a reputable"
    " insurer for each claim."
)

CONTRACT_REPEAT = Rule(
    "CONTRACT-REPEAT", "warning", "suggestion",
    "A clause says again, word for word, what the contract's conditions say.",
    "Leave it to the contract, or say only what this specification adds.",
    ADDS,
    fires=Example(INSURED, "document", contract=INSURED),
    silent=Example("Each Person has a small team of Care Workers whom they have met.", "document", contract=INSURED),
    ideas=("W14",),
)  # fmt: skip
CONTRACT_REWORDED = Rule(
    "CONTRACT-REWORDED", "warning", "suggestion",
    "A clause says in other words what the contract's conditions say.",
    "Leave it to the contract, or say only what this specification adds.",
    ADDS,
    fires=Example(
        "With a reputable insurer the Provider shall keep public liability insurance of at least ten million pounds for"
        " every claim.",
        "document",
        contract=INSURED,
    ),
    silent=Example("Each Person has a small team of Care Workers whom they have met.", "document", contract=INSURED),
    ideas=("W14",),
)  # fmt: skip
CONTRACT_DEFINITION = Rule(
    "CONTRACT-DEFINITION", "error", "contradiction",
    "A term is defined here and in the contract's conditions.",
    "Write that it means what the contract says.",
    ADDS,
    fires=Example(
        "“Panel” means the three judges.\nThe Panel meets.",
        "document",
        contract="“Panel” means the board of directors.",
    ),
    silent=Example(
        "“Jury” means the three judges.\nThe Jury meets.", "document", contract="“Panel” means the board of directors."
    ),
)  # fmt: skip

FAMILY = Family("Said again of the contract", (CONTRACT_REPEAT, CONTRACT_REWORDED, CONTRACT_DEFINITION))
