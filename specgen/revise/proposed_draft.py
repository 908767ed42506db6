"""Make the draft that is to go into an edited file, and find what caused each change since the one before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from specgen.document.record.block_list import Stories, pack_stories
from specgen.formats.yamlfile.yaml_file import load
from specgen.generate import draft_file
from specgen.inputs.council.council import Council, council_for
from specgen.problems import CannotRead, Place, Problem, SpecgenError, WrongInput, about_file
from specgen.revise.causes.answer_changes import answer_changes, with_changes
from specgen.revise.causes.change_causes import ChangeCauses
from specgen.revise.causes.redraft import draft_values, redrafter
from specgen.revise.edited_file import REMEDY, RULE, DraftRecord, record_in
from specgen.revise.update import CauseTable, cause_table, names_cause

WORDING = "wording"  # the name of all that has changed but the answers


@dataclass(frozen=True)
class ProposedDraft:
    """The bytes of the new draft, the blocks of the old one, why they differ, and what there is to say beside it."""

    document: bytes
    base_text: str  # the blocks of the old draft, packed
    causes: CauseTable
    warnings: tuple[Problem, ...]


def propose_draft(
    file: Path, record: DraftRecord, answers: Path, *, council: str | None, today: date, only: str = ""
) -> ProposedDraft:
    """Return the draft of a file of answers, to be brought into `file`. With `only`, nothing that is changed but for
    that reason. Raises SpecgenError.
    """
    made, notes = draft_file(answers, council=council, today=today)
    source = _council(answers, council)
    document = made.document
    if only:
        document = _with_one_cause(file, record, document, source, today, only)
    base = record.stories if record.blocks else _stories_of_answers(file, record, source, today)
    new = record_in(document)
    redraft = redrafter(source, today)
    causes = ChangeCauses(record.provenance, new.provenance, record.values, new.values, base, redraft)
    return ProposedDraft(document, pack_stories(base), cause_table(base, new.stories, causes), (*notes, *made.warnings))


def _council(answers: Path, council: str | None) -> Council:
    loaded, problems = load(answers)
    if loaded is None:
        raise WrongInput(problems)
    return council_for(loaded, council)[0]


def _stories_of_answers(file: Path, record: DraftRecord, council: Council, today: date) -> Stories:
    """Return the blocks of a draft of an older release, which carries its answers and not its words."""
    try:
        day = date.fromisoformat(record.date)
    except ValueError:
        day = today
    try:
        return record_in(draft_values(record.values, council, day)).stories
    except SpecgenError as error:
        message = "this draft is of an older release, and the answers in it make no draft any more"
        raise CannotRead(about_file(str(file), message, REMEDY, RULE)) from error


def _with_one_cause(file: Path, record: DraftRecord, draft: bytes, council: Council, today: date, only: str) -> bytes:
    """Return the draft of the answers in the file, with the chosen ones of the new answers."""
    new = record_in(draft)
    if only == WORDING:
        return draft_values(record.values, council, today)
    changes = answer_changes(record.values, new.values)
    chosen = {change.path for change in changes if names_cause((str(change),), only)}
    if not chosen:
        names = ", ".join(dict.fromkeys(change.name for change in changes)) or "none"
        message = f'nothing has changed because of "{only}"'
        raise WrongInput(Problem(Place(str(file)), message, f"the answers that have changed: {names}", "cause"))
    mixed = with_changes(record.values, new.values, lambda path: path in chosen)
    return draft_values(mixed, council, today)
