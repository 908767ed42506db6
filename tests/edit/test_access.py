"""Only the browser that was let in gets an answer, and a page can neither fetch nor send anything elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from specgen.edit.access import Access
from specgen.edit.application import make_application
from specgen.edit.workspace import Workspace
from tests.support.edit_pages import ORIGIN, PORT, TODAY, TOKEN, Browser, opened

COOKIE = f"specgen-{PORT}"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return opened(tmp_path_factory.mktemp("access"))


def test_the_first_address_sets_a_cookie_that_no_other_site_can_send_and_leads_to_the_file(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, None, lambda: TODAY)
    client = make_application(workspace, Access(TOKEN, PORT), tmp_path / "answers.yaml").test_client()
    answer = client.get(f"/?token={TOKEN}", base_url=ORIGIN)
    assert answer.headers["Location"] == "/files/answers.yaml/"
    assert answer.headers["Set-Cookie"] == f"{COOKIE}={TOKEN}; HttpOnly; Path=/; SameSite=Strict"


@pytest.mark.parametrize(
    ("headers", "cookie"),
    [
        ({}, None),
        ({}, "another"),
        ({"Host": "attacker.example:5000"}, TOKEN),
        ({"Host": "127.0.0.1:80"}, TOKEN),
        ({"Host": "127.0.0.1"}, TOKEN),
        ({"Origin": "http://attacker.example"}, TOKEN),
        ({"Origin": "http://127.0.0.1:5001"}, TOKEN),
        ({"Origin": f"https://127.0.0.1:{PORT}"}, TOKEN),
        ({"Origin": "null"}, TOKEN),
        ({"Sec-Fetch-Site": "cross-site"}, TOKEN),
        ({"Sec-Fetch-Site": "same-site"}, TOKEN),
    ],
    ids=str,
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_request_without_all_that_it_needs_is_refused(
    browser: Browser, method: str, headers: dict[str, str], cookie: str | None, tmp_path: Path
) -> None:
    client = browser.client.application.test_client()
    if cookie is not None:
        client.set_cookie(COOKIE, cookie, domain=headers.get("Host", "127.0.0.1").partition(":")[0])
    sent = {"Origin": ORIGIN, **headers} if method == "POST" else headers
    for address in ("/", "/files/answers.yaml/", "/files/answers.yaml/draft.docx", "/static/style.css", "/nothing"):
        answer = client.open(address, method=method, base_url=ORIGIN, headers=sent)
        assert answer.status_code == 403
        assert "Harrowmere" not in answer.text


def test_a_form_without_an_origin_is_refused(browser: Browser) -> None:
    before = _file(browser).read_bytes()
    address = "/files/answers.yaml/sections/availability"
    answer = browser.client.post(address, base_url=ORIGIN, data={"was:availability.end": "{}"})
    assert (answer.status_code, _file(browser).read_bytes()) == (403, before)


def test_every_answer_forbids_scripts_styles_frames_and_connections_of_others(browser: Browser) -> None:
    for address in ("/", "/files/answers.yaml/", "/static/page.js", "/nothing"):
        headers = browser.client.get(address, base_url=ORIGIN).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert (headers["Cache-Control"], headers["X-Content-Type-Options"]) == ("no-store", "nosniff")


@pytest.mark.parametrize("address", ["/", "/files/answers.yaml/", "/files/answers.yaml/sections/availability",
                                     "/files/answers.yaml/check", "/files/answers.yaml/yaml"])  # fmt: skip
def test_a_page_names_no_other_site_and_has_no_script_or_style_of_its_own(browser: Browser, address: str) -> None:
    browser.get(address)
    for element in browser.page.iter():
        assert not any(name == "style" or name.startswith("on") for name in element.attrib)
        for name in ("href", "src", "action", "data-address"):
            assert re.match(r"(/(?!/)|#|$)", element.get(name, "")), f"{element.tag} {name}={element.get(name)}"
    assert [one for one in browser.page.iter("script", "style") if (one.text or "").strip()] == []


@pytest.mark.parametrize("name", ["../secret.yaml", "..%2Fsecret.yaml", "secret.yaml", "%2Fetc%2Fpasswd"])
def test_a_file_that_is_not_open_is_no_page(browser: Browser, name: str) -> None:
    (_file(browser).parent / "secret.yaml").write_text("model: secret\n")
    assert browser.get(f"/files/{name}/yaml").status == 404
    assert "model: secret" not in browser.text


def _file(browser: Browser) -> Path:
    return browser.workspace.files["answers.yaml"].path
