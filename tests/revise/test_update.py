"""Update edited drafts over two rounds: nothing that legal wrote is lost, and every change has its cause."""

from __future__ import annotations

from pathlib import Path

import pytest

from specgen.formats.opc.package import read_package, related_part, write_package
from tests.support.edited_drafts import Desk, aged, commented, replaced, text_of, words_of
from tests.support.long_cases import long_but

START = {'start: "07:00"': 'start: "08:00"'}
TERM = {"initial_term_months: 48": "initial_term_months: 60"}
TERM_AGAIN = {"initial_term_months: 60": "initial_term_months: 72"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


# The seven limits of what is sold today, each over two rounds


@pytest.mark.long
def test_limit_1_it_works_after_the_template_has_changed(desk: Desk) -> None:
    older = {"The initial term is": "The first term is", "The Contract starts on": "The Contract begins on"}
    desk.edited = aged(desk.draft, older)
    desk.edit(replaced("is 48 months and ends", "is 48 months (subject to clause 2.9) and ends"))
    first = desk.update(START)
    assert "The initial term is 48 months (subject to clause 2.9) and" in desk.text
    assert "The Contract starts on 5 April 2027." in desk.text
    assert {cause for one in first.outcomes for cause in one.causes} == {
        "template sections/contract.docx", "availability.start: 07:00 → 08:00"
    }  # fmt: skip
    desk.accept_all()
    desk.update(TERM)
    assert "The initial term is 60 months (subject to clause 2.9) and" in desk.text


@pytest.mark.long
def test_limit_2_edits_to_a_repeated_clause_stay(desk: Desk) -> None:
    desk.edit(replaced("Personal care", "Personal care with dignity"), replaced("Everyday living", "Daily living"))
    desk.update({"name: Medicines support": "name: Help with medicines", "name: Personal care": "name: Own care"})
    assert "Own care with dignity" not in desk.text or "Personal care with dignity" not in desk.text
    for words in ("with dignity", "Daily living", "Help with medicines"):
        assert words in desk.text
    desk.accept_all()
    desk.update({"name: Everyday living": "name: Life at home"})
    assert "with dignity" in desk.text
    assert "Daily living" in desk.text


def test_limit_3_a_comment_in_a_clause_stays_and_stops_nothing(desk: Desk) -> None:
    parts = read_package(desk.edited)
    commented("The initial term is", "Is this agreed with Finance?")(parts)
    desk.edited = write_package(parts)
    for change, words in ((TERM, "is 60 months"), (TERM_AGAIN, "is 72 months")):
        desk.update(change)
        assert words in desk.text
        found = read_package(desk.edited)
        assert b"Is this agreed with Finance?" in found[related_part(found, "comments")]
        desk.accept_all()


@pytest.mark.long
def test_limit_4_clauses_with_angle_brackets_are_reconciled(desk: Desk) -> None:
    desk.edit(replaced("The initial term is", "Where value < £5m & > £1m, the initial term is"))
    for change, words in ((TERM, "60 months"), (TERM_AGAIN, "72 months")):
        desk.update(change)
        assert f"Where value < £5m & > £1m, the initial term is {words}" in desk.text
        desk.accept_all()


def test_limit_5_day_and_month_never_swap(desk: Desk) -> None:
    desk.edit(replaced("The Contract starts on", "Subject to approval, the Contract starts on"))
    desk.update({"start: 2027-04-05": "start: 2027-05-04"})
    assert "Subject to approval, the Contract starts on 4 May 2027." in desk.text
    desk.accept_all()
    desk.update({"start: 2027-05-04": "start: 2027-05-06"})
    assert "Subject to approval, the Contract starts on 6 May 2027." in desk.text


@pytest.mark.long
def test_limit_6_a_table_edit_is_words_in_its_cell(desk: Desk) -> None:
    desk.edit(replaced("The present support ends within a week", "The present support ends within five working days"))
    updated = desk.update({"reply_minutes: 120": "reply_minutes: 90"})
    row = next(line for line in desk.text.splitlines() if "five working days" in line)
    assert "90 minutes" in row
    assert not [one for one in updated.outcomes if "five working days" in one.theirs]
    desk.accept_all()
    desk.update({"reply_minutes: 90": "reply_minutes: 60"})
    assert "five working days" in desk.text


def test_limit_7_accepting_everything_is_safe(desk: Desk) -> None:
    desk.edit(replaced("is 48 months", "is 54 months"), replaced("on most days", "on nearly all days"))
    updated = desk.update({**TERM, **START})
    assert [one.kind for one in updated.outcomes if one.is_to_be_looked_at] == ["conflict"]
    assert desk.text.count("The initial term is") == 1
    assert "is 54 months" in desk.text
    assert "from 08:00 to 22:30 on nearly all days" in desk.text
    desk.accept_all()
    desk.update({'start: "08:00"': 'start: "09:00"'})
    assert "from 09:00 to 22:30 on nearly all days" in desk.text
    assert "is 54 months" in desk.text


# An update is a fresh draft where nobody has edited, and does nothing twice


def test_an_update_of_an_unedited_file_is_a_fresh_draft_once_accepted(desk: Desk) -> None:
    desk.update({
        **START, **TERM, "first_review_weeks: 6": "first_review_weeks: 8", "target: 98": "target: 99",
        "    - {id: L3, name: Uplands, area: All other wards, hours_per_week: 1700, people: 152}\n": "",
    })  # fmt: skip
    assert desk.text.splitlines() == text_of(desk.fresh(desk.answers)).splitlines()


def test_a_second_update_with_the_same_answers_changes_not_a_byte(desk: Desk) -> None:
    desk.edit(replaced("is 48 months", "is 54 months"))
    desk.update({**START, **TERM})
    before = desk.edited
    again = desk.update()
    assert (again.outcomes, again.document == before) == ((), True)


@pytest.mark.long
def test_what_legal_rejected_stays_rejected_until_the_answer_changes_again(desk: Desk) -> None:
    from specgen.revise.settle import settle_file

    desk.update({**START, **TERM})
    file = desk.folder / "settled.docx"
    file.write_bytes(desk.edited)
    desk.edited = settle_file(file, "contract.initial_term_months", accepts=False).document
    desk.update({"first_review_weeks: 6": "first_review_weeks: 8"})
    assert "The initial term is 48 months" in desk.text
    updated = desk.update(TERM_AGAIN)
    assert "The initial term is 72 months" in desk.text
    assert {one.kind for one in updated.outcomes} == {"changed"}


def test_what_is_still_open_is_said_in_the_order_of_the_document_and_a_conflict_is_not_open(desk: Desk) -> None:
    from specgen.revise.settle import settle_file

    desk.edit(replaced("is 48 months", "is 54 months"))
    desk.update({**START, **TERM, "first_review_weeks: 6": "first_review_weeks: 8",
                 "minimum_minutes: 30": "minimum_minutes: 25"})  # fmt: skip
    file = desk.folder / "settled.docx"
    file.write_bytes(desk.edited)
    settled = settle_file(file, "monitoring", accepts=True)
    assert [cause.partition(":")[0] for cause in settled.left] == [
        "availability.start", "availability.visit_length.minimum_minutes",
    ]  # fmt: skip


# Every change has its cause, and may be made or decided by it


@pytest.mark.parametrize(
    ("before", "after", "cause"),
    long_but(
        [
            ('start: "07:00"', 'start: "08:00"', "availability.start: 07:00 → 08:00"),
            ("initial_term_months: 48", "initial_term_months: 60", "contract.initial_term_months: 48 → 60"),
            ("night: on_call", "night: none", "availability.night: on_call → none"),
            ("first_review_weeks: 6", "first_review_weeks: 8", "monitoring.individual.first_review_weeks: 6 → 8"),
            ("name: Uplands", "name: Highlands", "contract.lots.L3.name: Uplands → Highlands"),
        ],
        'start: "07:00"',
        "name: Uplands",
    ),
)
def test_one_changed_answer_is_the_cause_of_every_change(desk: Desk, before: str, after: str, cause: str) -> None:
    updated = desk.update({before: after})
    assert updated.outcomes
    assert {one.causes for one in updated.outcomes} == {(cause,)}


def test_several_changed_answers_are_told_apart(desk: Desk) -> None:
    updated = desk.update({**START, **TERM, "first_review_weeks: 6": "first_review_weeks: 8"})
    expected = {"07:00": "availability.start", "48 months": "contract.initial_term_months",
                "6 weeks": "monitoring.individual.first_review_weeks"}  # fmt: skip
    for outcome in updated.outcomes:
        assert len(outcome.causes) == 1
        for words, name in expected.items():
            if words in outcome.before:
                assert outcome.causes[0].startswith(name)


def test_only_what_follows_from_one_answer_is_made_and_the_rest_comes_later(desk: Desk) -> None:
    desk.update({**START, **TERM}, only="availability.start")
    assert "The initial term is 48 months" in desk.text
    assert "from 08:00 to 22:30" in desk.text
    desk.update()
    assert "The initial term is 60 months" in desk.text


@pytest.mark.long
def test_the_file_may_have_lost_its_record_if_the_draft_is_given(desk: Desk) -> None:
    from specgen.revise.inspection import strip_file

    desk.edit(replaced("is 48 months", "is 48 months in all"))
    file = desk.folder / "sent.docx"
    file.write_bytes(desk.edited)
    desk.edited = strip_file(file)
    assert b"urn:specgen" not in b"".join(read_package(desk.edited).values())
    desk.update(TERM, base=desk.draft)
    assert "is 60 months in all" in desk.text


def test_the_words_of_a_draft_are_the_same_with_its_keys_and_without(desk: Desk) -> None:
    from specgen.revise.inspection import strip_file

    file = desk.folder / "sent.docx"
    file.write_bytes(desk.draft)
    assert words_of(strip_file(file)) == words_of(desk.draft)
