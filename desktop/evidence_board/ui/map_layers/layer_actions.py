"""`LayerActions`: what a person does with layers, as verbs of the case; each is one step of undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from evidence_board.events import Notice
from evidence_board.geo.layers import LayerSource
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.operations.layer_copying import copy_layer, keep_layer_inside
from evidence_board.operations.map_layers import add_layer, order_layers, remove_layers, update_layer
from evidence_board.ui.check.long_job import LongJob
from evidence_board.ui.context import UiContext
from evidence_board.ui.dialogs_name import NamePopover
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.map_layers.crs_words import likely_system, system_typed
from evidence_board.ui.map_layers.layer_stack import LayerStack

__all__ = ["LayerActions"]


class LayerActions(QObject):
    """Verbs of the list of layers.

    Signals:
        failed: (title, words) a file is no map, or could not be copied.
        added: (row id) a layer was laid over the others.

    Attributes:
        copying: name of the map that is copied into the case now.
        alone: whether what was added last was a single file.
    """

    failed = Signal(str, str)
    added = Signal(str)

    def __init__(self, context: UiContext, stack: LayerStack, job: LongJob) -> None:
        super().__init__(job)
        self._context, self._stack, self._job = context, stack, job
        self.copying = ""
        self.alone = False
        self._waiting: list[tuple[str, Path, str, dict[str, object]]] = []

    def add(self, paths: list[Path], *, copy: bool) -> None:
        """Look at each file; what is a map is laid over the others, linked or copied into the case."""
        self.alone = len(paths) == 1
        for path in paths:
            self._look_at(path, copy=copy)

    def _look_at(self, path: Path, *, copy: bool) -> None:
        self._context.jobs.follow(
            self._stack.readers.open_layer(path),
            done=lambda source: self._looked_at(source, path, copy=copy),
            failed=lambda error: self._refused(path, error),
        )

    def _looked_at(self, source: LayerSource, path: Path, *, copy: bool) -> None:
        facts = source.facts
        source.close()
        name = facts.name or (path.name if facts.kind == "xyz" else path.stem)
        options: dict[str, object] = dict(facts.options)
        if copy and path.is_file():
            self._waiting.append((facts.kind, path, name, options))
            self._copy_next()
            return
        # Only what a person writes is stored as attribution: that of the file is read from the file.
        self._context.perform_then(self._came, add_layer, kind=facts.kind, path=path, name=name, options=options)

    def _came(self, changes: ChangeSet) -> None:
        self.added.emit(str(changes.result.get("id", "")))

    def _copy_next(self) -> None:
        if self._job.is_running or not self._waiting:
            return
        kind, path, name, options = self._waiting.pop(0)
        self.copying = name
        session = self._context.session

        def done(changes: ChangeSet | None) -> None:
            if changes is None:
                self._tell(tr("Stopped: {name} was not copied into the case.", name=isolate(name)))
            else:
                self._came(changes)
            self._copy_next()

        def failed(error: BaseException) -> None:
            self._refused(path, error)
            self._copy_next()

        self._job.start(
            lambda progress: copy_layer(session, kind=kind, path=path, name=name, options=options, progress=progress),
            done=done,
            failed=failed,
        )

    def keep_inside(self, row_id: str) -> None:
        """Copy the file of a linked layer into the case."""
        state, session = self._stack.state(row_id), self._context.session
        if state is None:
            return
        path = Path(state.row.path)
        self.copying = state.row.name

        def done(changes: ChangeSet | None) -> None:
            if changes is None:
                self._tell(tr("Stopped: {name} was not copied into the case.", name=isolate(path.name)))

        self._job.start(
            lambda progress: keep_layer_inside(session, row_id=row_id, progress=progress),
            done=done,
            failed=lambda error: self._refused(path, error),
        )

    def relocate(self, row_id: str, path: Path) -> None:
        """Take the file of a layer from another place, if it is a map."""
        future = self._stack.readers.open_layer(path)

        def looked_at(source: LayerSource) -> None:
            source.close()
            self._context.perform(update_layer, row_id=row_id, path=str(path))

        self._context.jobs.follow(future, done=looked_at, failed=lambda error: self._refused(path, error))

    def set_visible(self, row_id: str, *, visible: bool) -> None:
        """Show or hide a layer."""
        self._context.perform(update_layer, row_id=row_id, visible=visible)

    def set_opacity(self, row_id: str, opacity: float) -> None:
        """Keep how strong a layer is drawn."""
        state = self._stack.state(row_id)
        if state is not None and abs(state.row.opacity - opacity) > 1e-6:
            self._context.perform(update_layer, row_id=row_id, opacity=opacity)

    def set_option(self, row_id: str, key: str, *, on: bool) -> None:
        """Switch something of a layer on or off."""
        state = self._stack.state(row_id)
        if state is not None:
            options = {name: value for name, value in state.row.options.items() if name != key}
            if on or key == "tms":  # a folder may say of itself that it counts from the south: no is an answer, too
                options[key] = on
            self._context.perform(update_layer, row_id=row_id, options=options)

    def step(self, row_id: str, up: int) -> None:
        """Move a layer up (1) or down (-1) by one."""
        order = [state.row.id for state in self._stack.states]
        if row_id in order:
            self.move_to(row_id, order.index(row_id) + up)

    def move_to(self, row_id: str, place: int) -> None:
        """Move a layer to a place of the stack, 0 being the lowest."""
        before = [state.row.id for state in self._stack.states]
        order = [one for one in before if one != row_id]
        order.insert(min(max(place, 0), len(order)), row_id)
        if order != before:
            self._context.perform(order_layers, row_ids=order)

    def remove(self, row_id: str) -> None:
        """Move a layer to the bin; undo brings it back."""
        self._context.perform(remove_layers, row_ids=[row_id])

    def ask_name(self, row_id: str, beside: QWidget) -> None:
        """Ask for another name."""
        self._ask(row_id, beside, field="name", title=tr("Rename the layer"), verb="")

    def ask_attribution(self, row_id: str, beside: QWidget) -> None:
        """Ask whose a layer is, to be said in the corner of the map."""
        self._ask(row_id, beside, field="attribution", title=tr("Whose map it is, as it says itself"), verb=tr("Save"))

    def ask_system(self, row_id: str, beside: QWidget, *, near: Callable[[], tuple[float, float]]) -> None:
        """Ask in which coordinate system a world file counts.

        Args:
            row_id: of the layer.
            beside: what the question stands below.
            near: latitude and longitude of what one works on.
        """
        state = self._stack.state(row_id)
        if state is None or state.shown is None:
            return
        facts = state.shown.facts
        told, world = facts.options.get("crs"), facts.options.get("world")
        latitude, longitude = near()
        if not isinstance(told, str):
            told = likely_system(world, latitude=latitude, longitude=longitude) if isinstance(world, list) else ""
        NamePopover(
            beside,
            title=tr("In which coordinate system does it count?"),
            theme=self._context.theme,
            text=told,
            hint="EPSG:32637, UTM 37N, EPSG:28407",
            verb=tr("Use it"),
            unchanged=True,
            done=lambda text: self._take_system(row_id, text),
        ).open_below(beside)

    def _take_system(self, row_id: str, text: str) -> None:
        """Keep a coordinate system, if the map can be read in it."""
        state, system = self._stack.state(row_id), system_typed(text)
        if state is None:
            return
        name = isolate(state.row.name)
        if not system:
            words = tr(
                "“{text}” is no coordinate system. Type a number of EPSG, as EPSG:32637, or a zone, as UTM 37N.",
                text=isolate(text),
            )
            self.failed.emit(tr("{name} was not changed", name=name), words)
            return
        shown = state.shown.facts.options if state.shown is not None else {}
        options = {**shown, **state.row.options, "crs": system}
        future = self._stack.readers.open_layer(self._stack.origin(state.row), kind=state.row.kind, options=options)

        def looked_at(source: LayerSource) -> None:
            source.close()
            self._context.perform_then(
                lambda changes: self.added.emit(row_id), update_layer, row_id=row_id, options=options
            )

        def failed(error: BaseException) -> None:
            if not isinstance(error, KnownError):
                raise error
            self.failed.emit(tr("{name} was not changed", name=name), str(error))

        self._context.jobs.follow(future, done=looked_at, failed=failed)

    def _ask(self, row_id: str, beside: QWidget, *, field: str, title: str, verb: str) -> None:
        state = self._stack.state(row_id)
        if state is None:
            return
        now = state.row.name if field == "name" else self._stack.credit(row_id)
        NamePopover(
            beside,
            title=title,
            theme=self._context.theme,
            text=now,
            verb=verb,
            done=lambda text: self._context.perform(update_layer, row_id=row_id, **{field: text}),
        ).open_below(beside)

    def _refused(self, path: Path, error: BaseException) -> None:
        if not isinstance(error, KnownError):
            raise error
        self.failed.emit(tr("{name} was not added", name=isolate(path.name)), str(error))

    def _tell(self, words: str) -> None:
        self._context.session.hub.emit(Notice(words, "info"))
