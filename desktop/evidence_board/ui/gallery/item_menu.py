"""The context menu of files: what can be done with what is selected."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from evidence_board.ui.i18n import count, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.work_status import fill_status_menu, status_icon

__all__ = ["MenuActions", "item_menu"]

#: Verb -> what to do. The verbs are preview, place, link, tag, collect, take_out, copy, save
#: and bin.
MenuActions = dict[str, Callable[[], None]]


def item_menu(
    number: int,
    actions: MenuActions,
    *,
    tags: Sequence[tuple[str, Callable[[], None]]],
    states: Sequence[str],
    mark: Callable[[str], None],
    can_write: bool,
    theme: Theme,
    parent: QWidget,
    like: QMenu | None = None,
) -> QMenu:
    """Return the menu for so many files.

    Args:
        number: how many files are selected; saving an original is for one alone.
        actions: what each verb does.
        tags: tags of the case, each with what puts it on the files.
        states: how far the work on them has come.
        mark: called with the state that all are to have.
        can_write: whether anything can be changed; else only what reads is offered.
        theme: gives the icons.
        parent: owner of the menu.
        like: menu that filters by what is true of the file.
    """
    menu = QMenu(parent)

    def add(target: QMenu, verb: str, icon: str, words: str, key: str = "") -> None:
        action = target.addAction(theme.icon(icon), f"{words}\t{key}" if key else words)
        action.setObjectName(verb)
        action.triggered.connect(lambda _=False: actions[verb]())

    add(menu, "preview", "eye", tr("Preview"), tr("Space"))
    if can_write:
        add(menu, "place", "map-pin-plus", tr("Place on the map"), "G")
        add(menu, "link", "link", tr("Link"), "L")
        add(menu, "cite", "quote", tr("Cite for a fact"), "Q")
        tag_menu = menu.addMenu(theme.icon("tag"), tr("Tag"))
        for path, put in tags:
            tag_menu.addAction(f"#{path}".replace("&", "&&")).triggered.connect(lambda _=False, one=put: one())
        if tags:
            tag_menu.addSeparator()
        add(tag_menu, "tag", "plus", tr("New tag"), "#")
        state_menu = menu.addMenu(theme.icon(status_icon(states[0] if states else "new")), tr("State of work"))
        fill_status_menu(state_menu, theme=theme, current=states, choose=mark)
        add(menu, "collect", "folder-plus", tr("Add to collection"), "Ctrl D")
        if "take_out" in actions:
            add(menu, "take_out", "circle-minus", tr("Take out of this collection"))
    if like is not None:
        menu.addMenu(like)
        like.setParent(menu, like.windowFlags())
    menu.addSeparator()
    add(menu, "copy", "copy", tr("Copy reference") if number == 1 else tr("Copy references"))
    if number == 1:
        add(menu, "save", "download", tr("Save original as"))
    if not can_write:
        return menu
    menu.addSeparator()
    words = tr("Move to bin") if number == 1 else count(number, one="Move to bin", many="Move {n} files to bin")
    add(menu, "bin", "trash-2", words, tr("Del"))
    return menu
