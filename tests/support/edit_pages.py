"""Ask the pages of `specgen edit` as a browser without JavaScript does: read a form, fill it in, press a button."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from specgen.edit.access import Access
from specgen.edit.application import make_application
from specgen.edit.workspace import Workspace

TOKEN = "a-token-of-the-tests"
PORT = 5000
ORIGIN = f"http://127.0.0.1:{PORT}"
TODAY = date(2026, 11, 28)

SMALL = """\
# kept to the letter
model: care-planning

document:
  title: "Help at Home"     # the title
  jurisdiction: england

introduction:
  commissioners:
    - name: Harrowmere Borough Council
      role: lead

availability:
  pattern: daytime
  start: "07:00"   # early
  response:
    - {priority: Urgent, definition: Someone is not safe, reply_minutes: 60, start_hours: 24}
    # the rest
    - priority: Standard
      definition: All other referrals
      reply_minutes: 240

outcomes:
  list:
    - id: O1
      statement: People do the everyday things that matter to them
    - id: O2
      statement: People see their friends
"""


@dataclass
class Form:
    """A form of a page with what stands in it."""

    address: str
    fields: MultiDict[str, str]


@dataclass
class Browser:
    """One browser with its cookie. `page` is what it shows."""

    client: FlaskClient
    workspace: Workspace
    address: str = ""
    page: html.HtmlElement = field(default_factory=lambda: html.fromstring("<p></p>"))
    status: int = 0

    def get(self, address: str) -> Browser:
        return self._show(self.client.get(address, base_url=ORIGIN), address)

    def form(self, number: int = -1) -> Form:
        """Return a form of the page, the last one if no other is named."""
        element = self.page.forms[number]
        fields = MultiDict[str, str](_values(element))
        return Form(str(urljoin(f"{ORIGIN}{self.address}", element.action or "")), fields)

    def press(
        self, button: str, values: Mapping[str, str | list[str]] | None = None, *, form: Form | None = None
    ) -> Browser:
        """Fill in a form and press the button with these words; follow where it leads."""
        asked = form or self.form()
        for name, value in (values or {}).items():
            asked.fields.setlist(name, value if isinstance(value, list) else [value])
        pressed = [one for one in self.page.iter("button") if _words(one) == button]
        assert pressed, f"no button {button!r} among {[_words(one) for one in self.page.iter('button')]}"
        if pressed[0].get("name"):
            asked.fields[pressed[0].get("name", "")] = pressed[0].get("value", "")
        return self.send(asked)

    def send(self, form: Form) -> Browser:
        answer = self.client.post(form.address, base_url=ORIGIN, data=form.fields, headers={"Origin": ORIGIN})
        if answer.status_code == 303:
            return self.get(answer.headers["Location"].partition("#")[0])
        return self._show(answer, form.address)

    @property
    def text(self) -> str:
        """What a person reads on the page."""
        return " ".join(self.page.text_content().split())

    def texts(self, kind: str) -> list[str]:
        """Return the words of all elements with a class."""
        return [_words(one) for one in self.page.find_class(kind)]

    def value(self, name: str) -> str:
        return str(self.form().fields.get(name, ""))

    def _show(self, answer: TestResponse, address: str) -> Browser:
        if answer.status_code in (302, 303):
            return self.get(answer.headers["Location"])
        self.status, self.address = answer.status_code, address
        self.page = html.fromstring(answer.get_data(as_text=True) or "<p></p>")
        return self


def opened(folder: Path, text: str | None = SMALL, name: str = "answers.yaml", council: str | None = None) -> Browser:
    """Return a browser in which a file of answers is open; without a text the start page."""
    app, workspace = application()
    workspace.close()
    workspace.files.clear()
    workspace.folder, workspace.council = folder, council
    browser = Browser(app.test_client(), workspace)
    browser.client.set_cookie(f"specgen-{PORT}", TOKEN, domain="127.0.0.1")
    if text is None:
        return browser.get("/")
    (folder / name).write_bytes(text.encode())
    workspace.open(folder / name)
    browser.address = f"/files/{name}/"
    return browser


@cache
def application() -> tuple[Flask, Workspace]:
    """Return the application of all tests of a process: its templates take longer to compile than a test does."""
    workspace = Workspace(Path(), None, lambda: TODAY)
    app = make_application(workspace, Access(TOKEN, PORT))
    app.testing = True
    return app, workspace


def another_tab(browser: Browser) -> Browser:
    """Return a second tab of the same browser."""
    return Browser(browser.client, browser.workspace).get(browser.address)


def _values(form: html.FormElement) -> Iterator[tuple[str, str]]:
    """Yield what a browser would send if no button were pressed."""
    for one in form.iter("input", "textarea", "select"):
        name = one.get("name")
        if not name or (one.get("type") in ("radio", "checkbox") and one.get("checked") is None):
            continue
        if one.tag == "textarea":
            yield name, (one.text or "").replace("\n", "\r\n")
        elif one.tag == "select":
            chosen = [option.get("value", "") for option in one.iter("option") if option.get("selected") is not None]
            yield name, (chosen or [next(one.iter("option")).get("value", "")])[0]
        else:
            yield name, one.get("value", "")


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
