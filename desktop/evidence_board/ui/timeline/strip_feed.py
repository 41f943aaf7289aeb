"""`StripFeed`: reads what the strip shows from the read model; large cases off the GUI thread."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from evidence_board.analysis.timeline import TimelineData, timeline_data
from evidence_board.filters import Filter, InTime
from evidence_board.model.case_index import CaseIndex
from evidence_board.ui.context import UiContext
from evidence_board.ui.timeline.strip_content import Masks, passing_masks

__all__ = ["StripFeed"]

#: Up to this many files are sorted at once (a few milliseconds); more are sorted off the GUI thread.
_AT_ONCE = 1_500

T = TypeVar("T")


class StripFeed(QObject):
    """Gives the dates of the case, and which of them pass the filter; only the newest answer is given.

    Signals:
        data_read: (TimelineData, Masks) the dates are other ones.
        masks_read: (Masks) the same dates, another filter.
    """

    data_read = Signal(object, object)
    masks_read = Signal(object)

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._index = CaseIndex()
        self._others = Filter()
        self._data = timeline_data(self._index)
        self._request = 0

    @property
    def data(self) -> TimelineData:
        """The dates read last."""
        return self._data

    def read_index(self) -> None:
        """Read all dates anew."""
        index, others = self._context.session.index, self._other_chips()

        def job() -> tuple[TimelineData, Masks]:
            data = timeline_data(index)
            return data, passing_masks(data, index, others)

        def done(found: tuple[TimelineData, Masks]) -> None:
            self._index, self._others, self._data = index, others, found[0]
            self.data_read.emit(*found)
            # The filter may have changed while this was read.
            self.read_filter()

        self._run(job, done, index)

    def read_filter(self) -> None:
        """Work out what passes, unless only the time of the filter changed, or new dates are on their way."""
        index, others, data = self._context.session.index, self._other_chips(), self._data
        if index is not self._index or others == self._others:
            return

        def done(masks: Masks) -> None:
            self._others = others
            self.masks_read.emit(masks)

        self._run(lambda: passing_masks(data, index, others), done, index)

    def _other_chips(self) -> Filter:
        return self._context.session.filter.without(InTime)

    def _run(self, job: Callable[[], T], done: Callable[[T], None], index: CaseIndex) -> None:
        self._request += 1
        request = self._request
        if len(index.items) <= _AT_ONCE:
            done(job())
            return
        self._context.jobs.run(
            job,
            done=lambda found: done(found) if request == self._request else None,
            failed=self._context.show_error,
            priority=1,
        )
