"""In: the samples. Out: what the second rendering takes over from the first is what it would have written itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from specgen.formats.yamlfile.yaml_file import load
from specgen.generate import draft
from specgen.inputs.council.council import load_council
from specgen.system.resources import built_in_samples
from specgen.templates.compile import Composition
from specgen.templates.render import Memory, Rendered, render

SAMPLES = sorted(built_in_samples().glob("*.yaml"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_both_renderings_together_print_the_whole(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pairs: list[tuple[Rendered, Rendered]] = []

    def twice(composition: Composition, context: Mapping[str, object], memory: Memory) -> Rendered:
        pairs.append((render(composition, context, memory), render(composition, context)))
        return pairs[-1][0]

    monkeypatch.setattr("specgen.generate.render", twice)
    answers, problems = load(sample)
    assert answers is not None
    draft(answers, load_council(None), today=date(2026, 11, 22), known=problems)
    first, second = (remembered for remembered, _ in pairs)
    assert first != second
    assert [remembered for remembered, _ in pairs] == [whole for _, whole in pairs]
