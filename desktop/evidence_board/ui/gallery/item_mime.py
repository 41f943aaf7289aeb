"""Files of the case on their way from the gallery to the map, the board or a tag."""

import json

from PySide6.QtCore import QByteArray, QMimeData

__all__ = ["ITEMS_MIME", "dragged_items", "items_mime"]

#: A JSON list of item ids. Means nothing outside this window.
ITEMS_MIME = "application/x-evidence-items"


def items_mime(item_ids: list[str]) -> QMimeData:
    """Return the data of a drag of these files."""
    mime = QMimeData()
    mime.setData(ITEMS_MIME, QByteArray(json.dumps(item_ids).encode()))
    return mime


def dragged_items(mime: QMimeData) -> list[str]:
    """Return the ids of the files a drag brings; empty when it brings something else.

    Another program may drag data under our name, so nothing but a list of texts is believed; the receiver
    looks the ids up in its own index.
    """
    if not mime.hasFormat(ITEMS_MIME):
        return []
    try:
        untrusted = json.loads(bytes(mime.data(ITEMS_MIME).data()))
    except (ValueError, RecursionError):
        return []
    if not isinstance(untrusted, list):
        return []
    return [one for one in untrusted if isinstance(one, str)]
