"""Exports of a case in foreign formats; the case itself is only read."""

from collections.abc import Callable
from pathlib import Path

from evidence_board.case.records import records
from evidence_board.exports.geojson import feature_collection, write_geojson
from evidence_board.exports.tables import write_csv
from evidence_board.model.errors import KnownError
from evidence_board.session import Session

__all__ = ["FORMATS", "export_case"]

_TABLES = ("items", "posts", "accounts", "people", "units", "locations", "equipment", "events", "links", "geotags")


def export_case(session: Session, /, *, form: str, out: Path) -> list[Path]:
    """Write the case in a format; returns the files written.

    Args:
        session: the open case.
        form: one of `FORMATS`.
        out: a file, or for csv a folder.

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
        written = FORMATS[form](session, out)
    except OSError as error:
        raise KnownError(
            f"The export to {out} failed.",
            means=f"It cannot be written ({error.strerror or error}). The case was not changed.",
            do="Choose another folder.",
        ) from error
    if not session.case.read_only:
        session.on_writer(
            lambda: session.gate.note("exported", {"format": form, "files": [path.name for path in written]})
        ).result()
    return written


def _is_the_case(session: Session, out: Path) -> bool:
    case = session.case.path
    beside = [case.with_name(case.name + tail) for tail in ("", "-wal", "-shm", "-journal", ".lock")]
    return any(path.exists() and out.exists() and path.samefile(out) for path in beside)


def _csv(session: Session, out: Path) -> list[Path]:
    return write_csv(out, {kind: session.read(records, kind) for kind in _TABLES})


def _geojson(session: Session, out: Path) -> list[Path]:
    items, locations, geotags = (session.read(records, kind) for kind in ("items", "locations", "geotags"))
    write_geojson(out, feature_collection(items, locations, geotags))
    return [out]


FORMATS: dict[str, Callable[[Session, Path], list[Path]]] = {"csv": _csv, "geojson": _geojson}
