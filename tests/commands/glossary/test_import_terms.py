"""Run `specgen glossary import` on contract conditions: the glossary that it writes and the messages that it prints."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from difflib import ndiff
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest
import yaml

from specgen.cli.main import main
from specgen.commands.glossary import import_terms
from specgen.formats.yamlfile.yaml_file import read
from specgen.inputs.glossary.file_schema import schema_problems
from specgen.inputs.glossary.load import load_glossary, with_file
from specgen.system.resources import built_in_models
from tests.support.conditions_files import BOLD, SHAPES
from tests.support.more_conditions import MORE_SHAPES
from tests.support.word_files import paragraph, run, word_file

COMPANIES = {"Person"}  # in those shapes that define it, it is a company too, and not somebody who receives care
START = """
# Definitions
. In these conditions the following words have the following meanings:
“Council” means the council that signs the Contract;
“Service User” or “Resident” means a person who receives care;
“Working Day” means a day other than a Saturday, Sunday or bank holiday in the place \
where the Service is given, or a day
“Visit Record” means the note of one visit;
“Key Performance Indicator” or “KPI” means a measure in Schedule 3;
“Staff” includes agency workers.
# Other
. The work is done by Team Leads (the Leads).
"""
LATER = (
    START.replace("the note of one visit", "the note that is made of one visit")
    .replace("“Staff” includes agency workers.", "“Exit Plan” means the plan in Schedule 6.")
    .replace("# Definitions", "# Term\n. The contract lasts.\n# Definitions")
)


class Ran(NamedTuple):
    code: int
    out: str
    err: str


class Import(Protocol):
    def __call__(self, text: str, *more: str, date: str = "2026-11-22") -> Ran: ...


@pytest.fixture
def imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Import:
    """Write the conditions, import them into words.yaml of an empty folder, and return what happened."""
    monkeypatch.chdir(tmp_path)

    def call(text: str, *more: str, date: str = "2026-11-22") -> Ran:
        Path("conditions.docx").write_bytes(word_file(text))
        with pytest.raises(SystemExit) as stopped:
            main(["glossary", "import", "conditions.docx", "-o", "words.yaml", "--date", date, *more])
        assert isinstance(stopped.value.code, int)
        return Ran(stopped.value.code, *capsys.readouterr())

    return call


def words() -> str:
    return Path("words.yaml").read_text(encoding="utf-8")


def concepts() -> dict[str, Mapping[str, object]]:
    return {row["id"]: row for row in yaml.safe_load(words())["concepts"]}


def faults(path: Path) -> list[str]:
    found, problems = read(path.read_bytes(), str(path))
    assert found is not None
    return [str(one) for one in (*problems, *schema_problems(found))]


def test_a_glossary_is_written_in_the_format_of_the_project(imported: Import) -> None:
    assert imported(START).code == 0
    values = yaml.safe_load(words())
    source = values["scheme"]["source"]
    assert source["document"] == "conditions.docx"
    assert source["sha256"] == hashlib.sha256(Path("conditions.docx").read_bytes()).hexdigest()
    assert source["imported"] == "2026-11-22"
    row = concepts()["visit_record"]
    assert row["preferred"] == {"label": "Visit Record"}
    assert row["definition"] == {"text": "the note of one visit", "clause": "1.1"}
    assert row["confidence"] == 0.98
    assert "review" not in row
    assert concepts()["staff"]["review"] is True
    assert concepts()["key_performance_indicator"]["acronym"] == {"label": "KPI"}
    assert faults(Path("words.yaml")) == []


def test_a_word_that_specgen_knows_gets_its_concept(imported: Import) -> None:
    said = imported(START).err
    assert concepts()["commissioner"]["preferred"] == {"label": "Council"}
    person = concepts()["person"]
    assert (person["preferred"], person["admitted"]) == ({"label": "Service User"}, [{"label": "Resident"}])
    assert "Service User: taken as the contract's word for what specgen calls Person (person)" in said


def test_conditions_with_too_many_definitions_are_named(imported: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_terms, "MAX_BYTES", 500)
    ran = imported(START)
    assert ran.code == 1
    assert ran.err.startswith(
        "conditions.docx: error: has so many definitions, 6, that their glossary is larger than 2 MB"
    )
    assert not Path("words.yaml").exists()


SENSES = """
# Definitions
“Care Plan” means the plan that the Provider makes for a Client;
“Client” means whom the Order names;
“Outcome” means a change that a Client wants in their life;
“Person” includes a company.
"""


def test_a_word_in_another_sense_is_taken_in_that_sense_with_a_warning(imported: Import) -> None:
    said = imported(SENSES).err
    assert (
        "warning: “Outcome” (clause 1) is not what specgen calls Outcome: it reads as Personal Outcome, “a change"
        " that a Client wants in their life”; a draft writes Specified Outcome for the one and Outcome for the other;"
        " if it does not, delete the line same_as below it in words.yaml [TERM-SENSE]" in said
    )
    assert concepts()["outcome"]["same_as"] == "personal_outcome"
    glossary = with_file(load_glossary("wales", (built_in_models(),)), Path("words.yaml"))
    assert (glossary["personal_outcome"].label, glossary["outcome"].label) == ("Outcome", "Specified Outcome")
    assert (
        "“Person” (clause 1) is not what specgen calls Person, and was not taken: “includes a company”;"
        " give the contract's own word for it under wording, as person: ..., or in the answers [TERM-SENSE]" in said
    )
    assert "person" not in concepts()
    assert "“Outcome”" not in imported(SENSES).err  # it is settled, by the line that is there or is not


def test_what_may_be_a_concept_is_a_line_to_take_the_hash_from(imported: Import) -> None:
    said = imported(SENSES).err
    assert "2 words may be what specgen has a word for: Care Plan, Client; take the # from the line same_as" in said
    lines = words().splitlines()
    at = lines.index("  - id: client")
    assert " ".join(line.strip(" #") for line in lines[at + 1 : at + 3]) == (
        "Is it the person who receives care, or the body that commissions it? If Client is what specgen calls Person or"
        " Council, take the # from a line below."
    )
    assert lines[at + 3 : at + 5] == ["    #same_as: person", "    #same_as: commissioner"]
    assert "    #same_as: provider_plan" in lines
    settled = words().replace("    #same_as: person\n", "    same_as: person\n")
    Path("words.yaml").write_text(settled, encoding="utf-8")
    glossary = with_file(load_glossary("wales", (built_in_models(),)), Path("words.yaml"))
    assert glossary["person"].label == "Client"
    assert "nothing has changed" in imported(SENSES).err  # the answer stays
    assert words() == settled


@pytest.mark.parametrize("jurisdiction", ["wales", "england"])
def test_the_glossary_can_be_laid_over_that_of_specgen(imported: Import, jurisdiction: str) -> None:
    imported(START)
    glossary = with_file(load_glossary(jurisdiction, (built_in_models(),)), Path("words.yaml"))
    assert glossary["person"].label == "Service User"
    assert glossary["person"].clause == "clause 1.1"
    assert "Person" in {label.text for label in glossary["person"].deprecated}


@pytest.mark.parametrize(
    "shape",
    [
        pytest.param(shape, id=name, marks=() if name in SHAPES else pytest.mark.long)
        for name, shape in (SHAPES | MORE_SHAPES).items()
    ],
)
def test_every_shape_gives_a_sound_glossary_that_stays_as_it_is(
    shape: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.support.conditions_files import Shape

    assert isinstance(shape, Shape)
    conditions, output = tmp_path / "shape.docx", tmp_path / "shape.yaml"
    conditions.write_bytes(shape.data)
    command = ["glossary", "import", str(conditions), "-o", str(output)]
    for date in ("2026-11-22", "2027-01-31"):
        with pytest.raises(SystemExit, match="0"):
            main([*command, "--date", date])
        assert faults(output) == []
        text = output.read_text(encoding="utf-8")
        assert "2026-11-22" in text
    labels = {row["preferred"]["label"] for row in yaml.safe_load(text)["concepts"]}
    assert labels == set(shape.defines) - COMPANIES
    assert "nothing has changed" in capsys.readouterr().err
    for jurisdiction in ("wales", "england"):
        with_file(load_glossary(jurisdiction, (built_in_models(),)), output)


def test_what_is_too_doubtful_is_listed_in_a_comment_and_nowhere_else(imported: Import) -> None:
    said = imported(START).err
    assert "too doubtful" in said
    listed = [line for line in words().splitlines() if line.startswith("#   ")]
    assert len(listed) == 1
    assert listed[0].startswith("#   Leads (clause 2.1, 0.60)")
    assert "leads" not in concepts()


def test_words_that_were_passed_over_are_counted_with_their_places_and_listed(imported: Import) -> None:
    words_of_schedule = [f"Zone {number}" for number in range(1, 19)]
    rows = "".join(paragraph("", "", run(f"{word}:", BOLD) + run(" a part of the town")) for word in words_of_schedule)
    text = f"{START}\n[heading 2] Schedule 3\n{rows}"
    said = imported(text).err
    assert (
        "18 bold or quoted words in Schedule 3 look like terms and were not taken:"
        " Zone 1, Zone 2, Zone 3, Zone 4, Zone 5, Zone 6 and 12 more\n" in said
    )
    assert "if they are terms: put the heading “Definitions” above them and import again" in said
    assert "1 too doubtful and 18 passed over, listed at the end" in said
    listed = [line for line in words().splitlines() if line.startswith("#   not taken")]
    assert listed == [f"#   not taken in Schedule 3: {', '.join(words_of_schedule)}"]
    assert imported(text).err.count("not taken") == 1
    assert len([line for line in words().splitlines() if line.startswith("#   not taken")]) == 1


def test_a_second_reading_follows_what_changed_and_says_so(imported: Import) -> None:
    imported(START)
    done = imported(LATER, date="2027-01-31")
    assert done.code == 0
    assert concepts()["visit_record"]["definition"] == {"text": "the note that is made of one visit", "clause": "2.1"}
    assert list(concepts())[-1] == "exit_plan"
    assert "staff" in concepts()
    assert "Visit Record (visit_record): its meaning has changed (clause 2.1)" in done.err
    assert "Visit Record (visit_record): has moved from clause 1.1 to 2.1" in done.err
    assert "look at Staff (staff): the conditions no longer define it" in done.err
    assert "Exit Plan (exit_plan): is new (clause 2.1)" in done.err
    assert 'imported: "2027-01-31"' in words()
    assert faults(Path("words.yaml")) == []
    assert imported(LATER, date="2027-02-01").err.count("has changed") == 1  # nothing has changed


def people_edit(text: str) -> str:
    """The file after people have worked on it."""
    text = text.replace("concepts:\n", "# Agreed with legal on 1 December.\nconcepts:\n\n")
    text = text.replace(
        "      label: Visit Record\n    definition:",
        "      label: Visit Record   # as the teams say\n      article: a\n    lower_case: forbid\n"
        "    deprecated:\n      - {label: log sheet, not_after: [daily]}   # from the old contract\n    definition:",
    )
    return text.replace("the council that signs the Contract", "Dyffryn Arian County Council") + (
        "not_terms:\n  words: [Exit Plan]   # not ours\n"
    )


def test_what_people_added_stays_byte_for_byte(imported: Import) -> None:
    imported(START)
    mine = people_edit(words())
    Path("words.yaml").write_text(mine, encoding="utf-8")
    imported(START, date="2027-01-31")
    assert words() == mine
    done = imported(LATER, date="2027-01-31")
    difference = [line for line in ndiff(mine.splitlines(), words().splitlines()) if line[:1] in "-+"]
    machine = ('      text: "', '      clause: "', "      found: ", "    sha256: ", "    imported: ", "#   Leads ")
    assert [line for line in difference if not line[2:].startswith(machine)] == []
    assert len([line for line in difference if line.startswith('-       text: "the note')]) == 1
    assert "exit_plan" not in concepts()  # people have said that it is no term
    assert "Dyffryn Arian County Council" in words()
    assert "Council (commissioner): has moved from clause 1.1 to 2.1" in done.err


def test_where_both_changed_the_own_text_stays_and_is_reported_until_it_is_settled(imported: Import) -> None:
    imported(START)
    Path("words.yaml").write_text(words().replace("the note of one visit", "our own words"), encoding="utf-8")
    for date in ("2027-01-31", "2027-02-28"):
        said = imported(LATER, date=date).err
        assert "look at Visit Record (visit_record): clause 2.1 now says “the note that is made of one visit”" in said
        assert concepts()["visit_record"]["definition"] == {"text": "our own words", "clause": "2.1"}
    Path("words.yaml").write_text(
        words().replace("our own words", "the note that is made of one visit"), encoding="utf-8"
    )
    assert "Visit Record" not in imported(LATER).err
    assert "Visit Record" not in imported(LATER).err


def test_a_concept_that_people_renamed_is_still_known(imported: Import) -> None:
    imported(START)
    Path("words.yaml").write_text(words().replace("id: visit_record", "id: log"), encoding="utf-8")
    imported(LATER)
    assert "visit_record" not in concepts()
    definition = concepts()["log"]["definition"]
    assert definition == {"text": "the note that is made of one visit", "clause": "2.1"}


def test_a_long_text_is_folded_and_followed(imported: Import) -> None:
    imported(START)
    assert "      text: >-\n" in words()
    long = "a day other than a Saturday, Sunday or bank holiday in the place where the Service is given, or a day"
    assert concepts()["working_day"]["definition"] == {"text": long, "clause": "1.1"}
    later = START.replace("or a day\n", "or a day on which the office of the Council is closed\n")
    imported(later)
    assert concepts()["working_day"]["definition"] == {
        "text": f"{long} on which the office of the Council is closed",
        "clause": "1.1",
    }
    assert faults(Path("words.yaml")) == []


def test_line_ends_and_byte_order_mark_stay(imported: Import) -> None:
    imported(START)
    before = b"\xef\xbb\xbf" + Path("words.yaml").read_bytes().replace(b"\n", b"\r\n")
    Path("words.yaml").write_bytes(before)
    imported(START)
    assert Path("words.yaml").read_bytes() == before
    imported(LATER)
    after = Path("words.yaml").read_bytes()
    assert after.startswith(b"\xef\xbb\xbf#")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert b"exit_plan" in after


@pytest.mark.parametrize(
    "standing", ["", "model: care-planning\n", "just a text", "- a list\n", "concepts: 3\n", "scheme: {}\nother: 1\n"]
)
def test_a_file_that_is_no_glossary_is_never_overwritten(imported: Import, standing: str) -> None:
    Path("words.yaml").write_text(standing, encoding="utf-8")
    done = imported(START)
    assert done.code == 1
    assert "words.yaml" in done.err
    assert words() == standing


def test_a_councils_own_glossary_takes_the_words_in(imported: Import) -> None:
    Path("words.yaml").write_text("# ours\nwording:\n  provider: Supplier\n", encoding="utf-8")
    assert imported(START).code == 0
    text = words()
    assert text.startswith("# ours\n")
    assert "wording:\n  provider: Supplier\n" in text
    assert "visit_record" in concepts()
    assert yaml.safe_load(text)["scheme"]["source"]["document"] == "conditions.docx"
    assert faults(Path("words.yaml")) == []


def test_conditions_without_definitions_write_nothing(imported: Import) -> None:
    done = imported("# Payment\n. The Council pays.")
    assert (done.code, done.out) == (1, "")
    assert "no definitions were found" in done.err
    assert not Path("words.yaml").exists()


def test_what_is_no_word_file_is_refused(imported: Import) -> None:
    Path("notes.docx").write_text("no zip", encoding="utf-8")
    with pytest.raises(SystemExit, match="2"):
        main(["glossary", "import", "notes.docx", "-o", "words.yaml"])
    with pytest.raises(SystemExit, match="2"):
        main(["glossary", "import", "missing.docx", "-o", "words.yaml"])
    assert not Path("words.yaml").exists()


def test_signs_that_yaml_would_read_otherwise_are_kept(imported: Import) -> None:
    text = "# Definitions\n. “Fee” means: 5% of the “Sum” # each: {month} \\ [all] & 'more';\n. “No” means a refusal."
    imported(text)
    assert concepts()["fee"]["definition"] == {
        "text": "5% of the “Sum” # each: (month) \\ [all] & 'more'",
        "clause": "1.1",
    }
    assert concepts()["no"]["preferred"] == {"label": "No"}
    assert faults(Path("words.yaml")) == []
