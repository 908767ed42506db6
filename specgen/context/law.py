"""Give templates the texts of a law file by name, and note those that nobody has checked when a draft uses them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from specgen.context.render_log import PrintedRows, RenderLog
from specgen.context.values import Record
from specgen.formats.yamlfile.lookup import rows_at

__all__ = ["Law"]


class Law(Record):
    """`law` in a template: its texts by name, `as_at`, its `table`, and `unverified`: the unchecked texts used."""

    __slots__ = ("_log", "_unverified")

    def __init__(self, law: Mapping[str, object], log: RenderLog) -> None:
        entries = {key: entry if isinstance(entry, Mapping) else {"text": entry} for key, entry in _names(law).items()}
        unverified = {key: Record({"text": entry.get("text"), "source": entry.get("source", "")})
                      for key, entry in entries.items() if entry.get("verified") is not True}  # fmt: skip
        super().__init__({
            **{key: entry.get("text") for key, entry in entries.items()},
            "as_at": date.fromisoformat(str(law["as_at"])),
            "table": [Record(row) for row in rows_at(law, "table")],
            "unverified": PrintedRows(log, lambda printed: [unverified[key] for key in printed.law]),
        })  # fmt: skip
        self._log = log
        self._unverified = frozenset(unverified)

    def __getitem__(self, step: str) -> object:
        if step in self._unverified:
            self._log.law.setdefault(step)
        return super().__getitem__(step)


def _names(law: Mapping[str, object]) -> Mapping[str, object]:
    names = law.get("names")
    return names if isinstance(names, Mapping) else {}
