"""Compile a regular expression when it is first used.

A command uses few of the expressions of the modules it loads, and Python compiles each at every start: the 150 of
`generate` took 60 ms of 590, measured in processor time.
"""

from __future__ import annotations

import re
from typing import Final, cast

METHODS: Final = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def lazy_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` returns, compiled at the first use."""
    return cast("re.Pattern[str]", _LazyPattern(source, flags))


class _LazyPattern:
    def __init__(self, source: str, flags: int) -> None:
        self._arguments = source, flags

    def __getattr__(self, name: str) -> object:
        """Compile, and from now on be as fast as what was compiled: what is set below is found without this method."""
        compiled = re.compile(*self._arguments)
        for method in METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
