"""`ClipControls`: the row below a video: frame by frame, play, the time, and the verbs of the chosen moment."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evidence_board.ui.i18n import number, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.viewer.clip_player import ClipPlayer
from evidence_board.ui.viewer.clip_words import time_words
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.icon_button import IconButton

__all__ = ["ClipControls"]


class ClipControls(QWidget):
    """Buttons and words; what they do is the owner's.

    Attributes:
        wanted: (verb) one of ``back``, ``play``, ``on``, ``label``, ``link``, ``cite``, ``bin``, ``mark``, ``cancel``.
        buttons: by verb.
        time: where one is.
        frame_words: which frame that is.
        told_words: about sound, or what takes long.
    """

    wanted = Signal(str)

    def __init__(self, *, theme: Theme, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._can_write = theme, can_write
        self.buttons: dict[str, Button | IconButton] = {}
        self.time = ElidedLabel(theme=theme, role="body", tabular=True)
        self.frame_words = ElidedLabel(theme=theme, role="small", colour="text3", tabular=True)
        self.told_words = ElidedLabel(theme=theme, role="small", colour="text3")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._media())
        row.addSpacing(6)
        row.addWidget(self.time)
        row.addSpacing(6)
        row.addWidget(self.frame_words)
        row.addSpacing(12)
        row.addWidget(self.told_words, 1)
        self._add(row, "cancel", Button(tr("Stop waiting"), theme=theme, kind="quiet", small=True))
        for verb, icon, words, key in (
            ("label", "pencil", tr("Label"), "F2"),
            ("link", "link", tr("Say what it shows"), ""),
            ("cite", "quote", tr("Cite for …"), "Q"),
        ):
            self._add(row, verb, Button(words, theme=theme, kind="quiet", small=True, icon=icon, key=key))
        self._add(row, "bin", IconButton("trash-2", name=tr("Move to the bin"), key=tr("Del"), theme=theme))
        for part in self.buttons.values():
            part.setVisible(part in self._media_parts)
        self._add(row, "mark", Button(tr("Mark this moment"), theme=theme, small=True, icon="bookmark-plus", key="M"))
        self.buttons["mark"].setVisible(can_write)

    def _media(self) -> QWidget:
        # Media controls are not mirrored.
        holder = QWidget()
        holder.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        inner = QHBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(4)
        theme = self._theme
        self._add(inner, "back", IconButton("skip-back", name=tr("One frame back"), key=",", theme=theme))
        self.play = Button(tr("Play"), theme=theme, kind="primary", small=True, icon="play", key=tr("Space"))
        self._add(inner, "play", self.play)
        self._add(inner, "on", IconButton("skip-forward", name=tr("One frame on"), key=".", theme=theme))
        self._media_parts = list(self.buttons.values())
        for part in self._media_parts:
            part.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return holder

    def _add(self, row: QHBoxLayout, verb: str, part: Button | IconButton) -> None:
        part.clicked.connect(lambda: self.wanted.emit(verb))
        row.addWidget(part)
        self.buttons[verb] = part

    def show_chosen(self, chosen: bool) -> None:
        """Show what can be done with the chosen moment, or nothing."""
        for verb in ("label", "link", "cite", "bin"):
            self.buttons[verb].setVisible(chosen and self._can_write)

    def show_playing(self, playing: bool) -> None:
        """Offer to pause, or to play."""
        self.play.setText(tr("Pause") if playing else tr("Play"))
        self.play.set_icon("pause" if playing else "play")

    def show_time(self, player: ClipPlayer) -> None:
        """Show where one is."""
        self.time.set_text(time_words(player.at_s, player.duration_s))
        frame = player.frame_number
        self.frame_words.set_text(tr("frame {n}", n=number(frame)) if frame is not None else "")

    def show_waiting(self, waiting: bool) -> None:
        """Say that a frame takes long, and offer to stop waiting for it."""
        self.buttons["cancel"].setVisible(waiting)
        if waiting:
            self.told_words.set_text(tr("Looking for the frame …"))

    def show_facts(self, player: ClipPlayer) -> None:
        """Say what there is to know of this clip."""
        said = ""
        if player.has_sound:
            said = tr("This clip has sound, which is not played here. Save the original to hear it.")
        if player.is_slow:
            said = tr("Played slower than recorded: the frames take longer to decode than they last.")
        self.told_words.set_text(said)
