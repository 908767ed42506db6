"""Name how often something is taken or paid, and what is paid for results."""

from __future__ import annotations

from typing import Final

__all__ = ["HOW_OFTEN", "ON_RESULTS", "TIMES_A_YEAR", "on_results"]

ON_RESULTS: Final = ("personal_outcomes", "service_outcomes", "population_outcomes", "satisfaction", "quality")
TIMES_A_YEAR: Final = {
    "weekly": 52, "four_weekly": 13, "monthly": 12, "quarterly": 4, "six_monthly": 2, "annual": 1,
}  # fmt: skip
HOW_OFTEN: Final = {
    "weekly": "every week",
    "four_weekly": "every four weeks",
    "monthly": "every month",
    "quarterly": "every three months",
    "six_monthly": "every six months",
    "annual": "every year",
}


def on_results(basis: object) -> bool:
    """True for an element of the price that depends on results."""
    return basis in ON_RESULTS
