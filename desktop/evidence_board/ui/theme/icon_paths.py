"""Turns the path data of our own icons (SVG path language) into `QPainterPath`.

The data is made by ``resources/build/icons.py`` and travels with the program; this is not a reader for
anybody else's SVG. Arcs follow the SVG 1.1 implementation notes, F.6.5.
"""

import json
import math
import re
from functools import cache
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QTransform

from evidence_board import resources

__all__ = ["GRID", "icon_names", "icon_path", "parse_path"]

#: Icons are drawn on a square of this many units.
GRID = 24.0

_TOKEN = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_COUNT = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_ARC_FLAGS = re.compile(r"([Aa])([^A-Za-z]*)")


@cache
def _icons() -> dict[str, list[str]]:
    document: dict[str, Any] = json.loads(resources.read_text("icons/lucide.json"))
    icons: dict[str, list[str]] = document["icons"]
    return icons


def icon_names() -> frozenset[str]:
    """Return the names of the icons the program has."""
    return frozenset(_icons())


@cache
def icon_path(name: str) -> QPainterPath:
    """Return the outline of an icon on a grid of 24 units; shared, do not change it.

    Raises:
        KeyError: the program has no icon of this name.
    """
    path = QPainterPath()
    for data in _icons()[name]:
        path.addPath(parse_path(data))
    return path


def parse_path(data: str) -> QPainterPath:
    """Read one string of SVG path data.

    Raises:
        ValueError: the data does not begin with a command.
    """
    reader = _PathReader()
    for command, numbers in _commands(data):
        reader.add(command, numbers)
    return reader.path


def _commands(data: str) -> list[tuple[str, list[float]]]:
    found: list[tuple[str, list[float]]] = []
    command = ""
    numbers: list[float] = []
    for letter, figure in _TOKEN.findall(_ARC_FLAGS.sub(_part_flags, data)):
        if letter:
            command, numbers = letter, []
            if letter in "Zz":
                found.append((letter, []))
            continue
        if not command:
            raise ValueError(f"path data begins without a command: {data[:20]!r}")
        numbers.append(float(figure))
        if len(numbers) == _COUNT[command.upper()]:
            found.append((command, numbers))
            numbers = []
            # More pairs after a move are lines.
            command = {"M": "L", "m": "l"}.get(command, command)
    return found


def _part_flags(match: re.Match[str]) -> str:
    """Set the two flags of an arc apart from the number after them (``0 01.5.5`` is allowed in SVG)."""
    figures: list[str] = []
    rest = match[2]
    while rest.strip(" ,\n"):
        rest = rest.lstrip(" ,\n")
        flag = len(figures) % 7 in (3, 4)
        figure = re.match(r"[01]" if flag else r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", rest)
        if figure is None:
            raise ValueError(f"not an arc: {match[0]!r}")
        figures.append(figure[0])
        rest = rest[figure.end() :]
    return match[1] + " ".join(figures)


class _PathReader:
    """Keeps the current point and the last control point while commands come in."""

    def __init__(self) -> None:
        self.path = QPainterPath()
        self.x = self.y = 0.0
        self.control: tuple[str, float, float] | None = None

    def add(self, command: str, numbers: list[float]) -> None:
        """Add one command with exactly the numbers it takes."""
        name = command.upper()
        if command != name:
            numbers = self._absolute(name, numbers)
        control: tuple[str, float, float] | None = None
        match name:
            case "Z":
                self.path.closeSubpath()
                start = self.path.currentPosition()
                self.x, self.y = start.x(), start.y()
            case "M":
                self.path.moveTo(numbers[0], numbers[1])
            case "L":
                self.path.lineTo(numbers[0], numbers[1])
            case "H":
                numbers = [numbers[0], self.y]
                self.path.lineTo(numbers[0], self.y)
            case "V":
                numbers = [self.x, numbers[0]]
                self.path.lineTo(self.x, numbers[1])
            case "C" | "S":
                if name == "S":
                    numbers = [*self._mirrored("C"), *numbers]
                self.path.cubicTo(*numbers)
                control = ("C", numbers[2], numbers[3])
            case "Q" | "T":
                if name == "T":
                    numbers = [*self._mirrored("Q"), *numbers]
                self.path.quadTo(*numbers)
                control = ("Q", numbers[0], numbers[1])
            case "A":
                self._arc(*numbers)
        if numbers:
            self.x, self.y = numbers[-2:]
        self.control = control

    def _absolute(self, name: str, numbers: list[float]) -> list[float]:
        if name == "H":
            return [numbers[0] + self.x]
        if name == "V":
            return [numbers[0] + self.y]
        if name == "A":
            return [*numbers[:5], numbers[5] + self.x, numbers[6] + self.y]
        return [value + (self.y if index % 2 else self.x) for index, value in enumerate(numbers)]

    def _mirrored(self, family: str) -> tuple[float, float]:
        if self.control is None or self.control[0] != family:
            return self.x, self.y
        return 2 * self.x - self.control[1], 2 * self.y - self.control[2]

    def _arc(self, rx: float, ry: float, turn: float, large: float, sweep: float, x: float, y: float) -> None:
        rx, ry = abs(rx), abs(ry)
        if not rx or not ry or (x, y) == (self.x, self.y):
            self.path.lineTo(x, y)
            return
        angle = math.radians(turn)
        cos, sin = math.cos(angle), math.sin(angle)
        half_x, half_y = (self.x - x) / 2, (self.y - y) / 2
        px, py = cos * half_x + sin * half_y, cos * half_y - sin * half_x
        short = (px / rx) ** 2 + (py / ry) ** 2
        if short > 1:
            rx, ry = rx * math.sqrt(short), ry * math.sqrt(short)
        over = (rx * ry) ** 2 - (rx * py) ** 2 - (ry * px) ** 2
        factor = math.sqrt(max(over, 0.0) / ((rx * py) ** 2 + (ry * px) ** 2))
        if bool(large) == bool(sweep):
            factor = -factor
        cx, cy = factor * rx * py / ry, -factor * ry * px / rx
        start = math.degrees(math.atan2((py - cy) / ry, (px - cx) / rx))
        end = math.degrees(math.atan2((-py - cy) / ry, (-px - cx) / rx))
        span = end - start
        if sweep and span < 0:
            span += 360
        elif not sweep and span > 0:
            span -= 360
        # QPainterPath turns against the clock, SVG with it: draw the arc upright, then turn it in place.
        arc = QPainterPath()
        box = QRectF(cx - rx, cy - ry, 2 * rx, 2 * ry)
        arc.arcMoveTo(box, -start)
        arc.arcTo(box, -start, -span)
        place = QTransform().translate((self.x + x) / 2, (self.y + y) / 2).rotateRadians(angle)
        self.path.connectPath(place.map(arc))
