"""`SunLook`: the colours of sun, light and shadow that no other part of the window needs."""

from dataclasses import dataclass

from PySide6.QtGui import QColor

from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.painting import mixed

__all__ = ["SunLook", "daylight"]

_NIGHT_DEG, _HIGH_DEG = -6.0, 32.0
_LOW_SUN, _HIGH_SUN = QColor("#E8935A"), QColor("#F7DDA0")
_TWILIGHT = QColor("#8C8FB0")


@dataclass(frozen=True, slots=True, eq=False)
class SunLook:
    """Taken from the theme once for each drawing.

    Attributes:
        sun: the sun and its path.
        on_sun: the icon on it.
        ray: casing of the ray of the sun.
        shadow: the ray of the shadow.
        casing: below both, so that they stand out from the map.
        fits: what fits the shadow.
        warn: what does not.
    """

    sun: QColor
    on_sun: QColor
    ray: QColor
    shadow: QColor
    casing: QColor
    fits: QColor
    warn: QColor

    @classmethod
    def of(cls, theme: Theme) -> "SunLook":
        """Take the colours of the theme shown now."""
        dark = theme.is_dark
        return cls(
            sun=QColor("#E59A1F" if dark else "#DB8F12"),
            on_sun=QColor("#14171A" if dark else "#3A2500"),
            ray=QColor("#F0B35A" if dark else "#FFFFFF"),
            shadow=theme.color("text2" if dark else "event"),
            casing=theme.color("pane"),
            fits=theme.color("ok"),
            warn=theme.color("warn"),
        )


def daylight(elevation_deg: float, theme: Theme) -> QColor:
    """Return the colour of the sky's light with the sun so high: night, twilight, low sun, high sun."""
    night = theme.color("sunken") if not theme.is_dark else theme.color("line")
    if elevation_deg <= _NIGHT_DEG:
        return night
    if elevation_deg < 0:
        # Dusk is short; the eye shall not take it for day.
        return mixed(night, _TWILIGHT, 0.55 * (1 - elevation_deg / _NIGHT_DEG))
    return mixed(_LOW_SUN, _HIGH_SUN, min(elevation_deg / _HIGH_DEG, 1.0))
