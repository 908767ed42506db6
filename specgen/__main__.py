"""The command line in, a command run out: `specgen`, and `python -m specgen`."""

from __future__ import annotations

import gc
import sys

from specgen.cli.terminal import exit_after


def main() -> None:
    """Run one command and exit."""
    words = sys.argv[1:]
    if words[:1] == ["check"]:
        from specgen.cli.plain_check import check_files, plainly_asked

        asked = plainly_asked(words[1:])
        if asked is not None:
            gc.disable()  # what a check makes lasts until its end: to search it for garbage takes time and finds none
            exit_after(lambda: check_files(*asked))
    from specgen.cli import main as cli

    cli.main()


if __name__ == "__main__":
    main()
