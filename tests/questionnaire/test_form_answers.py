"""Test that a form is understood as somebody filled it in, in Word or LibreOffice, and what cannot be is said."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.yamlfile.yaml_file import read
from specgen.inputs.models.question_tree import order_in, question_tree
from specgen.problems import CannotRead, Problem
from specgen.questionnaire.merge.answer_merge import merge_form
from specgen.questionnaire.merge.merged_answers import with_edits
from specgen.questionnaire.normal_values import normal_values
from specgen.questionnaire.read.form_answers import filled_form, without_base
from specgen.questionnaire.read.form_reader import read_form
from tests.judges.office import Office
from tests.support.filled_forms import (
    FilledForm,
    cells_of,
    copied_below,
    delete,
    empty_form,
    form_model,
    form_plan,
    run,
    tracked,
)

MODEL = "care-planning"
BODIES = ("Name of the commissioning body", "Role of the body", "Area of the body", "Accountable role")


def answers_in(path: Path, base: dict[str, object] | None = None) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Return the answers of a form as a new file of answers says them, and what was not understood."""
    form = filled_form(read_form(path), form_plan(MODEL), base or {}, path.name)
    text = f"model: {MODEL}\n"
    merge = merge_form(without_base(form), {})
    text = with_edits(text, merge.edits, {"model": MODEL}, order_in(form_model(MODEL)), "answers.yaml")
    stored, problems = read(text, "answers.yaml")
    assert stored is not None, problems
    values = normal_values(stored, question_tree(form_model(MODEL)))
    assert isinstance(values, dict)
    values.pop("model")
    return values, form.problems


def filled(tmp_path: Path, *sections: str, fill: Callable[[FilledForm], None]) -> dict[str, object]:
    form = FilledForm(empty_form(MODEL, *sections))
    fill(form)
    values, problems = answers_in(form.save(tmp_path / "form.docx"))
    assert problems == ()
    return values


def test_an_empty_form_answers_nothing(tmp_path: Path) -> None:
    assert filled(tmp_path, fill=lambda _form: None) == {}


def fill_in(form: FilledForm) -> None:
    """Choose, pick, type and tick as somebody does."""
    form.choose("Basis of the outcomes", "what each person wants")
    form.pick_day("Start of the contract", "2027-04-01", "1 April 2027")
    form.type("Initial term", "36 months")
    form.type("Estimated value a year", "£1,250,000.50")
    form.choose("Light touch contract", "Yes")
    form.type("How each care arrangement is awarded", "First.", "Second,\nbelow.")
    form.tick_choice("Days of the service", "Monday")
    form.type("Start of the day", "7am")
    form.tick("End of the day")
    next(cells_of(form.row("Title of the contract"))[1].iter(name("w:p"))).extend(
        [run("Help "), tracked("w:del", "and care "), tracked("w:ins", "at home")]
    )


def check_filled_in(values: dict[str, object]) -> None:
    assert values["outcomes"] == {"basis": "personal"}
    assert values["contract"] == {
        "title": "Help at home",
        "start": "2027-04-01",
        "initial_term_months": 36,
        "annual_value": Decimal("1250000.50"),
        "procurement": {"light_touch": True, "package_award": "First.\n\nSecond,\nbelow."},
    }
    assert values["availability"] == {
        "days": ["monday"],
        "start": "07:00",
        "end": {"awaited": "not known yet"},
    }


def test_choices_days_ticks_and_typed_words_become_answers(tmp_path: Path) -> None:
    check_filled_in(filled(tmp_path, "outcomes", "contract", "availability", fill=fill_in))


@pytest.mark.long
def test_a_form_that_was_filled_in_says_the_same_after_libreoffice_has_saved_it(tmp_path: Path, office: Office) -> None:
    form = FilledForm(empty_form(MODEL, "outcomes", "contract", "availability"))
    fill_in(form)
    saved = office.converted(form.save(tmp_path / "form.docx"), tmp_path / "saved", "docx")
    values, problems = answers_in(saved)
    assert problems == ()
    check_filled_in(values)


