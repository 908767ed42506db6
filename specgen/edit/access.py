"""Let in one browser on this machine, and nobody else: token, Host, Origin, and headers that let nothing in or out.

Other programs on the machine, other people's pages in the same browser and names that are made to point at 127.0.0.1
(DNS rebinding) all reach the port. The token opens the door once, as part of the first address; from then on a cookie
holds it that no other site can send along.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Request, Response, redirect, render_template, request

__all__ = ["Access", "guard"]

TOKEN: Final = "token"  # noqa: S105   the name of a parameter
NAMES: Final = ("127.0.0.1", "localhost")
POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",  # so that Back asks again and shows what is in the file
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",  # with no-referrer browsers would send `Origin: null` with our own forms
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True)
class Access:
    """What a request has to have. A cookie knows no port, so its name has one."""

    token: str
    port: int

    @property
    def cookie(self) -> str:
        return f"specgen-{self.port}"

    @property
    def hosts(self) -> tuple[str, ...]:
        return tuple(f"{name}:{self.port}" for name in NAMES)

    @property
    def first_address(self) -> str:
        return f"http://{self.hosts[0]}/?{TOKEN}={self.token}"

    def holds(self, token: str | None) -> bool:
        return token is not None and hmac.compare_digest(token.encode(), self.token.encode())


def guard(app: Flask, access: Access, home: str) -> None:
    """Let an application answer only requests that have what they must; the first one is sent on to `home`."""

    @app.before_request
    def check() -> Response | tuple[str, int] | None:
        if request.host not in access.hosts:
            return _refused("This page answers only under its own address.")
        if not _is_from_here(request):
            return _refused("Another site asked for this page.")
        if request.method == "GET" and request.path == "/" and access.holds(request.args.get(TOKEN)):
            response = redirect(home)
            response.set_cookie(access.cookie, access.token, httponly=True, samesite="Strict", path="/")
            return response  # type: ignore[return-value]
        if not access.holds(request.cookies.get(access.cookie)):
            return _refused("This address belongs to a run of specgen that has ended, or it lacks its token.")
        return None

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response


def _is_from_here(asked: Request) -> bool:
    """Whether the page that asks is one of ours, or the person typed the address."""
    if asked.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
        return False
    origin = asked.headers.get("Origin")
    if origin is None:
        return asked.method in ("GET", "HEAD")  # every browser names the origin of a form
    parts = urlsplit(origin)
    return parts.scheme == "http" and parts.netloc == asked.host


def _refused(why: str) -> tuple[str, int]:
    return render_template("refused.html", why=why), 403
