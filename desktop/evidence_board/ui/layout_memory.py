"""Remembers how the panes of a workspace were laid out, per case, in the settings of the user."""

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from evidence_board.settings import load_settings, save_settings

__all__ = ["Layout", "LayoutMemory"]

#: Cases whose layout is kept; the one not opened for longest is forgotten first.
_LIMIT = 40


@dataclass(frozen=True, slots=True)
class Layout:
    """Sizes and visibility of panes.

    Attributes:
        sizes: name of a splitter -> sizes of its parts in logical pixels.
        shown: name of a pane that can be toggled -> whether it is shown; absent means the default.
        panes: name of a pane -> what it wants back (where the map looks ...).
    """

    sizes: dict[str, tuple[int, ...]] = field(default_factory=dict)
    shown: dict[str, bool] = field(default_factory=dict)
    panes: dict[str, dict[str, Any]] = field(default_factory=dict)


class LayoutMemory:
    """The layouts of one case. The case is known by a digest of its path; no name of it is stored here."""

    def __init__(self, case_path: Path) -> None:
        self._key = hashlib.sha256(str(case_path.resolve()).encode()).hexdigest()[:20]

    def load(self, workspace: str) -> Layout:
        """Return what was remembered; the empty layout when nothing usable was."""
        raw = load_settings().layouts.get(self._key, {})
        stored = raw.get(workspace, {}) if isinstance(raw, dict) else {}
        if not isinstance(stored, dict):
            return Layout()
        return Layout(_sizes(stored.get("sizes")), _shown(stored.get("shown")), _panes(stored.get("panes")))

    def save(self, workspace: str, layout: Layout) -> None:
        """Remember a layout. A settings folder that cannot be written only forgets it."""
        settings = load_settings()
        layouts = dict(settings.layouts)
        mine = layouts.pop(self._key, {})
        mine = dict(mine) if isinstance(mine, dict) else {}
        sizes = {name: list(one) for name, one in layout.sizes.items()}
        mine[workspace] = {"sizes": sizes, "shown": layout.shown, "panes": layout.panes}
        layouts[self._key] = mine
        kept = dict(list(layouts.items())[-_LIMIT:])
        try:
            save_settings(replace(settings, layouts=kept))
        except OSError:
            # The case matters, its pane sizes do not: nothing is said about it.
            return


def _sizes(raw: Any) -> dict[str, tuple[int, ...]]:
    if not isinstance(raw, dict):
        return {}
    return {
        str(name): tuple(one)
        for name, one in raw.items()
        if isinstance(one, list) and all(isinstance(size, int) and size >= 0 for size in one)
    }


def _shown(raw: Any) -> dict[str, bool]:
    if not isinstance(raw, dict):
        return {}
    return {str(name): one for name, one in raw.items() if isinstance(one, bool)}


def _panes(raw: Any) -> dict[str, dict[str, Any]]:
    if not isinstance(raw, dict):
        return {}
    return {str(name): one for name, one in raw.items() if isinstance(one, dict)}
