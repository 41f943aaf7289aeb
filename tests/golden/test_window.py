"""Two pictures of the window, compared with tolerance: what a person sees must not change unseen.

To approve a wanted change: ``EVIDENCE_BOARD_APPROVE=1 python -m pytest tests/golden`` and look at the new files.
A failing run leaves what it saw and where it differs beside the test's temporary files.
"""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter
from tests.factories.cases import practice_case

PICTURES = Path(__file__).parent / "pictures"

#: Share of the picture that may differ by more than a shade: dates of the day, a hair of antialiasing.
MAY_DIFFER = 0.012
SHADE = 40


def smoothed(path: Path) -> np.ndarray:
    image = Image.open(path).convert("RGB").filter(ImageFilter.BoxBlur(1))
    return np.asarray(image, dtype=np.int16)


def differing(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    return np.abs(first - second).max(axis=2) > SHADE


@pytest.mark.parametrize(("theme", "size", "select"), [("light", "1600x1000", "M-014"), ("dark", "1366x768", "U-01")])
def test_the_overview_looks_as_approved(tmp_path, theme, size, select):
    golden = PICTURES / f"overview-{theme}-{size}.png"
    seen = tmp_path / golden.name
    words = ["shot", str(practice_case(tmp_path)), str(seen), "--theme", theme, "--size", size, "--select", select]
    done = subprocess.run(
        [sys.executable, "-m", "evidence_board", *words], capture_output=True, text=True, timeout=200, check=False
    )
    assert done.returncode == 0, done.stderr
    if os.environ.get("EVIDENCE_BOARD_APPROVE"):
        golden.write_bytes(seen.read_bytes())
    now, approved = smoothed(seen), smoothed(golden)
    assert now.shape == approved.shape
    wrong = differing(now, approved)
    Image.fromarray((wrong * 255).astype(np.uint8)).save(tmp_path / "differs.png")
    assert wrong.mean() <= MAY_DIFFER, f"{wrong.mean():.2%} of the picture differs, see {tmp_path}"


def test_a_real_change_would_be_seen():
    light = smoothed(PICTURES / "overview-light-1600x1000.png")
    shifted = np.roll(light, 12, axis=0)
    assert differing(light, shifted).mean() > MAY_DIFFER
