"""axe-core has nothing to say on any page, and at 320 pixels nothing but a table in itself is scrolled sideways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.edit.browser.conftest import NewContext
from tests.judges.accessibility import violations
from tests.support.edit_pages import SMALL
from tests.support.edit_server import EditServer

ZOOMED = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}  # 1280 by 1024 at 400 %
WIDER = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter(one => one.getBoundingClientRect().right > page.clientWidth + 1)
    .map(one => one.outerHTML.slice(0, 160)).slice(0, 5).concat("the page is " + page.scrollWidth + " wide");
}"""
SCROLLED = """() => [...document.querySelectorAll("main *")].filter(one =>
    one.scrollWidth > one.clientWidth + 1 && ["auto", "scroll"].includes(getComputedStyle(one).overflowX)
    && !one.querySelector("table") && !one.querySelector("pre")).map(one => one.outerHTML.slice(0, 160))"""


@pytest.fixture
def judged(new_context: NewContext, axe: Path) -> BrowserContext:
    context = new_context()
    context.add_init_script(path=axe)
    return context


def test_no_page_of_the_full_sample_keeps_anybody_out(judged: BrowserContext, sample: EditServer) -> None:
    page = judged.new_page()
    page.goto(sample.first_address)
    addresses = [*_sections(page), *(sample.page("answers.yaml", name) for name in ("", "check", "yaml", "draft"))]
    assert len(addresses) > 35
    assert "\n".join(_faults(page, addresses)) == ""


def test_no_page_with_something_wrong_keeps_anybody_out(judged: BrowserContext, tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text(SMALL)
    (tmp_path / "wrong.yaml").write_text(SMALL.replace("start_hours: 24", "start_hours: soon").replace("daytime", "x"))
    (tmp_path / "broken.yaml").write_text("model: [")
    with EditServer(tmp_path) as server:
        page, found = judged.new_page(), []
        page.goto(server.first_address)
        found += violations(page)  # with files to choose from
        page.get_by_role("button", name="Start").click()
        expect(page.get_by_role("alert")).to_contain_text("Choose a model")
        found += violations(page)
        _open(page, "wrong.yaml")
        names = ("", "check", "draft", "yaml", "sections/availability")
        found += _faults(page, [server.page("wrong.yaml", name) for name in names])
        expect(page.locator(".govuk-error-message").first).to_be_visible()
        page.get_by_role("button", name=re.compile("Remove this row ?: row 1 of Response times")).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Remove row 1 of Response times?")
        found += violations(page)
        page.goto(server.origin)
        _open(page, "broken.yaml")
        expect(page.get_by_role("heading", level=1)).to_have_text("The file cannot be used as it is")
        found += violations(page)
        page.goto(server.page("nowhere.yaml"))
        expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page")
        found += violations(page)
        page.goto(server.origin)
        _open(page, "answers.yaml")
        page.goto(server.page("answers.yaml", "sections/availability"))
        with judged.new_page() as other:
            other.goto(page.url)
            _save(other, "Start of the day", "08:00")
        _save(page, "Start of the day", "09:00")
        expect(page.get_by_label("What you typed: 09:00")).to_be_visible()
        found += violations(page)
        judged.clear_cookies()
        page.goto(server.origin)
        expect(page.get_by_role("heading", level=1)).to_have_text("This page is not open here")
        found += violations(page)
    assert "\n".join(found) == ""


def test_the_pages_of_the_draft_keep_nobody_out(judged: BrowserContext, sample: EditServer, office: object) -> None:
    page = judged.new_page()
    page.goto(sample.first_address)
    page.goto(sample.page("answers.yaml", "draft"))
    page.get_by_role("link", name="Show the pages as they will be printed").click()
    expect(page.get_by_role("img", name=re.compile("Page 1 of "))).to_be_visible(timeout=400_000)
    assert violations(page) == []


def test_at_400_percent_only_a_table_is_scrolled_sideways(
    new_context: NewContext, axe: Path, sample: EditServer
) -> None:
    context = new_context(**ZOOMED)
    context.add_init_script(path=axe)
    page = context.new_page()
    page.goto(sample.first_address)
    assert page.evaluate("innerWidth") == 320
    names = ("", "check", "yaml", "draft", "sections/outcomes/remove?row=outcomes.list%5B1%5D")
    wide = []
    for address in (sample.origin, *_sections(page), *(sample.page("answers.yaml", name) for name in names)):
        page.goto(address)
        wide += [f"{address}: {one}" for one in (*page.evaluate(WIDER), *page.evaluate(SCROLLED))]
        wide += violations(page) if address.endswith(("/measures", "/availability", "/check")) else []
    assert wide == []


def test_at_320_pixels_the_gaps_of_a_new_draft_widen_no_page(new_context: NewContext, tmp_path: Path) -> None:
    """Words that only a screen reader says stand in the cells of its tables."""
    (tmp_path / "answers.yaml").write_text(
        f"{SMALL}\nobjectives:\n  list:\n    - {{id: OB1, statement: Staff}}\n    - {{id: OB2, statement: Rota}}\n"
    )
    with EditServer(tmp_path, "answers.yaml") as server:
        page = new_context(viewport={"width": 320, "height": 640}).new_page()
        page.goto(server.first_address)
        for name in ("availability", "objectives"):
            page.goto(server.page("answers.yaml", f"sections/{name}"))
            expect(page.locator("#draft .draft-gap").first).to_be_visible()
            assert page.evaluate(WIDER) == []


def _faults(page: Page, addresses: list[str]) -> list[str]:
    return list(_faults_of(page, addresses))


def _faults_of(page: Page, addresses: list[str]) -> Iterator[str]:
    for address in addresses:
        page.goto(address)
        yield from violations(page)


def _sections(page: Page) -> list[str]:
    """Return the address of each section that the list of tasks leads to."""
    links = page.locator(".govuk-task-list a")
    return [str(address) for address in links.evaluate_all("all => all.map(one => one.href)")]


def _open(page: Page, name: str) -> None:
    if not page.url.endswith("/"):
        page.goto(page.url.partition("/files")[0])
    page.get_by_label(name).check()
    page.get_by_role("button", name="Open").click()


def _save(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).fill(text)
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
