"""Run a command, in a sandboxed process where files of other people have a say in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from specgen.commands.result import CommandResult, Untrusted

Options = TypeVar("Options")


def run_command(command: Callable[[Options], CommandResult], options: Options, untrusted: Untrusted) -> CommandResult:
    """Return what a command gives back. What comes out of the sandbox is not trusted to name a file to write."""
    if not untrusted.paths:
        return command(options)
    from specgen.system.sandbox import run_sandboxed

    result = run_sandboxed(command, options, about=untrusted.name, reads=untrusted.paths)
    for file in result.all_files:
        if file.path not in untrusted.outputs or file.backup is not None:
            raise PermissionError(f"not a file that this command writes: {file.path}")
    return result
