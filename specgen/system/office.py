"""Let LibreOffice, where there is one, write a Word file as PDF."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

PROGRAMS: Final = ("soffice", "libreoffice")
SECONDS: Final = 180


def pdf_of(document: bytes) -> bytes | None:
    """Return a Word file as PDF; None if LibreOffice is not there, or cannot do it."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="specgen-") as folder:
        file = Path(folder) / "final.docx"
        file.write_bytes(document)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(file)]
        try:
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired):
            return None
        made = file.with_suffix(".pdf")
        return made.read_bytes() if made.is_file() else None
