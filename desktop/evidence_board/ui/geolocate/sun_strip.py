"""`SunStrip`: sun and shadow below the map: day and zone, hours that fit, the time slider; more when opened."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from evidence_board.model.placement import SunMarkKind
from evidence_board.ui.geolocate.shadow_region import ShadowRegion
from evidence_board.ui.geolocate.sun_chip import FitChip
from evidence_board.ui.geolocate.sun_day_box import SunDayBox
from evidence_board.ui.geolocate.sun_details import SunDetails
from evidence_board.ui.geolocate.sun_look import SunLook
from evidence_board.ui.geolocate.sun_map import MAP_TOOL
from evidence_board.ui.geolocate.sun_mark_form import SunMarkForm
from evidence_board.ui.geolocate.sun_photo import LIGHT_TOOL, OBJECT_TOOL
from evidence_board.ui.geolocate.sun_record_form import SunRecordForm
from evidence_board.ui.geolocate.sun_slider import SunSlider
from evidence_board.ui.geolocate.sun_state import SunState
from evidence_board.ui.geolocate.sun_verdict import verdict_of
from evidence_board.ui.geolocate.sun_words import date_words, offset_at, zone_place_name
from evidence_board.ui.i18n import day_month_year, isolate, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.painting import draw_text, leading, visual

__all__ = ["SunStrip"]

_SIDE = 12
_LEAST_FOLD, _MOST_SHARE, _NARROW = 112, 0.19, 600


class SunStrip(QWidget):
    """The strip of the mock-up; a chevron opens facts, marks and the days of the year.

    Attributes:
        state: what is asked about the sun, and what is known.
        day: day, place and zone; opens both for choosing.
        chip: the hours that fit; writes them down.
        slider: the time.
        mark, region, record, more: commands.
        doubts: what contradicts itself, a sentence each.
        details: what the chevron opens.
        region_wanted: (on) the globe was pressed.
    """

    region_wanted = Signal(bool)

    def __init__(self, state: SunState, region: ShadowRegion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state, self._region, self._desk = state, region, state.desk
        theme = state.desk.context.theme
        self._theme = theme
        self.setProperty("surface", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Sun and shadow"))
        self.day = _Yielding("", theme=theme, kind="quiet", small=True)
        self.chip = FitChip(theme=theme)
        self.mark = IconButton("plus", name=tr("Mark a shadow or the light"), key="U", theme=theme)
        self.region = IconButton("globe", name=tr("Where on Earth could this shadow be?"), key="E", theme=theme)
        self.region.setCheckable(True)
        self.record = IconButton("calendar-days", name=tr("Date the photo"), theme=theme)
        self.more = IconButton("chevron-up", name=tr("Numbers, marks and days"), theme=theme)
        self.more.setCheckable(True)
        self.slider = SunSlider(state)
        self.doubts = QLabel()
        self.doubts.setProperty("role", "small")
        self.doubts.setWordWrap(True)
        self.doubts.setTextFormat(Qt.TextFormat.PlainText)
        self.details = SunDetails(state)
        self.details.setProperty("surface", "")
        self._fold = QScrollArea()
        self._fold.setWidget(self.details)
        self._fold.setWidgetResizable(True)
        self._fold.setFrameShape(QScrollArea.Shape.NoFrame)
        self._fold.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fold.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fold.hide()
        self._title = _Title(theme=theme)
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 0, _SIDE - 4, 0)
        head.setSpacing(4)
        head.addWidget(self._title)
        head.addWidget(self.day)
        head.addWidget(self.chip)
        head.addStretch(1)
        for part in (self.mark, self.region, self.record, self.more):
            head.addWidget(part)
        words = QHBoxLayout()
        words.setContentsMargins(_SIDE, 0, _SIDE, 0)
        words.addWidget(self.doubts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 6)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.slider)
        column.addLayout(words)
        column.addWidget(self._fold)
        self._make_menu()
        self.day.clicked.connect(self.open_day)
        self.chip.clicked.connect(self.open_record)
        self.record.clicked.connect(self.open_record)
        self.region.clicked.connect(lambda: region.set_on(self.region.isChecked()))
        self.region.clicked.connect(lambda: self.region_wanted.emit(self.region.isChecked()))
        self.more.clicked.connect(self._toggle)
        state.changed.connect(self._show)
        state.moved.connect(self._show)
        region.changed.connect(self._show)
        state.changed.connect(self._fit_fold)
        theme.changed.connect(self._show)
        self._show()

    # -- commands --------------------------------------------------------------------------------------

    def open_day(self) -> None:
        """Choose day and zone."""
        box = SunDayBox(self, self.state)
        box.open_below(self.day)
        box.day.setFocus()

    def open_record(self) -> None:
        """Write down when the photo was taken."""
        if not self._desk.can_write or self._desk.item is None or self.state.moment is None:
            return
        form = SunRecordForm(self, self.state)
        form.open_below(self.chip if self.chip.isVisible() else self.record)
        form.result.setFocus()

    def open_form(self, kind: SunMarkKind) -> None:
        """Type a mark."""
        if self._desk.can_write and self._desk.item is not None:
            form = SunMarkForm(self, self._desk, kind=kind)
            form.open_below(self.mark)
            form.fields["bearing_deg"].setFocus()

    def _make_menu(self) -> None:
        menu = QMenu(self)
        for words, tool in (
            (tr("A shadow and its object, in the photo"), OBJECT_TOOL),
            (tr("Where the light comes from, in the photo"), LIGHT_TOOL),
            (tr("Where a shadow falls to, on the map"), MAP_TOOL),
        ):
            menu.addAction(words).triggered.connect(lambda _=False, one=tool: self._desk.take_tool(one))
        menu.addSeparator()
        for words, kind in (
            (tr("Type lengths or a ratio …"), SunMarkKind.OBJECT_SHADOW),
            (tr("Type the direction of a shadow …"), SunMarkKind.MAP_SHADOW),
            (tr("Type where the light comes from …"), SunMarkKind.LIGHT),
        ):
            menu.addAction(words).triggered.connect(lambda _=False, one=kind: self.open_form(one))
        self.menu = menu
        self.mark.set_menu(menu)

    def _toggle(self) -> None:
        self._fold.setVisible(self.more.isChecked())
        self._fit_fold()
        self.more.set_icon("chevron-down" if self.more.isChecked() else "chevron-up")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what is opened as much room as it needs, and the map as much as it must have."""
        super().resizeEvent(event)
        self._fit_title()
        self._fit_fold()

    def _fit_title(self) -> None:
        """Leave the name of the strip out where the day and the hours that fit need its room."""
        shown = [part for part in (self.chip, self.mark, self.record) if not part.isHidden()]
        parts = [self.day, self.region, self.more, *shown]
        needed = sum(part.sizeHint().width() + 4 for part in parts) + self._title.whole_width + 2 * _SIDE
        self._title.set_short(self.width() < max(needed, self._theme.pixels(_NARROW)))

    def _fit_fold(self) -> None:
        window = self.window().height()
        most = max(_LEAST_FOLD, round(window * _MOST_SHARE))
        needed = self.details.heightForWidth(self.width()) if self.details.hasHeightForWidth() else -1
        self._fold.setFixedHeight(min(max(needed, self.details.sizeHint().height()), most))

    # -- what is shown ---------------------------------------------------------------------------------

    def _show(self) -> None:
        state, can = self.state, self._desk.can_write and self._desk.item is not None
        self.day.setText(self._day_words())
        self.day.setToolTip(self.day.accessibleName())
        self.day.setEnabled(self._desk.item is not None)
        self.mark.setVisible(can)
        self.record.setVisible(can)
        self.record.set_name(date_words(self._desk.item))
        self.record.setEnabled(state.path is not None)
        self.region.setChecked(self._region.is_on)
        if state.path is not None and not state.is_ready:
            return  # the answer is on its way; what stood here stays so long, or the map would jump
        verdict = verdict_of(state)
        self.chip.show_words(verdict.fits, ok=verdict.is_ok)
        self._fit_title()
        said = [*verdict.doubts]
        if words := self._region.words():
            said.append(words)
        elif missing := self._missing():
            said = [missing]
        self.doubts.setText("\n".join(said))
        self.doubts.setVisible(bool(said))

    def _day_words(self) -> str:
        state, item = self.state, self._desk.item
        if item is None:
            return ""
        day = day_month_year(state.day) if state.day is not None else tr("Choose a day")
        parts = [day]
        near = item.place_group or item.place
        place = self._desk.draft.place_text or (near if self._desk.draft.point is not None else "")
        offset = offset_at(state.moment) if state.moment is not None else ""
        where = place or (zone_place_name(state.zone) if state.zone else "")
        if where != offset:  # the name of a zone may be its offset
            parts.append(isolate(where))
        return ", ".join(part for part in (*parts, offset) if part)

    def _missing(self) -> str:
        state = self.state
        if self._desk.item is None:
            return tr("Choose a photo to see the sun at its place.")
        if state.point is None:
            if state.shadow is not None and self.region.isVisible():
                return tr("Place it to see the sun there, or press the globe: where on Earth could this shadow be?")
            return tr("Place it to see the sun there. Or mark a shadow: the globe shows where on Earth it could be.")
        if state.day is None:
            return tr("No day is known for this file. Choose one to see the sun.")
        return ""


