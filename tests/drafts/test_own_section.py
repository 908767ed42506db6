"""Draft a council's section of its own: one YAML file, one Word file and a line in a model.

The council's folder is laid over what is built in, and nothing built in is copied or changed.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from specgen.cli.main import main
from specgen.formats.word.text import word_text
from specgen.system.resources import built_in_samples
from tests.support.council_files import share_with_copies
from tests.support.long_cases import long_but
from tests.support.word_files import word_file

QUESTIONS = """\
$schema: https://json-schema.org/draft/2020-12/schema
$id: assistive_technology
title: Assistive technology
description: Which technology people are lent, and who looks after it.
at: assistive_technology
type: object
properties:
  aim:
    title: Aim of the technology
    description: What is the technology for? One line, no full stop.
    reason: Equipment without an aim ends in a drawer.
    need: model
    type: string
    maxLength: 200
    examples: [people can call for help from any room]
  mend_hours:
    title: Time to mend a device
    description: Within how many hours is a broken device mended?
    reason: Some people rely on it day and night.
    need: model
    type: integer
    unit: hours
    minimum: 1
    maximum: 240
    examples: [48]
  devices:
    title: Devices
    description: Which devices are lent?
    reason: Each device has somebody who answers for it.
    need: model
    type: array
    items:
      type: object
      properties:
        name:
          title: Device
          description: What is it?
          reason: People know it by its everyday name.
          need: model
          type: string
          examples: [Pendant alarm]
        outcome:
          title: Outcome the device serves
          description: Which outcome does it serve?
          reason: Technology serves an outcome.
          need: model
          type: string
          refers_to: outcomes.list
          examples: [O1]
"""
WORDING = """\
# Assistive technology {{ mark("assistive_technology") }}
. The technology is lent so that {{ assistive_technology.aim }}.
. {{ mark("assistive_technology.mend") }}{{ term.provider.The }} shall mend a broken device within \
{{ assistive_technology.mend_hours | count("hour") }}.
. The table shows the devices. Clause {{ ref("assistive_technology.mend") }} applies to each of them.
= Table: Devices on loan
| Device | Outcome |
| {%tr for device in assistive_technology.devices %} | |
| {{ device.name }} | {{ device.outcome }} |
| {%tr endfor %} | |
"""
LINE = "  - {id: assistive_technology, after: availability}\n"
LAID_OVER = "id: care-planning\nextends: care-planning\nsections:\n" + LINE  # over the built-in one of the same name
ITS_OWN = "id: our-care\ntitle: Care with technology\nsummary: Ours.\nextends: care-planning\nsections:\n" + LINE
ANSWERS = """
assistive_technology:
  aim: people can call for help from any room
  mend_hours: 48
  devices:
    - {name: Pendant alarm, outcome: O1}
    - {name: Door sensor, outcome: O2}
"""


@pytest.fixture
def folder(same_path: Path) -> Path:
    return with_section(same_path / "council")


@pytest.fixture(scope="module")
def draft_with_it(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The text of a draft with the new section, its questions answered."""
    share_with_copies()
    return drafted(with_section(tmp_path_factory.mktemp("own") / "council"), ANSWERS)


def with_section(council: Path) -> Path:
    """Write what a council writes: one YAML file, one Word file, and a model with one line."""
    (council / "sections").mkdir(parents=True)
    (council / "sections" / "assistive_technology.yaml").write_text(QUESTIONS, encoding="utf-8")
    (council / "sections" / "assistive_technology.docx").write_bytes(word_file(WORDING))
    (council / "care-planning.yaml").write_text(LAID_OVER, encoding="utf-8")
    return council


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as stopped:
        main([str(one) for one in arguments])
    assert isinstance(stopped.value.code, int)
    return stopped.value.code


def drafted(folder: Path, more: str, model: str = "care-planning") -> str:
    """The text of the quick-start sample with more answers, drafted under the council's model."""
    sample = (built_in_samples() / "quick-start.yaml").read_text(encoding="utf-8")
    answers = folder / "answers.yaml"
    answers.write_text(sample.replace("model: care-planning", f"model: {model}", 1) + more, encoding="utf-8")
    out = folder / "draft.docx"
    assert run("generate", answers, "-o", out, "--council", folder, "--date", "2026-11-16") == 0
    return word_text(out.read_bytes())


