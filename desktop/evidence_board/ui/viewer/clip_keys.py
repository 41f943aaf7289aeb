"""`ClipKeys`: what the keys do while a video is shown large."""

from collections.abc import Callable

from evidence_board.ui.viewer.clip_view import ClipView
from evidence_board.ui.viewer.region_desk import RegionDesk
from evidence_board.ui.viewer.region_keys import RegionKeys
from evidence_board.ui.viewer.still_keys import close_look, look_keys

__all__ = ["ClipKeys"]


class ClipKeys:
    """Takes a key by its name, which is that of its place on the keyboard in any layout."""

    def __init__(self, clip: ClipView, desk: RegionDesk) -> None:
        self._clip = clip
        self._regions = RegionKeys(clip.tools, desk, label=clip.label)
        player = clip.player
        #: Keys that go on while they are held.
        self._held: dict[str, Callable[[], object]] = {
            ",": lambda: player.step(-1),
            ".": lambda: player.step(1),
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
            "X": clip.tools.toggle_regions,
            "N": lambda: clip.step_moment(1),
            "Shift+N": lambda: clip.step_moment(-1),
        }
        #: What they do unless a region on the frame is moved by them.
        self._arrows: dict[str, Callable[[], object]] = {
            "Shift+Left": lambda: player.step(-1),
            "Shift+Right": lambda: player.step(1),
        }

    def press(self, name: str, *, repeated: bool) -> bool:
        """Do what a key stands for; False when it means nothing here."""
        verb = self._held.get(name)
        if verb is None and not repeated:
            verb = self._pressed.get(name)
        if verb is not None:
            verb()
            return True
        if repeated and name in self._pressed:
            # A held key of the second kind does nothing more, here or elsewhere.
            return True
        if self._regions.press(name, repeated=repeated):
            return True
        verb = self._arrows.get(name)
        if verb is not None:
            verb()
            return True
        if repeated:
            return False
        return self._step_back() if name == "Esc" else self._regions.press_tool(name)

    def release(self, name: str) -> bool:
        """End what lasts as long as a key is held."""
        return self._regions.release(name)

    def closes_on_space(self) -> bool:
        """Space plays."""
        return False

    def _step_back(self) -> bool:
        clip = self._clip
        if clip.player.is_playing or clip.player.is_waiting:
            clip.player.cancel()
            return True
        return clip.drop_span() or self._regions.step_back() or close_look(clip)
