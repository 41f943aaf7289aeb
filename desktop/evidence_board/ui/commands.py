"""`Commands`: every command of a screen once; menus, tooltips, keys and the list of keys are made from it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.key_hint import key_words

__all__ = ["Command", "Commands"]


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something a person can do by mouse or key.

    Attributes:
        id: unique name, never shown.
        title: verb and what it acts on, already translated.
        run: does it.
        key: portable name of its key (``Ctrl+Z``, ``G``); empty for none.
        more_keys: further keys that do the same and are not shown.
        icon: name of its icon.
        group: heading in the list of keys; empty keeps it out of the list.
        enabled: whether it can be done now.
        words: title of the moment ("Undo: place M-014"), if it changes.
    """

    id: str
    title: str
    run: Callable[[], None]
    key: str = ""
    more_keys: tuple[str, ...] = ()
    icon: str = ""
    group: str = ""
    enabled: Callable[[], bool] = _always
    words: Callable[[], str] | None = None

    @property
    def title_now(self) -> str:
        """The title as it reads at this moment."""
        return self.words() if self.words is not None else self.title

    @property
    def key_shown(self) -> str:
        """The key as the window writes it, ``Ctrl Z``."""
        return key_words(self.key)


class Commands(QObject):
    """The commands of one screen, by id and by key.

    Attributes:
        changed: titles or availability may have changed; buttons ask again.
        about_to_run: (id) a command is done next.
        triggered: (id) a command was run, by whichever way.
    """

    changed = Signal()
    about_to_run = Signal(str)
    triggered = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._by_id: dict[str, Command] = {}
        self._by_key: dict[str, str] = {}

    def add(self, command: Command) -> Command:
        """Add a command.

        Raises:
            ValueError: the id or one of the keys is taken.
        """
        keys = [key for key in (command.key, *command.more_keys) if key]
        if command.id in self._by_id or any(key in self._by_key for key in keys):
            raise ValueError(f"the command {command.id} or its key is there already")
        self._by_id[command.id] = command
        self._by_key.update(dict.fromkeys(keys, command.id))
        return command

    def __getitem__(self, command_id: str) -> Command:
        return self._by_id[command_id]

    def __iter__(self) -> Iterator[Command]:
        return iter(self._by_id.values())

    def __contains__(self, command_id: object) -> bool:
        return command_id in self._by_id

    def for_key(self, key: str) -> Command | None:
        """Return the command of a key, or None."""
        found = self._by_key.get(key)
        return self._by_id[found] if found is not None else None

    def run(self, command_id: str) -> bool:
        """Do a command if it can be done now; tells whether it was done."""
        command = self._by_id[command_id]
        if not command.enabled():
            return False
        self.about_to_run.emit(command_id)
        command.run()
        self.triggered.emit(command_id)
        return True

    def groups(self) -> dict[str, list[Command]]:
        """Return the commands that have a key, under their headings, in the order they were added."""
        found: dict[str, list[Command]] = {}
        for command in self:
            if command.group and command.key:
                found.setdefault(command.group, []).append(command)
        return found

    def menu(self, ids: Iterable[str], *, theme: Theme, parent: QWidget) -> QMenu:
        """Return a menu of commands; an empty id is a line between them.

        Titles, keys and availability are those of the moment it opens.
        """
        menu = QMenu(parent)
        rows: list[tuple[QAction, Command]] = []
        for command_id in ids:
            if not command_id:
                menu.addSeparator()
                continue
            command = self._by_id[command_id]
            action = menu.addAction(command.title)
            if command.icon:
                action.setIcon(theme.icon(command.icon))
            action.triggered.connect(lambda _=False, one=command_id: self.run(one))
            rows.append((action, command))

        def renew() -> None:
            for action, command in rows:
                # The tab puts the key at the end; a real shortcut there would answer twice.
                words = command.title_now.replace("&", "&&")
                action.setText(f"{words}\t{command.key_shown}" if command.key else words)
                action.setEnabled(command.enabled())
                if command.icon:
                    action.setIcon(theme.icon(command.icon))

        menu.aboutToShow.connect(renew)
        renew()
        return menu
