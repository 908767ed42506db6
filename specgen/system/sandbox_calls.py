"""Serve calls in the child process of a sandbox that is kept: one object, made and used with few rights."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from time import process_time
from typing import Any, NoReturn, get_type_hints

from specgen.system.json_codec import from_json
from specgen.system.sandbox_child import Bounds, Channel, allow, give_up_powers, send_result


def serve_calls() -> NoReturn:
    """Be a sandboxed process that makes one object and calls its methods, until nobody asks any more."""
    channel = Channel(0, os.dup(1))
    os.dup2(2, 1)
    made: list[Any] = []

    def call(called: str, arguments: bytes) -> object:
        allow(bounds.seconds)
        made[:] = made or [kind(*_decoded(kind.__init__, own))]
        method = getattr(made[0], called)
        return method(*_decoded(method, arguments))

    def _decoded(function: Callable[..., object], arguments: bytes) -> Any:
        kinds = [hint for parameter, hint in get_type_hints(function).items() if parameter != "return"]
        return from_json(arguments, tuple[tuple(kinds)])  # type: ignore[misc]

    with suppress(EOFError):
        _, words, _ = channel.receive(2**30)
        name, own, coded = from_json(words, tuple[str, bytes, bytes])
        module, _, of_kind = name.partition(":")
        kind, bounds = getattr(import_module(module), of_kind), from_json(coded, Bounds)
        give_up_powers(channel, bounds)
        goes_on = True
        while goes_on and 2 * process_time() < bounds.lifetime:
            allow(0)
            _, words, _ = channel.receive(2**30)
            goes_on = send_result(channel, partial(call, *from_json(words, tuple[str, bytes])))
    os._exit(0)
