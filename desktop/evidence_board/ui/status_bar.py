"""`StatusBar`: is it saved, what is running, what is selected, how much there is."""

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_board.events import ImportChanged, JobChanged
from evidence_board.model.case_index import CaseIndex
from evidence_board.ui.context import UiContext
from evidence_board.ui.hairline import Hairline
from evidence_board.ui.i18n import count, isolate, number, tr
from evidence_board.ui.pane import Pane
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.painting import draw_box, draw_text, leading, visual

__all__ = ["StatusBar"]

_PADDING, _ICON, _BAR, _SHOW_AFTER_MS = 12, 14, 90, 1000
_IMPORT = "import"


class StatusBar(Pane):
    """The line of 26 px at the foot of the window.

    Signals:
        progress_pressed: the user wants to see the running import.
    """

    name = "status_bar"
    progress_pressed = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self.setProperty("surface", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._doing = ""
        self._running: dict[str, tuple[str, int, int]] = {}
        self._saved = _Mark("check", "ok", context=context, parent=self)
        self._offline = _Mark("wifi-off", "text3", context=context, parent=self)
        self._progress = _Progress(context=context, parent=self)
        self._selected = ElidedLabel(theme=theme, role="small", colour="text3", tabular=True)
        self._counts = ElidedLabel(theme=theme, role="small", colour="text2", tabular=True)
        self._build()
        self._offline.say(tr("Offline"))
        self._offline.setToolTip(tr("This program never uses the network."))
        self._show_saved()
        self._progress.clicked.connect(self.progress_pressed)
        context.events.import_changed.connect(self._import_changed)
        context.events.job_changed.connect(self._job_changed)
        # Under one second nothing is shown.
        self._late_progress = QTimer(self)
        self._late_progress.setSingleShot(True)
        self._late_progress.setInterval(_SHOW_AFTER_MS)
        self._late_progress.timeout.connect(self._progress.show)

    def _build(self) -> None:
        # A widget, since a layout of fixed controls would leave its own height to the hairline.
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(_PADDING, 0, _PADDING, 0)
        row.setSpacing(20)
        row.addWidget(self._saved)
        row.addWidget(self._offline)
        row.addStretch(1)
        row.addWidget(self._progress)
        row.addSpacing(12)
        row.addWidget(self._selected)
        row.addWidget(self._counts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Hairline(theme=self.context.theme))
        layout.addWidget(content, 1)
        self.setFixedHeight(self.context.theme.pixels(self.context.theme.tokens.size["statusBar"]))

    @property
    def counts(self) -> str:
        """What the case holds, as shown."""
        return self._counts.text()

    @property
    def selected(self) -> str:
        """What is selected, as shown."""
        return self._selected.text()

    @property
    def progress(self) -> str:
        """Words of the progress shown now, empty when there is none."""
        return "" if self._progress.isHidden() else self._progress.words

    def show_index(self) -> None:
        """Count what the case holds."""
        index = self.context.session.index
        words = (
            count(len(index.items), one="{n} file", many="{n} files"),
            count(len(index.entities), one="{n} entity", many="{n} entities"),
            count(len(index.links), one="{n} link", many="{n} links"),
        )
        self._counts.set_text(" · ".join(words))
        self.show_selection("")

    def show_selection(self, origin: str) -> None:
        """Name what is selected, or count it; a workspace that is about one thing says what is done to it."""
        ids = self.context.session.selection.ids
        self._selected.set_text(self._doing or _selected_words(self.context.session.index, ids))

    def tell_doing(self, words: str) -> None:
        """Say what a workspace is about now, instead of what is selected; empty words end that."""
        self._doing = words
        self.show_selection("")

    def show_theme(self) -> None:
        """Keep the height of the present text size."""
        self.setFixedHeight(self.context.theme.pixels(self.context.theme.tokens.size["statusBar"]))
        self.update()

    def _show_saved(self) -> None:
        if self.context.session.case.read_only:
            self._saved.say(tr("Read only"), icon="lock", role="text3")
        else:
            self._saved.say(tr("All changes saved in the case file"))

    def _import_changed(self, event: ImportChanged) -> None:
        done, total = number(event.done), number(event.total)
        if event.state == "planning":
            words = tr("Looking through the files")
        elif event.state == "paused":
            words = tr("Import paused at {done} of {total}", done=done, total=total)
        else:
            words = tr("Importing {done} of {total}", done=done, total=total)
        running = event.state in ("planning", "running", "paused", "stopping")
        self._note(_IMPORT, (words, event.done, event.total) if running else None)

    def _job_changed(self, event: JobChanged) -> None:
        words = event.title
        if event.total:
            figures = tr("{done} of {total}", done=number(event.done), total=number(event.total))
            words = f"{event.title}, {figures}"
        running = event.state in ("running", "paused")
        self._note(event.job_id, (words, event.done, event.total) if running else None)

    def _note(self, job: str, progress: tuple[str, int, int] | None) -> None:
        """Note how far a job is; the one that began first is shown, an import before all others."""
        if progress is None:
            self._running.pop(job, None)
        else:
            self._running[job] = progress
        if not self._running:
            self._late_progress.stop()
            self._progress.hide()
            return
        shown = self._running.get(_IMPORT) or next(iter(self._running.values()))
        self._progress.tell(*shown)
        if self._progress.isHidden() and not self._late_progress.isActive():
            self._late_progress.start()


def _selected_words(index: CaseIndex, ids: tuple[str, ...]) -> str:
    if not ids:
        return ""
    if len(ids) == 1:
        name = index.label_of(ids[0])
        return tr("{name} selected", name=name if name.isascii() else isolate(name))
    return tr("{n} selected", n=number(len(ids)))


class _Mark(QWidget):
    """An icon and a few words."""

    def __init__(self, icon: str, role: str, *, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self._icon, self._role, self._words = icon, role, ""

    def say(self, words: str, *, icon: str = "", role: str = "") -> None:
        self._words = words
        self._icon, self._role = icon or self._icon, role or self._role
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = round(self._theme.metrics("small").horizontalAdvance(self._words))
        return QSize(_ICON + 6 + words + 1, self._theme.line_height("small"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._theme.color
        place = QRect(0, (self.height() - _ICON) // 2, _ICON, _ICON)
        draw_icon(painter, self._icon, visual(self, place), color(self._role))
        room = visual(self, QRect(_ICON + 6, 0, self.width() - _ICON - 6, self.height()))
        font = self._theme.font("small")
        draw_text(painter, room, self._words, font=font, colour=color("text2"), align=leading(self))
        painter.end()


class _Progress(Clickable):
    """Words and a short bar; pressed to see more."""

    def __init__(self, *, context: UiContext, parent: QWidget) -> None:
        super().__init__(theme=context.theme, parent=parent)
        self.words = ""
        self._done, self._total = 0, 0
        self.hide()

    def tell(self, words: str, done: int, total: int) -> None:
        """Show how far it is; without a total there is no bar."""
        if len(words) != len(self.words):
            self.updateGeometry()
        self.words, self._done, self._total = words, done, total
        self.describe(words)
        self.update()

    def sizeHint(self) -> QSize:
        font = self.theme.metrics("small", tabular=True, weight=500)
        words = round(font.horizontalAdvance(self.words)) + 1
        return QSize(words + (10 + _BAR if self._total else 0), self.theme.pixels(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self.theme.color
        room = visual(self, QRect(0, 0, self.width() - (10 + _BAR if self._total else 0), self.height()))
        font = self.theme.font("small", tabular=True, weight=500)
        draw_text(painter, room, self.words, font=font, colour=color("text"), align=leading(self))
        if self._total:
            bar = QRect(self.width() - _BAR, (self.height() - 6) // 2, _BAR, 6)
            draw_box(painter, visual(self, bar), radius=3, fill=color("line2"))
            bar.setWidth(max(6, round(_BAR * min(1.0, self._done / self._total))))
            draw_box(painter, visual(self, bar), radius=3, fill=color("accent"))
        painter.end()
