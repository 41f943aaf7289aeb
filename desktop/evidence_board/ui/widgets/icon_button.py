"""`IconButton`: a command shown as an icon alone; its tooltip says the name and the key."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.key_hint import key_words
from evidence_board.ui.widgets.painting import draw_box, hover_fill, press_fill, visual

__all__ = ["IconButton"]


class IconButton(Clickable):
    """A square button of 28 px with an icon of 16."""

    def __init__(
        self,
        icon: str,
        *,
        name: str,
        theme: Theme,
        key: str | QKeySequence = "",
        size: int = 28,
        icon_size: int = 16,
        role: str = "text2",
        flush: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a button.

        Args:
            icon: name of the icon.
            name: what it does, already translated; the tooltip and the accessible name.
            theme: the look.
            key: key of the command, shown in the tooltip.
            size: side in logical pixels, at least 24.
            icon_size: side of the icon in logical pixels.
            role: token role of the icon's colour at rest.
            flush: the icon stands at the end of the button instead of its middle, so that it ends where the
                lines around it end.
            parent: parent widget.
        """
        super().__init__(theme=theme, parent=parent)
        self._icon = icon
        self._icon_size = icon_size
        self._role = role
        self._flush = flush
        self._side = max(size, 24)
        self._key = key_words(key)
        self._menu: QMenu | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.describe(name, key=self._key)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def set_name(self, name: str) -> None:
        """Say something else in tooltip and accessible name, e.g. which step undo would undo."""
        self.describe(name, key=self._key)

    def set_menu(self, menu: QMenu) -> None:
        """Open a menu below the button when it is pressed."""
        if self._menu is None:
            self.clicked.connect(self._open_menu)
        self._menu = menu

    def follow(self, action: QAction) -> None:
        """Take name, key, enabled and checked from an action, and trigger it."""

        def take() -> None:
            self._key = key_words(action.shortcut())
            self.set_name(action.text().replace("&", ""))
            self.setEnabled(action.isEnabled())
            self.setCheckable(action.isCheckable())
            self.setChecked(action.isChecked())

        action.changed.connect(take)
        self.clicked.connect(action.trigger)
        take()

    def sizeHint(self) -> QSize:
        """Return the square of the button."""
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface for hover, press and checked, then the icon."""
        painter = QPainter(self)
        color = self.theme.color
        radius = self.theme.tokens.radius["control"]
        role = self._role
        if not self.isEnabled():
            role = "disabled"
        elif self.isChecked():
            draw_box(painter, self.rect(), radius=radius, fill=color("accentSoft"))
            role = "accentText"
        elif self.isDown():
            draw_box(painter, self.rect(), radius=radius, fill=press_fill(self.theme))
        elif self.underMouse():
            draw_box(painter, self.rect(), radius=radius, fill=hover_fill(self.theme))
            role = "text" if role in ("text2", "text3") else role
        side = self._icon_size
        left = self.width() - side if self._flush else (self.width() - side) // 2
        place = visual(self, QRect(left, (self.height() - side) // 2, side, side))
        draw_icon(painter, self._icon, place, color(role))
        painter.end()

    def _open_menu(self) -> None:
        if self._menu is not None:
            corner = self.rect().bottomLeft()
            if not self.isRightToLeft():
                # Icon buttons stand at the end of headers: the menu opens inwards.
                corner.setX(self.width() - self._menu.sizeHint().width())
            corner.setY(corner.y() + 4)
            self._menu.popup(self.mapToGlobal(corner))
