"""Makes the virtual environment and installs what is missing; run by `make`, standard library only.

On Debian and Ubuntu it also installs the system libraries Qt needs, when it may; else it names the one
command that does.
"""

import argparse
import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

#: Debian package -> a library it brings, to see whether it is there.
SYSTEM_LIBRARIES = {
    "libegl1": "EGL",
    "libgl1": "GL",
    "libdbus-1-3": "dbus-1",
    "libfontconfig1": "fontconfig",
    "libglib2.0-0": "glib-2.0",
    "libxkbcommon0": "xkbcommon",
    "libxcb-cursor0": "xcb-cursor",
    "libxcb-icccm4": "xcb-icccm",
    "libxcb-keysyms1": "xcb-keysyms",
    "libxcb-shape0": "xcb-shape",
    "libxkbcommon-x11-0": "xkbcommon-x11",
}


def main() -> int:
    """Set up; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--venv", type=Path, required=True)
    parser.add_argument("--extra", action="append", default=[])
    options = parser.parse_args()
    if sys.version_info < (3, 11):
        print(f"Evidence Board needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 1
    system_libraries()
    python = virtual_environment(options.venv)
    return install(python, options.venv, options.extra)


def system_libraries() -> None:
    """Install missing system libraries through apt, or say how."""
    if not sys.platform.startswith("linux"):
        return
    missing = [package for package, library in SYSTEM_LIBRARIES.items() if not _has_library(library)]
    if not missing:
        return
    if not shutil.which("apt-get"):
        print(f"Qt may need system libraries that are missing here: {', '.join(missing)}", file=sys.stderr)
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if os.geteuid() != 0:
        if not shutil.which("sudo") or subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode:
            print(f"Qt needs system libraries. Run once: sudo {' '.join(command)}", file=sys.stderr)
            return
        command = ["sudo", "-n", *command]
    print(f"Installing system libraries: {' '.join(missing)}", file=sys.stderr)
    refresh = [*command[: command.index("install")], "update"]
    subprocess.run(refresh, stdout=subprocess.DEVNULL, check=False)
    if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode:
        print(f"This did not work. Run it yourself: {' '.join(command)}", file=sys.stderr)


def _has_library(name: str) -> bool:
    if ctypes.util.find_library(name):
        return True
    # A slim system has neither compiler nor ldconfig to ask.
    folders = [*Path("/usr/lib").glob("*-linux-gnu*"), Path("/usr/lib64"), Path("/usr/lib")]
    return any(next(folder.glob(f"lib{name}.so*"), None) for folder in folders if folder.is_dir())


def virtual_environment(venv: Path) -> Path:
    """Make the environment if it is not there; returns its Python."""
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        print(f"Making {venv}", file=sys.stderr)
        made = subprocess.run([sys.executable, "-m", "venv", str(venv)], check=False)
        if made.returncode:
            print("Python's venv module is missing. On Debian: sudo apt-get install python3-venv", file=sys.stderr)
            raise SystemExit(1)
    return python


def install(python: Path, venv: Path, extras: list[str]) -> int:
    """Install the package, unless nothing changed since the last time."""
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    marks = {extra: venv / f".installed-{extra or 'run'}" for extra in (extras or [""])}
    if all(mark.exists() and mark.read_text() == wanted for mark in marks.values()):
        return 0
    print("Installing Evidence Board and what it needs", file=sys.stderr)
    target = f".[{','.join(extras)}]" if extras else "."
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", target]
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if code == 0:
        for mark in marks.values():
            mark.write_text(wanted)
    return code


if __name__ == "__main__":
    raise SystemExit(main())
