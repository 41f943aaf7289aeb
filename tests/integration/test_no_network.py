"""The program never speaks to a network: no internet socket in any of its processes.

Import with real workers, the window (offscreen), the commands about places and export run under strace where it is
there, so that native code is seen as well; elsewhere under an audit hook in every Python process. The same, with the
map and the Geolocate workspace over maps of one's own, runs in a network namespace of its own: the cable is out.
"""

import json
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
#: What a person asks about places; links of map services are read, not opened.
GEO = [
    ["geo", "parse", "https://www.google.com/maps/@34.9051,35.8684,15z", "--json"],
    ["geo", "parse", "https://maps.app.goo.gl/abcdefgh"],
    ["geo", "parse", "8G7QCW2X+8G"],
    ["geo", "format", "34.9051", "35.8684"],
    ["geo", "search", "Хмеймим", "--json"],
    ["geo", "search", "طرطوس", "--near", "34.9,35.9"],
    ["geo", "sun", "34.9051", "35.8684", "2015-09-19T08:30:00+03:00", "--json"],
    ["geo", "shadow", "--azimuth", "286.8", "--time", "2015-09-19T08:30:00+03:00", "--json"],
]
ALL_GEO = f"""
import sys
from evidence_board.cli.main import cli
for words in {GEO!r}:
    print("$", *words)
    try:
        cli(words, prog_name='evidence-board')
    except SystemExit as ended:
        print("exit", ended.code or 0)
"""
INTERFACES = "import json, socket; print(json.dumps(socket.if_nameindex()))"
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


def test_places_coordinates_and_the_sun_open_no_internet_socket(traced):
    found, _ = traced.run("-c", ALL_GEO)
    assert found == []


def test_geolocating_over_own_maps_opens_no_internet_socket(traced, tmp_path):
    if isinstance(traced, ByHook) and strace_works():
        pytest.skip("strace sees more, and is here")
    case, out = practice_case(tmp_path, maps=True), tmp_path / "window.png"
    found, processes = traced.run(
        "-m", "evidence_board", "shot", case, out, "--workspace", "geolocate", "--select", "M-014"
    )
    assert found == []
    # The program, and the workers that read pictures and maps.
    assert processes >= 3
    assert out.stat().st_size > 10_000


def without_cable():
    """The words that run a program in a namespace with no network device that is up; None where that is not allowed."""
    words = ["unshare", "--map-root-user", "--net"]
    if not shutil.which(words[0]) or subprocess.run([*words, "true"], capture_output=True, check=False).returncode:
        return None
    return words


@pytest.fixture
def cable_out():
    words = without_cable()
    if words is None:
        pytest.skip("unshare is not here, or this system does not allow network namespaces to its users")

    def run(*arguments, code=0):
        command = [*words, sys.executable, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
        assert done.returncode == code, done.stderr
        return done.stdout

    return run


def test_the_cable_is_out_indeed(cable_out):
    program = (
        "import socket\ntry:\n    socket.create_connection(('192.0.2.1', 80), 2)\n"
        "except OSError as error:\n    print(error.strerror)"
    )
    assert cable_out("-c", program).strip() == "Network is unreachable"
    assert [name for _, name in json.loads(cable_out("-c", INTERFACES))] == ["lo"]


def test_with_the_cable_out_places_and_the_sun_are_told_as_with_it(cable_out):
    told = cable_out("-c", ALL_GEO)
    within = subprocess.run([sys.executable, "-c", ALL_GEO], capture_output=True, text=True, timeout=240, check=True)
    assert told == within.stdout
    ends = [line for line in told.splitlines() if line.startswith("exit ")]
    assert ends == ["exit 0", "exit 2", *["exit 0"] * 6]


def test_with_the_cable_out_map_geolocate_and_export_work(cable_out, tmp_path):
    case = practice_case(tmp_path, maps=True)
    out = tmp_path / "window.png"
    cable_out("-m", "evidence_board", "shot", case, out, "--workspace", "geolocate", "--select", "M-014")
    assert out.stat().st_size > 10_000
    cable_out("-m", "evidence_board", "export", case, "kmz", tmp_path / "out.kmz")
    assert (tmp_path / "out.kmz").stat().st_size > 1_000
