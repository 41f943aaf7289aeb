"""Tells when a script without `if __name__ == "__main__":` starts workers, each of which runs it once more."""

from __future__ import annotations

import multiprocessing
import os
import sys
from pathlib import Path

__all__ = ["end_if_run_again", "unguarded_script"]


def end_if_run_again() -> None:
    """End this process when it is a worker that is still importing the script it was started from.

    That script has just asked for workers of its own: it is not guarded, and would do everything twice. The
    process that started this one says so, in words.
    """
    # The mark by which `multiprocessing` itself refuses to go on here, with many lines of traceback.
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        os._exit(1)


def unguarded_script() -> str | None:
    """Return the name of the script that this program was started with if it has no guard, else None."""
    main = sys.modules.get("__main__")
    name = getattr(main, "__file__", None)
    # What was started with -m, and an installed program, is imported by name or not at all.
    if not name or getattr(main, "__spec__", None) is not None or getattr(sys, "frozen", False):
        return None
    try:
        text = Path(name).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return None if "__main__" in text else Path(name).name
