"""Accept or reject what specgen proposed in a draft, by cause."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from specgen.commands.result import CommandResult, OutputFile, Untrusted
from specgen.revise.settle import settle_file


@dataclass(frozen=True)
class Options:
    """The arguments of the commands."""

    file: Path
    cause: str
    output: Path | None
    accepts: bool


def untrusted(options: Options) -> Untrusted:
    return Untrusted((options.file,), str(options.file), (options.output or options.file,))


def settle(options: Options) -> CommandResult:
    """Return the file with the proposals of one cause accepted or rejected. Raises SpecgenError."""
    settled = settle_file(options.file, options.cause, accepts=options.accepts)
    path = options.output or options.file
    done = "accepted" if options.accepts else "rejected"
    messages = [f"{settled.changes} change{'' if settled.changes == 1 else 's'} {done}"]
    if settled.shared:
        messages.append(f"{settled.shared} left, for they follow from another cause too")
    if settled.touched:
        number = len(settled.touched)
        messages.append(f"{number} left, for somebody has worked on what was proposed: decide in Word, one by one")
        messages += [f"  {place}" for place in settled.touched]
    if settled.left:
        messages += ["still open:", *(f"  {cause}" for cause in settled.left)]
    is_itself = path.resolve() == options.file.resolve()
    file = OutputFile(path, settled.document, remedy="" if is_itself else "give the file another name with -o")
    return CommandResult(f"{path}\n", tuple(messages), int(bool(settled.touched)), (file,))
