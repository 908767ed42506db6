"""The keyboard alone reaches and does everything, and what has the focus is seen; each field says what it is."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.support.edit_pages import SMALL
from tests.support.edit_server import EditServer

REACHABLE = """() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
  .filter(one => one.tabIndex >= 0 && one.checkVisibility())
  .filter(one => one.type !== "radio" || one.checked
      || ![...document.getElementsByName(one.name)].some(it => it.checked)
      && one === document.getElementsByName(one.name)[0])
  .map(one => (window.named ??= new Map())
    .set(one, one.id || one.name + one.value || one.textContent.trim()).get(one))"""
FOCUSED = """() => {
  const one = document.activeElement, look = getComputedStyle(one), box = one.getBoundingClientRect();
  return {name: window.named?.get(one) ?? "", body: one === document.body,
    seen: look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2 && box.right > 0 && box.bottom > 0
      && box.left < innerWidth && box.top < innerHeight}; }"""
SNAPSHOT = """
- group "Pattern of the service":
  - radio "Day and night"
  - radio "By day" [checked]
- group "Days of the service":
  - checkbox "Monday"
- textbox "Start of the day": "07:00"
- group "Response times":
  - 'group "Row 1 of 2: Urgent"':
    - textbox "Priority": Urgent
- button "Save and continue"
- button "Save"
"""
UNNAMED = """() => [...document.querySelectorAll("main input:not([type=hidden]), main select, main textarea")]
  .filter(one => !one.labels.length || !one.labels[0].textContent.trim()).map(one => one.outerHTML)"""


def test_tab_reaches_everything_in_its_order_and_the_focus_is_seen(page: Page, sample: EditServer) -> None:
    page.goto(sample.first_address)
    for name in ("", "sections/availability", "check"):
        page.goto(sample.page("answers.yaml", name))
        expected = page.evaluate(REACHABLE)
        reached: list[str] = []
        unseen: list[str] = []
        while True:
            page.keyboard.press("Tab")
            focused = page.evaluate(FOCUSED)
            if focused["body"] or len(reached) > len(expected):
                break
            reached.append(focused["name"])
            unseen += [] if focused["seen"] else [focused["name"]]
        assert reached == expected
        assert unseen == []


def test_the_skip_link_comes_first_and_leads_past_the_navigation(page: Page, sample: EditServer) -> None:
    page.goto(sample.first_address)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to main content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".govuk-task-list a").first).to_be_focused()


def test_a_section_is_filled_in_and_saved_without_the_mouse(page: Page, tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text(
        SMALL.replace('  start: "07:00"   # early\n', "").replace("  pattern: daytime\n", "")
    )
    with EditServer(tmp_path, "answers.yaml") as server:
        page.goto(server.first_address)
        _tab_to(page, "link", "Availability and flexibility")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Availability and flexibility")
        _tab_to(page, "radio", "Day and night")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("radio", name="By day", exact=True)).to_be_checked()
        _tab_to(page, "checkbox", "Monday")
        page.keyboard.press("Space")
        _tab_to(page, "textbox", "Start of the day")
        page.keyboard.type("7.30am")
        _tab_to(page, "button", "Add a row to Days with other hours")
        page.keyboard.press("Enter")
        expect(page.get_by_role("group", name="Row 1 of 1")).to_be_visible()
        expect(page.get_by_role("textbox", name="Start of the day", exact=True)).to_have_value("07:30")
        _tab_to(page, "button", "Save and continue")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Availability and flexibility")
    text = (tmp_path / "answers.yaml").read_text()
    assert "pattern: daytime" in text
    assert "monday" in text
    assert "07:30" in text


def test_each_field_of_a_section_has_a_name_and_its_hint_and_error_describe_it(page: Page, tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text(SMALL.replace("start_hours: 24", "start_hours: soon"))
    with EditServer(tmp_path, "answers.yaml") as server:
        page.goto(server.first_address)
        page.goto(server.page("answers.yaml", "sections/availability"))
        assert page.evaluate(UNNAMED) == []
        start = page.get_by_role("textbox", name="Start of the day", exact=True)
        asked = "From what time can a visit start? Bidders plan their rotas from it."
        expect(start).to_have_accessible_description(re.compile(f"^{re.escape(asked)} .*For example, 07:00\\.$"))
        row = page.get_by_role("group", name="Row 1 of 2: Urgent")
        wrong = row.get_by_role("textbox", name="Time to start", exact=True)
        expect(wrong).to_have_accessible_description(re.compile("Within how many hours of the referral"))
        expect(wrong).to_have_accessible_description(re.compile("Error: .soon. is not a number"))
        expect(page.locator("#answers")).to_match_aria_snapshot(SNAPSHOT)


def _tab_to(page: Page, role: str, name: str) -> None:
    """Press Tab until the element with this name has the focus."""
    target = page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
    target.wait_for()
    for _ in range(400):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach the {role} {name}")
