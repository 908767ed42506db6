"""Say how many examples a property test tries, and from which seed.

Two profiles of Hypothesis. `fixed` (the default) tries the same examples every time and everywhere: what was green
stays green until the code changes. `long` (`make test-all`) tries many more from a seed that is new each time, and
prints the seed. What a long run finds is written down beside its test, as an `@example` or in a table.
"""

from __future__ import annotations

from secrets import randbelow

import pytest
from hypothesis import HealthCheck, settings

__all__ = ["choose_seed", "describe_seed", "examples", "register_profiles"]

FIXED, LONG = "fixed", "long"
PURE = 2_000
_COMMON = settings(
    deadline=None,  # a busy machine is no fault
    database=None,  # what once failed is written down beside its test, where everybody has it
    print_blob=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def register_profiles() -> None:
    settings.register_profile(FIXED, _COMMON, derandomize=True)
    settings.register_profile(LONG, _COMMON, max_examples=PURE)
    settings.load_profile(FIXED)


def examples(fixed: int, long: int) -> settings:
    """Return the settings of a property that takes longer than a pure function: a draft, a file, a process."""
    return settings(max_examples=long if settings.get_current_profile_name() == LONG else fixed)


def choose_seed(config: pytest.Config) -> None:
    """Give a long run a seed of its own, the same for all its processes."""
    if config.getoption("--hypothesis-profile") == LONG and config.getoption("--hypothesis-seed") is None:
        config.option.hypothesis_seed = str(randbelow(10**9))


def describe_seed(config: pytest.Config) -> str:
    """Return how to repeat a long run, or nothing for a fixed one."""
    if config.getoption("--hypothesis-profile") != LONG:
        return ""
    seed = config.getoption("--hypothesis-seed")
    return f"seed of the property tests: {seed}; once more: make test-all SEED={seed}"
