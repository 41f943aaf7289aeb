"""`ComparePane`: the picture beside another one: next to each other, laid over, or wiped; both zoom as one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from evidence_board.model.case_index import ItemRow
from evidence_board.ui.copies.pair_pictures import PairPictures
from evidence_board.ui.gallery.item_words import when_words
from evidence_board.ui.geolocate.compare_view import MODES, CompareView
from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.geolocate.reference_choice import ReferenceChoice
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.empty_state import EmptyState
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.pane_header import PaneHeader
from evidence_board.ui.widgets.segmented import Segmented

__all__ = ["ComparePane"]

_CAPTION_GAP = 8


class ComparePane(QWidget):
    """The reference picture is any picture of the case; the one that matched points name is shown by itself.

    Attributes:
        header: title, other reference, ways of comparing.
        view: both pictures.
        modes: side by side, overlay, swipe.
        reference_id: row id of the reference picture, or empty.
        file_wanted: a picture that is not in the case yet is to be compared with.
    """

    file_wanted = Signal()

    def __init__(self, desk: PlacementDesk) -> None:
        super().__init__()
        context, theme = desk.context, desk.context.theme
        self._desk = desk
        self.setProperty("surface", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.reference_id = ""
        self._chosen: dict[str, str] = {}
        self._pictures = PairPictures(context, self)
        self.view = CompareView(theme=theme)
        self.header = PaneHeader(tr("Compare"), theme=theme, icon="git-compare", parent=self)
        self.change = IconButton("images", name=tr("Choose the reference picture"), key="R", theme=theme)
        self.change.clicked.connect(self.choose_reference)
        self.swap = IconButton("arrow-left-right", name=tr("Swap the pictures"), key="Shift+V", theme=theme)
        self.swap.clicked.connect(self.swap_pictures)
        self.modes = Segmented(name=tr("How to compare"), theme=theme)
        self.modes.add("side", icon="columns-2", name=tr("Side by side"))
        self.modes.add("over", icon="blend", name=tr("One over the other"))
        self.modes.add("swipe", icon="square-split-horizontal", name=tr("Swipe"))
        self.modes.changed.connect(self.view.set_mode)
        for control in (self.change, self.swap, self.modes):
            self.header.add_control(control)
        self._captions = tuple(ElidedLabel(theme=theme, role="small", weight=500) for _ in range(2))
        self._caption_row = QHBoxLayout()
        self._caption_row.setSpacing(_CAPTION_GAP)
        for caption in self._captions:
            self._caption_row.addWidget(caption)
        self._caption_row.addStretch(1)
        self.view.arranged.connect(self._line_up)
        shown = QWidget()
        inner = QVBoxLayout(shown)
        inner.setContentsMargins(0, 10, 0, 0)
        inner.setSpacing(4)
        inner.addWidget(self.view, 1)
        inner.addLayout(self._caption_row)
        self.empty = EmptyState(
            icon="images",
            title=tr("Nothing to compare with"),
            sentence=tr("Choose a picture of the same place: of this case, or import a reference photo."),
            action=tr("Choose a picture"),
            key="R",
            theme=theme,
        )
        self.empty.triggered.connect(self.choose_reference)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._pages, 1)
        self._pictures.ready.connect(self._picture_came)
        self.view.sharper_wanted.connect(self._pictures.sharpen)
        desk.item_changed.connect(self._renew)
        desk.placement_read.connect(self._renew)
        self._renew()

    def choose_reference(self) -> None:
        """Ask which picture of the case to compare with."""
        if self._desk.item is None:
            return
        popover = ReferenceChoice(self, context=self._desk.context, without=self._desk.item_id)
        popover.chosen.connect(self.show_reference)
        popover.file_wanted.connect(self.file_wanted)
        popover.closed.connect(popover.deleteLater)
        popover.open_below(self.change)
        popover.begin()

    def show_reference(self, item_id: str, *, of: str = "") -> None:
        """Compare with this picture, now and when the item (or another one, ``of``) is placed again."""
        self._chosen[of or self._desk.item_id] = item_id
        self._renew()

    def swap_pictures(self) -> None:
        """Let them change sides; laid over each other, let the other one lie above."""
        self.view.swap()

    def next_mode(self) -> None:
        """Compare in the next way."""
        if self.reference_id:
            at = MODES.index(self.view.mode)
            self.modes.set_current(MODES[(at + 1) % len(MODES)])
            self.view.set_mode(MODES[(at + 1) % len(MODES)])

    def _line_up(self) -> None:
        """Let each caption begin where its picture does."""
        view, row = self.view, self._caption_row
        side = view.mode == "side"
        # Of two that lie over each other the upper one is named last: it is behind the line.
        first, last = (1, 0) if view.swapped else (0, 1)
        if row.indexOf(self._captions[first]) > 0:
            row.insertWidget(0, self._captions[first])
        boxes = [view.shown_box(which) for which in (first, last)]
        # Counted from where lines begin.
        starts = [view.width() - box.right() if view.isRightToLeft() else box.left() for box in boxes]
        if not side:
            half = view.width() / 2
            starts = [min(*starts, half - self._captions[first].sizeHint().width() - _CAPTION_GAP), half]
            starts[0] = max(starts[0], 0.0)
        row.setContentsMargins(*_margins(round(starts[0]), rtl=view.isRightToLeft()))
        self._captions[first].setFixedWidth(max(round(starts[1] - starts[0]) - _CAPTION_GAP, 40))
        self._captions[last].setFixedWidth(max(round(view.width() - starts[1]) - 12, 40))

    def _renew(self) -> None:
        desk, items = self._desk, self._desk.context.session.index.items
        points = desk.placement.points if desk.placement is not None else ()
        of_points = next((one.reference_item_id for one in points if one.reference_item_id in items), None)
        wanted = self._chosen.get(desk.item_id) or of_points or ""
        reference = items.get(wanted) if desk.item is not None else None
        self._pages.setCurrentIndex(1 if reference is not None else 0)
        for control in (self.modes, self.swap):
            control.setEnabled(reference is not None)
        self.change.setEnabled(desk.item is not None)
        if desk.item is None or reference is None:
            self.reference_id = ""
            self.header.set_note("")
            self.view.show_pair("", "")
            return
        pair = (desk.item.id, reference.id)
        if self.view.pair != pair:
            self.reference_id = reference.id
            self.view.show_pair(*pair)
            self._pictures.show_pair(
                pair, mirrored=False, videos=(desk.item.kind == "video", reference.kind == "video")
            )
        twins = sum(one.in_reference and one.reference_item_id == reference.id for one in points)
        words = count(twins, one="{n} matching point", many="{n} matching points")
        self.header.set_note(words if twins else tr("No matching points yet"))
        for caption, row in zip(self._captions, (desk.item, reference), strict=True):
            caption.set_text(_caption(row))

    def _picture_came(self, which: int, image: QImage) -> None:
        self.view.set_picture(which, image)


def _margins(start: int, *, rtl: bool) -> tuple[int, int, int, int]:
    return (0, 0, start, 6) if rtl else (start, 0, 0, 6)


def _caption(row: ItemRow) -> str:
    words = [isolate(row.ref), when_words(row) or isolate(row.label)]
    return " · ".join(one for one in words if one)
