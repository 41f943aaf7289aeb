"""Reads and hashes the files of an import in a thread of its own, a few ahead of the one that writes."""

import threading
from collections import deque
from collections.abc import Callable, Iterable

from evidence_board.operations.import_files import ReadFile, path_listed, read_for_import

__all__ = ["ReadAhead"]

_BYTES_IN_FLIGHT = 160 << 20


class ReadAhead:
    """Hands out files in order, read and on their way through the workers.

    Args:
        waiting: number and path of each file, as the to-do list has them.
        files: how many may be read but not yet given back with `release`.
        send: gives a read file to the workers; called in the reading thread.
    """

    def __init__(self, waiting: Iterable[tuple[int, str]], *, files: int, send: Callable[[ReadFile], None]) -> None:
        self._waiting = deque(waiting)
        self._files = files
        self._send = send
        self._changed = threading.Condition()
        self._read: deque[ReadFile] = deque()
        self._out = 0
        self._bytes = 0
        self._paused = False
        self._closed = False
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._work, name="case import reader", daemon=True)
        self._thread.start()

    def take(self) -> list[ReadFile]:
        """Wait for the next file; returns it with those behind it whose examination is done already.

        Empty when all were handed out.

        Raises:
            SupervisorClosed: the workers are gone.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._read or self._failure or self._at_end())
            if not self._read:
                if self._failure is not None:
                    raise self._failure
                return []
            taken = [self._read.popleft()]
            while self._read and (self._read[0].reply is None or self._read[0].reply.done()):
                taken.append(self._read.popleft())
            return taken

    def release(self, files: Iterable[ReadFile]) -> None:
        """Say that files were written, so that others may be read."""
        with self._changed:
            for file in files:
                self._out -= 1
                self._bytes -= len(file.data or b"")
            self._changed.notify_all()

    def pause(self, *, paused: bool) -> None:
        """Read nothing more, or go on."""
        with self._changed:
            self._paused = paused
            self._changed.notify_all()

    def close(self) -> None:
        """End the thread and cancel the examinations that have not begun. Safe to call twice."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.join()
        for file in self._read:
            if file.reply is not None:
                file.reply.cancel()

    def _at_end(self) -> bool:
        return self._closed or (not self._waiting and self._out == len(self._read))

    def _may_read(self) -> bool:
        full = self._out >= self._files or (self._out > 0 and self._bytes >= _BYTES_IN_FLIGHT)
        return self._closed or not (self._paused or full)

    def _work(self) -> None:
        try:
            while True:
                with self._changed:
                    self._changed.wait_for(self._may_read)
                    if self._closed or not self._waiting:
                        return
                    number, text = self._waiting.popleft()
                    self._out += 1
                file = read_for_import(number, path_listed(text))
                self._send(file)
                with self._changed:
                    self._bytes += len(file.data or b"")
                    self._read.append(file)
                    self._changed.notify_all()
        except BaseException as error:  # handed to the one who waits
            with self._changed:
                self._failure = error
                self._changed.notify_all()
