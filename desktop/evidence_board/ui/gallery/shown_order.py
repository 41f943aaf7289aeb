"""In which order the files stand that are shown now, for everything that goes from one file to the next."""

from weakref import WeakKeyDictionary

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from evidence_board.session import Session
from evidence_board.ui.gallery.gallery_pane import GalleryPane

__all__ = ["next_shown", "place_in_order"]


#: Window -> its gallery, so that it is looked for once and not with every step.
_galleries: "WeakKeyDictionary[QWidget, GalleryPane]" = WeakKeyDictionary()


def _gallery(near: QWidget) -> GalleryPane | None:
    window = near.window()
    found = _galleries.get(window)
    if found is None or not isValid(found) or found.window() is not window:
        found = window.findChild(GalleryPane, GalleryPane.name)
        if found is None:
            return None
        _galleries[window] = found
    return found if found.view.arrangement.ids else None


def place_in_order(near: QWidget, session: Session, item_id: str) -> tuple[int, int] | None:
    """Return (number, of how many) of a file among those that pass the filter, None if it does not pass.

    Args:
        near: any widget of the window; the order of its gallery counts, else that of the index.
        session: the open case.
        item_id: the file.
    """
    visible = session.visible
    if item_id not in visible:
        return None
    gallery = _gallery(near)
    if gallery is not None:
        position = gallery.view.arrangement.position
        if item_id in position:
            return position[item_id] + 1, len(position)
    return list(visible).index(item_id) + 1, len(visible)


def next_shown(near: QWidget, session: Session, item_id: str, *, step: int) -> str | None:
    """Return the file so many steps on in the order of the gallery, None past either end."""
    gallery = _gallery(near)
    order = gallery.order if gallery is not None else list(session.visible)
    if item_id not in order:
        return order[0] if order else None
    at = order.index(item_id) + step
    return order[at] if 0 <= at < len(order) else None
