"""What a worker can still reach, tried from inside a real worker."""

import os
import select
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux has these limits")

STARTER = """
import sys
sys.path.insert(0, {folder!r})
from evidence_board.workers import Supervisor

if __name__ == "__main__":
    supervisor = Supervisor("misbehaving_handler", confine={confine})
    print(supervisor.submit({{"kind": "pid"}}).result().header["pid"], flush=True)
    supervisor.submit({{"kind": "hang"}}).result()
"""


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text("a case")
    return path


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_files_network_and_programs_are_out_of_reach_where_the_kernel_can(supervise, secret, port):
    supervisor = supervise()
    reached = supervisor.submit({"kind": "reach_out", "path": str(secret), "port": port}).result().header
    tiers = supervisor.tiers
    files = "PermissionError" if "no-reading-elsewhere" in tiers else "done"
    network = "PermissionError" if "no-network" in tiers else "done"
    assert reached == {
        "read": files,
        "write": "PermissionError" if files != "done" else "OSError",
        "connect": network,
        "program": network,
        "fork": network,
        "thread": "done",
    }
    written = Path(str(secret) + ".new")
    assert not written.exists() or written.stat().st_size == 0


def test_the_tiers_reached_are_named(supervise):
    supervisor = supervise(confine=False)
    assert supervisor.tiers == ()
    supervisor.submit({"kind": "pid"}).result()
    assert set(supervisor.tiers) == {
        "no-core",
        "no-files-grown",
        "files-opened",
        "memory",
        "ends-with-parent",
        "no-new-privileges",
    }


@pytest.mark.parametrize("confine", [True, False])
def test_a_worker_ends_with_its_parent_even_when_that_is_killed(tmp_path, confine):
    script = tmp_path / "start.py"
    script.write_text(STARTER.format(folder=str(Path(__file__).parent), confine=confine))
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as parent:
        worker = os.pidfd_open(int(parent.stdout.readline()))
        try:
            parent.send_signal(signal.SIGKILL)
            parent.wait(20)
            ended, _, _ = select.select([worker], [], [], 20)
        finally:
            os.close(worker)
    assert ended


def test_nothing_a_worker_prints_reaches_the_terminal(supervise, capfd):
    supervise().submit({"kind": "shout"}).result()
    said = capfd.readouterr()
    assert "hostile" not in said.out + said.err
