"""Ask axe-core what on a page keeps people with a screen reader or a keyboard out."""

from __future__ import annotations

from playwright.sync_api import Page

_RUN = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"


def violations(page: Page) -> list[str]:
    """Return each rule that the page breaks, with the first elements that do. The library is in the page already: a
    context has it as its first script, for the page lets in no other.
    """
    found = page.evaluate(_RUN)
    return [f"{page.url} {one['id']}: {one['help']}: {_elements(one['nodes'])}" for one in found]


def _elements(nodes: list[dict[str, object]]) -> str:
    return "; ".join(f"{node['html']} ({node['failureSummary']})" for node in nodes[:3])
