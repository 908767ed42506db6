"""The words behind `specgen check` in, its work done out, where they are plain: without the library for command lines.

That library takes as long to load as a document of 100,000 words takes to check. What is not plain at a glance (help,
an unknown option, a value that is missing, two options in one word) is left to it, so that it alone says what is wrong
with a command line. A test holds the options here to those in `cli`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from specgen.cli.terminal import say, show

WITH_VALUE: Final = ("--glossary", "--council", "--format", "--comments", "--contract")
FLAGS: Final = ("--fix",)


def plainly_asked(words: Sequence[str]) -> tuple[list[Path], Mapping[str, str]] | None:
    """Return the files and the options, or None if they cannot be told without the library for command lines."""
    files, options, left = list[Path](), dict[str, str](), list(reversed(words))
    while left:
        word = left.pop()
        if word in FLAGS:
            options[word] = word
        elif word in WITH_VALUE and left and not left[-1].startswith("-"):
            options[word] = left.pop()
        elif word.startswith("-"):
            return None
        else:
            files.append(Path(word))
    return (files, options) if files else None


def check_files(files: Sequence[Path], options: Mapping[str, str]) -> int:
    """Review the files, say what is found, and return the exit code. Raises SpecgenError for what cannot be checked."""
    from specgen.commands.check import Wanted, strange, told

    paths = {word: Path(value) for word, value in options.items()}
    form, fix = options.get("--format", "text"), "--fix" in options
    glossary, comments, contract = (paths.get(word) for word in ("--glossary", "--comments", "--contract"))
    wanted = Wanted(tuple(files), glossary, options.get("--council"), form, comments, fix=fix, contract=contract)
    reads = strange(wanted)
    if reads:
        from specgen.system.sandbox import confined

        writes = (*wanted.files, *(() if comments is None else (comments,)))
        done = confined(told, wanted, about=", ".join(map(str, wanted.files)), reads=reads, writes=writes)
    else:
        done = told(wanted)
    show(done.report)
    for line in done.said:
        say(line)
    if done.failed:
        raise done.failed
    return 1 if done.errors else 0
