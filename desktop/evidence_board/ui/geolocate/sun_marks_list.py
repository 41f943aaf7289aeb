"""`SunMarksList`: the marks of a picture, what each says, and what can be done with them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from evidence_board.model.placement import SunMarkKind
from evidence_board.operations.sun_marks import remove_sun_marks, update_sun_mark
from evidence_board.ui.geolocate.sun_mark_form import SunMarkForm
from evidence_board.ui.geolocate.sun_measuring import MarkReading
from evidence_board.ui.geolocate.sun_state import SunState
from evidence_board.ui.geolocate.sun_words import degrees_words, ratio_words
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.viewer.clip_words import short_time
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.icon_button import IconButton

__all__ = ["SunMarksList", "reading_words"]


def reading_words(reading: MarkReading) -> str:
    """Return what a mark says: ``Crane: shadow towards 68° ± 5°, 1.96 × its height ± 10 %``."""
    mark, said = reading.mark, []
    if mark.kind == SunMarkKind.LIGHT:
        if reading.direction_deg is not None and reading.direction_error_deg is not None:
            came = (reading.direction_deg + 180.0) % 360.0
            error = degrees_words(reading.direction_error_deg)
            said.append(tr("light from {n} ± {error}", n=degrees_words(came), error=error))
        else:
            said.append(tr("light, direction not known"))
    elif reading.direction_deg is not None and reading.direction_error_deg is not None:
        error = degrees_words(reading.direction_error_deg)
        said.append(tr("shadow towards {n} ± {error}", n=degrees_words(reading.direction_deg), error=error))
    if reading.ratio is not None:
        said.append(ratio_words(reading.ratio, reading.ratio_error))
    words = ", ".join(said) or tr("shadow, nothing measured yet")
    if mark.frame_s is not None:
        words = tr("{words}, at {time}", words=words, time=short_time(mark.frame_s))
    return tr("{name}: {words}", name=isolate(mark.name), words=words) if mark.name else words


class SunMarksList(QWidget):
    """A row for each mark.

    Attributes:
        rows: in the order of their numbers.
    """

    def __init__(self, state: SunState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.rows: list[MarkRow] = []
        self._shown: tuple[MarkReading, ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._none = ElidedLabel(
            tr("Nothing is marked yet."), theme=state.desk.context.theme, role="small", colour="text3"
        )
        self._column.addWidget(self._none)
        state.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        found = self._state.measured.readings
        if found == self._shown:
            return
        self._shown = found
        focused = next((row.reading.mark.id for row in self.rows if row.hasFocus()), None)
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [MarkRow(self._state, one) for one in found]
        for row in self.rows:
            self._column.addWidget(row)
            if row.reading.mark.id == focused:
                row.setFocus()
        self._none.setVisible(not found)


class MarkRow(QWidget):
    """One mark. Enter or F2 edits it, Space leaves it out or takes it in again, Delete removes it."""

    def __init__(self, state: SunState, reading: MarkReading) -> None:
        super().__init__()
        desk = state.desk
        theme, mark = desk.context.theme, reading.mark
        self._desk, self.reading = desk, reading
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = reading_words(reading)
        if not mark.used:
            words = tr("{words} (left out)", words=words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        number = ElidedLabel(str(mark.number), theme=theme, role="small", colour="text3", tabular=True)
        number.setFixedWidth(14)
        row.addWidget(number)
        said = ValueText(words, theme=theme, colour="text" if mark.used else "text3", lines=3)
        said.more_actions = self._add_actions
        said.edit_wanted.connect(self._edit_wanted)
        row.addWidget(said, 1)
        self.setAccessibleName(tr("Mark {n}, {words}", n=mark.number, words=words))
        self.edit: IconButton | None = None
        self.use: IconButton | None = None
        self.remove: IconButton | None = None
        if desk.can_write:
            n = mark.number
            used = tr("Leave mark {n} out", n=n) if mark.used else tr("Use mark {n}", n=n)
            self.edit = self._button("pencil", tr("Edit mark {n}", n=n), self._edit)
            self.use = self._button("eye" if mark.used else "eye-off", used, self._use)
            self.remove = self._button("trash-2", tr("Remove mark {n}", n=n), self._remove)
            for button in (self.edit, self.use, self.remove):
                row.addWidget(button)

    def _button(self, icon: str, name: str, action: Callable[[], None]) -> IconButton:
        button = IconButton(icon, name=name, theme=self._desk.context.theme, size=24, icon_size=14)
        button.clicked.connect(lambda: action())
        return button

    def _edit(self) -> None:
        mark = self.reading.mark
        SunMarkForm(self, self._desk, kind=SunMarkKind(mark.kind), mark=mark).open_below(self)

    def _use(self) -> None:
        self._desk.perform(update_sun_mark, row_id=self.reading.mark.id, used=not self.reading.mark.used)

    def _remove(self) -> None:
        self._desk.perform(remove_sun_marks, row_ids=[self.reading.mark.id])

    def _edit_wanted(self) -> None:
        if self._desk.can_write:
            self._edit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Of a video, show the moment that was marked."""
        super().mousePressEvent(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        at_s = self.reading.mark.frame_s
        if at_s is not None and event.button() == Qt.MouseButton.LeftButton and at_s != self._desk.frame_s:
            self._desk.show_frame(at_s)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._edit_wanted()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit, use, remove."""
        actions = {
            int(Qt.Key.Key_Return): self._edit,
            int(Qt.Key.Key_Enter): self._edit,
            int(Qt.Key.Key_F2): self._edit,
            int(Qt.Key.Key_Space): self._use,
            int(Qt.Key.Key_Delete): self._remove,
        }
        if self._desk.can_write and event.key() in actions:
            actions[event.key()]()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the same by a menu."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_actions(menu)
        if not menu.isEmpty():
            menu.popup(event.globalPos())

    def _add_actions(self, menu: QMenu) -> None:
        if not self._desk.can_write:
            return
        menu.addAction(tr("Edit")).triggered.connect(lambda: self._edit())
        menu.addAction(tr("Leave out") if self.reading.mark.used else tr("Use it")).triggered.connect(
            lambda: self._use()
        )
        menu.addAction(tr("Remove")).triggered.connect(lambda: self._remove())
