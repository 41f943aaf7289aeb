"""Whether a file at the source is another one than the case holds: for "Try again"."""

import hashlib
import os
from pathlib import Path

from evidence_board.importers.folder import open_regular, shown
from evidence_board.model.errors import KnownError

__all__ = ["has_changed"]


def has_changed(path: Path, *, sha256: str) -> bool:
    """Tell whether a file has other bytes than those with a hash; reads it once, never through a link.

    Raises:
        KnownError: it is not there any more, or cannot be read.
    """
    try:
        with os.fdopen(open_regular(path), "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() != sha256
    except FileNotFoundError as error:
        raise KnownError(
            "The file is no longer where it was.",
            means=f"It was read from {shown(path)}.",
            do="Bring the source back, or import the file from where it is now.",
        ) from error
    except OSError as error:
        raise KnownError(
            "The file cannot be read again.",
            means=f"{shown(path)}: {error.strerror or error}.",
            do="Check the drive, then try again.",
        ) from error
