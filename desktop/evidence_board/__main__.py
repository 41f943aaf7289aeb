"""Starts the program: the command line, which also opens the window."""

import sys
from multiprocessing import freeze_support
from pathlib import Path

__all__ = ["gui", "main"]


def main() -> None:
    """Run the command line; without arguments, or with a case, it opens the window."""
    # First of all: in an installed program this process may be one of our workers.
    freeze_support()
    from evidence_board.cli.main import cli

    cli(prog_name="evidence-board")


def gui() -> None:
    """Open the window, with the case named in the arguments if one is; needs no terminal."""
    freeze_support()
    from evidence_board.app import run

    case = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    sys.exit(run(case))


if __name__ == "__main__":
    main()
