"""What was read behind the window never meets a part of it that is gone."""

import threading

from PySide6.QtCore import QObject, Signal
from shiboken6 import delete

from evidence_board.ui.job_runner import JobRunner


class Card(QObject):
    """A part of the window that reads behind it."""

    ready = Signal(str)

    def take(self, words):
        self.ready.emit(words)

    def read_with_a_closure(self, jobs, until):
        def take(words):
            self.ready.emit(words)

        jobs.run(lambda: (until.wait(10), "read")[1], done=take, failed=take)

    def read_with_a_method(self, jobs, until):
        jobs.run(lambda: (until.wait(10), "read")[1], done=self.take, failed=self.take)


def test_a_part_that_was_deleted_is_not_told(qtbot, qapp):
    jobs = JobRunner()
    until = threading.Event()
    first, second, third = Card(), Card(), Card()
    told = []
    third.ready.connect(told.append)
    first.read_with_a_closure(jobs, until)
    second.read_with_a_method(jobs, until)
    third.read_with_a_closure(jobs, until)
    delete(first)
    delete(second)
    until.set()
    # An exception in the event loop would fail the test.
    qtbot.waitUntil(lambda: jobs.is_idle and told == ["read"])
    jobs.close()
