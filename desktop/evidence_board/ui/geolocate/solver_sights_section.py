"""`SightsSection`: the list of lines of sight, and the position where they meet."""

import json

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from evidence_board.ui.geolocate.points_named_row import NamedRow
from evidence_board.ui.geolocate.solver_sights import BEARING, TRANSIT, Sight, SightLines
from evidence_board.ui.geolocate.solver_words import length_words, with_error, with_reason
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, trailing, visual
from evidence_board.ui.widgets.section import Section

__all__ = ["SightsSection"]

_ICON, _GAP, _VALUE = 16, 10, 70


class _Row(NamedRow):
    """One line of sight."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__(theme=theme, name_start=_ICON + _GAP)
        self.sight: Sight | None = None
        self._chosen = False

    def show_sight(self, sight: Sight, *, chosen: bool) -> None:
        self.sight, self._chosen = sight, chosen
        self.row_id, self.name = sight.line.id, sight.line.name
        self.describe(f"{self.name}, {self._words()}")
        self.update()

    def _words(self) -> str:
        if self.sight is None or self.sight.ray is None:
            return tr("gives no line")
        if not self.sight.line.used:
            return tr("left out")
        ray = self.sight.ray
        return with_error(ray.looking_deg, ray.error_deg, round_by=360)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        box = self.rect().adjusted(-4, 1, 4, -1)
        if self._chosen:
            draw_box(painter, box, radius=4, fill=theme.color("accentSoft"))
        elif self.underMouse():
            draw_box(painter, box, radius=4, fill=hover_fill(theme))
        place = visual(self, QRect(0, (self.height() - _ICON) // 2, _ICON, _ICON))
        draw_icon(painter, "route", place, theme.color("text2"))
        words = self._words()
        font = theme.font("small", tabular=True)
        width = max(_VALUE, round(theme.metrics("small", tabular=True).horizontalAdvance(words)) + 2)
        end = self.width() - width
        room = visual(self, QRect(end, 0, width, self.height()))
        draw_text(painter, room, words, font=font, colour=theme.color("text2"), align=trailing(self))
        room = visual(self, QRect(self.name_start, 0, end - self.name_start - 6, self.height()))
        used = self.sight is not None and self.sight.line.used
        ink = theme.color("text" if used else "text3")
        draw_text(painter, room, self.name, font=theme.font("body"), colour=ink, align=leading(self))
        if self.hasFocus():
            draw_box(painter, box.adjusted(4, 0, -4, 0), radius=4, border=theme.color("focus"), width=2.0)
        painter.end()


class SightsSection(QWidget):
    """A section of the placement panel.

    Attributes:
        rows: of the lines, oldest first.
        use: takes over the position where they meet.
    """

    def __init__(self, lines: SightLines, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._theme = theme = lines.desk.context.theme
        self.rows: list[_Row] = []
        self._section = Section(tr("Lines of sight"), theme=theme)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.transit = Button(tr("Two landmarks in line"), theme=theme, kind="link", icon="plus", key="I", small=True)
        self.transit.clicked.connect(lambda: lines.desk.take_tool(TRANSIT))
        self.bearing = Button(
            tr("A bearing to a landmark"), theme=theme, kind="link", icon="plus", key="Shift+I", small=True
        )
        self.bearing.clicked.connect(lambda: lines.desk.take_tool(BEARING))
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._hint.setProperty("role", "small")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self.use = Button(tr("Use this"), theme=theme, icon="check", small=True)
        self.use.clicked.connect(self.take)
        self._section.body.addLayout(self._list)
        for part in (self.transit, self.bearing, self._hint, self.use):
            self._section.body.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._section)
        lines.changed.connect(self._show)
        lines.desk.changed.connect(self._show)
        lines.desk.tool_changed.connect(lambda _: self._show())
        self._show()

    def take(self) -> None:
        """Make the place where the lines meet the position of the file, with method and reason."""
        meet, desk = self._lines.crossing, self._lines.desk
        if meet is None or not desk.can_write:
            return
        names = [isolate(one.line.name) for one in self._lines.sights if one.line.used and one.ray is not None]
        words = count(len(names), one="one line of sight", many="{n} lines of sight")
        said = tr("Solved from {points} ({names}).", points=words, names=", ".join(names))
        ring = [[round(longitude, 6), round(latitude, 6)] for latitude, longitude in meet.region]
        wraps = max(one[0] for one in ring) - min(one[0] for one in ring) > 180
        area = None if wraps else json.dumps({"type": "Polygon", "coordinates": [[*ring, ring[0]]]})
        desk.set(
            latitude=round(meet.latitude, 6),
            longitude=round(meet.longitude, 6),
            radius_m=max(1.0, float(round(meet.radius_m))),
            precision=None,
            area=area,
            method="triangulation",
            reason=with_reason(desk.draft.reason, said),
        )

    def _show(self) -> None:
        lines = self._lines
        while len(self.rows) < len(lines.sights):
            self._list.addWidget(self._make_row())
        while len(self.rows) > len(lines.sights):
            row = self.rows.pop()
            row.hide()
            row.deleteLater()
        for row, sight in zip(self.rows, lines.sights, strict=True):
            row.show_sight(sight, chosen=sight.line.id == lines.chosen)
        for button in (self.transit, self.bearing):
            button.setVisible(lines.can_write)
        meet = lines.crossing
        self._section.set_count(tr("meet within {n}", n=length_words(meet.radius_m)) if meet is not None else "")
        words = self._hint_words()
        self._hint.setText(words)
        self._hint.setVisible(bool(words))
        self.use.setVisible(meet is not None and lines.can_write)
        used = meet is not None and lines.desk.draft.point == (round(meet.latitude, 6), round(meet.longitude, 6))
        self.use.setEnabled(not used)
        self.setVisible(lines.can_write or bool(lines.sights))

    def _hint_words(self) -> str:
        lines, tool = self._lines, self._lines.desk.tool
        if tool == TRANSIT:
            if lines.first is None:
                return tr("Press on the map on the nearer of two landmarks that stand in one line in the picture.")
            return tr("Now press on the farther one. Esc puts this down.")
        if tool == BEARING:
            if lines.first is None:
                return tr("Press on the map on the landmark that was seen.")
            return tr("Now press on where it was seen from, roughly. Esc puts this down.")
        if lines.used == 1:
            return tr("The camera stands on this line. One more line gives a position.")
        if lines.used > 1 and lines.crossing is None:
            return tr("These lines do not meet before their landmarks.")
        if lines.crossing is not None and lines.crossing.widened > 1.5:
            return tr("The lines do not agree, so the place is wider.")
        return ""

    # -- rows ------------------------------------------------------------------------------------------

    def _make_row(self) -> _Row:
        row = _Row(theme=self._theme)
        row.installEventFilter(self)
        row.clicked.connect(lambda: self._lines.choose(row.row_id))
        row.named.connect(lambda text: self._lines.set(row.row_id, name=text))
        row.menu_wanted.connect(lambda spot: self._open_menu(row, spot))
        self.rows.append(row)
        return row

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Do what keys mean on a row."""
        if not isinstance(watched, _Row):
            return False
        if event.type() == QEvent.Type.FocusIn:
            self._lines.choose(watched.row_id)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event)
        return False

    def _key(self, row: _Row, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            at = self.rows.index(row) + (1 if key == Qt.Key.Key_Down else -1)
            if 0 <= at < len(self.rows):
                self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key == Qt.Key.Key_Menu:
            self._open_menu(row, row.mapToGlobal(QPoint(0, row.height())))
            return True
        if not self._lines.can_write:
            return False
        if key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row.edit_name()
            return True
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._lines.remove(row.row_id)
            return True
        return False

    def _open_menu(self, row: _Row, spot: QPoint) -> None:
        menu = QMenu(self)
        if self._lines.can_write and row.sight is not None:
            used, row_id = row.sight.line.used, row.row_id
            menu.addAction(tr("Rename") + "\tF2").triggered.connect(row.edit_name)
            menu.addAction(tr("Leave it out") if used else tr("Use it again")).triggered.connect(
                lambda: self._lines.set(row_id, used=not used)
            )
            menu.addAction(tr("Remove") + "\tDel").triggered.connect(lambda: self._lines.remove(row_id))
        else:
            menu.addAction(tr("This case can only be read.")).setEnabled(False)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(spot)
