"""Builds the one-folder program, runs its self-test outside the checkout, prints its size."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Build and try; returns the exit code."""
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "build_installer.spec"],
        cwd=ROOT,
        check=True,
    )
    folder = ROOT / "dist" / "evidence-board"
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"{folder}: {size / 1e6:.0f} MB in {sum(1 for _ in folder.rglob('*'))} files")
    with tempfile.TemporaryDirectory() as away:
        # Elsewhere, with nothing of this Python in sight.
        moved = Path(away) / "program"
        shutil.copytree(folder, moved, symlinks=True)
        clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
        clean["PATH"] = "/usr/bin:/bin"
        clean["QT_QPA_PLATFORM"] = "offscreen"
        return subprocess.run([moved / "evidence-board", "self-test"], cwd=away, env=clean, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
