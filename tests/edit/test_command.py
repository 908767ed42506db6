"""`specgen edit` says where its page is, opens the browser, and stops when it is interrupted."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
import webbrowser
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from specgen.edit import server
from tests.support.council_files import run
from tests.support.edit_pages import ORIGIN, SMALL, opened


def test_the_page_is_served_to_the_browser_that_has_the_address_and_to_no_other(tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text(SMALL)
    command = [sys.executable, "-m", "specgen", "edit", "answers.yaml", "--no-browser"]
    group = subprocess.CREATE_NEW_PROCESS_GROUP if sys.platform == "win32" else 0  # type: ignore[attr-defined]
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background passes it on as ignored
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, creationflags=group)
    signal.signal(signal.SIGINT, heard)
    assert process.stderr is not None
    try:
        address = re.search(r"http://127\.0\.0\.1:[0-9]+/\?token=\S+", process.stderr.readline())
        assert address is not None
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        with browser.open(address[0]) as page:
            assert page.url.endswith("/files/answers.yaml/")
            assert "Help at Home" in page.read().decode()
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.build_opener().open(address[0].partition("?")[0])
    finally:
        process.send_signal(signal.CTRL_BREAK_EVENT if os.name == "nt" else signal.SIGINT)  # type: ignore[attr-defined]
        assert process.wait(60) == 0
        rest = process.stderr.read()
        process.stderr.close()
    assert "Traceback" not in rest


def test_the_browser_is_opened_with_the_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def serve(options: server.Options, say_address: server.SayAddress) -> None:
        assert options.answers == tmp_path / "answers.yaml"
        say_address("http://127.0.0.1:1/?token=x")

    asked: list[str] = []
    monkeypatch.setattr(server, "serve", serve)
    monkeypatch.setattr(webbrowser, "open", asked.append)
    assert run("edit", tmp_path / "answers.yaml") == 0
    assert asked == ["http://127.0.0.1:1/?token=x"]
    assert "open in your browser: http://127.0.0.1:1/?token=x" in capsys.readouterr().err


def test_without_the_extra_the_command_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "specgen.edit.server")
    monkeypatch.setitem(sys.modules, "waitress.server", None)
    assert run("edit") == 2
    assert 'install it with: pip install "specgen[edit]"' in capsys.readouterr().err


def test_a_council_that_is_not_there_is_said_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("edit", "--council", "nowhere", "--no-browser") == 2
    assert "nowhere" in capsys.readouterr().err


def test_a_file_that_is_not_there_yet_gives_the_new_one_its_name(tmp_path: Path) -> None:
    browser = opened(tmp_path, None)
    browser.workspace.suggested = "help.yaml"
    assert browser.get("/").value("name") == "help.yaml"
    browser.workspace.suggested = "answers.yaml"


def test_a_defect_of_ours_is_a_page_and_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("a defect")

    browser = opened(tmp_path)
    monkeypatch.setattr(type(browser.workspace), "draft_of", broken)
    browser.client.application.testing = False
    answer = browser.client.get("/files/answers.yaml/", base_url=ORIGIN)
    browser.client.application.testing = True
    assert answer.status_code == 500
    assert "specgen has a defect, and this is not your fault" in answer.text
    assert "Traceback" not in answer.text
