"""Exports of a case in foreign formats; the case itself is only read."""

import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evidence_board.case.labels import read_labels
from evidence_board.case.records import records
from evidence_board.exports.aside import TargetExistsError, file_aside, folder_aside
from evidence_board.exports.geojson import feature_collection, write_geojson
from evidence_board.exports.hashes import hash_lines, write_hashes
from evidence_board.exports.kmz import kml_text, write_kmz
from evidence_board.exports.tables import TABLES, write_csv
from evidence_board.model.errors import KnownError
from evidence_board.model.map_objects import DrawingRow
from evidence_board.operations.attesting import anchor
from evidence_board.operations.small_pictures import small_pictures
from evidence_board.session import Session

__all__ = ["FORMATS", "ExportOptions", "export_case"]


@dataclass(frozen=True)
class ExportOptions:
    """What a person chose: whether earlier files may be replaced, whether small pictures go along."""

    overwrite: bool = False
    pictures: bool = True


def export_case(
    session: Session, /, *, form: str, out: Path, overwrite: bool = False, pictures: bool = True
) -> list[Path]:
    """Write the case in a format; returns the files written.

    Everything is written aside first and takes its name when it is whole.

    Args:
        session: the open case.
        form: one of `FORMATS`.
        out: a file, or for csv a folder.
        overwrite: whether files of an earlier export may be replaced; other files in a folder stay.
        pictures: whether a kmz holds a small picture of each placed file.

    Raises:
        KnownError: the target exists and is not ours to replace, or cannot be written.
    """
    if _is_the_case(session, out):
        raise KnownError(
            "The export would take the place of the case itself.",
            means="Nothing was written.",
            do="Choose another name.",
        )
    try:
        written = FORMATS[form](session, out, ExportOptions(overwrite=overwrite, pictures=pictures))
    except TargetExistsError as error:
        there = "folder with something in it" if out.is_dir() else "file"
        raise KnownError(
            f"There is already a {there} at {out}.",
            means="It was not touched.",
            do="Choose another name, or say that it may be replaced (--overwrite).",
        ) from error
    except NotADirectoryError as error:
        if not out.exists() or out.is_dir():
            raise _cannot_be_written(out, error) from error
        raise KnownError(
            f"{out} is a file; the tables go into a folder.", means="It was not touched.", do="Choose another name."
        ) from error
    except IsADirectoryError as error:
        raise KnownError(
            f"{error}, and the export is to write a file there.",
            means="It was not touched.",
            do="Choose another name.",
        ) from error
    except OSError as error:
        raise _cannot_be_written(out, error) from error
    if not session.case.read_only:
        detail = {"files": [path.name for path in written], "format": form, "hashes": _hashed(written)}
        words = f"Exported as {form}: {', '.join(path.name for path in written)}"
        session.on_writer(lambda: session.gate.note("exported", detail, words=words)).result()
    return written


def _hashed(written: list[Path]) -> dict[str, str]:
    """Return the SHA-256 of what was written, so that a proof of time about it is known again."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in written if path.is_file()}


def _is_the_case(session: Session, out: Path) -> bool:
    case = session.case.path
    beside = [case.with_name(case.name + tail) for tail in ("", "-wal", "-shm", "-journal", ".lock")]
    return any(path.exists() and out.exists() and path.samefile(out) for path in beside)


def _cannot_be_written(out: Path, error: OSError) -> KnownError:
    return KnownError(
        f"The export to {out} failed.",
        means=f"It cannot be written ({error.strerror or error}). The case was not changed.",
        do="Choose another folder.",
    )


def _csv(session: Session, out: Path, options: ExportOptions) -> list[Path]:
    with folder_aside(out, overwrite=options.overwrite) as folder:
        written = write_csv(folder, {kind: session.read(records, kind) for kind in TABLES})
    return [out / path.name for path in written]


def _geojson(session: Session, out: Path, options: ExportOptions) -> list[Path]:
    items, locations, geotags = (session.read(records, kind) for kind in ("items", "locations", "geotags"))
    drawings, about = _drawn(session)
    with file_aside(out, overwrite=options.overwrite) as path:
        write_geojson(path, feature_collection(items, locations, geotags, drawings=drawings, about=about))
    return [out]


def _kmz(session: Session, out: Path, options: ExportOptions) -> list[Path]:
    items, locations, geotags = (session.read(records, kind) for kind in ("items", "locations", "geotags"))
    drawings, about = _drawn(session)
    with file_aside(out, overwrite=options.overwrite) as path:
        placed = [str(one["ref"]) for one in items if one["latitude"] is not None]
        pictures = small_pictures(session, placed) if options.pictures else {}
        document = kml_text(
            items,
            locations,
            geotags,
            title=session.index.title,
            drawings=drawings,
            about=about,
            pictured=pictures.keys(),
        )
        write_kmz(path, document, pictures=pictures)
    return [out]


def _drawn(session: Session) -> tuple[list[DrawingRow], dict[tuple[str, str], str]]:
    """Return the drawings, and the refs of what they are about; the bin is left out."""
    drawings = list(session.index.drawings.values())
    things = [(row.target_kind, row.target_id) for row in drawings if row.target_kind and row.target_id]
    labels = session.read(read_labels, things)
    return drawings, {thing: label.ref for thing, label in labels.items() if label.ref and not label.in_bin}


def _hashes(session: Session, out: Path, options: ExportOptions) -> list[Path]:
    sql = (
        "SELECT i.ref, i.file_name, b.sha256 FROM item i JOIN blob b ON b.id = i.blob_id"
        " WHERE i.deleted_at IS NULL ORDER BY i.ref"
    )

    def lines(connection: sqlite3.Connection) -> list[str]:
        found = anchor(connection)
        files = connection.execute(sql).fetchall()
        return hash_lines(files, title=found.title, head_hash=found.head_hash, entries=found.entries)

    written = session.read(lines)
    with file_aside(out, overwrite=options.overwrite) as path:
        write_hashes(path, written)
    return [out]


FORMATS: dict[str, Callable[[Session, Path, ExportOptions], list[Path]]] = {
    "csv": _csv,
    "geojson": _geojson,
    "kmz": _kmz,
    "hashes": _hashes,
}
