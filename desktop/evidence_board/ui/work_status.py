"""How the window writes and draws how far the work on a file has come."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QMenu, QWidget

from evidence_board.model.sources import WorkStatus
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button

__all__ = ["StatusButton", "fill_status_menu", "next_status", "status_icon", "status_name", "status_tone"]

#: Height of a button in a row of values.
_ROW = 24
#: The order in which S goes on; what was set aside begins anew.
_ROUND = (
    WorkStatus.NEW,
    WorkStatus.IN_PROGRESS,
    WorkStatus.NEEDS_HELP,
    WorkStatus.REVIEWED,
    WorkStatus.SET_ASIDE,
)
_ICONS = {
    WorkStatus.NEW: "circle-dashed",
    WorkStatus.IN_PROGRESS: "circle-dot",
    WorkStatus.NEEDS_HELP: "hand",
    WorkStatus.REVIEWED: "circle-check",
    WorkStatus.SET_ASIDE: "archive",
}


def status_name(status: str) -> str:
    """Return the words for a state of work, beginning a line; another word of a case stands as it is."""
    return {
        "new": tr("New"),
        "in_progress": tr("In progress"),
        "needs_help": tr("Needs help"),
        "reviewed": tr("Reviewed"),
        "set_aside": tr("Set aside"),
    }.get(status, status)


def status_icon(status: str) -> str:
    """Return the name of the icon of a state of work."""
    return _ICONS[WorkStatus(status)] if status in tuple(WorkStatus) else "circle"


def status_tone(status: str) -> str:
    """Return the token role of the icon: what waits for somebody stands out, the rest steps back."""
    return "warn" if status == WorkStatus.NEEDS_HELP else "text3"


def next_status(status: str) -> str:
    """Return the state that follows one, in the order of the work."""
    known = [one.value for one in _ROUND]
    return known[(known.index(status) + 1) % len(known)] if status in known else known[0]


def fill_status_menu(
    menu: QMenu,
    *,
    theme: Theme,
    current: Sequence[str],
    choose: Callable[[str], None],
    keys: Sequence[tuple[str, str]] = (),
) -> None:
    """Put the five states into a menu, the present one marked.

    Args:
        menu: emptied first.
        theme: gives icons and weights.
        current: the states that some of what is chosen has.
        choose: called with the state chosen.
        keys: (state, key) shown behind it.
    """
    menu.clear()
    shown = dict(keys)
    for one in WorkStatus:
        words = status_name(one)
        action = menu.addAction(
            theme.icon(status_icon(one)), f"{words}\t{shown[one.value]}" if one.value in shown else words
        )
        action.setObjectName(one.value)
        action.setFont(theme.font("body", weight=600 if list(current) == [one.value] else 400))
        action.triggered.connect(lambda _=False, word=one.value: choose(word))


class StatusButton(Button):
    """The state of one or many files; pressed, it opens the five to choose from.

    Attributes:
        chosen: the user chose a state that not all of them have yet; carries its word.
    """

    chosen = Signal(str)

    def __init__(self, *, theme: Theme, flush: bool = False, parent: QWidget | None = None) -> None:
        """Make a button for a new file.

        Args:
            theme: the look.
            flush: stands in a row of values: begins where they begin and is as high as they are.
            parent: parent widget.
        """
        self._flush, self._bare = flush, False
        super().__init__("", theme=theme, kind="quiet", small=True, chevron=True, parent=parent)
        self._states: tuple[str, ...] = ("new",)
        self._status_menu = QMenu(self)
        self._status_menu.aboutToShow.connect(self._fill)
        self.set_menu(self._status_menu)
        self.show_states(("new",))

    @property
    def states(self) -> tuple[str, ...]:
        """The states of the files, without repeats."""
        return self._states

    def show_states(self, states: Sequence[str]) -> None:
        """Show the state of the files, or that they differ."""
        self._states = tuple(dict.fromkeys(states))
        alike = len(self._states) == 1
        words = status_name(self._states[0]) if alike else tr("mixed")
        self.set_icon(status_icon(self._states[0]) if alike else "circle-dashed")
        self._said = words
        self.setText("" if self._bare else words)
        self.setAccessibleName(tr("Work on it: {state}", state=words))
        self.setToolTip(tr("How far the work on it has come: {state}", state=words.lower()))

    def set_bare(self, bare: bool) -> None:
        """Show the icon alone where there is no room for words."""
        if bare != self._bare:
            self._bare = bare
            self.show_states(self._states)

    def sizeHint(self) -> QSize:
        """Return the room of icon, words and arrow."""
        size = super().sizeHint()
        return QSize(size.width(), self.theme.pixels(_ROW)) if self._flush else size

    def _padding(self) -> int:
        return 2 if self._flush else super()._padding()

    def _fill(self) -> None:
        fill_status_menu(self._status_menu, theme=self.theme, current=self._states, choose=self._choose)

    def _choose(self, status: str) -> None:
        if self._states != (status,):
            self.chosen.emit(status)
