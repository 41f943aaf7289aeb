"""`LayerStack`: the user's maps of the open case: opened behind the window, with their state and their tiles."""

from __future__ import annotations

import contextlib
import itertools
import threading
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from evidence_board.case.blobs import read_range
from evidence_board.geo.layers import LayerReaders, LayerShapes, LayerSource, StoredOrigin
from evidence_board.model.errors import KnownError
from evidence_board.model.map_objects import LayerRow
from evidence_board.settings import load_settings, save_settings
from evidence_board.ui.context import UiContext
from evidence_board.ui.map_layers.shape_paths import ShapePaths
from evidence_board.ui.map_layers.shown_layer import Look, ShownLayer
from evidence_board.ui.map_layers.tile_loader import TileLoader
from evidence_board.ui.map_layers.tile_store import TileStore

__all__ = ["LayerStack", "LayerState"]

#: Tiles that arrive together are painted together.
_GATHER_MS = 30
_READER_CACHE = 4 << 20


@dataclass(frozen=True, slots=True)
class LayerState:
    """What is known of one layer.

    Attributes:
        row: as the case holds it.
        shown: how it is drawn, once it is open.
        problem: why it cannot be drawn, in words; empty when it can.
        missing: the linked file is not where it was.
        trouble: a part of it could not be read, in words.
    """

    row: LayerRow
    shown: ShownLayer | None = None
    problem: str = ""
    missing: bool = False
    trouble: str = ""

    @property
    def opening(self) -> bool:
        """Whether it is being looked at."""
        return self.shown is None and not self.problem

    @property
    def working(self) -> bool:
        """Whether it, or its shapes, are on their way."""
        if self.shown is None:
            return not self.problem
        return self.shown.facts.shapes and self.shown.shapes is None and not self.trouble


