"""Every colour and line of the map, taken from the theme once so that the painter thread never asks it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from evidence_board.scene_style import Cap, Pen
from evidence_board.ui.widgets.painting import mixed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evidence_board.ui.theme import Theme

# Borders of pins are a little stronger than links: they are short and lie on a picture.
_PIN_WIDTH = {"confirmed": 2.6, "probable": 2.0, "possible": 2.0, "doubtful": 2.0, "refuted": 1.6, "unjudged": 1.4}


@dataclass(frozen=True, slots=True, eq=False)
class MapColors:
    """Colours as ``0xAARRGGBB`` and ready pens.

    Attributes:
        sea: water, also the background of the map.
        shallows: a veil along the coast.
        land: dry ground.
        urban: built-up ground.
        coast: line between land and water.
        river: line of a river.
        admin0: boundary of countries, also the disputed ones.
        admin1: boundary of provinces.
        city: name of a city.
        town: name of a town.
        country: name of a country.
        sea_name: name of a sea.
        land_halo: around names on land.
        sea_halo: around names on water.
        dot: ring of the dot of a town.
        surface: band between picture and border of a pin, inside of dots.
        ink: count badges, scale bar.
        text: labels of ours.
        place: colour of places and geotags.
        neutral: what nobody judged.
        accent: selection.
        on_accent: text on the accent.
        warn: line between two positions that do not fit together.
        warn_soft: behind the words at that line.
        focus: around the pin that has the keyboard.
        on_place: icon on a place mark.
        pins: level -> border of a pin.
        areas: level -> outline of a circle in which a photo may have been taken.
        dark: the dark theme is on.
    """

    sea: int
    shallows: int
    land: int
    urban: int
    coast: int
    river: int
    admin0: int
    admin1: int
    city: int
    town: int
    country: int
    sea_name: int
    land_halo: int
    sea_halo: int
    dot: int
    surface: int
    ink: int
    text: int
    place: int
    neutral: int
    accent: int
    on_accent: int
    warn: int
    warn_soft: int
    focus: int
    on_place: int
    pins: Mapping[str, Pen]
    areas: Mapping[str, Pen]
    dark: bool

    @classmethod
    def of(cls, theme: Theme) -> MapColors:
        """Take the colours of the theme shown now."""
        color = theme.color
        sea, land, place = color("sea"), color("land"), color("location")
        neutral = color("control")
        looks = theme.tokens.level

        def pens(widths: Mapping[str, float]) -> dict[str, Pen]:
            return {
                level: Pen(
                    (neutral if level == "unjudged" else place).rgba(),
                    widths[level],
                    look.dash,
                    Cap.ROUND if look.round_caps else Cap.FLAT,
                )
                for level, look in looks.items()
            }

        return cls(
            sea=sea.rgba(),
            shallows=see_through(color("text" if theme.is_dark else "pane"), 0.07 if theme.is_dark else 0.5),
            land=land.rgba(),
            urban=mixed(land, color("text3"), 0.13).rgba(),
            coast=mixed(sea, color("text3"), 0.5 if not theme.is_dark else 0.42).rgba(),
            river=mixed(sea, color("account"), 0.16).rgba(),
            admin0=mixed(land, color("text2"), 0.52).rgba(),
            admin1=mixed(land, color("text2"), 0.2).rgba(),
            city=color("text").rgba(),
            town=color("text2").rgba(),
            country=color("text3").rgba(),
            sea_name=mixed(color("account"), color("text2"), 0.45).rgba(),
            land_halo=see_through(mixed(land, color("pane"), 0.5), 0.86),
            sea_halo=see_through(sea, 0.8),
            dot=color("text3").rgba(),
            surface=color("pane").rgba(),
            ink=color("text").rgba(),
            text=color("text").rgba(),
            place=place.rgba(),
            neutral=neutral.rgba(),
            accent=color("accent").rgba(),
            on_accent=color("onAccent").rgba(),
            warn=color("warn").rgba(),
            warn_soft=color("warnSoft").rgba(),
            focus=color("focus").rgba(),
            on_place=theme.on_kind.rgba(),
            pins=pens(_PIN_WIDTH),
            areas=pens({level: max(look.width, 1.2) for level, look in looks.items()}),
            dark=theme.is_dark,
        )


def see_through(color: QColor | int, opacity: float) -> int:
    """Return a colour with another opacity (0 to 1) as ``0xAARRGGBB``."""
    rgb = color if isinstance(color, int) else color.rgba()
    return round(opacity * 255) << 24 | rgb & 0xFFFFFF
