"""What the drafts of reward and population say, and no longer say, for the answers given and for other ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from specgen import generate as spine
from specgen.formats.word.text import word_text
from tests.judges.policy import ROOT

DAY = date(2026, 11, 16)
REWARD, POPULATION = "reward", "population"
Changes = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Case:
    about: str
    sample: str
    changes: Changes = ()
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


LATER = "  before_start: first_element\n"
CASES = [
    Case(
        "the expected price is defined, and each element has its formula",
        REWARD,
        says=(
            "The expected price of a Contract Year is £8,486,400, excluding VAT, as it stands on the first day",
            "Hours of Visits by their actual length, with the hours that section 14 adds, × £28.90 an hour",
            "Price of the period × 6% × share paid for M1",
        ),
        never=("As offered", "As above", "Expected price ×"),
    ),
    Case(
        "what depends on results follows the hours that are paid, in each period",
        REWARD,
        says=(
            "The price of a period is what P1 comes to, unrounded, for its Visits, divided by 85%.",
            "Of the expected price, 15% depends on results once all elements are paid.",
            "With the hours expected, the Provider can lose at most £1,272,960.00 of it in a Contract Year, all "
            "Providers "
            "taken together; with other hours, in proportion.",
            "Examples of one payment to all Providers, with the hours expected in equal parts:",
        ),
        never=("whatever the hours",),
    ),
    Case(
        "a block price does not follow the hours, and what depends on results with it does not either",
        POPULATION,
        says=(
            "Expected price × 5% × share paid for M1",
            "Of the expected price, 8% depends on results, whatever the hours, once all elements are paid.",
            "Before year 2, the Commissioners will pay the share of P2 with P1, whatever the hours or results",
        ),
        never=("The price of a period is",),
    ),
    Case(
        "the share of a later element goes with the first one, and follows its hours",
        REWARD,
        says=(
            "Before year 2, the Council will pay the share of P3 with P1, whatever the results: with each payment the "
            "price of its period × 2%.",
        ),
        never=("No element is paid for a time before", "is added to the first element"),
    ),
    Case(
        "the share of a later element is paid in full without a result",
        REWARD,
        ((LATER, "  before_start: paid\n"),),
        says=(
            "Before year 2, the Council will pay the share of P3 in full, without a result: the price of the period "
            "× 2%,",
        ),
        never=("the share of P3 with P1", "No element is paid"),
    ),
    Case(
        "the share of a later element is not paid",
        REWARD,
        ((LATER, "  before_start: not_paid\n"),),
        says=("Before year 2, the share of P3 is not paid.",),
        never=("the share of P3 in full", "the share of P3 with P1"),
    ),
    Case(
        "whose results count, and who answers, when several providers serve",
        REWARD,
        says=(
            "For payment, bands and steps alike, a result counts only People whom the Provider "
            "serves on the day of the rating, of the answer or of "
            "the test or, without such a day, on the last day of the period",
            "Each Provider has its own part of the expected price",
        ),
    ),
    Case(
        "a wrong payment is put right whenever it is found",
        REWARD,
        says=(
            "a wrong payment, or one that a late check shows to be wrong, within 10 Working Days of finding it.",
            "Where none follows, this, and what another clause puts right in the next payment, is paid within 30 days",
        ),
        never=("within 6 months",),
    ),
    Case(
        "what is really at risk is printed, with the limit",
        REWARD,
        (("  cap_percent: 15\n", "  cap_percent: 3\n"),),
        says=(
            "With the hours expected and the limit in clause 17.17, the Provider can lose at most £254,592.00 of it "
            "in a",
            "by more than 3% of the price of that year (clause 15.6), with the hours expected £254,592.00, excluding "
            "VAT",
        ),
    ),
    Case(
        "whether payment needs a change or a kept rating",
        REWARD,
        (("  achievement: either\n", "  achievement: movement\n"),),
        says=("counts as achieved only in the period in which its rating first counts as achieved",),
    ),
    Case(
        "the part of the Provider is judged by the Council in the sample that it checks",
        REWARD,
        (("  contribution: whole\n", "  contribution: main_or_shared\n"),),
        says=("is multiplied by the proportion of the statements checked under clause",),
        never=("as the statement under clause",),
    ),
    Case(
        "results without a target, without people, and of a few",
        REWARD,
        (("    minimum_people: 30\n    tolerance: 1\n", "    minimum_people: 30\n    tolerance: 1.5\n"),),
        says=(
            "There is no result if nobody is counted, if ",
            "if no Target applies to it",
            "Where this would divide by 0, or the result misses its Target by no more than its margin of chance "
            "(clause "
            "C.4), it is 100%.",
            "Margin of chance: 1.5 percentage points.",
            "the Target of the last year before it that has one",
        ),
    ),
    Case(
        "from what the hours fall, and what happens when they rise",
        REWARD,
        says=(
            "from those that stood in it unchanged for the 8 weeks before",
            "A temporary change of hours under section 7 changes no hours in the plan.",
            "When the weekly hours in the plan rise again, the gain is worked out from the week of that day",
            "less the amount by which the weekly charge of the Person falls",
            "Fewer hours are not themselves a Personal Outcome",
            "A gain for which all tests are met while the last known result of M3 for the Provider is worse than "
            "its Baseline "
            "does not arise, then or later.",
        ),
        never=("rise to the earlier level",),
    ),
    Case(
        "one ladder for each measure, with time to improve and a way out that can be measured",
        REWARD,
        says=(
            "The steps for one Measure do not depend on those for another.",
            "They do not end before the next result is known or, with too few people, its period is "
            "over: the first that counts no rating, answer, Visit or test from before that day.",
            "Where several rows of one Measure apply, only the last of them counts.",
            "M1 is at 52% or more",
            "M4 is at 11.5 or less",
            "takes effect only with the agreement of the Council",
            "A rating that stays achieved is no reason for a step.",
            "A missed Target is not in itself a breach of the Contract.",
        ),
        never=("Causes agreed in writing", "decides to hand back"),
    ),
    Case(
        "a step that ends the contract goes with the clause that allows it",
        REWARD,
        (("      stage: step_in\n", "      stage: termination\n"),),
        says=(
            "may take a step that ends the Contract only as Clauses 39 and 41 of the Conditions of Contract allows.",
        ),
        never=("adds no grounds",),
    ),
    Case(
        "without such a step no grounds are added",
        REWARD,
        says=("This Specification adds no grounds for them.",),
        never=("may take a step that ends the Contract",),
    ),
    Case(
        "one statement at a sample of reviews, and what it adds up to",
        REWARD,
        says=("at 20% of the Reviews in each Contract Year", "about 384 statements a year"),
    ),
    Case(
        "one statement at each review, and what it adds up to",
        REWARD,
        (("  coverage: sample\n  coverage_percent: 20\n", "  coverage: review\n"),),
        says=("once at each Review, for all Personal Outcomes together", "about 1,920 statements a year"),
    ),
    Case(
        "a statement for each outcome, and what it adds up to",
        REWARD,
        (("  coverage: sample\n  coverage_percent: 20\n", "  coverage: each\n"),),
        says=("for each Personal Outcome at each Review", "up to 7,680 statements a year"),
    ),
    Case(
        "what is paid for stands in one place",
        REWARD,
        says=(
            "What is paid for and what is not",
            "in the price, not paid for in addition: travel to, between and during Visits",
            "calls at night, about 45 a month",
            "50% of its planned length",
        ),
    ),
    Case(
        "the service result of Personal Outcomes is a Measure with number, baseline and target",
        REWARD,
        says=("Measure M1 in Schedule C shows the result of the Personal Outcomes.",),
    ),
    Case(
        "less service brings the protections of the Person with it, also where gains are not shared",
        POPULATION,
        says=(
            "only if these tests are met as well: the Person agrees to it,",
            "one in ten of the others with fewer hours or none and of those whose weekly hours fell in the",
            "the Person agrees to it, and may ask for the earlier hours again at any time;",
            "A temporary change under section 11 is not counted.",
            "M4 balances M1: it shows whether People have enough help",
        ),
    ),
    Case(
        "what presupposes statements and ratings of single people is not printed for cohorts",
        POPULATION,
        never=(
            "the statement under clause",
            "does not wish to set, rate or review",
            "counts as achieved in each period",
            "is multiplied by the mean",
            "is multiplied by the proportion",
        ),
    ),
    Case(
        "no result is promised absolutely",
        POPULATION,
        says=("The Provider shall support People towards the Targets of these Population Outcomes",),
        never=("shall reach the proportions",),
    ),
    Case(
        "boards are defined, all providers answer together, and a successor takes a body's place",
        POPULATION,
        says=(
            "the Joint Board means one director of each of the three bodies",
            "the Alliance Board means the members of the alliance",
            "each duty binds all of them jointly and severally",
            "that body takes its place in this Specification",
        ),
    ),
    Case(
        "a number that nobody gave is an open point with the usual number as a suggestion",
        POPULATION,
        (
            ("  smallest_published: 10\n", ""),
            ("    warn_percent: 95\n", ""),
            ("  notice_working_days: 10\n", ""),
            ("  name_cause_working_days: 15\n", ""),
            ("  check_working_days: 20\n  proposal_working_days: 20\n", "  check_working_days: 20\n"),
        ),
        says=(
            "[To complete: Smallest group that is published; suggested: 10 people]",
            "[To complete: Warning before the limit; suggested: 95 percent]",
            "[To complete: Time to give notice of a step; suggested: 10 working days]",
            "[To complete: Time to name a cause; suggested: 15 working days]",
            "[To complete: Time to answer a proposal; suggested: 20 working days]",
        ),
        never=("fewer than 10 people", "95% of either limit"),
    ),
    Case(
        "a limit that cannot be reached is not printed as a protection",
        REWARD,
        says=(
            "The Provider can lose all that depends on results (clause 15.",
            "the limit of 15% of the price of the year gives nothing back. It does not cover care not given.",
        ),
        never=("With the limit in clause", "will pay what is beyond that limit"),
    ),
    Case(
        "a limit below what is at risk is printed with what it gives back",
        REWARD,
        (("  cap_percent: 15\n", "  cap_percent: 10\n"),),
        says=("and the limit in clause 17.17, the Provider", "the Council will pay what is beyond that limit"),
        never=("can lose all that depends on results",),
    ),
    Case(
        "nobody loses by the first periods, and no step follows them",
        REWARD,
        says=(
            "A payment for a result that is not yearly is made in full for the first 2 periods of the Contract; the "
            "results of these count for no step in section 11 or 17.",
        ),
    ),
    Case(
        "without an answer results count from the first period",
        REWARD,
        (("  settling_periods: 2\n", ""),),
        never=("made in full for the first",),
    ),
    Case(
        "too few answers pay no more than a result did",
        REWARD,
        says=(
            "at the share paid for the last result of that element in an earlier period or, before there is one, in",
        ),
    ),
    Case(
        "what goes before the scale is named whole",
        REWARD,
        says=("Only the margin of chance in clause 15.18 and clauses 15.16, 15.28, 17.12 and 17.13 go before it.",),
    ),
    Case(
        "a last rating counts although care has ended, and a kept outcome leaves the list",
        REWARD,
        says=(
            "A last rating when care ends (clause 10.10) counts too.",
            "shall ask for a last rating within 10 days of the last Visit",
            "After 4 Reviews in a row rated as achieved, it is rated only if the Person wishes.",
            "If at least five of those asked, and more than one in ten of them, do not share their rating, the Council",
        ),
    ),
    Case(
        "nobody is made to take over the care of another lot, or judged by it",
        REWARD,
        says=("Another Provider takes Referrals or care only if it agrees, and those do not count for it.",),
        never=("and no more.",),
    ),
    Case(
        "what a bidder has to know is named with its place",
        REWARD,
        says=(
            "Organisations that bid as a group are one Provider.",
            "may have part of the Service given by another organisation only as Clause 12 of the",
            "Which care, and which staff by law, may pass to a Provider is shown in the Invitation to Tender, Part 4",
            "health-related tasks: as clause 6.6 says, beside the time of the Visit;",
            "nobody is at home or it is refused,",
            "a Visit cancelled earlier or by the Provider, after a death of which the Provider knew, or only counted "
            "as refused under section 9 while nobody came, and a Missed Visit refused or with nobody at home: nothing;",
        ),
    ),
    Case(
        "a block price has all care in it, and falls with the hours that are not given",
        POPULATION,
        says=(
            "at night, on weekends or bank holidays, by two Care Workers or when a Carer cannot care.",
            "will pay only this in addition:",
            "less than 98% of the hours in the plans of People for it, the payment of P1 is multiplied by that "
            "percentage and divided by 98%.",
            "A Visit that is made counts with its planned length or, if the Care Worker leaves early and not as the "
            "Person wishes, with its actual one.",
            "These count as given too: Visits that the Person cancels or refuses, or where nobody is at home; Visits",
            "The hours in a plan are, for clause 5.12 too, what the Referral, as last changed, asks for and what "
            "clauses 12.7, "
            "13.13 and 13.16 add.",
            "because the Provider has no Care Worker free stay in the plan and do not count as given.",
            "Hours of a person rightly declined, and those beyond a limit in clause 5.12, are in no plan.",
        ),
        never=("pay for it at the price of other Visits", "for each of them;"),
    ),
    Case(
        "several providers together name one who claims; a step takes only the area that the result names",
        POPULATION,
        says=(
            "they shall name to the Commissioners one of them who claims, reports and is paid for all",
            "Areas are named whole, each only if its own value of the Measure is as the row says or has not "
            "reached that which ends a step not put right in time.",
            "A Provider is named to give care only if it agrees; it then shall.",
            "The step ends for an area when its own value reaches the last column.",
        ),
    ),
    Case(
        "a late start that was reported is no breach, and no ground to decline",
        POPULATION,
        says=(
            "A late start that it reported so is no breach if care starts as soon as such a Care Worker is free;",
            "is not a ground to decline",
        ),
        never=("To decline so",),
    ),
    Case(
        "a balancing measure stops a payment only beyond its margin of chance",
        POPULATION,
        says=(
            "is worse than its Baseline by more than its margin of chance.",
            "Margin of chance: 3 percentage points.",
        ),
    ),
    Case(
        "a block contract that is paid by the hour guarantees no hours",
        REWARD,
        (
            (
                '  form: {other: "a contract for all Referrals of a lot, which is paid by the hour and guarantees no '
                'hours"}',
                "  form: block",
            ),
        ),
        says=(
            "The block gives the Provider every Referral for its part of the Service, and promises no number of them.",
        ),
    ),
    Case(
        "the Provider is given the evidence that it has to send, and a yearly payment has no neighbour",
        REWARD,
        says=(
            "and will send the evidence that the Provider does not hold within 20 Working Days after the period",
            "A late claim is still paid.",
            "For payment only, in place of clauses 4.23 and C.3, if fewer people are counted",
            "is one person for the smallest number; of two ratings the last counts.",
            "A payment that is made once a year has no such other period",
            "if a body other than the Provider did not collect it",
        ),
    ),
    Case(
        "people are asked whether the ratings that are paid for are theirs",
        REWARD,
        says=(
            "The Council will have at least 10% of the People rated in the period",
            "replaced by the one that they give",
        ),
    ),
    Case(
        "one cause has one effect, and is named after the result is known",
        REWARD,
        says=(
            "If it happened to all, and without it the result would have been its Target or better, it has no "
            "band and no "
            "step,",
            "If the result would only have been better, the better one that the evidence shows takes its place.",
            "If one happened to some People only and explains the result of any, all to whom it happened are left out, "
            "whatever their result, and, despite section 13, result and band are worked out again.",
            "shall name the cause and the People to whom it happened, with the evidence, within 15 Working Days of "
            "knowing",
            "whether more likely than not it explains the result.",
        ),
        never=("in its next report after the period", "if one of these causes explains why it was missed"),
    ),
    Case(
        "a plan after poor results needs an answer, and step-in lasts as long as its step",
        REWARD,
        says=(
            "takes effect only with the agreement of the Council",
            "until the step ends and for at most 60 weeks",
            "If too few people are counted for that result, the step ends with its days and counts as put right.",
        ),
    ),
    Case(
        "a Person whose package may fall is told who is paid for it, and a gain that ends early is paid back",
        REWARD,
        says=(
            "the Council will tell the Person, or whoever decides for them, and any Carer or advocate of theirs, which "
            "part of what is saved the Provider and the Council each keep, and that they may refuse the smaller "
            "package.",
            "Where a Person lacks capacity to agree, as the Mental Capacity Act 2005 defines it, whoever may decide "
            "for "
            "them under that Act, and not the Provider, decides in their best interests.",
            "Where nobody agrees or decides so, no gain is counted.",
            "The Provider shall not lower the hours by itself.",
            "since the later of the days of (a) and (b)",
            "no Carer does more because of it than they have agreed to; hours that a Carer takes over are not "
            "counted in",
            "If it ends under clause 16.21 or 16.23 within 8 weeks",
        ),
        never=("has freely offered to",),
    ),
    Case(
        "both sides correct a wrong payment and settle a disagreement",
        POPULATION,
        says=(
            "The Provider shall, and the Commissioners will, tell the other of a wrong payment",
            "The Provider shall, and the Commissioners will, seek to settle a disagreement",
        ),
        never=("A party that finds",),
    ),
    Case(
        "a late start is no ground to decline",
        POPULATION,
        says=(
            "A late start is not a ground to decline.",
            "The duty goes on while others give care under clause",
        ),
    ),
    Case(
        "people without eligible needs have a plan by which they are counted",
        POPULATION,
        says=("for whom a Referral is sent is a Person, with or without Eligible Needs.", "stands in its place."),
    ),
    Case(
        "where everybody has eligible needs no other plan is spoken of",
        POPULATION,
        (("  short_term_help: yes\n", "  short_term_help: no\n"),),
        never=("with or without Eligible Needs",),
    ),
    Case(
        "who is counted can be worked out one way",
        POPULATION,
        says=(
            "No entry before the start of the Contract counts for a result under it.",
            "counts in that period; another entry up to that day is not counted, a later one is.",
            "In Schedule C, for the Baseline too, whoever is not counted here or under clause 20.29 is in "
            "neither number of "
            "the Measure.",
            "Deaths up to the day of the test: not counted.",
            "A stay in hospital on the day of the test changes neither the address, unless the record shows the "
            "hospital, nor the hours that count.",
            "from before that day and, for a Measure in clause 8.4, nobody who entered its Cohort before it.",
            "132 of 410 a year",
            "on the day of the entry and on the day of the test",
        ),
    ),
    Case(
        "the measure that balances less service is worked out for the period of the payment",
        POPULATION,
        says=(
            "A payment for M1 is not made if the result of M4, worked out for the whole period of that payment, is",
            "Without a result of M4 this does not apply. It also balances M2, in the same way.",
            "is that of its row in Table 7. Only clauses",
        ),
    ),
    Case(
        "an area has its share of the price",
        POPULATION,
        says=("Bro Celyn North 32%; Bro Celyn South 27%; Mynydd Gwyn 41%.",),
    ),
    Case(
        "a payment is claimed in time, and a claim may wait for its evidence",
        REWARD,
        says=("within 20 Working Days of the end of its period or, if later, of having it.",),
    ),
    Case(
        "half of a step up to the Target is within the margin of chance",
        REWARD,
        says=("Margin of chance: 1 percentage point.",),
    ),
    Case(
        "who answered what in a survey is known to nobody who is paid by it",
        REWARD,
        says=(
            "The Council will have whoever collects answers in place of the Provider keep the key "
            "to who gave which and "
            "give it to nobody,",
            "so that nobody can tell who answered.",
        ),
    ),
    Case(
        "hours in a plan count only while care is due",
        POPULATION,
        says=(
            "but not before a move home, nor in a stay in hospital after the days in clause 11.9.",
            "Hours above a plan do not count. Hours that others give",
        ),
    ),
    Case(
        "care goes back after a step-in, and somebody owes its continuity",
        REWARD,
        says=(
            "for at most 60 weeks; then it goes back to the Provider.",
            "or the one that they have. The Provider shall, and the Council will, see to it.",
            "a disagreement about a Target, a result,",
        ),
    ),
    Case(
        "people are told what the care organisation is paid for",
        REWARD,
        says=(
            "Part of what the care organisation is paid depends on results. You owe nobody a kind answer, and need not "
            "agree to less help.",
        ),
    ),
    Case(
        "a gain ends when care ends, and its limit is that of all Providers",
        REWARD,
        says=(
            "A gain also ends when the Person no longer receives the Service,",
            "at present £127,296.00 for all Providers together.",
        ),
    ),
    Case(
        "a Baseline that comes late has no Target before it",
        REWARD,
        says=("in the first Contract Year, nor later until its Baseline is recorded.",),
    ),
    Case(
        "fewer hours of any Person are asked about, and what follows from a no",
        POPULATION,
        says=(
            "Who fails one did not pass; who has neither record nor answer is in neither number.",
            "A Person who lives or stays in a care home on the day of the test does not pass.",
            "those for direct payments included",
            "was counted in the same records, with the same people left out and by the same tests,",
            "After a no, the Commissioners will look at the plan again.",
            "Before fewer hours begin or help ends, the Commissioners will tell the Person",
        ),
    ),
    Case(
        "a refusal has its time, and a wrong one its end",
        POPULATION,
        says=("will decide whether it is right within 24 hours of receiving it; until then it stands,",),
    ),
    Case(
        "the tests that protect a Person are for the Measure of less service alone",
        POPULATION,
        says=(
            "Clauses 8.11 to 8.17 are for M1 only; for any other Measure clause 8.4 alone decides who passes.",
            "is paid for such results, and may gain from fewer hours, and that they may refuse",
            "whom the Provider does not pay; else fewer hours do not count.",
        ),
    ),
    Case(
        "one count serves Targets, payments and steps",
        POPULATION,
        says=("Every later value, whatever it is used for, is counted once, as this whole section says.",),
        never=("To compare it with that Baseline",),
    ),
    Case(
        "an answer counts above the line and below it, or in neither",
        POPULATION,
        says=(
            "Counted: People in the Cohorts of M1 and M2 who, asked whether they have enough help now or not enough, "
            "say “enough”; among: all in these Cohorts who answer.",
            "on the day of the test or in the 10 Working Days after it, no later, and counted in the period of the",
        ),
    ),
    Case(
        "the index moves the price from a stated period, and a yearly payment from a stated year",
        POPULATION,
        says=(
            "is £30,500,000, excluding VAT, before the changes under clause",
            "A payment made more than once a year follows a change from the first period that begins on or after that "
            "day; a yearly one, and the limit in clause 22.16, follow the price on the first day of the Contract Year.",
        ),
        never=("as it stands on the first day of that year",),
    ),
    Case(
        "the index moves a price by the hour as before",
        REWARD,
        never=("A payment made more than once a year follows a change",),
    ),
    Case(
        "a part of a year has its sum",
        POPULATION,
        says=("Each amount, number and limit for the whole of either is multiplied by its days and divided by those",),
    ),
    Case(
        "clauses that go before the scale have an order, and nobody gains by not collecting",
        POPULATION,
        says=(
            "They apply in this order: clauses 22.11 and 22.12, then 8.18, then 20.25 or 20.24.",
            "Only clauses 8.18, 20.24, 20.25, 22.11 and 22.12 go before it.",
            "But for clause 20.25, the payment for that period is then made at the share paid for the last result",
            "the value at which it stops a payment takes the place of its Target in clause 22.12.",
            "The last share under clause 20.24 is the one before clause 8.18.",
            "Where the Commissioners did not collect a result, the payment is made in full.",
        ),
    ),
    Case(
        "the limit of what can be lost is one for results",
        POPULATION,
        says=(
            "can lose at most £2,440,000.00 by results in a Contract Year",
            "at the expected price above, hours and wrong payments apart.",
        ),
        never=("£2,440,000.00 of it",),
    ),
    Case(
        "a reason to decline may come later, and care goes on for those who leave the group",
        POPULATION,
        says=(
            "If a reason can be known only later, the time to give it runs from the moment at which the Provider "
            "learns "
            "of it.",
            "may stop Visits until the decision, and shall see to it that the Person is safe.",
            "and the Provider shall go on with the care, within the price, until they give it.",
        ),
    ),
    Case(
        "a limit counts each person once, and hours in any week",
        POPULATION,
        says=("3,600 people who receive care in a Contract Year, each counted once, and 18,000 hours in their plans",),
    ),
    Case(
        "a move within the areas or to a care home anywhere is counted one way",
        POPULATION,
        says=(
            "have moved out of all areas in Table 1",
            "live out of all areas in Table 1 (other than in a care home)",
            "have moved out of all areas in Table 1 (other than to a care home) or buy",
            "receive end of life care or have moved out of all areas in Table 1 (other than to a care home).",
            "A move to a care home counts, whoever decides it and wherever it is, unless clause 20.29 leaves the "
            "Person "
            "out;",
            "For an area, people count where they lived on entry.",
            "the address in the GP register, as known 20 days later, or else in the care record",
        ),
    ),
    Case(
        "a Referral for a move home has its own way",
        POPULATION,
        says=(
            "For M3 a Referral is sent before the steps in clause 12.1; the Commissioners will finish these before the "
            "move and name its day as the one by whose end care is to start.",
        ),
    ),
    Case(
        "the Provider sees whom a result counts, so far as the law allows",
        POPULATION,
        says=("so far as those rules allow, the list of those counted with entry, test and outcome.",),
    ),
    Case(
        "a view of how activity leads to results adds no duty",
        POPULATION,
        says=("not “caused”, decides no payment and adds no duty.",),
    ),
    Case(
        "a step-in says whose care is taken over, by whom, and who answers for it",
        POPULATION,
        says=(
            "The notice goes to the Provider that is named under clause 3.10.",
            "the first day, the Provider whose care is taken over and the one that shall give it from that day;",
            "does not answer for the care that another gives in its place.",
        ),
    ),
    Case(
        "ratings that decide nothing bring no sentence on steps, and are reported by Outcome",
        POPULATION,
        says=("how many were rated for each Outcome, and how many as achieved.",),
        never=("A rating that stays achieved is no reason for a step.",),
    ),
    Case(
        "care in Welsh is offered on the first page, and what was not given is reported",
        POPULATION,
        says=(
            "You are offered help in Welsh without asking.",
            "It shall say in each report how many Visits were not, with the main reasons.",
        ),
    ),
    Case(
        "a later step follows one that was not put right, but Step-in only its own row",
        REWARD,
        says=(
            "If a step is not put right within its days, the Council may, by notice within 10 Working Days of "
            "their end, "
            "take the next step for that Measure although the results are not as its row says, but not one that "
            "the latest result would end. Step-in is taken only if they are.",
            "A result is known when its period is over, one party has told the other its value, and any check of it "
            "in Table 11 is over.",
            "A period without a result neither adds to a row nor breaks it. A step that runs is not given anew.",
        ),
        never=("may take a later step",),
    ),
    Case(
        "a cause that is not decided in time counts, and no care moves before it is decided",
        REWARD,
        says=(
            "Without a decision in that time it does.",
            "a step for that result ends.",
            "Until the time in clause 17.14 is over and a cause that was named is decided, no step begins by which "
            "Referrals or care go to others.",
            "the step is taken all the same; for the result clauses 17.12 to 17.15 apply.",
        ),
    ),
    Case(
        "a Visit is paid if somebody came before it was missed, and what only counts as refused is not",
        REWARD,
        says=(
            "a Visit for which a Care Worker comes before it is a Missed Visit, and nobody is at home or it is "
            "refused,",
            "or in the days of clause 7.9 after it, once the Provider knew: 50% of its planned length, not (b);",
            "a Visit planned for two: for each who came or, in (a) and (b), was to come;",
            "interpreters, and translation into a language other than English: paid by the Council on the invoice, if "
            "the cost was agreed before;",
        ),
        never=("comes in time",),
    ),
    Case(
        "which minutes above the weekly hours are paid",
        REWARD,
        says=(
            "Minutes above the weekly hours of a Person count only under section 7, under clauses 8.7, 9.12, "
            "9.13, 9.16 "
            "and 16.16 (until the Council has answered, where it has to, and then as it answered), or in an emergency "
            "reported on the next Working Day.",
        ),
    ),
    Case(
        "what a check of ratings asks, and which rating it leaves alone",
        REWARD,
        says=(
            "They are asked about the rating that was given, not about how things are now.",
            "A rating that the Council decided under clause 10.7 is not asked about and stands.",
        ),
    ),
    Case(
        "a Review that was not held counts, and a payment is lost only for want of a result",
        REWARD,
        says=(
            "A Personal Outcome due for a rating in a period, without one because no Review was held or the Provider "
            "did not ask for it, counts as rated and not achieved, unless a clause lets it go without. It counts so in "
            "each period until one is held",
            "When a Person drops or changes a Personal Outcome, or chooses another to be rated, the old one is rated a "
            "last time at that Review, which counts. New words make a new one.",
            "It is not made if there is no result because the Provider did not collect what it has to collect.",
        ),
    ),
    Case(
        "a first rating is the start, and counts for no result",
        REWARD,
        says=(
            "that is its rating at the start and the one before its first Review.",
            "counts once, with its last rating; its first rating of all does not count.",
            "if the Person is willing.",
            "and is not in breach if nobody else comes. What it then agrees with the Person counts.",
            "At a Review the Person and the Provider alone agree a new one.",
        ),
    ),
    Case(
        "a yearly Baseline is one value, and one that comes late has no Target in its year",
        REWARD,
        says=(
            "by 29 September 2028: its value for the Service as a whole in the first Contract Year, as then known.",
            "A Baseline recorded later counts from then. If that year gives no value, that of the next takes its "
            "place, no Target applies to the next, and each Target moves a year later.",
        ),
        never=("the mean of its values",),
    ),
    Case(
        "a Baseline of quarterly values is their mean",
        REWARD,
        (
            (
                '    baseline: {status: recorded, value: 11.5, period: March 2026, source: "Rotas of 80 people of all '
                'twelve, counted as here"}\n',
                "    baseline: {status: year_1, due: 2028-10-31, collected_by: commissioner}\n",
            ),
            (
                "    targets: {kind: level, status: agreed, year_1: 10, year_2: 9,",
                "    targets: {kind: level, status: agreed, year_2: 9,",
            ),
            (
                "      start_year: 1\n      evidence: Visit records\n"
                "      verified_by: commissioner\n      working_days: 15",
                "      start_year: 2\n      evidence: Visit records\n"
                "      verified_by: commissioner\n      working_days: 15",
            ),
        ),
        says=(
            "of M4 by 31 October 2028: the mean of its values for the Service as a whole in the "
            "first Contract Year, as then known.",
        ),
    ),
    Case(
        "a Person who asks for the earlier hours has them again, and somebody pays",
        REWARD,
        says=(
            "When the Person asks for the earlier hours, the Provider shall give them again within 24 hours of "
            "being asked "
            "or, without a free Care Worker, the nearest that it can, and tell the Council on the next Working "
            "Day. The "
            "Council will review the plan within 5 Working Days of being told, and pay for these hours until then.",
        ),
    ),
    Case(
        "who has to come to the review of a gain, and how its weeks and limit count",
        REWARD,
        says=(
            "the fall was confirmed at a Review held by the Person, the Council and the Provider;",
            "The Council will hold or attend the review in (b) within 10 days of the Provider’s request.",
            "in one change, the weekly hours in the Care and Support Plan of a Person fell by at least 1.5 hours",
            "from the day on which it arises, not from a Monday,",
            "for all People, for weeks that end in a Contract Year, is at most 1.5%",
            "whether clauses 16.14 to 16.17 were kept. If clause 16.14 or 16.17 was not, there is no gain.",
        ),
    ),
    Case(
        "the review of a gain that the Council holds looks at the last ratings before it",
        REWARD,
        (("    agreed_at: joint_review\n", "    agreed_at: council_review\n"),),
        says=("at that review, or at the last Review before it, a Personal Outcome that serves",),
    ),
    Case(
        "from which day the expected price follows the rates, and what VAT there is",
        REWARD,
        says=(
            "as it stands on the first day of that year after the changes under clause 15.34.",
            "All rates in Table 10 change on 1 April of each year, first in 2028,",
            "All payments here and in section 16 are taken to be exempt from VAT; if it is due, it is added.",
            "The share of an element that is paid by the hour is an estimate: what the hours expected cost.",
        ),
        never=("and the expected price, change",),
    ),
    Case(
        "what the sample answers of the handover, the workers counted and the guaranteed hours",
        REWARD,
        says=(
            "the Council will send what clause 8.5 lists at least 20 Working Days before that day, and the time in "
            "clause 4.15 and that of the first Review is 12 weeks.",
            "without those who only learn or supervise, come on call at night or replace one whom the Person refused",
            "An offer of 16 guaranteed hours a week to each Care Worker",
        ),
    ),
    Case(
        "translation between Welsh and English is in the price",
        POPULATION,
        says=("interpreters, and translation into a language other than Welsh or English (paid by the Commissioners",),
    ),
    Case(
        "a late claim is checked all the same, and the evidence is what can be given",
        POPULATION,
        says=(
            "A late claim is still paid.",
            "What section 8 gives",
        ),
    ),
    Case(
        "whoever steps in has the share of its area, and no area is taken that is not as the row says",
        POPULATION,
        says=(
            "The notice names the areas, the first day,",
            "the Commissioners will tell the People there before it.",
            "Meanwhile whoever gives the care is paid, by days, the area’s share (clause 5.7) of P1, with clause 20.5 "
            "applied to its hours alone, and of P2 and P3 as paid for the Service.",
            "If none is, no Step-in is taken.",
            "A step without a next one, other than Step-in, ends with its days.",
            "whatever their result, and, despite section 18, result and band are worked out again.",
        ),
        never=("the People or the area",),
    ),
    Case(
        "without a step-in every last step ends with its days",
        REWARD,
        (("      stage: step_in\n", "      stage: termination\n"),),
        says=("A step without a next one ends with its days.",),
    ),
    Case(
        "the answers of the sample can be worked out",
        POPULATION,
        says=(
            "whether a step under section 22 is due, and who then gives the care: the Joint Board",
            "in each of the three areas in Table 1 (£75,000 in all)",
            "who has level B1 or above in speech (Common European Framework), by their record.",
            "within 21 days of entry the Provider shall agree a plan",
            "a review within 28 days of entry or, if later, 5 Working Days of having the plan.",
            "because: only 12 had trial days.",
            "shall repay half of P1 for that year, without cuts, × (14,800",
            "Limit: same week, number and length.",
            "the percentage of Carers, all asked at Reviews in the year before, who say they have a break",
            "who count in clause 5.12, but in no Measure.",
            "Limit: 120 new people a Contract Year.",
            "people in rural postcodes (2021 Rural Urban Classification)",
        ),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case.about for case in CASES])
def test_the_draft_says_it(case: Case) -> None:
    text = drafted(case.sample, case.changes)
    assert [words for words in case.says if words not in text] == []
    assert [words for words in case.never if words in text] == []


@pytest.mark.parametrize("sample", [REWARD, POPULATION])
def test_the_expected_price_is_defined_once(sample: str) -> None:
    assert drafted(sample, ()).count("The expected price of a Contract Year is") == 1


@cache
def drafted(sample: str, changes: Changes) -> str:
    """The text of a sample's draft, some of its answers changed."""
    text = (ROOT / "sample_inputs" / f"{sample}.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    with TemporaryDirectory() as folder:
        answers = Path(folder) / f"{sample}.yaml"
        answers.write_text(text, encoding="utf-8")
        made = spine.generate(answers, answers.with_suffix(".docx"), council=None, today=DAY, force=False)
        return word_text(made.path.read_bytes())
