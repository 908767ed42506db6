"""Hold what a lawyer, a head of commissioning and a provider asked of the sections that all models share."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from specgen import generate as spine
from specgen.formats.word.text import word_text
from specgen.formats.yamlfile.yaml_file import load
from tests.judges.policy import ROOT

DAY = date(2026, 11, 16)
SHARED = ("care-planning", "optional-sections", "quick-start")
FULL = ("care-planning", "optional-sections", "reward", "population")

# What every full sample says, as a pattern in its text with single spaces.
SAID = {
    "a lower rating does not count": r"Only a rating of \d or more counts as achieved",
    "whose rating counts": r"The \w+ gives the rating\. .* rating counts(?: in the results)?, unless .* Until then it",
    "a person is heard before another rating counts": r"with two ratings, after hearing the Person, and tell",
    "how many nobody could rate for": r"there is no rating to count, and the Provider shall report how many these were",
    "who rates for someone who cannot": r"cannot give a rating, even with help, the Provider shall ask for one from",
    "nobody is talked out of a rating": r"shall not encourage anyone to go without a rating",
    "the record names the outcome": r"on the day on which it is agreed, with the Outcome in Table \d+",
    "a rule for years without a target": r"for which Table \d+ has no Target, this applies to a Measure that had one",
    "what a missed target means": r"A missed Target (is not in itself a breach|has the consequences)",
    "a target is reached by a test": r"A Target is reached when the value of the Measure",
    "no division by nothing": r"with nobody to count among\. .* A period without a value has no result",
    "no band without a target": r"has no band while it has no Target or no result, or before a date that its Target",
    "a first year at the baseline is not red": r"a result as good as the Baseline is amber",
    "a duty to carry out the steps": r"shall carry out each step by its date",
    "a visit is missed after a time": r"is a Missed Visit if it has not started within \d+ minutes after",
    "somebody knows whether the person is safe": r"Within \d+ minutes of the time at which a Visit counts as missed",
    "when reply times run": r"The times to (?:reply(?: and to start)? run|start, and to reply where the priority is)",
    "an urgent start does not wait for the steps": r"may send a Referral before these steps are done, marked so",
    "what binds": r"“will” a duty that binds",
    "who may decline a referral and why": r"has no \w+ \w+ free with the skills to start",
    "an urgent referral stands for a plan": r"Until there is a Care and Support Plan, it stands for that",
    "nobody at home is not a missed visit": r"with nobody at home when a Care Worker came by then, is not missed",
    "the weekly hours have one meaning": r"The weekly hours of a Person are the hours of care a week in the Care and",
    "a period in weeks has an end": r"A period in weeks, months or years ends on the day with the same name or number",
    "a contract year ends before the next": r"Where periods follow one another, each ends on the day before the next",
    "a plan that is refused is made again": r"shall make a changed proposal within the same number of \w+ Days",
    "personal outcomes are those of a person": r"towards the Personal Outcomes of each Person",
    "whose value of a measure counts": r"is worked out for (?:each Provider|the Service as a whole)",
    "who calls a meeting": r"will have each meeting about the Service called at least \d+ Working Days before",
    "a successor takes the place of a body": r"takes its place in this Specification from the day on which they pass",
    "one meaning of bank holiday": r"A bank holiday is a bank holiday in England and Wales",
    "how to complain": r"may complain in any way they choose",
    "what a person pays": r"in writing whether they pay something, how much, and how to question it",
    "refusing a care worker": r"may refuse a Care Worker without giving a reason",
    "a break and an emergency": r"includes a break, .* suddenly cannot care",
    "the end of life": r"is near the end of life",
    "outcome in its two senses": r"what one Person wants for their own life is a Personal Outcome",
    "agency staff are care workers": r"employed by it or supplied by another organisation",
    "what a person pays is told in time": r"Before care starts or, on a Referral under clause \d+\.\d+, within",
    "health tasks go as far as the law lets them": r"only as a part of care and support that the law lets the",
    "what an indicator counts": r"An indicator is worked out for each report, from all that was planned or due in its",
    "notice of a change has an end": r"The notice runs to the earlier of the old and the new time",
    "a change without a free worker": r"or, without a free Care Worker, offer the nearest it can",
    "a person who comes home later": r"If they come home later, care starts then",
    "a reply that is late": r"A reply after its time counts only with the agreement of",
    "a break without a free worker": r"has no Care Worker free for this or a break, it shall say so at once",
    "another form of rating has the same scale": r"or an equivalent with the same scale agreed with",
    "a yearly target has a first day": r"its Target for each Contract Year, from the first day of that year",
    "periods have a first day": r"Periods run from the first day of each Contract Year",
    "one order of all documents": r"Where documents of the Contract disagree, .* Here, sections come before schedules",
    "a refusal that the law forbids to act on": r"That duty ends if nobody else .* if the Equality Act 2010 does",
    "who sees to a person meanwhile": r"is safe and, if the \w+ lets it, has the care that cannot wait",
    "what a charge covers": r"A charge is for .*, (and never|at no) more than .*; nothing else is charged\. It",
    "who helps a carer when no worker is free": r"which is no breach, and the \w+ will at once have the care given by",
    "care that cannot wait for an answer": r"what more the Person needs to be safe\. This is added to the weekly hours",
    "choices without capacity": r"a decision, a choice or an agreement under this Specification, whoever may make",
    "the year of a band": r"for the Contract Year in which its period ends; that value alone shows here whether",
    "a referral of somebody who fails the test": r"in one of these groups or who does not meet the test",
    "what is written, and what a person may say": r"or an agency does so in writing, .* may give theirs in any way",
    "a month without the day": r"with the same name or number or, if the month has none, on its last day",
    "no time runs for a wrong referral": r"until the answer, the times in Table \d+ and clause .* stand still;",
    "an urgent call at any hour": r"At any time the Provider shall answer an urgent call within \d+ minutes",
    "a restart after hospital": r"restart care within the time for a new Person.* No other time starts anew",
    "a visit for two": r"A Visit for two starts with both",
    "what holds until a larger change is answered": r"until then clause \d+\.\d+ applies, and that time is not counted",
    "an urgent plan only without time before": r"If the need of the \w+ leaves no time before, the",
    "a format that a disability calls for": r"and what else a disability calls for",
    "the law decides about an advocate": r"will decide whether to arrange an advocate under",
    "safety on the day of a refused visit": r"shall report each Visit that is refused, or counts as refused",
    "hours of the end of life meanwhile": r"answer a request for more hours .*; until then they are added to",
    "who is told that somebody is not safe": r"hears then that somebody is not safe tells .* on that day",
    "who looks for care elsewhere": r"will then at once ask others and tell the Person",
    "the first list": r"before each week begins \(the first at the first Visit\)",
    "a review in hospital or not wanted": r"would fall due while .* is in hospital or away within .* is not missing",
    "one meeting for two reviews": r"; one meeting may serve both",
    "no rating is asked after a death": r"When care ends, but not by death, the Provider shall ask for a last rating",
    "one place for all that is reported": r"what other clauses ask (for|the Provider to report)",
    "steps once for each value": r"steps to put it right, once for each value",
    "a failed dependency has a day": r"fails when its time ends, counted from the day on which the agency is asked",
    "which paper fixes a visit": r"within the weekly hours or else first listed under clause \d+\.\d+\. Only the",
    "what the provider alone changes": r"what the Provider alone changes or cancels stays planned",
    "who is free": r"A Care Worker is free who is at work then, or willing to be, and can come without making",
    "the rota of a refusal": r"if asked, show the rota on the next Working Day",
    "no refusal while times are kept": r"After that, and not before, it may give the times to others",
    "a delay by an emergency": r"A delay by an emergency at an earlier Visit or a closed road is then no breach",
    "the baseline of an indicator": r"is its value now or, where none is shown, the first one known",
    "a review put off counts as no delay": r"of the return; no indicator counts that delay, of Review or plan",
    "the time to tell a charge": r"on a Referral under clause (\d+)\.3, within the time in clause \1\.4, the",
    "care under this contract": r"for the Provider under the Contract for pay",
}
# What no draft says any more.
UNSAID = {
    "achieved in part": r"achieved in part does not",
    "a cost that falls on a body": r"The cost of \S+ tasks falls on",
    "a table without its number": r"\b[Tt]he table (below|shows|lists)\b|\bin the table below\b",
    "freedom said again": r"is for \w+ \w+ to decide, within the law and .* is for \w+ \w+ to decide, within the law",
    "who would have to come out of hours by tomorrow": r"has not started before the next planned Visit",
    "an absolute number of our own": r"within (2|5|20|30) Working Days of the date in the table",
}


@cache
def text_of(sample: str) -> str:
    answers, _ = load(ROOT / "sample_inputs" / f"{sample}.yaml")
    assert answers is not None
    return " ".join(word_text(spine.draft(answers, today=DAY).document).split())


def without(tmp_path: Path, sample: str, *lines: str) -> str:
    """The text of a sample's draft when some lines of its answers are left out."""
    text = (ROOT / "sample_inputs" / f"{sample}.yaml").read_text(encoding="utf-8")
    for line in lines:
        assert f"{line}\n" in text, line
        text = text.replace(f"{line}\n", "", 1)
    return drafted(tmp_path, text)