def section_of(text: str) -> tuple[str, str]:
    """The number and the lines of the new section."""
    (found,) = re.findall(r"^heading 1: (\d+)  Assistive technology\n(.*?)^heading 1: ", text, re.M | re.S)
    return found[0], found[1]


def test_the_section_stands_where_the_line_in_the_model_puts_it(draft_with_it: str) -> None:
    headings = re.findall(r"^heading 1: \d+  (.+)$", draft_with_it, re.MULTILINE)
    where = headings.index("Assistive technology")
    assert headings[where - 1 : where + 2] == ["Availability and flexibility", "Assistive technology", "Care planning"]


def test_its_clauses_are_numbered_and_referred_to_and_its_answers_printed(draft_with_it: str) -> None:
    number, lines = section_of(draft_with_it)
    assert f"Clause: {number}.1  The technology is lent so that people can call for help from any room.\n" in lines
    assert f"Clause: {number}.2  The Provider shall mend a broken device within 48 hours.\n" in lines
    assert f"Clause: {number}.3  The table shows the devices. Clause {number}.2 applies to each of them.\n" in lines
    assert re.search(r"^caption: Table \d+: Devices on loan$", lines, re.MULTILINE)
    assert "| Pendant alarm | O1 |\n| Door sensor | O2 |\n" in lines


def test_it_has_its_entry_in_the_contents(draft_with_it: str) -> None:
    number, _ = section_of(draft_with_it)
    assert re.search(rf"^toc 1: {number}\tAssistive technology$", draft_with_it, re.MULTILINE)


def test_what_is_not_answered_is_an_open_point(folder: Path) -> None:
    text = drafted(folder, "\nassistive_technology:\n  mend_hours: 48\n")
    number, lines = section_of(text)
    assert f"Clause: {number}.1  The technology is lent so that [To complete: Aim of the technology].\n" in lines
    listed = text[text.index("  Open points\n") :]
    assert re.search(
        rf"^\S.*  Assistive technology\nList Bullet: • {number}\.1 – Aim of the technology$", listed, re.MULTILINE
    )


