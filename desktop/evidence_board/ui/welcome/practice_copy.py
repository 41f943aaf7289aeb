"""Where the practice case lives: a copy in the user's own folder, which may be changed freely."""

import os
from collections.abc import Callable
from pathlib import Path

import platformdirs

from evidence_board.settings import load_settings

__all__ = ["build_practice_copy", "free_practice_path", "latest_practice_path", "practice_folder"]

_NAME, _SUFFIX = "practice", ".evidence"


def practice_folder() -> Path:
    """Return the folder of practice cases; the variable EVIDENCE_BOARD_CONFIG moves it with the settings."""
    moved = os.environ.get("EVIDENCE_BOARD_CONFIG")
    return Path(moved) if moved else Path(platformdirs.user_data_dir("evidence-board", appauthor=False))


def latest_practice_path() -> Path | None:
    """Return the practice case that was begun last, or None."""
    made = [path for path in practice_folder().glob(f"{_NAME}*{_SUFFIX}") if not path.stem.endswith("-making")]
    return max(made, key=lambda path: (path.stat().st_mtime, path.name), default=None)


def free_practice_path() -> Path:
    """Return a name for a new practice case; an earlier one is never written over."""
    folder, number = practice_folder(), 1
    while (path := folder / f"{_NAME}{'' if number == 1 else f'-{number}'}{_SUFFIX}").exists():
        number += 1
    return path


def build_practice_copy(path: Path, *, progress: Callable[[int, int, str], None]) -> Path:
    """Make the practice case; under its name stands only a whole one.

    Args:
        path: the new case file.
        progress: called with (done, of, words) in this thread.

    Raises:
        KnownError: the folder refuses it.
    """
    # Encoders and importers are not needed before somebody practises.
    from evidence_board.operations.practice import build_practice_case

    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_name(f"{path.stem}-making{path.suffix}")
    making.unlink(missing_ok=True)
    build_practice_case(making, actor=load_settings().name, progress=progress)
    making.rename(path)
    return path
