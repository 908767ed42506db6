"""Leave the telling cases of a table to `make test`, and the others that take the same way to `make test-all`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def long_but(cases: Iterable[Any], *telling: object) -> list[Any]:
    """Return cases as parameters, with the marker `long` on all but some: named as they are called in the table, or as
    the first value of their row.
    """
    found = [(case if isinstance(case, tuple) else (case,)) for case in cases]
    unknown = set(telling) - {row[0] for row in found}
    assert not unknown, f"no such cases: {unknown}"
    return [pytest.param(*row, marks=() if row[0] in telling else pytest.mark.long) for row in found]
