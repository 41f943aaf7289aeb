"""One layer that is open: its facts, and its tiles and shapes as futures."""

from __future__ import annotations

import threading
from collections.abc import Callable, Container, Mapping
from concurrent.futures import CancelledError, Future
from typing import TYPE_CHECKING, Any, TypeVar

from evidence_board.geo.layers.answers import MOST_PICTURE_PX, read_facts, read_pixels, read_shapes, read_vector
from evidence_board.geo.layers.facts import LayerFacts, LayerShapes, TileKey, TilePixels, VectorTile
from evidence_board.geo.layers.folder_tiles import TileFolder
from evidence_board.geo.layers.origins import FileOrigin, FolderOrigin, LayerOrigin
from evidence_board.geo.layers.pictures_beside import wanted_beside, with_pictures
from evidence_board.geo.layers.problems import layer_error
from evidence_board.geo.layers.world_files import BESIDE_ENDINGS
from evidence_board.geo.mercator import Bounds
from evidence_board.model.errors import KnownError
from evidence_board.model.flat_reading import UntrustedReplyError
from evidence_board.workers import HandlerFailed, RangeSource, Reply, SupervisorClosed, WorkerDied

if TYPE_CHECKING:
    from evidence_board.geo.layers.readers import LayerReaders

__all__ = ["LayerSource"]

Tile = TilePixels | VectorTile | None
T = TypeVar("T")

_OPEN_S, _TILE_S, _SHAPES_S = 90.0, 20.0, 120.0
_TILE_ROOM = 4 * 512 * 512
_MOST_DEATHS = 3