def changed(tmp_path: Path, sample: str, old: str, new: str) -> str:
    text = (ROOT / "sample_inputs" / f"{sample}.yaml").read_text(encoding="utf-8")
    assert old in text
    return drafted(tmp_path, text.replace(old, new, 1))


def drafted(tmp_path: Path, text: str) -> str:
    path = tmp_path / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    answers, problems = load(path)
    assert answers is not None, problems
    return " ".join(word_text(spine.draft(answers, today=DAY).document).split())


@pytest.mark.parametrize("sample", FULL)
@pytest.mark.parametrize("what", SAID)
def test_a_draft_says(what: str, sample: str) -> None:
    assert re.search(SAID[what], text_of(sample)), SAID[what]


@pytest.mark.parametrize("sample", SHARED)
@pytest.mark.parametrize("what", UNSAID)
def test_a_draft_does_not_say(what: str, sample: str) -> None:
    said = text_of(sample).replace("The table lists the law and guidance", "")
    assert not re.search(UNSAID[what], said)


def test_a_suggested_number_is_shown_as_a_suggestion_where_the_answer_is_missing(tmp_path: Path) -> None:
    text = without(tmp_path, "care-planning", "  wrong_referral_working_days: 2")
    shown = "[To complete: Time to tell of a wrong referral; suggested: 2 working days]"
    assert f"within {shown} of receiving" in text
    assert "Time to tell of a wrong referral; suggested: 2 working days" in text.rpartition("Open points")[2]


