"""`PinSheet`: lays a picture on the map by hand: the same thing clicked in the picture and on the map, three times."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from evidence_board.geo.mercator import to_geographic, to_world, wrap_longitude
from evidence_board.model.errors import KnownError
from evidence_board.operations.map_layers import update_layer
from evidence_board.ui.canvas import CanvasView
from evidence_board.ui.check.damage_list import plain_label
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.map_layers.layer_stack import LayerStack
from evidence_board.ui.map_layers.picture_pixels import PicturePixels
from evidence_board.ui.map_layers.pin_picture import PinPicture, draw_pin
from evidence_board.ui.map_layers.pin_points import LEAST, PinPoints
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.sheet import Sheet

__all__ = ["PinSheet"]

_WIDTH = 520


class PinSheet(Sheet):
    """The picture above, its points with what is left over of each below; the map stays beside it.

    Signals:
        saved: (row id) the picture was pinned.

    Attributes:
        picture: where things are clicked.
        points: what was clicked.
        save_button: keeps the points.
        middle_button: takes the middle of the map for the point that waits.
    """

    saved = Signal(str)

    def __init__(self, parent: QWidget, *, context: UiContext, stack: LayerStack) -> None:
        super().__init__(parent, title=tr("Pin a picture on the map"), theme=context.theme, width=_WIDTH)
        self._context, self._stack = context, stack
        self._row_id = ""
        self._canvas: CanvasView | None = None
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._dragged = False
        self._pixels = PicturePixels(context, stack.readers)
        self.points = PinPoints(self)
        self.picture = PinPicture(theme=context.theme)
        self.picture.setMinimumHeight(context.theme.pixels(260))
        self.words = plain_label("", "hint")
        self.middle_button = Button(tr("Take the middle of the map"), theme=context.theme, small=True)
        self.middle_button.clicked.connect(self.take_middle)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.body.addWidget(self.words)
        self.body.addSpacing(8)
        self.body.addWidget(self.picture, 1)
        self.body.addSpacing(8)
        self.body.addWidget(self.middle_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addLayout(self._rows)
        self.save_button = Button(tr("Pin the picture"), theme=context.theme, kind="primary", icon="pin")
        self.save_button.clicked.connect(self.save)
        self.foot.addStretch(1)
        self.foot.addWidget(self.save_button)
        self.show_foot()
        self.picture.clicked.connect(self.points.add)
        self.points.changed.connect(self._show_points)
        self.closed.connect(self.leave)

    def begin(self, row_id: str, canvas: CanvasView) -> None:
        """Pin the picture of a layer on a map."""
        self.leave()
        state = self._stack.state(row_id)
        if state is None or state.shown is None:
            return
        self._row_id, self._canvas = row_id, canvas
        self.set_title(tr("Pin {name} on the map", name=isolate(state.row.name)))
        facts = state.shown.facts
        size = (facts.width, facts.height)
        self.picture.show_picture(QImage(), whole=(max(size[0], 1), max(size[1], 1)))
        self.points.take(state.row.options.get("points"))
        canvas.installEventFilter(self)
        canvas.add_overlay(self._paint)
        self._pixels.read(
            self._stack.origin(state.row),
            size=size,
            done=lambda image: self.picture.show_picture(image, whole=(float(size[0]), float(size[1]))),
            failed=self._failed,
        )

    def leave(self) -> None:
        """Give the map back."""
        canvas, self._canvas = self._canvas, None
        if canvas is not None:
            canvas.removeEventFilter(self)
            canvas.remove_overlay(self._paint)

    def take_middle(self) -> None:
        """Take the middle of the map for the point that waits."""
        if self._canvas is not None:
            self._place_at(QPointF(self._canvas.width() / 2, self._canvas.height() / 2))

    def save(self) -> None:
        """Keep the points; the picture is drawn there from now on."""
        state = self._stack.state(self._row_id)
        if state is None or not self.points.is_enough:
            return
        options = {**state.row.options, "points": self.points.rows(), "warp": "affine"}
        row_id = self._row_id
        self._context.perform_then(lambda _: self.saved.emit(row_id), update_layer, row_id=row_id, options=options)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While a point waits, a click on the map is its place; a drag moves the map."""
        if watched is not self._canvas or not isinstance(event, QMouseEvent) or self._canvas is None:
            return super().eventFilter(watched, event)
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton and self.points.waits:
            self._pressed = self._last = event.position()
            self._dragged = False
            return True
        if self._pressed is None:
            return False
        if kind == QEvent.Type.MouseMove:
            far = (event.position() - self._pressed).manhattanLength()
            if self._dragged or far >= QApplication.startDragDistance():
                self._dragged = True
                step = event.position() - self._last
                self._canvas.camera.pan(step.x(), step.y())
            self._last = event.position()
            return True
        if kind == QEvent.Type.MouseButtonRelease:
            pressed, self._pressed = self._pressed, None
            if not self._dragged:
                self._place_at(pressed)
            return True
        return False

    def _place_at(self, at: QPointF) -> None:
        if self._canvas is not None:
            x, y = self._canvas.to_world(at)
            latitude, longitude = to_geographic(x, min(max(y, 0.0), 1.0))
            self.points.place(latitude, wrap_longitude(longitude))

    def _paint(self, painter: QPainter, view: CanvasView) -> None:
        for number, point in enumerate(self.points.points, start=1):
            if point.latitude is not None and point.longitude is not None:
                at = view.to_view(*to_world(point.latitude, point.longitude))
                draw_pin(painter, at, number, theme=self._context.theme)

    def _show_points(self) -> None:
        points = self.points.points
        whole = sum(one.is_whole for one in points)
        if self.points.waits:
            self.words.setText(tr("Now click the same thing on the map. A drag moves the map."))
        elif whole < LEAST:
            self.words.setText(
                tr("Click something in the picture that is on the map, too. At least {n} points, far apart.", n=LEAST)
            )
        elif not self.points.is_enough:
            self.words.setText(tr("These points lie in one line: add one beside it."))
        elif whole == LEAST:
            self.words.setText(tr("Enough to lay it down. A fourth point shows how well they fit."))
        else:
            self.words.setText(tr("Behind each point stands how far off it is."))
        self.middle_button.setEnabled(self.points.waits)
        self.save_button.setEnabled(self.points.is_enough)
        self.picture.show_points(points)
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, point in enumerate(points):
            words = tr("on the map?") if not point.is_whole else ""
            if point.residual_m is not None and whole > LEAST:
                words = tr("{n} m off", n=f"{point.residual_m:,.1f}")
            self._rows.addWidget(self._row(number, words))
        if self._canvas is not None:
            self._canvas.update()

    def _row(self, number: int, words: str) -> QWidget:
        theme = self._context.theme
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(ElidedLabel(tr("Point {n}", n=number + 1), theme=theme, role="body"), 1)
        across.addWidget(ElidedLabel(words, theme=theme, role="small", colour="text2", tabular=True))
        remove = IconButton("trash-2", name=tr("Remove point {n}", n=number + 1), theme=theme)
        remove.clicked.connect(lambda: self.points.remove(number))
        across.addWidget(remove)
        return row

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, KnownError):
            raise error
        self.words.setText(str(error))
