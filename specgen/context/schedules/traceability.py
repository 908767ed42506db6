"""Follow each outcome to its objectives, activities, measures, payment elements and steps at failure.

The schedule is made from the answers alone, so that it cannot disagree with the clauses.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from specgen.formats.yamlfile.lookup import Row, ids_of, rows_at, texts_of


def traceability(values: Row, sections: Collection[str]) -> list[dict[str, object]]:
    """Return a row for each outcome with the ids of what serves it and the marks of its clauses; none as long as
    there are no outcomes or no measures; `sections` are those of the document, by id.
    """
    outcomes, measures = rows_at(values, "outcomes", "list"), rows_at(values, "measures")
    return [_trace(str(row["id"]), values, measures, sections) for row in outcomes if row.get("id")] if measures else []


def _trace(outcome: str, values: Row, measures: Sequence[Row], sections: Collection[str]) -> dict[str, object]:
    counted = [str(row["id"]) for row in measures if row.get("outcome") == outcome and row.get("id")]
    pathways = [row for row in rows_at(values, "attribution", "pathways") if row.get("outcome") == outcome]
    by_pathway = {activity for row in pathways for activity in texts_of(row.get("activities"))}
    serving = [row for row in rows_at(values, "objectives", "list") if outcome in texts_of(row.get("outcomes"))]
    active = [
        row
        for row in rows_at(values, "core_activities", "activities")
        if outcome in texts_of(row.get("outcomes")) or row.get("id") in by_pathway
    ]
    paying = [row for row in rows_at(values, "payment", "elements") if row.get("measure") in counted]
    failing = [row for row in rows_at(values, "failure", "service") if row.get("measure") in counted]
    population = rows_at(values, "population_outcomes")
    marks = (
        ("outcomes.table", True),
        ("population_outcomes.targets", [row for row in population if row.get("measure") in counted]),
        ("objectives.list", serving),
        ("core_activities.activities", active),
        ("causal_pathways.view" if "causal_pathways" in sections else "attribution.pathways", pathways),
        ("payment.elements", paying),
        ("failure.service", failing),
        ("measures", counted),
    )
    return {
        "outcome": outcome,
        "objectives": ids_of(serving),
        "activities": ids_of(active),
        "measures": tuple(counted),
        "payments": ids_of(paying),
        "triggers": ids_of(failing),
        "marks": tuple(mark for mark, there in marks if there),
    }
