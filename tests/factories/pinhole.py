"""A camera made apart from the program's own: rotation matrices, heights, roll, a lens that bends, a round Earth."""

import math
import random
from dataclasses import dataclass, replace

import numpy as np
from geographiclib.geodesic import Geodesic

from evidence_board.geo.camera_solver import CameraGuess, Landmark

__all__ = ["HARD", "Pinhole", "Seen", "seen_scene", "spoilt"]

#: Kinds of scenes that are hard to solve, as keywords of `seen_scene`.
HARD = {
    "three landmarks": {"count": 3},
    "lens of 100 degrees": {"count": 5, "view": (95.0, 105.0)},
    "telescope of 3 degrees": {"count": 5, "view": (2.5, 3.5), "far": (800.0, 8000.0), "pitch": 0.4},
    "direction and view of a telescope": {
        **{"count": 5, "view": (2.5, 3.5), "far": (800.0, 8000.0), "pitch": 0.4},
        **{"lens": False, "find": False},
    },
    "upright picture": {"count": 5, "size": (3000, 4000), "view": (30.0, 60.0)},
    "tilted, no horizon marked": {"count": 5, "roll": 3.0, "pitch": 6.0, "marked": False},
    "four on the dangerous circle": {"count": 4, "on_circle": True},
    "three on the dangerous circle": {"count": 3, "on_circle": True},
}

_EARTH = Geodesic.WGS84
_REFRACTION = 0.13


class Pinhole:
    """Projects places to pixels.

    Attributes:
        heading: of the optical axis, degrees.
        view: horizontal field of view, degrees.
    """

    def __init__(self, place, *, heading, view, pitch=0.0, roll=0.0, size=(4000, 3000), bends=0.0, eye_m=1.7):
        self.place, self.heading, self.view, self.size, self.bends, self.eye_m = (
            place,
            heading,
            view,
            size,
            bends,
            eye_m,
        )
        self.focal = size[0] / 2 / math.tan(math.radians(view / 2))
        turn, up, lean = (math.radians(angle) for angle in (heading, pitch, roll))
        self.ahead = np.array([math.sin(turn) * math.cos(up), math.cos(turn) * math.cos(up), math.sin(up)])
        level = np.array([math.cos(turn), -math.sin(turn), 0.0])
        above = np.cross(level, self.ahead)
        # A camera that leans to the left shows a horizon that falls to the right.
        self.right = level * math.cos(lean) + above * math.sin(lean)
        self.above = above * math.cos(lean) - level * math.sin(lean)

    def pixel(self, place, height_m):
        """Return where a place at a height above the ground is seen, or None behind the camera."""
        line = _EARTH.Inverse(*self.place, *place)
        bearing, metres = math.radians(line["azi1"]), line["s12"]
        drop = metres**2 / (2 * 6_371_000) * (1 - _REFRACTION)
        seen = np.array([metres * math.sin(bearing), metres * math.cos(bearing), height_m - self.eye_m - drop])
        depth = float(seen @ self.ahead)
        if depth <= 0:
            return None
        x, y = float(seen @ self.right) / depth, -float(seen @ self.above) / depth
        bent = 1 + self.bends * (x * x + y * y)
        return self.size[0] / 2 + self.focal * x * bent, self.size[1] / 2 + self.focal * y * bent

    @property
    def horizon(self):
        """Height of the horizon at the middle (fraction of the height), and how far it falls to the right (degrees)."""
        width, height = self.size
        middle, edge = (
            self.focal * (self.ahead[2] + x * self.right[2]) / self.above[2] for x in (0.0, width / 2 / self.focal)
        )
        return 0.5 + middle / height, math.degrees(math.atan2(edge - middle, width / 2))


@dataclass(frozen=True)
class Seen:
    """A scene: the camera as it was, and what somebody would measure."""

    camera: Pinhole
    landmarks: list[Landmark]
    guess: CameraGuess


def seen_scene(
    dice: random.Random,
    count: int,
    *,
    view=(35.0, 80.0),
    size=(4000, 3000),
    far=(80.0, 2500.0),
    click_px=6.0,
    pitch=3.0,
    roll=1.5,
    lens=True,
    marked=True,
    on_circle=False,
    find=True,
) -> Seen:
    """Return landmarks of different heights before a hand-held camera, clicked and read from a map a little wrong."""
    while True:
        width, height = size
        degrees, heading = dice.uniform(*view), dice.uniform(0, 360)
        place = (dice.uniform(-60, 60), dice.uniform(-180, 180))
        tilt = {"pitch": dice.gauss(0, pitch), "roll": dice.gauss(0, roll)}
        camera = Pinhole(place, heading=heading, view=degrees, size=size, **tilt)
        radius, aside = math.exp(dice.uniform(math.log(150), math.log(600))), dice.uniform(-30, 30)
        landmarks: list[Landmark] = []
        for _ in range(60 * count):
            turn = math.degrees(math.atan(dice.uniform(-0.92, 0.92) * math.tan(math.radians(degrees / 2))))
            metres = math.exp(dice.uniform(math.log(far[0]), math.log(far[1])))
            if on_circle:
                metres = max(2 * radius * math.cos(math.radians(turn - aside)) * (1 + dice.gauss(0, 0.02)), 20.0)
            there = _moved(place, heading + turn, metres)
            pixel = camera.pixel(there, dice.uniform(0, 60))
            if pixel is None or not (0 < pixel[0] < width and 0 < pixel[1] < height):
                continue
            read = _moved(there, dice.uniform(0, 360), 5 * math.sqrt(-2 * math.log(1 - dice.random())))
            x, y = (value + dice.gauss(0, click_px) for value in pixel)
            landmarks.append(Landmark(x / width, y / height, *read))
            if len(landmarks) == count:
                break
        if len(landmarks) == count:
            break
    line, falls = camera.horizon
    supposed = 2 * math.degrees(math.atan(math.tan(math.radians(degrees / 2)) * math.exp(dice.gauss(0, 0.03))))
    about = _moved(place, dice.uniform(0, 360), 300.0 if find else 15 * math.sqrt(-2 * math.log(1 - dice.random())))
    guess = CameraGuess(
        *about,
        None if find else 15 * math.sqrt(5.991),
        view_deg=supposed if lens else None,
        horizon=line + math.radians(dice.gauss(0, 0.2)) * camera.focal / height if marked else None,
        roll_deg=falls + dice.gauss(0, 0.2) if marked else 0.0,
    )
    return Seen(camera, landmarks, guess)


def spoilt(dice: random.Random, scene: Seen) -> tuple[Seen, int]:
    """Return the scene with one landmark mistaken for another thing, and which."""
    wrong = dice.randrange(len(scene.landmarks))
    one = scene.landmarks[wrong]
    away = _EARTH.Inverse(*scene.camera.place, one.latitude, one.longitude)["s12"]
    place = _moved((one.latitude, one.longitude), dice.uniform(0, 360), dice.uniform(0.3, 0.8) * away)
    landmarks = list(scene.landmarks)
    landmarks[wrong] = replace(one, latitude=place[0], longitude=place[1])
    return replace(scene, landmarks=landmarks), wrong


def _moved(place, bearing, metres):
    line = _EARTH.Direct(*place, bearing, metres)
    return line["lat2"], line["lon2"]
