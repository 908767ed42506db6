"""Let docxodus, another program that reads and writes tracked changes, accept and reject all of them in a file."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

_SECONDS = 900
_SCRIPT = Path(__file__).with_suffix(".mjs")


@dataclass(frozen=True)
class Docxodus:
    node: Path
    library: Path

    def settle(self, files: list[Path]) -> list[tuple[bytes, bytes]]:
        """Return each file with its tracked changes accepted, and with them rejected."""
        command = [str(self.node), str(_SCRIPT), str(self.library), *map(str, files)]
        run = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=_SECONDS, check=False)
        if run.returncode:
            raise AssertionError(f"docxodus ended with {run.returncode}: {run.stderr or run.stdout}")
        return [
            (file.with_suffix(".accepted.docx").read_bytes(), file.with_suffix(".rejected.docx").read_bytes())
            for file in files
        ]
