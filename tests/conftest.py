"""Every test: offscreen Qt, settings in a folder of its own, no thread or process left behind."""

import gc
import os
import threading

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest


@pytest.fixture(autouse=True)
def isolated_settings(tmp_path_factory, monkeypatch):
    """Send the settings of the program to a temporary folder."""
    folder = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("EVIDENCE_BOARD_CONFIG", str(folder))
    monkeypatch.setenv("EVIDENCE_BOARD_PLACES", str(folder / "places"))


# As in the program (ui/garbage.py): widgets in a reference cycle must not be destroyed by another thread.
gc.disable()


@pytest.fixture(autouse=True)
def garbage_of_this_thread(request):
    """Collect garbage in the main thread after every test with widgets, now and then after others."""
    yield
    if "qapp" in request.fixturenames or gc.get_count()[0] > 100_000:
        gc.collect()


@pytest.fixture(autouse=True)
def no_thread_left():
    """Fail a test that leaves one of our threads running."""
    before = set(threading.enumerate())
    yield
    left = [t for t in threading.enumerate() if t not in before and t.name.startswith("case ")]
    assert not left, f"threads left behind: {left}"


def _patient() -> None:
    """Let waits of the tests outlast a loaded machine; a wait that is met costs nothing."""
    from pytestqt.qtbot import QtBot

    for wait in (QtBot.waitUntil, QtBot.waitSignal):
        defaults = wait.__kwdefaults__ or {}
        if "timeout" in defaults:
            defaults["timeout"] = 30_000


_patient()
