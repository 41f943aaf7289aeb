"""The menu of a chip of the filter."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from evidence_board.filters import AnyOf, InView, Not, Part, not_
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.filter_words import chip_of
from evidence_board.ui.i18n import tr

__all__ = ["chip_menu"]


def chip_menu(
    part: Part,
    context: UiContext,
    *,
    edit: Callable[[Part], None],
    join: Callable[[Part], None],
    parent: QWidget,
) -> QMenu:
    """Return the menu of one part of the filter: edit, not, or, alone, remove.

    Args:
        part: what the chip stands for.
        context: session and services.
        edit: opens its popover.
        join: asks for another condition beside it.
        parent: owner of the menu; the menu goes when it closes.
    """
    menu = QMenu(parent)
    icon, session = context.theme.icon, context.session

    def put(new: Part | None) -> None:
        session.set_filter(session.filter.exchanged(part, new), origin="filter_bar")

    if not isinstance(part, InView):
        menu.addAction(icon("pencil"), tr("Edit")).triggered.connect(lambda: edit(part))
    if isinstance(part, Not):
        words = tr("Show these: {what}", what=chip_of(part.part, session.index).text)
    else:
        words = tr("Not these: show the others")
    menu.addAction(icon("contrast"), words.replace("&", "&&")).triggered.connect(lambda: put(not_(part)))
    menu.addAction(icon("plus"), tr("Or ...")).triggered.connect(lambda: join(part))
    if isinstance(part, AnyOf) and len(part.parts) > 1:
        menu.addSeparator()
        for one in part.parts:
            named = tr("Only {what}", what=chip_of(one, session.index).text)
            menu.addAction(icon("check"), named.replace("&", "&&")).triggered.connect(lambda _=False, new=one: put(new))
    menu.addSeparator()
    menu.addAction(icon("x"), tr("Remove") + "\tBackspace").triggered.connect(lambda: put(None))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
