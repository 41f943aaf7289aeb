"""Gathers shapes of a file and sends them as arrays. Runs in a worker."""

from __future__ import annotations

import html
import json
import math
import re
from array import array
from collections.abc import Sequence
from typing import Any, Final

from evidence_board.geo.layers.answers import MOST_SHAPES, MOST_VERTICES
from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.mercator import MAX_LATITUDE
from evidence_board.model.flat_reading import clean_text

__all__ = ["NO_LOOK", "Look", "Part", "ShapeList", "plain_note"]

#: Stroke, width, fill; see `facts.ShapeStyle`.
Look = tuple[int | None, float, int | None]
#: Longitudes, latitudes, and times if there are any, one of each for every vertex.
Part = tuple[Sequence[float], Sequence[float], Sequence[float] | None]

NO_LOOK: Final[Look] = (None, 2.0, None)
_LINE_BREAK: Final = re.compile(r"<(br|p|/p|/tr|/li|/div)\b[^<>]{0,300}>", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")
_LEAST: Final = {"area": 3, "line": 2, "point": 1}


class ShapeList:
    """Shapes of one file, in its order.

    Attributes:
        left_out: how many could not be drawn.
    """

    def __init__(self) -> None:
        self.left_out = 0
        self._longitudes, self._latitudes, self._times = array("d"), array("d"), array("d")
        self._part_starts, self._first_part = array("q"), array("q")
        self._kinds: list[str] = []
        self._names: list[str] = []
        self._notes: list[str] = []
        self._styles: list[int] = []
        self._looks: dict[Look, int] = {}
        self._timed = False

    def __len__(self) -> int:
        return len(self._kinds)

    def add(self, kind: str, parts: Sequence[Part], *, name: str = "", note: str = "", look: Look = NO_LOOK) -> None:
        """Add a shape; one that lies nowhere is counted and left out.

        Args:
            kind: a word of `facts.PaintedKind`.
            parts: rings, lines or points.
            name: what it is called.
            note: more about it, plain text.
            look: how it is drawn.

        Raises:
            LayerError: there are more than can be shown.
        """
        sound = [part for part in parts if len(part[0]) >= _LEAST[kind] and _on_earth(part)]
        if not sound:
            self.left_out += 1
            return
        if len(self._kinds) >= MOST_SHAPES or len(self._longitudes) + sum(len(one[0]) for one in sound) > MOST_VERTICES:
            raise LayerError("too_many")
        self._first_part.append(len(self._part_starts))
        for longitudes, latitudes, times in sound:
            self._part_starts.append(len(self._longitudes))
            self._longitudes.extend(_unwrapped(longitudes))
            self._latitudes.extend(latitudes)
            self._timed = self._timed or times is not None
            self._times.extend([math.nan] * len(longitudes) if times is None else times)
        self._kinds.append(kind)
        self._names.append(clean_text(" ".join(name.split()), limit=200))
        self._notes.append(clean_text(note, limit=2000))
        self._styles.append(self._looks.setdefault(look, len(self._looks)))

    def facts(self) -> dict[str, Any]:
        """Return count, bounds and notes."""
        notes = ["some_left_out"] if self.left_out else []
        return {"shapes": bool(self._kinds), "count": len(self._kinds), "bounds": self.bounds(), "notes": notes}

    def bounds(self) -> dict[str, float] | None:
        """Return the rectangle around everything; None when there is nothing."""
        if not self._kinds:
            return None
        west, east = min(self._longitudes), max(self._longitudes)
        if west < -180.0 or east > 540.0 or east - west > 360.0:
            west, east = -180.0, 180.0
        south, north = min(self._latitudes), max(self._latitudes)
        return {
            "south": max(-MAX_LATITUDE, min(MAX_LATITUDE, south)), "west": west,
            "north": max(-MAX_LATITUDE, min(MAX_LATITUDE, north)), "east": east,
        }  # fmt: skip

    def answer(self) -> tuple[dict[str, Any], list[bytes]]:
        """Return all shapes as `answers.read_shapes` wants them."""
        import numpy as np

        from evidence_board.geo.mercator import project

        points = project(np.array(self._latitudes), np.array(self._longitudes))
        texts = {
            "kinds": self._kinds,
            "names": self._names,
            "notes": self._notes,
            "styles": self._styles,
            "looks": [{"stroke": look[0], "width": look[1], "fill": look[2]} for look in self._looks],
        }
        return {}, [
            points.astype("<f8").tobytes(),
            np.array(self._part_starts, dtype="<i8").tobytes(),
            np.array(self._first_part, dtype="<i8").tobytes(),
            np.array(self._times, dtype="<f8").tobytes() if self._timed else b"",
            json.dumps(texts, ensure_ascii=False).encode("utf-8", "replace"),
        ]


def plain_note(untrusted: str) -> str:
    """Return a description without markup, its lines kept."""
    text = html.unescape(_TAG.sub(" ", _LINE_BREAK.sub("\n", untrusted[:20_000])))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)[:2000]


def _on_earth(part: Part) -> bool:
    longitudes, latitudes, _ = part
    return all(-360.0 <= one <= 360.0 for one in longitudes) and all(-90.0 <= one <= 90.0 for one in latitudes)


def _unwrapped(longitudes: Sequence[float]) -> Sequence[float]:
    """Return longitudes without jumps over the date line, the first within -180 and 180."""
    if max(longitudes) - min(longitudes) <= 180.0 and -180.0 <= longitudes[0] <= 180.0:
        return longitudes
    first = (longitudes[0] + 180.0) % 360.0 - 180.0 if abs(longitudes[0]) != 180.0 else longitudes[0]
    found = [first]
    for one in longitudes[1:]:
        step = (one - found[-1] + 180.0) % 360.0 - 180.0
        # A shape that goes once round the world is cut where its file cuts it.
        found.append(found[-1] + step if -359.0 < found[-1] + step < 359.0 else one)
    return found
