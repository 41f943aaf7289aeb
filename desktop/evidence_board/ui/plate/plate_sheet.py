"""`PlateSheet`: a proof plate as it will be, and where it goes: a file, or the case."""

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from evidence_board.case.details import read_original
from evidence_board.case.placement import placement_of
from evidence_board.events import Notice
from evidence_board.media.clip_requests import ClipFrames
from evidence_board.media.requests import PixelBands, media_supervisor
from evidence_board.model.case_index import ItemRow
from evidence_board.model.details import Original
from evidence_board.model.errors import KnownError
from evidence_board.model.kinds import ItemKind
from evidence_board.model.placement import ItemPlacement
from evidence_board.operations.importing import ImportReport, ImportRun
from evidence_board.operations.plates import mark_plate
from evidence_board.ui.check.damage_list import plain_label
from evidence_board.ui.check.long_job import LongJob
from evidence_board.ui.context import UiContext
from evidence_board.ui.decoder import Decoder
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.map_layers.layer_stack import LayerStack
from evidence_board.ui.map_tools.position_forms import chosen_form, written
from evidence_board.ui.plate.map_picture import MapPicture
from evidence_board.ui.plate.plate_content import PlateContent, plate_content
from evidence_board.ui.plate.plate_painter import HEIGHT, WIDTH, PlateLayout, paint_plate, plate_layout
from evidence_board.ui.plate.plate_writing import pdf_bytes, plate_image, png_bytes, write_plate
from evidence_board.ui.viewer.adjustment import Adjustment
from evidence_board.ui.viewer.pixel_source import PixelSource
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.sheet import Sheet

__all__ = ["PlateSheet"]

_WIDE, _EDGE, _DPR = 860, 2_400, 2.0


