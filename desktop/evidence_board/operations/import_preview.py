"""What an import would bring in, without writing anything: the dry run."""

import hashlib
import os
import time
from pathlib import Path

from evidence_board.case import blob_mending, blobs
from evidence_board.importers.folder import Refused, open_regular, plan_import
from evidence_board.operations.examined import live_item_with
from evidence_board.operations.importing import ImportReport
from evidence_board.session import Session

__all__ = ["preview_import"]


def preview_import(session: Session, paths: list[Path]) -> ImportReport:
    """Count what is new, what repeats and what is refused; hashes every file, examines none.

    ``with_gps``, ``geotags`` and ``problems`` therefore stay empty. ``mended`` counts the repeats with which damaged
    stored bytes would be made whole, ``beyond_mending`` those with which they could not.
    """
    started = time.monotonic()
    plan = plan_import(paths, leave_out=[session.case.path])
    report = ImportReport(refused=list(plan.refused))
    seen: set[str] = set()
    damaged = 0
    for path in plan.files:
        try:
            with os.fdopen(open_regular(path), "rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
                blob_id = session.read(blobs.find_blob, sha256)
                known = blob_id is not None and session.read(live_item_with, blob_id) is not None
                if blob_id is not None and sha256 not in seen:
                    file.seek(0)
                    if session.read(blob_mending.differs_from_file, blob_id, file):
                        damaged += 1
        except OSError as error:
            report.refused.append(Refused(str(path), f"It cannot be read: {error.strerror or error}."))
            continue
        if known or sha256 in seen:
            report.duplicates += 1
        else:
            report.added += 1
        seen.add(sha256)
    if damaged and session.read(blob_mending.can_be_mended):
        report.mended = damaged
    else:
        report.beyond_mending = damaged
    report.seconds = time.monotonic() - started
    return report
