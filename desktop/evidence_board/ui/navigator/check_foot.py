"""`CheckFoot`: the last check of the stored files, or the button that begins one."""

import threading
from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from evidence_board.case.check import CheckReport
from evidence_board.events import JobChanged
from evidence_board.operations.checking import check_case
from evidence_board.ui.context import UiContext
from evidence_board.ui.hairline import Hairline
from evidence_board.ui.i18n import clock, count, number, tr
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, visual
from evidence_board.ui.widgets.popover import Popover

__all__ = ["CheckFoot"]

_JOB, _LISTED = "check", 12


class CheckFoot(QWidget):
    """Nothing is claimed before a check has run; then the result and when it was."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._running = False
        self._stop = threading.Event()
        self._report: CheckReport | None = None
        self._button = Button(tr("Check files"), theme=context.theme, kind="quiet", icon="shield-check", small=True)
        self._button.setToolTip(tr("Compare every stored file, row and log entry with what was written down"))
        self._button.clicked.connect(self.start)
        self._result = _Result(context=context, parent=self)
        self._result.clicked.connect(self._open)
        self._result.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(Hairline(theme=context.theme))
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self._result)

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
        if self._running:
            return
        self._running = True
        self._button.setEnabled(False)
        session, hub = self._context.session, self._context.session.hub

        def progress(done: int, of: int) -> bool:
            hub.emit(JobChanged(_JOB, tr("Checking files"), done, of, "running"))
            return not self._stop.is_set()

        self._context.jobs.run(
            lambda: check_case(session, progress=progress), done=self._show, failed=self._failed, priority=-1
        )

    def stop(self) -> None:
        """End a running check; its half result is not shown."""
        self._stop.set()

    def forget(self) -> None:
        """Files came or went: the old result no longer speaks of all."""
        if self._report is not None and not self._running:
            self._report = None
            self._result.hide()
            self._button.show()

    def _show(self, report: CheckReport) -> None:
        self._ended()
        self._report = report
        when = tr("Checked today at {time}", time=clock(datetime.now()))
        if report.ok:
            words = tr("{ok} of {all} files verified", ok=number(report.files_ok), all=number(report.files))
            self._result.show_words("shield-check", "ok", words, when)
        else:
            words = count(len(report.damage), one="{n} thing is damaged", many="{n} things are damaged")
            self._result.show_words("shield-alert", "bad", words, tr("Press to see what"))
        self._button.hide()
        self._result.show()

    def _failed(self, error: BaseException) -> None:
        self._ended()
        self._context.show_error(error)

    def _ended(self) -> None:
        self._running = False
        self._button.setEnabled(True)
        self._context.session.hub.emit(JobChanged(_JOB, tr("Checking files"), 1, 1, "done"))

    def _open(self) -> None:
        report = self._report
        if report is None:
            return
        popover = Popover(self, name=tr("Check of the case"), theme=self._context.theme)
        popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lines = [
            count(report.files_ok, one="{n} file has", many="{n} files have") + " " + tr("every byte as stored."),
            count(report.rows, one="{n} row of evidence", many="{n} rows of evidence")
            + ", "
            + count(report.log_entries, one="{n} log entry.", many="{n} log entries."),
        ]
        lines += [f"{one.name}: {one.message}" for one in report.damage[:_LISTED]]
        if len(report.damage) > _LISTED:
            lines.append(count(len(report.damage) - _LISTED, one="and {n} more", many="and {n} more"))
        for text in lines:
            label = QLabel(text)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setMinimumWidth(320)
            popover.body.addWidget(label)
        again = Button(tr("Check again"), theme=self._context.theme, small=True)
        again.clicked.connect(popover.close)
        again.clicked.connect(self.start)
        popover.body.addWidget(again, 0, Qt.AlignmentFlag.AlignLeading)
        popover.open_below(self._result)


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
