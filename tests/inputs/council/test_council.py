"""Test where a council is looked for, and what answers, templates and messages have of it."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest

from specgen.document.record.provenance import recorded
from specgen.formats.opc.package import read_package
from specgen.formats.word.text import word_text
from specgen.formats.yamlfile.yaml_file import load, read
from specgen.generate import draft
from specgen.inputs.council.council import load_council
from specgen.problems import WrongInput
from tests.support.council_files import council, run, sample
from tests.support.long_cases import long_but

ARIAN = """\
name: Dyffryn Arian County Council
short_name: Dyffryn Arian
jurisdiction: wales
contacts:
  commissioning: {title: Commissioning team, email: commissioning@arian.gov.uk, telephone: 01234 567890}
"""


@pytest.fixture
def here(same_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder; nobody's own councils are looked at."""
    (same_path / "here").mkdir()
    monkeypatch.chdir(same_path / "here")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(same_path / "config"))
    monkeypatch.setenv("APPDATA", str(same_path / "config"))
    monkeypatch.delenv("SPECGEN_COUNCILS", raising=False)
    return same_path / "here"


def drafted(text: str, **given: object) -> str:
    """The text of a draft of answers.yaml in the current folder."""
    Path("answers.yaml").write_text(text, encoding="utf-8")
    named = [f"--council={given['council']}"] if "council" in given else []
    assert run("generate", "answers.yaml", "-o", "draft.docx", "--date", "2026-11-16", "--force", *named) == 0
    return word_text(Path("draft.docx").read_bytes())


def refused(text: str, capsys: pytest.CaptureFixture[str], *named: str) -> str:
    """What is said of answers that cannot be drafted."""
    Path("answers.yaml").write_text(text, encoding="utf-8")
    assert run("generate", "answers.yaml", "-o", "draft.docx", *named) in (1, 2)
    assert not Path("draft.docx").exists()
    return capsys.readouterr().err


# Where a name is looked for


PLACES = {
    "beside the answers": "here/answers",
    "in the folder councils beside the answers": "here/answers/councils",
    "in the current folder": "here",
    "in its folder councils": "here/councils",
    "where the variable says": "first",
    "where the variable says next": "second",
    "in the user's own folder": "config/specgen/councils",
}


