"""`FilterPopover`: everything a filter can ask, found by typing, with the number of files each would leave."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from evidence_board.filters import Filter, Part, not_
from evidence_board.filters.counting import counts_of
from evidence_board.ui.board.choice_list import ChoiceList, ChoiceRow
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.offers import FORMS, Offer, found_offers, offers_of, top_offers, topic_name
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.painting import text_direction
from evidence_board.ui.widgets.popover import Popover
from evidence_board.ui.widgets.search_field import SearchField

__all__ = ["FilterPopover"]

_WIDTH, _ROWS, _TYPING_MS = 380, 11, 120
#: Up to this many files are counted at once; more are counted off the GUI thread.
_AT_ONCE = 3_000


class FilterPopover(Popover):
    """A field and a list; Enter takes the current row, Shift Enter its opposite.

    Signals:
        chosen: (part) a condition was chosen.
        form_wanted: (one of `FORMS`) a condition with numbers or dates was chosen.

    Attributes:
        field: what is typed.
        choices: the rows.
    """

    chosen = Signal(object)
    form_wanted = Signal(str)

    def __init__(self, parent: QWidget, *, context: UiContext) -> None:
        theme = context.theme
        super().__init__(parent, name=tr("Add filter"), theme=theme)
        self._context = context
        self._topic, self._active = "", Filter()
        self._offers: list[Offer] = []
        self._request = 0
        self._back = IconButton("arrow-left", name=tr("All filters"), key="Backspace", theme=theme, size=28)
        self._back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._back.clicked.connect(lambda: self._enter(""))
        self.field = SearchField(tr("Filter by ..."), theme=theme, icon="search")
        self.field.setMinimumWidth(_WIDTH - 40)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._back)
        top.addWidget(self.field, 1)
        self.choices = ChoiceList(
            name=tr("Filters"), theme=theme, thumbnails=context.thumbnails, rows=_ROWS, parent=self
        )
        self.choices.setMinimumWidth(_WIDTH)
        self._said = QLabel()
        self._said.setProperty("role", "hint")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self.body.addLayout(top)
        self.body.addWidget(self.choices)
        self.body.addWidget(self._said)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_TYPING_MS)
        self._late.timeout.connect(self._fill)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.choices.chosen.connect(lambda at: self._take(at, opposite=False))

    @property
    def offers(self) -> list[Offer]:
        """What can be chosen now, in order."""
        return self._offers

    @property
    def topic(self) -> str:
        """The topic whose values are listed; empty for all."""
        return self._topic

    def begin(self, active: Filter, *, topic: str = "") -> None:
        """Show everything that can be asked, counted beside a filter.

        Args:
            active: the filter that what is chosen joins.
            topic: begin with the values of this topic.
        """
        self._active = active
        self._enter(topic)

    def focus_first(self) -> None:
        """Put the focus into the field."""
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_filter(self, active: Filter) -> None:
        """Count anew beside another filter."""
        if active != self._active:
            self._active = active
            self._count()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the list work while one types."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._pressed(event):
            return True
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self._late.isActive():
                    self._fill()
                opposite = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._take(self.choices.current, opposite=opposite)
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.choices.step(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Backspace if not self.field.text() and self._topic:
                self._enter("")
            case Qt.Key.Key_Escape:
                self.close()
            case _:
                return False
        return True

    # -- the list --------------------------------------------------------------------------------------

    def _enter(self, topic: str) -> None:
        self._topic = topic
        self._back.setVisible(bool(topic))
        self.field.setPlaceholderText(topic_name(topic) if topic else tr("Filter by ..."))
        self.field.setAccessibleName(topic_name(topic) if topic else tr("Filter by ..."))
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self._fill()
        self.focus_first()

    def _typed(self, text: str) -> None:
        self.field.setLayoutDirection(text_direction(text) if text else self.layoutDirection())
        self._late.start()

    def _fill(self) -> None:
        self._late.stop()
        index, typed = self._context.session.index, self.field.text().strip()
        if typed:
            self._offers = found_offers(typed, index, topic=self._topic)
        else:
            self._offers = offers_of(self._topic, index) if self._topic else top_offers(index)
        self._show([""] * len(self._offers))
        if not self._offers:
            self._said.setText(tr("Nothing matches"))
        else:
            self._said.setText(tr("Enter adds it, Shift Enter its opposite"))
        self._count()

    def _show(self, ends: Sequence[str]) -> None:
        at = self.choices.current
        rows = []
        for offer, end in zip(self._offers, ends, strict=True):
            leads = offer.part is None and offer.topic not in FORMS
            rows.append(ChoiceRow(offer.text, offer.detail, icon=offer.icon, end="›" if leads else end))
        same = [row.text for row in rows] == [row.text for row in self.choices.rows]
        self.choices.show_rows(rows)
        if same and at > 0:
            self.choices.step(at)

    def _count(self) -> None:
        """Say how many files each would leave, at once or a moment later."""
        self._request += 1
        request, index, active = self._request, self._context.session.index, self._active
        parts = [offer.part for offer in self._offers if offer.part is not None]

        def done(counts: list[int]) -> None:
            if request != self._request:
                return
            figures = dict(zip(parts, counts, strict=True))
            self._show([number(figures[one.part]) if one.part is not None else "" for one in self._offers])

        if len(index.items) <= _AT_ONCE:
            done(counts_of(parts, index, active))
        elif parts:
            self._context.jobs.run(
                lambda: counts_of(parts, index, active), done=done, failed=self._context.show_error, priority=1
            )

    def _take(self, at: int, *, opposite: bool) -> None:
        if not 0 <= at < len(self._offers):
            return
        offer = self._offers[at]
        if offer.part is not None:
            part: Part = not_(offer.part) if opposite else offer.part
            self.close()
            self.chosen.emit(part)
        elif offer.topic in FORMS:
            self.close()
            self.form_wanted.emit(offer.topic)
        else:
            self._enter(offer.topic)