def test_a_suggested_number_does_not_stand_beside_an_answer(tmp_path: Path) -> None:
    text = changed(tmp_path, "care-planning", "wrong_referral_working_days: 2", "wrong_referral_working_days: 4")
    assert "within 4 Working Days of receiving a Referral if it is for someone" in text
    assert "suggested" not in text


def test_personal_outcomes_add_up_to_a_measure_or_to_nothing(tmp_path: Path) -> None:
    assert "Measure M1 in Schedule C shows the result of the Personal Outcomes" in text_of("care-planning")
    text = changed(
        tmp_path, "care-planning", "method: percent_achieved\n    measure: M1", "method: none\n    measure: M1"
    )
    assert "Personal Outcomes are not added up to a result" in text
    assert "shows the result of the Personal Outcomes" not in text


def test_later_targets_ask_no_more_than_the_first_proposals() -> None:
    assert "the Targets that the Council proposed, or the first proposals where these ask for less" in text_of(
        "care-planning"
    )


def test_one_body_works_out_a_baseline_that_is_one_for_all_providers() -> None:
    assert "The Council will record, from what each Provider sends, the Baseline of M1 by" in text_of("care-planning")


def test_a_band_follows_the_value_of_the_service_where_there_is_no_other() -> None:
    assert "or, where the method gives one for the Service only, that value" in text_of("care-planning")


def test_a_trusted_assessor_proposes_and_the_council_changes_the_plan() -> None:
    text = text_of("care-planning")
    assert "may propose a change of the weekly hours" in text
    assert "More hours start at once, fewer when the plan is changed." in text


def test_a_visit_on_call_is_paid_by_one_rule_and_its_record_may_show_how_long_it_took() -> None:
    text = text_of("care-planning")
    assert "a call in the price, a Visit as one on call;" in text
    assert (
        "or, where the time spent is paid, how long it took, for wages, charges, complaints, evidence and legal" in text
    )
    assert (
        "by its planned length or, if it was shorter and the Person had not asked for that, by "
        "the whole minutes spent" in text
    )


def test_law_that_was_compared_after_the_date_of_the_document_is_said_to_be(tmp_path: Path) -> None:
    later = "was compared with its source on 28 November 2026, after the date of this document;"
    assert later in text_of("care-planning")
    text = changed(tmp_path, "care-planning", "  date: 2026-11-16", "  date: 2026-11-30")
    assert later.replace(", after the date of this document", "") in text