def test_nothing_else_in_the_draft_changes(folder: Path, draft_with_it: str) -> None:
    number, lines = section_of(draft_with_it)
    (folder / "care-planning.yaml").unlink()
    without = drafted(folder, "")
    numbers = re.compile(r"\b\d{1,2}(\.\d{1,2})?\b")
    left = draft_with_it.replace(f"heading 1: {number}  Assistive technology\n{lines}", "")
    left = left.replace(f"toc 1: {number}\tAssistive technology\n", "")
    assert numbers.sub("#", left) == numbers.sub("#", without)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("mend_hours: 480", "480 hours is out of range; write 1 to 240 hours"),
        ("devices: [{name: Alarm, outcome: O9}]", '"O9" is not in outcomes.list; write one of O1, O2'),
        ("aims: safety", "did you mean aim?"),
    ],
)
def test_wrong_answers_are_reported_as_for_any_section(
    folder: Path, answers: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "answers.yaml"
    file.write_text(
        (built_in_samples() / "quick-start.yaml").read_text(encoding="utf-8")
        + f"\nassistive_technology:\n  {answers}\n",
        encoding="utf-8",
    )
    assert run("generate", file, "-o", folder / "draft.docx", "--council", folder) == 1
    told = capsys.readouterr().err
    assert "assistive_technology." in told
    assert said in told
    assert not (folder / "draft.docx").exists()


def test_a_model_of_the_councils_own_name_takes_the_words_of_the_one_it_extends(folder: Path) -> None:
    (folder / "care-planning.yaml").unlink()
    (folder / "our-care.yaml").write_text(ITS_OWN, encoding="utf-8")
    text = drafted(folder, ANSWERS, "our-care")
    assert "Subtitle: Care with technology\n" in text
    assert "Pendant alarm" in section_of(text)[1]
    assert "Payment does not depend on Outcomes." in text


@pytest.mark.long
def test_a_larger_model_has_the_section_too(folder: Path) -> None:
    answers = folder / "reward.yaml"
    sample = (built_in_samples() / "reward.yaml").read_text(encoding="utf-8")
    answers.write_text(sample + ANSWERS, encoding="utf-8")
    assert run("generate", answers, "-o", folder / "r.docx", "--council", folder, "--date", "2026-11-16") == 0
    assert "Door sensor" in section_of(word_text((folder / "r.docx").read_bytes()))[1]


def test_the_questions_file_schema_and_list_show_the_section(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = {}
    for command in (("new", "--all"), ("new",), ("questions",), ("schema",)):
        assert run(command[0], "care-planning", "--council", folder, *command[1:]) == 0
        shown[" ".join(command)] = capsys.readouterr().out
    assert run("models", "--council", folder) == 0
    assert "Availability and flexibility; Assistive technology;" in " ".join(capsys.readouterr().out.split())
    assert "mend_hours:" in shown["new --all"]
    assert re.search(r"assistive_technology\b.*Assistive technology", shown["new"])
    assert "\nassistive_technology.mend_hours  [model]\n" in shown["questions"]
    assert "assistive_technology" in json.loads(shown["schema"])["properties"]


def test_answers_to_a_section_that_the_council_drops_are_left_out_with_a_warning(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "care-planning.yaml").write_text(
        LAID_OVER + "drop: [individual_monitoring, attribution]\n", encoding="utf-8"
    )
    text = drafted(folder, ANSWERS)
    assert "  Attribution\n" not in text
    assert "  Monitoring and reviewing individual outcomes\n" not in text
    assert "Assistive technology" in text
    said = capsys.readouterr().err
    assert (
        "warning: monitoring.individual: is left out: the model care-planning has no such section here; take it out of"
        " the answers if it is not wanted [other-model]\n"
    ) in said


@pytest.mark.parametrize("model", long_but(["care-planning", "reward", "population"], "reward"))
def test_a_council_can_drop_the_scope_from_each_model(folder: Path, model: str) -> None:
    (folder / "care-planning.yaml").unlink()
    (folder / "our-care.yaml").write_text(
        ITS_OWN.replace("extends: care-planning", f"extends: {model}") + "drop: [scope]\n", encoding="utf-8"
    )
    text = drafted(folder, ANSWERS, "our-care")
    assert "  Scope" not in text
    assert "they are aged" not in text
    assert ("Population covered" in text) == (model == "population")
    assert "amount of care that this Specification reports, estimates or expects" in text


@pytest.mark.parametrize("basis", long_but(["personal", "both", "framework"], "both"))
def test_reviews_refer_to_the_scale_where_the_outcomes_set_one(folder: Path, basis: str) -> None:
    answers = folder / "basis.yaml"
    sample = (built_in_samples() / "quick-start.yaml").read_text(encoding="utf-8")
    answers.write_text(sample.replace("basis: both", f"basis: {basis}", 1), encoding="utf-8")
    assert run("generate", answers, "-o", folder / "basis.docx", "--date", "2026-11-16") == 0
    text = word_text((folder / "basis.docx").read_bytes())
    assert ("is rated on the scale in clause" in text) == (basis != "framework")
    assert "Each Personal Outcome is rated" in text or "towards each Personal Outcome is rated. " in text


@pytest.mark.parametrize("section", ["document", "introduction", "contract"])
def test_what_every_specification_needs_cannot_be_dropped(
    folder: Path, capsys: pytest.CaptureFixture[str], section: str
) -> None:
    (folder / "care-planning.yaml").write_text(LAID_OVER + f"drop: [{section}]\n", encoding="utf-8")
    assert run("generate", built_in_samples() / "quick-start.yaml", "--council", folder, "-o", folder / "x.docx") == 1
    assert capsys.readouterr().err == (
        f"care-planning.yaml: error: the model care-planning leaves out {section}, which every specification needs;"
        " put it back [model]\n"
    )
