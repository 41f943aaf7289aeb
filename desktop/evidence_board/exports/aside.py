"""Files written aside and then renamed, so that nobody ever finds half a file."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

__all__ = ["TargetExistsError", "file_aside", "folder_aside"]


class TargetExistsError(FileExistsError):
    """Something that is not empty stands where the export should go."""


@contextmanager
def file_aside(path: Path, *, overwrite: bool) -> Iterator[Path]:
    """Give a place beside ``path`` to write to; what was written takes the name when the block ends well.

    Args:
        path: the file to make.
        overwrite: whether a file that is there may be replaced; an empty one always may.

    Raises:
        TargetExistsError: there is a file with something in it.
        OSError: nothing can be written there.
    """
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a folder")
    if path.exists() and not path.is_file():
        # A device or a pipe; a rename would take its place.
        raise OSError(f"{path} is not a file")
    if not overwrite and path.exists() and path.stat().st_size:
        raise TargetExistsError(str(path))
    with _folder_in(path.absolute().parent) as folder:
        written = folder / path.name
        yield written
        _to_disk(written)
        written.replace(path)


@contextmanager
def folder_aside(path: Path, *, overwrite: bool) -> Iterator[Path]:
    """Give a folder beside ``path`` to write to; its files move into ``path`` when the block ends well.

    Files of other names that are in ``path`` already stay as they are.

    Args:
        path: the folder to make or to fill.
        overwrite: whether files of the same names may be replaced; an empty folder is always filled.

    Raises:
        TargetExistsError: there is a folder with something in it.
        NotADirectoryError: there is a file.
        OSError: nothing can be written there.
    """
    if path.exists() and not path.is_dir():
        raise NotADirectoryError(f"{path} is a file")
    if not overwrite and path.exists() and any(path.iterdir()):
        raise TargetExistsError(str(path))
    # On the drive of the target: only there is a rename one step.
    with _folder_in(path if path.exists() else path.absolute().parent) as folder:
        yield folder
        made = sorted(folder.iterdir())
        in_the_way = next((one.name for one in made if (path / one.name).is_dir()), None)
        if in_the_way is not None:
            raise IsADirectoryError(f"{path / in_the_way} is a folder")
        path.mkdir(exist_ok=True)
        for one in made:
            _to_disk(one)
            one.replace(path / one.name)


@contextmanager
def _folder_in(parent: Path) -> Iterator[Path]:
    folder = Path(mkdtemp(prefix=".evidence-board-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
