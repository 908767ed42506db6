"""Run specgen as a program: `specgen`, and `python -m specgen`."""

from __future__ import annotations

import atexit
import gc

from specgen.cli import main as cli


def main() -> None:
    """Run one command and exit."""
    gc.set_threshold(100_000)  # what a command makes lasts until its end: to search it takes time for little
    atexit.register(gc.freeze)  # and Python would search it once more at the end, a tenth of a short command's time
    cli.main()


if __name__ == "__main__":
    main()
