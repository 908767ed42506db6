"""Print, write and exit: standard output, standard error, files and exit codes.

Results go to standard output, everything else to standard error. Start-up time counts, so what is seldom needed is
imported where it is needed.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable
    from typing import TextIO

    from specgen.commands.result import CommandResult, OutputFile, Question


UNSEEN = (*range(0x202A, 0x202F), *range(0x2061, 0x2065), *range(0x2066, 0x2070), *range(0xFE00, 0xFE0E))
TAGS = (*range(0xE0000, 0xE0080), *range(0xE0100, 0xE01F0), 0x034F, 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0)
# What steers a terminal, and what nobody sees there.
STEERING = dict.fromkeys((*range(32), *range(127, 160), *UNSEEN, *TAGS), "\ufffd")
for kept in "\t\n\r":
    del STEERING[ord(kept)]


def exit_after(work: Callable[[], object]) -> NoReturn:
    """Do the work of a command, and exit with its code; nobody ever sees a traceback."""
    try:
        prepare_streams()
        done = work()
        code = done if isinstance(done, int) else 0
    except SystemExit as exit:
        code = exit.code if isinstance(exit.code, int) else 2
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:  # the parser of the command line had something to say, and nobody reads it
        _close(sys.stderr)
        code = 2
    except Exception as error:  # noqa: BLE001 - this is the one place where everything ends up
        code = finish(error)
    sys.exit(code)


def prepare_streams() -> None:
    """What goes into a file or a pipe is UTF-8; a terminal shows what it can."""
    import io

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream is sys.stdout and not stream.isatty():
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
            else:
                stream.reconfigure(errors="backslashreplace")


def show(text: str) -> None:
    """Results go to standard output; a reader who has left (`| head`) is no failure."""
    try:
        sys.stdout.write(harmless(text))
        sys.stdout.flush()
    except OSError as error:
        _close(sys.stdout)
        if _has_left(error):
            raise SystemExit(0) from error
        from specgen.problems import CannotRead, about_file

        reason = (error.strerror or "no reason given").lower()
        problem = about_file("", f"the result cannot be written ({reason})", "", "output")
        raise CannotRead(problem) from error


def say(text: str) -> None:
    """Messages go to standard error; where nobody reads them (`2>&1 | head`) the command goes on without them."""
    from specgen.problems import one_line

    try:
        print(one_line(harmless(text)), file=sys.stderr, flush=True)
    except OSError:
        _close(sys.stderr)


def harmless(text: str) -> str:
    """Return a text without the signs that steer a terminal: names of files and words of strangers stand in it."""
    return text if text.isprintable() else text.translate(STEERING)


def deliver(result: CommandResult) -> None:
    """Write the files of a command, print its output, say its messages, and exit if it asks for a code of its own."""
    if result.question is not None and _is_agreed(result.question):
        deliver(result.question.accepted)
        return
    backups = [backup for file in result.files if (backup := _write(file))]
    show(result.output)
    for line in (*result.messages, *backups):
        say(line)
    if result.exit_code:
        raise SystemExit(result.exit_code)


def _is_agreed(question: Question) -> bool:
    """Show what would be done and ask; where nobody can answer, the answer is no."""
    for line in question.lines:
        say(line)
    if not sys.stdin or not sys.stdin.isatty():
        say(f"nothing was written; to write this without being asked: {question.option}")
        return False
    sys.stderr.write(f"{question.text} [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() in ("y", "yes"):
        return True
    say("nothing was written")
    return False


def _write(file: OutputFile) -> str:
    """Write a file, and return what to say of a backup."""
    from specgen.problems import CannotRead, WrongInput, about_file
    from specgen.system.files import make_folder, reason, write_whole, write_with_backup

    if file.in_new_folder:
        make_folder(file.path.parent)
    if not file.remedy:
        if file.is_answers:
            from specgen.inputs.models.blank_answers import holds_answers

            backup = write_with_backup(file.path, file.data, holds_answers)
            return f"{file.path}: what stood there before is kept as {backup}"
        write_whole(file.path, file.data, backup=file.backup)
        return ""
    try:
        with file.path.open("xb") as stream:  # unlike a look beforehand, this leaves no moment for another program
            stream.write(file.data)
    except FileExistsError as error:
        raise WrongInput(about_file(str(file.path), "is there already", file.remedy, "output")) from error
    except OSError as error:
        raise CannotRead(about_file(str(file.path), f"cannot be written ({reason(error)})", "", "output")) from error
    return ""


def finish(error: Exception) -> int:
    """Say what stopped the command, and how to exit."""
    from specgen.problems import SpecgenError

    if isinstance(error, SpecgenError):
        from specgen.commands.report import error_lines, exit_code

        for line in error_lines(error):
            say(line)
        return exit_code(error)
    say(f"specgen has a defect, and this is not your fault: {log_defect(error)}")
    return 3


def log_defect(error: Exception) -> str:
    """Write down what we need to find the defect, and say where."""
    import platform
    import tempfile
    import traceback

    from specgen.version import VERSION

    kind = type(error).__name__
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", errors="backslashreplace", prefix="specgen-", suffix=".log", delete=False
        ) as log:
            log.write(f"specgen {VERSION}, Python {platform.python_version()}, {platform.platform()}\n")
            log.writelines(traceback.format_exception(error))
    except OSError:
        return f"{kind} (a log could not be written)"
    return f"{kind}; please send us the log at {log.name}"


def _has_left(error: OSError) -> bool:
    import errno

    return isinstance(error, BrokenPipeError) or error.errno == errno.EINVAL


def _close(stream: TextIO) -> None:
    """Keep Python from trying once more, and complaining, when it exits."""
    import os
    from contextlib import suppress

    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def day_of(text: str | None) -> datetime.date:
    """Return the day that --date names, or today."""
    from datetime import date, datetime

    if text is None:
        return datetime.now().astimezone().date()
    from specgen.problems import CannotRead, about_file

    try:
        return date.fromisoformat(text)
    except ValueError:
        problem = about_file("", f'--date: "{text}" is not a date', "write it as 2027-04-05", "usage")
        raise CannotRead(problem) from None
