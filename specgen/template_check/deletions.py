"""Find tags in tracked deletions: nobody sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import shortened
from specgen.formats.word.positions import Positions
from specgen.problems import Problem

BRACES: Final = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")


def deletion_faults(places: Positions) -> Iterator[Problem]:
    """Yield each tracked deletion with a tag, or a part of one, in it."""
    for deleted in places.root.iter(name("w:del"), name("w:moveFrom")):
        text = "".join(node.text or "" for node in deleted.iter(name("w:delText"), name("w:t")))
        if BRACES.search(text):
            message = f"the tag {shortened(text)} stands in a tracked deletion"
            yield Problem(places.of(deleted), message, "accept or reject the change: Review, Accept", "tracked")
