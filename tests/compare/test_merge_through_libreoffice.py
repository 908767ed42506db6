"""Merge random drafts into randomly edited files that LibreOffice has saved before every update."""

from __future__ import annotations

from pathlib import Path

import pytest

from specgen.formats.opc.package import read_package, write_package
from tests.compare.test_merge_properties import Saving, chain
from tests.judges.office import Office


@pytest.mark.long
@pytest.mark.parametrize("start", [5000, 5030])
def test_no_edit_is_lost_in_files_that_libreoffice_saved(start: int, office: Office, tmp_path: Path) -> None:
    """Thirty files at a time, over two rounds: LibreOffice is started once for all of them."""
    chains = {seed: chain(seed, 2) for seed in range(start, start + 30)}
    files = {seed: next(one) for seed, one in chains.items()}
    violations: dict[int, list[str]] = {}
    for number in range(2):
        saved = saved_by(office, files, tmp_path / str(number))
        files = {}
        for seed, parts in saved.items():
            violations[seed] = _sent(chains[seed], parts, seed, files)
        assert {seed: found for seed, found in violations.items() if found} == {}
    assert files == {}


def saved_by(office: Office, files: dict[int, dict[str, bytes]], folder: Path) -> dict[int, dict[str, bytes]]:
    """Return files as LibreOffice saves them."""
    folder.mkdir()
    for seed, parts in files.items():
        (folder / f"{seed}.docx").write_bytes(write_package(parts))
    paths = tuple(folder / f"{seed}.docx" for seed in files)
    saved = office.all_converted(paths, folder / "saved", "docx")
    return {seed: read_package(path.read_bytes()) for seed, path in zip(files, saved, strict=True)}


def _sent(saving: Saving, parts: dict[str, bytes], seed: int, files: dict[int, dict[str, bytes]]) -> list[str]:
    """Send a saved file back into its chain, and keep the file of the next round; return what was violated."""
    try:
        files[seed] = saving.send(parts)
    except StopIteration as end:
        return list(end.value)
    return []
