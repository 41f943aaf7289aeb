"""The supervisor through its public door, with real processes that really die."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from concurrent.futures import CancelledError, wait

import pytest

from evidence_board.model.file_problems import ProblemCode
from evidence_board.workers import (
    Death,
    HandlerFailed,
    RangeSource,
    SupervisorClosed,
    WorkerDied,
    WorkerNotStarted,
    lane,
)

MEGABYTE = 1024 * 1024
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals")


def echo(supervisor, say="hello", payload=b"", **options):
    return supervisor.submit({"kind": "echo", "say": say}, payload, **options)


def test_a_job_goes_there_and_back(supervise):
    reply = echo(supervise(), "привет, أبو ليث", b"\0\xff bytes").result()
    assert reply.header == {"said": "привет, أبو ليث", "size": 8}
    assert reply.attachments == (b"\0\xff bytes",)


@pytest.mark.parametrize("size", [0, 1, 256 * 1024, 256 * 1024 + 1, 3 * MEGABYTE])
def test_payloads_of_every_size_come_back_unchanged(supervise, size):
    payload = bytes(range(256)) * (size // 256 + 1)
    assert echo(supervise(), payload=payload[:size]).result().attachments == (payload[:size],)


def test_a_segfault_among_21_jobs_loses_only_the_guilty(supervise):
    supervisor = supervise(workers=2)
    jobs = [supervisor.submit({"kind": "crash"}) if number == 7 else echo(supervisor, number) for number in range(21)]
    wait(jobs)
    assert [number for number, job in enumerate(jobs) if job.exception() is not None] == [7]
    death = jobs[7].exception()
    assert isinstance(death, WorkerDied)
    assert death.reason is Death.CRASHED
    assert death.problem.code is ProblemCode.DECODER_CRASHED
    assert [job.result().header["said"] for number, job in enumerate(jobs) if number != 7] == [
        number for number in range(21) if number != 7
    ]


def test_a_job_that_kills_its_worker_once_is_tried_again(supervise, tmp_path):
    """A crash may be the fault of what came before: the second try is on a fresh worker."""
    mark = tmp_path / "tried"
    supervisor = supervise(confine=False)
    first = supervisor.submit({"kind": "pid"}).result().header["pid"]
    assert supervisor.submit({"kind": "crash_once", "mark": str(mark)}).result().header["pid"] != first
    assert mark.exists()


def test_a_hang_is_killed_and_the_rest_goes_on(supervise):
    supervisor = supervise()
    hanging = supervisor.submit({"kind": "hang"}, timeout_s=0.3)
    after = echo(supervisor)
    death = hanging.exception()
    assert isinstance(death, WorkerDied)
    assert death.reason is Death.TIMEOUT
    assert after.result().header["said"] == "hello"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps the memory limit")
def test_a_memory_hog_ends_at_its_limit(supervise):
    supervisor = supervise(memory_limit=200 * MEGABYTE)
    death = supervisor.submit({"kind": "hog"}).exception()
    assert isinstance(death, WorkerDied)
    assert death.reason is Death.MEMORY
    assert echo(supervisor).result().header["said"] == "hello"


def test_an_exception_in_the_handler_is_told_and_costs_no_worker(supervise):
    supervisor = supervise()
    pid = supervisor.submit({"kind": "pid"}).result().header["pid"]
    error = supervisor.submit({"kind": "raise", "say": "oh"}).exception()
    assert isinstance(error, HandlerFailed)
    assert "KeyError: 'oh'" in str(error)
    assert supervisor.submit({"kind": "pid"}).result().header["pid"] == pid


def test_an_answer_that_is_no_json_is_an_error_of_the_handler(supervise):
    assert isinstance(supervise().submit({"kind": "not_json"}).exception(), HandlerFailed)


@pytest.mark.parametrize(
    "message",
    [
        b"not json",
        b"[]",
        b'{"header": {}, "sizes": []}',
        b'{"header": {"kind": "done"}, "sizes": []}',
        b'{"header": {"kind": "done", "header": 3, "shared": null}, "sizes": []}',
        b'{"header": {"kind": "done", "header": {}, "shared": [5]}, "sizes": []}',
        b'{"header": {"kind": "done", "header": {}}, "sizes": [9999999999999]}',
        b'{"header": {"kind": "done", "header": {}}, "sizes": [-1]}',
        b'{"header": {"kind": "done", "header": {}}, "sizes": "12"}',
        b'{"header": {"kind": "read", "offset": 0, "length": 10}, "sizes": []}',
        b'{"header": {"kind": "done", "header": {"x": NaN}}, "sizes": []}',
        b'{"header": {"kind": "sudo"}, "sizes": []}',
        b'{"header": ' + b"[" * 100_000 + b"]" * 100_000 + b', "sizes": []}',
        b"\x80\x04\x95\x19\x00\x00\x00\x00\x00\x00\x00\x8c\x02os\x94\x8c\x06system\x94\x93\x94.",
    ],
    ids=lambda message: message[:50].decode("latin-1"),
)
def test_a_worker_that_was_taken_over_is_not_believed(supervise, message):
    supervisor = supervise()
    death = supervisor.submit({"kind": "lie"}, message).exception()
    assert isinstance(death, WorkerDied)
    assert death.reason is Death.REPLY
    assert echo(supervisor).result().header["said"] == "hello"


def test_a_large_file_is_served_in_ranges(supervise):
    size = 5 * MEGABYTE
    served = []

    def read(offset, length):
        served.append((offset, length))
        return bytes((offset + index) % 251 for index in range(length))

    source = RangeSource(size, read)
    reply = supervise().submit({"kind": "ranges", "at": 100, "length": 2_000_000}, source).result()
    assert reply.header["size"] == size
    assert reply.attachments[0] == bytes(index % 251 for index in range(100, 2_000_100))
    assert max(length for _, length in served) <= MEGABYTE
    assert sum(length for _, length in served) < size


def test_what_the_source_raises_is_the_result_and_the_next_job_runs(supervise):
    def read(offset, length):
        raise FileNotFoundError("the drive was taken out")

    supervisor = supervise()
    job = supervisor.submit({"kind": "ranges", "at": 0, "length": 1}, RangeSource(10_000, read))
    assert isinstance(job.exception(), FileNotFoundError)
    assert echo(supervisor).result().header["said"] == "hello"


@pytest.mark.parametrize("room", [0, 3 * MEGABYTE, 16 * MEGABYTE])
def test_large_attachments_come_back_with_and_without_shared_memory(supervise, room):
    size = 2 * MEGABYTE
    job = supervise().submit({"kind": "large", "size": size, "count": 3}, reply_room=room)
    assert job.result().attachments == (b"\0" * size, b"\1" * size, b"\2" * size)


def test_queued_jobs_can_be_cancelled(supervise):
    supervisor = supervise()
    running = supervisor.submit({"kind": "wait_for_byte"}, RangeSource(1, _held_back(release := _Gate())))
    assert release.reached.wait(20)
    queued = [echo(supervisor) for _ in range(5)]
    assert queued[2].cancel()
    assert supervisor.queued == 5
    assert supervisor.cancel_queued() == 5
    release.open.set()
    assert running.result().header == {"byte": 7}
    assert all(job.cancelled() for job in queued)
    with pytest.raises(CancelledError):
        queued[0].result()


def test_an_urgent_job_overtakes(supervise):
    supervisor = supervise()
    order = []
    running = supervisor.submit({"kind": "wait_for_byte"}, RangeSource(1, _held_back(release := _Gate())))
    assert release.reached.wait(20)
    jobs = [echo(supervisor, "slow"), echo(supervisor, "quick", urgent=True)]
    for job in jobs:
        job.add_done_callback(lambda job: order.append(job.result().header["said"]))
    release.open.set()
    wait([running, *jobs])
    assert order == ["quick", "slow"]


def test_a_worker_is_replaced_after_its_share_of_jobs(supervise, monkeypatch):
    monkeypatch.setattr(lane, "JOBS_PER_WORKER", 3)
    supervisor = supervise()
    pids = [supervisor.submit({"kind": "pid"}).result().header["pid"] for _ in range(7)]
    assert pids[0] == pids[2] != pids[3] == pids[5] != pids[6]


def test_the_next_worker_is_ready_before_the_last_one_goes(supervise, monkeypatch):
    monkeypatch.setattr(lane, "JOBS_PER_WORKER", 4)
    monkeypatch.setattr(lane, "JOBS_AHEAD", 2)
    supervisor = supervise()
    before = {child.pid for child in multiprocessing.active_children()}

    def pid():
        return supervisor.submit({"kind": "pid"}).result().header["pid"]

    first = [pid() for _ in range(3)]
    started = {child.pid for child in multiprocessing.active_children()} - before
    assert len(started) == 2 and set(first) < started
    assert pid() == first[0] and {pid()} == started - set(first)
    supervisor.close()
    assert {child.pid for child in multiprocessing.active_children()} <= before


def test_workers_start_only_when_there_is_work(supervise):
    before = set(multiprocessing.active_children())
    supervise(workers=2)
    assert set(multiprocessing.active_children()) == before


def test_no_qt_and_no_database_in_a_worker(supervise):
    modules = supervise().submit({"kind": "pid"}).result().header["modules"]
    assert not [name for name in modules if name.startswith(("PySide6", "sqlite3", "evidence_board.ui"))]


def test_close_kills_what_runs_cancels_what_waits_and_leaves_nothing(supervise):
    supervisor = supervise(workers=2)
    pid = supervisor.submit({"kind": "pid"}).result().header["pid"]
    running = [supervisor.submit({"kind": "hang"}) for _ in range(2)]
    queued = [echo(supervisor) for _ in range(3)]
    supervisor.close()
    assert all(isinstance(job.exception(), SupervisorClosed) for job in running if not job.cancelled())
    assert all(job.cancelled() for job in queued)
    assert not [child for child in multiprocessing.active_children() if child.name.startswith("evidence")]
    assert not _is_alive(pid)
    with pytest.raises(SupervisorClosed):
        echo(supervisor)
    supervisor.close()


def test_close_can_finish_the_queue_first(supervise):
    supervisor = supervise()
    jobs = [echo(supervisor, number) for number in range(10)]
    supervisor.close(finish=True)
    assert [job.result().header["said"] for job in jobs] == list(range(10))


def test_a_handler_that_cannot_be_imported_is_our_bug_and_said(supervise):
    error = echo(supervise(handler="no_such_handler")).exception()
    assert isinstance(error, WorkerNotStarted)
    assert "no_such_handler" in str(error)


@posix
def test_ctrl_c_in_the_terminal_does_not_end_workers(supervise):
    supervisor = supervise()
    pid = supervisor.submit({"kind": "pid"}).result().header["pid"]
    os.kill(pid, signal.SIGINT)
    assert supervisor.submit({"kind": "pid"}).result().header["pid"] == pid


@posix
def test_low_priority_gives_way(supervise):
    assert supervise(low_priority=True).submit({"kind": "pid"}).result().header["nice"] >= 10


def test_jobs_from_many_threads_all_get_their_own_answer(supervise):
    from concurrent.futures import ThreadPoolExecutor

    supervisor = supervise(workers=2)
    with ThreadPoolExecutor(8) as threads:
        said = list(threads.map(lambda number: echo(supervisor, number).result().header["said"], range(200)))
    assert said == list(range(200))


def test_headers_cross_as_json(supervise):
    header = {"kind": "echo", "say": {"list": [1, 2.5, None, True], "text": "Тартус\n\u202eطرطوس"}}
    assert supervise().submit(header).result().header["said"] == json.loads(json.dumps(header["say"]))


class _Gate:
    def __init__(self):
        import threading

        self.reached = threading.Event()
        self.open = threading.Event()


def _held_back(gate):
    def read(offset, length):
        gate.reached.set()
        gate.open.wait(20)
        return b"\7"

    return read


def _is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_script_without_a_guard_is_told_so_in_words(tmp_path):
    """Each worker imports the script it was started from, and so would run it once more."""
    script = tmp_path / "mine.py"
    lines = [
        "from evidence_board.workers import Supervisor",
        "print('begun', flush=True)",
        "with Supervisor('evidence_board.media.jobs') as supervisor:",
        "    supervisor.submit({}).result()",
    ]
    script.write_text("\n".join(lines), encoding="utf-8")
    ended = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert "Files cannot be read from mine.py." in ended.stderr
    assert 'if __name__ == "__main__":' in ended.stderr
    assert "bootstrapping" not in ended.stderr