def test_words_beside_a_tick_say_who_will_answer_and_by_when(tmp_path: Path) -> None:
    def fill(form: FilledForm) -> None:
        form.type("Initial term", "the board’s decision (by 29 January 2027)")
        form.tick("Initial term")

    values = filled(tmp_path, "contract", fill=fill)
    assert values == {"contract": {"initial_term_months": {"awaited": "the board’s decision", "by": "2027-01-29"}}}


def test_tracked_changes_count_as_accepted_and_comments_are_no_answer(tmp_path: Path) -> None:
    def fill(form: FilledForm) -> None:
        paragraph = next(cells_of(form.row("Title of the contract"))[1].iter(name("w:p")))
        comment = etree.Element(name("w:commentRangeStart"))
        comment.set(name("w:id"), "0")
        paragraph.extend([comment, run("Help "), tracked("w:del", "and care "), tracked("w:ins", "at home")])

    assert filled(tmp_path, "contract", fill=fill) == {"contract": {"title": "Help at home"}}


def test_two_paragraphs_whose_break_was_deleted_are_one(tmp_path: Path) -> None:
    def fill(form: FilledForm) -> None:
        form.type("Title of the contract", "Help at ", "home")
        first = next(cells_of(form.row("Title of the contract"))[1].iter(name("w:p")))
        look = etree.SubElement(first[0], name("w:rPr"))
        etree.SubElement(look, name("w:del"))

    assert filled(tmp_path, "contract", fill=fill) == {"contract": {"title": "Help at home"}}


def test_hidden_text_is_no_answer(tmp_path: Path) -> None:
    def fill(form: FilledForm) -> None:
        form.type("Title of the contract", "Help at home")
        hidden = run(" at any price")
        look = etree.Element(name("w:rPr"))
        etree.SubElement(look, name("w:vanish"))
        hidden.insert(0, look)
        next(cells_of(form.row("Title of the contract"))[1].iter(name("w:p"))).append(hidden)

    assert filled(tmp_path, "contract", fill=fill) == {"contract": {"title": "Help at home"}}


@pytest.mark.parametrize("words", ["Choose an item.", "Click or tap to enter a date."])
def test_a_placeholder_of_word_is_no_answer(words: str, tmp_path: Path) -> None:
    def fill(form: FilledForm) -> None:
        form.type("Start of the contract", words)

    assert filled(tmp_path, "contract", fill=fill) == {}


def test_rows_are_read_in_their_order_with_those_copied_in_word(tmp_path: Path) -> None:
    def fill(form: FilledForm) -> None:
        table = form.grid(*BODIES)
        for number, body in enumerate(("Aberwen Council", "Health Board", "Hill Trust"), 1):
            form.type_in_row(table, number, body)
        copied_below(table.findall(name("w:tr"))[1])
        form.type_in_row(table, 2, "Copied Council")
        copied_below(table.findall(name("w:tr"))[4])
        form.type_in_row(table, 5, "Last Council")

    values = filled(tmp_path, "introduction", fill=fill)
    names = ["Aberwen Council", "Copied Council", "Health Board", "Hill Trust", "Last Council"]
    assert values == {"introduction": {"commissioners": [{"name": body} for body in names]}}


def test_a_column_that_was_moved_is_known_by_its_key(tmp_path: Path) -> None:
    def fill(form: FilledForm) -> None:
        table = form.grid(*BODIES)
        form.type_in_row(table, 1, "Aberwen", "", "The county")
        for row in table.findall(name("w:tr")):
            row.append(cells_of(row)[1])

    values = filled(tmp_path, "introduction", fill=fill)
    assert values == {"introduction": {"commissioners": [{"name": "Aberwen", "area": "The county"}]}}


