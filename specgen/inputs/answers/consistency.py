"""Check that answers agree with each other: totals, gaps, order and time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from specgen.formats.yamlfile.lookup import Row, group_at, number_at, rows_at
from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.inputs.answers.agreement.gain_checks import gain_faults
from specgen.inputs.answers.agreement.intervals import HOW_OFTEN, TIMES_A_YEAR, on_results
from specgen.inputs.answers.agreement.price_checks import area_shares, price_faults
from specgen.inputs.answers.agreement.totals import Faults, plain, shares_not_all
from specgen.inputs.answers.answers import Answers
from specgen.inputs.answers.not_printed import is_asked, unprinted
from specgen.inputs.answers.written_form import form_problems
from specgen.inputs.answers.yaml_traps import trap_problems
from specgen.inputs.models.model import Model
from specgen.problems import Fault, Problem

__all__ = ["consistent", "foreign"]

STAGES = ("discussion", "improvement_plan", "no_referrals", "payment", "step_in", "termination")


def consistent(answers: Answers, model: Model) -> Iterator[Problem]:
    """Yield an error for each answer that contradicts another one; what is not answered contradicts nothing.

    What no part of the document has room for is a warning.
    """
    values = {
        section.at[0]: answers.values.get(section.at[0])
        for section in model.sections
        if section.at and is_asked(section.when, answers.values)
    }
    for check in (
        price_faults,
        area_shares,
        gain_faults,
        _balance,
        _failure,
        _shares,
        _proportions,
        _capacity,
        _extension,
    ):
        for path, fault in check(values):
            if path not in answers.awaited:
                yield fault.at(answers.yaml.place_of(path, at_key=fault.rule == "total"))
    yield from _unrewarded(answers, model)
    yield from unprinted(answers, model)
    yield from form_problems(answers, model)
    yield from trap_problems(answers.yaml)


def _extension(values: Row) -> Faults:
    """The periods of the extension add up to the longest extension."""
    contract = group_at(values, "contract")
    months = [number_at(row, "months") for row in rows_at(contract, "extension_periods")]
    given, total = number_at(contract, "extension_months"), sum((one for one in months if one), Decimal())
    if months and None not in months and given is not None and total != given:
        message = f"is {plain(given)}, and the periods of the extension add up to {plain(total)}"
        yield (
            ("contract", "extension_months"),
            Fault(message, f"write {plain(total)}, or change the periods", "total"),
        )


def foreign(answers: Answers, framework: Mapping[str, object]) -> Iterator[Problem]:
    """Yield a warning for an outcome framework of the other country than the one whose law applies."""
    country = framework.get("country")
    chosen = group_at(answers.values, "document").get("jurisdiction")
    if country and chosen and country != chosen:
        countries = f"{str(country).title()}, and the law of {str(chosen).title()} applies"
        fault = Fault(f"{framework.get('title')} is of {countries}", "choose a framework of that country", "country")
        yield fault.at(answers.yaml.place_of(("outcomes", "framework")), "warning")


def _unrewarded(answers: Answers, model: Model) -> Iterator[Problem]:
    """Yield a warning where a model that pays for results is given a price that pays for none."""
    elements = rows_at(group_at(answers.values, "payment"), "elements")
    asked = next((section for section in model.sections if section.at == ("payment",)), None)
    if asked is None or not is_asked(asked.when, answers.values) or not elements:
        return
    if all(element.get("basis") and not on_results(element["basis"]) for element in elements):
        message = "no part of the price depends on results, which is what this model is for"
        fault = Fault(message, "add an element that is paid for outcomes", "reward")
        yield fault.at(answers.yaml.place_of(("payment", "elements")), "warning")


def _failure(values: Row) -> Faults:
    """The steps for one measure get no milder, give it time to show a change, and name what is read on it."""
    worst: dict[object, int] = {}
    frequencies = {row.get("id"): str(row.get("frequency")) for row in rows_at(values, "measures")}
    for index, row in enumerate(rows_at(group_at(values, "failure"), "service")):
        path: ValuePath = ("failure", "service", index)
        measure = row.get("measure")
        if "threshold" in row and measure is None:
            message = "has a threshold, and no measure to read it on"
            yield (*path, "threshold"), Fault(message, "add measure: and the number of a measure", "trigger")
        before = worst.get(measure, 0)
        stage = STAGES.index(str(row["stage"])) if row.get("stage") in STAGES else before
        if stage < before:
            message = f"{row['stage']} stands after {STAGES[before]}, which goes further, for the same measure"
            remedy = f"put the rows of a measure in this order: {', '.join(STAGES)}"
            yield (*path, "stage"), Fault(message, remedy, "stage")
        worst[measure] = max(before, stage)
        yield from _time_to_improve(row, frequencies.get(measure, ""), path)
        yield from _way_out(row, path)


def _time_to_improve(row: Row, taken: str, path: ValuePath) -> Faults:
    days, least = number_at(row, "days"), 365 // TIMES_A_YEAR.get(taken, 365)
    if days is not None and days < least:
        message = f"{plain(days)} days are over before {row['measure']}, taken {HOW_OFTEN[taken]}, can show a change"
        yield (*path, "days"), Fault(message, f"write {least} or more", "interval")


def _way_out(row: Row, path: ValuePath) -> Faults:
    ends, threshold, comparator = number_at(row, "exit_value"), number_at(row, "threshold"), row.get("comparator")
    if ends is None or threshold is None:
        return
    if (comparator == "below" and ends < threshold) or (comparator == "above" and ends > threshold):
        message = f"the step ends at {plain(ends)}, which is still {comparator} {plain(threshold)}, where it starts"
        yield (*path, "exit_value"), Fault(message, "end it at its threshold, or at a better value", "exit")


def _shares(values: Row) -> Faults:
    """The parts of a result come to 100 percent."""
    for index, row in enumerate(rows_at(values, "causal_pathways")):
        path: ValuePath = ("causal_pathways", index)
        shares = [number_at(row, "provider_percent"), number_at(row, "other_percent")]
        shares += [number_at(agency, "percent") for agency in rows_at(row, "agencies")]
        if None not in shares:
            yield from shares_not_all((*path, "provider_percent"), "the shares of the result", shares)


def _proportions(values: Row) -> Faults:
    """An outcome of a population is a proportion of people."""
    units = {row.get("id"): row.get("unit", "percent") for row in rows_at(values, "measures")}
    for index, row in enumerate(rows_at(values, "population_outcomes")):
        unit = units.get(row.get("measure"), "percent")
        if unit != "percent":
            message = f"{row['measure']} is counted as {unit}, and a population outcome is a proportion of people"
            yield ("population_outcomes", index, "measure"), Fault(message, "name a measure with unit: percent", "unit")


def _balance(values: Row) -> Faults:
    """A measure is balanced by another one: by itself it would be good news of its own bad news."""
    for at, name in (("measures", "id"), ("population_outcomes", "measure")):
        for index, row in enumerate(rows_at(values, at)):
            if row.get(name) is not None and row.get("balanced_by") == row[name]:
                message = f"{row[name]} cannot balance itself"
                yield (at, index, "balanced_by"), Fault(message, "name another measure", "balance", "warning")


def _capacity(values: Row) -> Faults:
    """The duty to accept everyone goes at least as far as the numbers that are expected."""
    population = group_at(values, "population")
    for name, column in (("people", "users_a_year"), ("hours_per_week", "hours_per_week")):
        limit = number_at(group_at(population, "limit"), name)
        expected = [number_at(area, column) for area in rows_at(population, "areas")]
        total = sum((number for number in expected if number is not None), Decimal(0))
        if limit is not None and None not in expected and limit < total:
            message = f"the limit of {plain(limit)} is below the {plain(total)} expected in all areas"
            yield ("population", "limit", name), Fault(message, f"write {plain(total)} or more", "limit")
