"""`PlaceFinder`: the "go to" field of the map: a name in any script, coordinates, or a link."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from evidence_board.geo.coordinate_text import format_decimal
from evidence_board.geo.coordinates import Coordinates, parse
from evidence_board.geo.gazetteer import Found
from evidence_board.geo.short_codes import split_short_code
from evidence_board.model.errors import KnownError
from evidence_board.ui.board.choice_list import ChoiceList, ChoiceRow
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.map.reading_words import way_words
from evidence_board.ui.places.place_words import far_words, found_detail, kind_icon, mark_name
from evidence_board.ui.widgets.popover import Popover
from evidence_board.ui.widgets.search_field import SearchField

__all__ = ["PlaceFinder"]

_WIDTH, _ROWS = 460, 8
_LONGEST = 8000  # links of map services are long, and half a link leads elsewhere
_LINK = re.compile(r"://|^\s*///|^\s*geo:", re.IGNORECASE)
_MANY_DIGITS = 4
_WORD_LINES = 3


class PlaceFinder(Popover):
    """A field and the places that it names; Enter or a click goes there.

    Signals:
        chosen: (name, latitude, longitude) go there.

    Attributes:
        field: where one types.
        list: what was found.
        near: (latitude, longitude) of the middle of the map, by which names are ranked.
    """

    chosen = Signal(str, float, float)

    def __init__(self, parent: QWidget, *, context: UiContext) -> None:
        super().__init__(parent, name=tr("Go to a place"), theme=context.theme)
        self._context = context
        self._spots: list[tuple[str, float, float]] = []
        self._nothing = ""
        self.near: tuple[float, float] | None = None
        self.field = SearchField(tr("Place, airfield or coordinates"), theme=context.theme, parent=self)
        self.field.setMaxLength(_LONGEST)
        self.field.setMinimumHeight(self.field.sizeHint().height())
        self.field.setMinimumWidth(context.theme.pixels(_WIDTH))
        self.list = ChoiceList(
            name=tr("Places found"), theme=context.theme, thumbnails=context.thumbnails, rows=_ROWS, parent=self
        )
        self.words = QLabel(self)
        self.words.setProperty("role", "hint")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        # Room for the longest thing that is said, from the start: the popover keeps the size that it opens with.
        self.words.setFixedHeight(_WORD_LINES * context.theme.line_height("small"))
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        for part in (self.field, self.words, self.list):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.list.chosen.connect(self._take)
        self._typed("")

    def begin(self) -> None:
        """Be ready to type anew."""
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list and choose while one types."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.list.step(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.current)
                return True
            if key == Qt.Key.Key_Escape:
                self.close()
                return True
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        places = self._context.places
        places.forget("finder")
        if not text.strip():
            self._show([], [], tr("Names in any script. Of places of one name the nearer and the larger come first."))
            return
        try:
            read = parse(text, near=self.near)
        except KnownError as told:
            self._nothing = tr(
                "No such place in the lists. Try another spelling, or import a country file of GeoNames."
            )
            words = " ".join(part for part in (told.what, told.means, told.do) if part)
            if _LINK.search(text):
                self._show([], [], words)
                return
            if split_short_code(text) is not None:
                self._nothing = words
                places.find_short_code(text, asker="finder", done=self._code_found)
                return
            if sum(sign.isdigit() for sign in text) >= _MANY_DIGITS:
                self._nothing = words
            places.find(text, asker="finder", near=self.near, limit=24, done=self._found)
            return
        self._show_ways(read, "")

    def _code_found(self, found: tuple[Coordinates, str] | None) -> None:
        if found is None:
            self._show([], [], self._nothing)
            return
        self._show_ways(found[0], tr("Counted from {place}.", place=isolate(found[1])))

    def _show_ways(self, read: Coordinates, words: str) -> None:
        places, ways = self._context.places, [read, *read.alternatives]
        spots = [(format_decimal(one.latitude, one.longitude), one.latitude, one.longitude) for one in ways]
        rows = [
            ChoiceRow(
                spot,
                detail=" · ".join(part for part in (way_words(one), places.hint(one.latitude, one.longitude)) if part),
                icon="locate-fixed",
            )
            for (spot, _, _), one in zip(spots, ways, strict=True)
        ]
        more = tr("This text can be read in more than one way.") if len(ways) > 1 else ""
        self._show(rows, spots, " ".join(part for part in (words, more) if part))

    def _found(self, found: list[Found]) -> None:
        rows = [
            ChoiceRow(
                one.place.name,
                detail=found_detail(one),
                icon=kind_icon(one.place.kind),
                end=far_words(one.distance_m) if one.distance_m is not None else "",
            )
            for one in found
        ]
        spots = [(mark_name(one), one.place.latitude, one.place.longitude) for one in found]
        self._show(rows, spots, "" if found else self._nothing)

    def _show(self, rows: list[ChoiceRow], spots: list[tuple[str, float, float]], words: str) -> None:
        self._spots = spots
        self.list.show_rows(rows)
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def _take(self, number: int) -> None:
        if 0 <= number < len(self._spots):
            spot = self._spots[number]
            self.close()
            self.chosen.emit(*spot)