def test_a_table_for_a_row_may_be_copied_too(tmp_path: Path) -> None:
    def fill(form: FilledForm) -> None:
        form.type("Number of the outcome", "O1")
        form.type("Statement of the outcome", "People are well")
        copy = copied_below(form.table("Outcomes of the service 1"))
        assert len(copy.findall(name("w:tr"))) > 5
        form.type("Number of the outcome", "O2", number=1)
        form.type("Statement of the outcome", "People are safe", number=1)
        form.type("Number of the outcome", "O3", number=2)

    values = filled(tmp_path, "outcomes", fill=fill)
    assert values == {
        "outcomes": {
            "list": [
                {"id": "O1", "statement": "People are well"},
                {"id": "O2", "statement": "People are safe"},
                {"id": "O3"},
            ]
        }
    }


def test_a_list_inside_a_row_belongs_to_the_row_above_it_also_in_a_copy(tmp_path: Path) -> None:
    def fill(form: FilledForm) -> None:
        card = form.table("Causal pathways 1")
        form.type("First sign of change", "a sign")
        inner = _table_behind(card)
        form.type_in_row(inner, 1, "Health board")
        copied_card, copied_inner = deepcopy(card), deepcopy(inner)
        inner.addnext(etree.Element(name("w:p")))
        inner.getnext().addnext(copied_card)  # type: ignore[union-attr]
        copied_card.addnext(etree.Element(name("w:p")))
        copied_card.getnext().addnext(copied_inner)  # type: ignore[union-attr]
        for mark in [node for table in (copied_card, copied_inner) for node in table.iter(name("w:bookmarkStart"))]:
            delete(mark)
        form.type("First sign of change", "another sign", number=1)
        form.type_in_row(copied_inner, 1, "Police")

    values = filled(tmp_path, "attribution", fill=fill)
    first, second = values["attribution"]["pathways"]  # type: ignore[index]
    assert (first["agencies"], second["agencies"]) == ([{"agency": "Health board"}], [{"agency": "Police"}])
    assert (first["early_change"], second["early_change"]) == ("a sign", "another sign")


def test_a_form_that_has_lost_every_bookmark_is_known_by_its_words(tmp_path: Path) -> None:
    def fill(form: FilledForm) -> None:
        form.type("Initial term", "36")
        form.type("Number of the lot", "L1")
        form.type_in_row(form.grid("Length of the period"), 2, "12")
        for mark in list(form.root.iter(name("w:bookmarkStart"))):
            delete(mark)

    values = filled(tmp_path, "contract", fill=fill)
    assert values == {
        "contract": {"initial_term_months": 36, "lots": [{"id": "L1"}], "extension_periods": [{"months": 12}]}
    }


@pytest.mark.parametrize("more", ["", "1", " Copy 1"], ids=["the same name", "a figure", "a word"])
def test_a_copy_with_bookmarks_of_its_own_is_a_further_row(more: str, tmp_path: Path) -> None:
    """LibreOffice gives the bookmarks of a copy names that begin like those of the original."""

    def fill(form: FilledForm) -> None:
        table = form.grid(*BODIES)
        form.type_in_row(table, 1, "Aberwen")
        card = form.table("People and bodies that helped to make the specification 1")
        form.type("Group that took part", "Families")
        for node in (table.findall(name("w:tr"))[1], card):
            copy = deepcopy(node)
            for mark in copy.iter(name("w:bookmarkStart")):
                mark.set(name("w:name"), mark.get(name("w:name"), "") + more)
            node.addnext(copy)
        card.addnext(etree.Element(name("w:p")))
        form.type("Group that took part", "Staff", number=1)
        form.type_in_row(table, 2, "Copied")

    values = filled(tmp_path, "introduction", fill=fill)
    assert values == {
        "introduction": {
            "commissioners": [{"name": "Aberwen"}, {"name": "Copied"}],
            "developed_with": [{"who": "Families"}, {"who": "Staff"}],
        }
    }


