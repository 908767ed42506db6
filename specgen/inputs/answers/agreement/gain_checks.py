"""Check that what is said of gains fits together."""

from __future__ import annotations

from decimal import Decimal

from specgen.formats.yamlfile.lookup import Row, group_at, number_at, rows_at
from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.inputs.answers.agreement.totals import Faults, plain, shares_not_all
from specgen.problems import Fault

__all__ = ["gain_faults"]


def gain_faults(values: Row) -> Faults:
    """Yield what is said of a gain and contradicts the rest that is said of it."""
    gaining = group_at(values, "gain_sharing")
    yield from _shares(gaining)
    yield from _taper(gaining)
    yield from _example(gaining)


def _shares(gaining: Row) -> Faults:
    shares = [number_at(gaining, name) for name in ("provider_percent", "commissioner_percent")]
    if gaining.get("used") and None not in shares:
        rest = number_at(group_at(gaining, "reinvestment"), "percent")
        yield from shares_not_all(
            ("gain_sharing", "provider_percent"), "the shares of a gain", [*shares, rest or Decimal(0)]
        )


def _taper(gaining: Row) -> Faults:
    """The steps of the provider's share follow each other within the time, and leave room for what is reinvested."""
    reinvested = number_at(group_at(gaining, "reinvestment"), "percent") or Decimal(0)
    weeks, before = number_at(gaining, "duration_weeks"), Decimal(1)
    for index, step in enumerate(rows_at(gaining, "taper")):
        path: ValuePath = ("gain_sharing", "taper", index)
        first, percent = number_at(step, "from_week"), number_at(step, "provider_percent")
        if first is not None and first <= before:
            message = f"starts in week {first}, and the step before it in week {before}"
            yield (*path, "from_week"), Fault(message, f"write {before + 1} or a later week", "taper")
        elif first is not None and weeks is not None and first > weeks:
            message = f"starts in week {first}, and a gain is shared for {weeks} weeks"
            yield (*path, "from_week"), Fault(message, f"write {weeks} or an earlier week", "taper")
        if percent is not None and percent + reinvested > 100:
            message = f"leaves no room for the {plain(reinvested)} percent that are reinvested"
            yield (
                (*path, "provider_percent"),
                Fault(message, f"write {plain(100 - reinvested)} or less", "taper"),
            )
        before = before if first is None else max(first, before)


def _example(gaining: Row) -> Faults:
    """The package of the example gets smaller, by enough hours for a gain."""
    example, path = group_at(gaining, "example"), ("gain_sharing", "example", "hours_after")
    before, after = number_at(example, "hours_before"), number_at(example, "hours_after")
    least = number_at(group_at(gaining, "trigger"), "reduction_hours")
    if before is None or after is None:
        return
    if after >= before:
        message = f"{plain(after)} hours are not fewer than {plain(before)}"
        yield path, Fault(message, "show a package that got smaller", "example")
    elif least is not None and before - after < least:
        message = (
            f"is {plain(before - after)} less than hours_before, and a gain asks for {plain(least)} (reduction_hours)"
        )
        yield path, Fault(message, f"show a package that fell by {plain(least)} hours or more", "example")
