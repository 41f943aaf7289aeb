"""Linux only: end with the parent, lock files away (Landlock), lock network and programs away (seccomp).

Raw system calls through ctypes, because no package of ours offers them. Each step that the kernel lacks is left
out and not reported; none weakens another.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import struct
import sys
import sysconfig
from pathlib import Path

import evidence_board

__all__ = ["end_with_parent", "lock_files_and_network"]

_PR_SET_PDEATHSIG = 1
_PR_SET_SECCOMP = 22
_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_MODE_FILTER = 2

# linux/landlock.h; the three call numbers are the same on every architecture.
_LANDLOCK_CREATE, _LANDLOCK_ADD_RULE, _LANDLOCK_RESTRICT = 444, 445, 446
_LANDLOCK_VERSION = 1
_RULE_PATH_BENEATH = 1
_FS_EXECUTE, _FS_WRITE, _FS_READ, _FS_READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_FS_ABI_1 = (1 << 13) - 1
_FS_REFER, _FS_TRUNCATE = 1 << 13, 1 << 14
_READ_ONLY = _FS_READ | _FS_READ_DIR

# linux/audit.h and the call tables: architecture, clone, then the calls to refuse, in the order named here.
# socket socketpair bind listen accept accept4 connect sendto execve execveat ptrace
# io_uring_setup bpf process_vm_readv process_vm_writev kill tkill tgkill pidfd_open mount unshare setns
_CALLS = {
    "x86_64": (
        0xC000003E,
        56,
        "41 53 49 50 43 288 42 44 59 322 101 425 321 310 311 62 200 234 434 165 272 308 57 58",  # + fork vfork
    ),
    "aarch64": (
        0xC00000B7,
        220,
        "198 199 200 201 202 242 203 206 221 281 117 425 280 270 271 129 130 131 434 40 97 268",
    ),
}
_CLONE3 = 435
_CLONE_THREAD = 0x00010000
_LOAD_WORD, _RETURN = 0x20, 0x06
_JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_ANY_BIT = 0x15, 0x35, 0x45
_ALLOW, _REFUSE, _NO_SUCH_CALL, _KILL = 0x7FFF0000, 0x00050000 | 1, 0x00050000 | 38, 0x80000000
_X32_BIT = 0x40000000
_AT_CALL, _AT_ARCHITECTURE, _AT_FIRST_ARGUMENT = 0, 4, 16


def end_with_parent(parent: int) -> list[str]:
    """Ask to be killed when the supervisor's thread ends, and take no new privileges."""
    libc = ctypes.CDLL(None, use_errno=True)
    tiers = []
    if libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) == 0:
        tiers.append("ends-with-parent")
    if os.getppid() != parent:
        os._exit(0)  # the parent was gone before the request
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
        tiers.append("no-new-privileges")
    return tiers


def lock_files_and_network() -> list[str]:
    """Refuse files, network and programs from here on, as far as this kernel can."""
    libc = ctypes.CDLL(None, use_errno=True)
    return _lock_files(libc) + _lock_calls(libc)


def _lock_files(libc: ctypes.CDLL) -> list[str]:
    """Leave reading of the program's own folders and writing of shared memory; refuse all other files."""
    version = libc.syscall(_LANDLOCK_CREATE, None, 0, _LANDLOCK_VERSION)
    if version < 1:
        return []
    handled = _FS_ABI_1 | (_FS_REFER if version >= 2 else 0) | (_FS_TRUNCATE if version >= 3 else 0)
    request = struct.pack("=Q", handled)
    ruleset = libc.syscall(_LANDLOCK_CREATE, request, len(request), 0)
    if ruleset < 0:
        return []
    try:
        for folder in _readable_folders():
            _allow(libc, ruleset, folder, _READ_ONLY | _FS_EXECUTE)
        _allow(libc, ruleset, Path("/dev/shm"), _FS_READ | _FS_WRITE)  # pixels go back through it
        for device in ("/dev/null", "/dev/urandom", "/proc/self", "/proc/meminfo", "/proc/cpuinfo"):
            _allow(libc, ruleset, Path(device), _FS_READ)
        if libc.syscall(_LANDLOCK_RESTRICT, ruleset, 0) != 0:
            return []
    finally:
        os.close(ruleset)
    return ["no-writing", "no-reading-elsewhere"]


def _readable_folders() -> list[Path]:
    """Return the folders from which Python and its libraries load code, and nothing of the user's."""
    fixed = ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share/zoneinfo"]
    python = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    ours = [str(Path(evidence_board.__file__).parent), getattr(sys, "_MEIPASS", "")]
    folders = {Path(each).resolve() for each in [*fixed, *python, *ours] if each}
    return sorted(folder for folder in folders if folder.exists())


def _allow(libc: ctypes.CDLL, ruleset: int, path: Path, access: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # not on this system, so there is nothing to allow
    try:
        if not path.is_dir():
            access &= _FS_READ | _FS_WRITE | _FS_EXECUTE
        rule = struct.pack("=Qi", access, descriptor)
        libc.syscall(_LANDLOCK_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0)
    finally:
        os.close(descriptor)


def _lock_calls(libc: ctypes.CDLL) -> list[str]:
    """Refuse sockets, other programs and a few calls that reach other processes."""
    table = _CALLS.get(platform.machine())
    if table is None:
        return []
    architecture, clone, refused = table
    lines = _filter(architecture, clone, [int(number) for number in refused.split()])
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *line) for line in lines))

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_void_p)]

    program = Program(len(lines), ctypes.addressof(code))
    if libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) != 0:
        return []
    return ["no-network", "no-programs"]


def _filter(architecture: int, clone: int, refused: list[int]) -> list[tuple[int, int, int, int]]:
    """Return the filter program: (code, lines to skip if true, if false, value) for each line.

    New threads are allowed (`clone` with CLONE_THREAD), new processes are not. `clone3` hides its flags behind
    a pointer, so it is said not to exist and the C library falls back to `clone`.
    """
    lines = [
        (_LOAD_WORD, 0, 0, _AT_ARCHITECTURE),
        (_JUMP_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD_WORD, 0, 0, _AT_CALL),
        (_JUMP_AT_LEAST, 0, 1, _X32_BIT),
        (_RETURN, 0, 0, _REFUSE),
        (_JUMP_EQUAL, 0, 1, _CLONE3),
        (_RETURN, 0, 0, _NO_SUCH_CALL),
        (_JUMP_EQUAL, 0, 4, clone),
        (_LOAD_WORD, 0, 0, _AT_FIRST_ARGUMENT),
        (_JUMP_ANY_BIT, 0, 1, _CLONE_THREAD),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    lines += [(_JUMP_EQUAL, len(refused) - index, 0, call) for index, call in enumerate(refused)]
    return [*lines, (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
