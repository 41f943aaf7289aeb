"""The import beside the tools one would use by hand; run as a script, or with ``-m benchmark``.

(a) 200 JPEGs of 12 MP through the command line (hash, metadata, thumbnail, durable storage) against
    ``exiftool -r -csv``, ``vipsthumbnail`` at 504 px and ``sha256sum``, one after the other on the same files,
    the two sides in turn in one run. Wall time to be at most that of the three (aim: 0.7).
(b) Memory of the whole process tree with 200 and with 2,000 small files.
(c) 10,000 small JPEGs: the last thousand against the second (the first also starts the workers).
(d) What a check of that case costs.

A machine shared with others makes single times unsteady; ratios of runs that take turns are what counts.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest
from tests.factories import photos

from evidence_board.case.check import check
from evidence_board.events import ImportChanged
from evidence_board.media.requests import media_supervisor
from evidence_board.operations.importing import ImportRun
from evidence_board.session import create_session
from evidence_board.workers import cores

TOOLS = ("exiftool", "vipsthumbnail", "sha256sum")
ROUNDS = 3
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]


def real_photos(folder: Path, count: int = 200) -> Path:
    """Write 12 MP JPEGs of 3.5 to 4 MB, no two with the same bytes."""
    folder.mkdir(parents=True)
    for number in range(10):
        path = folder / f"IMG_{number:04d}.jpg"
        photos.jpeg(
            path,
            size=(4032, 3024),
            noise=14,
            quality=90,
            seed=number,
            taken="2015:09:12 16:40:00",
            offset="+03:00",
            gps=(34.9, 35.87),
            make="Northline",
            model="N5 Dual",
        )
        base = path.read_bytes()
        for more in range(number + 10, count, 10):
            # A comment makes other bytes of the same picture.
            words = f"number {more}".encode()
            comment = b"\xff\xfe" + (len(words) + 2).to_bytes(2) + words
            (folder / f"IMG_{more:04d}.jpg").write_bytes(base[:2] + comment + base[2:])
    return folder


def spent(command: list[str], **options: object) -> tuple[float, float]:
    """Run a command; return its wall and CPU seconds, with all it started."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def by_hand(folder: Path, out: Path) -> tuple[float, float]:
    """The three tools, one after the other."""
    out.mkdir()
    names = sorted(str(path) for path in folder.iterdir())
    parts = [
        spent(["exiftool", "-r", "-csv", str(folder)]),
        spent(["vipsthumbnail", "-s", "504", "-o", f"{out}/%s.jpg", *names]),
        spent(["sha256sum", *names]),
    ]
    shutil.rmtree(out)
    return sum(wall for wall, _ in parts), sum(cpu for _, cpu in parts)


def by_us(folder: Path, case: Path) -> tuple[float, float]:
    """One import through the command line into a new case."""
    program = [sys.executable, "-m", "evidence_board"]
    subprocess.run([*program, "new", str(case)], check=True, stderr=subprocess.DEVNULL)
    taken = spent([*program, "import", str(case), str(folder)])
    case.unlink()
    return taken


def compare_with_tools(base: Path) -> None:
    """Part (a)."""
    if MISSING:
        print(f"(a) left out: {', '.join(MISSING)} not installed (libimage-exiftool-perl, libvips-tools)")
        return
    folder = real_photos(base / "large")
    walls, cpus = [], []
    for number in range(ROUNDS):
        ours = by_us(folder, base / f"a{number}.evidence")
        theirs = by_hand(folder, base / f"out{number}")
        walls.append(ours[0] / theirs[0])
        cpus.append(ours[1] / theirs[1])
        print(f"    import {ours[0]:.1f} s (CPU {ours[1]:.1f})   tools {theirs[0]:.1f} s (CPU {theirs[1]:.1f})")
    print(
        f"(a) 200 JPEGs of 12 MP against the tools: wall {statistics.median(walls):.2f} (at most 1.0, aim 0.7),"
        f" CPU {statistics.median(cpus):.2f}"
    )
    shutil.rmtree(folder)


class PeakMemory:
    """Watches the memory of this process's children and grandchildren (proportional set size, bytes)."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def _watch(self) -> None:
        while not self._ended.wait(0.05):
            self.peak = max(self.peak, sum(map(_pss, _tree(self._pid))))

    def stop(self) -> int:
        self._ended.set()
        self._thread.join()
        return self.peak


def _tree(pid: int) -> set[int]:
    parents: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _pss(pid: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def memory(base: Path) -> None:
    """Part (b)."""
    peaks = []
    for count in (200, 2_000):
        folder = base / f"small {count}"
        photos.many(folder, count, size=(640, 480))
        case = base / f"b{count}.evidence"
        program = [sys.executable, "-m", "evidence_board"]
        subprocess.run([*program, "new", str(case)], check=True, stderr=subprocess.DEVNULL)
        importing = subprocess.Popen(
            [*program, "import", str(case), str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        watch = PeakMemory(importing.pid)
        assert importing.wait() == 0
        peaks.append(watch.stop())
        case.unlink()
        shutil.rmtree(folder)
    print(
        f"(b) memory of all processes: {peaks[0] / 1e6:.0f} MB with 200 files, {peaks[1] / 1e6:.0f} MB with 2,000,"
        f" ratio {peaks[1] / peaks[0]:.2f}"
    )


def many_files(base: Path, count: int = 10_000) -> None:
    """Parts (c) and (d)."""
    folder = base / "many"
    for first in range(0, count, 2_000):
        # Folders, as cameras make them.
        photos.many(folder / f"{first:05d}", 2_000, first_seed=first)
    session = create_session(base / "c.evidence", title="Many", actor="benchmark", threaded=True)
    marks: dict[int, tuple[float, float]] = {}

    def follow(event: ImportChanged) -> None:
        marks.setdefault(event.done // 1000, (time.perf_counter(), _cpu()))

    session.hub.add(ImportChanged, follow)
    with media_supervisor(workers=cores(), low_priority=False) as supervisor:
        report = ImportRun(session, [folder], supervisor=supervisor, ahead=4 * cores()).run()
    assert report.added == count
    last = count // 1000
    early = [marks[2][kind] - marks[1][kind] for kind in (0, 1)]
    late = [marks[last][kind] - marks[last - 1][kind] for kind in (0, 1)]
    print(
        f"(c) {count} small files in {report.seconds:.0f} s: last thousand {late[0]:.1f} s, second {early[0]:.1f} s,"
        f" ratio {late[0] / early[0]:.2f} (at most 1.2); CPU of the writing process {late[1] / early[1]:.2f}"
    )
    started = time.perf_counter()
    found = session.read(check)
    assert found.ok
    taken = time.perf_counter() - started
    rows = found.rows
    print(f"(d) check of {found.files} files, {rows} rows, {found.log_entries} log entries: {taken:.1f} s")
    started = time.perf_counter()
    session.undo().result()
    print(f"    taking the import back: {time.perf_counter() - started:.1f} s")
    session.close()


def _cpu() -> float:
    return time.process_time()


def main() -> None:
    """Run all parts in a temporary folder (about 2 GB)."""
    with tempfile.TemporaryDirectory(prefix="evidence-board-bench-", dir=os.environ.get("BENCH_FOLDER")) as folder:
        for part in (compare_with_tools, memory, many_files):
            part(Path(folder))


@pytest.mark.benchmark
@pytest.mark.timeout(3600)
def test_import_beside_the_tools(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print()
        main()


if __name__ == "__main__":
    main()
