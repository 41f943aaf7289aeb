"""The program never speaks to a network: no internet socket in any of its processes.

Import with real workers, the window (offscreen) and export run under strace where it is there, so that native
code is seen as well; elsewhere under an audit hook in every Python process.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.factories import photos
from tests.factories.cases import practice_case

HOOK = """
import os, sys
_log = os.open(os.environ["SOCKETS"], os.O_WRONLY | os.O_APPEND)
def _hook(event, arguments):
    if event == "socket.__new__" and int(arguments[1]) in (2, 10, 23, 30):
        os.write(_log, b"AF_INET by %d\\n" % os.getpid())
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        os.write(_log, event.encode() + b"\\n")
sys.addaudithook(_hook)
os.write(_log, b"process %d\\n" % os.getpid())
"""
CONTROL = "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).close()"
IN_A_CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {CONTROL!r}], check=True)"


class Traced:
    """Runs a program and notes every internet socket of it and of all it starts."""

    def __init__(self, folder):
        self._folder = folder
        self._runs = 0

    def run(self, *words, code=0):
        """Return (lines about internet sockets, number of processes seen)."""
        self._runs += 1
        log = self._folder / f"sockets {self._runs}"
        log.touch()
        command, environment = self._wrapped([sys.executable, *map(str, words)], log)
        done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False, env=environment)
        assert done.returncode == code, done.stderr
        return self._read(log)


class ByStrace(Traced):
    def _wrapped(self, command, log):
        calls = "trace=network,execve"
        return ["strace", "-f", "--seccomp-bpf", "-qq", "-e", calls, "-o", str(log), *command], None

    def _read(self, log):
        lines = log.read_text(errors="replace").splitlines()
        # Both sorts of internet sockets, also where only an address names them.
        return [line for line in lines if "AF_INET" in line], len({line.split()[0] for line in lines})


class ByHook(Traced):
    def _wrapped(self, command, log):
        site = self._folder / "site"
        site.mkdir(exist_ok=True)
        (site / "sitecustomize.py").write_text(HOOK)
        return command, {**os.environ, "PYTHONPATH": str(site), "SOCKETS": str(log)}

    def _read(self, log):
        lines = log.read_text().splitlines()
        return [line for line in lines if not line.startswith("process")], len(set(lines))


def strace_works():
    return (
        bool(shutil.which("strace"))
        and not subprocess.run(
            ["strace", "-f", "--seccomp-bpf", "-qq", "-o", os.devnull, "true"], capture_output=True, check=False
        ).returncode
    )


@pytest.fixture(params=[ByStrace, ByHook], ids=["strace", "audit hook"])
def traced(request, tmp_path):
    if request.param is ByStrace and not strace_works():
        pytest.skip("strace is not here, or may not trace")
    return request.param(tmp_path)


@pytest.mark.parametrize("code", [CONTROL, IN_A_CHILD], ids=["itself", "in a child"])
def test_the_control_is_seen(traced, code):
    found, _ = traced.run("-c", code)
    assert found


def test_import_and_export_open_no_internet_socket(traced, tmp_path):
    folder, case = tmp_path / "photos", tmp_path / "case.evidence"
    photos.mixed(folder)
    (folder / "page.html").write_text('<img src="http://192.0.2.1/x.png"><script src="//192.0.2.1/x.js"></script>')
    (folder / "drawing.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://192.0.2.1/x"/></svg>'
    )
    (folder / "list.m3u8").write_text("#EXTM3U\nhttp://192.0.2.1/stream.ts\n")
    program = ("-m", "evidence_board")
    assert traced.run(*program, "new", case)[0] == []
    found, processes = traced.run(*program, "import", case, folder, "--workers", 2)
    assert found == []
    # The program itself and at least one worker: else nobody looked where the files are read.
    assert processes >= 2
    assert traced.run(*program, "export", case, "csv", tmp_path / "tables")[0] == []
    assert traced.run(*program, "export", case, "geojson", tmp_path / "map.geojson")[0] == []
    assert traced.run(*program, "check", case)[0] == []


def test_the_window_opens_no_internet_socket(traced, tmp_path):
    case, out = practice_case(tmp_path), Path(tmp_path / "window.png")
    found, _ = traced.run("-m", "evidence_board", "shot", case, out, "--select", "M-014")
    assert found == []
    assert out.stat().st_size > 10_000
