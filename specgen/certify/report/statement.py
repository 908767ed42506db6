"""Write the sentences about a certificate that lawyers and auditors quote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from specgen.certify.certificate import Certificate, CertifiedModel, Move
from specgen.certify.clause_states import SORTS, Clause, Counts
from specgen.certify.house_states import PLACES
from specgen.certify.inventory import OwnFile, Value, Word
from specgen.certify.parts import Part
from specgen.certify.release_changes import TAKEN, Changed, Update
from specgen.formats.word.elements import shortened
from specgen.version import VERSION

DIGITS: Final = 12  # of a hash, where people read it
HASHES: Final = (
    "A hash is the SHA-256 of the words of a passage in UTF-8: in Unicode form NFC, every run of spaces, tabs and line"
    " breaks one space, tags as {{ name }}, the cells of a table row parted by “ | ”. Formatting is no part of it. The"
    " hash of a section is that of its passages, conditions and table titles in their order, a line each; that of a"
    " model is that of the hashes of its own wording and its sections. The first 12 of 64 digits are shown; the Word"
    " certificate and --format json have all, and every step to make them by hand."
)
SORTED: Final = {"numbered": ("numbered clause", "numbered clauses"), "headings": ("heading", "headings"),
                 "captions": ("caption", "captions"), "rows": ("table row", "table rows"),
                 "others": ("other paragraph", "other paragraphs")}  # fmt: skip
KINDS: Final = {"numbered": "clause", "headings": "heading", "captions": "caption", "rows": "table row",
                "others": "paragraph"}  # fmt: skip
FRAMES: Final = "conditions, repeats, breaks and table titles"


def statement(model: CertifiedModel) -> str:
    """Return what is to be said of one model, in sentences."""
    counts = model.counts
    those = f"specgen {VERSION}" if model.compared_with == model.id else f"{model.compared_with} in specgen {VERSION}"
    digest = f"(SHA-256 {short(model.shared_hash)})"
    printed = f"{counts.printed} passages that the model {model.id} can print ({_sorts(counts)})"
    if counts.same == counts.printed:
        first = f"Each of the {printed} is word for word that of {those} {digest}{_dropped(counts)}."
    else:
        others = [_were(counts.changed, "changed"), _were(counts.added, "added")]
        equal = f"{counts.same} {'is' if counts.same == 1 else 'are'} word for word {_the_one(counts.same)} of {those}"
        first = f"Of the {printed}, {joined_list([f'{equal} {digest}', *others])}{_dropped(counts)}."
    more = (_of_the_same(counts), _of_the_added(counts), _by_whom(model), _frames(counts), *_orders(model))
    return " ".join(filter(None, (first, *more)))


def around_wording(words: Sequence[Word], values: Sequence[Value], files: Sequence[OwnFile]) -> str:
    """Return what a council prints that is no passage: what the tags and the house stand for; "" if nothing differs."""
    house = next((file.layer for file in files if file.kind == "house document"), "")
    sentences = (_terms(words), _values(values), _data(files), house and _HOUSE_OF.format(house))
    return " ".join(filter(None, sentences))


def title_with_id(title: str, id: str) -> str:
    """Return a title with the name that it has inside specgen, if that is not the same."""
    return title if id in ("", title.lower().replace(" ", "_")) else f"{title} ({id})"


def state_of(clause: Clause) -> str:
    """Return in a few words what became of a clause."""
    if clause.other_section:
        return f"{clause.state}: {'from' if clause.state == 'added' else 'now in'} “{clause.other_section}”"
    if clause.state != "same":
        return f"{clause.state} and moved" if clause.moved else clause.state
    remarks = ["moved"] if clause.moved else []
    remarks += ["under another condition"] if clause.other_condition else []
    remarks += ["formatted differently"] if clause.formatting else []
    return joined_list(remarks) or "word for word"


def whose(part: Part, council: str) -> str:
    """Return whose section it is that only a council prints, or that nobody prints any more."""
    makers = sorted({name for clause in part.clauses for name in clause.layers} - {council})
    if part.state == "added":
        return f"a section of {joined_list(makers)}" if makers else "a section of the council’s own"
    return "no model prints it" if part.state == "dropped" else ""


def former_place(clause: Clause, part: Part) -> str:
    """Return where a line that has moved stood in the shared text."""
    before = [line for line in part.before if line.kind != "control"]
    place = next((number for number, line in enumerate(before) if line is clause.before), 0)
    return f"after “{shortened(before[place - 1].text)}”" if place else "at the start"


def kind_of(clause: Clause) -> str:
    """Return what a line is called."""
    if clause.is_clause:
        is_plain = clause.line.kind == "paragraph" and not clause.line.formatting  # of a record or a house: words alone
        return "passage" if is_plain else KINDS[clause.sort]
    if clause.line.text.strip("[]") in PLACES:
        return "place"
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
        return f"{what}no shared passage {'has changed' if recorded else 'changes'}."
    taken, own = update.count("changed", "taken"), update.count("changed", "decide")
    frames = sum(not change.clause.is_clause for part in update.parts for change in part.changes)
    clauses = [
        f"{_clauses(taken)} in what you take as it is {_change(taken, recorded=recorded)}" if taken else "",
        f"{_clauses(own)} beneath words of your own {_change(own, recorded=recorded)}, and you decide" if own else "",
        *(_turned(update.count(kind), kind, recorded=recorded) for kind in ("added", "dropped")),
        f"{frames} of the {FRAMES} {_change(frames, recorded=recorded)}" if frames else "",
    ]
    return f"{what}{joined_list(clauses, '; ')}."


def summary(certificate: Certificate) -> str:
    """Return a line that says how much of the wording is a council's own."""
    touched = sum(not part.counts.is_untouched for part in certificate.parts if part.is_printed)
    printed = sum(part.is_printed for part in certificate.sections)
    name = certificate.council.name or "no council"
    return f"{name}: {printed} sections, {touched or 'none'} of them with words of its own"


