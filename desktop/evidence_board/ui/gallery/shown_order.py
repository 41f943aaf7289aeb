"""In which order the files stand that are shown now, for everything that goes from one file to the next."""

from PySide6.QtWidgets import QWidget

from evidence_board.session import Session
from evidence_board.ui.gallery.gallery_pane import GalleryPane

__all__ = ["next_shown", "place_in_order"]


def _gallery(near: QWidget) -> GalleryPane | None:
    found = near.window().findChild(GalleryPane, GalleryPane.name)
    return found if found is not None and found.view.arrangement.ids else None


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
