"""Ask Microsoft's Open XML SDK what is wrong with the schema of a .docx.

The binary exits with 0 for invalid and for missing files alike: only the `ok` of its JSON counts.
"""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

_OFFICE = "Microsoft365"
_SECONDS = 900


@dataclass(frozen=True)
class SchemaError:
    part: str
    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.part} {self.path}: {self.message}"


@dataclass(frozen=True)
class Validator:
    binary: Path

    def errors(self, docx: Path) -> tuple[SchemaError, ...]:
        """An empty answer means valid."""
        answer = json.loads(self._ask(docx))
        errors = tuple(_schema_error(error) for error in answer["errors"])
        if answer["ok"] is True:
            return ()
        return errors or (SchemaError("", "", "invalid, and the validator does not say why"),)

    def _ask(self, docx: Path) -> str:
        if not docx.is_file():
            raise FileNotFoundError(docx)
        without_icu = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
        question = [str(self.binary), str(docx), _OFFICE]
        return subprocess.run(
            question, capture_output=True, text=True, timeout=_SECONDS, env=without_icu, check=True
        ).stdout


def _schema_error(error: dict[str, str | None]) -> SchemaError:
    message = " ".join((error.get("description") or "").split())
    return SchemaError(error.get("path") or "", error.get("xPath") or "", message)
