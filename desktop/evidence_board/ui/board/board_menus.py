"""The menus of the board: the ellipsis in its header, and the context menus."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QMenu, QWidget

from evidence_board.ui.i18n import count, tr
from evidence_board.ui.theme import Theme

__all__ = ["Verbs", "board_menu", "thing_menu"]

#: Name of a verb -> what does it; what is not there is not offered.
Verbs = Mapping[str, Callable[[], None]]


def board_menu(menu: QMenu, verbs: Verbs, *, theme: Theme, everything: bool, keep: bool, photos: bool) -> None:
    """Fill the menu of the whole board.

    Args:
        menu: is emptied first.
        verbs: ``all``, ``again``, ``keep``, ``fit``, ``photos``, ``new``, ``legend``.
        theme: gives the icons.
        everything: whether everything is shown.
        keep: whether what the user placed stays.
        photos: whether photos are shown.
    """
    menu.clear()
    if "new" in verbs:
        _add(menu, verbs, "new", tr("New entity here"), "E", theme, "plus")
        menu.addSeparator()
    _check(menu, verbs, "all", tr("Show all"), everything)
    _check(menu, verbs, "photos", tr("Show photos"), photos)
    menu.addSeparator()
    _add(menu, verbs, "again", tr("Lay out again"), "", theme, "refresh-cw")
    _check(menu, verbs, "keep", tr("Keep what I placed"), keep)
    menu.addSeparator()
    _add(menu, verbs, "fit", tr("Zoom to fit"), "", theme, "maximize")
    _add(menu, verbs, "legend", tr("What the lines mean"), "", theme, "circle-help")


def thing_menu(verbs: Verbs, *, number: int, theme: Theme, parent: QWidget) -> QMenu:
    """Return the context menu of what is selected.

    Args:
        verbs: ``open``, ``link``, ``cite``, ``rename``, ``preview``, ``place``, ``tag``, ``delete``.
        number: how many things are selected.
        theme: gives the icons.
        parent: owner of the menu.
    """
    menu = QMenu(parent)
    words = (
        ("open", tr("Show what is around it"), tr("Enter"), "waypoints"),
        ("link", tr("Link"), "L", "link"),
        ("cite", tr("Cite for a fact"), "Q", "quote"),
        ("rename", tr("Rename"), "F2", "pencil"),
        ("preview", tr("Preview"), tr("Space"), "eye"),
        ("place", tr("Place on the map"), "G", "map-pin-plus"),
        ("tag", tr("Tag"), "#", "tag"),
    )
    for name, title, key, icon in words:
        _add(menu, verbs, name, title, key, theme, icon)
    if "delete" in verbs:
        menu.addSeparator()
        several = count(number, one="Move to bin", many="Move {n} things to bin")
        _add(menu, verbs, "delete", several, tr("Del"), theme, "trash-2")
    return menu


def _add(menu: QMenu, verbs: Verbs, name: str, title: str, key: str, theme: Theme, icon: str) -> None:
    verb = verbs.get(name)
    if verb is None:
        return
    action = menu.addAction(theme.icon(icon), f"{title}\t{key}" if key else title)
    action.setObjectName(name)
    action.triggered.connect(lambda _=False: verb())


def _check(menu: QMenu, verbs: Verbs, name: str, title: str, checked: bool) -> None:
    verb = verbs.get(name)
    if verb is None:
        return
    action = menu.addAction(title)
    action.setObjectName(name)
    action.setCheckable(True)
    action.setChecked(checked)
    action.triggered.connect(lambda _=False: verb())
