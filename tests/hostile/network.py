"""Listen at an address that hostile files name."""

from __future__ import annotations

import socket

_DOOR = socket.create_server(("127.0.0.1", 0))  # in each process of the tests one of its own
_DOOR.settimeout(0)
NOBODY = f"http://127.0.0.1:{_DOOR.getsockname()[1]}"


def somebody_called() -> bool:
    """Whatever asks, whether Python or a library in another language: it has to come through this door."""
    try:
        _DOOR.accept()[0].close()
    except BlockingIOError:
        return False
    return True