@pytest.mark.parametrize("number", range(len(PLACES)), ids=PLACES)
def test_a_name_is_looked_for_in_this_order(number: int, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPECGEN_COUNCILS", os.pathsep.join([str(here.parent / "first"), str(here.parent / "second")]))
    places = [here.parent / place for place in PLACES.values()]
    for later in places[number:]:
        council(later, "arian", f"name: In {later.relative_to(here.parent).as_posix()}\n")
    found = load_council("arian", here / "answers")
    assert found.name == f"In {list(PLACES.values())[number]}"


def test_a_folder_of_that_name_without_a_council_yaml_is_passed_over(here: Path) -> None:
    (here / "arian").mkdir()
    council(here / "councils", "arian", "name: The real one\n")
    answers, _ = read("council: arian\nmodel: reward\ndocument: {jurisdiction: wales}\n", "answers.yaml")
    assert answers is not None
    made = draft(answers, today=date(2026, 11, 16))
    assert recorded(read_package(made.document)) is not None


def test_a_folder_may_be_given_by_its_path_and_needs_no_council_yaml(here: Path) -> None:
    (here.parent / "Our Council").mkdir()
    found = load_council(here.parent / "Our Council")
    assert (found.name, found.id) == ("Our Council", "Our Council")
    assert load_council(Path()).id == "here"
    assert load_council("..").id == here.parent.name


NOT_THERE = {
    "arain": "error: --council: there is no council arain; did you mean arian? [council]\n",
    "zzz": "error: --council: there is no council zzz; a folder of that name with a council.yaml was looked for in "
    "., councils, OWN [council]\n",
    "bare": "error: --council: there is no council bare; the folder bare has no council.yaml; write one, with name: "
    "and the council's name [council]\n",
    "specgen": "error: --council: specgen is the name of what is built in; take it out: that is always there "
    "[council]\n",
    "councils/arain": "councils/arain: error: there is no such council folder; did you mean councils/arian? "
    "[council]\n",
    "councils/arian/council.yaml": "councils/arian/council.yaml: error: is a file, and not a council's folder; name "
    "the folder that it stands in: councils/arian [council]\n",
    "../zzz": "../zzz: error: there is no such council folder; name a folder, or a council's name [council]\n",
}


@pytest.mark.parametrize("named", NOT_THERE)
def test_a_council_that_is_not_there_is_reported_with_where_it_was_looked_for(
    named: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    council(here / "councils", "arian")
    if named != "bare":
        assert refused(sample(), capsys, "--council", named).replace(str(_own(here)), "OWN") == NOT_THERE[named]
        return
    Path("bare.docx").write_bytes(b"")
    (here / "councils" / "bare").mkdir()
    expected = NOT_THERE[named].replace("folder bare", f"folder {Path('councils') / 'bare'}")
    assert refused(sample(), capsys, "--council", named) == expected


def _own(here: Path) -> Path:
    return here.parent / "config" / "specgen" / "councils"


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_among_the_answers_is_not_followed_to_another_place(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    council(here.parent / "elsewhere", "arian")
    (here / "councils").mkdir()
    (here / "councils" / "arian").symlink_to(here.parent / "elsewhere" / "arian")
    assert "there is no council arian" in refused(sample(council="arian"), capsys)
    _own(here).mkdir(parents=True)
    (_own(here) / "arian").symlink_to(here.parent / "elsewhere" / "arian")  # what somebody has set up for himself
    drafted(sample(council="arian"))


# What answers name


def test_answers_name_their_council(here: Path) -> None:
    council(here / "councils", "arian", ARIAN, {"glossary.yaml": "wording: {provider: Supplier}\n"})
    assert "The Supplier shall" in drafted(sample(council="arian"))


def test_the_option_wins_over_the_answers_and_says_so(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    council(here, "arian", ARIAN, {"glossary.yaml": "wording: {provider: Supplier}\n"})
    council(here, "celyn", "name: Bro Celyn\n", {"glossary.yaml": "wording: {provider: Agency}\n"})
    assert "The Agency shall" in drafted(sample(council="arian"), council="celyn")
    said = (
        "answers.yaml:1:10: note: council: the answers name the council arian, and --council names celyn, which counts"
    )
    assert said in capsys.readouterr().err
    drafted(sample(council="celyn"), council="celyn")
    assert "note" not in capsys.readouterr().err


OF_ANSWERS = {
    "../arian": 'answers.yaml:1:10: error: council: "../arian" is not the name of a council\'s folder; write the name '
    "alone, such as dyffryn-arian; the path to another folder can be given with --council [council]",
    "//server/share": 'answers.yaml:1:10: error: council: "//server/share" is not the name of a council\'s folder; '
    "write the name alone, such as dyffryn-arian; the path to another folder can be given with --council [council]",
    "Arian": 'answers.yaml:1:10: error: council: "Arian" is not the name of a council\'s folder; write the name alone, '
    "such as dyffryn-arian; the path to another folder can be given with --council [council]",
    "[arian]": "answers.yaml:1:10: error: council: a list or a group stands where the name of a council's folder is "
    "asked for; write one name, such as dyffryn-arian [council]",
    "arien": "answers.yaml:1:10: error: council: there is no council arien; did you mean arian? [council]",
}


@pytest.mark.parametrize("named", OF_ANSWERS)
def test_answers_name_a_council_and_never_a_path(named: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    council(here, "arian", ARIAN)
    council(here.parent, "arian", ARIAN)
    assert refused(sample(council=named), capsys).splitlines() == [OF_ANSWERS[named]]


def test_a_council_that_is_faulty_stops_a_draft_with_every_fault(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    council(here, "arian", "nam: X\njurisdiction: walse\n")
    said = refused(sample(council="arian"), capsys)
    file = Path("arian") / "council.yaml"
    assert f"{file}:1:1: error: nam: nam means nothing here; did you mean name?" in said
    assert f'{file}:2:15: error: jurisdiction: "walse" is not possible here; did you mean wales?' in said


HINTS = {
    "model": ("model: our-care", "; or name the council that has it: --council NAME, or council: NAME in the answers"),
    "part": ("gadgets: {a: b}", "; or name the council that asks it: --council NAME, or council: NAME in the answers"),
}


@pytest.mark.parametrize("what", HINTS)
def test_what_only_a_council_may_know_hints_at_a_council_that_was_forgotten(
    what: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line, hint = HINTS[what]
    assert hint in refused(sample(**dict([line.split(": ", 1)])), capsys)
    council(here, "arian", ARIAN)
    assert hint not in refused(sample(council="arian", **dict([line.split(": ", 1)])), capsys)


# What a council answers


DEFAULTS = """\
name: Arian
jurisdiction: wales
defaults:
  model: care-planning
  document: {reference: DA-2027, status: final}
  availability: {start: 06:30, end: 23:30}
  payment: {pays: everything}
  core_activities:
    health_tasks: {funded_by: both}
"""


def test_a_council_answers_what_the_answers_leave_out_and_nothing_else(here: Path) -> None:
    council(here, "arian", DEFAULTS)
    given = sample(council="arian", model="").replace('  start: "07:00"\n', "", 1)
    assert "DA-2027" in drafted(given)
    hours = [line for line in drafted(given).splitlines() if "06:30" in line]
    assert hours
    assert all("23:30" not in line and "22:00" in line for line in hours)


def test_a_group_inside_a_section_is_one_answer(here: Path) -> None:
    """Where partnership is settled and in which clause belong together: the clause is not another council's."""
    board = "name: Board\ndefaults:\n  linkage:\n    workforce: {placement: conditions, reference: Clause 4}\n"
    council(here, "board", board)
    own = "name: Arian\nextends: [board]\ndefaults:\n  linkage:\n    workforce: {placement: this_specification}\n"
    council(here, "arian", own)
    given = sample(council="arian")
    without = given[: given.index("linkage:")]  # the last part of the sample
    assert "Clause 4" not in drafted(without)
    council(here, "arian", "name: Arian\nextends: [board]\n")
    assert "Workforce: the Conditions of Contract, Clause 4" in drafted(without)


def test_what_is_wrong_in_them_is_reported_with_its_place_in_council_yaml(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    council(here, "arian", "name: Arian\ndefaults:\n  availability: {start: 25:00, strat: x}\n  gadgets: yes\n")
    said = refused(sample(council="arian").replace("  start: ", "  #", 2), capsys)
    file = Path("arian") / "council.yaml"
    assert f'{file}:3:25: error: availability.start: "25:00" is not a time of day' in said
    assert f"{file}:3:32: error: availability.strat: is not asked under Availability and flexibility" in said
    assert f"{file}:4:3: error: gadgets: is not asked here" in said


def test_those_that_another_model_asks_are_no_matter_for_this_one(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    council(here, "arian", "name: Arian\ndefaults: {payment: {}, failure: {continuity: {days: 3}}}\n")
    drafted(sample(council="arian"))
    assert "left out" not in capsys.readouterr().err


def test_a_list_of_the_answers_takes_the_place_of_the_whole_list_of_the_council(here: Path) -> None:
    rows = "[{name: Borders Health Board, role: lead}, {name: Bro Celyn, role: partner}]"
    council(here, "arian", f"name: Arian\ndefaults: {{introduction: {{commissioners: {rows}}}}}\n")
    text = drafted(sample(council="arian"))
    assert "Borders Health Board" not in text
    without = sample(council="arian").replace(
        "    - name: Harrowmere Borough Council\n      role: lead\n", "    - name:\n"
    )
    assert "Borders Health Board" in drafted(without)


def test_the_country_of_a_council_stands_in_and_another_one_is_a_warning(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    council(here, "arian", ARIAN)
    given = sample("care-planning", council="arian")
    drafted(given.replace("  jurisdiction: wales\n", ""))
    assert "jurisdiction" not in capsys.readouterr().err
    drafted(given.replace("  jurisdiction: wales\n", "  jurisdiction: england\n"))
    said = (
        "warning: document.jurisdiction: Dyffryn Arian County Council is in Wales, and these answers are for England; "
    )
    assert f"{said}write wales or take the line out, unless it is meant [jurisdiction]" in capsys.readouterr().err


def test_the_record_of_a_draft_has_the_merged_answers_and_the_hash_of_each_file(here: Path) -> None:
    folder = council(here, "arian", DEFAULTS)
    drafted(sample(council="arian"))
    record = recorded(read_package(Path("draft.docx").read_bytes()))
    assert record is not None
    assert '"reference": "DA-2027"' in record.answers
    (folder / "council.yaml").write_text(DEFAULTS + "# changed\n", encoding="utf-8")
    drafted(sample(council="arian"))
    other = recorded(read_package(Path("draft.docx").read_bytes()))
    assert other is not None
    assert {key for key in record.hashes if record.hashes[key] != other.hashes[key]} == {"council"}
    assert "answers" in record.hashes


def test_a_file_of_answers_to_fill_in_shows_what_the_council_answers(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "  introduction: {commissioners: [{name: Arian, role: lead}]}\n"
    council(here / "councils", "arian", DEFAULTS + rows)
    assert run("new", "care-planning", "--council", "arian", "-o", "answers.yaml") == 0
    assert capsys.readouterr().err == "fill in answers.yaml, then run: specgen generate answers.yaml\n"
    text = Path("answers.yaml").read_text(encoding="utf-8")
    assert "\nmodel: care-planning\ncouncil: arian\n" in text
    assert "  # The council's answer: wales. Leave this empty to use it.\n  jurisdiction:\n" in text
    assert (
        "  # The council's answer: 1 row, in its council.yaml. Leave this empty to use them.\n  commissioners:\n"
        in text
    )
    assert run("new", "care-planning", "--council", "arian", "--all", "-o", "all.yaml") == 0
    assert "    # The council's answer: both. Leave this empty to use it.\n" in Path("all.yaml").read_text(
        encoding="utf-8"
    )
    assert run("generate", "answers.yaml", "-o", "draft.docx") == 0
    assert "DA-2027" in word_text(Path("draft.docx").read_bytes())


def test_a_council_that_the_answers_would_not_find_is_named_in_the_command(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = council(here.parent / "elsewhere", "arian", ARIAN)
    assert run("new", "reward", "--council", folder, "-o", "answers.yaml") == 0
    assert capsys.readouterr().err.endswith(f"specgen generate answers.yaml --council {folder}\n")
    assert not re.search("^council:", Path("answers.yaml").read_text(encoding="utf-8"), re.M)


# What templates see

SCOPE = '# Scope {{ mark("scope") }}\n'  # other sections refer to it


def printed(here: Path, says: str, text: str) -> str:
    council(here, "arian", says, {"sections/scope.docx": f"{SCOPE}. {text}\n"})
    found = drafted(sample(council="arian"))
    (line,) = [line for line in found.splitlines() if line.startswith("Clause: ") and "XX" in line]
    return line.partition("XX ")[2]


SEEN = {
    "{{ council.name }}": "Dyffryn Arian County Council",
    "{{ council.short_name }}": "Dyffryn Arian",
    "{{ council.contacts.commissioning.title }}: {{ council.contacts.commissioning.email }}, "
    "{{ council.contacts.commissioning.telephone }}": "Commissioning team: commissioning@arian.gov.uk, 01234 567890",
    "{% if council.welsh_name %}yes{% else %}no{% endif %}": "no",
    "{% if council.contacts.legal %}yes{% else %}no{% endif %}": "no",
    "{% if council.contacts.legal.email %}yes{% else %}no{% endif %}": "no",
    "{% if council.contacts %}yes{% else %}no{% endif %}": "yes",
}


@pytest.mark.parametrize(
    "text",
    long_but(SEEN, "{% if council.contacts.legal.email %}yes{% else %}no{% endif %}"),
)
def test_a_template_may_name_what_the_council_says_of_itself(text: str, here: Path) -> None:
    assert printed(here, ARIAN, f"XX {text}") == SEEN[text]


def test_a_council_without_a_name_is_called_as_the_lead_commissioner(here: Path) -> None:
    folder = council(here, "arian", files={"sections/scope.docx": SCOPE + ". XX {{ council.name }}\n"})
    (folder / "council.yaml").unlink()
    assert "XX Harrowmere Borough Council" in drafted(sample(), council="arian")


AROUND = "{%p if council.contacts.legal.email %} and {%p endif %} around it"
UNSAID = {
    "{{ council.welsh_name }}": "prints council.welsh_name, which the council.yaml does not have; add welsh_name: to "
    "council.yaml, or put {%p if council.welsh_name %} and {%p endif %} around it",
    "{{ council.contacts.legal.email }}": "prints council.contacts.legal.email, which the council.yaml does not have; "
    f"add contacts: legal: email: to council.yaml, or put {AROUND}",
    "{{ council.nmae }}": 'there is no answer or name "nmae"; did you mean "name"?',
    "{{ council.contacts.commissioning.emial }}": 'there is no answer or name "emial"; did you mean "email"?',
}


@pytest.mark.parametrize("text", long_but(UNSAID, "{{ council.contacts.legal.email }}"))
def test_what_a_council_does_not_say_cannot_be_printed(
    text: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    council(here, "arian", ARIAN, {"sections/scope.docx": f"# Scope\n. Call {text}\n"})
    said = refused(sample(council="arian"), capsys)
    assert said.startswith(f'{Path("arian") / "sections" / "scope.docx"}: error: near "')
    assert UNSAID[text] in said


MARKS = ' {{ mark("scope") }} {{ mark("scope.exclusions") }}'  # to which other sections refer


def test_the_check_of_a_template_knows_them(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tags = "{{ council.name }} {{ council.nmae }} {{ council.contacts.legal.email }} {{ council.contacts.legal.mail }}"
    folder = council(here, "arian", ARIAN, {"sections/scope.docx": f"# Scope{MARKS}\n. {tags}\n"})
    assert run("template", "check", folder / "sections" / "scope.docx", "--council", "arian") == 1
    out = capsys.readouterr().out
    assert '"council.nmae"; did you mean "name"?' in out
    assert '"council.contacts.legal.mail"; did you mean "email"?' in out
    assert out.count("error") == 2


def test_a_template_is_checked_for_the_council_whose_folder_it_stands_in(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    glossary = "concepts: [{id: helper, preferred: {label: Helper}, definition: a person who helps}]\n"
    scope = f"# Scope{MARKS}\n. {{{{ term.helper.The }}}} helps.\n"
    files = {"sections/scope.docx": scope, "glossary.yaml": glossary}
    folder = council(here.parent / "elsewhere", "arian", ARIAN, files)
    assert run("template", "check", folder / "sections" / "scope.docx") == 0
    (folder / "council.yaml").unlink()
    assert run("template", "check", folder / "sections" / "scope.docx") == 1
    assert "helper" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ("models",),
        ("questions", "care-planning"),
        ("schema", "care-planning"),
        ("new", "care-planning"),
        ("glossary", "list"),
        ("glossary", "explain", "provider"),
        ("glossary", "export", "--to", "skos"),
    ],
    ids=" ".join,
)
def test_every_command_takes_a_council_by_its_name(
    arguments: tuple[str, ...], here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    council(here / "councils", "arian", ARIAN, {"glossary.yaml": "wording: {provider: Supplier}\n"})
    assert run(*arguments, "--council", "arian") == 0
    shown = capsys.readouterr().out
    assert "Supplier" in shown or arguments[0] != "glossary"
    assert run(*arguments, "--council", "arien") == 2
    assert "did you mean arian?" in capsys.readouterr().err


def test_what_stands_in_a_file_of_answers_alone_is_read_from_the_place_of_the_file(here: Path) -> None:
    council(here / "far" / "councils", "arian", ARIAN)
    (here / "far" / "answers.yaml").write_text(sample(council="arian"), encoding="utf-8")
    answers, _ = load(here / "far" / "answers.yaml")
    assert answers is not None
    draft(answers, today=date(2026, 11, 16))
    with pytest.raises(WrongInput, match="there is no council arian"):
        draft(read(sample(council="arian"), "answers.yaml")[0], today=date(2026, 11, 16))  # type: ignore[arg-type]