class _Yielding(Button):
    """A button whose words give way where there is little room."""

    def minimumSizeHint(self) -> QSize:
        return QSize(72, self.sizeHint().height())


class _Title(QWidget):
    """The icon and the name of the strip."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self._theme, self._short = theme, False
        self.setToolTip(tr("Sun and shadow"))

    def set_short(self, short: bool) -> None:
        """Show the icon alone where there is little room."""
        if short != self._short:
            self._short = short
            self.updateGeometry()

    @property
    def whole_width(self) -> int:
        """How much room it takes with its words."""
        return round(self._theme.metrics("bodyStrong").horizontalAdvance(tr("Sun and shadow"))) + 26

    def sizeHint(self) -> QSize:
        if self._short:
            return QSize(18, self._theme.pixels(28))
        return QSize(self.whole_width, self._theme.pixels(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        place = visual(self, QRect(0, (self.height() - 16) // 2, 16, 16))
        draw_icon(painter, "sun", place, SunLook.of(self._theme).sun)
        room = visual(self, QRect(24, 0, self.width() - 24, self.height()))
        draw_text(
            painter,
            room,
            tr("Sun and shadow"),
            font=self._theme.font("bodyStrong"),
            colour=self._theme.color("text"),
            align=leading(self),
        )
        painter.end()
