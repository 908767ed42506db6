"""`python -m specgen` in, the command line out."""

from __future__ import annotations

from specgen.cli import main

if __name__ == "__main__":
    main()
