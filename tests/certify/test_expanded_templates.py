"""Compare the lines read out of templates that extend and include each other with those that a draft prints."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.certify.expanded_templates import Texts
from specgen.templates.loader import TemplateLoader
from tests.support.examples import examples
from tests.support.word_files import HOUSE, Files, child, drafted, write_files

SECTION = """\
# Hours
{%p block day %}
. By day.
{%p block noon %}
. At noon.
{%p endblock %}
{%p endblock %}
. Between {% block word %}one{% endblock %} and another.
{%p block night %}
. By night.
{%p endblock %}
"""
ROOT = child('{%p include "sections/hours.docx" %}\n. The end.')
EXTENDS = '{%p extends "specgen/sections/hours.docx" %}'


@pytest.mark.parametrize(
    "own",
    [
        pytest.param("", id="nothing of its own"),
        pytest.param(f"{EXTENDS}\n{{%p block night %}}\n. Never.\n{{%p endblock %}}", id="one block"),
        pytest.param(f"{EXTENDS}\n{{%p block night %}}\n{{%p endblock %}}", id="a block emptied"),
        pytest.param(
            f"{EXTENDS}\n{{%p block day %}}\n. First.\n{{{{ super() }}}}\n. Last.\n{{%p endblock %}}", id="super"
        ),
        pytest.param(f"{EXTENDS}\n{{%p block noon %}}\n. Lunch.\n{{%p endblock %}}", id="a block inside another"),
        pytest.param(
            f"{EXTENDS}\n{{%p block day %}}\n{{{{ super() }}}}\n{{%p endblock %}}\n{{%p block noon %}}\n. Lunch.\n"
            "{%p endblock %}",
            id="super around a changed block",
        ),
        pytest.param(f"{EXTENDS}\n{{% block word %}}two{{% endblock %}}", id="words of a line"),
        pytest.param(f"{EXTENDS}\n{{% block word %}}not {{{{ super() }}}}{{% endblock %}}", id="super in a line"),
        pytest.param('# Own\n{%p include "sections/more.docx" %}\n. Last.', id="another file included"),
        pytest.param("# Own\n. All is ours.", id="the whole section"),
        pytest.param("# Own\n| A | B |\n| C | D |\n. After.", id="a table"),
    ],
)
def test_the_lines_are_those_of_the_draft(own: str, tmp_path: Path) -> None:
    shared: Files = {"main.docx": ROOT, "sections/hours.docx": SECTION, "sections/more.docx": ". More."}
    files: Files = {"sections/hours.docx": own} if own else {}
    assert lines_of(tmp_path, shared, files) == printed(shared, files)


@st.composite
def sections(draw: st.DrawFn) -> tuple[str, str]:
    """A section with blocks in blocks, and one that extends it."""
    names = draw(st.permutations(["a", "b", "c", "d"]))
    shared, opened = ["# Title"], 0
    for name in names:
        shared += [f". Before {name}.", f"{{%p block {name} %}}", f". Inside {name}."]
        opened += 1
        while opened and draw(st.booleans()):
            shared.append("{%p endblock %}")
            opened -= 1
    shared += ["{%p endblock %}"] * opened
    own = [EXTENDS]
    for name in draw(st.lists(st.sampled_from(names), unique=True, max_size=3)):
        inside = draw(st.permutations([f". Own {name}.", "{{ super() }}"]))
        own += [f"{{%p block {name} %}}", *inside[: draw(st.integers(0, 2))], "{%p endblock %}"]
    return "\n".join(shared), "\n".join(own)


@given(sections())
@examples(25, long=200)
def test_whatever_blocks_stand_in_each_other(tmp_path_factory: pytest.TempPathFactory, texts: tuple[str, str]) -> None:
    shared: Files = {"main.docx": ROOT, "sections/hours.docx": texts[0]}
    own: Files = {"sections/hours.docx": texts[1]}
    assert lines_of(tmp_path_factory.mktemp("blocks"), shared, own) == printed(shared, own)


def printed(shared: Files, own: Files) -> list[str]:
    """The words of each paragraph of the draft."""
    return drafted(shared, own=own or None).lines


def lines_of(folder: Path, shared: Files, own: Files) -> list[str]:
    write_files(folder / "shared", {"house.docx": HOUSE, **shared})
    (folder / "own").mkdir()
    write_files(folder / "own", own)
    texts = Texts(TemplateLoader((folder / "own", folder / "shared")))
    words = [line.text for line in texts.lines("main.docx") if line.kind != "control"]
    return [cell for text in words for cell in text.split(" | ")]


@pytest.mark.parametrize("loop", ["itself", "each other"])
def test_templates_in_a_circle_end_somewhere(loop: str, tmp_path: Path) -> None:
    other = "main" if loop == "each other" else "other"
    files: Files = {
        "main.docx": '. One.\n{%p include "other.docx" %}',
        "other.docx": f'. Two.\n{{%p include "{other}.docx" %}}',
    }
    write_files(tmp_path, files)
    words = [line.text for line in Texts(TemplateLoader((tmp_path,))).lines("main.docx") if line.kind == "paragraph"]
    assert words == ["One.", "Two."]