def joined_list(texts: Sequence[str], sign: str = ", ") -> str:
    """Return texts as a list in a sentence."""
    items = [text for text in texts if text]
    last = " and " if sign == ", " else sign
    return items[0] if len(items) == 1 else f"{sign.join(items[:-1])}{last}{items[-1]}" if items else ""


def short(digest: str) -> str:
    return digest[:DIGITS]


def _were(number: int, what: str) -> str:
    return f"{number} {'was' if number == 1 else 'were'} {what}" if number else ""


def _the_one(number: int) -> str:
    return "that" if number == 1 else "those"


def _dropped(counts: Counts) -> str:
    if not counts.dropped:
        return ""
    return f"; {counts.dropped} shared passage{' was' if counts.dropped == 1 else 's were'} dropped"


def _of_the_same(counts: Counts) -> str:
    parts = [
        f"{counts.moved} {'stands' if counts.moved == 1 else 'stand'} elsewhere" if counts.moved else "",
        f"{counts.other_condition} {_is(counts.other_condition)} printed under another condition"
        if counts.other_condition
        else "",
        f"{counts.formatted} {_is(counts.formatted)} formatted differently" if counts.formatted else "",
    ]
    return f"Of the {counts.same} that are the same, {joined_list(parts)}." if any(parts) else ""


def _of_the_added(counts: Counts) -> str:
    number = counts.from_elsewhere
    if not number:
        return ""
    return f"Of the {counts.added} added, {number} {_is(number)} word for word in another section of the shared text."


def _by_whom(model: CertifiedModel) -> str:
    if len(model.by_layer) < 2:
        return ""
    shares = [f"{number} {_is(number)} of {name}" for name, number in model.by_layer]
    return f"Of the passages that differ, {joined_list(shares)}."


