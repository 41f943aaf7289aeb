"""`PositionPopover`: type or paste where files were taken; says how the text was read."""

from __future__ import annotations

import re
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from evidence_board.geo.coordinates import parse
from evidence_board.model.errors import KnownError
from evidence_board.ui.i18n import tr
from evidence_board.ui.map.reading_choice import ReadingChoice
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.popover import Popover

__all__ = ["PositionPopover", "read_radius"]

_WIDTH = 360
_RADIUS = re.compile(r"\s*(?:±|\+/-)?\s*(\d+(?:[.,]\d+)?)\s*(m|м|م|km|км|كم)?\s*", re.IGNORECASE)
_THOUSANDS = frozenset({"km", "км", "كم"})
_LARGEST_M = 20_000_000.0
# More than any link: what is longer is refused in words, not cut.
_LONGEST = 10_000


class PositionPopover(Popover):
    """A field for coordinates, a field for how far off they may be, and the reading in words.

    Attributes:
        read: (`Coordinates` or None) the text now means this position.
        placed: (latitude, longitude, radius in metres or None) the user asked to place here.
    """

    read = Signal(object)
    placed = Signal(float, float, object)

    def __init__(self, parent: QWidget, *, title: str, theme: Theme, near: tuple[float, float] | None = None) -> None:
        """Make the popover.

        Args:
            parent: its owner.
            title: what is placed, like ``Place M-030``.
            theme: the look.
            near: (latitude, longitude) of the middle of the map; short Plus Codes count from it.
        """
        super().__init__(parent, name=title, theme=theme)
        self._near = near
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
            field.setMaxLength(_LONGEST)
            field.returnPressed.connect(self._place)
        self.coordinates.textChanged.connect(self._renew)
        self.radius.textChanged.connect(self._radius_edited)
        self.choice = ReadingChoice(self, theme=theme)
        self.choice.setMinimumWidth(_WIDTH)
        self.choice.chosen.connect(self._taken)
        self.reading = self.choice.words
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
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.place)
        self.body.addWidget(heading)
        self.body.addWidget(_label(tr("Coordinates in any notation, a code, or a map link."), "small"))
        self.body.addWidget(self.coordinates)
        self.body.addWidget(self.choice)
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
        text = self.coordinates.text()
        self._problem = ""
        self._mark(self.coordinates, wrong=False)
        self._mark(self.radius, wrong=False)
        try:
            found = parse(text, near=self._near) if text.strip() else None
        except KnownError as error:
            found, self._problem = None, str(error)
        self.choice.show_reading(found)
        if self._problem:
            self._complain.start()
        else:
            self._complain.stop()
        self._show_found()

    def _radius_edited(self) -> None:
        self._mark(self.radius, wrong=False)
        if not self._problem:
            self.choice.show_again()

    def _taken(self) -> None:
        self.coordinates.setFocus()  # Enter places
        self._show_found()

    def _show_found(self) -> None:
        found = self.choice.found
        radius = found.uncertainty_m if found is not None else None
        self.radius.setPlaceholderText(tr("{n} m", n=max(1, round(radius))) if radius else tr("120 m"))
        self.place.setEnabled(found is not None)
        for before, after in pairwise([self.coordinates, *self.choice.others, self.radius]):
            QWidget.setTabOrder(before, after)
        if self.isVisible():
            self._fit()
        self.read.emit(found)

    def _fit(self) -> None:
        """Take the height that the readings need, and stay on the screen."""
        self.adjustSize()
        lowest = self.screen().availableGeometry().bottom()
        if self.geometry().bottom() > lowest:
            self.move(self.x(), lowest - self.height())

    def _show_problem(self) -> None:
        if self._problem:
            self.choice.show_problem(self._problem)
            self._mark(self.coordinates, wrong=True)
            self._fit()

    def _mark(self, field: QLineEdit, *, wrong: bool) -> None:
        if bool(field.property("invalid")) != wrong:
            field.setProperty("invalid", wrong)
            field.style().unpolish(field)
            field.style().polish(field)

    def _place(self) -> None:
        found = self.choice.found
        if found is None:
            if not self.coordinates.text().strip():
                self._problem = str(KnownError(tr("There are no coordinates to read."), do=self._example()))
            self._show_problem()
            self.coordinates.setFocus()
            return
        try:
            radius = read_radius(self.radius.text())
        except KnownError as error:
            self.choice.show_problem(str(error))
            self._mark(self.radius, wrong=True)
            self.radius.setFocus()
            return
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
