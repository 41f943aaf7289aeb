"""`FilterBar`: how many files are shown, and one chip for every filter in force."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from evidence_board.filters import Filter, InView, NearTo, Part, any_of
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.chip_menu import chip_menu
from evidence_board.ui.filter_bar.filter_by import filter_by
from evidence_board.ui.filter_bar.filter_popover import FilterPopover
from evidence_board.ui.filter_bar.filter_words import ChipWords, chip_of
from evidence_board.ui.filter_bar.part_popover import PartPopover
from evidence_board.ui.i18n import count, isolate, number, tr
from evidence_board.ui.pane import Pane
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.chip import Chip
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.icon_button import IconButton

__all__ = ["FilterBar"]

_PADDING, _GAP, _CHIP_GAP = 12, 8, 6
#: Chips shown in a small window before the others fold into "+1".
_COMPACT_CHIPS = 2


class FilterBar(Pane):
    """The bar of 40 px above the panes; it is never silent about a filter.

    Signals:
        map_view_wanted: switch the filter to the map view on or off.
        inspector_wanted: the hidden inspector is to be shown again.
    """

    name = "filter_bar"
    map_view_wanted = Signal()
    inspector_wanted = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self.setProperty("surface", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._compact = False
        self._order: list[Part] = []
        self._words: list[ChipWords] = []
        self._chips: dict[Part, Chip] = {}
        self._funnel = _Funnel(context=context, parent=self)
        self._count = ElidedLabel(theme=theme, role="bodyStrong", tabular=True)
        self._count.setSizePolicy(self._funnel.sizePolicy())
        self._more = Chip("", theme=theme, look="filter", removable=False)
        self._more.clicked.connect(self._open_more)
        self._add = Button(tr("Add filter"), theme=theme, kind="quiet", icon="plus", small=True)
        self._add.clicked.connect(self.open_popover)
        self._clear = Button(tr("Clear all"), theme=theme, kind="quiet", key="Esc", small=True)
        self._clear.clicked.connect(self.clear)
        # Where the inspector was hidden, so that what was put away can be seen to come back.
        self._inspector = IconButton("panel-right-open", name=tr("Show the inspector"), key="]", theme=theme)
        self._inspector.clicked.connect(self.inspector_wanted)
        self._inspector.hide()
        self._popover: FilterPopover | None = None
        self._editor: PartPopover | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(_PADDING, 0, _PADDING - 8, 0)
        row.setSpacing(_GAP)
        row.addWidget(self._funnel)
        row.addWidget(self._count)
        row.addSpacing(2)
        self._room = QHBoxLayout()
        self._room.setSpacing(_CHIP_GAP)
        row.addLayout(self._room)
        row.addWidget(self._more)
        row.addWidget(self._add)
        row.addStretch(1)
        row.addWidget(self._clear)
        row.addWidget(self._inspector)
        self.setAccessibleName(tr("Filters"))
        self._set_height()

    # -- what is shown ---------------------------------------------------------------------------------

    @property
    def last_chip(self) -> Part | None:
        """The part of the filter that was switched on last; None when none is."""
        return self._order[-1] if self._order else None

    @property
    def chips(self) -> list[Chip]:
        """The chips that are shown, in order."""
        return [self._chips[one.part] for one in self._words if not self._chips[one.part].isHidden()]

    @property
    def count_words(self) -> str:
        """How many files are shown, in words."""
        return self._count.text()

    def set_compact(self, compact: bool) -> None:
        """Fold the third chip and those after it into one."""
        self._compact = compact
        self._fold()

    @property
    def more_chip(self) -> Chip:
        """The chip that stands for those without room."""
        return self._more

    @property
    def inspector_button(self) -> IconButton:
        """The button that shows the hidden inspector again."""
        return self._inspector

    def show_inspector_button(self, shown: bool) -> None:
        """Offer the inspector, or take the offer back."""
        self._inspector.setVisible(shown)
        self._fold()

    def show_index(self) -> None:
        """Count anew; names on chips may have changed."""
        self._renew()

    def show_filter(self) -> None:
        """Show the chips of the new filter."""
        self._renew()

    def show_theme(self) -> None:
        """Keep the height of the present text size."""
        self._set_height()
        self._fold()
        self.update()

    def _set_height(self) -> None:
        # The hairline below it belongs to its height.
        self.setFixedHeight(self.context.theme.pixels(self.context.theme.tokens.size["filterBar"]) - 1)

    def _renew(self) -> None:
        session = self.context.session
        total, shown = len(session.index.items), len(session.visible)
        active = session.filter
        if shown == total and not active.parts:
            self._count.set_text(count(total, one="{n} file", many="{n} files"))
        else:
            self._count.set_text(tr("{shown} of {total} files", shown=number(shown), total=number(total)))
        self._words = [chip_of(part, session.index) for part in active.parts]
        self._follow_order(active)
        self._show_chips()
        self._funnel.setVisible(bool(self._words))
        self._clear.setVisible(bool(self._words))
        self._fold()
        if self._popover is not None and self._popover.isVisible():
            self._popover.show_filter(active)

    def _follow_order(self, active: Filter) -> None:
        """Remember which chip came last, for Esc."""
        known = [one for one in self._order if one in active.parts]
        self._order = known + [one for one in active.parts if one not in known]

    def _show_chips(self) -> None:
        wanted = {one.part for one in self._words}
        places, focus_at = {part: place for place, part in enumerate(self._chips)}, -1
        for part in [one for one in self._chips if one not in wanted]:
            chip = self._chips.pop(part)
            had_focus = chip.hasFocus()
            self._room.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
            if had_focus:
                focus_at = places[part]
                self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        for place, words in enumerate(self._words):
            known = self._chips.get(words.part)
            if known is None:
                known = Chip(words.text, theme=self.context.theme, look="filter", icon=words.icon)
                known.removed.connect(lambda one=words.part: self.remove(one))
                known.clicked.connect(lambda _=False, one=words.part: self.edit(one))
                known.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
                known.customContextMenuRequested.connect(
                    lambda at, chip=known, one=words.part: self.open_menu(one, chip.mapToGlobal(at))
                )
                if focus_at == place:
                    known.setFocus(Qt.FocusReason.OtherFocusReason)
                self._chips[words.part] = known
                self._room.insertWidget(place, known)
            elif known.text() != words.text:
                known.set_text(words.text)
            if self._room.indexOf(known) != place:
                self._room.removeWidget(known)
                self._room.insertWidget(place, known)

    def _fold(self) -> None:
        """Show as many chips as there is room for; say how many are folded away."""
        fixed = self._count.sizeHint().width() + self._add.sizeHint().width() + self._clear.sizeHint().width()
        room = self.width() - fixed - 2 * _PADDING - 16 - 7 * _GAP - 40
        most = _COMPACT_CHIPS if self._compact else len(self._words)
        shown = 0
        for words in self._words[:most]:
            room -= self._chips[words.part].sizeHint().width() + _CHIP_GAP
            if room < 0:
                break
            shown += 1
        for place, words in enumerate(self._words):
            self._chips[words.part].setVisible(place < shown)
        hidden = len(self._words) - shown
        self._more.set_text(isolate(f"+{hidden}"))
        self._more.setAccessibleName(count(hidden, one="{n} more filter", many="{n} more filters"))
        self._more.setVisible(hidden > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the chips anew."""
        super().resizeEvent(event)
        self._fold()

    # -- what the user does ----------------------------------------------------------------------------

    def remove(self, part: Part) -> None:
        """Take one filter away."""
        session = self.context.session
        session.set_filter(session.filter.minus(part), origin=self.name)

    def clear(self) -> None:
        """Take every filter away, the queue too."""
        session = self.context.session
        session.set_filter(session.filter.cleared(), origin=self.name)

    def open_popover(self) -> None:
        """Open the choice of filters below the button."""
        self._offer(self._add, self._take_new)

    @property
    def popover(self) -> FilterPopover | None:
        """The choice of filters, once it was opened."""
        return self._popover

    @property
    def editor(self) -> PartPopover | None:
        """The popover of the chip that is edited now, or None."""
        return self._editor

    def edit(self, part: Part) -> None:
        """Open the popover of one chip, to edit it in place."""
        if isinstance(part, InView):
            # Where the map looks is not typed; the map itself is the form.
            self.open_menu(part)
            return
        self._edit(part, "", self._anchor(part))

    def open_menu(self, part: Part, spot: QPoint | None = None) -> None:
        """Open the menu of one chip."""
        anchor = self._anchor(part)
        menu = chip_menu(part, self.context, edit=self.edit, join=self._join, parent=self)
        menu.popup(spot if spot is not None else anchor.mapToGlobal(anchor.rect().bottomLeft()))

    def _anchor(self, part: Part) -> QWidget:
        chip = self._chips.get(part)
        return chip if chip is not None and chip.isVisible() else self._more if self._more.isVisible() else self._add

    def _offer(self, anchor: QWidget, chosen: Callable[[Part], None], active: Filter | None = None) -> None:
        if self._popover is not None:
            self._popover.close()
            self._popover.deleteLater()
        self._popover = found = FilterPopover(self, context=self.context)
        found.chosen.connect(chosen)
        found.form_wanted.connect(lambda topic: self._begin(topic, anchor, chosen))
        found.begin(self.context.session.filter if active is None else active)
        found.open_below(anchor)
        found.focus_first()

    def _take_new(self, part: Part) -> None:
        filter_by(self.context, part, origin=self.name)

    def _begin(self, topic: str, anchor: QWidget, chosen: Callable[[Part], None]) -> None:
        """Begin a condition that is typed; what the map shows is known to the map alone."""
        if topic == "map_view":
            self.map_view_wanted.emit()
        elif chosen == self._take_new:
            self._edit(None, topic, anchor)
        else:
            self._edit(None, topic, anchor, chosen)

    def _edit(
        self, part: Part | None, topic: str, anchor: QWidget, chosen: Callable[[Part], None] | None = None
    ) -> None:
        self._editor = editor = PartPopover(self, context=self.context, part=part, topic=topic)
        present: list[Part | None] = [part]
        latest: list[Part | None] = [None]

        def changed(new: Part | None) -> None:
            if chosen is not None:
                latest[0] = new
                return
            present[0] = self._exchange(present[0], new)

        def closed() -> None:
            if self._editor is editor:
                self._editor = None
            if chosen is not None and latest[0] is not None:
                chosen(latest[0])

        editor.changed.connect(changed)
        editor.or_wanted.connect(lambda: self._join(present[0]) if present[0] is not None else None)
        editor.closed.connect(closed)
        editor.open_below(anchor)
        editor.focus_first()
        editor.begin()

    def _exchange(self, old: Part | None, new: Part | None) -> Part | None:
        session = self.context.session
        active = session.filter
        if old is not None and old in active.parts:
            active = active.exchanged(old, new)
        elif new is not None:
            active = active.plus(new)
        session.set_filter(active, origin=self.name)
        return new

    def _join(self, part: Part) -> None:
        """Ask for another condition beside a part: "this or that"."""
        self.flush()
        others = self.context.session.filter.minus(part)
        self._offer(self._anchor(part), lambda new: self._take_or(part, new), others)

    def _take_or(self, part: Part, new: Part) -> None:
        session = self.context.session
        session.set_filter(session.filter.exchanged(part, any_of(part, new)), origin=self.name)

    def show_near(self, row_id: str, *, steps: int = 2) -> None:
        """Show what lies within so many links of a thing."""
        session = self.context.session
        session.set_filter(session.filter.plus(NearTo(row_id, steps)), origin=self.name)

    def _open_more(self) -> None:
        menu = QMenu(self)
        shown = len(self.chips)
        for words in self._words[shown:]:
            text = tr("Remove: {filter}", filter=words.text).replace("&", "&&")
            action = menu.addAction(self.context.theme.icon(words.icon), text)
            action.triggered.connect(lambda _=False, one=words.part: self.remove(one))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))


class _Funnel(QWidget):
    """Says by its colour that not everything is shown."""

    def __init__(self, *, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self.setFixedSize(QSize(16, 16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, "funnel", QRect(0, 0, 16, 16), self._theme.color("accentText"))
        painter.end()