@pytest.mark.parametrize("sample", ["care-planning", "reward", "population"])
def test_a_person_who_passes_counts_as_a_new_one(sample: str) -> None:
    assert "A Person who passes counts as referred, accepted and started on that day" in text_of(sample)


LESS = "    minimum_people: 30\n    use: [monitor]"


def test_a_measure_that_less_care_makes_better_brings_protection(tmp_path: Path) -> None:
    assert "Protection where less care counts as better" not in text_of("care-planning")
    text = changed(tmp_path, "care-planning", LESS, f"{LESS}\n    less_service: yes\n    balanced_by: M2")
    assert "The value of M5 can get better because People receive less care" in text
    assert "may ask for it again at any time" in text
    assert "M2 balances M5" in text


JOINT = "      accountable_role: Director of Social Services"
SECOND = f"{JOINT}\n    - {{name: Cwm Coed Council, role: partner, area: Cwm Coed, accountable_role: Director}}"


def test_joint_commissioners_have_one_who_acts_and_one_who_owes_the_plan(tmp_path: Path) -> None:
    text = changed(tmp_path, "care-planning", JOINT, SECOND)
    assert "Dyffryn Arian County Council leads and acts for all these bodies" in text
    assert "is for the local authority where the Person is ordinarily resident" in text


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("single", "holds the Contract alone, and answers for itself only"),
        ("own_part", "binds each of them for its own part"),
        ("joint", "binds all of them jointly and severally"),
    ],
)
def test_several_providers_answer_in_one_way(answer: str, said: str, tmp_path: Path) -> None:
    text = changed(tmp_path, "care-planning", "several_providers: single", f"several_providers: {answer}")
    assert said in text
    assert text.count("severally") == (answer == "joint")


def test_the_first_page_is_in_plain_words(tmp_path: Path) -> None:
    page = text_of("care-planning").partition("In brief")[2].partition("Document control")[0]
    assert {"Who is it for?", "What happens, and when?", "Whom do you call?"} <= set(re.findall(r"W[^?.]*\?", page))
    assert not re.search(r"\b(shall|Provider|Commissioner|Outcome|Measure|Referral)\b", page)
    sentences = [words.split() for words in re.split(r"[.?:]\s", page) if words.strip()]
    assert sum(map(len, sentences)) / len(sentences) < 14
    assert len(page.split()) < 460  # with the names of the styles


def test_the_first_page_has_no_gaps() -> None:
    page = text_of("quick-start").partition("In brief")[2].partition("Document control")[0]
    assert "[To complete" not in page


EXPECTED = ("Workforce", "Sustainability and social value", "Risk, health and safety", "Start, handover and exit")


def test_what_is_left_out_and_expected_is_said_once() -> None:
    answers, _ = load(ROOT / "sample_inputs" / "quick-start.yaml")
    assert answers is not None
    said = spine.draft(answers, today=DAY).left_out
    for title in EXPECTED:
        assert sum(f"not in the draft: {title}, answers under" in sentence for sentence in said) == 1
    full, _ = load(ROOT / "sample_inputs" / "optional-sections.yaml")
    assert full is not None
    assert not any("Workforce" in sentence for sentence in spine.draft(full, today=DAY).left_out)


@pytest.mark.parametrize("schedule", ["traceability", "calendar"])
def test_a_schedule_that_repeats_the_clauses_is_printed_when_asked_for(schedule: str, tmp_path: Path) -> None:
    title = {"traceability": "Traceability", "calendar": "Calendar"}[schedule]
    assert f"Schedule D {title}" not in text_of("care-planning")
    text = changed(tmp_path, "care-planning", "  reference: DA-ASC", f"  {schedule}: yes\n  reference: DA-ASC")
    assert re.search(rf"\b{title} ", text)


def test_the_open_points_take_one_line_each_and_their_reasons_none() -> None:
    schedule = text_of("quick-start").rpartition("Without an answer yet")[2]
    assert "Why it matters" not in schedule
    assert schedule.count(" : ") < 10


