"""Paths of linked maps: only such as lead to a place on this computer are ever opened.

A case may come from somebody else. A path that names another computer would be asked for over the network by the
operating system itself as soon as it is opened, together with the name of the user.
"""

import re

__all__ = ["is_local", "last_part"]

_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_DEVICES = ("/dev/", "/proc/", "/sys/", "/net/", "/run/")


def is_local(path: str) -> bool:
    r"""Tell whether a path is whole and names a file or folder of this computer: ``/...`` or ``C:\...``.

    Paths to other computers (``\\host\share``, ``//host/share``), devices, pipes and addresses are none.
    """
    if "\x00" in path or any(part in ("..", ".") for part in re.split(r"[\\/]", path)):
        return False
    if _DRIVE.match(path):
        return ":" not in path[2:]
    return path.startswith("/") and not path.startswith(("//", "/\\")) and not path.startswith(_DEVICES)


def last_part(path: str) -> str:
    """Return the name of the file or folder that a path of any system leads to."""
    return re.split(r"[\\/]", path.rstrip("\\/"))[-1]
