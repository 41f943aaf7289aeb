"""Random cameras with landmarks before them, for the solver: what is measured is a little wrong, as by hand."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

from evidence_board.geo.camera_model import focal_of
from evidence_board.geo.camera_solver import CameraGuess, Landmark
from evidence_board.geo.geodesy import destination

WIDTH, HEIGHT = 4000, 3000
ASPECT = WIDTH / HEIGHT
POINT_ERROR, PLACE_ERROR_M, VIEW_ERROR = 0.003, 5.0, 0.03
#: Name, landmarks, whether the position is to be found, whether the lens is known, whether a horizon was marked.
KINDS = (
    ("direction; lens and horizon known", 4, False, True, True),
    ("direction; lens known", 4, False, True, False),
    ("direction and field of view; horizon known", 5, False, False, True),
    ("direction and position from three; lens and horizon known", 3, True, True, True),
    ("direction and position; lens and horizon known", 4, True, True, True),
    ("direction and position; lens known", 5, True, True, False),
    ("direction, field of view, position; horizon known", 5, True, False, True),
    ("direction, field of view, position", 6, True, False, False),
)


@dataclass(frozen=True)
class Scene:
    """A camera as it was, and what somebody would measure of it."""

    latitude: float
    longitude: float
    heading: float
    view: float
    landmarks: list[Landmark]
    guess: CameraGuess


def random_scene(dice: random.Random, count: int, *, find: bool, lens: bool, horizon: bool) -> Scene:
    """Return a street or a coast: landmarks 80 to 2,500 m away, somewhere on Earth."""
    latitude, longitude = dice.uniform(-60, 60), dice.uniform(-180, 180)
    heading, view = dice.uniform(0, 360), dice.uniform(35, 80)
    focal, pitch = focal_of(view), math.radians(dice.gauss(0, 3.5))
    landmarks: list[Landmark] = []
    while len(landmarks) < count:
        landmark = _landmark(dice, latitude, longitude, heading=heading, focal=focal, pitch=pitch)
        if landmark is not None:
            landmarks.append(landmark)
    if find:
        radius, off = None, 300.0
    else:
        radius = dice.choice([15.0, 50.0, 120.0])
        off = _round_off(dice, radius / math.sqrt(5.991))
    about = destination(latitude, longitude, bearing_deg=dice.uniform(0, 360), distance_m=off)
    supposed = 2 * math.degrees(math.atan(0.5 / (focal * math.exp(dice.gauss(0, VIEW_ERROR)))))
    line = 0.5 + focal * math.tan(pitch) * ASPECT + dice.gauss(0, POINT_ERROR)
    guess = CameraGuess(
        *about, radius, view_deg=supposed if lens else None, view_error=VIEW_ERROR, horizon=line if horizon else None
    )
    return Scene(latitude, longitude, heading, view, landmarks, guess)


def random_scenes(number: int, *, seed: int = 7) -> Iterator[tuple[str, Scene]]:
    """Yield so many scenes of every kind, with the name of the kind."""
    for name, count, find, lens, horizon in KINDS:
        dice = random.Random(f"{seed} {name}")
        for _ in range(number):
            yield name, random_scene(dice, count, find=find, lens=lens, horizon=horizon)


def exact_landmark(
    camera: tuple[float, float], *, heading: float, view: float, bearing: float, metres: float
) -> Landmark:
    """Return a landmark in the middle row of a level picture, measured without an error."""
    right = focal_of(view) * math.tan(math.radians(bearing - heading))
    return Landmark(0.5 + right, 0.5, *destination(*camera, bearing_deg=bearing, distance_m=metres))


def holds(region: tuple[tuple[float, float], ...], latitude: float, longitude: float) -> bool:
    """Tell whether a region on the map holds a point."""
    inside = False
    corners = [(north - latitude, (east - longitude + 540) % 360 - 180) for north, east in region]
    for (y, x), (past_y, past_x) in zip(corners, corners[-1:] + corners[:-1], strict=True):
        if (y > 0) != (past_y > 0) and (past_x - x) * -y / (past_y - y) + x > 0:
            inside = not inside
    return inside


def _landmark(
    dice: random.Random, latitude: float, longitude: float, *, heading: float, focal: float, pitch: float
) -> Landmark | None:
    right, metres = dice.uniform(-0.46, 0.46), math.exp(dice.uniform(math.log(80), math.log(2500)))
    height = math.radians(dice.uniform(-1, 5))
    down = 0.0
    for _ in range(30):
        ahead = focal * math.cos(pitch) + down * math.sin(pitch)
        up = focal * math.sin(pitch) - down * math.cos(pitch)
        down += (math.atan2(up, math.hypot(right, ahead)) - height) * focal
    if abs(down * ASPECT) > 0.5:
        return None
    ahead = focal * math.cos(pitch) + down * math.sin(pitch)
    turn = heading + math.degrees(math.atan2(right, ahead))
    place = destination(latitude, longitude, bearing_deg=turn, distance_m=metres)
    read = destination(*place, bearing_deg=dice.uniform(0, 360), distance_m=_round_off(dice, PLACE_ERROR_M))
    x, y = right + 0.5 + dice.gauss(0, POINT_ERROR), 0.5 + down * ASPECT + dice.gauss(0, POINT_ERROR) * ASPECT
    return Landmark(x, y, *read, point_error=POINT_ERROR, place_error_m=PLACE_ERROR_M)


def _round_off(dice: random.Random, deviation: float) -> float:
    """Return how far a point falls that is off by a deviation in each direction."""
    return abs(deviation * math.sqrt(-2 * math.log(1 - dice.random())))


__all__ = [
    "ASPECT",
    "HEIGHT",
    "KINDS",
    "WIDTH",
    "Scene",
    "exact_landmark",
    "holds",
    "random_scene",
    "random_scenes",
]
