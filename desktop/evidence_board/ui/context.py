"""What every pane is given: the session and the services of the window around it."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from evidence_board.events import Notice
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.operations.levels import ReasonNeededError
from evidence_board.session import Session
from evidence_board.ui.event_bridge import EventBridge
from evidence_board.ui.job_runner import JobRunner
from evidence_board.ui.places.place_search import PlaceSearch
from evidence_board.ui.theme import Theme
from evidence_board.ui.thumbnails import Thumbnails

__all__ = ["AskReason", "Requests", "UiContext"]

P = ParamSpec("P")
#: Asks for a reason: the error, what does the same again with other values, the control that it came from.
AskReason = Callable[[ReasonNeededError, Callable[..., None], QWidget | None], None]


class Requests(QObject):
    """What a pane asks the window for; the window or another pane answers.

    Signals:
        preview: (item id) show it large.
        link: (list of (kind, id)) begin a link from these things.
        link_to: (list of (kind, id), (kind, id)) link these to that thing: ask only for the relation.
        place: (list of item ids) place these: focus the coordinates field.
        tag: (list of item ids) ask for a tag to put on these.
        create_entity: (kind or "") ask for the name of a new entity.
        rename: (kind, id) edit its name in place.
        reveal: (row id) scroll to it in every pane that can show it.
        import_paths: (list of pathlib.Path) import files and folders.
        choose_import: ask for files or a folder to import.
        collect: (list of item ids) ask for the collection that these join.
        fit_selection: bring the selection into view on map and board.
        merge: (kind, id) ask with which other entity it is one.
        cite: (list of (kind, id)) ask which fact these are evidence for.
        cite_for: ((kind, id) of a link, position or time, stance) ask what to cite for it, ``supports`` or another.
        show_evidence: ((kind, id) of a link, position or time) show what it rests on.
        show_uncited: list the facts that cite nothing.
        compare_copies: (list of item ids) show two files side by side, or one with the copies of its picture.
        show_look_alikes: go through the pictures that look alike and nobody has judged.
        open_thing: ((kind, id)) select and show anything: a file, an entity, a post, a link, a region, a claim.
        open_page: (kind, id) show the full page of an entity.
        go_to_place: (name, latitude, longitude) show a place of the world on the map; nothing goes into the case.
        open_moment: (item id, seconds) show a video large at a moment.
        show_layer: (row id) show all of a map that was laid over the basemap.
        proof_plate: (item id) make the proof plate of a placed file.
        region_chosen: (row id, or empty) a region was chosen in the viewer: lists of regions show it as such.
        name_place: (latitude, longitude) ask for a name, under which this spot joins the user's own places.
        coordinates_as: (Form) the user chose another notation of positions in the settings.
    """

    preview = Signal(str)
    link = Signal(object)
    link_to = Signal(object, object)
    place = Signal(object)
    tag = Signal(object)
    create_entity = Signal(str)
    rename = Signal(str, str)
    reveal = Signal(str)
    import_paths = Signal(object)
    choose_import = Signal()
    fit_selection = Signal()
    collect = Signal(object)
    merge = Signal(str, str)
    cite = Signal(object)
    cite_for = Signal(object, str)
    show_evidence = Signal(object)
    show_uncited = Signal()
    compare_copies = Signal(object)
    show_look_alikes = Signal()
    open_thing = Signal(object)
    open_page = Signal(str, str)
    open_moment = Signal(str, float)
    go_to_place = Signal(str, float, float)
    show_layer = Signal(str)
    proof_plate = Signal(str)
    region_chosen = Signal(str)
    coordinates_as = Signal(object)
    name_place = Signal(float, float)


class UiContext:
    """The session, the theme, and services that panes share. One per open case.

    Attributes:
        session: the open case.
        theme: colours, fonts, icons.
        events: the session's events as signals in the GUI thread.
        jobs: work off the GUI thread.
        thumbnails: images of items.
        requests: what panes ask of the window.
        places: the gazetteer, places of the world by name and by position.
        ask_reason: opens where a level needs a reason; without it the error is told like any other.
        beside: the control that the next change comes from; what asks back about it opens there.
    """

    def __init__(self, session: Session, theme: Theme) -> None:
        self.session = session
        self.theme = theme
        self.events = EventBridge(session.hub)
        self.jobs = JobRunner()
        self.thumbnails = Thumbnails(session, self.jobs)
        self.requests = Requests()
        self.ask_reason: AskReason | None = None
        self.beside: QWidget | None = None
        self._at_close: list[Callable[[], None]] = []
        self.places = PlaceSearch(self)

    def at_close(self, action: Callable[[], None]) -> None:
        """Call this when the case is left, before the other services stop: end a worker, forget a timer."""
        self._at_close.append(action)

    def perform(
        self,
        verb: Callable[Concatenate[Session, P], ChangeSet],
        *args: P.args,
        **keywords: P.kwargs,
    ) -> None:
        """Queue a user verb; an error becomes a notice in plain words. For a follow-up use `perform_then`."""
        self.perform_then(_nothing, verb, *args, **keywords)

    def perform_then(
        self,
        then: Callable[[ChangeSet], None],
        verb: Callable[Concatenate[Session, P], ChangeSet],
        *args: P.args,
        **keywords: P.kwargs,
    ) -> None:
        """Queue a user verb and call ``then(changes)`` in the GUI thread when it is saved.

        A level that its evidence does not carry asks for a reason in place, and the verb is done again with it.
        """
        beside, self.beside = self.beside, None
        if (place := _teller(beside)) is not None:
            place.tell_refusal("")

        def again(**changed: object) -> None:
            values: dict[str, Any] = {**keywords, **changed}
            self.perform_then(then, verb, *args, **values)

        def failed(error: BaseException) -> None:
            if isinstance(error, ReasonNeededError) and self.ask_reason is not None:
                self.ask_reason(error, again, beside)
            else:
                self.show_error(error, beside)

        self.jobs.follow(self.session.run(verb, *args, **keywords), done=then, failed=failed)

    def show_error(self, error: BaseException, beside: QWidget | None = None) -> None:
        """Tell the user about an error of the world; raise one of ours.

        Args:
            error: what went wrong.
            beside: the control it is about: it is told in its row, if that can tell, else over the panes.

        Raises:
            BaseException: anything that is not a `KnownError`.
        """
        if not isinstance(error, KnownError):
            raise error
        place = _teller(beside)
        if place is not None:
            place.tell_refusal(str(error))
        else:
            self.session.hub.emit(Notice(str(error), "bad"))

    def close(self) -> None:
        """Stop all services; the session itself is closed by its owner."""
        while self._at_close:
            self._at_close.pop()()
        self.jobs.close()
        self.events.close()
        # What is connected to them holds the panes, and these hold the context: a ring that the collector
        # does not see through, as part of it lies in Qt. It is cut here, or no closed case would ever be freed.
        for service in (self.requests, self.events, self.thumbnails):
            service.deleteLater()


@runtime_checkable
class TellsRefusal(Protocol):
    """A row that says itself why a value was not taken."""

    def tell_refusal(self, words: str) -> None:
        """Say why; empty words say nothing any more."""


def _teller(control: QWidget | None) -> TellsRefusal | None:
    """Return the row that a control stands in, if it can tell and is in view."""
    if control is None or not isValid(control) or not control.isVisible():
        return None
    place: QWidget | None = control
    while place is not None:
        if isinstance(place, TellsRefusal):
            return place
        place = place.parentWidget()
    return None


def _nothing(_: Any) -> None:
    """The panes learn of the change from its event."""