class LayerStack(QObject):
    """Opens the layers of a case and keeps them open. One per open case.

    Signals:
        changed: layers came, went, were opened, or failed.
        repaint: what the maps show is out of date: tiles have arrived, or `changed`.

    Attributes:
        store: decoded tiles.
        readers: what opens files.
        local_names: vector maps name places in the script of their country.
    """

    changed = Signal()
    repaint = Signal()
    _arrived = Signal()
    _troubled = Signal(int, str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._states: dict[str, LayerState] = {}
        self._preview: dict[str, float] = {}
        self._numbers = itertools.count(1)
        self._closed = False
        self.local_names = load_settings().local_names
        self.store = TileStore()
        self.readers = LayerReaders(cache_bytes=_READER_CACHE)
        self._told = threading.Event()
        self.loader = TileLoader(self.store, arrived=self._tell_arrival, failed=self._troubled.emit)
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self._paint_arrived)
        self._arrived.connect(self._gather.start)
        self._troubled.connect(self._note_trouble)
        context.events.index_changed.connect(self.refresh)
        context.at_close(self.close)
        self.refresh()

    @property
    def states(self) -> list[LayerState]:
        """All layers, the lowest first."""
        return list(self._states.values())

    def state(self, row_id: str) -> LayerState | None:
        """Return what is known of a layer."""
        return self._states.get(row_id)

    @property
    def shown(self) -> tuple[ShownLayer, ...]:
        """The layers to draw, the lowest first."""
        return tuple(
            replace(state.shown, look=self._look(state.row))
            for state in self._states.values()
            if state.shown is not None and state.row.visible
        )

    @property
    def is_idle(self) -> bool:
        """Whether every layer has been opened and every tile wanted is there."""
        return self.loader.is_idle and not self._gather.isActive() and not any(one.working for one in self.states)

    def credit(self, row_id: str) -> str:
        """Return whose a layer is: as a person wrote it, else as its file says."""
        state = self._states.get(row_id)
        if state is None:
            return ""
        return state.row.attribution or (state.shown.facts.attribution if state.shown is not None else "")

    def refresh(self, event: object = None) -> None:
        """Take up the layers of the index: open new ones, close those that are gone."""
        if self._closed:
            return
        rows = self._context.session.index.layers
        before = self._states
        if [state.row for state in before.values()] == list(rows.values()):
            return
        self._states = {}
        for row_id, row in rows.items():
            old = before.pop(row_id, None)
            if old is not None and _same_file(old.row, row):
                self._states[row_id] = replace(old, row=row)
            else:
                if old is not None:
                    self._let_go(old)
                self._states[row_id] = LayerState(row)
                self._open(row)
            self._preview.pop(row_id, None)
        for gone in before.values():
            self._let_go(gone)
        self._tell()

    def reopen(self, row_id: str) -> None:
        """Try again to open a layer."""
        state = self._states.get(row_id)
        if state is not None:
            self._let_go(state)
            self._states[row_id] = LayerState(state.row)
            self._open(state.row)
            self._tell()

    def preview_opacity(self, row_id: str, opacity: float) -> None:
        """Show an opacity while it is chosen; nothing is saved."""
        self._preview[row_id] = opacity
        self.repaint.emit()

    def set_local_names(self, local: bool) -> None:
        """Name places of vector maps in the script of their country, or in Latin letters; remembered for the user."""
        self.local_names = local
        with contextlib.suppress(OSError):  # where settings cannot be written it holds until the case is left
            save_settings(replace(load_settings(), local_names=local))
        self.repaint.emit()

    def close(self) -> None:
        """Close all files and stop the workers."""
        if not self._closed:
            self._closed = True
            self.loader.close()
            for state in self._states.values():
                self._let_go(state)
            self.readers.close()

    def _look(self, row: LayerRow) -> Look:
        return Look(
            opacity=self._preview.get(row.id, row.opacity),
            over_names=row.options.get("over_names") is True,
            swiped=row.options.get("swipe") is True,
            from_zoom=_level(row.options.get("from_zoom")),
        )

    def _open(self, row: LayerRow) -> None:
        number = next(self._numbers)
        if row.blob_id is None and not row.path:
            self._fail(row, "", missing=True)
            return
        if row.blob_id is None and not Path(row.path).exists():
            self._fail(row, "", missing=True)
            return
        future: Future[LayerSource] = self.readers.open_layer(self.origin(row), kind=row.kind, options=row.options)
        self._context.jobs.follow(
            future,
            done=lambda source: self._opened(row, number, source),
            failed=lambda error: self._fail(row, _words_of(error)),
        )

    def origin(self, row: LayerRow) -> StoredOrigin | str:
        """Return where the bytes of a layer are: its path, or the copy inside the case."""
        if row.blob_id is None:
            return row.path
        session, blob_id = self._context.session, row.blob_id or 0

        def read(offset: int, length: int) -> bytes:
            return session.read(read_range, blob_id, offset, length)

        return StoredOrigin(row.file_name or row.name, row.sha256 or str(blob_id), row.size or 0, read)

    def _opened(self, row: LayerRow, number: int, source: LayerSource) -> None:
        state = self._states.get(row.id)
        if self._closed or state is None or not _same_file(state.row, row) or state.shown is not None:
            source.close()
            return
        shown = ShownLayer(row.id, number, source.facts, source)
        self._states[row.id] = replace(state, shown=shown, problem="")
        if source.facts.shapes:
            self._context.jobs.follow(
                source.shapes(),
                done=lambda shapes: self._shapes_came(row.id, number, shapes),
                failed=lambda error: self._note_trouble(number, _words_of(error)),
            )
        self._tell()

    def _shapes_came(self, row_id: str, number: int, shapes: LayerShapes) -> None:
        state = self._states.get(row_id)
        if state is not None and state.shown is not None and state.shown.number == number:
            self._states[row_id] = replace(state, shown=replace(state.shown, shapes=ShapePaths(shapes)))
            self._tell()

    def _fail(self, row: LayerRow, problem: str, *, missing: bool = False) -> None:
        state = self._states.get(row.id)
        if not self._closed and state is not None and _same_file(state.row, row):
            self._states[row.id] = replace(state, problem=problem or "missing", missing=missing)
            self._tell()

    def _note_trouble(self, number: int, words: str) -> None:
        for row_id, state in self._states.items():
            if state.shown is not None and state.shown.number == number and state.trouble != words:
                self._states[row_id] = replace(state, trouble=words)
                self._tell()
                return

    def _let_go(self, state: LayerState) -> None:
        if state.shown is not None:
            state.shown.source.close()
            self.store.forget(state.shown.number)

    def _tell(self) -> None:
        self.changed.emit()
        self.repaint.emit()

    def _tell_arrival(self) -> None:
        """A tile is there (any thread): one sign for all that come until it is answered."""
        if not self._told.is_set():
            self._told.set()
            self._arrived.emit()

    def _paint_arrived(self) -> None:
        self._told.clear()
        self.repaint.emit()


def _same_file(one: LayerRow, other: LayerRow) -> bool:
    """Tell whether two rows of a layer are about the same bytes, read alike."""
    ours, theirs = ({**row.options, "swipe": None, "over_names": None} for row in (one, other))
    return (one.kind, one.path, one.blob_id, ours) == (other.kind, other.path, other.blob_id, theirs)


def _level(untrusted: object) -> float:
    """Return a zoom level of the options; 0 for what is none."""
    sound = isinstance(untrusted, int | float) and not isinstance(untrusted, bool) and 0 <= untrusted <= 24
    return float(untrusted) if sound and isinstance(untrusted, int | float) else 0.0


def _words_of(error: BaseException) -> str:
    """Return an error of the world in words.

    Raises:
        BaseException: it is one of ours.
    """
    if not isinstance(error, KnownError):
        raise error
    return str(error)
