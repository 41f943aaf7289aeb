"""`ViewerHeader`: the bar over the viewer: which file, where it stands, and how it is looked at."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from evidence_board.model.case_index import ItemRow
from evidence_board.model.regions import RegionRow
from evidence_board.ui.gallery.item_words import clip_length, own_name, when_words
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.viewer.picture_view import PictureView
from evidence_board.ui.viewer.region_words import marked_words
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.icon_button import IconButton

__all__ = ["ViewerHeader", "title_words"]


class ViewerHeader(QWidget):
    """Words at the start, controls at the end, as high as the header of a pane.

    Attributes:
        wanted: (verb) one of ``back``, ``on``, ``zoom_out``, ``actual``, ``zoom_in``, ``regions``, ``adjust``,
            ``rotate``, ``mirror``, ``loupe``, ``original``, ``full``, ``close``.
        buttons: by verb.
        place: "3 of 48".
    """

    wanted = Signal(str)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ref = ElidedLabel(theme=theme, role="bodyStrong", tabular=True)
        self._title = ElidedLabel(theme=theme, role="small", colour="text3")
        self.place = ElidedLabel(theme=theme, role="small", colour="text3", tabular=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 8, 1)
        layout.setSpacing(2)
        layout.addWidget(self._ref)
        layout.addSpacing(8)
        layout.addWidget(self._title, 1)
        layout.addWidget(self.place)
        layout.addSpacing(4)
        self.buttons: dict[str, IconButton] = {}
        for verb, icon, words, key in (
            ("back", "chevron-left", tr("Previous file"), tr("PageUp")),
            ("on", "chevron-right", tr("Next file"), tr("PageDown")),
            ("", "", "", ""),
            ("regions", "eye", tr("Show or hide regions"), "X"),
            ("zoom_out", "zoom-out", tr("Zoom out"), "-"),
            ("actual", "", "", ""),
            ("zoom_in", "zoom-in", tr("Zoom in"), "+"),
            ("loupe", "search", tr("Loupe"), tr("Shift L")),
            ("adjust", "sun", tr("Adjust for the eye only"), tr("Shift A")),
            ("rotate", "rotate-cw", tr("Turn by 90°"), tr("Shift R")),
            ("mirror", "flip-horizontal-2", tr("Mirror"), tr("Shift M")),
            ("original", "download", tr("Copy or save the original"), ""),
            ("full", "maximize-2", tr("Full screen"), "F11"),
            ("close", "x", tr("Close"), tr("Esc")),
        ):
            if not verb:
                layout.addSpacing(8)
            elif verb == "actual":
                self.scale = Button("100 %", theme=theme, kind="quiet", small=True)
                self.scale.setFixedWidth(theme.pixels(68))
                self.scale.clicked.connect(lambda: self.wanted.emit("actual"))
                layout.addWidget(self.scale)
            else:
                button = IconButton(icon, name=words, key=key, theme=theme)
                button.clicked.connect(lambda _=False, one=verb: self.wanted.emit(one))
                layout.addWidget(button)
                self.buttons[verb] = button
        for verb in ("regions", "adjust", "mirror", "loupe", "full"):
            self.buttons[verb].setCheckable(True)
        self.buttons["regions"].setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_words(self, *, ref: str, title: str, place: str) -> None:
        """Show which file it is, and where it stands among the others."""
        self._ref.set_text(ref)
        self._title.set_text(title)
        self.place.set_text(place)

    def set_steps(self, *, back: bool, on: bool) -> None:
        """Show whether there are files before and after."""
        self.buttons["back"].setEnabled(back)
        self.buttons["on"].setEnabled(on)

    def show_look(self, view: PictureView) -> None:
        """Show how the picture is looked at."""
        canvas = view.canvas
        self.set_scale(canvas.sight.scale, fitted=canvas.sight.is_fitted)
        self.buttons["regions"].setChecked(canvas.layer.shown)
        self.buttons["adjust"].setChecked(not view.panel.isHidden())
        self.buttons["loupe"].setChecked(canvas.loupe.is_on)
        self.buttons["mirror"].setChecked(canvas.sight.mirrored)

    def set_scale(self, scale: float, *, fitted: bool) -> None:
        """Show how large the picture is; 1 is pixel for pixel."""
        self.scale.setText(isolate(tr("{n} %", n=round(100 * scale))))
        self.scale.setToolTip(tr("Show pixel for pixel   Z") if fitted else tr("Show all of it   Z"))

    def sizeHint(self) -> QSize:
        """Return the height of a pane header."""
        return QSize(400, self._theme.pixels(self._theme.tokens.size["paneHeader"]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface and its hairline."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("pane"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line"))
        painter.end()


def title_words(item: ItemRow, regions: Sequence[RegionRow]) -> str:
    """Return who, what, when, how long, and what is marked in a file."""
    parts = [
        isolate(item.account),
        own_name(item),
        when_words(item),
        clip_length(item.duration_s) if item.duration_s is not None else "",
        marked_words(regions),
    ]
    return " · ".join(part for part in parts if part)