class LayerSource:
    """A layer that was opened by `LayerReaders.open_layer`. Every method returns at once, from any thread.

    Futures are completed on threads of the workers: hand their results to the GUI thread before using them there.
    They fail with `KnownError` (a damaged tile, a worker that died), and are cancelled when the source or the readers
    are closed, or by `keep_only`.

    Attributes:
        facts: what the layer is.
    """

    def __init__(
        self, readers: LayerReaders, origin: LayerOrigin, *, kind: str = "", options: Mapping[str, Any] | None = None
    ) -> None:
        """Use `LayerReaders.open_layer`."""
        self.facts = LayerFacts(kind=kind or "image")
        self.origin = origin
        self._readers = readers
        self._kind = kind
        self._options = dict(options or {})
        self._folder: TileFolder | None = None
        self._about: dict[str, Any] = {}
        self._bytes: RangeSource | bytes = b""
        self._lock = threading.Lock()
        self._asked: dict[TileKey, tuple[Future[Tile], Future[Reply] | None]] = {}
        self._shapes: Future[LayerShapes] | None = None
        self._deaths = 0
        self._closed = False

    def open(self) -> LayerFacts:
        """Look into the file; blocks, so `LayerReaders` calls it on a thread of its own.

        Raises:
            KnownError: it cannot be opened, or is no layer.
        """
        name = self.origin.name
        try:
            if isinstance(self.origin, FolderOrigin):
                self._folder = TileFolder(self.origin.path)
                payload: bytes | RangeSource = self._folder.sample()
                about = {"key": self.origin.key, "kind": "xyz", "folder": self._about_folder(self._folder)}
            else:
                payload = RangeSource(self.origin.size, self.origin.read)
                beside = {
                    ending: data.decode("latin-1")
                    for ending in BESIDE_ENDINGS
                    if self._kind in ("", "image", "geotiff") and (data := self.origin.beside(ending)) is not None
                }
                about = {"key": self.origin.key, "kind": self._kind, "beside": beside}
        except OSError as error:
            raise KnownError(
                f"{name} cannot be opened ({error.strerror or error}).",
                means="The layer stays empty.",
                do="Put the drive back, or choose where the file lies now.",
            ) from error
        self._bytes = payload
        self._about = {**about, "name": name, "options": self._options}
        self.facts, wanted = self._look()
        if self._folder is not None and self.facts.options.get("tms") is True and "tms" not in self._options:
            self._options["tms"] = True
            self._about["folder"] = self._about_folder(self._folder)
            self.facts, wanted = self._look()
        if wanted and isinstance(self.origin, FileOrigin):
            found = with_pictures(self.origin, wanted)
            if found is not None:
                self._bytes = found[0]
                self._about |= {**found[1], "key": f"{self.origin.key}+{len(found[1]['attached'])}"}
                self.facts, _ = self._look()
        if not self.facts.shapes and not self.facts.has_tiles and self.facts.kind == "kml":
            raise layer_error(name, "no_shapes")
        if self._folder is not None and self.facts.schema:
            self._about["options"] = {**self._options, "schema": self.facts.schema}
        return self.facts

    def tile(self, z: int, x: int, y: int) -> Future[Tile]:
        """Ask for a tile. The same future is given to all who ask for a tile that is on its way.

        Args:
            z: zoom level, within those of the facts.
            x: column from the west.
            y: row from the north.

        Returns:
            A future of `TilePixels`, of `VectorTile`, or of None where the layer has nothing.
        """
        key = TileKey(z, x, y)
        done: Future[Tile] = Future()
        found, tile = self._readers.cached(self, key)
        if found or self._outside(key):
            done.set_result(tile)
            return done
        with self._lock:
            if key in self._asked:
                return self._asked[key][0]
            if self._closed:
                done.cancel()
                return done
            if self._deaths >= _MOST_DEATHS:
                done.set_exception(layer_error(self.origin.name, "unreadable"))
                return done
            self._asked[key] = (done, None)
        if self._folder is None:
            self._ask_tile(key, done, self._bytes)
        else:
            self._readers.aside(lambda: self._ask_folder(key, done))
        return done

    def cached(self, z: int, x: int, y: int) -> tuple[bool, Tile]:
        """Return whether a tile is at hand, and the tile."""
        return self._readers.cached(self, TileKey(z, x, y))

    def keep_only(self, wanted: Container[TileKey]) -> None:
        """Cancel the tiles that wait and are not wanted any more (after the map moved on)."""
        with self._lock:
            gone = [(key, *futures) for key, futures in self._asked.items() if key not in wanted]
        for key, done, inner in gone:
            if inner is not None and inner.cancel():
                self._finish(key, done)

    def shapes(self, bounds: Bounds | None = None) -> Future[LayerShapes]:
        """Ask for the shapes of the layer; they are read once and kept.

        Args:
            bounds: a rectangle of the world; None for everything. Only says what is wanted: all shapes come in one
                block, `LayerShapes.within` finds those of a view.
        """
        with self._lock:
            if self._shapes is not None and not self._shapes.cancelled():
                return self._shapes
            self._shapes = done = Future[LayerShapes]()
        if self._closed or not self.facts.shapes:
            done.set_exception(layer_error(self.origin.name, "no_shapes"))
            return done
        try:
            inner = self._readers.submit(self._header("shapes"), self._bytes, timeout_s=_SHAPES_S)
        except KnownError as error:
            done.set_exception(error)
            return done
        inner.add_done_callback(
            lambda reply: _settle(done, lambda: self._checked(reply, lambda one: read_shapes(one, name=self._name)))
        )
        return done

    def picture(self, *, max_edge: int = 2048) -> Future[TilePixels]:
        """Ask for a picture as it is, upright, for pinning it; `facts.width` and `height` tell its own size.

        Args:
            max_edge: longest edge of the answer in pixels, 4096 at most; a smaller picture is not enlarged.
        """
        done: Future[TilePixels] = Future()
        room = 4 * max_edge * max_edge
        try:
            header = self._header("picture", max_edge=max_edge)
            inner = self._readers.submit(header, self._bytes, timeout_s=_SHAPES_S, reply_room=room)
        except KnownError as error:
            done.set_exception(error)
            return done
        inner.add_done_callback(lambda reply: _settle(done, lambda: self._checked(reply, self._read_picture)))
        return done

    def close(self) -> None:
        """Give up what waits and close the file."""
        with self._lock:
            self._closed = True
            asked, self._asked = dict(self._asked), {}
        for done, inner in asked.values():
            done.cancel()
            if inner is not None:
                inner.cancel()
        self._readers.forget(self)
        self.origin.close()

    def _about_folder(self, folder: TileFolder) -> dict[str, Any]:
        """Return what the names in a folder tell, and the texts about the tiles for the worker to read."""
        return {**folder.about(tms=self._options.get("tms") is True), "words": folder.words()}

    def _look(self) -> tuple[LayerFacts, list[str]]:
        """Let the worker look into the file; returns what it is, and the pictures beside it that it names."""
        inner = self._readers.submit(self._header("open"), self._bytes, timeout_s=_OPEN_S)
        return self._checked(inner, lambda reply: (read_facts(reply, name=self._name), wanted_beside(reply)))

    @property
    def _name(self) -> str:
        return self.origin.name

    def _outside(self, key: TileKey) -> bool:
        facts = self.facts
        inside = facts.min_zoom <= key.z <= facts.max_zoom and 0 <= key.x < 2**key.z and 0 <= key.y < 2**key.z
        if not inside or not facts.has_tiles or facts.questions:
            return True
        if facts.bounds is None:
            return False
        box, tile = facts.bounds.world, key.bounds
        return (
            tile.top > box.bottom
            or tile.bottom < box.top
            or not any(tile.left + shift <= box.right and tile.right + shift >= box.left for shift in (0, 1))
        )

    def _header(self, ask: str, **more: Any) -> dict[str, Any]:
        return {**self._about, "ask": ask, **more}

    def _ask_folder(self, key: TileKey, done: Future[Tile]) -> None:
        """Read the file of a tile, on a thread aside."""
        folder = self._folder
        untrusted = None if folder is None else folder.read(key, tms=self._options.get("tms") is True)
        if untrusted is None:
            self._finish(key, done, result=None, keep=True)
        else:
            self._ask_tile(key, done, untrusted)

    def _ask_tile(self, key: TileKey, done: Future[Tile], payload: bytes | RangeSource) -> None:
        header = self._header("tile", z=key.z, x=key.x, y=key.y)
        try:
            inner = self._readers.submit(header, payload, timeout_s=_TILE_S, reply_room=_TILE_ROOM)
        except KnownError:
            self._finish(key, done)
            return
        with self._lock:
            if key in self._asked:
                self._asked[key] = (done, inner)
        inner.add_done_callback(lambda reply: self._arrived(key, done, reply))

    def _arrived(self, key: TileKey, done: Future[Tile], inner: Future[Reply]) -> None:
        if inner.cancelled():
            self._finish(key, done)
            return
        try:
            tile = self._checked(inner, lambda reply: self._read_tile(reply, key))
        except KnownError as error:
            self._finish(key, done, error=error)
        else:
            self._finish(key, done, result=tile, keep=True)

    def _read_tile(self, reply: Reply, key: TileKey) -> Tile:
        if self.facts.vector:
            return read_vector(reply, key=key, name=self._name)
        return read_pixels(reply, name=self._name)

    def _read_picture(self, reply: Reply) -> TilePixels:
        found = read_pixels(reply, name=self._name, most=MOST_PICTURE_PX)
        if found is None:
            raise layer_error(self._name, "picture")
        return found

    def _finish(
        self,
        key: TileKey,
        done: Future[Tile],
        *,
        result: Tile = None,
        keep: bool = False,
        error: KnownError | None = None,
    ) -> None:
        """Complete a future: with a tile, with an error, or cancelled when there is neither."""
        if keep and not self._closed:
            self._readers.keep(self, key, result)
        with self._lock:
            self._asked.pop(key, None)
        if error is None and not keep:
            done.cancel()
        if done.cancelled() or not done.set_running_or_notify_cancel():
            return
        if error is None:
            done.set_result(result)
        else:
            done.set_exception(error)

    def _checked(self, inner: Future[Reply], read: Callable[[Reply], T]) -> T:
        """Return what a reply holds.

        Raises:
            KnownError: everything that can be wrong with a file, in words.
        """
        try:
            return read(inner.result())
        except CancelledError as error:
            raise SupervisorClosed from error
        except (WorkerDied, HandlerFailed, UntrustedReplyError, OSError) as error:
            with self._lock:
                self._deaths += isinstance(error, WorkerDied)
            code = "changed" if isinstance(error, OSError) else "unreadable"
            raise layer_error(self._name, code) from error


def _settle(done: Future[T], work: Callable[[], T]) -> None:
    if not done.set_running_or_notify_cancel():
        return
    try:
        done.set_result(work())
    except BaseException as error:  # whatever it is, it is the result of the future
        done.set_exception(error)