def _frames(counts: Counts) -> str:
    if not counts.frames_touched:
        return ""
    return (
        f"Of the {FRAMES} around them, {counts.frames_touched} {'differs' if counts.frames_touched == 1 else 'differ'}."
    )


def _orders(model: CertifiedModel) -> list[str]:
    sentences = [
        f"Sections added: {_titles(model, model.added)}." if model.added else "",
        f"Sections dropped: {_titles(model, model.dropped)}." if model.dropped else "",
        f"Sections that stand elsewhere: {'; '.join(_move(model, move) for move in model.moves)}."
        if model.moves
        else "",
        f"Said otherwise: {'; '.join(model.settings)}." if model.settings else "",
    ]
    return [text for text in sentences if text]


def _titles(model: CertifiedModel, ids: Sequence[str]) -> str:
    return joined_list([title_with_id(model.title_of(id), id) for id in ids])


def _move(model: CertifiedModel, move: Move) -> str:
    now = f"before {model.title_of(move.before)}" if move.before else "at the end"
    was = f"after {model.title_of(move.was_after)}" if move.was_after else "at the start"
    is_single = len(move.sections) == 1
    return f"{_titles(model, move.sections)}, now {now}, {'was' if is_single else 'were'} {was}"


def _sorts(counts: Counts) -> str:
    numbers = {sort: getattr(counts, sort) for sort in SORTS}
    return joined_list([f"{number} {SORTED[sort][number != 1]}" for sort, number in numbers.items() if number])


def _terms(words: Sequence[Word]) -> str:
    terms = len({word.concept for word in words if word.what in ("word", "plural", "article")})
    definitions = len({word.concept for word in words if word.is_definition})
    places = len({word.concept for word in words if word.what == "defined in clause"})
    parts = [
        f"{terms} term{'s' if terms != 1 else ''} of the glossary {_print(terms)} other words than the shared ones"
        if terms
        else "",
        f"{definitions} definition{'s differ' if definitions != 1 else ' differs'}" if definitions else "",
        f"{places} term{'s are' if places != 1 else ' is'} defined in another clause of the contract" if places else "",
    ]
    return f"Where tags stand for terms, {joined_list(parts)}: see “Words of the glossary”." if any(parts) else ""


def _values(values: Sequence[Value]) -> str:
    kinds = [value.kind for value in values if value.is_used]
    answers, contacts, rules = (kinds.count(kind) for kind in ("answers", "contacts", "rules"))
    parts = [
        f"{answers} value{' of council.yaml answers' if answers == 1 else 's of council.yaml answer'} what a document"
        " leaves unanswered"
        if answers
        else "",
        f"{contacts} {'is a detail' if contacts == 1 else 'are details'} of contacts that can be printed"
        if contacts
        else "",
        f"{rules} {'rule' if rules == 1 else 'rules'} of the check {_is(rules)} set otherwise" if rules else "",
    ]
    return f"{joined_list(parts)}: see “Values of council.yaml”." if any(parts) else ""


def _data(files: Sequence[OwnFile]) -> str:
    own = [f"{file.layer}/{file.path}" for file in files if file.is_data]
    if not own:
        return ""
    are = (
        "file with law, frameworks or questions is" if len(own) == 1 else "files with law, frameworks or questions are"
    )
    return f"{len(own)} {are} the council’s own ({', '.join(own)}): see “Files of the council”."


_HOUSE_OF: Final = (
    "The house document (cover, headers and footers) is that of {}, not the shared one: see “House document”."
)


def _print(number: int) -> str:
    return "prints" if number == 1 else "print"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _clauses(number: int) -> str:
    return f"{number} shared passage{'' if number == 1 else 's'}"


def _change(number: int, *, recorded: bool) -> str:
    verbs = ("has changed", "have changed") if recorded else ("changes", "change")
    return verbs[number != 1]


def _turned(number: int, what: str, *, recorded: bool) -> str:
    verbs = ("was", "were") if recorded else ("is", "are")
    return f"{_clauses(number)} {verbs[number != 1]} {what}" if number else ""
