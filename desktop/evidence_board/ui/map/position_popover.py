"""`PositionPopover`: type or paste where files were taken; says how the text was read."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from evidence_board.geo.coordinates import Coordinates, parse
from evidence_board.model.errors import KnownError
from evidence_board.ui.i18n import tr
from evidence_board.ui.map.reading_words import reading_words
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.popover import Popover

__all__ = ["PositionPopover", "read_radius"]

_WIDTH = 320
_RADIUS = re.compile(r"\s*(?:±|\+/-)?\s*(\d+(?:[.,]\d+)?)\s*(m|м|م|km|км|كم)?\s*", re.IGNORECASE)
_THOUSANDS = frozenset({"km", "км", "كم"})
_LARGEST_M = 20_000_000.0


class PositionPopover(Popover):
    """A field for coordinates, a field for how far off they may be, and the reading in words.

    Attributes:
        read: (`Coordinates` or None) the text now means this position.
        placed: (latitude, longitude, radius in metres or None) the user asked to place here.
    """

    read = Signal(object)
    placed = Signal(float, float, object)

    def __init__(self, parent: QWidget, *, title: str, theme: Theme) -> None:
        """Make the popover.

        Args:
            parent: its owner.
            title: what is placed, like ``Place M-030``.
            theme: the look.
        """
        super().__init__(parent, name=title, theme=theme)
        self._found: Coordinates | None = None
        self._other = 0
        heading = _label(title, "bodyStrong")
        self.coordinates = QLineEdit(self)
        self.coordinates.setPlaceholderText("34.9051, 35.8684")
        self.coordinates.setAccessibleName(tr("Coordinates"))
        self.radius = QLineEdit(self)
        self.radius.setPlaceholderText(tr("120 m"))
        self.radius.setAccessibleName(tr("How far off it may be"))
        self.radius.setMaximumWidth(110)
        for field in (self.coordinates, self.radius):
            # Coordinates do not mirror.
            field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            field.setMaxLength(400)
            field.returnPressed.connect(self._place)
        self.coordinates.textChanged.connect(self._renew)
        self.radius.textChanged.connect(self._renew)
        self.reading = _label("", "hint")
        self.reading.setWordWrap(True)
        self.reading.setMinimumHeight(theme.line_height("small") * 2)
        self.reading.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self.swap = Button(tr("Read the other way"), theme=theme, kind="link", small=True, parent=self)
        self.swap.clicked.connect(self._read_other_way)
        self.swap.hide()
        self.place = Button(tr("Place"), theme=theme, kind="primary", key=tr("Enter"), parent=self)
        self.place.clicked.connect(self._place)
        cancel = Button(tr("Cancel"), theme=theme, kind="quiet", key=tr("Esc"), parent=self)
        cancel.clicked.connect(self.close)
        off = QHBoxLayout()
        off.setSpacing(8)
        off.addWidget(_label(tr("Within"), "small"))
        off.addWidget(self.radius)
        off.addWidget(_label(tr("optional"), "hint"))
        off.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.swap)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.place)
        self.body.addWidget(heading)
        self.body.addWidget(_label(tr("Type or paste coordinates, or a geo link."), "small"))
        self.body.addWidget(self.coordinates)
        self.body.addWidget(self.reading)
        self.body.addLayout(off)
        self.body.addSpacing(4)
        self.body.addLayout(foot)
        self.coordinates.setMinimumWidth(_WIDTH)
        # An error while somebody still types is no help; a pause says that they look.
        self._complain = QTimer(self)
        self._complain.setSingleShot(True)
        self._complain.setInterval(700)
        self._complain.timeout.connect(self._show_problem)
        self._problem = ""
        self._renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _renew(self) -> None:
        self._other = 0
        self._read()

    def _read_other_way(self) -> None:
        self._other += 1
        self._read()

    def _read(self) -> None:
        text = self.coordinates.text()
        self._problem = ""
        self._mark(self.coordinates, wrong=False)
        self._mark(self.radius, wrong=False)
        try:
            found = parse(text) if text.strip() else None
        except KnownError as error:
            found, self._problem = None, str(error)
        ways = [found, *found.alternatives] if found is not None else []
        self._found = ways[self._other % len(ways)] if ways else None
        self.swap.setVisible(len(ways) > 1)
        self.reading.setProperty("tone", "")
        self.reading.setText(reading_words(self._found) if self._found is not None else "")
        if found is not None and found.uncertainty_m and not self.radius.text():
            self.radius.setPlaceholderText(tr("{n} m", n=max(1, round(found.uncertainty_m))))
        self.place.setEnabled(self._found is not None)
        if self._problem:
            self._complain.start()
        else:
            self._complain.stop()
        self.read.emit(self._found)

    def _show_problem(self) -> None:
        if self._problem:
            self.reading.setText(self._problem)
            self._mark(self.coordinates, wrong=True)

    def _mark(self, field: QLineEdit, *, wrong: bool) -> None:
        if bool(field.property("invalid")) != wrong:
            field.setProperty("invalid", wrong)
            field.style().unpolish(field)
            field.style().polish(field)

    def _place(self) -> None:
        if self._found is None:
            if not self.coordinates.text().strip():
                self._problem = str(KnownError(tr("There are no coordinates to read."), do=self._example()))
            self._show_problem()
            self.coordinates.setFocus()
            return
        try:
            radius = read_radius(self.radius.text())
        except KnownError as error:
            self.reading.setText(str(error))
            self._mark(self.radius, wrong=True)
            self.radius.setFocus()
            return
        found = self._found
        self.close()
        self.placed.emit(found.latitude, found.longitude, radius if radius is not None else found.uncertainty_m)

    def _example(self) -> str:
        return tr("Type latitude and longitude, for example {example}.", example="34.9051, 35.8684")


def read_radius(text: str) -> float | None:
    """Read ``120``, ``± 120 m`` or ``1.5 km``; None for nothing.

    Raises:
        KnownError: it is not a length on Earth.
    """
    if not text.strip():
        return None
    match = _RADIUS.fullmatch(text)
    metres = float(match[1].replace(",", ".")) if match else 0.0
    if match and (match[2] or "").lower() in _THOUSANDS:
        metres *= 1000
    if not 0 < metres <= _LARGEST_M:
        raise KnownError(
            tr("This does not read as a distance."), do=tr("Type metres or kilometres, for example 120 m.")
        )
    return metres


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label
