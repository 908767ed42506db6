"""The browser fetches nothing from elsewhere, and another Host, another origin and a missing token get nothing."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.support.edit_server import EditServer

NOT_OPEN = "This page is not open here"
WRITES = """{method: "POST", mode: "no-cors", credentials: "include",
    body: new URLSearchParams({"answer:document.title": "Taken", "was:document.title": "null"})}"""
NAMES = ("", "sections/outcomes", "sections/availability", "check", "yaml", "draft")


def test_nothing_is_fetched_from_elsewhere(page: Page, sample: EditServer) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.goto(sample.first_address)
    for address in (sample.origin, *(sample.page("answers.yaml", name) for name in NAMES)):
        page.goto(address, wait_until="networkidle")
    assert len(asked) > 20
    assert {urlsplit(address).netloc for address in asked} == {urlsplit(sample.origin).netloc}


def test_another_host_is_refused(page: Page, sample: EditServer) -> None:
    """A name that somebody makes to point at this computer: Chromium takes *.localhost for 127.0.0.1."""
    answer = page.goto(sample.first_address.replace("127.0.0.1", "rebound.localhost"))
    assert answer is not None
    assert answer.status == 403
    expect(page.get_by_role("heading", level=1)).to_have_text(NOT_OPEN)


def test_a_missing_or_wrong_token_is_refused(page: Page, sample: EditServer) -> None:
    for address in (sample.origin, sample.page("answers.yaml", "yaml"), f"{sample.origin}/?token=wrong"):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 403
        expect(page.get_by_role("heading", level=1)).to_have_text(NOT_OPEN)
    assert page.context.cookies() == []


def test_another_origin_can_neither_read_nor_write(page: Page, elsewhere: str, tmp_path: Path) -> None:
    """The person has the page open, and visits a site that tries to use it."""
    file = tmp_path / "answers.yaml"
    file.write_text("model: care-planning\n")
    with EditServer(tmp_path, "answers.yaml") as server:
        page.goto(server.first_address)
        target = server.page("answers.yaml", "sections/document")
        page.goto(elsewhere)
        for options in ("{}", "{credentials: 'include'}", WRITES):
            assert page.evaluate(f"fetch({target!r}, {options}).then(() => 'read', () => 'refused')") == "refused"
        page.evaluate(
            f"""() => {{ const form = document.createElement("form"); form.method = "post"; form.action = {target!r};
                form.innerHTML = '<input name="answer:document.title" value="Taken"><button>Go</button>';
                document.body.append(form); }}"""
        )
        page.get_by_role("button", name="Go").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(NOT_OPEN)
        page.goto(elsewhere)
        page.evaluate(f"""() => {{ const frame = document.createElement("iframe"); frame.src = {target!r};
            document.body.append(frame); return new Promise(done => frame.onload = done); }}""")
        assert "Document control" not in (page.frames[1].content() if len(page.frames) > 1 else "")
    assert file.read_text() == "model: care-planning\n"


class _Nothing(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Elsewhere</title><body></body>")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on the terminal."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Another site on this computer: another port is another origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Nothing)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()
