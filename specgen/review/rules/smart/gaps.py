"""Find what a specification should say and does not, once others are asked to rely on it.

While it is a draft, what is missing is an open point of it or a section that `generate` names. The rows also tell the
scorecard which of its points are met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from specgen.formats.yamlfile.lookup import text_at
from specgen.review.rules.facts.specification import Specification
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family

if TYPE_CHECKING:
    from specgen.formats.yamlfile.yaml_file import ValuePath
    from specgen.problems import Problem

Path = tuple[str, ...]


class Gap(NamedTuple):
    """Answers that are expected: all of `needs`, or one of `one_of`; `when` says for which specifications."""

    rule: Rule
    needs: tuple[Path, ...] = ()
    one_of: tuple[Path, ...] = ()
    when: Callable[[Specification], bool] | None = None

    def missing(self, spec: Specification) -> list[Path]:
        """Return the answers that are expected and not there."""
        if self.when is not None and not self.when(spec):
            return []
        missing = [path for path in self.needs if _is_asked(spec, path) and spec.lacks(*path)]
        some = [path for path in self.one_of if _is_asked(spec, path)]
        if some and all(spec.lacks(*path) for path in some):
            missing.append(some[0])
        return missing


def _is_asked(spec: Specification, path: Path) -> bool:
    return path[0] in spec.asked or ".".join(path[:2]) in spec.asked


def _gap(id: str, finds: str, better: str, source: str, ideas: str, *needs: str, **more: object) -> Gap:
    """Return a row; its examples take its first answer away from a sample, and leave the sample as it is."""
    paths, some = tuple(tuple(one.split(".")) for one in needs), str(more.get("one_of", "")).split()
    one_of = tuple(tuple(one.split(".")) for one in some)
    sample = str(more.get("sample", "optional-sections"))
    taken = "\n".join(_null(path) for path in dict.fromkeys((*paths[:1], *one_of)))
    issued = "document: {status: consultation}"
    rule = Rule(
        f"GAP-{id}", "note", "open point", finds, better, source,
        Example(str(more.get("fires", f"{issued}\n{taken}")), "overlay", sample),
        Example(str(more.get("silent", issued)), "overlay", sample), tuple(ideas.split()),
    )  # fmt: skip
    when = more.get("when")
    return Gap(rule, paths, one_of, when if callable(when) else None)


def _null(path: Path) -> str:
    return f"{path[0]}: " + "".join(f"{{{name}: " for name in path[1:]) + "null" + "}" * (len(path) - 1)


def _is_joint(spec: Specification) -> bool:
    return len(spec.rows("introduction", "commissioners")) > 1


GAPS: Final = (
    _gap("BACKGROUND", "The introduction lacks its background or its commissioning body.",
         "Say who commissions, and what the service is like today.",
         "source 003, section 2.5: introduction and background", "",
         "introduction.background", "introduction.commissioners"),
    _gap("OBJECTIVES", "There are no objectives or no deliverables.", "Add what has to be done by when.",
         "source 003, section 2.5: clear objectives and deliverables", "A01", "objectives.list",
         "objectives.deliverables",
         fires="document: {status: consultation}\nobjectives: null"),
    _gap("NEED", "The need has no evidence, fewer than three issues, or fewer than four kinds of data.",
         "Say what the need rests on.", "source 003, lines 160 to 173: identify the need, gather the data", "C20",
         "need.evidence", "need.issues", "need.data",
         fires="document: {status: consultation}\nneed: null"),
    _gap("FUTURE", "Nothing is said of future needs or of changes that may be made later.",
         "Say what may grow and what may change, with a limit.", "source 003, section 2.5: think about future needs",
         "C24",
         "future.changes", one_of="future.more scope.change_expected"),
    _gap("STANDARDS", "No quality standard is named.", "Name the standards that apply.",
         "source 003, section 2.5: use appropriate quality standards", "C28", "strategy.standards"),
    _gap("SUSTAINABILITY", "There are no social, environmental or economic outcomes.",
         "Set at least one, best one of each kind.", "source 003, section 2.5: sustainable performance objectives",
         "C22",
         "sustainability.outcomes"),
    _gap("RISKS", "No risks, or no dangers to health and safety, are named.",
         "Name those that market analysis and engagement have shown.",
         "source 003, section 2.5: risks; health and safety",
         "C23", "risks.register", "risks.hazards", sample="reward"),
    _gap("EXCLUSIONS", "Nothing says what is not part of the service, health-related tasks among it.",
         "Say who provides it instead.", "source 003, lines 331 to 333: what is not included", "C07",
         "core_activities.exclusions", "core_activities.health_tasks"),
    _gap("INNOVATION", "There is no room for new forms of help.",
         "Say what the provider may try, and how it is approved.",
         "source 003, lines 334 to 337: scope for innovation", "C08", "core_activities.innovation"),
    _gap("CHANGE", "Nothing says what happens when outcomes change.", "Answer what starts a change, and the times.",
         "source 003, lines 346 to 349: flexibility when outcomes change", "C11", "availability.outcome_change"),
    _gap("RESPONSE", "There are no times for referrals.", "Give the times of each priority.",
         "source 003, lines 341 to 349: availability", "C10", "availability.response"),
    _gap("CONSIDERATIONS", "One of the seven considerations has no answer: basis, satisfaction, adding up, attribution,"
         " other agencies, safeguarding.", "Answer it.", "source 003, lines 260 to 276: seven considerations",
         "C12 C13 C15", "outcomes.basis", "outcomes.satisfaction", "attribution.method", "collaboration.agencies",
         "linkage.quality_and_safeguarding.placement"),
    _gap("CO-PRODUCTION", "Nobody who uses the service is named as having helped to make the specification.",
         "Say who took part, when, and what changed by it.", "source 003, lines 108 to 121: co-production", "C16",
         "introduction.developed_with"),
    _gap("PROCESS", "The parties, ground rules or meetings of the change are missing.",
         "Name them, or leave the whole section out.", "source 000, lines 10 to 29: parties, ground rules, timetable",
         "C17 C18", "development.parties", "development.ground_rules", "development.meetings",
         when=lambda spec: "development" in spec.values, sample="population"),
    _gap("DESIGN", "The section on development has no map of the present service, or no other models.",
         "Say what the map showed and what others do.", "source 002, lines 26 to 29: map, learn, design together",
         "C19",
         "development.process_map", "development.models_reviewed",
         when=lambda spec: "development" in spec.values, sample="population"),
    _gap("AWARD", "Nothing says where the award criteria are.", "Name the document.",
         "source 003, lines 132 to 138: award criteria", "C21", "contract.procurement.award_criteria_location"),
    _gap("JOINT", "Several bodies commission together, and nothing says who decides.",
         "Say who leads, who decides, and how a disagreement is settled.",
         "source 004, lines 19 to 34: joint commissioning",
         "C25", "joint_commissioning.decisions", "joint_commissioning.disagreement",
         when=_is_joint, sample="population"),
    _gap("SMALL-FIRMS", "Nothing is done for small firms or the voluntary sector.", "Say which steps are taken.",
         "source 004, lines 43 to 50: small business and the voluntary sector", "C26", "providers.small_firms",
         "providers.voluntary_sector"),
    _gap("EXIT", "Nothing says what happens at the end: consultation, handover, transition.", "Plan the end.",
         "source 004, lines 41 to 42: decommissioning with consultation and transition", "C27", "transition.exit"),
    _gap("PERFORMANCE", "There are no measures, or no reports of results.", "Add the measures and the reports.",
         "source 003, section 2.5: set performance criteria", "", "monitoring.service.reports", "measures"),
    _gap("POPULATION-COUNT",
         "A population outcome does not say who enters the count, when they are looked at again, who is"
         " left out, or what a death means.", "Answer what is missing of it.",
         "source 003, lines 465 to 477: defined cohorts", "N11",
         "population_outcomes", sample="population",
         fires="document: {status: consultation}\npopulation_outcomes: [{measure: M1, kind: less_service}]"),
    _gap("GAIN", "Gains are shared, and their trigger or their time is missing.", "Answer both.",
         "source 003, lines 420 to 434: sharing of gains", "N05", "gain_sharing.duration_weeks", "gain_sharing.trigger",
         when=lambda spec: spec.value("gain_sharing", "used") is True, sample="reward"),
    _gap("PLACEMENT", "An element of the contract has no place, no reference, or no reason why it is not used.",
         "Say where it is: here, in the conditions, or elsewhere.",
         "source 003, lines 278 to 294: the eleven other elements",
         "C04 C05", "linkage.risk_management.placement"),
    _gap("WORKFORCE", "The terms of the workforce are elsewhere, and nothing is added for the outcomes.",
         "Add the skills that the outcomes need.",
         "source 003, lines 296 to 300: without the workforce the model will not work",
         "C06", "workforce.competences"),
    _gap("AREA", "An area of the outcome framework is neither covered nor said to be left out.",
         "Name it in an outcome, or under outcomes.not_covered with a reason.",
         "source 003, lines 90 to 92: explicit coverage",
         "C14", "outcomes.not_covered"),
)  # fmt: skip
COHORT: Final = ("cohort_entry", "window_days", "status_test", "deaths")

LINK_SATISFACTION = Rule(
    "LINK-SATISFACTION", "error", "contradiction",
    "Satisfaction is said to decide nothing, and a part of the price is paid for it.",
    "Let it count, or pay for another result.",
    "source 003, lines 264 to 265: what satisfaction may decide",
    fires=Example("outcomes: {satisfaction: reported}", "overlay", "reward"),
    silent=Example("outcomes: {satisfaction: counts}", "overlay", "reward"),
    ideas=("C12",),
)  # fmt: skip
POPULATION_KIND = Rule(
    "POPULATION-KIND", "warning", "open point",
    "A population outcome is of another kind than the three of the guidance, and says not why.",
    "Write kind_reason.",
    "source 003, lines 469 to 477: three kinds of population outcome",
    fires=Example("population_outcomes: [{measure: M1, kind: other, cohort_entry: Start}]", "overlay", "population"),
    silent=Example("population_outcomes: [{measure: M1, kind: at_home, cohort_entry: Start}]", "overlay", "population"),
    ideas=("N12",),
)  # fmt: skip


def check_gaps(spec: Specification) -> Iterator[Problem]:
    """Yield what is missing of a document that goes out."""
    if not spec.is_issued:
        return
    for gap in GAPS:
        missing = gap.missing(spec)
        if missing:
            names = " and ".join(".".join(path) for path in missing)
            message = f"{_lower(gap.rule.finds)}: {names} {'are' if len(missing) > 1 else 'is'} not answered"
            yield spec.problem(gap.rule, missing[0], message, _lower(gap.rule.better))
    rules = {gap.rule.id: gap.rule for gap in GAPS}
    for number, row in enumerate(spec.rows("population_outcomes")):
        lacking = [name for name in COHORT if spec.lacks("population_outcomes", number, name)]
        if lacking:
            message = f"the count of {row.get('measure')} has no {' and no '.join(lacking)}"
            yield spec.problem(rules["GAP-POPULATION-COUNT"], ("population_outcomes", number), message, "answer them")
    for name, element in spec.group("linkage").items():
        if isinstance(element, dict) and "placement" in element:
            wanted = {"conditions": "reference", "other_document": "reference", "not_used": "reason"}
            lacks = wanted.get(str(element["placement"]))
            if lacks and not element.get(lacks):
                message = f"is placed in {element['placement']} without a {lacks}"
                yield spec.problem(rules["GAP-PLACEMENT"], ("linkage", name), message, f"write {lacks}")


def check_kinds(spec: Specification) -> Iterator[Problem]:
    """Yield answers on satisfaction and on population outcomes that do not fit what else is said."""
    own = ("outcomes", "satisfaction")
    paid = [number for number, row in enumerate(spec.rows("payment", "elements")) if row.get("basis") == "satisfaction"]
    if paid and spec.value(*own) in ("not_used", "reported"):
        at: ValuePath = ("payment", "elements", paid[0], "basis")
        message = f"is {spec.value(*own)}, and an element of the price is paid for satisfaction ({spec.at(at)})"
        yield spec.problem(LINK_SATISFACTION, own, message, "write counts, or pay for another result", against=(at,))
    for number, row in enumerate(spec.rows("population_outcomes")):
        if row.get("kind") == "other" and not text_at(row, "kind_reason"):
            message = "is of another kind than the three of the guidance, and says not why"
            yield spec.problem(POPULATION_KIND, ("population_outcomes", number, "kind"), message, "write kind_reason")


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


FAMILY = Family(
    "What a specification should say",
    (*(gap.rule for gap in GAPS), LINK_SATISFACTION, POPULATION_KIND),
    facts=(check_gaps, check_kinds),
)
