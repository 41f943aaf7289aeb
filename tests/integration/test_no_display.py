"""Without a screen the program says so, and what is no case is said as by every other command."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def run(*words):
    clean = {key: value for key, value in os.environ.items() if key not in SCREENS}
    command = [sys.executable, "-m", "evidence_board", *map(str, words)]
    return subprocess.run(command, env=clean, capture_output=True, text=True, timeout=60, check=False)


def test_no_screen():
    done = run()
    assert done.returncode == 2
    assert "no screen" in done.stderr


def test_a_missing_case_is_named_first(tmp_path):
    done = run(tmp_path / "none.evidence")
    assert done.returncode == 2
    assert "none.evidence cannot be opened" in done.stderr


def test_what_is_no_case_is_not_opened(tmp_path):
    text = tmp_path / "text.evidence"
    text.write_text("hello")
    done = run(text)
    assert done.returncode == 2
    assert "not a case" in done.stderr
