"""`PlateSheet`: a proof plate as it will be, and where it goes: a file, or the case."""

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QFileDialog, QWidget

from evidence_board.events import Notice
from evidence_board.media.requests import media_supervisor
from evidence_board.model.errors import KnownError
from evidence_board.operations.importing import ImportReport, ImportRun
from evidence_board.operations.plates import mark_plate
from evidence_board.ui.check.damage_list import plain_label
from evidence_board.ui.check.long_job import LongJob
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.map_layers.layer_stack import LayerStack
from evidence_board.ui.plate.plate_maker import PlateMaker
from evidence_board.ui.plate.plate_preview import PlatePreview
from evidence_board.ui.plate.plate_writing import pdf_bytes, plate_image, png_bytes, write_plate
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.check_box import CheckBox
from evidence_board.ui.widgets.sheet import Sheet

__all__ = ["PlateSheet"]

_WIDE, _SCALE = 860, 2.0


class PlateSheet(Sheet):
    """Makes the plate of one file at once, from what is in the case now.

    Attributes:
        maker: reads and paints it.
        preview: the page.
        names: name the accounts on it.
        png_button, pdf_button, keep_button: where it goes.
        job: adds it to the case.
    """

    def __init__(self, parent: QWidget, *, context: UiContext, stack: LayerStack | None) -> None:
        theme = context.theme
        super().__init__(parent, title=tr("Proof plate"), theme=theme, width=_WIDE)
        self._context = context
        self.maker = PlateMaker(context, stack, self)
        self.hint = plain_label("", "hint")
        self.preview = PlatePreview(theme=theme)
        self.names = CheckBox(tr("Name the accounts"), theme=theme, checked=True)
        self.body.addWidget(self.hint)
        self.body.addSpacing(10)
        self.body.addWidget(self.preview)
        self.body.addSpacing(10)
        self.body.addWidget(self.names)
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
        self.names.toggled.connect(self.maker.set_named)
        self.job = LongJob(context, name="plate", title=tr("Adding the plate"), parent=self)
        self.job.running_changed.connect(self._show_ready)
        self.maker.changed.connect(self._show)
        self.closed.connect(self.maker.stop)
        context.at_close(self.maker.close)
        self._show_ready()

    @property
    def is_ready(self) -> bool:
        """Whether the plate is whole: words, pictures, and every tile of the map."""
        return self.maker.is_whole

    def show_plate(self, item_id: str) -> None:
        """Make the plate of a file."""
        item = self._context.session.index.items.get(item_id)
        if item is None:
            self.maker.stop()
            self._show()
        else:
            self.maker.start(item)

    def _show(self) -> None:
        self.hint.setText(self.maker.words)
        page = plate_image(self.maker.paint, scale=_SCALE) if self.maker.can_paint else None
        self.preview.show_page(page, words=self.maker.words)
        self._show_ready()

    def _show_ready(self) -> None:
        ready = self.maker.can_paint and not self.job.is_running
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
        if self.maker.content is None:
            return
        pdf = path.suffix.casefold() == ".pdf"
        data = pdf_bytes(self.maker.paint, title=self._name()) if pdf else png_bytes(self.maker.paint)
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
        if self.maker.content is None or self._context.session.case.read_only:
            return
        data, name, session = png_bytes(self.maker.paint), f"{self._name()}.png", self._context.session
        of = self.maker.item.id if self.maker.item is not None else ""

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
        return f"{self.maker.content.ref} proof plate" if self.maker.content is not None else "proof plate"
