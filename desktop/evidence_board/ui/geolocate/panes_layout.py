"""`PanesLayout`: how the panes of the Geolocate workspace stand, as designed or as a person drew them, or one alone."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.ui.layout_memory import Layout, LayoutMemory
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.splitter import Splitter

__all__ = ["PanesLayout"]

_NAME = "geolocate"
_PANEL, _PANEL_COMPACT = 312, 288
#: Of the room beside the panel.
_PHOTO_SHARE = 0.488
#: Of the height above the strip.
_COMPARE_SHARE, _COMPARE_SHARE_COMPACT = 0.377, 0.34
_SAVE_LATE_MS = 600


class PanesLayout(QObject):
    """Photo over compare, beside them the map over its strips, below all the row of what is to place; then the panel.

    What a person drew is remembered per case and per kind of window, as shares, so that it fits a window of any size.

    Attributes:
        root: holds everything.
        maximised_changed: (name of the pane that fills the room of all, or empty).
    """

    maximised_changed = Signal(str)

    def __init__(
        self,
        *,
        theme: Theme,
        memory: LayoutMemory,
        photo: QWidget,
        compare: QWidget,
        map_pane: QWidget,
        below_map: QWidget,
        strip: QWidget,
        panel: QWidget,
    ) -> None:
        super().__init__(panel)
        self._theme, self._memory = theme, memory
        self._strip, self.panel = strip, panel
        self._compact = self._touched = False
        self._maximised = ""
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(map_pane, 1)
        column.addWidget(below_map)
        self.root = Splitter(across, theme=theme)
        self._left, self._body, self._photo = (Splitter(way, theme=theme) for way in (down, across, down))
        for splitter, parts in (
            (self._photo, (photo, compare)),
            (self._body, (self._photo, right)),
            (self._left, (self._body, strip)),
            (self.root, (self._left, panel)),
        ):
            for part in parts:
                splitter.addWidget(part)
            splitter.splitterMoved.connect(self._moved)
        for splitter in (self._left, self.root):
            splitter.setStretchFactor(0, 1)
        self._panes = {"photo": photo, "compare": compare, "map": right}
        self._save_late = QTimer(self)
        self._save_late.setSingleShot(True)
        self._save_late.setInterval(_SAVE_LATE_MS)
        self._save_late.timeout.connect(self.remember)

    @property
    def maximised(self) -> str:
        """The pane that fills the room of photo, compare and map, or empty."""
        return self._maximised

    def set_compact(self, compact: bool) -> None:
        """Arrange it for a small window, or for a roomy one."""
        self.remember()
        self._compact = compact
        self.set_sizes()

    def set_sizes(self) -> None:
        """Give every pane what a person drew for it, else the size of the design."""
        known = self._memory.load(self._name).sizes
        panel = (*known.get("panel", ()), self._theme.pixels(_PANEL_COMPACT if self._compact else _PANEL))[0]
        width = max(1, self.root.width() - panel - 1)
        self.root.setSizes([width, panel])
        photo = round(width * _share(known.get("body"), _PHOTO_SHARE))
        self._body.setSizes([photo, width - photo - 1])
        height = max(1, self.root.height() - self._strip.sizeHint().height() - 1)
        usual = _COMPARE_SHARE_COMPACT if self._compact else _COMPARE_SHARE
        compare = round(height * (1 - _share(known.get("photo"), 1 - usual)))
        self._photo.setSizes([height - compare - 1, compare])

    @property
    def _name(self) -> str:
        return f"{_NAME}-compact" if self._compact else _NAME

    def _moved(self) -> None:
        self._touched = True
        self._save_late.start()

    def remember(self) -> None:
        """Write down what a person drew."""
        self._save_late.stop()
        if not self._touched or self._maximised or self.panel.isHidden():
            return
        self._touched = False
        sizes = {
            "panel": (self.panel.width(),),
            "body": tuple(self._body.sizes()),
            "photo": tuple(self._photo.sizes()),
        }
        known = self._memory.load(self._name)
        self._memory.save(self._name, Layout({**known.sizes, **sizes}, known.shown, known.panes))

    def maximise(self, name: str) -> None:
        """Let photo, compare or map fill the room of the three; the same again puts them back."""
        if name and name not in self._panes:
            return
        self.remember()
        self._maximised = "" if name == self._maximised else name
        for pane, widget in self._panes.items():
            widget.setVisible(self._maximised in ("", pane))
        self._photo.setVisible(self._maximised != "map")
        if not self._maximised:
            self.set_sizes()
        self.maximised_changed.emit(self._maximised)

    def toggle_panel(self) -> None:
        """Show or hide the panel of the placement."""
        self.remember()
        self.panel.setVisible(self.panel.isHidden())


def _share(sizes: tuple[int, ...] | None, usual: float) -> float:
    """Return the share of the first of two parts."""
    return sizes[0] / sum(sizes) if sizes is not None and len(sizes) == 2 and all(sizes) else usual
