"""What a click or key does to the selection: pure functions over the order the gallery shows."""

from evidence_board.selection import Selection, extend, replace, toggle

__all__ = ["clicked", "dragged_ids", "selected_alike", "stepped"]


def clicked(
    selection: Selection, item_id: str, order: list[str], *, shift: bool = False, ctrl: bool = False
) -> Selection:
    """Return the selection after a click: alone, extended with Shift, toggled with Ctrl, added to with both."""
    if shift:
        run = extend(selection, item_id, order)
        if not ctrl:
            return run
        both = tuple(dict.fromkeys((*selection.ids, *run.ids)))
        return Selection(both, item_id, run.anchor)
    return toggle(selection, item_id) if ctrl else replace([item_id])


def stepped(selection: Selection, item_id: str, order: list[str], *, shift: bool) -> Selection:
    """Return the selection after an arrow key led to a file."""
    return extend(selection, item_id, order) if shift else replace([item_id])


def selected_alike(item_id: str, alike: list[str]) -> Selection:
    """Return the selection after an Alt click: all files like this one, this one current."""
    return replace(alike, current=item_id)


def dragged_ids(selection: Selection, item_id: str, order: list[str]) -> list[str]:
    """Return what a drag that begins on a file takes along: the selected files if it is one of them."""
    if item_id not in selection.ids:
        return [item_id]
    chosen = frozenset(selection.ids)
    return [one for one in order if one in chosen]
