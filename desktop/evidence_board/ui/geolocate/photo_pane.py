"""`PhotoPane`: the picture that is being placed, or a frame of the video, with what others draw on it."""

from PySide6.QtCore import QEvent, QObject, QPointF, QSizeF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.media.clip_requests import ClipFrame, ClipFrames
from evidence_board.model.errors import KnownError
from evidence_board.ui.decoder import Decoder
from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.geolocate.item_note import item_note
from evidence_board.ui.geolocate.moment_slider import MomentSlider
from evidence_board.ui.geolocate.overlays import PhotoOverlay, PhotoPointer
from evidence_board.ui.i18n import tr
from evidence_board.ui.shortcuts import key_names
from evidence_board.ui.theme import Theme
from evidence_board.ui.viewer.picture_view import PictureView
from evidence_board.ui.viewer.sight import Sight
from evidence_board.ui.viewer.still_pixels import StillPixels
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.pane_header import PaneHeader

__all__ = ["PhotoPane"]

_MARGIN = 12
_FRAME_EDGE = 1_920


class PhotoPane(QWidget):
    """Header, picture, overlays. The picture moves and zooms as in the viewer.

    Attributes:
        header: the bar with the ref of the file.
        view: the picture; ``view.canvas`` is its `PictureCanvas`.
        moments: of a video: which moment is shown.
    """

    def __init__(self, desk: PlacementDesk, *, decoder: Decoder) -> None:
        super().__init__()
        context = desk.context
        self._desk, self._decoder = desk, decoder
        self.setProperty("surface", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._taken: PhotoOverlay | None = None
        self._tools: dict[str, IconButton] = {}
        self.header = PaneHeader("", theme=context.theme, icon="image", parent=self)
        self.view = _Picture(theme=context.theme)
        self.view.canvas.setAccessibleName(tr("Picture"))
        # The keyboard is with the picture itself here; keys that mean nothing to it go to the workspace.
        self.view.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pixels = StillPixels(context, decoder, self.view.canvas, say=self.view.say)
        self.view.pixels = self._pixels
        self.view.canvas.overlays.append(self._paint)
        self.view.canvas.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.view, 1)
        self.moments = MomentSlider(desk)
        layout.addWidget(self.moments)
        self.full = IconButton("maximize-2", name=tr("Show large"), key="Space", theme=context.theme)
        self.full.clicked.connect(lambda: context.requests.preview.emit(desk.item_id))
        self.header.add_control(self.full)
        desk.item_changed.connect(self._item_changed)
        desk.changed.connect(self._say_words)
        desk.frame_changed.connect(self._show_frame)
        desk.repaint_wanted.connect(self.view.canvas.update)
        desk.tool_changed.connect(self._tool_changed)
        self.view.canvas.looked.connect(self._looked)
        context.at_close(self.view.canvas.store.close)
        self._say_words()

    def add_tool(self, icon: str, *, name: str, tool: str, key: str = "") -> IconButton:
        """Add a button of the header that takes a tool of the desk, and puts it down again."""
        button = IconButton(icon, name=name, key=key, theme=self._desk.context.theme, parent=self.header)
        button.setCheckable(True)
        button.clicked.connect(lambda: self._desk.take_tool(tool))
        self._tools[tool] = button
        self.header.add_control(button)
        # What makes the picture large stays last.
        self.header.add_control(self.full)
        return button

    def _looked(self) -> None:
        whole = self.view.canvas.sight.whole
        self._desk.show_aspect(None if whole.isEmpty() else whole.width() / whole.height())

    def _tool_changed(self, tool: str) -> None:
        for name, button in self._tools.items():
            button.setChecked(name == tool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom with plus, minus and Z, move with Shift and the arrows, step through a video with comma and point."""
        canvas, moves = self.view.canvas, {"Left": (60, 0), "Right": (-60, 0), "Up": (0, 60), "Down": (0, -60)}
        for name in key_names(event):
            if name in ("+", "=", "Shift++"):
                canvas.zoom(1)
            elif name in ("-", "Z"):
                canvas.zoom(-1) if name == "-" else canvas.toggle_actual()
            elif name.startswith("Shift+") and name.removeprefix("Shift+") in moves:
                canvas.move_by(*moves[name.removeprefix("Shift+")])
            elif name in (",", ".") and self._desk.item is not None and self._desk.item.kind == "video":
                self.moments.step(-1 if name == "," else 1)
            else:
                continue
            return
        super().keyPressEvent(event)

    # -- the file --------------------------------------------------------------------------------------

    def say_nothing_here(self) -> None:
        """Say what to do while there is no picture to place."""
        if self._desk.item is None:
            self.view.say(tr("No picture to place. Import photos or videos, or choose one in the Overview."))

    def _item_changed(self) -> None:
        self._decoder.cancel()
        self._taken = None
        self.view.begin()
        item = self._desk.item
        self.say_nothing_here()
        if item is not None and item.kind == "video":
            self._pixels.show_item(None)
            thumbnail = self._desk.context.thumbnails.get(item.id)
            if thumbnail is not None:
                self.view.canvas.show_small(thumbnail, whole=self._whole(thumbnail))
            self._show_frame()
        else:
            self._pixels.show_item(item)
        self._say_words()

    def _show_frame(self) -> None:
        """Have the frame of the video decoded that the desk is at."""
        item = self._desk.item
        if item is None or item.kind != "video":
            return
        at_s = self._desk.frame_s or 0.0

        def done(found: ClipFrames) -> None:
            if self._desk.item is not None and self._desk.item.id == item.id and found.frames:
                image = frame_image(found.frames[0])
                self.view.canvas.show_small(image, whole=self._whole(image))
                self.view.say("")
                # What was decoded while the slider went on is not the newest.
                if (self._desk.frame_s or 0.0) != at_s:
                    self._show_frame()

        def failed(error: KnownError) -> None:
            if self._desk.item_id == item.id:
                self.view.say(str(error))

        self._decoder.frames(item.id, at_s=at_s, count=1, max_edge=_FRAME_EDGE, done=done, failed=failed)

    def _whole(self, image: QImage) -> QSizeF:
        return QSizeF(image.size())

    def _say_words(self) -> None:
        item = self._desk.item
        self.header.set_title(item.ref if item is not None else tr("Picture"))
        self.header.set_note(item_note(item, self._desk.placement) if item is not None else "")
        self.full.setEnabled(item is not None)

    # -- what others draw ------------------------------------------------------------------------------

    def _paint(self, painter: QPainter, sight: Sight) -> None:
        painter.setClipRect(sight.place().adjusted(-1, -1, 1, 1))
        for overlay in self._desk.photo_overlays:
            painter.save()
            overlay.paint(painter, lambda x, y: sight.to_widget((x, y)))
            painter.restore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask the overlays first what a press means."""
        if watched is not self.view.canvas or not isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.Leave:
                for overlay in self._desk.photo_overlays:
                    overlay.hover(None)
            return super().eventFilter(watched, event)
        left = event.button() == Qt.MouseButton.LeftButton
        canvas = self.view.canvas
        if event.type() == QEvent.Type.MouseButtonPress and left and canvas.has_picture and not canvas.space_held:
            pointer = self._pointer(event.position(), event.modifiers())
            canvas.setFocus(Qt.FocusReason.MouseFocusReason)
            self._taken = next((one for one in reversed(self._desk.photo_overlays) if one.press(pointer)), None)
            return self._taken is not None
        if event.type() == QEvent.Type.MouseMove:
            pointer = self._pointer(event.position(), event.modifiers())
            if self._taken is not None:
                self._taken.move(pointer)
                return True
            if not event.buttons():
                looks = [one.hover(pointer) for one in reversed(self._desk.photo_overlays)]
                look = next((one for one in looks if one is not None), None)
                if look is not None:
                    canvas.setCursor(look)
                    return True
                canvas.unsetCursor()
        if event.type() == QEvent.Type.MouseButtonRelease and left and self._taken is not None:
            taken, self._taken = self._taken, None
            taken.release(self._pointer(event.position(), event.modifiers()))
            return True
        return super().eventFilter(watched, event)

    def _pointer(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> PhotoPointer:
        x, y = self.view.canvas.sight.to_fraction(at)
        return PhotoPointer(x, y, at, modifiers)


class _Picture(PictureView):
    """The canvas with room around it."""

    pixels: StillPixels | None = None

    def __init__(self, *, theme: Theme) -> None:
        # Regions are drawn in the viewer; here nothing is said of them.
        super().__init__(theme=theme, keys=None, can_write=True)
        self.canvas.hand.can_edit = self.canvas.layer.editable = self.canvas.layer.shown = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.addWidget(self.canvas)

    def sharpen(self) -> None:
        """Ask for the pixels that this scale shows."""
        if self.pixels is not None:
            self.pixels.sharpen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for more pixels where there is more room."""
        super().resizeEvent(event)
        if self.pixels is not None:
            self.pixels.resized()


def frame_image(frame: ClipFrame) -> QImage:
    """Return a frame of a video as a picture."""
    borrowed = QImage(frame.rgb, frame.width, frame.height, 3 * frame.width, QImage.Format.Format_RGB888)
    # Converting copies, so that the image outlives the bytes it was made over.
    return borrowed.convertToFormat(QImage.Format.Format_RGB32)
