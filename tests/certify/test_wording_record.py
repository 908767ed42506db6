"""Test what an update of the shared templates changes for a council: after it by the record, before it by --update."""

# ruff: noqa: E501 - a report stands as it is printed
from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from specgen.certify.certificate import certify
from specgen.certify.council_layers import layer_below, layers_of
from specgen.certify.inventory import RECORD, own_files, own_words
from specgen.certify.report.contents import Report
from specgen.certify.report.plain_text import report
from specgen.certify.wording_record import Record, compare_records, read_record, record_text, take_record
from specgen.inputs.council.council import Council
from specgen.problems import SpecgenError
from specgen.version import VERSION
from tests.support.certified_councils import DATA, HASHES, HOURS, PLAIN, REVIEW, SCOPE, Files, council_of, section
from tests.support.word_files import write_files

SUPER = "{{ super() }}"
NIGHT = (
    '{%p extends "specgen/sections/hours.docx" %}\n{%p block hours_night %}\n'
    f"{SUPER}\n. Each call is answered in Welsh or English.\n{{%p endblock %}}"
)


def recorded(council: Council) -> Record:
    """Write the record of a council's folder and read it back."""
    file = council.folders[0] / RECORD
    file.write_text(record_text(take_record(layer_below(layers_of(council)))), encoding="utf-8", newline="\n")
    found = read_record(council.folders[0])
    assert found is not None
    return found


def upgrade(council: Council, templates: Files | None = None, data: Files | None = None) -> None:
    """Lay a newer release over the shared files."""
    write_files(council.template_folders[-1], templates or {})
    write_files(council.model_folders[-1], data or {})


def since(council: Council, record: Record) -> str:
    """What the report says has changed since the record, without hashes."""
    found = certify(council)
    update = compare_records(record, take_record(layer_below(found.layers)), found.layers[-1])
    lines = report(Report(found, own_words(found), own_files(found), update), "text").split("\n")
    start = next(number for number, line in enumerate(lines) if line.startswith("Since the record"))
    return HASHES.sub("", "\n".join(lines[start:-3])).replace(f"specgen {VERSION}", "specgen VERSION")


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    odd = 'A "quoted" text with \\, an emoji 🙂, <angles>, # no comment: and a sign nobody sees \u200b.'
    council = council_of(tmp_path, {}, templates={"sections/review.docx": f"# Review\n. {odd}"})
    before = take_record(layer_below(layers_of(council)))
    after = recorded(council)
    assert {key: [line.text for line in lines] for key, lines in after.texts.items()} == {
        key: [line.text for line in lines] for key, lines in before.texts.items()
    }
    assert (after.titles, after.models, after.files) == (before.titles, before.models, before.files)
    assert record_text(after) == record_text(before)


def test_nothing_has_changed_right_after_the_record(tmp_path: Path) -> None:
    council = council_of(tmp_path, {"sections/review.docx": REVIEW.replace("six", "three")})
    assert since(council, recorded(council)) == "Since the record (specgen VERSION), no shared passage has changed."


