"""`StillKeys`: what the keys do while a picture is shown large."""

from collections.abc import Callable

from evidence_board.ui.viewer.picture_view import PictureView
from evidence_board.ui.viewer.region_desk import RegionDesk
from evidence_board.ui.viewer.region_keys import RegionKeys
from evidence_board.ui.viewer.still_view import StillView

__all__ = ["StillKeys", "close_look", "look_keys"]

_PANS = {"Up": (0, 1), "Down": (0, -1)}
_SIDEWAYS = {"Left": (1, 0), "Right": (-1, 0)}
_PAN = 80


def look_keys(view: PictureView) -> dict[str, Callable[[], object]]:
    """Return what keys do to the look of any picture, by name."""
    canvas = view.canvas
    return {
        "+": lambda: canvas.zoom(1),
        "=": lambda: canvas.zoom(1),
        "Shift++": lambda: canvas.zoom(1),
        "-": lambda: canvas.zoom(-1),
        "Z": canvas.toggle_actual,
        "Ctrl+0": view.reset,
        "Shift+A": view.toggle_panel,
        "Shift+L": view.toggle_loupe,
        "Shift+R": lambda: view.rotate(90),
        "Ctrl+Shift+R": lambda: view.rotate(-90),
        "Shift+M": view.mirror,
    }


def close_look(view: PictureView) -> bool:
    """Close the sliders, then the loupe; False when neither is open."""
    if not view.panel.isHidden():
        view.toggle_panel()
    elif view.canvas.loupe.is_on:
        view.toggle_loupe()
    else:
        return False
    return True


class StillKeys:
    """Takes a key by its name, which is that of its place on the keyboard in any layout."""

    def __init__(self, still: StillView, desk: RegionDesk) -> None:
        self._still = still
        self._regions = RegionKeys(still.tools, desk, label=still.tools.label)
        self._space = False
        hand = still.canvas.hand
        self._plain: dict[str, Callable[[], object]] = {
            **look_keys(still),
            "X": still.tools.toggle_regions,
            "N": lambda: hand.step(1),
            "Shift+N": lambda: hand.step(-1),
        }

    def press(self, name: str, *, repeated: bool) -> bool:
        """Do what a key stands for; False when it means nothing here."""
        if name == "Space":
            if not repeated:
                self._space = self._still.canvas.space_held = True
                self._still.canvas.space_used = False
            return True
        if self._regions.press(name, repeated=repeated) or self._pan(name):
            return True
        verb = self._plain.get(name)
        if verb is not None:
            verb()
            return True
        if repeated:
            return False
        if name == "Esc":
            return self._regions.step_back() or close_look(self._still)
        return self._regions.press_tool(name)

    def release(self, name: str) -> bool:
        """End what lasts as long as a key is held."""
        return self._regions.release(name)

    def closes_on_space(self) -> bool:
        """End holding Space; tells whether it was pressed here and moved nothing."""
        pressed, self._space = self._space, False
        self._still.canvas.space_held = False
        return pressed and not self._still.canvas.space_used

    def _pan(self, name: str) -> bool:
        """Move an enlarged picture: with Up and Down, and with Shift in every direction."""
        plain = name.removeprefix("Shift+")
        step = _PANS.get(plain) or (_SIDEWAYS.get(plain) if plain != name else None)
        if step is None or self._still.canvas.sight.is_fitted:
            return False
        self._still.canvas.move_by(step[0] * _PAN, step[1] * _PAN)
        return True
