"""A handler for tests: it does to its process what hostile files do to decoders."""

import ctypes
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path


def handle(header, payload):
    return _JOBS[header["kind"]](header, payload)


def _echo(header, payload):
    return {"said": header["say"], "size": len(payload)}, [payload]


def _crash(header, payload):
    ctypes.string_at(0)
    return {}, []


def _shout(header, payload):
    print("hostile text for the terminal", flush=True)
    os.write(1, b"hostile bytes")
    os.write(2, b"hostile bytes")
    return {}, []


def _crash_once(header, payload):
    mark = Path(header["mark"])
    if not mark.exists():
        mark.touch()
        ctypes.string_at(0)
    return {"pid": os.getpid()}, []


def _wait_for_byte(header, payload):
    return {"byte": payload.read(1)[0]}, []


def _hang(header, payload):
    while True:
        threading.Event().wait()


def _hog(header, payload):
    hoard = []
    while True:
        hoard.append(bytearray(64 * 1024 * 1024))


def _raise(header, payload):
    raise KeyError(header["say"])


def _pid(header, payload):
    return {"pid": os.getpid(), "nice": os.nice(0), "modules": sorted(sys.modules)}, []


def _lie(header, payload):
    """Send a message of our own over the pipe, as code taken over by a file could."""
    import gc
    from multiprocessing.connection import Connection

    pipe = next(each for each in gc.get_objects() if isinstance(each, Connection))
    pipe.send_bytes(payload)
    return _hang(header, payload)


def _ranges(header, payload):
    first = payload.read(5)
    payload.seek(-5, os.SEEK_END)
    last = payload.read(100)
    payload.seek(header["at"])
    middle = payload.read(header["length"])
    return {"size": payload.size, "first": first.hex(), "last": last.hex()}, [middle]


def _large(header, payload):
    return {}, [bytes([index]) * header["size"] for index in range(header["count"])]


def _reach_out(header, payload):
    return {name: _outcome(attempt, header) for name, attempt in _ATTEMPTS.items()}, []


def _outcome(attempt, header):
    try:
        attempt(header)
    except OSError as error:
        return type(error).__name__
    return "done"


_ATTEMPTS = {
    "read": lambda header: Path(header["path"]).read_bytes(),
    "write": lambda header: Path(header["path"] + ".new").write_bytes(b"x"),
    "connect": lambda header: socket.create_connection(("127.0.0.1", header["port"]), timeout=2),
    "program": lambda header: subprocess.run(["/bin/true"], check=True),
    "fork": lambda header: os.fork() or os._exit(0),
    "thread": lambda header: threading.Thread(target=int).start(),
}

_JOBS = {
    "echo": _echo,
    "crash": _crash,
    "shout": _shout,
    "crash_once": _crash_once,
    "wait_for_byte": _wait_for_byte,
    "hang": _hang,
    "hog": _hog,
    "raise": _raise,
    "pid": _pid,
    "lie": _lie,
    "ranges": _ranges,
    "large": _large,
    "reach_out": _reach_out,
    "exit": lambda header, payload: os._exit(3),
    "not_json": lambda header, payload: ({"value": float("nan")}, []),
}
