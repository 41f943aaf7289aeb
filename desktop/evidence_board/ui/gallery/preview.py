"""`Preview`: one file large over the window, and the next with the arrow keys."""

from PySide6.QtCore import QEvent, QObject, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evidence_board.model.case_index import ItemRow
from evidence_board.model.errors import KnownError
from evidence_board.selection import replace
from evidence_board.ui.context import UiContext
from evidence_board.ui.decoder import Decoder
from evidence_board.ui.gallery.item_words import clip_length, described, own_name, when_words
from evidence_board.ui.gallery.preview_canvas import PreviewCanvas
from evidence_board.ui.gallery.preview_tools import PreviewTools
from evidence_board.ui.gallery.shown_order import next_shown, place_in_order
from evidence_board.ui.i18n import number, tr

__all__ = ["Preview"]

_LARGEST_EDGE = 8_192
#: Where in a clip its poster was taken: a tenth of its length in, as in the thumbnail.
_POSTER_SHARE, _POSTER_LATEST_S = 0.1, 5.0


class Preview(QWidget):
    """Covers its parent while open. Arrow keys go on, Esc and Space close, the wheel zooms.

    The thumbnail shows at once; the full picture takes its place when a worker has decoded it.

    Attributes:
        closed: the preview was closed.
        canvas: the picture.
        tools: the bar of words and buttons.
    """

    closed = Signal()

    def __init__(self, context: UiContext, parent: QWidget, *, decoder: Decoder | None = None) -> None:
        """Make a closed preview.

        Args:
            context: session and services.
            parent: what it covers.
            decoder: that of the window; without one, the preview has its own.
        """
        super().__init__(parent)
        self._context = context
        if decoder is None:
            decoder = Decoder(context.session, context.jobs)
            context.at_close(decoder.close)
        self._decoder = decoder
        self._under = parent
        self._item: ItemRow | None = None
        self._edge = 0
        self._focus_before: QWidget | None = None
        self.canvas = PreviewCanvas()
        self.canvas.zoomed.connect(self._zoomed)
        self.canvas.beside.connect(self.close_preview)
        self.tools = PreviewTools(theme=context.theme)
        self.tools.step_wanted.connect(self._step)
        self.tools.zoom_wanted.connect(self.canvas.zoom)
        self.tools.actual_wanted.connect(self.canvas.toggle_actual)
        self.tools.close_wanted.connect(self.close_preview)
        self._words = QLabel(self.canvas)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        self._words.setProperty("role", "body")
        self._words.setMargin(14)
        self._words.setProperty("surface", "raised")
        self._words.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tools)
        row = QHBoxLayout()
        row.setContentsMargins(16, 16, 16, 16)
        row.addWidget(self.canvas)
        layout.addLayout(row, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRing", "none")
        context.thumbnails.ready.connect(self._thumbnail_came)
        context.events.index_changed.connect(lambda event: self._index_changed())
        parent.installEventFilter(self)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether it covers the window."""
        return self.isVisible()

    @property
    def item_id(self) -> str | None:
        """The file that is shown, None while closed."""
        return self._item.id if self._item is not None else None

    def show_item(self, item_id: str) -> None:
        """Show one file large; the one that is shown already closes the preview, as Space does."""
        item = self._context.session.index.items.get(item_id)
        if item is None:
            return
        if not self.isVisible():
            self._focus_before = QApplication.focusWidget()
            self.setGeometry(self._under.rect())
            self.show()
            self.raise_()
        self._show(item)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_preview(self) -> None:
        """Close and give the focus back."""
        if not self.isVisible():
            return
        self._decoder.cancel()
        self._item = None
        self.hide()
        self.canvas.clear()
        before, self._focus_before = self._focus_before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the parent when it changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._under.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, zoom, or close."""
        on = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        match event.key():
            case Qt.Key.Key_Escape | Qt.Key.Key_Space | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.close_preview()
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._step(1 if event.key() == on else -1)
            case Qt.Key.Key_Up | Qt.Key.Key_Down if not self.canvas.is_fitted:
                self.canvas.move_by(0, 80 if event.key() == Qt.Key.Key_Up else -80)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.canvas.zoom(1)
            case Qt.Key.Key_Minus:
                self.canvas.zoom(-1)
            case Qt.Key.Key_Z if event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self.canvas.toggle_actual()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._context.theme.color("sunken"))
        painter.end()

    def _step(self, step: int) -> None:
        if self._item is None:
            return
        following = next_shown(self, self._context.session, self._item.id, step=step)
        item = self._context.session.index.items.get(following) if following is not None else None
        if item is not None:
            self._show(item)
            self._context.session.select(replace([item.id]), origin="preview")

    def _show(self, item: ItemRow) -> None:
        same = self._item is not None and self._item.id == item.id
        self._item = item
        session = self._context.session
        place = place_in_order(self, session, item.id)
        where = tr("{n} of {total}", n=number(place[0]), total=number(place[1])) if place is not None else ""
        length = clip_length(item.duration_s) if item.duration_s is not None else ""
        self.tools.set_words(
            ref=item.ref,
            title=own_name(item),
            place="   ".join(part for part in (when_words(item), length, where) if part),
        )
        self.tools.set_steps(
            back=next_shown(self, session, item.id, step=-1) is not None,
            on=next_shown(self, session, item.id, step=1) is not None,
        )
        self.setAccessibleName(described(item, selected=item.id in session.selection))
        if same:
            return
        self._edge = 0
        self.canvas.clear()
        self._say("")
        self._show_thumbnail()
        self._decode()

    def _whole_size(self) -> QSizeF | None:
        item = self._item
        return QSizeF(item.width, item.height) if item is not None and item.width and item.height else None

    def _show_thumbnail(self) -> None:
        item = self._item
        if item is None or self._edge:
            return
        image = self._context.thumbnails.get(item.id)
        if image is not None:
            self.canvas.show_picture(image, whole=_oriented(self._whole_size(), image), keep_view=False)

    def _thumbnail_came(self, item_ids: set[str]) -> None:
        if self._item is not None and self._item.id in item_ids and not self.canvas.has_picture:
            self._show_thumbnail()

    def _decode(self) -> None:
        item = self._item
        if item is None:
            return
        if item.kind == "file":
            self._say(tr("This file has no picture. Its bytes are kept as they came."))
            return
        ratio = self.devicePixelRatioF()
        fits = round(max(self.canvas.width(), self.canvas.height()) * ratio)
        wanted = min(max(fits, self.canvas.pixels_wanted, 512), _LARGEST_EDGE)
        if wanted <= self._edge:
            return
        first = self._edge == 0
        self._edge = wanted
        at_s = None
        if item.kind == "video":
            at_s = min((item.duration_s or 0.0) * _POSTER_SHARE, _POSTER_LATEST_S)

        def show(image: QImage) -> None:
            if self._item is None or self._item.id != item.id:
                return
            whole = _oriented(self._whole_size(), image)
            self.canvas.show_picture(image, whole=whole, keep_view=self.canvas.has_picture)
            self._say("")

        def failed(error: KnownError) -> None:
            if self._item is not None and self._item.id == item.id and first:
                self._say(str(error))

        self._decoder.pixels(item.id, max_edge=wanted, done=show, failed=failed, at_s=at_s)

    def _zoomed(self) -> None:
        self.tools.set_scale(self.canvas.scale, fitted=self.canvas.is_fitted)
        if self._item is not None and self._edge and not self.canvas.is_fitted:
            self._decode()

    def _index_changed(self) -> None:
        if self._item is None:
            return
        item = self._context.session.index.items.get(self._item.id)
        if item is None:
            self.close_preview()
        else:
            self._item = item

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._words.setVisible(bool(words))
        if words:
            width = min(420, max(self.canvas.width() - 40, 200))
            self._words.setFixedWidth(width)
            self._words.adjustSize()
            self._words.move(
                (self.canvas.width() - self._words.width()) // 2, (self.canvas.height() - self._words.height()) // 2
            )


def _oriented(whole: QSizeF | None, image: QImage) -> QSizeF:
    """Return the size of the whole picture, turned as the image is (the case may hold it as stored)."""
    if whole is None:
        return QSizeF(image.size())
    if (whole.width() > whole.height()) != (image.width() > image.height()) and image.width() != image.height():
        return whole.transposed()
    return whole
