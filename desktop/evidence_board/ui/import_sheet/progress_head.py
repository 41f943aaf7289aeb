"""`ProgressHead`: where files come from, how far the import is, pause and stop, and the three counts."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evidence_board.events import ImportChanged
from evidence_board.ui.i18n import count, number, tr
from evidence_board.ui.import_sheet.count_card import CountCard
from evidence_board.ui.import_sheet.import_words import ended_words, read_words, source_words, what_is_read
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.plain_tip import plain_tip
from evidence_board.ui.widgets.progress_split import ProgressSplit

__all__ = ["ProgressHead"]

#: Longer paths are cut in the middle, so that the sentence about originals stays in sight.
_SOURCE_MOST = 64


class ProgressHead(QWidget):
    """The upper part of the sheet while an import runs, and after it.

    Signals:
        pause_pressed: pause, or go on.
        stop_pressed: end the import.
    """

    pause_pressed = Signal()
    stop_pressed = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = QLabel()
        self._source.setProperty("role", "secondary")
        self._source.setTextFormat(Qt.TextFormat.PlainText)
        self._source.setWordWrap(True)
        self.bar = ProgressSplit(theme=theme)
        self._read = ElidedLabel(theme=theme, weight=500, tabular=True)
        self._current = ElidedLabel(
            theme=theme, role="small", colour="text2", tabular=True, elide=Qt.TextElideMode.ElideMiddle
        )
        self._queue = ElidedLabel(theme=theme, role="small", colour="text3")
        self.stop_button = Button(tr("Stop"), theme=theme, kind="quiet")
        self.pause_button = Button(tr("Pause"), theme=theme, kind="link")
        self.stop_button.clicked.connect(self.stop_pressed)
        self.pause_button.clicked.connect(self.pause_pressed)
        self.added = CountCard("circle-check", colour="ok", theme=theme)
        self.repeats = CountCard("copy", colour="text2", theme=theme)
        self.need_you = CountCard("triangle-alert", colour="warn", theme=theme, warns=True)
        self._build()

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._read)
        words.addWidget(self._current)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addLayout(words, 1)
        row.addWidget(self.stop_button, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.pause_button, 0, Qt.AlignmentFlag.AlignBottom)
        # The words of the last button end where the lines above end.
        row.addSpacing(-8)
        cards = QHBoxLayout()
        cards.setSpacing(8)
        for card in (self.added, self.repeats, self.need_you):
            cards.addWidget(card, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._source)
        layout.addSpacing(16)
        layout.addWidget(self.bar)
        layout.addSpacing(10)
        layout.addLayout(row)
        layout.addWidget(self._queue)
        layout.addSpacing(17)
        layout.addLayout(cards)

    @property
    def words(self) -> str:
        """How far it is, as shown."""
        return self._read.text()

    @property
    def current(self) -> str:
        """What is read now, as shown."""
        return self._current.text()

    @property
    def source(self) -> str:
        """Where the files come from, as shown."""
        return self._source.text()

    def show_progress(self, event: ImportChanged, *, running: bool, waiting: int) -> None:
        """Show how far an import is.

        Args:
            event: the newest news of it.
            running: whether it goes on; afterwards the buttons are gone.
            waiting: how many imports wait for their turn.
        """
        self._source.setVisible(bool(event.source))
        shown = _shortened(event.source)
        self._source.setText(source_words(shown))
        self._source.setToolTip(plain_tip(event.source) if shown != event.source else "")
        # Files that could not be read were counted as done, and are no part of what came in.
        unread = max(0, event.done - event.added - event.repeats)
        self.bar.set_counts(
            added=event.added - event.need_you,
            repeats=event.repeats,
            need_you=event.need_you + unread,
            total=event.total,
        )
        self._read.set_text(read_words(event) if running else ended_words(event))
        self._current.set_text(what_is_read(event) if running else "")
        self._current.setVisible(running)
        self._queue.set_text(count(waiting, one="Then {n} more import", many="Then {n} more imports"))
        self._queue.setVisible(running and waiting > 0)
        for button in (self.pause_button, self.stop_button):
            button.setVisible(running)
            button.setEnabled(event.state in ("running", "paused"))
        self.stop_button.setEnabled(event.state in ("planning", "running", "paused"))
        self.pause_button.setText(tr("Go on") if event.state == "paused" else tr("Pause"))
        self._show_counts(event)

    def show_undone(self, event: ImportChanged) -> None:
        """Say that what came in was taken out again."""
        self.bar.set_counts(added=0, repeats=0, need_you=0, total=event.total)
        words = count(event.added, one="Undone: {n} file is in the bin", many="Undone: {n} files are in the bin")
        self._read.set_text(words)
        self._show_counts(replace(event, added=0, repeats=0, need_you=0, with_gps=0))

    def _show_counts(self, event: ImportChanged) -> None:
        gps = tr("{n} with GPS", n=number(event.with_gps))
        self.added.show_count(event.added, word=tr("added"), note=gps)
        word = tr("repeat") if event.repeats == 1 else tr("repeats")
        self.repeats.show_count(event.repeats, word=word, note=tr("same SHA-256"))
        word = tr("needs you") if event.need_you == 1 else tr("need you")
        self.need_you.show_count(event.need_you, word=word, note=tr("nothing is lost"))


def _shortened(source: str) -> str:
    if len(source) <= _SOURCE_MOST:
        return source
    half = _SOURCE_MOST // 2
    return f"{source[:half]}…{source[-half:]}"
