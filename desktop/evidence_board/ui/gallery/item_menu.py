"""The context menu of files: what can be done with what is selected."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from evidence_board.ui.i18n import count, tr
from evidence_board.ui.theme import Theme

__all__ = ["MenuActions", "item_menu"]

#: Verb -> what to do. The verbs are preview, place, link, tag, copy, save and bin.
MenuActions = dict[str, Callable[[], None]]


def item_menu(
    number: int, actions: MenuActions, *, tags: Sequence[tuple[str, Callable[[], None]]], theme: Theme, parent: QWidget
) -> QMenu:
    """Return the menu for so many files.

    Args:
        number: how many files are selected; saving an original is for one alone.
        actions: what each verb does.
        tags: tags of the case, each with what puts it on the files.
        theme: gives the icons.
        parent: owner of the menu.
    """
    menu = QMenu(parent)

    def add(target: QMenu, verb: str, icon: str, words: str, key: str = "") -> None:
        action = target.addAction(theme.icon(icon), f"{words}\t{key}" if key else words)
        action.setObjectName(verb)
        action.triggered.connect(lambda _=False: actions[verb]())

    add(menu, "preview", "eye", tr("Preview"), tr("Space"))
    add(menu, "place", "map-pin-plus", tr("Place on the map"), "G")
    add(menu, "link", "link", tr("Link"), "L")
    tag_menu = menu.addMenu(theme.icon("tag"), tr("Tag"))
    for path, put in tags:
        tag_menu.addAction(f"#{path}".replace("&", "&&")).triggered.connect(lambda _=False, one=put: one())
    if tags:
        tag_menu.addSeparator()
    add(tag_menu, "tag", "plus", tr("New tag"), "#")
    menu.addSeparator()
    add(menu, "copy", "copy", tr("Copy reference") if number == 1 else tr("Copy references"))
    if number == 1:
        add(menu, "save", "download", tr("Save original as"))
    menu.addSeparator()
    words = tr("Move to bin") if number == 1 else count(number, one="Move to bin", many="Move {n} files to bin")
    add(menu, "bin", "trash-2", words, tr("Del"))
    return menu
