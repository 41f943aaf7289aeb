"""The names of the basemap for a frame: seas, countries, towns, airfields, in the language of the window."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontDatabase

from evidence_board.geo.basemap import place_rank
from evidence_board.geo.labels import BESIDE, Rect
from evidence_board.geo.mercator import Bounds
from evidence_board.scene import TextStyle
from evidence_board.ui.map.basemap_painter import zoom_of
from evidence_board.ui.map.map_names import Name, drawn_into, view_in

if TYPE_CHECKING:
    from evidence_board.geo.basemap import Basemap
    from evidence_board.ui.canvas.frame import Frame
    from evidence_board.ui.map.map_colors import MapColors

__all__ = ["Spelling", "names_of", "scripts_here"]

_CITY_PEOPLE = 100_000
_CITIES_BY_PEOPLE_FROM = 7.0
_COUNTRIES_TO = 7.5
#: The worst rank that a small window names, and the worst that is written in bold.
_TOWN_RANK, _BOLD_RANK = 8, 8
_AIRPORTS_FROM, _AIRFIELDS_FROM = 8.0, 10.0
#: Airfields look for room after so many of the largest towns.
_AIRFIELD_PRIORITY = 40.0
#: Scripts that the fonts of the program write; others need a font of the system.
_OWN_SCRIPTS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARABIC"})
_SYSTEMS = {
    "HEBREW": QFontDatabase.WritingSystem.Hebrew,
    "GEORGIAN": QFontDatabase.WritingSystem.Georgian,
    "ARMENIAN": QFontDatabase.WritingSystem.Armenian,
    "THAI": QFontDatabase.WritingSystem.Thai,
    "CJK": QFontDatabase.WritingSystem.SimplifiedChinese,
    "HIRAGANA": QFontDatabase.WritingSystem.Japanese,
    "KATAKANA": QFontDatabase.WritingSystem.Japanese,
    "HANGUL": QFontDatabase.WritingSystem.Korean,
}


@dataclass(frozen=True, slots=True)
class Spelling:
    """In which language and scripts the basemap is named.

    Attributes:
        language: of the window, like ``en``.
        scripts: scripts in which names also stand as they are written there; none when not wanted.
    """

    language: str = "en"
    scripts: frozenset[str] = frozenset()

    def under(self, local: str) -> str:
        """Return a local name if it is wanted and can be written here."""
        if not local or not self.scripts:
            return ""
        scripts = {unicodedata.name(char, "").partition(" ")[0] for char in local if char.isalpha()}
        return local if scripts <= self.scripts else ""


def scripts_here() -> frozenset[str]:
    """Return the scripts that can be written on this computer: a row of boxes is no name. Call it in the GUI thread."""
    known = set(QFontDatabase.writingSystems())
    return _OWN_SCRIPTS | {script for script, system in _SYSTEMS.items() if system in known}


def names_of(
    basemap: Basemap,
    frame: Frame,
    colors: MapColors,
    *,
    spelling: Spelling,
    compact: bool,
    size: Callable[[str, TextStyle], tuple[float, float]],
) -> list[Name]:
    """Return what the basemap would like to name in a frame.

    Args:
        basemap: gives towns, countries, seas and airfields.
        frame: only the part of it inside 0..1 is named.
        colors: of the map.
        spelling: language and scripts.
        compact: fewer towns, no airfields.
        size: measures a text in pixels.

    Raises:
        KnownError: the map file is damaged.
    """
    zoom = zoom_of(frame.camera.scale)
    box = frame.world
    bounds = Bounds(max(0.0, box.x0), max(0.0, box.y0), min(1.0, box.x1), min(1.0, box.y1))
    if bounds.width <= 0 or bounds.height <= 0:
        return []
    style = TextStyle(colors.sea_name, px=13.0, italic=True, halo=colors.sea_halo, halo_px=1.5)
    names = _seas(basemap, bounds, frame, style, language=spelling.language, size=size)
    if zoom < _COUNTRIES_TO:
        style = TextStyle(colors.country, px=12.0, weight=600, halo=colors.land_halo, halo_px=1.5)
        for order, country in enumerate(basemap.countries(bounds, zoom=zoom, language=spelling.language)):
            width, _ = size(country.name, style)
            if width / 2 <= country.clearance * frame.camera.scale * 1.2:
                x, y = frame.to_view(country.x, country.y)
                roam = max(country.clearance * frame.camera.scale - width * 0.4, 0.0)
                under = spelling.under(country.local)
                names.append(Name(country.name, style, x, y, priority=-50.0 + order / 100, roam=roam, under=under))
    names += _towns(basemap, bounds, frame, colors, zoom=zoom, compact=compact, spelling=spelling)
    return names if compact else names + _airfields(basemap, bounds, frame, colors, zoom=zoom)


def _seas(
    basemap: Basemap,
    bounds: Bounds,
    frame: Frame,
    style: TextStyle,
    *,
    language: str,
    size: Callable[[str, TextStyle], tuple[float, float]],
) -> list[Name]:
    """Names of seas: on open water in the view, where there is any; else around it."""
    view, zoom = view_in(frame), zoom_of(frame.camera.scale)
    found: dict[str, Name] = {}
    whole: set[str] = set()
    inner = bounds.grown(-(frame.width - view.width) / 2 / frame.camera.scale)
    for area in (inner, bounds):
        for order, sea in enumerate(basemap.seas(area, zoom=zoom, language=language)):
            width, height = size(sea.name, style)
            clear = sea.clearance * frame.camera.scale
            if sea.name in whole or width / 2 > clear * 1.3:
                continue
            x, y = frame.to_view(sea.x, sea.y)
            name = Name(sea.name, style, x, y, priority=-100.0 + order, roam=max(clear - width * 0.4, 0.0))
            x, y = drawn_into(view, name, width, height)
            if Rect(x - width / 2, y - height / 2, width, height).inside(view):
                whole.add(sea.name)
                found[sea.name] = name
            elif area is bounds:
                found[sea.name] = name
    return list(found.values())


def _towns(
    basemap: Basemap,
    bounds: Bounds,
    frame: Frame,
    colors: MapColors,
    *,
    zoom: float,
    compact: bool,
    spelling: Spelling,
) -> list[Name]:
    worst = place_rank(zoom)
    shown = min(max(worst - 1, 0), _TOWN_RANK) if compact else worst
    city = TextStyle(colors.city, px=13.0, weight=600, halo=colors.land_halo)
    town = TextStyle(colors.town, px=12.0, halo=colors.land_halo)
    names = []
    for order, place in enumerate(basemap.places(bounds, max_rank=shown, language=spelling.language)):
        large = place.rank <= min(worst - 2, _BOLD_RANK)
        large = large or (zoom >= _CITIES_BY_PEOPLE_FROM and place.population >= _CITY_PEOPLE)
        x, y = frame.to_view(place.x, place.y)
        style, under = city if large else town, spelling.under(place.local)
        names.append(Name(place.name, style, x, y, priority=order, offset=8.0, sides=BESIDE, dot=True, under=under))
    return names


def _airfields(basemap: Basemap, bounds: Bounds, frame: Frame, colors: MapColors, *, zoom: float) -> list[Name]:
    if zoom < _AIRPORTS_FROM:
        return []
    style = TextStyle(colors.town, px=11.0, italic=True, halo=colors.land_halo)
    names = []
    for order, field in enumerate(basemap.airfields(bounds, max_rank=0 if zoom < _AIRFIELDS_FROM else 1)):
        x, y = frame.to_view(field.x, field.y)
        words = f"{field.name} ({field.code})" if field.code else field.name
        priority = _AIRFIELD_PRIORITY + order
        names.append(Name(words, style, x, y, priority=priority, offset=9.0, sides=BESIDE, dot=True, icon="plane"))
    return names
