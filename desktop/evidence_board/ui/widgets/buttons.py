"""`Button`: a verb, with its icon before and its key behind it."""

from typing import Literal

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.fonts import Role
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.key_hint import draw_key, key_size, key_words
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, press_fill, visual

__all__ = ["Button", "ButtonKind"]

ButtonKind = Literal["primary", "secondary", "quiet", "link"]

_ICON, _CHEVRON, _ICON_GAP, _KEY_GAP = 16, 14, 8, 10


class Button(Clickable):
    """A button with words.

    ``primary`` is the one next step of a surface, ``secondary`` has an outline, ``quiet`` is text in
    ``text2``, ``link`` is text in the accent colour.
    """

    def __init__(
        self,
        text: str,
        *,
        theme: Theme,
        kind: ButtonKind = "secondary",
        icon: str = "",
        key: str | QKeySequence = "",
        small: bool = False,
        chevron: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a button.

        Args:
            text: a verb and what it acts on, already translated.
            theme: the look.
            kind: how much it stands out.
            icon: name of an icon before the text.
            key: key of the command, shown behind the text.
            small: 28 px high with text of 12 px, instead of 32 and 13.
            chevron: an arrow behind the text, for a button that opens a menu.
            parent: parent widget.
        """
        super().__init__(theme=theme, parent=parent)
        self._kind: ButtonKind = kind
        self._icon = icon
        self._key = key_words(key)
        self._small = small
        self._chevron = chevron
        self._menu: QMenu | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    @property
    def kind(self) -> ButtonKind:
        """How much the button stands out."""
        return self._kind

    def setText(self, text: str) -> None:
        """Set the words of the button, also for those who hear it."""
        # An ampersand in a name is a letter, not a shortcut.
        super().setText(text.replace("&", "&&"))
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: ButtonKind) -> None:
        """Change how much the button stands out."""
        self._kind = kind
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str) -> None:
        """Show another icon; empty for none."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def set_menu(self, menu: QMenu) -> None:
        """Open a menu below the button when it is pressed."""
        if self._menu is None:
            self.clicked.connect(self._open_menu)
        self._menu = menu

    def sizeHint(self) -> QSize:
        """Return the width of the content and the height of a control."""
        size = self.theme.tokens.size
        height = self.theme.pixels(size["controlSmall" if self._small else "control"])
        width = 2 * self._padding() + self._text_width()
        if self._icon:
            width += _ICON + _ICON_GAP
        if self._key:
            width += _KEY_GAP + key_size(self._key, self.theme).width() - (self._padding() - 8)
        if self._chevron:
            width += _CHEVRON + 6
        return QSize(width, height)

    def minimumSizeHint(self) -> QSize:
        """Return the size hint: words on buttons are not cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, icon, words and key, mirrored with the language."""
        painter = QPainter(self)
        ink, icon_ink = self._draw_surface(painter)
        x, height = self._padding(), self.height()
        end = self.width() - self._padding()
        if self._key:
            cap = key_size(self._key, self.theme)
            end = self.width() - 8 - cap.width()
            place = QRect(end, (height - cap.height()) // 2, cap.width(), cap.height())
            draw_key(painter, visual(self, place), self._key, self.theme, on_accent=self._kind == "primary")
            end -= _KEY_GAP
        if self._chevron:
            end -= _CHEVRON
            place = QRect(end, (height - _CHEVRON) // 2, _CHEVRON, _CHEVRON)
            draw_icon(painter, "chevron-down", visual(self, place), icon_ink)
            end -= 6
        content = self._text_width() + (_ICON + _ICON_GAP if self._icon else 0)
        if not self._key and not self._chevron:
            x = max(x, (self.width() - content) // 2)
        if self._icon:
            place = QRect(x, (height - _ICON) // 2, _ICON, _ICON)
            draw_icon(painter, self._icon, visual(self, place), icon_ink)
            x += _ICON + _ICON_GAP
        room = visual(self, QRect(x, 0, end - x + 1, height))
        font = self.theme.font(self._role(), weight=self._weight())
        draw_text(painter, room, self._text, font=font, colour=ink, align=leading(self))
        painter.end()

    def _padding(self) -> int:
        if self._kind in ("quiet", "link"):
            return 8
        return 16 if self._kind == "primary" and not self._key and not self._small else 12

    def _role(self) -> Role:
        return "small" if self._small else "body"

    def _weight(self) -> int:
        return 600 if self._kind == "primary" else 500

    def _text_width(self) -> int:
        metrics = self.theme.metrics(self._role(), weight=self._weight())
        return round(metrics.horizontalAdvance(self._text)) + 1

    def _draw_surface(self, painter: QPainter) -> tuple[QColor, QColor]:
        """Draw the box and return the colours of words and icon on it."""
        color = self.theme.color
        radius = self.theme.tokens.radius["control"]
        over, down, on = self.underMouse() and self.isEnabled(), self.isDown(), self.isEnabled()
        if self._kind == "primary":
            fill = color("accentOver") if over or down else color("accent")
            draw_box(painter, self.rect(), radius=radius, fill=fill if on else color("sunken"))
            ink = color("onAccent") if on else color("disabled")
            return ink, ink
        surface = press_fill(self.theme) if down else hover_fill(self.theme) if over else None
        if self._kind == "secondary":
            # On a card a small button needs the stronger outline to stand out from the card's own.
            border = color("control" if self._small else "line2") if on else color("line")
            draw_box(painter, self.rect(), radius=radius, fill=color("pane"), border=border)
            if surface is not None:
                draw_box(painter, self.rect().adjusted(1, 1, -1, -1), radius=radius - 1, fill=surface)
            return (color("text"), color("text2")) if on else (color("disabled"), color("disabled"))
        if surface is not None:
            draw_box(painter, self.rect(), radius=radius, fill=surface)
        ink = color("disabled") if not on else color("accentText" if self._kind == "link" else "text2")
        return ink, ink

    def _open_menu(self) -> None:
        if self._menu is not None:
            corner = self.rect().bottomLeft()
            if self.isRightToLeft():
                corner = self.rect().bottomRight()
                corner.setX(corner.x() - self._menu.sizeHint().width())
            corner.setY(corner.y() + 4)
            self._menu.popup(self.mapToGlobal(corner))
