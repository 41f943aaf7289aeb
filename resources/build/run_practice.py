"""What `make run` runs: photos into a case under build/, a report, and the window.

Run again, it reopens that case; edits are never rebuilt over, and nothing is written into the photo folder.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"


def main() -> int:
    """Make or reopen the case and show it; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path)
    options = parser.parse_args()
    BUILD.mkdir(exist_ok=True)
    photos = options.photos.resolve() if options.photos else None
    if photos is not None and not photos.exists():
        print(f"There is no folder {photos}.", file=sys.stderr)
        return 2
    case = BUILD / (f"{photos.name or 'photos'}.evidence" if photos else "practice.evidence")
    code = make_case(case, photos)
    if code > 1:
        return code
    if has_display():
        print(f"Opening {case}")
        return board(str(case))
    picture = BUILD / "practice.png"
    code = board("shot", str(case), str(picture), *(() if photos else ("--select", "M-014")))
    if code == 0:
        print(f"There is no display here, so the window was drawn to {picture}")
    return code


def make_case(case: Path, photos: Path | None) -> int:
    """Make the case unless it is there already; returns an exit code."""
    if case.exists():
        print(f"{case} is there already and is opened as it is.")
        return 0
    if photos is None:
        code = board("sample", str(case))
    else:
        code = board("new", str(case), "--title", photos.name or "Photos") or board("import", str(case), str(photos))
    if code <= 1:
        board("list", str(case), "items")
    return code


def board(*words: str) -> int:
    """Run the program; returns its exit code."""
    return subprocess.run([sys.executable, "-m", "evidence_board", *words], check=False).returncode


def has_display() -> bool:
    """Tell whether a window can be shown."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    raise SystemExit(main())