FRAMEWORK = [
    ("care after a framework has an end", "at the latest 12 months after that end."),
    ("care for one person may be handed back", "on 28 days of notice to the Council with the reasons."),
    ("nobody is left without care then", "until it is, the Provider shall go on, if safe."),
    ("who passes has time for talks", "the time in clause 4.16 and that of the first Review is 12 weeks."),
    (
        "the provider has the facts before",
        "the Council will send what clause 7.5 lists at least 20 Working Days before that",
    ),
    ("both texts count alike", "The Welsh and English texts have equal force; a clause’s aim decides between them."),
    ("visits can be priced", "these Visits a week were planned: L1 3,780, L2 4,210 and L3 2,470."),
    ("starts can be priced", "In that year 290 People started"),
    (
        "the ground to decline",
        "The Provider may decline for no other reason, unless a clause names it or the law forbids",
    ),
    ("extra hours may be declined", "They come as Referrals, to which clauses 6.6 and 6.7 apply."),
    ("extra hours have one base", "in the last whole week before the first such notice in a Contract Year"),
    ("carried hours", "Hours of a stay in hospital are not given later."),
    ("a carer falls ill at night", "Outside the hours of clause 6.1 clause 6.2 applies in place of this."),
    ("the provider has its values in time", "collect itself at least 10 Working Days before the report is due."),
    (
        "a value of the whole service",
        "that time begins only when the Council has named, with reasons, a cause in the work",
    ),
    ("a pathway needs another body", "What a pathway in section 11 needs from another body is a Dependency too"),
    (
        "who counts as able to use Welsh",
        "A Care Worker counts as able who has level 3 or above in speaking and listening",
    ),
    ("uses of a record that the law asks for", "for wages, charges, complaints, evidence and legal duties"),
    ("a budget for one person", "on any one Person in each Contract Year"),
    ("a missed visit that is made is paid", "any other Visit that is made, also a Missed Visit: by its planned length"),
    ("a missed visit without anybody", "a Missed Visit refused or with nobody at home"),
    ("a visit for two that is not made", "a Visit planned for two: for each who came or, in (a) and (b), was to come;"),
    (
        "a review that is never held",
        "It counts so in each period until one is held or care ends, and its Person as rated",
    ),
    ("a rating that has risen and is still low", "or more counts as achieved, however far a lower one has risen."),
    (
        "a baseline that comes late",
        "If that year gives no value, that of the next takes its place, no Target applies to the next",
    ),
    (
        "when care may be handed back",
        "only where changed needs are more than it can meet, or somebody would not be safe",
    ),
    ("too few workers end no care", "(not for want of Care Workers)"),
    ("whose first value", "the first one known of that Provider."),
    ("one share of the trained", "in a reablement approach by 31 March 2028 and from then on."),
    ("visits of this provider in Welsh", "more than half of their Visits by this Provider since the choice"),
    ("two questions on who comes", "by another question than M4’s, that 58% of people"),
    ("who comes at night", "until morning. Providers may share it."),
    ("when they are counted", "Shares of Care Workers are counted by heads on the last day of each quarter"),
]


@pytest.mark.parametrize(("about", "words"), FRAMEWORK, ids=[about for about, _ in FRAMEWORK])
def test_a_framework_in_wales_says(about: str, words: str) -> None:
    assert words in text_of("care-planning")


UNASKED = [
    ("  call_off_months: 12", "at the latest 12 months after"),
    ("  hand_back_days: 28", "may end care for one Person"),
    ("    values_working_days: 10", "collect itself at least"),
]


@pytest.mark.parametrize(("line", "words"), UNASKED)
def test_a_time_that_nobody_gave_is_not_printed(line: str, words: str, tmp_path: Path) -> None:
    assert words in text_of("care-planning")
    assert words not in without(tmp_path, "care-planning", line)


def test_who_passes_has_the_usual_times_where_no_others_are_named(tmp_path: Path) -> None:
    both = ("    transfer_information_working_days: 20", "    transfer_weeks: 12")
    text = without(tmp_path, "care-planning", *both)
    assert "accepted and started on that day. " in text
    assert "For such a Person" not in text
    assert "For such a Person, the Council will send" in without(tmp_path, "care-planning", both[1])
    assert "For such a Person, the time in clause 4.16" in without(tmp_path, "care-planning", both[0])


def test_extra_hours_that_cannot_be_declined_are_a_reserve(tmp_path: Path) -> None:
    text = changed(tmp_path, "care-planning", "declinable: true", "declinable: false")
    assert "They come as Referrals, to which clause 6.7 does not apply." in text


@pytest.mark.parametrize(
    ("sample", "words"),
    [
        ("reward", "at no more than £28.90 an hour, which changes as the price does;"),
        ("care-planning", "never more than they cost the"),
    ],
)
def test_a_person_can_check_a_charge(sample: str, words: str) -> None:
    assert words in text_of(sample)
