"""A certificate in, the sentences about it out: the ones that legal and auditors quote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from specgen.certifying.certificate import Certificate, CertifiedModel, Part
from specgen.certifying.compared import Clause, Counts
from specgen.certifying.updates import TAKEN, Changed, Update
from specgen.template_text import shortened
from specgen.version import VERSION

DIGITS: Final = 12  # of a hash, where people read it
HASHES: Final = (
    "A hash is the SHA-256 of the words of a clause in UTF-8: in Unicode form NFC, every run of spaces, tabs and line"
    " breaks one space, tags as {{ name }}, the cells of a table row parted by “ | ”. Formatting is no part of it. The"
    " hash of a section is that of its clauses, conditions and table titles in their order, a line each; that of a"
    " model is that of the hashes of its own wording and its sections. The first 12 of 64 digits are shown."
)
FRAMES: Final = "conditions, repeats, breaks and table titles"


def statement(model: CertifiedModel) -> str:
    """Return what is to be said of one model, in sentences."""
    counts = model.counts
    those = f"specgen {VERSION}" if model.compared_with == model.id else f"{model.compared_with} in specgen {VERSION}"
    digest = f"(SHA-256 {short(model.shared_hash)})"
    printed = f"{counts.printed} clauses that the model {model.id} can print"
    if counts.same == counts.printed:
        first = f"Each of the {printed} is word for word that of {those} {digest}{_dropped(counts)}."
    else:
        others = [_were(counts.changed, "changed"), _were(counts.added, "added")]
        equal = f"{counts.same} {'is' if counts.same == 1 else 'are'} word for word {_the_one(counts.same)} of {those}"
        first = f"Of the {printed}, {listed([f'{equal} {digest}', *others])}{_dropped(counts)}."
    more = (_of_the_same(counts), _of_the_added(counts), _by_whom(model), _frames(counts), *_orders(model))
    return " ".join(filter(None, (first, *more)))


def state_of(clause: Clause) -> str:
    """Return in a few words what became of a clause."""
    if clause.elsewhere:
        return f"{clause.state}: {'from' if clause.state == 'added' else 'now in'} “{clause.elsewhere}”"
    if clause.state != "same":
        return f"{clause.state} and moved" if clause.moved else clause.state
    said = ["moved"] if clause.moved else []
    said += ["under another condition"] if clause.other_condition else []
    said += ["formatted differently"] if clause.formatting else []
    return listed(said) or "word for word"


def whose(part: Part, council: str) -> str:
    """Return whose section it is that only a council prints, or that nobody prints any more."""
    makers = sorted({name for clause in part.clauses for name in clause.layers} - {council})
    if part.state == "added":
        return f"a section of {listed(makers)}" if makers else "a section of your own"
    return "no model prints it" if part.state == "dropped" else ""


def stood(clause: Clause, part: Part) -> str:
    """Return where a line that has moved stood in the shared text."""
    before = [line for line in part.before if line.kind != "frame"]
    place = next((number for number, line in enumerate(before) if line is clause.before), 0)
    return f"after “{shortened(before[place - 1].text)}”" if place else "at the start"


def kind_of(clause: Clause) -> str:
    """Return what a line is called."""
    if clause.is_clause:
        return "table row" if clause.line.kind == "row" else "clause"
    return "condition" if clause.line.text.startswith("{%") else "table or break"


def meaning(changed: Changed, *, recorded: bool) -> str:
    """Return what a change of the shared wording means for the documents of a council."""
    if changed.effect == TAKEN:
        return "your documents have changed with it" if recorded else "your documents will change with it"
    if changed.is_kept:
        return "you print the earlier shared words; decide"
    return "your own words stand here; decide" if changed.own else "you do not print it; decide"


def update_sentence(update: Update, *, recorded: bool) -> str:
    """Return what an update changes, counted; a record tells of one that has happened."""
    what = f"Since the record (specgen {update.before}), " if recorded else f"With specgen {update.after}, "
    if not update.parts:
        return f"{what}no shared clause {'has changed' if recorded else 'changes'}."
    taken, own = update.count("changed", "taken"), update.count("changed", "decide")
    frames = sum(not one.clause.is_clause for part in update.parts for one in part.changes)
    said = [
        f"{_clauses(taken)} in what you take as it is {_change(taken, recorded=recorded)}" if taken else "",
        f"{_clauses(own)} beneath words of your own {_change(own, recorded=recorded)}, and you decide" if own else "",
        *(_turned(update.count(kind), kind, recorded=recorded) for kind in ("added", "dropped")),
        f"{frames} of the {FRAMES} {_change(frames, recorded=recorded)}" if frames else "",
    ]
    return f"{what}{listed(said, '; ')}."


def summary(certificate: Certificate) -> str:
    """Return a line that says how much of the wording is a council's own."""
    touched = sum(not part.counts.is_untouched for part in certificate.parts if part.is_printed)
    printed = sum(part.is_printed for part in certificate.sections)
    name = certificate.council.name or "no council"
    return f"{name}: {printed} sections, {touched or 'none'} of them with words of its own"


