"""Finds out from two small pictures whether one is a part of the other, and where they differ.

Estimates from thumbnails: what they say is "about". A crop is only claimed where it explains the difference far
better than no crop, and leaves little of it.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from evidence_board.model.copies import Crop, PictureDifference, Rect

__all__ = ["Grey", "picture_difference"]

#: Brightness, rows by columns, 0 to 255.
Grey = NDArray[np.float32]

_WHOLE: Rect = (0.0, 0.0, 1.0, 1.0)
#: Points at which pictures are compared while a crop is looked for, across and down.
_GRID = (64, 48)
#: Points and cells of the search for differing areas.
_FINE = (192, 144)
_CELLS = (24, 18)
_MOST_CUT = 0.3
_STEPS = (0.04, 0.02, 0.01, 0.005, 0.0025)
#: A crop must leave at most this share of the difference there is without it, and so much at most in all.
_BETTER, _GOOD = 0.7, 0.35
#: Below this share of the area nothing is called a crop.
_LEAST_CROP = 0.015
#: Grey levels by which a cell must differ, beyond what recompression does.
_DIFFERS = 22.0
_MOST_AREAS = 6


def picture_difference(first: Grey, second: Grey, *, mirrored: bool = False) -> PictureDifference:
    """Compare two pictures of at least 16 pixels a side.

    Args:
        first: brightness of one copy.
        second: brightness of the other.
        mirrored: the second is a mirror image of the first; the answer names its places as they are in the file.
    """
    if mirrored:
        second = second[:, ::-1]
    crop, parts = _crop(first, second)
    found = PictureDifference(crop, *_areas(first, second, parts))
    return _turned(found) if mirrored else found


def _crop(first: Grey, second: Grey) -> tuple[Crop | None, tuple[Rect, Rect]]:
    """Return which copy is a part of the other, and the parts of both that show the same."""
    plain = _apart(first, second, _WHOLE)
    tries = [(*_fitted(first, second), 1), (*_fitted(second, first), 0)]
    left, part, cropped = min(tries, key=lambda one: one[0])
    found = Crop(cropped, part)
    if left > _GOOD or left > _BETTER * plain or 1 - part[2] * part[3] < _LEAST_CROP:
        return None, (_WHOLE, _WHOLE)
    return found, ((part, _WHOLE) if cropped == 1 else (_WHOLE, part))


def _fitted(whole: Grey, part: Grey) -> tuple[float, Rect]:
    """Look for the part of one picture that the other shows; returns what is left of the difference, and the part.

    From a few beginnings each edge, the size and the place are moved in smaller and smaller steps.
    """
    best: tuple[float, Rect] = (np.inf, _WHOLE)
    for cut in (0.0, 0.03, 0.08):
        edges: tuple[float, ...] = (cut, cut, cut, cut)
        left = _apart(whole, part, _rect(edges))
        for step in _STEPS:
            for _ in range(24):
                tried = [(_apart(whole, part, _rect(one)), one) for one in _moves(edges, step)]
                nearest = min(tried, key=lambda one: one[0])
                if nearest[0] >= left:
                    break
                left, edges = nearest
        if left < best[0]:
            best = (left, _rect(edges))
    return best


def _moves(edges: tuple[float, ...], step: float) -> Iterator[tuple[float, ...]]:
    """Yield what is cut away at the left, top, right and bottom, one move on."""
    moves = [(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (1, 0, -1, 0), (0, 1, 0, -1), (1, 1, 1, 1)]
    for move in moves:
        for sign in (1, -1):
            moved = tuple(edge + sign * step * way for edge, way in zip(edges, move, strict=True))
            if all(0.0 <= edge <= _MOST_CUT for edge in moved):
                yield moved


def _rect(edges: tuple[float, ...]) -> Rect:
    left, top, right, bottom = edges
    return left, top, 1 - left - right, 1 - top - bottom


def _apart(whole: Grey, part: Grey, rect: Rect) -> float:
    """Return how much two pictures differ, brightness and contrast aside: 0 is not at all, about 1 nothing alike."""
    one, other = _even(_sampled(whole, rect, _GRID)), _even(_sampled(part, _WHOLE, _GRID))
    return float(np.abs(one - other).mean())


def _even(picture: Grey) -> Grey:
    even: Grey = (picture - picture.mean()) / max(float(picture.std()), 1.0)
    return even


def _sampled(picture: Grey, rect: Rect, size: tuple[int, int]) -> Grey:
    """Return a part of a picture at so many points across and down, between its pixels where they fall so."""
    rows, columns = picture.shape
    x = np.clip((rect[0] + (np.arange(size[0]) + 0.5) / size[0] * rect[2]) * columns - 0.5, 0, columns - 1.001)
    y = np.clip((rect[1] + (np.arange(size[1]) + 0.5) / size[1] * rect[3]) * rows - 0.5, 0, rows - 1.001)
    left, top = x.astype(np.intp), y.astype(np.intp)
    across, down = (x - left).astype(np.float32), (y - top).astype(np.float32)[:, None]
    upper = picture[top][:, left] * (1 - across) + picture[top][:, left + 1] * across
    lower = picture[top + 1][:, left] * (1 - across) + picture[top + 1][:, left + 1] * across
    blended: Grey = upper * (1 - down) + lower * down
    return blended


def _areas(first: Grey, second: Grey, parts: tuple[Rect, Rect]) -> tuple[tuple[tuple[Rect, Rect], ...], bool]:
    """Return the places where the aligned pictures differ, and whether that is nearly everywhere."""
    one, other = _sampled(first, parts[0], _FINE), _sampled(second, parts[1], _FINE)
    # Where most of the picture agrees decides how bright the second is beside the first.
    gain = np.clip(one.std() / max(float(other.std()), 1.0), 0.5, 2.0)
    other = (other - np.median(other)) * gain + np.median(one)
    off = np.abs(one - other)
    columns, rows = _CELLS
    cells = off.reshape(rows, _FINE[1] // rows, columns, _FINE[0] // columns).mean(axis=(1, 3))
    differs = cells > max(_DIFFERS, 3.5 * float(np.median(cells)))
    if differs.mean() > 0.4 or np.median(cells) > _DIFFERS:
        return (), True
    boxes = sorted(_boxes(differs), key=lambda box: -box[2] * box[3])[:_MOST_AREAS]
    unit = [(x / columns, y / rows, w / columns, h / rows) for x, y, w, h in boxes]
    return tuple((_inside(parts[0], box), _inside(parts[1], box)) for box in unit), False


def _boxes(differs: NDArray[np.bool_]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the box around each patch of cells that touch, corners included: column, row, width, height."""
    left = {(int(row), int(column)) for row, column in np.argwhere(differs)}
    while left:
        edge = [left.pop()]
        patch = list(edge)
        while edge:
            row, column = edge.pop()
            near = {(row + down, column + across) for down in (-1, 0, 1) for across in (-1, 0, 1)} & left
            left -= near
            edge += near
            patch += near
        rows, columns = [row for row, _ in patch], [column for _, column in patch]
        yield min(columns), min(rows), max(columns) - min(columns) + 1, max(rows) - min(rows) + 1


def _inside(part: Rect, box: Rect) -> Rect:
    return part[0] + box[0] * part[2], part[1] + box[1] * part[3], box[2] * part[2], box[3] * part[3]


def _turned(found: PictureDifference) -> PictureDifference:
    """Name the places of the second picture as they are in its file, which is a mirror image."""
    areas = tuple((one, _mirrored(other)) for one, other in found.areas)
    crop = found.crop
    if crop is not None and crop.which == 0:
        crop = Crop(0, _mirrored(crop.part))
    return PictureDifference(crop, areas, found.throughout)


def _mirrored(rect: Rect) -> Rect:
    return 1 - rect[0] - rect[2], rect[1], rect[2], rect[3]
