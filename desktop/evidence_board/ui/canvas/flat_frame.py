"""Painting what cannot turn by itself (tiles, filled paths) into a turned picture: the painter turns instead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from evidence_board.ui.canvas.camera_state import turned_size

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from evidence_board.ui.canvas.frame import Frame

__all__ = ["flat_frame"]


@contextmanager
def flat_frame(painter: QPainter, frame: Frame) -> Iterator[Frame]:
    """Turn the painter and give the upright frame around what the turned one shows; labels do not belong in here."""
    angle = frame.camera.angle
    if not angle:
        yield frame
        return
    width, height = turned_size(frame.width, frame.height, angle)
    painter.save()
    painter.translate(frame.width / 2, frame.height / 2)
    painter.rotate(angle)
    painter.translate(-width / 2, -height / 2)
    try:
        yield replace(frame, camera=replace(frame.camera, angle=0.0), width=width, height=height, part=None)
    finally:
        painter.restore()
