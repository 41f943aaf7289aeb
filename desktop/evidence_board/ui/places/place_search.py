"""`PlaceSearch`: the gazetteer of the window: searched behind it, the newest text only; hints of positions at once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evidence_board.events import Notice
from evidence_board.geo.gazetteer import Found, Gazetteer
from evidence_board.geo.gazetteer_lists import open_gazetteer
from evidence_board.geo.readings import Coordinates
from evidence_board.geo.short_codes import read_near_name
from evidence_board.model.errors import KnownError
from evidence_board.ui.job_runner import JobRunner
from evidence_board.ui.places.place_words import hint_words

if TYPE_CHECKING:
    from evidence_board.ui.context import UiContext

__all__ = ["PlaceSearch"]

_KEPT_HINTS = 512


class PlaceSearch(QObject):
    """Finds places for all panes of a case; the lists are opened when one is first wanted.

    Signals:
        lists_changed: a list of the user came or went.
    """

    lists_changed = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._jobs = JobRunner(threads=1)
        self._gazetteer: Gazetteer | None = None
        self._newest: dict[str, int] = {}
        self._hints: OrderedDict[tuple[float, float], str] = OrderedDict()
        context.at_close(self._close)

    @property
    def gazetteer(self) -> Gazetteer:
        """All lists that can be read; of the others a notice tells."""
        if self._gazetteer is None:
            self._gazetteer = open_gazetteer(say=self._tell)
        return self._gazetteer

    @property
    def is_idle(self) -> bool:
        """Whether nothing is looked for now."""
        return self._jobs.is_idle

    def find(
        self,
        text: str,
        *,
        asker: str,
        done: Callable[[list[Found]], None],
        near: tuple[float, float] | None = None,
        limit: int = 12,
    ) -> None:
        """Search behind the window; ``done`` is called unless the same asker has asked again meanwhile."""
        number = self.forget(asker)
        gazetteer = self.gazetteer

        def work() -> list[Found]:
            return gazetteer.search(text, near=near, limit=limit) if self._newest[asker] == number else []

        def tell(found: list[Found]) -> None:
            if self._newest[asker] == number:
                done(found)

        self._jobs.run(work, done=tell, failed=self._context.show_error)

    def find_short_code(self, text: str, *, asker: str, done: Callable[[tuple[Coordinates, str] | None], None]) -> None:
        """Read a short Plus Code behind the window, counted from the place named behind it."""
        number = self.forget(asker)
        gazetteer = self.gazetteer

        def tell(found: tuple[Coordinates, str] | None) -> None:
            if self._newest[asker] == number:
                done(found)

        self._jobs.run(lambda: read_near_name(text, gazetteer), done=tell, failed=self._context.show_error)

    def forget(self, asker: str) -> int:
        """Give no answer any more to what was asked; returns the number of the next question."""
        self._newest[asker] = self._newest.get(asker, 0) + 1
        return self._newest[asker]

    def hint(self, latitude: float, longitude: float) -> str:
        """Return where a position lies, as a hint: ``4 km NE of Tartus``; empty far from every listed place."""
        key = (round(latitude, 4), round(longitude, 4))
        if key in self._hints:
            self._hints.move_to_end(key)
            return self._hints[key]
        try:
            nearby = self.gazetteer.nearest(*key)
        except KnownError as error:
            self._tell(error)
            nearby = None
        self._hints[key] = hint_words(nearby) if nearby is not None else ""
        if len(self._hints) > _KEPT_HINTS:
            self._hints.popitem(last=False)
        return self._hints[key]

    def change(self, work: Callable[[], int], *, done: Callable[[int], None]) -> None:
        """Change a list of the user behind the window, then find places in it; what fails is said in words."""
        self.let_go()

        def told(count: int) -> None:
            self.renew()
            done(count)

        self._jobs.run(work, done=told, failed=self._context.show_error)

    def let_go(self) -> None:
        """Close the lists, so that one of them can be replaced; the next search opens them anew."""
        self._hints.clear()
        if self._gazetteer is not None:
            self._gazetteer.close()
            self._gazetteer = None

    def renew(self) -> None:
        """Take up lists that came or went."""
        self.let_go()
        self.lists_changed.emit()

    def _tell(self, error: KnownError) -> None:
        self._context.session.hub.emit(Notice(str(error), "bad"))

    def _close(self) -> None:
        self._jobs.close()
        self.let_go()