def listed(texts: Sequence[str], sign: str = ", ") -> str:
    """Return texts as a list in a sentence."""
    found = [text for text in texts if text]
    last = " and " if sign == ", " else sign
    return found[0] if len(found) == 1 else f"{sign.join(found[:-1])}{last}{found[-1]}" if found else ""


def short(digest: str) -> str:
    return digest[:DIGITS]


def visible(text: str) -> str:
    """Return a text with what cannot be seen, or would turn the line round, spelt out."""
    return "".join(sign if sign.isprintable() else f"<U+{ord(sign):04X}>" for sign in text)


def _were(number: int, what: str) -> str:
    return f"{number} {'was' if number == 1 else 'were'} {what}" if number else ""


def _the_one(number: int) -> str:
    return "that" if number == 1 else "those"


def _dropped(counts: Counts) -> str:
    if not counts.dropped:
        return ""
    return f"; {counts.dropped} shared clause{' was' if counts.dropped == 1 else 's were'} dropped"


def _of_the_same(counts: Counts) -> str:
    said = [
        f"{counts.moved} {'stands' if counts.moved == 1 else 'stand'} elsewhere" if counts.moved else "",
        f"{counts.other_condition} {_is(counts.other_condition)} printed under another condition"
        if counts.other_condition
        else "",
        f"{counts.formatted} {_is(counts.formatted)} formatted differently" if counts.formatted else "",
    ]
    return f"Of the {counts.same} that are the same, {listed(said)}." if any(said) else ""


def _of_the_added(counts: Counts) -> str:
    number = counts.from_elsewhere
    if not number:
        return ""
    return f"Of the {counts.added} added, {number} {_is(number)} word for word in another section of the shared text."


def _by_whom(model: CertifiedModel) -> str:
    if len(model.by_layer) < 2:
        return ""
    said = [f"{number} {_is(number)} of {name}" for name, number in model.by_layer]
    return f"Of the clauses that differ, {listed(said)}."


def _frames(counts: Counts) -> str:
    if not counts.frames_touched:
        return ""
    return (
        f"Of the {FRAMES} around them, {counts.frames_touched} {'differs' if counts.frames_touched == 1 else 'differ'}."
    )


def _orders(model: CertifiedModel) -> list[str]:
    said = [
        f"Sections added: {', '.join(model.added)}." if model.added else "",
        f"Sections dropped: {', '.join(model.dropped)}." if model.dropped else "",
        f"Sections that stand elsewhere: {', '.join(model.moved)}." if model.moved else "",
        f"Said otherwise: {'; '.join(model.settings)}." if model.settings else "",
    ]
    return [text for text in said if text]


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _clauses(number: int) -> str:
    return f"{number} shared clause{'' if number == 1 else 's'}"


def _change(number: int, *, recorded: bool) -> str:
    verbs = ("has changed", "have changed") if recorded else ("changes", "change")
    return verbs[number != 1]


def _turned(number: int, what: str, *, recorded: bool) -> str:
    verbs = ("was", "were") if recorded else ("is", "are")
    return f"{_clauses(number)} {verbs[number != 1]} {what}" if number else ""
