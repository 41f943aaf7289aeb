"""What a drag brings to the board: files of the gallery, or any things of the case."""

from __future__ import annotations

import json

from PySide6.QtCore import QByteArray, QMimeData

from evidence_board.model.case_index import CaseIndex
from evidence_board.ui.gallery.item_mime import dragged_items

__all__ = ["THINGS_MIME", "dragged_things", "things_mime"]

#: A JSON list of row ids of entities or items. Means nothing outside this window.
THINGS_MIME = "application/x-evidence-things"


def things_mime(row_ids: list[str]) -> QMimeData:
    """Return the data of a drag of these things."""
    mime = QMimeData()
    mime.setData(THINGS_MIME, QByteArray(json.dumps(row_ids).encode()))
    return mime


def dragged_things(mime: QMimeData, index: CaseIndex) -> list[tuple[str, str]]:
    """Return kind and row id of what a drag brings; ids that the case does not have are left out."""
    ids = dragged_items(mime)
    if mime.hasFormat(THINGS_MIME):
        try:
            untrusted = json.loads(bytes(mime.data(THINGS_MIME).data()))
        except (ValueError, RecursionError):
            untrusted = None
        if isinstance(untrusted, list):
            ids += [one for one in untrusted if isinstance(one, str)]
    found = []
    for row_id in dict.fromkeys(ids):
        kind = index.kind_of(row_id)
        if kind is not None and kind not in ("link", "post"):
            found.append((kind, row_id))
    return found
