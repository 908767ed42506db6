"""Give the tests a real Chromium, which records what it asks for, and a running `specgen edit`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.judges import policy
from tests.support.edit_server import EditServer

SAMPLES = policy.ROOT / "sample_inputs"
PATIENCE = 120_000  # milliseconds: a busy machine, and a draft that is made for the first time

NewContext = Callable[..., BrowserContext]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.long)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = policy.command(policy.CHROMIUM, "chromium", "chromium-browser", "google-chrome")
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    expect.set_options(timeout=PATIENCE / 2)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=as_root)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> Path:
    return policy.axe_library()


@pytest.fixture
def new_context(chromium: Browser) -> Iterator[NewContext]:
    """Call it for a browser without a past; it is closed after the test."""
    contexts: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        context = chromium.new_context(locale="en-GB", **options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_context: NewContext) -> Page:
    return new_context().new_page()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditServer]:
    """A run of `specgen edit` on the full sample, which all tests of a module share and none of them changes."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copy(SAMPLES / "care-planning.yaml", folder / "answers.yaml")
    with EditServer(folder, "answers.yaml") as server:
        yield server


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[EditServer]:
    """A run in a folder that holds nothing but the sample councils."""
    folder = tmp_path / "new"
    shutil.copytree(SAMPLES / "councils", folder / "councils", ignore=shutil.ignore_patterns("answers.yaml"))
    with EditServer(folder) as server:
        yield server
