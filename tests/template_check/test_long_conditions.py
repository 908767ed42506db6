"""Check that the work grows with the length of a condition, and not with its square or worse."""

from __future__ import annotations

from typing import Any

import pytest

from specgen.inputs.council.council import load_council
from specgen.template_check.type_inference.expressions import Expressions
from specgen.template_check.type_inference.known_names import load_known_names
from specgen.template_check.type_inference.scope import Scope
from specgen.template_check.type_inference.value_types import Typed
from specgen.templates.environment import jinja_environment


@pytest.mark.parametrize("joined", ["and", "or"])
def test_a_condition_of_many_parts_is_walked_once(joined: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known, walked, walk = load_known_names(load_council(None)), list[Any](), Expressions.of

    def counted(self: Expressions, node: Any, scope: Scope) -> Typed:
        walked.append(node)
        return walk(self, node, scope)

    monkeypatch.setattr(Expressions, "of", counted)
    parts = 12
    test = f" {joined} ".join(["scope.groups is answered"] * parts)
    tree: Any = jinja_environment().parse(f"{{% if {test} %}}x{{% endif %}}").body[0]
    Expressions(known, frozenset(), frozenset()).mentioned(tree.test, Scope({}))
    assert len(walked) <= 4 * parts  # for each part its test, its two names, and what joins it
