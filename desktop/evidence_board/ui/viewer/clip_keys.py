"""`ClipKeys`: what the keys do while a video is shown large."""

from collections.abc import Callable

from evidence_board.model.levels import Level
from evidence_board.ui.viewer.clip_view import ClipView
from evidence_board.ui.viewer.region_desk import RegionDesk
from evidence_board.ui.viewer.still_keys import look_keys

__all__ = ["ClipKeys"]


class ClipKeys:
    """Takes a key by its name, which is that of its place on the keyboard in any layout."""

    def __init__(self, clip: ClipView, desk: RegionDesk) -> None:
        self._clip, self._desk = clip, desk
        player = clip.player
        #: Keys that go on while they are held.
        self._held: dict[str, Callable[[], object]] = {
            ",": lambda: player.step(-1),
            ".": lambda: player.step(1),
            "Shift+Left": lambda: player.step(-1),
            "Shift+Right": lambda: player.step(1),
            "J": lambda: player.seek(player.at_s - 1),
            "L": lambda: player.seek(player.at_s + 1),
            "+": lambda: clip.canvas.zoom(1),
            "-": lambda: clip.canvas.zoom(-1),
        }
        self._pressed: dict[str, Callable[[], object]] = {
            **look_keys(clip),
            "Space": player.toggle,
            "K": player.toggle,
            "M": clip.mark,
            "Shift+S": clip.mark_span,
            "Home": lambda: player.seek(0.0),
            "End": lambda: player.seek(player.duration_s),
            "N": lambda: clip.step_moment(1),
            "Shift+N": lambda: clip.step_moment(-1),
        }
        self._chosen: dict[str, Callable[[], object]] = {
            "F2": clip.label,
            "Return": clip.label,
            "Enter": clip.label,
            "Q": desk.cite,
            "Del": desk.remove,
            "Backspace": desk.remove,
        }

    def press(self, name: str, *, repeated: bool) -> bool:
        """Do what a key stands for; False when it means nothing here."""
        verb = self._held.get(name)
        if verb is None and not repeated:
            verb = self._pressed.get(name)
        if verb is None and self._desk.row is not None:
            verb = self._chosen.get(name)
            for level in Level:
                if name == level.key:
                    return self._desk.set_level(level.value)
        if verb is not None:
            verb()
            return True
        # A held key of the second kind does nothing more, here or elsewhere.
        return (repeated and name in self._pressed) or (name == "Esc" and self._step_back())

    def release(self, name: str) -> bool:
        """Nothing lasts as long as a key is held."""
        return False

    def closes_on_space(self) -> bool:
        """Space plays."""
        return False

    def _step_back(self) -> bool:
        clip = self._clip
        if clip.player.is_playing or clip.player.is_waiting:
            clip.player.cancel()
        elif clip.drop_span():
            pass
        elif self._desk.row is not None:
            self._desk.choose("")
        elif not clip.panel.isHidden():
            clip.toggle_panel()
        elif clip.canvas.loupe.is_on:
            clip.toggle_loupe()
        else:
            return False
        return True