def test_what_is_not_understood_is_said_with_its_place_all_at_once(tmp_path: Path) -> None:
    form = FilledForm(empty_form(MODEL, "contract", "introduction"))
    form.type("Start of the contract", "in spring")
    form.type("Initial term", "3 weeks")
    form.type_in_row(form.grid(*BODIES), 2, "Aberwen", "boss of all")
    stray = copied_below(form.row("Initial term"))
    cells_of(stray)[0].find(f".//{name('w:t')}").text = "A question of my own"  # type: ignore[union-attr]
    _, problems = answers_in(form.save(tmp_path / "form.docx"))
    found = [(problem.place.path, problem.rule, problem.level) for problem in problems]
    section = "Place in the contract and interpretation"
    assert found[:3] == [
        ("Introduction and background, Commissioning bodies, row 2, Role of the body", "choice", "error"),
        (f"{section}, Start of the contract", "type", "error"),
        (f"{section}, Initial term", "type", "error"),
    ]
    assert [rule for _, rule, _ in found[3:]] == ["form"]
    assert all(problem.remedy for problem in problems)


def test_paragraphs_that_became_one_line_are_noted(tmp_path: Path) -> None:
    form = FilledForm(empty_form(MODEL, "contract"))
    form.type("Title of the contract", "Help", "at home")
    values, problems = answers_in(form.save(tmp_path / "form.docx"))
    assert values == {"contract": {"title": "Help at home"}}
    assert [(problem.rule, problem.level) for problem in problems] == [("line", "note")]


def _below_the_question(form: FilledForm) -> None:
    cells_of(form.row("Initial term"))[0].append(_paragraph("ask HR first"))


def _beside_the_box(form: FilledForm) -> None:
    next(cells_of(form.row("Initial term"))[2].iter(name("w:p"))).append(run(" ask HR first"))


def _beside_a_ticked_box(form: FilledForm) -> None:
    form.tick("Initial term")
    _beside_the_box(form)


def _after_the_table(form: FilledForm) -> None:
    form.table("Lots or zones 1").addnext(_paragraph("ask HR first"))


def _behind_all(form: FilledForm) -> None:
    list(form.root.iter(name("w:tbl")))[-1].addnext(_paragraph("ask HR first"))


def _in_a_heading(form: FilledForm) -> None:
    next(form.root.iter(name("w:tbl"))).addprevious(_paragraph("ask HR first"))


def _in_a_text_box(form: FilledForm) -> None:
    box = etree.SubElement(next(form.root.iter(name("w:p"))), name("w:r"))
    for tag in ("w:pict", "v:shape", "v:textbox", "w:txbxContent"):
        box = etree.SubElement(box, name(tag))
    box.append(_paragraph("ask HR first"))


UNPLACED = {
    "below a question": (_below_the_question, "row 5 “Initial term"),
    "beside a box": (_beside_the_box, "row 5 “Initial term"),
    "beside a box that is ticked": (_beside_a_ticked_box, "row 5 “Initial term"),
    "after a table": (_after_the_table, "“Lots or zones 1"),
    "after the last table": (_behind_all, "after table "),
    "before the tables": (_in_a_heading, "before the first table"),
    "in a text box": (_in_a_text_box, "before the first table"),
}


@pytest.mark.parametrize(("write", "place"), UNPLACED.values(), ids=UNPLACED)
def test_what_stands_outside_the_fields_is_noted_with_its_place_and_words(
    tmp_path: Path, write: Callable[[FilledForm], None], place: str
) -> None:
    form = FilledForm(empty_form(MODEL, "contract"))
    form.type("Title of the contract", "Help at home")
    write(form)
    values, problems = answers_in(form.save(tmp_path / "form.docx"))
    assert values["contract"]["title"] == "Help at home"  # type: ignore[index]
    is_ticked = write is _beside_a_ticked_box
    assert ("initial_term_months" in values["contract"]) == is_ticked  # type: ignore[operator]
    assert [(problem.rule, problem.level) for problem in problems] == [("form", "note")]
    assert place in problems[0].place.path
    assert "“ask HR first” stands in no field" in problems[0].message


def _paragraph(text: str) -> etree._Element:
    paragraph = etree.Element(name("w:p"))
    paragraph.append(run(text))
    return paragraph


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04 broken"])
def test_what_is_no_word_file_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(data)
    with pytest.raises(CannotRead):
        read_form(path)


def _table_behind(node: etree._Element) -> etree._Element:
    return next(one for one in node.itersiblings() if one.tag == name("w:tbl"))
