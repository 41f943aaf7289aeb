"""The first module of the installed program."""

import multiprocessing
import sys
from pathlib import Path

if __name__ == "__main__":
    # Before anything else: a worker process of the frozen program starts here too.
    multiprocessing.freeze_support()
    from evidence_board.__main__ import gui, main

    sys.exit(gui() if Path(sys.executable).stem.endswith("-gui") else main())
