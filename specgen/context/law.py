"""One file of models/law in, its texts by name out; a text that nobody has checked is noted when a draft uses it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from specgen.context.values import Ledger, Names
from specgen.formats.yamlfile.data import rows_of

__all__ = ["Law"]


class Law(Names):
    """`law` in a template: its texts by name, `as_at`, its `table`, and `unverified`: the unchecked texts used."""

    __slots__ = ("_ledger", "_unverified")

    def __init__(self, law: Mapping[str, object], ledger: Ledger, printed: Iterable[str]) -> None:
        entries = {key: entry if isinstance(entry, Mapping) else {"text": entry} for key, entry in _names(law).items()}
        texts = {key: entry.get("text") for key, entry in entries.items()}
        known = {
            "as_at": date.fromisoformat(str(law["as_at"])),
            "table": [Names(row) for row in rows_of(law, "table")],
            "unverified": [Names({"text": texts[key], "source": entries[key].get("source", "")}) for key in printed],
        }
        super().__init__({**texts, **known})
        self._ledger = ledger
        self._unverified = frozenset(key for key, entry in entries.items() if entry.get("verified") is not True)

    def __getitem__(self, step: str) -> object:
        if step in self._unverified:
            self._ledger.law.setdefault(step)
        return super().__getitem__(step)


def _names(law: Mapping[str, object]) -> Mapping[str, object]:
    names = law.get("names")
    return names if isinstance(names, Mapping) else {}
