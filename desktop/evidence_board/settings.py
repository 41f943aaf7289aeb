"""What the program remembers between cases: the user's name, theme, language and recent cases.

One JSON file in the user's configuration folder. It never holds anything from inside a case but its title.
"""

import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import platformdirs

__all__ = [
    "NO_NAME", "RecentCase", "Settings", "apart", "load_settings", "places_of", "save_settings", "settings_path",
]  # fmt: skip

#: Who acts in the log of a case until the user gives a name.
NO_NAME = "unnamed"

_RECENT_LIMIT = 12


@dataclass(frozen=True, slots=True)
class RecentCase:
    """One line of the welcome screen. ``opened`` is ISO 8601 UTC; ``files`` counts its media."""

    path: str
    title: str
    opened: str
    files: int = 0


def places_of(recent: tuple[RecentCase, ...]) -> dict[str, str]:
    """Return where the cases lie that share their title with another: path -> folder to show.

    Two of one title in one folder are told apart by the names of their files.
    """
    titles = Counter(one.title for one in recent)
    together = Counter((one.title, str(Path(one.path).parent)) for one in recent)
    home = str(Path.home())
    found: dict[str, str] = {}
    for one in recent:
        folder = str(Path(one.path).parent)
        if titles[one.title] > 1:
            shown = one.path if together[one.title, folder] > 1 else folder
            found[one.path] = f"~{shown[len(home) :]}" if shown.startswith(home + os.sep) else shown
    return found


@dataclass(frozen=True, slots=True)
class Settings:
    """User settings. ``name`` is the actor in the custody log, "unnamed" until the user gives one.

    ``backups`` says whether cases are backed up by themselves, ``backup_minutes`` how long after a change, and
    ``backup_folder`` where to (empty: beside each case). ``coordinates`` is the notation of positions on the map,
    ``local_names`` whether vector maps name places in the script of their country.
    """

    name: str = NO_NAME
    theme: str = "system"
    language: str = "en"
    reduced_motion: bool = False
    text_scale: int = 100
    backups: bool = True
    backup_minutes: int = 10
    backup_folder: str = ""
    coordinates: str = "decimal"
    local_names: bool = False
    recent: tuple[RecentCase, ...] = ()
    layouts: dict[str, Any] = field(default_factory=dict)

    def with_recent(self, case: RecentCase) -> "Settings":
        """Return settings in which this case stands first in the list."""
        others = [one for one in self.recent if one.path != case.path]
        return replace(self, recent=tuple([case, *others][:_RECENT_LIMIT]))

    def without_recent(self, path: str) -> "Settings":
        """Return settings without this case in the list."""
        return replace(self, recent=tuple(one for one in self.recent if one.path != path))


def settings_path() -> Path:
    """Return the path of the settings file; the variable EVIDENCE_BOARD_CONFIG moves its folder."""
    folder = os.environ.get("EVIDENCE_BOARD_CONFIG") or platformdirs.user_config_dir("evidence-board", appauthor=False)
    return Path(folder) / "settings.json"


@contextmanager
def apart() -> Iterator[None]:
    """Keep the settings of the user out of it: meanwhile they are the defaults, in a folder that goes away.

    For what looks at a case without the user in the window (a picture, the test of the program by itself).
    """
    before = os.environ.get("EVIDENCE_BOARD_CONFIG")
    with tempfile.TemporaryDirectory(prefix="evidence-board-") as folder:
        os.environ["EVIDENCE_BOARD_CONFIG"] = folder
        try:
            yield
        finally:
            if before is None:
                del os.environ["EVIDENCE_BOARD_CONFIG"]
            else:
                os.environ["EVIDENCE_BOARD_CONFIG"] = before


def load_settings() -> Settings:
    """Read the settings; a missing or damaged file gives the defaults (no case depends on them)."""
    try:
        raw = json.loads(settings_path().read_text(encoding="utf-8"))
        recent = tuple(RecentCase(**one) for one in raw.pop("recent", []))
        known = {key: raw[key] for key in Settings.__dataclass_fields__ if key in raw}
        return Settings(**known, recent=recent)
    except (OSError, ValueError, TypeError, AttributeError):
        return Settings()


def save_settings(settings: Settings) -> None:
    """Write the settings through a temporary file, so that a crash leaves the old ones.

    Raises:
        OSError: the folder cannot be written.
    """
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".new")
    temporary.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), encoding="utf-8")
    temporary.replace(path)
