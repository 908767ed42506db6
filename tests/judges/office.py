"""Read a .docx with LibreOffice: a PDF, the text of its pages, pictures of them."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

_SECONDS = 900


@dataclass(frozen=True)
class Office:
    """LibreOffice with a profile of its own: two processes that share one stop each other without a word."""

    program: Path
    profile: Path

    def pdf(self, docx: Path, folder: Path) -> Path:
        return self.pdfs((docx,), folder)[0]

    def pdfs(self, documents: tuple[Path, ...], folder: Path) -> tuple[Path, ...]:
        return self.all_converted(documents, folder, "pdf")

    def converted(self, docx: Path, folder: Path, kind: str) -> Path:
        """Return the document as LibreOffice saves it in another format, or in its own hand."""
        return self.all_converted((docx,), folder, kind)[0]

    def all_converted(self, documents: tuple[Path, ...], folder: Path, kind: str) -> tuple[Path, ...]:
        """Several documents in one call: starting LibreOffice costs more than a document does."""
        own_profile = f"-env:UserInstallation={self.profile.as_uri()}"
        convert = ("--headless", "--convert-to", kind, "--outdir", str(folder))
        output = _run(self.program, own_profile, *convert, *map(str, documents))
        made = tuple(folder / f"{document.stem}.{kind}" for document in documents)
        for file in made:
            if not file.is_file():  # it says so, and leaves with exit status 0
                raise AssertionError(f"LibreOffice made no {file.name}: {output}")
        return made


@dataclass(frozen=True)
class Poppler:
    pdfinfo: Path
    pdftotext: Path
    pdftoppm: Path

    def page_count(self, pdf: Path) -> int:
        fields = dict(line.split(":", 1) for line in _run(self.pdfinfo, str(pdf)).splitlines() if ":" in line)
        return int(fields["Pages"])

    def pages(self, pdf: Path) -> tuple[str, ...]:
        """The text of each page, laid out as it stands on the paper."""
        return tuple(_run(self.pdftotext, "-layout", str(pdf), "-").split("\f")[:-1])

    def pictures(self, pdf: Path, folder: Path, dots_per_inch: int = 80) -> tuple[Path, ...]:
        _run(self.pdftoppm, "-r", str(dots_per_inch), "-png", str(pdf), str(folder / pdf.stem))
        return tuple(sorted(folder.glob(f"{pdf.stem}-*.png")))


def _run(program: Path, *arguments: str) -> str:
    command = [str(program), *arguments]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=_SECONDS, check=False)
    if run.returncode:
        raise AssertionError(f"{program.name} ended with {run.returncode}: {run.stderr or run.stdout}")
    return run.stdout
