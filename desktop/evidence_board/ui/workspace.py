"""`Workspace`: the panes of the Overview, side by side over one selection and one filter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.ui.context import UiContext
from evidence_board.ui.hairline import Hairline
from evidence_board.ui.layout_memory import Layout, LayoutMemory
from evidence_board.ui.pane_focus import PaneFocus
from evidence_board.ui.widgets.pane_header import PaneHeader
from evidence_board.ui.widgets.splitter import Splitter

__all__ = ["PaneFactory", "Workspace", "WorkspaceParts"]

#: Makes one pane for an open case.
PaneFactory = Callable[[UiContext], QWidget]

_GALLERY, _GALLERY_COMPACT = 456, 440
_SAVE_AFTER_MS = 600
#: Least width of the inspector at the usual size of text.
_LEAST_INSPECTOR = 240
#: Panes in the order of F6, which is the order of reading.
_ORDER = ("navigator", "filter_bar", "gallery", "map", "board", "inspector", "timeline")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceParts:
    """What makes each pane of the Overview."""

    navigator: PaneFactory
    filter_bar: PaneFactory
    gallery: PaneFactory
    map: PaneFactory
    board: PaneFactory
    timeline: PaneFactory
    inspector: PaneFactory

    def make(self, context: UiContext) -> dict[str, QWidget]:
        """Make every pane, by name."""
        return {name: getattr(self, name)(context) for name in _ORDER}


@runtime_checkable
class _Remembering(Protocol):
    """A pane that wants something back when its case is opened again."""

    def state(self) -> dict[str, Any]:
        """Return it, as plain values."""
        ...

    def restore(self, remembered: Mapping[str, Any]) -> None:
        """Take it back; what makes no sense is passed over."""
        ...


@runtime_checkable
class _Running(Protocol):
    """A pane that must be told of the end, because something runs in it."""

    def shut_down(self) -> None:
        """End it."""
        ...


class Workspace(QWidget):
    """Navigator, filter bar, gallery, map over board, timeline, inspector.

    Sizes are remembered per case, apart for the compact arrangement. A pane of the middle can fill it
    (double click on its header, or the key), and goes back the same way.

    Signals:
        inspector_toggled: (True or False) the inspector is shown now.

    Attributes:
        name: of the workspace, for remembered layouts.
        panes: name -> pane.
    """

    name = "overview"
    inspector_toggled = Signal(bool)

    def __init__(
        self, context: UiContext, *, parts: WorkspaceParts, memory: LayoutMemory, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._memory = memory
        self._compact: bool | None = None
        # Only what a person changed is remembered, so that a better default of tomorrow is seen.
        self._touched = False
        self._full_navigator = True
        self._maximised: str | None = None
        self._guest: QWidget | None = None
        self._sizes_before: dict[str, list[int]] = {}
        self._save_late = QTimer(self)
        self._save_late.setSingleShot(True)
        self._save_late.setInterval(_SAVE_AFTER_MS)
        self._save_late.timeout.connect(self.remember)
        self.panes: Mapping[str, QWidget] = parts.make(context)
        self._arrange()
        for name in ("gallery", "map", "board", "timeline"):
            header = self.panes[name].findChild(PaneHeader)
            if header is not None:
                header.double_clicked.connect(lambda one=name: self.toggle_maximised(one))
        self._focus = PaneFocus(self.panes, parent=self)

    def _arrange(self) -> None:
        theme, panes = self._context.theme, self.panes
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self._centre = QWidget()
        self._splitters = {
            "root": Splitter(across, theme=theme),
            "body": Splitter(down, theme=theme),
            "upper": Splitter(across, theme=theme),
            "right": Splitter(down, theme=theme),
        }
        # Each splitter with its parts; the parts that give way to the others come with a stretch of 1.
        self._fill("right", (panes["map"], 1), (panes["board"], 1))
        self._fill("upper", (panes["gallery"], 0), (self._splitters["right"], 1))
        self._fill("body", (self._splitters["upper"], 1))
        column = QVBoxLayout(self._centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(panes["filter_bar"])
        column.addWidget(Hairline(theme=theme))
        column.addWidget(self._splitters["body"], 1)
        self._fill("root", (panes["navigator"], 0), (self._centre, 1), (panes["inspector"], 0))
        # Last, so that Tab comes to the timeline after the inspector.
        self._fill("body", (panes["timeline"], 0))
        for splitter in self._splitters.values():
            splitter.splitterMoved.connect(self._moved)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitters["root"])
        for name, least in (("gallery", (240, 160)), ("map", (240, 120)), ("board", (240, 120))):
            panes[name].setMinimumSize(*least)
        panes["timeline"].setMinimumHeight(96)
        self._take_text_size()
        theme.changed.connect(self._take_text_size)

    def _take_text_size(self) -> None:
        """Give the inspector the width that its words need at the present size of text."""
        self.panes["inspector"].setMinimumWidth(self._context.theme.pixels(_LEAST_INSPECTOR))

    def _fill(self, name: str, *parts: tuple[QWidget, int]) -> None:
        splitter = self._splitters[name]
        for part, stretch in parts:
            splitter.addWidget(part)
            splitter.setStretchFactor(splitter.indexOf(part), stretch)

    # -- compact ---------------------------------------------------------------------------------------

    @property
    def is_compact(self) -> bool:
        """Whether the panes are arranged for a small window."""
        return bool(self._compact)

    def set_compact(self, compact: bool) -> None:
        """Arrange the panes for a small window, or for a roomy one."""
        if compact == self._compact:
            return
        self.restore_maximised()
        self.remember()
        self._touched = False
        self._compact = compact
        for pane in self.panes.values():
            if hasattr(pane, "set_compact") and pane is not self.panes["navigator"]:
                pane.set_compact(compact)
        layout = self._memory.load(self._layout_name)
        self.show_navigator(full=layout.shown.get("navigator", not compact))
        inspector = layout.shown.get("inspector", True)
        self.panes["inspector"].setVisible(inspector)
        self.inspector_toggled.emit(inspector)
        self._set_sizes(layout)

    @property
    def _layout_name(self) -> str:
        return f"{self.name}-compact" if self._compact else self.name

    def _set_sizes(self, layout: Layout) -> None:
        """Give every pane its remembered size, or that of the design; what gives way takes the rest."""
        size = self._context.theme.tokens.size
        width, height = self.width(), self.height()
        known = layout.sizes
        pixels = self._context.theme.pixels
        inspector = _at(known, "root", 2, pixels(size["inspectorCompact" if self._compact else "inspector"]))
        timeline = _at(known, "body", 1, pixels(size["timelineCompact" if self._compact else "timeline"]))
        gallery = _at(known, "upper", 0, _GALLERY_COMPACT if self._compact else _GALLERY)
        navigator = _at(known, "root", 0, self._navigator_width) if self._full_navigator else self._navigator_width
        upper, lower = _at(known, "right", 0, 1), _at(known, "right", 1, 1)
        centre = max(1, width - navigator - inspector - 2)
        rows = max(1, height - timeline - 1)
        half = max(1, round(rows * upper / (upper + lower)))
        self._splitters["root"].setSizes([navigator, centre, inspector])
        self._splitters["body"].setSizes([rows, timeline])
        self._splitters["upper"].setSizes([gallery, max(1, centre - gallery - 1)])
        self._splitters["right"].setSizes([half, max(1, rows - half)])

    def remember(self) -> None:
        """Write the present sizes down; done by itself a moment after a splitter was moved."""
        self._save_late.stop()
        if self._maximised is not None or not self._touched:
            return
        sizes = {}
        for name, splitter in self._splitters.items():
            present = tuple(splitter.sizes())
            # A hidden part has no size worth remembering.
            if all(present):
                sizes[name] = present
        shown = {"navigator": self._full_navigator, "inspector": not self.panes["inspector"].isHidden()}
        known = self._memory.load(self._layout_name).sizes
        self._memory.save(self._layout_name, Layout({**known, **sizes}, shown))

    def arrangement(self) -> dict[str, dict[str, Any]]:
        """Return how the panes stand and what each shows, for a saved view."""
        kept = {name: pane.state() for name, pane in self.panes.items() if isinstance(pane, _Remembering)}
        shown = {"maximised": self._maximised, "inspector": not self.panes["inspector"].isHidden()}
        return {"workspace": shown, **kept}

    def arrange(self, arrangement: Mapping[str, Any]) -> None:
        """Put the panes as `arrangement` gave it; what makes no sense is passed over."""
        shown = arrangement.get("workspace")
        if isinstance(shown, dict):
            wanted = shown.get("maximised")
            if wanted != self._maximised:
                self.restore_maximised()
                if isinstance(wanted, str) and wanted in self.panes:
                    self.toggle_maximised(wanted)
            inspector = shown.get("inspector")
            if self._maximised is None and inspector is self.panes["inspector"].isHidden():
                self.toggle_inspector()
        for name, pane in self.panes.items():
            kept = arrangement.get(name)
            if isinstance(pane, _Remembering) and isinstance(kept, dict):
                pane.restore(kept)

    def restore_panes(self) -> None:
        """Give every pane back what it asked to be kept (where the map looked)."""
        kept = self._memory.load("panes").panes
        for name, pane in self.panes.items():
            if isinstance(pane, _Remembering) and name in kept:
                pane.restore(kept[name])

    def leave(self) -> None:
        """Remember everything and end what the panes run."""
        self.remember()
        kept = {name: pane.state() for name, pane in self.panes.items() if isinstance(pane, _Remembering)}
        if kept:
            self._memory.save("panes", Layout(panes=kept))
        for pane in self.panes.values():
            if isinstance(pane, _Running):
                pane.shut_down()

    def _moved(self) -> None:
        self._touched = True
        self._save_late.start()

    # -- another workspace in its place ----------------------------------------------------------------

    @property
    def guest(self) -> QWidget | None:
        """The other workspace that stands here now, None while the panes of the Overview are shown."""
        return self._guest

    def show_guest(self, guest: QWidget | None) -> None:
        """Show another workspace in place of the panes, which do no work meanwhile; None shows them again.

        Sheets lie over this widget, whatever stands in it.
        """
        if guest is self._guest:
            return
        layout, before = self.layout(), self._guest
        self._guest = guest
        if guest is not None and layout is not None and layout.indexOf(guest) < 0:
            layout.addWidget(guest)
            guest.lower()  # a sheet that is open stays above it
        for part, shown in ((before, False), (self._splitters["root"], guest is None), (guest, True)):
            if part is not None:
                part.setVisible(shown)

    # -- navigator and inspector -----------------------------------------------------------------------

    @property
    def _navigator_width(self) -> int:
        size = self._context.theme.tokens.size
        return self._context.theme.pixels(size["navigator"]) if self._full_navigator else size["navigatorRail"]

    def show_navigator(self, *, full: bool) -> None:
        """Show the navigator in full, or as the rail of icons."""
        navigator = self.panes["navigator"]
        self._full_navigator = full
        if hasattr(navigator, "set_compact"):
            navigator.set_compact(not full)
        width = self._navigator_width
        navigator.setMinimumWidth(width if not full else 180)
        navigator.setMaximumWidth(width if not full else 360)
        root = self._splitters["root"]
        before = root.sizes()
        if sum(before):
            root.setSizes([width, sum(before) - width - before[2], before[2]])

    def toggle_navigator(self) -> None:
        """Change between the full navigator and the rail."""
        self.show_navigator(full=not self._full_navigator)
        self._moved()

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        inspector = self.panes["inspector"]
        inspector.setVisible(inspector.isHidden())
        self.inspector_toggled.emit(not inspector.isHidden())
        self._moved()

    # -- one pane large --------------------------------------------------------------------------------

    @property
    def maximised(self) -> str | None:
        """Name of the pane that fills the middle, or None."""
        return self._maximised

    @property
    def current(self) -> str:
        """Name of the pane that had the focus last."""
        return self._focus.current

    def toggle_maximised(self, name: str = "") -> None:
        """Let a pane of the middle fill it, or put everything back.

        Args:
            name: of the pane; by default the one that had the focus last.
        """
        if self._maximised is not None:
            self.restore_maximised()
            return
        name = name or self._focus.current
        if name not in ("gallery", "map", "board", "timeline"):
            name = "gallery"
        self._sizes_before = {one: splitter.sizes() for one, splitter in self._splitters.items()}
        self._maximised = name
        keep: set[QWidget] = set()
        step: QWidget | None = self.panes[name]
        while step is not None and step is not self._splitters["body"]:
            keep.add(step)
            step = step.parentWidget()
        for part in self._middle_parts():
            part.setVisible(part in keep)
        self.focus_pane(name)

    def restore_maximised(self) -> None:
        """Put the panes back as they were before one was made large."""
        if self._maximised is None:
            return
        self._maximised = None
        for part in self._middle_parts():
            part.setVisible(True)
        for name, sizes in self._sizes_before.items():
            if name != "root":
                self._splitters[name].setSizes(sizes)

    def _middle_parts(self) -> list[QWidget]:
        panes = self.panes
        splitters = self._splitters
        upper, right = splitters["upper"], splitters["right"]
        return [upper, panes["timeline"], panes["gallery"], right, panes["map"], panes["board"]]

    # -- focus -----------------------------------------------------------------------------------------

    def cycle_focus(self, step: int) -> None:
        """Move the focus to the next (1) or the previous (-1) pane that is shown."""
        self._focus.cycle(step)

    def focus_pane(self, name: str) -> None:
        """Give a pane the focus: where it was last in this pane, else at its first place for it."""
        self._focus.give(name)

    def hideEvent(self, event: QEvent) -> None:
        """Keep what was changed a moment ago."""
        if self._save_late.isActive():
            self.remember()


def _at(sizes: Mapping[str, tuple[int, ...]], name: str, place: int, default: int) -> int:
    found = sizes.get(name, ())
    return found[place] if len(found) > place and found[place] > 0 else default
