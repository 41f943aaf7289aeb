"""`FilterPopover`: every filter there is; a change takes effect at once."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from evidence_board.filters import Filter, HasPosition, HasTag, InTime, InView, KindIs, Not, PostedBy, Words
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.filter_words import file_kind_name
from evidence_board.ui.filter_bar.span_words import span_from_text
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.widgets.check_box import CheckBox
from evidence_board.ui.widgets.combo_box import ComboBox
from evidence_board.ui.widgets.popover import Popover
from evidence_board.ui.widgets.search_field import SearchField

__all__ = ["FilterPopover"]

_KINDS = ("photo", "screenshot", "scan", "video", "file")
_TYPING_MS = 180


class FilterPopover(Popover):
    """Text, kind, dates, position, account and tag. Writes into the one filter of the session.

    Signals:
        map_view_wanted: the filter to the map view is to change; only the map knows its view.
    """

    map_view_wanted = Signal()

    def __init__(self, parent: QWidget, *, context: UiContext) -> None:
        theme = context.theme
        super().__init__(parent, name=tr("Add filter"), theme=theme, padding=16)
        self._context = context
        self._showing = False
        self._text = SearchField(tr("Words in names, captions, tags"), theme=theme, icon="search")
        self._text.setMinimumWidth(330)
        self._kinds = {kind: CheckBox(file_kind_name(kind), theme=theme) for kind in _KINDS}
        self._first, self._last = self._date_field(tr("First day")), self._date_field(tr("Last day"))
        self._map_view = CheckBox(tr("Only what the map shows now"), theme=theme)
        self._map_view.clicked.connect(self.map_view_wanted)
        self._position = ComboBox(name=tr("Position"), theme=theme)
        for words, value in ((tr("Any"), None), (tr("With a position"), True), (tr("Without a position"), False)):
            self._position.addItem(words, value)
        self._account = ComboBox(name=tr("Account"), theme=theme)
        self._tag = ComboBox(name=tr("Tag"), theme=theme)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_TYPING_MS)
        self._late.timeout.connect(self._take_text)
        self._build()
        self._text.installEventFilter(self)
        self._text.textChanged.connect(self._typed)
        self._text.returnPressed.connect(self._text_done)
        for box in self._kinds.values():
            box.toggled.connect(self._take_kinds)
        for field in (self._first, self._last):
            field.textChanged.connect(self._take_dates)
        self._position.activated.connect(self._take_position)
        self._account.activated.connect(self._take_account)
        self._tag.activated.connect(self._take_tag)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        kinds = QWidget()
        two = QGridLayout(kinds)
        two.setContentsMargins(0, 0, 0, 0)
        two.setVerticalSpacing(0)
        for place, box in enumerate(self._kinds.values()):
            two.addWidget(box, place // 2, place % 2)
        dates = QWidget()
        pair = QHBoxLayout(dates)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.addWidget(self._first)
        between = QLabel(tr("to"))
        between.setProperty("role", "secondary")
        pair.addWidget(between)
        pair.addWidget(self._last)
        rows = (
            (tr("Kind"), kinds),
            (tr("Taken or posted"), dates),
            (tr("Position"), self._position),
            (tr("Map view"), self._map_view),
            (tr("Account"), self._account),
            (tr("Tag"), self._tag),
        )
        self.body.addWidget(self._text)
        self.body.addSpacing(4)
        for row, (words, field) in enumerate(rows):
            label = QLabel(words)
            label.setProperty("role", "secondary")
            label.setBuddy(field)
            top = Qt.AlignmentFlag.AlignTop if field is kinds else Qt.AlignmentFlag.AlignVCenter
            if field is kinds:
                label.setContentsMargins(0, 6, 0, 0)
            grid.addWidget(label, row, 0, top)
            grid.addWidget(field, row, 1)
        self.body.addLayout(grid)

    def _date_field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText("2015-09-01")
        field.setToolTip(tr("A year, a month or a day: 2015, 2015-09, 2015-09-12"))
        field.setMaximumWidth(130)
        # Dates keep their order in every language.
        field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        return field

    # -- the filter as it is ---------------------------------------------------------------------------

    def show_filter(self, active: Filter) -> None:
        """Show a filter in the fields; a field that is being typed in is left alone."""
        self._showing = True
        index = self._context.session.index
        words, kinds, account = active.part(Words), active.part(KindIs), active.part(PostedBy)
        if not self._text.hasFocus():
            self._text.setText(words.text if words is not None else "")
        for kind, box in self._kinds.items():
            box.setChecked(kinds is not None and kind in kinds.kinds)
        self._map_view.setChecked(active.part(InView) is not None)
        if active.part(InTime) is None and not (self._first.hasFocus() or self._last.hasFocus()):
            self._first.clear()
            self._last.clear()
        self._position.setCurrentIndex(
            1 if HasPosition() in active.parts else 2 if Not(HasPosition()) in active.parts else 0
        )
        accounts = [(isolate(row.label), row.id) for row in index.entities_of("account")]
        _refill(
            self._account,
            tr("Any"),
            accounts,
            account.accounts[0] if account is not None else "",
        )
        tags = [(isolate(row.path), row.id) for row in index.tags.values() if HasTag(row.id) not in active.parts]
        _refill(self._tag, tr("Add a tag"), sorted(tags), "")
        self._showing = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close on Esc wherever the focus is; the words stay, their chip takes them away."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._take_text()
            self.close()
            return True
        return super().eventFilter(watched, event)

    def focus_first(self) -> None:
        """Put the focus into the field for words."""
        self._text.setFocus(Qt.FocusReason.PopupFocusReason)
        self._text.selectAll()

    # -- the filter as it should be --------------------------------------------------------------------

    def _set(self, change: Callable[[Filter], Filter]) -> None:
        if not self._showing:
            session = self._context.session
            session.set_filter(change(session.filter), origin="filter_bar")

    def _typed(self, text: str) -> None:
        if not self._showing:
            self._late.start()

    def _text_done(self) -> None:
        self._take_text()
        self.close()

    def _take_text(self) -> None:
        self._late.stop()
        text = self._text.text().strip()
        self._set(lambda active: active.plus(Words(text)) if text else active.without(Words))

    def _take_kinds(self) -> None:
        kinds = tuple(kind for kind, box in self._kinds.items() if box.isChecked())
        self._set(lambda active: active.plus(KindIs(kinds)) if kinds else active.without(KindIs))

    def _take_dates(self) -> None:
        if self._showing:
            return
        fields = (self._first, self._last)
        try:
            span = span_from_text(self._first.text(), self._last.text(), extent=self._extent())
        except ValueError:
            # Half a date is not wrong yet; the outline says that it does not count.
            _mark(fields, invalid=True)
            return
        _mark(fields, invalid=False)
        self._set(lambda active: active.plus(InTime(span)) if span is not None else active.without(InTime))

    def _extent(self) -> tuple[float, float]:
        """Return the first and the last moment of the case."""
        moments = (item.captured or item.posted for item in self._context.session.index.items.values())
        keys = [moment.sort_key for moment in moments if moment is not None]
        return (min(keys), max(keys)) if keys else (0.0, 0.0)

    def _take_position(self) -> None:
        value = self._position.currentData()

        def change(active: Filter) -> Filter:
            active = active.minus(HasPosition()).minus(Not(HasPosition()))
            return active if value is None else active.plus(HasPosition() if value else Not(HasPosition()))

        self._set(change)

    def _take_account(self) -> None:
        chosen = self._account.currentData()
        self._set(lambda active: active.plus(PostedBy((chosen,))) if chosen else active.without(PostedBy))

    def _take_tag(self) -> None:
        chosen = self._tag.currentData()
        if chosen:
            self._set(lambda active: active.plus(HasTag(chosen)))


def _refill(box: ComboBox, first: str, rows: list[tuple[str, str]], chosen: str) -> None:
    box.clear()
    box.addItem(first, "")
    for words, value in rows:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))


def _mark(fields: tuple[QLineEdit, ...], *, invalid: bool) -> None:
    for field in fields:
        wrong = invalid and bool(field.text())
        if bool(field.property("invalid")) != wrong:
            field.setProperty("invalid", wrong)
            field.style().unpolish(field)
            field.style().polish(field)
