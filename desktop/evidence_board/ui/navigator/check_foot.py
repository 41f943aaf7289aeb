"""`CheckFoot`: the last check of the stored files, or the button that begins one."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from evidence_board.ui.check.check_runner import CheckRunner, found_words, when_words
from evidence_board.ui.context import UiContext
from evidence_board.ui.hairline import Hairline
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, visual

__all__ = ["CheckFoot"]


class CheckFoot(QWidget):
    """Nothing is claimed before a check has run; then the result, when it was, and the head of the log.

    Signals:
        opened: the result was pressed; whoever shows it in full answers.

    Attributes:
        runner: the check of this case.
    """

    opened = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runner = CheckRunner(context, self)
        self.runner.changed.connect(self._show)
        self._button = Button(tr("Check files"), theme=context.theme, kind="quiet", icon="shield-check", small=True)
        self._button.setToolTip(tr("Compare every stored file, row and log entry with what was written down"))
        self._button.clicked.connect(self.start)
        self._result = _Result(context=context, parent=self)
        self._result.clicked.connect(self.opened)
        self._result.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(Hairline(theme=context.theme))
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self._result)
        self.runner.read_note()

    @property
    def result(self) -> Clickable:
        """The two lines of the result; pressed to see more."""
        return self._result

    @property
    def words(self) -> tuple[str, str]:
        """The two lines of the result; empty before a check has run."""
        return self._result.words if not self._result.isHidden() else ("", "")

    def start(self) -> None:
        """Check the case behind the window."""
        self.runner.start()

    def stop(self) -> None:
        """End a running check; its half result is not shown."""
        self.runner.stop()

    def forget(self) -> None:
        """Files came or went: the old result no longer speaks of all."""
        self.runner.forget()

    def _show(self) -> None:
        runner = self.runner
        self._button.setEnabled(not runner.job.is_running)
        report, note = runner.report, runner.note
        self._button.setVisible(report is None and note is None)
        self._result.setVisible(report is not None or note is not None)
        if report is not None:
            damaged, head, when = len(report.damage), report.head_hash, when_words(runner.at or "")
            words = found_words(report.files_ok, report.files, damaged)
        elif note is not None:
            damaged, head, when = note.damaged, note.head_hash, when_words(note.at)
            words = found_words(note.files_ok, note.files, note.damaged)
        else:
            return
        self._result.setToolTip(tr("Head of the log then: {hash}", hash=head))
        if damaged:
            self._result.show_words("shield-alert", "bad", words, tr("Press to see what"))
        else:
            self._result.show_words("shield-check", "ok", words, when)


class _Result(Clickable):
    """Icon and two lines."""

    def __init__(self, *, context: UiContext, parent: QWidget) -> None:
        super().__init__(theme=context.theme, parent=parent)
        self._icon, self._role = "shield-check", "ok"
        self.words = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, icon: str, role: str, first: str, second: str) -> None:
        self._icon, self._role, self.words = icon, role, (first, second)
        self.describe(f"{first}. {second}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 2 * self.theme.line_height("small") + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self.theme.color
        if self.underMouse():
            radius = self.theme.tokens.radius["control"]
            draw_box(painter, self.rect(), radius=radius, fill=hover_fill(self.theme))
        line = self.theme.line_height("small")
        draw_icon(painter, self._icon, visual(self, QRect(4, (self.height() - 16) // 2, 16, 16)), color(self._role))
        looks = ((600, "text"), (400, "text3"))
        for row, (text, (weight, role)) in enumerate(zip(self.words, looks, strict=True)):
            room = visual(self, QRect(28, 4 + row * line, self.width() - 30, line))
            font = self.theme.font("small", tabular=True, weight=weight)
            draw_text(painter, room, text, font=font, colour=color(role), align=leading(self))
        painter.end()
