"""Run the web application on this machine until it is interrupted, and say under which address it stands."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from flask import Flask
from waitress.server import create_server

from specgen.edit.access import Access
from specgen.edit.application import make_application
from specgen.edit.workspace import Workspace
from specgen.problems import CannotRead, about_file
from specgen.system.files import reason

__all__ = ["Options", "SayAddress", "serve"]

SayAddress = Callable[[str], None]
ADDRESS: Final = "127.0.0.1"
THREADS: Final = 4


@dataclass(frozen=True)
class Options:
    """The arguments of `specgen edit`."""

    answers: Path | None
    council: str | None
    port: int
    today: Callable[[], date]
    log_defect: Callable[[Exception], str]


def serve(options: Options, say_address: SayAddress) -> None:
    """Serve until interrupted; `say_address` gets the address to open once requests are answered there. Raises
    CannotRead for a port that is taken.
    """
    path = options.answers
    folder = Path() if path is None else path.parent
    workspace = Workspace(folder, options.council, options.today)
    is_there = path is not None and path.exists()
    if path is not None and not is_there:
        workspace.suggested = path.name
    application: list[Flask] = []
    try:
        server = create_server(
            lambda environ, respond: application[0](environ, respond), host=ADDRESS, port=options.port, threads=THREADS
        )
    except OSError as error:
        message = f"the port {options.port} cannot be used ({reason(error)})"
        raise CannotRead(about_file("", message, "leave --port out: a free one is taken", "usage")) from error
    access = Access(secrets.token_urlsafe(32), int(server.effective_port))
    application.append(make_application(workspace, access, path if is_there else None, options.log_defect))
    say_address(access.first_address)
    try:
        server.run()
    finally:
        server.close()
        workspace.close()
