"""Directions of a canvas."""

from __future__ import annotations

from enum import Enum


class Axes(Enum):
    """Directions in which the user can pan and zoom."""

    BOTH = "both"
    HORIZONTAL = "horizontal"
