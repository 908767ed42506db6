"""Give tests the golden texts, the judges and the profiles of Hypothesis, and report the judges that are missing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from specgen.system import sandbox
from tests.judges import policy
from tests.judges.docxodus import Docxodus
from tests.judges.office import Office, Poppler
from tests.judges.validator import Validator
from tests.support import examples

GOLDEN = policy.ROOT / "tests" / "golden"

examples.register_profiles()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Call it with a file name below tests/golden and the text that should stand there."""
    refresh = bool(request.config.getoption("--refresh-golden"))

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if refresh:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"tests/golden/{name} is missing; write it with: make golden"
        kept = path.read_text(encoding="utf-8")
        assert text.splitlines() == kept.splitlines(), "if that is meant: make golden"

    return compare


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the work for a council take as long as a busy machine needs; the tests of these limits set their own."""
    monkeypatch.setattr(sandbox, "SECONDS", 600)
    monkeypatch.setattr(sandbox, "PATIENCE", 600)


@pytest.fixture
def same_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty folder whose path is the same in every test of a process.

    Templates are compiled once for the folders that they come from: in a new folder, each test would do it again.
    """
    folder = tmp_path_factory.getbasetemp() / "same"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def validator() -> Validator:
    return Validator(policy.validator_binary())


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(policy.command(policy.OFFICE, "soffice", "libreoffice"), tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def docxodus() -> Docxodus:
    return Docxodus(policy.command(policy.DOCXODUS, "node"), policy.docxodus_library())


@pytest.fixture(scope="session")
def poppler() -> Poppler:
    pdfinfo, pdftotext, pdftoppm = (
        policy.command(policy.POPPLER, name) for name in ("pdfinfo", "pdftotext", "pdftoppm")
    )
    return Poppler(pdfinfo, pdftotext, pdftoppm)


def pytest_addoption(parser: pytest.Parser) -> None:
    what = "write tests/golden and docs/answers.md anew, and run nothing else"
    parser.addoption("--refresh-golden", action="store_true", help=what)


@pytest.hookimpl(tryfirst=True)  # before Hypothesis reads its own options
def pytest_configure(config: pytest.Config) -> None:
    examples.choose_seed(config)


def pytest_report_header(config: pytest.Config) -> str:
    return examples.describe_seed(config)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--refresh-golden"):
        return
    others = [item for item in items if "golden" not in getattr(item, "fixturenames", ())]
    items[:] = [item for item in items if item not in others]
    config.hook.pytest_deselected(items=others)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if session.exitstatus == pytest.ExitCode.OK and policy.judges_are_required() and _skipped(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    skipped = _skipped(config)
    if skipped and policy.judges_are_required():
        terminalreporter.section("a skip is a failure here: SPECGEN_JUDGES=required or CI=true", red=True)
    for judge in (policy.OFFICE, policy.POPPLER, policy.VALIDATOR, policy.DOCXODUS, policy.CHROMIUM, policy.AXE):
        tests = sum(str(judge) in str(report.longrepr) for report in skipped)
        if tests:
            terminalreporter.write_line(f"{tests} tests skipped: {judge}", yellow=True)
    if terminalreporter.stats.get("failed") and (how := examples.describe_seed(config)):
        terminalreporter.write_line(how, yellow=True)


def _skipped(config: pytest.Config) -> list[pytest.TestReport]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return list(reporter.stats.get("skipped", ())) if reporter else []