class PlateSheet(Sheet):
    """Makes the plate of one file at once, from what is in the case now.

    Attributes:
        preview: the page.
        png_button, pdf_button, keep_button: where it goes.
        content: what it says, None until it was read.
    """

    def __init__(self, parent: QWidget, *, context: UiContext, stack: LayerStack | None) -> None:
        theme = context.theme
        super().__init__(parent, title=tr("Proof plate"), theme=theme, width=_WIDE)
        self._context, self._stack = context, stack
        self._decoder = Decoder(context.session, context.jobs)
        self._map: MapPicture | None = None
        self._item: ItemRow | None = None
        self._picture: QImage | None = None
        self._layout: PlateLayout | None = None
        self._ground: QImage | None = None
        self._request = 0
        self.content: PlateContent | None = None
        self._hint = plain_label("", "hint")
        self.preview = _Preview()
        self.body.addWidget(self._hint)
        self.body.addSpacing(10)
        self.body.addWidget(self.preview)
        self.body.addStretch(1)
        self.png_button = Button(tr("Save as PNG…"), theme=theme, kind="primary", icon="download")
        self.pdf_button = Button(tr("Save as PDF…"), theme=theme, icon="file-text")
        self.keep_button = Button(tr("Add to the case"), theme=theme, icon="folder-plus")
        self.foot.addWidget(self.keep_button)
        self.foot.addStretch(1)
        self.foot.addWidget(self.pdf_button)
        self.foot.addWidget(self.png_button)
        self.show_foot()
        self.keep_button.setVisible(not context.session.case.read_only)
        self.png_button.clicked.connect(lambda: self.ask_path("png"))
        self.pdf_button.clicked.connect(lambda: self.ask_path("pdf"))
        self.keep_button.clicked.connect(self.keep)
        self.job = LongJob(context, name="plate", title=tr("Adding the plate"), parent=self)
        self.job.running_changed.connect(self._show_ready)
        self.closed.connect(self._closed)
        context.at_close(self._leave)
        if stack is not None:
            stack.repaint.connect(self._draw_ground)
        self._show_ready()

    @property
    def is_ready(self) -> bool:
        """Whether the plate is whole: words, picture, and every tile of the map."""
        return self.content is not None and self._picture is not None and (self._map is None or self._map.is_whole)

    def show_plate(self, item_id: str) -> None:
        """Make the plate of a file."""
        self._item = self._context.session.index.items.get(item_id)
        self._request += 1
        request = self._request
        self.content, self._picture, self._layout, self._ground = None, None, None, None
        self.preview.show_page(None)
        if self._item is None:
            return
        if self._map is None:
            self._map = MapPicture(self._stack)
        self._hint.setText(tr("The plate of {ref} is being made.", ref=isolate(self._item.ref)))
        session = self._context.session

        def read() -> tuple[ItemPlacement | None, Original | None]:
            return session.read(placement_of, item_id), session.read(read_original, item_id)

        def done(found: tuple[ItemPlacement | None, Original | None]) -> None:
            if request == self._request:
                self._was_read(*found)

        self._context.jobs.run(read, done=done, failed=self._context.show_error)
        self._show_ready()

    def _was_read(self, placement: ItemPlacement | None, original: Original | None) -> None:
        item = self._item
        if item is None or placement is None:
            return

        def write(latitude: float, longitude: float) -> str:
            return written(latitude, longitude, chosen_form())

        sha256 = original.sha256 if original is not None else ""
        self.content = plate_content(item, placement, sha256=sha256, written=write)
        if self.content is None:
            self._hint.setText(tr("{ref} has no position yet. Place it first.", ref=isolate(item.ref)))
            self._show_ready()
            return
        self._hint.setText(
            tr("Made from what the case holds now. The original is not changed; look through it before you publish it.")
        )
        request = self._request
        if item.kind == ItemKind.VIDEO:
            moments = [one.frame_s for one in placement.points if one.frame_s is not None]
            self._decoder.frames(
                item.id, at_s=moments[0] if moments else 0.0, count=1, max_edge=_EDGE,
                done=lambda frames: self._frame_came(request, frames), failed=self._no_picture,
            )  # fmt: skip
        else:
            self._decoder.picture(
                item.id, max_edge=_EDGE, area=None, done=lambda bands: self._picture_came(request, bands),
                failed=self._no_picture,
            )  # fmt: skip

    def _picture_came(self, request: int, bands: PixelBands) -> None:
        if request == self._request:
            self._take_picture(PixelSource(bands).overview(_EDGE, Adjustment()))

    def _frame_came(self, request: int, frames: ClipFrames) -> None:
        if request != self._request or not frames.frames:
            return
        frame = frames.frames[0]
        image = QImage(frame.rgb, frame.width, frame.height, 3 * frame.width, QImage.Format.Format_RGB888)
        self._take_picture(image.copy())

    def _no_picture(self, error: KnownError) -> None:
        self._hint.setText(str(error))

    def _take_picture(self, picture: QImage) -> None:
        self._picture = picture
        if self.content is not None and picture.height():
            self._layout = plate_layout(self.content, picture.width() / picture.height())
        self._draw_ground()

    def _draw_ground(self) -> None:
        """Paint the map anew: tiles have come."""
        layout = self._layout
        if layout is None or self._map is None:
            return
        self._ground = self._map.image(layout.camera, round(layout.map.width()), round(layout.map.height()), dpr=_DPR)
        self.preview.show_page(plate_image(self.paint, scale=_DPR))
        self._show_ready()

    def paint(self, painter: QPainter) -> None:
        """Draw the page."""
        if self.content is None or self._layout is None or self._ground is None or self._map is None:
            return
        credits = self._map.credits(self._layout.camera)
        paint_plate(painter, self.content, self._layout, picture=self._picture, ground=self._ground, credits=credits)

    def _show_ready(self) -> None:
        ready = self._ground is not None and not self.job.is_running
        for button in (self.png_button, self.pdf_button, self.keep_button):
            button.setEnabled(ready)

    # -- where it goes ---------------------------------------------------------------------------------

    def ask_path(self, form: str) -> None:
        """Ask where the plate goes, and write it there."""
        words = tr("Picture (*.png)") if form == "png" else tr("Document (*.pdf)")
        name = f"{self._name()}.{form}"
        path, _ = QFileDialog.getSaveFileName(self, tr("Save the plate"), name, words)
        if path:
            self.save(Path(path) if Path(path).suffix else Path(path).with_suffix(f".{form}"))

    def save(self, path: Path) -> None:
        """Write the plate, as PDF where the name says so, else as PNG."""
        if self.content is None:
            return
        pdf = path.suffix.casefold() == ".pdf"
        data = pdf_bytes(self.paint, title=self._name()) if pdf else png_bytes(self.paint)
        try:
            write_plate(path, data)
        except OSError as error:
            self._context.show_error(
                KnownError(
                    f"{path.name} cannot be written ({error.strerror or error}).",
                    means="The plate was not saved.",
                    do="Choose another folder.",
                )
            )
            return
        self._context.session.hub.emit(Notice(tr("Saved {name}.", name=isolate(path.name)), "ok"))

    def keep(self) -> None:
        """Add the plate to the case as a file of its own; one step that can be undone."""
        if self.content is None or self._context.session.case.read_only:
            return
        data, name, session = png_bytes(self.paint), f"{self._name()}.png", self._context.session
        of = self._item.id if self._item is not None else ""

        def work(progress: object) -> ImportReport:
            with TemporaryDirectory(prefix="evidence-board-") as folder:
                path = Path(folder) / name
                path.write_bytes(data)
                with media_supervisor(workers=1, low_priority=True) as supervisor:
                    report = ImportRun(session, [path], supervisor=supervisor, source=tr("Proof plate")).run()
            if report.added:
                sha256 = hashlib.sha256(data).hexdigest()
                session.run(mark_plate, sha256=sha256, of_item_id=of, step_id=report.step_id).result()
            return report

        self.job.start(work, done=self._kept)

    def _kept(self, report: ImportReport) -> None:
        words = tr("The plate is in the case already.") if report.duplicates else tr("The plate is in the case.")
        self._context.session.hub.emit(Notice(words, "ok", undo=not report.duplicates))

    def _name(self) -> str:
        return f"{self.content.ref} proof plate" if self.content is not None else "proof plate"

    def _closed(self) -> None:
        self._request += 1
        self._decoder.cancel()
        if self._map is not None:
            self._map.close()
            self._map = None
        self._layout = self._ground = self._picture = None

    def _leave(self) -> None:
        self._closed()
        self._decoder.close()


class _Preview(QWidget):
    """The page as large as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._page: QPixmap | None = None
        self.setAccessibleName(tr("Preview of the plate"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_page(self, page: QImage | None) -> None:
        """Show a page, or none."""
        self._page = QPixmap.fromImage(page) if page is not None else None
        self.update()

    @property
    def has_page(self) -> bool:
        """Whether a page is shown."""
        return self._page is not None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * HEIGHT / WIDTH)

    def sizeHint(self) -> QSize:
        return QSize(800, self.heightForWidth(800))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRect(0, 0, self.width(), self.heightForWidth(self.width()))
        if self._page is None:
            painter.fillRect(box, Qt.GlobalColor.white)
        else:
            sharp = box.size() * self.devicePixelRatioF()
            painter.drawPixmap(box, self._page.scaled(sharp, mode=Qt.TransformationMode.SmoothTransformation))
        painter.end()
