"""What a worker process gives up before it sees the first hostile byte.

What is reached differs by system and is reported as a list of tiers, so that the program can say it honestly:

- everywhere: own process, bytes instead of paths, timeout, kill;
- `memory`, `files-opened`, `no-files-grown`, `no-core`: resource limits (macOS takes the memory limit without
  keeping it);
- `ends-with-parent`, `no-new-privileges`: Linux;
- `no-writing`, `no-reading-elsewhere`: Linux with Landlock;
- `no-network`, `no-programs`: Linux with seccomp on x86-64 and 64-bit ARM.

Windows and macOS have none of the last two groups here.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from evidence_board.workers.contract import WorkerLimits

__all__ = ["confine"]

_FILES_OPENED = 64
_BELOW_NORMAL = 0x4000


def confine(limits: WorkerLimits, *, parent: int) -> list[str]:
    """Apply every limit that this system has and return the names of those reached."""
    tiers = _lower_priority() if limits.low_priority else []
    if sys.platform != "win32":
        tiers += _limit_resources(limits.memory)
    if sys.platform == "linux":
        from evidence_board.workers import linux_sandbox

        tiers += linux_sandbox.end_with_parent(parent)
        if limits.confine:
            tiers += linux_sandbox.lock_files_and_network()
    return tiers


def _lower_priority() -> list[str]:
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        done = kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)
        return ["low-priority"] if done else []
    os.nice(10)
    return ["low-priority"]


def _limit_resources(memory: int | None) -> list[str]:
    """Set limits that only ever go down: more cannot be asked for later."""
    if sys.platform == "win32":
        return []
    import resource

    tiers = []
    wanted = [
        ("no-core", resource.RLIMIT_CORE, 0),
        ("no-files-grown", resource.RLIMIT_FSIZE, 0),
        ("files-opened", resource.RLIMIT_NOFILE, _FILES_OPENED),
    ]
    if memory is not None:
        wanted.append(("memory", resource.RLIMIT_AS, _address_space() + memory))
    for name, which, limit in wanted:
        _, hard = resource.getrlimit(which)
        value = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        try:
            resource.setrlimit(which, (value, value))
        except (ValueError, OSError):
            continue  # this system does not have the limit: the tier is then not reported
        tiers.append(name)
    return tiers


def _address_space() -> int:
    """Return the bytes of address space in use now (0 where the system does not say)."""
    if sys.platform == "win32":
        return 0
    import resource

    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()
