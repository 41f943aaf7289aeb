"""`ValuesForm`: the values of one topic as a list; one or several of them are what a condition asks for."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.filters import (
    AtLeast,
    AtPlace,
    CameraIs,
    Condition,
    HasTag,
    InCollection,
    InDrawing,
    KindIs,
    LinkedTo,
    LooksAlike,
    NearTo,
    OfUnit,
    PostedBy,
    StatusIs,
)
from evidence_board.ui.board.choice_list import ChoiceList, ChoiceRow
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.offers import Offer, found_offers, offers_of, topic_name
from evidence_board.ui.i18n import tr
from evidence_board.ui.widgets.check_box import CheckBox
from evidence_board.ui.widgets.number_field import NumberField
from evidence_board.ui.widgets.painting import text_direction
from evidence_board.ui.widgets.search_field import SearchField

__all__ = ["TOPIC_OF", "ValuesForm"]

_WIDTH, _ROWS = 330, 7
#: Conditions that are chosen from a list -> its topic.
TOPIC_OF: dict[type[Condition], str] = {
    KindIs: "kind",
    PostedBy: "account",
    StatusIs: "work",
    CameraIs: "camera",
    HasTag: "tag",
    InCollection: "collection",
    OfUnit: "unit",
    AtPlace: "place",
    InDrawing: "drawing",
    LinkedTo: "linked",
    NearTo: "near",
    AtLeast: "level",
    LooksAlike: "alike",
}
#: Conditions that ask for any of several values -> the field that holds them.
_SEVERAL: dict[type[Condition], str] = {
    KindIs: "kinds",
    PostedBy: "accounts",
    StatusIs: "statuses",
    CameraIs: "cameras",
}


class ValuesForm(QWidget):
    """A field to find a value, the values, and what else can be said of the condition.

    Up and Down move, Enter takes a value; where several may be asked for, it takes it away again too.

    Attributes:
        changed: (condition) another one is asked for.
        field: what is typed.
        choices: the values.
    """

    changed = Signal(object)

    def __init__(self, condition: Condition, *, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context, self._condition = context, condition
        self._topic = TOPIC_OF[type(condition)]
        self._offers: list[Offer] = []
        self.field = SearchField(topic_name(self._topic), theme=theme, icon="search")
        self.field.setMinimumWidth(_WIDTH)
        self.choices = ChoiceList(
            name=topic_name(self._topic), theme=theme, thumbnails=context.thumbnails, rows=_ROWS, parent=self
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.choices)
        self.below: CheckBox | None = None
        self.steps: NumberField | None = None
        if isinstance(condition, OfUnit | HasTag):
            words = tr("With all units below") if isinstance(condition, OfUnit) else tr("With all tags below")
            self.below = CheckBox(words, theme=theme, checked=condition.below)
            self.below.toggled.connect(self._take_below)
            column.addWidget(self.below)
        if isinstance(condition, NearTo):
            self.steps = NumberField(name=tr("Links away"), theme=theme, low=1, high=6, unit=tr(" links away"))
            self.steps.setValue(condition.steps)
            self.steps.valueChanged.connect(self._take_steps)
            column.addWidget(self.steps)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.choices.chosen.connect(self._take)
        self.setFocusProxy(self.field)
        self._fill("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the list work while one types."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.choices.step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.choices.current)
                return True
        return super().eventFilter(watched, event)

    def _fill(self, typed: str) -> None:
        self.field.setLayoutDirection(text_direction(typed) if typed else self.layoutDirection())
        index, at = self._context.session.index, self.choices.current
        wanted = typed.strip()
        found = found_offers(wanted, index, topic=self._topic) if wanted else offers_of(self._topic, index)
        # What is asked for stands first, so that it is seen in a long list.
        self._offers = sorted(found, key=lambda offer: not self._is_asked(offer)) if not wanted else found
        rows = [
            ChoiceRow(one.text, "", icon="check" if self._is_asked(one) else one.icon, end="") for one in self._offers
        ]
        self.choices.show_rows(rows)
        if at > 0 and at < len(rows) and not wanted:
            self.choices.step(at)

    def _values(self, condition: object) -> tuple[str, ...]:
        name = _SEVERAL.get(type(self._condition))
        found = getattr(condition, name) if name is not None and isinstance(condition, type(self._condition)) else ()
        return tuple(found)

    def _is_asked(self, offer: Offer) -> bool:
        if type(self._condition) in _SEVERAL:
            return set(self._values(offer.part)) <= set(self._values(self._condition))
        return offer.part is not None and self._kept(offer.part) == self._condition

    def _kept(self, part: object) -> object:
        """Return a value with what else is said of the present condition: with those below, so many links away."""
        now = self._condition
        if isinstance(now, OfUnit | HasTag) and isinstance(part, type(now)):
            return replace(part, below=now.below)
        if isinstance(now, NearTo) and isinstance(part, NearTo):
            return replace(part, steps=now.steps)
        return part

    def _take(self, at: int) -> None:
        if not 0 <= at < len(self._offers):
            return
        part = self._offers[at].part
        name = _SEVERAL.get(type(self._condition))
        if name is None:
            self._change(self._kept(part))
            return
        (value,) = self._values(part)
        present = self._values(self._condition)
        values = tuple(one for one in present if one != value) if value in present else (*present, value)
        # The last one stays: to ask for nothing is to take the chip away.
        if values:
            self._change(type(self._condition)(**{name: values}))

    def _take_below(self) -> None:
        if self.below is not None and isinstance(self._condition, OfUnit | HasTag):
            self._change(replace(self._condition, below=self.below.isChecked()))

    def _take_steps(self) -> None:
        if self.steps is not None and isinstance(self._condition, NearTo):
            self._change(replace(self._condition, steps=int(self.steps.value())))

    def _change(self, condition: object) -> None:
        if isinstance(condition, Condition) and condition != self._condition:
            self._condition = condition
            self._fill(self.field.text())
            self.changed.emit(condition)
