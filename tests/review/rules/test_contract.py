"""Find what a draft says again of the conditions of its contract, and nothing else."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from specgen.cli.main import main
from specgen.formats.opc.package import read_package
from specgen.generate import draft, load_answers
from specgen.review.rules.against_contract.repeats import repeats
from specgen.system.resources import built_in_samples
from tests.support.contract_files import CONDITIONS, NEW, REWORDED, WORD_FOR_WORD
from tests.support.long_cases import long_but
from tests.support.word_files import paragraph, word_file, zipped

CONTRACT = word_file(CONDITIONS)
DAY = date(2026, 11, 22)
SAMPLES = ("care-planning", "reward", "population")


@pytest.fixture(scope="module", params=long_but(SAMPLES, "care-planning"))
def sample(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    name = str(request.param)
    return name, draft(load_answers(built_in_samples() / f"{name}.yaml"), today=DAY).document


def planted(document: bytes, *clauses: str) -> bytes:
    """The document with more clauses at its end."""
    parts = read_package(document)
    body = parts["word/document.xml"].decode()
    at = body.rindex("<w:sectPr")
    parts["word/document.xml"] = (body[:at] + "".join(map(paragraph, clauses)) + body[at:]).encode()
    return zipped(parts)


def found(document: bytes, conditions: bytes = CONTRACT) -> list[tuple[str, str]]:
    """Rule and the clause of the conditions that is named, in the order of the draft."""
    return [
        (one.rule, one.message.split("clause ")[1].split(" ")[0])
        for one in repeats(document, conditions, file="d.docx")
    ]


def test_planted_repeats_are_found_with_both_clauses_and_both_texts() -> None:
    clauses = [*WORD_FOR_WORD, *REWORDED, *NEW]
    problems = repeats(word_file("# Draft\n" + "\n".join(f". {one}" for one in clauses)), CONTRACT, file="d.docx")
    expected = [("CONTRACT-REPEAT", one) for one in WORD_FOR_WORD.values()]
    expected += [("CONTRACT-REWORDED", one) for one in REWORDED.values()]
    assert [(one.rule, one.message.split("clause ")[1].split(" ")[0]) for one in problems] == expected
    assert [one.place.path for one in problems] == [f"clause 1.{number}" for number in range(1, len(problems) + 1)]
    reworded = problems[len(WORD_FOR_WORD)]
    assert "“Public liability insurance of at least £5,000,000" in reworded.message
    assert "“The Provider shall maintain public liability insurance of not less than £5 million" in reworded.message
    assert reworded.remedy.startswith("leave it to clause 4.1 of the conditions")


def test_in_the_samples_drafts_the_planted_ones_are_found_and_nothing_else(sample: tuple[str, bytes]) -> None:
    name, document = sample
    own = [("CONTRACT-DEFINITION", "1.1")]  # Working Day: bank holidays in the draft, London's banks in the contract
    if name != "care-planning":
        own.insert(0, ("CONTRACT-REWORDED", "3.2"))  # a valid invoice is paid within 30 days: both do say so
    assert found(document) == own
    more = found(planted(document, *WORD_FOR_WORD, *REWORDED, *NEW))
    rules = [("CONTRACT-REPEAT", one) for one in WORD_FOR_WORD.values()]
    rules += [("CONTRACT-REWORDED", one) for one in REWORDED.values()]
    assert more == [*own, *rules]


def test_definitions_that_differ_are_errors_and_equal_ones_warnings() -> None:
    text = """
    # Definitions
    . The words have the following meanings.
    | Word | Meaning |
    | Working Day | Monday to Friday, without bank holidays |
    | Default | Any failure by the Provider to do what the Contract asks of it. |
    | Price | As defined in clause 1.1 of the Conditions |
    | Conditions | has the meaning given in the Conditions of Contract |
    | Outcome | a result in the life of a person |
    """
    problems = repeats(word_file(text), CONTRACT)
    assert [(one.level, one.rule) for one in problems] == [
        ("error", "CONTRACT-DEFINITION"),
        ("warning", "CONTRACT-DEFINITION"),
    ]
    assert "“Working Day” is defined here and in clause 1.1 of the conditions, in other words" in problems[0].message
    assert "in the same words" in problems[1].message
    assert problems[0].remedy == "write “as defined in clause 1.1 of the conditions”"


@pytest.mark.parametrize(
    "stock",
    [
        "The Council may end the Contract.",
        "In accordance with the Contract and the law, the Provider shall provide the Service.",
        "Nothing in this Specification takes away from what the Conditions of Contract say.",
        "The Social Services and Well-being (Wales) Act 2014 and the Freedom of Information Act 2000 apply here.",
        "The Council and the Provider meet every three months to look at the Outcomes of the Service.",
    ],
)
def test_stock_phrases_and_names_of_law_are_no_repeats(stock: str) -> None:
    law = "\n. The Provider shall follow the Social Services and Well-being (Wales) Act 2014 in all it does."
    assert repeats(word_file(f"# Draft\n. {stock}"), word_file(CONDITIONS + law)) == ()


def test_titles_are_no_repeats() -> None:
    title = "Confidentiality and freedom of information for the Provider and its staff"
    assert repeats(word_file(f"# {title}"), word_file(f"# {title}")) == ()


def test_the_same_document_repeats_itself_wholly() -> None:
    rules = [rule for rule, _ in found(CONTRACT)]
    assert rules.count("CONTRACT-REPEAT") >= 25
    assert "CONTRACT-REWORDED" not in rules


def test_check_takes_the_conditions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    conditions, checked = tmp_path / "conditions.docx", tmp_path / "draft.docx"
    conditions.write_bytes(CONTRACT)
    checked.write_bytes(word_file("# Draft\n" + "\n".join(f". {one}" for one in WORD_FOR_WORD)))
    with pytest.raises(SystemExit):
        main(["check", str(checked), "--contract", str(conditions), "--format", "json"])
    text = capsys.readouterr().out
    assert json.loads(text)
    assert text.count('"rule": "CONTRACT-REPEAT"') == len(WORD_FOR_WORD)
    assert "clause 3.2 of conditions.docx" in text
    with pytest.raises(SystemExit):
        main(["check", str(checked), "--contract", str(conditions), "--format", "sarif"])
    rules = {one["id"] for one in json.loads(capsys.readouterr().out)["runs"][0]["tool"]["driver"]["rules"]}
    assert {"CONTRACT-REPEAT", "CONTRACT-REWORDED", "CONTRACT-DEFINITION"} <= rules
    with pytest.raises(SystemExit, match="2"):
        main(["check", str(checked), "--contract", str(tmp_path / "none.docx")])


def test_a_definition_that_differs_is_reported_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = "# Definitions\n. In this Contract the following words have these meanings:\n"
    conditions, checked, words = tmp_path / "conditions.docx", tmp_path / "draft.docx", tmp_path / "words.yaml"
    conditions.write_bytes(word_file(f"{head}“Night Visit” means a visit of the Provider after ten at night."))
    checked.write_bytes(
        word_file(f"{head}“Night Visit” means a visit that begins before midnight.\n. A Night Visit ends.")
    )
    for command, rule in (
        (["check", checked, "--contract", conditions], "CONTRACT-DEFINITION"),
        (["glossary", "import", conditions, "-o", words], ""),
        (["check", checked, "--glossary", words], "TERM-CONFLICT"),
        (["check", checked, "--glossary", words, "--contract", conditions], "TERM-CONFLICT"),
    ):
        with pytest.raises(SystemExit):
            main(list(map(str, command)))
        lines = [line for line in capsys.readouterr().out.splitlines() if "“Night Visit”" in line]
        assert [line.rsplit(" ", 1)[1] for line in lines] == ([f"[{rule}]"] if rule else [])