CHANGES = {
    "in a section taken as it is": (
        {},
        {"sections/scope.docx": SCOPE.replace("washing, dressing and eating", "washing and dressing")},
        """\
Since the record (specgen VERSION), 1 shared passage in what you take as it is has changed.
  Scope (section scope)
    passage changed: your documents have changed with it
      {{ term.provider.The }} shall help {{ term.person.plural }} at home with washing[-, dressing and eating-]{+ and dressing+}.""",
    ),
    "beneath words of its own": (
        {"sections/review.docx": REVIEW.replace("six months", "twelve weeks")},
        {"sections/review.docx": REVIEW.replace("six months", "eight months")},
        """\
Since the record (specgen VERSION), 1 shared passage beneath words of your own has changed, and you decide.
  Review (section review)
    passage changed: your own words stand here; decide
      {{ term.provider.The }} shall review each plan every [-six-]{+eight+} months.
      yours: {{ term.provider.The }} shall review each plan every twelve weeks.""",
    ),
    "in a section that was copied": (
        {"sections/review.docx": REVIEW.replace("gets a copy", "gets two copies")},
        {"sections/review.docx": REVIEW.replace("six months", "eight months")},
        """\
Since the record (specgen VERSION), 1 shared passage beneath words of your own has changed, and you decide.
  Review (section review)
    passage changed: you print the earlier shared words; decide
      {{ term.provider.The }} shall review each plan every [-six-]{+eight+} months.""",
    ),
    "in a section of which one block is its own": (
        {"sections/hours.docx": NIGHT},
        {"sections/hours.docx": HOURS.replace("one hour", "half an hour")},
        """\
Since the record (specgen VERSION), 1 shared passage in what you take as it is has changed.
  Hours (section hours)
    passage changed: your documents have changed with it
      At night {{ term.provider.the }} shall answer each call for help within [-one-]{+half an+} hour.""",
    ),
    "added and dropped": (
        {"sections/review.docx": REVIEW},
        {"sections/review.docx": f"{REVIEW}. The plan is kept for ten years.", "sections/scope.docx": SCOPE.replace(". The service is for adults who live in the area of {{ term.commissioner.the }}.", "")},
        """\
Since the record (specgen VERSION), 1 shared passage was added; 1 shared passage was dropped.
  Scope (section scope)
    passage dropped: your documents have changed with it
      [-The service is for adults who live in the area of {{ term.commissioner.the }}.-]
  Review (section review)
    passage added: you do not print it; decide
      {+The plan is kept for ten years.+}""",
    ),
    "a condition": (
        {},
        {"sections/hours.docx": HOURS.replace("if hours.night", "if hours.night is answered")},
        """\
Since the record (specgen VERSION), 1 shared passage in what you take as it is has changed; 1 of the conditions, repeats, breaks and table titles has changed.
  Hours (section hours)
    condition changed: your documents have changed with it
      [-{% if hours.night %}-]{+{% if hours.night is answered %}+}
    passage under another condition: your documents have changed with it
      At night {{ term.provider.the }} shall answer each call for help within one hour.""",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("own", "newer", "told"), CHANGES.values(), ids=CHANGES)
def test_what_has_changed_since_the_record(own: Files, newer: Files, told: str, tmp_path: Path) -> None:
    council = council_of(tmp_path, own)
    record = recorded(council)
    upgrade(council, newer)
    assert since(council, record) == told


def test_new_sections_and_data_are_reported_too(tmp_path: Path) -> None:
    council = council_of(tmp_path, {})
    record = recorded(council)
    law = DATA["law/wales.yaml"]
    assert isinstance(law, bytes)
    upgrade(
        council,
        {"sections/travel.docx": "# Travel\n. Travel time is paid."},
        {
            "plain.yaml": PLAIN.replace("hours, review", "hours, travel, review").encode(),
            "sections/travel.yaml": section("travel").encode(),
            "law/wales.yaml": law.replace(b"Inspectorate", b"Inspection"),
        },
    )
    assert (
        since(council, record)
        == """\
Since the record (specgen VERSION), 2 shared passages were added.
  the model plain adds travel
  data file changed: law/wales.yaml
  data file changed: plain.yaml
  data file added: sections/travel.yaml
  Travel (section travel)
    passage added: your documents have changed with it
      {+Travel+}
    passage added: your documents have changed with it
      {+Travel time is paid.+}"""
    )


def test_a_data_file_that_the_council_has_itself_is_for_it_to_decide(tmp_path: Path) -> None:
    law = b"as_at: 2026-06-30\nnames: {regulator: {text: CIW, verified: true}}\n"
    council = council_of(tmp_path, {"law/wales.yaml": law})
    record = recorded(council)
    upgrade(council, data={"law/wales.yaml": law.replace(b"06-30", b"09-30")})
    assert "  data file changed, and you have your own: law/wales.yaml" in since(council, record)


def test_a_change_of_the_board_counts_as_shared(tmp_path: Path) -> None:
    council = council_of(tmp_path, {}, {"sections/review.docx": REVIEW})
    record = recorded(council)
    write_files(council.folders[1], {"sections/review.docx": REVIEW.replace("six", "three")})
    assert "every [-six-]{+three+} months" in since(council, record)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(("six months", "ten months"), "was changed since specgen wrote it", id="edited"),
        pytest.param(("seal: ", "seal: 0"), "was changed since specgen wrote it", id="another seal"),
        pytest.param(("# The shared", "The shared"), "was changed since specgen wrote it", id="no record at all"),
    ],
)
def test_a_record_that_somebody_changed_is_refused(change: tuple[str, str], said: str, tmp_path: Path) -> None:
    council = council_of(tmp_path, {})
    recorded(council)
    file = council.folders[0] / RECORD
    file.write_text(file.read_text(encoding="utf-8").replace(*change), encoding="utf-8", newline="\n")
    with pytest.raises(SpecgenError, match=said):
        read_record(council.folders[0])


@pytest.mark.parametrize("body", ["specgen: 1\n", "- a list\n", "models: 3\nsections: {}\nfiles: {}\n", "a: [\n"])
def test_a_forged_record_is_refused_in_words(body: str, tmp_path: Path) -> None:
    seal = hashlib.sha256(body.encode()).hexdigest()
    (tmp_path / RECORD).write_text(f"# A record\nseal: {seal}\n{body}", encoding="utf-8", newline="\n")
    with pytest.raises(SpecgenError):
        read_record(tmp_path)


def test_a_record_with_the_line_ends_of_windows_is_the_same(tmp_path: Path) -> None:
    council = council_of(tmp_path, {})
    record = recorded(council)
    file = council.folders[0] / RECORD
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    found = read_record(council.folders[0])
    assert found is not None
    assert record_text(found) == record_text(record)


def test_a_council_without_a_record_has_none(tmp_path: Path) -> None:
    assert read_record(council_of(tmp_path, {}).folders[0]) is None
