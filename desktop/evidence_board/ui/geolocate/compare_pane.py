"""`ComparePane`: the picture beside another one: next to each other, laid over, or wiped; both zoom as one."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from evidence_board.model.case_index import ItemRow
from evidence_board.ui.copies.pair_pictures import PairPictures
from evidence_board.ui.gallery.item_words import when_words
from evidence_board.ui.geolocate.compare_view import CompareView
from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.geolocate.reference_choice import ReferenceChoice
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.empty_state import EmptyState
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.pane_header import PaneHeader
from evidence_board.ui.widgets.segmented import Segmented

__all__ = ["ComparePane"]


class ComparePane(QWidget):
    """The reference picture is any picture of the case; the one that matched points name is shown by itself.

    Attributes:
        header: title, other reference, ways of comparing.
        view: both pictures.
        modes: side by side, overlay, swipe.
        reference_id: row id of the reference picture, or empty.
    """

    def __init__(self, desk: PlacementDesk) -> None:
        super().__init__()
        context, theme = desk.context, desk.context.theme
        self._desk = desk
        self.reference_id = ""
        self._chosen: dict[str, str] = {}
        self._pictures = PairPictures(context, self)
        self.view = CompareView(theme=theme)
        self.header = PaneHeader(tr("Compare"), theme=theme, icon="git-compare", parent=self)
        self.change = IconButton("images", name=tr("Choose the reference picture"), key="R", theme=theme)
        self.change.clicked.connect(self.choose_reference)
        self.modes = Segmented(name=tr("How to compare"), theme=theme)
        self.modes.add("side", icon="panel-left", name=tr("Side by side"))
        self.modes.add("over", icon="blend", name=tr("One over the other"))
        self.modes.add("swipe", icon="flip-horizontal-2", name=tr("Swipe"))
        self.modes.changed.connect(self.view.set_mode)
        for control in (self.change, self.modes):
            self.header.add_control(control)
        self._captions = tuple(ElidedLabel(theme=theme, role="small", weight=500) for _ in range(2))
        captions = QHBoxLayout()
        captions.setContentsMargins(12, 0, 12, 6)
        captions.setSpacing(12)
        for caption in self._captions:
            captions.addWidget(caption, 1)
        shown = QWidget()
        inner = QVBoxLayout(shown)
        inner.setContentsMargins(0, 10, 0, 0)
        inner.setSpacing(4)
        inner.addWidget(self.view, 1)
        inner.addLayout(captions)
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
        popover.closed.connect(popover.deleteLater)
        popover.open_below(self.change)
        popover.begin()

    def show_reference(self, item_id: str) -> None:
        """Compare with this picture, now and when the item is placed again."""
        self._chosen[self._desk.item_id] = item_id
        self._renew()

    def _renew(self) -> None:
        desk, items = self._desk, self._desk.context.session.index.items
        points = desk.placement.points if desk.placement is not None else ()
        of_points = next((one.reference_item_id for one in points if one.reference_item_id in items), None)
        wanted = self._chosen.get(desk.item_id) or of_points or ""
        reference = items.get(wanted) if desk.item is not None else None
        self._pages.setCurrentIndex(1 if reference is not None else 0)
        self.modes.setEnabled(reference is not None)
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
        self.header.set_note(isolate(reference.ref))
        for caption, row in zip(self._captions, (desk.item, reference), strict=True):
            caption.set_text(_caption(row))

    def _picture_came(self, which: int, image: QImage) -> None:
        self.view.set_picture(which, image)


def _caption(row: ItemRow) -> str:
    words = [isolate(row.ref), when_words(row) or isolate(row.label)]
    return " · ".join(one for one in words if one)
