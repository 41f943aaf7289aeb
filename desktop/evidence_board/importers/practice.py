"""The practice case "Tartus 2015": its folder of files, and its story.

The case is built like anyone's: `make_folder` writes the 48 files (44 pictures, 4 clips) into a folder,
the folder is imported, and what the story says beyond the files (`read_story`) is added to the items by
file name. Nothing here touches a case. All people, accounts and units are invented.

    story = read_story()
    for path in make_folder(folder):
        item = story.item_of_file(path.name)
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from evidence_board.importers.practice_reader import read_practice_story
from evidence_board.importers.practice_recipe import encoded
from evidence_board.importers.practice_story import PracticeExtra, PracticeItem, PracticeStory
from evidence_board.model.errors import BugError, KnownError

__all__ = ["make_folder", "read_story"]

Progress = Callable[[int, int, str], None]


def read_story() -> PracticeStory:
    """Return the story: accounts, people, places, links, and per file its post, place, time and tags.

    Raises:
        BugError: the resources are of another format than this program was built for.
    """
    return read_practice_story()


def make_folder(out: Path, *, progress: Progress | None = None, extras: bool = False) -> list[Path]:
    """Write the practice files into a folder, the same bytes at every run.

    A file appears under its name only when it is whole; files already there are written anew.

    Args:
        out: folder to write into; made when it is not there.
        progress: called in this thread after each file with (files done, files in all, name).
        extras: also write the four files of import practice: an exact copy, a recompressed copy, one that
            ends early, one with a year in the future.

    Returns:
        The files written, in the order of the story.

    Raises:
        KnownError: the folder cannot be written.
    """
    story = read_story()
    wanted: list[PracticeItem | PracticeExtra] = [*story.items, *(story.extras if extras else ())]
    made: list[Path] = []

    def make(each: PracticeItem | PracticeExtra) -> Path:
        content = encoded(each.recipe) if isinstance(each, PracticeItem) else _extra(story, each)
        return _write(out / each.file_name, content)

    try:
        out.mkdir(parents=True, exist_ok=True)
        # The encoders let other threads run; each file is still encoded by one thread, so the bytes stay.
        with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
            for path in pool.map(make, wanted):
                made.append(path)
                if progress is not None:
                    progress(len(made), len(wanted), path.name)
    except OSError as error:
        raise KnownError(
            f"The practice photos cannot be written to {out}.",
            means=f"{error.strerror or error}.",
            do="Choose a folder that can be written, with 30 MB free.",
        ) from error
    return made


def _extra(story: PracticeStory, extra: PracticeExtra) -> bytes:
    recipe = next(item.recipe for item in story.items if item.ref == extra.of)
    match extra.make:
        case "identical bytes under another name":
            return encoded(recipe)
        case "half size, JPEG quality 40, no metadata":
            return encoded(replace(recipe, format="jpeg", quality=40, stamp=None, scale=0.5))
        case "first 40 percent of the bytes only":
            whole = encoded(recipe)
            return whole[: len(whole) * 40 // 100]
        case "same picture, camera year written as 2041":
            return encoded(recipe.with_year(2041))
        case _:
            raise BugError(f"no recipe for the practice file {extra.file_name}: {extra.make!r}")


def _write(path: Path, content: bytes) -> Path:
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_bytes(content)
    return unfinished.replace(path)
