"""Every data folder of the repository travels in the wheel and in the installed program."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: Scripts that make the data, not data.
NOT_DATA = {"build", "__pycache__"}


def folders():
    return {path.name for path in (ROOT / "resources").iterdir() if path.is_dir()} - NOT_DATA


def test_the_wheel_has_every_data_folder():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert included == {f"resources/{name}": f"evidence_board/data/{name}" for name in folders()}


def test_the_installer_has_every_data_folder():
    spec = (ROOT / "build_installer.spec").read_text(encoding="utf-8")
    (listed,) = re.findall(r"^RESOURCES = \[(.*)\]$", spec, re.MULTILINE)
    assert set(re.findall(r'"(\w+)"', listed)) == folders()
