"""Build the wheel, install it into an empty environment, and run it from a folder far from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.judges.policy import ROOT

TRAVELLING = ("templates", "models", "sample_inputs")
OFFLINE = ("--no-index", "--disable-pip-version-check")
PROGRAMS = "Scripts" if os.name == "nt" else "bin"


def test_templates_models_and_samples_are_in_the_wheel(wheel: Path) -> None:
    expected = {
        f"specgen/data/{path.relative_to(ROOT).as_posix()}"
        for folder in TRAVELLING
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and not path.name.startswith((".", "~"))
    }
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert expected
    assert expected - names == set()
    assert {name.split("/")[0] for name in names if "dist-info" not in name} == {"specgen"}


def test_the_pages_of_edit_and_their_style_sheet_are_in_the_wheel(wheel: Path) -> None:
    folder = ROOT / "specgen" / "edit"
    expected = {
        path.relative_to(ROOT).as_posix() for path in folder.rglob("*") if path.suffix in (".html", ".css", ".js")
    }
    with zipfile.ZipFile(wheel) as archive:
        assert expected - set(archive.namelist()) == set()
    assert {"specgen/edit/html/base.html", "specgen/edit/assets/style.css"} <= expected


@pytest.mark.long
def test_the_installed_package_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    found = "(built_in_templates(), built_in_models(), built_in_samples())"
    ask = f"from specgen.system.resources import *; print(*{found}, sep=chr(10))"
    python = str(installed / PROGRAMS / "python")
    folders = [Path(line) for line in _run(tmp_path, python, "-c", ask).splitlines()]
    assert [folder.name for folder in folders] == list(TRAVELLING)
    assert all(folder.is_dir() and folder.is_relative_to(installed.resolve()) for folder in folders)


@pytest.mark.long
def test_the_installed_specgen_lists_its_models(installed: Path, tmp_path: Path) -> None:
    assert "care-planning" in _run(tmp_path, str(installed / PROGRAMS / "specgen"), "models")


@pytest.mark.long
def test_the_installed_specgen_writes_a_draft(installed: Path, tmp_path: Path) -> None:
    answers = ROOT / "sample_inputs" / "quick-start.yaml"
    (tmp_path / "answers.yaml").write_bytes(answers.read_bytes())
    _run(tmp_path, str(installed / PROGRAMS / "specgen"), "generate", "answers.yaml", "-o", "draft.docx")
    assert zipfile.is_zipfile(tmp_path / "draft.docx")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built by the hatchling that is here, without going online."""
    folder = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", *OFFLINE)
    _run(folder, *build, "--wheel-dir", str(folder), str(ROOT))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing but specgen's wheel, and a path to the dependencies that are here."""
    folder = tmp_path_factory.mktemp("environment").resolve()
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = str(folder / PROGRAMS / "python")
    install = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", *OFFLINE)
    _run(folder, *install, str(wheel))
    own = Path(_run(folder, python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    here = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    # A folder that a .pth file names is searched last, and its own .pth files (the checkout's) are not read.
    (own / "dependencies.pth").write_text("\n".join(sorted(here)), encoding="utf-8")
    return folder


def _run(folder: Path, *command: str) -> str:
    alone = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
    alone["SPECGEN_CACHE"] = ""  # nothing compiled by the checkout is used
    run = subprocess.run(command, cwd=folder, env=alone, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr or run.stdout
    return run.stdout
