"""`PaneFocus`: the keyboard goes from pane to pane, and finds in each the place where it was."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

__all__ = ["PaneFocus"]


class PaneFocus(QObject):
    """Remembers where the focus was in each pane, and moves it between panes in reading order.

    Attributes:
        current: name of the pane that had the focus last.
    """

    def __init__(self, panes: Mapping[str, QWidget], *, parent: QWidget) -> None:
        """Begin to watch the focus.

        Args:
            panes: name -> pane, in reading order.
            parent: what the panes stand in.
        """
        super().__init__(parent)
        self.current = "gallery"
        self._panes = panes
        self._last: dict[str, QWidget] = {}
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)

    def cycle(self, step: int) -> None:
        """Move to the next (1) or the previous (-1) pane that is shown."""
        shown = [name for name, pane in self._panes.items() if pane.isVisible()]
        if not shown:
            return
        focused = self._pane_of(QApplication.focusWidget())
        at = shown.index(focused) if focused in shown else (-1 if step > 0 else 0)
        self.give(shown[(at + step) % len(shown)])

    def give(self, name: str) -> None:
        """Give a pane the focus: where it was last in this pane, else at its first place for it."""
        target = self._last.get(name)
        if target is None or not isValid(target) or not target.isVisible() or not target.isEnabled():
            target = _first_stop(self._panes[name])
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        name = self._pane_of(new)
        if name is None or new is None:
            return
        self.current = name
        if new.window() is not self._panes[name].window():
            return  # a popover over the pane: it will be gone
        if self._last.get(name) is not new:
            self._last[name] = new
            new.destroyed.connect(self._forget)

    def _forget(self, gone: QObject) -> None:
        self._last = {name: widget for name, widget in self._last.items() if widget is not gone}

    def _pane_of(self, widget: QWidget | None) -> str | None:
        while widget is not None:
            for name, pane in self._panes.items():
                if widget is pane:
                    return name
            widget = widget.parentWidget()
        return None


def _first_stop(pane: QWidget) -> QWidget | None:
    """Return where the focus of a pane goes: itself, its main view, else its first control."""
    strong = Qt.FocusPolicy.StrongFocus.value
    if pane.focusPolicy().value & Qt.FocusPolicy.TabFocus.value or pane.focusProxy() is not None:
        return pane
    stops = [
        child
        for child in pane.findChildren(QWidget)
        if child.isVisible() and child.isEnabled() and child.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    ]
    main = [child for child in stops if child.focusPolicy().value & strong == strong]
    return next(iter(main or stops), None)
