"""Supervisors over a handler that misbehaves on request."""

import threading
from pathlib import Path

import pytest

from evidence_board.workers import Supervisor

MEGABYTE = 1024 * 1024


@pytest.fixture
def supervise(monkeypatch):
    """Start supervisors; every one is closed at the end, and no thread or process may be left."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    started = []

    def start(**options):
        options.setdefault("timeout_s", 30.0)
        options.setdefault("memory_limit", 512 * MEGABYTE)
        supervisor = Supervisor(options.pop("handler", "misbehaving_handler"), **options)
        started.append(supervisor)
        return supervisor

    yield start
    for supervisor in started:
        supervisor.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("worker-")]
