"""Colours that a tag can have: a few that stay apart on both grounds, or any other one."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QActionGroup, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from evidence_board.operations.tags import colour_tag
from evidence_board.ui.context import UiContext
from evidence_board.ui.dialogs_name import NamePopover
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.colour_dot import draw_dot

__all__ = ["add_colours"]

_ICON = 16


def _choices() -> tuple[tuple[str, str], ...]:
    return (
        (tr("Red"), "#c2352b"),
        (tr("Orange"), "#d0701a"),
        (tr("Yellow"), "#b8920a"),
        (tr("Green"), "#12855f"),
        (tr("Blue"), "#1a7fc1"),
        (tr("Violet"), "#6559ec"),
        (tr("Pink"), "#b0518f"),
        (tr("Grey"), "#77808d"),
    )


def add_colours(above: QMenu, path: str, *, context: UiContext, parent: QWidget, at: QPoint) -> QMenu:
    """Add a menu of the colours of a tag, the present one checked, and return it.

    Args:
        above: the menu it becomes a part of.
        path: of a tag of the case.
        context: session and services.
        parent: owner of what it opens.
        at: where on the screen a popover opens.
    """
    present = next((row.colour for row in context.session.index.tags.values() if row.path == path), "")
    menu = above.addMenu(tr("Colour"))
    menu.setObjectName("colour")
    menu.setIcon(context.theme.icon("circle-dot"))
    together = QActionGroup(menu)

    def offer(words: str, colour: str, *, checked: bool) -> None:
        action = menu.addAction(_dot(colour, context.theme) if colour else QIcon(), words)
        action.setCheckable(True)
        action.setChecked(checked)
        action.setObjectName(f"colour:{colour}")
        together.addAction(action)
        action.triggered.connect(lambda: context.perform(colour_tag, path=path, colour=colour or None))

    known = dict(_choices())
    for words, colour in known.items():
        offer(words, colour, checked=colour == present)
    if present and present not in known.values():
        offer(present, present, checked=True)
    menu.addSeparator()
    other = menu.addAction(tr("Another one"))
    other.setObjectName("other")
    other.triggered.connect(lambda: _ask(path, present, context, parent, at))
    offer(tr("No colour"), "", checked=not present)
    return menu


def _ask(path: str, present: str, context: UiContext, parent: QWidget, at: QPoint) -> None:
    NamePopover(
        parent,
        title=tr("Colour of the tag {name}", name=isolate(path)),
        theme=context.theme,
        done=lambda text: context.perform(colour_tag, path=path, colour=text),
        text=present,
        hint="#4338ca",
        verb=tr("Colour it"),
    ).open_at(at)


def _dot(colour: str, theme: Theme) -> QIcon:
    ratio = 2
    picture = QPixmap(_ICON * ratio, _ICON * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_dot(painter, QRect(3, 3, 9, 9), colour, theme)
    painter.end()
    return QIcon(picture)
